"""Merges: which merged cells a cell lies under, however their place is written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from pmxl.sheets.cells import position
from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.formulas import MAX_ROW

SHEET_NAME = re.compile(r"(?:'(?:[^']|'')*'|[^'!:]+)!")
COLUMN, ROW = r"\$?([A-Za-z]{1,3})", r"\$?([0-9]{1,7})"
CELLS = re.compile(f"{COLUMN}{ROW}(?::{COLUMN}{ROW})?")
COLUMNS = re.compile(f"{COLUMN}:{COLUMN}")
ROWS = re.compile(f"{ROW}:{ROW}")
LONGEST = 400
"""No place takes more characters, the name of its sheet included."""

MOST = 20_000
"""So many merged cells are looked at; a file that lists a million of them is up to no good, and would take a minute."""

Edges = tuple[int, int, int, int]
"""Top, left, bottom, right."""


class Merge(NamedTuple):
    """Merged cells: their place as the file writes it, and their edges."""

    ref: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_one_column(self) -> bool:
        """True where cells were merged downwards only."""
        return self.left == self.right


class Merges:
    """The merged cells of a sheet; `odd` are those whose place is none, and `beyond` counts those not looked at."""

    def __init__(self, refs: Iterable[str]) -> None:
        listed = tuple(dict.fromkeys(refs))
        self.beyond = max(0, len(listed) - MOST)
        read = {ref: read_merge(ref) for ref in listed[:MOST]}
        self.odd = tuple(ref for ref, merge in read.items() if merge is None)
        self._all = sorted((merge for merge in read.values() if merge), key=lambda merge: merge[1:])
        self._lowest = max((merge.bottom for merge in self._all), default=0)
        self._columns: dict[int, tuple[list[int], list[Merge]]] = {}

    def reach_below(self, row: int) -> bool:
        """True where cells below a row are merged, or may be: then each is to be looked at."""
        return self.beyond > 0 or row < self._lowest

    def over(self, row: int, col: int) -> Merge | None:
        """The merged cells that hide a cell: Excel shows only the first of them, and that one is not hidden."""
        if col not in self._columns:
            runs = self._runs(col)
            self._columns[col] = [begin for begin, _ in runs], [merge for _, merge in runs]
        begins, merges = self._columns[col]
        at = bisect_right(begins, row) - 1
        if at < 0 or row > merges[at].bottom or (row, col) == (merges[at].top, merges[at].left):
            return None
        return merges[at]

    def _runs(self, col: int) -> list[tuple[int, Merge]]:
        """Down a column: the row from which merged cells hide it; of those that overlap the first goes before."""
        runs: list[tuple[int, Merge]] = []
        end = 0
        for merge in self._all:
            if merge.left <= col <= merge.right and merge.bottom > end:
                runs.append((max(merge.top, end + 1), merge))
                end = merge.bottom
        return runs


def read_merge(ref: str) -> Merge | None:
    """The cells that `B2:C3`, `$B$2`, `Return!C3:B2`, `K:K` or `6:6` means; None where that is no place on a sheet."""
    edges = _edges(SHEET_NAME.sub("", ref.strip(), count=1)) if len(ref) <= LONGEST else None
    if edges is None:
        return None
    (top, bottom), (left, right) = sorted(edges[::2]), sorted(edges[1::2])
    if top < 1 or bottom > MAX_ROW or right > MAX_COL:
        return None
    return Merge(ref, top, left, bottom, right)


def _edges(place: str) -> Edges | None:
    if match := CELLS.fullmatch(place):
        col, row, other_col, other_row = match.groups()
        return int(row), _number(col), int(other_row or row), _number(other_col or col)
    if match := COLUMNS.fullmatch(place):
        return 1, _number(match[1]), MAX_ROW, _number(match[2])
    if match := ROWS.fullmatch(place):
        return int(match[1]), 1, int(match[2]), MAX_COL
    return None


def _number(letters: str) -> int:
    return position(f"{letters}1")[1]

"""What stands around a sheet's cells: its hidden columns and its merges."""

from __future__ import annotations

import re
from typing import NamedTuple

from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.markup import Attributes
from pmxl.sheets.markup import Opened
from pmxl.sheets.markup import is_utf8
from pmxl.sheets.markup import walk
from pmxl.sheets.recalled import PARTS
from pmxl.sheets.values import Legend

OPEN = b"<sheetData>"
TRUE = ("1", "true")


ROOT = re.compile(rb"\s*(?:<\?xml [^<>]*\?>\s*)?(<worksheet(?:\s[^<>]*)?>)")
END = b"</sheetData></worksheet>"
Frame = tuple[tuple[str, ...], frozenset[int], int]
"""The merges of a sheet, its hidden columns, and how many blocks of rows it has."""


class Top(NamedTuple):
    """What stands before the rows of a sheet: the tag of the whole sheet, and what of its frame is told there."""

    root: bytes
    frame: Frame


def frame_of(head: bytes, tail: bytes, legend: Legend) -> Frame:
    """What stands before and after the rows of a sheet, whose bytes these are with the tags of its rows.

    What comes after, such as rules for typing, is much the longer, and the same in return after return: of the same
    bytes under the same root element it is read once. The two are well-formed where the whole is.
    """
    top = top_of(head, legend)
    if top is None or OPEN in tail:
        return _read_frame(head + tail, legend)
    merges, hidden, blocks = top.frame
    more, more_hidden, more_blocks = _recalled(top.root + OPEN + tail, legend)
    return (*merges, *more), hidden | more_hidden, blocks + more_blocks - 1


def top_of(head: bytes, legend: Legend) -> Top | None:
    """What stands before the rows alone, read once; None where it is spelled in an unusual way."""
    found: Top | None = PARTS.get((top_of, head))
    if found is None and is_plain(head) and (root := ROOT.match(head)):
        found = Top(root[1], _read_frame(head + END, legend))
        PARTS.keep((top_of, head), len(head), found)
    return found


def is_plain(head: bytes) -> bool:
    """True where no comment could hide what is taken for the rows, and the sheet is in UTF-8."""
    return is_utf8(head) and b"<!" not in head and b"<?" not in head[len(OPEN) :]


def _recalled(around: bytes, legend: Legend) -> Frame:
    found: Frame | None = PARTS.get((_read_frame, around))
    if found is None:
        found = _read_frame(around, legend)
        PARTS.keep((_read_frame, around), len(around), found)
    return found


def _read_frame(around: bytes, legend: Legend) -> Frame:
    frame = SheetFrame()
    walk(around, legend.file, legend.part, frame.opened)
    return tuple(frame.merges), frame.hidden, frame.blocks


class SheetFrame:
    """Gathers hidden columns and merges from the elements around `sheetData`."""

    def __init__(self) -> None:
        self.merges: list[str] = []
        self.blocks = 0
        self._hidden = 0  # one bit a column: a hostile sheet may repeat the widest range a million times
        self.opened: dict[str, Opened] = {
            "col": self._column,
            "mergeCell": lambda entry: self.merges.append(entry.get("ref", "")),
            "sheetData": self._block,
        }

    @property
    def hidden(self) -> frozenset[int]:
        """Numbers of the hidden columns."""
        return frozenset(n for n, bit in enumerate(reversed(bin(self._hidden))) if bit == "1")

    def _column(self, entry: Attributes) -> None:
        if entry.get("hidden") in TRUE:
            first, last = int(entry["min"]), min(int(entry["max"]), MAX_COL)
            self._hidden |= ((1 << max(0, last - first + 1)) - 1) << first

    def _block(self, _: Attributes) -> None:
        self.blocks += 1

"""Grid: a sheet with its rows of headings joined, column by column, and merged cells read wherever they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from pmxl.framework.models_layouts import LayoutRow
from pmxl.readings import matches
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import position

JOINED = " / "
"""What stands between the headings of one column, from top to bottom."""

BY_LETTERS = re.compile(r"column\s+([a-z]{1,3})", re.IGNORECASE)


@dataclass(slots=True)
class Grid:
    """A sheet, its rows of headings and its rows of figures; `paths` are each column's headings from top to bottom."""

    sheet: ReadSheet
    head_row: int
    first_row: int
    paths: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    _tall: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)

    def at(self, row: int, col: int) -> Cell | None:
        """The cell there, or that of which it is a merged part."""
        found = self.sheet.cells.get((row, col))
        if found is None and self.sheet.merges:
            found = self.sheet.cells.get(self._merged(col).get(row, (0, 0)))
        return found

    def heading(self, col: int) -> str:
        """A column's headings in one line."""
        return joined(self.paths.get(col, ()))

    def columns(self, named: str) -> list[int]:
        """The columns of that heading: by letters, by all the headings over them, or by the lowest ones."""
        by_letters = BY_LETTERS.fullmatch(named.strip())
        if by_letters:
            return [position(f"{by_letters[1]}1")[1]]
        return [col for col, path in self.paths.items() if is_headed(path, named)]

    def _merged(self, col: int) -> dict[int, tuple[int, int]]:
        """Of the rows that merged cells cover in a column, the place of the first cell of each."""
        if col not in self._tall:
            covered: dict[int, tuple[int, int]] = {}
            for (top, left), (bottom, right) in corners(self.sheet):
                if left <= col <= right:
                    covered |= {row: (top, left) for row in self.rows if top <= row <= bottom}
            self._tall[col] = covered
        return self._tall[col]


def joined(path: tuple[Cell, ...]) -> str:
    """Headings from top to bottom in one line."""
    return JOINED.join(" ".join(text_of(cell).split()) for cell in path)


def is_headed(path: tuple[Cell, ...], named: str) -> bool:
    """True where a pattern is that of all the headings of a column, or of its lowest ones."""
    return any(matches(named, joined(path[start:])) for start in range(len(path)))


def grid_of(sheet: ReadSheet, row: LayoutRow) -> Grid:
    """The grid of a sheet whose headings and figures stand where a row of a layout says."""
    below = sorted({r for r, _ in sheet.cells if r >= row.first_row})
    grid = Grid(sheet, row.head_row, row.first_row, rows=tuple(below))
    heads = sorted({r for r, _ in sheet.cells if row.head_row <= r < row.first_row})
    spread = _spread(sheet, heads)
    for col in sorted({c for _, c in sheet.cells}):
        grid.paths[col] = tuple(_path(sheet, col, heads, spread))
    return grid


def _path(sheet: ReadSheet, col: int, heads: list[int], spread: dict[tuple[int, int], Cell]) -> Iterator[Cell]:
    """The headings over a column, one that is merged over several rows but once."""
    last = None
    for row in heads:
        cell = sheet.cells.get((row, col)) or spread.get((row, col))
        if cell is not None and cell is not last and text_of(cell):
            yield cell
            last = cell


def _spread(sheet: ReadSheet, heads: list[int]) -> dict[tuple[int, int], Cell]:
    """The merged headings at every place that they cover."""
    cols = sorted({c for _, c in sheet.cells})
    found: dict[tuple[int, int], Cell] = {}
    for (top, left), (bottom, right) in corners(sheet):
        cell = sheet.cells.get((top, left))
        if cell is not None:
            rows = [row for row in heads if top <= row <= bottom]
            found |= {(row, col): cell for row in rows for col in cols if left <= col <= right}
    return found


def corners(sheet: ReadSheet) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """First and last place of each range of merged cells."""
    for merged in sheet.merges:
        first, _, last = merged.partition(":")
        yield position(first), position(last or first)

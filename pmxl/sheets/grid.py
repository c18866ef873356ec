"""A sheet's plan seen as cells: what stands where, and how wide and how high each place is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import CHARACTER
from pmxl.sheets.glyphs import INDENT
from pmxl.sheets.glyphs import PADDING
from pmxl.sheets.glyphs import row_height
from pmxl.sheets.glyphs import runs_lines
from pmxl.sheets.shown import shown

DEFAULT_WIDTH = 8.43  # characters of a column nobody set
DEFAULT_HEIGHT = 15.0  # points of a row nobody set
DEFAULT_SIZE = 11.0  # points of type that such a row is made for
HIGHEST_ROW = 409.0  # points
FILTER_BUTTON = 17.0  # pixels


@dataclass(slots=True)
class Grid:
    """A sheet's plan seen as cells: what stands where, how wide the columns and how high the rows are."""

    plan: SheetPlan
    puts: dict[tuple[int, int], Put] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    buttons: set[tuple[int, int]] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    fitted: dict[int, float] = field(default_factory=dict)

    def pixels(self, col: int) -> float:
        """Whole width of a column; nothing where it is hidden."""
        width = self.widths.get(col, DEFAULT_WIDTH)
        return width * CHARACTER + PADDING if width else 0.0

    def empty(self, row: int, col: int) -> bool:
        """True where a neighbour's text may run on."""
        put = self.puts.get((row, col))
        return (row, col) not in self.covered and (put is None or shown(put.value) == "")

    def height(self, row: int) -> float:
        """Points of a row: as planned, or as fitted to its own cells."""
        return self.plan.heights.get(row) or self.fitted.get(row, DEFAULT_HEIGHT)


def grid_of(plan: SheetPlan) -> Grid:
    grid = Grid(plan)
    for column in plan.columns:
        for col in range(column.first, column.last + 1):
            grid.widths[col] = 0.0 if column.hidden else column.width
    for table in plan.tables:
        grid.puts |= {(put.row, put.col): put for put in table.puts()}
        if table.filters:
            grid.buttons |= {(table.row, table.col + j) for j in range(len(table.headings))}
    for put in plan.puts:
        grid.puts[put.row, put.col] = put
        grid.covered |= set(_merged(put))
    grid.fitted = _fitted(grid)
    return grid


def _fitted(grid: Grid) -> dict[int, float]:
    """Heights for the rows that nobody set and whose cells need more than one plain line; merged cells do not count.

    Excel would fit such rows itself when it opens the file, and other programs would not.
    """
    fitted: dict[int, float] = {}
    for (row, _), put in grid.puts.items():
        plain = not put.style.wrap and put.style.size <= DEFAULT_SIZE and not isinstance(put.value, Rich)
        if plain or row in grid.plan.heights or is_merged(put) or put.style.rotate or shown(put.value) == "":
            continue
        height = min(row_height(lines(grid, put), largest(put)), HIGHEST_ROW)
        if height > fitted.get(row, DEFAULT_HEIGHT):
            fitted[row] = height
    return fitted


def is_merged(put: Put) -> bool:
    """True where a cell covers others."""
    return put.to_row > put.row or put.to_col > put.col


def _merged(put: Put) -> Iterator[tuple[int, int]]:
    if is_merged(put):
        for row in range(put.row, max(put.row, put.to_row) + 1):
            for col in range(put.col, max(put.col, put.to_col) + 1):
                yield row, col


def runs(put: Put) -> list[tuple[str, Style]]:
    """The text of a cell as (text, style) pairs."""
    if isinstance(put.value, Rich):
        return list(put.value.parts)
    return [(shown(put.value, put.style.number_format), put.style)]


def largest(put: Put) -> float:
    """The largest type in a cell, in points."""
    return max((style.size for text, style in runs(put) if text), default=put.style.size)


def room(grid: Grid, put: Put) -> float:
    """Pixels for text between the cell's own edges."""
    whole = sum(grid.pixels(col) for col in range(put.col, max(put.col, put.to_col) + 1))
    button = FILTER_BUTTON if (put.row, put.col) in grid.buttons else 0.0
    indent = put.style.indent * INDENT
    right = put.style.align == "right"
    return whole - PADDING - (max(indent, button) if right else indent + button)


def lines(grid: Grid, put: Put) -> int:
    """How many lines a cell's text takes in its place."""
    return runs_lines(runs(put), room(grid, put)) if put.style.wrap else 1

"""A sheet's plan seen as places: how wide and how high each cell is, and how much text stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from itertools import chain
from itertools import islice

from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Table
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


class Grid:
    """The columns and rows of a planned sheet; `heights` has every row that is not of the default height."""

    def __init__(self, plan: SheetPlan) -> None:
        self._widths = {
            col: 0.0 if column.hidden else column.width
            for column in plan.columns
            for col in range(column.first, column.last + 1)
        }
        self._buttons = {(t.row, t.col + j) for t in plan.tables if t.filters for j in range(len(t.headings))}
        self.heights = self._fitted(plan) | dict(plan.heights)

    def width(self, col: int) -> float:
        """Whole width of a column in pixels; nothing where it is hidden."""
        width = self._widths.get(col, DEFAULT_WIDTH)
        return width * CHARACTER + PADDING if width else 0.0

    def height(self, row: int) -> float:
        """Height of a row in points."""
        return self.heights.get(row, DEFAULT_HEIGHT)

    def room(self, put: Put) -> float:
        """Pixels for text between the edges of a cell, or of the cells that it covers."""
        whole = sum(self.width(col) for col in columns(put))
        button = FILTER_BUTTON if (put.row, put.col) in self._buttons else 0.0
        indent = put.style.indent * INDENT
        right = put.style.align == "right"
        return whole - PADDING - (max(indent, button) if right else indent + button)

    def lines(self, put: Put) -> int:
        """How many lines a cell's text takes in its place."""
        return runs_lines(runs(put), self.room(put)) if put.style.wrap else 1

    def _fitted(self, plan: SheetPlan) -> dict[int, float]:
        """Heights for the rows that nobody set and whose cells need more than one plain line; merged ones do not count.

        Excel would fit such rows itself when it opens the file; other programs would not.
        """
        fitted: dict[int, float] = {}
        for put in chain(plan.puts, *(_worth_a_look(table, plan.heights) for table in plan.tables)):
            is_text = isinstance(put.value, str) and not put.style.rotate
            if (
                _is_plain(put)
                or put.row in plan.heights
                or is_merged(put)
                or not (is_text or isinstance(put.value, Rich))
            ):
                continue
            height = min(row_height(self.lines(put), largest(put)), HIGHEST_ROW)
            if height > fitted.get(put.row, DEFAULT_HEIGHT):
                fitted[put.row] = height
        return fitted


def columns(put: Put) -> range:
    """The columns that a cell covers."""
    return range(put.col, max(put.col, put.to_col) + 1)


def rows(put: Put) -> range:
    """The rows that a cell covers."""
    return range(put.row, max(put.row, put.to_row) + 1)


def is_merged(put: Put) -> bool:
    """True where a cell covers others."""
    return put.to_row > put.row or put.to_col > put.col


def runs(put: Put) -> list[tuple[str, Style]]:
    """What a cell shows, as (text, style) pairs."""
    if isinstance(put.value, Rich):
        return list(put.value.parts)
    return [(shown(put.value, put.style.number_format), put.style)]


def largest(put: Put) -> float:
    """The largest type in a cell, in points."""
    return max((style.size for text, style in runs(put) if text), default=put.style.size)


def _is_plain(put: Put) -> bool:
    return not put.style.wrap and put.style.size <= DEFAULT_SIZE and not isinstance(put.value, Rich)


def _worth_a_look(table: Table, heights: Mapping[int, float]) -> Iterator[Put]:
    """A table's cells in rows that nobody set; only its headings where no column wraps or is large. Tables can be very
    long.
    """
    if all(row in heights for row in range(table.row, table.row + table.depth + 1)):
        return iter(())
    if any(style.wrap or style.size > DEFAULT_SIZE for style in table.styles):
        return table.puts()
    return islice(table.puts(), len(table.headings))

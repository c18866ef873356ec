"""Does everything on a planned sheet fit in its place? Asked by the tests of every report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from pmxl.findings import show
from pmxl.sheets.cells import address
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import CHARACTER
from pmxl.sheets.glyphs import INDENT
from pmxl.sheets.glyphs import PADDING
from pmxl.sheets.glyphs import PIXELS_PER_POINT
from pmxl.sheets.glyphs import STEP
from pmxl.sheets.glyphs import fits
from pmxl.sheets.glyphs import lines_needed
from pmxl.sheets.glyphs import row_height
from pmxl.sheets.glyphs import runs_lines
from pmxl.sheets.glyphs import runs_width
from pmxl.sheets.glyphs import text_width
from pmxl.sheets.shown import is_figure
from pmxl.sheets.shown import shown

__all__ = ["clipped", "fits", "lines_needed", "row_height", "text_width"]

DEFAULT_WIDTH = 8.43  # characters of a column nobody set
DEFAULT_HEIGHT = 15.0  # points of a row nobody set
FILTER_BUTTON = 17.0  # pixels
SLACK = 1.0  # pixels, of rounding
ASCENT_AND_DESCENT = 1.22  # height of the letters themselves, in sizes of their type
SHEET_REACH = 200  # columns that a text could ever run on
UPRIGHT = 90  # degrees
SHOWN = 40  # characters of a text in a message


def clipped(plan: BookPlan) -> list[str]:
    """Every cell of the visible sheets that cannot show all it holds: figures as ####, text cut by width or height."""
    return [line for sheet in plan.sheets if sheet.state == "visible" for line in _clipped(grid_of(sheet))]


def _clipped(grid: Grid) -> Iterator[str]:
    for (row, col), put in sorted(grid.puts.items()):
        text = shown(put.value, put.style.number_format)
        hidden = not any(grid.pixels(c) for c in range(col, max(col, put.to_col) + 1))
        if not text or hidden:
            continue
        for fact in (_too_wide(grid, put), _too_high(grid, put)):
            if fact:
                yield f"{grid.plan.name}!{address(row, col)}: {show(text, SHOWN)!r} {fact}"


def _too_wide(grid: Grid, put: Put) -> str:
    if put.style.rotate or (put.style.wrap and not is_figure(put.value)):
        return ""
    needed, room = runs_width((text.replace("\n", ""), style) for text, style in runs(put)), room(grid, put)
    if not is_figure(put.value) and not is_merged(put):
        room += _spill(grid, put, needed - room)
    if needed <= room + SLACK:
        return ""
    shows = "shows as ####: it " if is_figure(put.value) else ""
    return f"{shows}needs {needed / CHARACTER:.1f} characters of width and has {room / CHARACTER:.1f}"


def _spill(grid: Grid, put: Put, over: float) -> float:
    """Pixels that a text may borrow from empty neighbours on the sides to which it runs on."""
    if over <= 0:
        return 0.0
    if put.style.align == "right":
        return _free(grid, put, -1, over)
    if put.style.align == "center":
        return 2 * min(_free(grid, put, -1, over / 2), _free(grid, put, 1, over / 2))
    return _free(grid, put, 1, over)


def _free(grid: Grid, put: Put, step: int, wanted: float) -> float:
    area = grid.plan.page.area
    inside = area is not None and area[0] <= put.row <= area[2] and area[1] <= put.col <= area[3]
    first, last = (area[1], area[3]) if area is not None and inside else (1, put.col + SHEET_REACH)
    free, col = 0.0, put.col + step
    while free < wanted and first <= col <= last and grid.empty(put.row, col):
        free, col = free + grid.pixels(col), col + step
    return free


def _too_high(grid: Grid, put: Put) -> str:
    rows = range(put.row, max(put.row, put.to_row) + 1)
    if not is_merged(put) and put.row not in grid.plan.heights:
        return ""  # Excel fits the row to it
    height = sum(grid.height(row) for row in rows)
    if abs(put.style.rotate) == UPRIGHT:
        needed = runs_width(runs(put)) / PIXELS_PER_POINT
        return f"stands {needed:.0f} points high in {height:g}" if needed > height else ""
    lines, size = lines(grid, put), largest(put)
    needed = row_height(lines - 1, size) + size * ASCENT_AND_DESCENT
    if needed <= height + STEP:
        return ""
    return f"takes {lines} lines of {size:g} points and its place is {height:g} points high"

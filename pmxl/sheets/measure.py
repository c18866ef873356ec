"""Does everything on a planned sheet fit in its place? Asked by the tests of every report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from itertools import chain

from pmxl.findings import show
from pmxl.sheets.cells import address
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.glyphs import CHARACTER
from pmxl.sheets.glyphs import PIXELS_PER_POINT
from pmxl.sheets.glyphs import STEP
from pmxl.sheets.glyphs import row_height
from pmxl.sheets.glyphs import runs_width
from pmxl.sheets.grid import Grid
from pmxl.sheets.grid import columns
from pmxl.sheets.grid import is_merged
from pmxl.sheets.grid import largest
from pmxl.sheets.grid import rows
from pmxl.sheets.grid import runs
from pmxl.sheets.shown import is_figure
from pmxl.sheets.shown import shown

SLACK = 1.0  # pixels, of rounding
ASCENT_AND_DESCENT = 1.22  # height of the letters themselves, in sizes of their type
SHEET_REACH = 200  # columns that a text could ever run on
UPRIGHT = 90  # degrees
SHOWN = 40  # characters of a text in a message


@dataclass(slots=True)
class Sheet:
    """A planned sheet with what stands in each cell; `covered` are the cells under merged ones."""

    plan: SheetPlan
    grid: Grid
    puts: dict[tuple[int, int], Put] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)

    def empty(self, row: int, col: int) -> bool:
        """True where a neighbour's text may run on."""
        put = self.puts.get((row, col))
        return (row, col) not in self.covered and (put is None or shown(put.value) == "")


def clipped(plan: BookPlan) -> list[str]:
    """Every cell of the visible sheets that cannot show all it holds: figures as ####, text cut by width or height."""
    return [line for sheet in plan.sheets if sheet.state == "visible" for line in _clipped(_laid_out(sheet))]


def _laid_out(plan: SheetPlan) -> Sheet:
    sheet = Sheet(plan, Grid(plan))
    for put in chain(*(table.puts() for table in plan.tables), plan.puts):
        sheet.puts[put.row, put.col] = put
        if is_merged(put):
            sheet.covered |= {(row, col) for row in rows(put) for col in columns(put)}
    return sheet


def _clipped(sheet: Sheet) -> Iterator[str]:
    for (row, col), put in sorted(sheet.puts.items(), key=lambda item: item[0]):
        text = shown(put.value, put.style.number_format)
        if not text or not any(sheet.grid.width(c) for c in columns(put)):
            continue  # nothing to show, or a hidden column
        for fact in (_too_wide(sheet, put), _too_high(sheet.grid, put)):
            if fact:
                yield f"{sheet.plan.name}!{address(row, col)}: {show(text, SHOWN)!r} {fact}"


def _too_wide(sheet: Sheet, put: Put) -> str:
    figure = is_figure(put.value)
    if put.style.rotate or (put.style.wrap and not figure):
        return ""
    needed = runs_width((text.replace("\n", ""), style) for text, style in runs(put))
    room = sheet.grid.room(put)
    if not figure and not is_merged(put):
        room += _spill(sheet, put, needed - room)
    if needed <= room + SLACK:
        return ""
    shows = "shows as ####: it " if figure else ""
    return f"{shows}needs {needed / CHARACTER:.1f} characters of width and has {room / CHARACTER:.1f}"


def _spill(sheet: Sheet, put: Put, over: float) -> float:
    """Pixels that a text may borrow from empty neighbours on the sides to which it runs on."""
    if over <= 0:
        return 0.0
    if put.style.align == "right":
        return _free(sheet, put, -1, over)
    if put.style.align == "center":
        return 2 * min(_free(sheet, put, -1, over / 2), _free(sheet, put, 1, over / 2))
    return _free(sheet, put, 1, over)


def _free(sheet: Sheet, put: Put, step: int, wanted: float) -> float:
    area = sheet.plan.page.area
    inside = area is not None and area[0] <= put.row <= area[2] and area[1] <= put.col <= area[3]
    first, last = (area[1], area[3]) if area is not None and inside else (1, put.col + SHEET_REACH)
    free, col = 0.0, put.col + step
    while free < wanted and first <= col <= last and sheet.empty(put.row, col):
        free, col = free + sheet.grid.width(col), col + step
    return free


def _too_high(grid: Grid, put: Put) -> str:
    height = sum(grid.height(row) for row in rows(put))
    if abs(put.style.rotate) == UPRIGHT:
        needed = runs_width(runs(put)) / PIXELS_PER_POINT
        return f"stands {needed:.0f} points high in {height:g}" if needed > height else ""
    lines, size = grid.lines(put), largest(put)
    needed = row_height(lines - 1, size) + size * ASCENT_AND_DESCENT
    if needed <= height + STEP:
        return ""
    return f"takes {lines} lines of {size:g} points and its place is {height:g} points high"

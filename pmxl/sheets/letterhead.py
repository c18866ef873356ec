"""Letterhead: the logo at the left of a sheet's title band, on white, with the title moved beside it."""

from __future__ import annotations

from dataclasses import replace

from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.drawing import Picture
from pmxl.sheets.glyphs import CHARACTER
from pmxl.sheets.glyphs import PIXELS_PER_POINT
from pmxl.sheets.glyphs import text_width
from pmxl.sheets.grid import Grid
from pmxl.sheets.house_style import Logo
from pmxl.sheets.style import WHITE

BAND = (1, 2)
"""The rows of a title band."""
AIR = 6.0
"""Pixels of white above and below the logo, and at its left."""
SHARE = 0.35
"""Of the band at most: a title needs the rest."""
LEAST_HEIGHT = 20.0
SMALLEST = 9.0
ALT = "Logo of the partnership"


def with_logo(plan: BookPlan, logo: Logo | None, *, every: bool = False) -> BookPlan:
    """The workbook with the logo on its first sheet, or on every one that has a title band and room for it."""
    if logo is None:
        return plan
    seen = [sheet.name for sheet in plan.sheets if sheet.state == "visible"]
    wanted = set(seen if every else seen[:1])
    return replace(plan, sheets=tuple(_headed(s, logo) if s.name in wanted else s for s in plan.sheets))


def _headed(sheet: SheetPlan, logo: Logo) -> SheetPlan:
    """The sheet with the logo in as many of its first columns as it needs; as it was, where there is no room."""
    band = [put for put in sheet.puts if put.row in BAND and put.col == 1 and put.to_col > 1]
    if len(band) != len(BAND):
        return sheet
    grid = Grid(sheet)
    height = sum(grid.height(row) for row in BAND) * PIXELS_PER_POINT - 2 * AIR
    widths = [grid.width(col) for col in range(1, min(put.to_col for put in band) + 1)]
    room = _columns(widths, height * logo.width / logo.height + 2 * AIR)
    across = sum(widths[:room])
    height = min(height, (across - 2 * AIR) * logo.height / logo.width)
    if not room or height < LEAST_HEIGHT:
        return sheet
    top = (sum(grid.height(row) for row in BAND) * PIXELS_PER_POINT - height) / 2
    picture = Picture(1, 1, logo.data, height, ALT, (round(AIR), round(top)))
    white = Put(1, 1, None, band[0].style.but(fill=WHITE), to_row=BAND[-1], to_col=room)
    moved = {id(put): _beside(put, room, grid) for put in band}
    puts = (white, *(moved.get(id(put), put) for put in sheet.puts))
    return replace(sheet, puts=puts, pictures=(*sheet.pictures, picture))


def _columns(widths: list[float], wanted: float) -> int:
    """How many columns the logo takes: as few as hold it, within its share of the band; 0 where not even one may."""
    most, taken = sum(widths) * SHARE, 0.0
    for count, width in enumerate(widths, 1):
        if taken + width > most:
            return count - 1
        taken += width
        if taken >= wanted:
            return count
    return 0


def _beside(put: Put, room: int, grid: Grid) -> Put:
    """A line of the band that begins after the logo, its letters smaller where it would not stand on one line."""
    moved = replace(put, col=room + 1)
    characters = grid.room(moved) / CHARACTER
    look = put.style
    while isinstance(put.value, str) and text_width(put.value, look) > characters and look.size > SMALLEST:
        look = look.but(size=look.size - 1)
    return replace(moved, style=look)

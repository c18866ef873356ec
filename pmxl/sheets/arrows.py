"""Arrows: connectors between places of a sheet, which XlsxWriter cannot draw, put into the drawing that it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from itertools import pairwise
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.drawing import Spot
from pmxl.sheets.drawing import Stroke
from pmxl.sheets.escaped import quoteattr
from pmxl.sheets.grid import Grid
from pmxl.sheets.repacked import repacked
from pmxl.sheets.text import safe_text

EMU_PER_POINT, EMU_PER_PIXEL = 12700, 9525
HOLDER = "pmxl arrows of sheet "
"""Begins the description of the shape that keeps the place of a sheet's arrows until they are drawn."""
OPENS, CLOSES = r"<xdr:twoCellAnchor\b", "</xdr:twoCellAnchor>"
ANCHOR = re.compile(rf'{OPENS}(?:(?!{CLOSES}).)*?descr="{HOLDER}(\d+)".*?{CLOSES}', re.S)
DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
FIRST_ID = 1000
"""Shapes of a drawing are numbered; XlsxWriter's own come first."""


class Point(NamedTuple):
    """A spot in EMU: how far from the sheet's corner, and the cell it lies in with how far from that cell's corner."""

    x: int
    y: int
    col: int
    col_offset: int
    row: int
    row_offset: int


def hold_place(sheet: Worksheet, number: int) -> None:
    """Puts a shape on a sheet that is to have arrows, so that it has a drawing."""
    sheet.insert_textbox(0, 0, "", {"width": 1, "height": 1, "description": f"{HOLDER}{number}"})


def draw_arrows(data: bytes, plan: BookPlan) -> bytes:
    """The workbook with every arrow of its plan; as it was where there is none."""
    wanted = {n: sheet for n, sheet in enumerate(plan.sheets) if sheet.strokes}
    if not wanted:
        return data
    return repacked(data, lambda name, part: drawn(part, wanted) if DRAWING.fullmatch(name) else part)


def drawn(part: bytes, wanted: dict[int, SheetPlan]) -> bytes:
    """A drawing with its holder's place taken by the arrows of its sheet."""
    return ANCHOR.sub(lambda found: "".join(anchors(wanted[int(found[1])])), part.decode()).encode()


def anchors(plan: SheetPlan) -> Iterator[str]:
    """Each straight part of each arrow; the last has the head and the words, the others are for the eye alone."""
    ruler = Ruler(plan)
    number = FIRST_ID
    for stroke in plan.strokes:
        points = [ruler.point(spot) for spot in stroke.points]
        parts = [pair for pair in pairwise(points) if pair[0] != pair[1]]
        for n, (start, end) in enumerate(parts, 1):
            number += 1
            yield anchor(stroke, start, end, number, is_last=n == len(parts))


def anchor(stroke: Stroke, start: Point, end: Point, number: int, *, is_last: bool) -> str:
    """One straight connector."""
    left, right = sorted((start, end), key=lambda point: point.x)
    upper, lower = sorted((start, end), key=lambda point: point.y)
    flips = (' flipH="1"' if end.x < start.x else "") + (' flipV="1"' if end.y < start.y else "")
    words = f" descr={quoteattr(safe_text(stroke.alt))}" if is_last else ""
    tail = "/>" if is_last else f">{DECORATIVE}</xdr:cNvPr>"
    about = f'<xdr:cNvPr id="{number}" name="Arrow {number - FIRST_ID}"{words}{tail}'
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if is_last else ""
    return (
        f"<xdr:twoCellAnchor><xdr:from>{cell(left, upper)}</xdr:from><xdr:to>{cell(right, lower)}</xdr:to>"
        f'<xdr:cxnSp macro=""><xdr:nvCxnSpPr>{about}'
        f"<xdr:cNvCxnSpPr/></xdr:nvCxnSpPr><xdr:spPr><a:xfrm{flips}>"
        f'<a:off x="{left.x}" y="{upper.y}"/><a:ext cx="{right.x - left.x}" cy="{lower.y - upper.y}"/></a:xfrm>'
        f'<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{round(stroke.weight * EMU_PER_POINT)}">'
        f'<a:solidFill><a:srgbClr val="{stroke.color.removeprefix("#")}"/></a:solidFill><a:round/>{head}</a:ln>'
        f"</xdr:spPr></xdr:cxnSp><xdr:clientData/></xdr:twoCellAnchor>"
    )


def cell(across: Point, down: Point) -> str:
    """A corner of an anchor."""
    return (
        f"<xdr:col>{across.col}</xdr:col><xdr:colOff>{across.col_offset}</xdr:colOff>"
        f"<xdr:row>{down.row}</xdr:row><xdr:rowOff>{down.row_offset}</xdr:rowOff>"
    )


class Ruler:
    """Where the columns and rows of a planned sheet begin, in EMU."""

    def __init__(self, plan: SheetPlan) -> None:
        grid = Grid(plan)
        last_row = max(spot.row for stroke in plan.strokes for spot in stroke.points)
        last_col = max(spot.col for stroke in plan.strokes for spot in stroke.points)
        self.wide = [round(grid.width(col)) * EMU_PER_PIXEL for col in range(1, last_col + 1)]
        self.high = [round(grid.height(row) * EMU_PER_POINT) for row in range(1, last_row + 1)]
        self.left = [0, *accumulate(self.wide)]
        self.upper = [0, *accumulate(self.high)]

    def point(self, spot: Spot) -> Point:
        """The spot in EMU."""
        col, row = spot.col - 1, spot.row - 1
        right, down = round(self.wide[col] * spot.across), round(self.high[row] * spot.down)
        return Point(self.left[col] + right, self.upper[row] + down, col, right, row, down)

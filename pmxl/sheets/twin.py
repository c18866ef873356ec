"""Twin: the same workbook for paper, its sparklines drawn as small charts of the same figures, in the same cells."""

from __future__ import annotations

from dataclasses import replace

from pmxl.sheets.cells import position
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.drawing import Sparkline
from pmxl.sheets.glyphs import PIXELS_PER_POINT
from pmxl.sheets.grid import Grid

INSET = 2
"""Pixels between a small chart and the edges of its cell."""
LEAST = 8


def for_paper(plan: BookPlan) -> BookPlan:
    """The plan with a small chart in the place of every sparkline; what has none is the same."""
    return replace(plan, sheets=tuple(drawn(sheet) for sheet in plan.sheets))


def drawn(sheet: SheetPlan) -> SheetPlan:
    """One sheet with charts for sparklines."""
    if not sheet.sparklines:
        return sheet
    grid = Grid(sheet)
    charts = tuple(small_chart(one, grid.width(one.col), grid.height(one.row)) for one in sheet.sparklines)
    return replace(sheet, sparklines=(), charts=(*sheet.charts, *charts))


def small_chart(spark: Sparkline, width: float, height: float) -> Chart:
    """A sparkline as a chart without titles, axes or grid, as large as its cell: pixels wide and points high."""
    line = Series(
        name="Trend",
        categories=spark.source,
        values=spark.source,
        color=spark.color,
        width=spark.weight,
        last_marker=spark.marker,
        points=points_in(spark.source),
    )
    return Chart(
        row=spark.row,
        col=spark.col,
        width=max(round(width) - 2 * INSET, LEAST),
        height=max(round(height * PIXELS_PER_POINT) - 2 * INSET, LEAST),
        title="",
        series=(line,),
        alt=f"The trend of the figures in {spark.source}",
        y_min=spark.minimum,
        y_max=spark.maximum,
        legend=False,
        bare=True,
        axis=spark.axis,
        inset=INSET,
    )


def points_in(source: str) -> int:
    """How many cells a range in one row or column has: `'Trend'!G6:G14` has 9."""
    first, _, last = source.rpartition("!")[2].partition(":")
    (row, col), (to_row, to_col) = position(first), position(last or first)
    return max(to_row - row, to_col - col) + 1

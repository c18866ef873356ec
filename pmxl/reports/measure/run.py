"""The run of figures: actual against target and last year, as a table with its chart beside it."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess.series import AIMS
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.chart import LEAST_POINTS
from pmxl.reports.chart import chart
from pmxl.reports.chart import has_chart
from pmxl.reports.drawn import table_name
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import figure
from pmxl.reports.figure import is_known
from pmxl.reports.figure import or_blank
from pmxl.reports.figure import target
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.measure.section import MARGIN
from pmxl.reports.measure.section import pixels
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import STEP
from pmxl.terms import Accumulate

SERIES_COL = 10
"""Left of it the chart, from it on the table of the series."""
SERIES = ("Period", "Actual", "Target", "Last year")
SERIES_LOOKS = (CELL, *[NUMBER] * 3)
SERIES_ROW = 16.0
AIR = 8.0
"""Points between the table and what follows."""
LEAST_CHART = 220.0
"""Points that a chart is high, at least."""
TOO_FEW = "Too few figures for a chart: it needs two."


def history(row: Row, run: Sequence[Row], place: int, wide: Sequence[float]) -> Block:
    """The series as a named table on the right, and on the left the place of the chart; on the left where no chart is
    drawn.
    """
    drawn = has_chart(row, run)
    if not drawn and sum(is_known(point["value"]) for point in run) < LEAST_POINTS:
        return listing.sentence(TOO_FEW, place, wide[: SERIES_COL - 1])
    col = SERIES_COL if drawn else 1
    rows = [
        [
            (point["period"], SERIES_LOOKS[0]),
            or_blank(figure(row, point["value"], SERIES_LOOKS[1])),
            or_blank(aimed(row, point, SERIES_LOOKS[2])),
            or_blank(figure(row, point["last_year"], SERIES_LOOKS[3])),
        ]
        for point in run
    ]
    columns = wide[col - 1 : col - 1 + len(SERIES)]
    name = table_name(f"Series_{row['measure']}")
    block = table(name, place, col, SERIES, rows, SERIES_LOOKS, columns, SERIES_ROW)
    short = max(LEAST_CHART - sum(block.heights.values()), AIR) if drawn else AIR
    return Block(block.puts, block.heights | {block.below: short}, block.below + 1, block.tables)


def aimed(row: Row, point: Row, look: Style) -> Cell:
    """What was to be reached in a period of the run: a target, or a range in words."""
    return target({**row, **{aim: point[aim] for aim in AIMS}}, look)


def charts(
    row: Row,
    run: Sequence[Row],
    spot: tuple[str, int],
    block: Block,
    wide: Sequence[float],
    accumulate: Accumulate,
) -> tuple[Chart, ...]:
    """The chart, as wide as the columns left of the table and as high as the table."""
    if not has_chart(row, run):
        return ()
    width, height = pixels(wide[: SERIES_COL - 1]) - MARGIN, int(sum(block.heights.values()) / STEP)
    sheet, place = spot
    cumulative = accumulate is Accumulate.CUMULATIVE
    return (chart(row, run, (place, 1), (width, height), (sheet, place + 1, SERIES_COL), cumulative=cumulative),)

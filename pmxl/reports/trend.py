"""The sheet Trend: the run of every measure as one tidy table, from which the sparklines are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmxl.reports import listing
from pmxl.reports import places
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import grown
from pmxl.reports.block import table
from pmxl.reports.chart import LEAST_POINTS
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import by_measure
from pmxl.reports.figure import figure
from pmxl.reports.figure import is_known
from pmxl.reports.figure import number
from pmxl.reports.figure import or_blank
from pmxl.reports.figure import rows_of
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.paper import unprinted
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.drawing import Sparkline
from pmxl.terms import Rating

if TYPE_CHECKING:
    from pmxl.assess import Assessment

POINTS = 9
"""Periods that a sparkline shows."""
HEADROOM = 0.08
"""Of the height of a sparkline, left free above and below the line."""

HEAD_ROW = 5
HEADINGS = ("Measure", "Name", "Period", "Value", "Target", "Last year", "Drawn")
LEAST_WIDTHS = (18.0, 42.0, 15.0, 14.0, 14.0, 14.0, 14.0)
DRAWN_COL = len(HEADINGS)
COLUMNS = (CELL, CELL, CELL, NUMBER, NUMBER, NUMBER, NUMBER)
NOTE = (
    "'Drawn' is what a sparkline on the scorecard draws: the value less the target now in force, so that its thin "
    "straight line is that target; the value itself where there is none."
)


@dataclass(frozen=True, slots=True)
class Line:
    """Where the run of a measure stands on the sheet, and the scale on which it is drawn."""

    first: int
    last: int
    minimum: float
    maximum: float
    has_target: bool

    def sparkline(self, row: int, col: int, rating: Rating) -> Sparkline:
        """The sparkline for a cell, its last point in the colour of the rating."""
        return Sparkline(
            row,
            col,
            places.reference(places.TREND, self.first, DRAWN_COL, self.last, DRAWN_COL),
            color=style.NAVY,
            marker=style.STATUS[rating].color,
            minimum=self.minimum,
            maximum=self.maximum,
            axis=self.has_target,
        )


def plan_trend(assessment: Assessment) -> tuple[SheetPlan, dict[str, Line]]:
    """The sheet, and the line of every measure that has enough figures for one."""
    rows: list[tuple[Cell, ...]] = []
    lines: dict[str, Line] = {}
    series = runs(assessment)
    for measure in rows_of(assessment.measures):
        run = series.get(measure["measure"], [])
        line = line_of(measure, run, HEAD_ROW + 1 + len(rows))
        if line:
            lines[measure["measure"]] = line
        rows += (cells_of(measure, point) for point in run)
    wide = grown(LEAST_WIDTHS, COLUMNS, rows)
    top = band(assessment, "Trend", wide, "figures behind the sparklines")
    note = Block((Put(top.below, 1, NOTE, style.NOTE.but(indent=1)),), {}, HEAD_ROW)
    block = table("Trend", HEAD_ROW, 1, HEADINGS, rows, COLUMNS, wide)
    sheet = listing.sheet(
        places.TREND,
        listing.joined(top, note, block),
        wide,
        page=unprinted(assessment, len(wide)),
        freeze=(HEAD_ROW + 1, 1),
        state="hidden",  # sparklines draw from a hidden sheet, and it stays out of a print of the whole workbook
    )
    return sheet, lines


def runs(assessment: Assessment, partner: str = "") -> Mapping[str, list[Row]]:
    """The series of every measure, oldest first, for a partner or for the partnership."""
    series = assessment.series
    return by_measure(series[series["partner"].to_numpy() == partner])


def line_of(measure: Row, run: list[Row], row: int) -> Line | None:
    """The line of a measure whose run begins in that row; None where there are too few figures."""
    shown = run[-POINTS:]
    drawn = [drop(measure, point) for point in shown]
    known = [value for value in drawn if is_known(value)]
    if len(known) < LEAST_POINTS:
        return None
    has_target = is_known(measure["target"])
    minimum, maximum = scale(known, through_nought=has_target)
    last = row + len(run) - 1
    return Line(last - len(shown) + 1, last, minimum, maximum, has_target)


def drop(measure: Row, point: Row) -> float:
    """What is drawn: nought lies where the target now in force is, the only place where a sparkline has a line."""
    value: float = point["value"]
    return value - measure["target"] if is_known(measure["target"]) else value


def scale(values: Iterable[float], *, through_nought: bool) -> tuple[float, float]:
    """Lowest and highest of a sparkline, with headroom; a flat line runs through the middle."""
    known = [*values, *([0.0] if through_nought else [])]
    low, high = min(known), max(known)
    room = (high - low) * HEADROOM or 1.0
    return low - room, high + room


def cells_of(measure: Row, point: Row) -> tuple[Cell, ...]:
    """One row of the table."""
    return (
        (measure["measure"], CELL),
        (measure["name"], CELL),
        (point["period"], CELL),
        *(or_blank(figure(measure, point[column], NUMBER)) for column in ("value", "target", "last_year")),
        or_blank(number(drop(measure, point), style.number_format(int(measure["decimals"])), NUMBER)),
    )

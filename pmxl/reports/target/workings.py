"""The sheet Workings: the figures that proposals are held against, where the formulas of the other sheets find them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from pmxl.improve.target.study import Study
from pmxl.periods import Period
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.listing import joined
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.look import QUIET
from pmxl.reports.paper import pages_tall
from pmxl.reports.places import reference
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.rules.proposed import meets
from pmxl.rules.proposed_formula import Cells
from pmxl.rules.proposed_formula import met_formula
from pmxl.sheets import style
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

NAME = "Workings"
ABOUT = "setting a target"
WIDE = (30.0, 16.0, 52.0)
CHART_WIDE = 16.0
FIRST_ROW = 5
KNOWN = {
    "each": "The share of the target due in an average period",
    "mean": "The average of the present series, as a target counts",
    "lower": "Lower limit of one figure",
    "upper": "Upper limit of one figure",
    "now": "Where it stands",
    "years": "Years to the end of the target’s year",
    "trend": "The trend, a year",
    "forecast": "Forecast without action",
    "spread": "How far off that may be (standard deviation)",
}
"""What stands in each row, in order."""
PRESENT = ("Period", "Figure", "Due: the share of the target")
OWN = "Your own"
"""The heading over the level that an officer types."""
FIGURES_ROW = FIRST_ROW + len(KNOWN) + 3
CHART_HEADINGS = ("Period", "Figure", "Average", "Lower limit", "Upper limit")
MORE_DECIMALS = 4


def cells_of(found: Study, place: int = 0) -> Cells:
    """Where a formula on another sheet finds what it needs of the proposal at a place; "" for what is not known."""
    past = found.past
    rows = {name: f"{NAME}!$B${FIRST_ROW + n}" for n, name in enumerate(KNOWN)}
    known = {name: "" if math.isnan(getattr(past, name)) else cell for name, cell in rows.items()}
    known["years"] = rows["years"] if past.years > 0 else ""
    known["now"] = known["now"] if known["years"] else ""
    known["spread"] = known["spread"] if past.spread > 0 else ""
    count = past.figures.size
    first, last = FIGURES_ROW + 1, FIGURES_ROW + count
    met = reference(NAME, first, len(PRESENT) + 1 + place, last, len(PRESENT) + 1 + place)
    return Cells(met=met, count=count, **known)


def workings(found: Study, levels: Sequence[str]) -> SheetPlan:
    """The sheet; `levels` are the cells in which the proposals stand, for the lines of the chart."""
    past = found.past
    look = NUMBER.but(number_format=style.number_format(found.measure.decimals + MORE_DECIMALS))
    top = band(found.framework, "Workings", WIDE, f"what proposals for {found.measure.name} are held against")
    known = table(
        "Known",
        FIRST_ROW - 1,
        1,
        ("Name", "Value", "What it is"),
        [[(name, CELL), number(getattr(past, name), look), (what, QUIET)] for name, what in KNOWN.items()],
        (CELL, look, QUIET),
        WIDE,
    )
    present = [p for n, p in enumerate(found.line.periods) if n >= found.line.since and known_at(found, n)]
    series = table(
        "Present",
        FIGURES_ROW,
        1,
        (*PRESENT, *(f"Meets {one.name}" for one in found.proposals), f"Meets {OWN}"),
        [line_of(found, levels, n, period.label, look) for n, period in enumerate(present)],
        (CELL, look, look, *[NUMBER] * len(levels)),
        (*WIDE, *[CHART_WIDE] * len(levels)),
    )
    drawn = charted(found, levels, look)
    whole = [top, *sorted((known, series, drawn), key=lambda block: block.below)]
    count = first_drawn(found) - 1 - len(WIDE) + len(CHART_HEADINGS) + len(found.proposals)
    wide = (*WIDE, *[CHART_WIDE] * count)
    tall = pages_tall(sum(joined(*whole).heights.values()), wide)
    return sheet(found.framework, NAME, wide, whole, about=ABOUT, tall=tall)


def line_of(found: Study, levels: Sequence[str], n: int, label: str, look: Style) -> list[Cell]:
    """A figure of the present series, what was due in it, and whether it meets each proposal."""
    past, measure, row = found.past, found.measure, FIGURES_ROW + 1 + n
    figure, due = float(past.figures[n]), float(past.due[n])
    how = (measure.polarity.value, measure.decimals, found.near)
    texts = [met_formula(cell, f"$B{row}", f"$C{row}", *how) for cell in levels]
    met: list[int | str] = [int(meets(one.level * due, figure, *how)) for one in found.proposals]
    cells: list[Cell] = [(Formula(text, value), NUMBER) for text, value in zip(texts, (*met, ""), strict=True)]
    return [(label, CELL), (figure, look), (due, look), *cells]


def charted(found: Study, levels: Sequence[str], look: Style) -> Block:
    """What the chart is drawn from: every figure with the average and limits it is judged by, and each proposal."""
    limits = found.line.limits
    rows: list[list[Cell]] = []
    for n, period in enumerate(found.line.periods):
        ends = (limits.mean, limits.lower, limits.upper) if n >= found.line.since else (math.nan,) * 3
        cells = [number(value, look) for value in (float(found.line.figures[n]), *ends)]
        lines = [
            line(cell, one.level, due_in(found, period), look)
            for cell, one in zip(levels, found.proposals, strict=False)
        ]
        rows.append([(period.label, CELL), *cells, *lines])
    names = [f"{one.name} " for one in found.proposals]
    width = len(CHART_HEADINGS) + len(names)
    looks, wide = (CELL, *[look] * (width - 1)), [CHART_WIDE] * width
    return table("Drawn", FIRST_ROW - 1, first_drawn(found), (*CHART_HEADINGS, *names), rows, looks, wide)


def due_in(found: Study, period: Period) -> float:
    """The share of a target that is due in a period: by its place in the year where a total is built up."""
    return found.shares[period.number - 1] if found.line.total else 1.0


def line(cell: str, level: float, due: float, look: Style) -> Cell:
    """What a proposal asks of one period, as long as there is a level in its cell."""
    return Formula(f"IF(ISNUMBER({cell}),{cell}*{due:.15g},NA())", float(np.float64(level * due))), look


def first_drawn(found: Study) -> int:
    """The first column of the chart's figures: clear of the columns that say which figures meet each proposal."""
    return len(PRESENT) + len(found.proposals) + 3


def known_at(found: Study, n: int) -> bool:
    """True where there is a figure."""
    return not math.isnan(found.line.figures[n])


def number(value: float, look: Style) -> Cell:
    """A figure, or nothing."""
    return (None if math.isnan(value) else float(value)), look


def column(found: Study, place: int) -> str:
    """A column of the chart's figures, from 1, as a chart names it."""
    col = first_drawn(found) - 1 + place
    return reference(NAME, FIRST_ROW, col, FIRST_ROW + len(found.line.periods) - 1, col)

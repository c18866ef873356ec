"""An area's profile: its measures beside the figures that are context for them, and the partnership's with both."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from itertools import zip_longest

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import width_of
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import is_known
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.look import AIM
from pmxl.reports.look import FIGURE
from pmxl.reports.look import MOVED
from pmxl.reports.look import NAME
from pmxl.reports.look import PLAIN
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.named import beside
from pmxl.sheets.describe import Style
from pmxl.terms import Polarity

MEASURES = ("Measure", "Here", "Target", "Rating", "Travel", "On last year", "Signal", "Partnership", "Rank")
MEASURE_LOOKS = (NAME, FIGURE, AIM, RATED, MOVED, MOVED, MOVED, PLAIN, TEXT)
MEASURE_WIDTHS = (40.0, 12.0, 12.0, 15.0, 16.0, 16.0, 16.0, 14.0, 11.0)
CONTEXT = ("Context, for understanding only", "Here", "Partnership")
CONTEXT_LOOKS = (TEXT, FIGURE, PLAIN)
CONTEXT_WIDTHS = (36.0, 12.0, 14.0)
GUTTER = 3.0
GAP: Cell = (None, Style())
NO_CONTEXT = (
    "No context figures are returned by area. A measure for which neither higher nor lower is better would stand here, "
    "if it were returned by area."
)


def by_area(assessment: Assessment) -> Mapping[str, list[Row]]:
    """The rows of each area that has any figure asked for, in the framework's order."""
    found: dict[str, list[Row]] = {area.id: [] for area in assessment.framework.areas}
    for row in rows_of(assessment.areas):
        found[row["area"]].append(row)
    return {area: rows for area, rows in found.items() if rows}


def widths(assessment: Assessment) -> tuple[float, ...]:
    """Widths of the columns: figures of any size stand in full."""
    rows = [*rows_of(assessment.areas), *rows_of(assessment.measures)]
    least = width_of([*(actual(row, FIGURE) for row in rows), *(target(row, AIM) for row in rows)], 0)
    left = [max(width, least) if look.align == "right" else width for width, look in LEFT[: shown_columns(assessment)]]
    right = [max(width, least) if look.align == "right" else width for width, look in RIGHT]
    return (*left, GUTTER, *right) if has_context(assessment) else tuple(left)


def has_context(assessment: Assessment) -> bool:
    """True where any figure by area is context."""
    return bool((assessment.areas["polarity"] == Polarity.NONE).any())


def shown_columns(assessment: Assessment) -> int:
    """How many of the columns of measures stand there: the rank only where anything is ranked."""
    return len(MEASURES) - (not assessment.areas["rank"].notna().any())


LEFT = tuple(zip(MEASURE_WIDTHS, MEASURE_LOOKS, strict=True))
RIGHT = tuple(zip(CONTEXT_WIDTHS, CONTEXT_LOOKS, strict=True))


def profile(rows: Sequence[Row], whole: Mapping[str, Row], place: int, wide: Sequence[float]) -> Block:
    """The measures of one area on the left and, where there is any, its context on the right, from that row on."""
    context = [row for row in rows if row["polarity"] == Polarity.NONE]
    measured = [row for row in rows if row["polarity"] != Polarity.NONE]
    both = len(wide) > len(MEASURES)
    count = len(wide) - (len(CONTEXT) + 1 if both else 0)
    beside = [GAP, *heads(CONTEXT, CONTEXT_LOOKS)] if both else []
    top = lay(place, 1, [[*heads(MEASURES, MEASURE_LOOKS)[:count], *beside]], wide)
    left = [measure_cells(row, whole[row["measure"]])[:count] for row in measured]
    right = [context_cells(row, whole[row["measure"]]) for row in context]
    lines = [
        [*(mine or [GAP] * count), *([GAP, *(other or [GAP] * len(CONTEXT))] if both else [])]
        for mine, other in zip_longest(left, right)
    ]
    return listing.joined(top, lay(top.below, 1, lines, wide))


def measure_cells(row: Row, whole: Row) -> list[Cell]:
    """One measure in this area."""
    rank = f"{row['rank']:.0f} of {row['of']:.0f}" if is_known(row["rank"]) else DASH
    return [
        beside(row, NAME),
        actual(row, FIGURE),
        target(row, AIM),
        mark.rating_told(row["rating"], RATED),
        mark.travel(row, "travel", MOVED),
        mark.travel(row, "travel_year", MOVED),
        mark.signal(row["signal"], MOVED),
        actual(whole, PLAIN),
        (rank, TEXT),
    ]


def context_cells(row: Row, whole: Row) -> list[Cell]:
    """One figure that is context: nobody is rated by it."""
    return [beside(row, TEXT), actual(row, FIGURE), actual(whole, PLAIN)]

"""The chart of a key measure: actual, target and last year, its title saying what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pmxl.findings import show
from pmxl.reports.figure import Row
from pmxl.reports.figure import in_words
from pmxl.reports.figure import is_known
from pmxl.reports.figure import spelled
from pmxl.reports.places import reference
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series
from pmxl.terms import Kind
from pmxl.terms import Travel

LEAST_POINTS = 2
"""Fewer figures than these make no chart."""
LAST_YEAR_GREY = "#7E8A97"
COLUMN_BLUE = "#7D92AD"
CROWDED = 8
"""With more periods than these only every second one is named on the axis."""
NAME_SHOWN = 70
"""Characters of a measure's name in the title of its chart."""


def message(row: Row) -> str:
    """What the chart says: `Households helped early: 46.4 %, Red, worsening`."""
    moved = f", {row['travel'].lower()}" if row["travel"] not in ("", Travel.NOT_COMPARABLE) else ""
    return f"{show(row['name'], NAME_SHOWN)}: {said(row, row['value'])}, {row['rating']}{moved}"


def said(row: Row, value: float) -> str:
    """A figure in a sentence, with its unit."""
    if not is_known(value):
        return "no figure"
    plain = spelled(row, value) if row["kind"] == Kind.MILESTONE else in_words(row, value)
    return f"at least {plain}" if row["at_least"] and value == row["value"] else plain


def has_chart(row: Row, run: Sequence[Row]) -> bool:
    """True where there are figures enough for one; a day, and one partner's yes or no, have no height."""
    if row["kind"] in (Kind.MILESTONE, Kind.YES_NO):
        return False
    return sum(is_known(point["value"]) for point in run) >= LEAST_POINTS


def chart(
    row: Row,
    run: Sequence[Row],
    place: tuple[int, int],
    size: tuple[int, int],
    table: tuple[str, int, int],
    *,
    cumulative: bool = False,
) -> Chart:
    """The chart at a (row, col), of a (width, height) in pixels, over a table of period, actual, target and last year.

    `table` is the sheet of that table, its first row of figures and its first column. A cumulative measure, which
    begins anew each year, has columns: as a line it would seem to collapse.
    """
    known = [point[name] for point in run for name in ("value", "target", "last_year") if is_known(point[name])]
    return Chart(
        *place,
        *size,
        title=message(row),
        series=tuple(series(row, run, table, COLUMNS if cumulative else LINES)),
        alt=alternative(row, run),
        y_title=row["unit"],
        y_format=style.number_format(int(row["decimals"]), row["kind"]),
        y_min=0.0 if cumulative and min(known) >= 0 else None,
        x_interval=2 if len(run) > CROWDED else 1,
    )


class Drawn(NamedTuple):
    """How the three series of a chart are drawn; a line without width is its marks alone."""

    actual: Series
    last_year: Series
    target: Series


LINES = Drawn(
    Series("Actual", "", "", style.NAVY, marker=True),
    Series("Same period last year", "", "", LAST_YEAR_GREY, width=1.5),
    Series("Target", "", "", style.INK, dashed=True, width=1.75),
)
"""Dark on white they hold 3:1, and cross without hiding one another."""
COLUMNS = Drawn(
    Series("Actual so far in the year", "", "", COLUMN_BLUE, kind="column"),
    Series("Same period last year", "", "", style.INK, marker=True, width=0.0),
    Series("Target", "", "", style.INK, dashed=True, marker=True, width=0.0),
)
"""Columns that hold 3:1 against the paper and against the marks on them."""


def series(row: Row, run: Sequence[Row], table: tuple[str, int, int], drawn: Drawn = LINES) -> list[Series]:
    """The actual with its last figure named, last year and target as far as they are known."""
    sheet, first, col = table
    last = first + len(run) - 1
    periods = reference(sheet, first, col, last, col)

    def of(look: Series, n: int) -> Series:
        return replace(look, categories=periods, values=reference(sheet, first, col + n, last, col + n))

    label = spelled(row, run[-1]["value"])
    found = [replace(of(drawn.actual, 1), label_last=label, points=len(run))]
    if any(is_known(point["last_year"]) for point in run):
        found.append(of(visible(drawn.last_year, run, "last_year"), 3))
    if any(is_known(point["target"]) for point in run):
        found.append(of(visible(drawn.target, run, "target"), 2))
    return found


def visible(look: Series, run: Sequence[Row], column: str) -> Series:
    """A line with marks where one of its figures stands alone, and these alone where all do, as in a target's first
    period: a line through one point is none.
    """
    known = [False, *(is_known(point[column]) for point in run), False]
    is_line = any(before and after for before, after in pairwise(known))
    is_alone = any(this and not (one or other) for one, this, other in zip(known, known[1:], known[2:], strict=False))
    return replace(look, marker=True, width=look.width if is_line else 0.0) if is_alone else look


def alternative(row: Row, run: Sequence[Row]) -> str:
    """The chart in words, for those who do not see it."""
    known = [point for point in run if is_known(point["value"])]
    first, last = known[0], known[-1]
    target = f" The target now is {said(row, row['target'])}." if is_known(row["target"]) else ""
    return (
        f"Chart of {row['name']}, {len(run)} periods from {run[0]['period']} to {run[-1]['period']}: "
        f"{spelled(row, first['value'])} in {first['period']}, {spelled(row, last['value'])} in {last['period']}."
        f"{target} {message(row)}."
    )

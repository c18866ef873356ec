"""The chart of a key measure: actual, target and last year, its title saying what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.findings import show
from pmxl.reports.figure import Row
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
    plain = spelled(row, value) if row["kind"] == Kind.MILESTONE else style.spoken(value, row["decimals"], row["unit"])
    return f"at least {plain}" if row["at_least"] and value == row["value"] else plain


def has_chart(run: Sequence[Row]) -> bool:
    """True where there are figures enough for one."""
    return sum(is_known(point["value"]) for point in run) >= LEAST_POINTS


def chart(
    row: Row, run: Sequence[Row], place: tuple[int, int], size: tuple[int, int], table: tuple[str, int, int]
) -> Chart:
    """The chart at a (row, col), of a (width, height) in pixels, over a table of period, actual, target and last year.

    `table` is the sheet of that table, its first row of figures and its first column.
    """
    return Chart(
        *place,
        *size,
        title=message(row),
        series=tuple(series(row, run, table)),
        alt=alternative(row, run),
        y_title=row["unit"],
        y_format=style.number_format(int(row["decimals"]), row["kind"]),
        x_interval=2 if len(run) > CROWDED else 1,
    )


def series(row: Row, run: Sequence[Row], table: tuple[str, int, int]) -> list[Series]:
    """The actual with its last figure named, last year in grey, the target dashed.

    All are lines: dark on white they hold 3:1, and cross without hiding one another, as they would on columns.
    """
    sheet, first, col = table
    last = first + len(run) - 1
    periods = reference(sheet, first, col, last, col)

    def values(n: int) -> str:
        return reference(sheet, first, col + n, last, col + n)

    found = [
        Series(
            "Actual",
            periods,
            values(1),
            style.NAVY,
            marker=True,
            label_last=spelled(row, run[-1]["value"]),
            points=len(run),
        )
    ]
    if any(is_known(point["last_year"]) for point in run):
        found.append(Series("Same period last year", periods, values(3), LAST_YEAR_GREY, width=1.5))
    if any(is_known(point["target"]) for point in run):
        found.append(Series("Target", periods, values(2), style.INK, dashed=True, width=1.75))
    return found


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

"""The earlier figures that a figure is compared with: since the last break, by quarter or by year."""

from __future__ import annotations

from pmxl.periods import Period
from pmxl.returns.checking import Row
from pmxl.returns.history import History
from pmxl.returns.history import earlier
from pmxl.terms import Accumulate

Series = list[tuple[Period, float]]


def since_the_break(row: Row, history: History) -> Series:
    """The earlier figures of the series as it runs now: from its last break on."""
    known = row.since_break.get(id(history))  # the row holds its histories, so that none goes and leaves its number
    if known is None:
        known = earlier(history, row.key)
        breaks = [period.start for period in row.measure.rebase if period.start <= row.key.period.start]
        if breaks:
            known = [(p, v) for p, v in known if p.start >= max(breaks)]
        row.since_break[id(history)] = known
    return known


def by_year(row: Row) -> bool:
    """True where only the same period last year compares: seasonal measures and cumulative ones."""
    return row.measure.seasonal or row.measure.accumulate is Accumulate.CUMULATIVE


def compared_with(row: Row, series: Series) -> tuple[Period, float] | None:
    """The last figure, or that of a year ago where only that compares."""
    if not by_year(row):
        return series[-1] if series else None
    return next(((p, v) for p, v in series if p == row.key.period.last_year), None)


def like_figures(row: Row, history: History) -> list[float]:
    """The earlier values that a figure can be likened to: of a cumulative measure those of its own point in the year.

    A seasonal measure keeps them all, for its season moves it far less than a slip of the pen.
    """
    series = since_the_break(row, history)
    if row.measure.accumulate is Accumulate.CUMULATIVE:
        return [value for period, value in series if period.number == row.key.period.number]
    return [value for _, value in series]

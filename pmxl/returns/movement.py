"""Checks on how a figure moved: against the figures of the same partner that were accepted before."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN
from decimal import Decimal

from pmxl.periods import Period
from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import Untested
from pmxl.returns.checking import check
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.history import History
from pmxl.returns.history import at
from pmxl.returns.history import earlier
from pmxl.returns.names import area_named
from pmxl.returns.shown import figure_words
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Pooling
from pmxl.terms import Severity

RANGE_LIMIT = 3.267
"""A moving range beyond this many mean moving ranges is not common cause (XmR charts, D4 for n = 2)."""

ENOUGH = 5
"""From this many earlier moves on (six figures in a row), what is usual is learnt from how the figure has moved."""

FEWEST = 2
"""With fewer earlier figures nothing can be said."""

GREAT_SHARE = 0.5
"""With few earlier figures, a move of more than this share of the last one is asked about."""

CONFIRM = "Confirm the figure or correct it."
POOLED = "Confirm both parts or correct them: the figure is pooled by them."
NOT_NUMBERS = (Kind.YES_NO, Kind.MILESTONE)


@check("VAL007", Severity.QUERY, Stage.HISTORY)
def unusual_movement(row: Row) -> Fault | Untested | None:
    """A figure moved more than it usually does."""
    found = _moved_value(row)
    return found if isinstance(found, Fault) else _moved_denominator(row) or found


def _moved_value(row: Row) -> Fault | Untested | None:
    now = row.given.value
    if now is None or row.measure.kind in NOT_NUMBERS:
        return None
    series = _since_the_break(row, row.history)
    if len(series) < FEWEST:
        return Untested("fewer than two earlier figures")
    before = _compared_with(row, series)
    if before is None:
        return Untested("no figure of the same period last year")
    period, then = before
    moved, moves = abs(now - then), _moves(row, series)
    if len(moves) >= ENOUGH:
        limit = RANGE_LIMIT * math.fsum(moves) / len(moves)
        usual = f"it usually moves by {_down(row, limit)} or less" if limit else "it has not moved before"
    else:
        limit = GREAT_SHARE * abs(then)
        usual = "that is a move of more than half"
        if not limit:
            return Untested("the earlier figure is 0")
    if moved <= limit:
        return None
    was, is_ = figure_words(row.measure, then), figure_words(row.measure, now)
    says = f"{_named(row)} was {was} in {period.label} and is {is_} now; {usual}."
    return Fault(says, CONFIRM, row.given.place(VALUE))


def _moved_denominator(row: Row) -> Fault | None:
    """Both parts in another unit make the same value, but drown the other partners in the pooled figure.

    A denominator may move more than it used to where a population is counted anew; a move of more than half may not.
    """
    now = row.given.denominator
    pooled = row.measure.pooling is Pooling.RATIO and len(row.measure.pairs) > 1 and row.key.partner != ""
    if row.denominators is None or not row.given.has_parts or now is None or not pooled:
        return None
    series = _since_the_break(row, row.denominators)
    before = _compared_with(row, series) if len(series) >= FEWEST else None
    if before is None:
        return None
    period, then = before
    moves = _moves(row, series)
    usual = RANGE_LIMIT * math.fsum(moves) / len(moves) if len(moves) >= ENOUGH else 0.0
    if abs(now - then) <= max(usual, GREAT_SHARE * abs(then)):
        return None
    says = (
        f"The denominator of {_named(row)} was {then:,.15g} in {period.label} and is {now:,.15g} now; "
        "that is a move of more than half."
    )
    return Fault(says, POOLED, row.given.place(DENOMINATOR))


@check("VAL011", Severity.QUERY, Stage.HISTORY)
def cumulative_that_fell(row: Row) -> Fault | None:
    """A figure counted from the start of the year is lower than it was before in the same year."""
    now, period = row.given.value, row.key.period
    if row.measure.accumulate is not Accumulate.CUMULATIVE or row.measure.kind not in (Kind.COUNT, Kind.MONEY):
        return None
    then = at(row.history, row.key, period.previous)
    if now is None or then is None or now >= then or period.previous.year != period.year:
        return None
    was, is_ = figure_words(row.measure, then), figure_words(row.measure, now)
    says = f"{_named(row)} was {was} by {period.previous.label} and is {is_} now, counted from the year's start."
    return Fault(says, "Give the figure for the year so far, or confirm that it went down.", row.given.place(VALUE))


def _since_the_break(row: Row, history: History) -> list[tuple[Period, float]]:
    """The earlier figures of the series as it runs now: from its last break on."""
    breaks = [period.start for period in row.measure.rebase if period.start <= row.key.period.start]
    return [(p, v) for p, v in earlier(history, row.key) if p.start >= max(breaks, default=p.start)]


def _by_year(row: Row) -> bool:
    """True where only the same period last year compares: seasonal measures and cumulative ones."""
    return row.measure.seasonal or row.measure.accumulate is Accumulate.CUMULATIVE


def _compared_with(row: Row, series: list[tuple[Period, float]]) -> tuple[Period, float] | None:
    """The last figure, or that of a year ago where only that compares."""
    if not _by_year(row):
        return series[-1]
    return next(((p, v) for p, v in series if p == row.key.period.last_year), None)


def _moves(row: Row, series: list[tuple[Period, float]]) -> list[float]:
    """How far the figure moved from period to period, or from year to year; none across a gap."""
    figures = dict(series)
    by_year = _by_year(row)
    pairs = [(period.last_year if by_year else period.previous, value) for period, value in series]
    return [abs(value - figures[before]) for before, value in pairs if before in figures]


def _named(row: Row) -> str:
    """The measure, and the area where it has one: the period is said in the sentence."""
    area = f", {area_named(row.framework, row.key.area)}," if row.key.area else ""
    return f"{row.measure.name}{area}"


def _down(row: Row, limit: float) -> str:
    """The limit rounded down, so that a move beyond it also reads as one."""
    step = Decimal(1).scaleb(-row.measure.decimals)
    rounded = Decimal(f"{limit:.15g}").quantize(step, rounding=ROUND_DOWN)
    return figure_words(row.measure, float(rounded), with_unit=False)

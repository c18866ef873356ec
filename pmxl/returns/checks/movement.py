"""Checks on how a figure moved: against the figures of the same partner that were accepted before."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING
from decimal import ROUND_FLOOR
from decimal import ROUND_HALF_EVEN
from decimal import Decimal

from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import Untested
from pmxl.returns.checking import check
from pmxl.returns.checks.ground import WINDOW
from pmxl.returns.checks.series import Series
from pmxl.returns.checks.series import by_year
from pmxl.returns.checks.series import compared_with
from pmxl.returns.checks.series import since_the_break
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.history import at
from pmxl.returns.limits import NOT_NUMBERS
from pmxl.returns.limits import WHOLE
from pmxl.returns.names import area_named
from pmxl.returns.shown import figure_words
from pmxl.returns.text_numbers import IN_MANY
from pmxl.rules.few import may_be_chance
from pmxl.rules.xmr import NOISE
from pmxl.rules.xmr import SCREEN
from pmxl.rules.xmr import span_of
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Pooling
from pmxl.terms import Severity

YEAR = 12
"""Months."""

FEWEST = 2
"""With fewer earlier figures nothing can be said."""

GREAT_SHARE = 0.5
"""Where a figure has no limits of its own yet, a move of more than this share of the last one is asked about.

Unless it is of so few that chance alone makes such a move: 1 after 3 says nothing.
"""

IN_LOTS = re.compile(r"hundred|dozen|\btens\b|\b(?:x ?)?10+s?\b|\bk\b", re.IGNORECASE)
"""A unit that counts in lots of ten or more: `100s`, `x1000`."""

CONFIRM = "Confirm the figure or correct it."
POOLED = "Confirm both parts or correct them: the figure is pooled by them."


@check("VAL007", Severity.QUERY, Stage.HISTORY)
def unusual_movement(row: Row) -> Fault | Untested | None:
    """A figure moved more than it usually does."""
    now = row.given.value
    if now is None or row.measure.kind in NOT_NUMBERS:
        return None
    series = since_the_break(row, row.history)
    if len(series) < FEWEST:
        return Untested("fewer than two earlier figures")
    before = compared_with(row, series)
    if before is None:
        return Untested("no figure of the same period last year")
    period, then = before
    limits = usual(row, series, then)
    if limits is None and not then:
        return Untested("the earlier figure is 0")
    if limits.holds(now) if limits else abs(now - then) <= GREAT_SHARE * abs(then) or is_of_few(row, *before):
        return None
    was, is_ = figure_words(row.measure, then), figure_words(row.measure, now)
    told = limits.told(row, [now, *(value for _, value in series)]) if limits else "that is a move of more than half"
    says = f"{named(row)} was {was} in {period.label} and is {is_} now; {told}."
    return Fault(says, CONFIRM, row.given.place(VALUE))


def is_of_few(row: Row, period: Period, then: float) -> bool:
    """True where so few were counted that chance alone makes such a move from a figure of an earlier period.

    Not where there was much more or less to count: that is asked about, for a digit may be wrong there.
    """
    given = row.given
    if row.measure.kind is Kind.COUNT:
        return is_one_by_one(row.measure) and moved_by_chance(given.value, then)
    if row.measure.kind not in (Kind.PERCENTAGE, Kind.RATE) or given.typed is not None:
        return False
    above, below = at(row.memory.numerators, row.key, period), at(row.denominators or {}, row.key, period)
    if above is None or not below or given.numerator is None or given.denominator is None:
        return False
    times = given.denominator / below
    if not moved_by_chance(given.numerator, above, times) or has_jumped(row, given.denominator, below):
        return False
    others, before = given.denominator - given.numerator, below - above
    return row.measure.kind is Kind.RATE or moved_by_chance(others, before, times)


def moved_by_chance(now: float | None, then: float, times: float = 1.0) -> bool:
    """True where both are counts, and so small that they differ by no more than chance."""
    return now is not None and now.is_integer() and then.is_integer() and may_be_chance(now, then, times)


def is_one_by_one(measure: Measure) -> bool:
    """True of a count of single events: 4 thousand and 9 thousand are not so few."""
    return measure.decimals == 0 and not IN_MANY.search(measure.unit) and not IN_LOTS.search(measure.unit)


def has_jumped(row: Row, now: float, then: float) -> bool:
    """True where a denominator moved by more than half, and not as few cases do by chance.

    Of a percentage or a mean it counts cases; of a rate it is who lives there, and of a ratio it may be money.
    """
    of_cases = row.measure.kind in (Kind.PERCENTAGE, Kind.MEAN)
    return abs(now - then) > GREAT_SHARE * abs(then) and not (of_cases and moved_by_chance(now, then))


@check("VAL033", Severity.QUERY, Stage.HISTORY)
def denominator_that_jumps(row: Row) -> Fault | None:
    """The denominator has moved by more than half, so that the partner would weigh otherwise in the pooled figure."""
    now = row.given.denominator
    pooled = row.measure.pooling is Pooling.RATIO and len(row.measure.pairs) > 1 and row.key.partner != ""
    if row.denominators is None or not row.given.has_parts or now is None or not pooled:
        return None
    series = since_the_break(row, row.denominators)
    before = compared_with(row, series) if len(series) >= FEWEST else None
    if before is None:
        return None
    period, then = before
    limits = usual(row, series, then)
    if not has_jumped(row, now, then) or (limits and limits.holds(now)):
        return None
    says = (
        f"The denominator of {named(row)} was {then:,.15g} in {period.label} and is {now:,.15g} now; "
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
    says = f"{named(row)} was {was} by {period.previous.label} and is {is_} now, counted from the year's start."
    return Fault(says, "Give the figure for the year so far, or confirm that it went down.", row.given.place(VALUE))


@dataclass(frozen=True, slots=True)
class Usual:
    """What a figure keeps to: its limits, and where it would stand had nothing changed, with how far it may stray."""

    low: float
    high: float
    last: float
    step: float

    def holds(self, now: float) -> bool:
        """True within the limits, or on one; and out of them, where it was an earlier move that went there."""
        noise = NOISE * max(abs(self.low), abs(self.high), abs(now))
        return self.low - noise <= now <= self.high + noise or abs(now - self.last) <= self.step + noise

    def told(self, row: Row, figures: Sequence[float]) -> str:
        """The limits in words, rounded so that a figure beyond them also reads as one.

        They go no further than figures of this kind can: below nought only where one of these is.
        """
        if self.low == self.high:
            return "it has not moved before"
        least = -math.inf if min(figures) < 0 else 0.0
        most = WHOLE if row.measure.kind is Kind.PERCENTAGE and max(figures) <= WHOLE else math.inf
        low, high = (min(max(one, least), most) for one in (self.low, self.high))
        if low == high:
            return f"it usually lies near {_to_published(row, low, ROUND_HALF_EVEN)}"
        ends = _to_published(row, low, ROUND_CEILING), _to_published(row, high, ROUND_FLOOR)
        return f"it usually lies between {ends[0]} and {ends[1]}"


def usual(row: Row, series: Series, then: float) -> Usual | None:
    """The limits that the last figures of a process chart give; of a seasonal measure those of its moves in a year."""
    period = row.key.period
    steps = {one.start: value for one, value in series if one.first_month == period.first_month}
    if by_year(row):
        steps = {start: value - steps[start - YEAR] for start, value in steps.items() if start - YEAR in steps}
    length = period.start - period.previous.start
    known = [steps.get(period.start - back * length, math.nan) for back in range(WINDOW, 0, -1)]
    span = span_of(known, screening=row.framework.settings.spc_screening)
    if span is None:
        return None
    if by_year(row):
        moves = [abs(move) for move in known if not math.isnan(move)]
        return Usual(then + span.lower, then + span.upper, then, SCREEN * math.fsum(moves) / len(moves))
    return Usual(span.lower, span.upper, then, SCREEN * span.moving_range)


def named(row: Row) -> str:
    """The measure, and the area where it has one: the period is said in the sentence."""
    area = f", {area_named(row.framework, row.key.area)}," if row.key.area else ""
    return f"{row.measure.name}{area}"


def _to_published(row: Row, limit: float, way: str) -> str:
    """A limit rounded one way to the decimals of its measure."""
    step = Decimal(1).scaleb(-row.measure.decimals)
    rounded = Decimal(f"{limit:.15g}").quantize(step, rounding=way)
    return figure_words(row.measure, float(rounded), with_unit=False)

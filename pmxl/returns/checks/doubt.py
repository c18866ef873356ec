"""Checks on figures that can be read two ways: each is held until someone answers."""

from __future__ import annotations

import math
import statistics

from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import check
from pmxl.returns.checks.series import NOT_NUMBERS
from pmxl.returns.checks.series import like_figures
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.history import at
from pmxl.returns.shown import figure_words
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Severity

ENOUGH = 4
"""From this many earlier figures on, what is usual is known well enough to doubt what is not."""

NEVER_NEAR_NOUGHT = 10
"""A count that was never below this does not come to nought by chance."""

NEAR = 1.5
"""A figure no more than so many times beyond the largest earlier one, or below the smallest, is like them."""

STEADY = 4.0
"""Where the largest earlier figure is no more than so many times the smallest, another unit shows."""

TIMES = (1000.0, 100.0, 1_000_000.0, 10.0)
"""By how much a figure in another unit is too large or too small: thousands, per cent, millions, a digit too many."""


@check("VAL031", Severity.HOLD, Stage.DOUBT)
def nought_for_missing(row: Row) -> Fault | None:
    """A figure is 0 where it was never near 0 before: there was none, or it is not known."""
    given = row.given
    if given.value != 0 or row.measure.kind in NOT_NUMBERS or any(one.low for one in given.readings.values()):
        return None
    if given.has_parts:
        lowest, heading = _lowest(row, NUMERATOR), NUMERATOR
    else:
        lowest, heading = _lowest(row, VALUE), VALUE
    if lowest is None or lowest < NEVER_NEAR_NOUGHT:
        return None
    says = f"{row.name}: {heading} is 0 and was never below {lowest:,.15g} before: it can be none, or not known."
    return Fault(says, "Confirm that there were none, or type x if it is not known.", given.place(heading))


@check("VAL032", Severity.HOLD, Stage.DOUBT)
def another_unit(row: Row) -> Fault | None:
    """A figure is ten, a hundred or a thousand times what it always was, or as much too small."""
    now = row.given.value
    like = like_figures(row, row.history)
    if not now or row.measure.kind in NOT_NUMBERS or len(like) < ENOUGH or not _is_steady(like):
        return None
    if _is_like(now, like):
        return None
    for times in TIMES:
        for other in (now / times, now * times):
            if _is_like(other, like):
                return Fault(*_two_units(row, now, other, like), row.given.place(VALUE, NUMERATOR))
    return None


@check("VAL036", Severity.HOLD, Stage.DOUBT)
def year_so_far(row: Row) -> Fault | None:
    """A figure that is to be of its own period looks like that of the year so far."""
    now, measure, period = row.given.value, row.measure, row.key.period
    adds_up = measure.kind in (Kind.COUNT, Kind.MONEY) and measure.accumulate is Accumulate.FLOW
    like = like_figures(row, row.history)
    if not adds_up or now is None or period.number == 1 or len(like) < ENOUGH or now <= NEAR * max(like):
        return None
    so_far = [at(row.history, row.key, part) for part in period.year.parts(period.months) if part < period]
    known = [value for value in so_far if value is not None]
    own = now - math.fsum(known)
    if len(known) < len(so_far) or not min(like) <= own <= max(like):
        return None
    whole, alone = figure_words(measure, now), figure_words(measure, own)
    says = f"{row.name} is {whole} and was never above {figure_words(measure, max(like))}: less what came before in "
    says += f"the year it is {alone}, so it can be that of the year so far."
    return Fault(
        says, f"Type {own:.15g} if that is the figure of {period.label}, or confirm it.", row.given.place(VALUE)
    )


@check("VAL056", Severity.HOLD, Stage.DOUBT)
def parts_that_changed_places(row: Row) -> Fault | None:
    """Numerator and denominator turned round would make the usual figure, and as they stand they do not."""
    given, like = row.given, like_figures(row, row.history)
    if not given.has_parts or not given.numerator or not given.denominator or len(like) < ENOUGH:
        return None
    turned = given.denominator * row.measure.multiplier / given.numerator
    if given.value is None or _is_like(given.value, like) or not _is_like(turned, like):
        return None
    made, other = figure_words(row.measure, given.value), figure_words(row.measure, turned)
    says = f"{row.name}: {given.numerator:,.15g} over {given.denominator:,.15g} makes {made}; turned round, {other}, "
    says += f"{_ran(row, like)}."
    return Fault(says, "Confirm both parts, or put each in its place.", given.place(NUMERATOR))


def _lowest(row: Row, heading: str) -> float | None:
    """The smallest earlier figure under a heading; None where too few are known."""
    history = {NUMERATOR: row.memory.numerators, DENOMINATOR: row.denominators or {}}.get(heading, row.history)
    like = like_figures(row, history)
    return min(like) if len(like) >= ENOUGH else None


def _is_steady(like: list[float]) -> bool:
    """True where the earlier figures lie close enough together, and far enough from 0, to tell another unit."""
    return min(like) > 0 and max(like) <= STEADY * min(like) and statistics.median(like) > 1


def _is_like(figure: float, like: list[float]) -> bool:
    return min(like) / NEAR <= figure <= max(like) * NEAR


def _two_units(row: Row, now: float, other: float, like: list[float]) -> tuple[str, str]:
    """The fact and the request where a figure may be in another unit."""
    shown = float(f"{other:.12g}")
    says = f"{row.name} is {now:,.15g}, {_ran(row, like)}: it can be that, or {shown:,.15g} in another unit."
    unit = f" in {row.measure.unit}" if row.measure.unit else ""
    return says, f"Give the figure{unit}, or confirm it."


def _ran(row: Row, like: list[float]) -> str:
    """Between what the earlier figures lay."""
    low, high = (figure_words(row.measure, end, with_unit=False) for end in (min(like), max(like)))
    return f"and it ran from {low} to {high} before" if low != high else f"and it was {low} before"

"""Checks on figures that can be read two ways: each is held until someone answers."""

from __future__ import annotations

import math
import statistics

from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import check
from pmxl.returns.checks.series import like_figures
from pmxl.returns.checks.yardsticks import OtherUnit
from pmxl.returns.checks.yardsticks import in_another_unit
from pmxl.returns.checks.yardsticks import is_chance
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.history import at
from pmxl.returns.limits import NOT_NUMBERS
from pmxl.returns.shown import figure_words
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Severity

ENOUGH = 4
"""From this many earlier figures on, what is usual is known well enough to doubt what is not."""

NEVER_NEAR_NOUGHT = 10
"""A count that was never below this does not come to nought by chance."""

NEAR = 1.25
"""A figure no more than so many times beyond the largest earlier one, or below the smallest, is like them."""

FAR = 1.5
"""A figure more than so many times the largest earlier one may be that of the year so far."""

STEADY = ((1_000.0, 3.0), (100.0, 3.0), (1_000_000.0, 3.0), (10.0, 2.0))
"""By how much a figure in another unit is too large or too small: thousands, per cent, millions, a digit too many.

Beside each stands how many times the smallest earlier figure the largest may be for that to show.
"""


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
    """A figure is ten, a hundred or a thousand times what it always was or is to be, or as much too small."""
    now = row.given.value
    if now is None or now <= 0 or row.measure.kind in NOT_NUMBERS:
        return None
    found = _unlike_ever(row, now) or in_another_unit(row, now)
    if found is None:
        return None
    if row.given.has_parts:
        parts = f"{row.given.numerator:,.15g} over {row.given.denominator:,.15g}"
        may_be = "typed with a digit too many or too few" if _is_tenfold(now / found.figure) else "in another unit"
        says = f"{row.name} is {figure_words(row.measure, now)} ({parts}), and {found.beside}: one of the two may be "
        return Fault(f"{says}{may_be}.", "Correct the one or the other, or confirm them.", row.given.place(NUMERATOR))
    shown = float(f"{found.figure:.12g}")
    says = f"{row.name} is {now:,.15g}, and {found.beside}: it can be that, or {shown:,.15g} {_slip(now, shown)}."
    unit = f" in {row.measure.unit}" if row.measure.unit else ""
    return Fault(says, f"Give the figure{unit}, or confirm it.", row.given.place(VALUE))


def _slip(now: float, meant: float) -> str:
    """What made it of the figure that is meant: ten times is a slip of the hand, more or less another unit."""
    if not _is_tenfold(now / meant):
        return "in another unit"
    if not (now.is_integer() and meant.is_integer()):
        return "with its point in another place"
    return f"typed with a digit too {'many' if now > meant else 'few'}"


def _is_tenfold(times: float) -> bool:
    """True for ten times, and for a tenth."""
    return math.isclose(times, 10) or math.isclose(times, 0.1)


@check("VAL036", Severity.HOLD, Stage.DOUBT)
def year_so_far(row: Row) -> Fault | None:
    """A figure that is to be of its own period looks like that of the year so far."""
    now, measure, period = row.given.value, row.measure, row.key.period
    adds_up = measure.kind in (Kind.COUNT, Kind.MONEY) and measure.accumulate is Accumulate.FLOW
    like = like_figures(row, row.history)
    if not adds_up or now is None or period.number == 1 or len(like) < ENOUGH or now <= FAR * max(like):
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
    """The numerator is like every earlier denominator, and the denominator like every earlier numerator."""
    given = row.given
    above, below = like_figures(row, row.memory.numerators), like_figures(row, row.denominators or {})
    if given.numerator is None or given.denominator is None or min(len(above), len(below)) < ENOUGH:
        return None
    as_ever = _is_like(given.numerator, above) or _is_like(given.denominator, below)
    if as_ever or not (_is_like(given.numerator, below) and _is_like(given.denominator, above)):
        return None
    says = (
        f"{row.name} is {given.numerator:,.15g} over {given.denominator:,.15g}, and it was always about "
        f"{statistics.median(above):,.15g} over {statistics.median(below):,.15g} before: they may have changed places."
    )
    return Fault(says, "Put each part in its place, or confirm them.", given.place(NUMERATOR))


def _lowest(row: Row, heading: str) -> float | None:
    """The smallest earlier figure under a heading; None where too few are known."""
    history = {NUMERATOR: row.memory.numerators, DENOMINATOR: row.denominators or {}}.get(heading, row.history)
    like = like_figures(row, history)
    return min(like) if len(like) >= ENOUGH else None


def _is_like(figure: float, like: list[float]) -> bool:
    return min(like) / NEAR <= figure <= max(like) * NEAR


def _unlike_ever(row: Row, now: float) -> OtherUnit | None:
    """The other reading of a figure that was always steady, and is so again if it is taken to be in another unit."""
    like = like_figures(row, row.history)
    if len(like) < ENOUGH or min(like) <= 0 or _is_like(now, like):
        return None
    for times, widest in STEADY:
        for other in (now / times, now * times):
            steady = max(like) <= widest * min(like) and not is_chance(row, now, other)
            if steady and _is_like(other, like):
                return OtherUnit(other, _ran(row, like))
    return None


def _ran(row: Row, like: list[float]) -> str:
    """Between what the earlier figures lay."""
    low, high = (figure_words(row.measure, end, with_unit=False) for end in (min(like), max(like)))
    return f"it ran from {low} to {high} before" if low != high else f"it was {low} before"

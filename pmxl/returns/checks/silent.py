"""Silent: of which plain figures a check has nothing to say, told in a glance, so that it need not be run on them.

A plain figure is a number, or two parts that make one, of which there is nothing else to say (see Given.is_plain).
What stands here may only be narrower than the check itself: where it is in doubt the check is run. A check that is not
named here is always run.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from pmxl.framework.asked import is_expected
from pmxl.framework.asked import pairs_of
from pmxl.framework.models import Measure
from pmxl.returns.checking import Row
from pmxl.returns.checks.doubt import ENOUGH
from pmxl.returns.checks.doubt import FAR
from pmxl.returns.checks.doubt import NEAR
from pmxl.returns.checks.movement import FEWEST
from pmxl.returns.checks.movement import GREAT_SHARE
from pmxl.returns.checks.series import compared_with
from pmxl.returns.checks.series import like_figures
from pmxl.returns.checks.series import since_the_break
from pmxl.returns.checks.steady import moved_as_usual
from pmxl.returns.history import History
from pmxl.returns.history import at
from pmxl.returns.limits import WHOLE
from pmxl.returns.limits import is_never_negative
from pmxl.returns.limits import is_whole
from pmxl.rules.rounding import published_one
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Pooling
from pmxl.terms import Rating

Silence = Callable[[Row], bool]
"""True where a check has nothing to say of a plain figure; False where it has, or may have."""


def never(_: Measure) -> bool:
    """Of marks and milestones, of blanks, of half a pair: no plain figure is any of these."""
    return True


def no_percentage(measure: Measure) -> bool:
    """Of percentages alone."""
    return measure.kind is not Kind.PERCENTAGE


def not_pooled(measure: Measure) -> bool:
    """Of figures that are pooled by their parts."""
    return measure.pooling is not Pooling.RATIO or len(measure.pairs) <= 1


def no_flow(measure: Measure) -> bool:
    """Of totals counted anew in each period."""
    return measure.kind not in (Kind.COUNT, Kind.MONEY) or measure.accumulate is not Accumulate.FLOW


def no_running_total(measure: Measure) -> bool:
    """Of totals counted from the start of the year."""
    return measure.kind not in (Kind.COUNT, Kind.MONEY) or measure.accumulate is not Accumulate.CUMULATIVE


NEVER: Mapping[str, Callable[[Measure], bool]] = {
    **dict.fromkeys(("VAL005", "VAL008", "VAL010", "VAL019", "VAL023", "VAL058", "VAL059", "VAL060", "VAL061"), never),
    **dict.fromkeys(("VAL002", "VAL004", "VAL054", "VAL055"), no_percentage),
    **dict.fromkeys(("VAL017", "VAL033"), not_pooled),
    "VAL003": lambda measure: not is_whole(measure),
    "VAL011": no_running_total,
    "VAL036": no_flow,
    "VAL057": is_never_negative,
}
"""The measures of whose plain figures a check never has anything to say, by its code."""


OF_THE_PAST = frozenset(("VAL011", "VAL030", "VAL032", "VAL034", "VAL035", "VAL036", "VAL040"))
"""Checks that have nothing to say of a plain figure before which nothing came."""

OF_WORDS = frozenset(("VAL040", "VAL041", "VAL042", "VAL043", "VAL044"))
"""Checks that have nothing to say where there is no commentary."""


def in_place(row: Row) -> bool:
    """VAL021: it is asked of this partner, and area."""
    key = row.given.key
    return (key.partner, key.area) in pairs_of(row.framework, row.given.measure, key.partner)


def in_its_life(row: Row) -> bool:
    """VAL013: measure, partner and area are all there in the period."""
    key = row.given.key
    return bool(key.partner) and is_expected(row.framework, row.given.measure, key.partner, key.area, key.period)


def not_below_nought(row: Row) -> bool:
    """VAL001."""
    given = row.given
    return all(part is None or part >= 0 for part in (given.numerator, given.denominator, given.typed))


def whole_parts(row: Row) -> bool:
    """VAL055: both are whole, or there is none."""
    above, below = row.given.numerator, row.given.denominator
    return above is None or below is None or (above.is_integer() and below.is_integer())


def part_of_the_whole(row: Row) -> bool:
    """VAL004."""
    above, below = row.given.numerator, row.given.denominator
    return above is None or below is None or above <= below


def of_its_unit(row: Row) -> bool:
    """VAL032: little is known, or it is like what came before."""
    return is_like(row.given.value, row, row.history)


def of_its_period(row: Row) -> bool:
    """VAL036: little is known, or it is not far above what came before."""
    like, now = like_figures(row, row.history), row.given.value
    return len(like) < ENOUGH or (now is not None and now <= FAR * max(like))


def parts_in_place(row: Row) -> bool:
    """VAL056: little is known of the parts, or one is like what came before."""
    given = row.given
    above, below = row.memory.numerators, row.denominators or {}
    return given.numerator is None or is_like(given.numerator, row, above) or is_like(given.denominator, row, below)


def is_like(figure: float | None, row: Row, history: History) -> bool:
    """True where too little is known to be likened to, or a figure is like it."""
    like = like_figures(row, history)
    return len(like) < ENOUGH or (figure is not None and min(like) / NEAR <= figure <= max(like) * NEAR)


def denominator_stays(row: Row) -> bool:
    """VAL033: little is known, or it moved by less than half."""
    now = row.given.denominator
    if row.denominators is None or now is None:
        return True
    series = since_the_break(row, row.denominators)
    before = compared_with(row, series) if len(series) >= FEWEST else None
    return before is None or abs(now - before[1]) <= GREAT_SHARE * abs(before[1])


def not_that_of_last_period(row: Row) -> bool:
    """VAL030: another figure than that of the period before."""
    return at(row.history, row.given.key, row.given.key.period.previous) != row.given.value


def not_fallen(row: Row) -> bool:
    """VAL011: no less than by the period before."""
    then = at(row.history, row.given.key, row.given.key.period.previous)
    return then is None or (row.given.value is not None and row.given.value >= then)


def not_that_of_last_year(row: Row) -> bool:
    """VAL034."""
    return at(row.history, row.given.key, row.given.key.period.last_year) != row.given.value


def not_the_target(row: Row) -> bool:
    """VAL053."""
    given = row.given
    return given.typed is None or given.has_parts or given.typed != row.expected.target


def near_its_target(row: Row) -> bool:
    """VAL050: there is no target above nought, or it lies between the bounds around it."""
    now, target, times = row.given.value, row.expected.target, row.framework.settings.target_times
    if now is None or not (now > 0 and target > 0):
        return True
    return now <= times * target and target <= times * now


def as_published(row: Row) -> bool:
    """VAL051."""
    typed = row.given.typed
    return typed is None or published_one(typed, row.given.measure.decimals) == typed


def rated_as_it_is(row: Row) -> bool:
    """VAL052: no target, or rounding does not change the rating."""
    return not row.expected.has_target or row.rating == row.unrounded_rating


def not_red(row: Row) -> bool:
    """Of VAL009, VAL042 and VAL044 no figure of another colour has anything to fear."""
    return row.rating != Rating.RED


def not_shown_before(row: Row) -> bool:
    """VAL035: there is no figure of this period yet."""
    return at(row.history, row.given.key, row.given.key.period) is None


def defined_as_printed(row: Row) -> bool:
    """VAL038."""
    printed = row.memory.defined.get(row.issued_under, {}).get(row.given.key.measure)
    return printed is None or printed == row.given.measure.definition_version


SILENT: Mapping[str, Silence] = {
    "VAL001": not_below_nought,
    "VAL002": lambda row: row.given.typed is None or row.given.typed <= WHOLE,
    "VAL003": lambda row: row.given.typed is None or row.given.typed.is_integer(),
    "VAL004": part_of_the_whole,
    "VAL006": lambda row: row.given.typed is None or not row.given.has_parts,
    "VAL007": moved_as_usual,
    "VAL009": lambda row: bool(row.given.commentary) or not_red(row),
    "VAL011": not_fallen,
    "VAL013": in_its_life,
    "VAL014": lambda row: row.given.key.period.months == row.given.measure.frequency.months,
    "VAL017": lambda row: row.given.typed is None or row.given.has_parts,
    "VAL021": in_place,
    "VAL030": not_that_of_last_period,
    "VAL031": lambda row: row.given.value != 0,
    "VAL032": of_its_unit,
    "VAL033": denominator_stays,
    "VAL034": not_that_of_last_year,
    "VAL035": not_shown_before,
    "VAL036": of_its_period,
    "VAL037": lambda row: row.given.key[:3] not in row.memory.counted,
    "VAL038": defined_as_printed,
    "VAL041": lambda row: row.given.key[:3] not in row.memory.words,
    "VAL042": not_red,
    "VAL043": lambda row: len(row.given.commentary) <= row.framework.settings.commentary_limit,
    "VAL044": not_red,
    "VAL050": near_its_target,
    "VAL051": as_published,
    "VAL052": rated_as_it_is,
    "VAL053": not_the_target,
    "VAL054": lambda row: row.given.denominator != WHOLE,
    "VAL055": whole_parts,
    "VAL056": parts_in_place,
    "VAL057": lambda row: row.given.value is not None and row.given.value >= 0,
}
"""What is silent of which plain figures, by the code of the check."""

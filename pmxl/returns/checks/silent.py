"""Silent: of which plain figures a check has nothing to say, told in a glance, so that it need not be run on them.

A plain figure is a number, or two parts that make one, of which there is nothing else to say (see Given.is_plain).
What stands here may only be narrower than the check itself: where it is in doubt the check is run. A check that is not
named here is always run.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.returns.checking import Row
from pmxl.returns.checks.before import Before
from pmxl.returns.checks.before import walked
from pmxl.returns.checks.copied import RARE
from pmxl.returns.checks.doubt import ENOUGH
from pmxl.returns.checks.doubt import FAR
from pmxl.returns.checks.doubt import NEAR
from pmxl.returns.checks.ground import Ground
from pmxl.returns.checks.ground import can_be_red
from pmxl.returns.checks.movement import FEWEST
from pmxl.returns.checks.movement import GREAT_SHARE
from pmxl.returns.checks.series import like_figures
from pmxl.returns.checks.steady import moved_as_usual
from pmxl.returns.checks.yardsticks import is_amid
from pmxl.returns.history import History
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


OF_THE_PAST = frozenset(("VAL011", "VAL030", "VAL034", "VAL035", "VAL036", "VAL040"))
"""Checks that have nothing to say of a plain figure before which nothing came."""

OF_WORDS = frozenset(("VAL040", "VAL041", "VAL042", "VAL043", "VAL044"))
"""Checks that have nothing to say where there is no commentary."""


def in_its_place(row: Row) -> bool:
    """VAL013, VAL014, VAL021: asked of this partner and area, by this length, and all of them there in the period."""
    framework, ground = row.framework, row.ground
    _, partner, area, period = row.given.key
    if not (ground.is_alive and partner and (partner, area) in ground.pairs.get(partner, ())):
        return False
    if ground.is_of_all_times:
        return True
    return framework.partner(partner).exists_in(period) and (not area or framework.area(area).exists_in(period))


def above_nought(row: Row) -> bool:
    """VAL001, VAL006, VAL031, VAL057: given once, by its parts or as it is, and no part of it is 0 or below."""
    given = row.given
    above, below, now = given.numerator, given.denominator, given.value
    if now is None or now <= 0:
        return False
    return above is None or below is None or (above > 0 and below > 0 and given.typed is None)


def within_the_whole(row: Row) -> bool:
    """VAL002, VAL004, VAL054, VAL055: whole parts that make no more than 100 %, and are not a percentage over 100."""
    given = row.given
    above, below = given.numerator, given.denominator
    if given.typed is not None and given.typed > WHOLE:
        return False
    if above is None or below is None:
        return True
    return above <= below != WHOLE and above.is_integer() and below.is_integer()


def like_those_before(row: Row) -> bool:
    """VAL032, VAL036: it is like what came before and not far above it; where little is known, amid what is."""
    now, before = row.given.value, row.before
    if now is None or before is None:
        return False
    like = likened(row, row.history, before) if row.ground.is_cumulative else before
    if len(like.values) >= ENOUGH:
        return is_like(now, like) and now <= FAR * like.most
    if before.values or now <= 0:
        return now <= 0 or is_amid(now, before.least, before.most)
    aim = row.ground.aim
    target = row.expected.target if aim is None or not row.given.key.partner else aim.target
    return not target > 0 or is_amid(now, target, target)


def likened(row: Row, history: History, before: Before) -> Before:
    """What a total so far in the year can be likened to."""
    like = like_figures(row, history)
    return before._replace(values=like, least=min(like, default=0.0), most=max(like, default=0.0))


def is_like(figure: float, before: Before) -> bool:
    """True where a figure is near the span of those before."""
    return before.least / NEAR <= figure <= before.most * NEAR


def not_that_again(row: Row) -> bool:
    """VAL011, VAL030, VAL034, VAL035: new and not below a total so far; another figure than before, or one of few."""
    given, before, ground = row.given, row.before, row.ground
    now = given.value
    if now is None or before is None or not before.frame.is_new:
        return False
    then = before.previous
    if then is not None and now < then and ground.is_cumulative:
        return False
    if now != then and now != before.last_year:
        return True
    steps = (before.most - before.least) * 10**given.measure.decimals
    return not given.has_parts and steps < RARE - 1  # no mean of its moves is above that


def parts_as_before(row: Row) -> bool:
    """VAL033, VAL056: little is known of the parts, or the denominator is like those before and moved by under half."""
    now, ground, wholes = row.given.denominator, row.ground, row.denominators
    if now is None or not wholes:
        return True
    series = wholes.get(row.given.key[:3], ())
    if series and _near_the_last(now, *series[-1], ground):
        return True
    before = walked(series, ground)
    if before is None:
        return False
    like = likened(row, wholes, before) if ground.is_cumulative else before
    if len(like.values) >= ENOUGH and not is_like(now, like):
        return False
    then = before.compared_with(ground) if len(before.values) >= FEWEST else None
    return then is None or abs(now - then) <= GREAT_SHARE * abs(then)


def _near_the_last(now: float, last: Period, then: float, ground: Ground) -> bool:
    """True where it is compared with the last figure, that of the period before, and so near that it is like all."""
    if ground.by_year or not (last.start == ground.previous >= ground.opens and last.months == ground.months):
        return False
    return then / NEAR <= now <= then * NEAR


def as_published(row: Row) -> bool:
    """VAL003, VAL051: a value typed has no more decimals than its measure publishes, a count none."""
    typed = row.given.typed
    return typed is None or published_one(typed, row.given.measure.decimals) == typed


def against_its_target(row: Row) -> bool:
    """VAL009, VAL050, VAL052, VAL053: there is nothing to be rated against, or what it says of the figure is plain."""
    given, aim = row.given, row.ground.aim
    if aim is None or not given.key.partner:
        return against_its_own(row)
    if not aim.can_be_red:
        return True
    now = given.value
    said = None if now is None else aim.steps.of(now)
    if now is None or said is None or (said == Rating.RED and not given.commentary):
        return False
    return near(now, aim.target, row.ground.target_times)


def against_its_own(row: Row) -> bool:
    """The same where not every partner is rated against the same."""
    now, aim = row.given.value, row.expected
    if not can_be_red(aim):
        return True
    if now is None or not near(now, aim.target, row.ground.target_times):
        return False
    return rated_as_it_is(row) and (row.given.commentary != "" or not_red(row))


def near(now: float, target: float, times: float) -> bool:
    """VAL050, VAL053: it is not the target itself, and lies between the bounds around one above nought."""
    if now == target:
        return False
    return not (now > 0 and target > 0) or (now <= times * target and target <= times * now)


def rated_as_it_is(row: Row) -> bool:
    """VAL052: rounding does not change the rating."""
    return row.plain_rating is not None or row.rating == row.unrounded_rating


def not_red(row: Row) -> bool:
    """Of VAL009, VAL042 and VAL044 no figure of another colour has anything to fear."""
    return row.rating != Rating.RED


def counted_as_ever(row: Row) -> bool:
    """VAL037, VAL038: by the definition in force, the figures before it and what was printed."""
    key, memory, now = row.given.key, row.memory, row.ground.definition
    if not memory.is_counted_by(key, now):
        return False
    printed = memory.defined.get(row.issued_under)
    return printed is None or printed.get(key.measure, now) == now


SILENT: Mapping[tuple[str, ...], Silence] = {
    ("VAL013", "VAL014", "VAL021"): in_its_place,
    ("VAL001", "VAL006", "VAL031", "VAL057"): above_nought,
    ("VAL002", "VAL004", "VAL054", "VAL055"): within_the_whole,
    ("VAL003", "VAL051"): as_published,
    ("VAL007",): moved_as_usual,
    ("VAL009", "VAL050", "VAL052", "VAL053"): against_its_target,
    ("VAL011", "VAL030", "VAL034", "VAL035"): not_that_again,
    ("VAL017",): lambda row: row.given.typed is None or row.given.has_parts,
    ("VAL032", "VAL036"): like_those_before,
    ("VAL033", "VAL056"): parts_as_before,
    ("VAL037", "VAL038"): counted_as_ever,
    ("VAL041",): lambda row: row.given.key[:3] not in row.memory.words,
    ("VAL042", "VAL044"): not_red,
    ("VAL043",): lambda row: len(row.given.commentary) <= row.ground.commentary_limit,
}
"""What is silent of which plain figures, by the codes of the checks of which it says so."""

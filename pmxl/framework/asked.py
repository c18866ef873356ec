"""Which figures are asked of whom in the returns of a period, and when a figure is due."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from pmxl.framework.derived import Same
from pmxl.framework.derived import derived
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.periods import period_of

Pairs = tuple[tuple[str, str], ...]
ByPartner = Mapping[str, Pairs]
NOBODY: ByPartner = MappingProxyType({})


class Asked(NamedTuple):
    """One figure asked: a measure of a partner, for an area ("" where not by area), in a period of its own rhythm."""

    measure: Measure
    partner: str
    area: str
    period: Period


def asked(framework: Framework, period: Period, partner: str | None = None) -> tuple[Asked, ...]:
    """Every figure asked in the returns of `period`, of one partner or of all, in the order of the scorecard."""
    are_always_there = all_are_of_all_times(framework)  # nearly always: of thousands it need not be asked of each
    return tuple(
        Asked(measure, who, area, wanted)
        for measure in in_order(framework)
        for periods in ([one for one in periods_asked(measure, period) if lives_in(measure, one)],)
        for who, area in (measure.pairs if partner is None else pairs_of(framework, measure, partner))
        for wanted in periods
        if are_always_there or are_there(framework, who, area, wanted)
    )


def asked_by_partner(framework: Framework, period: Period) -> dict[str, list[Asked]]:
    """What is asked of each partner of whom anything is."""
    found: dict[str, list[Asked]] = {}
    for one in asked(framework, period):
        found.setdefault(one.partner, []).append(one)
    return found


def pairs_of(framework: Framework, measure: Measure, partner: str) -> Pairs:
    """The (partner, area) pairs of one partner: a programme of thousands is not walked for each of them."""
    return pairs_by_partner(framework, measure).get(partner, ())


def pairs_by_partner(framework: Framework, measure: Measure) -> ByPartner:
    """The (partner, area) pairs of each partner."""
    return _pairs(framework).get(measure.id, NOBODY)


@derived
def _pairs(framework: Framework) -> dict[str, ByPartner]:
    shared: dict[Same, ByPartner] = {}  # most measures are asked of the same, who may be thousands
    for measure in framework.measures:
        if Same(measure.pairs) not in shared:
            shared[Same(measure.pairs)] = _by_partner(measure.pairs)
    return {measure.id: shared[Same(measure.pairs)] for measure in framework.measures}


def _by_partner(pairs: Pairs) -> ByPartner:
    found: dict[str, Pairs] = {}
    for pair in pairs:
        found[pair[0]] = (*found.get(pair[0], ()), pair)
    return found


def periods_asked(measure: Measure, period: Period) -> tuple[Period, ...]:
    """The periods of a measure's own rhythm whose figures, `lag` periods late, arrive within `period`.

    A monthly measure gives three to a quarter; a yearly one gives its year in the quarter that ends it; one that is
    asked for less often gives all of its longer stretch in the period that ends that.
    """
    length = measure.frequency.months
    if measure.asked_every is not None:
        whole = period_of(period.last_day, measure.asked_every.months, period.first_month)
        if period.months < measure.asked_every.months:
            if whole.last_day > period.last_day:
                return ()
            return _late(measure, whole.parts(length))
    last = period_of(period.last_day, length, period.first_month)
    arrivals = [last.step(-n) for n in range(max(period.months // length, 1))]
    within = [arrival for arrival in arrivals if period.first_day <= arrival.last_day <= period.last_day]
    return _late(measure, reversed(within))


def _late(measure: Measure, arrivals: Iterable[Period]) -> tuple[Period, ...]:
    """The periods whose figures arrive in these, `lag` periods late."""
    return tuple(late for one in arrivals if lives_in(measure, late := one.step(-measure.lag)))


def own_period(measure: Measure, period: Period) -> Period:
    """The period of a measure's own rhythm that a scorecard for `period` shows: the last that has ended by then."""
    length = max(measure.frequency.months, period.months)
    current = period_of(period.last_day, length, period.first_month)
    return current if current.last_day <= period.last_day else current.previous


@derived
def all_are_of_all_times(framework: Framework) -> bool:
    """True where no partner and no area begins or ends."""
    return all(one.from_ is None and one.to is None for one in (*framework.partners, *framework.areas))


def lives_in(measure: Measure, period: Period) -> bool:
    """True from the measure's first period to its last."""
    if measure.first_period and period.first_day < measure.first_period.first_day:
        return False
    return not (measure.last_period and period.last_day > measure.last_period.last_day)


def is_due(measure: Measure, wanted: Period, by: Period) -> bool:
    """True when a figure for `wanted` should have arrived with the returns of `by`, its lag allowed for."""
    return arrives_in(measure, wanted).last_day <= by.last_day


def arrives_in(measure: Measure, wanted: Period) -> Period:
    """The period of the measure's own rhythm with whose returns a figure for `wanted` comes, its lag allowed for.

    A measure asked month by month comes with the last month of `wanted`.
    """
    length = measure.frequency.months
    last = period_of(wanted.last_day, length, wanted.first_month)
    if measure.asked_every is not None:
        together = period_of(wanted.last_day, measure.asked_every.months, wanted.first_month)
        last = period_of(together.last_day, length, wanted.first_month)
    return last.step(measure.lag)


def is_expected(framework: Framework, measure: Measure, partner: str, area: str, period: Period) -> bool:
    """True when the measure, the partner and the area all exist in that period."""
    return lives_in(measure, period) and are_there(framework, partner, area, period)


def are_there(framework: Framework, partner: str, area: str, period: Period) -> bool:
    """True when the partner, and the area where one is given, exist in that period."""
    if not framework.partner(partner).exists_in(period):
        return False
    return not area or framework.area(area).exists_in(period)


def pairs_in(framework: Framework, measure: Measure, period: Period) -> tuple[tuple[str, str], ...]:
    """The (partner, area) pairs from which a figure is expected in a period."""
    return tuple(pair for pair in measure.pairs if is_expected(framework, measure, *pair, period))


def in_order(framework: Framework) -> list[Measure]:
    """The measures as a scorecard shows them: by perspective, then objective, then as they stand in the framework."""
    perspectives = {p.id: (p.order, n) for n, p in enumerate(framework.perspectives)}
    objectives = {o.id: n for n, o in enumerate(framework.objectives)}
    places = {m.id: n for n, m in enumerate(framework.measures)}
    return sorted(
        framework.measures,
        key=lambda m: (perspectives[framework.perspective_of(m).id], objectives[m.objective], places[m.id]),
    )

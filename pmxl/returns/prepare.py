"""A ReturnForm made from the framework and the figures accepted so far."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from pmxl.days import day_of
from pmxl.figures import Key
from pmxl.framework.asked import Asked
from pmxl.framework.asked import asked
from pmxl.framework.derived import Same
from pmxl.framework.derived import derived
from pmxl.framework.expected import Expected
from pmxl.framework.expected import expected_by
from pmxl.framework.expected import target_row
from pmxl.framework.level import NAN
from pmxl.framework.level import baseline_period
from pmxl.framework.milestones import is_of_the_day_owed
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.periods import Period
from pmxl.returns.form import AskedRow
from pmxl.returns.form import ReturnForm
from pmxl.returns.history import History
from pmxl.returns.history import at
from pmxl.returns.history import earlier
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Pooling


def prepare_form(
    framework: Framework,
    partner: Partner,
    period: Period,
    history: History,
    *,
    revision: int = 1,
    deadline: date | None = None,
    wanted: Iterable[Asked] | None = None,
) -> ReturnForm:
    """What a partner is asked for a period; the deadline is the framework's days after its end unless given.

    `wanted` is what is asked of this partner, where that is known already.
    """
    settings = framework.settings
    wanted = asked(framework, period, partner.id) if wanted is None else wanted
    return ReturnForm(
        partnership=settings.name,
        partner=partner,
        period=period,
        revision=revision,
        framework=framework.version,
        deadline=deadline or settings.usual_due(period),
        return_to=settings.return_to,
        officer=settings.officer,
        currency=settings.currency,
        commentary_limit=settings.commentary_limit,
        rows=tuple(_row(framework, one, history) for one in wanted),
    )


def expected_of(framework: Framework, key: Key, history: History) -> Expected:
    """What is expected of one partner's figure; a point target without a baseline starts from the partner's own."""
    has_own = key.measure in _started_by_their_own(framework) and history.get((key.measure, key.partner, key.area))
    if has_own or key.measure in _particular(framework):
        return _of_one(framework, key, history)
    return _of_all(Same(framework), key.measure, key.period, key.partner != "" or key.area != "")


def expected_of_all(framework: Framework, measure: str, period: Period) -> Expected | None:
    """What is expected of any one partner or area; None where it is not the same of all of them."""
    if measure in _started_by_their_own(framework) or measure in _particular(framework):
        return None
    return _of_all(Same(framework), measure, period, True)  # noqa: FBT003 - a key of the cache


ANYONE = "*"
"""Any partner, where the same is expected of all."""


@lru_cache(maxsize=4096)
def _of_all(
    framework: Same,
    measure: str,
    period: Period,
    of_one: bool,  # noqa: FBT001 - a key of the cache
) -> Expected:
    """What is expected of every partner alike, where nothing starts from figures of its own."""
    return _of_one(framework.row, Key(measure, ANYONE if of_one else "", "", period), {})


@derived
def _particular(framework: Framework) -> frozenset[str]:
    """The measures of which not the same is expected of every partner, or every area, alike."""
    own = {row.measure for row in framework.targets if row.partner or row.area}
    return frozenset(own | {one.id for one in framework.measures if one.pooling is Pooling.LEAD})


@derived
def _started_by_their_own(framework: Framework) -> frozenset[str]:
    """The measures of which what is expected of a partner may start from its own figures."""
    return frozenset(row.measure for row in framework.targets if row.basis is Basis.POINT and row.baseline is None)


def _of_one(framework: Framework, key: Key, history: History) -> Expected:
    measure = framework.measure(key.measure)
    row = target_row(framework, measure, key.period, key.partner, key.area)
    found = at(history, key, baseline_period(row, key.period.months)) if row and row.baseline is None else None
    baseline = NAN if found is None else found
    return expected_by(row, framework, measure, key.period, key.partner, key.area, baseline)


def _row(framework: Framework, wanted: Asked, history: History) -> AskedRow:
    measure = wanted.measure
    first = _first_row(Same(framework), Same(measure), wanted.area, wanted.period)
    if first is not None and not history.get((measure.id, wanted.partner, wanted.area)):
        return first
    key = Key(measure.id, wanted.partner, wanted.area, wanted.period)
    before = earlier(history, key)
    last_period, last = before[-1] if before else (None, None)
    return AskedRow(
        measure=measure,
        area=wanted.area,
        area_name=_area_name(framework, wanted.area),
        period=wanted.period,
        expected=expected_of(framework, key, history) if first is None else first.expected,
        last=last,
        last_period=last_period.label if last_period else "",
        last_year=at(history, key, wanted.period.last_year) if before else None,
        done=measure.kind is Kind.MILESTONE and bool(before) and _is_done(framework, key, before),
    )


def _is_done(framework: Framework, key: Key, before: Sequence[tuple[Period, float]]) -> bool:
    """True where a milestone was told to be done, by the day when that return was due, and is the one owed now."""
    measure, (told, day) = framework.measure(key.measure), before[-1]
    has_come = day_of(day) <= framework.settings.usual_due(told)
    days = [one for _, one in before]
    return has_come and is_of_the_day_owed(framework, measure, key.period, key.partner, key.area, days)


@lru_cache(maxsize=4096)
def _first_row(framework: Same, measure: Same, area: str, period: Period) -> AskedRow | None:
    """The row of whoever gave no figure of it before; None where not the same is expected of all."""
    expected = expected_of_all(framework.row, measure.row.id, period)
    if expected is None:
        return None
    return AskedRow(measure.row, area, _area_name(framework.row, area), period, expected)


def _area_name(framework: Framework, area: str) -> str:
    return framework.area(area).name if area else ""

"""Punctuality: each partner's record over time, on time or late or never, period by period."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import Any
from typing import NamedTuple

from pmxl.assess.register import FigureKey
from pmxl.assess.register import Keys
from pmxl.assess.register import key_of
from pmxl.framework.asked import Asked
from pmxl.framework.asked import asked_by_partner
from pmxl.framework.models import Framework
from pmxl.ledger import Issued
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.plural import plural
from pmxl.terms import Outcome

PERIODS = 8
"""How many periods the record goes back: two years of quarters."""
COULD_BE_READ = (Outcome.READ, Outcome.FINDINGS)
"""What became of a file that gave its figures; one that is skipped had come before, and may have been refused."""
ON_TIME, NEVER, AWAITED, NOT_SENT = "On time", "Never", "Awaited", ""
OTHERWISE = "In, no return"
"""What is said of a partner of whom all that was asked was entered or imported."""
NOTHING_SETTLED: Keys = MappingProxyType({})


class Punctuality(NamedTuple):
    """The record over time: a row a partner, and what its columns of periods are called, oldest first."""

    periods: tuple[str, ...]
    rows: list[dict[str, Any]]


def punctuality(
    framework: Framework,
    period: Period,
    receipts: Sequence[Receipt],
    issued: Sequence[Issued],
    today: date,
    settled: Keys = NOTHING_SETTLED,
) -> Punctuality:
    """One row a partner: how often on time, late and never, and a word for each of the last periods issued.

    The words are On time, `3 days late`, Never (due and not come), Awaited (not due yet), `In, no return` and ""
    (nothing was sent). What counts is the day on which a return that could be read was first collected, against its
    workbook's own day. `settled` are the figures that count, whatever brought them.
    """
    shown = periods_issued(period, issued)
    due = due_days(framework, issued)
    back = first_days(receipts)
    wanted = {each: asked_by_partner(framework, each) for each in shown}
    somebody = {partner for each in shown for partner in wanted[each]}
    rows = []
    for partner in framework.partners:
        if partner.id not in somebody:
            continue
        words = {}
        for each in shown:
            said = word(due.get((partner.id, each)), back.get((partner.id, each)), today)
            is_in = said in (NEVER, AWAITED) and has_all(
                wanted[each].get(partner.id, ()), settled.get(partner.id, set())
            )
            words[each.label] = OTHERWISE if is_in else said
        rows.append({"partner": partner.id, "name": partner.name, **counts(words.values()), **words})
    return Punctuality(tuple(each.label for each in shown), rows)


def has_all(wanted: Sequence[Asked], there: set[FigureKey]) -> bool:
    """True where every figure asked is among those that are there."""
    return bool(wanted) and all(key_of(one) in there for one in wanted)


def periods_issued(period: Period, issued: Iterable[Issued]) -> list[Period]:
    """The last periods of that length, up to this one, for which workbooks were sent."""
    sent = {one.period for one in issued if one.period.months == period.months and one.period <= period}
    return sorted(sent | {period})[-PERIODS:]


def due_days(framework: Framework, issued: Iterable[Issued]) -> dict[tuple[str, Period], date]:
    """When each partner's return of a period was due, by the workbook sent last."""
    settings = framework.settings
    in_order = sorted(issued, key=lambda one: one.revision)
    return {(one.partner, one.period): one.due or settings.usual_due(one.period) for one in in_order}


def first_days(receipts: Iterable[Receipt]) -> dict[tuple[str, Period], date]:
    """The day on which each partner's return of a period first came and could be read."""
    found: dict[tuple[str, Period], date] = {}
    for receipt in receipts:
        if receipt.kind != "return" or receipt.period is None or receipt.outcome not in COULD_BE_READ:
            continue
        key, day = (receipt.partner, receipt.period), receipt.received_at.date()
        found[key] = min(found.get(key, day), day)
    return found


def word(due: date | None, back: date | None, today: date) -> str:
    """What is said of one return."""
    if due is None:
        return NOT_SENT
    if back is None:
        return NEVER if today > due else AWAITED
    late = (back - due).days
    return ON_TIME if late <= 0 else f"{plural(late, 'day')} late"


def counts(words: Iterable[str]) -> dict[str, Any]:
    """How often on time, late and never."""
    said = list(words)
    late = sum(each.endswith(" late") for each in said)
    return {"on_time": said.count(ON_TIME), "late": late, "never": said.count(NEVER)}

"""What the ledger's record of the last periods says of the figures of a measure: late, missing, held, given anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pmxl.assess.punctual import punctuality
from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.improve.quality.grade import Reason
from pmxl.ledger import Change
from pmxl.ledger import Issued
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.rules.quality import mark_of
from pmxl.terms import KEEP_OUT

BACK = 4
"""How many of the last periods are looked at: a year of quarters."""
Place = tuple[str, str, str, int, int]
"""Measure, partner, area, start and months of a figure."""


@dataclass(frozen=True)
class Record:
    """The record of the last periods up to one: what was asked, what came, and what became of it, by measure.

    `late` and `returns` count by partner.
    """

    asked: Counter[str]
    missing: Counter[str]
    doubted: Counter[str]
    anew: Counter[str]
    provisional: Counter[str]
    late: Counter[str]
    returns: Counter[str]


def record_of(
    framework: Framework,
    period: Period,
    recalled: pd.DataFrame,
    receipts: Sequence[Receipt],
    issued: Sequence[Issued],
    changes: Iterable[Change],
    today: date,
) -> Record:
    """The record of a period and of those before it, as the ledger has it."""
    periods = [period.step(-n) for n in range(BACK)]
    wanted = wanted_of(framework, periods, recalled)
    there, provisional = places(recalled), places(recalled[recalled["provisional"].astype(bool)])
    late, returns = lateness(framework, period, receipts, issued, today)
    to_come = {place for place in wanted - there if not is_over(place, today)}
    wanted -= to_come
    return Record(
        asked=counted(wanted),
        missing=counted(wanted - there),
        doubted=counted(doubted(receipts, periods)),
        anew=counted({place_of(one) for one in changes if is_restated(one)}),
        provisional=counted(wanted & provisional),
        late=late,
        returns=returns,
    )


def wanted_of(framework: Framework, periods: Collection[Period], recalled: pd.DataFrame) -> set[Place]:
    """Every figure asked for in those periods, from the first for which the measure has any: nobody owes the rest."""
    first = recalled[recalled["value"].notna()].groupby("measure")["start"].min().to_dict()
    return {
        (one.measure.id, one.partner, one.area, one.period.start, one.period.months)
        for period in periods
        for one in asked(framework, period)
        if one.period.start >= first.get(one.measure.id, one.period.start + 1)
    }


def is_over(place: Place, today: date) -> bool:
    """True where the period of a figure has ended: before that nobody can be without it."""
    _, _, _, start, months = place
    return Period(start, months).last_day <= today


def places(figures: pd.DataFrame) -> set[Place]:
    """What the figures are of."""
    names = ("measure", "partner", "area", "start", "months")
    return set(zip(*(figures[name].tolist() for name in names), strict=True))


def place_of(change: Change) -> Place:
    """What a figure given anew is of."""
    key = change.after
    return key.measure, key.partner, key.area, key.period.start, key.period.months


def is_restated(change: Change) -> bool:
    """True where a figure that was there became another; one that came at last was only late."""
    return change.before is not None and change.before.value is not None and change.before.value != change.after.value


def doubted(receipts: Iterable[Receipt], periods: Collection[Period]) -> set[Place]:
    """The figures that came with an error, or could be read two ways, whatever became of it."""
    return {
        (one.measure, receipt.partner, one.area, receipt.period.start, 0)
        for receipt in receipts
        if receipt.period in periods and receipt.period is not None
        for one in receipt.findings
        if one.severity in KEEP_OUT and one.measure
    }


def counted(found: Iterable[Place]) -> Counter[str]:
    """How many there are of each measure."""
    return Counter(place[0] for place in found)


def lateness(
    framework: Framework, period: Period, receipts: Sequence[Receipt], issued: Sequence[Issued], today: date
) -> tuple[Counter[str], Counter[str]]:
    """How many returns of each partner were late or never came, and of how many.

    A workbook that was only sent after its own day, as for a year that is caught up, tells nothing of lateness.
    """
    usual = framework.settings.usual_due
    in_time = [one for one in issued if one.issued_at.date() <= (one.due or usual(one.period))]
    if not in_time:
        return Counter(), Counter()
    table = punctuality(framework, period, receipts, in_time, today)
    late: Counter[str] = Counter()
    returns: Counter[str] = Counter()
    for row in table.rows:
        late[str(row["partner"])] = int(row["late"]) + int(row["never"])
        returns[str(row["partner"])] = int(row["late"]) + int(row["never"]) + int(row["on_time"])
    return late, returns


def reasons(record: Record, measure: Measure) -> Iterator[tuple[str, Reason]]:
    """What the record says of a measure, by characteristic; nothing where there is nothing to count."""
    whole, mine = record.asked[measure.id], measure.id
    if whole:
        held, anew = record.doubted[mine], record.anew[mine]
        yield "accuracy", reason(held, whole, "figures came with an error, or could be read two ways")
        yield "reliability", reason(anew, whole, "figures were given anew with another value")
        yield "completeness", reason(record.missing[mine], whole, "figures asked for are missing")
    if record.provisional[mine]:
        several = record.provisional[mine] > 1
        said = f"{record.provisional[mine]} figure{'s are' if several else ' is'} provisional."
        yield "reliability", Reason(3.0, said)
    due = sum(record.returns[partner] for partner in measure.partners)
    if due:
        late = sum(record.late[partner] for partner in measure.partners)
        yield "timeliness", reason(late, due, "returns with it came late or not at all")


def reason(short: int, of: int, what: str) -> Reason:
    """A count with its mark: `3 of 24 figures asked for are missing.`"""
    said = what.replace(" are ", " is ").replace(" were ", " was ") if short == 1 else what
    return Reason(float(mark_of(short, of)), f"{short or 'None'} of {of} {said}.")

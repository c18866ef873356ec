"""Owners: those who answer for measures, and whether anything has ever come for what they answer for.

The owner of the data owes the figure, the owner of the performance what is said about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from typing import NamedTuple

from pmxl.assess.punctual import periods_issued
from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.ledger import Brought
from pmxl.ledger import Issued
from pmxl.periods import Period

DATA, PERFORMANCE = "Data owner", "Performance owner"


class Update(NamedTuple):
    """The last update of a measure: the last period (month index and months), and the day on which any came."""

    place: tuple[int, int]
    came: datetime


def owners(
    framework: Framework, period: Period, issued: Iterable[Issued], brought: Sequence[Brought]
) -> list[dict[str, Any]]:
    """One row an owner and role, those who have never updated anything first.

    `measures` counts what was asked of them in workbooks that were issued, or came though nobody asked; `updated`
    those for which a return has brought a figure (data owner) or a commentary (performance owner), `waiting` names the
    others. What was imported as history is nobody's update, and not among what returns have `brought`.
    """
    sent = list(issued)
    asked_of = {(one.partner, one.period) for one in sent}
    came = {one.measure for one in brought}
    wanted = {
        one.measure.id: one.measure
        for each in periods_issued(period, sent)
        for one in asked(framework, each)
        if (one.partner, each) in asked_of or one.measure.id in came
    }
    given = updates((one, one.number_at) for one in brought)
    told = updates((one, one.words_at) for one in brought)
    rows = [
        owner_row(name, role, mine, found, framework.settings.year_starts)
        for role, found, whose in ((DATA, given, "data_owner"), (PERFORMANCE, told, "performance_owner"))
        for name, mine in by_owner(wanted.values(), whose).items()
    ]
    return sorted(rows, key=lambda row: (not row["never"], row["role"], row["owner"].casefold()))


def updates(brought: Iterable[tuple[Brought, datetime | None]]) -> dict[str, Update]:
    """The last update of each measure, from when it came for each period."""
    found: dict[str, Update] = {}
    for one, at in brought:
        if at is not None:
            now = Update((one.start, one.months), at)
            found[one.measure] = later(found.get(one.measure, now), now)
    return found


def later(one: Update, other: Update) -> Update:
    """The later of two in each respect."""
    return Update(max(one.place, other.place), max(one.came, other.came))


def by_owner(measures: Iterable[Measure], whose: str) -> dict[str, list[Measure]]:
    """The measures of each owner; one without an owner is nobody's."""
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        if name := getattr(measure, whose).strip():
            found.setdefault(name, []).append(measure)
    return found


def owner_row(
    name: str, role: str, measures: list[Measure], found: Mapping[str, Update], first_month: int
) -> dict[str, Any]:
    """One owner: how many of the measures were ever updated, and when last."""
    there = [found[measure.id] for measure in measures if measure.id in found]
    last = max((one.place for one in there), default=None)
    return {
        "owner": name,
        "role": role,
        "measures": len(measures),
        "updated": len(there),
        "never": not there,
        "last_period": Period(*last, first_month).label if last else "",
        "last_day": max((one.came for one in there), default=None),
        "waiting": "; ".join(measure.name for measure in measures if measure.id not in found),
    }

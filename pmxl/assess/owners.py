"""Owners: those who answer for measures, and whether anything has ever come for what they answer for.

The owner of the data owes the figure, the owner of the performance what is said about it.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from pmxl.assess.punctual import periods_issued
from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.ledger import Issued
from pmxl.periods import Period

DATA, PERFORMANCE = "Data owner", "Performance owner"
OWNER_COLUMNS = ["owner", "role", "measures", "updated", "never", "last_period", "last_day", "waiting"]


def owners(framework: Framework, period: Period, issued: Iterable[Issued], recalled: pd.DataFrame) -> pd.DataFrame:
    """One row an owner and role, those who have never updated anything first.

    `measures` counts what was asked of them in the periods issued, `updated` those for which a return has brought a
    figure (data owner) or a commentary (performance owner), `waiting` names the others. What was imported as history
    is nobody's update.
    """
    shown = periods_issued(period, issued)
    wanted = {one.measure.id: one.measure for each in shown for one in asked(framework, each)}
    returned: pd.DataFrame = recalled[(recalled["revision"] > 0) & (recalled["partner"] != "")]
    given = returned[["numerator", "value"]].notna().any(axis=1)
    told = returned["commentary"].fillna("").str.strip() != ""
    rows = [
        owner_row(name, role, mine, returned[found], framework.settings.year_starts)
        for role, found, whose in ((DATA, given, "data_owner"), (PERFORMANCE, told, "performance_owner"))
        for name, mine in by_owner(wanted.values(), whose).items()
    ]
    rows.sort(key=lambda row: (not row["never"], row["role"], str(row["owner"]).casefold()))
    return pd.DataFrame(rows, columns=OWNER_COLUMNS)


def by_owner(measures: Iterable[Measure], whose: str) -> dict[str, list[Measure]]:
    """The measures of each owner; one without an owner is nobody's."""
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        if name := getattr(measure, whose).strip():
            found.setdefault(name, []).append(measure)
    return found


def owner_row(
    name: str, role: str, measures: list[Measure], updates: pd.DataFrame, first_month: int
) -> dict[str, object]:
    """One owner: how many of the measures were ever updated, and when last."""
    mine = updates[updates["measure"].isin([measure.id for measure in measures])]
    there = set(mine["measure"])
    last = mine[["start", "months"]].sort_values("start").iloc[-1] if len(mine) else None
    return {
        "owner": name,
        "role": role,
        "measures": len(measures),
        "updated": len(there),
        "never": not there,
        "last_period": "" if last is None else Period(int(last["start"]), int(last["months"]), first_month).label,
        "last_day": None if last is None else mine["received_at"].max(),
        "waiting": "; ".join(measure.name for measure in measures if measure.id not in there),
    }

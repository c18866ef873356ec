"""Reading: a monthly figure of a measure in the hot-house, beside its own period's and never in its place."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pmxl.framework.models import Framework
from pmxl.improve.actions.followed import say
from pmxl.periods import MONTH
from pmxl.periods import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """One month's figure of one partner (and area) as the ledger holds it."""

    measure: str
    partner: str
    area: str
    period: Period
    value: float
    words: str


def readings(framework: Framework, recalled: pd.DataFrame, period: Period) -> tuple[Reading, ...]:
    """The extra monthly figures of the year up to a period's end, the latest first; held ones are left out."""
    longer = {one.id: one for one in framework.measures if one.frequency.months > MONTH}
    rows = recalled[(recalled["months"] == MONTH) & recalled["measure"].isin(longer) & recalled["value"].notna()]
    rows = rows[~rows["held"].astype(bool)] if "held" in rows else rows
    first, last = period.year.start, period.start + period.months
    rows = rows[(rows["start"] >= first) & (rows["start"] < last)].sort_values("start", ascending=False, kind="stable")
    columns = zip(*(rows[name].tolist() for name in ("measure", "partner", "area", "start", "value")), strict=True)
    names = {one.id: one.name for one in (*framework.partners, *framework.areas)}
    found = []
    for measure, partner, area, start, value in columns:
        month = Period(int(start), MONTH, framework.settings.year_starts)
        whose = ", ".join(names.get(one, one) for one in (partner, area) if one)
        words = f"{month.spoken} {say(longer[measure], float(value))} ({whose})"
        found.append(Reading(str(measure), str(partner), str(area), month, float(value), words))
    return tuple(found)

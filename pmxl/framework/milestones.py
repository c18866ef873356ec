"""Milestones: which of the days that are owed it is that was met."""

from __future__ import annotations

from pmxl.framework.expected import rows_of
from pmxl.framework.expected import target_row
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period

EARLY = 270
"""Days: what was done so long before it is owed was rather done for the year before, whose day was changed to this."""


def is_of_the_day_owed(
    framework: Framework, measure: Measure, period: Period, partner: str, area: str, done: float
) -> bool:
    """True where a milestone that was done on a day (a serial number) is the one that is owed in a period.

    One that comes again, as a plan that is signed every year, has a day for each time. It was done for the nearest of
    them, late or early, in whichever period that was told. One without a day is done once.
    """
    owed = target_row(framework, measure, period, partner, area)
    if owed is None or owed.target is None:
        return True
    rows = rows_of(framework, owed.measure, owed.partner, owed.area)
    days = sorted(row.target for row in rows if row.target is not None)
    nearest = min(days, key=lambda day: abs(day - done))
    return nearest == owed.target and owed.target - done <= EARLY

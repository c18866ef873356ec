"""Milestones: which of the days that are owed it is that was met."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.days import serial_of
from pmxl.framework.expected import rows_of
from pmxl.framework.expected import target_row
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period

EARLY = 270
"""Days: what was done so long before it is owed, and before the year it is owed in, was rather done for the year
before, whose day was changed to this.
"""
WELL_BEFORE = 120
"""Days: what was done so long before a day was rather done late for the one before, where that was never met."""


def is_of_the_day_owed(
    framework: Framework, measure: Measure, period: Period, partner: str, area: str, told: Sequence[float]
) -> bool:
    """True where the last of the days on which a milestone was told to be done (serial numbers, in the order they were
    told) is of the one that is owed in a period.

    One that comes again, as a plan that is signed every year, has a day for each time. It was done for the nearest of
    them, late or early, in whichever period that was told. One without a day is done once.
    """
    *before, done = told
    owed = target_row(framework, measure, period, partner, area)
    if owed is None or owed.target is None:
        return True
    rows = rows_of(framework, owed.measure, owed.partner, owed.area)
    days = sorted(row.target for row in rows if row.target is not None)
    if nearest(days, done) != owed.target:
        return False
    passed = [day for day in days if day < owed.target]
    if passed and owed.target - done > WELL_BEFORE and passed[-1] not in {nearest(days, one) for one in before}:
        return False
    return owed.target - done <= EARLY or done >= serial_of(owed.period.year.first_day)


def nearest(days: Sequence[float], done: float) -> float:
    """The nearest of some days to another."""
    return min(days, key=lambda day: abs(day - done))

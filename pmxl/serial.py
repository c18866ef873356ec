"""Serial: a day as Excel counts it in its 1900 system, which is how the figures of milestones are kept."""

from __future__ import annotations

import math
from datetime import date
from datetime import timedelta

DAY_NOUGHT = date(1899, 12, 30)
"""From this day serial numbers count, the leap day of 1900 that Excel believes in allowed for."""


def serial_of(day: date) -> float:
    """The number of a day."""
    return float((day - DAY_NOUGHT).days)


def day_of(serial: float) -> date:
    """The day of a number; what it has behind its point is a time of that day."""
    return DAY_NOUGHT + timedelta(days=math.floor(serial))

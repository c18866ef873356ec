"""Days as Excel counts them in its 1900 system: the number that stands in a cell for a day, and back."""

from __future__ import annotations

import math
from datetime import date
from datetime import timedelta

DAY_ZERO = date(1899, 12, 30)
"""The day that the numbers count from, the leap day of 1900 that Excel believes in allowed for."""

FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""1954 to 2119: a bare number between them can be a day whose format was lost."""


def serial_of(day: date) -> float:
    """The number of a day; a time of day is left out."""
    return float(day.toordinal() - DAY_ZERO.toordinal())


def day_of(serial: float) -> date:
    """The day of a number; a time of day is left out."""
    return DAY_ZERO + timedelta(days=math.floor(serial))

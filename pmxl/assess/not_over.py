"""Not over: whether a period was still running when it was assessed."""

from __future__ import annotations

from datetime import date

from pmxl.periods import Period
from pmxl.periods import day_in_words


def not_over(period: Period, day: date) -> str:
    """`not over until 31 December 2026`; "" of a period whose last day has passed."""
    return f"not over until {day_in_words(period.last_day)}" if period.last_day >= day else ""

"""A row of the sheet `forecasts`, as a model."""

from __future__ import annotations

from datetime import date

from pmxl.framework.row import Row
from pmxl.periods import Period


class Forecast(Row):
    """What a manager expects of a year, and why: of the partnership, or of one partner.

    `forecast` is the year's total of what adds up, and the level at the end of the year of anything else.
    """

    measure: str
    period: Period
    partner: str = ""
    forecast: float
    reason: str
    given_by: str = ""
    given_on: date | None = None

"""The sheet of managers' own forecasts: it may be left out, and a new workbook does not have it."""

from __future__ import annotations

from datetime import date

from pmxl.framework.column import MEASURE
from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet

FORECASTS = Sheet(
    "forecasts",
    "What a manager expects of the year, and why. It stands beside the forecast worked out, never over it.",
    (
        MEASURE,
        Column("period", Holds.PERIOD, "The year it speaks of.", "2026-27", required=True, width=14),
        Column("partner", Holds.REF, "Only for one partner's own; blank means the whole.", None, refers="partners"),
        Column(
            "forecast",
            Holds.NUMBER,
            "The year's total, or the level at its end: 95 means 95 %.",
            1450,
            required=True,
            width=12,
        ),
        Column("reason", Holds.TEXT, "Why this figure.", "Two new patrols start in July", required=True, width=48),
        Column("given_by", Holds.TEXT, "Who expects it: a role is best.", "Chief inspector", width=24),
        Column("given_on", Holds.DATE, "The day on which it was given.", date(2026, 7, 10), width=14),
    ),
    one="forecast",
)

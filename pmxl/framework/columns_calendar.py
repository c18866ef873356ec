"""The sheet of dates: it may be left out, and a new workbook does not have it."""

from __future__ import annotations

from datetime import date

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet

SORTS = ("plan", "return", "review", "report", "finance")
REPEATS = ("once", "month", "quarter", "half-year", "year")

CALENDAR = Sheet(
    "calendar",
    "Dates that no setting tells: when plans are agreed, when the board reviews, when the accounts are closed.",
    (
        Column("what", Holds.NAME, "What happens.", "Board reviews the quarter", required=True, width=40),
        Column(
            "on", Holds.DATE, "The day, the first one where it repeats.", date(2026, 5, 14), required=True, width=14
        ),
        Column(
            "repeats",
            Holds.CHOICE,
            "once (the default), or every month, quarter, half-year or year from then on.",
            "quarter",
            choices=REPEATS,
            also={"monthly": "month", "quarterly": "quarter", "yearly": "year", "annually": "year"},
            width=12,
        ),
        Column(
            "sort", Holds.CHOICE, "plan, return, review, report or finance.", "review", required=True, choices=SORTS
        ),
        Column("who", Holds.TEXT, "Who it is for: a role or a meeting.", "Executive board", width=28),
    ),
    one="date",
)

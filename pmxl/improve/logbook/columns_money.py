"""The sheets about resources: budgets with spend, savings cashable and not, and risks beside what they threaten."""

from __future__ import annotations

from datetime import date

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.improve.logbook.columns_reviews import measure_column
from pmxl.improve.logbook.columns_reviews import objective_column
from pmxl.improve.logbook.columns_reviews import partner_column

CASHABLE, NOT_CASHABLE = "cashable", "non-cashable"
POOLED, ALIGNED = "pooled", "aligned"
PERCENT, OWN = "percent", "own"
HIGHEST = 5
MONEY = "#,##0"

BUDGETS = Sheet(
    "budgets",
    "What was set aside for a measure or an objective, and what was spent; beyond the tolerance it is an overrun.",
    (
        measure_column("The measure it pays for; blank where it is for an objective.", "burglary"),
        objective_column("The objective it pays for, where no measure is named."),
        partner_column("The partner whose money it is; blank is the partnership's."),
        Column("period", Holds.PERIOD, "The period or year of the budget.", "2026-27 Q1", required=True, width=14),
        Column(
            "budget", Holds.NUMBER, "What was set aside.", 120000, required=True, low=0, width=14, number_format=MONEY
        ),
        Column(
            "spend", Holds.NUMBER, "What was spent; blank while it is not known.", 131500, width=14, number_format=MONEY
        ),
        Column("tolerance", Holds.NUMBER, "How much more may be spent before it is an overrun.", 5, low=0, width=12),
        Column(
            "unit",
            Holds.CHOICE,
            "percent of the budget, or own: an amount of money.",
            PERCENT,
            choices=(PERCENT, OWN),
            also={"%": PERCENT, "amount": OWN, "money": OWN, "£": OWN},
            width=10,
        ),
        Column(
            "held",
            Holds.CHOICE,
            "pooled in one budget, or aligned: each partner's own, spent on the shared objective.",
            POOLED,
            choices=(POOLED, ALIGNED),
            also={"merged": POOLED},
            width=11,
        ),
        Column("why", Holds.TEXT, "Why the spend differs from the budget.", "Two extra patrols", width=40),
    ),
    one="budget",
)
EFFICIENCY = Sheet(
    "efficiency",
    "Savings: cashable is spending less, non-cashable is doing better for the same money; claimed, and verified.",
    (
        Column("what", Holds.NAME, "What saves it.", "One call centre for two", required=True, width=38),
        Column(
            "sort",
            Holds.CHOICE,
            "cashable or non-cashable.",
            CASHABLE,
            required=True,
            choices=(CASHABLE, NOT_CASHABLE),
            also={"not cashable": NOT_CASHABLE, "noncashable": NOT_CASHABLE},
            width=14,
        ),
        partner_column("The partner that saves it; blank is the partnership.", "council"),
        objective_column("The objective it serves."),
        Column("period", Holds.PERIOD, "The year or period in which it is saved.", "2026-27", required=True, width=14),
        Column("planned", Holds.NUMBER, "What was planned.", 40000, low=0, width=13, number_format=MONEY),
        Column(
            "claimed",
            Holds.NUMBER,
            "What is said to have been saved.",
            38000,
            low=0,
            required=True,
            width=13,
            number_format=MONEY,
        ),
        Column(
            "verified",
            Holds.NUMBER,
            "What somebody independent has confirmed.",
            35000,
            low=0,
            width=13,
            number_format=MONEY,
        ),
        Column("verified_by", Holds.TEXT, "Who confirmed it.", "Internal audit", width=24),
        Column("verified_on", Holds.DATE, "When it was confirmed.", date(2026, 10, 9), width=13),
    ),
    one="saving",
)
RISKS = Sheet(
    "risks",
    "What could keep a measure or an objective from being achieved, how likely and how grave, and what is done.",
    (
        Column("what", Holds.NAME, "The risk in a line.", "The contractor withdraws", required=True, width=38),
        measure_column("The measure it threatens.", "burglary"),
        objective_column("The objective it threatens, where no measure is named."),
        partner_column("The partner whose risk it is."),
        Column(
            "likelihood",
            Holds.WHOLE,
            "1 (rare) to 5 (almost certain).",
            3,
            required=True,
            low=1,
            high=HIGHEST,
            width=11,
        ),
        Column("impact", Holds.WHOLE, "1 (slight) to 5 (grave).", 4, required=True, low=1, high=HIGHEST, width=10),
        Column("owner", Holds.TEXT, "Who watches it: a role.", "Head of housing", width=24),
        Column("response", Holds.TEXT, "What is done about it.", "A second contractor from October", width=44),
        Column("review", Holds.DATE, "The day by which to look at it again.", date(2026, 10, 30), width=13),
        Column("closed", Holds.DATE, "The day from which it is a risk no more.", None, width=13),
    ),
    one="risk",
)

"""Money and risk of the worked year: a pooled budget that is overrun, savings claimed and verified, what threatens."""

from __future__ import annotations

from datetime import date

from workbooks.partnership import YEAR
from workbooks.rows import table

BUDGETS = table(
    ("measure", "objective", "partner", "period", "budget", "spend", "tolerance", "unit", "held", "why"),
    (
        "pooled-budget",
        "",
        "",
        YEAR,
        2_400_000,
        2_454_000,
        50_000,
        "own",
        "pooled",
        "Two more support workers in winter",
    ),
    ("", "homes-kept", "council", YEAR, 640_000, 622_500, 5, "percent", "aligned", ""),
    ("temporary-homes", "", "council", YEAR, 410_000, 438_200, 5, "percent", "aligned", "More nights in hotels"),
    ("", "well-at-home", "health", YEAR, 900_000, 918_000, 3, "percent", "aligned", "Agency nurses in January"),
    ("safe-and-well", "", "fire", YEAR, 180_000, 171_400, 5, "percent", "aligned", ""),
    ("", "victims-supported", "voluntary", YEAR, 240_000, 240_000, 2, "percent", "aligned", ""),
    ("staff-trained", "", "constabulary", YEAR, 35_000, 36_100, None, None, "aligned", "A second course"),
    ("", "people-and-skills", "homes", YEAR, 25_000, None, 5, "percent", "aligned", ""),
)
"""The pooled budget by quarter, and what partners set aside of their own for measures and objectives."""

EFFICIENCY = table(
    ("what", "sort", "partner", "objective", "period", "planned", "claimed", "verified", "verified_by"),
    (
        "One call centre for council and homes",
        "cashable",
        "council",
        "",
        YEAR,
        60_000,
        52_000,
        48_500,
        "Internal audit",
    ),
    ("Fewer nights in hotels from February", "cashable", "council", "homes-kept", YEAR, 30_000, 21_000, None, None),
    (
        "One visit instead of two",
        "non-cashable",
        "fire",
        "act-early",
        YEAR,
        25_000,
        31_000,
        31_000,
        "Internal audit",
    ),
    ("Shared analyst", "cashable", "constabulary", "act-together", YEAR, 40_000, 40_000, 38_000, "Internal audit"),
    ("Beds free sooner", "non-cashable", "health", "well-at-home", YEAR, 120_000, 75_000, None, None),
    ("Volunteers answer the help line", "non-cashable", "voluntary", "", YEAR, 15_000, 18_000, None, None),
)
"""Savings, some of them verified."""

RISKS = table(
    (
        "what",
        "measure",
        "objective",
        "partner",
        "likelihood",
        "impact",
        "owner",
        "response",
        "review",
        "closed",
    ),
    (
        *("The pooled budget is overspent again", "pooled-budget", "", "", 4, 4, "Director of finance"),
        *("Spend looked at each month by the finance group", date(2026, 7, 31), None),
    ),
    (
        *("Walk-in centres close earlier", "four-hours", "", "health", 3, 5, "Director of operations"),
        *("Talks with the region on evening hours", date(2026, 6, 30), None),
    ),
    (
        *("Cheap hotels are no longer to be had", "temporary-homes", "", "council", 3, 3, "Head of housing"),
        *("Leases of ten flats", date(2026, 9, 30), None),
    ),
    (
        *("Skilled staff leave for better pay", "", "people-and-skills", "", 3, 4, "Director of people"),
        *("Joint training and secondments", date(2026, 3, 31), None),
    ),
    (
        *(
            "A partner does not sign the sharing agreement",
            "sharing-agreement",
            "",
            "",
            2,
            4,
            "Partnership manager",
        ),
        *("All have signed", None, date(2025, 10, 20)),
    ),
)
"""What threatens measures and objectives; one risk has passed."""

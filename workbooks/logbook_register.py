"""What the partners of the worked year have agreed with each other, where aims collide, and how plans align."""

from __future__ import annotations

from datetime import date

from workbooks.recipe import ALL
from workbooks.rows import Rows
from workbooks.rows import table

BOARD = "Executive board"
AGREEMENT = "Partnership Agreement 2024"

NEXT_YEAR = date(2027, 3, 31)
AGREED = date(2024, 3, 21)
PARTNERSHIP = table(
    ("partner", "question", "answer", "document", "agreed_by", "agreed_on", "review"),
    (
        "",
        "vision",
        "A Vennermarsh in which people are safe, well and at home",
        "Vennermarsh Plan 2030",
        BOARD,
        date(2023, 11, 16),
        NEXT_YEAR,
    ),
    ("", "type", "delivery: we share a budget and act together", f"{AGREEMENT}, part A", BOARD, AGREED, NEXT_YEAR),
    (
        "",
        "accountability",
        "The board answers for the whole, each partner for what it delivers",
        f"{AGREEMENT}, part B",
        BOARD,
        AGREED,
        NEXT_YEAR,
    ),
    (
        "",
        "information",
        "Figures each quarter by the returns; personal data only as the sharing agreement allows",
        "Information sharing agreement",
        BOARD,
        date(2025, 10, 20),
        date(2026, 3, 31),
    ),
    (
        "",
        "budgets",
        "both: £2.4 million is pooled, the rest is each partner's own and aligned",
        "Pooled Budget Agreement 2024",
        BOARD,
        AGREED,
        date(2026, 12, 31),
    ),
    (
        "",
        "value",
        "Cost of an outcome beside the outcome, each year, against similar partnerships",
        f"{AGREEMENT}, part D",
        BOARD,
        AGREED,
        date(2025, 9, 30),
    ),
    (
        "",
        "sharing",
        "Overspend and savings are shared by each partner's part of the pooled budget",
        "Pooled Budget Agreement 2024",
        BOARD,
        AGREED,
        date(2026, 12, 31),
    ),
    ("", "ways", "No blame, no surprises, decisions kept", f"{AGREEMENT}, part E", BOARD, AGREED, NEXT_YEAR),
    ("council", "risks", "Blamed for what others do", "", "Cabinet", date(2024, 2, 6), None),
    ("council", "benefits", "One plan for the borough", "", "Cabinet", date(2024, 2, 6), None),
    ("council", "costs", "£1.1 million and four posts", "", "Cabinet", date(2024, 2, 6), None),
    ("council", "contribution", "Promises 1 to 4 of its own plan", "", "Cabinet", date(2024, 2, 6), None),
    ("council", "reporting", "Government department for housing; its own auditor", "", "", None, None),
    ("council", "objectives", "Fewer empty homes; shared with Quill and Marsh", "", "", None, None),
    ("constabulary", "benefits", "Fewer repeat calls", "", "Chief constable", date(2024, 2, 20), None),
    ("constabulary", "costs", "£0.5 million and two analysts", "", "Chief constable", date(2024, 2, 20), None),
    ("constabulary", "contribution", "Aims 1 and 2 of the policing plan", "", "", None, None),
    ("constabulary", "reporting", "Inspectorate; the elected commissioner", "", "", None, None),
    ("health", "risks", "Money bound while demand rises", "", "Trust board", date(2024, 2, 29), None),
    ("health", "benefits", "People go home sooner", "", "Trust board", date(2024, 2, 29), None),
    ("health", "costs", "£0.6 million", "", "Trust board", date(2024, 2, 29), None),
    ("health", "contribution", "Aim 2 of the health strategy", "", "", None, None),
    ("health", "reporting", "Regulator of health; monthly figures to the region", "", "", None, None),
    ("fire", "contribution", "Prevention plan, all of it", "", "Fire authority", date(2024, 3, 5), None),
    ("fire", "reporting", "Inspectorate", "", "Fire authority", date(2024, 3, 5), None),
    ("homes", "costs", "£0.2 million", "", "Board of the association", date(2024, 3, 12), date(2026, 3, 12)),
    ("homes", "reporting", "Regulator of social housing", "", "", None, None),
    ("voluntary", "benefits", "A voice where money is decided", "", "Trustees", date(2024, 3, 18), None),
)
"""Most questions are answered; two are overdue, and some partners have not said what they risk."""

OVERLAPS = table(
    ("partner", "other", "objective", "sort", "says", "handled", "review"),
    (
        *("fire", "health", "act-early", "overlap", "Both visit people over 75 at home"),
        *("One visit and one form from April 2026", date(2026, 10, 30)),
    ),
    (
        *("council", "homes", "homes-kept", "conflict", "Rent arrears are pursued while help is being arranged"),
        *("Thirty days' grace once the council is told", date(2027, 1, 29)),
    ),
    (
        *("health", "council", "well-at-home", "conflict", "Going home sooner moves cost from trust to council"),
        *("", None),
    ),
)
"""One overlap that is dealt with, one conflict that is, and one that is not."""

SAID = {
    "safer-places": ("yes yes", "yes yes", "in part", "in part", "in part no", "yes in part"),
    "safer-homes": ("in part", "no", "in part", "yes yes", "yes in part", "no"),
    "well-at-home": ("yes in part", "no", "yes yes", "in part", "no", "in part yes"),
    "victims-supported": ("yes", "yes yes", "in part", "no", "in part", "yes yes"),
    "homes-kept": ("yes yes", "in part", "in part", "no", "yes yes", "yes in part"),
    "act-together": ("yes", "in part", "no", "yes", "", "yes yes"),
}
"""For each objective, partner by partner, whether it is in their plan and whether it reflects a priority of theirs."""


def alignment() -> Rows:
    """Six of ten objectives have been talked over."""
    rows: Rows = []
    for objective, cells in SAID.items():
        for partner, said in zip(ALL, cells, strict=True):
            first = next((word for word in ("in part", "yes", "no") if said.startswith(word)), "")
            if first:
                theirs = said.removeprefix(first).strip()
                rows.append(
                    {"partner": partner, "objective": objective, "in_their_plan": first, "from_their_plan": theirs}
                )
    return rows

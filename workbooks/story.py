"""The story of the worked year: what came back in each quarter, and what was amiss with it."""

from __future__ import annotations

from datetime import date

from workbooks.history import Amount
from workbooks.sent import Said
from workbooks.sent import Sent
from workbooks.sent import Slip

SIGNED = date(2025, 10, 21)
"""The day on which the last partner signed the agreement to share information: three weeks late."""


def share_of_one(amount: Amount) -> float:
    """A percentage as a share of one, as people type it into a cell that wants per cent."""
    return round((amount.numerator or 0) / (amount.denominator or 1), 3)


def first_quarter() -> tuple[Sent, ...]:
    """All six came back: four clean, one with a number typed as text, one with a measure that did not apply."""
    return (
        Sent("council", "council.xlsx", date(2025, 7, 15)),
        Sent("constabulary", "constabulary.xlsx", date(2025, 7, 17)),
        Sent(
            "health",
            "Health Trust Q1 FINAL.xlsx",
            date(2025, 7, 21),
            slips=(Slip("four-hours", "Denominator", lambda a: f"{a.denominator:,.0f} ", period="2025-26 M03"),),
        ),
        Sent("fire", "fire.xlsx", date(2025, 7, 11)),
        Sent("homes", "homes.xlsx", date(2025, 7, 18)),
        Sent(
            "voluntary",
            "voluntary.xlsx",
            date(2025, 7, 21),
            said=(Said("decisions-kept", "The last board meeting agreed nothing that fell to the alliance."),),
            slips=(Slip("decisions-kept", "Value", "n/a"),),
        ),
    )


def second_quarter() -> tuple[Sent, ...]:
    """A numerator above its denominator, mended in a second revision; a share that can be read two ways; a big move."""
    swapped = (
        Slip("case-conferences", "Numerator", lambda a: a.denominator),
        Slip("case-conferences", "Denominator", lambda a: a.numerator),
    )
    typed_over = (
        Slip("beds-in-use", "Numerator", None, period="2025-26 M05"),
        Slip("beds-in-use", "Denominator", None, period="2025-26 M05"),
        Slip("beds-in-use", "Value", share_of_one, period="2025-26 M05"),
    )
    return (
        Sent("council", "council.xlsx", date(2025, 10, 16)),
        Sent("constabulary", "constabulary.xlsx", date(2025, 10, 14), slips=swapped),
        Sent("constabulary", "constabulary-r2.xlsx", date(2025, 10, 22), revision=2),
        Sent("health", "health.xlsx", date(2025, 10, 20), slips=typed_over),
        Sent("fire", "fire.xlsx", date(2025, 10, 10)),
        Sent("homes", "homes.xlsx", date(2025, 10, 17), slips=(Slip("referrals", "Provisional", "Yes"),)),
        Sent(
            "voluntary",
            "voluntary.xlsx",
            date(2025, 10, 21),
            said=(
                Said(
                    "referrals",
                    "The open days in August brought in as many people as two usual quarters. We expect the usual "
                    "number from October.",
                ),
            ),
            slips=(Slip("referrals", "Value", lambda a: round((a.value or 0) * 2.3)),),
        ),
    )


def third_quarter() -> tuple[Sent, ...]:
    """One partner silent, one with a workbook of its own, one with last quarter's workbook first; a number hidden."""
    return (
        Sent("council", "council.xlsx", date(2026, 1, 19)),
        Sent("constabulary", "constabulary.xlsx", date(2026, 1, 16)),
        Sent("health", "Health Trust return (autumn workbook).xlsx", date(2026, 1, 20), quarters_old=1),
        Sent("health", "health.xlsx", date(2026, 1, 21)),
        Sent(
            "fire",
            "fire.xlsx",
            date(2026, 1, 12),
            slips=(Slip("home-fires", "Value", "*", area="Quilldale"),),
        ),
    )


def fourth_quarter() -> tuple[Sent, ...]:
    """All six came back, one of them twice with the same file."""
    return (
        Sent("council", "council.xlsx", date(2026, 4, 17)),
        Sent("constabulary", "constabulary.xlsx", date(2026, 4, 15)),
        Sent("health", "health.xlsx", date(2026, 4, 21)),
        Sent("fire", "fire.xlsx", date(2026, 4, 13)),
        Sent("homes", "homes.xlsx", date(2026, 4, 20)),
        Sent("voluntary", "voluntary.xlsx", date(2026, 4, 21)),
    )


QUARTERS = {
    "2025-26 Q1": first_quarter(),
    "2025-26 Q2": second_quarter(),
    "2025-26 Q3": third_quarter(),
    "2025-26 Q4": fourth_quarter(),
}
"""What came back, by quarter."""

COPIES = {("2025-26 Q4", "council.xlsx"): "Copy of council.xlsx"}
"""The same file sent twice under two names, by quarter and first name."""

"""The friendly audits of the worked year: one partner's analyst looks at how another's figure is made. All invented."""

from __future__ import annotations

from datetime import date

from workbooks.rows import table

AUDITS = table(
    ("measure", "characteristic", "mark", "finding", "auditor", "on", "follow_up", "followed_up"),
    (
        "victim-satisfaction",
        "validity",
        2,
        "One partner asks only victims whose case was closed, the other asks all",
        "Analyst, health trust",
        date(2026, 2, 11),
        date(2026, 5, 29),
        None,
    ),
    (
        "temporary-homes",
        "accuracy",
        2,
        "Families were counted once a room and not once a household",
        "Data officer, constabulary",
        date(2025, 6, 17),
        date(2025, 9, 30),
        date(2025, 9, 24),
    ),
    (
        "temporary-homes",
        "accuracy",
        4,
        "Counted once a household; twelve of twelve files agree",
        "Data officer, constabulary",
        date(2025, 9, 24),
        None,
        None,
    ),
    (
        "burglary",
        "reliability",
        4,
        "Two analysts counted April alike",
        "Data officer, council",
        date(2025, 7, 8),
        None,
        None,
    ),
)
"""A definition read in two ways and not yet mended, a count put right, and one that was found in order."""

"""The sheets of the partnership register: what partners agreed, where aims overlap or conflict, alignment of plans."""

from __future__ import annotations

from datetime import date

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.improve.logbook.columns_reviews import objective_column
from pmxl.improve.logbook.columns_reviews import partner_column
from pmxl.improve.partnership.question import QUESTIONS

WORDS = tuple(one.key for one in QUESTIONS)
"""The questions of the register, by the word that stands in the sheet."""
OVERLAP, CONFLICT = "overlap", "conflict"
FITS = ("yes", "in part", "no")

PARTNERSHIP = Sheet(
    "partnership",
    "What partners have agreed about working together: an answer to each question, of one partner or of all.",
    (
        partner_column("The partner that the answer is of; blank is the partnership as a whole.", "police"),
        Column(
            "question",
            Holds.CHOICE,
            f"One of: {', '.join(WORDS)}.",
            "accountability",
            required=True,
            choices=WORDS,
            also={"ways of working": "ways", "value for money": "value", "external reporting": "reporting"},
            width=16,
        ),
        Column(
            "answer",
            Holds.TEXT,
            "What was agreed. Of type: network or delivery. Of budgets: pooled, aligned or both.",
            "The board answers for the whole; each partner for what it delivers",
            required=True,
            width=60,
        ),
        Column("document", Holds.TEXT, "Where it is written.", "Partnership agreement, part B", width=32),
        Column("agreed_by", Holds.TEXT, "Who agreed it.", "Executive board", width=24),
        Column("agreed_on", Holds.DATE, "When it was agreed.", date(2026, 3, 12), width=13),
        Column("review", Holds.DATE, "The day by which to look at it again.", date(2027, 3, 31), width=13),
    ),
    one="answer",
)
OVERLAPS = Sheet(
    "overlaps",
    "Where partners' own objectives overlap with each other's or are in conflict, and how the tension is dealt with.",
    (
        partner_column("One partner.", "police", required=True),
        partner_column("The other partner.", "health", required=True, name="other"),
        objective_column("The objective of the partnership that it touches.", "safer-homes"),
        Column(
            "sort",
            Holds.CHOICE,
            "overlap or conflict.",
            CONFLICT,
            required=True,
            choices=(OVERLAP, CONFLICT),
            also={"tension": CONFLICT},
            width=11,
        ),
        Column("says", Holds.TEXT, "What it is.", "Both count the same visits", required=True, width=48),
        Column("handled", Holds.TEXT, "How it is dealt with, and by whom.", "One visit, one form", width=48),
        Column("review", Holds.DATE, "The day by which to look at it again.", date(2027, 3, 31), width=13),
    ),
    one="overlap",
)
ALIGNMENT = Sheet(
    "alignment",
    "Do partners' plans reflect the partnership's objectives, and do those reflect the partners' priorities?",
    (
        partner_column("The partner.", "police", required=True),
        objective_column("The objective.", "safer-homes", required=True),
        Column(
            "in_their_plan",
            Holds.CHOICE,
            "Is our objective in their plan? yes, in part or no.",
            "yes",
            required=True,
            choices=FITS,
            also={"partly": "in part"},
            width=14,
        ),
        Column(
            "from_their_plan",
            Holds.CHOICE,
            "Does our objective reflect a priority of theirs? yes, in part or no.",
            "in part",
            choices=FITS,
            also={"partly": "in part"},
            width=16,
        ),
        Column("plan", Holds.TEXT, "Their plan, and where in it.", "Policing plan 2026, aim 3", width=40),
    ),
    one="row",
)

"""The sheet of tests answered by people: it may be left out, and a new workbook does not have it."""

from __future__ import annotations

from datetime import date

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.framework.judged.criterion import OF_MEASURES
from pmxl.framework.judged.criterion import OF_THE_WHOLE

ANSWERS = ("yes", "in part", "no")

TESTS = Sheet(
    "tests",
    "What people say where no computer can: whether a measure or the whole framework meets a criterion of the guides.",
    (
        Column(
            "measure",
            Holds.REF,
            "The id of the measure; blank for the whole framework.",
            "burglary",
            refers="measures",
            width=20,
        ),
        Column(
            "criterion",
            Holds.CHOICE,
            "What was asked, as pmxl review names it.",
            "motivation",
            required=True,
            choices=(*OF_MEASURES, *OF_THE_WHOLE),
            width=18,
        ),
        Column(
            "answer",
            Holds.CHOICE,
            "yes, in part or no.",
            "yes",
            required=True,
            choices=ANSWERS,
            also={"partly": "in part", "part": "in part", "y": "yes", "n": "no"},
            width=12,
        ),
        Column("reason", Holds.TEXT, "Why.", "Teams asked for it at the away day", width=48),
        Column("by", Holds.TEXT, "Who says so: a meeting or a role is best.", "Executive board", width=24),
        Column("on", Holds.DATE, "The day on which it was said.", date(2026, 3, 12), width=14),
    ),
    one="test",
)

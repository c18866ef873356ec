"""The sheets about looking closely: what is said of a service, and reviews in depth with what became of them."""

from __future__ import annotations

from datetime import date

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet

POLICY, NEED, CASE, OTHERS = "policy", "need", "case", "others"
LEVEL, USERS = "level", "users"
SAID = (POLICY, NEED, CASE, OTHERS, LEVEL, USERS)
"""The six tests by which a service review is considered; figures answer the last two, and people may."""
SERVICE_REVIEW = "service review"
SORTS = (SERVICE_REVIEW, "in-depth review", "scrutiny", "contribution")
PARTNERS = "partners"


def objective_column(help_: str, example: str | None = None, *, required: bool = False) -> Column:
    """The id of an objective of the framework."""
    return Column("objective", Holds.REF, help_, example, required=required, refers="objectives", width=20)


def measure_column(help_: str, example: str | None = None, *, required: bool = False) -> Column:
    """The id of a measure of the framework."""
    return Column("measure", Holds.REF, help_, example, required=required, refers="measures", width=20)


def partner_column(help_: str, example: str | None = None, *, required: bool = False, name: str = "partner") -> Column:
    """The id of a partner of the framework."""
    return Column(name, Holds.REF, help_, example, required=required, refers=PARTNERS, width=17)


def said_on(help_: str = "When it was said.") -> Column:
    """The day on which something was written down."""
    return Column("on", Holds.DATE, help_, date(2026, 7, 14), required=True, width=13)


REVIEWS = Sheet(
    "reviews",
    "Should a service be reviewed? Figures answer two of the six tests; here people answer the others, once a quarter.",
    (
        objective_column("The id of the objective that the service is for.", "safer-homes", required=True),
        Column(
            "test",
            Holds.CHOICE,
            "policy: a major shift of policy. need: unclear whether it is still needed. case: a good case for a new "
            "service or set-up. others: a clear chance to deliver it with others. level, users: as figures also tell.",
            "policy",
            required=True,
            choices=SAID,
            also={
                "policy shift": POLICY,
                "still needed": NEED,
                "new configuration": CASE,
                "working with others": OTHERS,
            },
            width=12,
        ),
        Column(
            "answer",
            Holds.YES,
            "yes where it holds and calls for a review; no where not.",
            "yes",
            required=True,
            width=10,
        ),
        Column(
            "evidence", Holds.TEXT, "What shows it: a paper, a decision, a survey.", "New prevention duty", width=46
        ),
        Column("said_by", Holds.TEXT, "Who says so: a role or a meeting.", "Head of prevention", width=26),
        said_on(),
    ),
    one="answer",
)
SCRUTINY = Sheet(
    "scrutiny",
    "Reviews in depth: of a service, by a scrutiny panel, or of what a partner gives; what they found and changed.",
    (
        Column("what", Holds.NAME, "What is looked at, in a line.", "Why homes stand empty", required=True, width=36),
        Column(
            "sort",
            Holds.CHOICE,
            "service review, in-depth review, scrutiny, or contribution of a partner in a specific area.",
            SERVICE_REVIEW,
            required=True,
            choices=SORTS,
            also={"in depth": "in-depth review", "partner": "contribution", "review": SERVICE_REVIEW},
            width=17,
        ),
        objective_column("The objective it is about; a service review must name one.", "safer-homes"),
        measure_column("The measure it is about."),
        partner_column("The partner it is about."),
        Column(
            "led_by", Holds.TEXT, "Who carries it out, and who challenges.", "Scrutiny panel, two tenants", width=28
        ),
        Column("begun", Holds.DATE, "The day it began; blank while it is only planned.", date(2026, 5, 4), width=13),
        Column("due", Holds.DATE, "The day it should report.", date(2026, 7, 31), width=13),
        Column(
            "reported", Holds.DATE, "The day it reported; blank while it is under way.", date(2026, 7, 20), width=13
        ),
        Column("found", Holds.TEXT, "What it found.", "Repairs wait for one contractor", width=40),
        Column("recommended", Holds.TEXT, "What it recommends.", "A second contractor from October", width=40),
        Column("decided", Holds.TEXT, "What was decided on it, and by whom.", "Agreed by the board", width=32),
        Column("follow_up", Holds.DATE, "The day to look whether it helped.", date(2027, 1, 29), width=13),
        Column("followed_up", Holds.DATE, "The day it was looked at again.", None, width=13),
        Column("outcome", Holds.TEXT, "What became of it.", None, width=36),
    ),
    one="review",
    pages=2,
)

"""The sheet Service reviews: the six tests of each service with what shows it, and where each review stands."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.framework.models import Framework
from pmxl.improve.logbook.models import InDepth
from pmxl.improve.logbook.record import Record
from pmxl.improve.services.service import ReviewState
from pmxl.improve.services.service import Service
from pmxl.improve.services.test import SIX
from pmxl.improve.services.test import Result
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.logbook.shown import plan
from pmxl.reports.logbook.shown import shown
from pmxl.reports.logbook.state import LOOK
from pmxl.reports.logbook.state import QUIET
from pmxl.reports.logbook.state import mark
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import STRONG
from pmxl.reports.named import under
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

WIDE = (40.0, 9.0, *[11.5] * len(SIX), 17.0, 44.0, 64.0)
SHORT = {Result.HOLDS: "Holds", Result.NOT: "No", Result.NOT_SAID: "Not said"}
FIRST = (ReviewState.DUE, ReviewState.LATE, ReviewState.TO_FOLLOW, ReviewState.UNDER_WAY, ReviewState.PLANNED)
UNDER = style.SMALL
SAYS = (
    "A service here is what one objective and its measures describe. Tests 1 and 2 are answered by figures, triggers "
    "and budgets of the period, and by people; tests 3 to 6 by people, in the logbook. A test that holds calls for a "
    "review to be considered; it blames nobody."
)
NONE_YET = "No review in depth is written down."


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet, where there is a record and the reader may see it."""
    found = shown(assessment)
    return (plan_services(assessment, found),) if found and found.services else ()


def plan_services(assessment: Assessment, found: Record) -> SheetPlan:
    """Services with those that ask for something first, then what the tests are, then reviews in depth."""
    services = sorted(found.services, key=lambda one: FIRST.index(one.state) if one.state in FIRST else len(FIRST))
    due = sum(one.state is ReviewState.DUE for one in services)
    top = band(assessment, here.SERVICES, WIDE, f"{plural(due, 'review')} due, of {plural(len(services), 'service')}")
    said = listing.sentence(SAYS, top.below, WIDE, style.NOTE)
    head = said.below
    names = (
        "Service",
        "Priority",
        *(f"{one.number} · {one.name}" for one in SIX),
        "Review",
        "How it stands",
        "Evidence",
    )
    looks = (STRONG, CELL, *[LOOK] * len(SIX), LOOK, CELL, CELL)
    body = table("ServiceReviews", head, 1, names, [line(one) for one in services], looks, WIDE)
    words = listing.sentence(
        " ".join(f"{one.number} · {one.name}: “{one.words}”." for one in SIX), body.below, WIDE, style.SMALL_WRAP
    )
    sub = listing.subhead("Reviews in depth and scrutiny", words.below, len(WIDE))
    blocks = [top, said, body, words, sub, in_depth(assessment.framework, found.scrutiny, sub.below)]
    return plan(assessment, here.SERVICES, blocks, WIDE, head_row=head)


def line(service: Service) -> list[Cell]:
    """One service; the evidence of the tests that hold."""
    aim = service.objective
    whose = " · ".join(part for part in (aim.owner, aim.plan) if part)
    evidence = "\n".join(f"{one.test.number} · {one.evidence}" for one in service.holding)
    return [
        under(aim.name, whose, look=STRONG, small=UNDER),
        (aim.priority or DASH, CELL),
        *(mark(one.result, SHORT[one.result]) for one in service.tests),
        mark(service.state),
        (service.words, CELL),
        (evidence or DASH, CELL if evidence else QUIET),
    ]


def in_depth(framework: Framework, rows: Sequence[InDepth], row: int) -> Block:
    """A line for each review, those under way first; columns span those of the services above."""
    if not rows:
        return listing.sentence(NONE_YET, row, WIDE)
    ordered = sorted(rows, key=lambda one: one.reported is not None)
    spans = (1, 2, 2, 1, 1, 1, 1, 1, 1)
    names = ("What", "Sort", "About", "Begun", "Due", "Reported", "Look again", "Found", "Recommended and decided")
    looks = (STRONG, CELL, CELL, DATE, DATE, DATE, DATE, CELL, CELL)
    return lay(row, 1, [heads(names, looks), *(scrutiny(framework, one, looks) for one in ordered)], WIDE, spans)


def scrutiny(framework: Framework, one: InDepth, looks: Sequence[Style]) -> list[Cell]:
    """One review in depth."""
    about = (
        framework.measure(one.measure).name if one.measure else "",
        framework.objective(one.objective).name if one.objective and not one.measure else "",
        framework.partner(one.partner).name if one.partner else "",
    )
    then = [one.recommended, one.decided, one.outcome]
    contents = (
        *(one.what, one.sort.capitalize(), " · ".join(part for part in about if part) or DASH),
        *(one.begun or DASH, one.due or DASH, one.reported or DASH, one.followed_up or one.follow_up or DASH),
        *(one.found or DASH, ". ".join(part for part in then if part) or DASH),
    )
    return list(zip(contents, looks, strict=True))

"""The sheet Learning: what worked and what did not, plans that were revised, meetings and who was there."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from datetime import date

from pmxl.assess import Assessment
from pmxl.framework.models import Framework
from pmxl.improve.learning.lesson import subject
from pmxl.improve.learning.lesson import unshared
from pmxl.improve.logbook.columns_learning import DID_NOT
from pmxl.improve.logbook.columns_learning import WORKED
from pmxl.improve.logbook.models import Lesson
from pmxl.improve.logbook.models import Meeting
from pmxl.improve.logbook.record import Record
from pmxl.periods import day_in_words
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.logbook.shown import plan
from pmxl.reports.logbook.shown import shown
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating

WIDE = (13.0, 40.0, 17.0, 40.0, 34.0, 38.0, 34.0, 34.0)
WORDS = {WORKED: ("Worked", Rating.GREEN), DID_NOT: ("Did not work", Rating.NO_DATA)}
NO_LESSON = "No lesson of this year is written down yet."


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet, where anything was learned, revised or talked over."""
    found = shown(assessment)
    if not found or not (found.lessons or found.revisions or found.meetings):
        return ()
    return (plan_learning(assessment, found),)


def plan_learning(assessment: Assessment, found: Record) -> SheetPlan:
    """Lessons, then revisions, then meetings with attendance."""
    framework = assessment.framework
    worked = sum(one.worked == WORKED for one in found.lessons)
    aside = f"{plural(len(found.lessons), 'lesson')} since {found_since(assessment)}, {worked or 'none'} of what worked"
    blocks = [band(assessment, here.LEARNING, WIDE, aside)]
    head_row = blocks[-1].below
    blocks.append(lessons(framework, found, head_row))
    parts: tuple[tuple[str, Callable[[int], Block]], ...] = (
        ("Plans revised", lambda row: revisions(framework, found, row)),
        ("Meetings that reviewed performance", lambda row: meetings(framework, found.meetings, row)),
        ("Who took part", lambda row: attendance(found, row)),
    )
    for title, block in parts:
        made = block(blocks[-1].below + 1)
        if made.puts:
            blocks += [listing.subhead(title, blocks[-1].below, len(WIDE)), made]
    if found.not_held:
        days = "; ".join(f"{one.what}, {day_in_words(one.on)}" for one in found.not_held)
        blocks.append(listing.sentence(f"On the calendar and not in the logbook: {days}.", blocks[-1].below, WIDE))
    return plan(assessment, here.LEARNING, blocks, WIDE, head_row=head_row, frozen=2)


def found_since(assessment: Assessment) -> str:
    """`April 2025`: since when lessons are told."""
    return f"{assessment.period.year.first_day:%B %Y}"


def lessons(framework: Framework, found: Record, row: int) -> Block:
    """A line for each lesson."""
    if not found.lessons:
        return listing.sentence(NO_LESSON, row, WIDE)
    names = (
        *("Learned on", "What was tried", "Did it work?", "Why", "How we know", "About"),
        *("In the next plan", "Others who could use it"),
    )
    rows = (lesson(framework, one, found.day) for one in found.lessons)
    return lay(row, 1, [heads(names, [CELL] * len(names)), *rows], WIDE)


def lesson(framework: Framework, one: Lesson, day: date) -> list[Cell]:
    """One lesson; one that did not work is worth as much as one that did, and is not Red."""
    word, colour = WORDS.get(one.worked, ("Worked in part", Rating.AMBER))
    use = ", ".join(unshared(framework, one, day)) or ("All have been told" if one.share else DASH)
    return [
        (one.on, DATE),
        (one.what, STRONG),
        mark.stands(colour, word, STATUS.but(size=9)),
        (one.why or DASH, CELL),
        (one.source, CELL),
        (subject(framework, one), CELL),
        (one.next or DASH, CELL),
        (use, CELL),
    ]


def revisions(framework: Framework, found: Record, row: int) -> Block:
    """A line for each revision of a plan; nothing where there is none."""
    if not found.revisions:
        return Block((), {}, row)
    names = ("Agreed on", "Plan", "What was changed", "Why", "Objective", "Agreed by")
    lines: list[list[Cell]] = [
        [
            (one.on, DATE),
            (one.plan, STRONG),
            (one.changed, CELL),
            (one.why, CELL),
            (framework.objective(one.objective).name if one.objective else DASH, CELL),
            (one.agreed_by or DASH, CELL),
        ]
        for one in found.revisions
    ]
    spans = (1, 2, 1, 1, 1, 1)
    return lay(row, 1, [heads(names, [CELL] * len(names)), *lines], WIDE[:7], spans)


def meetings(framework: Framework, rows: Sequence[Meeting], row: int) -> Block:
    """A line for each meeting."""
    if not rows:
        return Block((), {}, row)
    names = ("Held on", "Meeting", "Reviewed", "Partners present", "Apologies", "Others", "What was decided")
    lines: list[list[Cell]] = [
        [
            (one.on, DATE),
            (one.what, STRONG),
            (one.period.label if one.period else DASH, CELL),
            (named(framework, one.present), CELL),
            (named(framework, one.apologies) if one.apologies else DASH, CELL),
            (", ".join(one.others) or DASH, CELL),
            (one.decided or DASH, CELL),
        ]
        for one in rows
    ]
    return lay(row, 1, [heads(names, [CELL] * len(names)), *lines], WIDE[: len(names)])


def named(framework: Framework, partners: Sequence[str]) -> str:
    """`All`, or the partners' names."""
    if set(partners) >= {one.id for one in framework.partners}:
        return "All"
    return ", ".join(framework.partner(one).name for one in partners) or DASH


def attendance(found: Record, row: int) -> Block:
    """How often each partner was there."""
    if not found.attendance:
        return Block((), {}, row)
    lines: list[list[Cell]] = [
        [(one.name, STRONG), (f"{one.present} of {one.of}", CELL), (said(one.apologies), CELL)]
        for one in found.attendance
    ]
    return lay(row, 1, [heads(("Partner", "Present", "Apologies"), [CELL] * 3), *lines], WIDE[:4], (2, 1, 1))


def said(apologies: int) -> str:
    """How often apologies were sent."""
    return {0: DASH, 1: "once", 2: "twice"}.get(apologies, f"{apologies} times")

"""The sheet Actions: plans that are owed, actions that are running, and those that ended with what they did."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any

from pmxl.assess import Assessment
from pmxl.improve.actions.action import OVERDUE
from pmxl.improve.actions.form import name_of
from pmxl.improve.actions.form import whose_of
from pmxl.improve.actions.standing import Followed
from pmxl.improve.improvement import Improvement
from pmxl.plural import plural
from pmxl.reports import places as here
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Row
from pmxl.reports.figure import count
from pmxl.reports.figure import day
from pmxl.reports.figure import text
from pmxl.reports.grouped import grouped_sheet
from pmxl.reports.improving.shown import OWED
from pmxl.reports.improving.shown import effect
from pmxl.reports.improving.shown import shown
from pmxl.reports.improving.shown import state
from pmxl.reports.listing import Field
from pmxl.reports.look import DAY
from pmxl.reports.look import NAME
from pmxl.reports.look import PLAIN
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating

FIELDS = (
    Field("Measure", 30, NAME, lambda r: (r["name"], NAME)),
    Field("Whose figure", 18, TEXT, lambda r: text(r["whose"], TEXT), optional=True),
    Field("What will be done", 38, TEXT, lambda r: text(r["what"], TEXT)),
    Field("Owner", 20, TEXT, lambda r: text(r["owner"], TEXT)),
    Field("By when", 14, DAY, lambda r: day(r["by_when"], DAY)),
    Field("Stands", 14, TEXT, lambda r: state(r["state"])),
    Field("Done %", 9, PLAIN, lambda r: count(r["progress"], PLAIN), optional=True),
    Field("Resources moved", 22, TEXT, lambda r: text(r["resources"], TEXT), optional=True),
    Field("Expected effect", 26, TEXT, lambda r: text(r["expected"], TEXT), optional=True),
    Field("Effect", 19, RATED, lambda r: effect(r["effect"]), optional=True),
    Field("In words", 44, TEXT, lambda r: text(r["words"], TEXT)),
)
NOTE = (
    "The effect is told once an action has ended: the figures of up to eight periods after it against up to twelve "
    "before, or against the same season where the measure has seasons. Improved and Worse are said only of a change "
    "that is more than chance; below three figures it is too soon."
)
NO_PLAN = "No plan has been given."
NO_FURTHER = "No further plan has been given. What was planned before is over."


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet where anything is owed, running or over; none where nothing is."""
    found = shown(assessment)
    groups = dict(grouped(assessment, found))
    if not any(groups.values()):
        return ()
    tab = style.STATUS[Rating.RED].color if found.not_given or late(found.actions) else None
    return (grouped_sheet(assessment, here.ACTIONS, counted(found), FIELDS, groups, NOTE, tab=tab),)


def grouped(assessment: Assessment, found: Improvement) -> Iterator[tuple[str, list[Row]]]:
    """Headings with their rows: what is owed, what is late, what is running, what is over."""
    running = [one for one in found.running if one.state != OVERDUE]
    yield "Owed: who will do what by when?", list(owed_rows(assessment, found))
    yield "Late: what stands in the way?", [row_of(assessment, one) for one in late(found.actions)]
    yield "Running", [row_of(assessment, one) for one in running]
    yield "Over: did it work?", [row_of(assessment, one) for one in found.actions if not one.action.is_open]
    yield "Plans that were changed: what was learned?", list(changed_rows(assessment, found))


def changed_rows(assessment: Assessment, found: Improvement) -> Iterator[Row]:
    """A row for each action whose plan is another than that first given, with what was changed."""
    for one in found.actions:
        if one.changes:
            words = "\n".join(change.words for change in one.changes)
            yield {**row_of(assessment, one), "words": words, "effect": "", "progress": None}


def late(actions: Iterable[Followed]) -> list[Followed]:
    """The actions that are late."""
    return [one for one in actions if one.state == OVERDUE]


def owed_rows(assessment: Assessment, found: Improvement) -> Iterator[Row]:
    """A row for each plan that is owed and was not given."""
    framework = assessment.framework
    for one in found.not_given:
        yield blank() | {
            "name": framework.measure(one.measure).name,
            "whose": whose_of(framework, one.partner, one.area),
            "what": NO_FURTHER if found.is_further(one) else NO_PLAN,
            "owner": name_of(framework, one.to),
            "state": OWED,
            "words": one.why,
        }


def row_of(assessment: Assessment, one: Followed) -> Row:
    """A row for an action."""
    action, framework = one.action, assessment.framework
    return {
        "name": one.name or DASH,
        "whose": whose_of(framework, action.partner, action.area),
        "what": action.what,
        "owner": action.owner or name_of(framework, action.to),
        "by_when": action.by_when,
        "state": one.state,
        "progress": action.progress,
        "resources": action.resources,
        "expected": action.expected,
        "effect": one.effect,
        "words": one.words or action.going,
    }


def blank() -> dict[str, Any]:
    """A row of which nothing is known."""
    texts = ("name", "whose", "what", "owner", "state", "resources", "expected", "effect", "words")
    return dict.fromkeys(texts, "") | {"by_when": None, "progress": None}


def counted(found: Improvement) -> str:
    """`2 plans owed, 3 actions running, 1 of them late, 2 over`."""
    said = (
        (len(found.not_given), f"{plural(len(found.not_given), 'plan')} owed"),
        (len(found.running), f"{plural(len(found.running), 'action')} running"),
        (len(late(found.actions)), f"{len(late(found.actions))} of them late"),
        (len(found.actions) - len(found.running), f"{len(found.actions) - len(found.running)} over"),
    )
    return ", ".join(words for number, words in said if number)

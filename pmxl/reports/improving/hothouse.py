"""The sheet Hot-house: what is watched month by month and its way out, what has left, and what needs asking less."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.improve.actions.form import whose_of
from pmxl.improve.hothouse.relief import Relief
from pmxl.improve.hothouse.spell import Spell
from pmxl.improve.improvement import Improvement
from pmxl.plural import plural
from pmxl.reports import mark
from pmxl.reports import places as here
from pmxl.reports.figure import Row
from pmxl.reports.figure import figure
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.figure import text
from pmxl.reports.grouped import grouped_sheet
from pmxl.reports.improving.actions import NO_PLAN
from pmxl.reports.improving.shown import shown
from pmxl.reports.listing import Field
from pmxl.reports.look import AIM
from pmxl.reports.look import FIGURE
from pmxl.reports.look import NAME
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.trigger import all_plainly
from pmxl.sheets.describe import SheetPlan

FIELDS = (
    Field("Measure", 32, NAME, lambda r: (r["name"], NAME)),
    Field("Whose figure", 18, TEXT, lambda r: text(r["whose"], TEXT), optional=True),
    Field("In since", 14, TEXT, lambda r: text(r["since"], TEXT)),
    Field("Trigger", 18, TEXT, lambda r: text(r["trigger"], TEXT)),
    Field("Last figure", 13, FIGURE, lambda r: figure(r, r["value"], FIGURE)),
    Field("Target", 12, AIM, lambda r: target(r, AIM)),
    Field("Rating", 14, RATED, lambda r: mark.rating_told(r["rating"], RATED)),
    Field("Way out", 40, TEXT, lambda r: text(r["way_out"], TEXT)),
    Field("Stands", 24, TEXT, lambda r: text(r["standing"], TEXT)),
    Field("Plan", 26, TEXT, lambda r: text(r["plan"], TEXT)),
    Field("Month by month", 34, TEXT, lambda r: text(r["months"], TEXT), optional=True),
)
NOTE = (
    "A measure enters when a trigger that asks for action fires, is then asked for every month with an action plan, "
    "and leaves when its way out has held. Monthly figures stand beside the figure of the period, never in its place. "
    "The past is told with the figures known now. A milestone is owed a plan and never enters: it is done once."
)
LONG = "Long on target: asking every half-year would do"


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet where anything is in, has been, or is long on target; none where nothing is."""
    found = shown(assessment)
    if not found.spells and not found.reliefs:
        return ()
    groups = {
        "In the hot-house": [row_of(assessment, found, one) for one in found.hot],
        "Out again": [row_of(assessment, found, one) for one in found.spells if not one.is_open],
    }
    told = [(LONG, relieved(found.reliefs))] if found.reliefs else []
    return (grouped_sheet(assessment, here.HOTHOUSE, counted(found), FIELDS, groups, NOTE, told=told),)


def row_of(assessment: Assessment, found: Improvement, one: Spell) -> Row:
    """A row for a spell, with its last figure as the measure's own terms show it."""
    last = one.steps[-1]
    facts = next(row for row in rows_of(assessment.measures) if row["measure"] == one.measure.id)
    given = [each.action.what for each in found.about(*one.of) if each.action.is_open]
    return {
        **facts,
        "name": one.measure.name,
        "whose": whose_of(assessment.framework, one.partner, one.area),
        "since": one.entered.label,
        "trigger": all_plainly(one.trigger),
        "value": last.value,
        "target": last.target,
        "rating": last.rating,
        "way_out": one.way_out,
        "standing": one.standing,
        "plan": "; ".join(given) or (NO_PLAN if one.is_open else ""),
        "months": found.months_of(one),
    }


def relieved(reliefs: tuple[Relief, ...]) -> str:
    """The measures long on target, in one sentence."""
    names = "; ".join(one.measure.name for one in reliefs)
    return f"On target in each of the last {reliefs[0].periods} periods: {names}."


def counted(found: Improvement) -> str:
    """`2 measures in the hot-house, 1 out again`."""
    inside, out = len(found.hot), len(found.spells) - len(found.hot)
    said = [f"{plural(inside, 'measure')} in the hot-house"]
    said += [f"{out} out again"] if out else []
    said += [f"{plural(len(found.reliefs), 'measure')} long on target"] if found.reliefs else []
    return ", ".join(said)

"""Form: the action plan that goes round with the returns, as a value, before any workbook is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmxl.framework.models import Framework
from pmxl.improve.actions.action import Action
from pmxl.improve.actions.fields import FIELDS
from pmxl.improve.actions.owed import Owed
from pmxl.improve.actions.ref import owed_ref
from pmxl.improve.actions.ref import ref_in
from pmxl.improve.actions.register import ABOUT
from pmxl.improve.actions.register import KIND
from pmxl.improve.actions.standing import Followed
from pmxl.periods import Period
from pmxl.returns.forms.field import Field
from pmxl.returns.forms.form import Form
from pmxl.returns.forms.form import FormRow
from pmxl.returns.forms.form import FormSheet
from pmxl.returns.forms.sheet import CELL
from pmxl.returns.forms.sheet import QUIET
from pmxl.returns.names import partner_named
from pmxl.returns.update_form import officers
from pmxl.sheets.describe import Rich
from pmxl.sheets.text import fits_list

SHEET, MORE = "Action plan", "More actions"
SPARE = 5
"""Blank rows for actions that nobody asked for."""
LEAST = 58.0

STEPS = (
    "Say for each measure what will be done, who owns it, by when, which resources move, and what you expect of it.",
    "Bring every action that is running up to date: how much is done, its status, and when it ended.",
    "A plan is meant to help: say plainly what is not working, and change it.",
)
MORE_STEPS = ("Anything else you are doing for a measure: name the measure, and fill in the rest as before.",)
"""Characters that Excel takes for a drop-down list; a longer one is left to be typed."""
GIVEN = (("Measure", 30.0), ("Why a plan is asked for", 40.0))


def action_form(
    framework: Framework,
    to: str,
    period: Period,
    wanted: Sequence[Owed],
    running: Sequence[Followed],
    *,
    deadline: date | None = None,
) -> Form:
    """The action plan of one partner or officer: what is owed and not given, and what is running."""
    settings = framework.settings
    name = name_of(framework, to)
    rows = (*(owed_row(framework, one) for one in wanted), *(running_row(framework, one, period) for one in running))
    mine = measures_of(framework, to)
    about = Field(ABOUT, "Measure", 30, "choice", mine) if fits_list(mine) else Field(ABOUT, "Measure", 30)
    first = FormSheet(SHEET, f"{name} · action plan", STEPS, GIVEN, FIELDS, rows, noun="action", least_height=LEAST)
    more = FormSheet(MORE, "More actions", MORE_STEPS, (), (about, *FIELDS), (), SPARE, least_height=LEAST)
    return Form(
        kind=KIND,
        to=to,
        period=period,
        revision=1,
        partnership=settings.name,
        framework=framework.version,
        sheets=(first, more) if rows else (more,),
        deadline=deadline,
        return_to=settings.return_to,
        questions_to=settings.officer,
        title=f"{name}: action plan for {period.label}",
        whose=name,
    )


def name_of(framework: Framework, to: str) -> str:
    """The name of a partner, or that of the officer as it is."""
    return partner_named(framework, to)


def measures_of(framework: Framework, to: str) -> tuple[str, ...]:
    """The names of the measures that a partner returns or an officer answers for; all where that is none."""
    answered = officers(framework).get(to, ())
    mine = [m.name for m in framework.measures if m.id in answered or to in {partner for partner, _ in m.pairs}]
    return tuple(mine or (one.name for one in framework.measures))


def owed_row(framework: Framework, one: Owed) -> FormRow:
    """A row to be filled in, with why it is asked for."""
    ref = owed_ref(one.measure, one.partner, one.period, one.area)
    return FormRow(ref, given(framework, one.measure, whose_of(framework, one.partner, one.area), one.why))


def running_row(framework: Framework, one: Followed, period: Period) -> FormRow:
    """A row of an action that is running in the plan of a period, with all that was said of it."""
    action = one.action
    why = f"Planned for {action.period.label}. {one.state}." if one.state else f"Planned for {action.period.label}."
    return FormRow(
        ref_in(action.ref, period),
        given(framework, action.measure, whose_of(framework, action.partner, action.area), why),
        said_of(action),
    )


def whose_of(framework: Framework, partner: str, area: str) -> str:
    """The name of the partner or of the area whose figure it is; "" of the partnership's."""
    named = next((one.name for one in framework.areas if one.id == area), area)
    return name_of(framework, partner) if partner else named


def given(framework: Framework, measure_id: str, whose: str, why: str) -> tuple[Rich | str, ...]:
    """What stands in a row already: the measure, whose figure it is, and why."""
    measure = next((one for one in framework.measures if one.id == measure_id), None)
    name = measure.name if measure else measure_id or "–"
    is_pooled = measure is not None and len(set(measure.partners)) > 1
    whose = whose or ("The partnership's figure" if is_pooled else "")
    return (Rich(((name, CELL.but(bold=True)), (f"\n{whose}" if whose else "", QUIET.but(bottom=None)))), why)


def said_of(action: Action) -> dict[str, str]:
    """What was said of an action before, field by field, as the ledger keeps it."""
    said = {}
    for field in FIELDS:
        value = getattr(action, field.key)
        if value not in ("", None):
            said[field.key] = (
                value.isoformat() if isinstance(value, date) else f"{value:.15g}" if field.holds == "number" else value
            )
    return said

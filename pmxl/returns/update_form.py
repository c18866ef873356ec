"""An annual update form: for which lead link officer, about what, and what is asked of each measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmxl.framework.asked import in_order
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.forms.field import Field
from pmxl.returns.forms.form import Form
from pmxl.returns.forms.form import FormRow
from pmxl.returns.forms.form import FormSheet
from pmxl.returns.forms.form import Looked
from pmxl.returns.forms.sheet import CELL
from pmxl.returns.forms.sheet import QUIET
from pmxl.sheets import style
from pmxl.sheets.describe import Rich
from pmxl.terms import Rating

SHEET = "Update"
JUDGED = ("Yes", "In part", "No", "Too early to say")
NEXT_STEPS = ("Carry on", "Change it", "End it")
STEPS = (
    "Fill in the cream cells: a sentence or two each is enough. What the figures say stands there already.",
    "Say what went well as plainly as what did not: nobody is blamed here, and what was learned helps the next year.",
)
GIVEN = (("Measure", 32.0), ("The year in figures", 34.0), ("Rating", 14.0))
"""What stands there already, locked."""

FIELDS = (
    Field("judged", "Was it achieved?", 13, "choice", JUDGED),
    Field("achieved", "What was achieved", 34),
    Field("not_achieved", "What was not", 30),
    Field("reasons", "Why, and what was done", 34),
    Field("next_step", "Next year", 12, "choice", NEXT_STEPS),
    Field("next_year", "What will be done next year", 32),
    Field("lessons", "What we have learned", 32),
)
"""What a lead link officer is asked of each measure."""


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """A measure (or an objective without one) with what the year's figures say."""

    ref: str
    name: str
    objective: str
    plan: str = ""
    outcome: str = ""
    target: str = ""
    rating: str = ""
    before: str = ""
    quarters: str = ""


def update_form(
    partnership: str,
    officer: str,
    year: Period,
    framework: str,
    rows: tuple[UpdateRow, ...],
    *,
    deadline: date | None = None,
    return_to: str = "",
    questions_to: str = "",
) -> Form:
    """The form of one lead link officer."""
    sheet = FormSheet(
        name=SHEET,
        title=f"{officer} · annual update",
        steps=STEPS,
        given_headings=GIVEN,
        fields=FIELDS,
        rows=tuple(form_row(row) for row in rows),
        noun="measure",
    )
    return Form(
        kind="update",
        to=officer,
        period=year,
        revision=1,
        partnership=partnership,
        framework=framework,
        sheets=(sheet,),
        deadline=deadline,
        return_to=return_to,
        questions_to=questions_to,
        title=f"{officer}: annual update for {year.label}",
    )


def form_row(row: UpdateRow) -> FormRow:
    """What stands in a row already."""
    small = QUIET.but(bottom=None)
    under = "\n".join(piece for piece in (row.objective, row.plan) if piece)
    name = Rich(((row.name, CELL.but(bold=True)), (f"\n{under}" if under else "", small)))
    return FormRow(row.ref, (name, figures(row) or "No figure is measured.", rated(row.rating)))


def figures(row: UpdateRow) -> str:
    """Outcome and target, the year before, and the quarters, each on a line of its own."""
    lines = (
        f"Outcome: {row.outcome}" if row.outcome else "",
        f"Target: {row.target}" if row.target else "",
        f"A year before: {row.before}" if row.before else "",
        row.quarters,
    )
    return "\n".join(line for line in lines if line)


def rated(word: str) -> Looked:
    """The rating of the year as shape, word and colour."""
    if not word:
        return Looked("–", QUIET)
    return Looked(style.status_text(Rating(word)), style.status_style(Rating(word), CELL.but(bold=True)))


def officers(framework: Framework) -> dict[str, list[str]]:
    """The lead link officers with the ids of what they answer for, in the order of the scorecard.

    The owner of an objective answers for its measures; where it has none, the owner of each measure's performance. An
    objective without measures is answered for by itself.
    """
    found: dict[str, list[str]] = {}
    objectives = {one.id: one for one in framework.objectives}
    for measure in in_order(framework):
        officer = objectives[measure.objective].owner.strip() or measure.performance_owner.strip()
        if officer:
            found.setdefault(officer, []).append(measure.id)
    measured = {measure.objective for measure in framework.measures}
    for objective in framework.objectives:
        if objective.id not in measured and objective.owner.strip():
            found.setdefault(objective.owner.strip(), []).append(objective.id)
    return found

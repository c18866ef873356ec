"""The self-assessment workbook of the improvement journey, as each partner gets it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from typing import Literal

from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.improve.journey.guide import guide
from pmxl.improve.journey.stages import DONE
from pmxl.improve.journey.stages import LEAST
from pmxl.improve.journey.stages import MOST
from pmxl.improve.journey.stages import Journey
from pmxl.improve.journey.stages import Line
from pmxl.improve.journey.stages import Stage
from pmxl.periods import Period
from pmxl.returns.forms.field import Field
from pmxl.returns.forms.form import Form
from pmxl.returns.forms.form import FormRow
from pmxl.returns.forms.form import FormSheet
from pmxl.returns.forms.found import ReadForm
from pmxl.returns.forms.sheet import CELL
from pmxl.returns.forms.sheet import QUIET
from pmxl.sheets.describe import Rich
from pmxl.sheets.text import sheet_name
from pmxl.terms import Severity

KIND: Literal["journey"] = "journey"
SCORE, EVIDENCE = "score", "evidence"
ANSWER, NOTE = "answer", "note"
HEARD, HOW_MANY = "heard", "asked"
WHERE, NEED, BY, HOW = "where", "need", "by", "how"
YES, IN_PART, NO = ANSWERS = ("Yes", "In part", "No")
HEARD_FROM = ("Staff survey", "Focus group", "Own view")
GATES, CULTURE_SHEET, GAP = "Stage gates", "How we work", "Gap"
DONE_RIGHT, AVOIDED = "Done the right things?", "A pitfall avoided?"
GATE_TITLE = "Done the right things? Avoiding the pitfalls"
SHOWN_BY_EVIDENCE = 3
"""From this score on somebody else should be able to look up why."""

OF_STATEMENT = (
    Field(SCORE, "Score", 9, "score", least=LEAST, most=MOST),
    Field(EVIDENCE, "Evidence: what could another partner look up?", 40),
)
OF_GATE = (Field(ANSWER, "So with you?", 13, "choice", ANSWERS), Field(NOTE, "What is still to be done", 50))
OF_CULTURE = (
    Field(SCORE, "Score", 9, "score", least=LEAST, most=MOST),
    Field(HEARD, "How do you know?", 16, "choice", HEARD_FROM),
    Field(HOW_MANY, "People asked", 12, "number", least=0, number_format="#,##0"),
    Field(NOTE, "In their words", 46),
)
OF_GAP = (
    Field(WHERE, "Where are we?", 40),
    Field(NEED, "Where do we need to be?", 40),
    Field(BY, "By when", 14, "date"),
    Field(HOW, "How do we get there?", 44),
)
STEPS = (
    "Read what each score means for each statement, and give the one that fits you best today: 1, 2, 3 or 4.",
    "A low score with a reason helps more than a high one without. Views may differ: they are shown, not averaged.",
    "Take the stages in any order, and leave blank what you cannot judge. The last sheet has tips.",
)


def journey_form(
    framework: Framework, journey: Journey, partner: Partner, period: Period, deadline: date | None
) -> Form:
    """The workbook of one partner: a sheet for each stage, the gates, how people work together, and the gap."""
    names: list[str] = []
    for stage in journey.scored:
        names.append(sheet_name(stage.name, names))
    stages = [
        staged(stage, name, () if n else STEPS)
        for n, (stage, name) in enumerate(zip(journey.scored, names, strict=True))
    ]
    sheets = (*stages, *gates(journey), *culture(journey), gap(journey))
    return Form(
        kind=KIND,
        to=partner.id,
        period=period,
        revision=1,
        partnership=framework.settings.name,
        framework=framework.version,
        sheets=sheets,
        deadline=deadline,
        return_to=framework.settings.return_to,
        questions_to=framework.settings.officer,
        title=f"{partner.name}: improvement journey {period.label}",
        whose=partner.name,
        back=(guide(framework, journey),),
    )


def staged(stage: Stage, name: str, steps: tuple[str, ...]) -> FormSheet:
    """A stage: its statements, what each score means, and where to score."""
    heads = (("Statement", 34.0), *((f"{n} means", 24.0) for n in range(LEAST, MOST + 1)))
    rows = tuple(FormRow(line.ref, (stated(line), *line.levels)) for line in stage.statements)
    title = f"{stage.name} · {stage.question}" if stage.question else stage.name
    return FormSheet(name, title, steps, heads, OF_STATEMENT, rows, noun="statement")


def stated(line: Line) -> Rich:
    """A statement, and below it who is best placed to judge."""
    who = f"\nBest judged by {line.about}" if line.about else ""
    return Rich(((line.text, CELL.but(bold=True)), (who, QUIET.but(bottom=None))))


def gates(journey: Journey) -> Iterator[FormSheet]:
    """What is looked at before a stage is left behind."""
    heads = (("Stage", 20.0), ("Question", 24.0), ("Point", 70.0))
    rows = tuple(
        FormRow(line.ref, (stage.name, DONE_RIGHT if line.sort == DONE else AVOIDED, line.text))
        for stage in journey.stages
        for line in stage.gate
    )
    steps = ("Of each point say whether it is so with you; of a pitfall, Yes means that you have avoided it.",)
    if rows:
        yield FormSheet(GATES, GATE_TITLE, steps, heads, OF_GATE, rows, least_height=30)


def culture(journey: Journey) -> Iterator[FormSheet]:
    """What people in the partner would say, from a survey, a focus group, or in the view of whoever fills it in."""
    rows = tuple(FormRow(line.ref, (line.text,)) for line in journey.culture)
    steps = (
        "What would people in your organisation say? 1 hardly anybody would agree, 2 some, 3 most, 4 nearly everybody.",
        "A staff survey or a focus group is best; say which, and how many were asked.",
    )
    if rows:
        title = "How we work together · a survey of culture"
        yield FormSheet(CULTURE_SHEET, title, steps, (("Statement", 60.0),), OF_CULTURE, rows, least_height=36)


def gap(journey: Journey) -> FormSheet:
    """For each stage where we are, where we need to be, and how to get there."""
    rows = tuple(FormRow(f"gap-{stage.key}", (stage.name,)) for stage in journey.scored)
    steps = ("A sentence or two for each stage is enough; leave out the stages that are not your concern now.",)
    title = "The gap · where we are, where we need to be, and how to get there"
    return FormSheet(GAP, title, steps, (("Stage", 22.0),), OF_GAP, rows)


def unproven(found: ReadForm, _framework: Framework) -> Iterable[Finding]:
    """A Query for each high score that nothing is said to show (IMP010)."""
    told = {one.ref for one in found.stated if one.field in (EVIDENCE, NOTE, HEARD)}
    for one in found.stated:
        if one.field == SCORE and float(one.text) >= SHOWN_BY_EVIDENCE and one.ref not in told:
            says = f"{one.ref} has the score {one.text}, and nothing is said that shows it."
            ask = "Say what another partner could look up, or give a lower score."
            yield Finding("IMP010", Severity.QUERY, says, ask, sheet=one.sheet, cell=one.cell, found=one.text)

"""The checklist of setting a target: its six headings, what is known under each, and what people have said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmxl.framework.judged.criterion import CONSULTED
from pmxl.framework.judged.criterion import PLAN
from pmxl.framework.judged.criterion import RESOURCED
from pmxl.framework.judged.criterion import RESPONSE
from pmxl.framework.judged.eight_points import eight_points
from pmxl.framework.judged.evidence import NOTHING_KNOWN
from pmxl.framework.judged.ground import Ground
from pmxl.improve.target import words
from pmxl.improve.target.study import Study
from pmxl.plural import plural


@dataclass(frozen=True, slots=True)
class Asked:
    """One question under a heading: what is known of it, what people said, and the criterion on the sheet tests under
    which their answer is kept ("": it is answered by what is known).
    """

    heading: str
    question: str
    known: str
    said: str = ""
    criterion: str = ""


HEADINGS = (
    "The outcome",
    "Where we are and where we want to be",
    "The measure",
    "Consultation",
    "Plan of action",
    "Monitoring",
)
"""The six headings of the guide's checklist, in our words."""


def checklist(found: Study) -> tuple[Asked, ...]:
    """Every question of the checklist, heading by heading. Source: A manager's guide (2006), target-setting."""
    return tuple(_asked(found))


def _asked(found: Study) -> Iterator[Asked]:
    outcome, where, measure, consulted, plan, monitored = HEADINGS
    yield Asked(outcome, "What is the ultimate aim, and which wider plan does it serve?", aim(found))
    yield Asked(outcome, "By when?", f"The end of {found.year.label}.")
    yield Asked(where, "How does it perform now?", words.baseline(found))
    yield Asked(where, "Where is it going?", f"{words.course(found)} Without action: {words.outlook(found)}")
    yield Asked(where, "Is there a national target or a minimum standard?", words.floor(found))
    yield Asked(where, "How do others do?", words.others(found))
    yield Asked(measure, "Is there a clear measure, with figures to judge it by?", clear(found))
    yield people(found, consulted, "Were those who deliver it, and its other stakeholders, heard?", CONSULTED)
    milestones = " The milestones stand on “Through the year”." if found.has_way else ""
    yield people(found, plan, f"How will it be reached?{milestones}", PLAN)
    yield people(found, plan, "Is it resourced?", RESOURCED)
    yield Asked(plan, "Who answers for it?", words.owners(found))
    rhythm = f"Every {found.measure.frequency.value}, by {found.measure.source or 'a source nobody has named'}."
    yield Asked(monitored, "How is progress watched?", rhythm)
    yield people(found, monitored, "What will be done when it is missed?", RESPONSE, words.response(found))


def people(found: Study, heading: str, question: str, criterion: str, known: str = "") -> Asked:
    """A question that only people can answer."""
    said = words.answer(found.said.get(criterion))
    return Asked(heading, question, known or ("" if said else "Nobody has said."), said, criterion)


def aim(found: Study) -> str:
    """The objective and the plan."""
    objective = found.framework.objective(found.measure.objective)
    plan = f" Plan: {objective.plan}." if objective.plan else " No plan is named."
    return f"{objective.name}.{plan}"


def clear(found: Study) -> str:
    """The definition, and which of the eight points the measure fails."""
    points = eight_points(Ground(found.framework, NOTHING_KNOWN), found.measure)
    failing = [one.criterion.name.lower() for one in points if one.verdict.value == "Not met"]
    fails = f" Not met of the eight points: {', '.join(failing)}." if failing else ""
    return f"{found.measure.definition.rstrip('.')}. {plural(found.line.limits.figures, 'figure')}.{fails}"

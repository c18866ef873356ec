"""Requirements: what is expected of every partnership, a rule for each, checked with evidence that can be looked up."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from pmxl.assess.annual.updates import Form
from pmxl.assess.assessment import Assessment
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import plural

COLUMNS = ["requirement", "state", "found", "where", "todo"]
QUARTERS = 4
PB_VIEWS_SETTING = "pb_views"
"""The setting in which a partnership says what it decided about PB Views."""
NAMED = 4


class State(StrEnum):
    """Whether a requirement is met; not yet: its day has not come."""

    MET = "Met"
    IN_PART = "Met in part"
    NOT_MET = "Not met"
    NOT_YET = "Not due yet"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What lies in the folder: the annual summary and who published it, exports for PB Views, scorecards by quarter."""

    summary: str = ""
    exports: tuple[str, ...] = ()
    scorecards: tuple[str, ...] = ()
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at."""

    framework: Framework
    year: Period
    quarters: tuple[Assessment, ...]
    forms: tuple[Form, ...]
    evidence: Evidence

    @property
    def is_over(self) -> bool:
        """True once the year's last day has passed."""
        return self.evidence.today is None or self.evidence.today > self.year.last_day


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: the state, the fact with its figures, where it can be looked up, and what is to be done."""

    state: State
    fact: str
    where: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is expected, in the words of the guidance, and the rule by which it is checked."""

    words: str
    rule: Callable[[Case], Found]


def requirements(
    framework: Framework,
    year: Period,
    quarters: Sequence[Assessment],
    forms: Collection[Form],
    evidence: Evidence,
) -> pd.DataFrame:
    """A row for each requirement: met or not, what was found, where, and what is to be done."""
    case = Case(framework, year, tuple(quarters), tuple(forms), evidence)
    rows = [(each.words, *told(each.rule(case))) for each in MINIMUM]
    return pd.DataFrame(rows, columns=COLUMNS)


def told(found: Found) -> tuple[str, str, str, str]:
    """A finding as the cells of its row."""
    return found.state.value, found.fact, found.where, found.todo


def written_plan(case: Case) -> Found:
    """Every objective names the plan that it comes from."""
    objectives = case.framework.objectives
    bare = [one for one in objectives if not one.plan.strip()]
    plans = list(dict.fromkeys(one.plan.strip().partition(",")[0] for one in objectives if one.plan.strip()))
    fact = f"{len(objectives) - len(bare)} of {plural(len(objectives), 'objective')} name the plan they come from"
    fact += f": {some(plans)}." if plans else "."
    where = "framework.xlsx › objectives, column plan"
    if not bare:
        return Found(State.MET, fact, where)
    rows = ", ".join(str(one.row) for one in bare[:NAMED] if one.row)
    todo = f"Name the plan of {some([one.name for one in bare])}{f' (row {rows})' if rows else ''}."
    return Found(State.IN_PART if plans else State.NOT_MET, fact, where, todo)


def monitored_quarterly(case: Case) -> Found:
    """A return came in each quarter that is over."""
    over = [one for one in case.quarters if case.evidence.today is None or one.period.last_day < case.evidence.today]
    came = {one.period.label: int((one.register["revision"] > 0).sum()) for one in over}
    without = [label for label, number in came.items() if not number]
    cards = f"; scorecards: {', '.join(case.evidence.scorecards)}" if case.evidence.scorecards else ""
    where = f"ledger, receipts of {case.year.label}{cards}"
    fact = "; ".join(f"{label}: {plural(number, 'return')}" for label, number in came.items())
    if not over:
        return Found(State.NOT_YET, "No quarter of the year is over.", where)
    if not without:
        few = len(over) < QUARTERS and case.is_over
        todo = f"The year was monitored {len(over)} times: ask for returns at least every quarter." if few else ""
        return Found(State.IN_PART if few else State.MET, f"{fact}.", where, todo)
    state = State.IN_PART if len(without) < len(over) else State.NOT_MET
    return Found(state, f"{fact}.", where, f"Collect the returns of {', '.join(without)}.")


def pb_views(case: Case) -> Found:
    """An export was made, or the framework says what was decided."""
    decided = {key.casefold(): said for key, said in case.framework.settings.extra.items()}.get(PB_VIEWS_SETTING, "")
    if case.evidence.exports:
        fact = f"{plural(len(case.evidence.exports), 'exchange file')} made for this year."
        return Found(State.MET, fact, ", ".join(case.evidence.exports))
    if decided.strip():
        return Found(
            State.MET, f"The framework says: {decided.strip()}", f"framework.xlsx › settings, {PB_VIEWS_SETTING}"
        )
    todo = f"Make an export (pmxl export --pb-views), or write in the setting {PB_VIEWS_SETTING} what was decided."
    return Found(State.NOT_MET, "No exchange file was made and no decision is written down.", "–", todo)


def annual_summary(case: Case) -> Found:
    """The summary was made after the year's end; this workbook is its evidence."""
    where = case.evidence.summary or "this workbook"
    if not case.is_over:
        ends = day_in_words(case.year.last_day)
        return Found(
            State.NOT_YET, f"The year ends on {ends}; this is how it stands so far.", where, "Make it again then."
        )
    on = f" on {day_in_words(case.evidence.today)}" if case.evidence.today else ""
    return Found(State.MET, f"The annual performance summary was made{on}.", where)


def update_forms(case: Case) -> Found:
    """Every lead link officer sent the form back."""
    back = [form for form in case.forms if form.answers]
    waiting = [form.officer for form in case.forms if not form.answers]
    where = f"ledger, update forms of {case.year.label}"
    if back:
        where += f": {', '.join(dict.fromkeys(said.file for form in back for said in form.answers if said.file))}"
    if not case.forms:
        state = State.NOT_MET if case.is_over else State.NOT_YET
        return Found(
            state, "No update forms were issued.", where, f'Issue them: pmxl annual "{case.year.label}" --forms'
        )
    fact = f"{len(back)} of {plural(len(case.forms), 'update form')} came back."
    if not waiting:
        return Found(State.MET, fact, where)
    return Found(State.IN_PART if back else State.NOT_MET, fact, where, f"Ask {some(waiting)} for theirs.")


MINIMUM = (
    Requirement("Produce a written plan or strategy setting out what it intends to achieve", written_plan),
    Requirement("Monitor progress at least quarterly", monitored_quarterly),
    Requirement("Consider the use of PB Views (the council's computerised performance monitoring system)", pb_views),
    Requirement("Produce an annual performance summary report", annual_summary),
    Requirement("Submit an annual update form (completed by the lead link officer)", update_forms),
)
"""The minimum requirements that the guidance lays on all partnerships."""


def some(names: Sequence[str]) -> str:
    """Up to four names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more

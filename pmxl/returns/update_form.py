"""An annual update form before it is laid out: for which lead link officer, about what, and its mark."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmxl.framework.asked import in_order
from pmxl.framework.models import Framework
from pmxl.periods import Period

SCHEMA = 1
"""The layout of the form; raised when its fields or its mark change."""
MARK_LENGTH = 16

JUDGED = ("Yes", "In part", "No", "Too early to say")
NEXT_STEPS = ("Carry on", "Change it", "End it")


@dataclass(frozen=True, slots=True)
class Entry:
    """A field to be filled in: its key in the ledger, its heading, its width, and the words to choose from."""

    key: str
    heading: str
    width: float
    choices: tuple[str, ...] = ()


ENTRIES = (
    Entry("judged", "Was it achieved?", 13, JUDGED),
    Entry("achieved", "What was achieved", 34),
    Entry("not_achieved", "What was not", 30),
    Entry("reasons", "Why, and what was done", 34),
    Entry("next_step", "Next year", 12, NEXT_STEPS),
    Entry("next_year", "What will be done next year", 32),
    Entry("lessons", "What we have learned", 32),
)
"""What a lead link officer is asked of each measure."""


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """A measure (or an objective without one) with what the year's figures say, and what was said of it before."""

    ref: str
    name: str
    objective: str
    plan: str = ""
    outcome: str = ""
    target: str = ""
    rating: str = ""
    before: str = ""
    quarters: str = ""
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UpdateForm:
    """The form of one lead link officer."""

    partnership: str
    officer: str
    year: Period
    revision: int
    framework: str
    rows: tuple[UpdateRow, ...]
    deadline: date | None = None
    return_to: str = ""
    questions_to: str = ""

    @property
    def mark(self) -> str:
        """16 hex digits of what makes this form itself."""
        refs = [row.ref for row in self.rows]
        return mark_of(str(SCHEMA), self.officer, self.year.label, str(self.revision), self.framework, refs)


def mark_of(schema: str, officer: str, year: str, revision: str, framework: str, refs: Iterable[str]) -> str:
    """The mark by which a form is known to be one of ours and unchanged."""
    whole = [schema, officer, year, revision, framework, sorted(refs)]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:MARK_LENGTH]


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

"""History: how the plan for an action was changed after it was first given; nothing that was said is ever lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmxl.improve.actions.fields import DAYS
from pmxl.improve.actions.fields import HEADINGS
from pmxl.improve.actions.fields import PLANNED
from pmxl.improve.actions.ref import lasting_ref
from pmxl.improve.actions.register import day
from pmxl.ledger import FormAnswer
from pmxl.periods import day_in_words
from pmxl.terms import WITHDRAWN


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One field of a plan that was changed: what it was, what it became, who said so, and in which plan."""

    field: str
    was: str
    became: str
    by: str
    plan: str

    @property
    def words(self) -> str:
        """`By when was 31 March 2026 and became 29 May 2026 (2026-27 Q1, A. Shah).`"""
        then = "was taken back" if self.became == WITHDRAWN else f"became {self.became}"
        return f"{HEADINGS[self.field]} was {self.was} and {then} ({self.plan}, {self.by})."


def changes_of(answers: Iterable[FormAnswer]) -> dict[tuple[str, str], tuple[PlanChange, ...]]:
    """The changes of every action by to and ref, oldest first.

    `answers` are all that was ever said, in the order in which it came to stand.
    """
    standing: dict[tuple[str, str, str], str] = {}
    found: dict[tuple[str, str], list[PlanChange]] = {}
    for one in answers:
        if one.field not in PLANNED:
            continue
        key = one.to, lasting_ref(one.ref, one.period)
        before = standing.get((*key, one.field), one.text)
        standing[*key, one.field] = one.text
        if before != one.text:
            plan = f"{one.period.label} r{one.revision}" if one.revision > 1 else one.period.label
            change = PlanChange(one.field, told(one.field, before), told(one.field, one.text), one.by or one.to, plan)
            found.setdefault(key, []).append(change)
    return {key: tuple(changes) for key, changes in found.items()}


def told(field: str, text: str) -> str:
    """A day in words, any other text as it stands; the word that takes back without marks round it."""
    if text == WITHDRAWN:
        return text
    found = day(text) if field in DAYS else None
    return day_in_words(found) if found else f"“{text}”"

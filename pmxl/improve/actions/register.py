"""Register: every action ever planned, as the latest plan that came back says it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any
from typing import Literal

from pmxl.framework.models import Framework
from pmxl.improve.actions.action import Action
from pmxl.improve.actions.fields import DAYS
from pmxl.improve.actions.fields import NUMBERS
from pmxl.improve.actions.fields import TEXTS
from pmxl.improve.actions.ref import About
from pmxl.improve.actions.ref import about
from pmxl.improve.actions.ref import lasting_ref
from pmxl.ledger import FormAnswer
from pmxl.periods import Period
from pmxl.returns.forms.form import NEW
from pmxl.returns.names import folded
from pmxl.terms import WITHDRAWN

KIND: Literal["actions"] = "actions"
ABOUT = "about"
"""The field of a new action that names its measure."""


def actions_of(framework: Framework, answers: Iterable[FormAnswer]) -> list[Action]:
    """The actions, those planned first first; what was said last of a field stands, unless it was taken back.

    An action of which nobody said what will be done is none. `answers` are those of every period, also what was taken
    back.
    """
    told: dict[tuple[str, str], dict[str, FormAnswer]] = {}
    first: dict[tuple[str, str], Period] = {}
    for one in sorted(answers, key=lambda one: (one.period, one.revision, one.at)):
        key = one.to, lasting_ref(one.ref, one.period)
        first.setdefault(key, one.period)
        fields = told.setdefault(key, {})
        fields[one.field] = one
        if one.text == WITHDRAWN:
            del fields[one.field]
    in_order = sorted(told, key=lambda key: (first[key], key[1].startswith(NEW), key))
    return [
        action_of(framework, key, first[key], told[key])
        for key in in_order
        if "what" in told[key] and told[key]["what"].text.strip()
    ]


def action_of(framework: Framework, key: tuple[str, str], period: Period, fields: dict[str, FormAnswer]) -> Action:
    """One action from its fields."""
    to, ref = key
    what = fields["what"]
    found = about(ref, framework)
    if not found.measure and ABOUT in fields:
        found = named(framework, fields[ABOUT].text, to)
    given: dict[str, Any] = {name: fields[name].text for name in TEXTS if name in fields}
    given |= {name: day(fields[name].text) for name in DAYS if name in fields}
    given |= {name: number(fields[name].text) for name in NUMBERS if name in fields}
    last = max(fields.values(), key=lambda one: (one.period, one.revision, one.at))
    said = f"{last.by or last.to}, {last.period.label}"
    return Action(
        ref=ref,
        to=to,
        period=period,
        measure=found.measure,
        partner=found.partner,
        area=found.area,
        said=said,
        place=f"{what.file} › {what.sheet}!{what.cell}",
        **given,
    )


def named(framework: Framework, name: str, to: str) -> About:
    """The measure of that name, and the partner whose own figure it is where one of several was asked."""
    measure = next((m for m in framework.measures if folded(name) in (folded(m.name), folded(m.id))), None)
    if measure is None:
        return About("", "")
    partners = {partner for partner, _ in measure.pairs}
    return About(measure.id, to if to in partners and len(partners) > 1 else "")


def day(text: str) -> date | None:
    """A day as the ledger has it, or None."""
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def number(text: str) -> float | None:
    """A number as the ledger has it, or None."""
    with suppress(ValueError):
        return float(text)
    return None

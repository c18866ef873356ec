"""A form that went out and is not back, when it is chased, and what is said of it in a letter."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import listed


@dataclass(frozen=True, slots=True)
class AwaitedForm:
    """A form that went out and is not back: what it is called, whose it is, for when, its file, and when it went.

    `to` is the partner's id or the officer's name, `whose` what that is called.
    """

    to: str
    called: str
    whose: str
    period: Period
    file: str
    issued_on: date


def chased(
    framework: Framework, awaited: Iterable[AwaitedForm], today: date, soon: timedelta
) -> dict[str, list[AwaitedForm]]:
    """The forms that are due `soon` or were due, by whom they went to; the ledger keeps no day of a form's own."""
    found: dict[str, list[AwaitedForm]] = {}
    for one in awaited:
        if due_of(framework, one) - today <= soon:
            found.setdefault(one.to, []).append(one)
    return found


def due_of(framework: Framework, one: AwaitedForm) -> date:
    """The day by which returns of its period are due; of one that went out after it so many days from then."""
    usual = framework.settings.usual_due(one.period)
    return usual if one.issued_on <= usual else one.issued_on + timedelta(days=framework.settings.deadline_days)


def not_in(forms: Sequence[AwaitedForm]) -> str:
    """`action plan not in`, `annual update and self-assessment not in`; "" for none."""
    return f"{listed(dict.fromkeys(one.called for one in forms))} not in" if forms else ""


def about(one: AwaitedForm) -> str:
    """`The action plan for 2025-26 Q4, actions-fire.xlsx, which we sent on 3 April 2026, has not come back yet.`"""
    sent = f"{one.file}, which we sent on {day_in_words(one.issued_on)}"
    return f"The {one.called} for {one.period.label}, {sent}, has not come back yet."

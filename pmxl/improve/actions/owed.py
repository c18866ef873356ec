"""Owed: the action plans that a trigger or the hot-house asks for, of whom, and whether one was given."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmxl.framework.models import Framework
from pmxl.improve.actions.action import Action
from pmxl.improve.hothouse.spell import Spell
from pmxl.periods import Period
from pmxl.returns.update_form import officers
from pmxl.terms import Strength

if TYPE_CHECKING:
    from pmxl.assess import Assessment


@dataclass(frozen=True, slots=True)
class Owed:
    """An action plan that is owed: of which measure and whose figure, why, of whom, and what was given.

    `to` is a partner's id or a lead link officer's name, "" where nobody answers for the measure. `given` are the
    actions that meet it.
    """

    measure: str
    partner: str
    to: str
    period: Period
    trigger: str
    why: str
    hot: bool = False
    given: tuple[Action, ...] = ()
    area: str = ""

    @property
    def of(self) -> tuple[str, str, str]:
        """What it is about: measure, partner and area."""
        return self.measure, self.partner, self.area

    @property
    def is_met(self) -> bool:
        """True where at least one action was given."""
        return bool(self.given)


Reasons = dict[tuple[str, str, str], tuple[list[str], list[str]]]
"""By measure, partner and area the triggers that fired, and their sentences."""


def owed(assessment: Assessment, spells: Iterable[Spell], actions: Sequence[Action]) -> list[Owed]:
    """What is owed after a period: for whatever fired a trigger to act, and for whatever is in the hot-house.

    Met by an action about that figure which had not ended before the period began.
    """
    from pmxl.assess.scene import records  # here, so that what the hot-house alone owes is told without a frame

    found: Reasons = {}
    acting = assessment.exceptions[assessment.exceptions["strength"] == Strength.ACT]
    for row in records(acting):
        triggers, sentences = found.setdefault((row["measure"], row["partner"], row["area"]), ([], []))
        triggers.append(row["trigger"])
        sentences.append(row["sentence"])
    return owed_of(assessment.framework, assessment.period, spells, actions, found)


def owed_of(
    framework: Framework,
    period: Period,
    spells: Iterable[Spell],
    actions: Sequence[Action],
    fired: Reasons | None = None,
) -> list[Owed]:
    """What is owed for whatever is in the hot-house, and for whatever else `fired`."""
    found = {key: (list(triggers), list(sentences)) for key, (triggers, sentences) in (fired or {}).items()}
    hot = {one.of: one for one in spells if one.is_open}
    for key, spell in hot.items():
        since = f"In the hot-house since {spell.entered.label}."
        found.setdefault(key, ([spell.trigger], []))[1].append(since)
    return [
        Owed(
            measure=measure,
            partner=partner,
            area=area,
            to=owed_by(framework, measure, partner, area),
            period=period,
            trigger=", ".join(dict.fromkeys(triggers)),
            why=" ".join(sentences),
            hot=(measure, partner, area) in hot,
            given=met_by(actions, (measure, partner, area), period),
        )
        for (measure, partner, area), (triggers, sentences) in found.items()
    ]


def owed_by(framework: Framework, measure_id: str, partner: str, area: str = "") -> str:
    """Who owes a plan: the partner whose figure it is, or who alone returns it; else the lead link officer, else who
    runs the returns.
    """
    measure = framework.measure(measure_id)
    partners = {p for p, where in measure.pairs if not area or where == area}
    if partner or len(partners) == 1:
        return partner or next(iter(partners))
    answering = next((officer for officer, ids in officers(framework).items() if measure_id in ids), "")
    return answering or framework.settings.officer


def met_by(actions: Iterable[Action], of: tuple[str, str, str], period: Period) -> tuple[Action, ...]:
    """The actions about a figure that were running in the period or have been planned since."""
    return tuple(
        one
        for one in actions
        if one.of == of
        and (one.last_day is None or one.last_day >= period.first_day)
        and (one.is_open or one.last_day is not None)
    )

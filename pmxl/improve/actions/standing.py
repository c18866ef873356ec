"""Standing: every action with its state on a day, and where somebody looked, with its effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmxl.framework.models import Framework
from pmxl.improve.actions.action import OVERDUE
from pmxl.improve.actions.action import Action
from pmxl.improve.actions.history import PlanChange


@dataclass(frozen=True, slots=True)
class Followed:
    """An action as it stands on a day: `state`, and once it has ended its effect with the figures that show it.

    `changes` say how its plan was changed since it was first given.
    """

    action: Action
    name: str
    state: str
    effect: str = ""
    words: str = ""
    changes: tuple[PlanChange, ...] = ()


def standing_of(framework: Framework, action: Action, day: date) -> Followed:
    """An action with its state on a day, without its effect."""
    name = next((measure.name for measure in framework.measures if measure.id == action.measure), "")
    return Followed(action, name, OVERDUE if action.is_overdue(day) else action.state)

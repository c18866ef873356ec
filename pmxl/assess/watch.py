"""Watch: a trigger and the measure it watches, in the words of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any
from typing import NamedTuple

import pandas as pd

from pmxl.assess.agreed_words import agreed
from pmxl.assess.scene import records
from pmxl.framework.models import Measure
from pmxl.framework.models import Tolerance
from pmxl.rules.presets import PERCENT
from pmxl.rules.presets import POINTS
from pmxl.rules.tolerance import SUCCESSIVE_MOVES
from pmxl.terms import Rating
from pmxl.terms import Trigger

WITH_AMOUNT = (Trigger.OVERRUN, Trigger.RELATIVE)
WITH_N = (Trigger.RATING, Trigger.MISSING)


class Watch(NamedTuple):
    """A trigger and the measure it watches."""

    measure: Measure
    trigger: Tolerance


Stood = Mapping[str, Mapping[str, dict[str, Any]]]
"""How every unit of a measure stands: by measure and by unit its row."""


def stood_of(rows: pd.DataFrame) -> Stood:
    """The rows of an assessment frame, whose index is (measure, unit), by measure and by unit."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (measure, unit), row in zip(rows.index.tolist(), records(rows), strict=True):
        found.setdefault(str(measure), {})[str(unit)] = row
    return found


def told(watch: Watch, hits: Iterable[tuple[str, str]]) -> Iterator[dict[str, object]]:
    """The units on which a trigger fires, each with its sentence and who agreed it."""
    measure, trigger = watch
    for unit, sentence in hits:
        yield {
            "measure": measure.id,
            "unit": unit,
            "trigger": spelled(trigger),
            "sentence": f"{sentence} {agreement(trigger)}".strip(),
            "strength": trigger.strength.value,
            "agreed_by": trigger.agreed_by,
            "agreed_on": trigger.agreed_on,
            "compare": trigger.compare,
        }


def spelled(trigger: Tolerance) -> str:
    """A trigger as it is written in a plan: `decline 2`, `decline 10%`, `overrun 50`, `rating amber 3`, `standard`."""
    if trigger.rule == Trigger.DECLINE:
        return f"decline {moves_of(trigger)}"
    if trigger.rule == Trigger.DECLINE_PERCENT:
        return f"decline {plain(trigger)} points" if counted_in(trigger) == POINTS else f"decline {plain(trigger)}%"
    amount = plain(trigger) if trigger.amount is not None and trigger.rule in WITH_AMOUNT else ""
    times = str(trigger.n) if trigger.n and trigger.rule in WITH_N else ""
    return " ".join(piece for piece in (trigger.rule, trigger.preset, amount, times) if piece)


def moves_of(trigger: Tolerance) -> int:
    """How many worsening moves in a row a trigger asks for: of `any` just one."""
    return 1 if trigger.rule == Trigger.ANY else trigger.n or SUCCESSIVE_MOVES


def level_of(trigger: Tolerance) -> Rating:
    """Which rating a trigger waits for: Red, or Amber and worse."""
    return Rating.AMBER if trigger.preset == "amber" else Rating.RED


def counted_in(trigger: Tolerance) -> str:
    """What the amount of a fall is counted in: per cent of the figure compared with, unless points were agreed."""
    return POINTS if trigger.unit == POINTS else PERCENT


def plain(trigger: Tolerance) -> str:
    """A trigger's amount as it was agreed."""
    return f"{trigger.amount or 0:,.15g}"


def agreement(trigger: Tolerance) -> str:
    """Who agreed a trigger and when, as a sentence; "" where nobody is named."""
    said = agreed(trigger.agreed_by, trigger.agreed_on).removeprefix(", a")
    return f"A{said}." if said else ""

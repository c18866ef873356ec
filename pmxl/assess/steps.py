"""Steps: a change as a way from the figure before to the figure now, a step for each part that moved it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.contributed import is_its_own
from pmxl.assess.contributed import name_of
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.framework.models import Measure
from pmxl.rules.rounding import published_one

COLUMNS = ["measure", "compare", "label", "what", "start", "end", "better"]
BEFORE, NOW = "before", "now"
RATE, MIX, REST = "rate", "mix", "rest"
MOST = 6
"""Parts that have a step of their own; the others share one."""
EACH_A_LITTLE = "Each too little to show"
FEWEST = 2
"""One part alone is the whole change."""


def steps(scene: Scene, contributions: pd.DataFrame) -> pd.DataFrame:
    """COLUMNS for every measure and comparison whose change is made by two parts or more, from before to now.

    `what` is before, now, rate (a part's own change), mix (shares of the whole that changed) or rest (the other parts
    together); a step leads from `start` to `end`, and `better` is 1, -1 or 0 by the measure's polarity.
    """
    changes: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in records(contributions):
        changes.setdefault((row["measure"], row["compare"]), []).append(row)
    found = [
        step
        for parts in changes.values()
        if len(parts) >= FEWEST and not any(math.isnan(part["whole_before"]) for part in parts)
        for step in way(scene, parts)
    ]
    return pd.DataFrame(found, columns=COLUMNS)


def way(scene: Scene, parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The steps of one change."""
    first = parts[0]
    measure = scene.framework.measure(first["measure"])
    key = {"measure": first["measure"], "compare": first["compare"]}
    level = float(first["whole_before"])
    yield key | {"label": "Before", "what": BEFORE, "start": 0.0, "end": level, "better": 0}
    for label, what, effect in moves(scene, measure, parts):
        end = settled(measure, level + effect)
        better = int(np.sign(effect)) * measure.polarity.sign
        yield key | {"label": label, "what": what, "start": level, "end": end, "better": better}
        level = end
    yield key | {"label": "Now", "what": NOW, "start": 0.0, "end": level, "better": 0}


def moves(scene: Scene, measure: Measure, parts: list[dict[str, Any]]) -> Iterator[tuple[str, str, float]]:
    """Label, sort and size of each step: the largest parts, the others together, and the mix."""
    rates = any(not math.isnan(part["mix_effect"]) for part in parts)
    sizes = [(part, float(part["rate_effect"] if rates else part["effect"])) for part in parts]
    moved = sorted((one for one in sizes if one[1]), key=lambda one: -abs(one[1]))
    own = [one for one in moved if is_its_own(measure, one[0]["rate_alone" if rates else "alone"])]
    named = own if len(moved) <= MOST else own[: MOST - 1]
    yield from ((name_of(scene, part), RATE, effect) for part, effect in named)
    others = settled(measure, math.fsum(one[1] for one in moved if one not in named))
    if others:
        yield "The others" if named else EACH_A_LITTLE, REST, others
    mix = settled(measure, math.fsum(part["mix_effect"] for part in parts)) if rates else 0.0
    if mix:
        yield "Mix: changed shares", MIX, mix


def settled(measure: Measure, value: float) -> float:
    """A level as published, without the noise of adding up."""
    return published_one(value, measure.decimals)

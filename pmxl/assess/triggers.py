"""Which agreed triggers fire on which unit, each with its sentence: on what figures, under whose agreement."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from typing import Any

import pandas as pd

from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.movement import backs_of
from pmxl.assess.scene import Scene
from pmxl.assess.trigger_levels import STANDING
from pmxl.assess.trigger_moves import declines
from pmxl.assess.trigger_moves import declining
from pmxl.assess.trigger_moves import falls
from pmxl.assess.trigger_moves import history
from pmxl.assess.trigger_spells import lasting
from pmxl.assess.trigger_spells import ratings_so_far
from pmxl.assess.watch import Watch
from pmxl.assess.watch import moves_of
from pmxl.assess.watch import stood_of
from pmxl.assess.watch import told
from pmxl.framework.models import Measure
from pmxl.framework.models import Tolerance
from pmxl.framework.tolerated import triggers_of
from pmxl.terms import Strength
from pmxl.terms import Trigger

COLUMNS = ["measure", "unit", "trigger", "sentence", "strength", "agreed_by", "agreed_on"]


def fired(scene: Scene, cells: pd.DataFrame, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row for every trigger that fires: measure, unit, trigger, sentence, strength, who agreed it and when.

    `rows` is the assessment frame of the same units, indexed by (measure, unit), and `by` says what the units are.
    """
    watches = [
        Watch(measure, trigger)
        for measure in scene.framework.measures
        for trigger in triggers_of(scene.framework, measure)
        if not is_silent(scene, measure, trigger)
    ]
    if not watches:
        return pd.DataFrame(columns=COLUMNS)
    hits = [hit for hits in firing(scene, cells, rows, watches, by) for hit in hits]
    found = pd.DataFrame(hits, columns=[*COLUMNS, "compare"])
    order = {measure.id: place for place, measure in enumerate(scene.framework.measures)}
    found = found.assign(_order=found["measure"].map(order), _mild=found["strength"] != Strength.ACT.value)
    found = found.sort_values(["_order", "_mild"], kind="stable")
    found = found.drop_duplicates(["measure", "unit", "trigger", "compare"])  # what asks for action is not also watched
    return found[COLUMNS]


def is_silent(scene: Scene, measure: Measure, trigger: Tolerance) -> bool:
    """A silent month silences the period it closes."""
    return scene.shown(measure.id).last_day.month in trigger.silent


def firing(
    scene: Scene, cells: pd.DataFrame, rows: pd.DataFrame, watches: list[Watch], by: str
) -> Iterator[Iterator[dict[str, object]]]:
    """What fires, for all watches; those that look at the same periods share one alignment of the figures."""
    stood = stood_of(rows)
    for rule in (Trigger.DECLINE, Trigger.ANY):
        for (n, compare), group in grouped(watches, rule, lambda t: (moves_of(t), t.compare)):
            past = declining(scene, cells, group, n, seasonal=compare == LAST_YEAR)
            yield from (told(w, declines(scene, w, past, n, stood, seasonal=compare == LAST_YEAR)) for w in group)
    for (compare,), group in grouped(watches, Trigger.DECLINE_PERCENT, lambda t: (t.compare,)):
        now = pd.Series(0, index=scene.table.index)
        past = history(scene, cells, group, [now, backs_of(scene.table, compare)])
        yield from (told(w, falls(scene, w, past, stood)) for w in group)
    for rule in (Trigger.RATING, Trigger.MISSING):
        for (n,), group in grouped(watches, rule, lambda t: (t.n or 1,)):
            ratings = ratings_so_far(scene, rows, group, n, by)
            yield from (told(w, lasting(scene, w, ratings, n)) for w in group)
    for watch in watches:
        if watch.trigger.rule in STANDING:
            yield told(watch, STANDING[Trigger(watch.trigger.rule)](scene, watch, stood))


def grouped(
    watches: list[Watch], rule: Trigger, shape: Callable[[Tolerance], tuple[Any, ...]]
) -> list[tuple[tuple[Any, ...], list[Watch]]]:
    """The watches of one rule, those of one shape together."""
    found: dict[tuple[Any, ...], list[Watch]] = {}
    for watch in watches:
        if watch.trigger.rule == rule:
            found.setdefault(shape(watch.trigger), []).append(watch)
    return list(found.items())

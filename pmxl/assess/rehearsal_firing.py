"""What the triggers of a proposal would have fired on, period by period: by the rules and the code of a scorecard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.compared import compared
from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.rehearsal_past import Past
from pmxl.assess.rows import judged
from pmxl.assess.rows import rows_by
from pmxl.assess.scene import LEVELS
from pmxl.assess.scene import Scene
from pmxl.assess.trigger_spells import SKIPPED
from pmxl.assess.triggers import firing
from pmxl.assess.triggers import is_silent
from pmxl.assess.watch import Watch
from pmxl.assess.watch import counted_in
from pmxl.assess.watch import level_of
from pmxl.assess.watch import moves_of
from pmxl.assess.watch import spelled
from pmxl.framework.models import Framework
from pmxl.framework.models import Tolerance
from pmxl.rules import tolerance
from pmxl.rules.spell import missing_for
from pmxl.rules.spell import off_target_for
from pmxl.terms import Rating
from pmxl.terms import Signal
from pmxl.terms import Trigger


def fired(past: Past, triggers: tuple[Tolerance, ...], framework: Framework, ratings: list[str]) -> list[list[str]]:
    """The triggers that would have fired in every period; in a silent month they say nothing.

    `framework` holds the proposal in the place of what is agreed, `ratings` what it makes of each period.
    """
    names: list[list[str]] = [[] for _ in past.backs]
    for trigger in triggers:
        for n, hit in enumerate(hits(past, trigger, framework, ratings)):
            said = spelled(trigger)
            if hit and said not in names[n] and not is_silent(past.scenes[n], past.measure, trigger):
                names[n].append(said)
    return names


def hits(past: Past, trigger: Tolerance, framework: Framework, ratings: list[str]) -> list[bool]:
    """In which periods one trigger would have fired."""
    rule = Trigger(trigger.rule)
    if rule is Trigger.SIGNAL:
        return [signal == Signal.CONCERN for signal in past.signals]
    if rule in (Trigger.RATING, Trigger.MISSING):
        return [lasted(past, trigger, n, ratings) for n in range(len(past.backs))]
    if rule in (Trigger.OVERRUN, Trigger.STANDARD):
        return [bool(hit) for hit in beyond(past, trigger)]
    if rule in (Trigger.DECLINE, Trigger.ANY, Trigger.DECLINE_PERCENT):
        now, then = windows(past, trigger, past.steps)
        moved = worse(past, trigger, now, then)
        same = is_of_the_same(past, trigger)
        return [bool(moved[n]) if same[n] else retold(past, trigger, framework, n) for n in range(len(past.backs))]
    return [retold(past, trigger, framework, n) for n in range(len(past.backs))]


def lasted(past: Past, trigger: Tolerance, n: int, ratings: list[str]) -> bool:
    """True where a run of off-target ratings, or of periods without a figure, has come to its length."""
    length = trigger.n or 1
    told = dict.fromkeys(past.blank, str(Rating.NO_DATA)) | dict(zip(past.backs, ratings, strict=True))
    run = [told.get(past.backs[n] + ago, "") for ago in range(length + SKIPPED - 1, -1, -1)]
    words = np.array(run, dtype=object)
    if trigger.rule == Trigger.MISSING:
        return bool(missing_for(words, length))
    return bool(off_target_for(words, length, level_of(trigger)))


def beyond(past: Past, trigger: Tolerance) -> np.ndarray:
    """Where a whole figure is further off its target than allowed, or its standard is broken."""
    how: dict[str, Any] = {"kind": past.kind, "decimals": past.measure.decimals}
    way = past.measure.polarity.value
    if trigger.rule == Trigger.STANDARD:
        return tolerance.standard_broken(past.values, past.level("standard"), way, **how)
    ends = {"low": past.level("low"), "high": past.level("high")}
    return tolerance.overrun(past.values, past.level("target"), trigger.amount or 0, way, **ends, **how)


def windows(past: Past, trigger: Tolerance, column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What a move is looked for in, a row a period, and what each is compared with; NaN across a break."""
    n = 1 if trigger.rule == Trigger.DECLINE_PERCENT else moves_of(trigger)
    ago = past.year if trigger.compare == LAST_YEAR else 1
    at = past.places[:, np.newaxis] + np.arange(1 - n, 1)

    def of(places: np.ndarray) -> np.ndarray:
        clipped = np.maximum(places, 0)
        same = (places >= 0) & (past.phase[clipped] == past.phase[past.places][:, np.newaxis])
        return np.where(same, column[clipped], np.nan)

    return of(at), of(at - ago)


def is_of_the_same(past: Past, trigger: Tolerance) -> np.ndarray:
    """True where everybody is in all periods compared and as many in each: else only those in all can be compared."""
    members = np.hstack(windows(past, trigger, past.members))
    whole = ~np.isnan(np.hstack(windows(past, trigger, past.steps))).any(axis=-1)
    return np.asarray(whole & (members == members[:, :1]).all(axis=-1))


def worse(past: Past, trigger: Tolerance, now: np.ndarray, then: np.ndarray) -> np.ndarray:
    """Where the figures have worsened as often, or by as much, as the trigger asks."""
    size = len(now)
    way = past.measure.polarity.value
    levels = {name: past.level(name) for name in LEVELS}
    how: dict[str, Any] = {"decimals": np.full(size, past.measure.decimals), **levels}
    if not size:
        return np.zeros(0, dtype=bool)
    if trigger.rule == Trigger.DECLINE_PERCENT:
        unit, amount = counted_in(trigger), trigger.amount or 0
        return tolerance.decline_percent(now[:, -1], then[:, -1], amount, way, unit=unit, **how)
    band = np.full(size, past.measure.dead_band)
    return tolerance.decline(now, now.shape[1], np.full(size, way), last_year=then, dead_band=band, **how)


def retold(past: Past, trigger: Tolerance, framework: Framework, n: int) -> bool:
    """True where the scorecard of that period says so: of those who reported, of a group, or of the year to come."""
    then = replace(past.scenes[n], framework=framework)
    if trigger.rule == Trigger.FORECAST:  # it looks on from that period, not from the last
        then = replace(then, period=then.shown(past.measure.id))
    rows, cells = rows_for(then, past.by, Trigger(trigger.rule))
    found = firing(then, cells, rows, [Watch(past.measure, trigger)], past.by)
    return any(hit["unit"] == past.unit for every in found for hit in every)


def rows_for(then: Scene, by: str, rule: Trigger) -> tuple[pd.DataFrame, pd.DataFrame]:
    """As much of a period's rows as the trigger looks at, and the cells they were made from."""
    rows, cells, _, history = judged(then, by)
    if rule is Trigger.FORECAST:
        full = rows_by(then, by)
        return full.assign(_unit=full[by] if by else "").set_index(["measure", "_unit"]), cells
    if rule is Trigger.RELATIVE:
        return rows.join(compared(then, history, rows, by)), cells
    return rows, cells

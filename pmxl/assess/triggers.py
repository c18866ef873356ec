"""Which agreed triggers fire on which unit, each with its sentence: on what figures, under whose agreement."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from typing import Any
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.movement import backs_of
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import aligned
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.framework.models import Measure
from pmxl.framework.models import Tolerance
from pmxl.framework.tolerated import triggers_of
from pmxl.periods import day_in_words
from pmxl.rules import tolerance
from pmxl.rules.rating import shortfall
from pmxl.sheets.style import spoken
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Strength
from pmxl.terms import Trigger

COLUMNS = ["measure", "unit", "trigger", "sentence", "strength", "agreed_by", "agreed_on"]
DEFAULT_DECLINE = 2
"""Successive worsening moves that make a decline where the framework gives no number, as in the source guide."""


class Watch(NamedTuple):
    """A trigger and the measure it watches."""

    measure: Measure
    trigger: Tolerance


def fired(scene: Scene, cells: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """One row for every trigger that fires: measure, unit, trigger, sentence, strength, who agreed it and when.

    `rows` is the assessment frame of the same units, indexed by (measure, unit).
    """
    watches = [
        Watch(measure, trigger)
        for measure in scene.framework.measures
        for trigger in triggers_of(scene.framework, measure)
        if not is_silent(scene, measure, trigger)
    ]
    found = pd.DataFrame([hit for hits in firing(scene, cells, rows, watches) for hit in hits], columns=COLUMNS)
    order = {measure.id: place for place, measure in enumerate(scene.framework.measures)}
    found = found.assign(_order=found["measure"].map(order), _mild=found["strength"] != Strength.ACT.value)
    found = found.sort_values(["_order", "_mild"], kind="stable").drop(columns=["_order", "_mild"])
    return found.drop_duplicates(["measure", "unit", "trigger"])  # what asks for action need not also be watched


def is_silent(scene: Scene, measure: Measure, trigger: Tolerance) -> bool:
    """A silent month silences the period it closes."""
    return scene.shown(measure.id).last_day.month in trigger.silent


def firing(
    scene: Scene, cells: pd.DataFrame, rows: pd.DataFrame, watches: list[Watch]
) -> Iterator[Iterator[dict[str, object]]]:
    """What fires, for all watches; those that look at the same periods share one alignment of the figures."""
    for (n, compare), group in grouped(watches, Trigger.DECLINE, lambda t: (t.n or DEFAULT_DECLINE, t.compare)):
        past = declining(scene, cells, group, n, seasonal=compare == LAST_YEAR)
        yield from (told(w, declines(w, past, n, rows, seasonal=compare == LAST_YEAR)) for w in group)
    for (compare,), group in grouped(watches, Trigger.DECLINE_PERCENT, lambda t: (t.compare,)):
        now = pd.Series(0, index=scene.table.index)
        past = history(scene, cells, group, [now, backs_of(scene.table, compare)])
        yield from (told(w, falls(scene, w, past, rows)) for w in group)
    for watch in watches:
        if watch.trigger.rule in (Trigger.OVERRUN, Trigger.STANDARD):
            yield told(watch, levels(watch, rows))


def grouped(
    watches: list[Watch], rule: Trigger, shape: Callable[[Tolerance], tuple[Any, ...]]
) -> list[tuple[tuple[Any, ...], list[Watch]]]:
    """The watches of one rule, those of one shape together."""
    found: dict[tuple[Any, ...], list[Watch]] = {}
    for watch in watches:
        if watch.trigger.rule == rule:
            found.setdefault(shape(watch.trigger), []).append(watch)
    return list(found.items())


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
        }


def spelled(trigger: Tolerance) -> str:
    """A trigger as it is written in a plan: `decline 2`, `decline 10%`, `overrun 50`, `standard`."""
    if trigger.rule == Trigger.DECLINE:
        return f"decline {trigger.n or DEFAULT_DECLINE}"
    if trigger.rule == Trigger.DECLINE_PERCENT:
        return f"decline {plain(trigger)} points" if trigger.unit == "points" else f"decline {plain(trigger)}%"
    return f"overrun {plain(trigger)}" if trigger.rule == Trigger.OVERRUN else trigger.rule


def plain(trigger: Tolerance) -> str:
    """A trigger's amount as it was agreed."""
    return f"{trigger.amount or 0:,.15g}"


def agreement(trigger: Tolerance) -> str:
    """Who agreed a trigger and when, as a sentence; "" where nobody is named."""
    if not trigger.agreed_by:
        return ""
    return f"Agreed by {trigger.agreed_by}{on(trigger.agreed_on)}."


def on(day: date | None) -> str:
    """` on 3 March 2025`, or nothing."""
    return f" on {day_in_words(day)}" if day else ""


class History(NamedTuple):
    """Figures of the same units in several periods, oldest first, pooled over those present in all of them.

    `figures` has a row a (measure, unit) and a column a period; `counts` says how many are compared of how many.
    """

    figures: pd.DataFrame
    counts: pd.DataFrame

    def of(self, measure: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        """The units of one measure, their figures, and the counts of each."""
        if measure not in self.figures.index.get_level_values("measure"):
            return [], np.empty((0, self.figures.shape[1])), np.empty((0, 2), dtype=int)
        mine = self.figures.loc[[measure]]
        names = [str(unit) for _, unit in mine.index]
        return names, mine.to_numpy(float), self.counts.loc[mine.index, ["common", "whole"]].to_numpy(int)


def history(scene: Scene, cells: pd.DataFrame, watches: list[Watch], backs: list[pd.Series[int]]) -> History:
    """The figures of the watched measures at the given distances back (latest first), by each period's own amount."""
    mine = cells[cells["measure"].isin([watch.measure.id for watch in watches])]
    frames, counts = aligned(mine, UNIT, backs, scene.table, "step_")
    counts = counts[counts["common"] > 0]
    columns = []
    for frame, back in zip(reversed(frames), reversed(backs), strict=True):
        values, measures = frame["value"].reindex(counts.index), counts.index.get_level_values("measure")
        cut = [before_break(scene, str(measure), int(back[measure])) for measure in measures]
        columns.append(values.mask(pd.Series(cut, index=counts.index, dtype=bool)))
    return History(pd.concat(columns, axis=1), counts)


def before_break(scene: Scene, measure_id: str, back: int) -> bool:
    """True for a period that lies on the far side of a break in the series from the one shown."""
    shown, then = scene.shown(measure_id), scene.shown(measure_id, back)
    breaks = scene.framework.measure(measure_id).rebase
    return back > 0 and any(then.start < brk.start < shown.start + shown.months for brk in breaks)


def declining(scene: Scene, cells: pd.DataFrame, watches: list[Watch], n: int, *, seasonal: bool) -> History:
    """What a run of N worsening moves is looked for in: N + 1 periods, or N periods and the same ones a year before."""
    year = backs_of(scene.table, LAST_YEAR)
    flat = pd.Series(0, index=scene.table.index)
    backs = [flat + back for back in range(n if seasonal else n + 1)]
    return history(scene, cells, watches, [*backs, *(year + back for back in range(n))] if seasonal else backs)


def declines(watch: Watch, past: History, n: int, rows: pd.DataFrame, *, seasonal: bool) -> Iterator[tuple[str, str]]:
    """Units that worsened N times running; with the seasonal setting each period is set against its own last year."""
    measure = watch.measure
    names, figures, counts = past.of(measure.id)
    then, now = (figures[:, :n], figures[:, n:]) if seasonal else (None, figures)
    how_moved = moving(measure, names, rows) | {"dead_band": np.full(len(names), measure.dead_band)}
    periods = "1 period" if n == 1 else f"{n} periods"
    hit = tolerance.decline(now, n, np.full(len(names), measure.polarity.value), last_year=then, **how_moved)
    how = "against the same period last year" if seasonal else "running"
    for i in np.flatnonzero(hit):
        said = ", ".join(figure(measure, value) for value in now[i])
        yield names[i], f"Worsening for {periods} {how}: {said}{in_steps(measure)}{partial(counts[i])}."


def falls(scene: Scene, watch: Watch, past: History, rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Units worse by more than X % (or points) than the comparison period."""
    measure, trigger = watch
    names, figures, counts = past.of(measure.id)
    before, now = figures[:, 0], figures[:, 1]
    amount = float(trigger.amount or 0)
    unit = "points" if trigger.unit == "points" else "percent"
    how_moved = moving(measure, names, rows)
    hit = tolerance.decline_percent(now, before, amount, measure.polarity.value, unit=unit, **how_moved)
    label = scene.shown(measure.id, int(backs_of(scene.table, trigger.compare)[measure.id])).label
    limit = f"{plain(trigger)} points" if unit == "points" else f"{plain(trigger)} %"
    for i in np.flatnonzero(hit):
        facts = f"{figure(measure, now[i])} against {figure(measure, before[i])} in {label}"
        yield names[i], f"Worse by more than {limit}: {facts}{in_steps(measure)}{partial(counts[i])}."


def moving(measure: Measure, names: list[str], rows: pd.DataFrame) -> dict[str, Any]:
    """What a movement is judged by: decimals, and the levels that a range or nearest-to-target figure moves towards."""
    index = pd.MultiIndex.from_tuples([(measure.id, name) for name in names], names=rows.index.names)
    levels = rows[["target", "low", "high"]].reindex(index)
    decimals = np.full(len(names), measure.decimals)
    return {"decimals": decimals, **{name: levels[name].to_numpy(float) for name in ("target", "low", "high")}}


def levels(watch: Watch, rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Units beyond an overrun, or on the wrong side of the standard; a figure that is not whole is not tested."""
    measure, trigger = watch
    if measure.id not in rows.index.get_level_values("measure"):
        return
    mine = rows.loc[[measure.id]]
    mine = mine[(mine["present"] == mine["expected"]) & mine["value"].notna()]
    for (_, unit), row in zip(mine.index, records(mine), strict=True):
        how = {"kind": row["kind"], "decimals": measure.decimals}
        here = told_in_words(measure, row["kind"], row["value"])
        if trigger.rule == Trigger.STANDARD:
            if tolerance.standard_broken(row["value"], row["standard"], measure.polarity.value, **how):
                floor = told_in_words(measure, row["kind"], row["standard"])
                yield str(unit), f"{here}: the standard of {floor} is broken."
            continue
        gap = shortfall(row["value"], row["target"], measure.polarity.value, low=row["low"], high=row["high"], **how)
        allowed = float(trigger.amount or 0)
        if gap > allowed:
            in_unit = "points" if row["kind"] == Kind.PERCENTAGE else measure.unit
            far, limit = (spoken(float(amount), measure.decimals, in_unit) for amount in (gap, allowed))
            yield str(unit), f"{here} against {aim(measure, row)}: {far} beyond, more than the {limit} allowed."


def aim(measure: Measure, row: dict[str, Any]) -> str:
    """The target, or the ends of the range that are given."""
    if measure.polarity is Polarity.RANGE:
        ends = [told_in_words(measure, row["kind"], row[end]) for end in ("low", "high") if not math.isnan(row[end])]
        return f"a range of {' to '.join(ends)}" if len(ends) == 2 else f"a limit of {ends[0]}"
    return told_in_words(measure, row["kind"], row["target"])


def told_in_words(measure: Measure, kind: str, value: float) -> str:
    """A figure as a sentence says it; the pooled share of a yes/no measure is a percentage."""
    return spoken(value, measure.decimals, "%" if kind == Kind.PERCENTAGE else measure.unit)


def figure(measure: Measure, value: float) -> str:
    """A figure in the measure's decimals and unit."""
    return spoken(value, measure.decimals, measure.unit or ("%" if measure.kind is Kind.YES_NO else ""))


def in_steps(measure: Measure) -> str:
    """Says so where a cumulative measure is taken by each period's own amount."""
    return " (each period's own amount)" if measure.accumulate is Accumulate.CUMULATIVE else ""


def partial(share: np.ndarray) -> str:
    """Says so where not all of those expected are in every period compared."""
    common, whole = share
    return f", counting the {common} of {whole} present throughout" if common < whole else ""

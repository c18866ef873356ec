"""Which agreed triggers fire on which unit, each with its sentence: on what figures, under whose agreement."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.movement import backs_of
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import aligned
from pmxl.assess.scene import Scene
from pmxl.framework.expected import triggers_of
from pmxl.framework.models import Measure
from pmxl.framework.models import Tolerance
from pmxl.rules import tolerance
from pmxl.sheets.style import spoken
from pmxl.terms import Accumulate
from pmxl.terms import Trigger

COLUMNS = ["measure", "unit", "trigger", "sentence", "strength", "agreed_by", "agreed_on"]
DEFAULT_DECLINE = 2
"""Successive worsening moves that make a decline where the framework gives no number, as in the source guide."""


def fired(scene: Scene, cells: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """One row for every trigger that fires: measure, unit, trigger, sentence, strength, who agreed it and when.

    `rows` is the assessment frame of the same units, indexed by (measure, unit).
    """
    found: list[dict[str, object]] = []
    for measure in scene.framework.measures:
        mine = cells[cells["measure"] == measure.id]
        for trigger in triggers_of(scene.framework, measure):
            if len(mine) and not is_silent(scene, measure, trigger):
                found.extend(fires(scene, measure, trigger, mine, rows))
    return pd.DataFrame(found, columns=COLUMNS)


def is_silent(scene: Scene, measure: Measure, trigger: Tolerance) -> bool:
    """A silent month silences the period it closes."""
    return scene.shown(measure.id).last_day.month in trigger.silent


def fires(
    scene: Scene, measure: Measure, trigger: Tolerance, cells: pd.DataFrame, rows: pd.DataFrame
) -> Iterator[dict[str, object]]:
    """The units of one measure on which one trigger fires, each with its sentence."""
    match trigger.rule:
        case Trigger.DECLINE:
            pairs: Iterable[tuple[str, str]] = declines(scene, measure, trigger, cells)
        case Trigger.DECLINE_PERCENT:
            pairs = falls(scene, measure, trigger, cells)
        case Trigger.OVERRUN | Trigger.STANDARD:
            pairs = levels(measure, trigger, rows)
        case _:
            return
    for unit, sentence in pairs:
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
        return f"decline {trigger.amount:g} points" if trigger.unit == "points" else f"decline {trigger.amount:g}%"
    return f"overrun {trigger.amount:g}" if trigger.rule == Trigger.OVERRUN else trigger.rule


def agreement(trigger: Tolerance) -> str:
    """Who agreed a trigger and when, as a sentence; "" where nobody is named."""
    if not trigger.agreed_by:
        return ""
    return f"Agreed by {trigger.agreed_by}{on(trigger.agreed_on)}."


def on(day: date | None) -> str:
    """` on 3 March 2025`, or nothing."""
    return f" on {day.day} {day:%B %Y}" if day else ""


def history(
    scene: Scene, measure: Measure, cells: pd.DataFrame, backs: list[int]
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Units, their pooled figures (oldest first), and how many of those expected are in every one of the periods.

    A cumulative measure is taken by its differenced figures.
    """
    prefix = "step_" if measure.accumulate is Accumulate.CUMULATIVE else ""
    table = scene.table
    wanted = [pd.Series(back, index=table.index) for back in backs]
    frames, counts = aligned(cells, UNIT, wanted, table, prefix)
    index = counts.index[counts["common"] > 0]
    values = np.column_stack([frame["value"].reindex(index).to_numpy(float) for frame in reversed(frames)])
    share = counts.loc[index, ["common", "whole"]].to_numpy(int)
    return list(index.get_level_values("unit")), values, share


def declines(scene: Scene, measure: Measure, trigger: Tolerance, cells: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Units that worsened N times running; with the seasonal setting each period is set against its own last year."""
    n = trigger.n or DEFAULT_DECLINE
    year = scene.a_year_back(measure.id)
    seasonal = trigger.compare == LAST_YEAR
    backs = [*range(n), *range(year, year + n)] if seasonal else list(range(n + 1))
    names, values, share = history(scene, measure, cells, sorted(set(backs)))
    order = sorted(set(backs), reverse=True)
    now = values[:, [order.index(back) for back in (range(n - 1, -1, -1) if seasonal else range(n, -1, -1))]]
    then = values[:, [order.index(back + year) for back in range(n - 1, -1, -1)]] if seasonal else None
    hit = tolerance.decline(
        now, n, measure.polarity.value, decimals=measure.decimals, dead_band=measure.dead_band, last_year=then
    )
    for unit, figures, counted in ((names[i], now[i], share[i]) for i in np.flatnonzero(hit)):
        said = ", ".join(figure(measure, value) for value in figures)
        how = "below the same period last year" if seasonal else "running"
        sentence = f"Worsening for {n} periods {how}: {said}{in_steps(measure)}"
        yield unit, f"{sentence}{partial(counted)}."


def falls(scene: Scene, measure: Measure, trigger: Tolerance, cells: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Units worse by more than X % (or points) than the comparison period."""
    back = int(backs_of(scene.table, trigger.compare)[measure.id])
    names, values, share = history(scene, measure, cells, [0, back])
    amount = float(trigger.amount or 0)
    unit_word = "points" if trigger.unit == "points" else "percent"
    before, now = values[:, 0], values[:, 1]
    hit = tolerance.decline_percent(
        now, before, amount, measure.polarity.value, decimals=measure.decimals, unit=unit_word
    )
    label = scene.shown(measure.id, back).label
    limit = f"{amount:g} points" if unit_word == "points" else f"{amount:g} %"
    for i in np.flatnonzero(hit):
        sentence = (
            f"Worse by more than {limit}: {figure(measure, now[i])} against {figure(measure, before[i])} "
            f"in {label}{in_steps(measure)}"
        )
        yield names[i], f"{sentence}{partial(share[i])}."


def levels(measure: Measure, trigger: Tolerance, rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Units beyond a money overrun, or below (above, where lower is better) the standard."""
    if measure.id not in rows.index.get_level_values("measure"):
        return
    mine = rows.loc[[measure.id]]
    units_named = [str(unit) for _, unit in mine.index]
    value, polarity = mine["value"].to_numpy(float), measure.polarity.value
    if trigger.rule == Trigger.OVERRUN:
        hit = tolerance.overrun(
            value, mine["target"].to_numpy(float), float(trigger.amount or 0), polarity, decimals=measure.decimals
        )
    else:
        hit = tolerance.standard_broken(value, mine["standard"].to_numpy(float), polarity, decimals=measure.decimals)
    for i in np.flatnonzero(hit):
        row = mine.iloc[i]
        if trigger.rule == Trigger.OVERRUN:
            over = abs(value[i] - row["target"])
            sentence = (
                f"{figure(measure, value[i])} against {figure(measure, row['target'])}: {figure(measure, over)} over, "
                f"more than the {figure(measure, float(trigger.amount or 0))} allowed."
            )
        else:
            sentence = f"{figure(measure, value[i])} breaks the standard of {figure(measure, row['standard'])}."
        yield units_named[i], sentence


def figure(measure: Measure, value: float) -> str:
    """A figure in the measure's decimals and unit."""
    return spoken(value, measure.decimals, measure.unit)


def in_steps(measure: Measure) -> str:
    """Says so where a cumulative measure is taken by each period's own amount."""
    return " (each period's own amount)" if measure.accumulate is Accumulate.CUMULATIVE else ""


def partial(share: np.ndarray) -> str:
    """Says so where not all of those expected are in every period compared."""
    common, whole = share
    return f", counting the {common} of {whole} present throughout" if common < whole else ""

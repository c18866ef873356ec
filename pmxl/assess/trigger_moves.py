"""Triggers on movement: a run of worsening figures, any worsening, and a fall by more than so much."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.grouped import places_in
from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.movement import back_of
from pmxl.assess.movement import backs_of
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import aligned
from pmxl.assess.scene import LEVELS
from pmxl.assess.scene import Scene
from pmxl.assess.watch import Stood
from pmxl.assess.watch import Watch
from pmxl.assess.watch import counted_in
from pmxl.assess.watch import plain
from pmxl.framework.models import Measure
from pmxl.rules import tolerance
from pmxl.rules.presets import POINTS
from pmxl.rules.spoken import spoken
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import yes_or_no

TWO = 2
"""Figures in a single move."""


class History(NamedTuple):
    """Figures of the same units in several periods, oldest first, pooled over those present in all of them.

    Of each measure the names of its units, their figures (a row a unit, a column a period), and how many are compared
    of how many.
    """

    measures: Mapping[str, tuple[list[str], np.ndarray, np.ndarray]]
    periods: int

    def of(self, measure: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        """The units of one measure, their figures, and the counts of each."""
        if measure in self.measures:
            return self.measures[measure]
        return [], np.empty((0, self.periods)), np.empty((0, 2), dtype=int)


def history(scene: Scene, cells: pd.DataFrame, watches: list[Watch], backs: list[pd.Series[int]]) -> History:
    """The figures of the watched measures at the given distances back (latest first), by each period's own amount."""
    wanted = scene.table.index.isin([watch.measure.id for watch in watches])
    mine = cells[wanted[places_in(scene.table, cells)]]
    frames, counts = aligned(mine, UNIT, backs, scene.table, "step_")
    counts = counts[counts["common"] > 0]
    columns = [frame["value"].reindex(counts.index).to_numpy(float) for frame in reversed(frames)]
    figures, common = np.column_stack(columns), counts[["common", "whole"]].to_numpy(int)
    far = {measure: list(each) for measure, *each in zip(scene.table.index, *reversed(backs), strict=True)}
    rows: dict[str, list[int]] = {}
    units = counts.index.tolist()
    for place, (measure, _) in enumerate(units):
        rows.setdefault(measure, []).append(place)
    found = {}
    for measure, places in rows.items():
        cut = [before_break(scene, measure, back) for back in far[measure]]
        names = [str(units[place][1]) for place in places]
        found[measure] = names, np.where(cut, np.nan, figures[places]), common[places]
    return History(found, len(backs))


def before_break(scene: Scene, measure_id: str, back: int) -> bool:
    """True for a period that lies on the far side of a break in the series from the one shown."""
    breaks = scene.framework.measure(measure_id).rebase
    start, length = scene.start_and_length[measure_id]
    return back > 0 and any(start - back * length < brk.start < start + length for brk in breaks)


def declining(scene: Scene, cells: pd.DataFrame, watches: list[Watch], n: int, *, seasonal: bool) -> History:
    """What a run of N worsening moves is looked for in: N + 1 periods, or N periods and the same ones a year before."""
    year = backs_of(scene.table, LAST_YEAR)
    flat = pd.Series(0, index=scene.table.index)
    backs = [flat + back for back in range(n if seasonal else n + 1)]
    return history(scene, cells, watches, [*backs, *(year + back for back in range(n))] if seasonal else backs)


def declines(
    scene: Scene, watch: Watch, past: History, n: int, rows: Stood, *, seasonal: bool
) -> Iterator[tuple[str, str]]:
    """Units that worsened N times running; with the seasonal setting each period is set against its own last year."""
    measure = watch.measure
    names, figures, counts = past.of(measure.id)
    then, now = (figures[:, :n], figures[:, n:]) if seasonal else (None, figures)
    how_moved = moving(measure, names, rows) | {"dead_band": np.full(len(names), measure.dead_band)}
    hit = tolerance.decline(now, n, np.full(len(names), measure.polarity.value), last_year=then, **how_moved)
    back = scene.a_year_back(measure.id) if seasonal else 1
    before = f" in {scene.shown(measure.id, back).label}" if n == 1 else ""
    for i in np.flatnonzero(hit):
        facts = moves(measure, now[i], None if then is None else then[i], names[i])
        yield names[i], f"{facts}{before}{in_steps(measure)}{partial(counts[i])}."


def moves(measure: Measure, now: np.ndarray, last_year: np.ndarray | None, unit: str) -> str:
    """`Worsening for 2 periods running: 9, then 8, then 7`, or each period beside the same one a year before."""
    said = [figure(measure, value, unit) for value in now]
    if last_year is None:
        if len(said) == TWO:
            return f"Worse than the period before: {said[1]} against {said[0]}"
        return f"Worsening for {len(said) - 1} periods running: {', then '.join(said)}"
    pairs = [f"{new} against {figure(measure, old, unit)}" for new, old in zip(said, last_year, strict=True)]
    often = f", {len(said)} periods running" if len(said) > 1 else ""
    return f"Worse than the same period last year{often}: {', then '.join(pairs)}"


def falls(scene: Scene, watch: Watch, past: History, rows: Stood) -> Iterator[tuple[str, str]]:
    """Units worse by more than X % (or points) than the comparison period."""
    measure, trigger = watch
    names, figures, counts = past.of(measure.id)
    before, now = figures[:, 0], figures[:, 1]
    amount = float(trigger.amount or 0)
    unit = counted_in(trigger)
    how_moved = moving(measure, names, rows)
    hit = tolerance.decline_percent(now, before, amount, measure.polarity.value, unit=unit, **how_moved)
    label = scene.shown(measure.id, back_of(scene, measure.id, trigger.compare)).label
    limit = f"{plain(trigger)} {'points' if unit == POINTS else '%'}"
    for i in np.flatnonzero(hit):
        after, then = (figure(measure, value, names[i]) for value in (now[i], before[i]))
        facts = f"{after} against {then} in {label}"
        yield names[i], f"Worse by more than {limit}: {facts}{in_steps(measure)}{partial(counts[i])}."


def moving(measure: Measure, names: list[str], rows: Stood) -> dict[str, Any]:
    """What a movement is judged by: decimals, and the levels that a range or nearest-to-target figure moves towards."""
    mine = rows.get(measure.id, {})
    found = {
        name: np.array([mine[unit][name] if unit in mine else math.nan for unit in names], dtype=float)
        for name in LEVELS
    }
    return {"decimals": np.full(len(names), measure.decimals), **found}


def figure(measure: Measure, value: float, unit: str) -> str:
    """A figure in the measure's decimals and unit; a partner's or an area's yes or no in words."""
    if measure.kind is Kind.YES_NO and unit:
        return yes_or_no(value)
    return spoken(value, measure.decimals, measure.unit or ("%" if measure.kind is Kind.YES_NO else ""))


def in_steps(measure: Measure) -> str:
    """Says so where a cumulative measure is taken by each period's own amount."""
    return " (each period's own amount)" if measure.accumulate is Accumulate.CUMULATIVE else ""


def partial(share: np.ndarray) -> str:
    """Says so where not all of those expected are in every period compared."""
    common, whole = share
    return f", counting the {common} of {whole} who reported in every period compared" if common < whole else ""

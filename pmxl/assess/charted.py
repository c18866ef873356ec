"""Charted: the series of each unit as a process chart judges it, and what may be compared with it."""

from __future__ import annotations

import math
from typing import Any
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.runs import BACKS
from pmxl.assess.runs import Runs
from pmxl.assess.scene import LEVELS
from pmxl.assess.scene import Scene
from pmxl.assess.scene import who
from pmxl.framework.expected import Expected
from pmxl.framework.expected import expected
from pmxl.framework.models import Measure
from pmxl.periods import YEAR_MONTHS
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Pooling


class Charted(NamedTuple):
    """A row a (measure, unit) and a column for each of BACKS.

    `figures` are those of the run, `last_year` the same period a year before each (NaN across a break in the series),
    `judged` what the chart is drawn of: of a seasonal measure the difference of the two. `phase` as in the run. `facts`
    has `seasonal`, `apart` (no chart is drawn), `common` and `whole` (members in and expected), `waits` (someone is
    missing now), `drawn` (the chart is of the figures as they are shown) and `target`, `low`, `high` to hold limits
    against.
    """

    figures: pd.DataFrame
    last_year: pd.DataFrame
    judged: pd.DataFrame
    phase: pd.DataFrame
    facts: pd.DataFrame


def charted(scene: Scene, runs: Runs, rows: pd.DataFrame, by: str) -> Charted:
    """The series of every row, on the index of `rows`."""
    theirs, keys = runs.counts.index.get_indexer(rows.index), rows.index.tolist()
    figures, phase = (of_rows(frame, theirs, blank) for frame, blank in ((runs.value, math.nan), (runs.phase, 0)))
    common, whole = (of_rows(runs.counts[name], theirs, 0) for name in ("common", "whole"))
    measures = [scene.framework.measure(measure) for measure, _ in keys]
    seasonal = np.array([is_seasonal(scene, measure) for measure in measures], dtype=bool)
    apart = np.array(
        [is_apart(*each, by) for each in zip(measures, rows["how"], rows["expected"], strict=True)], dtype=bool
    )
    cumulative = np.array([measure.accumulate is Accumulate.CUMULATIVE for measure in measures], dtype=bool)
    smaller = (common < whole) & rows["how"].isin([Pooling.SUM.value, Pooling.WEIGHTS.value]).to_numpy()
    drawn, waits = ~(seasonal | cumulative | smaller), (rows["present"] < rows["expected"]).to_numpy(bool)
    facts = {"common": common, "whole": whole, "seasonal": seasonal, "apart": apart, "drawn": drawn, "waits": waits}
    for level in LEVELS:  # the whole's target is not a part's
        facts[level] = np.where(drawn & ~waits, rows[level].to_numpy(float), math.nan)
    for place in np.flatnonzero(cumulative & ~seasonal & ~smaller & ~waits):
        measure, unit = keys[place]
        facts["target"][place] = own_share(scene, measure, unit, rows["expectation"].iloc[place], by)
    figures = np.where(apart[:, np.newaxis], math.nan, figures)
    last_year = year_before(scene, keys, figures, phase)
    judged = np.where(seasonal[:, np.newaxis], figures - last_year, figures)
    tables = (figures, last_year, judged, phase)
    figures_, last_year_, judged_, phase_ = (pd.DataFrame(one, index=rows.index, columns=BACKS) for one in tables)
    return Charted(figures_, last_year_, judged_, phase_, pd.DataFrame(facts, index=rows.index))


def of_rows(frame: pd.DataFrame | pd.Series[Any], places: np.ndarray, blank: float) -> np.ndarray:
    """What stands in some places of a frame, and `blank` where there is none."""
    if frame.empty:  # as where the partner that leads has left
        return np.full((len(places), *frame.shape[1:]), blank)
    found: np.ndarray = frame.to_numpy()[places]
    found[places < 0] = blank
    return found


def is_seasonal(scene: Scene, measure: Measure) -> bool:
    """True where a measure is marked seasonal and has seasons: a yearly figure has none."""
    return measure.seasonal and scene.start_and_length[measure.id][1] < YEAR_MONTHS


def is_apart(measure: Measure, how: str, expected: int, by: str) -> bool:
    """True where no chart can be drawn: a day, one partner's yes or no, or figures of several that are not pooled."""
    answer = measure.kind is Kind.YES_NO and (bool(by) or expected == 1)
    return measure.kind is Kind.MILESTONE or answer or (how == Pooling.NONE and expected > 1)


def year_before(scene: Scene, keys: list[tuple[str, str]], values: np.ndarray, part: np.ndarray) -> np.ndarray:
    """The figure of the same period a year before each; NaN where the series broke in between."""
    out = np.full(values.shape, np.nan)
    years = np.array([scene.a_year_back(measure) for measure, _ in keys], dtype=int)
    for year in np.unique(years):
        mine = years == year
        same = part[mine, year:] == part[mine, :-year]
        out[mine, year:] = np.where(same, values[mine, :-year], np.nan)
    return out


def own_share(scene: Scene, measure_id: str, unit: str, found: Expected, by: str) -> float:
    """What one period's own amount of a cumulative measure is expected to be; NaN where the target does not say.

    That is the year's total due by now less what was due by the period before. Of a rate no share can be told.
    """
    measure, shown = scene.framework.measure(measure_id), scene.shown(measure_id)
    if measure.kind not in (Kind.COUNT, Kind.MONEY) or found.basis is Basis.POINT:
        return math.nan
    if shown.year != shown.previous.year:
        return found.target
    before = expected(scene.framework, measure, shown.previous, *who(scene, measure, unit, by))
    return found.target - before.target if before.basis is found.basis else math.nan

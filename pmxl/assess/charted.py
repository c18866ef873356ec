"""Charted: the series of each unit as a process chart judges it, and what may be compared with it."""

from __future__ import annotations

import math
from typing import Any
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.runs import Runs
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.scene import who
from pmxl.framework.expected import Expected
from pmxl.framework.expected import expected
from pmxl.framework.models import Measure
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Pooling

YEARLY = 12


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
    figures, phase = runs.value.reindex(rows.index), runs.phase.reindex(rows.index, fill_value=0)
    counts = runs.counts.reindex(rows.index, fill_value=0)
    facts = counts[["common", "whole"]].copy()
    measures = [scene.framework.measure(measure) for measure, _ in rows.index]
    facts["seasonal"] = [is_seasonal(scene, measure) for measure in measures]
    facts["apart"] = [is_apart(measure, row, by) for measure, row in zip(measures, records(rows), strict=True)]
    cumulative = np.array([measure.accumulate is Accumulate.CUMULATIVE for measure in measures], dtype=bool)
    part = facts["common"] < facts["whole"]
    smaller = part & rows["how"].isin([Pooling.SUM.value, Pooling.WEIGHTS.value])
    facts["drawn"] = ~(facts["seasonal"] | cumulative | smaller)
    facts["waits"] = rows["present"] < rows["expected"]
    for level in ("target", "low", "high"):
        facts[level] = (
            rows[level].astype(float).where(facts["drawn"] & ~facts["waits"])
        )  # the whole's target is not a part's
    own = cumulative & ~facts["seasonal"] & ~smaller & ~facts["waits"]
    facts["target"] = [
        own_share(scene, measure, unit, found, by) if alone else target
        for (measure, unit), found, alone, target in zip(
            rows.index, rows["expectation"], own, facts["target"], strict=True
        )
    ]
    figures = figures.mask(facts["apart"])
    last_year = year_before(scene, figures, phase)
    judged = figures.where(~facts["seasonal"], figures - last_year)
    return Charted(figures, last_year, judged, phase, facts)


def is_seasonal(scene: Scene, measure: Measure) -> bool:
    """True where a measure is marked seasonal and has seasons: a yearly figure has none."""
    return measure.seasonal and scene.start_and_length[measure.id][1] < YEARLY


def is_apart(measure: Measure, row: dict[str, Any], by: str) -> bool:
    """True where no chart can be drawn: a day, one partner's yes or no, or figures of several that are not pooled."""
    answer = measure.kind is Kind.YES_NO and (bool(by) or row["expected"] == 1)
    return measure.kind is Kind.MILESTONE or answer or (row["how"] == Pooling.NONE and row["expected"] > 1)


def year_before(scene: Scene, figures: pd.DataFrame, phase: pd.DataFrame) -> pd.DataFrame:
    """The figure of the same period a year before each; NaN where the series broke in between."""
    values, part, out = figures.to_numpy(float), phase.to_numpy(int), np.full(figures.shape, np.nan)
    years = np.array([scene.a_year_back(measure) for measure, _ in figures.index], dtype=int)
    for year in np.unique(years):
        mine = years == year
        same = part[mine, year:] == part[mine, :-year]
        out[mine, year:] = np.where(same, values[mine, :-year], np.nan)
    return pd.DataFrame(out, index=figures.index, columns=figures.columns)


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

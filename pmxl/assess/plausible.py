"""Gaps: what the whole could be at the least and at the most, if the missing report as they plausibly may."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.grouped import grouped
from pmxl.assess.grouped import places_in
from pmxl.assess.pooled import ROOT
from pmxl.assess.pooled import UNIT
from pmxl.assess.runs import BACKS
from pmxl.assess.runs import Runs
from pmxl.assess.runs import runs
from pmxl.assess.scene import Scene
from pmxl.periods import YEAR_MONTHS
from pmxl.rules.plausible import plausible
from pmxl.rules.pool import of_parts
from pmxl.terms import NOT_DONE
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Pooling


class Filled(NamedTuple):
    """The cells with every gap of a year's periods filled at its low end and at its high end, where these are known."""

    low: pd.DataFrame
    high: pd.DataFrame


def filled(scene: Scene, cells: pd.DataFrame) -> Filled:
    """The cells twice over: missing figures at their lowest and at their highest plausible.

    What is plausible comes from the same partner and area's own past since the last break in the series. A rate takes
    its last known denominator, one that builds up through the year that of the same point a year ago. Where nothing is
    known, or some months of several are in, the gap stays.
    """
    measure = places_in(scene.table, cells)
    kind = kinds(scene)[measure]
    gap = ~cells["poolable"].to_numpy(bool) & (cells["marker"].to_numpy(object) != NOT_DONE)
    reach = YEAR_MONTHS // scene.table["length"].to_numpy(int)[measure]  # before the year so far no gap matters now
    rows = np.flatnonzero(gap & (cells["back"].to_numpy(int) < reach) & (kind != Kind.MILESTONE.value))
    if not rows.size:
        return Filled(cells, cells)
    who = grouped(cells, ["measure", *ROOT]).of
    past = runs(scene, cells.assign(unit=who)[np.isin(who, who[rows])], prefix="")  # nobody else's is asked for
    found = bounds(scene, cells.iloc[rows].assign(unit=who[rows]), past)
    return Filled(*(with_figures(scene, cells, rows, found, end) for end in ("low", "high")))


def kinds(scene: Scene) -> np.ndarray:
    """The kind of each measure of the table."""
    return np.array([scene.framework.measure(measure).kind.value for measure in scene.table.index], dtype=object)


def bounds(scene: Scene, missing: pd.DataFrame, past: Runs) -> dict[str, np.ndarray]:
    """`low`, `high` and `denominator` for every missing cell."""
    places = places_in(scene.table, missing)
    info = scene.table.iloc[places]
    theirs = past.value.index.get_indexer(pd.MultiIndex.from_arrays([missing[key].to_numpy(object) for key in UNIT]))
    values, below = (frame.to_numpy(float)[theirs] for frame in (past.value, past.denominator))
    phase = past.phase.to_numpy(int)[theirs]
    place = len(BACKS) - 1 - missing["back"].to_numpy(int)
    rows, columns = np.arange(len(missing)), np.arange(len(BACKS))
    same = phase == phase[rows, place][:, np.newaxis]
    year = YEAR_MONTHS // info["length"].to_numpy(int)
    cumulative = info["accumulate"].to_numpy(object) == Accumulate.CUMULATIVE.value
    point = (columns - place[:, np.newaxis]) % year[:, np.newaxis] == 0  # a year so far only by the same point of it
    counted = same & (point | ~cumulative[:, np.newaxis])
    usable = np.where(counted, values, np.nan)
    before = place - year
    then = np.where(before >= 0, usable[rows, np.maximum(before, 0)], np.nan)
    kind = kinds(scene)[places]
    low, high = plausible(usable, then, kind)
    answers = kind == Kind.YES_NO
    known = carried(np.where(counted, below, np.nan))
    last = np.where(np.isnan(known[rows, place]), known[:, -1], known[rows, place])
    begun = ((missing["got"] > 0) & (missing["got"] < missing["wanted"])).to_numpy()  # some of its months are in
    low, high = np.where(begun, np.nan, low), np.where(begun, np.nan, high)
    return {"low": np.where(answers, 0.0, low), "high": np.where(answers, 1.0, high), "denominator": last}


def with_figures(
    scene: Scene, cells: pd.DataFrame, rows: np.ndarray, found: dict[str, np.ndarray], end: str
) -> pd.DataFrame:
    """The cells with the gaps in `rows` filled at one end."""
    gaps, below = cells.iloc[rows], found["denominator"]
    multiplier = scene.table["multiplier"].to_numpy(float)[places_in(scene.table, gaps)]
    rate = gaps["how"].to_numpy(object) == Pooling.RATIO.value
    value = np.where(~np.isnan(below) | ~rate | gaps["alone"].to_numpy(bool), found[end], np.nan)
    denominator = np.where(rate & ~np.isnan(value), below, np.nan)
    numerator = np.where(rate, value * below / multiplier, np.nan)
    parts = of_parts(numerator, denominator, multiplier)
    figures = {
        "numerator": numerator,
        "denominator": denominator,
        "value": np.where(np.isnan(parts), value, parts),
    }
    return cells.assign(**{name: put(cells[name].to_numpy(float), rows, own) for name, own in figures.items()})


def carried(figures: np.ndarray) -> np.ndarray:
    """Every gap of a row with the last figure before it; NaN before the first."""
    last = np.maximum.accumulate(np.where(np.isnan(figures), 0, np.arange(figures.shape[1])), axis=1)
    return np.take_along_axis(figures, last, axis=1)


def put(column: np.ndarray, rows: np.ndarray, figures: np.ndarray) -> np.ndarray:
    """The column with other figures in some rows."""
    out = column.copy()
    out[rows] = figures
    return out

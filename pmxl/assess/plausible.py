"""Gaps: what the whole could be at the least and at the most, if the missing report as they plausibly may."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.pooled import ROOT
from pmxl.assess.pooled import UNIT
from pmxl.assess.runs import BACKS
from pmxl.assess.runs import Runs
from pmxl.assess.runs import runs
from pmxl.assess.scene import Scene
from pmxl.figures import NOT_DONE
from pmxl.rules.plausible import plausible
from pmxl.rules.pool import of_parts
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Pooling

YEAR = 12
"""Periods back in which a gap may matter now: those of the year so far, even by months."""


class Filled(NamedTuple):
    """The cells with every gap of the last year filled at its low end and at its high end, as far as they are known."""

    low: pd.DataFrame
    high: pd.DataFrame


def filled(scene: Scene, cells: pd.DataFrame) -> Filled:
    """The cells twice over: missing figures at their lowest and at their highest plausible.

    What is plausible comes from the same partner and area's own past since the last break in the series. A rate takes
    its last known denominator, one that builds up through the year that of the same point a year ago. Where nothing is
    known, or some months of several are in, the gap stays.
    """
    missing = cells[~cells["poolable"] & (cells["marker"] != NOT_DONE) & cells["back"].between(0, YEAR)]
    missing = missing[missing["measure"].map(kinds(scene)) != Kind.MILESTONE.value]
    if missing.empty:
        return Filled(cells, cells)
    whose = cells.assign(unit=cells[ROOT[0]] + "/" + cells[ROOT[1]])
    past = runs(scene, whose[whose["measure"].isin(missing["measure"])], prefix="")
    found = bounds(scene, missing.assign(unit=whose.loc[missing.index, "unit"]), past)
    return Filled(*(with_figures(scene, cells, found, end) for end in ("low", "high")))


def kinds(scene: Scene) -> dict[str, str]:
    """The kind of each measure."""
    return {measure.id: measure.kind.value for measure in scene.framework.measures}


def bounds(scene: Scene, missing: pd.DataFrame, past: Runs) -> pd.DataFrame:
    """`low`, `high` and `denominator` for every missing cell, on its index."""
    keys = pd.MultiIndex.from_frame(missing[UNIT])
    values, below = (frame.reindex(keys).to_numpy(float) for frame in (past.value, past.denominator))
    phase = past.phase.reindex(keys).to_numpy(int)
    place = len(BACKS) - 1 - missing["back"].to_numpy(int)
    rows, columns = np.arange(len(missing)), np.arange(len(BACKS))
    same = phase == phase[rows, place][:, np.newaxis]
    year = missing["measure"].map(YEAR // scene.table["length"]).to_numpy(int)
    cumulative = missing["measure"].map(scene.table["accumulate"]).eq(Accumulate.CUMULATIVE.value).to_numpy()
    point = (columns - place[:, np.newaxis]) % year[:, np.newaxis] == 0  # a year so far only by the same point of it
    counted = same & (point | ~cumulative[:, np.newaxis])
    usable = np.where(counted, values, np.nan)
    before = place - year
    then = np.where(before >= 0, usable[rows, np.maximum(before, 0)], np.nan)
    kind = missing["measure"].map(kinds(scene)).to_numpy(object)
    low, high = plausible(usable, then, kind)
    answers = kind == Kind.YES_NO
    known = pd.DataFrame(np.where(counted, below, np.nan)).ffill(axis=1).to_numpy(float)
    last = np.where(np.isnan(known[rows, place]), known[:, -1], known[rows, place])
    begun = ((missing["got"] > 0) & (missing["got"] < missing["wanted"])).to_numpy()  # some of its months are in
    low, high = np.where(begun, np.nan, low), np.where(begun, np.nan, high)
    ends = {"low": np.where(answers, 0.0, low), "high": np.where(answers, 1.0, high), "denominator": last}
    return pd.DataFrame(ends, index=missing.index)


def with_figures(scene: Scene, cells: pd.DataFrame, found: pd.DataFrame, end: str) -> pd.DataFrame:
    """The cells with the gaps filled at one end."""
    rows = cells.loc[found.index]
    multiplier = rows["measure"].map(scene.table["multiplier"])
    out = cells.copy()
    rate = rows["how"] == Pooling.RATIO.value
    known = found["denominator"].notna() | ~rate | rows["alone"]
    value = found[end].where(known)
    out.loc[found.index, "value"] = value
    out.loc[found.index, "denominator"] = found["denominator"].where(rate & value.notna())
    out.loc[found.index, "numerator"] = (value * found["denominator"] / multiplier).where(rate)
    parts = of_parts(out.loc[found.index, "numerator"], out.loc[found.index, "denominator"], multiplier)
    out.loc[found.index, "value"] = np.where(np.isnan(parts), value, parts)
    return out

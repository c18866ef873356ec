"""Runs: each unit's figures through the window, pooled over the same partners and areas in every period compared."""

from __future__ import annotations

from typing import Any
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.grid import FIGURES
from pmxl.assess.grid import WINDOW
from pmxl.assess.pooled import ROOT
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import counted
from pmxl.assess.pooled import pooled
from pmxl.assess.scene import Scene

ENOUGH = 12
"""Figures from which limits are no longer on trial; only for want of them is a partner left out of its run."""

BACKS = range(WINDOW - 1, -1, -1)
"""The columns of a run, oldest first: how far back each period lies, 0 being the one shown."""

MEMBER = [*UNIT, *ROOT]


class Runs(NamedTuple):
    """Figures of each unit, a row a (measure, unit) and a column for each of BACKS; NaN where there is none.

    By each period's own amount for cumulative measures. `phase` counts the breaks in series from the first on, so that
    a higher number is a later series. `counts` says how many members (`common`) of those expected now (`whole`) are in.
    """

    value: pd.DataFrame
    numerator: pd.DataFrame
    denominator: pd.DataFrame
    phase: pd.DataFrame
    counts: pd.DataFrame


def runs(scene: Scene, cells: pd.DataFrame, prefix: str = "step_") -> Runs:
    """The runs of the units of `cells`; a period in which one of the members is missing is a gap, never a smaller sum.

    Members are those present now (where nobody is, those last present); one is left out only where the run would else
    have fewer than ENOUGH figures.
    """
    known = presence(cells, prefix)
    members = chosen(known)
    counts = pd.DataFrame({"common": members.groupby(UNIT, sort=False).sum(), "whole": expected_now(cells)})
    counts = counts.fillna(0).astype(int).reindex(index_of(cells), fill_value=0)
    inside = cells.set_index(MEMBER).index.isin(members[members].index)
    rows = cells[inside & cells["back"].between(0, WINDOW - 1)]
    laid = laid_out(scene, rows, known[members], prefix)
    numerator, denominator, value = (column.reindex(counts.index) for column in laid)
    return Runs(value, numerator, denominator, phases(scene, counts.index), counts)


def laid_out(scene: Scene, cells: pd.DataFrame, known: pd.DataFrame, prefix: str) -> list[pd.DataFrame]:
    """The pooled FIGURES of each unit by BACKS, where everybody in `known` is there; only their cells are given."""
    pool = pooled(cells, [*UNIT, "back"], scene.table, prefix)
    whole = usable_periods(known).stack().reindex(pool.index, fill_value=False).to_numpy(bool)
    return [pool[column].where(whole).unstack("back").reindex(columns=BACKS).astype(float) for column in FIGURES]


def index_of(cells: pd.DataFrame) -> pd.MultiIndex:
    """Every (measure, unit) of the cells, in their order."""
    return pd.MultiIndex.from_frame(cells[UNIT].drop_duplicates())


def expected_now(cells: pd.DataFrame) -> pd.Series[int]:
    """How many members each unit has in the period shown."""
    return cells.loc[cells["back"] == 0, MEMBER].drop_duplicates().groupby(UNIT, sort=False).size()


def presence(cells: pd.DataFrame, prefix: str) -> pd.DataFrame:
    """True for each member (row) and period (column) in which all of its figures are there."""
    rows = cells[cells["back"].between(0, WINDOW - 1)]
    here = rows[[*MEMBER, "back"]].assign(here=counted(rows, prefix))
    found = here.groupby([*MEMBER, "back"], sort=False)["here"].all().unstack("back")
    return found.reindex(columns=BACKS).eq(True)  # noqa: FBT003 - a period without a cell has no figure


def chosen(known: pd.DataFrame) -> pd.Series[bool]:
    """The members whose figures make the run of their unit."""
    columns = known.to_numpy(bool)
    latest = np.where(columns.any(axis=1), columns.shape[1] - 1 - columns[:, ::-1].argmax(axis=1), -1)
    place = pd.Series(latest, index=known.index)
    last = place.groupby(UNIT, sort=False).transform("max")
    taken = (place == last) & (last >= 0)
    for at in taken[taken].groupby(UNIT, sort=False).groups.values():
        if len(at) > 1:
            taken.loc[at] = long_enough(known.loc[at].to_numpy(bool))
    return taken


def long_enough(columns: np.ndarray) -> np.ndarray:
    """Which members stay: the one with fewest figures goes while there are too few without gaps and its going helps."""
    stay = np.ones(len(columns), dtype=bool)
    while stay.sum() > 1 and (together := columns[stay].all(axis=0).sum()) < ENOUGH:
        without = stay.copy()
        without[min(np.flatnonzero(stay), key=lambda row: columns[row].sum())] = False
        if columns[without].all(axis=0).sum() <= together:
            break
        stay = without
    return stay


def usable_periods(known: pd.DataFrame) -> pd.DataFrame:
    """True for each unit and period in which every member is there."""
    return known.groupby(UNIT, sort=False).all()


def phases(scene: Scene, index: pd.Index[Any]) -> pd.DataFrame:
    """How many breaks of the measure's series lie at or before each period."""
    rows = {}
    for measure in dict.fromkeys(index.get_level_values("measure")):
        starts = np.array([scene.shown(measure, back).start for back in BACKS])
        breaks = np.array(sorted(brk.start for brk in scene.framework.measure(measure).rebase))
        length = scene.start_and_length[measure][1]
        rows[measure] = np.searchsorted(breaks, starts + length - 1, side="right")
    table = [rows[measure] for measure in index.get_level_values("measure")]
    return pd.DataFrame(table, index=index, columns=BACKS).reindex(columns=BACKS, fill_value=0)

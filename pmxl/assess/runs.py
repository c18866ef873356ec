"""Runs: each unit's figures through the window, pooled over the same partners and areas in every period compared."""

from __future__ import annotations

from typing import Any
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.grid import FIGURES
from pmxl.assess.grid import WINDOW
from pmxl.assess.grouped import Groups
from pmxl.assess.grouped import grouped
from pmxl.assess.grouped import of_numbers
from pmxl.assess.pooled import ROOT
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import counted
from pmxl.assess.pooled import pool_of
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


class Members(NamedTuple):
    """Who makes up the units of some cells: `groups` of the cells are the members, `unit` groups these.

    `here` has a row a member and a column for each of BACKS: True where all of its figures are there. `now` are those
    expected in the period shown.
    """

    cells: pd.DataFrame
    groups: Groups
    unit: Groups
    here: np.ndarray
    now: np.ndarray

    def counts(self, some: np.ndarray) -> np.ndarray:
        """How many of some members each unit has."""
        return np.bincount(self.unit.of[some], minlength=len(self.unit))


def members_of(cells: pd.DataFrame, prefix: str) -> Members:
    """The members of the units of `cells`, and in which periods their figures are there."""
    groups = grouped(cells, MEMBER)
    slot, size = groups.of * WINDOW + column_of(cells), len(groups) * WINDOW
    expected = np.bincount(slot, minlength=size).reshape(-1, WINDOW)
    given = np.bincount(slot, weights=counted(cells, prefix), minlength=size).reshape(-1, WINDOW)
    return Members(cells, groups, groups.among(UNIT), (expected > 0) & (given == expected), expected[:, -1] > 0)


def column_of(cells: pd.DataFrame) -> np.ndarray:
    """Which of BACKS each cell is in."""
    return WINDOW - 1 - cells["back"].to_numpy(int)


def runs(scene: Scene, cells: pd.DataFrame, prefix: str = "step_") -> Runs:
    """The runs of the units of `cells`; a period in which one of the members is missing is a gap, never a smaller sum.

    Members are those present now (where nobody is, those last present); one is left out only where the run would else
    have fewer than ENOUGH figures.
    """
    found = members_of(cells, prefix)
    taken = chosen(found)
    index = found.unit.index
    counts = pd.DataFrame({"common": found.counts(taken), "whole": found.counts(found.now)}, index=index)
    numerator, denominator, value = laid_out(scene, found, taken, prefix)
    return Runs(value, numerator, denominator, phases(scene, index), counts)


def laid_out(scene: Scene, found: Members, taken: np.ndarray, prefix: str) -> list[pd.DataFrame]:
    """The pooled FIGURES of each unit by BACKS, of the members taken, where every one of them is there."""
    shape, index = (len(found.unit), WINDOW), found.unit.index
    mine = taken[found.groups.of]
    slot = (found.unit.of[found.groups.of] * WINDOW + column_of(found.cells))[mine]
    groups = of_numbers(slot)
    pool = pool_of(found.cells[mine], groups, scene.table, prefix)
    short = np.zeros(shape, dtype=bool)
    np.logical_or.at(short, found.unit.of[taken], ~found.here[taken])
    each = (spread(pool[column], slot[groups.first], shape) for column in FIGURES)
    return [pd.DataFrame(np.where(short, np.nan, column), index=index, columns=BACKS) for column in each]


def spread(figures: np.ndarray, slot: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Figures put in their slots of a table, NaN in the others."""
    out = np.full(shape, np.nan)
    out.flat[slot] = figures
    return out


def chosen(found: Members) -> np.ndarray:
    """True for the members whose figures make the run of their unit."""
    here, unit = found.here, found.unit.of
    latest = np.where(here.any(axis=1), WINDOW - 1 - here[:, ::-1].argmax(axis=1), -1)
    last = np.full(len(found.unit), -1)
    np.maximum.at(last, unit, latest)
    taken: np.ndarray = (latest == last[unit]) & (latest >= 0)
    in_order = found.groups.by_key[taken[found.groups.by_key]]
    for several in np.flatnonzero(found.counts(taken) > 1):
        mine = in_order[unit[in_order] == several]
        taken[mine] = long_enough(here[mine])
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


def phases(scene: Scene, index: pd.Index[Any]) -> pd.DataFrame:
    """How many breaks of the measure's series lie at or before each period."""
    rows = {}
    measures = index.get_level_values("measure").tolist()
    for measure in dict.fromkeys(measures):
        start, length = scene.start_and_length[measure]
        breaks = np.array(sorted(brk.start for brk in scene.framework.measure(measure).rebase))
        rows[measure] = np.searchsorted(breaks, start + (1 - np.array(BACKS)) * length - 1, side="right")
    table = np.array([rows[measure] for measure in measures], dtype=int).reshape(-1, WINDOW)
    return pd.DataFrame(table, index=index, columns=BACKS)

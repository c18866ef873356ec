"""Together: the runs a year is forecast from, in which everybody is that is present now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.grouped import grouped
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import cells_by
from pmxl.assess.runs import Runs
from pmxl.assess.runs import laid_out
from pmxl.assess.runs import members_of
from pmxl.assess.scene import Scene
from pmxl.assess.trending import since_break

PREFIX = "step_"


class Lines(NamedTuple):
    """Figures and their parts since the last break in each series: a row a unit, a column for each of BACKS."""

    value: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray

    def at(self, rows: Sequence[int] | np.ndarray) -> Lines:
        """Those of some rows."""
        return Lines(*(column[rows] for column in self))

    def where(self, rows: pd.Series[bool]) -> Lines:
        """Gaps instead of the figures of the other rows."""
        keep = rows.to_numpy(bool)[:, np.newaxis]
        return Lines(*(np.where(keep, column, np.nan) for column in self))


def lines_of(runs: Runs, rows: pd.DataFrame) -> Lines:
    """The lines of every row, in their order."""
    phase = runs.phase.reindex(rows.index, fill_value=0)
    columns = (runs.value, runs.numerator, runs.denominator)
    return Lines(*(since_break(column.reindex(rows.index), phase).to_numpy(float) for column in columns))


def together(scene: Scene, runs: Runs, by: str) -> Runs:
    """The runs, those from which a newcomer was left out for want of figures put together again with all of them.

    A level forecast from others than those whose figure is shown would stand beside it as if it were its future.
    """
    short = runs.counts.index[runs.counts["common"] < runs.counts["whole"]]
    if not len(short):
        return runs
    cells = cells_by(scene, by)
    mine = grouped(cells, UNIT)
    found = members_of(cells[mine.index.isin(short)[mine.of]], PREFIX)
    now = found.here[:, -1]
    common = pd.Series(found.counts(now), index=found.unit.index)
    common = common[common > 0]
    if common.empty:
        return runs
    numerator, denominator, value = (column.loc[common.index] for column in laid_out(scene, found, now, PREFIX))
    changed = {"numerator": numerator, "denominator": denominator, "value": value}
    laid = {name: laid_over(getattr(runs, name), own) for name, own in changed.items()}
    counts = runs.counts.copy()
    counts.loc[common.index, "common"] = common
    return runs._replace(**laid, counts=counts)


def laid_over(figures: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The same figures, with some rows put in the place of others."""
    out = figures.to_numpy(copy=True)
    out[figures.index.get_indexer(own.index)] = own.to_numpy()
    return pd.DataFrame(out, index=figures.index, columns=figures.columns)

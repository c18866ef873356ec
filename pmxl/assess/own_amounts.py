"""Own amounts: what a period itself brought, of a measure that builds up through the year."""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas.api.extensions import take

from pmxl.assess.grid import CELL
from pmxl.assess.grid import FIGURES
from pmxl.assess.grouped import places_in
from pmxl.terms import Accumulate

BUILDS_UP = 0.5
"""A denominator that grows by less than this of what an even pace would bring does not build up through the year."""


def difference(grid: pd.DataFrame, table: pd.DataFrame, offset: int) -> pd.DataFrame:
    """Adds `step_*` columns: the period's own amount, for a cumulative measure this figure less the one before.

    The first period of a year stands as it is; after a gap there is no figure. Where the denominator does not build up
    through the year, as a year's council tax due, a period's own amount is of the whole of it.
    """
    for column in FIGURES:
        grid[f"step_{column}"] = grid[column]
    builds_up = (table["accumulate"] == Accumulate.CUMULATIVE.value).to_numpy(bool)
    if not builds_up.any():
        return grid
    cumulative = pd.Series(builds_up[places_in(table, grid)], index=grid.index)
    rows = grid[cumulative]
    length = rows["measure"].map(table["length"])
    root = ["measure", "root_partner", "root_area"]
    sizes = rows.groupby([*root, "start"])[FIGURES].agg(["sum", "count", "size"])
    before = pd.MultiIndex.from_arrays([*(rows[column] for column in root), rows["start"] - length])
    sole = (rows.groupby([*root, "start"])["start"].transform("size") == 1).to_numpy()
    own = pd.MultiIndex.from_frame(rows[[*CELL, "start"]])
    mine = pd.MultiIndex.from_arrays([*(rows[column] for column in CELL), rows["start"] - length])
    opens = ((rows["start"] - offset) % 12 == 0).to_numpy()
    theirs, its_own = sizes.index.get_indexer(before), own.get_indexer(mine)
    for column in FIGURES:
        every = sizes[column]
        whole = every["sum"].where(every["count"] == every["size"]).to_numpy()  # of all whom this cell took over from
        now, earlier = rows[column].to_numpy(float), at(rows[column].to_numpy(float), its_own)
        then = np.where(sole & np.isnan(earlier), at(whole, theirs), earlier)
        grid.loc[cumulative, f"step_{column}"] = np.where(opens, now, now - then)
    of_parts = cumulative & grid["measure"].map(table["parts"])
    fixed = of_parts & grid["measure"].isin(of_fixed_base(grid[of_parts], table, offset))
    grid["step_denominator"] = grid["step_denominator"].where(~fixed, grid["denominator"])
    ratio = grid["step_numerator"] / grid["step_denominator"].where(grid["step_denominator"] != 0)
    grid["step_value"] = grid["step_value"].where(~of_parts, ratio * grid["measure"].map(table["multiplier"]))
    return grid


def at(figures: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The figures in some places, NaN where the place is -1."""
    return np.asarray(take(figures, places, allow_fill=True, fill_value=np.nan))


def of_fixed_base(rows: pd.DataFrame, table: pd.DataFrame, offset: int) -> set[str]:
    """The measures whose denominators stay about the same through the year instead of building up.

    One that builds up grows in the k-th period by about a k-th of itself; under half of that, it is the same base.
    """
    length = rows["measure"].map(table["length"])
    number = (rows["start"] - offset) % 12 // length + 1
    growth = (rows["step_denominator"] / rows["denominator"].where(rows["denominator"] != 0) * number)[number > 1]
    usual = growth.groupby(rows["measure"]).median()
    return set(usual.index[usual < BUILDS_UP])

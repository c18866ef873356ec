"""Cells of the grid pooled into units: the partnership as a whole, each partner, or each area."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from pmxl.assess.grid import FIGURES
from pmxl.rules.pool import pool
from pmxl.terms import Pooling
from pmxl.terms import Rating

UNIT = ["measure", "unit"]
ROOT = ["root_partner", "root_area"]


def units(grid: pd.DataFrame, table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The grid with a `unit` for each cell: "" (the partnership), the partner or the area that answers for it today.

    `how` is the pooling word that applies to the unit, `alone` says that the unit has one cell in the period. Where one
    named partner leads, only its cells stand for the partnership. Cells to which the measure does not apply are left
    out: they belong to no pool, no coverage and no comparison.
    """
    cells = grid[grid["marker"] != Rating.NOT_APPLICABLE.value]
    cells = cells.assign(unit=cells[f"root_{by}"] if by else "")
    if by == "area":
        cells = cells[cells["unit"] != ""]
    cells["how"] = cells["measure"].map(table["pooling"])
    lead = cells["how"] == Pooling.LEAD.value
    cells["how"] = cells["how"].where(~lead, cells["measure"].map(leading(table)))
    if by:
        adds_or_rates = cells["how"].isin([Pooling.SUM.value, Pooling.RATIO.value])
        cells["how"] = cells["how"].where(adds_or_rates, Pooling.NONE.value)
    else:
        cells = cells[~lead | (cells["root_partner"] == cells["measure"].map(table["lead"]))]
    cells["alone"] = cells.groupby([*UNIT, "start"])["how"].transform("size") == 1
    cells["poolable"] = counted(cells)
    return cells


def counted(cells: pd.DataFrame, prefix: str = "") -> pd.Series[bool]:
    """True for a cell whose figure joins its pool; a rate needs both its parts unless it stands alone."""
    parts = cells[f"{prefix}numerator"].notna() & cells[f"{prefix}denominator"].notna()
    rate = (cells["how"] == Pooling.RATIO.value) & ~cells["alone"]
    return parts | (cells[f"{prefix}value"].notna() & ~rate)


def leading(table: pd.DataFrame) -> pd.Series[str]:
    """How the areas of a leading partner join: totals add up, parts pool by ratio, anything else must be one figure."""
    how = pd.Series(Pooling.NONE.value, index=table.index)
    return how.mask(table["parts"], Pooling.RATIO.value).mask(table["adds"] & ~table["parts"], Pooling.SUM.value)


def pooled(cells: pd.DataFrame, keys: list[str], table: pd.DataFrame, prefix: str = "") -> pd.DataFrame:
    """Numerator, denominator and value for each group of cells, with `present` (cells that joined) of `expected`.

    A group of one cell is that cell. `prefix` chooses other columns ("step_" for a period's own amount).
    """
    group = cells.groupby(keys, sort=False).ngroup().to_numpy()
    first = np.flatnonzero(~pd.Series(group).duplicated().to_numpy())
    counts = counted(cells, prefix).to_numpy()
    how, expected = cells["how"].to_numpy(object)[first], np.bincount(group, minlength=len(first))
    figures = [cells[f"{prefix}{column}"].to_numpy(float) for column in FIGURES]
    given = pd.DataFrame({column: values[counts] for column, values in zip(FIGURES, figures, strict=True)})
    present = cells[counts]
    given["group"], given["pooling"] = group[counts], present["how"].to_numpy(object)
    given["multiplier"] = present["measure"].map(table["multiplier"]).to_numpy()
    given["weight"] = weights(present, table)
    found = pool(given)
    alone = (expected == 1) & (how != Pooling.SHARE.value)  # one partner's yes is still a share of all
    out = {"expected": expected, "present": np.bincount(group[counts], minlength=len(first)), "how": how}
    for column, values in zip(FIGURES, figures, strict=True):
        out[column] = np.full(len(first), np.nan)
        out[column][found["group"].to_numpy()] = found[column]
        out[column][alone] = np.where(counts, values, np.nan)[first][alone]
    return pd.DataFrame(out, index=pd.MultiIndex.from_frame(cells[keys].iloc[first]))


def weights(cells: pd.DataFrame, table: pd.DataFrame) -> list[float]:
    """The declared weight of each cell's partner, or of the one that answers for it today; NaN where there is none."""
    declared = table["weights"].to_dict()
    columns = zip(cells["measure"], cells["partner"], cells["root_partner"], strict=True)
    return [declared[m].get(p, declared[m].get(root, math.nan)) for m, p, root in columns]


def aligned(
    cells: pd.DataFrame, keys: list[str], backs: list[pd.Series[int]], table: pd.DataFrame, prefix: str = ""
) -> tuple[list[pd.DataFrame], pd.DataFrame]:
    """The pooled figures of several periods over only those who are present in every one of them.

    `backs` gives, for each period wanted, how far back it lies for each measure. Returns one frame a period (index
    measure, unit) and a frame of `common` and `whole` counts: who is compared, out of who was expected in any of them.
    """
    far, wanted = cells["back"].to_numpy(), [cells["measure"].map(back).to_numpy() for back in backs]
    taken = [np.flatnonzero(far == back) for back in wanted]
    rows = cells.take(np.concatenate(taken))
    rows["place"] = np.repeat(np.arange(len(backs)), [len(one) for one in taken])
    member = [*keys, *ROOT]
    whole = counted(rows, prefix).groupby([rows[key] for key in [*member, "place"]], sort=False).transform("all")
    found = rows[whole].groupby(member)["place"].nunique()
    common = found[found == len(backs)].reset_index()[member]
    expected = rows.drop_duplicates(member).groupby(keys).size()
    counts = pd.DataFrame({"common": common.groupby(keys).size(), "whole": expected}).fillna(0)
    pool = pooled(rows.merge(common, on=member), [*keys, "place"], table, prefix)
    places = pool.index.get_level_values("place")
    frames = [pool[places == place].droplevel("place") for place in range(len(backs))]
    return frames, counts

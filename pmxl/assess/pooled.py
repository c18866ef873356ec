"""Cells of the grid pooled into units: the partnership as a whole, each partner, or each area."""

from __future__ import annotations

import math

import pandas as pd

from pmxl.assess.grid import FIGURES
from pmxl.rules.pool import pool
from pmxl.terms import Pooling

UNIT = ["measure", "unit"]
ROOT = ["root_partner", "root_area"]


def units(grid: pd.DataFrame, table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The grid with a `unit` for each cell: "" (the partnership), the partner or the area that answers for it today.

    `how` is the pooling word that applies to the unit, `poolable` says whether the cell's figure can join its pool.
    Where one named partner leads, only its cells stand for the partnership.
    """
    cells = grid.assign(unit=grid[f"root_{by}"] if by else "")
    if by == "area":
        cells = cells[cells["unit"] != ""]
    cells["how"] = cells["measure"].map(table["pooling"])
    lead = cells["how"] == Pooling.LEAD.value
    cells["how"] = cells["how"].where(~lead, cells["measure"].map(leading(table)))
    if by:
        cells["how"] = cells["how"].where(
            cells["how"].isin([Pooling.SUM.value, Pooling.RATIO.value]), Pooling.NONE.value
        )
    else:
        cells = cells[~lead | (cells["partner"] == cells["measure"].map(table["lead"]))]
    parts = cells["numerator"].notna() & cells["denominator"].notna()
    alone = cells.groupby([*UNIT, "start"])["how"].transform("size") == 1
    ratio = (cells["how"] == Pooling.RATIO.value) & ~alone
    cells["poolable"] = cells["value"].notna().where(~ratio, parts)
    return cells


def leading(table: pd.DataFrame) -> pd.Series[str]:
    """How the areas of a leading partner join: totals add up, parts pool by ratio, anything else must be one figure."""
    how = pd.Series(Pooling.NONE.value, index=table.index)
    return how.mask(table["parts"], Pooling.RATIO.value).mask(table["adds"] & ~table["parts"], Pooling.SUM.value)


def pooled(cells: pd.DataFrame, keys: list[str], table: pd.DataFrame, prefix: str = "") -> pd.DataFrame:
    """Numerator, denominator and value for each group of cells, with `present` (cells that joined) of `expected`.

    A group of one cell is that cell. `prefix` chooses other columns ("step_" for a period's own amount).
    """
    rows = cells[[*keys, *ROOT, "partner", "how"]].copy()
    for column in FIGURES:
        rows[column] = cells[f"{prefix}{column}"].where(cells["poolable"])
    rows["present"] = rows["value"].notna()
    grouped = rows.groupby(keys, sort=False)
    out = grouped.agg(expected=("how", "size"), present=("present", "sum"), how=("how", "first"))
    given = rows[rows["present"]].rename(columns={"how": "pooling"})
    given["multiplier"] = given["measure"].map(table["multiplier"])
    given["weight"] = weights(given, table)
    figures = pool(given, keys).set_index(keys)[FIGURES]
    out[FIGURES] = figures.reindex(out.index)
    single = (out["expected"] == 1) & (out["how"] != Pooling.SHARE.value)  # one partner's yes is still a share of all
    only = grouped[FIGURES].first()
    for column in FIGURES:
        out[column] = out[column].where(~single, only[column])
    return out


def weights(cells: pd.DataFrame, table: pd.DataFrame) -> list[float]:
    """The declared weight of each cell's partner; NaN where the measure declares none."""
    declared = table["weights"].to_dict()
    return [declared[m].get(p, math.nan) for m, p in zip(cells["measure"], cells["partner"], strict=True)]


def aligned(
    cells: pd.DataFrame, keys: list[str], backs: list[pd.Series[int]], table: pd.DataFrame, prefix: str = ""
) -> tuple[list[pd.DataFrame], pd.DataFrame]:
    """The pooled figures of several periods over only those who are present in every one of them.

    `backs` gives, for each period wanted, how far back it lies for each measure. Returns one frame a period (index
    measure, unit) and a frame of `common` and `whole` counts: who is compared, out of who was expected now.
    """
    slices = []
    for place, back in enumerate(backs):
        rows = cells[cells["back"] == cells["measure"].map(back)].copy()
        value = rows[f"{prefix}value"].notna() & rows["poolable"]
        rows["whole"] = value.groupby([rows[k] for k in [*keys, *ROOT]]).transform("all")
        slices.append(rows.assign(place=place))
    every = pd.concat(slices)
    found = every[every["whole"]].groupby([*keys, *ROOT])["place"].nunique()
    common = found[found == len(backs)].reset_index()[[*keys, *ROOT]]
    counts = pd.DataFrame(
        {
            "common": common.groupby(keys).size(),
            "whole": slices[0].drop_duplicates([*keys, *ROOT]).groupby(keys).size(),
        }
    ).fillna(0)
    frames = [pooled(rows.merge(common, on=[*keys, *ROOT]), keys, table, prefix) for rows in slices]
    return frames, counts

"""Cells of the grid pooled into units: the partnership as a whole, each partner, or each area."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from pmxl.assess.grid import FIGURES
from pmxl.assess.grouped import Groups
from pmxl.assess.grouped import grouped
from pmxl.assess.grouped import places_in
from pmxl.assess.scene import Scene
from pmxl.rules.pool import figures_of
from pmxl.rules.pool import pool_groups
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
    measure = places_in(table, grid)
    ways = table["pooling"].to_numpy(object)
    lead = (ways == Pooling.LEAD.value)[measure]
    how = np.where(ways == Pooling.LEAD.value, leading(table), ways)[measure]
    unit = grid[f"root_{by}"].to_numpy(object) if by else np.full(len(grid), "", dtype=object)
    inside = grid["marker"].to_numpy(object) != Rating.NOT_APPLICABLE.value
    if by:
        inside &= unit != ""
        how = np.where((how == Pooling.SUM.value) | (how == Pooling.RATIO.value), how, Pooling.NONE.value)
    else:
        inside &= ~lead | (grid["root_partner"].to_numpy(object) == table["lead"].to_numpy(object)[measure])
    cells: pd.DataFrame = grid[inside].assign(unit=unit[inside], how=how[inside])
    together = grouped(cells, [*UNIT, "start"])
    cells["alone"] = together.sizes[together.of] == 1
    cells["poolable"] = counted(cells)
    return cells


def cells_by(scene: Scene, by: str) -> pd.DataFrame:
    """The units of a scene, put together once: whoever adds to them makes a frame of its own."""
    if by not in scene.cells:
        scene.cells[by] = units(scene.grid, scene.table, by)
    found: pd.DataFrame = scene.cells[by]
    return found


def only(cells: pd.DataFrame, rows: np.ndarray, keys: list[str], prefix: str = "") -> pd.DataFrame:
    """Some of the cells, with no other columns than what it takes to pool them by these keys."""
    figures = [f"{prefix}{column}" for column in FIGURES]
    wanted = dict.fromkeys([*keys, "measure", "partner", *ROOT, "how", "alone", *figures])
    return pd.DataFrame({name: cells[name].array.take(rows) for name in wanted})


def counted(cells: pd.DataFrame, prefix: str = "") -> np.ndarray:
    """True for a cell whose figure joins its pool; a rate needs both its parts unless it stands alone."""
    above, below, value = (~np.isnan(cells[f"{prefix}{column}"].to_numpy(float)) for column in FIGURES)
    rate = (cells["how"].to_numpy(object) == Pooling.RATIO.value) & ~cells["alone"].to_numpy(bool)
    return np.asarray((above & below) | (value & ~rate))


def leading(table: pd.DataFrame) -> np.ndarray:
    """How the areas of a leading partner join: totals add up, parts pool by ratio, anything else must be one figure."""
    parts, adds = table["parts"].to_numpy(bool), table["adds"].to_numpy(bool)
    return np.where(parts, Pooling.RATIO.value, np.where(adds, Pooling.SUM.value, Pooling.NONE.value)).astype(object)


def pooled(cells: pd.DataFrame, keys: list[str], table: pd.DataFrame, prefix: str = "") -> pd.DataFrame:
    """Numerator, denominator and value for each group of cells, with `present` (cells that joined) of `expected`.

    A group of one cell is that cell. `prefix` chooses other columns ("step_" for a period's own amount).
    """
    groups = grouped(cells, keys)
    return pd.DataFrame(pool_of(cells, groups, table, prefix), index=groups.index)


def pool_of(cells: pd.DataFrame, groups: Groups, table: pd.DataFrame, prefix: str = "") -> dict[str, np.ndarray]:
    """The columns of `pooled`, a place a group."""
    joins, how = counted(cells, prefix), cells["how"].to_numpy(object)[groups.first]
    figures = {column: cells[f"{prefix}{column}"].to_numpy(float) for column in FIGURES}
    multiplier = table["multiplier"].to_numpy(float)[places_in(table, cells)]
    leads = np.zeros(len(cells), dtype=bool)
    above, below, value = figures.values()
    given = figures_of(above, below, value, multiplier, weights(cells, how[groups.of], table), leads)
    rows, count = np.flatnonzero(joins), len(groups)
    found = pool_groups(how, given.at(rows), groups.of[rows])
    present, expected = np.bincount(groups.of[rows], minlength=count), groups.sizes
    alone = (expected == 1) & (how != Pooling.SHARE.value)  # one partner's yes is still a share of all
    out = {"expected": expected, "present": present, "how": how}
    for column, values in figures.items():
        own = np.where(joins, values, np.nan)[groups.first]
        out[column] = np.where(alone, own, np.where(present > 0, found[column], np.nan))
    return out


def weights(cells: pd.DataFrame, how: np.ndarray, table: pd.DataFrame) -> np.ndarray:
    """The declared weight of each cell's partner, or of the one that answers for it today; NaN where there is none."""
    found = np.full(len(cells), math.nan)
    if (mine := np.flatnonzero(how == Pooling.WEIGHTS.value)).size:
        declared, rows = table["weights"].to_dict(), cells.iloc[mine]
        columns = zip(rows["measure"], rows["partner"], rows["root_partner"], strict=True)
        found[mine] = [declared[m].get(p, declared[m].get(root, math.nan)) for m, p, root in columns]
    return found


def aligned(
    cells: pd.DataFrame, keys: list[str], backs: list[pd.Series[int]], table: pd.DataFrame, prefix: str = ""
) -> tuple[list[pd.DataFrame], pd.DataFrame]:
    """The pooled FIGURES of several periods over only those who are present in every one of them.

    `backs` gives, for each period wanted, how far back it lies for each measure (the rows of `table`). Returns one
    frame a period (index measure, unit) and a frame of `common` and `whole` counts: who is compared, out of who was
    expected in any of them. Where each of several stands for itself (`apart`) there is no figure, though only one came.
    """
    far, measure = cells["back"].to_numpy(int), places_in(table, cells)
    taken = [np.flatnonzero(far == back.to_numpy()[measure]) for back in backs]
    place = np.repeat(np.arange(len(backs)), [len(one) for one in taken])
    rows = only(cells, np.concatenate(taken), keys, prefix)
    members = grouped(rows, [*keys, *ROOT])
    common = in_every(members.of * len(backs) + place, counted(rows, prefix), len(members), len(backs))
    unit = members.among(keys)
    apart = (rows["how"].to_numpy(object)[members.first[unit.first]] == Pooling.NONE.value) & (unit.sizes > 1)
    kept = common[members.of]
    rows, place, whose = rows[kept], place[kept], unit.of[members.of[kept]]
    groups = grouped(rows.assign(place=place), [*keys, "place"])
    pool, placed, index = pool_of(rows, groups, table, prefix), place[groups.first], groups.index.droplevel("place")
    figures = np.column_stack([pool[column] for column in FIGURES])
    figures[apart[whose[groups.first]]] = np.nan
    mine = [placed == n for n in range(len(backs))]
    return [pd.DataFrame(figures[one], index[one], FIGURES) for one in mine], compared(unit, common, apart)


def in_every(slot: np.ndarray, joins: np.ndarray, members: int, periods: int) -> np.ndarray:
    """True for each member that has figures in every period, and no cell there without; `slot` is member by period."""
    cells = np.bincount(slot, minlength=members * periods)
    there = np.bincount(slot, weights=joins, minlength=members * periods)
    return np.asarray(((cells > 0) & (there == cells)).reshape(members, periods).all(axis=1))


def compared(unit: Groups, common: np.ndarray, apart: np.ndarray) -> pd.DataFrame:
    """How many members of each unit are in every period (`common`), of how many (`whole`), and whether each of several
    stands for itself (`apart`); in the order of names.
    """
    index = unit.index
    order = np.lexsort(index.codes[::-1])
    counts = {"common": np.bincount(unit.of[common], minlength=len(unit)), "whole": unit.sizes, "apart": apart}
    return pd.DataFrame({name: count[order] for name, count in counts.items()}, index=index[order])

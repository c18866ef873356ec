"""The grid: every figure expected in the periods around a scorecard, with the ledger's figure where there is one.

A row is a measure, partner, area and period of the measure's display length (a monthly measure on a quarterly
scorecard is rolled up). `back` counts periods before the one shown: 0 is now. `root` names who answers for the cell
today, so that a merged or renamed partner's past is compared with its successor's present.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmxl.assess.scene import text
from pmxl.framework.asked import own_period
from pmxl.framework.lives import lifetimes
from pmxl.framework.lives import roots
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.terms import Accumulate
from pmxl.terms import Kind

WINDOW = 24
"""How many periods back the grid reaches: six years of quarters."""

CELL = ["measure", "partner", "area"]
FIGURES = ["numerator", "denominator", "value"]


def measure_table(framework: Framework, period: Period) -> pd.DataFrame:
    """One row a measure, by id: what the arithmetic needs to know of it, and the period of it that is shown."""
    rows = []
    for measure in framework.measures:
        shown = own_period(measure, period)
        rows.append(
            {
                "measure": measure.id,
                "own": measure.frequency.months,
                "length": shown.months,
                "start": shown.start,
                "accumulate": measure.accumulate.value,
                "parts": measure.kind.of_two_parts,
                "adds": measure.kind in (Kind.COUNT, Kind.MONEY),
                "multiplier": measure.multiplier,
                "pooling": measure.pooling.value,
                "lead": measure.lead,
                "weights": measure.weights,
                "pairs": len(measure.pairs),
                "decimals": measure.decimals,
                "polarity": measure.polarity.value,
                "dead_band": measure.dead_band,
            }
        )
    return pd.DataFrame(rows).set_index("measure", drop=False).rename_axis(None)


def cells_of(framework: Framework, recalled: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The ledger's figures for measures and partners of the framework, held ones emptied, rolled up to display length.

    Parts and value are NaN where there is no figure; `got` and `wanted` count the periods rolled into a cell.
    """
    partners = {p.id for p in framework.partners}
    cells = recalled[recalled["measure"].isin(table.index) & recalled["partner"].isin(partners)].copy()
    cells.loc[cells["held"].astype(bool), FIGURES] = np.nan
    cells = cells.sort_values("held").drop_duplicates([*CELL, "start"])  # of files in dispute every version is held
    cells = cells.join(table[["own", "length", "accumulate", "parts", "adds", "multiplier"]], on="measure")
    cells = cells[cells["months"] == cells["own"]]
    first = period_offset(framework)
    cells["bucket"] = cells["start"] - (cells["start"] - first) % cells["length"]
    cells["wanted"] = cells["length"] // cells["own"]
    cells["usable"] = cells["value"].notna() | (cells["numerator"].notna() & cells["denominator"].notna())
    single = cells[cells["wanted"] == 1].assign(start=lambda c: c["bucket"], got=lambda c: c["usable"].astype(int))
    many = cells[cells["wanted"] > 1]
    return pd.concat([single, roll_up(many)], ignore_index=True) if len(many) else single.reset_index(drop=True)


def period_offset(framework: Framework) -> int:
    """The month index, less than 12, at which a year of the framework begins."""
    return framework.settings.year_starts - 1


def roll_up(cells: pd.DataFrame) -> pd.DataFrame:
    """Months into quarters (or years) by how the measure accumulates; one period missing leaves the cell empty."""
    cells = cells.sort_values("start")
    by = cells.groupby([*CELL, "bucket"], sort=False)
    last = by.tail(1).set_index([*CELL, "bucket"])
    sums = by[FIGURES].sum(min_count=1)
    got = by["usable"].sum()
    out = last.copy()
    out["got"] = got
    flow = (out["accumulate"] == Accumulate.FLOW.value) & (out["parts"] | out["adds"])
    for column in FIGURES:
        out[column] = out[column].where(~flow, sums[column])
    ratio = out["numerator"] / out["denominator"].where(out["denominator"] != 0) * out["multiplier"]
    out["value"] = out["value"].where(~(flow & out["parts"]), ratio)
    complete = out["got"] == out["wanted"]
    out.loc[~complete, FIGURES] = np.nan
    out["usable"] = complete
    out["marker"] = out["marker"].where(~((out["got"] > 0) & ~complete), "")
    for column, how in (("provisional", "max"), ("held", "max")):
        out[column] = by[column].agg(how)
    return out.reset_index().rename(columns={"bucket": "bucket_"}).assign(start=lambda c: c["bucket_"])


def grid_of(framework: Framework, cells: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Every expected cell of the window, with its figures where there are any, its roots, and how far back it lies."""
    expected = expected_cells(framework, table)
    keep = [*CELL, "start", *FIGURES, "marker", "usable", "got", "wanted", "provisional", "held"]
    grid = expected.merge(cells[keep], on=[*CELL, "start"], how="left")
    for column in ("usable", "provisional", "held"):
        grid[column] = grid[column].eq(True)  # noqa: FBT003 - a missing cell is neither
    grid["marker"] = text(grid["marker"], grid.index)
    grid["back"] = (grid["measure"].map(table["start"]) - grid["start"]) // grid["measure"].map(table["length"])
    return difference(grid, table, period_offset(framework))


def expected_cells(framework: Framework, table: pd.DataFrame) -> pd.DataFrame:
    """The (measure, partner, area, start) cells of the window in which measure, partner and area all exist."""
    pairs = pd.DataFrame([(m.id, p, a) for m in framework.measures for p, a in m.pairs], columns=CELL).join(
        table[["length", "start"]], on="measure"
    )
    cells = pairs.loc[pairs.index.repeat(WINDOW)].reset_index(drop=True)
    cells["start"] -= np.tile(np.arange(WINDOW), len(pairs)) * cells["length"]
    lives = lifetimes(framework)
    end = cells["start"] + cells["length"]
    exists = pd.Series(data=True, index=cells.index)
    for column, whole in (("measure", True), ("partner", False), ("area", False)):
        first = cells[column].map({k: v[0] for k, v in lives[column].items()}).fillna(0)
        last = cells[column].map({k: v[1] for k, v in lives[column].items()}).fillna(10**6)
        # a measure counts only in whole periods of its life; a partner or area in any period it touches
        exists &= ((cells["start"] >= first) & (end <= last)) if whole else ((end > first) & (cells["start"] < last))
    cells = cells[exists].reset_index(drop=True)
    for column in ("partner", "area"):
        cells[f"root_{column}"] = text(cells[column].map(roots(framework, column)), cells.index)
    return cells[[*CELL, "root_partner", "root_area", "start"]]


def difference(grid: pd.DataFrame, table: pd.DataFrame, offset: int) -> pd.DataFrame:
    """Adds `step_*` columns: the period's own amount, for a cumulative measure this figure less the one before.

    The first period of a year stands as it is; after a gap there is no figure.
    """
    for column in FIGURES:
        grid[f"step_{column}"] = grid[column]
    cumulative = grid["measure"].map(table["accumulate"]) == Accumulate.CUMULATIVE.value
    rows = grid[cumulative].sort_values([*CELL, "start"])
    before = rows.groupby(CELL)[["start", *FIGURES]].shift()
    follows = before["start"] == rows["start"] - rows["measure"].map(table["length"])
    opens = (rows["start"] - offset) % 12 == 0
    for column in FIGURES:
        grid.loc[rows.index, f"step_{column}"] = rows[column].where(opens, rows[column] - before[column].where(follows))
    of_parts = cumulative & grid["measure"].map(table["parts"])
    ratio = grid["step_numerator"] / grid["step_denominator"].where(grid["step_denominator"] != 0)
    grid["step_value"] = grid["step_value"].where(~of_parts, ratio * grid["measure"].map(table["multiplier"]))
    return grid

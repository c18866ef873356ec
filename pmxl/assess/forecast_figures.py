"""Forecast figures: the rules put to the series of every row, those with the same seasons together."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd

from pmxl.assess.charted import of_rows
from pmxl.assess.forecast_levels import Group
from pmxl.assess.forecast_levels import levels
from pmxl.assess.forecast_levels import year_rates
from pmxl.assess.forecast_levels import yearly
from pmxl.assess.grid import WINDOW
from pmxl.assess.runs import Runs
from pmxl.assess.together import Lines
from pmxl.assess.year_ahead import Outlook
from pmxl.assess.year_ahead import YearAhead
from pmxl.rules.forecast import Forecast
from pmxl.rules.forecast import Method
from pmxl.rules.profile import seasonal_share
from pmxl.rules.year_total import year_forecast
from pmxl.terms import Pooling

PARTLY = (Pooling.RATIO.value, Pooling.WEIGHTS.value)
"""Figures that speak for the whole when a member is missing, if it is said whose they are: a sum does not."""

FIELDS = ("forecast", "low", "high", "spread", "method", "figures", "tested")


def members(runs: Runs, rows: pd.DataFrame) -> pd.DataFrame:
    """Who is in each row's figure and run: `common` members `of` those expected.

    `whole`: every figure is in. `in_run`: the run is of them all. `part`: some are awaited, and the run is of those in.
    """
    theirs = runs.counts.index.get_indexer(rows.index)
    common, of = (of_rows(runs.counts[name].astype(int), theirs, 0) for name in ("common", "whole"))
    now = ~np.isnan(of_rows(runs.value.iloc[:, -1], theirs, math.nan))
    whole = (rows["present"] == rows["expected"]).to_numpy(bool) & rows["value"].notna().to_numpy()
    part = ~whole & rows["how"].isin(PARTLY).to_numpy() & now & (common > 0)
    columns = {"whole": whole, "in_run": common == of, "part": part, "common": common, "of": of}
    return pd.DataFrame(columns, index=rows.index)


def forecasts(years: list[YearAhead], lines: Lines, present: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """FIELDS of every row, NaN and "" where nothing is forecast; and the `shares` by which its year is spread.

    `shares` is a share for each period of the year, empty where its pace is even.
    """
    table: dict[str, np.ndarray] = {name: np.full(len(rows), np.nan) for name in FIELDS}
    table["method"] = np.full(len(rows), "", dtype=object)
    shares: list[tuple[float, ...]] = [()] * len(rows)
    groups: dict[tuple[Outlook, int, int], list[int]] = {}
    for place, year in enumerate(years):
        groups.setdefault((year.outlook, year.season, year.number), []).append(place)
    shown = rows[["value", "value_ytd"]]
    for (outlook, _, _), mine in groups.items():
        if outlook is Outlook.NONE:
            continue
        group = Group([years[n] for n in mine], lines.at(mine), present.iloc[mine], shown.iloc[mine])
        found = WORK[outlook](group)
        for name in FIELDS:
            table[name][mine] = getattr(found, name)
        for place, spread in zip(mine, spreads_of(group, found), strict=True):
            shares[place] = spread
    out = pd.DataFrame(table, index=rows.index)
    out["shares"] = pd.Series(shares, index=rows.index, dtype=object)
    return out


def totals(group: Group) -> Forecast:
    """The year's total from the year to date, where all of it is in."""
    number = group.years[0].number
    return year_forecast(
        group.rows["value_ytd"].to_numpy(float),
        np.where(group.ahead == 0, group.season, number),
        group.lines.value[:, : WINDOW - number],
        profile=np.array([year.agreed_share for year in group.years]),
        even=np.array([year.even_share for year in group.years]),
        seasonal=np.array([year.measure.seasonal and year.is_whole_year for year in group.years]),
        season=group.season,
        grows=~(np.nan_to_num(group.lines.value) < 0).any(axis=1),
    )


def spreads_of(group: Group, found: Forecast) -> list[tuple[float, ...]]:
    """How each row's year is spread, by its profile or by its season; empty where at an even pace, or where figures
    below nought leave the share of some period unknown.
    """
    by_season: list[tuple[float, ...]] = [()] * len(group.years)
    if (found.method == Method.SEASON).any():
        earlier = group.lines.value[:, : WINDOW - group.years[0].number]
        due = [seasonal_share(earlier, through, group.season) for through in range(1, group.season + 1)]
        each = np.diff(np.stack(due, axis=-1), axis=-1, prepend=0.0).tolist()
        by_season = [tuple(row) if all(map(math.isfinite, row)) else () for row in each]
    return [
        season if method == Method.SEASON else year.shares if method == Method.PROFILE else ()
        for season, year, method in zip(by_season, group.years, found.method, strict=True)
    ]


WORK: dict[Outlook, Callable[[Group], Forecast]] = {
    Outlook.TOTAL: totals,
    Outlook.YEAR_RATE: year_rates,
    Outlook.LEVEL: levels,
    Outlook.YEARLY: yearly,
    Outlook.SO_FAR: levels,
}
"""How each kind of outlook is worked out."""

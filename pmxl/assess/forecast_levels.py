"""Forecast levels: where stocks, rates and percentages will be, and what a rate will come to over its year."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.grid import WINDOW
from pmxl.assess.together import Lines
from pmxl.assess.year_ahead import YearAhead
from pmxl.rules.accuracy import STANDARD_DEVIATIONS
from pmxl.rules.forecast import ENOUGH
from pmxl.rules.forecast import Forecast
from pmxl.rules.forecast import forecast
from pmxl.terms import Kind

WHOLE_PERCENTAGE = 100.0


class Group(NamedTuple):
    """Rows with the same season that stand at the same place in their year; `lines` and `present` are theirs."""

    years: list[YearAhead]
    lines: Lines
    present: pd.DataFrame
    rows: pd.DataFrame

    @property
    def season(self) -> int:
        """How many periods make a year."""
        return self.years[0].season

    @property
    def ahead(self) -> np.ndarray:
        """How many periods are left, a row each."""
        return np.array([year.ahead for year in self.years], dtype=int)

    @property
    def by_run(self) -> np.ndarray:
        """True where the run is of the figure shown, or of all those present of a unit that waits for others."""
        in_run, whole, part = (self.present[name].to_numpy(bool) for name in ("in_run", "whole", "part"))
        return np.asarray((in_run & whole) | part)


def levels(group: Group) -> Forecast:
    """The level in the last period; the figure as it is where the run does not speak for it."""
    alone = np.full(group.lines.value.shape, np.nan)
    alone[:, -1] = np.where(group.present["whole"].to_numpy(bool), group.rows["value"].to_numpy(float), np.nan)
    return level_at(group, np.where(group.by_run[:, np.newaxis], group.lines.value, alone), group.ahead)


def level_at(group: Group, history: np.ndarray, ahead: np.ndarray) -> Forecast:
    """The level so many periods ahead; none where the latest figure is missing, nor beyond what there can be."""
    known = np.where(np.isnan(history[:, -1:]), np.nan, history)
    lowest, highest = bounds(group, known)
    return forecast(known, ahead, season=group.season, lowest=lowest, highest=highest)


def bounds(group: Group, history: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """0 where no figure was ever below it, and 100 where no percentage was ever above; NaN where there is no bound."""
    shares = np.array([year.measure.kind is Kind.PERCENTAGE for year in group.years])
    within = shares & ~(np.nan_to_num(history) > WHOLE_PERCENTAGE).any(axis=1)
    below = (np.nan_to_num(history) < 0).any(axis=1)
    return np.where(below, np.nan, 0.0), np.where(within, WHOLE_PERCENTAGE, np.nan)


def yearly(group: Group) -> Forecast:
    """The year's figure itself; before it is there, the level forecast where there are years enough to learn from."""
    found = levels(group)
    return without(found, (group.ahead > 0) & (found.figures < ENOUGH))


def without(found: Forecast, none: np.ndarray) -> Forecast:
    """The forecast with some rows emptied."""
    blank = {name: np.where(none, np.nan, getattr(found, name)) for name in ("forecast", "low", "high", "spread")}
    return found._replace(**blank, method=np.where(none, "", found.method))


def year_rates(group: Group) -> Forecast:
    """A rate over the whole year: what has been counted, and every period to come at its forecast level.

    The denominators to come are those of `counts_to_come`. Errors of the periods to come are taken to go together.
    """
    lines = group.lines.where(pd.Series(group.by_run))
    scale = np.array([year.measure.multiplier for year in group.years])
    top, bottom = (np.array([counted(y, row) for y, row in zip(group.years, part, strict=True)]) for part in lines[1:])
    most = int(group.ahead.max(initial=0))
    weights = np.zeros((len(group.years), most))
    for row, year in enumerate(group.years):
        weights[row, : year.ahead] = counts_to_come(year, lines.denominator[row]).counts
    whole, error = bottom + weights.sum(axis=1), np.zeros(len(group.years))
    for ahead in range(1, most + 1):
        level = level_at(group, lines.value, np.full(len(group.years), ahead))
        weight = weights[:, ahead - 1]
        top = top + np.where(weight > 0, level.forecast * weight / scale, 0.0)
        error = error + np.where(weight > 0, level.spread * weight, 0.0)
    rate = top / np.where(whole > 0, whole, np.nan) * scale
    return of_year(group, level_at(group, lines.value, group.ahead), rate, error / np.where(whole > 0, whole, np.nan))


def of_year(group: Group, level: Forecast, rate: np.ndarray, error: np.ndarray) -> Forecast:
    """The level's forecast turned into that of the year as a whole."""
    lowest, highest = bounds(group, group.lines.value)
    spread = np.where(group.ahead == 0, np.nan, error)
    margin = spread * STANDARD_DEVIATIONS
    low, high = np.fmax(rate - margin, lowest), np.fmin(rate + margin, highest)
    found = level._replace(
        forecast=rate,
        low=np.where(np.isnan(spread), np.nan, low),
        high=np.where(np.isnan(spread), np.nan, high),
        spread=spread,
    )
    return without(found, np.isnan(rate))


def counted(year: YearAhead, part: np.ndarray) -> float:
    """What has been counted in the year so far; NaN where a period is missing."""
    return float(part[WINDOW - (year.number - year.first + 1) :].sum())


class ToCome(NamedTuple):
    """The denominators of the periods to come, and whether they are those of a year before or the mean so far."""

    counts: np.ndarray
    as_before: bool


def counts_to_come(year: YearAhead, denominator: np.ndarray) -> ToCome:
    """How much will be counted in each period to come: as a year before, else as in the year so far."""
    start = WINDOW - year.season
    before = denominator[start : start + year.ahead]
    if np.isfinite(before).all() and before.sum() > 0:
        return ToCome(before, as_before=True)
    gone = year.number - year.first + 1
    return ToCome(np.full(year.ahead, counted(year, denominator) / gone), as_before=False)

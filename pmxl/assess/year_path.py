"""Year path: how each measure's year has gone so far, and the fan in which it may end."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.forecast_figures import forecasts
from pmxl.assess.forecast_figures import members
from pmxl.assess.forecast_levels import Group
from pmxl.assess.forecast_levels import level_at
from pmxl.assess.forecasted import as_built_up
from pmxl.assess.forecasted import managers
from pmxl.assess.grid import WINDOW
from pmxl.assess.runs import Runs
from pmxl.assess.scene import Scene
from pmxl.assess.together import Lines
from pmxl.assess.together import lines_of
from pmxl.assess.together import together
from pmxl.assess.year_ahead import OF_THE_YEAR
from pmxl.assess.year_ahead import Outlook
from pmxl.assess.year_ahead import YearAhead
from pmxl.assess.year_ahead import years_ahead
from pmxl.periods import Period

BEFORE = 5
"""Periods of a level that are drawn before those to come: a year of quarters and the quarter before it."""

COLUMNS = ["measure", "period", "start", "value", "forecast", "low", "high", "target", "manager", "of"]
SO_FAR = "the year so far"


class Fan(NamedTuple):
    """The middle and the ends of a forecast, a place for each period to come."""

    middle: np.ndarray
    low: np.ndarray
    high: np.ndarray


def paths(scene: Scene, runs: Runs, rows: pd.DataFrame, by: str = "") -> pd.DataFrame:
    """COLUMNS for every measure of which something is still to come this year, oldest first, a row a period.

    `value` is what has come, added up through the year where its total or its rate is forecast (`of` says so), else the
    level; `forecast`, `low` and `high` begin at the last value and end at the forecast of the year. `target` is the
    year's, `manager` a manager's own forecast at its end. `rows` are the partnership's, or by
    "partner" one partner's.
    """
    runs = together(scene, runs, by)
    years = years_ahead(scene, runs, rows, by)
    lines = as_built_up(scene, years, lines_of(runs, rows), rows, by)
    present = members(runs, rows)
    found = forecasts(years, lines, present, rows)
    drawn = [
        path(scene, year, Group([year], lines.at([n]), present.iloc[[n]], rows.iloc[[n]]), found.iloc[n], by)
        for n, year in enumerate(years)
        if is_open(year, found.iloc[n])
    ]
    whole = [one for one in drawn if one["forecast"].notna().sum() > 1 and not math.isnan(one["forecast"].iloc[-1])]
    return pd.concat(whole, ignore_index=True) if whole else pd.DataFrame(columns=COLUMNS)


def is_open(year: YearAhead, found: pd.Series) -> bool:
    """True where periods are to come and their end is forecast."""
    inside = year.outlook not in (Outlook.NONE, Outlook.YEARLY)
    return inside and year.ahead > 0 and not math.isnan(found["forecast"])


def path(scene: Scene, year: YearAhead, group: Group, found: pd.Series, by: str = "") -> pd.DataFrame:
    """The rows of one measure."""
    came = so_far(year, group.lines)
    fan = level_fan(year, group) if year.outlook is Outlook.LEVEL else straight(year, float(came[-1]), found)
    gone: list[Period] = [year.shown.step(n - len(came) + 1) for n in range(len(came))]
    periods = [*gone, *year.to_come]
    own = managers(scene, year, by)
    blank = np.full(len(came) - 1, np.nan)
    ends = {name: np.concatenate([blank, came[-1:], getattr(fan, field)]) for name, field in FIELDS.items()}
    manager = np.full(len(periods), np.nan)
    manager[-1] = own.forecast if own else math.nan
    return pd.DataFrame(
        {
            "measure": year.measure.id,
            "period": [period.label for period in periods],
            "start": [period.start for period in periods],
            "value": np.concatenate([came, np.full(year.ahead, np.nan)]),
            **ends,
            "target": year.found.target,
            "manager": manager,
            "of": SO_FAR if year.outlook in OF_THE_YEAR else "",
        },
        columns=COLUMNS,
    )


FIELDS = {"forecast": "middle", "low": "low", "high": "high"}


def so_far(year: YearAhead, lines: Lines) -> np.ndarray:
    """What has come: added up from the beginning of the year, or the levels of the last periods."""
    figures, numerator, denominator = (np.asarray(part[0], dtype=float) for part in lines)
    gone = year.number - year.first + 1
    if year.outlook is Outlook.LEVEL:
        return np.asarray(figures[-BEFORE:])
    mine = slice(WINDOW - gone, WINDOW)
    if year.outlook is Outlook.TOTAL:
        return np.cumsum(figures[mine])
    if year.outlook is Outlook.SO_FAR:
        return np.asarray(figures[mine])
    below = np.cumsum(denominator[mine])
    rate = np.cumsum(numerator[mine]) / np.where(below > 0, below, np.nan)
    return np.asarray(rate * year.measure.multiplier)


def level_fan(year: YearAhead, group: Group) -> Fan:
    """The level forecast for every period to come, with its range."""
    every = [levels_at(group, ahead) for ahead in range(1, year.ahead + 1)]
    return Fan(*(np.array(column) for column in zip(*every, strict=True)))


def levels_at(group: Group, ahead: int) -> tuple[float, float, float]:
    """Middle, low and high so many periods ahead."""
    figures = np.where(group.by_run[:, np.newaxis], group.lines.value, np.nan)
    at = level_at(group, figures, np.array([ahead]))
    return float(at.forecast[0]), float(at.low[0]), float(at.high[0])


def straight(year: YearAhead, now: float, found: pd.Series) -> Fan:
    """From the last value to the end of the year: by the year's profile or season where it has one, else evenly."""
    to_come = np.array(found["shares"][year.number : year.number + year.ahead], dtype=float)
    if len(to_come) != year.ahead or year.outlook is not Outlook.TOTAL or to_come.sum() <= 0:
        to_come = np.ones(year.ahead)
    way = np.cumsum(to_come) / to_come.sum()
    return Fan(*(now + (float(found[name]) - now) * way for name in ("forecast", "low", "high")))

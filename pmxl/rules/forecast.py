"""Forecast: what a stock, a rate or a percentage will be some periods on, and within what range."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.accuracy import STANDARD_DEVIATIONS
from pmxl.rules.accuracy import counted
from pmxl.rules.accuracy import errors
from pmxl.rules.accuracy import spread
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import labels
from pmxl.rules.columns import numbers
from pmxl.rules.damped_trend import damped_trend
from pmxl.rules.seasonal_naive import seasonal_naive

ENOUGH = 8
"""With fewer figures the last one is the forecast."""

MOST_AT_ONCE = 2_000_000
"""How many forecasts of the past are held at a time; more series are worked through in blocks."""


class Method(StrEnum):
    """How a figure at the end of the year was forecast; the value is printed."""

    ACTUAL = "Actual"
    LAST = "Last value"
    SEASONAL = "Seasonal naive with drift"
    DAMPED = "Damped trend"
    PROFILE = "Year to date over profile"
    SEASON = "Year to date over season"
    EVEN = "Year to date, even pace"


LEVEL_METHODS = (Method.ACTUAL, Method.LAST, Method.SEASONAL, Method.DAMPED, "")


class Forecast(NamedTuple):
    """A forecast, every field a column of one a series.

    `forecast`, the ends `low` and `high` of its 80 % range and the standard deviation `spread` are in the measure's
    unit, NaN where there is none; `method` is a Method, "" where there is no figure at all; `figures` how many there
    are (of a flow whole earlier years) and `tested` on how many forecasts of its own past the range rests.
    """

    forecast: Floats
    low: Floats
    high: Floats
    spread: Floats
    method: Words
    figures: npt.NDArray[np.int_]
    tested: npt.NDArray[np.int_]


def forecast(
    history: npt.ArrayLike,
    ahead: npt.ArrayLike = 1,
    *,
    season: int = 4,
    lowest: npt.ArrayLike = np.nan,
    highest: npt.ArrayLike = np.nan,
) -> Forecast:
    """A level is forecast by seasonal naive with drift or by damped trend, whichever would have been nearer in this
    series' own past; with fewer than 8 figures by the last one. The 80 % range rests on those past errors.

    `history` has a row a series and a column a period, oldest first, NaN a gap; one series may be a plain list.
    `ahead` counts periods from the last column, 0 for that figure itself, which has no range. `season` is how many
    periods make a year. Nothing is forecast beyond `lowest` and `highest`, in the measure's unit. A gap is passed over;
    figures before a break in the series must be left out by the caller. Ties go to seasonal naive.
    """
    figures = numbers(history)
    shape = np.broadcast_shapes(figures.shape[:-1], np.shape(ahead), np.shape(lowest), np.shape(highest))
    rows = np.broadcast_to(figures, (*shape, figures.shape[-1])).reshape(-1, figures.shape[-1])
    far = np.broadcast_to(np.asarray(ahead, dtype=int), shape).ravel()
    blocks = max(-(-rows.size * max(int(far.max(initial=1)), 1) // MOST_AT_ONCE), 1)
    places = np.array_split(np.arange(len(rows)), blocks)
    parts = [_block(rows[place].T, far[place], season) for place in places]
    at, deviation, method, number, tested = (
        np.concatenate(column).reshape(shape) for column in zip(*parts, strict=True)
    )
    margin = deviation * STANDARD_DEVIATIONS
    ends = (numbers(lowest), numbers(highest))
    level, low, high = (_within(column, *ends) for column in (at, at - margin, at + margin))
    return Forecast(level, low, high, deviation, labels(method, LEVEL_METHODS), number, tested)


def _within(level: Floats, lowest: Floats, highest: Floats) -> Floats:
    """A level no lower and no higher than can be; a bound that is NaN is none."""
    above = np.where(np.isnan(lowest), level, np.maximum(level, lowest))
    return np.where(np.isnan(highest), above, np.minimum(above, highest))


def _block(columns: Floats, ahead: npt.NDArray[np.int_], season: int) -> tuple[np.ndarray, ...]:
    """Forecast, deviation, place of the method, figures and errors of series that stand as columns."""
    horizons = max(int(ahead.max(initial=1)), 1)
    number = np.asarray((~np.isnan(columns)).sum(axis=0))
    ways = [_last_known(columns, horizons), seasonal_naive(columns, horizons, season), damped_trend(columns, horizons)]
    seen = counted(columns, season)[:, np.newaxis]
    missed = [errors(ways[0], columns), *(np.where(seen, errors(made, columns), np.nan) for made in ways[1:])]
    way = np.where(number < ENOUGH, 0, _nearer(missed[1], missed[2], ahead))
    last = np.maximum(ahead, 1) - 1
    way = np.where((way == 1) & np.isnan(ways[1][-1][last, np.arange(len(ahead))]), 2, way)
    at, deviation, tested = np.full(len(ahead), np.nan), np.full(len(ahead), np.nan), np.zeros(len(ahead), dtype=int)
    for place, (made, off) in enumerate(zip(ways, missed, strict=True)):
        mine = way == place
        at[mine] = made[-1][last[mine], np.flatnonzero(mine)]
        deviation[mine], tested[mine] = spread(off[..., mine], ahead[mine])
    now = ahead == 0
    at, deviation, tested = np.where(now, columns[-1], at), np.where(now, np.nan, deviation), np.where(now, 0, tested)
    method = np.where(np.isnan(at), len(LEVEL_METHODS) - 1, np.where(now, 0, way + 1))
    return at, deviation, method, number, tested


def _last_known(columns: Floats, horizons: int) -> Floats:
    """The last figure, at every period and horizon."""
    made = np.empty((len(columns), horizons, columns.shape[1]))
    known = np.full(columns.shape[1], np.nan)
    for period, figure in enumerate(columns):
        known = np.where(np.isnan(figure), known, figure)
        made[period] = known
    return made


def _nearer(seasonal: Floats, damped: Floats, ahead: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    """1 where seasonal naive was no further off on the whole up to the horizon, 2 where damped trend was nearer."""
    both = ~(np.isnan(seasonal) | np.isnan(damped))
    both &= np.arange(1, seasonal.shape[1] + 1)[:, np.newaxis] <= np.maximum(ahead, 1)
    off = [np.where(both, np.abs(missed), 0).sum(axis=(0, 1)) for missed in (seasonal, damped)]
    return np.where(both.any(axis=(0, 1)) & (off[0] <= off[1]), 1, 2)

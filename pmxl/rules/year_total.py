"""Year total: what a flow will have come to by the end of the year, and within what range."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.rules.accuracy import STANDARD_DEVIATIONS
from pmxl.rules.accuracy import deviation
from pmxl.rules.columns import Floats
from pmxl.rules.columns import labels
from pmxl.rules.columns import numbers
from pmxl.rules.columns import truths
from pmxl.rules.forecast import Forecast
from pmxl.rules.forecast import Method
from pmxl.rules.profile import share_of
from pmxl.rules.profile import share_of_others
from pmxl.rules.profile import years

FEWEST_FORECASTS = 3
"""With fewer earlier years forecast at this point nothing is said of how far off the forecast may be."""

FLOW_METHODS = (Method.ACTUAL, Method.PROFILE, Method.SEASON, Method.EVEN, "")


def year_total(to_date: npt.ArrayLike, share: npt.ArrayLike) -> Floats:
    """A flow's year is forecast as its year to date over the share of the year's total that comes by this point.

    The share, from 0 to 1, is the target's profile added up, or earlier years' season, or the part of the year gone by.
    NaN without a figure, and where nothing is due yet.
    """
    due = numbers(share)
    return np.asarray(numbers(to_date) / np.where(due > 0, due, np.nan))


def year_forecast(
    to_date: npt.ArrayLike,
    through: npt.ArrayLike,
    earlier: npt.ArrayLike,
    *,
    profile: npt.ArrayLike = np.nan,
    even: npt.ArrayLike = np.nan,
    seasonal: npt.ArrayLike = False,
    season: int = 4,
    grows: npt.ArrayLike = True,
) -> Forecast:
    """A flow's year is forecast as its year to date over the share of a year that comes by now: by profile, by season
    or at an even pace; its 80 % range rests on how far off that was at this point of at least three earlier years.

    `earlier` has a row a series and a column a period, oldest first, ending with last year; `through` is the number of
    the period in its year. `profile` is the share of the target due by now (NaN: no profile). Without it the season of
    two or more whole earlier years is taken where `seasonal`, else `even`, the part of the year gone by (NaN: `through`
    of `season`). An earlier year is forecast from the season of the others. Where a total `grows`, no figure being
    negative, it is no less than what has come. In the last period the year to date stands and has no range.
    """
    came, past = numbers(to_date), years(earlier, through, season)
    own, flat = share_of(past.to_date, past.total), np.asarray(through) / season
    flat = np.where(np.isnan(numbers(even)), flat, numbers(even))
    by_profile = ~np.isnan(numbers(profile))
    by_season = truths(seasonal) & ~np.isnan(own) & ~by_profile
    over = np.asarray(through) >= season
    share = np.where(over, 1.0, np.where(by_profile, numbers(profile), np.where(by_season, own, flat)))
    level = year_total(came, share)
    then = np.where(by_season[..., np.newaxis], share_of_others(past), share[..., np.newaxis])
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.where(past.to_date == 0, np.nan, past.total * then / past.to_date - 1)
    known = deviation(np.moveaxis(off, -1, 0), FEWEST_FORECASTS)
    spread = np.where(over | np.isnan(level), np.nan, known.deviation * np.abs(level))
    low = level - spread * STANDARD_DEVIATIONS
    low = np.where(truths(grows) & ~np.isnan(low), np.maximum(low, came), low)
    which = np.select(np.broadcast_arrays(np.isnan(level), over, by_profile, by_season), [4, 0, 1, 2], 3)
    number = np.asarray(np.isfinite(past.total).sum(axis=-1))
    tested = np.where(np.isnan(spread), 0, known.of)
    high = level + spread * STANDARD_DEVIATIONS
    return Forecast(level, low, high, spread, labels(which, FLOW_METHODS), number, tested)

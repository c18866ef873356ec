"""Profile: how a year's total is spread through its periods, as agreed with its target or as earlier years were."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers

FEWEST_YEARS = 2
"""With fewer whole earlier years there is no season to go by."""


class Years(NamedTuple):
    """Whole years of a history: the `total` of each and what had come `to_date`, a row a series, NaN a year in part."""

    total: Floats
    to_date: Floats


def years(earlier: npt.ArrayLike, through: npt.ArrayLike, season: int = 4) -> Years:
    """The totals of earlier years, and of each what had come by the end of the period with the number `through`.

    `earlier` has a row a series and a column a period, oldest first, ending with the last period of a year; a year with
    a gap is left out.
    """
    figures = numbers(earlier)
    figures = figures[..., figures.shape[-1] % season :]
    by_year = figures.reshape(*figures.shape[:-1], -1, season)
    whole = ~np.isnan(by_year).any(axis=-1)
    counts = np.arange(1, season + 1) <= np.asarray(through)[..., np.newaxis, np.newaxis]
    total = np.where(whole, by_year.sum(axis=-1), np.nan)
    return Years(total, np.where(whole, np.where(counts, by_year, 0).sum(axis=-1), np.nan))


def seasonal_share(earlier: npt.ArrayLike, through: npt.ArrayLike, season: int = 4) -> Floats:
    """The share of a year's total that had come by this point in earlier years taken together, at least two of them.

    `earlier` as for `years`. NaN with fewer whole years, and where their total is 0 or a share lies outside 0 to 1.
    """
    past = years(earlier, through, season)
    return share_of(past.to_date, past.total)


def share_of(to_date: Floats, total: Floats) -> Floats:
    """The share of all years' totals that had come by then; NaN where it cannot be told."""
    return np.where(np.isfinite(total).sum(axis=-1) >= FEWEST_YEARS, _share(to_date, total), np.nan)


def share_of_others(past: Years) -> Floats:
    """For each year the share that had come by then in the other years: what would have been known without it."""
    number = past.total.shape[-1]
    others = ~np.eye(number, dtype=bool)
    to_date = np.where(others, past.to_date[..., np.newaxis, :], np.nan)
    return _share(to_date, np.where(others, past.total[..., np.newaxis, :], np.nan))


def _share(to_date: Floats, total: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.nansum(to_date, axis=-1) / np.nansum(total, axis=-1)
    return np.where((share > 0) & (share <= 1), share, np.nan)


def profile_share(profile: npt.ArrayLike, through: npt.ArrayLike) -> Floats:
    """The share of the year's target due by the end of a period: the shares of its profile up to then, of them all.

    `profile` has a row a measure and a column a period of the year; shares may add up to 1, to 100 or to anything else.
    """
    shares = numbers(profile)
    due = np.arange(1, shares.shape[-1] + 1) <= np.asarray(through)[..., np.newaxis]
    return np.asarray(np.where(due, shares, 0).sum(axis=-1) / shares.sum(axis=-1))

"""Seasonal naive with drift: next quarter will be as the same quarter a year ago, and a little further on."""

from __future__ import annotations

import numpy as np

from pmxl.rules.columns import Floats

FEWEST_CHANGES = 2
"""Years of changes on a year before, from which a drift can be told."""

DOUBT = 2
"""The square of the mean change counts only beyond so many squares of its standard error: below, it is chance."""


def seasonal_naive(columns: Floats, horizons: int, season: int) -> Floats:
    """The figure of the same season a year before, moved on by the mean change on a year before so far as it is clear.

    `columns` has a row a period, oldest first, and a column a series, NaN a gap; a gap is passed over and the season's
    figure before it stands. Gives for every period, horizon from 1 on and series the forecast made then; NaN where the
    season has no figure yet.
    """
    periods, series = columns.shape
    made = np.empty((periods, horizons, series))
    latest, missed = np.full((season, series), np.nan), np.zeros((season, series))
    number, total, squares = (np.zeros(series) for _ in range(3))
    for period, figure in enumerate(columns):
        mine, here = period % season, ~np.isnan(figure)
        moved = (figure - latest[mine]) / (missed[mine] + 1)
        known = ~np.isnan(moved)
        moved = np.where(known, moved, 0)
        number, total, squares = number + known, total + moved, squares + moved * moved
        latest[mine] = np.where(here, figure, latest[mine])
        missed[mine] = np.where(here, 0, missed[mine] + 1)
        yearly = drift(number, total, squares, season)
        for ahead in range(1, horizons + 1):
            then = (period + ahead) % season
            made[period, ahead - 1] = latest[then] + yearly * (missed[then] - (-ahead // season))
    return made


def drift(number: Floats, total: Floats, squares: Floats, season: int) -> Floats:
    """The mean change on a year before, drawn towards none by how unclear it is (positive-part James and Stein).

    Changes of one year count as one: neighbours share the figures they are made from. 0 with fewer than two years.
    """
    mean = total / np.maximum(number, 1)
    scatter = np.maximum(squares - number * mean * mean, 0) / np.maximum(number - 1, 1)
    error = scatter * season / np.maximum(number, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        clear = np.maximum(1 - DOUBT * error / (mean * mean), 0)
    return np.where((number >= FEWEST_CHANGES * season) & (mean != 0), clear * mean, 0.0)

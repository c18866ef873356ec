"""Damped trend: the level as smoothed, moved on by its trend, which fades the further ahead one looks."""

from __future__ import annotations

import numpy as np

from pmxl.rules.columns import Floats

FADING = 0.8
"""What is left of the trend after each period."""

LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9)
"""How much of a surprise goes into the level: the series' own past decides between these."""

TRENDS = (0.0, 0.1)
"""How much of that goes into the trend; with none it is simple smoothing."""


def damped_trend(columns: Floats, horizons: int) -> Floats:
    """Exponential smoothing with a trend that fades by a fifth a period, as much of each as fitted the past best.

    Shapes as for `seasonal_naive`. At every period the weights are those with the smallest squared one-step errors up
    to then. A gap is passed over: the level goes on by its trend. Source: Gardner and McKenzie 1985, on a small grid.
    """
    periods, series = columns.shape
    weights = np.array([(level, level * trend) for level in LEVELS for trend in TRENDS])
    to_level, to_trend = weights[:, :1], weights[:, 1:]
    reach = np.cumsum(FADING ** np.arange(1, horizons + 1))[:, np.newaxis]
    level, trend, missed_by = np.full((len(weights), series), np.nan), np.zeros(()), np.zeros((len(weights), series))
    made, every = np.empty((periods, horizons, series)), np.arange(series)
    for period, figure in enumerate(columns):
        here, begins = ~np.isnan(figure), np.isnan(level)
        due = np.where(begins, figure, level + FADING * trend)
        surprise = np.where(here, figure - due, 0.0)
        level, trend = due + to_level * surprise, FADING * trend + to_trend * surprise
        missed_by = missed_by + surprise * surprise
        best = missed_by.argmin(axis=0)
        made[period] = level[best, every] + reach * trend[best, every]
    return made

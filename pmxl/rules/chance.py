"""Chance: how likely a forecast is to meet its target."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.columns import words
from pmxl.rules.rounding import published
from pmxl.rules.rounding import settled
from pmxl.terms import Polarity

FALL = 0.3275911
TERMS = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
"""Abramowitz and Stegun, 7.1.26, highest power first: right to a ten-millionth, where a page shows whole per cents."""


def chance(
    forecast: npt.ArrayLike,
    spread: npt.ArrayLike,
    target: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    low: npt.ArrayLike = np.nan,
    high: npt.ArrayLike = np.nan,
    decimals: npt.ArrayLike = 0,
    green_half_width: npt.ArrayLike = 0,
) -> Floats:
    """The probability that the figure as published will meet its target, if it falls around the forecast as a normal
    distribution with the standard deviation of its range.

    From 0 to 1. A figure meets its target once it rounds to it, so half a published unit counts as met. Of a range the
    probability of falling inside `low` and `high` (NaN: open), of nearest-to-target within `green_half_width`. NaN
    without forecast, spread or target, and where neither way is better.
    """
    way = words(polarity, tuple(Polarity), "polarity")
    half = 0.5 * 10.0 ** -numbers(decimals)
    goal, width = published(target, decimals), numbers(green_half_width)
    bottom, top = published(low, decimals), published(high, decimals)
    one, two = way == Polarity.HIGHER, way == Polarity.LOWER
    near, between = way == Polarity.NEAREST, way == Polarity.RANGE
    wide = np.floor(settled(width / (2 * half), width / (2 * half) + 1)) * 2 * half  # the last published figure inside
    least = np.select([one, near, between], np.broadcast_arrays(goal, goal - wide, _open(bottom, -np.inf)), -np.inf)
    most = np.select([two, near, between], np.broadcast_arrays(goal, goal + wide, _open(top, np.inf)), np.inf)
    level, sd = numbers(forecast), numbers(spread)
    found = _below(most + half, level, sd) - _below(least - half, level, sd)
    judged = (way != Polarity.NONE) & ~(between & np.isnan(bottom) & np.isnan(top))
    return np.asarray(np.where(judged, np.clip(found, 0, 1), np.nan))


def _open(bound: Floats, end: float) -> Floats:
    return np.where(np.isnan(bound), end, bound)


def _below(level: Floats, mean: Floats, deviation: Floats) -> Floats:
    """The share of a normal distribution that lies below a level; all or nothing where nothing varies."""
    gap = level - mean
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(gap == 0, 0.0, gap / deviation) + 0 * deviation
    size = np.abs(z) / np.sqrt(2)
    t = 1 / (1 + FALL * size)
    with np.errstate(under="ignore"):
        tail = np.polyval(np.array([*TERMS, 0.0]), t) * np.exp(-size * size) / 2
    return np.asarray(np.where(z > 0, 1 - tail, tail))

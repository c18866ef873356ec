"""Rounding: a figure as it is published, by decimal and not by binary arithmetic."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from pmxl.rules import digits
from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.digits import SIGNIFICANT

COMPARED = 14
"""How many digits of a sum or difference are trusted: one fewer than of the figures that went into it."""

TENS = tuple(10.0**k for k in range(23))
POWERS = np.array(TENS)
"""The powers of ten that a binary number holds exactly."""

NEAR = 1e-14
"""How near a tie, for its size, a figure is looked at digit by digit: twice what fifteen digits leave out."""

FEW = 32
"""So many figures are sooner rounded one by one than as a column."""

LARGE = 1e13
"""From here on too few digits are left after the point to tell a near tie from none."""


def published(figure: npt.ArrayLike, decimals: npt.ArrayLike = 0) -> Floats:
    """Rounds to the decimals published, half away from zero as Excel's ROUND does, the figure first taken to 15 digits.

    1.005 to 2 places is 1.01 and 33 x 0.95 to one place is 31.4. `decimals` may be a column and may be negative. NaN
    stays NaN.
    """
    value, places = numbers(figure), numbers(decimals).astype(int)
    if value.shape != places.shape:
        value, places = np.broadcast_arrays(value, places)
    shape, value, places = value.shape, value.ravel(), places.ravel()
    if value.size <= FEW:
        one_by_one = map(published_one, value.tolist(), places.tolist())
        return np.fromiter(one_by_one, float, value.size).reshape(shape)
    plain = (places >= 0) & (places <= SIGNIFICANT)
    unit = POWERS[np.where(plain, places, 0)]
    size = np.abs(value)
    with np.errstate(over="ignore", invalid="ignore"):
        scaled = size * unit
        floor = np.floor(scaled)
        tie = (floor + 0.5) / unit == size  # the very number that the tie is written as
        near = ~tie & (np.abs(scaled - floor - 0.5) <= scaled * NEAR)
        rounded = np.copysign(np.where(tie, floor + 1, np.floor(scaled + 0.5)) / unit, value) + 0.0
    by_digits = np.isfinite(value) & (near | ~plain | (scaled >= LARGE))
    rounded[by_digits] = [_digit_by_digit(v, p) for v, p in zip(value[by_digits], places[by_digits], strict=True)]
    answer: Floats = rounded.reshape(shape)
    return answer


def published_one(figure: float, decimals: int = 0) -> float:
    """What `published` says of one figure: the same arithmetic without a column around it."""
    if not math.isfinite(figure):
        return figure
    size = abs(figure)
    unit = TENS[decimals] if 0 <= decimals <= SIGNIFICANT else math.nan
    scaled = size * unit
    if not scaled < LARGE:
        return _digit_by_digit(figure, decimals)
    floor = math.floor(scaled)
    if (floor + 0.5) / unit == size:
        return math.copysign((floor + 1) / unit, figure) + 0.0
    if abs(scaled - floor - 0.5) <= scaled * NEAR:
        return _digit_by_digit(figure, decimals)
    return math.copysign(math.floor(scaled + 0.5) / unit, figure) + 0.0


def _digit_by_digit(value: float, places: int) -> float:
    return float(digits.rounded(value, int(places))) + 0.0


def settled(result: npt.ArrayLike, size: npt.ArrayLike) -> Floats:
    """Takes the noise of binary arithmetic off a sum or difference of numbers no larger than `size`: 1.1 - 1.0 is 0.1.

    It is kept to as many decimals as `size` has among its first 14 digits.
    """
    value, size = numbers(result), np.abs(numbers(size))
    if value.shape != size.shape:
        value, size = np.broadcast_arrays(value, size)
    finite = np.isfinite(value)
    if not finite.any():
        return value + 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        before_point = np.floor(np.log10(size)) + 1
    usable = finite & np.isfinite(before_point)
    unit = POWERS[np.clip(COMPARED - np.where(usable, before_point, 0), 0, len(POWERS) - 1).astype(int)]
    return np.where(usable, np.round(np.where(usable, value, 0) * unit) / unit, value) + 0.0

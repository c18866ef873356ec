"""Small numbers: within what limits a percentage of few cases says anything."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.few import CONFIDENCE_95


class Interval(NamedTuple):
    """From where to where, each a share from 0 to 1; NaN where there is none."""

    low: Floats
    high: Floats


def wilson(numerator: npt.ArrayLike, denominator: npt.ArrayLike, z: npt.ArrayLike = CONFIDENCE_95) -> Interval:
    """A percentage of few cases could be the work of chance: the interval holds the share behind it 95 times in 100.

    Shares from 0 to 1: 3 of 4 is 0.301 to 0.954, 300 of 400 is 0.705 to 0.790. NaN where there are no parts, over 0,
    and where the numerator is no part of the denominator. `z` is how many standard errors wide the interval is to each
    side. Source: Wilson's score interval (1927), without continuity correction.
    """
    above, below = np.broadcast_arrays(numbers(numerator), numbers(denominator))
    part = (below > 0) & (above >= 0) & (above <= below)
    cases, inside = np.where(part, below, np.nan), np.where(part, above, np.nan)
    width = numbers(z)
    square = width**2
    middle = inside + square / 2
    reach = width * np.sqrt(inside * (cases - inside) / cases + square / 4)
    low, high = ((middle + side * reach) / (cases + square) for side in (-1, 1))
    none, all_ = np.broadcast_arrays(inside == 0, inside == cases)
    return Interval(np.where(none, 0.0, low), np.where(all_, 1.0, high))

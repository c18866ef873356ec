"""Percent of target: the index by which council systems such as PB Views set measures of any unit side by side."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.columns import sign_of
from pmxl.terms import Polarity

WHOLE = 100.0


def percent_of_target(
    actual: npt.ArrayLike, target: npt.ArrayLike, polarity: npt.ArrayLike = Polarity.HIGHER
) -> Floats:
    """The index: 100 on target, and short of it by a fifth 80, whichever way is better.

    Above 100 is better than target. NaN where a figure is missing, where the target is nought (nothing is a share of
    it), and where neither way is simply better: a range, nearest to target, context.
    """
    here, aim = numbers(actual), numbers(target)
    sign = sign_of(polarity)
    base = np.where((aim == 0) | (sign == 0), np.nan, np.abs(aim))
    return np.asarray(WHOLE + sign * (here - aim) / base * WHOLE, dtype=float)

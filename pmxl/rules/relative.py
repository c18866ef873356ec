"""Relative: falling behind others, whatever one's own figure does."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import numbers
from pmxl.rules.columns import sign_of
from pmxl.rules.rounding import published
from pmxl.rules.rounding import settled
from pmxl.terms import Polarity


def fallen(place: npt.ArrayLike, before: npt.ArrayLike, places: npt.ArrayLike = 1) -> Bools:
    """Fires when a rank or a quartile has fallen by so many places or more since the period compared with.

    1 is the best place. Nothing fires where either is not known.
    """
    return np.asarray(numbers(place) - numbers(before) >= numbers(places))


def behind(
    figure: npt.ArrayLike,
    boundary: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    decimals: npt.ArrayLike = 0,
) -> Bools:
    """Fires when a figure as published is strictly poorer than a group's median or the edge of its best quartile.

    The boundary is not rounded. Nothing fires where either is missing or neither way is better.
    """
    shown, edge = published(figure, decimals), numbers(boundary)
    short = settled((edge - shown) * sign_of(polarity), np.abs(edge) + np.abs(shown))
    return np.asarray(short > 0)

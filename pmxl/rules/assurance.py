"""Assurance: whether a process, as it runs now, will meet its target."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import labels
from pmxl.rules.columns import numbers
from pmxl.rules.columns import words
from pmxl.rules.xmr import NOISE
from pmxl.terms import Assurance
from pmxl.terms import Polarity


def assurance(
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    target: npt.ArrayLike = np.nan,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    low: npt.ArrayLike = np.nan,
    high: npt.ArrayLike = np.nan,
    green_half_width: npt.ArrayLike = 0,
) -> Words:
    """Passing where both limits lie beyond the target on its better side, Failing where both lie on its worse side, and
    Hit and miss between: the target is then met or missed by chance. A target exactly on a limit is Hit and miss.

    `lower` and `upper` are the limits of limits_of, columns like every other argument. Of a range, limits inside `low`
    and `high` (NaN: open) are Passing, both limits beyond one bound are Failing; a target to be near is a range of
    `green_half_width` to both sides. "" without limits, without a target, or where neither way is better. Source: NHS
    England, Making Data Count.
    """
    bottom, top = numbers(lower), numbers(upper)
    floor, ceiling, judged = met_between(polarity, target, low, high, green_half_width)
    passing = above(bottom, floor) & above(ceiling, top)
    failing = above(floor, top) | above(bottom, ceiling)
    known = judged & ~np.isnan(bottom) & ~np.isnan(top)
    cases = np.broadcast_arrays(~known, passing, failing)
    return labels(np.select(cases, [0, 1, 2], 3), ("", Assurance.PASSING, Assurance.FAILING, Assurance.HIT_AND_MISS))


def met_between(
    polarity: npt.ArrayLike,
    target: npt.ArrayLike,
    low: npt.ArrayLike = np.nan,
    high: npt.ArrayLike = np.nan,
    half_width: npt.ArrayLike = 0,
) -> tuple[Floats, Floats, Bools]:
    """Between which figures, unrounded, the target is met, an open end being infinite, and whether there is one."""
    way = words(polarity, tuple(Polarity), "polarity")
    target, low, high, half_width = map(numbers, (target, low, high, half_width))
    ranged, near = np.asarray(way == Polarity.RANGE), np.asarray(way == Polarity.NEAREST)
    width = np.where(near, np.nan_to_num(half_width), 0.0)
    floor = np.where(ranged, low, np.where(near | (way == Polarity.HIGHER), target - width, np.nan))
    ceiling = np.where(ranged, high, np.where(near | (way == Polarity.LOWER), target + width, np.nan))
    judged = ~(np.isnan(floor) & np.isnan(ceiling))
    return np.where(np.isnan(floor), -np.inf, floor), np.where(np.isnan(ceiling), np.inf, ceiling), judged


def above(figure: Floats, level: Floats) -> Bools:
    """True where a figure is above a level by more than the noise of binary arithmetic."""
    with np.errstate(invalid="ignore"):
        size = np.maximum(np.abs(np.where(np.isinf(figure), 0, figure)), np.abs(np.where(np.isinf(level), 0, level)))
        return np.asarray(figure > level + size * NOISE)

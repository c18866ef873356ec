"""The axis of a chart of levels: where it begins, so that what differs can be seen."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pmxl.reports.figure import is_known

STRETCH = 0.5
"""Levels that differ by less than this of the highest would look alike on an axis that begins at 0."""
FOOT = 0.6
"""So many times their difference lies between the axis and the lowest level then."""


def lowest(levels: Iterable[float]) -> float | None:
    """0, or nearer to levels that differ by little; None, for the program to choose, where one is below 0."""
    known = [float(level) for level in levels if is_known(level)]
    low, high = min(known), max(known)
    if low < 0:
        return None
    if high - low > STRETCH * high or high == low:
        return 0.0
    size: float = 10.0 ** math.floor(math.log10(high - low))
    return max(0.0, round(math.floor((low - FOOT * (high - low)) / size) * size, 12))

"""The axis of a chart of levels: where it begins, so that what differs can be seen."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pmxl.reports.figure import is_known

STRETCH = 0.5
"""Levels that differ by less than this of the highest would look alike on an axis that begins at 0."""
FOOT = 0.6
"""So many times their difference lies under the lowest level then: columns need a foot to stand on."""
LINE_FOOT = 0.1
"""The same under lines, which need none."""


def lowest(levels: Iterable[float], foot: float = FOOT) -> float | None:
    """0, or nearer to levels that differ by little; None, for the program to choose, where one is below 0."""
    known = [float(level) for level in levels if is_known(level)]
    low, high = min(known), max(known)
    if low < 0:
        return None
    if high - low > STRETCH * high or high == low:
        return 0.0
    size: float = 10.0 ** math.floor(math.log10(high - low))
    return max(0.0, round(math.floor((low - foot * (high - low)) / size) * size, 12))

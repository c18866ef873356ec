"""Quantiles: quartiles and median of many groups at once, in the two ways that Excel has for them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.terms import Quartiles

SHARES = np.array([0.25, 0.5, 0.75])


def quantiles(figures: Floats, group: npt.NDArray[np.intp], groups: int, method: str = Quartiles.INCLUSIVE) -> Floats:
    """Lower quartile, median and upper quartile of each group: as QUARTILE.INC does, or as QUARTILE.EXC does.

    A row a group and three columns; NaN where there are too few figures for it (exclusive quartiles need three). Gaps
    are left out.
    """
    known = ~np.isnan(figures)
    order = np.lexsort((figures, group, ~known))[: known.sum()]
    in_order, of = figures[order], np.bincount(group[known], minlength=groups)
    starts = (np.cumsum(of) - of)[:, np.newaxis]
    count = of[:, np.newaxis]
    place = (count - 1) * SHARES if method == Quartiles.INCLUSIVE else (count + 1) * SHARES - 1
    inside = (count > 0) & (place >= 0) & (place <= count - 1)
    below = np.where(inside, np.floor(place), 0).astype(int)
    above = np.minimum(below + 1, np.maximum(count - 1, 0))
    if not len(in_order):
        return np.full((groups, len(SHARES)), np.nan)
    last = len(in_order) - 1
    low, high = in_order[np.minimum(starts + below, last)], in_order[np.minimum(starts + above, last)]
    return np.where(inside, low + (place - below) * (high - low), np.nan)

"""Apportioning: parts rounded so that they add up to a whole that was rounded by itself."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import Positions
from pmxl.rules.rounding import settled


def apportioned(parts: Floats, whole: Floats, group: Positions, decimals: npt.NDArray[np.int_]) -> Floats:
    """Parts rounded to their group's decimals so that they add up to its whole, which has those decimals already.

    Each is rounded down, and what is left of the whole goes in single units to those with the largest remainder; of
    equal ones to the earlier. `whole` and `decimals` have a row a group, `group` numbers the group of each part from 0.
    """
    unit = 10.0 ** decimals[group]
    scaled = settled(parts * unit, np.abs(parts * unit) + 1)
    floor = np.floor(scaled)
    groups = len(whole)
    size = np.bincount(group, minlength=groups)
    left = np.rint(whole * 10.0**decimals) - np.bincount(group, floor, minlength=groups)
    each, over = np.divmod(left, np.maximum(size, 1))
    order = np.lexsort((np.arange(len(parts)), settled(floor - scaled, np.abs(scaled) + 1), group))
    starts = np.cumsum(size) - size
    rank = np.empty(len(parts), dtype=int)
    rank[order] = np.arange(len(parts)) - starts[group[order]]
    whole_units = floor + each[group] + (rank < over[group])
    return np.asarray(np.round(whole_units) / unit + 0.0)

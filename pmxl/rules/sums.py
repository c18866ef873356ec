"""Sums: figures of many groups added up at once, to the last digit and in whatever order they come."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import Positions
from pmxl.rules.columns import numbers


def sums(column: npt.ArrayLike, group: Positions, groups: int) -> Floats:
    """The sum of each group's figures, free of the noise of adding one after the other; 0 for a group without any.

    `group` numbers the group of each figure from 0. Figures are added in pairs, and what each addition rounds off is
    carried along, so that the order of rows makes no difference.
    """
    column = numbers(column)
    order = np.lexsort((column, group))
    total, rest, of = column[order], np.zeros(len(column)), group[order]
    while len(of):
        first = np.ones(len(of), dtype=bool)
        first[1:] = of[1:] != of[:-1]
        starts = np.flatnonzero(first)
        if len(starts) == len(of):
            break
        place = np.arange(len(of)) - starts[np.cumsum(first) - 1]
        left = np.flatnonzero(place % 2 == 0)
        paired = np.flatnonzero(place % 2 == 1)
        total, rest = _together(total, rest, left, paired)
        of = of[left]
    answer = np.zeros(groups)
    answer[of] = total + rest
    return answer


def one_of_each(column: npt.ArrayLike, group: Positions, groups: int) -> Floats:
    """What all the rows of a group share, one a group; NaN for a group without any."""
    found = np.full(groups, np.nan)
    found[group] = numbers(column)
    return found


def _together(total: Floats, rest: Floats, left: Positions, paired: Positions) -> tuple[Floats, Floats]:
    """Each figure on the left with the one after it, where that is of its pair; the others go on as they are."""
    first, second = np.zeros(len(left)), np.zeros(len(left))
    at = np.searchsorted(left, paired) - 1
    first[at], second[at] = total[paired], rest[paired]
    here = total[left]
    whole = here + first
    back = whole - here
    lost = (here - (whole - back)) + (first - back)
    return whole, lost + (rest[left] + second)

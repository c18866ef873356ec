"""Suppression: which counts of a group are hidden, so that its total does not give the small ones away."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers

BELOW = 5
"""Counts from 1 to one fewer than this are hidden, unless another number was set."""

SMALL, LARGE, ZERO, GAP = range(4)
"""In which order the counts of a group are hidden; a gap never is."""


class Hidden(NamedTuple):
    """Of every count, whether it is hidden, and whether the total of its group is."""

    counts: Bools
    totals: Bools


def suppress(
    count: npt.ArrayLike, group: npt.ArrayLike = "", *, below: npt.ArrayLike = BELOW, zeros: npt.ArrayLike = False
) -> Hidden:
    """Counts below a set number are hidden, and as many more as it takes for the total not to give any of them away.

    A row a count, `group` names the group whose total is published with it. Counts from 1 to `below` - 1 are hidden, 0
    only with `zeros`. The smallest others are added until each hidden count could be any from 1 to `below` - 1 for all
    that the total tells, even to a reader who knows that zeros are shown. Where nothing larger is left the zeros are
    hidden too, and where that does not help the total is. NaN is a gap, in no total. ValueError for a negative count.
    """
    figures = counts_of(count)
    columns = (group, numbers(below), np.asarray(zeros, dtype=bool))
    groups, limit, with_zeros = (np.broadcast_to(np.asarray(c), figures.shape).ravel() for c in columns)
    numbered = pd.factorize(groups, use_na_sentinel=False)[0]
    counts = pd.DataFrame({"group": numbered, "count": figures.ravel(), "below": limit, "with_zeros": with_zeros})
    found = _hidden(counts)
    return Hidden(*(found[name].to_numpy(bool).reshape(figures.shape) for name in Hidden._fields))


def counts_of(count: npt.ArrayLike) -> Floats:
    """The column as counts; ValueError where one is negative."""
    figures = numbers(count)
    negative = figures[figures < 0]
    if negative.size:
        raise ValueError(f"count: {negative[0]:g} is below nought, and a count is not.")
    return figures


def is_small(count: Floats, below: npt.ArrayLike, zeros: npt.ArrayLike) -> Bools:
    """True for a count that is hidden for its own sake."""
    return np.asarray((count < numbers(below)) & ((count > 0) | ((count == 0) & np.asarray(zeros, dtype=bool))))


def room(below: npt.ArrayLike) -> Floats:
    """How large a hidden count must be able to be, as far as the totals tell."""
    return np.asarray(np.maximum(numbers(below) - 1, 2))


def _hidden(rows: pd.DataFrame) -> pd.DataFrame:
    """`counts` and `totals` of Hidden for every row of group, count, below and with_zeros."""
    figure, zero = rows["count"], rows["count"] == 0
    rows["small"] = is_small(figure.to_numpy(), rows["below"], rows["with_zeros"])
    rows["rank"] = np.select([figure.isna(), rows["small"], figure > 0], [GAP, SMALL, LARGE], ZERO)
    ranked = rows.sort_values(["group", "rank", "count"], kind="stable")
    by = ranked.groupby("group")
    place, added, total = by.cumcount(), by["count"].cumsum(), by["count"].transform("sum")
    small = by["small"].transform("sum")
    least = np.where(ranked["with_zeros"] | (ranked["rank"] == ZERO), 0, 1)  # what each of the others must be
    enough = (place > 0) & (place + 1 >= small) & (ranked["rank"] < GAP)
    enough &= added - place * least >= room(ranked["below"])
    last = place.where(enough).groupby(ranked["group"]).transform("min")
    bare = is_small(total.to_numpy(), ranked["below"], ranked["with_zeros"]) | last.isna()
    needs_zeros = ((place == last) & zero).groupby(ranked["group"]).transform("any")
    more = (place <= last) | (needs_zeros & zero)
    ranked["counts"] = ranked["small"] | (more & (small > 0) & ~bare)
    ranked["totals"] = bare & (small > 0)
    return ranked.sort_index()

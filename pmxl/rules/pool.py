"""Pooling: partners' figures become the partnership's, never as the mean of percentages."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Positions
from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.columns import truths
from pmxl.rules.columns import words
from pmxl.rules.spans import NO
from pmxl.rules.sums import one_of_each
from pmxl.rules.sums import sums
from pmxl.terms import Pooling

PER_CENT = 100.0

RESULT = ("numerator", "denominator", "value", "low", "high", "present")
"""What `pool` gives of each group: the pooled parts and value, lowest and highest figure, how many figures went in."""


class Figures(NamedTuple):
    """Figures as columns; `value` is worked out from the parts where it was not given."""

    numerator: Floats
    denominator: Floats
    value: Floats
    weight: Floats
    multiplier: Floats
    lead: Bools

    def at(self, rows: npt.NDArray[np.intp]) -> Figures:
        """Those in the given rows."""
        return Figures(
            self.numerator[rows],
            self.denominator[rows],
            self.value[rows],
            self.weight[rows],
            self.multiplier[rows],
            self.lead[rows],
        )


def of_parts(numerator: npt.ArrayLike, denominator: npt.ArrayLike, multiplier: npt.ArrayLike = 1) -> Floats:
    """A figure of two parts is its numerator times the multiplier over its denominator; over 0 there is none."""
    below = numbers(denominator)
    return numbers(numerator) * numbers(multiplier) / np.where(below == 0, np.nan, below)


def pool(frame: pd.DataFrame, by: str | Sequence[str] = "group") -> pd.DataFrame:
    """Counts and money add up; rates pool as the sum of numerators over the sum of denominators; an index by weights.

    Columns of `frame`: numerator, denominator, value, pooling (a word of Pooling, one a group) and where they apply
    weight, multiplier, lead (true for the named partner's row). Gives a row a group in order of first appearance: the
    columns `by` and RESULT. The order of rows within a group makes no difference, to the last digit. A share is the
    percentage saying yes; a lead's figure stands (its areas, if several, pool by their parts); none has a range only.
    """
    keys = [by] if isinstance(by, str) else list(by)
    group_of = frame.groupby(keys, sort=False, dropna=False, observed=True).ngroup().to_numpy()
    ways = _one_way_each(pd.DataFrame({"group": group_of, "way": words(frame["pooling"], tuple(Pooling), "pooling")}))
    pooled = pool_groups(ways, _figures(frame), group_of.astype(np.intp))
    first = np.flatnonzero(~pd.Series(group_of).duplicated().to_numpy())
    named = frame[keys].iloc[first].reset_index(drop=True)
    return pd.concat([named, pd.DataFrame(pooled, columns=list(RESULT))], axis=1)


def pool_groups(ways: Words, of: Figures, group: Positions) -> dict[str, npt.NDArray[Any]]:
    """The columns of RESULT for groups numbered from 0: what `pool` does to figures that are columns already.

    `ways` has a word of Pooling for each group, `group` the number of each figure's.
    """
    rows = np.flatnonzero(_goes_in(ways[group], of))
    return _pooled(ways, of.at(rows), group[rows])


def counted(frame: pd.DataFrame) -> Bools:
    """True for each row that goes into its pool; a rate without its parts, or an index without weight, does not.

    What is not counted is missing from the pool, and the caller says so. `frame` as for pool.
    """
    return _goes_in(words(frame["pooling"], tuple(Pooling), "pooling"), _figures(frame))


def _goes_in(way: Words, of: Figures) -> Bools:
    parts = ~np.isnan(of.numerator) & ~np.isnan(of.denominator)
    figure = ~np.isnan(of.value)
    cases = [way == Pooling.RATIO, way == Pooling.WEIGHTS, way == Pooling.LEAD]
    return np.select(cases, [parts, figure & ~np.isnan(of.weight), figure & of.lead], figure)


def figures_of(
    numerator: Floats, denominator: Floats, value: Floats, multiplier: Floats, weight: Floats, lead: Bools
) -> Figures:
    """Figures with the value worked out from the parts where it was not given."""
    whole = np.where(np.isnan(value), of_parts(numerator, denominator, multiplier), value)
    return Figures(numerator, denominator, whole, weight, multiplier, lead)


def _figures(frame: pd.DataFrame) -> Figures:
    def column(name: str, otherwise: float) -> npt.ArrayLike:
        return frame[name] if name in frame else np.full(len(frame), otherwise)

    multiplier = np.nan_to_num(numbers(column("multiplier", 1)), nan=1)
    numerator, denominator = numbers(column("numerator", nan)), numbers(column("denominator", nan))
    lead = truths(column("lead", False))  # noqa: FBT003 - nobody leads
    value, weight = numbers(column("value", nan)), numbers(column("weight", nan))
    return figures_of(numerator, denominator, value, multiplier, weight, lead)


def _one_way_each(groups: pd.DataFrame) -> Words:
    """How each group is pooled, in order of first appearance; ValueError where its rows do not agree."""
    ways = groups.drop_duplicates()
    twice = ways["group"].duplicated(keep=False)
    if twice.any():
        both = " and ".join(ways.loc[ways["group"] == ways.loc[twice, "group"].iloc[0], "way"])
        raise ValueError(f"pooling: one group is to be pooled by {both}.")
    return ways["way"].to_numpy(dtype=object)


def _pooled(ways: Words, of: Figures, group: Positions) -> dict[str, npt.NDArray[Any]]:
    """The columns of RESULT for every group."""
    count = len(ways)
    present = np.bincount(group, minlength=count)
    alone = (ways == Pooling.LEAD) & (present == 1)
    rates, shares = (ways == Pooling.RATIO) | (ways == Pooling.LEAD), ways == Pooling.SHARE
    numerator = np.where(shares, sums(of.value != NO, group, count), sums(of.numerator, group, count))
    denominator = np.where(shares, present, sums(of.denominator, group, count))
    multiplier = np.where(shares, PER_CENT, one_of_each(of.multiplier, group, count))
    weighted = _weighted(of, group, count) if (ways == Pooling.WEIGHTS).any() else np.asarray(np.nan)
    cases = [present == 0, alone, ways == Pooling.SUM, rates | shares, ways == Pooling.WEIGHTS]
    total = sums(of.value, group, count)
    answers = [
        np.asarray(np.nan),
        one_of_each(of.value, group, count),
        total,
        of_parts(numerator, denominator, multiplier),
        weighted,
    ]
    in_parts = (rates | shares) & (present > 0)
    return {
        "numerator": np.where(in_parts, numerator, np.nan),
        "denominator": np.where(in_parts, denominator, np.nan),
        "value": np.select(cases, answers, np.nan),
        "low": _end(np.fmin, of.value, group, count),
        "high": _end(np.fmax, of.value, group, count),
        "present": present,
    }


def _weighted(of: Figures, group: Positions, count: int) -> Floats:
    """The mean of each group by the weights of its figures."""
    return of_parts(sums(of.weight * of.value, group, count), sums(of.weight, group, count))


def _end(of: np.ufunc, column: Floats, group: Positions, count: int) -> Floats:
    """The lowest or the highest figure of each group."""
    found = np.full(count, np.nan)
    of.at(found, group, column)
    return found

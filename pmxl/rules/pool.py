"""Pooling: partners' figures become the partnership's, never as the mean of percentages."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from math import fsum
from math import nan
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.columns import truths
from pmxl.rules.columns import words
from pmxl.rules.limits import NO
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

    def at(self, rows: npt.NDArray[np.intp] | slice) -> Figures:
        """Those in the given rows."""
        return Figures(
            self.numerator[rows],
            self.denominator[rows],
            self.value[rows],
            self.weight[rows],
            self.multiplier[rows],
            self.lead[rows],
        )


Pooled = tuple[float, float, float]
"""Numerator, denominator, value; NaN where there is none."""


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
    groups = pd.DataFrame({"group": group_of, "way": words(frame["pooling"], tuple(Pooling), "pooling")})
    ways = _one_way_each(groups)
    order = np.argsort(group_of, kind="stable")
    order = order[counted(frame)[order]]
    figures = _figures(frame).at(order)
    ends = np.searchsorted(group_of[order], np.arange(len(ways) + 1))
    rows = [_pooled(way, figures.at(slice(*ends[at : at + 2]))) for at, way in enumerate(ways)]
    named = frame[keys].iloc[np.flatnonzero(~groups["group"].duplicated())].reset_index(drop=True)
    return pd.concat([named, pd.DataFrame(rows, columns=list(RESULT))], axis=1)


def counted(frame: pd.DataFrame) -> Bools:
    """True for each row that goes into its pool; a rate without its parts, or an index without weight, does not.

    What is not counted is missing from the pool, and the caller says so. `frame` as for pool.
    """
    way = words(frame["pooling"], tuple(Pooling), "pooling")
    of = _figures(frame)
    parts = ~np.isnan(of.numerator) & ~np.isnan(of.denominator)
    figure = ~np.isnan(of.value)
    cases = [way == Pooling.RATIO, way == Pooling.WEIGHTS, way == Pooling.LEAD]
    return np.select(cases, [parts, figure & ~np.isnan(of.weight), figure & of.lead], figure)


def _figures(frame: pd.DataFrame) -> Figures:
    def column(name: str, otherwise: float) -> npt.ArrayLike:
        return frame[name] if name in frame else np.full(len(frame), otherwise)

    multiplier = np.nan_to_num(numbers(column("multiplier", 1)), nan=1)
    numerator, denominator = numbers(column("numerator", nan)), numbers(column("denominator", nan))
    value = numbers(column("value", nan))
    value = np.where(np.isnan(value), of_parts(numerator, denominator, multiplier), value)
    lead = truths(column("lead", False))  # noqa: FBT003 - nobody leads
    return Figures(numerator, denominator, value, numbers(column("weight", nan)), multiplier, lead)


def _one_way_each(groups: pd.DataFrame) -> list[Pooling]:
    """How each group is pooled, in order of first appearance; ValueError where its rows do not agree."""
    ways = groups.drop_duplicates()
    twice = ways["group"].duplicated(keep=False)
    if twice.any():
        both = " and ".join(ways.loc[ways["group"] == ways.loc[twice, "group"].iloc[0], "way"])
        raise ValueError(f"pooling: one group is to be pooled by {both}.")
    return [Pooling(way) for way in ways["way"]]


def _pooled(way: Pooling, of: Figures) -> tuple[float, ...]:
    if not len(of.value):
        return nan, nan, nan, nan, nan, 0
    return (*WAYS[way](of), np.fmin.reduce(of.value), np.fmax.reduce(of.value), len(of.value))


def _sum(of: Figures) -> Pooled:
    return nan, nan, fsum(of.value)


def _ratio(of: Figures) -> Pooled:
    numerator, denominator = fsum(of.numerator), fsum(of.denominator)
    return numerator, denominator, of_parts(numerator, denominator, of.multiplier[0]).item()


def _weights(of: Figures) -> Pooled:
    """Weights are rescaled to those present."""
    return nan, nan, of_parts(fsum(of.weight * of.value), fsum(of.weight)).item()


def _share(of: Figures) -> Pooled:
    yes, asked = fsum(of.value != NO), float(len(of.value))
    return yes, asked, yes * PER_CENT / asked


def _lead(of: Figures) -> Pooled:
    return (of.numerator[0], of.denominator[0], of.value[0]) if len(of.value) == 1 else _ratio(of)


def _none(_: Figures) -> Pooled:
    return nan, nan, nan


WAYS: dict[Pooling, Callable[[Figures], Pooled]] = {
    Pooling.SUM: _sum,
    Pooling.RATIO: _ratio,
    Pooling.WEIGHTS: _weights,
    Pooling.SHARE: _share,
    Pooling.LEAD: _lead,
    Pooling.NONE: _none,
}
"""How each word of pooling is done."""

"""Comparison: where a figure stands among those of a named group, by what is better."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmxl.rules.columns import Floats
from pmxl.rules.columns import Positions
from pmxl.rules.quantiles import quantiles
from pmxl.rules.rounding import settled
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.spans import merits
from pmxl.terms import Polarity
from pmxl.terms import Quartiles

INTERPOLATED = (Quartiles.INCLUSIVE, Quartiles.EXCLUSIVE)
"""The ways in which a boundary lies between two figures, and is not a figure itself."""

FEWEST = 8
"""With fewer members than these a quarter of them is not spoken of."""

QUARTERS = 4
STANDING = ("rank", "of", "quartile", "median", "best_quartile")
"""What `compare` gives of each figure."""


def compare(
    figure: npt.ArrayLike,
    group: npt.ArrayLike = "",
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    method: str = Quartiles.INCLUSIVE,
    decimals: npt.ArrayLike = 0,
    target: npt.ArrayLike = np.nan,
    low: npt.ArrayLike = np.nan,
    high: npt.ArrayLike = np.nan,
) -> pd.DataFrame:
    """Rank, quartile, median and the edge of the best quartile of each figure in its group, 1 being the best; equal
    figures share the better rank.

    A row a member and columns STANDING, in the order given. Figures are compared as published, boundaries are not
    rounded, and one exactly on a boundary is in the better quartile. Members without a figure are not counted. No
    quartile under 8 members, nothing but the median where neither way is better. Figures of a range or nearest to a
    target are ranked by how far off they are. `method` is a word of Quartiles; by count and by rank the edge of the
    best quartile is its last member's figure.
    """
    if method not in tuple(Quartiles):
        raise ValueError(f"quartile_method: {method!r} is not one of {', '.join(Quartiles)}.")
    columns: dict[str, Any] = {"polarity": polarity, "decimals": decimals, "target": target, "low": low, "high": high}
    shape = np.broadcast(np.asarray(figure), np.asarray(group), *map(np.asarray, columns.values())).shape
    size = int(np.prod(shape, dtype=int))
    rule = applied(Rule(columns["target"], polarity, low=low, high=high, decimals=decimals))
    compared = rule.compared(figure)
    shown, merit = (np.broadcast_to(each, shape).reshape(size) for each in (compared, *merits(rule, compared)))
    codes, names = pd.factorize(np.broadcast_to(np.asarray(group, dtype=object), shape).reshape(size))
    sign = np.broadcast_to(rule.sign, shape).reshape(size)
    return standing(shown, merit, sign, codes, len(names), method)


def standing(figure: Floats, merit: Floats, sign: Floats, group: Positions, groups: int, method: str) -> pd.DataFrame:
    """Where each stands by its merit: the more, the better."""
    rank, of = ranks(merit, group, groups)
    edges = quantiles(merit, group, groups, method if method in INTERPOLATED else Quartiles.INCLUSIVE)
    enough = (of >= FEWEST) & ~np.isnan(merit)
    quarter = by_rank(rank, of, method) if method not in INTERPOLATED else by_edges(merit, edges[group])
    quarter = np.where(enough, quarter, np.nan)
    edge = edges[group, 2] if method in INTERPOLATED else worst_of_best(merit, quarter, group, groups)
    medians = quantiles(figure, group, groups)[group, 1]
    one_way = enough & (sign != 0)
    return pd.DataFrame(
        {
            "rank": np.where(np.isnan(merit), np.nan, rank),
            "of": np.where(np.isnan(merit), np.nan, of),
            "quartile": quarter,
            "median": medians,
            "best_quartile": np.where(one_way, settled(edge * sign, np.abs(edge)), np.nan),
        }
    )


def ranks(merit: Floats, group: Positions, groups: int) -> tuple[Floats, npt.NDArray[np.int_]]:
    """How many of its group are better than each, plus one, and how many of the group have a figure."""
    known = ~np.isnan(merit)
    of = np.bincount(group[known], minlength=groups)[group]
    order = np.lexsort((-merit, group))
    starts = np.searchsorted(group[order], np.arange(groups))
    sorted_merit, sorted_group = merit[order], group[order]
    place = (np.arange(len(merit)) - starts[sorted_group]).astype(float)
    same = np.r_[False, (sorted_merit[1:] == sorted_merit[:-1]) & (sorted_group[1:] == sorted_group[:-1])]
    first = np.maximum.accumulate(np.where(same, 0, np.arange(len(merit))))
    rank = np.zeros(len(merit))
    rank[order] = place[first] + 1.0
    return rank, of


def by_edges(merit: Floats, edges: Floats) -> Floats:
    """1 at or above the upper quartile, 2 at or above the median, 3 at or above the lower quartile, else 4."""
    size = np.abs(merit)
    above = [settled(merit - edges[:, place], size + np.abs(edges[:, place])) >= 0 for place in (2, 1, 0)]
    return np.select(above, [1.0, 2.0, 3.0], 4.0)


def by_rank(rank: Floats, of: npt.NDArray[np.int_], method: str) -> Floats:
    """The quarter a rank falls in: of four groups as equal as can be, larger ones first, or of the whole number."""
    quarters = np.arange(1, QUARTERS + 1)
    if method == Quartiles.RANK:
        ends = quarters * of[:, np.newaxis] / QUARTERS
    else:
        each, over = np.divmod(of[:, np.newaxis], QUARTERS)
        ends = (quarters * each + np.minimum(quarters, over)).astype(float)
    return np.asarray((rank[:, np.newaxis] > ends).sum(axis=1) + 1.0)


def worst_of_best(merit: Floats, quarter: Floats, group: Positions, groups: int) -> Floats:
    """The merit of the last member of each group's best quarter, beside every member."""
    found = np.full(groups, np.nan)
    best = quarter == 1
    np.fmin.at(found, group[best], merit[best])
    return np.asarray(found[group])


def words_of(rank: float, of: float) -> str:
    """`7th of 15`, "" where there is no rank."""
    if np.isnan(rank):
        return ""
    number = int(rank)
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} of {int(of)}"

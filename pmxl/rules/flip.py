"""Flip: how far a figure is from another rating."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.edges import edges
from pmxl.rules.edges import shape_of
from pmxl.rules.edges import stacks
from pmxl.rules.pool import of_parts
from pmxl.rules.rating import rate
from pmxl.rules.rounding import published
from pmxl.terms import COLOURS

NEARLY = 1e-9
"""A share of one that binary arithmetic may add to a number of cases."""


def flip(
    actual: npt.ArrayLike,
    target: npt.ArrayLike,
    *,
    least: npt.ArrayLike = -np.inf,
    most: npt.ArrayLike = np.inf,
    **rule: Any,
) -> Floats:
    """The nearest published figure that would be Blue, Green, Amber or Red, one of each beside every figure.

    Four numbers in a last axis, in the order of COLOURS: the figure itself for the rating it has, NaN for a rating that
    no figure gets. Of two equally near the lower. `least` and `most` are what a figure can be at all; `rule` as for
    rate.
    """
    decimals = numbers(rule.get("decimals", 0))
    here = published(actual, decimals)
    tried = [here, *edges(target, **rule)]
    shape = shape_of(*tried, least, most)
    nearest, distance = np.full((*shape, len(COLOURS)), np.nan), np.full((*shape, len(COLOURS)), np.inf)
    for figures in stacks([np.broadcast_to(figure, shape) for figure in tried]):
        can_be = np.isfinite(figures) & (figures >= numbers(least)) & (figures <= numbers(most))
        at = np.where(can_be, figures, np.nan)
        far, rating = np.where(can_be, np.abs(at - here), np.inf), rate(at, target, **rule)
        for place, colour in enumerate(COLOURS):
            mine = np.where(rating == colour, far, np.inf)
            least_far = mine.min(axis=0)
            lowest = np.where(np.isfinite(least_far) & (mine == least_far), at, np.inf).min(axis=0)
            closer = (least_far < distance[..., place]) | ((least_far == distance[..., place]) & (lowest < here))
            nearest[..., place] = np.where(closer & np.isfinite(lowest), lowest, nearest[..., place])
            distance[..., place] = np.where(closer, least_far, distance[..., place])
    return np.where(np.isnan(here)[..., np.newaxis], np.nan, nearest)


def cases(
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    figure: npt.ArrayLike,
    multiplier: npt.ArrayLike = 1,
    decimals: npt.ArrayLike = 0,
) -> Floats:
    """How many more cases in the numerator, or fewer where negative, bring a rate to a figure as published.

    The denominator stays as it is. The smallest whole number that reaches the figure or passes it; 0 where it is there
    already, NaN where a part is missing or nothing is counted.
    """
    above, below, goal = numbers(numerator), numbers(denominator), numbers(figure)
    times, places = numbers(multiplier), numbers(decimals)
    here = published(of_parts(above, below, times), places)
    way = np.sign(goal - here)
    half = 0.5 * 10.0**-places
    exact = (goal - way * half) * below / np.where(times == 0, np.nan, times) - above
    found = np.ceil(np.abs(exact) - NEARLY) * way
    found = np.where(way == 0, 0.0, found)
    for _ in range(2):
        shown = published(of_parts(above + found, below, times), places)
        found = np.where((shown - goal) * way < 0, found + way, found)
    nearer = published(of_parts(above + found - way, below, times), places)
    return np.asarray(np.where((way != 0) & ((nearer - goal) * way >= 0), found - way, found) + 0.0)

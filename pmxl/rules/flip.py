"""Flip: how far a figure is from another rating."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.edges import edges
from pmxl.rules.edges import shape_of
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
    for figure in tried:
        at = np.broadcast_to(np.where((figure >= numbers(least)) & (figure <= numbers(most)), figure, np.nan), shape)
        far = np.where(np.isfinite(at), np.abs(at - here), np.inf)
        rating = np.broadcast_to(rate(np.where(np.isfinite(at), at, np.nan), target, **rule), shape)
        for place, colour in enumerate(COLOURS):
            closer = (rating == colour) & ((far < distance[..., place]) | ((far == distance[..., place]) & (at < here)))
            nearest[..., place] = np.where(closer, at, nearest[..., place])
            distance[..., place] = np.where(closer, far, distance[..., place])
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

"""Student's t: how many standard errors make an interval, when the error is itself known from few figures."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats

HALVINGS = 80
"""How often the search is halved: until the interval is as narrow as a binary number can say."""

WIDEST = 1e6
"""Beyond any value asked for: with one degree of freedom, a confidence of 99.9999 %."""


def student_t(degrees: npt.ArrayLike, confidence: float) -> Floats:
    """How many standard errors to both sides hold the true value with a given confidence, by degrees of freedom.

    Exact: the distribution has a finite sum for whole degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4).
    NaN where there are none. `confidence` is a share, such as 0.95.
    """
    column = np.asarray(degrees, dtype=int)
    different, place = np.unique(column, return_inverse=True)
    found = np.array([quantile(int(one), confidence) for one in different], dtype=float)
    return np.asarray(found[place].reshape(column.shape))


@cache
def quantile(degrees: int, confidence: float) -> float:
    """The one value with that share of the distribution within it to both sides of nought."""
    if degrees < 1:
        return math.nan
    low, high = 0.0, WIDEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if share_within(middle, degrees) < confidence else (low, middle)
    return (low + high) / 2


def share_within(t: float, degrees: int) -> float:
    """The share of the distribution that lies within t to both sides of nought."""
    angle = math.atan(t / math.sqrt(degrees))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = degrees % 2
    term, total = (cosine, cosine) if odd else (1.0, 1.0)
    for k in range(3 if odd else 2, degrees - 1, 2):
        term *= (k - 1) / k * cosine * cosine
        total += term
    if not odd:
        return sine * total
    return 2 / math.pi * (angle + (sine * total if degrees > 1 else 0.0))

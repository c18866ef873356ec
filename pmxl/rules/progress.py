"""Progress: how much of the way from a baseline to a goal has been made."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.rounding import published
from pmxl.rules.rounding import settled

WHOLE = 100.0


def progress(
    actual: npt.ArrayLike, baseline: npt.ArrayLike, goal: npt.ArrayLike, decimals: npt.ArrayLike = 0
) -> Floats:
    """The way made from the baseline towards the goal, in per cent of the whole way, figures as published.

    Below 0 further off than at the start, above 100 beyond the goal; NaN where a figure is missing or there is no way
    to go.
    """
    here, start, end = (published(figure, decimals) for figure in (actual, baseline, goal))
    way = settled(end - start, np.abs(numbers(start)) + np.abs(numbers(end)))
    made = settled(here - start, np.abs(numbers(start)) + np.abs(numbers(here)))
    return made * WHOLE / np.where(way == 0, np.nan, way)


def told(share: float, start: str, end: str) -> str:
    """`It has come 62 % of the way from 40 to 55.`; whole per cents, and never the whole way before it is made."""
    if share >= WHOLE:
        return ""
    if share < 0:
        return f"It is further from {end} than the {start} it began at."
    if share == 0:
        return f"It is where it began, at {start}."
    return f"It has come {max(math.floor(share), 1)} % of the way from {start} to {end}."

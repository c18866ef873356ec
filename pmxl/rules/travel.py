"""Travel: which way a figure has moved, by what is better for it and never by up or down."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import labels
from pmxl.rules.columns import numbers
from pmxl.rules.rounding import settled
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.spans import merits
from pmxl.terms import Polarity
from pmxl.terms import Travel


class Reason(StrEnum):
    """Why two figures are not compared; the caller knows which."""

    CUMULATIVE = "cumulative"
    COVERAGE = "coverage"
    BREAK = "break in series"
    DEFINITION = "changed definition"
    NO_FIGURE = "no figure to compare with"
    NO_DIRECTION = "neither way is better"
    APART = "figures of this kind are not pooled"
    MILESTONE = "a milestone has a day, not a direction"


def not_comparable(reason: Reason) -> str:
    """The word with its reason: Not comparable (cumulative)."""
    return f"{Travel.NOT_COMPARABLE} ({reason})"


def travel(
    now: npt.ArrayLike,
    before: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    decimals: npt.ArrayLike = 0,
    dead_band: npt.ArrayLike = 0,
    target: npt.ArrayLike = np.nan,
    low: npt.ArrayLike = np.nan,
    high: npt.ArrayLike = np.nan,
) -> Words:
    """Improving, Steady or Worsening between two figures as published; a move no larger than the dead-band is Steady.

    The dead-band is in the measure's unit. Figures of a range or nearest to a target move nearer to or further from
    `low` and `high` or `target`. "Not comparable" where a figure is missing or neither way is better.
    """
    move = improvement(now, before, polarity, decimals=decimals, target=target, low=low, high=high)
    band = np.nan_to_num(numbers(dead_band))
    cases = np.broadcast_arrays(np.isnan(move), move > band, move < -band)
    word = (Travel.NOT_COMPARABLE, Travel.IMPROVING, Travel.WORSENING, Travel.STEADY)
    return labels(np.select(cases, [0, 1, 2], 3), word)


def improvement(
    now: npt.ArrayLike,
    before: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    decimals: npt.ArrayLike = 0,
    target: npt.ArrayLike = np.nan,
    low: npt.ArrayLike = np.nan,
    high: npt.ArrayLike = np.nan,
) -> Floats:
    """By how much a figure is better than another, both as published, in the measure's unit; negative is worse.

    NaN where either is missing or neither way is better.
    """
    rule = applied(Rule(target, polarity, low=low, high=high, decimals=decimals))
    later, earlier = rule.compared(now), rule.compared(before)
    better, than = merits(rule, later, earlier)
    move = better - than
    return settled(move, np.abs(later) + np.abs(earlier) + np.abs(move))

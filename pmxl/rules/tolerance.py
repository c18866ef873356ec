"""Tolerance: the triggers agreed in planning that make a figure an exception when they fire."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import numbers
from pmxl.rules.columns import words
from pmxl.rules.presets import PERCENT
from pmxl.rules.presets import UNITS
from pmxl.rules.rating import shortfall
from pmxl.rules.rounding import published
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.run import length
from pmxl.rules.run import moves_of
from pmxl.rules.spans import band_width
from pmxl.rules.spans import spans_of
from pmxl.rules.travel import improvement
from pmxl.rules.travel import travel
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Travel

SUCCESSIVE_MOVES = 2
"""How many worsening moves in a row are a decline, unless agreed otherwise; as in the source guide."""


def decline(
    history: npt.ArrayLike,
    n: npt.ArrayLike = SUCCESSIVE_MOVES,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    last_year: npt.ArrayLike | None = None,
    **how: Any,
) -> Bools:
    """Fires on N worsening moves in a row up to the last figure, so on N + 1 figures; a tie or a gap ends the run.

    `history` has a row a series and a column a period, oldest first; one series may be a plain list. With `last_year`,
    of the same shape, each period is compared with its own last year instead of the one before. `how` as for travel.
    """
    moves = moves_of(history, polarity, last_year=last_year, **how)
    return np.asarray(length(moves, Travel.WORSENING) >= numbers(n))


def any_worsening(
    now: npt.ArrayLike,
    before: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    **how: Any,
) -> Bools:
    """Fires on any worsening at all since the period compared with; a move within the dead-band is none.

    `how` as for travel.
    """
    return np.asarray(travel(now, before, polarity, **how) == Travel.WORSENING)


def decline_percent(
    now: npt.ArrayLike,
    before: npt.ArrayLike,
    x: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    unit: npt.ArrayLike = PERCENT,
    **how: Any,
) -> Bools:
    """Fires when a figure is worse by strictly more than X percent of the one it is compared with, or than X points.

    Percentages of a comparison figure of 0 cannot be tested and do not fire: `untestable` tells. `how` as for travel.
    """
    worse = -improvement(now, before, polarity, **how)
    decimals = how.get("decimals", 0)
    allowed = band_width(published(before, decimals), x, unit)
    testable = ~untestable(before, unit=unit, decimals=decimals) & ~np.isnan(numbers(x))
    return np.asarray((worse > allowed) & testable)


def untestable(before: npt.ArrayLike, *, unit: npt.ArrayLike = PERCENT, decimals: npt.ArrayLike = 0) -> Bools:
    """True where a decline cannot be tested: nothing to compare with, or a percentage of a figure published as 0."""
    figure = published(before, decimals)
    return np.asarray(np.isnan(figure) | ((words(unit, UNITS, "unit") == PERCENT) & (figure == 0)))


def overrun(
    actual: npt.ArrayLike,
    target: npt.ArrayLike,
    x: npt.ArrayLike = 0,
    polarity: npt.ArrayLike = Polarity.LOWER,
    **rule: Any,
) -> Bools:
    """Fires when a figure falls short of its target by strictly more than X in the measure's own unit, money above all.

    `rule` as for rate.
    """
    return np.asarray(shortfall(actual, target, polarity, **rule) > numbers(x))


def standard_broken(
    actual: npt.ArrayLike,
    standard: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    kind: npt.ArrayLike = Kind.COUNT,
    decimals: npt.ArrayLike = 0,
) -> Bools:
    """Fires when a figure as published is on the wrong side of its standard, with or without a target; equal holds."""
    rule = applied(Rule(standard=standard, polarity=polarity, kind=kind, decimals=decimals))
    figure = rule.compared(actual)
    return np.asarray(~spans_of(rule).standard.holds(figure) & ~np.isnan(figure))

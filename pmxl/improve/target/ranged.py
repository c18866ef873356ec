"""Ranged: how a target that is a range, or a level to be near, is met as things are; there is no one level to weigh."""

from __future__ import annotations

import math

import numpy as np

from pmxl.improve.target.past import Limits
from pmxl.improve.target.study import Study
from pmxl.improve.target.words import FEW
from pmxl.improve.target.words import say
from pmxl.plural import plural
from pmxl.rules.rating import rate
from pmxl.rules.rounding import published
from pmxl.terms import ON_TARGET
from pmxl.terms import Basis
from pmxl.terms import Polarity


def kept(found: Study) -> str:
    """How often the range or level that stands was kept to, and whether chance alone keeps to it.

    A year's total is held against each period by the share of it that was due then.
    """
    row, figures, places = found.standing, found.line.present, found.measure.decimals
    levels = [level for level in (row.low, row.high, row.target) if level is not None] if row else []
    if row is None or not levels:
        return "Nothing is agreed to hold it against."
    if not figures.size:
        return FEW
    due, each = (found.past.due, found.past.each) if row.basis is Basis.YEAR else (np.ones(figures.size), 1.0)
    if found.measure.polarity is not Polarity.RANGE:
        off = np.abs(published(figures, places) - published(levels[0] * due, places))
        said = f"It lay {say(found, float(off.mean()))} from what was due on average"
        return f"{said}, {say(found, float(off.max()))} at most, over {plural(figures.size, 'figure')}."
    low, high = (math.nan if level is None else level for level in (row.low, row.high))
    rated = rate(figures, math.nan, Polarity.RANGE.value, low=low * due, high=high * due, decimals=places, amount=0)
    met = int(np.isin(rated.astype(str), ON_TARGET).sum())
    said = f"{ends(found, low, high)} was kept to in {met} of {plural(figures.size, 'period')}."
    return said if found.line.seasonal else f"{said} {capable(found.line.limits, low * each, high * each)}"


def ends(found: Study, low: float, high: float) -> str:
    """The range in words: `The range of 80 to 90 %`, or the one end that it has."""
    if math.isnan(low) or math.isnan(high):
        return f"The limit of {say(found, high if math.isnan(low) else low)}"
    return f"The range of {say(found, low)} to {say(found, high)}"


def capable(limits: Limits, low: float, high: float) -> str:
    """Whether the process as it runs now keeps to a range: its limits against the two ends."""
    if math.isnan(limits.lower):
        return "There are too few figures for limits."
    low, high = (-math.inf if math.isnan(low) else low), (math.inf if math.isnan(high) else high)
    if limits.lower >= low and limits.upper <= high:
        return "Capable: by chance alone the process stays within it."
    if limits.lower > high or limits.upper < low:
        return "Not capable: the process as it runs now lies outside it."
    return "By chance: the process as it runs now keeps to it in some periods and not in others."

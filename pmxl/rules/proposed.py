"""Proposed: what a target that is not agreed yet would need of the process as it runs now."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.assurance import assurance
from pmxl.rules.chance import chance
from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.presets import PERCENT
from pmxl.rules.presets import Near
from pmxl.rules.rating import rate
from pmxl.rules.rounding import published
from pmxl.terms import Edge
from pmxl.terms import Polarity
from pmxl.terms import Rating

HUNDRED = 100.0
NO_NEARNESS = Near()


class Past(NamedTuple):
    """What a process has done, in the target's own terms: `figures` of the present series and what share of the target
    was `due` in each (1 of a level); its `mean`, limits `lower` and `upper` of one figure, with `each` the share due in
    an average one; `now`, where it stands, `years` before the target's day, and its `trend` in a year; the `forecast`
    without action and its `spread`. NaN where one is not known.
    """

    figures: Floats
    due: Floats
    each: float
    mean: float
    lower: float
    upper: float
    now: float
    years: float
    trend: float
    forecast: float
    spread: float


class Need(NamedTuple):
    """What each proposed target needs, every field a column of one a target.

    `change` of the mean and that in `percent` of it; `met` of how many figures, `share` of them; the `capability`
    (Assurance, "" without limits); the change a year that is its `pace` and how many `times` the trend that is (NaN
    where the trend is level or the other way); the `chance` that the forecast without action meets it.
    """

    change: Floats
    percent: Floats
    met: npt.NDArray[np.int_]
    share: Floats
    capability: Words
    pace: Floats
    times: Floats
    chance: Floats


def proposed(
    target: npt.ArrayLike, past: Past, polarity: str = Polarity.HIGHER, decimals: int = 0, near: Near = NO_NEARNESS
) -> Need:
    """What a proposed target needs: how far the mean must move, how often the process has met it as it is, whether it
    is capable of it, and how much faster than its trend it must get better.

    `target` is a column; figures are compared as published. A year's total is held against each period by the share of
    it that was due then. `near` is how far off it a figure counts as met, as its rating will say. Source: A manager's
    guide to performance management (2006), on setting targets.
    """
    goal = published(target, decimals)
    change = goal - past.mean
    met = meets(goal[..., np.newaxis] * past.due, past.figures, polarity, decimals, near).sum(axis=-1)
    pace = (goal - past.now) / (past.years if past.years > 0 else np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(pace * past.trend > 0, pace / past.trend, np.nan)
        percent = np.where(past.mean != 0, change / abs(past.mean) * HUNDRED, np.nan)
        share = met / np.where(past.figures.size, past.figures.size, np.nan)
    word = assurance(past.lower, past.upper, goal * past.each, polarity)
    likely = chance(past.forecast, past.spread, goal, polarity, decimals=decimals)
    return Need(change, percent, np.asarray(met), np.asarray(share), word, pace, times, likely)


def meets(
    level: npt.ArrayLike, figures: npt.ArrayLike, polarity: str, decimals: int, near: Near = NO_NEARNESS
) -> Bools:
    """True where a figure as published would be Green: it meets the level, or is so near that it counts as met."""
    edge = Edge.AMBER if near.edge_inside else Edge.RED
    said = rate(figures, level, polarity, decimals=decimals, amount=near.width, unit=PERCENT, edge=edge)
    return np.isin(said.astype(str), (Rating.GREEN.value, Rating.AMBER.value))


def shared_out(target: npt.ArrayLike, shares: npt.ArrayLike, decimals: int = 0) -> Floats:
    """A total shared out by `shares`, one after the other, so that what is published adds up to the total.

    A row a target and a column a share: each is the total up to and with it, less the total before it.
    """
    up_to = np.cumsum(numbers(shares))
    whole = published(target, decimals)[..., np.newaxis]
    ends = published(whole * up_to / up_to[-1], decimals)
    return np.asarray(published(np.diff(ends, axis=-1, prepend=0.0), decimals))


def on_the_way(
    target: npt.ArrayLike, now: float, ahead: npt.ArrayLike, whole: float, season: npt.ArrayLike = 0.0
) -> Floats:
    """The straight way from where a level stands to its target: a row a target and a column a period.

    `ahead` counts each period from the one where it stands, `whole` how many there are to the target's day. `season` is
    how far each period lies, season by season, from the last one.
    """
    goal = numbers(target)[..., np.newaxis]
    return np.asarray(now + (goal - now) * numbers(ahead) / whole + numbers(season))

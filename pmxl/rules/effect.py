"""Effect: whether figures are better after an action than before it, by more than the chance they always show."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.assurance import met_between
from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import labels
from pmxl.rules.columns import numbers
from pmxl.rules.columns import sign_of
from pmxl.rules.patterns import ORDER
from pmxl.rules.patterns import Pattern
from pmxl.rules.patterns import patterns
from pmxl.rules.rule_sets import MAKING_DATA_COUNT
from pmxl.rules.rule_sets import rule_set
from pmxl.rules.spans import Span
from pmxl.rules.xmr import Limits
from pmxl.rules.xmr import limits_of_one
from pmxl.terms import Polarity

FEWEST = 3
"""Figures there must be after an action, and before it: three all better than three come by chance once in twenty."""

BEFORE, AFTER = 12, 8
"""How many periods are looked at on either side: what an action did, not what came years later."""


class Effect(StrEnum):
    """What an action is seen to have done."""

    IMPROVED = "Improved"
    NO_CHANGE = "No change shown"
    WORSE = "Worse"
    TOO_SOON = "Too soon"


class Weighed(NamedTuple):
    """The word for every action, the means before and after, and of how many figures they are.

    Of a measure with seasons `before` is of the same seasons before the action.
    """

    word: Words
    before: Floats
    after: Floats
    figures_before: npt.NDArray[np.int_]
    figures_after: npt.NDArray[np.int_]


class Sides(NamedTuple):
    """Figures with gaps for all that is not before the action, or not after it; a row an action."""

    before: Floats
    after: Floats


def effect(
    history: npt.ArrayLike,
    begun: npt.ArrayLike,
    ended: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    **how: Any,
) -> Words:
    """Improved or Worse where the mean after an action has moved by more than the dead-band and most figures signal
    against the limits before, or all lie beyond every one before; Too soon below three figures after, else No change
    shown.

    Arguments as for weighed.
    """
    return weighed(history, begun, ended, polarity, **how).word


def weighed(
    history: npt.ArrayLike,
    begun: npt.ArrayLike,
    ended: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    year: npt.ArrayLike = 0,
    dead_band: npt.ArrayLike = 0,
    target: npt.ArrayLike = np.nan,
    low: npt.ArrayLike = np.nan,
    high: npt.ArrayLike = np.nan,
    rules: str = MAKING_DATA_COUNT,
) -> Weighed:
    """What the figures before and after each action say of it.

    `history` has a row an action and a column a period, oldest first, NaN a gap; one series may be a plain list.
    `begun` and `ended` are the columns of the periods in which the action began and ended; what lies between them is
    neither before nor after. `year` is the number of periods in a year of a measure with seasons, each of whose figures
    is held against the same period of the last year before the action; 0 of any other. Figures of a range or nearest to
    a target are taken by how far they lie outside `low` and `high` or from `target`.
    """
    figures = np.atleast_2d(numbers(history))
    start, end, season, band = (column(part, len(figures)) for part in (begun, ended, year, dead_band))
    better = towards_better(figures, polarity, target, low, high)
    shown = split(figures, start, end)
    judged = split(against_last_year(better, start, season), start, end)
    compared = Sides(counterparts(figures, start, season, shown), shown.after)
    before, after = mean(compared.before), mean(compared.after)
    move = settled_move(mean(judged.after) - mean(judged.before), better)
    seen = mean(split(better, start, end).after) - mean(counterparts(better, start, season, split(better, start, end)))
    seen = settled_move(seen, better)
    up, down = signalled(judged, rules)
    enough = (count(judged.before) >= FEWEST) & (count(judged.after) >= FEWEST)
    moved = np.where(np.sign(seen) == np.sign(move), np.minimum(np.abs(seen), np.abs(move)), 0) > np.nan_to_num(band)
    cases = [count(shown.after) < FEWEST, enough & moved & (move > 0) & up, enough & moved & (move < 0) & down]
    word = labels(np.select(cases, [3, 0, 2], 1), tuple(Effect))
    found = Weighed(word, before, after, count(compared.before), count(compared.after))
    return found if np.ndim(numbers(history)) > 1 else alone(found)


def alone(found: Weighed) -> Weighed:
    """What is said of a single action."""
    word, before, after, *counts = found
    return Weighed(word.reshape(()), before.reshape(()), after.reshape(()), *(one.reshape(()) for one in counts))


def column(given: npt.ArrayLike, rows: int) -> Floats:
    """One number a row, to stand beside the periods."""
    return np.broadcast_to(numbers(given).reshape(-1), (rows,))


def towards_better(
    figures: Floats, polarity: npt.ArrayLike, target: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike
) -> Floats:
    """The figures turned so that more is better; a row of gaps where neither way is."""
    way = np.asarray(polarity, dtype=object).reshape(-1, 1)
    levels = (column(level, len(figures))[:, np.newaxis] for level in (target, low, high))
    floor, ceiling, judged = met_between(way, *levels)
    off = np.where(judged, np.maximum(Span(floor, ceiling).outside(figures), 0), np.nan)
    sign = sign_of(way)
    return np.where(sign != 0, figures * sign, -off)


def split(figures: Floats, begun: Floats, ended: Floats) -> Sides:
    """The figures before the action began and after it ended."""
    place = np.arange(figures.shape[1])
    start, end = begun[:, np.newaxis], ended[:, np.newaxis]
    before = (place < start) & (place >= start - BEFORE)
    after = (place > end) & (place <= end + AFTER)
    return Sides(np.where(before, figures, np.nan), np.where(after, figures, np.nan))


def places_before(shape: tuple[int, ...], begun: Floats, year: Floats) -> npt.NDArray[np.int_]:
    """For every period the same one of the last year before the action, for a period before it of the year before."""
    place = np.broadcast_to(np.arange(shape[1]), shape)
    length = np.maximum(year, 1)[:, np.newaxis]
    years = np.maximum(np.floor((place - begun[:, np.newaxis]) / length) + 1, 1)
    return np.asarray(place - years * length, dtype=int)


def same_season(figures: Floats, begun: Floats, year: Floats) -> Floats:
    """For every period the figure of the same one of the year it is held against; a gap before the first year."""
    then = places_before(figures.shape, begun, year)
    taken = np.take_along_axis(figures, np.maximum(then, 0), axis=1)
    return np.where(then >= 0, taken, np.nan)


def against_last_year(figures: Floats, begun: Floats, year: Floats) -> Floats:
    """The figures of a measure with seasons as the difference to the same period before; any others as they are."""
    return np.where(year[:, np.newaxis] > 0, figures - same_season(figures, begun, year), figures)


def counterparts(figures: Floats, begun: Floats, year: Floats, shown: Sides) -> Floats:
    """What the figures after are compared with: all before, or those of the same seasons."""
    then = np.where(np.isnan(shown.after), np.nan, same_season(figures, begun, year))
    return np.where(year[:, np.newaxis] > 0, then, split(figures, begun, begun).before)


def count(figures: Floats) -> npt.NDArray[np.int_]:
    """How many figures there are in each row."""
    return np.asarray((~np.isnan(figures)).sum(axis=1))


def mean(figures: Floats) -> Floats:
    """The mean of each row; NaN where there is no figure."""
    with np.errstate(invalid="ignore"):
        total: Floats = np.nansum(figures, axis=1) / np.where(count(figures) > 0, count(figures), np.nan)
    return total


def settled_move(move: Floats, figures: Floats) -> Floats:
    """A difference of means free of the noise of binary arithmetic; 0 where there is none."""
    size = np.abs(np.nan_to_num(figures)).max(axis=1, initial=0)
    return np.where(np.abs(np.nan_to_num(move)) > size * 1e-12, np.nan_to_num(move), 0.0)


def signalled(sides: Sides, rules: str) -> tuple[Bools, Bools]:
    """Where the figures after are better, and where they are worse, by more than those before show by chance.

    A figure after is a signal against the limits of those before, and most of them lie on its side of their average; or
    all of them lie beyond every one before.
    """
    limits = limits_of_one(sides.before)
    seen, side = patterns(sides.after, Limits(*limits), rule_set(rules))
    known = (seen > 0) & (seen != ORDER.index(Pattern.INNER) + 1) & ~np.isnan(sides.after)
    best, worst = (edge(sides.before, most=most) for most in (True, False))
    all_up, all_down = edge(sides.after, most=False) > best, edge(sides.after, most=True) < worst
    up, down = ((known & (side == way)).any(axis=1) & is_most(side == way, sides.after) for way in (1, -1))
    return up | all_up, down | all_down


def is_most(chosen: Bools, figures: Floats) -> Bools:
    """True where more than half of a row's figures are chosen: one lone figure is no change that lasts."""
    return np.asarray(2 * (chosen & ~np.isnan(figures)).sum(axis=1) > count(figures))


def edge(figures: Floats, *, most: bool) -> Floats:
    """The best or the worst figure of each row; NaN where there is none."""
    empty = -np.inf if most else np.inf
    filled = np.where(np.isnan(figures), empty, figures)
    found = filled.max(axis=1, initial=empty) if most else filled.min(axis=1, initial=empty)
    return np.where(np.isinf(found), np.nan, found)

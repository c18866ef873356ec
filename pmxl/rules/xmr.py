"""XmR: the limits within which a process keeps by chance, from its own figures and how they move."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Sequence
from operator import sub
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers

LIMIT = 2.66
"""Limits lie so many mean moving ranges from the mean: three standard deviations, the mean range of two being 1.128."""

SCREEN = 3.267
"""A moving range of so many mean moving ranges or more is left out once (Nelson 1982)."""

FEWEST = 6
"""With fewer figures there are no limits."""

SETTLED = 12
"""With fewer figures than these the limits are on trial."""

NOISE = 1e-12
"""What binary arithmetic may add to a figure, as a share of the largest of its series."""


class Limits(NamedTuple):
    """The limits at every figure of a history, each field of its shape; NaN where there are too few figures.

    `centre` is the mean (on a run chart the median), `moving_range` the mean moving range that the limits are made
    from, `figures` how many figures went into them.
    """

    centre: Floats
    lower: Floats
    upper: Floats
    moving_range: Floats
    figures: npt.NDArray[np.int_]

    @property
    def trial(self) -> Bools:
        """True where the limits are on trial: from 6 to 11 figures."""
        return np.asarray((self.figures >= FEWEST) & (self.figures < SETTLED))


def limits_of(history: npt.ArrayLike, *, phase: npt.ArrayLike = 0, screening: bool = True) -> Limits:
    """Limits are the mean plus and minus 2.66 times the mean moving range; ranges over 3.267 of it are left out once.

    `history` has a row a series and a column a period, oldest first, NaN a gap; one series may be a plain list. `phase`
    is a column of whole numbers, one a period or of the history's shape: each phase has limits of its own. A gap makes
    no moving range across it. Source: Wheeler, Understanding Variation; NHS England, Making Data Count.
    """
    figures = numbers(history)
    found = None
    for mine, here in phases(figures, phase):
        one = limits_of_one(mine, screening=screening)
        found = one if found is None else joined(here, one, found)
    return found or limits_of_one(figures, screening=screening)


def phases(figures: Floats, phase: npt.ArrayLike) -> Iterator[tuple[Floats, Bools]]:
    """For every distinct phase the history with all other phases as gaps, and where the phase is."""
    given = np.asarray(phase)
    for number in np.unique(given):
        here = np.broadcast_to(given == number, figures.shape)
        yield (figures if given.size == 1 else np.where(here, figures, np.nan)), here


def joined(here: Bools, now: Limits, before: Limits) -> Limits:
    """Limits of one phase laid over those of the others."""
    return Limits(*(np.where(here, mine, theirs) for mine, theirs in zip(now, before, strict=True)))


def limits_of_one(figures: Floats, *, screening: bool = True) -> Limits:
    """The limits of a history in one phase."""
    present = ~np.isnan(figures)
    count = present.sum(axis=-1, keepdims=True)
    spread = mean_moving_range(figures, screening=screening)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(present, figures, 0).sum(axis=-1, keepdims=True) / count
    mean = np.where((count >= FEWEST) & ~np.isnan(spread), mean, np.nan)
    spread = np.where(np.isnan(mean), np.nan, spread)
    columns = (mean, mean - LIMIT * spread, mean + LIMIT * spread, spread, count)
    return Limits(*(np.broadcast_to(column, figures.shape) for column in columns))


class Span(NamedTuple):
    """The limits of one short history, and the mean moving range that they are made from."""

    lower: float
    upper: float
    moving_range: float


def span_of(figures: Sequence[float], *, screening: bool = True) -> Span | None:
    """The limits of one history, NaN a gap; None where there are too few figures, or they are too large to add up.

    They are those of limits_of_one but for the last place; for a dozen figures an array takes twenty times as long.
    """
    given = [one for one in figures if not math.isnan(one)]
    moves = [move for move in map(abs, map(sub, figures[1:], figures)) if not math.isnan(move)]
    if len(given) < FEWEST or not moves:
        return None
    spread = sum(moves) / len(moves)
    if screening:
        kept = [move for move in moves if move < spread * SCREEN * (1 - NOISE)]
        spread = (sum(kept) / len(kept) if kept else 0.0) or spread
    mean = sum(given) / len(given)
    if not math.isfinite(mean + spread):
        return None
    return Span(mean - LIMIT * spread, mean + LIMIT * spread, spread)


def mean_moving_range(figures: Floats, *, screening: bool = True) -> Floats:
    """The mean of the differences between neighbours without their sign, a column of one a series.

    With `screening`, those of 3.267 times the mean or more are left out once; nothing is where only ranges of 0 would
    be left, as of rare events: limits on the mean itself would make a signal of every figure.
    """
    moves = np.abs(np.diff(figures, axis=-1))
    mean = mean_of(moves, ~np.isnan(moves))
    if not screening:
        return mean
    kept = moves < mean * SCREEN * (1 - NOISE)
    screened = mean_of(moves, kept)
    return np.where(screened > 0, screened, mean)


def mean_of(moves: Floats, kept: Bools) -> Floats:
    """The mean of those kept in each row, as a column; NaN where none is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        mean: Floats = np.where(kept, moves, 0).sum(axis=-1, keepdims=True) / kept.sum(axis=-1, keepdims=True)
    return mean


def noise_of(figures: Floats) -> Floats:
    """Below what difference two figures of a series count as equal, a column of one a series."""
    size = np.abs(np.nan_to_num(figures)).max(axis=-1, keepdims=True, initial=0)
    return np.asarray(size * NOISE)

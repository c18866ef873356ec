"""Patterns: what on a process chart is more than chance, figure by figure."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.rule_sets import RuleSet
from pmxl.rules.xmr import Limits
from pmxl.rules.xmr import noise_of

Sides = npt.NDArray[np.int8]
"""+1 above or rising, -1 below or falling, 0 neither."""


class Pattern(StrEnum):
    """Why a figure is a signal, in the order in which the patterns are tried."""

    OUTSIDE = "outside the limits"
    TREND = "trend"
    TWO_OF_THREE = "two of three"
    SHIFT = "one side"
    INNER = "inner third"


ORDER = tuple(Pattern)

OUTER_THIRD = 2 / 3
INNER_THIRD = 1 / 3


def patterns(figures: Floats, limits: Limits, rules: RuleSet) -> tuple[npt.NDArray[np.int8], Sides]:
    """The first pattern each figure belongs to, as its place in ORDER from 1 (0: none), and which way it points.

    A history in one phase with its limits. A gap breaks every pattern; a trend points where it is going, the others
    to their side of the centre.
    """
    off, noise = figures - limits.centre, noise_of(figures)
    side, reach = signs(off, noise), limits.upper - limits.centre
    with np.errstate(invalid="ignore"):
        outside = np.abs(off) > reach + noise
        near = (np.abs(off) > reach * OUTER_THIRD + noise) & ~outside
        inner = np.abs(off) < reach * INNER_THIRD - noise
    known = ~np.isnan(limits.centre)
    going = trend(figures, noise, rules) * known
    found = {Pattern.OUTSIDE: outside, Pattern.TREND: going != 0, Pattern.SHIFT: shift(figures, side, rules)}
    if rules.two_of_three:
        found[Pattern.TWO_OF_THREE] = two_of_three(near, side)
    if rules.inner:
        found[Pattern.INNER] = in_runs(inner.astype(np.int8), rules.inner)
    first = np.zeros(figures.shape, dtype=np.int8)
    for place, pattern in reversed(list(enumerate(ORDER, start=1))):
        if pattern in found:
            first[found[pattern]] = place
    by_trend = first == ORDER.index(Pattern.TREND) + 1
    return first, np.where(by_trend, going, side)


def signs(differences: Floats, noise: Floats) -> Sides:
    """Which way each difference points; 0 where it is nothing but noise, or not known."""
    with np.errstate(invalid="ignore"):
        return np.asarray((differences > noise).astype(np.int8) - (differences < -noise).astype(np.int8))


def trend(figures: Floats, noise: Floats, rules: RuleSet) -> Sides:
    """Which way the trend goes that each figure is part of, 0 where it is part of none.

    A figure between two trends takes the direction of the later.
    """
    steps = np.diff(figures, axis=-1)
    moves = signs(steps, noise)
    counted = moves != 0
    if rules.run_chart:
        moves = passing_over(moves, np.isnan(steps))
    moves = moves * in_runs(moves, rules.trend - 1, counted)
    edge = np.zeros((*figures.shape[:-1], 1), dtype=np.int8)
    into, out_of = np.concatenate([edge, moves], axis=-1), np.concatenate([moves, edge], axis=-1)
    return np.where(out_of != 0, out_of, into)


def shift(figures: Floats, side: Sides, rules: RuleSet) -> Bools:
    """True for the figures of a long run on one side of the centre."""
    if not rules.run_chart:
        return in_runs(side, rules.shift)
    on_a_side = np.asarray(side != 0)
    return np.asarray(in_runs(passing_over(side, np.isnan(figures)), rules.shift, on_a_side) & on_a_side)


def two_of_three(near: Bools, side: Sides) -> Bools:
    """True for figures in the outer third that are two of three neighbours, all three on one side of the centre."""
    found = np.zeros(near.shape, dtype=bool)
    if near.shape[-1] < 3:
        return found
    one, two, three = (side[..., at : side.shape[-1] - 2 + at] for at in range(3))
    together = (one == two) & (two == three) & (one != 0)
    a, b, c = (near[..., at : near.shape[-1] - 2 + at] for at in range(3))
    hit = together & ((a & b) | (b & c) | (a & c))
    for at in range(3):
        found[..., at : near.shape[-1] - 2 + at] |= hit
    return found & near


def in_runs(sides: Sides, length: int, counted: Bools | None = None) -> Bools:
    """True where a side other than 0 lasts for at least so many neighbours, only those `counted` being counted."""
    if not sides.size:
        return np.zeros(sides.shape, dtype=bool)
    begins = np.ones(sides.shape, dtype=bool)
    np.not_equal(sides[..., 1:], sides[..., :-1], out=begins[..., 1:])
    starts = np.flatnonzero(begins)
    lengths = np.diff(starts, append=sides.size)
    if counted is not None:
        lengths = np.add.reduceat(counted.ravel(), starts, dtype=np.intp)
    long = (lengths >= length) & (sides.ravel()[starts] != 0)
    return np.repeat(long, np.diff(starts, append=sides.size)).reshape(sides.shape)


def passing_over(sides: Sides, gaps: Bools) -> Sides:
    """Sides of which a 0 takes that of the one before, unless it is a gap."""
    places = np.where((sides != 0) | gaps, np.arange(sides.shape[-1]), 0)
    return np.take_along_axis(sides, np.maximum.accumulate(places, axis=-1), axis=-1)

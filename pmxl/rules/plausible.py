"""Plausible figures: between which bounds a missing figure lies, and which ratings the whole could then have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.columns import words
from pmxl.rules.edges import edges
from pmxl.rules.edges import shape_of
from pmxl.rules.edges import stacks
from pmxl.rules.rating import rate
from pmxl.rules.rounding import published
from pmxl.rules.xmr import FEWEST
from pmxl.rules.xmr import limits_of
from pmxl.terms import COLOURS
from pmxl.terms import Kind
from pmxl.terms import Rating

WIDENED = 0.1
"""By what share of itself each end of a short history is moved outwards."""

FULL = 100.0
"""No percentage of a whole is beyond it, unless it has been before."""


class Bounds(NamedTuple):
    """The lowest and the highest plausible figure; NaN where nothing is known."""

    low: Floats
    high: Floats


def plausible(history: npt.ArrayLike, last_year: npt.ArrayLike = np.nan, kind: npt.ArrayLike = Kind.COUNT) -> Bounds:
    """A missing figure plausibly lies between its process limits, or with under six figures between a tenth below the
    lowest and a tenth above the highest seen; the same period last year and the latest figure always lie within.

    `history` has a row a series and a column a period, NaN a gap; one series may be a plain list. Limits are screened.
    Clipped at 0 where no figure was ever below it, and percentages at 100 where none was ever above.
    """
    figures = numbers(history)
    then = numbers(last_year)
    drawn = limits_of(figures)
    count = (~np.isnan(figures)).sum(axis=-1)
    lowest, highest = np.fmin.reduce(figures, axis=-1), np.fmax.reduce(figures, axis=-1)
    few = (count < FEWEST) | np.isnan(drawn.lower[..., -1])
    low = np.where(few, lowest - WIDENED * np.abs(lowest), drawn.lower[..., -1])
    high = np.where(few, highest + WIDENED * np.abs(highest), drawn.upper[..., -1])
    for seen in (then, latest(figures)):
        low, high = np.fmin(low, seen), np.fmax(high, seen)
    floor = np.where(np.fmin(lowest, then) >= 0, 0.0, -np.inf)
    percent = words(kind, tuple(Kind), "kind") == Kind.PERCENTAGE
    ceiling = np.where(percent & (np.fmax(highest, then) <= FULL), FULL, np.inf)
    return Bounds(np.clip(low, floor, ceiling), np.clip(high, floor, ceiling))


def latest(figures: Floats) -> Floats:
    """The last figure of each series, NaN where there is none."""
    known = ~np.isnan(figures)
    place = np.maximum((known * np.arange(1, figures.shape[-1] + 1)).max(axis=-1, initial=0) - 1, 0)
    return np.take_along_axis(figures, np.asarray(place)[..., np.newaxis], axis=-1)[..., 0]


class Possible(NamedTuple):
    """The best and the worst rating of some figure between two bounds, and which of COLOURS occur, a column each.

    `best` and `worst` are "" where a bound is missing or there is nothing to be rated against.
    """

    best: Words
    worst: Words
    occur: Bools


def ratings_between(
    least: npt.ArrayLike, most: npt.ArrayLike, target: npt.ArrayLike, *, steps: npt.ArrayLike = 0, **rule: Any
) -> Possible:
    """Best and worst rating at the best and worst plausible figures, and every rating that a published figure between
    them would get.

    `rule` as for rate. A rating changes only at the ends of the rule's spans, so the bounds, those ends and the figures
    next to them say it all. With `steps` there are only so many equal steps between the bounds, as with answers of yes
    or no.
    """
    decimals = numbers(rule.get("decimals", 0))
    bottom, top = (published(end, decimals) for end in (least, most))
    if (np.isnan(bottom) | np.isnan(top)).all():
        return nothing(shape_of(bottom, top, target))
    stepped = numbers(steps)
    tried = [bottom, top, *(np.where(stepped > 0, np.nan, edge) for edge in edges(target, **rule))]
    shape = shape_of(*tried)
    occur, unjudged = np.zeros((*shape, len(COLOURS)), dtype=bool), np.zeros(shape, dtype=bool)
    for figures in stacks([np.broadcast_to(figure, shape) for figure in (*tried, *between(least, most, stepped))]):
        rating = rate(np.where((figures >= bottom) & (figures <= top), figures, bottom), target, **rule)
        unjudged |= (rating == Rating.NO_TARGET).any(axis=0)  # a standard alone judges only what breaks it
        for place, colour in enumerate(COLOURS):
            occur[..., place] |= (rating == colour).any(axis=0)
    known = occur.any(axis=-1) & ~unjudged & ~np.isnan(bottom) & ~np.isnan(top)
    named = np.array([str(colour) for colour in COLOURS], dtype=object)
    best = named[np.argmax(occur, axis=-1)]
    worst = named[len(COLOURS) - 1 - np.argmax(occur[..., ::-1], axis=-1)]
    return Possible(np.where(known, best, ""), np.where(known, worst, ""), occur & known[..., np.newaxis])


def between(least: npt.ArrayLike, most: npt.ArrayLike, steps: Floats) -> Iterator[Floats]:
    """The figures between two bounds in so many equal steps, NaN where there are none."""
    way = numbers(most) - numbers(least)
    for step in range(1, int(steps.max(initial=0))):
        yield np.where(step < steps, numbers(least) + way * step / np.maximum(steps, 1), np.nan)


def nothing(shape: tuple[int, ...]) -> Possible:
    """No rating anywhere, where no bounds are known."""
    blank = np.full(shape, "", dtype=object)
    return Possible(blank, blank.copy(), np.zeros((*shape, len(COLOURS)), dtype=bool))

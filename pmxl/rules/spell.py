"""Spell: for how many periods a measure has been off target, or without a figure."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.columns import words
from pmxl.terms import Rating

LEVELS = (Rating.RED, Rating.AMBER)
RATINGS = ("", *Rating)


def off_target(rating: npt.ArrayLike, level: npt.ArrayLike = Rating.RED) -> Bools:
    """True for a rating that is Red or, where the level agreed is Amber, Amber or worse."""
    given, agreed = words(rating, RATINGS, "rating"), words(level, LEVELS, "level")
    return np.asarray((given == Rating.RED) | ((given == Rating.AMBER) & (agreed == Rating.AMBER)))


def off_target_for(ratings: npt.ArrayLike, n: npt.ArrayLike = 1, level: npt.ArrayLike = Rating.RED) -> Bools:
    """Fires on N ratings in a row up to the last that are Red or, where agreed, Amber or worse.

    `ratings` has a row a series and a column a period, oldest first; one series may be a plain list. A period Not due
    is skipped; any other word in grey ends the run.
    """
    given = words(ratings, RATINGS, "rating")
    hits = off_target(given, np.asarray(level, dtype=object)[..., np.newaxis])
    return np.asarray(spell(hits, given) >= numbers(n))


def missing_for(ratings: npt.ArrayLike, n: npt.ArrayLike = 1) -> Bools:
    """Fires on N periods in a row up to the last that were due and had no figure; a period Not due is skipped.

    `ratings` as for off_target_for; only "No data" counts as missing.
    """
    given = words(ratings, RATINGS, "rating")
    return np.asarray(spell(np.asarray(given == Rating.NO_DATA), given) >= numbers(n))


def spell(hits: Bools, ratings: Words) -> npt.NDArray[np.int_]:
    """How many hits there are counted back from the last, those Not due passed over."""
    passed = np.asarray(ratings == Rating.NOT_DUE)
    unbroken = np.cumprod((hits | passed)[..., ::-1], axis=-1)[..., ::-1].astype(bool)
    return np.asarray((unbroken & hits).sum(axis=-1))

"""Required: what the rest of the year must bring for its target to be met, and whether that was ever achieved."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.columns import sign_of
from pmxl.rules.rounding import published
from pmxl.terms import Polarity


def required(
    target: npt.ArrayLike, to_date: npt.ArrayLike, remaining: npt.ArrayLike, share: npt.ArrayLike = 1
) -> Floats:
    """The required run-rate is what is left of the year's target over what is left of the year: over the periods left,
    or by its profile over the remaining share.

    `remaining` is the number of periods left with `share` 1, or the profile's remaining share with `share` that of the
    period asked about: 55 left over 0.5 is 22 in a period of 0.2. Not floored: negative where the target is met or the
    limit already passed. NaN where nothing of the year is left.
    """
    left = numbers(target) - numbers(to_date)
    rest = numbers(remaining)
    return np.asarray(left * numbers(share) / np.where(rest > 0, rest, np.nan))


def required_rate(
    target: npt.ArrayLike,
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    rest: npt.ArrayLike,
    multiplier: npt.ArrayLike = 100,
) -> Floats:
    """The rate that the rest of the year must average for the whole year to come to its target.

    `numerator` and `denominator` are those of the year so far, `rest` the denominator that the rest of the year is
    expected to bring (last known), `target` in the measure's unit and `multiplier` what numerator over denominator is
    multiplied by. May lie beyond what a rate can be. NaN where `rest` is not above 0.
    """
    more = numbers(rest)
    due = numbers(target) / numbers(multiplier) * (numbers(denominator) + more) - numbers(numerator)
    return np.asarray(due / np.where(more > 0, more, np.nan) * numbers(multiplier))


class Best(NamedTuple):
    """The best figure of each series as published, NaN where there is none, and how many columns back it stands."""

    figure: Floats
    back: npt.NDArray[np.int_]


def best_ever(history: npt.ArrayLike, polarity: npt.ArrayLike = Polarity.HIGHER, decimals: npt.ArrayLike = 0) -> Best:
    """The best figure there has been, by which way is better; of equal ones the latest.

    `history` has a row a series and a column a period, oldest first, NaN a gap. NaN where neither way is better.
    """
    figures = published(numbers(history), np.asarray(decimals)[..., np.newaxis])
    sign = sign_of(polarity)
    rank = np.where(np.isnan(figures), -np.inf, figures * sign[..., np.newaxis])
    back = np.asarray(rank[..., ::-1].argmax(axis=-1))
    best = np.take_along_axis(figures, (figures.shape[-1] - 1 - back)[..., np.newaxis], axis=-1)[..., 0]
    return Best(np.where(sign == 0, np.nan, best), back)


def achieved(
    needed: npt.ArrayLike,
    history: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    decimals: npt.ArrayLike = 0,
) -> Bools:
    """True where what is needed has been achieved at least once, compared as published.

    `history` as for `best_ever`. False where nothing is known.
    """
    best, asked = best_ever(history, polarity, decimals).figure, published(needed, decimals)
    return np.asarray((best - asked) * sign_of(polarity) >= 0)

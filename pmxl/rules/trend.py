"""Trend: where a measure has been going over the whole window."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Counts
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import labels
from pmxl.rules.columns import numbers
from pmxl.rules.columns import sign_of
from pmxl.rules.student import student_t
from pmxl.rules.xmr import FEWEST
from pmxl.rules.xmr import noise_of
from pmxl.terms import Polarity
from pmxl.terms import Travel

CONFIDENCE = 0.95
"""How sure the interval around a slope is to hold the true one, if figures scatter around a line by chance."""

NO_TREND = "No clear trend"
"""What is said where the slope could as well be level."""


class Trend(NamedTuple):
    """The straight line through each series, every field a column of one a series.

    `slope` is the change from one period to the next in the measure's unit, `low` and `high` the ends of its interval,
    `figures` how many it rests on, `word` Improving, Worsening, No clear trend, Not comparable where neither way is
    better, or "" where there are too few figures.
    """

    slope: Floats
    low: Floats
    high: Floats
    figures: Counts
    word: Words


def trend(
    history: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    season: int = 1,
    confidence: float = CONFIDENCE,
) -> Trend:
    """The long trend is the slope of the straight line nearest to the figures, with its 95 % interval; it is Improving
    or Worsening only where the whole interval lies to that side of level.

    `history` has a row a series and a column a period, oldest first, NaN a gap; one series may be a plain list. With
    `season`, how many periods make a year, each season has a level of its own and all share the slope. Least squares
    with Student's t. Figures before a break in the series must be left out by the caller. Figures that lean on their
    neighbours make the interval too narrow: a trend is a question, a signal an answer.
    """
    figures = numbers(history)
    slope, error, count, degrees = _line(figures, season)
    margin = student_t(degrees, confidence) * error
    low, high = slope - margin, slope + margin
    sign = sign_of(polarity)
    noise = noise_of(figures)[..., 0]
    rising, falling = low > noise, high < -noise
    better, worse = (rising & (sign > 0)) | (falling & (sign < 0)), (rising & (sign < 0)) | (falling & (sign > 0))
    cases = np.broadcast_arrays(np.isnan(slope), sign == 0, better, worse)
    said = ("", Travel.NOT_COMPARABLE, Travel.IMPROVING, Travel.WORSENING, NO_TREND)
    return Trend(slope, np.asarray(low), np.asarray(high), count, labels(np.select(cases, [0, 1, 2, 3], 4), said))


def _line(figures: Floats, season: int) -> tuple[Floats, Floats, Counts, Counts]:
    """Slope, its standard error, how many figures and degrees of freedom there are; NaN where there are too few."""
    present = ~np.isnan(figures)
    when, level = np.where(present, np.arange(figures.shape[-1]), 0.0), np.where(present, figures, 0.0)
    levels = np.zeros(figures.shape[:-1], dtype=int)
    for start in range(min(season, figures.shape[-1])):
        of = (..., slice(start, None, season))
        some = present[of].sum(axis=-1, keepdims=True)
        levels = levels + (some[..., 0] > 0)
        for column in (when, level):
            mean = column[of].sum(axis=-1, keepdims=True) / np.maximum(some, 1)
            column[of] = np.where(present[of], column[of] - mean, 0.0)
    count = np.asarray(present.sum(axis=-1))
    degrees = np.asarray(count - levels - 1)
    enough = (count >= FEWEST) & (degrees > 0)
    width = np.where(enough, (when * when).sum(axis=-1), np.nan)
    slope = (when * level).sum(axis=-1) / width
    rest = level - slope[..., np.newaxis] * when
    spread = (rest * rest).sum(axis=-1) / np.maximum(degrees, 1)
    return np.asarray(slope), np.asarray(np.sqrt(spread / width)), count, degrees

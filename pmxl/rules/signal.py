"""Signal: whether a figure is more than the chance that its process always shows, and which way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import labels
from pmxl.rules.columns import numbers
from pmxl.rules.columns import sign_of
from pmxl.rules.patterns import ORDER
from pmxl.rules.patterns import Pattern
from pmxl.rules.patterns import patterns
from pmxl.rules.rule_sets import MAKING_DATA_COUNT
from pmxl.rules.rule_sets import RuleSet
from pmxl.rules.rule_sets import rule_set
from pmxl.rules.xmr import FEWEST
from pmxl.rules.xmr import Limits
from pmxl.rules.xmr import joined
from pmxl.rules.xmr import limits_of_one
from pmxl.rules.xmr import phases
from pmxl.terms import Polarity
from pmxl.terms import Signal

WORDS = (
    *("", Signal.TOO_FEW, Signal.COMMON_CAUSE),
    *(Signal.IMPROVEMENT, Signal.CONCERN, Signal.HIGH, Signal.LOW),
)
"""What may be said of a figure; "" where there is none."""

PATTERN_WORDS = ("", *ORDER)


class Reading(NamedTuple):
    """What a chart says, figure by figure, every field of the history's shape.

    `signal` is a word of Signal ("" at a gap), `pattern` a word of Pattern ("" where there is none), `limits` the
    centre and limits each figure was judged by.
    """

    signal: Words
    pattern: Words
    limits: Limits


def signal(
    history: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    phase: npt.ArrayLike = 0,
    rules: str = MAKING_DATA_COUNT,
    screening: bool = True,
) -> Words:
    """Improvement or Concern where a figure lies outside its limits, in a trend, twice in three near a limit, or in a
    long run on one side of the average; Common cause where it does not; Too few figures below six.

    A word for every figure of `history`, which has a row a series and a column a period, oldest first, NaN a gap (said
    ""); one series may be a plain list. `polarity` may be a column, one a series; where neither way is better the words
    are High and Low. `rules` is a name in RULE_SETS; `phase` and `screening` are as for limits_of. ValueError names a
    word that is not known. Source: NHS England, Making Data Count.
    """
    return read(history, polarity, phase=phase, rules=rules, screening=screening).signal


def read(
    history: npt.ArrayLike,
    polarity: npt.ArrayLike = Polarity.HIGHER,
    *,
    phase: npt.ArrayLike = 0,
    rules: str = MAKING_DATA_COUNT,
    screening: bool = True,
) -> Reading:
    """The signal of every figure with the pattern that makes it one and the limits it was judged by.

    Arguments as for signal.
    """
    figures, chosen = numbers(history), rule_set(rules)
    sign = _signs(polarity)
    said = np.zeros(figures.shape, dtype=np.int8)
    seen, limits = np.zeros(figures.shape, dtype=np.int8), None
    for mine, here in phases(figures, phase):
        found = _limits(mine, chosen, screening=screening)
        pattern, side = patterns(mine, found, chosen)
        codes = _codes(mine, found, pattern, side * sign, side)
        said, seen = (
            (codes, pattern) if limits is None else (np.where(here, codes, said), np.where(here, pattern, seen))
        )
        limits = found if limits is None else joined(here, found, limits)
    return Reading(labels(said, WORDS), labels(seen, PATTERN_WORDS), limits or _limits(figures, chosen))


def _signs(polarity: npt.ArrayLike) -> npt.NDArray[np.int8]:
    """Which way is better, to stand beside each row of periods."""
    return sign_of(polarity).astype(np.int8)[..., np.newaxis]


def _codes(
    figures: Floats,
    limits: Limits,
    pattern: npt.NDArray[np.int8],
    better: npt.NDArray[np.int8],
    side: npt.NDArray[np.int8],
) -> npt.NDArray[np.int8]:
    """Places in WORDS. Figures close to the centre are a pattern that is neither better nor worse."""
    aimless = (pattern == 0) | (pattern == PATTERN_WORDS.index(Pattern.INNER))
    cases = [np.isnan(figures), np.isnan(limits.centre), aimless, better > 0, better < 0, side > 0]
    return np.select(np.broadcast_arrays(*cases), [np.int8(code) for code in range(6)], np.int8(6))


def _limits(figures: Floats, rules: RuleSet, *, screening: bool = True) -> Limits:
    """The limits a rule set judges by: of a run chart the median and none."""
    found = limits_of_one(figures, screening=screening)
    if not rules.run_chart:
        return found
    none = np.broadcast_to(np.nan, figures.shape)
    return Limits(np.broadcast_to(_median(figures), figures.shape), none, none, none, found.figures)


def _median(figures: Floats) -> Floats:
    """The median of each series as a column; NaN below FEWEST figures."""
    in_order = np.sort(figures, axis=-1)  # gaps come last
    count = (~np.isnan(figures)).sum(axis=-1, keepdims=True)
    last = np.maximum(count - 1, 0)
    low, high = (np.take_along_axis(in_order, at, axis=-1) for at in (last // 2, (last + 1) // 2))
    return np.where(count >= FEWEST, (low + high) / 2, np.nan)

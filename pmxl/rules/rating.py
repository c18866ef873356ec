"""Rating: where a figure stands against its target."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.rules.blocks import in_blocks
from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import labels
from pmxl.rules.columns import numbers
from pmxl.rules.presets import PRESETS
from pmxl.rules.rounding import published
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.rule import default_unit
from pmxl.rules.spans import Spans
from pmxl.rules.spans import band_width
from pmxl.rules.spans import spans_of
from pmxl.rules.spans import target_span
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Rating

__all__ = ["PRESETS", "Rule", "band_width", "default_unit", "not_done", "rate", "shortfall", "variance"]

LADDER = ("", Rating.RED, Rating.NO_TARGET, Rating.BLUE, Rating.GREEN, Rating.GREEN, Rating.AMBER, Rating.AMBER)
"""What each rung says, in the order tried: no figure, standard broken, no target, better than target by more than the
stretch, target met, within a band that counts as met, within the tolerance, saved from Red by the preset."""

FALLEN = Rating.RED
"""What a figure is that no rung held."""


@in_blocks
def rate(actual: npt.ArrayLike, target: npt.ArrayLike, polarity: npt.ArrayLike = Polarity.HIGHER, **rule: Any) -> Words:
    """Green at target or better, Amber within tolerance, Red beyond it; a broken standard is Red whatever the target.

    `rule` takes fields of Rule: kind, low, high, standard, amount, unit, stretch, purpose, decimals, edge, modifier,
    last_year, green_half_width. Figures are compared as published. Gives Rating words, "" where there is no figure and
    "No target" where there is none to meet. A stretch target is never Red. A yes/no is 1 or 0 and rated against yes
    (higher) or no (lower); its pooled percentage is rated as a percentage.
    """
    whole = applied(Rule(target, polarity, **rule))
    figure, spans = whole.compared(actual), spans_of(whole)
    rating = labels(_rung(figure, spans), (*LADDER, FALLEN))
    return _softened(rating, whole.is_stretch, spans.standard.holds(figure))


def _rung(figure: Floats, spans: Spans) -> npt.NDArray[np.int_]:
    return np.select(np.broadcast_arrays(*rungs(figure, spans)), list(range(len(LADDER))), len(LADDER))


def rungs(figure: Floats, spans: Spans) -> list[Bools]:
    """For each rung of LADDER whether it holds a figure; the first that does decides."""
    within = np.where(spans.edge_inside, spans.band.holds(figure), spans.band.encloses(figure))
    return [
        np.isnan(figure),
        ~spans.standard.holds(figure),
        ~spans.rated,
        spans.blue.encloses(figure),
        spans.target.holds(figure),
        within & np.asarray(spans.within == Rating.GREEN),
        within,
        spans.saved.holds(figure),
    ]


def _softened(rating: Words, is_stretch: Bools, standard_holds: Bools) -> Words:
    """A stretch target shows progress, so it has two colours, Green and Amber; only a broken standard is Red."""
    if not is_stretch.any():
        return rating
    rating, is_stretch, standard_holds = np.broadcast_arrays(rating, is_stretch, standard_holds)
    softened = rating.copy()
    softened[is_stretch & standard_holds & (rating == Rating.RED)] = Rating.AMBER
    softened[is_stretch & (rating == Rating.BLUE)] = Rating.GREEN
    return softened


def not_done(target: npt.ArrayLike, as_at: npt.ArrayLike, **rule: Any) -> Words:
    """A milestone not done is Not due up to its day; after it, it is rated by the days late counted to the as-at date.

    Both are days as Excel serial numbers. `rule` as for `rate`.
    """
    rating = rate(as_at, target, **(rule | {"kind": Kind.MILESTONE}))
    rating[np.floor(numbers(as_at)) <= np.floor(numbers(target))] = Rating.NOT_DUE
    return rating


def shortfall(
    actual: npt.ArrayLike, target: npt.ArrayLike, polarity: npt.ArrayLike = Polarity.HIGHER, **rule: Any
) -> Floats:
    """How far a figure as published falls on the wrong side of its target, in its own unit; negative is ahead.

    Of a range or a nearest-to-target figure the distance outside, never negative; of a yes/no 0 or 1; of a milestone
    days late. NaN without figure or target. `rule` as for `rate`.
    """
    whole = applied(Rule(target, polarity, **rule))
    gap = target_span(whole).outside(whole.compared(actual))
    return np.where(whole.sign == 0, np.maximum(gap, 0), gap)


def variance(actual: npt.ArrayLike, target: npt.ArrayLike, decimals: npt.ArrayLike = 0) -> Floats:
    """Actual minus target, both as published, so that the difference is the one a reader of the page would work out."""
    return published(published(actual, decimals) - published(target, decimals), decimals)

"""Spans: between which figures each colour lies. The rule and the formula in a return both read them from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.columns import words
from pmxl.rules.presets import LAST_YEAR
from pmxl.rules.presets import PERCENT
from pmxl.rules.presets import STANDARD
from pmxl.rules.presets import UNITS
from pmxl.rules.rounding import settled
from pmxl.rules.rule import Applied
from pmxl.terms import Edge
from pmxl.terms import Kind
from pmxl.terms import Polarity

YES = 1.0
NO = 0.0
"""What yes and no are as figures."""


class Span(NamedTuple):
    """From one figure to another, both included; an open end is infinite, and a span of NaN holds nothing."""

    low: Floats
    high: Floats

    def holds(self, figure: Floats) -> Bools:
        """True where the figure lies in it, its ends included."""
        return np.asarray((self.low <= figure) & (figure <= self.high))

    def encloses(self, figure: Floats) -> Bools:
        """True where the figure lies in it and not on an end."""
        return np.asarray((self.low < figure) & (figure < self.high))

    def widened(self, below: Floats, above: Floats) -> Span:
        """The span with each end moved outwards, free of the noise of binary arithmetic."""
        low = settled(self.low - below, np.abs(self.low) + np.abs(below))
        return Span(low, settled(self.high + above, np.abs(self.high) + np.abs(above)))

    def outside(self, figure: Floats) -> Floats:
        """How far the figure lies outside; negative inside, by the distance to the nearer end."""
        gap = np.fmax(self.low - figure, figure - self.high)
        return settled(gap, np.abs(figure) + np.abs(gap))


NOTHING = Span(np.asarray(np.nan), np.asarray(np.nan))
"""The span that holds no figure."""


class Spans(NamedTuple):
    """The spans in the order in which they are tried.

    Outside `standard` is Red; strictly inside `blue` is Blue; in `target` Green; in `band` the word `within` (its ends
    belong to it where `edge_inside`); in `saved` Amber; anything else Red. `rated` is False where there is no target.
    """

    standard: Span
    rated: Bools
    blue: Span
    target: Span
    band: Span
    edge_inside: Bools
    within: Words
    saved: Span


def band_width(target: npt.ArrayLike, amount: npt.ArrayLike, unit: npt.ArrayLike = PERCENT) -> Floats:
    """A tolerance is as wide as its points, or as its percentage of the target without regard to sign; none is 0 wide.

    Never rounded to the decimals published. A percentage of a target of 0, or of an open end, is 0 wide.
    """
    level, given = np.abs(numbers(target)), numbers(amount)
    level = np.where(np.isinf(level), 0.0, level)
    with np.errstate(invalid="ignore"):
        share = level * given / 100
    width = np.where(words(unit, UNITS, "unit") == PERCENT, settled(share, share), given)
    return np.where(np.isnan(width), 0.0, width)


def spans_of(rule: Applied) -> Spans:
    """Between which figures each colour lies, levels as published and the tolerance never rounded."""
    target = target_span(rule)
    return Spans(
        standard=_standard_span(rule),
        rated=~np.isnan(target.low),
        blue=_blue_span(rule),
        target=target,
        band=_band_span(rule, target),
        edge_inside=np.asarray(rule.edge == Edge.AMBER),
        within=rule.within,
        saved=_saved_span(rule, target),
    )


def target_span(rule: Applied) -> Span:
    """The figures that meet the target; a span of NaN where there is none."""
    cases: list[tuple[Bools, Callable[[], Span]]] = [
        (rule.kind == Kind.YES_NO, lambda: _answer_wanted(rule)),
        (rule.sign != 0, lambda: _one_way(rule)),
        (rule.polarity == Polarity.RANGE, lambda: _range(rule)),
        (rule.polarity == Polarity.NEAREST, lambda: _nearest(rule)),
    ]
    return _chosen(cases)


def merits(rule: Applied, *figures: Floats) -> list[Floats]:
    """How good figures are as they are compared, more being better: by the sign of the rule, or by how far off its
    range or target they lie. NaN where neither way is better.
    """
    if (rule.sign != 0).all():
        return [one * rule.sign for one in figures]
    span = target_span(rule)
    return [np.where(rule.sign != 0, one * rule.sign, -np.maximum(span.outside(one), 0)) for one in figures]


def _answer_wanted(rule: Applied) -> Span:
    """Yes where higher is better, no where lower is; whether there is a target counts, not what it says."""
    wanted = np.select([rule.polarity == Polarity.HIGHER, rule.polarity == Polarity.LOWER], [YES, NO], np.nan)
    wanted = np.where(np.isnan(rule.target), np.nan, wanted)
    return Span(wanted, wanted)


def _one_way(rule: Applied) -> Span:
    return _from(rule.target, rule.sign)


def _range(rule: Applied) -> Span:
    """A blank bound is open; two blank bounds are no range, nor is one that ends below where it begins."""
    none = (np.isnan(rule.low) & np.isnan(rule.high)) | (rule.low > rule.high)
    low = np.where(none, np.nan, np.where(np.isnan(rule.low), -np.inf, rule.low))
    return Span(low, np.where(none, np.nan, np.where(np.isnan(rule.high), np.inf, rule.high)))


def _nearest(rule: Applied) -> Span:
    return Span(rule.target, rule.target).widened(rule.green_half_width, rule.green_half_width)


def _band_span(rule: Applied, target: Span) -> Span:
    """A percentage is of the bound broken, or of the target that a figure is to be near."""
    nearest = (rule.sign == 0) & (rule.polarity == Polarity.NEAREST)
    below = band_width(np.where(nearest, rule.target, target.low), rule.amount, rule.unit)
    return target.widened(below, band_width(np.where(nearest, rule.target, target.high), rule.amount, rule.unit))


def _blue_span(rule: Applied) -> Span:
    """Only where one way is better; a percentage of a target of 0 is no Blue."""
    if np.isnan(rule.stretch).all():
        return NOTHING
    possible = ~np.isnan(rule.stretch) & (rule.sign != 0) & ~((rule.unit == PERCENT) & (rule.target == 0))
    width = np.where(possible, band_width(rule.target, rule.stretch, rule.unit), np.nan)
    return _from(settled(rule.target + rule.sign * width, np.abs(rule.target) + np.abs(width)), rule.sign)


def _standard_span(rule: Applied) -> Span:
    """Only where one way is better; without a standard everything holds."""
    low = np.where(~np.isnan(rule.standard) & (rule.sign > 0), rule.standard, -np.inf)
    return Span(low, np.where(~np.isnan(rule.standard) & (rule.sign < 0), rule.standard, np.inf))


def _saved_span(rule: Applied, target: Span) -> Span:
    """A floor that is not broken saves everything; last year's figure saves what is no further off target than it."""
    return _chosen(
        [
            (rule.saved_by == STANDARD, lambda: _saved_by_standard(rule)),
            (rule.saved_by == LAST_YEAR, lambda: _saved_by_last_year(rule, target)),
        ]
    )


def _saved_by_standard(rule: Applied) -> Span:
    all_or_nothing = np.where(~np.isnan(rule.standard) & (rule.sign != 0), np.inf, np.nan)
    return Span(-all_or_nothing, all_or_nothing)


def _saved_by_last_year(rule: Applied, target: Span) -> Span:
    off_then = target.outside(rule.last_year)
    return target.widened(off_then, off_then)


def _from(level: Floats, sign: Floats) -> Span:
    """From a level on, the way that the sign says; nothing where there is no level."""
    end = np.where(np.isnan(level), np.nan, np.inf)
    return Span(np.where(sign > 0, level, -end), np.where(sign > 0, end, level))


def _chosen(cases: list[tuple[Bools, Callable[[], Span]]]) -> Span:
    """The span of the first case that is true, nothing where none is; a span that nothing asks for is not made."""
    asked = [(case, span()) for case, span in cases if np.any(case)]
    if not asked:
        return NOTHING
    where = np.broadcast_arrays(*(case for case, _ in asked))
    low = np.select(where, [span.low for _, span in asked], np.nan)
    return Span(low, np.select(where, [span.high for _, span in asked], np.nan))

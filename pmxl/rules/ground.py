"""Ground: which part of its rule gave a figure its rating, and whether rounding decided it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import labels
from pmxl.rules.columns import numbers
from pmxl.rules.edges import shape_of
from pmxl.rules.rating import rate
from pmxl.rules.rating import rungs
from pmxl.rules.rounding import published
from pmxl.rules.rule import Applied
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.spans import spans_of
from pmxl.terms import Polarity

FURTHER = 6
"""So many decimals beyond those published are looked at for what rounding hides."""

LEVELS = ("low", "high", "standard", "last_year")
"""What else of a rule is rounded beside its target."""


class Ground(StrEnum):
    """The part of a rule that decided, "" where there is no figure; the value is printed nowhere."""

    NONE = ""
    BROKEN = "standard broken"
    NO_TARGET = "no target"
    BLUE = "better by more than the stretch"
    MET = "target met"
    ALLOWED = "in a band that counts as met"
    EDGE = "on the edge of the tolerance"
    WITHIN = "within the tolerance"
    SAVED = "saved by the standard or by last year"
    BEYOND = "beyond the tolerance"


def ground(
    actual: npt.ArrayLike, target: npt.ArrayLike, polarity: npt.ArrayLike = Polarity.HIGHER, **rule: Any
) -> Words:
    """Which part of its rule decides a figure's rating: standard, stretch, target, tolerance or what saves it from Red.

    `rule` as for rate. Gives Ground words, "" where there is no figure. The purpose of a target makes no difference.
    """
    whole = applied(Rule(target, polarity, **rule))
    figure, spans = whole.compared(actual), spans_of(whole)
    at_edge = on_edge(actual, whole)
    *firm, inside, saved = rungs(figure, spans)
    held = [*firm, inside & at_edge, inside, saved, at_edge]
    order = (*list(Ground)[:-1], Ground.EDGE, Ground.BEYOND)
    return labels(np.select(np.broadcast_arrays(*held), list(range(len(held))), len(held)), order)


def on_edge(actual: npt.ArrayLike, rule: Applied) -> Bools:
    """True where a figure lies exactly on the edge of its tolerance."""
    figure, band = rule.compared(actual), spans_of(rule).band
    return np.asarray((figure == band.low) | (figure == band.high))


def hidden(
    actual: npt.ArrayLike, target: npt.ArrayLike, polarity: npt.ArrayLike = Polarity.HIGHER, **rule: Any
) -> Floats:
    """With how many decimals a figure and its target would have had another rating than as published.

    The fewest that show it, up to six more than are published; NaN where rounding decided nothing. `rule` as for rate.
    """
    decimals = numbers(rule.get("decimals", 0))
    given = [actual, target, *(rule[level] for level in LEVELS if level in rule)]
    if not any(_is_rounded(level, decimals) for level in given):
        return np.full(shape_of(decimals, *given), np.nan)

    def rated(more: int) -> Words:
        return rate(actual, target, polarity, **{**rule, "decimals": decimals + more})

    as_published, exact = rated(0), rated(FURTHER)
    found = np.full(shape_of(as_published, decimals), np.nan)
    decided = np.asarray(as_published != exact)
    for more in range(FURTHER, 0, -1) if decided.any() else ():
        found = np.where(decided & (rated(more) == exact), decimals + more, found)
    return found


def _is_rounded(level: npt.ArrayLike, decimals: Floats) -> bool:
    """True where publishing changes any of the figures."""
    figure = numbers(level)
    return bool((np.isfinite(figure) & (figure != published(figure, decimals))).any())

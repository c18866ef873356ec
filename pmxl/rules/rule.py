"""Rule: what a figure is rated by, as given and as it applies once the preset has had its say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Floats
from pmxl.rules.columns import Words
from pmxl.rules.columns import direction
from pmxl.rules.columns import numbers
from pmxl.rules.columns import words
from pmxl.rules.presets import POINTS
from pmxl.rules.presets import PRESETS
from pmxl.rules.presets import UNITS
from pmxl.rules.presets import usual_unit
from pmxl.rules.rounding import published
from pmxl.terms import Edge
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose


@dataclass(frozen=True)
class Rule:
    """What a figure is rated by; every field may be a column.

    `target`, or `low`, `high` of a range (NaN: open); `standard`, a floor; `amount` and `unit` of the tolerance (NaN:
    none; "": the unit usual for the kind); `stretch`, how much better than target is Blue, in the same unit;
    `green_half_width`, how far off a nearest-to-target figure is still Green; `edge`, what a figure exactly on the
    tolerance is; `modifier`, a name in PRESETS; `last_year`, the figure of the same period then.
    """

    target: npt.ArrayLike = np.nan
    polarity: npt.ArrayLike = Polarity.HIGHER
    kind: npt.ArrayLike = Kind.COUNT
    low: npt.ArrayLike = np.nan
    high: npt.ArrayLike = np.nan
    standard: npt.ArrayLike = np.nan
    amount: npt.ArrayLike = np.nan
    unit: npt.ArrayLike = ""
    stretch: npt.ArrayLike = np.nan
    purpose: npt.ArrayLike = Purpose.MANAGE
    decimals: npt.ArrayLike = 0
    edge: npt.ArrayLike = Edge.AMBER
    modifier: npt.ArrayLike = ""
    last_year: npt.ArrayLike = np.nan
    green_half_width: npt.ArrayLike = 0


class Applied(NamedTuple):
    """A Rule as it applies: the preset's settings in their places, levels as published, the tolerance unrounded.

    `sign` is +1 where higher is better, -1 where lower is (as of a milestone), 0 where a figure may miss on two sides
    or is yes or no.
    """

    polarity: Words
    kind: Words
    sign: Floats
    decimals: npt.ArrayLike
    target: Floats
    low: Floats
    high: Floats
    standard: Floats
    green_half_width: Floats
    amount: Floats
    unit: Words
    stretch: Floats
    last_year: Floats
    edge: Words
    within: Words
    saved_by: Words
    is_stretch: npt.NDArray[np.bool_]

    def compared(self, figure: npt.ArrayLike) -> Floats:
        """The figure as it is compared: rounded to its decimals, or of a milestone the day whatever the hour."""
        return _compared(figure, self.kind, self.decimals)


def applied(rule: Rule) -> Applied:
    """The rule with its preset applied; ValueError where a word is not one of those allowed."""
    modifier = words(rule.modifier, tuple(PRESETS), "modifier")
    kind = _first_word(of_presets(modifier, "kind"), words(rule.kind, tuple(Kind), "kind"))
    polarity = _first_word(of_presets(modifier, "polarity"), words(rule.polarity, tuple(Polarity), "polarity"))
    amount, unit = _tolerance(rule, kind, modifier)
    levels = (_compared(level, kind, rule.decimals) for level in (rule.target, rule.low, rule.high, rule.standard))
    target, low, high, standard = levels
    return Applied(
        polarity=polarity,
        kind=kind,
        sign=_sign(polarity, kind),
        decimals=rule.decimals,
        target=target,
        low=low,
        high=high,
        standard=standard,
        green_half_width=numbers(rule.green_half_width),
        amount=amount,
        unit=unit,
        stretch=numbers(rule.stretch),
        last_year=_compared(rule.last_year, kind, rule.decimals),
        edge=words(rule.edge, tuple(Edge), "edge"),
        within=of_presets(modifier, "within"),
        saved_by=np.where(kind == Kind.YES_NO, "", of_presets(modifier, "saved_by")).astype(object),
        is_stretch=np.asarray(words(rule.purpose, ("", *Purpose), "purpose") == Purpose.STRETCH),
    )


def _tolerance(rule: Rule, kind: Words, modifier: Words) -> tuple[Floats, Words]:
    amount = numbers(rule.amount)
    of_preset = of_presets(modifier, "fixed").astype(bool) | np.isnan(amount)
    amount = np.where(of_preset, of_presets(modifier, "amount").astype(float), amount)
    amount = np.where(kind == Kind.YES_NO, np.nan, amount)
    unit = _first_word(words(rule.unit, ("", *UNITS), "unit"), default_unit(kind))
    unit = np.where(kind == Kind.MILESTONE, POINTS, unit).astype(object)
    return amount, _first_word(of_presets(modifier, "unit"), unit)


def default_unit(kind: npt.ArrayLike) -> Words:
    """The unit that is usual for each kind: `usual_unit`, as a column."""
    kinds = words(kind, tuple(Kind), "kind")
    return np.where(kinds == Kind.PERCENTAGE, usual_unit(Kind.PERCENTAGE), usual_unit(Kind.COUNT)).astype(object)


def of_presets(modifier: Words, setting: str) -> npt.NDArray[np.object_]:
    """One setting of each named preset, as a column."""
    names = set(np.ravel(modifier).tolist())
    column = np.empty(np.shape(modifier), dtype=object)
    if len(names) == 1:  # as where nobody has named a preset
        column[...] = getattr(PRESETS[names.pop()], setting)
    for name in names:
        column[np.asarray(modifier == name)] = getattr(PRESETS[name], setting)
    return column


def _sign(polarity: Words, kind: Words) -> Floats:
    return np.where(kind == Kind.MILESTONE, -1.0, np.where(kind == Kind.YES_NO, 0.0, direction(polarity)))


def _compared(figure: npt.ArrayLike, kind: Words, decimals: npt.ArrayLike) -> Floats:
    level = numbers(figure)
    if not level.ndim and np.isnan(level):
        return level  # nothing was given: no column of nothing is rounded
    return np.where(kind == Kind.MILESTONE, np.floor(level), published(level, decimals))


def _first_word(first: Words, second: Words) -> Words:
    return np.where(first == "", second, first).astype(object)

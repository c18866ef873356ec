"""The words a rating takes, from a measure and what is expected of it: the same for the formula and for the check."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any
from typing import NamedTuple

from pmxl.days import serial_of
from pmxl.framework.derived import Same
from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.rules.presets import reads_last_year
from pmxl.rules.rater import PREPARED
from pmxl.rules.rater import Rater
from pmxl.rules.rater import rater
from pmxl.rules.rating import not_done
from pmxl.rules.steps import Steps
from pmxl.rules.steps import steps_of
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Rating

MOST_DECIMALS = 6
"""A figure to so many decimals is as good as unrounded."""


def rule_of(measure: Measure, expected: Expected, last_year: float | None) -> dict[str, Any]:
    """The fields of pmxl.rules.rule.Rule for one figure of one partner."""
    return {
        "target": expected.target,
        "polarity": measure.polarity,
        "kind": measure.kind,
        "low": expected.low,
        "high": expected.high,
        "standard": expected.standard,
        "amount": expected.amount,
        "unit": expected.unit,
        "stretch": expected.stretch,
        "green_half_width": expected.green_half_width,
        "purpose": expected.purpose,
        "decimals": measure.decimals,
        "edge": expected.edge,
        "modifier": expected.modifier,
        "last_year": math.nan if last_year is None else last_year,
    }


class Ladders(NamedTuple):
    """What a figure is rated by, as published and as good as unrounded; `steps` tell where both say the same."""

    published: Rater
    unrounded: Rater
    steps: Steps


def rating_of(measure: Measure, expected: Expected, value: float, last_year: float | None) -> str:
    """The rating of one figure as published, a colour or "No target"."""
    return ladders_of(measure, expected, last_year).published.of(value)


def ladders_of(measure: Measure, expected: Expected, last_year: float | None) -> Ladders:
    """What a figure of a measure is rated by."""
    if not reads_last_year(expected.modifier):  # else partners share their rules
        last_year = None
    return _ready(Same(measure), Same(expected), last_year)


@lru_cache(maxsize=PREPARED)
def _ready(measure: Same, expected: Same, last_year: float | None) -> Ladders:
    """The rules by which row they are of: what the rows of a framework say is long to compare."""
    rule = rule_of(measure.row, expected.row, last_year)
    published, unrounded = rater(**rule), rater(**rule | {"decimals": MOST_DECIMALS})
    return Ladders(published, unrounded, steps_of(published, unrounded))


def rating_not_done(measure: Measure, expected: Expected, period: Period) -> str:
    """The rating of a milestone not done by the end of a period: "Not due", or by its days late."""
    rule = rule_of(measure, expected, None)
    if math.isnan(expected.target):
        return Rating.NO_TARGET
    return str(not_done(rule.pop("target"), as_at(period), **rule).item())


def red_from(measure: Measure, expected: Expected, period: Period) -> str:
    """`Red`; of an answer wanted by the end of the period `Red from 31 December 2022 on`, for a return can come before.

    What is returned is judged as it stands at the end of its period, as milestones are.
    """
    by_its_end = measure.kind is Kind.YES_NO and expected.basis is Basis.POINT
    return f"{Rating.RED} from {day_in_words(period.last_day)} on" if by_its_end else Rating.RED


def as_at(period: Period) -> float:
    """The day on which a milestone of a period is looked at, its last, as an Excel serial number."""
    return serial_of(period.last_day)

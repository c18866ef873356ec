"""The words a rating takes, from a measure and what is expected of it: the same for the formula and for the check."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from pmxl.days import serial_of
from pmxl.framework.expected import Expected
from pmxl.framework.expected import Same
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.rules.rater import PREPARED
from pmxl.rules.rater import Rater
from pmxl.rules.rater import rater
from pmxl.rules.rating import not_done
from pmxl.terms import Rating


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


def rating_of(
    measure: Measure, expected: Expected, value: float, last_year: float | None, decimals: int | None = None
) -> str:
    """The rating of one figure, a colour or "No target", as published or to so many decimals."""
    places = measure.decimals if decimals is None else decimals
    return _ready(Same(measure), Same(expected), last_year, places).of(value)


@lru_cache(maxsize=PREPARED)
def _ready(measure: Same, expected: Same, last_year: float | None, decimals: int) -> Rater:
    """The rule by which row it is of: what the rows of a framework say is long to compare."""
    return rater(**rule_of(measure.row, expected.row, last_year) | {"decimals": decimals})


def rating_not_done(measure: Measure, expected: Expected, period: Period) -> str:
    """The rating of a milestone not done by the end of a period: "Not due", or by its days late."""
    rule = rule_of(measure, expected, None)
    if math.isnan(expected.target):
        return Rating.NO_TARGET
    return str(not_done(rule.pop("target"), as_at(period), **rule).item())


def as_at(period: Period) -> float:
    """The day on which a milestone of a period is looked at, its last, as an Excel serial number."""
    return serial_of(period.last_day)

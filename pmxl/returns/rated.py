"""The words a rating takes, from a measure and what is expected of it: the same for the formula and for the check."""

from __future__ import annotations

import math
from typing import Any

from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.rules.rating import rate


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
        "purpose": expected.purpose,
        "decimals": measure.decimals,
        "edge": expected.edge,
        "modifier": expected.modifier,
        "last_year": math.nan if last_year is None else last_year,
    }


def rating_of(measure: Measure, expected: Expected, value: float, last_year: float | None) -> str:
    """The rating of one figure: a colour, or "No target"."""
    return str(rate(value, **rule_of(measure, expected, last_year)).item())

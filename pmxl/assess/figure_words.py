"""Figure words: a row's figure and its target as sentences say them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pmxl.days import day_of
from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.periods import day_in_words
from pmxl.rules import case
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose


def say(measure: Measure, row: Mapping[str, Any], value: float) -> str:
    """A figure of the row as words; of a milestone its day."""
    if row["kind"] == Kind.MILESTONE:
        return day_in_words(day_of(value))
    return case.say(value, row["kind"], measure.decimals, unit_of(measure, row))


def unit_of(measure: Measure, row: Mapping[str, Any]) -> str:
    """The unit as a sentence says it; the pooled share of a yes/no measure is a percentage."""
    return "%" if row["kind"] == Kind.PERCENTAGE else measure.unit


def range_told(measure: Measure, row: Mapping[str, Any], low: float, high: float) -> str:
    """`a range of 41.0 % to 54.2 %`; of a range with one open end what is the least, or the most."""
    least, most = ("" if math.isnan(end) else say(measure, row, end) for end in (low, high))
    return f"a range of {least} to {most}" if least and most else f"at least {least}" if least else f"at most {most}"


def level(measure: Measure, row: Mapping[str, Any], found: Expected) -> str:
    """The target or the range, as words."""
    if measure.polarity is Polarity.RANGE:
        return range_told(measure, row, found.low, found.high)
    if math.isnan(found.target):
        return f"a standard of {say(measure, row, found.standard)}"
    name = "a stretch target" if found.purpose is Purpose.STRETCH else "a target"
    return f"{name} of {say(measure, row, found.target)}"


def unit_of_change(measure: Measure) -> str:
    """What a change is counted in: of percentages and of an index points."""
    in_points = measure.unit.strip() == "%" or "=" in measure.unit or measure.kind in (Kind.PERCENTAGE, Kind.YES_NO)
    return "points" if in_points else measure.unit

"""Between which bounds a figure of a measure can lie at all: for the drop-downs of a return and for its checks."""

from __future__ import annotations

from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.terms import Kind

NEVER_NEGATIVE = (Kind.COUNT, Kind.PERCENTAGE)
"""Kinds whose figures cannot be below nought; money, means and the rest can."""

NOT_NUMBERS = (Kind.YES_NO, Kind.MILESTONE)
"""Kinds whose figures are no amounts."""

WHOLE = 100.0
"""Per cent."""


def is_never_negative(measure: Measure) -> bool:
    """True where a figure below nought must be a slip."""
    return measure.kind in NEVER_NEGATIVE


def is_whole(measure: Measure) -> bool:
    """True for counts published without decimals: offences, people, visits."""
    return measure.kind is Kind.COUNT and measure.decimals == 0


def is_open_percentage(expected: Expected, accepted: list[float]) -> bool:
    """True where a percentage may leave 0 to 100: its own target does, or a figure accepted earlier did."""
    levels = (expected.target, expected.low, expected.high, expected.standard, *accepted)
    return any(level < 0 or level > WHOLE for level in levels)

"""Rating: the arguments of a rating as the rule takes them."""

from __future__ import annotations

from typing import Any

from pmxl.excel import ranges
from pmxl.excel.ranges import Given
from pmxl.rules.presets import PRESETS
from pmxl.rules.presets import UNITS
from pmxl.terms import Edge
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose


def ruled(
    polarity: Given,
    tolerance: Given,
    unit: Given,
    kind: Given,
    decimals: Given,
    standard: Given,
    low: Given,
    high: Given,
    stretch: Given,
    purpose: Given,
    edge: Given,
    last_year: Given,
    half_width: Given,
) -> dict[str, Any]:
    """What a figure is rated by, in the words of pmxl.rules.rule.Rule."""
    levels = {"standard": standard, "low": low, "high": high, "stretch": stretch, "last_year": last_year}
    amount, modifier = ranges.tolerances(tolerance, PRESETS)
    return {
        "polarity": ranges.words(polarity, Polarity.HIGHER, Polarity),
        "kind": ranges.words(kind, Kind.COUNT, Kind),
        "unit": ranges.words(unit, "", UNITS),
        "purpose": ranges.words(purpose, Purpose.MANAGE, Purpose),
        "edge": ranges.words(edge, Edge.AMBER, tuple(Edge)),
        "decimals": ranges.places(decimals),
        "amount": amount,
        "modifier": modifier,
        "green_half_width": ranges.numbers(half_width, 0),
        **{name: ranges.numbers(level) for name, level in levels.items()},
    }

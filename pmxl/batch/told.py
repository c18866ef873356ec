"""A figure of the ledger told in the words and digits by which the reading of tidy files gives the same one back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pmxl.days import day_of
from pmxl.framework.models import Measure
from pmxl.terms import LOW
from pmxl.terms import WITHDRAWN
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import yes_or_no

MARKS = {
    Rating.SUPPRESSED.value: "*",
    Rating.WITHHELD.value: "c",
    Rating.NO_DATA.value: "x",
    Rating.NOT_APPLICABLE.value: "n/a",
}
"""The mark by which each reason for an absence is read again; a milestone that is not done says so itself."""

Recalled = Mapping[Any, Any]
"""A row of what the ledger recalls."""


def told(row: Recalled, measure: Measure | None) -> tuple[str, str, str]:
    """Numerator, denominator and value: the value left out where the parts make it to the last digit."""
    if row["withdrawn"]:
        return "", "", str(WITHDRAWN)
    numerator, denominator, value = (float(row[name]) for name in ("numerator", "denominator", "value"))
    if row["marker"]:
        return "", "", MARKS.get(str(row["marker"]), str(row["marker"]))
    first, second, last = plain(numerator), plain(denominator), said(value, measure)
    if makes(numerator, denominator, value, measure):
        last = ""
    if row["low"]:
        return (LOW[0], second, last) if numerator == 0 else (first, second, LOW[0])
    return first, second, last


def makes(numerator: float, denominator: float, value: float, measure: Measure | None) -> bool:
    """True where a value need not be told beside its parts."""
    if measure is None or math.isnan(numerator) or math.isnan(denominator):
        return False
    if denominator == 0:
        return math.isnan(value)
    return bool(numerator * measure.multiplier / denominator == value)


def said(value: float, measure: Measure | None) -> str:
    """A value in the words of its kind: a day as 2023-01-27, an answer as Yes or No, a small percentage with its sign.

    Without its sign a percentage of 1 or less can be taken for a fraction.
    """
    kind = measure.kind if measure else None
    if math.isnan(value):
        return ""
    if kind is Kind.YES_NO:
        return yes_or_no(value)
    if kind is Kind.MILESTONE:
        return day_of(value).isoformat()
    sign = "%" if kind is Kind.PERCENTAGE and 0 < abs(value) <= 1 else ""
    return f"{plain(value)}{sign}"


def plain(value: float) -> str:
    """A number in the fewest digits that give it back, never as a power of ten; "" where there is none."""
    if math.isnan(value):
        return ""
    digits = format(Decimal(repr(value)), "f")
    return digits.removesuffix(".0")


def source_of(row: Recalled) -> str:
    """Where the figure came from: the source it named, else its file."""
    note = str(row["note"])
    if row["withdrawn"]:
        note = note.removeprefix(WITHDRAWN).removeprefix("; ")
    return (note or str(row["file"])).strip()

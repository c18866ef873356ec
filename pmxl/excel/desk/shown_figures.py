"""Shown figures: numbers as a sheet shows them, for a rating compares what readers see and not what a cell keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pmxl.rules.presets import PERCENT
from pmxl.sheets.number_formats import number_format_is_percent
from pmxl.terms import Kind

PERCENTAGE = Kind.PERCENTAGE.value
FIGURES = ("actual", "target", "standard", "low", "high", "last_year")
PLACES = re.compile(r"0\.(0+)")
GENERAL = ("", "general", "@")
MOST_SHOWN = 6
"""Decimals that a number without a format is taken to have, at most."""


def as_shown(cells: Mapping[str, Any], formats: Mapping[str, str]) -> dict[str, Any]:
    """The row with 0.85 that is shown as 85 % as 85, a percentage, in as many decimals as are shown."""
    row = dict(cells)
    shares = [name for name in FIGURES if _is_number(row.get(name)) and number_format_is_percent(formats.get(name, ""))]
    if "actual" in shares or ("target" in shares and not _is_number(row.get("actual"))):
        for name in shares:
            row[name] = _hundredfold(row[name])
        row["kind"] = row.get("kind") or PERCENTAGE
    if _is_number(row.get("tolerance")) and number_format_is_percent(formats.get("tolerance", "")):
        row["tolerance"] = _hundredfold(row["tolerance"])
        if row.get("kind") != PERCENTAGE:
            row["unit"] = row.get("unit") or PERCENT
    if row.get("decimals") in (None, ""):
        row["decimals"] = max((places(row.get(n), formats.get(n, "")) for n in ("actual", "target")), default=0)
    return row


def places(value: Any, number_format: str) -> int:
    """How many decimals a number is shown with."""
    if not _is_number(value):
        return 0
    if number_format.casefold() not in GENERAL:
        found = PLACES.search(number_format.split(";")[0])
        return len(found[1]) if found else 0
    exponent = Decimal(repr(round(float(value), MOST_SHOWN))).normalize().as_tuple().exponent
    return max(-int(exponent), 0)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _hundredfold(value: float) -> float:
    """0.29 as 29, and not as 28.999999999999996."""
    return float(Decimal(repr(float(value))) * 100)


def by_name(columns: Mapping[str, int], formats: Sequence[str]) -> dict[str, str]:
    """The formats of a row by the argument that each cell is."""
    return {name: formats[n] for name, n in columns.items()}

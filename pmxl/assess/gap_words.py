"""Gap words: what an incomplete figure can still become, and who is awaited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmxl.assess.figure_words import level
from pmxl.assess.figure_words import say
from pmxl.assess.rated import is_settled
from pmxl.assess.scene import Scene
from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.plural import in_words
from pmxl.plural import listed
from pmxl.rules.spoken import CURRENCIES
from pmxl.rules.spoken import spoken
from pmxl.terms import COLOURS


def gap_words(scene: Scene, row: dict[str, Any]) -> str:
    """`Green whatever the missing two report: between 78.0 % and 82.0 % against a target of 77.0 %.`

    "" where nobody is missing, or where nothing is known of one who is.
    """
    if not row["rating_best"]:
        return ""
    measure, found = scene.framework.measure(row["measure"]), expectation(row)
    facts = f"{between(measure, row)} against {level(measure, row, found)}."
    if is_settled(row):
        count = row["expected"] - row["present"]
        missing = f"{in_words(count)} report{'s' if count == 1 else ''}"
        return f"{row['rating_best']} whatever the missing {missing}: {facts}"
    awaited = f", waiting for {row['waiting']}" if row["waiting"] else ""
    return f"{either(row['occur'])}{awaited}: {facts}"


def between(measure: Measure, row: Mapping[str, Any]) -> str:
    """`between 78.0 and 82.0 %`: the unit once, but a currency's sign each time."""
    low, high = (say(measure, row, row[end]) for end in ("gap_low", "gap_high"))
    if low == high:
        return f"most likely {high}"
    if not measure.unit.startswith(tuple(CURRENCIES)):
        low = spoken(row["gap_low"], measure.decimals, "")
    return f"between {low} and {high}"


def expectation(row: Mapping[str, Any]) -> Expected:
    """What the row is rated against."""
    found: Expected = row["expectation"]
    return found


def either(occur: Any) -> str:
    """`Green, Amber or Red`."""
    return listed((str(colour) for colour, is_there in zip(COLOURS, occur, strict=True) if is_there), "or")

"""Wording: whether what is written of a measure says what is counted, so that all count alike."""

from __future__ import annotations

import re

from pmxl.framework.models import Measure
from pmxl.plural import plural
from pmxl.terms import Kind

FEWEST_WORDS = 5
"""A definition of fewer words than that leaves something to guess."""
WORDS = re.compile(r"[^\W_]+")
WITHOUT_UNIT = (Kind.YES_NO, Kind.MILESTONE, Kind.PERCENTAGE, Kind.INDEX, Kind.MONEY)


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return WORDS.findall(text.casefold())


def vague(measure: Measure) -> tuple[str, str] | None:
    """What is missing from a definition, and the column that would mend it."""
    said, named = words_of(measure.definition), words_of(measure.name)
    if len(said) < FEWEST_WORDS:
        return f"The definition has {plural(len(said), 'word')}.", "definition"
    if set(said) <= set(named):
        return "The definition says no more than the name.", "definition"
    if not measure.unit and measure.kind not in WITHOUT_UNIT:
        return "It has no unit.", "unit"
    return None


def undocumented(measure: Measure) -> tuple[str, str] | None:
    """What is missing for another to work the figure out again, and the column that would mend it."""
    return None if measure.source else ("No source is named.", "source")


def says_parts(measure: Measure) -> bool:
    """True where the definition or the formula says what is over what, or the kind has no two parts."""
    if not measure.kind.of_two_parts or measure.formula:
        return True
    told = set(words_of(f"{measure.name} {measure.definition} {measure.unit}"))
    over = {"of", "per", "divided", "over", "share", "average", "mean", "out", "percentage", "proportion", "rate"}
    return bool(told & over)

"""Audience: which measures those who read a scorecard get to see."""

from __future__ import annotations

from pmxl.framework.models import Framework
from pmxl.framework.models import Measure

PUBLIC = "public"
"""The id of the audience of the public file."""
EVERY, KEY = "all", "key"
"""What may stand in an audience's list of measures instead of ids."""


def measures_for(framework: Framework, audience: str) -> tuple[str, ...]:
    """Ids of an audience's measures, in the framework's order.

    Its row lists ids, "key" or "all"; blank means the key ones. Where the framework has no such row they are the key
    ones too. A measure that names audiences is seen by these alone.
    """
    row = next((one for one in framework.audiences if one.id == audience), None)
    listed = set(row.measures) if row and row.measures else {KEY}
    return tuple(
        measure.id for measure in framework.measures if is_listed(measure, listed) and is_open_to(measure, audience)
    )


def is_listed(measure: Measure, listed: set[str]) -> bool:
    """True where its id, its being key, or the word for all stands in the list."""
    return EVERY in listed or measure.id in listed or (KEY in listed and measure.key)


def is_open_to(measure: Measure, audience: str) -> bool:
    """True where the measure names nobody, or this audience among others."""
    return not measure.audiences or audience in measure.audiences

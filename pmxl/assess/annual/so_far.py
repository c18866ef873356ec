"""So far: how many figures of a running year are in, of a measure whose year is told by its last figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmxl.assess.assessment import Assessment
from pmxl.assess.grey_words import are_in
from pmxl.framework.asked import pairs_in
from pmxl.framework.models import Measure
from pmxl.terms import Accumulate
from pmxl.terms import Pooling
from pmxl.terms import Rating


def so_far(whole: Assessment, row: Mapping[str, Any]) -> str:
    """`So far 6 of 12 quarterly figures are in.` after a space; "" where the year is over, or nothing of it is in.

    A year that adds up says so already, for it counts every figure of its own.
    """
    measure = whole.framework.measure(row["measure"])
    if row["rating"] != Rating.NOT_DUE or measure.accumulate is Accumulate.FLOW:
        return ""
    wanted = {
        (*pair, period.label)
        for period in whole.period.parts(measure.frequency.months)
        for pair in pairs_in(whole.framework, measure, period)
        if measure.pooling is not Pooling.LEAD or pair[0] == measure.lead
    }
    came = wanted & given(whole, measure)
    return f" So far {are_in(measure, len(came), len(wanted))}." if came and len(wanted) > 1 else ""


def given(whole: Assessment, measure: Measure) -> set[tuple[str, str, str]]:
    """Partner, area and period of each figure of a measure; where one is held that is told, and not what is in."""
    mine = whole.figures[whole.figures["measure"] == measure.id]
    there = mine[mine["value"].notna() | (mine["numerator"].notna() & mine["denominator"].notna())]
    return set(zip(there["partner"], there["area"], there["period"], strict=True))

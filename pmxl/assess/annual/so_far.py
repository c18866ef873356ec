"""So far: how many figures of a running year are in, of a measure whose year is told by its last figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import Any

from pmxl.assess.assessment import Assessment
from pmxl.assess.grey_words import in_so_far
from pmxl.framework.asked import pairs_in
from pmxl.framework.models import Measure
from pmxl.terms import Accumulate
from pmxl.terms import Pooling
from pmxl.terms import Rating

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[str, str, str]
"""Partner, area and period of a figure."""


def so_far(whole: Assessment, row: Mapping[str, Any]) -> str:
    """`So far 6 of 12 quarterly figures are in.` after a space; "" where the year is over, or nothing of it is in.

    A year that adds up says so already, for it counts every figure of its own.
    """
    measure = whole.framework.measure(row["measure"])
    if row["rating"] != Rating.NOT_DUE or measure.accumulate is Accumulate.FLOW:
        return ""
    mine = whole.figures[whole.figures["measure"] == measure.id]
    wanted = wanted_of(whole, measure, mine)
    came = wanted & given(mine)
    if not came:
        return ""
    got = len(came) - len(partless(measure, wanted, came, mine))
    return f" So far {in_so_far(measure, {'came': len(came), 'got': got, 'wanted': len(wanted)})}."


def wanted_of(whole: Assessment, measure: Measure, mine: pd.DataFrame) -> set[Key]:
    """The figures of the year that are wanted: of one lead its own alone, and none of whom it does not apply to."""
    periods = whole.period.parts(measure.frequency.months)
    out = inapplicable([period.label for period in periods], mine)
    return {
        (*pair, period.label)
        for period in periods
        for pair in pairs_in(whole.framework, measure, period)
        if pair not in out and (measure.pooling is not Pooling.LEAD or pair[0] == measure.lead)
    }


def inapplicable(periods: list[str], mine: pd.DataFrame) -> set[tuple[str, str]]:
    """Partner and area of those who have given no figure, and said last that the measure does not apply to them."""
    said = dict(zip(keys_of(mine), mine["marker"], strict=True))
    last = {(partner, area): said[partner, area, of] for of in periods for partner, area, at in said if at == of}
    there = {(partner, area) for partner, area, _ in given(mine)}
    return {pair for pair, marker in last.items() if marker == Rating.NOT_APPLICABLE} - there


def given(mine: pd.DataFrame) -> set[Key]:
    """The figures that are in; where one is held that is told, and not what is in."""
    return set(keys_of(mine[mine["value"].notna() | has_parts(mine)]))


def partless(measure: Measure, wanted: set[Key], came: set[Key], mine: pd.DataFrame) -> set[Key]:
    """Those that came and cannot be pooled with the others of their period, for their parts are not known."""
    if not measure.kind.of_two_parts or measure.pooling not in (Pooling.RATIO, Pooling.LEAD):
        return set()
    others = Counter(period for *_, period in wanted)
    return {key for key in came - set(keys_of(mine[has_parts(mine)])) if others[key[-1]] > 1}


def has_parts(mine: pd.DataFrame) -> pd.Series[bool]:
    """True for a figure with its numerator and denominator."""
    return mine["numerator"].notna() & mine["denominator"].notna()


def keys_of(mine: pd.DataFrame) -> list[Key]:
    """Partner, area and period of each of these figures."""
    return list(zip(mine["partner"], mine["area"], mine["period"], strict=True))

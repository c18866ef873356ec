"""Outcomes: how every measure ended the year, beside its target, its quarters and the year before."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import pandas as pd

from pmxl.assess.annual.so_far import so_far
from pmxl.assess.assessment import ROW_COLUMNS
from pmxl.assess.assessment import Assessment
from pmxl.assess.rows import in_scorecard_order
from pmxl.assess.scene import records
from pmxl.framework.expected import target_row
from pmxl.framework.level import spreads
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.terms import REASONS
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Rating

Row = Mapping[str, Any]


class Verdict(StrEnum):
    """What became of a target: achieved, narrowly missed, not achieved; or why that cannot be said.

    Not judged is what has no target, and what has no figure of all partners to hold against one: as a median has none,
    or a year of which a quarter was suppressed.
    """

    ACHIEVED = "Achieved"
    NARROWLY = "Narrowly missed"
    MISSED = "Not achieved"
    UNKNOWN = "Not known yet"
    NOT_JUDGED = "Not judged"


EXPECTED = ("target", "low", "high", "standard")
LEVELS = ("value", "variance", *EXPECTED)
"""What a row carried from an earlier year says of that year, and not of this one."""

VERDICTS = {
    Rating.BLUE: Verdict.ACHIEVED,
    Rating.GREEN: Verdict.ACHIEVED,
    Rating.AMBER: Verdict.NARROWLY,
    Rating.RED: Verdict.MISSED,
    Rating.NO_TARGET: Verdict.NOT_JUDGED,
    Rating.BASELINE: Verdict.NOT_JUDGED,
    Rating.NOT_APPLICABLE: Verdict.NOT_JUDGED,
    Rating.SUPPRESSED: Verdict.NOT_JUDGED,
    Rating.WITHHELD: Verdict.NOT_JUDGED,
}
"""The verdict of each rating of the year; of any other word it is not known yet."""

WAITS, AWAITED = "The rating waits for", "Awaited:"

COLUMNS = [
    *ROW_COLUMNS,
    *("objective", "verdict", "value_before", "rating_before", "verdict_before", "through", "settled_by"),
]


def outcomes(
    whole: Assessment,
    before: Assessment | None,
    quarters: Sequence[Assessment],
    last_before: Assessment | None = None,
) -> pd.DataFrame:
    """The rows of the year's measures with COLUMNS, in the order of the scorecard.

    `through` has the ratings of the quarters, one after the other. Where figures of the year are missing but cannot
    change its rating, the rating is that of the year to date in its last quarter, of a level that of the quarter, and
    `settled_by` says so. A figure carried from an earlier year is no outcome of this one: its value is taken out. What
    was to reach a level is told as its last quarter ended. Beside it stands the year before as it was told in its own
    summary; `last_before` is its last quarter.
    """
    framework = whole.framework
    last = by_measure(quarters[-1]) if quarters else {}
    earlier, end_before = (by_measure(one) if one else {} for one in (before, last_before))
    paths = [by_measure(quarter) for quarter in quarters]
    is_over = bool(quarters) and quarters[-1].period.last_day == whole.period.last_day
    rows = []
    for row in records(whole.measures):
        id_ = row["measure"]
        measure = framework.measure(id_)
        end = ended(whole, row, last[id_]) if is_over and id_ in last else None
        rows.append(
            {
                **(end or of_this_year(measure, {**row, "why": row["why"] + so_far(whole, row)}, last.get(id_))),
                "objective": measure.objective,
                **a_year_before(told_then(before, earlier.get(id_), end_before.get(id_), as_ended=end is not None)),
                "through": tuple(path[id_]["rating"] if id_ in path else "" for path in paths),
            }
        )
    frame = pd.DataFrame([{**row, "verdict": verdict(row["rating"])} for row in rows], columns=COLUMNS)
    return in_scorecard_order(framework, frame, "")


def by_measure(assessment: Assessment) -> dict[str, Row]:
    """The rows of an assessment, by measure."""
    return {row["measure"]: row for row in records(assessment.measures)}


def verdict(rating: str) -> Verdict:
    """What a rating of the year says of the target."""
    return VERDICTS.get(Rating(rating), Verdict.UNKNOWN)


def of_this_year(measure: Measure, row: Row, last: Row | None) -> dict[str, Any]:
    """The row as this year's own: nothing carried into it, and settled where what is missing cannot matter."""
    found = {**row, "settled_by": ""}
    if row["carried"]:
        return {
            **found,
            **dict.fromkeys(LEVELS, math.nan),
            "carried": "",
            "rating": Rating.NOT_DUE.value,
            "travel": "",
            "travel_words": "",
            "why": f"The figure of this year is not due yet. The last one, of {row['carried']}, is not shown here.",
        }
    if row["rating"] not in (Rating.WAITING, *REASONS) or last is None:
        return found
    settled = last["rating_ytd"] or (last["rating"] if is_held_to_the_same(measure, row, last) else "")
    if not settled or not Rating(settled).is_colour:
        return found
    words = f"Figures of the year are missing, but {settled} whatever they are."
    return {**found, "rating": settled, "settled_by": words, "why": f"{row['why'].replace(WAITS, AWAITED)} {words}"}


def ended(whole: Assessment, row: Row, last: Row) -> dict[str, Any] | None:
    """The last quarter as the outcome of a rate that was to reach a level by then, or had one for each quarter; None of
    anything else. Its figure of the whole year lies behind the level that it reached.
    """
    is_known = not last["carried"] and last["rating"] != Rating.NOT_DUE and last["period"] != row["period"]
    measure = whole.framework.measure(row["measure"])
    if not is_known or not may_be_told_at_its_end(whole.framework, measure, whole.period):
        return None
    is_point = target_row(whole.framework, measure, whole.period) is not None
    if not is_point and not has_level(row):
        return None
    told = "its target was to be reached by then" if is_point else "its targets are those of shorter periods"
    return {
        **last,
        "travel": last["travel_year"],
        "travel_words": last["travel_year_words"],
        "why": f"{last['why']} This is of {last['period']}: {told}.",
        "settled_by": "",
    }


def may_be_told_at_its_end(framework: Framework, measure: Measure, year: Period) -> bool:
    """True of a rate that was to reach a level by the end of the year, or has no target for the whole of it."""
    if measure.accumulate is not Accumulate.FLOW or spreads(measure) or measure.kind is Kind.MILESTONE:
        return False
    owed = target_row(framework, measure, year)
    return owed is None or (owed.basis is Basis.POINT and owed.period.last_day == year.last_day)


def told_then(before: Assessment | None, row: Row | None, last: Row | None, *, as_ended: bool) -> Row | None:
    """How the year before was told of, of which these are the rows of the whole and of its last quarter.

    Where it had no colour as a whole it is how its last quarter was, should this year be told as it ended.
    """
    if before is None or row is None or last is None:
        return row
    return ended(before, row, last) or (last if as_ended and not Rating(row["rating"]).is_colour else row)


def has_level(row: Row) -> bool:
    """True where a target, or a bound, stands beside the figure."""
    return any(row[name] == row[name] for name in ("target", "low", "high"))


def is_held_to_the_same(measure: Measure, row: Row, last: Row) -> bool:
    """True where the year is its last figure, and the last quarter has as many of them and was to come to the same."""
    if measure.accumulate is Accumulate.FLOW or last["carried"] or asked_of(row) != asked_of(last):
        return False
    return all(row[name] == last[name] or (row[name] != row[name] and last[name] != last[name]) for name in EXPECTED)


def asked_of(row: Row) -> str:
    """How many figures a row is to have: the `4` of `3 of 4`."""
    return str(row["coverage_partners"]).rpartition(" ")[2]


def a_year_before(row: Row | None) -> dict[str, Any]:
    """How the measure ended the year before, where it was there and its figure was not an older one."""
    if row is None or row["carried"]:
        return {"value_before": math.nan, "rating_before": "", "verdict_before": ""}
    return {
        "value_before": row["value"],
        "rating_before": row["rating"],
        "verdict_before": verdict(row["rating"]).value,
    }

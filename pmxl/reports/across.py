"""Across: the partners' figures from lowest to highest, where no one figure of the partnership may be made of them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmxl.reports.figure import Row
from pmxl.reports.figure import by_measure
from pmxl.reports.figure import is_known
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import spelled
from pmxl.terms import Kind
from pmxl.terms import Rating

if TYPE_CHECKING:
    from pmxl.assess import Assessment


def measure_rows(assessment: Assessment) -> list[Row]:
    """The measures' rows, each with `across`."""
    return with_across(assessment, rows_of(assessment.measures))


def with_across(assessment: Assessment, rows: Iterable[Row]) -> list[Row]:
    """Rows of measures, each with `across`: `3.0 to 4.5 across 3` where it stands for the figure, else ""."""
    parts = by_measure(assessment.partners)
    return [{**row, "across": across(row, parts.get(row["measure"], []))} for row in rows]


def across(row: Row, parts: Sequence[Row]) -> str:
    """Lowest and highest of the partners' figures, and how many there are, or `3.0 from 1` where only one came; ""
    where the measure has its own figure.
    """
    if row["rating"] != Rating.NOT_APPLICABLE or is_known(row["value"]):
        return ""
    known = sorted((p for p in parts if is_known(p["value"]) and p["kind"] != Kind.YES_NO), key=lambda p: p["value"])
    if not known:
        return ""
    ends = dict.fromkeys(spelled(end, end["value"]) for end in (known[0], known[-1]))
    return f"{' to '.join(ends)} {'across' if len(known) > 1 else 'from'} {len(known)}"

"""Promised: what is still to come of what was asked for earlier, for a reader who sees no more than the first sheet."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.assess import Assessment
from pmxl.plural import plural
from pmxl.reports.figure import rows_of
from pmxl.reports.improving.actions import late
from pmxl.reports.improving.shown import shown
from pmxl.reports.summary import names
from pmxl.terms import Strength

FURTHER = ", where what was planned is over"


def promised(assessment: Assessment) -> str:
    """`A plan is still owed for Late trains. 2 actions are late, on Fires and Late trains.`; "" where nothing is.

    What owes a plan since this very period is told as such, and not here.
    """
    return " ".join(sentences(assessment))


def sentences(assessment: Assessment) -> Iterator[str]:
    """Sentences on plans that were not given, on those to follow what is over, and on actions that are late."""
    found, framework = shown(assessment), assessment.framework
    now = {
        (row["measure"], row["partner"], row["area"])
        for row in rows_of(assessment.exceptions)
        if row["strength"] == Strength.ACT
    }
    earlier = [one for one in found.not_given if one.of not in now]
    for is_further in (False, True):
        those = [one for one in earlier if found.is_further(one) is is_further]
        about = list(dict.fromkeys(framework.measure(one.measure).name for one in those))
        few = ("A further plan is", "Further plans are") if is_further else ("A plan is still", "Plans are still")
        if about:
            yield f"{few[len(about) > 1]} owed for {names(about)}{FURTHER if is_further else ''}."
    overdue = late(found.actions)
    if overdue:
        on = names(list(dict.fromkeys(one.name for one in overdue if one.name)))
        be = "is" if len(overdue) == 1 else "are"
        yield f"{plural(len(overdue), 'action')} {be} late{', on ' + on if on else ''}."

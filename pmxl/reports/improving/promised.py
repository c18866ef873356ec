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


def promised(assessment: Assessment) -> str:
    """`A plan is still owed for Late trains. 2 actions are late, on Fires and Late trains.`; "" where nothing is.

    What owes a plan since this very period is told as such, and not here.
    """
    return " ".join(sentences(assessment))


def sentences(assessment: Assessment) -> Iterator[str]:
    """A sentence on plans that were not given, and one on actions that are late."""
    found, framework = shown(assessment), assessment.framework
    now = {
        (row["measure"], row["partner"], row["area"])
        for row in rows_of(assessment.exceptions)
        if row["strength"] == Strength.ACT
    }
    earlier = list(dict.fromkeys(framework.measure(one.measure).name for one in found.not_given if one.of not in now))
    if earlier:
        yield f"{'A plan is' if len(earlier) == 1 else 'Plans are'} still owed for {names(earlier)}."
    overdue = late(found.actions)
    if overdue:
        about = names(list(dict.fromkeys(one.name for one in overdue if one.name)))
        be = "is" if len(overdue) == 1 else "are"
        yield f"{plural(len(overdue), 'action')} {be} late{', on ' + about if about else ''}."

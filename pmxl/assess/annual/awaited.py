"""Awaited: what of the year is not in yet, and from whom."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence

import pandas as pd

from pmxl.assess.annual.outcomes import Verdict
from pmxl.assess.annual.updates import Form
from pmxl.assess.assessment import Assessment
from pmxl.assess.scene import records
from pmxl.periods import day_in_words
from pmxl.terms import ReturnState

COLUMNS = ["what", "who", "words"]
YEAR, RETURN, FIGURE, FORM = "Year", "Return", "Figure of the year", "Update form"


def awaited(
    outcomes: pd.DataFrame, whole: Assessment, quarters: Sequence[Assessment], forms: Collection[Form]
) -> pd.DataFrame:
    """A row for each thing that is awaited: the year's end, returns, figures of the year, update forms."""
    rows = [*the_year(whole), *returns(quarters), *figures(outcomes), *unanswered(whole, forms)]
    return pd.DataFrame(rows, columns=COLUMNS)


def the_year(whole: Assessment) -> Iterator[tuple[str, str, str]]:
    """That the year is not over."""
    if whole.period.last_day >= whole.made_at.date():
        yield YEAR, "", f"{whole.period.label} ends on {day_in_words(whole.period.last_day)}."


def returns(quarters: Sequence[Assessment]) -> Iterator[tuple[str, str, str]]:
    """The returns that are not in; questions still open in those that are, are the register's."""
    for quarter in quarters:
        for row in records(quarter.register):
            state = ReturnState(row["status"])
            if not state.is_in and state is not ReturnState.NOTHING_ASKED:
                yield RETURN, row["name"], f"{quarter.period.label}: {state.lower()}."


def figures(outcomes: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """The measures whose year cannot be told yet, and why."""
    for row in records(outcomes):
        if row["verdict"] == Verdict.UNKNOWN:
            yield FIGURE, row["name"], row["why"] or f"{row['rating']}."


def unanswered(whole: Assessment, forms: Collection[Form]) -> Iterator[tuple[str, str, str]]:
    """The update forms that are not back; that none was issued."""
    if not forms:
        yield FORM, "", f"No update forms were issued for {whole.period.label}."
    for form in forms:
        if not form.answers:
            yield FORM, form.officer, f"Update form issued on {day_in_words(form.issued_on)} and not back."

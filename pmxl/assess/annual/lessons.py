"""Lessons: what the year's own figures teach, and what lead link officers say that they have learned."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pmxl.assess.annual.foretold import held
from pmxl.assess.annual.outcomes import Verdict
from pmxl.assess.scene import records
from pmxl.terms import ON_TARGET

COLUMNS = ["measure", "name", "source", "words"]
FROM_FIGURES = "From the figures"
MISSES = (Verdict.MISSED, Verdict.NARROWLY)
PERSISTENT = 3
"""An exception in so many quarters of a year was not turned by what was done about it."""
SHARE_EXPECTED = 0.8
"""Of the ranges forecast, the share that should hold the outcome."""
ENOUGH = 5
"""Fewer forecasts than these say nothing of how well they are made."""


def lessons(
    outcomes: pd.DataFrame, exceptions: pd.DataFrame, foretold: pd.DataFrame, updates: pd.DataFrame
) -> pd.DataFrame:
    """What officers say first, then what the figures show; `source` is who says so."""
    said = updates[updates["field"] == "lessons"]
    rows = [(row["ref"], row["name"], row["officer"], row["text"]) for row in records(said)]
    computed = [*two_years(outcomes), *persistent(exceptions), *forecasts(foretold)]
    rows += [(measure, name, FROM_FIGURES, words) for measure, name, words in computed]
    return pd.DataFrame(rows, columns=COLUMNS)


def two_years(outcomes: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Targets missed in this year and in the one before."""
    for row in records(outcomes):
        if row["verdict"] in MISSES and row["verdict_before"] in MISSES:
            words = "The target was missed two years running: is it the target or the plan that should change?"
            yield row["measure"], row["name"], words


def persistent(exceptions: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Exceptions of most of the year."""
    for row in records(exceptions):
        if row["times"] >= PERSISTENT:
            turned = row["rating"] in ON_TARGET
            end = "it took most of the year to turn it" if turned else "what was done did not turn it"
            words = f"It was an exception in {row['times']} quarters ({row['quarters']}): {end}."
            yield row["measure"], row["name"], words


def forecasts(foretold: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """How far the forecasts of the year could be relied on."""
    inside, ranged = held(foretold, "within")
    if ranged >= ENOUGH:
        share = inside / ranged
        judged = "as many as there should be" if share >= SHARE_EXPECTED else "fewer than four in five: allow for more"
        yield "", "Forecasts", f"{inside} of {ranged} outcomes lay in the range that was forecast for them, {judged}."
    true, rated = held(foretold, "came_true")
    if rated >= ENOUGH:
        yield "", "Forecasts", f"{true} of {rated} ratings that were forecast for the year's end came true."

"""Successes: what went well, the most telling first, each with the sentence that says why it is one."""

from __future__ import annotations

import pandas as pd

from pmxl.assess.annual.outcomes import Row
from pmxl.assess.annual.outcomes import Verdict
from pmxl.assess.scene import records
from pmxl.terms import Rating
from pmxl.terms import Signal
from pmxl.terms import Travel

COLUMNS = ["measure", "name", "perspective", "rating", "kind_of_success", "words"]
TURNED = "Turned round"
BEYOND = "Better than the stretch"
MET_AND_BETTER = "Met, and better than last year"
MET = "Met"
NEARER = "Better than last year, though short of the target"
RANKS = (TURNED, BEYOND, MET_AND_BETTER, NEARER, MET)
"""The kinds of success, the most telling first."""


def successes(outcomes: pd.DataFrame) -> pd.DataFrame:
    """A row for each measure that went well."""
    found = [{**row, "kind_of_success": kind, "words": words(row)} for row in records(outcomes) if (kind := told(row))]
    found.sort(key=lambda row: RANKS.index(row["kind_of_success"]))
    return pd.DataFrame(found, columns=COLUMNS)


def told(row: Row) -> str:
    """What kind of success a measure's year is, "" where it is none."""
    met, better = row["verdict"] == Verdict.ACHIEVED, row["travel"] == Travel.IMPROVING
    if met and row["verdict_before"] in (Verdict.MISSED, Verdict.NARROWLY):
        return TURNED
    if row["rating"] == Rating.BLUE:
        return BEYOND
    if met:
        return MET_AND_BETTER if better else MET
    return NEARER if better and row["verdict"] in (Verdict.NARROWLY, Verdict.MISSED) else ""


def words(row: Row) -> str:
    """The figure, what it was, and whether it is more than chance."""
    return " ".join(piece for piece in (opening(row), row["settled_by"], moved(row), real(row)) if piece)


def opening(row: Row) -> str:
    """The sentence of the rating, without its colour and agreement: `532 offences against a target of 560: better`."""
    sentence = str(row["why"]).partition(". ")[0].removesuffix(".")
    return f"{sentence.rpartition(', so ')[0] or sentence}."


def moved(row: Row) -> str:
    """`It was 540 in 2024-25.`"""
    if row["travel"] not in (Travel.IMPROVING, Travel.STEADY, Travel.WORSENING):
        return ""
    return f"It {row['travel_words']}." if str(row["travel_words"]).startswith("was ") else ""


def real(row: Row) -> str:
    """Whether the process itself has changed for the better."""
    return "The change is more than chance." if row["signal"] == Signal.IMPROVEMENT else ""

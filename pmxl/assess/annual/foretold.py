"""Foretold: what each quarter forecast of the year's end, beside how the year did end."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from pmxl.assess.annual.outcomes import Row
from pmxl.assess.annual.outcomes import by_measure
from pmxl.assess.assessment import Assessment
from pmxl.assess.scene import records
from pmxl.terms import Rating

FACTS = ["measure", "name", "perspective", "unit", "decimals", "kind", "polarity", "provisional", "at_least", "carried"]
COLUMNS = [*FACTS, "quarter", "forecast", "low", "high", "rating_forecast", "manager", "value", "rating", "missed_by"]
COLUMNS += ["within", "came_true", "words"]
"""`within`: the outcome lies in the range that holds four fifths; `came_true`: the rating was foretold."""


def foretold(outcomes: pd.DataFrame, quarters: Sequence[Assessment]) -> pd.DataFrame:
    """A row for each measure and each quarter before the last that forecast it, where the outcome is wholly known."""
    found = []
    for outcome in records(outcomes):
        if math.isnan(outcome["value"]) or outcome["waiting"] or outcome["at_least"]:
            continue
        for quarter in quarters[:-1]:
            row = by_measure(quarter).get(outcome["measure"])
            if row is not None and not math.isnan(row["forecast"]) and row["rating_forecast"] != Rating.WAITING:
                found.append(compared(outcome, row, quarter.period.label))
    return pd.DataFrame(found, columns=COLUMNS)


def compared(outcome: Row, row: Row, label: str) -> dict[str, object]:
    """One forecast beside the outcome."""
    value, forecast = float(outcome["value"]), float(row["forecast"])
    low, high = float(row["forecast_low"]), float(row["forecast_high"])
    ranged = not (math.isnan(low) or math.isnan(high))
    within = low <= value <= high if ranged else None
    rated = (
        bool(row["rating_forecast"])
        and Rating(row["rating_forecast"]).is_colour
        and Rating(outcome["rating"]).is_colour
    )
    came_true = row["rating_forecast"] == outcome["rating"] if rated else None
    return {
        **{name: outcome[name] for name in FACTS},
        "quarter": label,
        "forecast": forecast,
        "low": low,
        "high": high,
        "rating_forecast": row["rating_forecast"],
        "manager": row["forecast_manager"],
        "value": value,
        "rating": outcome["rating"],
        "missed_by": value - forecast,
        "within": within,
        "came_true": came_true,
        "words": in_words(within=within, came_true=came_true),
    }


def in_words(*, within: bool | None, came_true: bool | None) -> str:
    """What the comparison says."""
    ranged = {True: "Within its range.", False: "Outside its range.", None: ""}[within]
    rated = {True: "The rating came true.", False: "The rating was another.", None: ""}[came_true]
    return " ".join(piece for piece in (ranged, rated) if piece) or "No range and no rating were forecast."


def held(frame: pd.DataFrame, column: str) -> tuple[int, int]:
    """How many of those that can be told are True, and how many can."""
    known = [value for value in frame[column] if value is True or value is False]
    return sum(known), len(known)

"""Why a row has the rating it has: the figures, the distance, the tolerance and who agreed it, in a sentence or two."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from pmxl.assess.scene import Scene
from pmxl.figures import NOT_DONE
from pmxl.framework.expected import Band
from pmxl.framework.expected import Expected
from pmxl.framework.expected import band_of
from pmxl.framework.models import Measure
from pmxl.periods import day_in_words
from pmxl.rules.rounding import published
from pmxl.sheets.style import spoken
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose
from pmxl.terms import Rating


def why(scene: Scene, row: Mapping[str, Any]) -> str:
    """One or two sentences for a row of an assessment frame."""
    measure = scene.framework.measure(row["measure"])
    rating = Rating(row["rating"])
    if not rating.is_colour:
        return grey(scene, measure, row, rating)
    found: Expected = row["expectation"]
    if measure.kind is Kind.MILESTONE:
        return milestone(row, found)
    value = say(measure, row, row["value"])
    if breaks_standard(measure, row):
        return f"{value} breaks the standard of {say(measure, row, row['standard'])}, so {rating} whatever the target."
    facts = f"{value} against {level(measure, row, found)}{distance(measure, row)}"
    return f"{facts}, so {rating}. {tolerance(measure, band_of(scene.framework, measure), found)}".strip()


def grey(scene: Scene, measure: Measure, row: Mapping[str, Any], rating: Rating) -> str:
    """Why there is no colour."""
    value = "" if math.isnan(row["value"]) else say(measure, row, row["value"])
    share = f"{row['present']} of {row['expected']} figures are in"
    words = {
        Rating.NOT_APPLICABLE: "Not applicable here.",
        Rating.SUPPRESSED: "Suppressed by the partner because the numbers are small.",
        Rating.WITHHELD: "Withheld by the partner.",
        Rating.NOT_DUE: not_due(scene, measure, row),
        Rating.NO_DATA: f"Due and not returned. Waiting for {row['waiting']}." if row["waiting"] else "Not returned.",
        Rating.BASELINE: f"{value}. This is the first year: the figure is the baseline for a target.",
        Rating.NO_TARGET: f"{value}. Monitored only: no target was set." if value else "Monitored only.",
    }
    if rating is Rating.WAITING:
        so_far = f"At least {value} so far" if row["at_least"] else f"{value} so far" if value else "No figure yet"
        return f"{so_far}: {share}. The rating waits for {row['waiting']}."
    if rating is Rating.NOT_APPLICABLE and row["present"]:
        return "Each partner's figure stands for itself: figures of this kind are not pooled."
    if rating is Rating.NO_DATA and row["wanted"] > row["expected"] and row["got"]:
        return f"Incomplete: {int(row['got'])} of {int(row['wanted'])} monthly figures are in."
    if rating in (Rating.NO_TARGET, Rating.BASELINE) and row["present"] < row["expected"] and value:
        return f"{words[rating]} {share}: waiting for {row['waiting']}."
    return words[rating]


def not_due(scene: Scene, measure: Measure, row: Mapping[str, Any]) -> str:
    """When the figure is due, and the last one there is."""
    if row["every_marker"] == NOT_DONE:
        return "Not done yet, and its day has not passed."
    shown = scene.shown(measure.id)
    words = f"Not due yet: the figure for {shown.label} comes with the returns of {shown.step(measure.lag).label}."
    if not row["last_back"]:
        return words
    last = say(measure, row, row["last_value"])
    return f"{words} The last figure is {last}, for {scene.shown(measure.id, row['last_back']).label}."


def milestone(row: Mapping[str, Any], found: Expected) -> str:
    """A milestone's days early or late."""
    late = round(row["actual"] - found.target)
    done = not math.isnan(row["value"])
    if late <= 0:
        return f"Done {'on the day' if late == 0 else f'{-late} days early'}, so {row['rating']}."
    return f"{'Done' if done else 'Not done yet,'} {late} days late, so {row['rating']}."


def breaks_standard(measure: Measure, row: Mapping[str, Any]) -> bool:
    """True where the standard is what made the row Red."""
    if row["rating"] != Rating.RED or math.isnan(row["standard"]) or not measure.polarity.sign:
        return False
    gap = published(row["standard"], measure.decimals) - published(row["value"], measure.decimals)
    return bool(gap * measure.polarity.sign > 0)


def say(measure: Measure, row: Mapping[str, Any], value: float) -> str:
    """A figure of the row as words."""
    if row["kind"] == Kind.YES_NO:
        return "Yes" if value >= 1 else "No"
    return spoken(value, measure.decimals, "%" if row["kind"] == Kind.PERCENTAGE else measure.unit)


def level(measure: Measure, row: Mapping[str, Any], found: Expected) -> str:
    """The target or the range, as words."""
    if measure.polarity is Polarity.RANGE:
        low, high = (None if math.isnan(x) else say(measure, row, x) for x in (found.low, found.high))
        return f"a range of {low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
    name = "a stretch target" if found.purpose is Purpose.STRETCH else "a target"
    return f"{name} of {say(measure, row, found.target)}"


def distance(measure: Measure, row: Mapping[str, Any]) -> str:
    """How far off the target the published figure is, on which side; nothing for ranges and answers."""
    if measure.polarity is Polarity.RANGE or row["kind"] == Kind.YES_NO or math.isnan(row["variance"]):
        return ""
    gap = row["variance"]
    if gap == 0:
        return ": on target"
    unit = "points" if row["kind"] == Kind.PERCENTAGE else measure.unit
    size = spoken(abs(gap), measure.decimals, unit)
    if measure.polarity is Polarity.NEAREST:
        return f": {size} away"
    return f": {size} {'better' if gap * measure.polarity.sign > 0 else 'short' if gap < 0 else 'over'}"


def tolerance(measure: Measure, band: Band, found: Expected) -> str:
    """The tolerance that was agreed, by whom and when."""
    if measure.kind is Kind.YES_NO and not found.has_target:
        return ""
    width = ""
    if not math.isnan(found.amount):
        width = (
            f"{found.amount:g} point{'' if found.amount == 1 else 's'}"
            if found.unit == "points"
            else f"{found.amount:g} % of target"
        )
        if measure.kind not in (Kind.PERCENTAGE, Kind.YES_NO) and found.unit == "points":
            width = spoken_amount(found.amount, measure.unit)
    elif found.modifier not in ("", "strict"):
        width = f"by the rule '{found.modifier}'"
    if not width:
        return "No tolerance was agreed." if not band.agreed_by else ""
    return f"Tolerance {width}{agreed(band.agreed_by, band.agreed_on)}."


def spoken_amount(amount: float, unit: str) -> str:
    """A tolerance in the measure's own unit, in as many decimals as it has."""
    text = f"{amount:g}"
    return spoken(amount, len(text.partition(".")[2]), unit)


def agreed(by: str, when: date | None) -> str:
    """`, agreed by the Board on 3 March 2025`, or as much as is known."""
    day = f" on {day_in_words(when)}" if when else ""
    return f", agreed by {by}{day}" if by else ""

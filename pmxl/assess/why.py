"""Why a row has the rating it has: the figures, the distance, the tolerance and who agreed it, in a sentence or two."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pmxl.assess.scene import Scene
from pmxl.figures import NOT_DONE
from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.framework.tolerated import Band
from pmxl.framework.tolerated import band_of
from pmxl.periods import day_in_words
from pmxl.rules.rounding import published
from pmxl.sheets.style import CURRENCIES
from pmxl.sheets.style import spoken
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling
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
        return milestone(scene, row, found)
    if row["gap_words"]:
        return f"{row['gap_words']} {tolerance(measure, band_of(scene.framework, measure), found)}".strip()
    value = say(measure, row, row["value"])
    if breaks_standard(measure, row):
        return f"{value} breaks the standard of {say(measure, row, row['standard'])}, so {rating} whatever the target."
    facts = f"{value} against {level(measure, row, found)}{distance(measure, row)}"
    if rating is Rating.BLUE:
        facts += f", more than the {stretch(measure, found)} that make it Blue"
    return f"{facts}, so {rating}. {tolerance(measure, band_of(scene.framework, measure), found)}".strip()


def grey(scene: Scene, measure: Measure, row: Mapping[str, Any], rating: Rating) -> str:
    """Why there is no colour."""
    if rating is Rating.NOT_APPLICABLE:
        return inapplicable(row)
    if rating is Rating.NOT_DUE:
        return not_due(scene, measure, row)
    if rating is Rating.NO_DATA:
        return nothing_in(measure, row)
    value = "" if math.isnan(row["value"]) else say(measure, row, row["value"])
    share = f"{row['present']} of {row['expected']} figures are in"
    if rating is Rating.WAITING:
        so_far = f"At least {value} so far" if row["at_least"] else f"{value} so far" if value else "No figure yet"
        return f"{so_far}: {share}. {row['gap_words'] or 'The rating waits for ' + row['waiting'] + '.'}"
    words = {
        Rating.SUPPRESSED: "Suppressed where the numbers are small.",
        Rating.WITHHELD: "Withheld by a partner.",
        Rating.BASELINE: "This is the first year: the figure is the baseline for a target.",
        Rating.NO_TARGET: "Monitored only: no target was set.",
    }[rating]
    said = f"{'At least ' if row['at_least'] else ''}{value}. {words}" if value else words
    if not 0 < row["present"] < row["expected"]:
        return said
    return f"{said} {share}{': waiting for ' + row['waiting'] if row['waiting'] else ''}."


def inapplicable(row: Mapping[str, Any]) -> str:
    """Why there is nothing to be rated here."""
    if row["expected"] > 1 and row["how"] == Pooling.NONE:
        return "Each partner's figure stands for itself: figures of this kind are not pooled."
    return "Nothing to count: 0 of 0." if row["expected"] else "Not applicable here."


def nothing_in(measure: Measure, row: Mapping[str, Any]) -> str:
    """What is missing where a figure is due."""
    if row["held"]:
        return f"Held until someone answers: {row['waiting']}."
    if row["got"] and row["wanted"] > row["expected"]:
        plural = {"month": "monthly", "quarter": "quarterly", "half-year": "half-yearly"}[measure.frequency]
        return f"Incomplete: {int(row['got'])} of {int(row['wanted'])} {plural} figures are in."
    return f"Due, and no figure has been taken. Waiting for {row['waiting']}."


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


def milestone(scene: Scene, row: Mapping[str, Any], found: Expected) -> str:
    """A milestone's days early or late, and the days allowed."""
    measure = scene.framework.measure(row["measure"])
    late = round(row["actual"] - found.target)
    done = not math.isnan(row["value"])
    days = "1 day" if abs(late) == 1 else f"{abs(late)} days"
    if late <= 0:
        return f"Done {'on the day' if late == 0 else f'{days} early'}, so {row['rating']}."
    fact = f"{'Done' if done else 'Not done yet,'} {days} late, so {row['rating']}."
    return f"{fact} {tolerance(measure, band_of(scene.framework, measure), found)}".strip()


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
    currency = (measure.unit[:1] in CURRENCIES and measure.unit) or ""
    size = spoken(abs(gap), measure.decimals, "points" if row["kind"] == Kind.PERCENTAGE else currency)
    if measure.polarity is Polarity.NEAREST:
        return f": off by {size}"
    return f": {'better' if gap * measure.polarity.sign > 0 else 'short' if gap < 0 else 'over'} by {size}"


PRESET_WORDS = {
    "5%": "5 % of target",
    "10%": "10 % of target",
    "points": "5 points",
    "floor": "down to the standard",
    "travel-modified": "10 % of target counts as met; beyond it Amber if no worse than the same period last year",
}
"""The tolerances that go by name, as a sentence says them."""


def tolerance(measure: Measure, band: Band, found: Expected) -> str:
    """The tolerance that was agreed, by whom and when."""
    if measure.kind is Kind.YES_NO:
        return ""
    width = PRESET_WORDS.get(found.modifier, "")
    if not math.isnan(found.amount):
        width = in_band_unit(measure, found)
    if not width:
        return "No tolerance was agreed." if not band.agreed_by else ""
    return f"Tolerance {width}{agreed(band.agreed_by, band.agreed_on)}."


def in_band_unit(measure: Measure, found: Expected) -> str:
    """A tolerance's width in points, in per cent of target, in days, or in the measure's own unit."""
    if measure.kind is Kind.MILESTONE:
        return f"{found.amount:g} day{'' if found.amount == 1 else 's'}"
    if found.unit != "points":
        return f"{found.amount:g} % of target"
    if measure.kind is Kind.PERCENTAGE:
        return f"{found.amount:g} point{'' if found.amount == 1 else 's'}"
    return spoken_amount(found.amount, measure.unit)


def stretch(measure: Measure, found: Expected) -> str:
    """How much better than target is Blue, in the tolerance's basis."""
    return in_band_unit(measure, replace(found, amount=found.stretch))


def spoken_amount(amount: float, unit: str) -> str:
    """A tolerance in the measure's own unit, in as many decimals as it has."""
    text = f"{amount:.15g}"
    return spoken(amount, len(text.partition(".")[2]), unit)


def agreed(by: str, when: date | None) -> str:
    """`, agreed by the Board on 3 March 2025`, or as much as is known."""
    day = f" on {day_in_words(when)}" if when else ""
    return f", agreed by {by}{day}" if by else ""

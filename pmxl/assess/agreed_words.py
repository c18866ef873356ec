"""Agreed words: what was agreed of a target and its tolerance, by whom and when."""

from __future__ import annotations

import math
from datetime import date

from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.framework.tolerated import Band
from pmxl.periods import day_in_words
from pmxl.rules.ground import Ground
from pmxl.rules.spoken import spoken
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose

PRESET_WORDS = {
    "5%": "5 % of target",
    "10%": "10 % of target",
    "points": "5 points",
    "floor": "down to the standard",
    "travel-modified": "10 % of target counts as met; beyond it Amber if no worse than the same period last year",
}
"""The tolerances that go by name, as a sentence says them."""

UNTOLERATED = (Ground.BROKEN, Ground.BLUE, Ground.MET)
"""Where the tolerance has no say in a rating."""


def agreement(measure: Measure, band: Band, found: Expected, ground: Ground) -> str:
    """`Target and tolerance were agreed by the Board on 3 March 2025.`; only of what had a say in the rating."""
    aim = "standard" if ground is Ground.BROKEN else "range" if measure.polarity is Polarity.RANGE else "target"
    by, band_by = (agreed(what.agreed_by, what.agreed_on).removeprefix(", ") for what in (found, band))
    target = f"The {aim} was {by}" if by else ""
    if ground in UNTOLERATED or found.purpose is Purpose.STRETCH or measure.kind is Kind.YES_NO:
        return f"{target}." if target else ""
    if not has_tolerance(found):
        alone = measure.kind is Kind.MILESTONE or not target
        return "No tolerance was agreed." if alone else f"{target}, with no tolerance."
    if by and by == band_by:
        return f"{aim.capitalize()} and tolerance were {by}."
    tolerance = f"The tolerance was {band_by}" if band_by else ""
    return " ".join(f"{said}." for said in (target, tolerance) if said)


def has_tolerance(found: Expected) -> bool:
    """True where there is a band of some kind."""
    return not math.isnan(found.amount) or found.modifier in PRESET_WORDS


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
        return spoken_amount(found.amount, "days")
    if found.unit != "points":
        return f"{found.amount:g} % of target"
    return spoken_amount(found.amount, "points" if measure.kind is Kind.PERCENTAGE else measure.unit)


def spoken_amount(amount: float, unit: str) -> str:
    """A tolerance in the measure's own unit, in as many decimals as it has."""
    text = f"{amount:.15g}"
    return spoken(amount, len(text.partition(".")[2]), unit)


def agreed(by: str, when: date | None) -> str:
    """`, agreed by the Board on 3 March 2025`, or as much as is known."""
    day = f" on {day_in_words(when)}" if when else ""
    return f", agreed by {by}{day}" if by else ""

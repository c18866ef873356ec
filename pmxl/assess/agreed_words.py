"""Agreed words: what was agreed of a target and its tolerance, by whom and when."""

from __future__ import annotations

import math
from datetime import date

from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.framework.tolerated import Band
from pmxl.periods import day_in_words
from pmxl.rules.ground import Ground
from pmxl.rules.presets import POINTS
from pmxl.rules.presets import PRESETS
from pmxl.rules.presets import STANDARD
from pmxl.rules.presets import applied_band
from pmxl.rules.presets import counts_near
from pmxl.rules.spoken import agreed_amount
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose

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
    return not math.isnan(band_of(found)[0]) or bool(PRESETS[found.modifier].saved_by)


def band_of(found: Expected) -> tuple[float, str]:
    """The amount and the unit of the band by which a figure is rated; NaN where there is none."""
    return applied_band(found.amount, found.unit, found.modifier)


def tolerance(measure: Measure, band: Band, found: Expected) -> str:
    """The tolerance that was agreed, by whom and when."""
    if measure.kind is Kind.YES_NO:
        return ""
    words = band_words(measure, found.amount, found.unit, found.modifier)
    if not words:
        return "No tolerance was agreed." if not band.agreed_by else ""
    return f"Tolerance {words}{agreed(band.agreed_by, band.agreed_on)}."


def band_words(measure: Measure, amount: float, unit: str, modifier: str) -> str:
    """A tolerance as a sentence says it, its preset having had its say; "" where there is none."""
    width, counted = applied_band(amount, unit, modifier)
    if PRESETS[modifier].saved_by == STANDARD:
        return "down to the standard"
    words = "" if math.isnan(width) else in_band_unit(measure, width, counted)
    if counts_near(modifier):
        return f"{words} counts as met; beyond it Amber if no worse than the same period last year"
    return words


def in_band_unit(measure: Measure, amount: float, unit: str) -> str:
    """A tolerance's width or a stretch in points, in per cent of target, in days, or in the measure's own unit."""
    if measure.kind is Kind.MILESTONE:
        return agreed_amount(amount, "days")
    if unit != POINTS:
        return f"{agreed_amount(amount)} % of target"
    return agreed_amount(amount, in_points(measure))


def in_points(measure: Measure) -> str:
    """The unit of a distance between two figures: of percentages points."""
    return "points" if measure.kind is Kind.PERCENTAGE else measure.unit


def agreed(by: str, when: date | None) -> str:
    """`, agreed by the Board on 3 March 2025`, or as much as is known."""
    day = f" on {day_in_words(when)}" if when else ""
    return f", agreed by {by}{day}" if by else ""

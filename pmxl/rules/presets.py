"""Presets: the tolerances in common use, by name, each a row of settings."""

from __future__ import annotations

import math
from typing import NamedTuple

from pmxl.terms import Edge
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Rating

POINTS = "points"
PERCENT = "percent"
UNITS = (POINTS, PERCENT)
"""What a tolerance is counted in; of a milestone it is always calendar days, written as points."""

STANDARD = "standard"
LAST_YEAR = "last year"


class Preset(NamedTuple):
    """One row: how wide the band is, what a figure inside it is called, and what saves a figure beyond it from Red.

    `amount` stands when no amount is given, or always where it is `fixed`. "" leaves the measure's own setting.
    """

    amount: float = math.nan
    unit: str = ""
    fixed: bool = False
    within: Rating = Rating.AMBER
    saved_by: str = ""
    polarity: str = ""
    kind: str = ""


PRESETS: dict[str, Preset] = {
    "": Preset(),
    "strict": Preset(fixed=True),
    "5%": Preset(5, PERCENT, fixed=True),
    "10%": Preset(10, PERCENT, fixed=True),
    "points": Preset(5, POINTS),
    "floor": Preset(fixed=True, saved_by=STANDARD),
    "travel-modified": Preset(10, PERCENT, within=Rating.GREEN, saved_by=LAST_YEAR),
    "range": Preset(polarity=Polarity.RANGE),
    "milestone": Preset(kind=Kind.MILESTONE),
}
"""The presets, "" being none. Strict: met or not. Floor: Amber down to the standard. Travel-modified: Green within the
band, and beyond it Amber if no worse than the same period last year."""


def applied_band(amount: float, unit: str, modifier: str) -> tuple[float, str]:
    """The amount and the unit of a tolerance once its preset has had its say; NaN where there is no band."""
    preset = PRESETS[modifier]
    return preset.amount if preset.fixed or math.isnan(amount) else amount, preset.unit or unit


class Near(NamedTuple):
    """How far off its target, in per cent of it, a figure counts as met, and whether one just so far off does."""

    width: float = 0.0
    edge_inside: bool = True


def near_of(amount: float, modifier: str, edge: str = Edge.AMBER) -> Near:
    """How far off its target a figure counts as met: no way at all but by a preset that calls it Green."""
    if not counts_near(modifier):
        return Near()
    width, _ = applied_band(amount, PERCENT, modifier)
    return Near(width, edge == Edge.AMBER)


def counts_near(modifier: str) -> bool:
    """True for a preset by which a figure off its target can be Green, so that Green is not the target itself."""
    return PRESETS[modifier].within == Rating.GREEN


def reads_last_year(modifier: str) -> bool:
    """True for a preset that looks at the figure of the same period last year."""
    return PRESETS[modifier].saved_by == LAST_YEAR


def usual_unit(kind: Kind) -> str:
    """A tolerance is in points where the measure is a percentage, and in percent of the target otherwise."""
    return POINTS if kind is Kind.PERCENTAGE else PERCENT

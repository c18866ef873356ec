"""Tolerances as they apply to a measure: its band, the triggers that watch it, and whose figures they watch."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmxl.framework.columns import BAND
from pmxl.framework.derived import derived
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Tolerance
from pmxl.terms import Kind
from pmxl.terms import Pooling
from pmxl.terms import Strength

NARROWEST_FIRST = ("measure", "priority", "perspective", "kind")
"""Where two bands apply to a measure, the one of the narrower scope stands."""


@dataclass(frozen=True, slots=True)
class Band:
    """How far from its target a figure may be and still be Amber; NaN amount means no tolerance: Green or Red."""

    amount: float = math.nan
    unit: str = ""  # points or percent; "" is the default of the kind
    preset: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None


def band_of(framework: Framework, measure: Measure) -> Band:
    """The band of a measure: its own, else its priority's, perspective's or kind's, else the framework's default.

    A yes/no has none, nor has the share of partners who say yes: it is met or not.
    """
    if measure.kind is Kind.YES_NO:
        return Band()
    bands = [t for t in applying(framework)[measure.id] if t.rule == BAND]
    if bands:
        row = min(bands, key=lambda t: NARROWEST_FIRST.index(t.scope[0]))
        unit = "percent" if row.unit == "percent" else "points" if row.unit in ("points", "own") else ""
        return Band(math.nan if row.amount is None else row.amount, unit, row.preset, row.agreed_by, row.agreed_on)
    return Band(preset=framework.settings.default_band)


def act_triggers(framework: Framework, measure: Measure) -> tuple[Tolerance, ...]:
    """The triggers of a measure on which action is owed."""
    return tuple(one for one in triggers_of(framework, measure) if one.strength is Strength.ACT)


def is_followed(framework: Framework) -> bool:
    """True where the partnership has agreed to act on anything, or on asking for less: else nothing is proposed."""
    agreed = any(act_triggers(framework, one) for one in framework.measures)
    return agreed or framework.settings.risk_based_reporting


def triggers_of(framework: Framework, measure: Measure) -> tuple[Tolerance, ...]:
    """Every trigger that watches a measure; a narrower one replaces a broader one of the same rule and comparison.

    Forms of a rule, such as Red and Amber, are rules of their own, as they are on the sheet.
    """
    found: dict[tuple[str, str, str, str], Tolerance] = {}
    for row in sorted(applying(framework)[measure.id], key=lambda t: -NARROWEST_FIRST.index(t.scope[0])):
        if row.rule != BAND:
            found[row.rule, row.preset, row.strength, row.compare] = row
    return tuple(found.values())


def watched(framework: Framework, measure: Measure) -> Iterator[tuple[str, str]]:
    """Whose figures are watched, each after what it is one of: the partnership's, those of partners that nothing pooled
    can show, and those of partners and areas that have a target of their own.
    """
    partners, areas = (tuple(dict.fromkeys(pair[n] for pair in measure.pairs)) for n in (0, 1))
    apart = measure.pooling is Pooling.NONE and len(partners) > 1
    mine = [row for row in framework.targets if row.measure == measure.id]
    if not apart:
        yield "", ""
    owned = {row.partner for row in mine if row.partner and not row.area}
    if len(partners) > 1:
        yield from (("partner", p) for p in partners if apart or p in owned)
    if len(areas) > 1:
        aimed = {row.area for row in mine if row.area}
        yield from (("area", area) for area in areas if area in aimed)


@derived
def applying(framework: Framework) -> dict[str, list[Tolerance]]:
    """The tolerance rows whose scope takes each measure in, by its id."""
    found = {}
    for measure in framework.measures:
        objective = framework.objective(measure.objective)
        scopes = {
            ("measure", measure.id),
            ("priority", objective.priority.casefold()),
            ("perspective", objective.perspective),
            ("kind", measure.kind.value),
        }
        found[measure.id] = [t for t in framework.tolerances if (t.scope[0], t.scope[1].casefold()) in scopes]
    return found

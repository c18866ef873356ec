"""Aspects of a goalpost: what a framework says of a measure that moves its rating, each in words to be compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pmxl.assess.agreed_words import band_words
from pmxl.assess.watch import spelled
from pmxl.days import day_of
from pmxl.framework.asked import own_period
from pmxl.framework.expected import best_row
from pmxl.framework.expected import milestone_row
from pmxl.framework.expected import rows_of
from pmxl.framework.level import spreads
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.framework.tolerated import band_of
from pmxl.framework.tolerated import triggers_of
from pmxl.periods import MONTHS
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import listed
from pmxl.rules.digits import decimals_of
from pmxl.rules.presets import PRESETS
from pmxl.rules.presets import usual_unit
from pmxl.rules.spoken import agreed_amount
from pmxl.rules.spoken import spoken
from pmxl.terms import Basis
from pmxl.terms import Kind

NONE = "none"

LEVELS = {
    "target": "target",
    "low": "lower end",
    "high": "upper end",
    "standard": "standard",
    "stretch": "stretch",
    "green_half_width": "green half-width",
    "baseline": "baseline",
    "purpose": "purpose of the target",
    "profile": "profile of the year",
}
"""What a target row says, and what it is called."""

COUNTED: dict[str, tuple[str, Callable[[Framework, Measure], str]]] = {
    "kind": ("kind of figure", lambda _, m: m.kind.value),
    "decimals": ("number of decimals", lambda _, m: str(m.decimals)),
    "multiplier": ("multiplier", lambda _, m: f"{m.multiplier:,.15g}"),
    "polarity": ("better direction", lambda _, m: m.polarity.value),
    "accumulate": ("way it builds through the year", lambda _, m: m.accumulate.value),
    "pooling": ("way partners' figures become one", lambda _, m: pooled_by(m)),
    "first_period": ("first period", lambda _, m: m.first_period.label if m.first_period else NONE),
    "last_period": ("last period", lambda _, m: m.last_period.label if m.last_period else NONE),
    "seasonal": ("mark as seasonal", lambda _, m: "yes" if m.seasonal else "no"),
    "dead_band": ("move that counts as steady", lambda _, m: agreed_amount(m.dead_band) if m.dead_band else NONE),
    "rebase": ("break in series", lambda _, m: listed(brk.label for brk in m.rebase) or NONE),
    "partners": ("list of partners who return it", lambda _, m: ", ".join(sorted(m.partners))),
}
"""What a measure says of how it is counted and rated: its field, what it is called, and how it is said."""


def known(framework: Framework, measure: str) -> Measure | None:
    """The measure of that id, where the framework has it."""
    return next((m for m in framework.measures if m.id == measure), None)


def definition(framework: Framework, measure: Measure) -> str:
    """The definition with its version."""
    del framework
    return f"“{measure.definition.rstrip('.')}” (version {measure.definition_version})"


def pooled_by(measure: Measure) -> str:
    """`sum`, `lead council`, `weights ash 60, birch 40`."""
    shares = ", ".join(f"{who} {agreed_amount(share * 100)}" for who, share in measure.weights.items())
    return " ".join(word for word in (measure.pooling.value, measure.lead, shares) if word)


def tolerance(framework: Framework, measure: Measure) -> str:
    """The Amber band as it was agreed."""
    band = band_of(framework, measure)
    preset = PRESETS[band.preset]
    words = band_words(measure, band.amount, band.unit or usual_unit(measure.kind), band.preset)
    makes = preset.kind or preset.polarity  # range and milestone say what a measure is
    return ", ".join(filter(None, (band.preset if makes else "", words))) or NONE


def triggers(framework: Framework, measure: Measure) -> tuple[str, ...]:
    """The triggers that watch it, each with its strength and silent months: `decline 2 (act, silent in March)`."""
    return tuple(
        f"{spelled(trigger)} ({', '.join([trigger.strength, *quiet_in(trigger)])})"
        for trigger in triggers_of(framework, measure)
    )


def quiet_in(trigger: Tolerance) -> list[str]:
    """In which months a trigger says nothing, if there are any."""
    named = [MONTHS[month - 1] for month in trigger.silent]
    return [f"silent in {listed(named)}"] if named else []


def periods_of(measure: Measure, period: Period) -> list[Period]:
    """The periods of the year for which a measure is rated, each of its own rhythm or of the scorecard's.

    A yearly one may be carried, so the year before is one of them.
    """
    length = own_period(measure, period).months
    year = period.year
    return [year.previous, year] if length == year.months else list(year.parts(length))


def speaking(framework: Framework, measure: Measure, period: Period, unit: tuple[str, str]) -> tuple[Target, ...]:
    """The row of a unit's own that speaks of a period; the rows of its months or quarters where a total has those."""
    rows = rows_of(framework, measure.id, *unit)
    best = milestone_row if measure.kind is Kind.MILESTONE else best_row
    one = best(rows, period, exact=spreads(measure))
    if one is not None or measure.frequency.months >= period.months:
        return (one,) if one else ()
    parts = (best(rows, part, exact=spreads(measure)) for part in period.parts(measure.frequency.months))
    return tuple(part for part in parts if part is not None)


def level(measure: Measure, rows: tuple[Target, ...], field: str) -> str:
    """What target rows say, and of when: `90 % for 2022-23`; "none" where they say nothing of it."""
    said = [(level_words(measure, field, getattr(row, field)), when(row)) for row in rows]
    return "; ".join(f"{words} {of}" for words, of in said if words) or NONE


def bare_level(measure: Measure, rows: tuple[Target, ...], field: str) -> str:
    """The same without the periods, to be compared: a level that only stands on another row has not moved."""
    return "; ".join(words for row in rows if (words := level_words(measure, field, getattr(row, field)))) or NONE


def level_words(measure: Measure, field: str, value: Any) -> str:
    """A level as it is said; "" where there is none."""
    if field == "profile":
        return "; ".join(f"{share * 100:.4g}" for share in value) if value else "even"
    if value is None:
        return ""
    if field == "purpose":
        return str(value)
    if measure.kind is Kind.MILESTONE and field == "target":
        return day_in_words(day_of(value))
    if field in ("stretch", "green_half_width"):
        return agreed_amount(value)
    return spoken(value, max(measure.decimals, decimals_of(value)), measure.unit)


def when(row: Target) -> str:
    """The period a row speaks of: `for 2022-23`, `by the end of 2024-25`."""
    return f"by the end of {row.period.label}" if row.basis is Basis.POINT else f"for {row.period.label}"

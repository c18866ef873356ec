"""Checks of the tolerances: what they speak of, what they lack, and whether the band they give has any width."""

from __future__ import annotations

from collections.abc import Hashable
from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.checks.targets import with_measures
from pmxl.framework.columns import BAND
from pmxl.framework.columns import PRESETS
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import again
from pmxl.framework.draft import nearest
from pmxl.framework.draft import unknown
from pmxl.framework.faults import Fault
from pmxl.framework.tolerated import NARROWEST_FIRST
from pmxl.rules import presets
from pmxl.rules.spoken import agreed_amount
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Trigger

BANDS = (BAND, *PRESETS)
NEED_N = (Trigger.DECLINE.value,)
NEED_AMOUNT = (BAND, Trigger.OVERRUN.value, Trigger.DECLINE_PERCENT.value)
PERCENT = 100.0


def unknown_scopes(draft: Draft) -> Iterator[Finding]:
    """A tolerance speaks of a measure, perspective or priority that is not there."""
    priorities = {row.text("priority").casefold() for row in draft.of("objectives") if row.get("priority")}
    for line in draft.of("tolerances"):
        kind, name = line.get("measure") or ("", "")
        if kind == "measure":
            yield from unknown(draft, line, "measure", [name], "measures")
        elif kind == "perspective":
            yield from unknown(draft, line, "measure", [name], "perspectives")
        elif kind == "priority" and name not in priorities and "objectives" not in draft.unread:
            close = nearest(name, priorities)
            says = f"measure asks for the priority “{name}”, and no objective has it."
            ask = f"Type priority:{close}." if close else "Type it in the column priority of objectives."
            yield line.finding(Fault.UNKNOWN_REFERENCE, "measure", says, ask)


def tolerances_twice(draft: Draft) -> Iterator[Finding]:
    """The same rule stands twice for the same measures."""
    for line, first in again(draft.of("tolerances"), _what_for):
        says = f"Row {first.row} has the rule {first.text('rule')} for the same measures."
        yield line.finding(Fault.TOLERANCE_TWICE, "rule", says, "Keep one of them.")


def _what_for(line: Line) -> Hashable | None:
    """All bands are one rule; a trigger is another one for each strength and comparison."""
    scope, rule = line.get("measure"), line.get("rule")
    if not scope or not rule or not line.is_sound("measure", "rule", "strength"):
        return None
    trigger = (rule, line.get("strength") or "observe", line.get("compare") or "previous")
    return scope, BAND if rule in BANDS else trigger


def numbers_missing(draft: Draft) -> Iterator[Finding]:
    """A rule lacks its number: how many times in a row, or how much."""
    for line in draft.of("tolerances"):
        rule = line.get("rule")
        if rule in NEED_N and line.get("n") is None and line.is_sound("n"):
            says = f"The rule {rule} does not say after how many worse figures in a row it speaks, so 2 is used."
            yield line.finding(Fault.N_MISSING, "n", says, "Type n if another number was agreed.")
        if rule in NEED_AMOUNT and line.get("amount") is None and line.is_sound("amount"):
            says = f"The rule {rule} has no amount."
            ask = (
                "Type how much, and in which unit."
                if rule != BAND
                else "Type how much, or a rule by name such as strict."
            )
            yield line.finding(Fault.AMOUNT_MISSING, "amount", says, ask)


def amounts_unused(draft: Draft) -> Iterator[Finding]:
    """An amount stands beside a rule that has its own, or needs none, and says another."""
    for line in draft.of("tolerances"):
        rule, amount = line.get("rule"), line.get("amount")
        preset = presets.PRESETS.get(rule or "")
        if preset is None or not preset.fixed or amount is None or amount == (preset.amount if preset.unit else 0):
            continue
        own = f"is always {preset.amount:g} % of the target" if preset.unit else "takes none"
        says = f"The amount is {agreed_amount(amount)}, and the rule {rule} {own}, so the amount is not used."
        ask = f"Clear it, or type {BAND} as the rule if {agreed_amount(amount)} was agreed."
        yield line.finding(Fault.AMOUNT_UNUSED, "amount", says, ask)


def nothing_to_compare(draft: Draft) -> Iterator[Finding]:
    """A trigger compares a measure with others, and the measure has no comparison group: it can never fire."""
    for line in draft.of("tolerances"):
        scope, rule = line.get("measure"), str(line.get("rule") or "")
        if not rule.startswith(Trigger.RELATIVE) or not scope or scope[0] != "measure":
            continue
        measure = draft.found("measures", scope[1])
        if measure and not measure.get("comparison_group") and measure.is_sound("comparison_group"):
            says = f"The trigger {rule} compares {measure.name} with others, and it has no comparison group."
            ask = "Name its comparison_group on the sheet measures, or clear the row."
            yield line.finding(Fault.NOTHING_TO_COMPARE, "rule", says, ask)


def not_agreed(draft: Draft) -> Iterator[Finding]:
    """A tolerance does not say who agreed it, or when: its exceptions would have nobody behind them."""
    for line in draft.of("tolerances"):
        missing = [name for name in ("agreed_by", "agreed_on") if line.get(name) is None and line.is_sound(name)]
        if missing and line.is_sound("agreed_by", "agreed_on"):
            what = {"agreed_by": "who agreed it", "agreed_on": "when it was agreed"}
            says = f"The tolerance does not say {' or '.join(what[name] for name in missing)}."
            yield line.finding(Fault.NOT_AGREED, missing[0], says, f"Fill in {' and '.join(missing)}.")


def bands_unsuited(draft: Draft) -> Iterator[Finding]:
    """A band for one measure that can have none (yes/no), or a milestone's in other than days."""
    for line in draft.of("tolerances"):
        scope = line.get("measure")
        if line.get("rule") != BAND or not scope or scope[0] not in ("measure", "kind"):
            continue
        measure = draft.found("measures", scope[1]) if scope[0] == "measure" else None
        kind = measure.get("kind") if measure else scope[1]
        if kind == Kind.YES_NO:
            says = "A yes/no is met or not, so a band is not used."
            yield line.finding(Fault.BAND_UNSUITED, "rule", says, "Clear the row.")
        elif kind == Kind.MILESTONE and line.get("unit") == "percent":
            says = "The band of a milestone is counted in calendar days, and the unit is percent."
            yield line.finding(Fault.BAND_UNSUITED, "unit", says, "Clear the unit: the amount is in days.")


def band_line(draft: Draft, measure: Line) -> Line | None:
    """The band row that applies to a measure: the narrowest scope first."""
    objective = draft.found("objectives", measure.text("objective"))
    scopes = {
        ("measure", measure.text("id")),
        ("priority", objective.text("priority").casefold() if objective else ""),
        ("perspective", objective.text("perspective") if objective else ""),
        ("kind", measure.text("kind")),
    }
    rows = [line for line in draft.of("tolerances") if line.get("rule") in BANDS and line.get("measure") in scopes]
    rows = [line for line in rows if line.is_sound("measure", "rule", "amount", "unit")]
    return min(rows, key=lambda line: NARROWEST_FIRST.index(line.get("measure")[0]), default=None)


def percent_of(draft: Draft, measure: Line) -> tuple[float, Line | None] | None:
    """The percentage of target that a measure's band is, and the row that says so; None for any other band."""
    line, kind = band_line(draft, measure), measure.get("kind")
    rule = line.text("rule") if line else str(draft.setting("default_band"))
    if kind in (None, Kind.YES_NO, Kind.MILESTONE) or not rule:
        return None
    amount: float | None = line.get("amount") if line else None
    preset = presets.PRESETS.get(rule)
    if preset is not None and preset.unit == presets.PERCENT:
        return (preset.amount if amount is None or preset.fixed else amount), line
    if rule != BAND or amount is None or line is None:
        return None
    unit = line.get("unit") or presets.usual_unit(Kind(kind))
    return (amount, line) if unit == presets.PERCENT else None


def percent_of_zero(draft: Draft) -> Iterator[Finding]:
    """A tolerance is a percentage of a target of nought, so that it has no width."""
    for target, measure in with_measures(draft):
        band = percent_of(draft, measure)
        if band is None or not band[0]:
            continue
        columns = ("low", "high") if measure.get("polarity") == Polarity.RANGE else ("target",)
        for column in columns:
            if target.get(column) == 0 and target.is_sound(column):
                where = f"tolerances row {band[1].row}" if band[1] else "the setting default_band"
                says = f"The {column} of {measure.name} is 0, and {where} allows {band[0]:g} % of it, which is nothing."
                ask = f"Give {measure.name} a band in points on the sheet tolerances."
                yield target.finding(Fault.PERCENT_OF_ZERO, column, says, ask)
                break


def bands_too_narrow(draft: Draft) -> Iterator[Finding]:
    """A band is narrower than one published unit, so that nothing can be Amber."""
    reported: set[int] = set()
    for target, measure in with_measures(draft):
        line, level, decimals = band_line(draft, measure), target.get("target"), measure.get("decimals")
        if line is None or line.row in reported or decimals is None or not isinstance(level, float) or not level:
            continue
        percent = percent_of(draft, measure)
        width = abs(level) * percent[0] / PERCENT if percent else line.get("amount")
        unit = 10.0**-decimals
        if width and width < unit and measure.get("kind") not in (Kind.YES_NO, Kind.MILESTONE):
            reported.add(line.row)
            wide, step = agreed_amount(width), agreed_amount(unit)
            says = f"The band of {measure.name} is {wide} wide, and it is published in steps of {step}."
            ask = "Widen the band, or publish more decimals: no figure can fall inside it."
            yield line.finding(Fault.BAND_TOO_NARROW, "amount", says, ask)


CHECKS = (
    unknown_scopes,
    tolerances_twice,
    numbers_missing,
    amounts_unused,
    nothing_to_compare,
    not_agreed,
    bands_unsuited,
    percent_of_zero,
    bands_too_narrow,
)

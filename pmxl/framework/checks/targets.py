"""Checks of the targets: that each states a level, fits its measure and period, and speaks of somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import again
from pmxl.framework.draft import key_of
from pmxl.framework.draft import returned_by_nobody
from pmxl.framework.faults import Fault
from pmxl.framework.reach import is_whole
from pmxl.plural import plural
from pmxl.rules.spoken import agreed_amount
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity

YEAR = 12
PERCENT = 100.0
NO_STANDARD_POLARITIES = (Polarity.RANGE, Polarity.NEAREST)
NO_STANDARD_KINDS = (Kind.YES_NO, Kind.MILESTONE)
SPREADING = (Accumulate.FLOW, Accumulate.CUMULATIVE)
LEVELS = ("target", "low", "high", "standard")
KEY = ("measure", "period", "basis", "partner", "area")

Pairs = Iterator[tuple[Line, Line]]


def with_measures(draft: Draft) -> Pairs:
    """Each target with its measure, where the measure is known."""
    for line in draft.of("targets"):
        measure = draft.measure_of(line)
        if measure is not None:
            yield line, measure


def targets_twice(draft: Draft) -> Iterator[Finding]:
    """Two targets for the same measure, period, basis, partner and area."""
    for line, first in again(draft.of("targets"), lambda line: key_of(line, *KEY, needed=3)):
        says = f"Row {first.row} has a target for {line.text('measure')}, {line.get('period').label} already."
        yield line.finding(Fault.TARGET_TWICE, "period", says, "Keep one, or give one its own partner or area.")


def nothing_expected(draft: Draft) -> Iterator[Finding]:
    """A target row states no level, or a range has no bounds."""
    for line, measure in with_measures(draft):
        if not line.is_sound(*LEVELS) or measure.get("polarity") is None:
            continue
        if measure.get("polarity") == Polarity.RANGE:
            if line.get("low") is None and line.get("high") is None:
                says = f"{measure.name} should stay within a range, and neither low nor high is given."
                yield line.finding(Fault.RANGE_WITHOUT_BOUNDS, "low", says, "Type low, high or both.")
        elif line.get("target") is None and line.get("standard") is None:
            says = f"The row for {measure.name} states no level."
            yield line.finding(Fault.NOTHING_EXPECTED, "target", says, "Type the target, or clear the row.")


def bounds_wrong(draft: Draft) -> Iterator[Finding]:
    """A range has its bounds the wrong way round, or bounds are given to a measure that is not a range."""
    for line, measure in with_measures(draft):
        low, high = line.get("low"), line.get("high")
        if low is not None and high is not None and low > high:
            says = f"low is {agreed_amount(low)} and high is {agreed_amount(high)}."
            yield line.finding(Fault.LOW_ABOVE_HIGH, "low", says, "Exchange them, or correct one.")
        elif (low is not None or high is not None) and measure.get("polarity") not in (None, Polarity.RANGE):
            column = "low" if low is not None else "high"
            polarity = measure.text("polarity")
            says = f"{column} is given, and the polarity of {measure.name} is {polarity}, so it is not used."
            yield line.finding(Fault.BOUNDS_UNUSED, column, says, "Clear it, or give the measure the polarity range.")


def standard_wrong(draft: Draft) -> Iterator[Finding]:
    """A standard where there can be none, or one that is harder to meet than the target."""
    for line, measure in with_measures(draft):
        standard, target = line.get("standard"), line.get("target")
        kind, polarity = measure.get("kind"), measure.get("polarity")
        if standard is None or kind is None or polarity is None:
            continue
        if polarity in NO_STANDARD_POLARITIES or kind in NO_STANDARD_KINDS:
            what = f"polarity {polarity}" if polarity in NO_STANDARD_POLARITIES else f"kind {kind}"
            says = f"{measure.name} has the {what} and can have no standard."
            yield line.finding(Fault.STANDARD_UNSUITED, "standard", says, "Clear the standard.")
        elif isinstance(target, float) and (standard - target) * Polarity(polarity).sign > 0:
            harder = "above" if standard > target else "below"
            floor, level = agreed_amount(standard), agreed_amount(target)
            says = f"The standard {floor} lies {harder} the target {level}, where {polarity} is better."
            ask = "A standard is a floor that must never be broken: correct the standard or the target."
            yield line.finding(Fault.STANDARD_WRONG_SIDE, "standard", says, ask)


def profile_wrong(draft: Draft) -> Iterator[Finding]:
    """A profile that does not add up, has another length than the year has periods, or is not used at all."""
    for line, measure in with_measures(draft):
        profile, frequency = line.several("profile"), measure.get("frequency")
        if not profile:
            continue
        periods = YEAR // Frequency(frequency).months if frequency else len(profile)
        if not is_whole(profile):
            says = f"The profile adds up to {sum(profile):g}."
            yield line.finding(Fault.PROFILE_SUM, "profile", says, "Change it so that it adds up to 1 or to 100.")
        elif len(profile) != periods:
            has, wanted = plural(len(profile), "share"), plural(periods, "period")
            says = f"The profile has {has}, and {measure.name} has {wanted} in a year."
            yield line.finding(Fault.PROFILE_LENGTH, "profile", says, f"Type {periods} shares.")
        elif line.get("basis") not in (None, Basis.YEAR) or not _spreads(measure):
            says = f"The target of {measure.name} is not a year's total to be spread, so the profile is not used."
            yield line.finding(Fault.PROFILE_UNUSED, "profile", says, "Clear it, or correct the basis.")


def _spreads(measure: Line) -> bool:
    """True where a year's target is a total; also where that cannot be said."""
    kind, accumulate = measure.get("kind"), measure.get("accumulate")
    if kind is None or accumulate is None:
        return True
    return kind in (Kind.COUNT, Kind.MONEY) and accumulate in SPREADING


def level_unsuited(draft: Draft) -> Iterator[Finding]:
    """The level is a date where a number belongs, a number where a date does, or out of a yes/no's bounds."""
    for line, measure in with_measures(draft):
        target, kind = line.get("target"), measure.get("kind")
        if target is None or kind is None:
            continue
        if kind == Kind.MILESTONE and not isinstance(target, date):
            says = f"{measure.name} is a milestone, and its target is {agreed_amount(target)}."
            yield line.finding(Fault.MILESTONE_NOT_DATE, "target", says, "Type the day, such as 2026-12-31.")
        elif kind != Kind.MILESTONE and isinstance(target, date):
            says = f"{measure.name} is no milestone, and its target is a date ({target.isoformat()})."
            yield line.finding(Fault.DATE_NOT_MILESTONE, "target", says, "Type a number; format the cell as a number.")
        elif kind == Kind.YES_NO and not 0 <= target <= PERCENT:
            level = agreed_amount(target)
            says = f"The target is {level}, and that of a yes/no is the percentage of partners that say yes."
            yield line.finding(Fault.SHARE_OUT_OF_BOUNDS, "target", says, "Type a number from 0 to 100; usually 100.")
        elif kind == Kind.YES_NO and 0 < target <= 1 and not line.get("partner") and not line.get("area"):
            says = f"The target of {measure.name} is {target:g}, which means that {target:g} % of the partners say yes."
            yield line.finding(Fault.PERCENT_AS_SHARE, "target", says, "Type 100 if all of them are to say yes.")
        elif kind == Kind.PERCENTAGE and 0 < target < 1:
            says = f"The target of the percentage {measure.name} is {target:g}, which means {target:g} %."
            yield line.finding(
                Fault.PERCENT_AS_SHARE, "target", says, f"Type {target * PERCENT:g} if {target * PERCENT:g} % is meant."
            )


def basis_and_period(draft: Draft) -> Iterator[Finding]:
    """A year's target is not for a year, or a period's target is for a period in which no figure falls."""
    for line, measure in with_measures(draft):
        period, basis, frequency = line.get("period"), line.get("basis"), measure.get("frequency")
        if period is None or basis is None or frequency is None:
            continue
        own = Frequency(frequency).months
        if basis == Basis.YEAR and not period.is_year:
            says = f"The basis is year, and {period.label} is not a year."
            ask = f"Type {period.year.label}, or the basis period or point."
            yield line.finding(Fault.BASIS_AND_PERIOD, "period", says, ask)
        elif basis == Basis.PERIOD and period.months < own:
            says = (
                f"{period.label} is shorter than the periods of {measure.name}, which is reported by the {frequency}."
            )
            yield line.finding(Fault.BASIS_AND_PERIOD, "period", says, f"Type a {frequency}.")
        elif basis == Basis.PERIOD and period.months == YEAR and own < YEAR:
            says = (
                f"{period.label} is a whole year with the basis period: each {frequency} in it is held to that level."
            )
            ask = f"Type year if it is the year's total or level; leave it if each {frequency} is meant."
            yield line.finding(Fault.YEAR_AS_PERIOD, "basis", says, ask)


def targets_of_nobody(draft: Draft) -> Iterator[Finding]:
    """A target is for a partner or area that does not return the measure."""
    for line, measure in with_measures(draft):
        reach = draft.reaches.get(measure.text("id"))
        partner, area = line.get("partner"), line.get("area")
        if reach is None or not line.is_sound("partner", "area"):
            continue
        if partner and partner not in reach.partners:
            yield _nobody(line, measure, "partner", partner, reach.partners)
        elif area and area not in reach.areas:
            yield _nobody(line, measure, "area", area, reach.areas)
        elif partner and area and (partner, area) not in reach.pairs:
            own = [its for who, its in reach.pairs if who == partner and its]
            yield _nobody(line, measure, "area", area, own)


_nobody = partial(returned_by_nobody, Fault.TARGET_OF_NOBODY)


def baseline_late(draft: Draft) -> Iterator[Finding]:
    """The baseline of a target does not lie before its period."""
    for line in draft.of("targets"):
        baseline, period = line.get("baseline_period"), line.get("period")
        if baseline and period and baseline.last_day >= period.last_day:
            says = f"The baseline is of {baseline.label} and the target of {period.label}."
            yield line.finding(Fault.WRONG_ORDER, "baseline_period", says, "Type an earlier period for the baseline.")


def outside_life(draft: Draft) -> Iterator[Finding]:
    """A target lies outside the periods for which its measure is reported."""
    for line, measure in with_measures(draft):
        period, first, last = line.get("period"), measure.get("first_period"), measure.get("last_period")
        if period is None or not measure.is_sound("first_period", "last_period"):
            continue
        if first and period.last_day < first.first_day:
            says = f"{measure.name} is reported from {first.label}, and the target is for {period.label}."
        elif last and line.get("basis") != Basis.POINT and period.first_day > last.last_day:
            says = f"{measure.name} is reported to {last.label}, and the target is for {period.label}."
        else:
            continue
        yield line.finding(Fault.OUTSIDE_LIFE, "period", says, "Correct the period, or the life of the measure.")


def stretch_unused(draft: Draft) -> Iterator[Finding]:
    """A stretch is given to a measure that can have no Blue."""
    for line, measure in with_measures(draft):
        polarity, kind = measure.get("polarity"), measure.get("kind")
        if line.get("stretch") is None or polarity is None or kind is None:
            continue
        if not Polarity(polarity).sign or kind == Kind.YES_NO:
            why = f"kind {kind}" if Polarity(polarity).sign else f"polarity {polarity}"
            says = f"A stretch is given, and a measure with the {why} is never Blue."
            yield line.finding(Fault.STRETCH_UNUSED, "stretch", says, "Clear it.")


def half_width_unused(draft: Draft) -> Iterator[Finding]:
    """A green half-width is given to a measure that is not to be near its target."""
    for line, measure in with_measures(draft):
        polarity = measure.get("polarity")
        if not line.get("green_half_width") or polarity in (None, Polarity.NEAREST):
            continue
        says = f"A green half-width is given, and it is only for the polarity nearest; this one is {polarity}."
        yield line.finding(Fault.HALF_WIDTH_UNUSED, "green_half_width", says, "Clear it.")


def context_with_target(draft: Draft) -> Iterator[Finding]:
    """A measure for context only has a target, so that it is not rated all the same."""
    for line, measure in with_measures(draft):
        if measure.get("polarity") == Polarity.NONE and line.get("target") is not None:
            says = f"{measure.name} is for context (polarity none), so it is not rated against its target."
            ask = "Say on measures which way is better, or clear the target."
            yield line.finding(Fault.TARGET_OF_CONTEXT, "target", says, ask)


def measures_without_target(draft: Draft) -> Iterator[Finding]:
    """A measure has no target, so that it is watched and not rated."""
    if "targets" in draft.unread or not all(row.get("measure") for row in draft.of("targets")):
        return
    named = {row.get("measure") for row in draft.of("targets")}
    unclear = any(not row.is_sound("measure") for row in draft.of("targets"))
    for line in draft.of("measures"):
        id_ = line.get("id")
        if id_ and line.is_sound("id") and not unclear and id_ not in named and line.get("polarity") != Polarity.NONE:
            says = f"{line.name} has no target, so it is watched and not rated."
            yield line.finding(Fault.NO_TARGET, "id", says, "Nothing need be done if that is meant.")


CHECKS = (
    targets_twice,
    nothing_expected,
    level_unsuited,
    bounds_wrong,
    standard_wrong,
    profile_wrong,
    basis_and_period,
    targets_of_nobody,
    baseline_late,
    outside_life,
    stretch_unused,
    half_width_unused,
    context_with_target,
    measures_without_target,
)

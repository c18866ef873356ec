"""Reason: the clause that each part of a rule puts into the sentence about a figure."""

from __future__ import annotations

import math
from collections.abc import Callable

from pmxl.rules.case import YES
from pmxl.rules.case import Case
from pmxl.rules.ground import Ground
from pmxl.rules.presets import LAST_YEAR
from pmxl.rules.presets import STANDARD
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Rating

NEVER_RED = ": a stretch target is never Red"
"""Why a figure off a stretch target is not Red."""


def reason(case: Case) -> str:
    """The sentence that says the figure, its target and the rating that follows; "" where there is no figure."""
    if case.ground == Ground.NONE:
        return ""
    if case.kind == Kind.MILESTONE:
        return of_a_day(case)
    if case.ground == Ground.NO_TARGET:
        return f"{case.say(case.figure)}. There is no target to rate it by."
    if case.kind == Kind.YES_NO:
        return of_an_answer(case)
    if case.ground == Ground.BROKEN:
        broken = f"{case.say(case.figure)} breaks the standard of {case.bare(case.standard)}"
        return f"{broken}, so {case.rating} whatever the target."
    return f"{case.say(case.figure)} against {case.aim()}: {distance(case)}{conclusion(case)}."


def of_an_answer(case: Case) -> str:
    """A yes or no, as in `No where Yes is wanted, so Red`."""
    if case.ground == Ground.MET:
        return f"{case.say(case.figure)}, as wanted, so {case.rating}."
    wanted = "No" if case.figure >= YES else "Yes"
    return f"{case.say(case.figure)} where {wanted} is wanted, so {case.rating}{NEVER_RED if case.is_stretch else ''}."


def of_a_day(case: Case) -> str:
    """A milestone, as in `Done 21 days late, within the tolerance of 30 days, so Amber`."""
    if case.off <= 0:
        return f"Done {f'{case.gap()} early' if case.off else 'on the day'}{conclusion(case)}."
    done = "Done" if case.done else "Not done yet"
    if case.ground == Ground.NO_TARGET:
        return f"{done}. There is no day to rate it by."
    late = "" if math.isnan(case.off) else f"{'' if case.done else ','} {case.gap()} late"
    if case.ground == Ground.BROKEN:
        return f"{done}{late}, later than its standard allows, so {case.rating}."
    return f"{done}{late}{conclusion(case)}."


def distance(case: Case) -> str:
    """How far off its target a figure is, and on which side."""
    if case.polarity == Polarity.NEAREST and not case.sign:
        return f"off by {case.gap()}" if case.off else "on target"
    if not case.sign:
        if not case.off:
            return "inside it" if not (math.isnan(case.low) or math.isnan(case.high)) else "as it should be"
        return f"{'below' if case.off < 0 else 'above'} it by {case.gap()}"
    if not case.off:
        return "on target"
    return f"{'better' if case.off * case.sign > 0 else 'short' if case.off < 0 else 'over'} by {case.gap()}"


def conclusion(case: Case) -> str:
    """What the tolerance, the stretch or the preset says of it, and the rating that follows."""
    if case.is_stretch and case.rating == Rating.AMBER:
        return f", so {case.rating}{NEVER_RED}"
    if case.ground == Ground.EDGE:
        return f", exactly on the edge of {tolerance(case)}, which counts as {case.rating}"
    clause = CLAUSES.get(Ground(case.ground))
    return f"{clause(case) if clause else ''}, so {case.rating}"


def blue(case: Case) -> str:
    """How much better than target is Blue."""
    return "" if case.is_stretch else f", more than the {case.width(case.stretch)} that Blue asks for"


def met(case: Case) -> str:
    """How far off a figure to be near its target may be."""
    inside = case.polarity == Polarity.NEAREST and not case.sign and bool(case.off)
    return f", within {counting(case)}" if inside else ""


def counting(case: Case) -> str:
    """How far off a figure to be near its target still counts as on it."""
    return f"the {case.so_much(case.green_half_width)} that counts as on target"


def allowed(case: Case) -> str:
    """A band inside which the target counts as met."""
    return f", within the {case.width(case.amount)} that counts as met"


def within(case: Case) -> str:
    """The tolerance that makes it Amber."""
    return f", within {tolerance(case)}"


def tolerance(case: Case) -> str:
    """`the tolerance of 5 points`."""
    beyond = f" beyond {counting(case)}" if case.green_half_width else ""
    return f"the tolerance of {case.width(case.amount)}{beyond}"


def saved(case: Case) -> str:
    """What kept it from Red."""
    if case.saved_by == STANDARD:
        return f", but no {'lower' if case.sign > 0 else 'higher'} than the standard of {case.bare(case.standard)}"
    return f"{past_what_counts(case)}, but no worse than the same period last year ({case.bare(case.last_year)})"


def beyond(case: Case) -> str:
    """What it went beyond, if there is anything."""
    if case.saved_by == LAST_YEAR:
        if math.isnan(case.last_year):
            return f"{past_what_counts(case)}, with no figure for the same period last year to set against it"
        return f"{past_what_counts(case)}, and worse than the same period last year ({case.bare(case.last_year)})"
    return f", more than {tolerance(case)}" if case.amount > 0 else ""


def past_what_counts(case: Case) -> str:
    """Further off than what counts as met, or on its edge where the edge is outside."""
    if case.at_edge:
        return f", exactly the {case.width(case.amount)} that no longer counts as met"
    return f", more than the {case.width(case.amount)} that counts as met"


CLAUSES: dict[Ground, Callable[[Case], str]] = {
    Ground.BLUE: blue,
    Ground.MET: met,
    Ground.ALLOWED: allowed,
    Ground.WITHIN: within,
    Ground.SAVED: saved,
    Ground.BEYOND: beyond,
}
"""What each ground adds to the distance."""

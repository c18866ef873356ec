"""Checks on where a figure belongs and on its numerator and denominator, before anything is made of them."""

from __future__ import annotations

from pmxl.framework.asked import is_expected
from pmxl.framework.asked import lives_in
from pmxl.framework.asked import pairs_of
from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import check
from pmxl.returns.checks.series import since_the_break
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import FIGURES
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.limits import WHOLE
from pmxl.returns.limits import is_never_negative
from pmxl.returns.limits import is_whole
from pmxl.returns.names import area_named
from pmxl.terms import WITHDRAWN
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Severity

FEWEST = 2
"""How many earlier figures it takes to know that a part is counted in whole numbers."""


@check("VAL014", Severity.ERROR, Stage.PLACE)
def other_length(row: Row) -> Fault | None:
    """The period is not of the length in which the measure is reported."""
    frequency, months = row.measure.frequency, row.key.period.months
    if months == frequency.months:
        return None
    given = next((f.value for f in Frequency if f.months == months), f"{months} months")
    says = f"{row.measure.name} is reported by the {frequency.value} and {row.key.period.label} is a {given}."
    return Fault(says, f"Give it by the {frequency.value}.", row.given.place(VALUE))


@check("VAL021", Severity.ERROR, Stage.PLACE)
def other_partner(row: Row) -> Fault | None:
    """The partner, or the area, is not one that the measure is returned for."""
    key = row.key
    if not key.partner or (key.partner, key.area) in pairs_of(row.framework, row.measure, key.partner):
        return None
    who = row.framework.partner(key.partner).name
    where = f" for {area_named(row.framework, key.area)}" if key.area else " for no area in particular"
    says = f"{row.measure.name} is not asked of {who}{where if key.area or row.measure.by_area else ''}."
    return Fault(says, "Correct the partner, the area or the measure, or the framework.", row.given.place(VALUE))


@check("VAL013", Severity.ERROR, Stage.PLACE)
def outside_its_life(row: Row) -> Fault | None:
    """The period lies before the first or after the last one of the measure, the partner or the area."""
    key, measure = row.key, row.measure
    if not lives_in(measure, key.period):
        first, last = measure.first_period, measure.last_period
        life = " ".join(part for part in (f"from {first}" if first else "", f"to {last}" if last else "") if part)
        says = f"{measure.name} is measured {life}, and this figure is of {key.period.label}."
    elif key.partner and not is_expected(row.framework, measure, key.partner, key.area, key.period):
        says = f"{row.name}: the partner or the area did not exist in that period."
    else:
        return None
    return Fault(says, "Leave it out, or correct the period.", row.given.place(VALUE))


@check("VAL008", Severity.QUERY, Stage.PLACE, of_imports=False)
def nothing_given(row: Row) -> Fault | None:
    """No figure is given, and no mark that says why."""
    if not row.given.is_blank:
        return None
    told = f"; the commentary says '{shortened(row.given.commentary)}'" if row.given.commentary else ""
    says = f"{row.name} has no figure and no reason{told}."
    ask = "Give the figure, or a mark such as n/a or x that says why there is none."
    return Fault(says, ask, row.given.place(VALUE))


@check("VAL010", Severity.ERROR, Stage.PARTS)
def half_given(row: Row) -> Fault | None:
    """One of numerator and denominator is given and the other is blank."""
    readings = row.given.readings
    for one, other in ((NUMERATOR, DENOMINATOR), (DENOMINATOR, NUMERATOR)):
        if one in readings and readings[one].value is not None and other not in readings:
            says = f"{row.name} has a {one.lower()} of {readings[one].value:,.15g} and no {other.lower()}."
            ask = f"Give the {other.lower()}, or clear the {one.lower()} if you have the value alone."
            return Fault(says, ask, row.given.places[other])
    return None


@check("VAL023", Severity.HOLD, Stage.PARTS)
def word_beside_a_number(row: Row) -> Fault | None:
    """A mark stands beside a number in the other part, or `withdrawn` beside any number: only one can be meant."""
    readings, places = row.given.readings, row.given.places
    numbers = [heading for heading, reading in readings.items() if reading.value is not None]
    for heading, reading in readings.items():
        word = WITHDRAWN if reading.withdrawn else reading.marker
        rivals = numbers if reading.withdrawn else [h for h in numbers if {h, heading} == {NUMERATOR, DENOMINATOR}]
        if word and rivals:
            says = (
                f"{row.name} says {word} under {heading} ({places[heading]}) and "
                f"{readings[rivals[0]].value:,.15g} under {rivals[0]} ({places[rivals[0]]})."
            )
            return Fault(says, "Clear whichever is not meant.", places[heading])
    return None


@check("VAL001", Severity.ERROR, Stage.PARTS)
def below_nought(row: Row) -> Fault | None:
    """A figure is below nought where that cannot be."""
    if row.is_open_percentage:
        return None
    never = FIGURES if is_never_negative(row.measure) else (DENOMINATOR,)
    for heading in never:
        reading = row.given.readings.get(heading)
        if reading and reading.value is not None and reading.value < 0:
            says = f"The {heading.lower()} of {row.name} is {reading.value:,.15g}, and it cannot be below nought."
            return Fault(says, "Correct the figure.", row.given.places[heading])
    return None


@check("VAL003", Severity.ERROR, Stage.PARTS)
def not_whole(row: Row) -> Fault | None:
    """A count is not a whole number."""
    typed = row.given.typed
    if typed is None or not is_whole(row.measure) or typed.is_integer():
        return None
    says = f"{row.name} is {typed:,.15g}, and it is counted in whole {row.measure.unit or 'numbers'}."
    return Fault(says, "Correct the figure.", row.given.places[VALUE])


@check("VAL005", Severity.ERROR, Stage.PARTS)
def something_over_nothing(row: Row) -> Fault | None:
    """A numerator other than 0 stands over a denominator of 0; 0 over 0 is a figure that pools as nothing."""
    given = row.given
    if not given.has_parts or given.denominator != 0 or given.numerator == 0:
        return None
    says = f"{row.name} has a numerator of {given.numerator:,.15g} and a denominator of 0."
    return Fault(says, "Correct the one or the other.", given.places[DENOMINATOR])


@check("VAL004", Severity.ERROR, Stage.PARTS)
def more_than_the_whole(row: Row) -> Fault | None:
    """The numerator of a percentage is above its denominator."""
    given = row.given
    if row.measure.kind is not Kind.PERCENTAGE or given.numerator is None or given.denominator is None:
        return None
    if given.denominator <= 0:
        return None  # which is an Error already, and says what to correct
    if given.numerator <= given.denominator or row.is_open_percentage:
        return None
    says = f"{row.name} has a numerator of {given.numerator:,.15g} above its denominator of {given.denominator:,.15g}."
    return Fault(says, "Correct the one or the other; they may have changed places.", given.places[NUMERATOR])


@check("VAL054", Severity.QUERY, Stage.PARTS)
def percentage_typed_as_parts(row: Row) -> Fault | None:
    """A percentage stands over 100 instead of over what was counted, so that it weighs too little in the pooled one."""
    given = row.given
    if row.measure.kind is not Kind.PERCENTAGE or given.denominator != WHOLE or given.numerator is None:
        return None
    before = since_the_break(row, row.denominators or {})
    if given.numerator.is_integer() and (not before or any(value == WHOLE for _, value in before)):
        return None
    says = f"{row.name} is given as {given.numerator:,.15g} over 100, which looks like a percentage typed as parts."
    return Fault(says, "Give how many there were of how many, or the value alone.", given.places[NUMERATOR])


@check("VAL055", Severity.QUERY, Stage.PARTS)
def part_not_whole(row: Row) -> Fault | None:
    """A part of a percentage is not a whole number where every earlier one was."""
    parts = ((NUMERATOR, row.given.numerator, row.memory.numerators), (DENOMINATOR, row.given.denominator, None))
    if row.measure.kind is not Kind.PERCENTAGE or not row.given.has_parts or row.given.denominator == WHOLE:
        return None
    for heading, part, history in parts:
        before = since_the_break(row, history if history is not None else row.denominators or {})
        counted = len(before) >= FEWEST and all(value.is_integer() for _, value in before)
        if counted and part is not None and not part.is_integer():
            says = f"The {heading.lower()} of {row.name} is {part:,.15g}, and it was always a whole number before."
            return Fault(says, "Give the number counted.", row.given.places[heading])
    return None


def shortened(text: str, limit: int = 60) -> str:
    """A text in a message: its first words, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"

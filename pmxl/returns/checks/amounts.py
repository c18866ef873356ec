"""Checks on the figure itself: against its bounds, its parts, and what the scorecard will do with it."""

from __future__ import annotations

from pmxl.days import day_of
from pmxl.framework.models import Measure
from pmxl.periods import day_in_words
from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import check
from pmxl.returns.checks.ground import can_be_red
from pmxl.returns.checks.told import is_told_again
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import VALUE
from pmxl.returns.limits import WHOLE
from pmxl.returns.rated import rating_not_done
from pmxl.returns.rated import rating_of
from pmxl.returns.rated import red_from
from pmxl.returns.shown import figure_words
from pmxl.rules.rounding import published
from pmxl.terms import NOT_DONE
from pmxl.terms import Kind
from pmxl.terms import Pooling
from pmxl.terms import Rating
from pmxl.terms import Severity


@check("VAL002", Severity.ERROR, Stage.VALUE)
def over_the_whole(row: Row) -> Fault | None:
    """A percentage is above 100 where neither its target nor an earlier figure ever was."""
    typed = row.given.typed
    if row.measure.kind is not Kind.PERCENTAGE or typed is None or typed <= WHOLE or row.is_open_percentage:
        return None
    says = f"{row.name} is {typed:,.15g}, and it cannot be above 100."
    return Fault(says, "Correct the figure.", row.given.places[VALUE])


@check("VAL006", Severity.HOLD, Stage.VALUE)
def unlike_its_parts(row: Row) -> Fault | None:
    """The value typed is not the one that its numerator and denominator make, as published."""
    given, measure = row.given, row.measure
    reading = given.readings.get(VALUE)
    if reading is None or not given.has_parts:
        return None
    parts = f"{given.numerator:,.15g} over {given.denominator:,.15g}"
    made = "no figure" if given.worked_out is None else figure_words(measure, given.worked_out)
    if given.typed is None:
        said = reading.marker or "nothing"
    elif given.worked_out is not None and _alike(measure, given.typed, given.worked_out):
        return None
    else:
        said = f"{given.typed:,.15g}"
    says = f"{row.name}: {parts} makes {made}, and Value says {said}."
    return Fault(says, "Clear whichever is not meant.", given.places[VALUE])


@check("VAL017", Severity.QUERY, Stage.VALUE)
def cannot_be_pooled(row: Row) -> Fault | None:
    """A value is given without its parts, so that it cannot join the partnership's figure."""
    given, measure = row.given, row.measure
    joins = measure.pooling is Pooling.RATIO and len(measure.pairs) > 1 and row.key.partner != ""
    if not joins or given.typed is None or given.has_parts:
        return None
    says = f"{row.name} is {figure_words(measure, given.typed)}, without the parts that it is pooled by."
    return Fault(says, "Give the numerator and the denominator.", given.places[VALUE])


@check("VAL019", Severity.QUERY, Stage.VALUE)
def done_in_the_future(row: Row) -> Fault | None:
    """A milestone is said to have been done on a day after the period."""
    typed = row.given.typed
    if row.measure.kind is not Kind.MILESTONE or typed is None or day_of(typed) <= row.key.period.last_day:
        return None
    says = f"{row.measure.name} was done on {day_in_words(day_of(typed))}, after {row.key.period.label} had ended."
    return Fault(says, "Confirm the day, or type 'not done' if it is a plan.", row.given.places[VALUE])


@check("VAL009", Severity.QUERY, Stage.HISTORY, of_imports=False)
def red_without_a_word(row: Row) -> Fault | None:
    """A figure is Red and has no commentary."""
    given = row.given
    if given.commentary or not can_be_red(row.expected) or is_told_again(row):
        return None
    if given.marker == NOT_DONE:
        rating, figure = rating_not_done(row.measure, row.expected, row.key.period), NOT_DONE
    elif given.value is not None:
        rating = rating_of(row.measure, row.expected, given.value, row.last_year)
        figure = figure_words(row.measure, given.value)
    else:
        return None
    if rating != Rating.RED:
        return None
    red = red_from(row.measure, row.expected, row.key.period)
    says = f"{row.name} is {figure} and {red}, and there is no commentary."
    return Fault(says, "Say what happened and what is being done.", given.places.get(COMMENTARY, given.places[VALUE]))


def _alike(measure: Measure, typed: float, made: float) -> bool:
    rounded = published([typed, made], measure.decimals)
    return bool(rounded[0] == rounded[1])

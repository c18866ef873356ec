"""Checks on what stands instead of a figure, and on milestones, whose figure is a day."""

from __future__ import annotations

from datetime import date

from pmxl.days import day_of
from pmxl.framework.milestones import is_of_the_day_owed
from pmxl.periods import day_in_words
from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import check
from pmxl.returns.checks.series import like_figures
from pmxl.returns.checks.told import is_told_again
from pmxl.returns.headings import VALUE
from pmxl.returns.history import earlier
from pmxl.returns.limits import NOT_NUMBERS
from pmxl.returns.limits import is_never_negative
from pmxl.returns.shown import figure_words
from pmxl.terms import NOT_DONE
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Severity

ENOUGH = 4
"""From this many earlier figures on, a mark in their place is asked about."""

TOO_LARGE_TO_HIDE = 20
"""Small numbers are suppressed; a count that was never below this is none."""

LONG_AGO = 5
"""A milestone done more than so many years before the period was most likely mistyped."""


@check("VAL058", Severity.QUERY, Stage.HISTORY, of_imports=False)
def not_applicable_of_late(row: Row) -> Fault | None:
    """A figure is said to be not applicable, without a word, where it was always given."""
    figures = earlier(row.history, row.key)
    if row.given.marker != Rating.NOT_APPLICABLE or row.given.commentary or len(figures) < ENOUGH:
        return None
    says = f"{row.name} is said to be not applicable, and a figure was given {len(figures)} times before."
    return Fault(says, "Say why it no longer applies, or type x if it is only missing.", row.given.place(VALUE))


@check("VAL059", Severity.QUERY, Stage.HISTORY, of_imports=False)
def hidden_though_large(row: Row) -> Fault | None:
    """A count is suppressed as too small to show, or called low, where it was never small."""
    is_low = any(one.low for one in row.given.readings.values())
    if row.measure.kind is not Kind.COUNT or not (row.given.marker == Rating.SUPPRESSED or is_low):
        return None
    like = like_figures(row, row.history)
    if len(like) < ENOUGH or min(like) < TOO_LARGE_TO_HIDE or row.given.commentary:
        return None
    word = "low" if is_low else "suppressed"
    says = f"{row.name} is {word}, and it was never below {figure_words(row.measure, min(like))} before."
    return Fault(says, "Give the figure, or say why it cannot be shown.", row.given.place(VALUE))


@check("VAL057", Severity.QUERY, Stage.HISTORY)
def below_nought_for_once(row: Row) -> Fault | None:
    """A figure is below nought where it never was."""
    now, like = row.given.value, like_figures(row, row.history)
    if now is None or now >= 0 or row.measure.kind in NOT_NUMBERS or is_never_negative(row.measure):
        return None
    if len(like) < ENOUGH or min(like) <= 0:
        return None
    says = f"{row.name} is {figure_words(row.measure, now)}, and it was never below "
    says += f"{figure_words(row.measure, min(like))} before."
    return Fault(says, "Confirm that it is below nought, or correct it.", row.given.place(VALUE))


@check("VAL060", Severity.QUERY, Stage.HISTORY, of_imports=False)
def milestone_that_changed(row: Row) -> Fault | None:
    """A milestone reported as done is not done now, or was done on another day."""
    before = earlier(row.history, row.key)
    if row.measure.kind is not Kind.MILESTONE or not before:
        return None
    period, then = before[-1]
    told = [day for _, day in before]
    if not is_of_the_day_owed(row.framework, row.measure, row.key.period, row.key.partner, row.key.area, told):
        return None  # it comes again, and that was another time
    if row.given.marker == NOT_DONE:
        now = NOT_DONE
    elif row.given.typed is not None and day_of(row.given.typed) != day_of(then):
        now = f"done on {day_in_words(day_of(row.given.typed))}"
    else:
        return None
    says = f"{row.measure.name} was done on {day_in_words(day_of(then))} by {period.label}, and is {now} now."
    return Fault(says, "Say which is right.", row.given.place(VALUE))


@check("VAL061", Severity.QUERY, Stage.VALUE, of_imports=False)
def done_long_ago(row: Row) -> Fault | None:
    """A milestone is said to have been done many years before the period."""
    typed, last = row.given.typed, row.key.period.last_day
    if row.measure.kind is not Kind.MILESTONE or typed is None or typed <= 0 or is_told_again(row):
        return None
    if day_of(typed) >= date(last.year - LONG_AGO, last.month, 1):
        return None
    says = f"{row.measure.name} was done on {day_in_words(day_of(typed))}, over {LONG_AGO} years before "
    says += f"{row.key.period.label}."
    return Fault(says, "Confirm the day and its year.", row.given.place(VALUE))

"""Checks on figures that were copied: from the last period, from last year, or from the column beside."""

from __future__ import annotations

import math
from itertools import pairwise

from pmxl.periods import Period
from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import check
from pmxl.returns.checks.series import Series
from pmxl.returns.checks.series import since_the_break
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.history import History
from pmxl.returns.history import at
from pmxl.returns.limits import NOT_NUMBERS
from pmxl.returns.shown import figure_words
from pmxl.terms import Severity

RARE = 40
"""Two figures that move by so many of their smallest steps, or more, are hardly ever the same by chance."""

FEWEST_MOVES = 2
"""How many earlier moves it takes to know how far a figure moves."""

COPIED = "Confirm that it is the figure of this period, or correct it."


@check("VAL030", Severity.QUERY, Stage.HISTORY, of_imports=False)
def copied_from_last_period(row: Row) -> Fault | None:
    """A figure is exactly that of the period before, and has not stood still before."""
    return _copied(row, row.key.period.previous)


@check("VAL034", Severity.QUERY, Stage.HISTORY, of_imports=False)
def copied_from_last_year(row: Row) -> Fault | None:
    """A figure is exactly that of the same period a year before."""
    if row.key.period.previous == row.key.period.last_year or _copied(row, row.key.period.previous):
        return None
    return _copied(row, row.key.period.last_year)


@check("VAL053", Severity.QUERY, Stage.HISTORY, of_imports=False)
def copied_from_the_target(row: Row) -> Fault | None:
    """The value typed is exactly the target, where the figure moves far enough for that to be no chance."""
    typed, target = row.given.typed, row.expected.target
    if typed is None or row.measure.kind in NOT_NUMBERS or typed != target or row.given.has_parts:
        return None
    series = since_the_break(row, row.history)
    if any(value == target for _, value in series) or steps_moved(series, row.measure.decimals) < RARE:
        return None
    says = f"{row.name} is {figure_words(row.measure, typed)}, which is the target itself."
    return Fault(says, "Confirm that the figure is meant, and not the target.", row.given.places[VALUE])


def _copied(row: Row, period: Period) -> Fault | None:
    """What to say where the figure is that of an earlier period and its like is rare."""
    given = row.given
    if given.value is None or row.measure.kind in NOT_NUMBERS or not given.value:
        return None
    if at(row.history, row.key, period) != given.value:
        return None
    series = since_the_break(row, row.history)
    if _stood_still(series):
        return None
    if given.has_parts and row.denominators is not None:
        same, rare = _same_parts(row, period), _rare_parts(row)
        words = f"{given.numerator:,.15g} over {given.denominator:,.15g}"
    else:
        same, rare = True, steps_moved(series, row.measure.decimals) >= RARE
        words = figure_words(row.measure, given.value)
    if not (same and rare):
        return None
    says = f"{row.name} is {words}, exactly as it was in {period.label}."
    return Fault(says, COPIED, given.place(VALUE, NUMERATOR))


def _same_parts(row: Row, period: Period) -> bool:
    above, below = row.memory.numerators, row.denominators or {}
    return at(above, row.key, period) == row.given.numerator and at(below, row.key, period) == row.given.denominator


def _rare_parts(row: Row) -> bool:
    """True where numerator and denominator together move too far to come back to the same pair by chance."""
    parts: tuple[History, ...] = (row.memory.numerators, row.denominators or {})
    return math.prod(1 + steps_moved(since_the_break(row, part), 0) for part in parts) >= RARE


def steps_moved(series: Series, decimals: int) -> float:
    """How many of the smallest steps published a figure moves by from one to the next; 0 where little is known."""
    moves = [abs(value - before) for (_, before), (_, value) in pairwise(series)]
    if len(moves) < FEWEST_MOVES:
        return 0.0
    return math.fsum(moves) / len(moves) * float(10**decimals)


def _stood_still(series: Series) -> bool:
    """True where two earlier figures in a row were the same."""
    return any(before == value for (_, before), (_, value) in pairwise(series))

"""Yardsticks: what the size of a figure can be held against where little came before it, or what came differs much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pmxl.periods import Period
from pmxl.returns.checking import Row
from pmxl.returns.checks.series import Series
from pmxl.returns.checks.series import by_year
from pmxl.returns.checks.series import since_the_break
from pmxl.returns.limits import is_whole
from pmxl.returns.shown import figure_words
from pmxl.terms import Accumulate
from pmxl.terms import Kind

TIMES = 3.0
"""In one unit a figure is at most so many times what it is held against, and at least as small a part of it."""

AMID = 10.0
"""No further than so many times beyond what was seen before, a figure may have moved there by itself."""

UNITS = ((1_000.0, 1), (1_000_000.0, 1), (100.0, 2))
"""How many times too large or too small a figure in another unit is, and how many yardsticks it takes to say so."""

FEW = 10
"""A whole number below this is one by chance and in no other unit."""


class Yardstick(NamedTuple):
    """Between which bounds a figure in the same unit lies, and what they are made from, in words.

    One that is nought or less holds nothing: it tells of no unit.
    """

    low: float
    high: float
    words: str

    def holds(self, figure: float) -> bool:
        """True where a figure is of this size."""
        return self.low <= figure <= self.high


class OtherUnit(NamedTuple):
    """What a figure is in the unit that everything else seems to be in, and beside what that shows, in words."""

    figure: float
    beside: str


def in_another_unit(row: Row, now: float) -> OtherUnit | None:
    """The other reading of a figure that is about a thousand times all that it can be held against, or as small.

    A percentage of two counts is in no other unit; what is far below a target alone may just have begun.
    """
    series = since_the_break(row, row.history)
    seen = [value for _, value in series]
    is_share = row.measure.kind is Kind.PERCENTAGE and row.given.has_parts
    if is_share or (seen and is_amid(now, min(seen), max(seen))):
        return None
    known = list(_yardsticks(row, series))
    for times, fewest in UNITS:
        for other in (now / times, now * times) if seen else (now / times,):
            enough = len(known) >= fewest and not is_chance(row, now, other)
            if enough and all(one.holds(other) for one in known):
                return OtherUnit(other, known[0].words)
    return None


def is_amid(figure: float, least: float, most: float) -> bool:
    """True where a figure lies so near to what was seen before that it may have moved there."""
    return least / AMID <= figure <= most * AMID


def is_chance(row: Row, one: float, other: float) -> bool:
    """True of whole numbers so small that they are not the same in two units."""
    return is_whole(row.measure) and min(one, other) < FEW


def _yardsticks(row: Row, series: Series) -> Iterator[Yardstick]:
    """The total so far in the year unless it is nought, the figures that compare, latest first, and the target."""
    comparable = _comparable(row, series)
    then = series[-1] if series and row.measure.accumulate is Accumulate.CUMULATIVE else None
    if then is not None and then[1] > 0 and (then[0].year == row.key.period.year or not comparable):
        period, value = then
        at_that_pace = value * row.key.period.number / period.number
        ends = min(value, at_that_pace) / TIMES, max(value, at_that_pace) * TIMES
        yield Yardstick(*ends, _was(row, period, value))
    for period, value in reversed(comparable):
        yield Yardstick(value / TIMES, value * TIMES, _was(row, period, value))
    target = row.expected.target
    if target > 0:
        says = f"its target is {figure_words(row.measure, target, with_unit=False)}"
        yield Yardstick(target / TIMES, target * TIMES, says)


def _comparable(row: Row, series: Series) -> Series:
    """The earlier figures of the same season, or point in the year; of a season without any, all there are."""
    if not by_year(row):
        return series
    same = [(period, value) for period, value in series if period.number == row.key.period.number]
    return same or ([] if row.measure.accumulate is Accumulate.CUMULATIVE else series)


def _was(row: Row, period: Period, value: float) -> str:
    return f"it was {figure_words(row.measure, value, with_unit=False)} in {period.label}"

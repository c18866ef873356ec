"""History: the figures accepted before, as a return needs them: what came last, what came a year ago."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from typing import overload

from pmxl.figures import Key
from pmxl.periods import Period

Cell = tuple[str, str, str]
"""Measure, partner and area ids."""

History = Mapping[Cell, Sequence[tuple[Period, float]]]
"""The accepted figures of each (measure, partner, area), oldest first; each period once."""


class Periods:
    """The periods of a series, oldest first; those of one framework's figures are itself alone, so quickly known."""

    __slots__ = ("each",)

    def __init__(self, each: Sequence[Period]) -> None:
        self.each = each


@lru_cache(maxsize=4096)
def periods_of(starts: tuple[int, ...], months: tuple[int, ...], first_month: int) -> Periods:
    """The periods that begin in these months: the same of nearly every series of a programme."""
    return Periods([Period(start, length, first_month) for start, length in zip(starts, months, strict=True)])


@lru_cache(maxsize=4096)
def followed(periods: Periods, start: int, months: int, first_month: int) -> Periods | None:
    """The periods with one more; None where that does not begin after all of them."""
    if periods.each and periods.each[-1].start >= start:
        return None
    return Periods([*periods.each, Period(start, months, first_month)])


class Course(Sequence[tuple[Period, float]]):
    """One series as it lies in its columns: the pairs are made when somebody looks at them, which few do."""

    __slots__ = ("figures", "periods")

    def __init__(self, periods: Periods, figures: tuple[float, ...]) -> None:
        self.periods = periods
        self.figures = figures

    def followed(self, period: Period, figure: float) -> Course | None:
        """The series with one more figure; None where its period does not come after all of them."""
        longer = followed(self.periods, period.start, period.months, period.first_month)
        return None if longer is None else Course(longer, (*self.figures, figure))

    def __len__(self) -> int:
        return len(self.figures)

    def __iter__(self) -> Iterator[tuple[Period, float]]:
        return zip(self.periods.each, self.figures, strict=True)

    @overload
    def __getitem__(self, at: int) -> tuple[Period, float]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[Period, float]]: ...
    def __getitem__(self, at: int | slice) -> tuple[Period, float] | list[tuple[Period, float]]:
        return list(self)[at] if isinstance(at, slice) else (self.periods.each[at], self.figures[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)


def earlier(history: History, key: Key) -> list[tuple[Period, float]]:
    """The figures before a period, of its own length, oldest first."""
    series = history.get((key.measure, key.partner, key.area), ())
    if not series:
        return []
    months, start = key.period.months, key.period.start  # numbers, for two periods are dear to compare
    return [one for one in series if one[0].months == months and one[0].start < start]


def at(history: History, key: Key, period: Period) -> float | None:
    """The figure of a period, or None."""
    start = period.start
    for one, value in history.get((key.measure, key.partner, key.area), ()):
        if one.start == start and one == period:
            return value
    return None

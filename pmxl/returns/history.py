"""History: the figures accepted before, as a return needs them: what came last, what came a year ago."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.figures import Key
from pmxl.periods import Period

Cell = tuple[str, str, str]
"""Measure, partner and area ids."""

History = Mapping[Cell, Sequence[tuple[Period, float]]]
"""The accepted figures of each (measure, partner, area), oldest first; each period once."""


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

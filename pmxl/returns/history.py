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
    return [(p, v) for p, v in series if p.months == key.period.months and p < key.period]


def at(history: History, key: Key, period: Period) -> float | None:
    """The figure of a period, or None."""
    series = history.get((key.measure, key.partner, key.area), ())
    return next((value for p, value in series if p == period), None)

"""Drawn: the figures of an invented partner, quarter by quarter, always the same: steady, with a little movement."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.returns.form import AskedRow

LEVELS = {
    "seen-in-time": (82, 96),
    "helped-early": (63, 84),
    "plans-made": (85, 99),
    "returned-work": (38, 58),
    "re-referrals": (10, 22),
    "complaints": (15, 35),
    "visits": (18, 30),
    "falls": (6, 14),
    "days-to-help": (14, 25),
    "starts": (240, 420),
    "waiting": (80, 170),
    "spent": (180_000, 240_000),
    "sessions": (40, 65),
}
"""From where to where the partners' figures run."""

MOVES = 0.03
"""By so much of itself a figure moves from one period to the next, up or down; what it is of moves as much."""

QUARTERS = 8
"""So many quarters before the one collected are in the ledger: a programme that begins today has none, and is rare."""


class Drawn(NamedTuple):
    """One figure: its parts where it has two, and its value."""

    part: int | None
    whole: int | None
    value: float


class Figures:
    """The figures of one partner."""

    def __init__(self, number: int, measures: Sequence[Measure]) -> None:
        draw = Random(number)
        self._number = number
        self._steady = {one.id: (draw.uniform(*LEVELS[one.id]), draw.randrange(150, 900)) for one in measures}

    def of(self, rows: Sequence[AskedRow], back: int = 0) -> Iterator[tuple[AskedRow, Period, Drawn]]:
        """Every row of a return with the period that it was of so many quarters ago, and its figure then."""
        draw = Random((self._number << 8) + back)
        for row in rows:
            period = Period(row.period.start - 3 * back, row.period.months, row.period.first_month)
            yield row, period, self._drawn(row.measure, draw)

    def _drawn(self, measure: Measure, draw: Random) -> Drawn:
        level, size = (one * draw.uniform(1 - MOVES, 1 + MOVES) for one in self._steady[measure.id])
        if not measure.kind.of_two_parts:
            return Drawn(None, None, round(level))
        whole = round(size)
        part = min(round(level * whole / measure.multiplier), whole if measure.multiplier == 100 else 1 << 30)
        return Drawn(part, whole, part / whole * measure.multiplier)

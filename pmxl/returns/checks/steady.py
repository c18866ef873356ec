"""Steady: a figure that plainly moved as it usually does, told by plain arithmetic a tenth as dear as a chart's."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from pmxl.returns.checking import Row
from pmxl.returns.checks.movement import FEWEST
from pmxl.returns.checks.movement import GREAT_SHARE
from pmxl.returns.checks.movement import WINDOW
from pmxl.returns.checks.series import by_year
from pmxl.returns.checks.series import since_the_break
from pmxl.rules.xmr import FEWEST as ENOUGH
from pmxl.rules.xmr import LIMIT
from pmxl.rules.xmr import SCREEN

YEAR = 12
DOUBT = 1e-9
"""So near to a limit, as a share of the largest figure, the order in which a chart adds up may tell."""

Points = list[tuple[int, float]]
"""What moves, by the month in which its period begins, oldest first."""


def moved_as_usual(row: Row) -> bool:
    """VAL007: it lies well within the limits of its chart, or moved well within what a move may be."""
    now, series, period = row.given.value, since_the_break(row, row.history), row.key.period
    if now is None or len(series) < FEWEST or period.is_rolling:
        return False
    if any(one.first_month != period.first_month for one, _ in series):
        return False
    points = [(one.start, value) for one, value in series]
    then = points[-1][1]
    if by_year(row):
        before = dict(points)
        if period.start - YEAR not in before:
            return False
        then = before[period.start - YEAR]
        points = [(start, value - before[start - YEAR]) for start, value in points if start - YEAR in before]
        return _within(now - then, 0, points, row)
    return _within(now, then, points, row)


def _within(now: float, then: float, points: Points, row: Row) -> bool:
    """True where a figure plainly keeps to the limits that the points of its window give, or to its usual moves."""
    length, opens = row.key.period.months, row.key.period.start
    window = [one for one in points if one[0] >= opens - WINDOW * length and (opens - one[0]) % length == 0]
    values = [value for _, value in window]
    if len(values) < ENOUGH:
        return not by_year(row) and then != 0 and abs(now - then) <= GREAT_SHARE * abs(then)
    moves = [abs(b - a) for (start, a), (next_, b) in pairwise(window) if next_ - start == length]
    spread = _spread(moves, screening=row.framework.settings.spc_screening)
    doubt = DOUBT * max(map(abs, (*values, now, then)))
    usual = abs(now - mean(values)) <= LIMIT * spread - doubt
    step = mean([abs(value) for value in values]) if by_year(row) else spread
    return usual or (spread > 0 and abs(now - then) <= SCREEN * step - doubt)


def _spread(moves: list[float], *, screening: bool) -> float:
    """The mean moving range, the great ones left out; where it is in doubt which these are, 0."""
    whole = mean(moves)
    edge = whole * SCREEN
    if not screening:
        return whole
    if any(abs(move - edge) <= DOUBT * edge for move in moves):
        return 0.0
    return mean([move for move in moves if move < edge]) or whole


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    known = list(values)
    return sum(known) / len(known) if known else 0.0

"""Steady: a figure that plainly moved as it usually does, told by plain arithmetic a tenth as dear as a chart's."""

from __future__ import annotations

from itertools import pairwise

from pmxl.returns.checking import Row
from pmxl.returns.checks.movement import FEWEST
from pmxl.returns.checks.movement import GREAT_SHARE
from pmxl.returns.checks.movement import WINDOW
from pmxl.rules.xmr import FEWEST as ENOUGH
from pmxl.rules.xmr import LIMIT
from pmxl.rules.xmr import SCREEN

YEAR = 12
DOUBT = 1e-9
"""So near to a limit, as a share of the largest figure, the order in which a chart adds up may tell."""


def moved_as_usual(row: Row) -> bool:
    """VAL007: it lies well within the limits of its chart, or moved well within what a move may be."""
    now, before, ground = row.given.value, row.before, row.ground
    if now is None or before is None or len(before.values) < FEWEST or ground.is_rolling:
        return False
    starts, values = before.starts, before.values
    then = before.compared_with(ground)
    if then is None:
        return False
    if ground.by_year:
        known = dict(zip(starts, values, strict=True))
        starts = [start for start in starts if start - YEAR in known]
        return _within(now - then, 0, starts, [known[start] - known[start - YEAR] for start in starts], row)
    return _within(now, then, starts, values, row)


def _within(now: float, then: float, starts: list[int], values: list[float], row: Row) -> bool:
    """True where a figure plainly keeps to the limits that the points of its window give, or to its usual moves."""
    ground = row.ground
    months, by_year = ground.months, ground.by_year
    window = range(ground.start - WINDOW * months, ground.start, months)
    if starts != list(window[-len(starts) :]):  # not one of the last periods is missing, nor is there one before
        values = [value for start, value in zip(starts, values, strict=True) if start in window]
        starts = [start for start in starts if start in window]
    if len(values) < ENOUGH:
        return not by_year and then != 0 and abs(now - then) <= GREAT_SHARE * abs(then)
    moves = [abs(b - a) for a, b in pairwise(values)]
    if starts[-1] - starts[0] != months * len(moves):
        moves = [move for move, (one, next_) in zip(moves, pairwise(starts), strict=True) if next_ - one == months]
    spread = _spread(moves, screening=row.framework.settings.spc_screening)
    doubt = DOUBT * max(max(values), -min(values), abs(now), abs(then))
    usual = abs(now - mean(values)) <= LIMIT * spread - doubt
    step = mean([abs(value) for value in values]) if by_year else spread
    return usual or (spread > 0 and abs(now - then) <= SCREEN * step - doubt)


def _spread(moves: list[float], *, screening: bool) -> float:
    """The mean moving range, the great ones left out; where it is in doubt which these are, 0."""
    whole = mean(moves)
    edge = whole * SCREEN
    if not screening or (moves and max(moves) < edge * (1 - DOUBT)):
        return whole  # no great ones
    if any(abs(move - edge) <= DOUBT * edge for move in moves):
        return 0.0
    return mean([move for move in moves if move < edge]) or whole


def mean(values: list[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0

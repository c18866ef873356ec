"""Steady: a figure that plainly moved as it usually does, told by plain arithmetic a tenth as dear as a chart's."""

from __future__ import annotations

from collections.abc import Sequence
from operator import sub

from pmxl.returns.checking import Row
from pmxl.returns.checks.ground import WINDOW
from pmxl.returns.checks.ground import Ground
from pmxl.returns.checks.movement import FEWEST
from pmxl.returns.checks.movement import GREAT_SHARE
from pmxl.returns.checks.movement import YEAR
from pmxl.rules.xmr import FEWEST as ENOUGH
from pmxl.rules.xmr import LIMIT
from pmxl.rules.xmr import SCREEN

DOUBT = 1e-9
"""So near to a limit, as a share of the largest figure, the order in which a chart adds up may tell."""


def moved_as_usual(row: Row) -> bool:
    """VAL007: it lies well within the limits of its chart, or moved well within what a move may be."""
    now, before, ground = row.given.value, row.before, row.ground
    if now is None or before is None or len(before.values) < FEWEST or ground.is_rolling:
        return False
    then = before.compared_with(ground)
    if then is None:
        return False
    frame, values = before.frame, before.values
    if ground.by_year:
        known = dict(zip(frame.starts, values, strict=True))
        moved = {start: value - known[start - YEAR] for start, value in known.items() if start - YEAR in known}
        size = max(map(abs, moved.values()), default=0.0)
        return _within(now - then, 0, *_in_window([*moved], [*moved.values()], ground), size, ground)
    size = max(before.most, -before.least)
    if not frame.is_unbroken:
        return _within(now, then, *_in_window(frame.starts, values, ground), size, ground)
    return keeps_to(now, then, values[-WINDOW:], size, ground)


def keeps_to(now: float, then: float, values: Sequence[float], size: float, ground: Ground) -> bool:
    """True where a figure plainly keeps to the limits that these give, none of which is missing, or to its usual moves.

    None of them is larger than `size`.
    """
    return _within(now, then, values, list(map(abs, map(sub, values[1:], values))), size, ground)


def _within(now: float, then: float, values: Sequence[float], moves: list[float], size: float, ground: Ground) -> bool:
    """The same of points of which some may be missing, with the moves that are known."""
    if len(values) < ENOUGH:
        return not ground.by_year and then != 0 and abs(now - then) <= GREAT_SHARE * abs(then)
    spread = mean(moves)
    if ground.is_screened and moves and max(moves) >= spread * SCREEN * (1 - DOUBT):
        spread = _screened(moves, spread)
    doubt = DOUBT * max(size, abs(now))
    if abs(now - sum(values) / len(values)) <= LIMIT * spread - doubt:
        return True
    step = mean([abs(value) for value in values]) if ground.by_year else spread
    return spread > 0 and abs(now - then) <= SCREEN * step - doubt


def _in_window(starts: list[int], values: Sequence[float], ground: Ground) -> tuple[list[float], list[float]]:
    """The figures of the window, and how far each moved from that of the period before it, where that is known."""
    known = {start: value for start, value in zip(starts, values, strict=True) if start in ground.window}
    earlier = [(value, known.get(start - ground.months)) for start, value in known.items()]
    return list(known.values()), [abs(value - then) for value, then in earlier if then is not None]


def _screened(moves: list[float], whole: float) -> float:
    """The mean of those that are not great beside the mean of all; where it is in doubt which these are, 0."""
    edge = whole * SCREEN
    if any(abs(move - edge) <= DOUBT * edge for move in moves):
        return 0.0
    return mean([move for move in moves if move < edge]) or whole


def mean(values: list[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0

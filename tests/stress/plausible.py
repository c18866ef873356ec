"""Figures that surprise nobody: near their base, and like no earlier figure and no neighbour.

A figure that comes back to the digit is rightly asked about, and so are areas that are all the same. Chance would
bring both about in one return in twenty, and the question would be called a false alarm; so it is drawn again.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from random import Random
from typing import TypeVar

from tests.stress.partnership import BASES
from tests.stress.partnership import HISTORY

NEAR = 0.03
"""How far a figure lies from its base, and its denominator three times as far."""

Parts = tuple[float, float]
Drawn = TypeVar("Drawn", float, Parts)

EARLIER = {
    id_: frozenset(value for cell, past in HISTORY.items() if cell[0] == id_ for _, value in past) for id_ in BASES
}
"""Every earlier figure of each measure, in whichever area."""


def parts(measure: str, multiplier: float, beside: Iterable[float | None], rng: Random) -> Parts:
    """A numerator and a denominator whose value nobody had."""
    above, below = BASES[measure]

    def draw() -> Parts:
        denominator = float(round(below * (1 + rng.uniform(-0.1, 0.1))))
        return float(round(denominator * above / below * (1 + rng.uniform(-NEAR, NEAR)))), denominator

    return _unlike(draw, lambda pair: pair[0] * multiplier / pair[1], {*EARLIER[measure], *beside})


def number(measure: str, unit: str, beside: Iterable[float | None], rng: Random) -> float:
    """A value that nobody had."""
    base, _ = BASES[measure]
    digits = 1 if base < 200 and unit not in ("offences", "people") else 0

    def draw() -> float:
        return round(base * (1 + rng.uniform(-NEAR, NEAR)), digits)

    return _unlike(draw, float, {*EARLIER[measure], *beside})


def _unlike(draw: Callable[[], Drawn], value: Callable[[Drawn], float], others: set[float | None]) -> Drawn:
    """What is drawn first that has a value of its own."""
    drawn = draw()
    while value(drawn) in others:
        drawn = draw()
    return drawn

"""Few: how far a small count moves by chance alone; in plain arithmetic, for a check of a return asks it."""

from __future__ import annotations

import math

CONFIDENCE_95 = 1.959964
"""How many standard errors to both sides hold 95 % of a normal distribution."""

EVENED = 3 / 8
"""Added to a count so that its square root varies by a half where it is small, too."""


def may_be_chance(now: float, then: float, times: float = 1.0) -> bool:
    """True where two counts differ by no more than chance makes of one and the same rate 95 times in 100.

    `times` as much was there to be counted now as then. 2 after 7 may be chance, 20 after 70 is not. Source: the square
    root of a count of rare events varies by a half, however large the count, once 3/8 is added (Anscombe, 1948).
    """
    if now < 0 or then < 0 or times <= 0:
        return False
    apart = math.sqrt(now + EVENED) - math.sqrt((then + EVENED) * times)
    return abs(apart) <= CONFIDENCE_95 / 2 * math.sqrt(1 + times)

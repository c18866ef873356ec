"""Digits: a number as Excel keeps it, rounded by decimal and not by binary arithmetic."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP
from decimal import Context
from decimal import Decimal

SIGNIFICANT = 15
"""How many digits of a number Excel keeps and shows; what comes after is the noise of binary arithmetic."""

HUGE = Context(prec=400, rounding=ROUND_HALF_UP)
"""Room for every digit that a binary number can have before its point."""


def rounded(value: float | Decimal, places: int) -> Decimal:
    """A finite figure of its first 15 digits, rounded half away from zero; places may be negative."""
    return Decimal(f"{value:.{SIGNIFICANT}g}").quantize(Decimal(1).scaleb(-places), context=HUGE)


def decimals_of(value: float) -> int:
    """How many decimals a figure has among its first 15 digits; 0 of what is no number."""
    if not math.isfinite(value):
        return 0
    exponent = Decimal(f"{value:.{SIGNIFICANT}g}").normalize().as_tuple().exponent
    return max(-int(exponent), 0)

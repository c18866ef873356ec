"""Fourteen invented partnerships like Vennermarsh, and their published figures of two measures."""

from __future__ import annotations

from random import Random

from pmxl.periods import Period
from workbooks.history import HISTORY
from workbooks.history import SEED
from workbooks.history import YEAR
from workbooks.history import normal
from workbooks.history import written
from workbooks.partnership import GROUP
from workbooks.partnership import MEMBERS

LEVELS = {"homelessness-prevented": (430, 0.535, 0.03), "sickness": (6100, 10.6, -0.01)}
"""Of each measure the usual denominator, the numerator over it, and its relative change in a year."""
APART, NOISE = 0.09, 0.025
"""How far members lie apart, and each from its own level, relative to the level."""
LATEST = YEAR.parts(3)[-2]
"""National figures are published a quarter late."""


def tidy_rows() -> list[tuple[str, ...]]:
    """Their figures as rows of a tidy file: the group stands under partner, the member under area."""
    quarters = [*HISTORY.parts(3), *(q for q in YEAR.parts(3) if q.start <= LATEST.start)]
    return [row for measure in LEVELS for member in MEMBERS for row in _member(measure, member, quarters)]


def _member(measure: str, member: str, quarters: list[Period]) -> list[tuple[str, ...]]:
    size, rate, trend = LEVELS[measure]
    draws = Random(f"{SEED}|{measure}|{member}")  # noqa: S311  figures, not secrets
    own_size, own_rate = size * (0.6 + draws.random()), rate * (1 + APART * normal(draws))
    rows: list[tuple[str, ...]] = []
    for quarter in quarters:
        level = own_rate * (1 + trend) ** ((quarter.start - HISTORY.start) / 12) * (1 + NOISE * normal(draws))
        denominator = round(own_size * (1 + NOISE * normal(draws)))
        numbers = (written(round(denominator * level)), written(denominator), "")
        rows.append((GROUP, member, measure, quarter.label, *numbers))
    return rows

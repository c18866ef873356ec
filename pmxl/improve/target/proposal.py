"""A proposed target, and what it would need: of the process, of each partner, and through the year."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from pmxl.rules.proposed import Need
from pmxl.terms import Assurance

WORDS = {
    Assurance.PASSING.value: "Capable: the process as it runs now meets this without anything being changed.",
    Assurance.HIT_AND_MISS.value: "By chance: the process as it runs now meets this in some periods and not in others.",
    Assurance.FAILING.value: "Not capable: the process as it runs now will not meet this. Change how the work is done, "
    "or agree another target.",
    "": "Too few figures to tell whether the process can meet this.",
}
"""What the capability means, in a sentence."""
TREND = "Only if its trend goes on: the process as it has been does not meet this, and its forecast does."
EVEN = 0.5
SEASONAL = "By season: how often it was met stands here; limits of one figure would mix the seasons."


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal: its level, from where it comes, and what it needs; `partners` and `path` are in the study's order.

    `partners` is what falls to each partner; `path` is each period's own share or level through the target's year, and
    `to_date` the year so far at its end (the same where nothing builds up).
    """

    name: str
    level: float
    need: Need
    partners: tuple[float, ...]
    path: tuple[float, ...]
    to_date: tuple[float, ...]

    @property
    def capability(self) -> str:
        """Passing, Hit and miss, Failing, or "" where it cannot be told."""
        return str(np.asarray(self.need.capability).item())

    def number(self, name: str) -> float | None:
        """One field of the need; None where it is not known."""
        value = float(np.asarray(getattr(self.need, name)).item())
        return None if math.isnan(value) else value

    def words(self, *, seasonal: bool) -> str:
        """The capability in a sentence."""
        if self.capability == Assurance.FAILING.value and (self.number("chance") or 0.0) >= EVEN:
            return TREND
        return SEASONAL if seasonal and not self.capability else WORDS[self.capability]

"""Case: one figure with its rule and its rating, and how each part of them is said."""

from __future__ import annotations

import math
from typing import NamedTuple

from pmxl.rules.presets import PERCENT
from pmxl.rules.rounding import published
from pmxl.rules.spoken import CURRENCIES
from pmxl.rules.spoken import agreed_amount
from pmxl.rules.spoken import spoken
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import yes_or_no

YES = 1


class Case(NamedTuple):
    """All that a sentence about one figure needs: the fields of a Rule as it applies, its levels as they were given.

    `figure` is `actual` as compared, `off` how far it lies from the target or outside the range, `seen` with how many
    decimals another rating would show (NaN: none), `measured_in` the unit of the figure, `done` false of a milestone
    that is still to do, `at_edge` true exactly on the edge of the tolerance. `baseline` and `goal` are the ends of a
    stretch target's way, `share` how much of it has been made, in per cent.
    """

    actual: float
    figure: float
    off: float
    target: float
    low: float
    high: float
    standard: float
    last_year: float
    amount: float
    unit: str
    stretch: float
    green_half_width: float
    sign: float
    polarity: str
    kind: str
    decimals: float
    saved_by: str
    is_stretch: bool
    measured_in: str
    done: bool
    baseline: float
    goal: float
    share: float
    ground: str
    at_edge: bool
    rating: str
    seen: float

    def say(self, value: float, decimals: float = math.nan) -> str:
        """A figure with its unit."""
        return say(value, self.kind, self.decimals if math.isnan(decimals) else decimals, self.measured_in)

    def bare(self, value: float) -> str:
        """A figure beside another that has the unit; only percentages and money carry theirs again."""
        if self.kind == Kind.PERCENTAGE or self.measured_in[:1] in tuple(CURRENCIES):
            return self.say(value)
        return spoken(value, int(self.decimals))

    def aim(self) -> str:
        """The target or the range."""
        if self.polarity != Polarity.RANGE or self.sign:
            return f"a{' stretch' if self.is_stretch else ''} target of {self.bare(self.target)}"
        ends = [self.bare(end) for end in (self.low, self.high) if not math.isnan(end)]
        if len(ends) == 1:
            return f"a limit of at {'least' if math.isnan(self.high) else 'most'} {ends[0]}"
        return f"a range of {spoken(self.low, int(self.decimals)) if ends[0].endswith(' %') else ends[0]} to {ends[1]}"

    def gap(self) -> str:
        """How far off the figure is."""
        size = abs(self.off)
        if self.kind == Kind.MILESTONE:
            return spoken(size, 0, "days")
        return spoken(size, int(self.decimals), "points") if self.kind == Kind.PERCENTAGE else self.bare(size)

    def width(self, amount: float) -> str:
        """A tolerance or a stretch: per cent of target, points, days, or so much in the measure's own unit."""
        if self.unit == PERCENT:
            two_sided = self.polarity == Polarity.RANGE and not self.sign
            return f"{agreed_amount(amount)} % of {'the limit' if two_sided else 'target'}"
        return self.so_much(amount)

    def so_much(self, amount: float) -> str:
        """A distance that was agreed, in as many decimals as it has."""
        units = {Kind.PERCENTAGE: "points", Kind.MILESTONE: "days"}
        return agreed_amount(amount, units.get(Kind(self.kind), self.measured_in))


def say(value: float, kind: str, decimals: float, measured_in: str) -> str:
    """A figure as it is published, with its unit; a yes or no as a word."""
    if kind == Kind.YES_NO:
        return yes_or_no(value)
    return spoken(value, int(decimals), measured_in or ("%" if kind == Kind.PERCENTAGE else ""))


def hides(case: Case, level: float) -> bool:
    """True where a level as published hides decimals with which there would be another rating."""
    if math.isnan(level) or math.isnan(case.seen):
        return False
    return bool(published(level, case.seen) != published(level, case.decimals))

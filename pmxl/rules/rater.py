"""Rater: a rule made ready once, for the many figures that are rated by it one at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pmxl.rules.presets import reads_last_year
from pmxl.rules.rounding import published_one
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.spans import Span
from pmxl.rules.spans import spans_of
from pmxl.terms import Kind
from pmxl.terms import Rating

Ends = tuple[float, float]
"""The two ends of a span."""

PREPARED = 65_536
"""So many rules are kept ready: a programme has one a measure and target, and a partner's own targets beside them."""


@dataclass(frozen=True, slots=True)
class Rater:
    """What pmxl.rules.rating.rate says of one figure, from the ends of the same spans."""

    is_milestone: bool
    decimals: int
    standard: Ends
    rated: bool
    blue: Ends
    target: Ends
    band: Ends
    edge_inside: bool
    within: str
    saved: Ends
    is_stretch: bool

    def of(self, actual: float) -> str:
        """The rating of a figure: "" where there is none, "No target" where there is none to meet."""
        if self.is_milestone:
            figure = float(math.floor(actual)) if math.isfinite(actual) else actual
        else:
            figure = published_one(actual, self.decimals)
        return "" if math.isnan(figure) else self.on(figure)

    @property
    def spans(self) -> tuple[Ends, ...]:
        """Between their ends a rating stays the same."""
        return self.standard, self.blue, self.target, self.band, self.saved

    def on(self, figure: float) -> str:
        """The rating of a figure that is rounded already."""
        if not self.standard[0] <= figure <= self.standard[1]:
            return RED
        rating = self._on_the_ladder(figure)
        return SOFTENED.get(rating, rating) if self.is_stretch else rating

    def _on_the_ladder(self, figure: float) -> str:
        """What the first rung says that holds, of a figure that breaks no standard."""
        if not self.rated:
            return NO_TARGET
        if self.blue[0] < figure < self.blue[1]:
            return BLUE
        if self.target[0] <= figure <= self.target[1]:
            return GREEN
        low, high = self.band
        if low <= figure <= high if self.edge_inside else low < figure < high:
            return GREEN if self.within == GREEN else AMBER
        return AMBER if self.saved[0] <= figure <= self.saved[1] else RED


RED, AMBER, GREEN, BLUE, NO_TARGET = (
    one.value for one in (Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE, Rating.NO_TARGET)
)

SOFTENED = {RED: AMBER, BLUE: GREEN}
"""What a stretch target, which has two colours, makes of the others."""


def rater(**rule: Any) -> Rater:
    """The rule made ready, its fields those of Rule and each one value; the same rule is made ready once."""
    if not reads_last_year(rule.get("modifier") or ""):  # else partners share their rules
        rule.pop("last_year", None)
    return _made(tuple((name, None if value != value else value) for name, value in rule.items()))


@lru_cache(maxsize=PREPARED)
def _made(said: tuple[tuple[str, Any], ...]) -> Rater:
    whole = applied(Rule(**{name: math.nan if value is None else value for name, value in said}))
    spans = spans_of(whole)
    return Rater(
        is_milestone=whole.kind.item() == Kind.MILESTONE,
        decimals=int(whole.decimals),  # type: ignore[arg-type]
        standard=_ends(spans.standard),
        rated=bool(spans.rated),
        blue=_ends(spans.blue),
        target=_ends(spans.target),
        band=_ends(spans.band),
        edge_inside=bool(spans.edge_inside),
        within=str(spans.within.item()),
        saved=_ends(spans.saved),
        is_stretch=bool(whole.is_stretch),
    )


def _ends(span: Span) -> Ends:
    return float(span.low), float(span.high)

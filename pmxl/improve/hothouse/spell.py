"""Spell: a measure's time in the hot-house, period by period, of the partnership or of one partner."""

from __future__ import annotations

from dataclasses import dataclass

from pmxl.framework.columns_hothouse import NO_CONCERN
from pmxl.framework.columns_hothouse import ON_TARGET
from pmxl.framework.columns_hothouse import WITHIN
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models_hothouse import Exit
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import in_words
from pmxl.terms import COLOURS
from pmxl.terms import ON_TARGET as MET
from pmxl.terms import Rating
from pmxl.terms import Signal

GOOD_ENOUGH = {ON_TARGET: MET, WITHIN: (*MET, Rating.AMBER), NO_CONCERN: COLOURS}
"""The ratings with which each way out holds; none of them does with a concern on the process chart."""

EXIT_WORDS = {
    ON_TARGET: "on target with no concern on the process chart",
    WITHIN: "within tolerance with no concern on the process chart",
    NO_CONCERN: "without a concern on the process chart",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a measure: its figure, what was expected, how it was rated, and the triggers to act that fired."""

    period: Period
    value: float
    target: float
    rating: str
    signal: str
    fired: str = ""

    def meets(self, exit_: str) -> bool:
        """True where the figure is what the way out asks for."""
        return self.rating in GOOD_ENOUGH[exit_] and self.signal != Signal.CONCERN


@dataclass(frozen=True, slots=True)
class Spell:
    """From the period whose figure fired to that in which the agreed exit had held for long enough (None: still in).

    `partner` and `area` are "" for the partnership's own figure. `run` is for how many periods the exit has held.
    """

    measure: Measure
    partner: str
    exit: Exit
    entered: Period
    left: Period | None
    run: int
    steps: tuple[Step, ...]
    area: str = ""

    @property
    def is_open(self) -> bool:
        """True while it is in."""
        return self.left is None

    @property
    def trigger(self) -> str:
        """What fired at the entry."""
        return self.steps[0].fired

    @property
    def partners(self) -> tuple[str, ...]:
        """Who reports month by month: the partner whose figure it is, or all who return the measure, or the area."""
        if self.partner:
            return (self.partner,)
        return tuple(dict.fromkeys(p for p, area in self.measure.pairs if not self.area or area == self.area))

    @property
    def of(self) -> tuple[str, str, str]:
        """What it is about: measure, partner and area."""
        return self.measure.id, self.partner, self.area

    @property
    def way_out(self) -> str:
        """`Two periods in a row on target with no concern on the process chart (agreed by the Board)`."""
        run = f"{in_words(self.exit.n)} periods in a row" if self.exit.n > 1 else "one period"
        said = f"{run} {EXIT_WORDS[self.exit.exit]}"
        return f"{said[0].upper()}{said[1:]}{agreed(self.exit)}"

    @property
    def standing(self) -> str:
        """`Left after 2025-26 Q4`, or how far it is on its way out."""
        if self.left is not None:
            return f"Left after {self.left.label}"
        return f"{self.run} of {self.exit.n} {'period' if self.exit.n == 1 else 'periods'} on the way out"


def agreed(exit_: Exit) -> str:
    """Who agreed a way out and when; "the usual" where nobody had to."""
    if not exit_.row:
        return " (the usual way out)"
    who = f"agreed by {exit_.agreed_by}" if exit_.agreed_by else ""
    when = f" on {day_in_words(exit_.agreed_on)}" if exit_.agreed_on and who else ""
    return f" ({who}{when})" if who else ""


def exit_of(framework: Framework, measure: Measure, partner: str = "") -> Exit:
    """The way out agreed for a partner's own figure, for the measure, or the usual one."""
    rows = {row.partner: row for row in framework.hothouse if row.measure == measure.id}
    return rows.get(partner) or rows.get("") or Exit(measure=measure.id)

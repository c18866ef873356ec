"""Savings: cashable and non-cashable, claimed and verified, each partner's and all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.framework.models import Framework
from pmxl.improve.logbook.columns_money import CASHABLE
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import Saving
from pmxl.improve.money.budget import WHOLE
from pmxl.periods import Period


@dataclass(frozen=True, slots=True)
class Saved:
    """Sums of one partner, or of all."""

    whose: str
    planned: float
    cashable: float
    cashable_verified: float
    other: float
    other_verified: float

    @property
    def claimed(self) -> float:
        """All that is claimed, cashable or not."""
        return self.cashable + self.other

    @property
    def verified(self) -> float:
        """All that somebody independent has confirmed."""
        return self.cashable_verified + self.other_verified


def of_year(logbook: Logbook, period: Period) -> tuple[Saving, ...]:
    """The savings of the year in which a period lies, up to it."""
    year = period.year
    return tuple(
        row
        for row in logbook.efficiency
        if row.period == year or (year.covers(row.period) and row.period.last_day <= period.last_day)
    )


def saved(framework: Framework, rows: Sequence[Saving]) -> tuple[Saved, ...]:
    """A line for each partner that claims something, in the framework's order, the partnership's own, and the sum."""
    if not rows:
        return ()
    names = [*((one.id, one.name) for one in framework.partners), ("", WHOLE)]
    mine = [(name, [row for row in rows if row.partner == id_]) for id_, name in names]
    return (*(summed(name, own) for name, own in mine if own), summed("All", rows))


def summed(whose: str, rows: Sequence[Saving]) -> Saved:
    """The sums of some rows; what is not verified adds nothing to what is."""
    cash = [row for row in rows if row.sort == CASHABLE]
    other = [row for row in rows if row.sort != CASHABLE]
    return Saved(
        whose,
        sum(row.planned or 0.0 for row in rows),
        sum(row.claimed for row in cash),
        sum(row.verified or 0.0 for row in cash),
        sum(row.claimed for row in other),
        sum(row.verified or 0.0 for row in other),
    )

"""Improvement: what is being done about the figures of a period, and what is to be talked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmxl.improve.actions.owed import Owed
from pmxl.improve.actions.standing import Followed
from pmxl.improve.hothouse.spell import Spell

if TYPE_CHECKING:
    from pmxl.improve.hothouse.reading import Reading
    from pmxl.improve.hothouse.relief import Relief


@dataclass(frozen=True, slots=True)
class Improvement:
    """Spells in the hot-house, plans owed, actions with their effect, and measures that need asking for less often.

    `today` is the day on which it is looked at, `until` the last day of the period; None where nothing was looked at.
    """

    today: date | None = None
    until: date | None = None
    spells: tuple[Spell, ...] = ()
    owed: tuple[Owed, ...] = ()
    actions: tuple[Followed, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def hot(self) -> tuple[Spell, ...]:
        """What is in the hot-house now."""
        return tuple(one for one in self.spells if one.is_open)

    @property
    def not_given(self) -> tuple[Owed, ...]:
        """The plans that are owed and were not given."""
        return tuple(one for one in self.owed if not one.is_met)

    @property
    def running(self) -> tuple[Followed, ...]:
        """The actions that are not over."""
        return tuple(one for one in self.actions if one.action.is_open)

    @property
    def asked(self) -> frozenset[str]:
        """Who is asked for an action plan: whoever owes one or has an action running."""
        return frozenset({*(one.to for one in self.not_given), *(one.action.to for one in self.running)} - {""})

    def months_of(self, spell: Spell) -> str:
        """The extra monthly figures of a spell in words, the latest first; "" where there is none."""
        mine = (one for one in self.readings if one.measure == spell.measure.id and one.partner in spell.partners)
        return "; ".join(one.words for one in mine if spell.area in ("", one.area))

    def about(self, measure: str, partner: str = "", area: str = "") -> tuple[Followed, ...]:
        """The actions about a figure."""
        return tuple(one for one in self.actions if one.action.of == (measure, partner, area))

    def is_further(self, plan: Owed) -> bool:
        """True for a plan that was not given where an earlier one was, and all of it is over."""
        return not plan.is_met and bool(self.about(*plan.of))


NOTHING = Improvement()
"""Where nobody looked at what is being done."""

"""Sent: what one partner sent back for a quarter: comments, slips of the pen, who signed it off and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from workbooks.fill import Typed
from workbooks.history import Amount

Figured = Typed | Callable[[Amount], Typed]


@dataclass(frozen=True, slots=True)
class Said:
    """A comment on a measure; on all of its rows, or on those of one area (by name) or one period."""

    measure: str
    text: str
    area: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """Something typed under a heading in place of the figure: a word, a number, or one worked out from the figure."""

    measure: str
    heading: str
    typed: Figured
    area: str = ""
    period: str = ""

    def value(self, amount: Amount) -> Typed:
        """What is typed, given the true figure."""
        return self.typed(amount) if callable(self.typed) else self.typed


@dataclass(frozen=True, slots=True)
class Sent:
    """One workbook sent back. `quarters_old` says that it was filled into the workbook of so many quarters before."""

    partner: str
    file: str
    signed_on: date
    said: tuple[Said, ...] = ()
    slips: tuple[Slip, ...] = ()
    revision: int = 1
    quarters_old: int = 0


SIGNED_BY = {
    "council": "Head of performance and insight",
    "constabulary": "Superintendent, community safety",
    "health": "Deputy director of operations",
    "fire": "Area manager, prevention",
    "homes": "Director of neighbourhoods",
    "voluntary": "Alliance coordinator",
}
"""Who signs each partner's return off: a role, never a name."""

MARKS = {
    "council": "443444",
    "constabulary": "443344",
    "health": "444344",
    "fire": "444444",
    "homes": "333433",
    "voluntary": "332333",
}
"""How each partner marks its figures: accuracy, validity, reliability, timeliness, relevance, completeness."""

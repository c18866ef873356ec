"""Memory: what else is known of earlier figures: their parts, their words, and how they were counted."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from pmxl.figures import Key
from pmxl.periods import Period
from pmxl.returns.history import Cell
from pmxl.returns.history import History

Said = Mapping[Cell, Sequence[tuple[Period, str]]]
"""A text of each period, oldest first, by measure, partner and area."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What stands in the ledger beside the earlier values; what is empty was not looked at, or is not there.

    `counted` is the version of the definition that each figure was counted by, `defined` that of each measure by
    version of the framework. `published` are the periods whose scorecard was published.
    """

    numerators: History = field(default_factory=dict)
    words: Said = field(default_factory=dict)
    counted: Said = field(default_factory=dict)
    defined: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    published: frozenset[Period] = frozenset()

    def last_words(self, key: Key) -> tuple[Period, str] | None:
        """The last commentary before a period, with its own period."""
        return last_before(self.words, key)

    def last_counted(self, key: Key) -> tuple[Period, str] | None:
        """The version of the definition that the last figure before a period was counted by."""
        return last_before(self.counted, key)

    def shows(self, period: Period) -> bool:
        """True where a published scorecard has shown the figures of a period."""
        return any(shown.covers(period) or period.last_day < shown.first_day for shown in self.published)


NOTHING = Memory()
"""Nothing is known beside the earlier values."""


def last_before(said: Said, key: Key) -> tuple[Period, str] | None:
    """The last text before a period, of its own length."""
    series = said.get((key.measure, key.partner, key.area), ())
    before = [one for one in series if one[0].months == key.period.months and one[0] < key.period]
    return before[-1] if before else None

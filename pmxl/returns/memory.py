"""Memory: what else is known of earlier figures: their parts, their words, and how they were counted."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from pmxl.figures import Key
from pmxl.periods import Period
from pmxl.returns.history import Cell
from pmxl.returns.history import History
from pmxl.returns.once import once

Said = Mapping[Cell, Sequence[tuple[Period, str]]]
"""A text of each period, oldest first, by measure, partner and area."""


class Counted(Mapping[Cell, Sequence[tuple[Period, str]]]):
    """By which version of its definition each figure was counted: looked up only where they were not all by the same.

    `definitions` give the version of each measure by which any of them may have been counted.
    """

    def __init__(self, definitions: Collection[Mapping[str, str]], look: Callable[[], Said]) -> None:
        self._definitions = definitions
        self._look = look

    def is_by(self, measure: str, version: str) -> bool:
        """True where no figure of a measure can have been counted by any other version."""
        known = [one.get(measure, version) for one in self._definitions]
        return known.count(version) == len(known)

    @once
    def _found(self) -> Said:
        return self._look()

    def __getitem__(self, cell: Cell) -> Sequence[tuple[Period, str]]:
        return self._found[cell]

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


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

    def is_counted_by(self, key: Key, version: str) -> bool:
        """True where nothing is known of a series to have been counted by another version of its definition."""
        if isinstance(self.counted, Counted) and self.counted.is_by(key.measure, version):
            return True  # nearly always
        return all(one == version for _, one in self.counted.get((key.measure, key.partner, key.area), ()))

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

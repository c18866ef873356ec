"""Known: the earlier figures that one file is checked against, sent with it: no worker need hold all of a programme.

They travel as the rows that the ledger gave, and who reads the file puts them in order: those who read are many, and
one sends the files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING
from typing import NamedTuple

from pmxl.batch.past import inherited
from pmxl.batch.remembered import LAST
from pmxl.batch.remembered import Defined
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.history import Cell
from pmxl.returns.history import History
from pmxl.returns.memory import NOTHING
from pmxl.returns.memory import Memory

if TYPE_CHECKING:
    from pmxl.ledger import PastRow
    from pmxl.ledger import Standing

Said = list[tuple[Period, str]]
Numbers = list[tuple[Period, float]]

period_of = lru_cache(maxsize=4096)(Period)
"""One period for all its figures."""
_cell_of, _span_of = itemgetter(0, 1, 2), itemgetter(3, 4)


class Recalled(NamedTuple):
    """What a file is checked against: the earlier figures, their denominators, and what else is known."""

    history: History
    denominators: History | None
    memory: Memory


class Shelf(NamedTuple):
    """What stands of one series, oldest first: its periods, and beside each its parts, value, words and receipt."""

    cell: Cell
    periods: tuple[Period, ...]
    above: tuple[float | None, ...]
    below: tuple[float | None, ...]
    values: tuple[float | None, ...]
    words: tuple[str, ...]
    receipts: tuple[int, ...]

    def said(self) -> Said:
        """Its words, where there are any."""
        return [one for one in zip(self.periods, self.words, strict=True) if one[1]]

    def last(self) -> list[tuple[Period, int]]:
        """The last few of its months, of its quarters and so on, each with its receipt, oldest first."""
        said = list(zip(self.periods, self.receipts, strict=True))
        if len({period.months for period in self.periods}) == 1:
            return said[-LAST:]
        by_length: dict[int, list[tuple[Period, int]]] = {}
        for one in said:
            by_length.setdefault(one[0].months, []).append(one)
        return sorted(one for series in by_length.values() for one in series[-LAST:])

    def counted(self, by: Mapping[int, Mapping[str, str]]) -> Said:
        """By which version of its definition the last were counted, as the definitions by receipt tell."""
        measure = self.cell[0]
        return [(period, version) for period, receipt in self.last() if (version := by[receipt].get(measure, ""))]


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the ledger of those whose file it may be, and by which definitions it was counted.

    `words` are what the numbers in the rows stand for, `versions` those of the framework by which each receipt was
    read; `defined` are the definitions of those that the last figures were read by. Without rows nobody has looked.
    """

    rows: Sequence[PastRow] | None = None
    words: Mapping[int, str] = field(default_factory=dict)
    versions: Mapping[int, str] = field(default_factory=dict)
    defined: Defined = field(default_factory=dict)

    def __reduce__(self) -> str | tuple[type[Known], tuple[object, ...]]:
        """How it goes with its file; that nobody has looked, as every file comes back, by its name alone."""
        return "UNKNOWN" if self is UNKNOWN else (Known, (self.rows, self.words, self.versions, self.defined))

    def recalled(self, framework: Framework, published: frozenset[Period]) -> Recalled:
        """In the order in which the checks look at it."""
        if self.rows is None:
            return Recalled({}, None, NOTHING)
        kept = list(self.shelves(framework.settings.year_starts))
        above = inherited(framework, numbers((one.cell, one.periods, one.above) for one in kept))
        below = inherited(framework, numbers((one.cell, one.periods, one.below) for one in kept))
        values = inherited(framework, numbers((one.cell, one.periods, one.values) for one in kept))
        words = {one.cell: said for one in kept if (said := one.said())}
        by = {receipt: self.defined.get(version, {}) for receipt, version in self.versions.items()}
        counted = {one.cell: said for one in kept if (said := one.counted(by))}
        return Recalled(values, below, Memory(above, words, counted, self.defined, published))

    def shelves(self, first_month: int) -> Iterator[Shelf]:
        """The rows, series by series."""
        by_cell: defaultdict[tuple[int, int, int], list[PastRow]] = defaultdict(list)
        for row in self.rows or ():
            by_cell[_cell_of(row)].append(row)
        for (measure, partner, area), rows in by_cell.items():
            cell = self.words[measure], self.words[partner], self.words[area]
            rows.sort(key=_span_of)
            _, _, _, starts, months, *columns = zip(*rows, strict=True)
            yield Shelf(cell, tuple(map(period_of, starts, months, repeat(first_month))), *columns)

    def last_versions(self, first_month: int) -> set[str]:
        """The versions of the framework by which the last figures of each length were read."""
        return {self.versions[receipt] for shelf in self.shelves(first_month) for _, receipt in shelf.last()}


UNKNOWN = Known()
"""Nothing came before, or nobody has looked."""


def together(stood: Collection[Standing]) -> Known:
    """What stands of some partners as one."""
    if len(stood) == 1:  # nearly always
        return Known(*next(iter(stood)))
    words = {number: word for one in stood for number, word in one.words.items()}
    versions = {number: version for one in stood for number, version in one.versions.items()}
    return Known([row for one in stood for row in one.rows], words, versions)


def numbers(series: Iterable[tuple[Cell, tuple[Period, ...], tuple[float | None, ...]]]) -> dict[Cell, Numbers]:
    """The numbers that there are of partners; a comparator's are nobody's past."""
    found = {}
    for cell, periods, column in series:
        if cell[1] and (given := [(one, part) for one, part in zip(periods, column, strict=True) if part is not None]):
            found[cell] = given
    return found

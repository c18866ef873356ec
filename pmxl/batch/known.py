"""Known: the earlier figures that one file is checked against, sent with it: no worker need hold all of a programme.

They travel as the columns that the ledger gave, and who reads the file makes series of them: those who read are many,
and one sends the files.
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
from itertools import chain
from itertools import groupby
from itertools import repeat
from typing import TYPE_CHECKING
from typing import NamedTuple

from pmxl.batch.past import inherited
from pmxl.batch.remembered import LAST
from pmxl.batch.remembered import Defined
from pmxl.framework.models import Framework
from pmxl.ledger import PastColumns
from pmxl.periods import Period
from pmxl.returns.history import Cell
from pmxl.returns.history import History
from pmxl.returns.memory import NOTHING
from pmxl.returns.memory import Memory

if TYPE_CHECKING:
    from pmxl.ledger import Standing

Said = list[tuple[Period, str]]
Numbers = list[tuple[Period, float]]

period_of = lru_cache(maxsize=4096)(Period)
"""One period for all its figures."""


class Recalled(NamedTuple):
    """What a file is checked against: the earlier figures, their denominators, and what else is known."""

    history: History
    denominators: History | None
    memory: Memory


class Series(NamedTuple):
    """Of what some figures are, and where in the columns they stand, oldest first."""

    cell: Cell
    rows: slice


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the ledger of those whose file it may be, and by which definitions it was counted.

    `words` are what the numbers in the columns stand for, `versions` those of the framework by which each receipt was
    read; `defined` are the definitions of those that the last figures were read by. Without columns nobody has looked.
    """

    columns: PastColumns | None = None
    words: Mapping[int, str] = field(default_factory=dict)
    versions: Mapping[int, str] = field(default_factory=dict)
    defined: Defined = field(default_factory=dict)

    def __reduce__(self) -> str | tuple[type[Known], tuple[object, ...]]:
        """How it goes with its file; that nobody has looked, as every file comes back, by its name alone."""
        return "UNKNOWN" if self is UNKNOWN else (Known, (self.columns, self.words, self.versions, self.defined))

    def recalled(self, framework: Framework, published: frozenset[Period]) -> Recalled:
        """In the order in which the checks look at it."""
        if self.columns is None:
            return Recalled({}, None, NOTHING)
        told, series = self.columns, list(self.series())
        periods = self.periods(framework.settings.year_starts)
        parts = (numbers(series, periods, column) for column in (told.above, told.below, told.values))
        above, below, values = (inherited(framework, part) for part in parts)
        words = said(series, periods, told.comments) if any(told.comments) else {}
        return Recalled(values, below, Memory(above, words, self.counted(series, periods), self.defined, published))

    def series(self) -> Iterator[Series]:
        """The series, one after another: in the columns the figures of each stand together."""
        told, word, begin = self.columns or PastColumns(), self.words, 0
        for (measure, partner, area), same in groupby(zip(told.measures, told.partners, told.areas, strict=True)):
            end = begin + len(list(same))
            yield Series((word[measure], word[partner], word[area]), slice(begin, end))
            begin = end

    def periods(self, first_month: int) -> list[Period]:
        """The period of every row."""
        told = self.columns or PastColumns()
        return list(map(period_of, told.starts, told.months, repeat(first_month)))

    def last(self, rows: slice) -> Sequence[int]:
        """Where the last few months of a series stand, its last quarters and so on."""
        lengths = self.columns.months[rows] if self.columns else ()
        if lengths.count(lengths[0]) == len(lengths):
            return range(rows.start, rows.stop)[-LAST:]
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for place, length in enumerate(lengths, rows.start):
            by_length[length].append(place)
        return sorted(place for places in by_length.values() for place in places[-LAST:])

    def counted(self, series: Iterable[Series], periods: Sequence[Period]) -> dict[Cell, Said]:
        """By which version of its definition the last figures of each were counted, as far as that is known."""
        by = {receipt: self.defined.get(version, {}) for receipt, version in self.versions.items()}
        receipts, found = self.columns.receipts if self.columns else (), {}
        for cell, rows in series:
            places, measure = self.last(rows), cell[0]
            if told := [(periods[at], version) for at in places if (version := by[receipts[at]].get(measure, ""))]:
                found[cell] = told
        return found

    def last_versions(self) -> set[str]:
        """The versions of the framework by which the last figures of each length were read."""
        receipts = self.columns.receipts if self.columns else ()
        return {self.versions[receipts[at]] for one in self.series() for at in self.last(one.rows)}


UNKNOWN = Known()
"""Nothing came before, or nobody has looked."""


def together(stood: Collection[Standing]) -> Known:
    """What stands of some partners as one."""
    if len(stood) == 1:  # nearly always
        return Known(*next(iter(stood)))
    words = {number: word for one in stood for number, word in one.words.items()}
    versions = {number: version for one in stood for number, version in one.versions.items()}
    columns = zip(*(one.columns for one in stood), strict=True)
    return Known(PastColumns(*(tuple(chain.from_iterable(column)) for column in columns)), words, versions)


def numbers(series: Iterable[Series], periods: Sequence[Period], column: Sequence[float | None]) -> dict[Cell, Numbers]:
    """The numbers that there are of partners; a comparator's are nobody's past."""
    rows, found = list(zip(periods, column, strict=True)), {}
    for cell, place in series:
        if cell[1] and (given := [(one, part) for one, part in rows[place] if part is not None]):
            found[cell] = given
    return found


def said(series: Iterable[Series], periods: Sequence[Period], column: Sequence[str]) -> dict[Cell, Said]:
    """The words that there are."""
    rows = list(zip(periods, column, strict=True))
    return {cell: given for cell, place in series if (given := [one for one in rows[place] if one[1]])}

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
from typing import TYPE_CHECKING
from typing import NamedTuple

from pmxl.batch.past import inherited
from pmxl.batch.remembered import LAST
from pmxl.batch.remembered import Defined
from pmxl.framework.models import Framework
from pmxl.ledger import PastColumns
from pmxl.periods import APRIL
from pmxl.periods import Period
from pmxl.returns.history import Cell
from pmxl.returns.history import Course
from pmxl.returns.history import History
from pmxl.returns.history import Periods
from pmxl.returns.history import periods_of
from pmxl.returns.memory import NOTHING
from pmxl.returns.memory import Counted
from pmxl.returns.memory import Memory

if TYPE_CHECKING:
    from pmxl.ledger import Standing

Said = list[tuple[Period, str]]
Figures = Sequence[tuple[Period, float]]


class Recalled(NamedTuple):
    """What a file is checked against: the earlier figures, their denominators, and what else is known."""

    history: History
    denominators: History | None
    memory: Memory


class Series(NamedTuple):
    """Of what some figures are, and where in the columns they stand, oldest first.

    `last` are the places of the last few months, of the last few quarters and so on.
    """

    cell: Cell
    rows: slice
    periods: Periods
    last: Sequence[int]


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
        told, series = self.columns, list(self.series(framework.settings.year_starts))
        parts = (courses(series, column) for column in (told.above, told.below, told.values))
        above, below, values = (inherited(framework, part) for part in parts)
        words = said(series, told.comments) if any(told.comments) else {}
        return Recalled(values, below, Memory(above, words, self.counted(series), self.defined, published))

    def series(self, first_month: int = APRIL) -> Iterator[Series]:
        """The series, one after another: in the columns the figures of each stand together."""
        told, word, begin = self.columns or PastColumns(), self.words, 0
        for partner, same in groupby(told.partners):
            theirs = slice(begin, begin + len(list(same)))
            columns = (tuple(one[theirs]) for one in (told.measures, told.areas, told.starts, told.months))
            for measure, area, rows, periods, last in laid_out(begin, *columns, first_month):
                yield Series((word[measure], word[partner], word[area]), rows, periods, last)
            begin = theirs.stop

    def counted(self, series: Sequence[Series]) -> Counted:
        """By which version of its definition the last figures of each were counted, as far as that is known."""
        by = {version: self.defined.get(version, {}) for version in {*self.versions.values()}}
        receipts = self.columns.receipts if self.columns else ()

        def version(at: int, measure: str) -> str:
            return by[self.versions[receipts[at]]].get(measure, "")

        def look() -> dict[Cell, Said]:
            rows = ((cell, rows.start, periods.each, last) for cell, rows, periods, last in series)
            told = (
                (cell, [(each[at - begin], version(at, cell[0])) for at in last]) for cell, begin, each, last in rows
            )
            return {cell: known for cell, some in told if (known := [one for one in some if one[1]])}

        return Counted([*by.values()], look)

    def last_versions(self) -> set[str]:
        """The versions of the framework by which the last figures of each length were read."""
        receipts = self.columns.receipts if self.columns else ()
        return {self.versions[receipts[at]] for one in self.series() for at in one.last}


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


@lru_cache(maxsize=256)
def laid_out(
    begin: int,
    measures: tuple[int, ...],
    areas: tuple[int, ...],
    starts: tuple[int, ...],
    months: tuple[int, ...],
    first_month: int,
) -> list[tuple[int, int, slice, Periods, Sequence[int]]]:
    """How the series of a partner lie in its columns, from which place on: the same of all who gave the same."""
    found, of = [], slice(0, 0)
    for (measure, area), same in groupby(zip(measures, areas, strict=True)):
        of = slice(of.stop, of.stop + len(list(same)))
        rows = slice(begin + of.start, begin + of.stop)
        found.append((measure, area, rows, periods_of(starts[of], months[of], first_month), last_in(rows, months[of])))
    return found


def last_in(rows: slice, lengths: Sequence[int]) -> Sequence[int]:
    """Where the last few months of a series stand, its last quarters and so on."""
    if lengths.count(lengths[0]) == len(lengths):
        return range(rows.start, rows.stop)[-LAST:]
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for place, length in enumerate(lengths, rows.start):
        by_length[length].append(place)
    return sorted(place for places in by_length.values() for place in places[-LAST:])


def courses(series: Iterable[Series], column: Sequence[float | None]) -> dict[Cell, Figures]:
    """The numbers that there are of partners; a comparator's are nobody's past."""
    found: dict[Cell, Figures] = {}
    for cell, rows, periods, _ in series:
        figures = tuple(column[rows])
        if not cell[1]:
            continue
        if None not in figures:
            found[cell] = Course(periods, figures)  # type: ignore[arg-type]
        elif given := [(one, part) for one, part in zip(periods.each, figures, strict=True) if part is not None]:
            found[cell] = given
    return found


def said(series: Iterable[Series], column: Sequence[str]) -> dict[Cell, Said]:
    """The words that there are."""
    rows = ((cell, zip(periods.each, column[place], strict=True)) for cell, place, periods, _ in series)
    return {cell: given for cell, pairs in rows if (given := [one for one in pairs if one[1]])}

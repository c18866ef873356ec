"""Pasts: what stands in the ledger of those whose files are read, looked up a few files at a time as they are read.

Whose a file is, its name says nearly always. Where the file itself says otherwise, or it is not a workbook of ours, it
is read once more against the right past: what a name says is never believed, it only saves time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from functools import cached_property
from itertools import islice
from typing import Literal
from typing import NamedTuple

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.folder import Folder
from pmxl.batch.known import Known
from pmxl.batch.past import ancestors
from pmxl.batch.past import inherited
from pmxl.batch.past import sole_predecessors
from pmxl.batch.remembered import LAST
from pmxl.batch.remembered import Defined
from pmxl.batch.remembered import definitions
from pmxl.ledger import Ledger
from pmxl.ledger import Stood
from pmxl.periods import Period
from pmxl.returns.history import Cell
from pmxl.returns.layout import layouts_of
from pmxl.returns.memory import Memory
from pmxl.returns.names import folded
from pmxl.returns.names import names_of
from pmxl.returns.read import ReadReturn
from pmxl.terms import Outcome

LOT = 100
"""So many files are looked up in the ledger at once: few enough that memory does not grow with their number."""

WORD_ENDS = re.compile(r"(?<=[^\W_])(?=[\W_])|$")

Read = Callable[[Sequence[Job], Callable[[Iterable[Job]], Iterator[Job]]], Iterator[Examined]]
"""Examines files, each with what the second argument puts beside it just before it is sent."""

Whose = frozenset[str] | None
"""The partners whose figures a file holds; None where they may be anybody's."""

Said = list[tuple[Period, str]]
Numbers = list[tuple[Period, float]]
Part = Literal["above", "below", "values"]


class Shelf(NamedTuple):
    """What is known of one series, oldest first: its parts, values and words, and the versions of the framework."""

    above: Numbers
    below: Numbers
    values: Numbers
    words: Said
    versions: Said


class Pasts:
    """What stands in the ledger, by whose it is."""

    def __init__(self, folder: Folder, ledger: Ledger, period: Period | None) -> None:
        self._folder, self._ledger = folder, ledger
        framework = folder.framework
        self._names = names_of(framework).partners
        self._has_layouts = bool(layouts_of(framework))
        self._before = sole_predecessors(framework.partners)
        self._published = frozenset(one.period for one in ledger.publications())
        self._sent = ledger.versions_sent(period)
        self._defined = cache(lambda versions: definitions(folder, ledger, set(versions)))
        self._period = cache(lambda start, months: Period(start, months, framework.settings.year_starts))
        self._whose: dict[str, Whose] = {}  # of the files read once more, by hash

    def examined(self, jobs: Sequence[Job], read: Read) -> Iterator[Examined]:
        """Every file examined against the past of its own partner."""
        astray: list[Job] = []
        for one in read(jobs, self.beside):
            if one.job.sha256 not in self._whose and self._is_astray(one):
                self._whose[one.job.sha256] = whose_are(one.found)
                astray.append(one.job)
            else:
                yield one
        if astray:
            yield from read(astray, self.beside)

    def beside(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """The files with what is known of those whose they seem to be."""
        left = iter(jobs)
        while some := list(islice(left, LOT)):
            lines = [None if (whose := self._said(job)) is None else self._line(whose) for job in some]
            stood: defaultdict[str, list[Stood]] = defaultdict(list)
            for row in self._ledger.standing(frozenset().union(*(line or () for line in lines))):
                stood[row[1]].append(row)
            for job, line in zip(some, lines, strict=True):
                rows = (row for who in sorted(line or ()) for row in stood[who])
                yield replace(job, known=self._of_all if line is None else self._known(rows))

    def _said(self, job: Job) -> Whose:
        """The partner whose file it is by its name, nobody where that says nothing; as is known of one read before."""
        if job.sha256 in self._whose:
            return self._whose[job.sha256]
        stem = job.file.rpartition(".")[0] or job.file
        ends = [end.start() for end in WORD_ENDS.finditer(stem)]
        said = (self._names.get(folded(stem[:end])) for end in reversed(ends))
        return frozenset([who for who in said if who][:1])

    def _is_astray(self, one: Examined) -> bool:
        """True where a file was, or may have been, checked against the past of others than those it is of."""
        found = one.found
        if found is None or (found.outcome is Outcome.REFUSED and (found.framework_version or not self._has_layouts)):
            return False  # of a return of ours that is refused nothing was checked
        whose, said = whose_are(found), self._said(one.job)
        return whose is None or said is None or not whose <= said

    def _line(self, partners: Iterable[str]) -> frozenset[str]:
        """These partners, and those that they took over from."""
        before = (one for who in partners for one, _ in ancestors(who, "", self._before, {}))
        return frozenset((*partners, *before))

    @cached_property
    def _of_all(self) -> Known:
        return self._known(self._ledger.standing())

    def _known(self, rows: Iterable[Stood]) -> Known:
        """Figures that stand as the checks look at them, in one walk; see Known."""
        kept: dict[Cell, Shelf] = {}
        for measure, partner, area, start, months, above, below, value, commentary, version in rows:
            cell, period = (measure, partner, area), self._period(start, months)
            shelf = kept.get(cell)
            if shelf is None:
                shelf = kept[cell] = Shelf([], [], [], [], [])
            if value is not None and partner:
                shelf.values.append((period, value))
            if below is not None and partner:
                shelf.below.append((period, below))
            if above is not None and partner:
                shelf.above.append((period, above))
            if commentary:
                shelf.words.append((period, commentary))
            shelf.versions.append((period, version))
        words = {cell: shelf.words for cell, shelf in kept.items() if shelf.words}
        counted = self._counted({cell: shelf.versions for cell, shelf in kept.items()})
        memory = Memory(self._series(kept, "above"), words, *counted, self._published)
        return Known(self._series(kept, "values"), self._series(kept, "below"), memory)

    def _series(self, kept: dict[Cell, Shelf], part: Part) -> dict[Cell, Numbers]:
        found: dict[Cell, Numbers] = {
            cell: numbers for cell, shelf in kept.items() if (numbers := getattr(shelf, part))
        }
        return inherited(self._folder.framework, found)

    def _counted(self, versions: dict[Cell, Said]) -> tuple[dict[Cell, Said], Defined]:
        """By which version of its definition the last figures of each length were counted, and the definitions."""
        last = {cell: last_of_each_length(said) for cell, said in versions.items()}
        named = {version for said in last.values() for _, version in said}
        defined = self._defined(frozenset(named | self._sent))
        counted = {
            cell: [(period, by) for period, version in said if (by := defined.get(version, {}).get(cell[0], ""))]
            for cell, said in last.items()
        }
        return {cell: said for cell, said in counted.items() if said}, defined


def last_of_each_length(said: Said) -> Said:
    """The last few of the months, of the quarters and so on, oldest first."""
    if len({period.months for period, _ in said}) == 1:
        return said[-LAST:]
    by_length: dict[int, Said] = {}
    for one in said:
        by_length.setdefault(one[0].months, []).append(one)
    return sorted(one for series in by_length.values() for one in series[-LAST:])


def whose_are(found: ReadReturn | None) -> Whose:
    """The partners of what was read; where rows of several were refused it may be anybody's."""
    if found is None:
        return None
    if found.partner:
        return frozenset((found.partner,))
    return None if found.refused else frozenset(figure.partner for figure in found.figures)

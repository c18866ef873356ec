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

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.folder import Folder
from pmxl.batch.known import Known
from pmxl.batch.past import ancestors
from pmxl.batch.past import inherited
from pmxl.batch.past import sole_predecessors
from pmxl.batch.remembered import LAST
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

Numbers = dict[Cell, list[tuple[Period, float]]]
Words = dict[Cell, list[tuple[Period, str]]]
Counted = dict[tuple[Cell, int], list[tuple[Period, str]]]
"""The framework that each figure came under, by cell and length of period."""


class Pasts:
    """What stands in the ledger, by whose it is."""

    def __init__(self, folder: Folder, ledger: Ledger, period: Period | None) -> None:
        self._folder, self._ledger = folder, ledger
        framework = folder.framework
        self._names = names_of(framework).partners
        self._has_layouts = bool(layouts_of(framework))
        self._before = sole_predecessors(framework.partners)
        self._published = frozenset(one.period for one in ledger.publications())
        self._sent = {one.framework for one in ledger.issued(period=period)} if period else set()
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
        parts: tuple[Numbers, ...] = ({}, {}, {})
        words: Words = {}
        versions: Counted = {}
        for measure, partner, area, start, months, *numbers, commentary, version in rows:
            cell, period = (measure, partner, area), self._period(start, months)
            for series, number in zip(parts, numbers, strict=True):
                if number is not None and partner:
                    series.setdefault(cell, []).append((period, number))
            if commentary:
                words.setdefault(cell, []).append((period, commentary))
            versions.setdefault((cell, months), []).append((period, version))
        above, below, values = (inherited(self._folder.framework, series) for series in parts)
        return Known(values, below, self._memory(above, words, versions))

    def _memory(self, above: Numbers, words: Words, versions: Counted) -> Memory:
        last = {key: said[-LAST:] for key, said in versions.items()}
        named = {version for said in last.values() for _, version in said}
        defined = self._defined(frozenset(named | self._sent))
        counted: Words = defaultdict(list)
        for (cell, _), said in last.items():
            for period, version in said:
                if by := defined.get(version, {}).get(cell[0], ""):
                    counted[cell].append((period, by))
        return Memory(above, words, {cell: sorted(told) for cell, told in counted.items()}, defined, self._published)


def whose_are(found: ReadReturn | None) -> Whose:
    """The partners of what was read; where rows of several were refused it may be anybody's."""
    if found is None:
        return None
    if found.partner:
        return frozenset((found.partner,))
    return None if found.refused else frozenset(figure.partner for figure in found.figures)

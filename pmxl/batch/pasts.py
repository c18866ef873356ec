"""Pasts: what stands in the ledger of those whose files are read, looked up a few files at a time as they are read.

Whose a file is, its name says nearly always; where it says nobody and partners are few, the past of all goes with it.
Where the file itself says otherwise, or it is not a workbook of ours, it is read once more against the right past: what
a name says is never believed, it only saves time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import cache
from functools import cached_property
from itertools import islice

from pmxl.batch.examine import Job
from pmxl.batch.folder import Folder
from pmxl.batch.known import Known
from pmxl.batch.known import together
from pmxl.batch.past import line_of
from pmxl.batch.remembered import definitions
from pmxl.batch.sealed import Came
from pmxl.batch.sealed import Sealed
from pmxl.ledger import Ledger
from pmxl.ledger import Standing
from pmxl.ledger import place_in
from pmxl.periods import Period
from pmxl.returns.layout import layouts_of
from pmxl.returns.names import folded
from pmxl.returns.names import names_of
from pmxl.returns.read import ReadReturn
from pmxl.terms import Outcome

FEW = 50
"""Partners of whom all that stands goes with a file that may be anybody's: a large workbook is dear to read twice."""
LOT = 100
"""So many files are looked up in the ledger at once: few enough that memory does not grow with their number."""

WORD_ENDS = re.compile(r"(?<=[^\W_])(?=[\W_])|$")

Read = Callable[[Sequence[Job], Callable[[Iterable[Job]], Iterator[Job]]], Iterator[Came]]
"""Examines files, each with what the second argument puts beside it just before it is sent."""

Whose = frozenset[str] | None
"""The partners whose figures a file holds; None where they may be anybody's."""


class Pasts:
    """What stands in the ledger, by whose it is."""

    def __init__(self, folder: Folder, ledger: Ledger, period: Period | None) -> None:
        self._folder, self._ledger = folder, ledger
        self._raw = os.path.join(folder.raw, "")  # noqa: PTH118 - see place_in
        framework = folder.framework
        self._has_layouts = bool(layouts_of(framework))
        self._nobodys = None if self._has_layouts and len(framework.partners) <= FEW else frozenset[str]()
        self._always = {framework.version, *ledger.versions_sent(period)}
        self._defined = cache(lambda versions: definitions(folder, ledger, set(versions)))
        self._whose: dict[str, Whose] = {}  # of the files read once more, by hash

    def examined(self, jobs: Sequence[Job], read: Read) -> Iterator[Came]:
        """Every file examined against the past of its own partner."""
        astray: list[Job] = []
        for one in read(jobs, self.beside):
            if one.job.sha256 not in self._whose and self._is_astray(one):
                self._whose[one.job.sha256] = whose_are(one)
                astray.append(one.job)
            else:
                yield one
        if astray:
            yield from read(astray, self.beside)

    def beside(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """The files with what is known of those whose they seem to be."""
        left = iter(jobs)
        while some := list(islice(left, LOT)):
            lines = [
                None if (whose := self._said(job)) is None else line_of(self._folder.framework, whose) for job in some
            ]
            stood = self._ledger.standing(frozenset().union(*(line or () for line in lines)))
            for job, line in zip(some, lines, strict=True):
                theirs = [stood[who] for who in sorted(line or ()) if who in stood]
                yield self._sent(job, self._of_all if line is None else self._known(theirs))

    def _sent(self, job: Job, known: Known) -> Job:
        """A file as it is sent, with where its bytes are and what it is checked against."""
        return Job(job.file, job.sha256, place_in(self._raw, job.sha256), job.passwords, known, job.place)

    def _said(self, job: Job) -> Whose:
        """The partner whose file it is by its name, nobody, or anybody, where that says nothing; as is known of one
        read before.
        """
        if job.sha256 in self._whose:
            return self._whose[job.sha256]
        stem = job.file.rpartition(".")[0] or job.file
        names = names_of(self._folder.framework).partners
        if named := names.get(stem):  # nearly always, where partners are thousands
            return frozenset((named,))
        ends = [end.start() for end in WORD_ENDS.finditer(stem)]
        said = filter(None, (names.get(folded(stem[:end])) for end in reversed(ends)))
        return frozenset(islice(said, 1)) or self._nobodys

    def _is_astray(self, one: Came) -> bool:
        """True where a file was, or may have been, checked against the past of others than those it is of."""
        if not isinstance(one, Sealed) and (one.found is None or self._was_not_checked(one.found)):
            return False
        whose, said = whose_are(one), self._said(one.job)
        return said is not None and (whose is None or not whose <= said)

    def _was_not_checked(self, found: ReadReturn) -> bool:
        """True of a return of ours that is refused."""
        return found.outcome is Outcome.REFUSED and bool(found.framework_version or not self._has_layouts)

    @cached_property
    def _of_all(self) -> Known:
        return self._known(self._ledger.standing().values())

    def _known(self, stood: Collection[Standing]) -> Known:
        """What stands of some partners, with the definitions that it was counted by."""
        known = together(stood)
        defined = self._defined(frozenset((*self._last_versions(known), *self._always)))
        return Known(known.columns, known.words, known.versions, defined)

    def _last_versions(self, known: Known) -> set[str]:
        """The versions of the framework of the last figures of each length: of older ones nobody asks."""
        if self._always.issuperset(known.versions.values()):
            return set()
        return known.last_versions()


def whose_are(one: Came) -> Whose:
    """The partners of what was read; where rows of several were refused it may be anybody's."""
    if isinstance(one, Sealed):
        return frozenset((one.whose.partner,))
    if (found := one.found) is None:
        return None
    if found.partner:
        return frozenset((found.partner,))
    return None if found.refused else frozenset(figure.partner for figure in found.figures)

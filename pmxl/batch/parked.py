"""Parked: what was read of each file, on the disk until it is kept, so that memory does not grow with their number."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from tempfile import TemporaryFile
from typing import NamedTuple

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.outcomes import FileOutcome
from pmxl.periods import Period
from pmxl.returns.alike import words_of

AT_HAND = 1000
"""So many are kept in memory all the same: a partnership needs no disk."""


class Whose(NamedTuple):
    """What is known of what was read without loading it: its partner ("" for none or several), its periods, its words.

    The words are what its figures say: see pmxl.returns.alike.
    """

    partner: str
    periods: frozenset[Period]
    words: array[int]


NOBODYS = Whose("", frozenset(), words_of(()))


class Parked(Mapping[Job, Examined | FileOutcome]):
    """What came of each file, in the order in which they were put in; what was examined is loaded as it is asked for.

    What is put in is what comes out, and a change of it is to be put in again.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed on leaving
        self._end = 0
        self._said: dict[Job, FileOutcome | Examined | int] = {}  # or where in the file it begins
        self._read: dict[Job, Whose] = {}
        self._opened: dict[str, tuple[str, ...]] = {}
        self._periods: dict[frozenset[Period], frozenset[Period]] = {}

    def __enter__(self) -> Parked:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getitem__(self, job: Job) -> Examined | FileOutcome:
        """What came of a file."""
        said = self._said[job]
        return self._load(said) if isinstance(said, int) else said

    def __setitem__(self, job: Job, came: Examined | FileOutcome) -> None:
        """Put in what came of it, or in the place of what was there."""
        self._read.pop(job, None)
        if isinstance(came, FileOutcome):
            self._said[job] = named_as(job, came)
            return
        self._said[job] = came if len(self._read) < AT_HAND else self._put_away(came)
        if came.job.passwords:
            self._opened[job.sha256] = came.job.passwords
        if not came.fault:
            self._read[job] = self._whose(came)

    def __iter__(self) -> Iterator[Job]:
        """The files in their order."""
        return iter(self._said)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._said)

    @property
    def passwords(self) -> dict[str, tuple[str, ...]]:
        """With what each file was tried when it was examined last, by its hash, where there was anything."""
        return dict(self._opened)

    @property
    def read(self) -> dict[Job, Whose]:
        """The files that were read without fault of ours, in their order."""
        return {job: self._read[job] for job in self._said if job in self._read}

    def _whose(self, came: Examined) -> Whose:
        if came.found is None:
            return NOBODYS
        periods = frozenset(figure.period for figure in came.found.figures)
        shared = self._periods.setdefault(periods, periods)  # by thousands
        return Whose(came.found.partner, shared, words_of(came.found.figures))

    def _put_away(self, came: Examined) -> int:
        place = self._end
        self._file.seek(place)
        pickle.dump(came, self._file, pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()
        return place

    def _load(self, place: int) -> Examined:
        self._file.seek(place)
        found: Examined = pickle.load(self._file)  # noqa: S301 - nobody else can write there
        return found


def named_as(job: Job, came: FileOutcome) -> FileOutcome:
    """The outcome with the texts that its job has: the ledger gives back others that say the same, by thousands."""
    name, sha = job.file, job.sha256
    if came.file is name or (came.file, came.sha256) != (name, sha):
        return came
    found = (
        replace(one, file=name, sha256=sha) if (one.file, one.sha256) == (name, sha) else one for one in came.findings
    )
    return replace(came, file=name, sha256=sha, findings=tuple(found))

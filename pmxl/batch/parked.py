"""Parked: what was read of each file, on the disk until it is kept, so that memory does not grow with their number."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from tempfile import TemporaryFile
from typing import NamedTuple

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.sealed import Came
from pmxl.batch.sealed import Sealed
from pmxl.batch.sealed import Whose
from pmxl.batch.sealed import whose
from pmxl.periods import Period

AT_HAND = 1000
"""So many files are kept in memory all the same: a partnership needs no disk."""


class Held(NamedTuple):
    """What came of a file, or where in the file it begins, and whose it is; None where pmxl itself failed on it."""

    came: Came | int
    whose: Whose | None


class Parked(Mapping[Job, Examined | FileOutcome]):
    """What came of each file, in the order in which they were put in; what was read is opened as it is asked for.

    What is put in is what comes out, and a change of it is to be put in again.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed on leaving
        self._end = 0
        self._said: dict[Job, FileOutcome | Held] = {}
        self._opened: dict[str, tuple[str, ...]] = {}
        self._periods: dict[frozenset[Period], frozenset[Period]] = {}

    def __enter__(self) -> Parked:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getitem__(self, job: Job) -> Examined | FileOutcome:
        """What came of a file."""
        said = self._said[job]
        return said if isinstance(said, FileOutcome) else self._load(said.came)

    def __setitem__(self, job: Job, came: Came | FileOutcome) -> None:
        """Put in what came of it, or in the place of what was there."""
        if isinstance(came, FileOutcome):
            self._said[job] = named_as(job, came)
            return
        held = came if len(self._said) <= AT_HAND else self._put_away(came)
        self._said[job] = Held(held, None if came.fault else self._shared(whose(came)))
        if came.job.passwords:
            self._opened[job.sha256] = came.job.passwords

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
        return {job: said.whose for job, said in self._said.items() if isinstance(said, Held) and said.whose}

    def _shared(self, one: Whose) -> Whose:
        return one._replace(periods=self._periods.setdefault(one.periods, one.periods))  # by thousands

    def _put_away(self, came: Came) -> int:
        place = self._end
        self._file.seek(place)
        pickle.dump(came, self._file, pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()
        return place

    def _load(self, came: Came | int) -> Examined:
        if isinstance(came, int):
            self._file.seek(came)
            found: Came = pickle.load(self._file)  # noqa: S301 - nobody else can write there
            came = found
        return came.opened() if isinstance(came, Sealed) else came


def named_as(job: Job, came: FileOutcome) -> FileOutcome:
    """The outcome with the texts that its job has: the ledger gives back others that say the same, by thousands."""
    name, sha = job.file, job.sha256
    if came.file is name or (came.file, came.sha256) != (name, sha):
        return came
    found = (
        replace(one, file=name, sha256=sha) if (one.file, one.sha256) == (name, sha) else one for one in came.findings
    )
    return replace(came, file=name, sha256=sha, findings=tuple(found))

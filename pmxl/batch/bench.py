"""Bench: where files that came as bytes are examined; it may be another machine, which sees none of our folders.

Each is examined in a process of its own kind within its limits, as at home: whatever a file does, it costs itself only,
and neither the bench nor the files beside it. Processes stay for the next files of the same desk.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import pickle
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from threading import Lock

from pmxl.batch.crew import Limits
from pmxl.batch.crew import Lost
from pmxl.batch.crew import Worker
from pmxl.batch.crew import given
from pmxl.batch.crew import settled
from pmxl.batch.examine import Desk
from pmxl.batch.examine import Job
from pmxl.batch.examine import examine
from pmxl.batch.known import UNKNOWN
from pmxl.batch.known import Known
from pmxl.batch.limits import lost
from pmxl.batch.sealed import Came
from pmxl.batch.sealed import sealed

METHOD = "forkserver" if sys.platform != "win32" else "spawn"
"""A bench has threads, and a process that is copied in the middle of what they do may wait for ever."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A desk on its way: as bytes, so that who passes it on need not take it apart; `mark` is their hash."""

    mark: str
    desk: bytes = field(repr=False)
    limits: Limits


@dataclass(frozen=True, slots=True)
class Sent:
    """A file on its way: its bytes, for the bench may not see the folder it came from."""

    file: str
    sha256: str
    data: bytes = field(repr=False)
    passwords: tuple[str, ...] = field(default=(), repr=False)
    known: Known = field(default=UNKNOWN, repr=False)

    @property
    def job(self) -> Job:
        """The file as the bench knows it."""
        return Job(self.file, self.sha256, self.file, self.passwords, self.known)


class Reader:
    """What a process of the bench does with each file; it takes the desk apart once."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._desk: Desk | None = None

    def __call__(self, sent: Sent) -> Came:
        """What came of one file."""
        if self._desk is None:
            self._desk = pickle.loads(self._packed.desk)  # noqa: S301 - our own, over a line that the user trusts
        return sealed(examine(self._desk, sent.job, sent.data))


Process = Worker[Sent, Came]
idle: list[tuple[str, Process]] = []
"""The processes that have nothing to do, with the mark of the desk that each was given."""
turn = Lock()


def pack(desk: Desk, limits: Limits) -> Packed:
    """A desk made ready to be sent."""
    data = pickle.dumps(desk, pickle.HIGHEST_PROTOCOL)
    return Packed(hashlib.sha256(data).hexdigest(), data, limits)


def read_chunk(packed: Packed, files: Sequence[Sent]) -> list[Came]:
    """Examines files one after the other, each within its limits; gives one answer for each, in their order."""
    process = taken(packed)
    told = []
    try:
        for sent in files:
            process = given(process, sent, Reader(packed), packed.limits, METHOD)
            answer = answered(process)
            if isinstance(answer, Lost):
                process.end()
                process = started(packed)
                answer = lost(sent.job, answer, packed.limits)
            told.append(answer)
    except BaseException:
        process.end()
        raise
    with turn:
        idle.append((packed.mark, process))
    return told


def answered(process: Process) -> Came | Lost:
    """What a process says of the file it has, or why it says nothing."""
    while True:
        for _, _, answer in settled([process]):  # nothing where it was woken a moment before the time was over
            return answer


def taken(packed: Packed) -> Process:
    """A process that knows this desk, a new one if none is idle; those that know another desk are ended."""
    with turn:
        stale = [process for mark, process in idle if mark != packed.mark]
        idle[:] = [(mark, process) for mark, process in idle if mark == packed.mark]
        found = idle.pop()[1] if idle else None
    for process in stale:
        process.end()
    return found or started(packed)


def started(packed: Packed) -> Process:
    """A new process."""
    with suppress(AssertionError):  # a worker of Dask's is forbidden children, unless it is told that it may
        multiprocessing.current_process().daemon = False
    if METHOD == "forkserver":
        multiprocessing.set_forkserver_preload(["pmxl.batch.examine"])
    return Worker(Reader(packed), packed.limits, METHOD)


def clear() -> None:
    """Ends the processes that have nothing to do."""
    with turn:
        stale = [process for _, process in idle]
        idle.clear()
    for process in stale:
        process.end()

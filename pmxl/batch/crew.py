"""Crew: worker processes that do one task each at a time, within limits; whatever a task does, it costs itself only.

While a worker is at one task the next ones already lie in its line, so that it need not wait for the parent between
them, nor while the parent is at something else.

The parent never reads a file: native readers may stop or stall the process they are in, and no `except` can help that.
A worker that dies, or is still at its task when its time is over, is ended and another takes its place.
"""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable
from collections.abc import Generator
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any
from typing import Generic
from typing import TypeVar

from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.terms import Severity

J = TypeVar("J")
R = TypeVar("R")

STARTING_SECONDS = 60.0
"""How long a worker may take until it is ready: where processes begin afresh, it loads the libraries first."""
ENDING_SECONDS = 1.0
"""How long to wait for a worker that was ended."""
ORPHANED_SECONDS = 2
"""How much longer than its time a worker lives whose parent was killed and can no longer end it."""
AHEAD_BYTES = 64 << 10 if sys.platform == "linux" else 0
"""How many bytes may wait in a worker's line: it takes twice as many without their being read. Elsewhere a line holds
less, and where it is full both ends would wait for each other."""
AHEAD_EACH = 1 << 10
"""What a task that waits counts beside its bytes: a line holds fewer bytes of small ones."""
AHEAD_SECONDS = 0.03
"""How long a worker may have to do with what waits: as long as the parent is at something else at most. What waits in
one line nobody else can do."""
METHOD = "fork" if sys.platform == "linux" else "spawn"
"""Fork takes milliseconds, but only Linux forks safely with the libraries loaded."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: seconds, and bytes of memory beside the program's own."""

    seconds: float
    memory: int


class Lost(Enum):
    """Why a task has no answer."""

    DIED = "died"
    LATE = "late"


class Worker(Generic[J, R]):
    """One process with its line to the parent, the task it is at, and the one that waits for it."""

    def __init__(self, work: Callable[[J], R], limits: Limits, method: str = METHOD) -> None:
        context = multiprocessing.get_context(method)
        self._seconds = limits.seconds
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(work, theirs, limits), daemon=True)  # type: ignore[attr-defined]
        self.tasks: deque[J] = deque()
        self.until = 0.0
        self._sizes: deque[int] = deque()  # of its tasks, as they lie in its line
        self._began, self._done = 0.0, 0
        try:
            with (
                warnings.catch_warnings()
            ):  # a progress bar's thread is no reason not to fork: it holds no lock of ours
                warnings.simplefilter("ignore", DeprecationWarning)
                self._process.start()
        except OSError as error:
            raise not_started(error.strerror or str(error)) from error
        finally:
            theirs.close()
        self._ready = False

    @property
    def line(self) -> Connection[Any, Any]:
        """Where its answer comes."""
        return self._line

    @property
    def task(self) -> J | None:
        """What it is at."""
        return self.tasks[0] if self.tasks else None

    @property
    def waiting(self) -> int:
        """How many bytes of tasks wait in its line."""
        return sum(self._sizes) - self._sizes[0] if self._sizes else 0

    @property
    def wants(self) -> bool:
        """True where it should have another task ahead: one always, more only of such as are small and soon done."""
        if len(self.tasks) == 1 or not self._done:
            return len(self.tasks) == 1
        each = (time.monotonic() - self._began) / self._done
        return len(self.tasks) * each < AHEAD_SECONDS and self.waiting + self._sizes[-1] <= AHEAD_BYTES

    def take(self, task: J) -> bool:
        """Give it a task, or one ahead; False where it has died or has no room for another, the task untouched."""
        packed = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        size = len(packed) + AHEAD_EACH
        if self.tasks and self.waiting + size > AHEAD_BYTES:
            return False
        try:
            if not self._ready:
                self._ready = self._line.poll(STARTING_SECONDS) and bool(self._line.recv())
            if not self._ready:
                return False
            self._line.send_bytes(packed)
        except (EOFError, OSError):
            return False
        self.tasks.append(task)
        self._sizes.append(size)
        if len(self.tasks) == 1:
            now = time.monotonic()
            self._began, self.until = self._began or now, now + self._seconds
        return True

    def answer(self) -> R | Lost:
        """What it has to say of its task, which it then has done; it is at the next, should one have waited."""
        self.tasks.popleft()
        self._sizes.popleft()
        self._done += 1
        self.until = time.monotonic() + self._seconds
        try:
            told: R = self._line.recv()
        except (EOFError, OSError):
            return Lost.DIED
        return told

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.join(ENDING_SECONDS)
        self._line.close()


def carry_out(
    work: Callable[[J], R], tasks: Iterable[J], limits: Limits, workers: int
) -> Generator[tuple[J, R | Lost], None, None]:
    """Every task with its answer, as they are done; `work` is sent to each worker once, tasks are taken as they go."""
    left = Left(tasks)
    crew: list[Worker[J, R]] = []
    try:
        crew.extend(Worker(work, limits) for _ in range(workers))
        while True:
            hand_out(left, crew, work, limits)
            if all(worker.task is None for worker in crew):
                return
            for place, task, answer in settled(crew):
                if isinstance(answer, Lost):
                    left.put_back(crew[place].tasks)
                    crew[place].end()
                    crew[place] = Worker(work, limits)
                yield task, answer
    finally:
        for worker in crew:
            worker.end()


class Left(Generic[J]):
    """The tasks that nobody has yet."""

    def __init__(self, tasks: Iterable[J]) -> None:
        self._tasks = iter(tasks)
        self._back: deque[J] = deque()

    def next(self) -> J | None:
        """The next of them; None where all are handed out."""
        return self._back.popleft() if self._back else next(self._tasks, None)

    def put_back(self, tasks: Iterable[J]) -> None:
        """Tasks that were handed out and not begun."""
        self._back.extend(tasks)


def hand_out(left: Left[J], crew: list[Worker[J, R]], work: Callable[[J], R], limits: Limits) -> None:
    """A task to everybody who is at none, then ahead to everybody whose line has room, one to each at a time."""
    for place, worker in enumerate(crew):
        if worker.task is None and (task := left.next()) is not None:
            crew[place] = given(worker, task, work, limits)
    wanting = [worker for worker in crew if worker.task is not None] if AHEAD_BYTES else []
    while wanting := [worker for worker in wanting if worker.wants]:
        for worker in wanting:
            if (task := left.next()) is None:
                return
            if not worker.take(task):
                left.put_back([task])
                return  # no room for it in a line: another would hardly have any, and each would pack it once more


def given(worker: Worker[J, R], task: J, work: Callable[[J], R], limits: Limits, method: str = METHOD) -> Worker[J, R]:
    """The worker that has the task: this one, or another where this one died while it had nothing to do."""
    if worker.take(task):
        return worker
    worker.end()
    another = Worker(work, limits, method)
    if another.take(task):
        return another
    another.end()
    raise not_started("it ended before it was ready")


def settled(crew: Sequence[Worker[J, R]]) -> Iterator[tuple[int, J, R | Lost]]:
    """Waits for the next answer, or until somebody's time is over; gives the tasks that have ended."""
    busy = [(place, worker) for place, worker in enumerate(crew) if worker.task is not None]
    patience = max(0.0, min(worker.until for _, worker in busy) - time.monotonic())
    said = wait([worker.line for _, worker in busy], patience)
    for place, worker in busy:
        task = worker.task
        assert task is not None  # noqa: S101 - for the type checker: the busy have one
        if worker.line in said:
            yield place, task, worker.answer()
        elif time.monotonic() >= worker.until:
            worker.tasks.popleft()
            yield place, task, Lost.LATE


def serve(work: Callable[[J], R], line: Connection[Any, Any], limits: Limits) -> None:
    """What a worker does: task by task, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C too, and ends its workers
    be_quiet()
    limit_memory(limits.memory)
    gc.freeze()  # what came with the process stays: the collector would walk it again for every few files
    parent = multiprocessing.parent_process()
    with suppress(EOFError, OSError):
        line.send(True)  # noqa: FBT003 - ready
        while parent is None or line in wait([line, parent.sentinel]):
            task = line.recv()
            leave_in_time(limits.seconds + ORPHANED_SECONDS)
            answer = work(task)
            leave_in_time(0)
            line.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))  # by itself it takes twice as long


def be_quiet() -> None:
    """Native code prints its own complaints; what became of the file is told once, by the parent."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def limit_memory(more: int) -> None:
    """Let this process grow by so many bytes at most; beyond it Python says MemoryError, and native code dies."""
    if sys.platform != "linux":
        return  # macOS does not hold to the limit, and Windows has none of its own
    import resource

    now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = now + more
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def leave_in_time(seconds: float) -> None:
    """Die after so many seconds, should nobody be left to end this process; 0 takes it back."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def not_started(why: str) -> MachineRefusal:
    """What is said where no worker can be started."""
    says = f"Files are read in a process of their own, and none could be started: {why}."
    return MachineRefusal(Finding("ENV028", Severity.ERROR, says, "Close other programs and run this again."))

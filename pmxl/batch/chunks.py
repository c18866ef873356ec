"""Chunks: files sent to an executor a few at a time, and their answers as they come; none is lost on the way."""

from __future__ import annotations

import math
import traceback
from collections import deque
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED
from concurrent.futures import Executor
from concurrent.futures import Future
from concurrent.futures import wait
from dataclasses import replace
from pathlib import Path

from pmxl.batch.bench import Sent
from pmxl.batch.bench import clear
from pmxl.batch.bench import pack
from pmxl.batch.bench import read_chunk
from pmxl.batch.cluster import LOOK_SECONDS
from pmxl.batch.cluster import Cluster
from pmxl.batch.crew import Limits
from pmxl.batch.crew import Lost
from pmxl.batch.examine import Desk
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.limits import lost
from pmxl.batch.sealed import Came

FILES = 25
"""How many files go together at most: enough that sending costs little, and fewer where there is not enough for all."""
TOGETHER_BYTES = 4 << 20
"""And how many bytes, a larger file going alone."""
AHEAD = 64
"""How many chunks are on their way at once: what is not sent yet takes no memory."""


Beside = Callable[[Iterable[Job]], Iterator[Job]]
"""Gives files with what goes beside each, as they are asked for."""


def through(
    executor: Executor, desk: Desk, jobs: Sequence[Job], limits: Limits, beside: Beside = iter
) -> Iterator[Came]:
    """Examines the files wherever the executor puts them; gives each once, as they are done.

    A chunk that does not come back is sent again, file by file; a file that does not come back alone is named.
    """
    ahead = executor.ahead if isinstance(executor, Cluster) else AHEAD
    packed, again = pack(desk, limits), deque[list[Job]]()
    left = chunks(beside(jobs), min(FILES, math.ceil(len(jobs) / ahead)))
    away: dict[Future[list[Came]], list[Job]] = {}
    try:
        while True:
            while len(away) < ahead and (chunk := again.popleft() if again else next(left, None)):
                away[executor.submit(read_chunk, packed, [sent(job) for job in chunk])] = chunk
            if not away:
                return
            done, _ = wait(away, LOOK_SECONDS, FIRST_COMPLETED)
            if isinstance(executor, Cluster):
                executor.look()
            for future in done:
                chunk = away.pop(future)
                answers = answers_of(future, chunk, limits)
                again.extend([job] for job in chunk if answers is None)
                yield from answers or ()
    finally:
        for future in away:
            future.cancel()
        clear()


def answers_of(future: Future[list[Came]], chunk: list[Job], limits: Limits) -> list[Came] | None:
    """What came back, under our own names; None where several files are to be tried one by one."""
    try:
        told = future.result()
    except Exception as error:
        if len(chunk) > 1:
            return None
        if type(error).__name__ == "KilledWorker":  # Dask's, which need not be installed here
            return [lost(chunk[0].done, Lost.DIED, limits)]
        return [Examined(chunk[0].done, fault="".join(traceback.format_exception(error)))]
    return [replace(examined, job=job.done) for job, examined in zip(chunk, told, strict=True)]


def chunks(jobs: Iterable[Job], files: int = FILES) -> Iterator[list[Job]]:
    """The files in lots of so many, or of so many bytes."""
    lot: list[Job] = []
    size = 0
    for job in jobs:
        more = Path(job.copy).stat().st_size
        if lot and (len(lot) == files or size + more > TOGETHER_BYTES):
            yield lot
            lot, size = [], 0
        lot.append(job)
        size += more
    if lot:
        yield lot


def sent(job: Job) -> Sent:
    """A file made ready to be sent."""
    return Sent(job.file, job.sha256, Path(job.copy).read_bytes(), job.passwords, job.known)

"""Processes: one way of collecting a corpus, in a process of its own, so that its memory and its work are its own."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from benchmarks.corpus import Corpus
from pmxl.batch import readers
from pmxl.batch.chunks import Beside
from pmxl.batch.collect import collect
from pmxl.batch.examine import Desk
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.examine import examine
from pmxl.batch.query import query
from pmxl.batch.sealed import Came

FIGURES = 15
"""Of each return."""

POISON = "poison.xlsx"
"""A file by which the process that reads it dies."""


class Taken(NamedTuple):
    """Seconds of work (CPU) of a run and its workers, seconds by the clock, megabytes of the parent, and files kept."""

    work: float
    wall: float
    megabytes: float
    kept: int


def here(desk: Desk, jobs: Sequence[Job], _: object, beside: Beside) -> Iterator[Came]:
    """Each file read in this very process."""
    return (examine(desk, job) for job in beside(jobs))


def examine_or_die(desk: Desk, job: Job) -> Examined:
    """What a native reader may do on a file that nobody foresaw."""
    if job.file == POISON:
        os.kill(os.getpid(), signal.SIGKILL)
    return examine(desk, job)


def cpu() -> float:
    """Seconds of work of this process and of its workers that have ended."""
    mine, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def collected(path: Path, size: int, workers: int, *, anew: bool) -> Taken:
    """Collects the inbox with so many workers (0: in this process), from an empty ledger or after what was kept."""
    corpus = Corpus(path, size)
    if anew:
        corpus.forget()
    if workers:
        mock.patch.object(readers, "examine", examine_or_die).start()
        mock.patch("os.cpu_count", return_value=workers).start()
    else:
        mock.patch("pmxl.batch.collect.run", here).start()
    began, since = cpu(), time.perf_counter()
    found = collect(corpus.folder, period=corpus.period, queries=False)
    work, wall = cpu() - began, time.perf_counter() - since
    kept = sum(file.kept == FIGURES for file in found.files)
    return Taken(work, wall, peak(), kept)


def peak() -> float:
    """The most megabytes that this process has had; what getrusage says counts those of who started it."""
    told = Path("/proc/self/status")
    if not told.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (line,) = (line for line in told.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def alone(path: Path, size: int, workers: int, *, anew: bool = True) -> Taken:
    """The same in a process of its own."""
    return in_its_own_process(partial(collected, path, size, workers, anew=anew))


def asked_back(path: Path, size: int) -> Taken:
    """Query workbooks for every partner with something open; `kept` counts them."""
    corpus = Corpus(path, size)
    began, since = cpu(), time.perf_counter()
    found = query(corpus.folder, corpus.period)
    return Taken(cpu() - began, time.perf_counter() - since, peak(), len(found))


def commanded(path: Path) -> Taken:
    """The whole command as a person types it, from its start to its last line; the memory is of the largest process."""
    command = [sys.executable, "-m", "pmxl", "collect", "-C", str(path)]
    began, since = cpu(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Taken(cpu() - began, time.perf_counter() - since, most, 0)


def counted(workers: int) -> float:
    """Seconds by the clock in which so many processes each count as far as one can in a second or so."""
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(count_up, range(workers)))  # they are there
        since = time.perf_counter()
        list(pool.map(count_up, range(workers)))
        return time.perf_counter() - since


def count_up(_: int) -> int:
    """Work without memory, disk or waiting."""
    return sum(1 for _ in range(20_000_000))


def in_its_own_process(work: Callable[[], Taken]) -> Taken:
    """What a new process says of its work."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as one:
        return one.submit(work).result()

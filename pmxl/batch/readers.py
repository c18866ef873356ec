"""Readers: files examined here, in worker processes, or wherever an executor puts them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from pmxl.batch.examine import Desk
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.examine import examine
from pmxl.batch.examine import examine_here
from pmxl.batch.examine import sit_down
from pmxl.findings import Finding
from pmxl.terms import Severity

MANY = 24
"""From this many files on, they are read in several processes."""


def run(desk: Desk, jobs: list[Job], executor: Executor | None) -> Iterator[Examined]:
    """Examines the files: here when they are few, else in worker processes, or in the executor given."""
    if executor is not None:
        yield from executor.map(examine, [desk] * len(jobs), jobs)
        return
    workers = os.cpu_count() or 1
    if len(jobs) < MANY or workers < 2:
        yield from (examine(desk, job) for job in jobs)
        return
    yield from in_processes(desk, jobs, workers)


def in_processes(desk: Desk, jobs: list[Job], workers: int) -> Iterator[Examined]:
    """Examines the files in worker processes; where one dies, those not done are examined one by one.

    A file that kills the worker that has it alone is refused by name, and costs itself only.
    """
    left = dict.fromkeys(jobs)
    try:
        with ProcessPoolExecutor(workers, initializer=sit_down, initargs=(desk,)) as pool:
            for examined in pool.map(examine_here, jobs, chunksize=8):
                del left[examined.job]
                yield examined
    except BrokenProcessPool:
        yield from (alone(desk, job) for job in left)


def alone(desk: Desk, job: Job) -> Examined:
    """Examines one file in a process of its own."""
    try:
        with ProcessPoolExecutor(1, initializer=sit_down, initargs=(desk,)) as pool:
            return pool.submit(examine_here, job).result()
    except BrokenProcessPool:
        says = "Reading this file stopped the reader; nothing of it was taken."
        ask = "Open it in Excel, save it as a new workbook (.xlsx), and send it again."
        return Examined(job, refused=(Finding("FIL020", Severity.ERROR, says, ask, file=job.file, sha256=job.sha256),))

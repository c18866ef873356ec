"""Readers: every file examined in a worker process within its limits, or wherever an executor puts it."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial

from pmxl.batch.crew import Limits
from pmxl.batch.crew import Lost
from pmxl.batch.crew import carry_out
from pmxl.batch.examine import Desk
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.examine import examine
from pmxl.findings import Finding
from pmxl.framework.models import Settings
from pmxl.terms import Severity

FILES_EACH = 6
"""A worker more for every so many files: starting one costs about as much as reading a few."""
SAVE_ANEW = "Open it in Excel, save it as a new workbook (.xlsx), and send it again."


def run(desk: Desk, jobs: list[Job], executor: Executor | None) -> Iterator[Examined]:
    """Examines the files, each within its limits and as they are done; or in the executor given, under its own."""
    if executor is not None:
        yield from executor.map(examine, [desk] * len(jobs), jobs)
        return
    limits = limits_of(desk.framework.settings)
    workers = min(os.cpu_count() or 1, math.ceil(len(jobs) / FILES_EACH))
    for job, answer in carry_out(partial(examine, desk), jobs, limits, workers):
        yield lost(job, answer, limits) if isinstance(answer, Lost) else answer


def limits_of(settings: Settings) -> Limits:
    """What reading one file may take, by the framework's settings."""
    return Limits(float(settings.read_seconds), settings.read_megabytes << 20)


def lost(job: Job, how: Lost, limits: Limits) -> Examined:
    """The outcome of a file on which its reader died or stalled."""
    if how is Lost.LATE:
        seconds = f"{limits.seconds:g} second{'' if limits.seconds == 1 else 's'}"
        says = f"Reading this file took longer than {seconds}, so it was stopped; nothing was taken."
        ask = f"{SAVE_ANEW} Or give it more time: read_seconds in the framework's settings."
        return refused(job, "FIL021", says, ask)
    return refused(job, "FIL020", "Reading this file stopped the reader; nothing of it was taken.", SAVE_ANEW)


def refused(job: Job, code: str, says: str, ask: str) -> Examined:
    """A file of which nothing was taken."""
    return Examined(job, refused=(Finding(code, Severity.ERROR, says, ask, file=job.file, sha256=job.sha256),))

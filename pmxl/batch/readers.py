"""Readers: every file examined in a worker process within its limits, here or wherever an executor puts it."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial

from pmxl.batch.chunks import through
from pmxl.batch.crew import Lost
from pmxl.batch.crew import carry_out
from pmxl.batch.examine import Desk
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.examine import examine
from pmxl.batch.limits import limits_of
from pmxl.batch.limits import lost

FILES_EACH = 6
"""A worker more for every so many files: starting one costs about as much as reading a few."""


def run(desk: Desk, jobs: list[Job], executor: Executor | None) -> Iterator[Examined]:
    """Examines the files, each within its limits and as they are done, here or in the executor given."""
    limits = limits_of(desk.framework.settings)
    if executor is not None:
        yield from through(executor, desk, jobs, limits)
        return
    workers = min(os.cpu_count() or 1, math.ceil(len(jobs) / FILES_EACH))
    for job, answer in carry_out(partial(examine, desk), jobs, limits, workers):
        yield lost(job, answer, limits) if isinstance(answer, Lost) else answer

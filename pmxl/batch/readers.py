"""Readers: every file examined in a worker process within its limits, here or wherever an executor puts it."""

from __future__ import annotations

import gc
import math
import os
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

from pmxl.batch.chunks import Beside
from pmxl.batch.chunks import through
from pmxl.batch.crew import Lost
from pmxl.batch.crew import carry_out
from pmxl.batch.examine import Desk
from pmxl.batch.examine import Job
from pmxl.batch.examine import examine
from pmxl.batch.limits import limits_of
from pmxl.batch.limits import lost
from pmxl.batch.past import predecessors
from pmxl.batch.sealed import Came
from pmxl.batch.sealed import sealed
from pmxl.framework.asked import pairs_of
from pmxl.framework.models import Framework
from pmxl.returns.names import names_of
from pmxl.sheets.resting import collector_resting

FILES_EACH = 6
"""A worker more for every so many files: starting one costs about as much as reading a few."""


def run(desk: Desk, jobs: Sequence[Job], executor: Executor | None, beside: Beside = iter) -> Iterator[Came]:
    """Examines the files, each within its limits and as they are done, here or in the executor given.

    `beside` gives each with what is put beside it, a few at a time as they are sent.
    """
    limits = limits_of(desk.framework.settings)
    if executor is not None:
        yield from through(executor, desk, jobs, limits, beside)
        return
    workers = min(os.cpu_count() or 1, math.ceil(len(jobs) / FILES_EACH))
    is_ours = not gc.get_freeze_count()  # what a program around this one froze before is not ours to thaw
    try:
        make_ready(desk.framework)
        for job, answer in carry_out(partial(examined, desk), beside(jobs), limits, workers):
            ours = job.done  # what came back says the same once more: of thousands that is not kept twice
            yield lost(ours, answer, limits) if isinstance(answer, Lost) else replace(answer, job=ours)
    finally:
        if is_ours:
            gc.unfreeze()


def examined(desk: Desk, job: Job) -> Came:
    """What came of a file, as a worker sends it back."""
    return sealed(examine(desk, job))


@collector_resting()
def make_ready(framework: Framework) -> None:
    """What is looked up of thousands of partners is made here once, or every worker would make it for itself.

    It stays while files are read, so that the collector need not walk it, neither here nor in a worker.
    """
    predecessors(framework)
    _ = names_of(framework).partners
    framework.has_partner("")
    for measure in framework.measures[:1]:
        pairs_of(framework, measure, "")
    gc.freeze()  # before the collector is on again, which would begin with all that was made just now

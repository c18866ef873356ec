"""Apart: one file read in a worker process within its limits, for the commands that take a single file."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic
from typing import TypeVar

from pmxl.batch.crew import Lost
from pmxl.batch.crew import carry_out
from pmxl.batch.examine import Job
from pmxl.batch.examine import stopped_by
from pmxl.batch.examine import too_large
from pmxl.batch.limits import limits_of
from pmxl.batch.limits import lost
from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.framework.models_settings import Settings

R = TypeVar("R")
USUAL = Settings(name="pmxl")
"""The limits where there is no framework."""


@dataclass(frozen=True, slots=True)
class Made(Generic[R]):
    """What came of it: an answer, the findings of a refusal, or the report of a fault of our own."""

    answer: R | None = None
    refused: tuple[Finding, ...] = ()
    by_machine: bool = False
    fault: str = ""


def apart(work: Callable[[Path], R], path: Path, settings: Settings = USUAL) -> R:
    """What `work` makes of a file in a process of its own; a Refusal where the file is refused or stops its reader."""
    limits = limits_of(settings)
    [(_, made)] = carry_out(partial(make, work, settings.read_megabytes), [path], limits, 1)
    if isinstance(made, Lost):
        raise Refusal(*lost(Job(path.name, "", str(path)), made, limits).refused)
    if made.refused:
        raise (MachineRefusal if made.by_machine else Refusal)(*made.refused)
    if made.fault:
        raise RuntimeError(made.fault)
    return made.answer  # type: ignore[return-value]


def make(work: Callable[[Path], R], megabytes: int, path: Path) -> Made[R]:
    """What a worker does: a refusal goes back as its findings, for exceptions do not travel well."""
    job = Job(path.name, "", str(path))
    try:
        return Made(work(path))
    except Refusal as refusal:
        return Made(refused=refusal.findings, by_machine=isinstance(refusal, MachineRefusal))
    except MemoryError:
        return Made(refused=too_large(job, megabytes).refused)
    except Exception:
        return Made(fault=traceback.format_exc())
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as stopped:
        return Made(refused=stopped_by(job, stopped).refused)

"""Limits: what reading one file may take, and what is said of a file on which its reader died or stalled."""

from __future__ import annotations

from pmxl.batch.crew import Limits
from pmxl.batch.crew import Lost
from pmxl.batch.examine import SAVE_ANEW
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.examine import refused
from pmxl.framework.models_settings import Settings


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

"""Resting: the collector of circular garbage left off for a while, or kept from what is there for good."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Cells hold no cycles, and the collector would walk them over and over: a third of the time of a big file."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collector_sparing() -> Iterator[None]:
    """What is there before, as every library and a framework of thousands, is not walked again and again meanwhile."""
    if gc.get_freeze_count():
        yield  # somebody spares it already, and ends that
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()

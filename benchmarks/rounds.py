"""Interleaved rounds: every contestant once a round, so that a noisy machine is noisy for all; medians count."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from collections.abc import Mapping


def medians(contestants: Mapping[str, Callable[[], object]], rounds: int = 11) -> dict[str, float]:
    """Seconds each contestant takes, the median of interleaved rounds after one to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, work in contestants.items():
            start = time.perf_counter()
            work()
            if turn:
                taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def table(title: str, seconds: Mapping[str, float], against: str) -> str:
    """A table of milliseconds and of ratios against one of the contestants."""
    lines = [title, f"  {'':<44}{'ms':>10}{'ratio':>8}"]
    lines += [f"  {name:<44}{1000 * t:>10.2f}{t / seconds[against]:>8.2f}" for name, t in seconds.items()]
    return "\n".join(lines)

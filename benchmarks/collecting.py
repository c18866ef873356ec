"""Collecting a national programme: reading alone, then read, check and keep, against what people write today.

Each contestant is at work for seconds in a process of its own. Times are of its own and its workers' work (CPU), so
that a busy machine does not tell; medians of rounds in which all take turns.
`python -m benchmarks.collecting --sizes 100,1000,20000` writes benchmarks/results.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Mapping
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.drawn import QUARTERS
from benchmarks.peers import CALAMINE
from benchmarks.peers import PANDAS
from benchmarks.peers import READERS
from benchmarks.peers import read_alone
from benchmarks.processes import POISON
from benchmarks.processes import Taken
from benchmarks.processes import alone
from benchmarks.processes import asked_back
from benchmarks.processes import commanded
from benchmarks.processes import counted
from benchmarks.processes import cpu
from benchmarks.processes import in_its_own_process
from benchmarks.results import put

ROUNDS = 3
COLLECTING = "pmxl, read, check and keep, one process"
ONE = "pmxl, one process beside the parent's"
TWO = "pmxl, two processes beside the parent's"
WAYS = {COLLECTING: 0, ONE: 1, TWO: 2}
"""How many workers each has."""
AGAIN = "pmxl, second run, nothing changed"
SCAN = "scanning the directory alone"
ASKING = "pmxl, query workbooks for those with something open"
WHOLE = "pmxl collect, the whole command with nothing changed"
LATE = 20
"""So many returns come after all others."""

TURNS = 5
"""So often, where returns are few, reading and collecting take turns: what a machine does varies by the minute."""
FEW = 1000
"""And up to so many are few."""
PART = 1000
"""So many returns of a larger programme are collected alone, to tell what files hold from what partners hold."""

SOME = f"pmxl, third run, {LATE} late ones"


def reading(corpus: Corpus) -> dict[str, float]:
    """Seconds of work a file of everybody who only reads, each in a process of its own."""
    return {name: read_alone(name, corpus.inbox) for name in READERS}


def anew(corpus: Corpus) -> dict[str, Taken]:
    """What each way of collecting all of them took, each in a process of its own."""
    found = {name: alone(corpus.folder.path, corpus.partners, workers) for name, workers in WAYS.items()}
    if {one.kept for one in found.values()} != {corpus.partners - LATE}:
        raise AssertionError("Not every figure was kept.")
    return found


def in_turns(corpus: Corpus) -> tuple[dict[str, float], dict[str, Taken]]:
    """Reading and collecting, in turn where returns are few, else reading before, between and after; the medians."""
    if corpus.partners <= FEW:
        turns = [(reading(corpus), anew(corpus)) for _ in range(TURNS)]
    else:
        turns = [(reading(corpus), {}), (reading(corpus), anew(corpus)), (reading(corpus), {})]
    read = {name: statistics.median(one[name] for one, _ in turns) for name in READERS}
    ran = [found for _, found in turns if found]
    kept = {name: Taken(*map(statistics.median, zip(*(one[name] for one in ran), strict=True))) for name in WAYS}
    return read, kept


def gained() -> float:
    """How much faster two processes that only count are than one: what this machine's second core is good for."""
    alone_, both = (min(counted(workers) for _ in range(ROUNDS)) for workers in (1, 2))
    return 2 * alone_ / both


def afterwards(corpus: Corpus) -> dict[str, Taken]:
    """What runs took that find all or nearly all collected."""
    path, count = corpus.folder.path, corpus.partners
    found: dict[str, Taken] = {}
    found[AGAIN] = alone(path, count, 2, anew=False)
    corpus.fill(count - LATE, count)
    found[SOME] = alone(path, count, 2, anew=False)
    found[ASKING] = in_its_own_process(partial(asked_back, path, count))
    found[WHOLE] = in_its_own_process(partial(commanded, path))
    began, since = cpu(), time.perf_counter()
    for entry in os.scandir(corpus.inbox):
        entry.stat()
    found[SCAN] = Taken(cpu() - began, time.perf_counter() - since, 0, 0)
    return found


def poisoned(size: int) -> str:
    """What one file that kills its reader costs among so many."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(Path(folder), size)
        corpus.fill()
        whole = alone(corpus.folder.path, size, 2)
        (corpus.inbox / POISON).write_bytes(corpus.returned(0)[:-1] + b"x")
        hurt = alone(corpus.folder.path, size, 2)
    lost = hurt.wall - whole.wall
    return (
        f"## One poison file among {size:,} returns\n\n{hurt.kept:,} were kept; it took {hurt.wall:.1f} s "
        f"and without it {whole.wall:.1f} s: {lost:+.1f} s."
    )


def table(title: str, seconds: Mapping[str, Sequence[float]], floor: float) -> str:
    """Milliseconds a file, how many times the floor the first of them is, and the memory of the parent."""
    lines = [f"## {title}", "", "| | ms of work | ms by the clock | times calamine | MB |", "|---|---:|---:|---:|---:|"]
    for name, (work, *more) in seconds.items():
        wall, memory = (f"{1000 * more[0]:.2f}", f"{more[1]:.0f}") if more else ("", "")
        lines.append(f"| {name} | {1000 * work:.3f} | {wall} | {work / floor:.2f} | {memory} |")
    return "\n".join(lines)


def measured(size: int) -> str:
    """Both tables of one size."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(Path(folder), size)
        first = min(size - LATE, PART)
        corpus.fill(0, first)
        part = alone(corpus.folder.path, size, 2)
        corpus.fill(first, size - LATE)
        alone_, first_run = in_turns(corpus)
        whole = first_run | afterwards(corpus)
    came = {name: size - LATE if name in (*WAYS, AGAIN) else size for name in whole}
    each = {name: (t.work / came[name], t.wall / came[name], t.megabytes) for name, t in whole.items()}
    floor = alone_[CALAMINE]
    read = table(f"Reading one of {size:,} returns", {name: (time_,) for name, time_ in alone_.items()}, floor)
    kept = table(f"Collecting {size:,} returns, for each", each, floor)
    late = whole[SOME].wall - whole[AGAIN].wall
    return (
        f"{read}\n\n{kept}\n\nAgainst {PANDAS}: {alone_[PANDAS] / each[COLLECTING][0]:.1f} times as fast. "
        f"Two processes against one by the clock: {whole[ONE].wall / whole[TWO].wall:.2f}, against one without a "
        f"parent {whole[COLLECTING].wall / whole[TWO].wall:.2f}; two that only count {gained():.2f}. {LATE} late took "
        f"{late:.2f} s more than none. {whole[ASKING].kept:,} query workbooks were written. The parent's memory was "
        f"{whole[TWO].megabytes:.0f} MB; with {part.kept:,} returns in of the same partners, {part.megabytes:.0f} MB: "
        f"{whole[TWO].megabytes / part.megabytes:.2f} times."
    )


def report(sizes: tuple[int, ...] = (100,), poison: int = 0) -> str:
    """The tables of each size, also written down."""
    head = f"Returns of 15 rows, {QUARTERS} quarters of each in the ledger before; medians, all in one run."
    text = "\n\n".join([head, *map(measured, sizes), *([poisoned(poison)] if poison else [])])
    put("Collecting a national programme", text)
    return text


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="100,1000", help=f"of the programmes; each more than {LATE + 1}")
    parser.add_argument("--poison", type=int, default=0, help="so many returns, and one file that kills its reader")
    given = parser.parse_args()
    wanted = tuple(int(size) for size in given.sizes.split(","))
    if min(wanted) <= LATE + 1:
        parser.error(f"A programme has more than {LATE + 1} returns, for {LATE} come late.")
    print(report(wanted, given.poison))

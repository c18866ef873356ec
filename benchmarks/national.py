"""How long the commands of a quarter take with thousands of partners, each against a pandas script on the same ledger.

The script is what people write who have the ledger and no pmxl: every figure read with pandas.read_sql_query, and the
period's laid out as partners by measures in one sheet, without a check, a rating, a colour or a word.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.corpus import Corpus
from benchmarks.programme import PERIOD
from benchmarks.results import as_printed
from benchmarks.results import put

SIZES = (200, 1_000)
ROUNDS = 3
MEGABYTE = 1024
"""Kilobytes, in which the system counts memory."""

SCRIPT = """
import sqlite3, sys
import pandas
ledger = sqlite3.connect(sys.argv[1])
figures = pandas.read_sql_query(
    "select m.name measure, p.name partner, start, months, value, numerator, denominator, sheet, cell, receipt "
    "from figures join names m on m.id = measure join names p on p.id = partner where closed_at is null", ledger)
figures["value"] = figures["value"].fillna(figures["numerator"] / figures["denominator"])
shown = figures[(figures["start"] == int(sys.argv[2])) & (figures["months"] == 3)]
shown.pivot_table(index="partner", columns="measure", values="value").to_excel(sys.argv[3], engine="xlsxwriter")
"""
"""The peer."""


class Took(NamedTuple):
    """Seconds of work of a command and all it started, seconds by the clock, and megabytes of its largest process."""

    work: float
    wall: float
    megabytes: float


class Line(NamedTuple):
    """What is timed, and how it is called in the table."""

    name: str
    command: Sequence[str]


def programme_of(path: Path, partners: int) -> int:
    """A partnership of so many partners, eight quarters of whose figures are kept, and all of whom have returned; its
    period's first month is handed back.
    """
    corpus = Corpus(path, partners)
    corpus.fill()
    took(pmxl(path, "collect", "--period", PERIOD))
    return corpus.period.start


def pmxl(path: Path, *words: str) -> list[str]:
    """A command of pmxl as a process is started with it."""
    return [sys.executable, "-m", "pmxl", *words, "-C", str(path)]


def lines(path: Path, start: int) -> Iterator[Line]:
    """The peer first, then the commands in the order of a quarter."""
    script = [sys.executable, "-c", SCRIPT, str(path / "ledger.db"), str(start), str(path / "pandas.xlsx")]
    yield Line("pandas: every figure read, one sheet of partners by measures", script)
    yield Line("pmxl collect, nothing new", pmxl(path, "collect", "--period", PERIOD))
    yield Line("pmxl status, with its register and letters", pmxl(path, "status", PERIOD))
    yield Line("pmxl scorecard, the whole workbook", pmxl(path, "scorecard", PERIOD))
    yield Line("pmxl review", pmxl(path, "review"))
    yield Line("pmxl annual", pmxl(path, "annual", PERIOD.partition(" ")[0]))


def took(command: Sequence[str]) -> Took:
    """One run of a command in a process of its own. Raises ChildProcessError with its last lines where it fails."""
    with tempfile.TemporaryFile() as said:
        since = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - since
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):  # 1: something is open that a person should look at
            said.seek(0)
            raise ChildProcessError(f"{command}: {process.returncode}\n{said.read()[-2000:].decode(errors='replace')}")
    return Took(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / MEGABYTE)


def report(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS) -> str:
    """The table: medians of interleaved rounds, times the script, and what each partner costs."""
    found: dict[int, dict[str, Took]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for partners in sizes:
            path = Path(folder, str(partners))
            with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # or each run begins as large as this process
                start = apart.submit(programme_of, path, partners).result()
            runs = [{line.name: took(line.command) for line in lines(path, start)} for _ in range(rounds)]
            found[partners] = {name: middle([run[name] for run in runs]) for name in runs[0]}
    return "\n".join(told(found, rounds))


def middle(runs: Sequence[Took]) -> Took:
    """The median of each."""
    return Took(*(median(each) for each in zip(*runs, strict=True)))


def told(found: dict[int, dict[str, Took]], rounds: int) -> Iterator[str]:
    """The lines of the table, size by size."""
    for partners, each in found.items():
        peer = next(iter(each.values()))
        yield f"{partners:,} partners, 13 measures, two years (medians of {rounds}; seconds)"
        yield f"  {'':<62}{'work':>9}{'times':>8}{'clock':>9}{'MB':>8}{'ms a partner':>15}"
        for name, one in each.items():
            rest = f"{one.wall:>9.2f}{one.megabytes:>8.0f}{one.work / partners * 1000:>15.2f}"
            yield f"  {name:<62}{one.work:>9.2f}{one.work / peer.work:>8.1f}{rest}"


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", default=",".join(map(str, SIZES)))
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    given = arguments.parse_args()
    table = report([int(size) for size in given.sizes.split(",")], given.rounds)
    put("The commands of a national programme", as_printed(table))
    print(table)

"""Collecting a national programme: reading alone, then read, check and keep, against what people write today.

Times are of this process' and its workers' own work (CPU), so that a busy machine does not tell; medians of rounds in
which all contestants take turns. `python -m benchmarks.collecting --sizes 20,1000,20000` writes benchmarks/results.md.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from concurrent.futures import Executor
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any
from typing import Literal

import openpyxl
import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.corpus import Corpus
from pmxl.batch.collect import collect
from pmxl.sheets.read import read_workbook

NEEDED = ("Cover", "Return", "_pmxl")
SAMPLE = 40
"""Files that the slow peers read; their time for each is what counts."""

ROUNDS = 3
RESULTS = Path(__file__).with_name("results.md")
CALAMINE = "python-calamine, the same sheets (floor)"
OPENPYXL = "openpyxl read-only"
PANDAS = "pandas.read_excel with openpyxl, concat (what people write today)"
READING = "pmxl, reading alone"
COLLECTING = "pmxl, read, check and keep, one process"
Row = tuple[str, float]


class Here(Executor):
    """Does the work in this very process, one file after the other."""

    def map(self, fn: Callable[..., Any], *columns: Any, **_: Any) -> Iterator[Any]:
        """The built-in map."""
        return map(fn, *columns)


def unzipped(path: Path) -> int:
    """The physical floor: the parts inflated and nothing else."""
    with zipfile.ZipFile(path) as archive:
        return sum(len(archive.read(name)) for name in archive.namelist())


def by_calamine(path: Path) -> int:
    """Rows of the sheets needed."""
    book = CalamineWorkbook.from_path(str(path))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in NEEDED)


def by_openpyxl(path: Path) -> int:
    """Every value, the way openpyxl's manual recommends for speed."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for name in NEEDED for _ in book[name].iter_rows(values_only=True))
    book.close()
    return count


def by_pandas(path: Path, engine: Literal["calamine", "openpyxl"]) -> pd.DataFrame:
    """The three sheets as frames, one below the other."""
    frames: dict[str, pd.DataFrame] = pd.read_excel(path, sheet_name=list(NEEDED), header=None, engine=engine)
    return pd.concat(frames.values())


def cpu() -> float:
    """Seconds of work of this process and of its workers that have ended."""
    mine, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def reading(corpus: Corpus) -> dict[str, float]:
    """Seconds a file, medians of interleaved rounds."""
    files = sorted(corpus.inbox.iterdir())[:SAMPLE]
    ways: dict[str, Callable[[Path], object]] = {
        "unzip (physical floor)": unzipped,
        CALAMINE: by_calamine,
        OPENPYXL: by_openpyxl,
        "pandas with calamine, concat": lambda path: by_pandas(path, "calamine"),
        PANDAS: lambda path: by_pandas(path, "openpyxl"),
        READING: lambda path: read_workbook(path, sheets=NEEDED),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ROUNDS + 1):
        for name, way in ways.items():
            began = cpu()
            for path in files:
                way(path)
            if turn:
                taken[name].append((cpu() - began) / len(files))
    return {name: statistics.median(times) for name, times in taken.items()}


def collecting(corpus: Corpus) -> Iterator[tuple[str, float, float]]:
    """What it took, CPU and wall-clock seconds a file: in one process, in as many as there are, and again unchanged."""
    count = corpus.partners
    for name, executor in ((COLLECTING, Here()), (f"pmxl, {os.cpu_count()} processes", None)):
        forget(corpus)
        began, since = cpu(), time.perf_counter()
        found = collect(corpus.folder, period=corpus.period, executor=executor, queries=False)
        if sum(file.kept for file in found.files) != 15 * count:
            raise AssertionError("Not every figure was kept.")
        yield name, (cpu() - began) / count, (time.perf_counter() - since) / count
    began, since = cpu(), time.perf_counter()
    collect(corpus.folder, period=corpus.period, queries=False)
    yield "pmxl, second run, nothing changed", (cpu() - began) / count, (time.perf_counter() - since) / count
    began, since = cpu(), time.perf_counter()
    for entry in os.scandir(corpus.inbox):
        entry.stat()
    yield "scanning the directory alone", (cpu() - began) / count, (time.perf_counter() - since) / count


def forget(corpus: Corpus) -> None:
    """As before the first return came: the ledger with what was issued, and nothing kept."""
    for name in ("ledger.db", "ledger.db-wal", "ledger.db-shm"):
        (corpus.folder.path / name).unlink(missing_ok=True)
    shutil.rmtree(corpus.folder.raw, ignore_errors=True)
    corpus.issue()


def table(title: str, seconds: Mapping[str, tuple[float, ...]], floor: float) -> str:
    """Milliseconds a file, and how many times the floor the first of them is."""
    lines = [f"## {title}", "", "| | ms of work | ms by the clock | times calamine |", "|---|---:|---:|---:|"]
    for name, times in seconds.items():
        wall = f"{1000 * times[1]:.2f}" if len(times) > 1 else ""
        lines.append(f"| {name} | {1000 * times[0]:.3f} | {wall} | {times[0] / floor:.2f} |")
    return "\n".join(lines)


def measured(size: int) -> str:
    """Both tables of one size."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(Path(folder), size)
        corpus.fill()
        alone = reading(corpus)
        whole = {name: (work, wall) for name, work, wall in collecting(corpus)}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    floor = alone[CALAMINE]
    read = table(f"Reading one of {size:,} returns", {name: (time_,) for name, time_ in alone.items()}, floor)
    kept = table(f"Collecting {size:,} returns, for each", whole, floor)
    times = f"Against {PANDAS}: {alone[PANDAS] / whole[COLLECTING][0]:.1f} times as fast."
    return f"{read}\n\n{kept}\n\n{times} Largest memory of the parent: {peak} MB."


def report(sizes: tuple[int, ...] = (20,)) -> str:
    """The tables of each size, also written down."""
    head = "# Collecting a national programme\n\nReturns of 15 rows; medians, all in one run. Written by `make bench`."
    said = "\n\n".join([f"{head} {datetime.now(UTC).date().isoformat()}.", *map(measured, sizes)])
    RESULTS.write_text(said + "\n", encoding="utf-8")
    return said


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="20,1000")
    print(report(tuple(int(size) for size in parser.parse_args().sizes.split(","))))

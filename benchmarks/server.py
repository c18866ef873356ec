"""What the ledger costs on a server against in a file: the work of both sides, and the time by the clock."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.ledger import LEDGER
from benchmarks.ledger import LOT
from benchmarks.ledger import batches
from benchmarks.programme import MEASURES
from benchmarks.results import as_printed
from benchmarks.results import put
from pmxl.ledger import Ledger
from tests.postgres import running

FIGURES = 260_000
PROCESSES = Path("/proc")
TICKS_AT = slice(11, 13)
"""Where a process's own work stands in its `stat`, after its name: the program's, and the system's for it."""


def work_of(server: int) -> float:
    """Seconds of work of a server's processes that are still there, by its number; Linux only."""
    ticks = 0
    for place in PROCESSES.glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            told = place.read_text().rpartition(")")[2].split()
            if server in (int(told[1]), int(place.parent.name)):
                ticks += sum(map(int, told[TICKS_AT]))
    return ticks / os.sysconf("SC_CLK_TCK")


def load(figures: int) -> dict[str, list[float]]:
    """Seconds of work and by the clock to keep them in a file and on a server, lot by lot in turn."""
    taken = {"in a file (SQLite)": [0.0, 0.0], "on a server (PostgreSQL)": [0.0, 0.0]}
    with running() as server, tempfile.TemporaryDirectory() as folder:
        number = server.process.pid
        with Ledger.open(Path(folder) / LEDGER) as file, Ledger.open(server.fresh()) as far:
            for batch in batches(figures):
                for ledger, spent in zip((file, far), taken.values(), strict=True):
                    began = time.process_time() + work_of(number), time.perf_counter()
                    ledger.keep(batch)
                    spent[0] += time.process_time() + work_of(number) - began[0]
                    spent[1] += time.perf_counter() - began[1]
    return taken


def report(figures: int = FIGURES) -> str:
    """The table: seconds in both places."""
    taken = load(figures)
    (floor, by_clock), _ = taken.values()
    lines = [
        f"Ledger: {figures:,} figures in returns of {len(MEASURES)}, in lots of {LOT:,} (seconds)",
        f"  {'':<32}{'work':>8}{'times':>8}{'clock':>8}{'times':>8}",
        *(f"  {at:<32}{w:>8.2f}{w / floor:>8.2f}{c:>8.2f}{c / by_clock:>8.2f}" for at, (w, c) in taken.items()),
        "  Work is that of both sides; the server of the tests does not wait for its disk.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--figures", type=int, default=FIGURES)
    table = report(arguments.parse_args().figures)
    put("The ledger on a server", as_printed(table))
    print(table)

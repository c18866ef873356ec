"""Worksheet functions as Excel calls them: a whole column at once against cell by cell, and what their import costs."""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.rounds import medians
from benchmarks.rounds import table

ROWS = 20_000
SAMPLE = 400
"""Cells that the slow way is given; its time is multiplied up to all of them, and the table says so."""

ROUNDS = 5
ONE_CALL = f"one call over {ROWS:,} rows"
BY_CELL = f"a call a cell ({SAMPLE:,} of them)"
PEER = "import xlwings and pandas"
OURS = "import pmxl.excel.udfs"

TIMED = f"""
import json
from random import Random
from benchmarks.rounds import medians
from tests.doors.classic import Range, install

server, draw = install(), Random(7)
actual = [[round(draw.uniform(40, 100), 1)] for _ in range({ROWS})]
target = [[round(draw.uniform(60, 90), 1)] for _ in range({ROWS})]
rest = ("higher", 5.0, "percent", None, 1.0)


def call(actual, target):
    return server.CallUDF("pmxl.excel.udfs", "PMXL_RAG", (Range(actual), Range(target), *rest), None, Range([[""]]))


def by_cell():
    return [call([actual[row]], [target[row]]) for row in range({SAMPLE})]


assert [word for [word] in call(actual, target)[:{SAMPLE}]] == by_cell()
print(json.dumps(medians({{{ONE_CALL!r}: lambda: call(actual, target), {BY_CELL!r}: by_cell}}, {ROUNDS})))
"""
"""Run in a process of its own, in which xlwings finds stand-ins for pywin32."""


def calls() -> dict[str, float]:
    """Seconds of both ways, through xlwings' own call path."""
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", TIMED], check=True, capture_output=True, text=True)
    seconds: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return seconds | {BY_CELL: seconds[BY_CELL] * ROWS / SAMPLE}


def imports(rounds: int = 11) -> dict[str, float]:
    """Seconds that a fresh interpreter takes to import the functions, and to import what they stand on."""
    codes = {PEER: "import xlwings, pandas", OURS: "import pmxl.excel.udfs"}
    work = {name: (lambda code=code: fresh(code)) for name, code in codes.items()}
    return medians(work, rounds)


def fresh(code: str) -> None:
    """Runs code in an interpreter of its own."""
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)


def report() -> str:
    """Both tables."""
    return "\n\n".join(
        [
            table(f"PMXL_RAG of {ROWS:,} rows through xlwings' classic call path (goal: 100)", calls(), ONE_CALL),
            table("Importing the worksheet functions (goal: at most 1.3)", imports(), PEER),
        ]
    )

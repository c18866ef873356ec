"""How long one return takes to read, every cell with its type, formula and format, against the readers people know."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pandas as pd

from benchmarks.rounds import medians
from benchmarks.rounds import table
from pmxl.batch.demo import demo
from pmxl.sheets.read import read_workbook

OURS = "pmxl, all cells"
PEER = "openpyxl read-only, values of all cells"


def openpyxl_read_only(path: Path) -> int:
    """Every value, the way openpyxl's manual recommends for speed."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row if value)
    book.close()
    return count


def pandas_read_excel(path: Path) -> int:
    """What people write today."""
    return sum(len(frame) for frame in pd.read_excel(path, sheet_name=None, header=None).values())


@contextmanager
def one_return() -> Iterator[Path]:
    """A return of the worked year as it came back."""
    with tempfile.TemporaryDirectory() as folder:
        demo(Path(folder) / "demo")
        returned = sorted((Path(folder) / "demo" / "returns").glob("*/issued/*.xlsx"))
        yield max(returned, key=lambda path: path.stat().st_size)


def report() -> str:
    """The table."""
    with one_return() as path:
        contestants = {
            PEER: lambda: openpyxl_read_only(path),
            "pandas.read_excel": lambda: pandas_read_excel(path),
            OURS: lambda: read_workbook(path),
        }
        seconds = medians(contestants)
        return table(f"Reading one return of {path.stat().st_size // 1024} kB", seconds, PEER)

"""How long a return takes to read, every cell with its type, formula and format, against the readers people know.

Each time another return is read: one that was read before is known by its bytes, and would flatter us.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.corpus import Corpus
from benchmarks.rounds import medians
from benchmarks.rounds import table
from pmxl.sheets.read import read_workbook

ROUNDS = 41
OURS = "pmxl, all cells"
FLOOR = "python-calamine, values of all cells"
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


def calamine(path: Path) -> int:
    """Every value, by the fastest reader there is."""
    book = CalamineWorkbook.from_path(str(path))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


@contextmanager
def returns(count: int) -> Iterator[list[Path]]:
    """Returns of one form as they came back."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(Path(folder), count)
        corpus.fill()
        yield sorted(corpus.inbox.iterdir())


def report() -> str:
    """The table."""
    ways: dict[str, Callable[[Path], object]] = {
        PEER: openpyxl_read_only,
        "pandas.read_excel": pandas_read_excel,
        FLOOR: calamine,
        OURS: read_workbook,
    }
    with returns(ROUNDS + 1) as paths:
        seconds = medians({name: _another(way, paths) for name, way in ways.items()}, ROUNDS)
        return table(f"Reading a return of {paths[0].stat().st_size // 1024} kB", seconds, PEER)


def _another(way: Callable[[Path], object], paths: list[Path]) -> Callable[[], object]:
    """Reads the next one each time."""
    left = iter(paths)
    return lambda: way(next(left))

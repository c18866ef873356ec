"""Peers: those who only read returns, each in a process of its own and about as long at work as collecting is.

A few files read in a burst run faster than as many among thousands: of the slow as many are read as take seconds.
"""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from benchmarks.processes import Taken
from benchmarks.processes import cpu
from benchmarks.processes import in_its_own_process
from benchmarks.processes import peak
from pmxl.sheets.read import read_workbook

if TYPE_CHECKING:
    import pandas as pd

NEEDED = ("Cover", "Return", "_pmxl")
CALAMINE = "python-calamine, the same sheets (floor)"
OPENPYXL = "openpyxl read-only"
PANDAS = "pandas.read_excel with openpyxl, concat (what people write today)"

QUICK, SLOW = 4000, 120
"""So many files are read at most by who is quick, and by who is slow."""


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
    import openpyxl  # here: processes that collect begin with this module, and need neither this nor pandas

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for name in NEEDED for _ in book[name].iter_rows(values_only=True))
    book.close()
    return count


def by_pandas(path: Path, engine: Literal["calamine", "openpyxl"]) -> pd.DataFrame:
    """The three sheets as frames, one below the other."""
    import pandas as pd

    frames: dict[str, pd.DataFrame] = pd.read_excel(path, sheet_name=list(NEEDED), header=None, engine=engine)
    return pd.concat(frames.values())


class Reader(NamedTuple):
    """What reads one file, and how many it reads at most."""

    read: Callable[[Path], object]
    most: int


READERS: Mapping[str, Reader] = {
    "unzip (physical floor)": Reader(unzipped, QUICK),
    CALAMINE: Reader(by_calamine, QUICK),
    OPENPYXL: Reader(by_openpyxl, SLOW),
    "pandas with calamine, concat": Reader(partial(by_pandas, engine="calamine"), SLOW),
    PANDAS: Reader(partial(by_pandas, engine="openpyxl"), SLOW),
    "pmxl, reading alone": Reader(partial(read_workbook, sheets=NEEDED), QUICK),
}


def read_alone(name: str, inbox: Path) -> float:
    """Seconds of work a file, in a process of its own."""
    taken = in_its_own_process(partial(read_all, name, inbox))
    return taken.work / taken.kept


def read_all(name: str, inbox: Path) -> Taken:
    """What reading them took, one more than counts: the first loads what is needed to read. `kept` counts them."""
    reader = READERS[name]
    first, *files = spread(sorted(inbox.iterdir()), reader.most + 1)
    reader.read(first)
    began, since = cpu(), time.perf_counter()
    for path in files:
        reader.read(path)
    return Taken(cpu() - began, time.perf_counter() - since, peak(), len(files))


def spread(files: Sequence[Path], most: int) -> Sequence[Path]:
    """So many of them at most, from all over."""
    return files if len(files) <= most else [files[at * len(files) // most] for at in range(most)]

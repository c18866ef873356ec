"""Aside: a file that was published before, kept beside the one that takes its place."""

from __future__ import annotations

from pathlib import Path

from pmxl.reports.pages import LONG
from pmxl.reports.pages import tail


def set_aside(path: Path, number: int) -> Path | None:
    """The file published before, under a number that tells how many there were: `scorecard-published-1.xlsx`.

    The files beside it go with it. None where none was, or where its file is gone. A number that is taken, as after a
    ledger was brought back from a backup, gives way to the next: no file is written over.
    """
    if not number or not path.exists():
        return None
    kept = numbered(path, number)
    while kept.exists():
        number += 1
        kept = numbered(path, number)
    for other in map(tail, LONG):
        if (beside := with_tail(path, other)).exists():
            beside.rename(with_tail(kept, other))
    return path.rename(kept)


def with_tail(path: Path, ending: str) -> Path:
    """The file beside a workbook that has its name and an ending: `scorecard-data.csv` beside `scorecard.xlsx`."""
    return path.with_name(f"{path.stem}{ending}")


def numbered(path: Path, number: int) -> Path:
    """Where a file that was published before is put."""
    return path.with_name(f"{path.stem}-published-{number}{path.suffix}")

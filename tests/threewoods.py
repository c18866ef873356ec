"""Threewoods: a partnership folder with everything that partners send at once, for trials of the whole ledger."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.ledger import Ledger
from tests.specimens.framework_file import framework_file
from tests.test_batch import PERIOD
from tests.test_batch import ROWS
from tests.test_batch import sent

UNFINISHED = ".part"


def partnership(path: Path) -> Folder:
    """Three partners and one measure, nothing issued yet."""
    path.mkdir(parents=True, exist_ok=True)
    framework_file(ROWS, path / "framework.xlsx", "Threewoods Partnership")
    return Folder(path)


def full_inbox(path: Path) -> Folder:
    """A correction beside what it corrects, a copy, two files that disagree, a letter and a lock file."""
    folder = partnership(path)
    period = folder.period(PERIOD)
    issue(folder, period)
    issue(folder, period, ["ash"])
    sent(folder, "ash", 40, 100)
    sent(folder, "ash", 45, 100, name="ash corrected.xlsx", revision=2)
    birch = sent(folder, "birch", 50, 100)
    shutil.copy(birch, birch.with_name("birch (1).xlsx"))
    sent(folder, "cedar", 30, 90, name="cedar.xlsx")
    sent(folder, "cedar", 31, 90, name="cedar (1).xlsx")
    (birch.parent / "letter.xlsx").write_bytes(b"Dear colleague")
    (birch.parent / "~$ash.xlsx").write_bytes(b"lock")
    return folder


def canonical(path: Path) -> dict[str, list[Any]]:
    """What a ledger holds, and the files kept beside it, without the times at which it came.

    Every state of every figure is there, current or closed, and the last word on each file; a file that was refused
    may be looked at again, and that adds no figure.
    """
    with Ledger.open(path / "ledger.db") as ledger:
        last = [(r.file, r.sha256, str(r.outcome), r.read, r.kept, r.held, r.refused) for r in ledger.receipts()]
        stands = [tuple(row) for row in ledger.recall(held=True).drop(columns="received_at").astype(str).to_numpy()]
        seen = [one.version for one in ledger.seen()]
    raw = [file.name for file in (path / "raw").rglob("*") if file.is_file() and file.suffix != UNFINISHED]
    tables: dict[str, list[Any]] = {
        "last word": sorted(last),
        "stands": sorted(stands),
        "frameworks": seen,
        "raw": sorted(raw),
    }
    return tables | {"states": states(path / "ledger.db"), "issued": issued(path / "ledger.db")}


def states(ledger: Path) -> list[Any]:
    """Every state of every figure: of which file, of what, which numbers, and whether it still stands."""
    question = (
        "SELECT r.sha256, m.name, p.name, a.name, f.start, f.months, f.numerator, f.denominator, f.value, f.marker, "
        "f.held, f.disputed, f.closed_at IS NULL FROM figures f JOIN receipts r ON r.id = f.receipt "
        "JOIN names m ON m.id = f.measure JOIN names p ON p.id = f.partner JOIN names a ON a.id = f.area"
    )
    return asked(ledger, question)


def issued(ledger: Path) -> list[Any]:
    """What was sent out."""
    return asked(ledger, "SELECT partner, start, revision, fingerprint, file, due FROM issued")


def asked(ledger: Path, question: str) -> list[Any]:
    """The answer of the database itself, sorted."""
    connection = sqlite3.connect(ledger)
    try:
        return sorted(connection.execute(question).fetchall(), key=repr)
    finally:
        connection.close()

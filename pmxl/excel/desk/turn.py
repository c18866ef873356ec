"""Turn: one long job at a time for each person; a second one is told what is going on."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from pmxl.findings import Refusal
from pmxl.findings import refuse

FILE = "pmxl-at-work.txt"
FAR_BEYOND = 1 << 30
"""The byte that is locked on Windows, where what is locked cannot be read: far behind the words."""


@contextmanager
def taken(title: str, folder: Path | None = None) -> Iterator[None]:
    """Keeps others from starting meanwhile; refuses (ADD040) where one is at work, and says which.

    The system lets go of the lock when the process ends, however it ends.
    """
    path = (folder or Path(tempfile.gettempdir())) / FILE
    with path.open("a+", encoding="utf-8") as file:
        if not _locked(file):
            raise _busy(path)
        file.truncate(0)
        file.write(f"{title}, since {datetime.now().astimezone():%H:%M}")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
            _let_go(file)


def _busy(path: Path) -> Refusal:
    said = ""
    with suppress(OSError):
        said = path.read_text(encoding="utf-8", errors="replace").strip()
    says = f"pmxl is still at work{f' ({said})' if said else ''}, and does one thing at a time."
    return refuse("ADD040", says, "Wait until its answer is there, then press the button again.")


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[str]) -> bool:
        """True where the lock is ours now."""
        os.lseek(file.fileno(), FAR_BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: IO[str]) -> None:
        os.lseek(file.fileno(), FAR_BEYOND, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(file: IO[str]) -> bool:
        """True where the lock is ours now."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _let_go(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)

"""Bytes of a file, taken once: what is hashed is what is read, and no second open can differ."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.findings import refuse
from pmxl.terms import Severity

MAX_FILE = 512 << 20
"""Bytes a file may have on disk; more could not stay within the limits of its parts."""


def take(path: Path) -> bytes:
    """The bytes of a regular file; refuses what is missing, locked, no file (ENV) or over the size limit (SEC001)."""
    try:
        with open(path, "rb", opener=_open_regular) as handle:  # Path.open takes no opener
            size = os.fstat(handle.fileno()).st_size
            if size > MAX_FILE:
                raise refuse(
                    "SEC001",
                    f"The file has {size:,} bytes and the limit is {MAX_FILE:,}.",
                    "Ask the sender for a smaller copy.",
                    file=path.name,
                )
            return handle.read()
    except FileNotFoundError:
        raise _machine("ENV009", "There is no such file.", "Check the name and the folder.", path) from None
    except OSError as error:
        if isinstance(error, IsADirectoryError) or path.is_dir():
            ask = "Name a workbook, not a folder or a device."
            raise _machine("ENV009", "This is not a file.", ask, path) from None
        reason = error.strerror or type(error).__name__
        raise _machine(
            "ENV002",
            f"The file cannot be opened ({reason}).",
            "Close it in Excel, or ask for permission to read it, and run again.",
            path,
        ) from None


def _open_regular(path: str, flags: int) -> int:
    """Open without waiting: a pipe put into an inbox must not hang the batch."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise IsADirectoryError
    return handle


def _machine(code: str, says: str, ask: str, path: Path) -> MachineRefusal:
    return MachineRefusal(Finding(code, Severity.ERROR, says, ask, file=path.name))

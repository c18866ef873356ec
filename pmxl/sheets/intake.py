"""Bytes of a file, taken once: what is hashed is what is read, and no second open can differ."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from pmxl.findings import machine_refuses
from pmxl.findings import refuse

MAX_FILE = 512 << 20
"""Bytes a file may have on disk; more could not stay within the limits of its parts."""

PAUSES = (0.2, 0.4, 0.8)
"""Seconds to wait after each look at a file that changed while it was read."""

FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows would change the ends of lines
RECALL_ON_ACCESS, RECALL_ON_OPEN, OFFLINE = 0x400000, 0x40000, 0x1000
"""What Windows marks a file with whose contents are elsewhere."""

MAKE_IT_LOCAL = "Make it available on this computer (right-click it: Always keep on this device), and run again."


def take(path: Path) -> bytes:
    """The bytes of a regular file, the same before and after.

    Refuses what is missing, locked, still being written, in the cloud only, no file (ENV) or too large (SEC001).
    """
    if is_in_the_cloud(path):
        raise machine_refuses("ENV003", "The file is only in the cloud.", MAKE_IT_LOCAL, file=path.name)
    for pause in PAUSES:
        data = _once(path)
        if data is not None:
            return data
        time.sleep(pause)
    says = "The file is still being written: it changed while it was read, three times over."
    raise machine_refuses("ENV002", says, "Wait until it is saved or copied, and run again.", file=path.name)


def is_in_the_cloud(path: Path) -> bool:
    """True for a placeholder of a synced folder: reading it would fetch the file, or wait for a network for ever."""
    return bool(attributes(path) & (RECALL_ON_ACCESS | RECALL_ON_OPEN | OFFLINE))


def attributes(path: Path) -> int:
    """Windows' attributes of a file; 0 elsewhere, and where there is no such file."""
    if not hasattr(os.stat_result, "st_file_attributes"):
        return 0
    try:
        return int(getattr(path.stat(), "st_file_attributes", 0))
    except OSError:
        return 0


def _once(path: Path) -> bytes | None:
    """The bytes; None where the file changed meanwhile."""
    try:
        handle = _open_regular(os.fspath(path), FLAGS)
        try:
            return _whole(handle, path.name)
        finally:
            os.close(handle)
    except FileNotFoundError:
        ask = "Check the name and the folder."
        raise machine_refuses("ENV009", "There is no such file.", ask, file=path.name) from None
    except OSError as error:
        if isinstance(error, IsADirectoryError) or path.is_dir():
            ask = "Name a workbook, not a folder or a device."
            raise machine_refuses("ENV009", "This is not a file.", ask, file=path.name) from None
        reason = error.strerror or type(error).__name__
        ask = "Close it in Excel, or ask for permission to read it, and run again."
        raise machine_refuses("ENV002", f"The file cannot be opened ({reason}).", ask, file=path.name) from None


def _whole(handle: int, file: str) -> bytes | None:
    before = os.fstat(handle)
    if before.st_size > MAX_FILE:
        says = f"The file has {before.st_size:,} bytes and the limit is {MAX_FILE:,}."
        raise refuse("SEC001", says, "Ask the sender for a smaller copy.", file=file)
    data = os.read(handle, before.st_size)
    while len(data) < before.st_size and (more := os.read(handle, before.st_size - len(data))):
        data += more  # a network may bring it in pieces
    after = os.fstat(handle)
    changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    return None if changed or len(data) != after.st_size else data


def _open_regular(path: str, flags: int) -> int:
    """Open without waiting: a pipe put into an inbox must not hang the batch."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise IsADirectoryError
    return handle

"""Bytes become a file: written beside, flushed to the disk, renamed into place, so that no half file is ever seen."""

from __future__ import annotations

import errno
import os
import secrets
import time
from pathlib import Path

from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.terms import Severity

STALE_SECONDS = 3600.0
SPARE_NAMES = ("(new)", *(f"(new {n})" for n in range(2, 10)))
FULL = (errno.ENOSPC, errno.EDQUOT)
MEGABYTE = 1_000_000


def write_bytes_beside(path: Path, data: bytes) -> Path:
    """Put bytes at a path in one step; an older file there stays whole until the new one is on the disk.

    Raises MachineRefusal: OUT003 where the target is open elsewhere (the new bytes are kept beside it), ENV005 where
    the disk is full, ENV004 where the folder cannot be written.
    """
    _sweep(path)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(beside, data)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _no_room(path, len(data), error) from error
    try:
        beside.replace(path)
    except PermissionError as error:
        raise _kept_beside(path, beside) from error
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _no_room(path, len(data), error) from error
    _sync_folder(path.parent)
    return path


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """The rename itself reaches the disk only with its folder; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(path: Path) -> None:
    """Take away what an interrupted run left beside this target; younger files may belong to a run still going."""
    for left in path.parent.glob(f".{path.name}.*.part"):
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            left.unlink(missing_ok=True)


def _kept_beside(path: Path, beside: Path) -> MachineRefusal:
    for spare in SPARE_NAMES:
        kept = path.with_name(f"{path.stem} {spare}{path.suffix}")
        try:
            beside.replace(kept)
        except PermissionError:
            continue
        return _refusal(
            "OUT003",
            path,
            f"{path.name} is open in another program, so the new one was written beside it as {kept.name}.",
            f"Close {path.name} and run this again, or use {kept.name}.",
        )
    beside.unlink(missing_ok=True)
    return _refusal(
        "OUT003",
        path,
        f"{path.name} and {len(SPARE_NAMES)} spare names beside it are open in another program; nothing was written.",
        f"Close {path.name} and run this again.",
    )


def _no_room(path: Path, size: int, error: OSError) -> MachineRefusal:
    if error.errno in FULL:
        return _refusal(
            "ENV005",
            path,
            f"The disk is full: {path.name} needs {max(size / MEGABYTE, 0.1):.1f} MB in {path.parent}.",
            "Free some space and run this again; the older file is untouched.",
        )
    return _refusal(
        "ENV004",
        path,
        f"{path.name} cannot be written in {path.parent}: {error.strerror or type(error).__name__}.",
        "Check that the folder is there and that you may write in it, then run this again.",
    )


def _refusal(code: str, path: Path, says: str, ask: str) -> MachineRefusal:
    return MachineRefusal(Finding(code, Severity.ERROR, says, ask, file=path.name))

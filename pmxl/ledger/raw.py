"""The bytes of every file ever read, kept under their own hash before anything looks into them."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.terms import Severity

UNFINISHED = ".part"
STALE_SECONDS = 3600
"""A part this old was left by a run that died; a younger one may be another run's."""


def keep_raw(folder: Path, data: bytes, sha256: str) -> Path:
    """Keep the bytes at `<folder>/<first two>/<sha256>`, whole or not at all; gives the path.

    What is there already is never written over; if its bytes no longer have that hash it is a MachineRefusal (ENV025).
    """
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"these {len(data)} bytes do not have the hash {sha256}")
    target = folder / sha256[:2] / sha256
    try:
        if not target.exists():
            _write_beside(target, data)
        elif target.read_bytes() != data:
            says = f"The stored copy {sha256[:12]}… holds other bytes than when it was written."
            raise MachineRefusal(Finding("ENV025", Severity.ERROR, says, "Check the disk.", part=str(target)))
    except OSError as error:
        says = f"The file could not be copied to {folder.name}: {error.strerror or error}."
        ask = "Free some space or ask for the right to write there, and try again."
        raise MachineRefusal(Finding("ENV026", Severity.ERROR, says, ask, part=str(target))) from error
    return target


def _write_beside(target: Path, data: bytes) -> None:
    """Write to a file of its own in the same folder, sync, and rename; two runs doing so both end well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f"*{UNFINISHED}"):
        with suppress(FileNotFoundError):  # the other run has finished it meanwhile
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink()
    with NamedTemporaryFile(dir=target.parent, suffix=UNFINISHED, delete=False) as part:
        beside = Path(part.name)
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
        except BaseException:
            part.close()
            beside.unlink()
            raise
    try:
        beside.replace(target)
    except PermissionError:  # on Windows, when the other run has just put it there
        beside.unlink(missing_ok=True)
        if not target.exists():
            raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last; Windows knows no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

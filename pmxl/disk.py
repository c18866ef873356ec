"""Disk: whether the ledger lies on a disk of this machine, on a share, or in a folder kept in step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pmxl.findings import Finding
from pmxl.terms import Severity

SYNCED = ("OneDrive", "Dropbox", "Google Drive", "GoogleDrive", "iCloud Drive", "iCloudDrive", "Nextcloud", "ownCloud")
"""How the folders begin that a program keeps in step between machines."""

NETWORK = ("cifs", "nfs", "nfs4", "smb3", "smbfs", "afpfs", "webdav", "fuse.sshfs", "fuse.davfs")
"""The file systems of other machines, as Linux names them."""

REMOTE_DRIVE = 4
"""What Windows calls a drive that is a share of another machine."""


def shared_place(path: Path) -> str:
    """`OneDrive` and the like, or `a network share`, where a path lies there; "" on a disk of this machine."""
    whole = path.absolute()
    for part in whole.parts:
        for name in SYNCED:
            if part.casefold() == name.casefold() or part.casefold().startswith(f"{name.casefold()} - "):
                return name
    return "a network share" if _is_remote(whole) else ""


def _is_remote(path: Path) -> bool:
    if os.name == "nt":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)  # type: ignore[attr-defined,unused-ignore]
        return path.drive.startswith("\\\\") or kind == REMOTE_DRIVE
    return _file_system(path) in NETWORK


def _file_system(path: Path) -> str:
    """The kind of file system on which a path lies, where Linux tells; the deepest mount above it counts."""
    above = {str(folder) for folder in (path, *path.parents)}
    found = [(len(place), kind) for place, kind in _mounts() if place in above]
    return max(found, default=(0, ""))[1]


def _mounts(table: Path = Path("/proc/mounts")) -> Iterator[tuple[str, str]]:
    if not table.exists():
        return
    for line in table.read_text(encoding="utf-8", errors="replace").splitlines():
        _, place, kind, *_ = line.split(" ")
        yield place.replace("\\040", " "), kind


def doubt(path: Path) -> Finding | None:
    """What is said of a ledger in a folder that a program keeps in step; of any other nothing.

    On a share the lock beside the ledger keeps two machines apart; here it arrives when the program brings it.
    """
    where = shared_place(path)
    if where not in SYNCED:
        return None
    says = f"It lies in {where}, which carries to others what was written here only after a while."
    ask = "Let one person at a time run pmxl on it, or move the folder to a share, or the ledger to PostgreSQL."
    if twins := _twins(path):
        says = f"It lies in {where}, and {' and '.join(twins)} beside it: so much was written by two at once."
        ask = "Look into each with pmxl status --ledger FILE, keep the one that has more, and move the others away."
    return Finding("ENV071", Severity.QUERY, says, ask, file=str(path))


def _twins(path: Path) -> list[str]:
    """Files beside the ledger as such a program makes them of two versions: `ledger-PLANNING-7.db`."""
    if not path.parent.is_dir():
        return []
    return sorted(found.name for found in path.parent.glob(f"{path.stem}?*{path.suffix}"))

"""Bytes become a file: written beside, flushed to the disk, renamed into place, so that no half file is ever seen."""

from __future__ import annotations

import errno
import os
import re
import secrets
import time
from collections.abc import Iterable
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from pmxl.findings import MachineRefusal
from pmxl.findings import machine_refuses
from pmxl.findings import refuse

ENDING = ".part"
PART = re.compile(r"\..+\.[0-9a-f]+\.part")
"""A file being written, beside the one it will be."""
STALE_SECONDS = 3600.0
SPARE_NAMES = ("(new)", *(f"(new {n})" for n in range(2, 10)))
FULL = (errno.ENOSPC, errno.EDQUOT)
HANDS = 4
"""Files that are put on a shelf at a time; more gain nothing on a disk of one machine."""
ARMFUL = 16
"""Files that a hand is given at once: handed over one by one, they cost more to hand over than to write."""
MEGABYTE = 1_000_000
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
OURS_ALONE, ANYBODYS = 0o600, 0o666
"""Rights of a new file; of the second, the system takes away what this user gives nobody."""


def write_bytes_beside(path: Path, data: bytes, *, private: bool = False) -> Path:
    """Put bytes at a path in one step; an older file there stays whole until the new one is on the disk.

    What is `private` nobody but this user may read, where the system knows such rights.
    Raises MachineRefusal: OUT003 where the target is open elsewhere (the new bytes are kept beside it), ENV005 where
    the disk is full, ENV004 where the folder cannot be written.
    """
    _sweep(path.parent)
    _put(path, data, private=private)
    _sync_folder(path.parent)
    return path


def not_there(path: Path, ask: str = "Choose another name, or move that one away first.") -> None:
    """Refuses where a file stands already, which may be somebody's work."""
    if path.exists():
        raise refuse("OUT004", f"{path} exists already and is not overwritten.", ask)


class Shelf:
    """A folder into which files are put, each in one step: tidied at first, itself brought to the disk at last.

    Several hands put them there, for a disk that is to hold several is not much longer about it than about one: each is
    renamed only once it is on the disk, and all are by the end. That raises what `write_bytes_beside` raises of the
    first that could not be put there; `failed` has the names of all those.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hands = ThreadPoolExecutor(HANDS)
        self._next: dict[str, bytes] = {}
        self._puts: list[tuple[Iterable[str], Future[dict[str, MachineRefusal]]]] = []

    def __enter__(self) -> Shelf:
        _sweep(self._folder)
        return self

    def put(self, name: str, data: bytes) -> None:
        """Have bytes put at a name in the folder."""
        self._next[name] = data
        if len(self._next) == ARMFUL:
            self._hand_over()

    def _hand_over(self) -> None:
        self._puts.append((self._next.keys(), self._hands.submit(_put_each, self._folder, self._next)))
        self._next = {}

    @property
    def failed(self) -> set[str]:
        """The names at which nothing could be put, and any of which that cannot be told."""
        return {name for names, armful in self._puts for name in (names if armful.exception() else armful.result())}

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._next:
            self._hand_over()
        self._hands.shutdown()
        if kind is None and not self.failed:
            _sync_folder(self._folder)
        elif self._folder.is_dir():
            with suppress(OSError):  # what went wrong before is what is to be told
                _sync_folder(self._folder)
        if kind is None:
            for refusal in (refusal for _, armful in self._puts for refusal in armful.result().values()):
                raise refusal


def _put_each(folder: Path, files: dict[str, bytes]) -> dict[str, MachineRefusal]:
    """Put files in a folder; gives what was said of those that could not be put there."""
    refused = {}
    for name, data in files.items():
        try:
            _put(folder / name, data, private=False)
        except MachineRefusal as refusal:
            refused[name] = refusal
    return refused


def _put(path: Path, data: bytes, *, private: bool) -> None:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}{ENDING}")
    try:
        _write_through(beside, data, private=private)
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


def _write_through(path: Path, data: bytes, *, private: bool) -> None:
    handle = _new_file(path, OURS_ALONE if private else ANYBODYS)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _new_file(path: Path, rights: int) -> int:
    """A file that was not there before, opened; the folder is made where there is none, which is asked of few."""
    try:
        return os.open(path, NEW, rights)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, NEW, rights)


def _sync_folder(folder: Path) -> None:
    """The rename itself reaches the disk only with its folder; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Take away what interrupted runs left in the folder; younger files may belong to a run still going."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as found:
        parts = [left for left in found if left.name.endswith(ENDING) and PART.fullmatch(left.name)]
    for left in parts:
        with suppress(FileNotFoundError):  # another run has just given it its name
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                Path(left.path).unlink()


def _kept_beside(path: Path, beside: Path) -> MachineRefusal:
    for spare in SPARE_NAMES:
        kept = path.with_name(f"{path.stem} {spare}{path.suffix}")
        try:
            beside.replace(kept)
        except PermissionError:  # open too: the next name may be free
            continue
        says = f"{path.name} is open in another program, so the new one was written beside it as {kept.name}."
        return machine_refuses(
            "OUT003", says, f"Close {path.name} and run this again, or use {kept.name}.", file=path.name
        )
    beside.unlink(missing_ok=True)
    says = f"{path.name} and {len(SPARE_NAMES)} spare names beside it are open in another program; nothing was written."
    return machine_refuses("OUT003", says, f"Close {path.name} and run this again.", file=path.name)


def _no_room(path: Path, size: int, error: OSError) -> MachineRefusal:
    if error.errno in FULL:
        says = f"The disk is full: {path.name} needs {max(size / MEGABYTE, 0.1):.1f} MB in {path.parent}."
        ask = "Free some space and run this again; the older file is untouched."
        return machine_refuses("ENV005", says, ask, file=path.name)
    says = f"{path.name} cannot be written in {path.parent}: {error.strerror or type(error).__name__}."
    ask = "Check that the folder is there and that you may write in it, then run this again."
    return machine_refuses("ENV004", says, ask, file=path.name)

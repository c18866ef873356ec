"""The bytes of every file ever read, kept under their own hash before anything looks into them."""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
import time
from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

from pmxl.findings import machine_refuses

UNFINISHED = ".part"
AT_ONCE = 1000
"""So many files are written before the disk is waited for."""

FEW = 8
"""Up to so many files are waited for one by one."""

STALE_SECONDS = 3600
"""A part this old was left by a run that died; a younger one may be another run's."""


def raw_path(folder: Path, sha256: str) -> Path:
    """Where the bytes of that hash are kept."""
    return folder.joinpath(sha256[:2], sha256)


def place_in(before: str, sha256: str) -> str:
    """The same as a text, after that of the folder with its separator: of thousands a path each would be dear."""
    return f"{before}{sha256[:2]}{os.sep}{sha256}"


def keep_raw(folder: Path, data: bytes, sha256: str) -> Path:
    """Keep the bytes at `<folder>/<first two>/<sha256>`, whole or not at all; gives the path.

    What is there already is never written over; if its bytes no longer have that hash it is a MachineRefusal (ENV025).
    """
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"these {len(data)} bytes do not have the hash {sha256}")
    with RawKeeper(folder) as keeper:
        keeper.keep(data)
    return raw_path(folder, sha256)


class RawKeeper:
    """Keeps the bytes of many files, a hundred times faster than one by one: the disk is waited for once for many.

    On leaving, all are on the disk under their own names; what is interrupted leaves only parts, which are cleared.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = os.path.join(folder, "")  # noqa: PTH118 - see place_in
        self._beside: dict[str, str] = {}  # by hash: the file that waits for its name
        self._there: dict[str, set[str]] = {}  # by shelf: what it holds
        self._opened: set[str] = set()
        self._mine = secrets.token_hex(4)  # two runs that keep the same bytes write beside each other

    def __enter__(self) -> RawKeeper:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._publish()
        for beside in self._beside.values():
            Path(beside).unlink(missing_ok=True)

    def has(self, sha256: str) -> bool:
        """True where bytes of that hash are kept."""
        shelf = sha256[:2]
        if shelf not in self._there:  # looked at once: thousands of files may be asked for
            with suppress(OSError):
                self._there[shelf] = set(os.listdir(self._folder / shelf))  # noqa: PTH208
        return sha256 in self._there.get(shelf, ())

    def changed(self, shelf: str) -> int:
        """When a file was last put on a shelf or taken from it (nanoseconds); 0 where that cannot be asked."""
        with suppress(OSError):
            return os.stat(self._folder / shelf).st_mtime_ns  # noqa: PTH116
        return 0

    def keep(self, data: bytes) -> str:
        """Keep these bytes; gives their hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in self._beside:
            return sha256
        with self._told(sha256):
            if not self.has(sha256):
                self._write(sha256, data)
            elif raw_path(self._folder, sha256).read_bytes() != data:
                says = f"The stored copy {sha256[:12]}… holds other bytes than when it was written."
                raise machine_refuses("ENV025", says, "Check the disk.", part=str(raw_path(self._folder, sha256)))
        if len(self._beside) >= AT_ONCE:
            self._publish()
        return sha256

    def _write(self, sha256: str, data: bytes) -> None:
        """Write to a file of its own in the same folder; two runs doing so both end well."""
        if sha256[:2] not in self._opened:
            self._open(self._folder / sha256[:2])
        self._beside[sha256] = beside = f"{self._place(sha256)}.{self._mine}{UNFINISHED}"
        write_new(beside, data)

    def _open(self, shelf: Path) -> None:
        """Make the folder, and once a run clear it of what another run left."""
        self._opened.add(shelf.name)
        shelf.mkdir(parents=True, exist_ok=True)
        for left in shelf.glob(f"*{UNFINISHED}"):
            with suppress(FileNotFoundError):  # the other run has finished it meanwhile
                if time.time() - left.stat().st_mtime > STALE_SECONDS:
                    left.unlink()

    def _publish(self) -> None:
        """Wait until the bytes are on the disk, give each file its name, and wait for the names."""
        if not self._beside:
            return
        with self._told(next(iter(self._beside))):
            settle(self._beside.values())
            for sha256, beside in self._beside.items():
                _rename(beside, self._place(sha256))
                self._there.setdefault(sha256[:2], set()).add(sha256)
            settle({self._before + sha256[:2] for sha256 in self._beside})
        self._beside.clear()

    def _place(self, sha256: str) -> str:
        """Where they are kept."""
        return place_in(self._before, sha256)

    @contextmanager
    def _told(self, sha256: str) -> Iterator[None]:
        """What the machine would not do, said as a refusal."""
        try:
            yield
        except OSError as error:
            says = f"The file could not be copied to {self._folder.name}: {error.strerror or error}."
            ask = "Free some space or ask for the right to write there, and try again."
            raise machine_refuses("ENV026", says, ask, part=str(raw_path(self._folder, sha256))) from error


def write_new(path: str, data: bytes) -> None:
    """Write a file that was not there before."""
    with open(path, "xb", buffering=0) as part:  # noqa: PTH123 - a text, as above
        left = memoryview(data)
        while left:
            left = left[part.write(left) :]


def _rename(beside: str, target: str) -> None:
    try:
        os.replace(beside, target)  # noqa: PTH105
    except PermissionError:  # on Windows, when another run has just put it there
        Path(beside).unlink(missing_ok=True)
        if not Path(target).exists():
            raise


def settle(places: Collection[str | Path]) -> None:
    """Wait until these files, or the names in these folders, are on the disk.

    Linux waits for all there is in the time of a few files; elsewhere each is waited for. Windows has no such thing for
    folders.
    """
    if sys.platform == "linux" and len(places) > FEW:
        os.sync()
        return
    for path in map(Path, places):
        if os.name == "nt" and path.is_dir():
            continue
        handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

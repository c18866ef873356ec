"""Working copy: a ledger on a share, or in a folder kept in step, is worked on here and put back whole.

A database written in place over a network is torn when the line drops, and a program that keeps a folder in step may
carry half of it away. So SQLite only ever sees a copy on a disk of this machine. After each transaction the copy takes
the ledger's place in one step, and only where the ledger and the lock are still as this run left them.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from pmxl.disk import shared_place
from pmxl.findings import Refusal
from pmxl.findings import machine_refuses
from pmxl.ledger.faults import trouble
from pmxl.ledger.holder import holder
from pmxl.ledger.lending import Lock
from pmxl.ledger.raw import settle

OPTION = "working_copy"
"""The engine's option under which its copy is found."""

COMPANIONS = ("-journal", "-wal")
"""How the files end that SQLite keeps beside a database that somebody is writing in place."""

HEADER = 100
"""Bytes at the beginning of a database, in which SQLite counts its changes."""

BETWEEN_LOOKS_SECONDS = 0.2
WAIT_OR_MEND = (
    "Wait until it has ended and try again; where none is running, run pmxl status on the machine of that disk."
)


@dataclass(frozen=True)
class Mark:
    """What tells one state of a ledger from the next without reading it."""

    size: int
    changed_ns: int
    header: bytes


LOST = Mark(-1, 0, b"")
"""The mark of a copy that could not be put back: what it says was not kept, and it is fetched again."""


class WorkingCopy:
    """The copy of one ledger, made anew wherever the ledger has changed meanwhile; gone when nobody needs it."""

    def __init__(self, ledger: Path, patience: float) -> None:
        self._ledger = ledger
        self._patience = patience
        self._lock = Lock(ledger, patience)
        self._mark: Mark | None = None
        folder = tempfile.mkdtemp(prefix="pmxl-")
        self.file = Path(folder) / ledger.name
        self.discard = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._fetch()

    def freshen(self, engine: Engine) -> None:
        """Fetch the ledger again where another has written it since; not while this run is looking into it."""
        if engine.pool.checkedout() == 0 and _mark_of(self._ledger) != self._mark:  # type: ignore[attr-defined]
            engine.dispose()
            self._fetch()

    @contextmanager
    def written(self, engine: Engine) -> Iterator[None]:
        """One transaction on the copy, made while it lasts; then it is put back. Refused: see `Lock.held`; ENV072."""
        with self._lock.held():
            self.freshen(engine)
            yield
            try:
                self._put_back()
            except BaseException:
                self._mark = LOST
                raise

    def _fetch(self) -> None:
        """Copy the ledger as it is between two writings."""
        until = time.monotonic() + self._patience
        while True:
            before = None if self._is_written_in_place() else _mark_of(self._ledger)
            if before is None and not self._ledger.exists():
                self.file.unlink(missing_ok=True)
            elif before is not None:
                self._copy(self._ledger, self.file)
            if not self._is_written_in_place() and _mark_of(self._ledger) == before:
                self._mark = before
                return
            if time.monotonic() >= until:
                says = f"{holder(self._ledger)} is writing to it"
                raise trouble(self._ledger.name, ("", "ENV010", says, WAIT_OR_MEND))
            time.sleep(BETWEEN_LOOKS_SECONDS)

    def _is_written_in_place(self) -> bool:
        return any(self._ledger.with_name(self._ledger.name + ending).exists() for ending in COMPANIONS)

    def _put_back(self) -> None:
        """The copy in the ledger's place, where nobody has been there meanwhile."""
        beside = self._ledger.with_name(f"{self._ledger.name}.{secrets.token_hex(4)}.back")
        try:
            self._copy(self.file, beside)
            settle([beside])
            if not self._lock.is_ours() or _mark_of(self._ledger) != self._mark:
                says = f"{self._ledger.name} was changed by another while this run wrote to it."
                raise machine_refuses("ENV072", says, "Nothing of this run was kept in it: run it again.")
            self._replace(beside)
        finally:
            beside.unlink(missing_ok=True)
        self._mark = _mark_of(self._ledger)

    def _replace(self, beside: Path) -> None:
        """Windows lets nobody replace a file that somebody is copying, which passes."""
        until = time.monotonic() + self._patience
        while True:
            try:
                beside.replace(self._ledger)
            except PermissionError as error:
                if time.monotonic() >= until:
                    raise self._trouble(error) from error
                time.sleep(BETWEEN_LOOKS_SECONDS)
            else:
                with suppress(OSError):  # not every share can wait for a folder's names
                    settle([self._ledger.parent])
                return

    def _copy(self, source: Path, to: Path) -> None:
        try:
            shutil.copyfile(source, to)
        except FileNotFoundError as error:
            if source != self._ledger:
                raise self._trouble(error) from error
            # the ledger was just being replaced: it is looked at again
        except OSError as error:
            raise self._trouble(error) from error

    def _trouble(self, error: OSError) -> Refusal:
        said = error.strerror or str(error)
        ask = "Check the network and the room on both disks, and run this again: nothing was kept of it."
        return trouble(self._ledger.name, (said, "ENV024", "it could not be copied", ask))


def _mark_of(ledger: Path) -> Mark | None:
    """None where there is no ledger."""
    try:
        with ledger.open("rb") as file:
            found = os.fstat(file.fileno())
            return Mark(found.st_size, found.st_mtime_ns, file.read(HEADER))
    except FileNotFoundError:
        return None


def working_copy(ledger: Path | None, patience: float) -> WorkingCopy | None:
    """The copy on which a ledger is worked on where it does not lie on a disk of this machine; else None."""
    return WorkingCopy(ledger, patience) if ledger is not None and shared_place(ledger) else None


def copy_of(engine: Engine) -> WorkingCopy | None:
    """The copy that an engine works on, where it does on one."""
    found: WorkingCopy | None = engine.get_execution_options().get(OPTION)
    return found

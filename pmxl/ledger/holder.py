"""Holder: who is writing to a ledger in a file, noted beside it for those who have to wait.

The database's own lock keeps others out and goes with its process; the note only names whose it is. One left by a run
that was killed does no harm: it is read only while somebody does hold the lock, and the next writer replaces it.
"""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pmxl.findings import show
from pmxl.periods import day_in_words

LONGEST = 200
"""Characters of a note that are read."""


def note_of(ledger: Path) -> Path:
    """Where the note on a ledger stands."""
    return ledger.with_name(f"{ledger.name}.writing")


@contextmanager
def noted(ledger: Path | None) -> Iterator[None]:
    """Notes who is writing, until it is done; where no note can be left, the writing goes on without."""
    if ledger is None:
        yield
        return
    note = note_of(ledger)
    with suppress(OSError):
        note.write_text(oneself(), encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


def oneself() -> str:
    """`sam on planning-7 since 10:15 on 3 March 2025 (process 4242)`."""
    now = datetime.now().astimezone()
    return f"{whoever()} since {now:%H:%M} on {day_in_words(now)} (process {os.getpid()})"


def whoever() -> str:
    """`sam on planning-7`."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        user = "somebody"
    return f"{user} on {platform.node()}"


def holder(ledger: Path | None) -> str:
    """Who has noted that they are writing; "another run" where nobody has."""
    found = ""
    if ledger is not None:
        with suppress(OSError, UnicodeDecodeError):
            found = note_of(ledger).read_text(encoding="utf-8")
    return show(found.strip(), LONGEST) or "another run"

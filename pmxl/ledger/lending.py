"""Lending: who may write a ledger that lies on a share, told by a lock beside it that names its holder.

No share and no folder kept in step can be trusted to pass on the database's own lock. A file that only one of two can
make is a lock everywhere, if not at once everywhere; so the holder looks again before it lets others see its work.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

from pmxl.findings import Refusal
from pmxl.findings import show
from pmxl.ledger.faults import trouble
from pmxl.ledger.holder import LONGEST
from pmxl.ledger.holder import oneself

LEFT_BEHIND_SECONDS = 15 * 60
"""A lock as old as this was left by a run that was killed: a transaction takes seconds."""

BETWEEN_LOOKS_SECONDS = 0.1


class Lock:
    """The right to write a ledger, held while its file says so; `patience` seconds are waited for another's."""

    def __init__(self, ledger: Path, patience: float) -> None:
        self.file = ledger.with_name(f"{ledger.name}.lock")
        self._ledger = ledger
        self._patience = patience
        self._says = ""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Alone, until it ends. Refused: ENV010 another is writing, ENV004 nothing may be written there."""
        self._says = f"{oneself()}\n{secrets.token_hex(8)}\n"
        until = time.monotonic() + self._patience
        while (hindrance := self._hindrance()) is not None:
            self._take_away_what_was_left()
            if time.monotonic() >= until:
                raise self._refusal(hindrance)
            time.sleep(BETWEEN_LOOKS_SECONDS)
        try:
            yield
        finally:
            if self.is_ours():
                with suppress(OSError):  # one left behind is replaced when it is old
                    self.file.unlink()

    def is_ours(self) -> bool:
        """Whether the lock still says what we wrote: another may have taken it for one left behind."""
        return self._read() == self._says

    def _hindrance(self) -> OSError | None:
        """Make the lock; gives what hindered it."""
        try:
            with self.file.open("x", encoding="utf-8") as made:
                made.write(self._says)
        except OSError as error:
            return error
        return None

    def _take_away_what_was_left(self) -> None:
        """By renaming it first: of two who find it, one only does."""
        aside = self.file.with_name(f"{self.file.name}.{secrets.token_hex(4)}")
        with suppress(OSError):  # it has gone meanwhile, or may not be touched, which is found on the next look
            if time.time() - self.file.stat().st_mtime > LEFT_BEHIND_SECONDS:
                self.file.rename(aside).unlink()

    def _read(self) -> str:
        try:
            return self.file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def _refusal(self, hindrance: OSError) -> Refusal:
        said = hindrance.strerror or str(hindrance)
        if not self.file.exists():
            ask = "Ask for the right to write there, or move the folder."
            return trouble(self._ledger.name, (said, "ENV004", "nothing may be written beside it", ask))
        who = show(self._read().split("\n")[0].strip(), LONGEST) or "another run"
        ask = f"Wait until that run has ended and try again; if it was broken off, delete {self.file.name}."
        return trouble(self._ledger.name, (said, "ENV010", f"{who} is writing to it", ask))

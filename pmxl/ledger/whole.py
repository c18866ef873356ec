"""Whole: how a ledger in a file was when it was last looked through for damage, so that it need not be each time.

To look through one takes as long as to read it. Once it was whole, what this program wrote since leaves it so, for
SQLite writes a change whole or not at all; whatever else touches the file changes its marks. A disk may forget without
a mark changing: so the day's first run looks through it again.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

OPTION = "whole"
"""The engine's option under which it is found."""
LASTS_SECONDS = 24 * 3600
GRAIN_SECONDS, COARSE_SECONDS = 0.05, 2.0
"""How finely a disk tells the time of a change; where it tells only seconds, as those of small devices do."""
SECOND_NS = 1_000_000_000


class Whole:
    """What is known of one ledger's file; where there is no note, or it tells of another state, nothing is.

    The file is never opened here: to close it would let go of the locks that SQLite holds on it.
    """

    def __init__(self, file: Path, note: Path) -> None:
        self._file, self._note = file, note
        self._known, self._at = "", 0.0
        with suppress(OSError, ValueError, TypeError, KeyError):
            told = json.loads(note.read_text(encoding="utf-8"))
            self._known, self._at = str(told["state"]), float(told["looked_at"])
        self._told = self._known, self._at

    @property
    def is_known(self) -> bool:
        """True where the file is just as it was left, and was looked through within a day."""
        return 0 <= time.time() - self._at < LASTS_SECONDS and self._known == self._state()[0] != ""

    def looked_through(self) -> None:
        """That it was found whole just now; nobody may be writing meanwhile."""
        self._known, self._at = self._state()[0], time.time()

    def follow(self) -> None:
        """That it was known before a transaction of ours, which is done and left it whole."""
        self._known = self._state()[0]

    def save(self) -> None:
        """Write it down, beside and renamed; where that cannot be, the next run looks through the ledger.

        Nothing is written of a file changed so shortly before that it could change again without its time telling.
        """
        state, changed = self._state()
        grain = GRAIN_SECONDS if changed % SECOND_NS else COARSE_SECONDS
        is_settled = time.time() - changed / SECOND_NS > grain
        if not state or (self._known, self._at) == self._told or self._known != state or not is_settled:
            return
        beside = self._note.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            self._note.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps({"state": state, "looked_at": self._at}), encoding="utf-8")
            beside.replace(self._note)

    def _state(self) -> tuple[str, int]:
        """What tells one state of the file from the next, and when it last changed; "" where it cannot be asked."""
        with suppress(OSError):
            found = self._file.stat()
            marks = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            return json.dumps([str(self._file.absolute()), *marks]), max(found.st_mtime_ns, found.st_ctime_ns)
        return "", 0


def whole_of(engine: Engine) -> Whole | None:
    """What is known of the file of an engine's ledger, where anything is to be noted of it."""
    found: Whole | None = engine.get_execution_options().get(OPTION)
    return found

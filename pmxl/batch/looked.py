"""Looked at: which bytes each file held when it was last read, so that one that nobody touched is not read again."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

NAME = "looked-at.json"
SETTLED_SECONDS = 2.0
"""A file changed so shortly before it was read could change again without its time telling."""

Marks = tuple[int, int, int, int]
"""Size, time of the last change of the bytes and of the file itself, and its number on the disk."""


class Looked:
    """What is known of files by their path; kept beside the inboxes. Where it is gone, all are read again."""

    def __init__(self, place: Path) -> None:
        self._file = place / NAME
        self._known: dict[str, list[int | str]] = {}
        self._fresh = False
        self._here = os.getcwd()  # noqa: PTH109 - asked once, for thousands of files
        with suppress(OSError, ValueError):
            known = json.loads(self._file.read_text(encoding="utf-8"))
            self._known = known if isinstance(known, dict) else {}

    def hash_of(self, place: str, marks: Marks) -> str:
        """The hash that a file had when it was just as it is now; "" where that is not known."""
        known = self._known.get(os.path.join(self._here, place))  # noqa: PTH118 - as above
        return str(known[-1]) if isinstance(known, list) and tuple(known[:-1]) == marks else ""

    def remember(self, place: str, marks: Marks, sha256: str) -> None:
        """That a file with these marks, taken before its bytes were read, has this hash."""
        if time.time() - max(marks[1], marks[2]) / 1e9 > SETTLED_SECONDS:
            self._known[os.path.join(self._here, place)] = [*marks, sha256]  # noqa: PTH118
            self._fresh = True

    def save(self) -> None:
        """Write it down, beside and renamed; where that cannot be, the next run reads what it needs."""
        if not self._fresh:
            return
        beside = self._file.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(self._known), encoding="utf-8")
            beside.replace(self._file)


def marks_of(found: os.stat_result) -> Marks:
    """By what a change shows without a look into the file."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino

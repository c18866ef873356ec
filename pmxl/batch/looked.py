"""Looked: what each file of a folder was when it was last read, so that one that nobody touched is not read again.

Of those whose figures were taken also when, and how the file was called then: nothing need be asked of them any more.
What is noted holds as long as the file, the copy of its bytes and the ledger are as they were.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pmxl.batch.listing import changed_in
from pmxl.batch.listing import name_in
from pmxl.ledger import Ledger
from pmxl.ledger import RawKeeper
from pmxl.ledger import Reach

SETTLED_SECONDS = 2.0
"""A file changed so shortly before it was read could change again without its time telling."""

HASH = 64
"""The signs of a hash, with which begins what is noted of a file."""

LOT = 1000
"""So many files are asked about, or written down, at once."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Taken(NamedTuple):
    """A file whose figures were taken: its hash, its name then, and when it came."""

    sha256: str
    file: str
    at: datetime


class Looked:
    """What is known of the files of a folder by their lines; kept among the notes. Where it is gone, all are read.

    Of a file is noted its hash; where its figures were taken, then the moment (microseconds) and its name then.
    """

    def __init__(self, notes: Path, folder: str) -> None:
        place = hashlib.sha256(os.fsencode(os.path.abspath(folder))).hexdigest()[:16]  # noqa: PTH100
        self._file = notes / f"{place}.json"
        self._known: dict[str, str] = {}
        self._shelves: dict[str, int] = {}  # of the copies, each with the time of its last change
        self._reach: Reach | None = None
        self._is_fresh = False
        with suppress(OSError, ValueError, TypeError, KeyError):
            told = json.loads(self._file.read_text(encoding="utf-8"))
            if set(map(type, told["files"].values())) <= {str}:
                self._reach = Reach(*told["ledger"]) if told["ledger"] else None
                self._known, self._shelves = dict(told["files"]), dict(told["shelves"])

    def hash_of(self, line: str) -> str:
        """The hash that a file had when it was just as it is now; "" where that is not known."""
        return self._known.get(line, "")[:HASH]

    def remember(self, line: str, sha256: str) -> None:
        """That a file that stood so, before its bytes were read, has this hash."""
        if is_settled(changed_in(line)):
            self._known[line] = sha256
            self._is_fresh = True

    def taken(self, ledger: Ledger) -> dict[str, str]:
        """What is noted, by its line, of every file whose figures this ledger took; see `taken_of`."""
        self._hold_against(ledger)
        return {line: noted for line, noted in self._known.items() if len(noted) > HASH}

    def taken_and_kept(self, ledger: Ledger, keeper: RawKeeper) -> dict[str, str]:
        """The same of those whose copies are kept: where a shelf has not changed since, they are known to be."""
        self._hold_against(ledger)
        as_noted = {shelf for shelf, changed in self._shelves.items() if keeper.changed(shelf) == changed}
        return {
            line: noted
            for line, noted in self._known.items()
            if len(noted) > HASH and (noted[:2] in as_noted or keeper.has(noted[:HASH]))
        }

    def _hold_against(self, ledger: Ledger) -> None:
        """Forget what was taken where another ledger took it, or where this one is as it was before that."""
        if self._reach is None or not ledger.holds(self._reach):
            self._known = {line: noted[:HASH] for line, noted in self._known.items()}
            self._reach = None

    def note_taken(self, ledger: Ledger, keeper: RawKeeper) -> None:
        """What the ledger says by now of those files of which nothing but their hash is noted."""
        untold = [line for line, noted in self._known.items() if len(noted) == HASH]
        for place in range(0, len(untold), LOT):
            self._note(untold[place : place + LOT], ledger)
        reach = ledger.reach()  # asked last: what came is within reach
        if reach is not None:
            self._reach, self._is_fresh = reach, True
            self._look_at_shelves(keeper)

    def _note(self, lines: Sequence[str], ledger: Ledger) -> None:
        came = ledger.taken(self._known[line] for line in lines)
        for line in lines:
            if told := came.get(self._known[line]):
                file, at = told
                called = "" if file == name_in(line) else file
                self._known[line] += f" {(at - EPOCH) // timedelta(microseconds=1)} {called}"

    def _look_at_shelves(self, keeper: RawKeeper) -> None:
        """Note how the shelves stand that hold all the copies they should; what is not there is not known any more."""
        now = {shelf: keeper.changed(shelf) for shelf in {noted[:2] for noted in self._known.values()}}
        other = {shelf for shelf, changed in now.items() if self._shelves.get(shelf) != changed}
        lost = [line for line, noted in self._known.items() if noted[:2] in other and not keeper.has(noted[:HASH])]
        for line in lost:
            del self._known[line]
        self._shelves = {shelf: changed for shelf, changed in now.items() if changed and is_settled(changed)}

    def save(self, only: Collection[str] | None = None) -> None:
        """Write it down, beside and renamed, of these files or of all; where that cannot be, the next run reads."""
        if not self._is_fresh:
            return
        known = self._known if only is None else {line: self._known[line] for line in only if line in self._known}
        beside = self._file.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8") as file:
                file.writelines(self._written(known))
            beside.replace(self._file)
            self._is_fresh = False

    def _written(self, known: Mapping[str, str]) -> Iterator[str]:
        """It as JSON, some files at a time: of thousands the whole would take more room than all else that is noted."""
        yield f'{{"ledger": {json.dumps(self._reach)}, "shelves": {json.dumps(self._shelves)}, "files": {{'
        left = iter(known.items())
        between = ""
        while some := dict(islice(left, LOT)):
            yield between + json.dumps(some)[1:-1]
            between = ", "
        yield "}}"


def is_settled(changed: int) -> bool:
    """True where what changed then (nanoseconds) would show another time by now, were it to change again."""
    return time.time() - changed / 1e9 > SETTLED_SECONDS


def taken_of(line: str, noted: str) -> Taken:
    """What is noted of a file whose figures were taken."""
    sha256, stamp, file = noted.split(" ", 2)
    return Taken(sha256, file or name_in(line), EPOCH + timedelta(microseconds=int(stamp)))

"""Files: what became of each file of a run, in order; of one taken in an earlier run it is said when asked for."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta
from typing import overload

from pmxl.batch.inbox import skipped
from pmxl.batch.listing import name_in
from pmxl.batch.looked import EPOCH
from pmxl.batch.looked import HASH
from pmxl.batch.looked import Taken
from pmxl.batch.looked import taken_of
from pmxl.batch.outcomes import FileOutcome
from pmxl.periods import day_in_words


class Files(Sequence[FileOutcome]):
    """One outcome for each file. In a second run nearly all were taken before, and to say so of each costs the most."""

    def __init__(self, lines: Sequence[str], noted: Sequence[str | None], others: Iterable[FileOutcome]) -> None:
        """`noted` is what is known of a file that was taken before, None of the `others`: see pmxl.batch.looked."""
        self._lines, self._noted = lines, noted
        places = (place for place, known in enumerate(noted) if known is None)
        self._said = dict(zip(places, others, strict=True))

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> FileOutcome: ...
    @overload
    def __getitem__(self, place: slice) -> list[FileOutcome]: ...
    def __getitem__(self, place: int | slice) -> FileOutcome | list[FileOutcome]:
        """What became of one file, or of some."""
        if isinstance(place, slice):
            return [self._at(one) for one in range(len(self))[place]]
        return self._at(range(len(self))[place])

    def __iter__(self) -> Iterator[FileOutcome]:
        """What became of each."""
        return map(self._at, range(len(self)))

    def _at(self, place: int) -> FileOutcome:
        noted = self._noted[place]
        if noted is None or place in self._said:
            return self._said[place]
        line = self._lines[place]
        return taken_before(name_in(line), taken_of(line, noted))

    def taken_among(self, sha256s: Collection[str]) -> list[int]:
        """The places of the files taken before whose bytes have one of these hashes."""
        if not sha256s:
            return []
        return [place for place, known in enumerate(self._noted) if known and known[:HASH] in sha256s]

    def taken_until(self, moment: datetime) -> dict[int, str]:
        """The places, each with the hash, of the files taken before up to a moment; of those just looked up, of all."""
        last = str((moment - EPOCH) // timedelta(microseconds=1))
        noted = enumerate(self._noted)
        found = {place: known[:HASH] for place, known in noted if known and not_after(known, last)}
        return found | {n: one.sha256 for n, one in self._said.items() if one.code == "RET010" and one.sha256}

    def say(self, place: int, outcome: FileOutcome) -> None:
        """That this became of a file."""
        self._said[place] = outcome


def not_after(noted: str, last: str) -> bool:
    """True where a file was taken not after a moment; both are microseconds in digits."""
    stamp = noted.split(" ", 2)[1]
    return (len(stamp), stamp) <= (len(last), last)


def taken_before(name: str, before: Taken) -> FileOutcome:
    """The outcome of a file whose very bytes were taken in an earlier run."""
    said = f"These are the same bytes as {before.file}, taken on {day_in_words(before.at)}."
    return skipped(name, before.sha256, "RET010", said, again=name == before.file)

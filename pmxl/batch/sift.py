"""Sift: which files are to be examined, which were taken before, and which are no returns."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pmxl.batch.examine import Job
from pmxl.batch.files import taken_before
from pmxl.batch.folder import Folder
from pmxl.batch.inbox import is_working_name
from pmxl.batch.inbox import passed_over
from pmxl.batch.inbox import refused_unread
from pmxl.batch.inbox import skipped
from pmxl.batch.listing import Listing
from pmxl.batch.listing import is_regular
from pmxl.batch.listing import name_in
from pmxl.batch.looked import Looked
from pmxl.batch.looked import Taken
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.parked import Parked
from pmxl.findings import Refusal
from pmxl.ledger import Ledger
from pmxl.ledger import Outranked
from pmxl.ledger import RawKeeper
from pmxl.periods import day_in_words
from pmxl.sheets.intake import take

NOT_YET = FileOutcome("")
"""What stands in the place of every file until it is examined: one for all, for they may be thousands."""


class Hashed(NamedTuple):
    """A file that nothing is noted of: its folder, its name, its hash, or the outcome of what is not read."""

    folder: str
    name: str
    sha256: str
    over: FileOutcome | None = None


@dataclass
class Sifted:
    """The files of a run: their lines, what is noted of each that was taken before, the others, and those to examine.

    In `done` stands, in the place of each that nothing was noted of, what came of it so far.
    """

    done: Parked
    lines: list[str] = field(default_factory=list)
    noted: list[str | None] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    looked: dict[Looked, list[str] | None] = field(default_factory=dict)

    def add(self, job: Job, outcome: FileOutcome) -> Job:
        """Put a file in its place; one that was named twice stands there twice."""
        if job in self.done:
            job = replace(job, place=f"{job.place}\0{len(self.done)}")
        self.done[job] = outcome
        return job

    def note(self, folder: Folder, ledger: Ledger) -> None:
        """Note which of them are taken by now, so that the next run need not ask of them."""
        for looked, only in self.looked.items():
            if self.done:
                looked.note_taken(ledger, RawKeeper(folder.raw))
            looked.save(only)


def sift(
    folder: Folder,
    ledger: Ledger,
    listings: Iterable[Listing],
    passwords: Callable[[str], tuple[str, ...]],
    done: Parked,
) -> Sifted:
    """The files to examine, and in their places the ones that are none: lock files and bytes already taken."""
    sifted, seen = Sifted(done), dict[str, str]()
    found = list(_hashed_all(folder, ledger, listings, sifted))
    shas = {one.sha256 for one in found if one.sha256}
    taken = ledger.taken(shas)
    above = ledger.outranked(shas - taken.keys())
    for where, name, sha, over in found:
        job = Job(name, sha, place=where)
        if over is not None:
            sifted.add(job, over)
        elif sha in taken:
            sifted.add(job, taken_before(name, Taken(sha, *taken[sha])))
        elif sha in seen:
            said = f"These are the same bytes as {seen[sha]}, which is in this run too."
            sifted.add(job, skipped(name, sha, "RET010", said))
        elif sha in above:
            sifted.add(job, skipped(name, sha, "RET008", not_again(above[sha])))
            seen[sha] = name
        else:
            job = Job(name, sha, passwords=passwords(name), place=where)
            sifted.jobs.append(sifted.add(job, NOT_YET))
            seen[sha] = name
    return sifted


def not_again(one: Outranked) -> str:
    """Why a return that had nothing to keep is not read a second time."""
    return (
        f"It was read on {day_in_words(one.at)}; revision {one.stands} ({one.other}) has come since, so this revision "
        f"{one.revision} is not read again."
    )


def _hashed_all(folder: Folder, ledger: Ledger, listings: Iterable[Listing], sifted: Sifted) -> Iterator[Hashed]:
    """Every file that nothing is noted of; the bytes of those that changed are kept first."""
    books: dict[str, Looked] = {}
    with RawKeeper(folder.raw) as keeper:
        for listing in listings:
            if listing.folder not in books:
                books[listing.folder] = Looked(folder.notes, listing.folder)
            looked = books[listing.folder]
            sifted.looked[looked] = listing.lines if listing.is_whole else None
            before = looked.taken_and_kept(ledger, keeper)
            noted = [before.get(line) for line in listing.lines]
            sifted.lines += listing.lines
            sifted.noted += noted
            unknown = [line for line, told in zip(listing.lines, noted, strict=True) if told is None]
            yield from hashed(listing, unknown, looked, keeper)


def hashed(listing: Listing, lines: Sequence[str], looked: Looked, keeper: RawKeeper) -> Iterator[Hashed]:
    """Some files of a folder with the hashes of their bytes, or with the outcome of what is not read."""
    for line in lines:
        place, name = listing.place(line), name_in(line)
        if is_regular(line) and not is_working_name(name):
            yield Hashed(listing.folder, name, *hash_kept(place, line, looked, keeper))
        else:
            over = passed_over(Path(place)) or skipped(name, "", "ENV001", "It is not a file.")
            yield Hashed(listing.folder, name, "", over)


def hash_kept(place: str, line: str, looked: Looked, keeper: RawKeeper) -> tuple[str, FileOutcome | None]:
    """The hash of a file, or why it could not be opened; its bytes are read, and kept, where it changed since then."""
    known = looked.hash_of(line)
    if known and keeper.has(known):
        return known, None
    path = Path(place)
    try:
        data = take(path)
    except Refusal as refusal:
        return "", refused_unread(path, refusal)
    sha = keeper.keep(data)
    looked.remember(line, sha)
    return sha, None

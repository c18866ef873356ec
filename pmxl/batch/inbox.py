"""The inbox: what stands in it, what of it is a return to be read, and what is passed over and why."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.folder import Folder
from pmxl.batch.looked import Looked
from pmxl.batch.looked import Marks
from pmxl.batch.looked import marks_of
from pmxl.batch.outcomes import FileOutcome
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.ledger import Ledger
from pmxl.ledger import Outranked
from pmxl.ledger import RawKeeper
from pmxl.ledger import raw_path
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.readings import read_period
from pmxl.sheets.intake import take
from pmxl.sheets.owner import Owner
from pmxl.sheets.owner import lock_owner
from pmxl.terms import Outcome
from pmxl.terms import Severity

HASH_BEGINS = re.compile(r"[0-9a-f]{8,64}")
NOWHERE = Path()
"""Where the copy of a file stands that is not read."""

NOT_RETURNS = {"thumbs.db", "desktop.ini", ".ds_store"}


def files_in(path: Path) -> list[str]:
    """The file itself, or everything in a folder by name (not what stands in folders within it).

    Texts, not paths: a programme has thousands, and an object for each costs more than to look at it.
    """
    if path.is_dir():
        return [os.path.join(path, name) for name in sorted(os.listdir(path), key=os.path.normcase)]  # noqa: PTH118, PTH208
    if not path.exists():
        raise refuse("ENV009", f"There is no file or folder {path}.", meant_by(path.as_posix()))
    return [str(path)]


def meant_by(named: str) -> str:
    """What to type where nothing of that name is there: a period is often named without its option."""
    period = read_period(named)
    if period.period or period.readings:
        return f'If a period is meant, name it so: pmxl collect --period "{named}".'
    return "Check the name, or leave it out for the inbox."


def passed_over(path: Path) -> FileOutcome | None:
    """The outcome of what is not a file to be read: working files, folders, links that lead elsewhere, devices."""
    if (owner := lock_owner(path)) is not None:
        return may_be_open(path, owner)
    if is_working_file(path):
        return skipped(path.name, "", "ENV001", "It is not a return but a working file.")
    found = look_at(path)
    mode = found.st_mode if found else 0
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISLNK(mode):
        says, ask = "It is a link to another place, and links are not followed.", "Put the file itself there."
        finding = Finding("SEC020", Severity.ERROR, says, ask, file=path.name)
        return FileOutcome(path.name, "", Outcome.REFUSED, "SEC020", findings=(finding,))
    if stat.S_ISDIR(mode):
        return a_folder(path)
    return skipped(path.name, "", "ENV001", "It is not a file.")


def a_folder(path: Path) -> FileOutcome:
    """The outcome of a folder in the inbox: a return that stands in it would else be missed in silence."""
    says = "It is a folder, and what stands in it is not read."
    ask = "If there are returns in it, put them beside the others."
    finding = Finding("ENV001", Severity.QUERY, says, ask, file=path.name)
    return FileOutcome(path.name, "", Outcome.SKIPPED, "ENV001", findings=(finding,))


def hash_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_working_file(path: Path) -> bool:
    """True for the files that Excel and the operating system leave about."""
    return is_working_name(path.name)


def is_working_name(name: str) -> bool:
    """The same by the file's name."""
    return name.startswith(("~$", ".~lock.")) or name.casefold() in NOT_RETURNS


def may_be_open(path: Path, owner: Owner) -> FileOutcome:
    """The outcome of a lock file beside its workbook: what is saved may not yet be what is on somebody's screen."""
    says = f"{owner.file} may be open by {owner.user or 'somebody'}, as this file beside it says."
    ask = "If so, ask for it to be saved and closed, and run again; what is saved was read."
    finding = Finding("ENV001", Severity.QUERY, says, ask, file=path.name)
    return FileOutcome(path.name, "", Outcome.SKIPPED, "ENV001", findings=(finding,))


def preferred_file(named: Path, inbox: Path | None, raw: Path) -> Path:
    """The file a person prefers: by its path, by its name in the inbox, or by the digits with which its hash begins."""
    places = [named, *([inbox / named.name] if inbox else [])]
    if HASH_BEGINS.fullmatch(named.name):
        kept = [*(raw / named.name[:2]).glob(f"{named.name}*")]
        places += kept if len(kept) == 1 else []
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise refuse("ENV009", f"There is no file {named}.", "Name it as it stands in the inbox, in quotation marks.")
    return found


def elsewhere(folder: Folder, ledger: Ledger, period: Period | None) -> tuple[tuple[Period, int], ...]:
    """The other periods issued whose inboxes hold files that were never taken, and how many."""
    found, looked = [], cache(lambda: Looked(folder.path / "returns"))
    sent = ledger.issued_periods().keys() | {one.period for one in ledger.forms()}
    for other in sorted(sent - {period}):
        inbox = folder.inbox(other)
        files = [Path(place) for place in files_in(inbox)] if inbox.is_dir() else []
        hashes = [_hash_of(path, looked()) for path in files if not is_working_file(path)]
        seen = ledger.hashes() if hashes else set()
        if fresh := sum(sha not in seen for sha in hashes):
            found.append((other, fresh))
    return tuple(found)


def _hash_of(path: Path, looked: Looked) -> str:
    found = look_at(path)
    return (looked.hash_of(str(path), marks_of(found)) if found else "") or hash_of(path)


def sift(
    folder: Folder, ledger: Ledger, places: Iterable[str], passwords: Callable[[str], tuple[str, ...]]
) -> tuple[list[Job], dict[Job, Examined | FileOutcome]]:
    """The files to examine, and in their places the ones that are none: lock files and bytes already taken."""
    jobs: list[Job] = []
    done: dict[Job, Examined | FileOutcome] = {}
    seen: dict[str, str] = {}
    found = hashed(folder, places)
    taken = ledger.taken(sha for _, sha, _ in found if sha)
    above = ledger.outranked(sha for _, sha, _ in found if sha and sha not in taken)
    for place, sha, over in found:
        name = os.path.basename(place)  # noqa: PTH119
        before, same = taken.get(sha), seen.get(sha, "")
        job = Job(name, sha, NOWHERE, place=f"{place}\0{len(done)}" if same else place)
        if over is not None:
            done[job] = over
        elif same or before:
            when = f"taken on {day_in_words(before[1])}" if before else "which is in this run too"
            said = f"These are the same bytes as {same or (before[0] if before else '')}, {when}."
            done[job] = skipped(name, sha, "RET010", said)
        elif sha in above:
            done[job] = skipped(name, sha, "RET008", not_again(above[sha]))
            seen[sha] = name
        else:
            job = replace(job, copy=raw_path(folder.raw, sha), passwords=passwords(name))
            done[job] = FileOutcome(name)
            jobs.append(job)
            seen[sha] = name
    return jobs, done


def not_again(one: Outranked) -> str:
    """Why a return that had nothing to keep is not read a second time."""
    return (
        f"It was read on {day_in_words(one.at)}; revision {one.stands} ({one.other}) has come since, so this revision "
        f"{one.revision} is not read again."
    )


def hashed(folder: Folder, places: Iterable[str]) -> list[tuple[str, str, FileOutcome | None]]:
    """Each file with its hash, its bytes kept in raw/; or with the outcome of what is not read."""
    looked = Looked(folder.path / "returns")
    found: list[tuple[str, str, FileOutcome | None]] = []
    with RawKeeper(folder.raw) as keeper:
        for place in places:
            seen, name = look_at(place), os.path.basename(place)  # noqa: PTH119
            if seen and stat.S_ISREG(seen.st_mode) and not is_working_name(name):
                found.append((place, *hash_kept(place, marks_of(seen), looked, keeper)))
            else:
                over = passed_over(Path(place)) or skipped(name, "", "ENV001", "It is not a file.")
                found.append((place, "", over))
    looked.save()
    return found


def look_at(place: str | Path) -> os.stat_result | None:
    """What there is to know of a file without opening it, by one look; None where it cannot be asked."""
    try:
        return os.lstat(place)
    except OSError:
        return None


def hash_kept(place: str, marks: Marks, looked: Looked, keeper: RawKeeper) -> tuple[str, FileOutcome | None]:
    """The hash of a file, or why it could not be opened; its bytes are read, and kept, where it changed since then."""
    known = looked.hash_of(place, marks)
    if known and keeper.has(known):
        return known, None
    path = Path(place)
    try:
        data = take(path)
    except Refusal as refusal:
        return "", refused_unread(path, refusal)
    sha = keeper.keep(data)
    looked.remember(place, marks, sha)
    return sha, None


def refused_unread(path: Path, refusal: Refusal) -> FileOutcome:
    """The outcome of a file that the machine would not open, or that is too large to be looked at."""
    findings = tuple(replace(finding, file=path.name) for finding in refusal.findings)
    return FileOutcome(path.name, "", Outcome.REFUSED, findings[0].code, findings=findings)


def skipped(file: str, sha: str, code: str, says: str) -> FileOutcome:
    """The outcome of a file that was passed over, and why."""
    note = Finding(code, Severity.NOTE, says, "Nothing needs to be done.", file=file, sha256=sha)
    return FileOutcome(file, sha, Outcome.SKIPPED, code, findings=(note,))

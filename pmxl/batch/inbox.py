"""The inbox: what stands in it, what of it is a return to be read, and what is passed over and why."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.folder import Folder
from pmxl.batch.looked import Looked
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
NOT_RETURNS = {"thumbs.db", "desktop.ini", ".ds_store"}


def files_in(path: Path) -> list[Path]:
    """The file itself, or everything in a folder by name (not what stands in folders within it)."""
    if path.is_dir():
        return sorted(path.iterdir())
    if not path.exists():
        raise refuse("ENV009", f"There is no file or folder {path}.", meant_by(path.as_posix()))
    return [path]


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
    try:
        mode = path.lstat().st_mode  # one look for all there is to ask: thousands of files may stand there
    except OSError:
        mode = 0
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
    return path.name.startswith(("~$", ".~lock.")) or path.name.casefold() in NOT_RETURNS


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
    found, looked = [], Looked(folder.path / "returns")
    sent = {one.period for one in ledger.issued()} | {one.period for one in ledger.forms()}
    for other in sorted(sent - {period}):
        inbox = folder.inbox(other)
        files = [path for path in files_in(inbox) if not is_working_file(path)] if inbox.is_dir() else []
        hashes = [_hash_of(path, looked) for path in files]
        seen = ledger.hashes() if hashes else set()
        if fresh := sum(sha not in seen for sha in hashes):
            found.append((other, fresh))
    return tuple(found)


def _hash_of(path: Path, looked: Looked) -> str:
    marks = marks_of(path)
    return (marks and looked.hash_of(path, marks)) or hash_of(path)


def sift(
    folder: Folder, ledger: Ledger, files: Iterable[Path], passwords: Callable[[str], tuple[str, ...]]
) -> tuple[list[Job], dict[Job, Examined | FileOutcome]]:
    """The files to examine, and in their places the ones that are none: lock files and bytes already taken."""
    jobs: list[Job] = []
    done: dict[Job, Examined | FileOutcome] = {}
    seen: dict[str, str] = {}
    found = hashed(folder, files)
    taken = ledger.taken(sha for _, sha, _ in found if sha)
    above = ledger.outranked(sha for _, sha, _ in found if sha and sha not in taken)
    for path, sha, over in found:
        if over is not None:
            done[Job(path.name, "", path)] = over
            continue
        before = taken.get(sha)
        same = seen.get(sha) or (before[0] if before else "")
        job = Job(path.name, sha, raw_path(folder.raw, sha), passwords(path.name))
        if same:
            when = f"taken on {day_in_words(before[1])}" if before else "which is in this run too"
            said = f"These are the same bytes as {same}, {when}."
            done[job if job not in done else Job(path.name, sha, path)] = skipped(path.name, sha, "RET010", said)
            continue
        seen[sha] = path.name
        if sha in above:
            done[job] = skipped(path.name, sha, "RET008", not_again(above[sha]))
            continue
        done[job] = FileOutcome(path.name)
        jobs.append(job)
    return jobs, done


def not_again(one: Outranked) -> str:
    """Why a return that had nothing to keep is not read a second time."""
    return (
        f"It was read on {day_in_words(one.at)}; revision {one.stands} ({one.other}) has come since, so this revision "
        f"{one.revision} is not read again."
    )


def hashed(folder: Folder, files: Iterable[Path]) -> list[tuple[Path, str, FileOutcome | None]]:
    """Each file with its hash, its bytes kept in raw/; or with the outcome of what is not read."""
    looked = Looked(folder.path / "returns")
    found: list[tuple[Path, str, FileOutcome | None]] = []
    with RawKeeper(folder.raw) as keeper:
        for path in files:
            if (over := passed_over(path)) is not None:
                found.append((path, "", over))
                continue
            found.append((path, *hash_kept(path, looked, keeper)))
    looked.save()
    return found


def hash_kept(path: Path, looked: Looked, keeper: RawKeeper) -> tuple[str, FileOutcome | None]:
    """The hash of a file, or why it could not be opened; its bytes are read, and kept, where it changed since then."""
    marks = marks_of(path)
    known = looked.hash_of(path, marks) if marks else ""
    if known and keeper.has(known):
        return known, None
    try:
        data = take(path)
    except Refusal as refusal:
        return "", refused_unread(path, refusal)
    sha = keeper.keep(data)
    if marks:
        looked.remember(path, marks, sha)
    return sha, None


def refused_unread(path: Path, refusal: Refusal) -> FileOutcome:
    """The outcome of a file that the machine would not open, or that is too large to be looked at."""
    findings = tuple(replace(finding, file=path.name) for finding in refusal.findings)
    return FileOutcome(path.name, "", Outcome.REFUSED, findings[0].code, findings=findings)


def skipped(file: str, sha: str, code: str, says: str) -> FileOutcome:
    """The outcome of a file that was passed over, and why."""
    note = Finding(code, Severity.NOTE, says, "Nothing needs to be done.", file=file, sha256=sha)
    return FileOutcome(file, sha, Outcome.SKIPPED, code, findings=(note,))

"""The inbox: what stands in it, what of it is a return to be read, and what is passed over and why."""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import replace
from pathlib import Path

from pmxl.batch.listing import look_at
from pmxl.batch.outcomes import FileOutcome
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.sheets.owner import Owner
from pmxl.sheets.owner import lock_owner
from pmxl.terms import Outcome
from pmxl.terms import Severity

HASH_BEGINS = re.compile(r"[0-9a-f]{8,64}")
NOT_RETURNS = {"thumbs.db", "desktop.ini", ".ds_store"}


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


def refused_unread(path: Path, refusal: Refusal) -> FileOutcome:
    """The outcome of a file that the machine would not open, or that is too large to be looked at."""
    findings = tuple(replace(finding, file=path.name) for finding in refusal.findings)
    return FileOutcome(path.name, "", Outcome.REFUSED, findings[0].code, findings=findings)


def skipped(file: str, sha: str, code: str, says: str, *, again: bool = False) -> FileOutcome:
    """The outcome of a file that was passed over, and why; `again` where it was taken before under that name."""
    note = Finding(code, Severity.NOTE, says, "Nothing needs to be done.", file=file, sha256=sha)
    return FileOutcome(file, sha, Outcome.SKIPPED, code, findings=(note,), again=again)

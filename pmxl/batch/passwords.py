"""Passwords of locked returns: from a file named in the settings, the system's keyring, or a person at a terminal.

They are never on a command line, and never in a log, a finding or the ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from pmxl.batch.apart import apart
from pmxl.batch.examine import Job
from pmxl.batch.folder import Folder
from pmxl.batch.sealed import Came
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.intake import take
from pmxl.sheets.read import read_workbook

SERVICE = "pmxl"
"""The keyring's service; its users are the ids of partners."""

EVERYBODY = "*"
LOCKED = ("FIL010", "FIL011")
MOST_ASKED = 3
"""How often a person is asked for the password of one file."""

Ask = Callable[[str], str]
"""Asks a person for the password of a file by its name; "" leaves the file locked."""

HOW = "Write each line as: partner-id = password, or Return*.xlsx = password, or * = password."


@dataclass(frozen=True, slots=True)
class Passwords:
    """What is known: (partner's id or pattern of a file's name, password), in the order of the file."""

    partners: tuple[str, ...]
    known: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def of(self, file: str) -> tuple[str, ...]:
        """The passwords to try on a file, the likeliest first: its pattern's, its partner's, the other partners'.

        A file may come under any name, so that of every partner is tried; a pattern that does not fit is not.
        """
        name = file.casefold()
        fitting = [(_rank(who.casefold(), name), password) for who, password in self.known if self._may_fit(who, name)]
        return tuple(dict.fromkeys(password for _, password in sorted(fitting, key=lambda one: one[0])))

    def likely(self, file: str, typed: Iterable[str]) -> Iterator[str]:
        """Those that a person typed, those of the file of passwords, and last what the keyring holds."""
        yield from typed
        yield from self.of(file)
        yield from replace(self, known=in_keyring(self.partners)).of(file)

    def _may_fit(self, who: str, name: str) -> bool:
        return who in self.partners or fnmatchcase(name, who.casefold())


def _rank(who: str, name: str) -> int:
    if who == EVERYBODY:
        return 2
    return 0 if who in name or fnmatchcase(name, who) else 1


def passwords_of(folder: Folder) -> Passwords:
    """What the passwords file says, where the settings name one; it may stand outside the folder."""
    framework = folder.framework
    partners = tuple(partner.id for partner in framework.partners)
    named = framework.settings.passwords_file
    if not named:
        return Passwords(partners)
    path = folder.path / Path(named).expanduser()
    if not path.is_file():
        says = f"The settings name {named} as the file of passwords, and it is not there."
        raise refuse("FIL030", says, "Put it there, or clear passwords_file in the framework's settings.")
    return Passwords(partners, tuple(_lines(take(path), path.name)))


def _lines(data: bytes, file: str) -> Iterator[tuple[str, str]]:
    """Its lines; what a faulty one says is not repeated, for it may be a password."""
    text = data.decode("utf-8-sig", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        who, parted, password = line.partition("=")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not (parted and who.strip() and password.strip()):
            raise refuse("FIL031", f"Line {number} does not say whose password it is.", HOW, file=file)
        yield who.strip(), password.strip()


def in_keyring(partners: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The passwords of partners that the system's keyring holds; none where there is no keyring or it stays shut."""
    import keyring

    found: list[tuple[str, str]] = []
    for partner in partners:
        try:
            password = keyring.get_password(SERVICE, partner)
        except Exception:  # every keyring has errors of its own; without one the file is refused, which is said
            return tuple(found)
        if password:
            found.append((partner, password))
    return tuple(found)


Read = Callable[[list[Job]], Iterable[Came]]


def tried_again(done: Iterable[Came], passwords: Passwords, read: Read, ask: Ask | None) -> Iterator[Came]:
    """Files that stayed locked, read again with what the keyring holds and then with what a person types."""
    locked = {examined.job: examined for examined in done if _is_locked(examined)}
    if not locked:
        return
    stored = replace(passwords, known=in_keyring(passwords.partners))
    if jobs := [replace(job, passwords=of) for job in locked if (of := stored.of(job.file))]:
        for examined in read(jobs):
            locked[examined.job] = examined
    for examined in locked.values():
        yield _asked(examined, read, ask) if ask and _is_locked(examined) else examined


def _asked(examined: Came, read: Read, ask: Ask) -> Came:
    for _ in range(MOST_ASKED):
        password = ask(examined.job.file)
        if not password:
            break
        [examined] = read([replace(examined.job, passwords=(password,))])
        if not _is_locked(examined):
            break
    return examined


def _is_locked(examined: Came) -> bool:
    return bool(examined.refused) and examined.refused[0].code in LOCKED


def opened(path: Path, ask: Ask | None) -> ReadBook:
    """One workbook read in a process of its own; where it is locked, with what a person types."""
    passwords: tuple[str, ...] = ()
    for asked in range(MOST_ASKED + 1):
        try:
            return apart(partial(read_workbook, passwords=passwords), path)
        except Refusal as refusal:
            if ask is None or asked == MOST_ASKED or refusal.finding.code not in LOCKED:
                raise
            passwords = (typed,) if (typed := ask(path.name)) else ()
            if not passwords:
                raise
    raise AssertionError  # the last round returns or raises

"""Owner: the small file that an office program puts beside a workbook while it is open, and whom it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmxl.findings import Refusal
from pmxl.findings import show
from pmxl.sheets.intake import take

EXCELS = "~$"
LIBREOFFICES = (".~lock.", "#")
USERS_NAME = slice(1, 54)
"""Excel's file: a byte for the name's length, the name in the system's letters, then once more in two bytes each."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The workbook that is open, and by whom ("" where the file does not say)."""

    file: str
    user: str


def lock_owner(path: Path) -> Owner | None:
    """Whose workbook a lock file belongs to; None for any other file, and where that workbook is not beside it."""
    name = path.name
    before, after = LIBREOFFICES
    if name.startswith(EXCELS):
        book, read = name.removeprefix(EXCELS), _excels
    elif name.startswith(before) and name.endswith(after):
        book, read = name.removeprefix(before).removesuffix(after), _libreoffices
    else:
        return None
    if not book or path.is_symlink() or not (path.parent / book).is_file():
        return None
    try:
        return Owner(book, show(read(take(path)).strip(), 40))
    except Refusal:
        return Owner(book, "")  # Excel itself keeps it locked while the workbook is open


def _excels(data: bytes) -> str:
    return data[USERS_NAME][: data[0]].decode("cp1252", errors="replace") if data else ""


def _libreoffices(data: bytes) -> str:
    """Commas part the name, the login and the machine; the first that says something is taken."""
    said = data.decode("utf-8", errors="replace").split(",")
    return next((piece for piece in said[:2] if piece.strip()), "")

"""Freeze: a workbook that is sent out lives without us; the original is never overwritten without a copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmxl.batch.apart import apart
from pmxl.findings import refuse
from pmxl.rules.native import native
from pmxl.sheets.freeze import Frozen
from pmxl.sheets.freeze import freeze as freeze_book
from pmxl.sheets.intake import take
from pmxl.sheets.publish import write_bytes_beside

FAMILY, ADDIN = "PMXL", "pmxl.xlam"
"""What our functions' names begin with, and the file they come from."""
ENDINGS = (".xlsx", ".xlsm")
FROZEN, BEFORE = "frozen", "before freezing"
"""What is put behind the name of the copy, and of what is kept of a workbook that is frozen in its place."""


@dataclass(frozen=True, slots=True)
class Freezing:
    """Where the frozen workbook is (nowhere when there was nothing to freeze), what was kept of the original where it
    was frozen in its place, and what it came to.
    """

    file: Path
    made: Path | None
    kept: Path | None
    found: Frozen


def freeze(path: Path, to: Path | None = None) -> Freezing:
    """Writes a copy in which every formula of ours is its saved value or a native formula; beside it unless told where.

    Freezing a workbook in its place keeps the one that was there beside it. Any other file is never overwritten.
    """
    if path.suffix.casefold() not in ENDINGS:
        says = f"{path.name} is not an Excel workbook as .xlsx or .xlsm."
        raise refuse("XLS015", says, "Save it as an Excel workbook (.xlsx), then freeze that.", file=path.name)
    in_place = to is not None and same_file(path, to)
    if to is not None and to.exists() and not in_place:
        says = f"{to} exists already and is not overwritten."
        raise refuse("XLS016", says, "Choose another name, or move that one away first.")
    found = apart(freeze_at, path)
    if not found.is_changed:
        return Freezing(path, None, None, found)
    kept = free_name(path, BEFORE) if in_place else None
    if kept:
        write_bytes_beside(kept, take(path))
    made = write_bytes_beside(to or free_name(path, FROZEN), found.data)
    return Freezing(path, made, kept, found)


def freeze_at(path: Path) -> Frozen:
    """What freezing the file at a path makes."""
    return freeze_book(take(path), path.name, FAMILY, ADDIN, native)


def same_file(one: Path, other: Path) -> bool:
    """True for one file by two names."""
    return one.exists() and other.exists() and one.samefile(other)


def free_name(path: Path, what: str) -> Path:
    """`scorecard (frozen).xlsx` beside `scorecard.xlsx`, with a number where that is taken."""
    names = (path.with_name(f"{path.stem} ({what}{f' {n}' if n > 1 else ''}){path.suffix}") for n in range(1, 10_000))
    return next(name for name in names if not name.exists())

"""Aside: a file that was published before, kept beside the one that takes its place."""

from __future__ import annotations

from pathlib import Path


def set_aside(path: Path, number: int) -> Path | None:
    """The file published before, under a number that tells how many there were: `scorecard-published-1.xlsx`.

    None where none was, or where its file is gone. A number that is taken, as after a ledger was brought back from a
    backup, gives way to the next: no file is written over.
    """
    if not number or not path.exists():
        return None
    kept = numbered(path, number)
    while kept.exists():
        number += 1
        kept = numbered(path, number)
    return path.rename(kept)


def numbered(path: Path, number: int) -> Path:
    """Where a file that was published before is put."""
    return path.with_name(f"{path.stem}-published-{number}{path.suffix}")

"""Codes: every code of a message that there ever was, kept so that none is given to something else later."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

FILE = Path(__file__).with_name("codes.txt")
DROPPED = " dropped"
"""What stands behind a code that no message has any more, and what it said, where somebody wrote that down."""


def kept() -> dict[str, str]:
    """Every code of the file, with what stands behind it."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return {line[:6]: line[6:] for line in lines}


def dropped() -> dict[str, str]:
    """The codes that no message has any more, with what each said."""
    return {code: rest.removeprefix(DROPPED).strip() for code, rest in kept().items() if rest}


def brought_up(used: Collection[str]) -> str:
    """The file with the codes that are new, and with those that are gone marked as dropped."""
    gone = {code: rest or DROPPED for code, rest in kept().items() if rest or code not in used}
    return "".join(f"{code}{rest}\n" for code, rest in sorted((dict.fromkeys(used, "") | gone).items()))

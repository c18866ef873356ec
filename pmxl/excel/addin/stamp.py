"""Stamp: which versions of pmxl and xlwings an add-in was built for; Excel shows it in its list of add-ins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pmxl
from pmxl.findings import Refusal
from pmxl.sheets.container import Container

PART = "docProps/core.xml"
WORDS = "pmxl {pmxl} with xlwings {xlwings}"
PATTERN = re.compile(r"<dc:description>pmxl (\S+) with xlwings (\S+)</dc:description>")
"""What stands in the file's properties, under Comments."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Versions that must agree: the add-in's VBA calls into Python and xlwings by them."""

    pmxl: str
    xlwings: str

    def __str__(self) -> str:
        return WORDS.format(pmxl=self.pmxl, xlwings=self.xlwings)


def installed() -> Stamp:
    """The versions that Python has here."""
    return Stamp(pmxl.__version__, version("xlwings"))


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of an add-in file; nothing where it is none of ours or cannot be read."""
    try:
        properties = Container(path.read_bytes(), path.name).read(PART).decode("utf-8")
    except (OSError, Refusal, UnicodeDecodeError):
        return None
    found = PATTERN.search(properties)
    return Stamp(found[1], found[2]) if found else None

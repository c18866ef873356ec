"""Template of the return: the columns and sheets that a partnership adds of its own to every return it issues."""

from __future__ import annotations

from dataclasses import dataclass

from pmxl.sheets.describe import SheetPlan

ABOUT_SHEET = "About this template"
NARROWEST, WIDEST = 6.0, 60.0
USUAL = 18.0
"""Characters of a column whose width the officer did not set."""


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column that the officer adds: its heading, its width in characters, and the note on its heading."""

    heading: str
    width: float = USUAL
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnTemplate:
    """What a partnership adds to its returns."""

    columns: tuple[OwnColumn, ...] = ()
    sheets: tuple[SheetPlan, ...] = ()


NOTHING_ADDED = ReturnTemplate()

"""Belonging: of which partnership folder and which period a workbook is, by where it lies and by what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pmxl.batch.apart import apart
from pmxl.findings import Refusal
from pmxl.returns.headings import IDENTITY_SHEET
from pmxl.returns.identity import read_identity
from pmxl.sheets.read import read_workbook

UP = 4
"""Folders that a workbook stands below its partnership's, at most: returns/2025-26-q1/inbox/late/."""
SLUG = re.compile(r"\d{4}-\d{2}(-[a-z]\d{1,2})?")
READABLE = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Belonging:
    """The folder that holds the framework (None where there is none above), and the period as written ("")."""

    folder: Path | None
    period: str


def belonging(path: Path) -> Belonging:
    """Where a saved workbook belongs: a return says its period itself, else the folder that it lies in does."""
    above = list(path.resolve().parents)[: UP + 1]
    folder = next((place for place in above if (place / "framework.xlsx").is_file()), None)
    slugs = [place.name for place in above if folder and folder in place.parents and SLUG.fullmatch(place.name)]
    return Belonging(folder, said_by(path) or (slugs[0] if slugs else ""))


def said_by(path: Path) -> str:
    """The period that a return of ours says on its hidden sheet; "" for any other workbook."""
    if path.suffix.casefold() not in READABLE or path.name.casefold() == "framework.xlsx":
        return ""
    try:
        return apart(period_in, path)
    except Refusal:
        return ""  # what cannot be read says nothing


def period_in(path: Path) -> str:
    """The period of a return."""
    sheet = read_workbook(path, sheets=(IDENTITY_SHEET,)).sheet(IDENTITY_SHEET)
    found = read_identity(sheet) if sheet else None
    return found.period if found else ""


def newest(folder: Path) -> str:
    """The latest period that has a folder of returns; "" before the first."""
    returns = folder / "returns"
    found = [place.name for place in returns.iterdir() if SLUG.fullmatch(place.name)] if returns.is_dir() else []
    return max(found, default="")

"""Place: the partnership folder and the period of the workbook that is open."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pmxl.batch.belonging import belonging
from pmxl.batch.belonging import newest
from pmxl.excel.desk.port import Cancelled
from pmxl.excel.desk.port import Excel
from pmxl.findings import refuse

WHICH_FOLDER = "Which partnership folder? It is the one that holds framework.xlsx."
WHICH_PERIOD = "Which period? Write it as 2025-26 Q1, 2025-26 M05 or 2025-26."
WHICH_YEAR = "Which year? Write it as 2025-26."


class Place(NamedTuple):
    """A partnership's folder, and a period as written ("" where the workbook says none)."""

    folder: Path
    period: str

    @property
    def words(self) -> list[str]:
        """How a command is told the folder."""
        return ["--partnership", str(self.folder)]


def place_of(excel: Excel) -> Place:
    """Where the active workbook belongs; the person is asked for the folder where it does not say."""
    saved = excel.workbook()
    found = belonging(Path(saved)) if saved else None
    if found and found.folder:
        return Place(found.folder, written(found.period))
    picked = excel.pick_folder(WHICH_FOLDER)
    if picked is None:
        raise Cancelled
    if not (picked / "framework.xlsx").is_file():
        says = f"There is no framework.xlsx in {picked}."
        raise refuse("XLS004", says, "Choose the partnership's own folder, or make one with New.")
    return Place(picked, written(found.period) if found else "")


def period_of(excel: Excel, place: Place) -> str:
    """The period that the person means: the workbook's, or else the last one that has returns, is offered."""
    return named(excel.ask(WHICH_PERIOD, place.period or written(newest(place.folder))))


def year_of(excel: Excel, place: Place) -> str:
    """The year that the person means; that of the workbook is offered."""
    return named(excel.ask(WHICH_YEAR, place.period[:7]))


def named(answer: str | None) -> str:
    """What the person typed as a name; refuses (ADD044) what a command would take for one of its options."""
    if answer is None or not answer.strip():
        raise Cancelled
    name = answer.strip()
    if name.startswith("-"):
        raise refuse("ADD044", f"“{name}” begins with a dash, and no period, year or id does.", "Write it without.")
    return name


def written(slug: str) -> str:
    """`2025-26-q1` as people write it: `2025-26 Q1`."""
    year, _, part = slug[:7], slug[7:8], slug[8:]
    return f"{year} {part.upper()}".strip() if slug[7:8] == "-" else slug

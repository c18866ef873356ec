"""Roll: writes the framework for the next year beside the one in force."""

from __future__ import annotations

from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.findings import refuse
from pmxl.framework.decision import Decision
from pmxl.framework.make import plan_framework
from pmxl.framework.next_year import next_year
from pmxl.periods import Period
from pmxl.sheets.write import write_workbook

YEAR = 12


def roll(folder: Folder, year: Period) -> tuple[Path, tuple[Decision, ...]]:
    """The new workbook and what has to be decided in it; nothing that is there is written over."""
    if year.months != YEAR:
        raise refuse("RET030", f"{year.label} is not a year.", 'Name a year, such as "2026-27".', found=year.label)
    path = folder.path / f"framework-{year.label}.xlsx"
    if path.exists():
        says = f"There is a {path.name} already, and somebody may have worked in it."
        raise refuse("OUT007", says, "Move it away, or go on with that one.", file=path.name)
    found = next_year(folder.framework, year)
    return write_workbook(plan_framework(found.rows), path), found.decisions

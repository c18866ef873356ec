"""Roll: writes the framework for the next year beside the one in force."""

from __future__ import annotations

from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.findings import refuse
from pmxl.framework.decision import Decision
from pmxl.framework.make import plan_framework
from pmxl.framework.models import Framework
from pmxl.framework.next_targets import lacking_in
from pmxl.framework.next_targets import latest_year
from pmxl.framework.next_year import next_year
from pmxl.improve.learning.lesson import decisions as lessons
from pmxl.periods import Period
from pmxl.sheets.write import write_workbook


def roll(folder: Folder, year: Period) -> tuple[Path, tuple[Decision, ...]]:
    """The new workbook and what has to be decided in it, what was learned last; nothing there is written over."""
    if not year.is_year:
        raise refuse("RET030", f"{year.label} is not a year.", 'Name a year, such as "2026-27".', found=year.label)
    in_its_turn(folder.framework, year)
    path = folder.path / f"framework-{year.label}.xlsx"
    if path.exists():
        says = f"There is a {path.name} already, and somebody may have worked in it."
        raise refuse("OUT007", says, "Move it away, or go on with that one.", file=path.name)
    found = next_year(folder.framework, year)
    learned = lessons(folder.framework, folder.logbook, year)
    plan = folder.templates.dressed(plan_framework(found.rows))
    return write_workbook(plan, path), (*found.decisions, *learned)


def in_its_turn(framework: Framework, year: Period) -> None:
    """Refuses a year that has all its targets, and one before which a year has none: what was agreed would be lost."""
    latest = latest_year(framework)
    if latest is None:
        return
    turn = latest.step(1)
    if year > turn:
        says = f"The framework has no targets beyond {latest.label}, and {turn.label} comes before {year.label}."
        raise refuse("RET083", says, f"Roll to {turn.label} first: pmxl roll {turn.label}.", found=year.label)
    if year < latest or (year == latest and not lacking_in(framework, year)):
        after = f", and the latest are for {latest.label}" if latest > year else ""
        says = f"The framework has its targets for {year.label} already{after}."
        raise refuse("RET084", says, f"Roll to the year after: pmxl roll {turn.label}.", found=year.label)

"""Calendar: the dates of a year as a workbook and as an .ics file beside the framework."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.framework.dates import Event
from pmxl.framework.dates import events
from pmxl.framework.judged.timetable import judge_timetable
from pmxl.reports.calendar import plan_calendar
from pmxl.reports.ics import ics_of
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.write import write_workbook


@dataclass(frozen=True, slots=True)
class Dates:
    """A year's dates, what is argued of them, and the files written."""

    events: tuple[Event, ...]
    notes: tuple[Finding, ...]
    files: tuple[Path, ...]


def calendar(folder: Folder, written: str) -> Dates:
    """Writes `calendar-2026-27.xlsx` and `.ics` for the year that was named."""
    year = folder.period(written)
    if not year.is_year:
        raise refuse("CAL005", f"{year.label} is not a whole year.", f"Name one: {year.year.label}.", found=written)
    found = events(folder.framework, year)
    notes = judge_timetable(found, year)
    book = folder.path / f"calendar-{year.slug}.xlsx"
    write_workbook(plan_calendar(folder.framework, year, found, notes), book)
    ics = write_bytes_beside(book.with_suffix(".ics"), ics_of(folder.framework, found))
    return Dates(found, notes, (book, ics))

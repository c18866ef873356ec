"""Dates: a year's calendar, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmxl.console.findings import say_finding
from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import say
from pmxl.console.table import print_table

if TYPE_CHECKING:
    from pmxl.batch.calendar import Dates

COLUMNS = ("on", "what", "sort", "cycle", "who")


def print_dates(found: Dates, form: str) -> None:
    """Every date in order, what is argued of them, and where the files are."""
    lines = [{name: getattr(event, name) for name in COLUMNS} for event in found.events]
    if form == "json":
        notes = [note.as_record() for note in found.notes]
        print_json({"dates": lines, "findings": notes, "files": [str(file) for file in found.files]})
        return
    if form == "csv":
        print_csv(lines, COLUMNS)
        return
    rows = [(f"{event.on:%a %d %b %Y}", event.what, event.sort, event.cycle, event.who) for event in found.events]
    print_table(("Date", "What", "Sort", "Cycle", "Who"), rows)
    for note in found.notes:
        say_finding(note)
    for file in found.files:
        say(f"{file}")

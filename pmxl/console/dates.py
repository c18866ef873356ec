"""Dates: a year's calendar, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import escape
from pmxl.console.say import out
from pmxl.console.say import say

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
    table = Table(box=None, pad_edge=False)
    for name in ("Date", "What", "Sort", "Cycle", "Who"):
        table.add_column(name)
    for event in found.events:
        table.add_row(
            f"{event.on:%a %d %b %Y}", *(escape(text) for text in (event.what, event.sort, event.cycle, event.who))
        )
    out.print(table)
    for note in found.notes:
        out.print(f"[dim]{note.severity:<6}[/] {escape(str(note))}")
    for file in found.files:
        say(f"{file}")

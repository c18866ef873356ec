"""Renamed: a sheet of the logbook that somebody gave another name, known by its headings."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.column import plain
from pmxl.framework.tables import find_headings
from pmxl.improve.logbook.faults import LogFault
from pmxl.improve.logbook.logs import SHEETS
from pmxl.sheets.cells import ReadBook


def renamed(book: ReadBook) -> dict[str, str]:
    """The name that a sheet bears now, by that under which it would be read.

    A page is taken for the one sheet that is not there, all of whose needed columns it has, and most of the others.
    """
    there = {plain(page.name) for page in book.sheets}
    gone = [sheet for sheet in SHEETS if plain(sheet.name) not in there]
    known = {plain(sheet.name) for sheet in SHEETS}
    found: dict[str, tuple[float, str]] = {}
    for page in book.sheets:
        if plain(page.name) in known:
            continue
        alike = []
        for sheet in gone:
            headings = find_headings(page, sheet)
            places = headings.places if headings else {}
            if len(places) * 2 > len(sheet.columns) and all(one.name in places for one in sheet.required):
                alike.append((len(places) / len(sheet.columns), sheet.name))
        if alike and (best := max(alike))[0] > found.get(best[1], (0, ""))[0]:
            found[best[1]] = (best[0], page.name)
    return {name: page for name, (_, page) in found.items()}


def about_renamed(book: ReadBook) -> Iterator[Finding]:
    """What is said of each: its rows are not read until it has its name again."""
    for name, now in renamed(book).items():
        fault = LogFault.RENAMED
        says = f"This sheet has the headings of {name}, and it is not read under the name “{now}”."
        yield Finding(fault.code, fault.severity, says, f"Name it {name}.", file=book.file, sheet=now)

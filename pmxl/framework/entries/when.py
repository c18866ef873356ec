"""Entries that say when: periods that can be read one way only, days, and months of any year."""

from __future__ import annotations

import re
from datetime import date
from datetime import datetime

from pmxl.framework.entries.entry import Entry
from pmxl.framework.entries.entry import UnreadableEntry
from pmxl.framework.entries.entry import parts
from pmxl.framework.faults import Fault
from pmxl.periods import MONTHS
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.readings import read_day
from pmxl.readings import read_period
from pmxl.sheets.cells import CellType

SHORTEST_MONTH = 3
EARLIEST = date(1990, 1, 1)


def read_one_period(entry: Entry) -> Period:
    """A period that can be read one way only."""
    value = entry.cell.value if isinstance(entry.cell.value, datetime) else entry.text
    return _period(value, entry)


def read_periods(entry: Entry) -> tuple[Period, ...]:
    """Several periods."""
    if entry.cell.type is CellType.DATE:
        return (read_one_period(entry),)
    return tuple(_period(piece, entry) for piece in parts(entry.text))


def _period(written: str | datetime, entry: Entry) -> Period:
    reading = read_period(written, first_month=entry.first_month, number_format=entry.cell.number_format)
    if reading.period is not None:
        return reading.period
    fault = Fault.TWO_PERIODS if reading.is_held else Fault.NO_PERIOD
    raise UnreadableEntry(fault, f"In {entry.column.name}, {reading.says}", reading.ask, "a period")


def read_date(entry: Entry) -> date:
    """A day: an Excel date, ISO, or day first."""
    text = entry.text
    if isinstance(entry.cell.value, datetime):
        return _sensible(entry.cell.value.date(), entry)
    day, month_first = (read_day(text) if isinstance(entry.cell.value, str) else None) or (None, False)
    if day is not None and not month_first:
        return _sensible(day, entry)
    says = f"{entry.column.name} is “{text}”, which is no date."
    if day is not None:
        says = f"{entry.column.name} is “{text}”, which is a date only with its month first ({day.isoformat()})."
    raise UnreadableEntry(Fault.NO_DATE, says, "Type a date such as 2026-03-31.", "a date")


def _sensible(day: date, entry: Entry) -> date:
    """The day, unless a small number shown as a date, or a slip of the keys, has put it long ago."""
    if day >= EARLIEST:
        return day
    says = f"{entry.column.name} is {day_in_words(day)}, too long ago to be meant."
    raise UnreadableEntry(Fault.NO_DATE, says, "Type a date such as 2026-03-31.", "a date")


def read_months(entry: Entry) -> tuple[int, ...]:
    """Calendar months by name, by the first three letters, or by number."""
    found = []
    for piece in re.split(r"[;,\s]+", entry.text):
        month = _month(piece)
        if month is None:
            raise UnreadableEntry(
                Fault.BAD_CHOICE,
                f"{entry.column.name} names “{piece}”, which is no month.",
                "Type months by name, separated by semicolons, such as Aug; Dec.",
                "months",
            )
        found.append(month)
    return tuple(sorted(set(found)))


def _month(piece: str) -> int | None:
    if piece.isdigit():
        return int(piece) if 1 <= int(piece) <= len(MONTHS) else None
    names = [n for n, month in enumerate(MONTHS, 1) if month.casefold().startswith(piece.casefold())]
    return names[0] if len(names) == 1 and len(piece) >= SHORTEST_MONTH else None

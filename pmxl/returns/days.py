"""Days: the cell where a milestone's day belongs, read as a date and never guessed from a number."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import time

from pmxl.days import DAY_ZERO
from pmxl.days import FIRST_SERIAL
from pmxl.days import LAST_SERIAL
from pmxl.days import day_of
from pmxl.days import serial_of
from pmxl.findings import show
from pmxl.periods import day_in_words
from pmxl.readings import read_day
from pmxl.returns.marks import DAY_ASK
from pmxl.returns.reading import Asked
from pmxl.returns.reading import NumberReading
from pmxl.returns.text_numbers import tidy_text
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellValue
from pmxl.sheets.number_formats import EPOCH_1904
from pmxl.terms import NOT_DONE
from pmxl.terms import Severity

NOT_YET = (NOT_DONE, "not yet", "not yet done", "not complete", "not completed")


def read_milestone(cell: Cell, value: CellValue, asked: Asked) -> NumberReading:
    """The day on which a milestone was reached, as a serial number, or that it was not."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return NumberReading(serial_of(day)) if _is_near(day) else _far(cell.raw, day, asked)
    if isinstance(value, float) and FIRST_SERIAL <= value <= LAST_SERIAL:
        day = day_of(value)
        if asked.date1904:
            day += EPOCH_1904.date() - DAY_ZERO
        fact = f"is the number {value:.15g}: it can be a date that lost its format, {told(day)}"
        ask = "Type it as a date, or say that it is right."
        return asked.finding("NUM016", Severity.HOLD, fact, ask, serial_of(day))
    if isinstance(value, str):
        return _typed_day(tidy_text(value), asked)
    return asked.error("NUM015", f"says '{told(value)}', which is not a date", DAY_ASK)


def _typed_day(text: str, asked: Asked) -> NumberReading:
    """A day typed as text, day first."""
    if " ".join(text.casefold().split()) in NOT_YET:
        return NumberReading(marker=NOT_DONE)
    found = read_day(text)
    if found is None:
        return asked.error("NUM015", f"says '{show(text)}', which is not a date", DAY_ASK)
    day, month_first = found
    if not _is_near(day):
        reading = _far(text, day, asked)
    elif month_first:
        fact = f"says '{show(text)}', which is a date only with the month first: {told(day)}"
        reading = asked.finding("NUM016", Severity.HOLD, fact, f"Type {day:%d/%m/%Y} if that is meant.", serial_of(day))
    else:
        fact = f"is text, '{show(text)}', and was read as {told(day)}"
        reading = asked.finding("NUM003", Severity.NOTE, fact, "Type it as a date next time.", serial_of(day))
    return reading._replace(coerced=True)


def _is_near(day: date) -> bool:
    """True within a lifetime; a small number typed into a cell for days looks like a day of 1900."""
    return FIRST_SERIAL <= serial_of(day) <= LAST_SERIAL


def _far(said: str, day: date, asked: Asked) -> NumberReading:
    """A day that is hardly meant waits for an answer."""
    fact = f"says '{show(said)}', which as a day is {told(day)}, too far from now to be meant"
    return asked.finding("CEL031", Severity.HOLD, fact, "Type the day, or say that it is right.", serial_of(day))


def told(value: CellValue | date) -> str:
    """What a cell holds, in words fit to print."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, time):
        return f"time {value:%H:%M}"
    return f"{value:.15g}" if isinstance(value, float) else show(value)

"""Reading the cell where a figure belongs: a number, a reason why there is none, or what keeps it out."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from pmxl.figures import NOT_DONE
from pmxl.findings import show
from pmxl.periods import MONTHS
from pmxl.readings import read_day
from pmxl.returns.marks import ANSWER_ASK
from pmxl.returns.marks import DAY_ASK
from pmxl.returns.marks import MARKS
from pmxl.returns.marks import NO_PERCENT_ASK
from pmxl.returns.marks import NUMBER_ASK
from pmxl.returns.text_numbers import LARGEST
from pmxl.returns.text_numbers import has_comma_decimal
from pmxl.returns.text_numbers import meant_by
from pmxl.returns.text_numbers import number_in
from pmxl.returns.text_numbers import significant
from pmxl.returns.text_numbers import suppressed_below
from pmxl.returns.text_numbers import tidy_text
from pmxl.returns.text_numbers import with_decimal_point
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import CellValue
from pmxl.sheets.number_formats import EPOCH_1904
from pmxl.sheets.number_formats import number_format_is_percent
from pmxl.terms import LOW
from pmxl.terms import MARKERS
from pmxl.terms import WITHDRAWN
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Severity

WHOLE = 100
MOST_PERCENT = 1_000
"""A percentage shown above this was typed into a cell that multiplies by a hundred: 95 shown as 9500 %."""

CLEARLY_PERCENT = 1.5
"""Where a percentage is usually, or should be, above this, a figure of 1 or less can be a fraction of one."""

MOST_SENSE = 1e15
"""A number beyond this has more digits than a cell keeps, and nothing that a partnership counts is so many."""

DAY_ZERO = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119: a bare number between them can be a day

YES = ("yes", "y", "true", "1")
NO = ("no", "n", "false", "0")
NOT_YET = (NOT_DONE, "not yet", "not yet done", "not complete", "not completed")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a cell gives: a `value` in the measure's unit, or a `marker` (a Rating's grey word, or `not done`).

    `code`, `severity`, `says` and `ask` are those of the finding it makes, if any: an Error has no value; a Hold has
    the value as it stands, which waits for an answer. `coerced` marks a value that stood there as text.
    """

    value: float | None = None
    marker: str = ""
    low: bool = False
    withdrawn: bool = False
    coerced: bool = False
    blank: bool = False
    code: str = ""
    severity: Severity | None = None
    says: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What belongs in the cell: the kind of its measure, how messages call it, earlier figures and what is aimed at."""

    kind: Kind
    name: str
    typical: tuple[float, ...]
    aims: tuple[float, ...]
    currency: str
    date1904: bool

    @property
    def is_value(self) -> bool:
        """False for a numerator and a denominator."""
        return not self.name.casefold().startswith(("numerator", "denominator"))

    @property
    def in_percent(self) -> bool:
        """True where 95 % is kept as 95."""
        return self.kind is Kind.PERCENTAGE and self.is_value

    @property
    def level(self) -> float:
        """About where the figure should lie by what is known of it; 0 where nothing is."""
        known = (*self.typical, *self.aims)
        return statistics.median(known) if known else 0.0

    def finding(self, code: str, severity: Severity, fact: str, ask: str, value: float | None = None) -> NumberReading:
        """A reading with its finding; `fact` follows the name."""
        return NumberReading(value, code=code, severity=severity, says=f"{self.name} {fact}.", ask=ask)

    def error(self, code: str, fact: str, ask: str) -> NumberReading:
        """A reading of what keeps the figure out."""
        return self.finding(code, Severity.ERROR, fact, ask)


def read_number(
    cell: Cell | None,
    kind: Kind,
    *,
    part: str = "value",
    typical: Sequence[float] = (),
    aims: Sequence[float] = (),
    currency: str = "£",
    date1904: bool = False,
) -> NumberReading:
    """What stands in the cell of a figure of that kind; nothing is guessed, and nothing is rounded.

    `part` begins every message and says by its first word what the cell is for: value, numerator or denominator
    (`Numerator of Missed bins`). `typical` are earlier values, and `aims` the levels it is rated against. `date1904`
    says that the workbook counts days from 1904.
    """
    before, aimed = (tuple(x for x in levels if math.isfinite(x)) for levels in (typical, aims))
    asked = _Asked(kind, part[:1].upper() + part[1:], before, aimed, currency, date1904)
    if cell is None or (cell.value is None and cell.formula is None):
        return NumberReading(marker=MARKERS[""].value, blank=True)
    if cell.type is CellType.ERROR:
        return asked.error("CEL001", f"shows {show(cell.value or cell.raw)}", "Mend its formula, or type the figure.")
    if cell.value is None:
        fact = f"holds the formula ={show(cell.formula, 40)} without a saved value"
        return asked.error("CEL002", fact, "Open the workbook in Excel and save it, or type the figure.")
    value = float(cell.value) if type(cell.value) is int else cell.value
    if isinstance(value, str) and (marked := _mark(tidy_text(value))):
        return marked
    if kind is Kind.YES_NO:
        return _answer(value, asked)
    if kind is Kind.MILESTONE:
        return _day_done(value, asked)
    return _number(cell, value, asked)


def _mark(text: str) -> NumberReading | None:
    """A mark that stands instead of a figure, or for nought, or that takes one back."""
    word = text.casefold()
    if word in MARKS:
        return NumberReading(marker=MARKS[word].value, blank=not word)
    if word in LOW:
        return NumberReading(0.0, low=True)
    if word == WITHDRAWN:
        return NumberReading(withdrawn=True)
    return None


def _number(cell: Cell, value: CellValue, asked: _Asked) -> NumberReading:
    """A figure that is a number."""
    if isinstance(value, bool):
        return asked.error("NUM013", f"says {str(value).upper()}, which is not a number", NUMBER_ASK)
    if isinstance(value, str):
        return _typed(tidy_text(value), asked)
    if isinstance(value, date | time):
        fact = f"is {show(cell.raw)} shown as {_told(value)}: it can be a number or a date"
        return asked.error("NUM020", fact, "If it is the number, format its cell as a number; if not, type the number.")
    if value is None or not abs(value) <= LARGEST:  # a nan is not below anything
        return asked.error("CEL003", f"holds {show(cell.raw)}, which is no number that Excel knows", NUMBER_ASK)
    number = significant(float(value))
    if abs(number) > MOST_SENSE:
        return _senseless(number, asked)
    if number_format_is_percent(cell.number_format):
        return _percent(number, significant(number * WHOLE), asked)
    return _plain(number, asked)


def _short(figure: float) -> str:
    """A figure in four digits, enough to recognise it by."""
    return f"{float(f'{figure:.4g}'):,.15g}"


def _plain(number: float, asked: _Asked) -> NumberReading:
    """A number without a percent sign; a percentage of 1 or less can be a fraction where it is usually far above."""
    if asked.in_percent and 0 < abs(number) <= 1 and asked.level > CLEARLY_PERCENT:
        other = significant(number * WHOLE)
        fact = f"is {number:.15g} where {_usual(asked)}: it can be {number:.15g} or {other:.15g}"
        ask = f"Type {other:.15g}, or {number:.15g}% if that is meant."
        return asked.finding("NUM030", Severity.HOLD, fact, ask, number)
    return NumberReading(number)


def _usual(asked: _Asked) -> str:
    """What the figure was before, or what it is to be."""
    if asked.typical:
        low, high = min(asked.typical), max(asked.typical)
        ran = f"ran from {_short(low)} to {_short(high)}" if low < high else f"was {_short(low)}"
        return f"the figure {ran} before"
    return f"{_short(statistics.median(asked.aims))} is aimed at"


def _senseless(number: float, asked: _Asked) -> NumberReading:
    fact = f"is {number:.15g}, which is beyond anything that is counted"
    return asked.error("NUM017", fact, NUMBER_ASK)


def _percent(fraction: float, shown: float, asked: _Asked) -> NumberReading:
    """A number shown with a percent sign: 0.95 shown as 95 %."""
    if not asked.is_value or asked.kind in (Kind.COUNT, Kind.MONEY):
        return asked.error("NUM012", f"is {shown:.15g} %, and a percentage does not belong there", NO_PERCENT_ASK)
    if not asked.in_percent:
        fact = f"is {shown:.15g} %: it can be {fraction:.15g} or {shown:.15g}"
        return asked.finding("NUM030", Severity.HOLD, fact, NO_PERCENT_ASK, fraction)
    if abs(shown) > MOST_PERCENT:
        fact = f"is {shown:.15g} %, its cell showing {fraction:.15g} as a percentage"
        return asked.error("NUM031", fact, f"If {fraction:.15g} % is meant, type {fraction:.15g}%.")
    return NumberReading(shown)


def _typed(text: str, asked: _Asked) -> NumberReading:
    """A number typed as text, or what is to be typed instead."""
    found = number_in(text, asked.currency)
    if found and (asked.kind is Kind.MONEY or not found.currency):
        number = found.value
        if abs(number) > MOST_SENSE:
            return _senseless(number, asked)
        fraction = significant(number / WHOLE)
        reading = _percent(fraction, number, asked) if found.percent else _plain(number, asked)
        if reading.code:
            return replace(reading, coerced=reading.value is not None)
        fact = f"is text, '{show(text)}', and was read as {number:.15g}"
        read = asked.finding("NUM001", Severity.NOTE, fact, "Type it as a number next time.", number)
        return replace(read, coerced=True)
    if bound := suppressed_below(text):
        fact = f"says '{show(text)}', and was read as suppressed (below {bound})"
        note = asked.finding("NUM002", Severity.NOTE, fact, "Type * next time.")
        return replace(note, marker=Rating.SUPPRESSED.value)
    if has_comma_decimal(text):
        fact = f"says '{show(text)}', whose comma can be a decimal point or badly grouped thousands"
        return asked.error("NUM011", fact, f"Type {with_decimal_point(text)} if that is meant.")
    meant = meant_by(text, asked.currency)
    return asked.error("NUM010", f"says '{show(text)}', which is not a number", meant or NUMBER_ASK)


def _answer(value: CellValue, asked: _Asked) -> NumberReading:
    """Yes or No, as 1 or 0."""
    word = f"{value:.15g}" if isinstance(value, float) else tidy_text(str(value)).casefold()
    if word in YES or word in NO:
        return NumberReading(float(word in YES))
    return asked.error("NUM014", f"says '{_told(value)}', which is neither Yes nor No", ANSWER_ASK)


def _day_done(value: CellValue, asked: _Asked) -> NumberReading:
    """The day on which a milestone was reached, as a serial number, or that it was not."""
    if isinstance(value, date):
        return NumberReading(_serial(value.date() if isinstance(value, datetime) else value))
    if isinstance(value, float) and FIRST_SERIAL <= value <= LAST_SERIAL:
        day = EPOCH_1904.date() if asked.date1904 else DAY_ZERO
        day += timedelta(days=math.floor(value))
        fact = f"is the number {value:.15g}: it can be a date that lost its format, {_told(day)}"
        ask = "Type it as a date, or say that it is right."
        return asked.finding("NUM016", Severity.HOLD, fact, ask, _serial(day))
    if isinstance(value, str):
        return _typed_day(tidy_text(value), asked)
    return asked.error("NUM015", f"says '{_told(value)}', which is not a date", DAY_ASK)


def _typed_day(text: str, asked: _Asked) -> NumberReading:
    """A day typed as text, day first."""
    if " ".join(text.casefold().split()) in NOT_YET:
        return NumberReading(marker=NOT_DONE)
    found = read_day(text)
    if found is None:
        return asked.error("NUM015", f"says '{show(text)}', which is not a date", DAY_ASK)
    day, month_first = found
    if month_first:
        fact = f"says '{show(text)}', which is a date only with the month first: {_told(day)}"
        reading = asked.finding("NUM016", Severity.HOLD, fact, f"Type {day:%d/%m/%Y} if that is meant.", _serial(day))
    else:
        fact = f"is text, '{show(text)}', and was read as {_told(day)}"
        reading = asked.finding("NUM003", Severity.NOTE, fact, "Type it as a date next time.", _serial(day))
    return replace(reading, coerced=True)


def _serial(day: date) -> float:
    """The day as Excel counts it in its 1900 system."""
    return float((day - DAY_ZERO).days)


def _told(value: CellValue | date) -> str:
    """What a cell holds, in words fit to print."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, time):
        return f"time {value:%H:%M}"
    return f"{value:.15g}" if isinstance(value, float) else show(value)

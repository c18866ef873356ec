"""Reading the cell where a figure belongs: a number, a reason why there is none, or what keeps it out."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from datetime import date
from datetime import time

from pmxl.findings import show
from pmxl.returns.days import read_milestone
from pmxl.returns.days import told
from pmxl.returns.marks import ANSWER_ASK
from pmxl.returns.marks import MARKS
from pmxl.returns.marks import NO_PERCENT_ASK
from pmxl.returns.marks import NUMBER_ASK
from pmxl.returns.reading import Asked
from pmxl.returns.reading import NumberReading
from pmxl.returns.text_numbers import LARGEST
from pmxl.returns.text_numbers import ends_in_a_part
from pmxl.returns.text_numbers import has_comma_decimal
from pmxl.returns.text_numbers import meant_by
from pmxl.returns.text_numbers import number_in
from pmxl.returns.text_numbers import significant
from pmxl.returns.text_numbers import suppressed_bound
from pmxl.returns.text_numbers import tidy_text
from pmxl.returns.text_numbers import with_decimal_point
from pmxl.returns.text_numbers import without_comma
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import CellValue
from pmxl.sheets.formulas import formula_words
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

YES = ("yes", "y", "true", "1")
NO = ("no", "n", "false", "0")


def read_number(
    cell: Cell | None,
    kind: Kind,
    *,
    part: str = "value",
    typical: Sequence[float] = (),
    aims: Sequence[float] = (),
    currency: str = "£",
    date1904: bool = False,
    whole: bool = False,
    unit: str = "",
) -> NumberReading:
    """What stands in the cell of a figure of that kind; nothing is guessed, and nothing is rounded.

    `part` begins every message and says by its first word what the cell is for: value, numerator or denominator
    (`Numerator of Missed bins`). `typical` are earlier values, and `aims` the levels it is rated against. `date1904`
    says that the workbook counts days from 1904, `whole` that the measure is counted without decimals; `unit` is that
    in which it is counted, "" of a part.
    """
    before, aimed = (tuple(x for x in levels if math.isfinite(x)) for levels in (typical, aims))
    asked = Asked(kind, part[:1].upper() + part[1:], before, aimed, currency, date1904, whole, unit)
    if cell is None or (cell.value is None and cell.formula is None):
        return NumberReading(marker=MARKERS[""].value, blank=True)
    if cell.type is CellType.ERROR:
        return asked.error("CEL001", f"shows {show(cell.value or cell.raw)}", "Mend its formula, or type the figure.")
    if cell.value is None:
        fact = f"holds {formula_words(cell.formula, 40)} without a saved value"
        return asked.error("CEL002", fact, "Open the workbook in Excel and save it, or type the figure.")
    value = float(cell.value) if type(cell.value) is int else cell.value
    if isinstance(value, str) and (marked := _mark(tidy_text(value))):
        return marked
    if kind is Kind.YES_NO:
        return _answer(value, asked)
    if kind is Kind.MILESTONE:
        return read_milestone(cell, value, asked)
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


def _number(cell: Cell, value: CellValue, asked: Asked) -> NumberReading:
    """A figure that is a number."""
    if isinstance(value, bool):
        return asked.error("NUM013", f"says {str(value).upper()}, which is not a number", NUMBER_ASK)
    if isinstance(value, str):
        return _typed(tidy_text(value), asked)
    if isinstance(value, date | time):
        fact = f"is {show(cell.raw)} shown as {told(value)}: it can be a number or a date"
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


def _plain(number: float, asked: Asked) -> NumberReading:
    """A number without a percent sign; a percentage of 1 or less can be a fraction where it is usually far above."""
    if asked.in_percent and 0 < abs(number) <= 1 and asked.level > CLEARLY_PERCENT:
        other = significant(number * WHOLE)
        fact = f"is {number:.15g} where {_usual(asked)}: it can be {number:.15g} or {other:.15g}"
        ask = f"Type {other:.15g}, or {number:.15g}% if that is meant."
        return asked.finding("NUM030", Severity.HOLD, fact, ask, number)
    return NumberReading(number)


def _usual(asked: Asked) -> str:
    """What the figure was before, or what it is to be."""
    if asked.typical:
        low, high = min(asked.typical), max(asked.typical)
        ran = f"ran from {_short(low)} to {_short(high)}" if low < high else f"was {_short(low)}"
        return f"the figure {ran} before"
    return f"{_short(statistics.median(asked.aims))} is aimed at"


def _senseless(number: float, asked: Asked) -> NumberReading:
    fact = f"is {number:.15g}, which is beyond anything that is counted"
    return asked.error("NUM017", fact, NUMBER_ASK)


def _percent(fraction: float, shown: float, asked: Asked) -> NumberReading:
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


def _typed(text: str, asked: Asked) -> NumberReading:
    """A number typed as text, or what is to be typed instead."""
    found = number_in(text, asked.currency)
    if found and (asked.kind is Kind.MONEY or not found.currency):
        number = found.value
        if abs(number) > MOST_SENSE:
            return _senseless(number, asked)
        fraction = significant(number / WHOLE)
        reading = _percent(fraction, number, asked) if found.percent else _plain(number, asked)
        if reading.code:
            return reading._replace(coerced=reading.value is not None)
        fact = f"is text, '{show(text)}', and was read as {number:.15g}"
        read = asked.finding("NUM001", Severity.NOTE, fact, "Type it as a number next time.", number)
        return read._replace(coerced=True)
    if bound := suppressed_bound(text):
        fact = f"says '{show(text)}', and was read as suppressed ({bound})"
        note = asked.finding("NUM002", Severity.NOTE, fact, "Type * next time.")
        return note._replace(marker=Rating.SUPPRESSED.value)
    if has_comma_decimal(text):
        return _comma(text, asked)
    meant = meant_by(text, asked.currency, asked.unit)
    return asked.error("NUM010", f"says '{show(text)}', which is not a number", meant or NUMBER_ASK)


def _comma(text: str, asked: Asked) -> NumberReading:
    """A comma where no thousands end; in what is counted it can be no decimal point either."""
    if asked.whole and asked.is_value and ends_in_a_part(text):
        fact = f"says '{show(text)}', whose comma does not stand where thousands end; what is counted has no decimals"
        return asked.error("NUM011", fact, f"Type {without_comma(text)} if that is meant.")
    fact = f"says '{show(text)}', whose comma can be a decimal point or badly grouped thousands"
    return asked.error("NUM011", fact, f"Type {with_decimal_point(text)} if that is meant.")


def _answer(value: CellValue, asked: Asked) -> NumberReading:
    """Yes or No, as 1 or 0."""
    word = f"{value:.15g}" if isinstance(value, float) else tidy_text(str(value)).casefold()
    if word in YES or word in NO:
        return NumberReading(float(word in YES))
    return asked.error("NUM014", f"says '{told(value)}', which is neither Yes nor No", ANSWER_ASK)

"""Untold: what a file leaves in doubt that tells no formulas (.csv, .xlsb) or no number formats (.xlsb)."""

from __future__ import annotations

import re

from pmxl.returns.numbers import MOST_PERCENT
from pmxl.returns.numbers import WHOLE
from pmxl.returns.reading import NumberReading
from pmxl.returns.text_numbers import significant
from pmxl.returns.text_numbers import tidy_text
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import Cell
from pmxl.terms import Severity

SHOWN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
SLACK = 1e-9
"""What the last digit of a binary number may add to half a unit."""

AS_TEXT = ("NUM001", "NUM003")
"""That a number or a date stands as text is no news in a file where everything does."""

AS_XLSX = "Save the workbook as .xlsx and send it again."


def is_no_news(kind: BookKind, code: str) -> bool:
    """True for a finding that says nothing in this sort of file."""
    return kind is BookKind.CSV and code in AS_TEXT


def may_be_ours(cell: Cell, worked_out: float) -> bool:
    """True where a cell shows what the row's own parts make, to as many decimals as it shows.

    Where formulas are not told, it is taken for our formula's result and not for a figure of its own.
    """
    if isinstance(cell.value, float):
        return significant(cell.value) == significant(worked_out)
    text = tidy_text(str(cell.value)).replace(",", "")
    if not SHOWN.fullmatch(text):
        return False
    half = 0.5 * 10.0 ** -len(text.partition(".")[2])
    return abs(float(text) - worked_out) <= half * (1 + SLACK)


def in_doubt(reading: NumberReading, name: str) -> NumberReading:
    """A percentage of which the file does not tell whether it is shown with a percent sign: a Hold naming both.

    Above 10 there is no doubt, for it would be shown as more than 1000 %.
    """
    number = reading.value
    if number is None or number == 0 or abs(number) > MOST_PERCENT / WHOLE:
        return reading
    other = significant(number * WHOLE)
    says = f"{name} is {number:.15g} in an .xlsb workbook: it can be {number:.15g} or {other:.15g}."
    ask = "Say which of the two it is, or save the workbook as .xlsx and send it again."
    return reading._replace(code="CEL020", severity=Severity.HOLD, says=says, ask=ask)


def blank_in_doubt(name: str) -> str:
    """What is said of a row without a figure: an error, or a formula without a saved value, may stand there."""
    return f"{name} looks blank, and in an .xlsb workbook an error such as #REF! looks so too."

"""From what a cell stores (its type letter, its text and its style) to a type and a value; both paths come here."""

from __future__ import annotations

import re
from datetime import datetime
from datetime import time
from typing import NamedTuple

from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import CellValue
from pmxl.sheets.cells import address
from pmxl.sheets.container import SAVE_AGAIN
from pmxl.sheets.number_formats import NumberFormat
from pmxl.sheets.number_formats import to_date
from pmxl.sheets.shorthand import Shorthand
from pmxl.sheets.strings import decode_escapes

NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
"""A number as a workbook stores it: not NaN, INF, 1_000 or other scripts' digits, all of which float takes."""

XML_BLANKS = " \t\r\n"
INFINITE = float("inf")
BOOLEANS = {"1": True, "true": True, "0": False, "false": False}


class Legend(NamedTuple):
    """What the numbers in cells stand for in this workbook (keys as cells write them), and where, for messages."""

    file: str
    sheet: str
    part: str
    strings: dict[str, str]
    shorthand: Shorthand
    date1904: bool

    @property
    def formats(self) -> dict[str, NumberFormat]:
        """Number formats by style number."""
        return self.shorthand.formats


Reading = tuple[CellType, CellValue, str]
"""A cell's type, value and raw text."""


def read_value(kind: str, stored: str, number_format: NumberFormat, legend: Legend, row: int, col: int) -> Reading:
    """The value of a cell of type letter `kind`; an inline string comes as its text."""
    if kind in ("", "n"):
        return read_number(stored, number_format, date1904=legend.date1904)
    if kind == "s":
        text = _shared(stored, legend, row, col)
        return CellType.TEXT, text, text
    if kind in ("str", "inlineStr"):
        text = decode_escapes(stored)
        return CellType.TEXT, text, text
    if kind == "e":
        return CellType.ERROR, stored, stored
    if kind == "b" and stored.strip(XML_BLANKS) in BOOLEANS:
        return CellType.BOOL, BOOLEANS[stored.strip(XML_BLANKS)], stored
    if kind == "d":
        moment = _iso(stored.strip(XML_BLANKS))
        return (CellType.DATE, moment, stored) if moment is not None else (CellType.TEXT, stored, stored)
    return CellType.TEXT, stored, stored


def read_number(stored: str, number_format: NumberFormat, *, date1904: bool) -> Reading:
    """A number, or a date where its format shows one; text where the digits are none, so that a check can name it."""
    digits = stored.strip(XML_BLANKS)
    if not NUMBER.fullmatch(digits):
        return CellType.TEXT, stored, stored
    number = float(digits)
    if abs(number) == INFINITE:
        return CellType.TEXT, stored, stored
    if number_format.is_date:
        moment = to_date(number, date1904=date1904)
        if moment is not None:
            return CellType.DATE, moment, stored
    return CellType.NUMBER, number, stored


def _shared(stored: str, legend: Legend, row: int, col: int) -> str:
    digits = stored.strip(XML_BLANKS)
    text = legend.strings.get(digits.lstrip("0") or digits[-1:])
    if text is not None:
        return text
    says = f"The cell points to shared text '{show(stored)}' and the file holds {len(legend.strings):,} of them."
    raise refuse("FIL006", says, SAVE_AGAIN, file=legend.file, sheet=legend.sheet, cell=address(row, col), found=stored)


def _iso(text: str) -> datetime | time | None:
    """An ISO 8601 date or time; an offset from Greenwich is left off, as Excel knows none."""
    for reader in (datetime.fromisoformat, time.fromisoformat):
        try:
            return reader(text).replace(tzinfo=None)
        except ValueError:  # not written in this way: the next may be it
            continue
    return None


def number_text(number: float) -> str:
    """A number from a file that keeps it in binary, spelled as a workbook of text would: no digit lost, none added."""
    return repr(number).removesuffix(".0")

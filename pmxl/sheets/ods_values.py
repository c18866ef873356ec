"""From what an .ods cell stores (type, value and text) to a type and a value; its formula as Excel has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from pmxl.sheets.cells import CellType
from pmxl.sheets.markup import Attributes
from pmxl.sheets.number_formats import PLAIN
from pmxl.sheets.number_formats import NumberFormat
from pmxl.sheets.number_formats import number_format_is_percent
from pmxl.sheets.ods_formats import OFFICE
from pmxl.sheets.values import BOOLEANS
from pmxl.sheets.values import Reading
from pmxl.sheets.values import number_text
from pmxl.sheets.values import read_number

CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
BLANK: Reading = (CellType.BLANK, None, "")
PERCENT = NumberFormat("0%", is_date=False)
DATE = NumberFormat("yyyy-mm-dd", is_date=True)
TIME = NumberFormat("h:mm:ss", is_date=True)
ELAPSED = NumberFormat("[h]:mm:ss", is_date=False)
ERRORS = re.compile(r"#(?:DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:\d{3}")
DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
TRUTHS = {"TRUE()": True, "FALSE()": False}
"""LibreOffice keeps a typed TRUE as a formula with the number 1 for its value."""

SECONDS = (86_400, 3_600, 60, 1)

PREFIX = re.compile(r"(?:of|msoxl|oooc):=?|=")
TOKEN = re.compile(r'("(?:[^"]|"")*")|(\'(?:[^\']|\'\')*\'#\$?)?\[([^\]]*)\]|;|\|')
PLACE = re.compile(r"(\$?(?:'(?:[^']|'')*'|[^.:'#]*))\.(\$?[A-Za-z]{0,3}\$?\d*)")
LINK = re.compile(r"'((?:[a-z]{2,8}:|\\\\|/|\.\.)[^']*)'#", re.I)


def read_ods_value(
    entry: Attributes, text: str | None, number_format: NumberFormat, formula: str | None
) -> tuple[NumberFormat, Reading]:
    """The number format and the value of a cell from its attributes, and its text where that is its value."""
    kind = entry.get(f"{OFFICE} value-type", "")
    stored = entry.get(f"{OFFICE} value", "")
    if entry.get(f"{CALCEXT} value-type") == "error" or (formula is not None and text and ERRORS.fullmatch(text)):
        return number_format, (CellType.ERROR, text or "#ERROR", text or "")
    if kind == "percentage":
        known = number_format if number_format_is_percent(number_format.code) else PERCENT
        return known, read_number(stored, known, date1904=False)
    if formula in TRUTHS:
        return number_format, (CellType.BOOL, TRUTHS[formula], stored)
    if kind in ("float", "currency"):
        known = PLAIN if number_format.is_date else number_format
        return known, read_number(stored, known, date1904=False)
    if kind == "date":
        return number_format if number_format.is_date else DATE, _date(entry.get(f"{OFFICE} date-value", ""))
    if kind == "time":
        return _time(entry.get(f"{OFFICE} time-value", ""), number_format)
    if kind == "boolean":
        said = entry.get(f"{OFFICE} boolean-value", "")
        return number_format, (CellType.BOOL, BOOLEANS[said], said) if said in BOOLEANS else _text(said)
    if kind == "string" or text is not None:
        said = entry.get(f"{OFFICE} string-value", text or "")
        return number_format, _text(said, keep=formula is not None)
    return number_format, BLANK


def _text(text: str, *, keep: bool = False) -> Reading:
    """A formula may give no text, and that is not to have no saved value."""
    return (CellType.TEXT, text, text) if text or keep else BLANK


def _date(stored: str) -> Reading:
    try:
        return CellType.DATE, datetime.fromisoformat(stored).replace(tzinfo=None), stored
    except ValueError:
        return CellType.TEXT, stored, stored


def _time(stored: str, number_format: NumberFormat) -> tuple[NumberFormat, Reading]:
    """A time of day, or a number of days where time runs on past a day, as in Excel."""
    match = DURATION.fullmatch(stored)
    if match is None:
        return number_format, (CellType.TEXT, stored, stored)
    days = sum(float(count or 0) * each for count, each in zip(match.groups()[1:], SECONDS, strict=True)) / SECONDS[0]
    days = -days if match[1] else days
    if number_format == PLAIN:
        number_format = TIME if 0 <= days < 1 else ELAPSED
    kind, value, _ = read_number(number_text(days), number_format, date1904=False)
    return number_format, (kind, value, stored)


def read_formula(written: str) -> str:
    """A formula in Excel's spelling: `of:=SUM([.A1:.B2];1)` is `SUM(A1:B2,1)`."""
    body = PREFIX.sub("", written, count=1)
    if written.startswith("msoxl:"):
        return body
    return TOKEN.sub(_token, body)


def _token(match: re.Match[str]) -> str:
    quoted, book, inside = match.groups()
    if quoted is not None:
        return quoted
    if inside is not None:
        return (book or "") + PLACE.sub(lambda place: _place(*place.groups()), inside)
    return ";" if match[0] == "|" else ","


def _place(sheet: str, cell: str) -> str:
    sheet = sheet.removeprefix("$")
    return f"{sheet}!{cell}" if sheet else cell


def links_in(written: str) -> Iterator[str]:
    """Other workbooks that a formula points to."""
    for match in LINK.finditer(written):
        yield match[1]

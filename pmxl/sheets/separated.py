"""Separated text (CSV): its encoding, its delimiter and its rows; and a CSV file as a book of one sheet."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

from pmxl.findings import refuse
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.number_formats import GENERAL
from pmxl.sheets.sniff import UTF16_MARKS
from pmxl.sheets.sniff import is_text

HEADER_CELLS = 3
"""The first row with so many filled cells is the header; titles above it have fewer."""

DELIMITERS = ",;\t"


def is_separated(data: bytes) -> bool:
    """True for text that a delimiter parts into columns; a letter is text too."""
    return bool(data) and is_text(data) and any(_width_of_header(_text(data), mark) for mark in DELIMITERS)


def separated_rows(data: bytes, file: str) -> list[list[str]]:
    """The fields of each row. Refuses a quotation mark that is never closed, for it swallows what follows (STR023)."""
    text = _text(data)
    delimiter = max(DELIMITERS, key=lambda mark: _width_of_header(text, mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        says = f"The text cannot be read as a table from row {len(rows) + 1} on ({error})."
        ask = "Close every quotation mark that is opened, or save the table as CSV from Excel, and send it again."
        raise refuse("STR023", says, ask, file=file) from None
    return rows


def read_separated(data: bytes, file: str, wanted: frozenset[str] | None) -> ReadBook:
    """A CSV file as a book whose one sheet bears the file's name, as Excel opens it; every cell is text."""
    name = PurePath(file).stem
    sheet = ReadSheet(name)
    for row, fields in enumerate(separated_rows(data, file), start=1):
        for col, text in enumerate(fields, start=1):
            if text:
                sheet.cells[row, col] = Cell(row, col, CellType.TEXT, text, text, None, GENERAL, hidden=False)
    sheets = (sheet,) if wanted is None or name.casefold() in wanted else ()
    return ReadBook(file, "", sheets, kind=BookKind.CSV)


def _text(data: bytes) -> str:
    """Excel saves CSV as UTF-8 with a mark, as Windows text, or (its Unicode text) as UTF-16."""
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _width_of_header(text: str, delimiter: str) -> int:
    """How many names the header would have; the delimiter that finds most is the file's."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        filled = (sum(bool(field.strip()) for field in row) for row in rows)
        return next((count for count in filled if count >= HEADER_CELLS), 0)
    except csv.Error:  # not by this delimiter; if by none, parsing says why
        return 0

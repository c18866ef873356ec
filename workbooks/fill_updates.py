"""An annual update form filled in as a person would in Excel: rows found by their Ref, columns by their headings."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.returns.update_form import ENTRIES
from workbooks.fill import beside
from workbooks.fill import open_cell
from workbooks.fill import timeless
from workbooks.fill import words_of
from workbooks.updates import FIELDS
from workbooks.updates import Update

SHEET, REF = "Update", "Ref"
HEADINGS = {entry.key: entry.heading for entry in ENTRIES}


def fill_update(issued: Path, filled: Path, update: Update) -> None:
    """Open an issued form, type in what an officer said, sign it and save a copy."""
    book = load_workbook(issued, rich_text=True)
    sheet = book[SHEET]
    top, columns = headings_of(sheet)
    for row in range(top + 1, sheet.max_row + 1):
        said = update.answers.get(words_of(sheet.cell(row, columns[REF]).value), ())
        for field, text in zip(FIELDS, said, strict=False):
            if text:
                open_cell(sheet, row, columns[HEADINGS[field]]).value = text
    beside(sheet, "Signed off by").value = update.officer
    beside(sheet, "Date signed off").value = update.signed_on
    buffer = io.BytesIO()
    book.save(buffer)
    filled.parent.mkdir(parents=True, exist_ok=True)
    filled.write_bytes(timeless(buffer.getvalue()))


def headings_of(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the headings and the column of each."""
    for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = {words_of(value): col for col, value in enumerate(values, 1)}
        if {REF, *HEADINGS.values()} <= texts.keys():
            return row, {text: col for text, col in texts.items() if text}
    raise LookupError(f"the sheet {sheet.title} has no row with the headings of an update form")

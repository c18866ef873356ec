"""A form filled in as a person would in Excel: rows found by their ref, columns by headings, then typed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.fill import Typed
from workbooks.fill import beside
from workbooks.fill import open_cell
from workbooks.fill import save
from workbooks.fill import words_of

Answers = dict[tuple[str, str], Typed]
"""What is typed, by the ref of its row and the heading of its column."""


def type_in(issued: Path, filled: Path, answers: Answers, signed_by: str, signed_on: date) -> None:
    """Open an issued form, type the answers in, sign it and save a copy; LookupError for an answer without a place."""
    book = load_workbook(issued, rich_text=True)
    left = {place for place, said in answers.items() if said is not None}
    for sheet in book.worksheets:
        left -= typed(sheet, answers)
    if left:
        raise LookupError(f"{issued.name} has no place for {sorted(left)[0]}")
    first = next(sheet for sheet in book.worksheets if headings(sheet))
    beside(first, "Signed off by").value = signed_by
    beside(first, "Date signed off").value = signed_on
    save(book, filled)


def typed(sheet: Worksheet, answers: Answers) -> set[tuple[str, str]]:
    """Types in what belongs on this sheet; the places that were found."""
    found = set()
    top = headings(sheet)
    for row in range(min(top.values(), default=(0, 0))[0] + 1, sheet.max_row + 1) if top else ():
        ref = words_of(sheet.cell(row, top["Ref"][1]).value)
        for heading, (_, col) in top.items():
            if answers.get((ref, heading)) is not None:
                open_cell(sheet, row, col).value = answers[ref, heading]
                found.add((ref, heading))
    return found


def headings(sheet: Worksheet) -> dict[str, tuple[int, int]]:
    """The headings of a sheet to fill in, with row and column; nothing on any other sheet."""
    for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = {words_of(value): (row, col) for col, value in enumerate(values, 1) if words_of(value)}
        if words_of(values[0]) == "Ref" and len(texts) > 1:
            return texts
    return {}

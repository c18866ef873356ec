"""A return filled in as a person would in Excel: rows found by their words, columns by headings, then typed in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

Typed = str | float | date | None

LABELS = ("Ref", "Area", "Period")
SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
WRITTEN = b"2025-07-01T09:00:00Z"
ZIPPED = (2025, 7, 1, 9, 0, 0)
"""When every filled return says that it was saved: the same figures give the same bytes on any day."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a return: the measure's id, the area's name ("" for none), the period's label, and its cells."""

    ref: str
    area: str
    period: str
    cells: dict[str, Cell]

    def type_in(self, heading: str, value: Typed) -> None:
        """Type a value under a heading; PermissionError where the cell is locked, as Excel would have it."""
        cell = self.cells[heading]
        if cell.protection.locked:
            raise PermissionError(f"{cell.coordinate} ({heading} of {self.ref}) is locked against typing")
        cell.value = value

    def takes(self, heading: str) -> bool:
        """True where the cell under a heading is open for typing."""
        return not self.cells[heading].protection.locked


def fill_in(issued: Path, filled: Path, typist: Callable[[Line], None], signed_by: str, signed_on: date) -> None:
    """Open an issued return, let the typist type in every row, sign the cover and save a copy."""
    book = load_workbook(issued, rich_text=True)
    for line in lines_of(book["Return"]):
        typist(line)
    for label, value in (("Signed off by", signed_by), ("Date signed off", signed_on)):
        beside(book["Cover"], label).value = value
    save(book, filled)


def save(book: Workbook, path: Path) -> None:
    """Save a workbook with fixed dates, so that the same cells give the same bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(timeless(buffer.getvalue()))


def lines_of(sheet: Worksheet) -> Iterator[Line]:
    """The rows below the headings, wherever these stand."""
    top, columns = headings_of(sheet)
    for row in range(top + 1, sheet.max_row + 1):
        ref, area, period = (words_of(sheet.cell(row, columns[label]).value) for label in LABELS)
        if ref:
            cells = {heading: open_cell(sheet, row, col) for heading, col in columns.items()}
            yield Line(ref, area, period, cells)


def headings_of(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the headings and the column of each."""
    for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = {words_of(value): col for col, value in enumerate(values, 1)}
        if set(LABELS) <= texts.keys():
            return row, {text: col for text, col in texts.items() if text}
    raise LookupError(f"the sheet {sheet.title} has no row with the headings {', '.join(LABELS)}")


def beside(sheet: Worksheet, label: str) -> Cell:
    """The cell to the right of the one that says `label`."""
    for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
        for col, value in enumerate(values, 1):
            if words_of(value) == label:
                return open_cell(sheet, row, col + 1)
    raise LookupError(f"the sheet {sheet.title} has no cell that says {label}")


def open_cell(sheet: Worksheet, row: int, col: int) -> Cell:
    """A cell that can be typed in."""
    cell = sheet.cell(row, col)
    if isinstance(cell, MergedCell):
        raise TypeError(f"{sheet.title}!{cell.coordinate} lies under a merged cell")
    return cell


def words_of(value: object) -> str:
    """The first line of what stands in a cell; the second only explains it."""
    return "" if value is None else str(value).split("\n")[0].strip()


def timeless(data: bytes) -> bytes:
    """The same workbook with fixed dates in its properties and its archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = SAVED.sub(rb"\g<1>" + WRITTEN, content)
            entry = zipfile.ZipInfo(part.filename, ZIPPED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return buffer.getvalue()

"""Typed: tables of a page that its reader types into a workbook, typed into it as Excel would take them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.framework.make import lines_of

RULE = re.compile(r"^[|\s:-]+$")
"""The line under the headings of a table."""
PLACE = re.compile(r"^(?P<book>.+?) › (?P<sheet>[^>]+?)(?: -> (?P<copy>.+))?$")
"""`framework.xlsx › measures`; behind an arrow the name under which it is saved, if not the same."""
TEXT = "@"
LINE, PADDING = 15.0, 4.0
NUMBER = re.compile(r"^-?[\d,]*\.?\d+$")
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def type_in(folder: Path, where: str, lines: tuple[str, ...], *, over: bool = False) -> None:
    """Types the rows of a table into a sheet, each into the row that begins as it does, or else into an empty one.

    What stands there already is typed over only where that is meant (`over`).
    """
    told = PLACE.match(where)
    if told is None:
        raise ValueError(f"{where}: it should be named as in 'framework.xlsx › measures'.")
    book = load_workbook(folder / told["book"], rich_text=True)
    heads, *rows = [cells_of(line) for line in lines if not RULE.match(line)]
    sheet = book[told["sheet"]]
    top, columns = headings(sheet, heads)
    for row in rows:
        at = next(n for n in range(top + 1, sheet.max_row + 1) if takes(sheet, n, columns, row, over=over))
        for column, said in zip(columns, row, strict=True):
            put(sheet.cell(at, column), said)
        fit(sheet, at)
    saved = folder / (told["copy"] or told["book"])
    saved.parent.mkdir(parents=True, exist_ok=True)
    book.save(saved)


def cells_of(line: str) -> list[str]:
    """The cells of one line of a table."""
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def headings(sheet: Worksheet, heads: list[str]) -> tuple[int, list[int]]:
    """The row that has all of these headings, and the column of each."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        there = [" ".join(str(value).split()) for value in row]
        if set(heads) <= set(there):
            return number, [there.index(head) + 1 for head in heads]
    raise LookupError(f"No row of {sheet.title} has the headings {', '.join(heads)}.")


def takes(sheet: Worksheet, number: int, columns: list[int], row: list[str], *, over: bool) -> bool:
    """True for a row that begins so and has room for the rest, or that is empty; with `over` if it begins so."""
    said = ["" if (value := sheet.cell(number, column).value) is None else str(value) for column in columns]
    if over:
        return said[0] == row[0]
    return said[0] in ("", row[0]) and all(old in ("", new) or not new for old, new in zip(said, row, strict=True))


def put(cell: Cell | MergedCell, said: str) -> None:
    """Types into a cell: what Excel takes for a number or a day becomes one, but not in a cell of text."""
    if not said or str(cell.value) == said:
        return
    if cell.number_format != TEXT and DAY.match(said):
        cell.value = date.fromisoformat(said)
    elif cell.number_format != TEXT and NUMBER.match(said):
        cell.value = float(said.replace(",", ""))
    else:
        cell.value = said


def fit(sheet: Worksheet, number: int) -> None:
    """Makes a row of a table as high as its longest text wants it, as Excel does."""
    widths = sheet.column_dimensions
    wrapped = [(n, cell.value) for n, cell in enumerate(sheet[number], 1) if cell.alignment.wrap_text]
    lines = max((lines_of(value, widths[get_column_letter(n)].width) for n, value in wrapped), default=1)
    if lines > 1:
        sheet.row_dimensions[number].height = LINE * lines + PADDING

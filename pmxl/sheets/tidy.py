"""A tidy table, one row a figure, from a CSV file or a worksheet: every value keeps its row and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import address
from pmxl.sheets.cells import column_letters
from pmxl.sheets.intake import take
from pmxl.sheets.number_formats import GENERAL
from pmxl.sheets.read import read_workbook
from pmxl.sheets.separated import HEADER_CELLS
from pmxl.sheets.separated import separated_rows
from pmxl.sheets.sniff import is_text

SHEET = "figures"
"""The sheet taken where a workbook has one of this name, else its first."""

GUARDED = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""Text that a spreadsheet would take for a formula, or that already has an apostrophe against that."""

Row = dict[str, Cell]
Lines = list[list[Cell]]
"""The filled cells of each row, in order."""


def read_table(path: Path | str) -> tuple[list[str], list[Row]]:
    """Column names (lower case, spaces as underscores) and the rows below them, each with a cell for every name.

    An empty place is a cell of type BLANK; empty rows are left out. Values of a CSV are TEXT. Raises Refusal where the
    file cannot be read, or has no header (STR020), no rows (STR021), a name twice (STR022) or ragged rows (STR023).
    """
    path = Path(path)
    data = take(path)
    sheet = ""
    if data and is_text(data):
        lines = _csv_lines(data, path.name)
    else:
        sheet, lines = _sheet_lines(path, data)
    start = next((n for n, line in enumerate(lines) if len(line) >= HEADER_CELLS), None)
    if start is None:
        says = f"No row has {HEADER_CELLS} filled cells or more, so there is no header."
        ask = "Give the names of the columns in the first row (partner, area, measure, period, ...)."
        raise refuse("STR020", says, ask, file=path.name, sheet=sheet)
    columns = _columns(lines[start], path.name, sheet)
    rows = [_row(columns, line) for line in lines[start + 1 :]]
    if not rows:
        says = f"Below the header in row {lines[start][0].row} there are no rows."
        raise refuse("STR021", says, "Add the figures, one a row.", file=path.name, sheet=sheet)
    return list(columns.values()), rows


def guarded(text: str) -> str:
    """The text as a CSV may hold it: with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text before it was guarded: without the one apostrophe in front of a formula's sign."""
    return text[1:] if text.startswith("'") and GUARDED.match(text) else text


def _columns(header: Sequence[Cell], file: str, sheet: str) -> dict[int, str]:
    columns: dict[int, str] = {}
    for cell in header:
        name = "_".join(str(cell.value).casefold().split())
        if name in columns.values():
            says = f"The header names the column '{show(name)}' twice."
            ask = "Rename or remove one of the two."
            raise refuse("STR022", says, ask, file=file, sheet=sheet, cell=cell.address, found=cell.raw)
        columns[cell.col] = name
    return columns


def _row(columns: dict[int, str], line: Sequence[Cell]) -> Row:
    held = {cell.col: cell for cell in line}
    row = line[0].row
    return {name: held.get(col) or _blank(row, col) for col, name in columns.items()}


def _blank(row: int, col: int) -> Cell:
    return Cell(row, col, CellType.BLANK, None, "", None, GENERAL, hidden=False)


def _sheet_lines(path: Path, data: bytes) -> tuple[str, Lines]:
    book = read_workbook(path, data, sheets=[SHEET])
    if not book.sheets:
        book = read_workbook(path, data)
    if not book.sheets:
        return "", []
    sheet = book.sheets[0]
    lines: dict[int, list[Cell]] = {}
    for cell in sheet.cells.values():
        if str(cell.raw).strip() or cell.formula is not None:
            lines.setdefault(cell.row, []).append(cell)
    return sheet.name, list(lines.values())


def _csv_lines(data: bytes, file: str) -> Lines:
    return _trim(separated_rows(data, file), file)


def _trim(rows: list[list[str]], file: str) -> Lines:
    """Cells of the rows, and refusal of a row with values beyond the header: one comma too many moves every value."""
    lines: Lines = []
    width = 0
    for number, row in enumerate(rows, start=1):
        cells = [
            Cell(number, col, CellType.TEXT, value, value, None, GENERAL, hidden=False)
            for col, value in enumerate(row, start=1)
            if value.strip()
        ]
        if width and cells and cells[-1].col > width:
            beyond, end = column_letters(cells[-1].col), column_letters(width)
            says = f"The row has a value in column {beyond} and the header ends at {end}."
            ask = "Put text that holds the separator in quotation marks, or save the table as CSV from Excel."
            raise refuse("STR023", says, ask, file=file, cell=address(number, cells[-1].col), found=cells[-1].raw)
        if not width and len(cells) >= HEADER_CELLS:
            width = cells[-1].col
        if cells:
            lines.append(cells)
    return lines

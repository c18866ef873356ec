"""Witnesses: the spreadsheets that recalculate the native forms, and the doors that Excel would call through."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import ironcalc
import xlsxwriter

from tests.native.part import ERROR
from tests.native.part import Cell
from tests.native.part import Part
from tests.office import AS_STORED
from tests.office import saved_as

STALE = "stale"
"""What every formula is saved with, so that a spreadsheet that did not recalculate is found out."""


def write_book(path: Path, parts: list[Part]) -> None:
    """A sheet a part: its cells, then its formulas."""
    with xlsxwriter.Workbook(path, {"use_future_functions": True}) as book:
        for number, part in enumerate(parts):
            sheet = book.add_worksheet(f"S{number}")
            for row, (cells, formulas) in enumerate(zip(part.rows, part.formulas, strict=True)):
                for column, cell in enumerate(cells):
                    put(sheet, row, column, cell)
                for column, formula in enumerate(formulas, len(cells)):
                    sheet.write_formula(row, column, f"={formula}", None, STALE)


def put(sheet: Any, row: int, column: int, cell: Cell) -> None:
    """One cell that was given."""
    if cell == ERROR:
        sheet.write_formula(row, column, "=NA()", None, STALE)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def answer_cells(part: Part) -> list[tuple[int, int]]:
    """Where a part's answers stand, row and column from 0."""
    return [
        (row, len(cells) + len(formulas) - part.answers + at)
        for row, (cells, formulas) in enumerate(zip(part.rows, part.formulas, strict=True))
        if formulas
        for at in range(part.answers)
    ]


def by_ironcalc(path: Path, parts: list[Part]) -> list[list[Any]]:
    """The answers as IronCalc works them out."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    return [
        [model.get_cell_value(number, row + 1, column + 1) for row, column in answer_cells(part)]
        for number, part in enumerate(parts)
    ]


def by_libreoffice(path: Path, parts: list[Part]) -> list[list[Any]]:
    """The answers as LibreOffice works them out, as text."""
    saved_as(AS_STORED, path.parent, path, into="sheets", anew=True)
    found = []
    for number, part in enumerate(parts):
        with (path.parent / "sheets" / f"{path.stem}-S{number}.csv").open(encoding="utf-8", newline="") as text:
            lines = list(csv.reader(text))
        found.append([lines[row][column] for row, column in answer_cells(part)])
    return found


ERRORS: dict[str, Any] = {
    "classic": -2146826246,
    "office": {"type": "Error", "errorType": "NotAvailable", "basicType": "Error", "basicValue": "#N/A"},
}
"""How each door is handed an error of Excel's."""


def as_handed(given: Any, door: str) -> Any:
    """Arguments as Excel hands them to a door: errors in its own way, and an empty cell on the web as an empty text."""
    if isinstance(given, list):
        return [as_handed(one, door) for one in given]
    if given is None or given != ERROR:
        return given
    return ERRORS[door]

"""openpyxl as the second reader: what it sees otherwise than ours, cell by cell."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.formula import DataTableFormula

from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import position
from pmxl.sheets.read import read_workbook

KNOWN_FORMATS = {r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)'}
"""openpyxl's text of format 44 lacks its semicolons."""


def compare_with_openpyxl(path: Path | str) -> list[str]:
    """Every difference of address, value, formula, number format, visibility and merges (full mode, small files)."""
    path = Path(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl drops on loading; we compare what it keeps
        values = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path)
    book = read_workbook(path)
    names = [sheet.title for sheet in values.worksheets]
    if names != [sheet.name for sheet in book.sheets]:
        return [f"sheets {names} against {[sheet.name for sheet in book.sheets]}"]
    found: list[str] = []
    for sheet in book.sheets:
        found += _compare_sheet(sheet, values[sheet.name], formulas[sheet.name])
    return found


def compare_values(path: Path | str) -> list[str]:
    """Differences of address and value alone, through openpyxl's read-only mode; for big files."""
    path = Path(path)
    found: list[str] = []
    book = read_workbook(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # read-only mode warns while it goes
        witness = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.sheets:
            found += _compare_cells(sheet, _seen(witness[sheet.name]))
        witness.close()
    return found


def _seen(theirs: Any) -> dict[tuple[int, int], Any]:
    theirs.reset_dimensions()  # not to believe what the sheet says of its size
    return {
        (row, col): value
        for row, values in enumerate(theirs.iter_rows(values_only=True), start=1)
        for col, value in enumerate(values, start=1)
        if value is not None
    }


def _compare_cells(sheet: ReadSheet, seen: dict[tuple[int, int], Any]) -> list[str]:
    ours = {place: cell for place, cell in sheet.cells.items() if cell.value not in (None, "")}
    seen = {place: value for place, value in seen.items() if value != ""}
    found = [
        f"{sheet.name} {place}: {value!r} seen by openpyxl alone" for place, value in seen.items() if place not in ours
    ]
    for place, cell in ours.items():
        if place not in seen:
            found.append(f"{sheet.name} {cell.address}: {cell.value!r} seen by us alone")
        elif not same(cell, seen[place]):
            found.append(f"{sheet.name} {cell.address}: {cell.value!r} against {seen[place]!r}")
    return found


def same(cell: Cell, theirs: object) -> bool:
    """Equal as values; a duration of openpyxl's is a number of days of ours."""
    ours = cell.value
    if isinstance(theirs, timedelta):
        return isinstance(ours, float) and math.isclose(ours, theirs.total_seconds() / 86_400, abs_tol=1e-7)
    if isinstance(theirs, bool) or isinstance(ours, bool):
        return theirs is ours
    return ours == theirs


def _compare_sheet(sheet: ReadSheet, values: Any, formulas: Any) -> list[str]:
    covered = {place for merge in values.merged_cells.ranges for place in list(_places(merge))[1:]}
    visible = {place: cell for place, cell in sheet.cells.items() if place not in covered}
    plain = ReadSheet(sheet.name, sheet.state, visible)
    seen = {
        (cell.row, cell.column): cell.value
        for row in values.iter_rows()
        for cell in row
        if cell.value is not None and not _invented(cell)
    }
    found = _compare_cells(plain, seen)
    if sheet.state != values.sheet_state:
        found.append(f"{sheet.name}: {sheet.state} against {values.sheet_state}")
    if set(sheet.merges) != {str(merge) for merge in values.merged_cells.ranges}:
        found.append(f"{sheet.name}: merges {sheet.merges}")
    hidden_rows = {number for number, row in values.row_dimensions.items() if row.hidden}
    hidden_columns = set(_hidden_columns(values))
    for place, cell in visible.items():
        theirs = values.cell(*place)
        if cell.number_format != theirs.number_format and theirs.number_format not in KNOWN_FORMATS:
            found.append(f"{sheet.name} {cell.address}: {cell.number_format!r} against {theirs.number_format!r}")
        if cell.hidden != (cell.row in hidden_rows or cell.col in hidden_columns):
            found.append(f"{sheet.name} {cell.address}: hidden {cell.hidden}")
    return found + _compare_formulas(plain, formulas)


def _invented(cell: Any) -> bool:
    """openpyxl fills the empty cells under a link with the link's target."""
    return bool(cell.hyperlink) and cell.value in (cell.hyperlink.target, cell.hyperlink.location)


def _compare_formulas(sheet: ReadSheet, formulas: Any) -> list[str]:
    theirs: dict[tuple[int, int], str | None] = {}
    arrays: set[tuple[int, int]] = set()
    for row in formulas.iter_rows():
        for cell in row:
            if isinstance(cell.value, ArrayFormula):
                theirs[cell.row, cell.column] = (cell.value.text or "=")[1:]
                arrays |= set(_block(cell.value.ref))
            elif isinstance(cell.value, DataTableFormula):
                theirs[cell.row, cell.column] = None
            elif cell.data_type == "f":
                theirs[cell.row, cell.column] = str(cell.value)[1:]
    ours = {place: cell.formula for place, cell in sheet.cells.items() if cell.formula is not None}
    missing = [f"{sheet.name} {place}: formula missed" for place in theirs.keys() - ours.keys()]
    added = [f"{sheet.name} {place}: formula invented" for place in ours.keys() - theirs.keys() - arrays]
    other = [
        f"{sheet.name} {place}: ={ours[place]} against ={theirs[place]}"
        for place in ours.keys() & theirs.keys()
        if theirs[place] is not None and ours[place] != theirs[place]
    ]
    return missing + added + other


def _places(merge: Any) -> Iterator[tuple[int, int]]:
    for row in range(merge.min_row, merge.max_row + 1):
        for col in range(merge.min_col, merge.max_col + 1):
            yield row, col


def _block(ref: str) -> Iterator[tuple[int, int]]:
    first, _, last = ref.partition(":")
    (top, left), (bottom, right) = position(first), position(last or first)
    for row in range(top, bottom + 1):
        for col in range(left, right + 1):
            yield row, col


def _hidden_columns(sheet: Any) -> Iterator[int]:
    """openpyxl keeps a run of columns under its first one."""
    for letters, column in sheet.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letters)
            yield from range(first, (column.max or first) + 1)

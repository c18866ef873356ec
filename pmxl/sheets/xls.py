"""Reading .xls workbooks (Excel 97 to 2003), through xlrd: it keeps errors and number formats."""

from __future__ import annotations

import io
import math
from typing import Any

import xlrd

from pmxl.findings import Refusal
from pmxl.sheets.carried import macro_note
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.number_formats import BUILTIN
from pmxl.sheets.number_formats import GENERAL
from pmxl.sheets.number_formats import NumberFormat
from pmxl.sheets.number_formats import number_format_is_date
from pmxl.sheets.sniff import damaged
from pmxl.sheets.sniff import old_version
from pmxl.sheets.sniff import other_ole
from pmxl.sheets.values import Reading
from pmxl.sheets.values import number_text
from pmxl.sheets.values import read_number
from pmxl.sheets.xls_formulas import Written
from pmxl.sheets.xls_formulas import formulas_of

OLDEST = 80
"""BIFF 8, Excel 97; what is older is refused."""

STATES = ("visible", "hidden", "veryHidden")
MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book", "WORKBOOK", "BOOK"))


def read_xls(data: bytes, file: str, wanted: frozenset[str] | None) -> ReadBook:
    """The worksheets, hidden ones too; `wanted` limits to these names in lower case. Refuses what xlrd cannot read."""
    if not any(stream in data for stream in STREAMS):
        raise other_ole(data, file)
    try:
        return _read(data, file, wanted)
    except (Refusal, MemoryError):
        raise
    except Exception:  # xlrd raises whatever a damaged file leads it into
        raise damaged("its records contradict each other", file) from None


def _read(data: bytes, file: str, wanted: frozenset[str] | None) -> ReadBook:
    book = xlrd.open_workbook(
        file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
    )
    if book.biff_version < OLDEST:
        raise old_version("an Excel workbook of before 1997 (.xls)", file)
    formats = [_format(book, style.format_key) for style in book.xf_list]
    formulas = formulas_of(book)
    sheets = []
    for number, name in enumerate(book.sheet_names()):
        if wanted is None or name.casefold() in wanted:
            written = formulas[number] if number < len(formulas) else {}
            sheets.append(_sheet(book, book.sheet_by_index(number), formats, written))
            book.unload_sheet(number)
    macros = ["its Visual Basic project"] if MACROS in data else []
    return ReadBook(file, "", tuple(sheets), bool(book.datemode), BookKind.XLS, tuple(macro_note(file, macros)))


def _format(book: Any, key: int) -> NumberFormat:
    known = book.format_map.get(key)
    code = (known.format_str if known else "") or BUILTIN.get(key, GENERAL)
    return NumberFormat(code, number_format_is_date(code))


def _sheet(book: Any, sheet: Any, formats: list[NumberFormat], written: Written) -> ReadSheet:
    hidden = frozenset(col for col, info in sheet.colinfo_map.items() if info.hidden)
    cells: dict[tuple[int, int], Cell] = {}
    for row in range(sheet.nrows):
        info = sheet.rowinfo_map.get(row)
        row_hidden = bool(info and info.hidden)
        for col, cell in enumerate(sheet.row(row)):
            formula = written.get((row, col))
            number_format = formats[cell.xf_index or 0]
            reading = _reading(cell, number_format, date1904=bool(book.datemode))
            if reading[0] is CellType.BLANK and formula is None:
                continue
            cells[row + 1, col + 1] = Cell(
                row + 1, col + 1, *reading, formula, number_format.code, row_hidden or col in hidden
            )
    return ReadSheet(sheet.name, STATES[sheet.visibility], cells, tuple(_merges(sheet)))


def _reading(cell: Any, number_format: NumberFormat, *, date1904: bool) -> Reading:
    """Whether a number is a date is decided by our own reading of its format, as for .xlsx; xlrd's is another."""
    kind, value = cell.ctype, cell.value
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        if not math.isfinite(value):
            return CellType.TEXT, str(value), str(value)
        return read_number(number_text(value), number_format, date1904=date1904)
    if kind == xlrd.XL_CELL_TEXT:
        return CellType.TEXT, value, value
    if kind == xlrd.XL_CELL_BOOLEAN:
        return CellType.BOOL, bool(value), str(int(value))
    if kind == xlrd.XL_CELL_ERROR:
        text = xlrd.error_text_from_code.get(value, f"#ERROR {value}")
        return CellType.ERROR, text, text
    return CellType.BLANK, None, ""


def _merges(sheet: Any) -> list[str]:
    """xlrd counts from nought, and its ends are one beyond."""
    return [
        f"{address(top + 1, left + 1)}:{address(bottom, right)}"
        for top, bottom, left, right in sheet.merged_cells
        if bottom > top and right > left
    ]

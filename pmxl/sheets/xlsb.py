"""Reading .xlsb workbooks, through python-calamine: it tells values only, neither formulas nor number formats.

An error and a formula without a saved value look blank there, and 0.95 may be shown as 95 %: ReadBook.formats_known
and formulas_known are False, so that nobody takes such a figure for sure.
"""

from __future__ import annotations

import io
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any

from python_calamine import CalamineError
from python_calamine import CalamineWorkbook
from python_calamine import SheetTypeEnum
from python_calamine import SheetVisibleEnum

from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.carried import carried
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.container import Container
from pmxl.sheets.number_formats import GENERAL
from pmxl.sheets.sniff import SAVE_AS_XLSX
from pmxl.sheets.values import Reading
from pmxl.sheets.values import number_text

SECONDS_A_DAY = 86_400


def read_xlsb(data: bytes, container: Container, wanted: frozenset[str] | None) -> ReadBook:
    """The worksheets, hidden ones too; sheets of macros are left out. Refuses what the reader gives up on (FIL014)."""
    for part in container.names:
        container.read(part)  # within our limits first: the native reader has none
    try:
        return _read(data, container, wanted)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as stopped:  # its panics are no Exception
        if not isinstance(stopped, CalamineError) and type(stopped).__name__ != "PanicException":
            raise
        says = f"The reader gave up on this binary workbook ({show(stopped)})."
        raise refuse("FIL014", says, SAVE_AS_XLSX, file=container.file) from None


def _read(data: bytes, container: Container, wanted: frozenset[str] | None) -> ReadBook:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets, macros = [], []
    for meta in book.sheets_metadata:
        if meta.typ == SheetTypeEnum.MacroSheet:
            macros.append(meta.name)
        elif meta.typ == SheetTypeEnum.WorkSheet and (wanted is None or meta.name.casefold() in wanted):
            sheets.append(_sheet(book.get_sheet_by_name(meta.name), _state(meta.visible)))
    return ReadBook(container.file, "", tuple(sheets), kind=BookKind.XLSB, notes=carried(container, macros))


def _state(visible: SheetVisibleEnum) -> str:
    if visible == SheetVisibleEnum.VeryHidden:
        return "veryHidden"
    return "hidden" if visible == SheetVisibleEnum.Hidden else "visible"


def _sheet(sheet: Any, state: str) -> ReadSheet:
    """A used range that does not begin at A1 loses its leading rows and columns unless they are asked for."""
    cells: dict[tuple[int, int], Cell] = {}
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        for col, value in enumerate(values, start=left + 1):
            reading = _reading(value)
            if reading is not None:
                cells[row, col] = Cell(row, col, *reading, None, GENERAL, hidden=False)
    return ReadSheet(sheet.name, state, cells, tuple(_merges(sheet)))


def _reading(value: object) -> Reading | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return CellType.BOOL, value, str(int(value))
    if isinstance(value, int | float):
        return CellType.NUMBER, float(value), number_text(float(value))
    if isinstance(value, timedelta):
        days = value.total_seconds() / SECONDS_A_DAY
        return CellType.NUMBER, days, number_text(days)
    if isinstance(value, datetime | date | time):
        moment = value if isinstance(value, datetime | time) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
        return CellType.DATE, moment, value.isoformat()
    return CellType.TEXT, str(value), str(value)


def _merges(sheet: Any) -> list[str]:
    return [
        f"{address(first[0] + 1, first[1] + 1)}:{address(last[0] + 1, last[1] + 1)}"
        for first, last in sheet.merged_cell_ranges or ()
    ]

"""The sheets of an .ods workbook's content.xml, row by row; what is repeated is written out only where it says a thing.

A sheet of a hundred cells says that its last row is repeated a million times: empty repeats cost nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pmxl.findings import refuse
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.container import ASK_FOR_FRESH_COPY
from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.formulas import MAX_ROW
from pmxl.sheets.formulas import Formulas
from pmxl.sheets.markup import Attributes
from pmxl.sheets.ods_formats import TABLE
from pmxl.sheets.ods_formats import OdsFormats
from pmxl.sheets.ods_text import OdsText
from pmxl.sheets.ods_values import links_in
from pmxl.sheets.ods_values import read_formula
from pmxl.sheets.ods_values import read_ods_value
from pmxl.sheets.values import Reading

MAX_REPEATED = 1_000_000
"""Cells that a workbook may have by repeating others: more is not typed by anybody, but written to exhaust a reader."""

HIDDEN = ("collapse", "filter")
COPY = re.compile(r"'[a-z]{2,8}:[^']*'#", re.I)
"""The name of a table that keeps what another workbook said when it was last asked: no sheet of this one."""

XLINK = "http://www.w3.org/1999/xlink"
NOT_CELLS = (
    "tracked-changes",
    "shapes",
    "dde-links",
    "annotation",
    "frame",
    "custom-shape",
    "g",
    "rect",
    "note",
    "ruby-text",
)
"""What stands in a sheet or a cell and is not what the cell says; tables in there are not sheets."""


class Kept(NamedTuple):
    """A cell of the row that is being read: columns from and to, what it says, and the cells it is merged over."""

    first: int
    last: int
    reading: Reading
    formula: str | None
    code: str
    across: int
    down: int


class OdsSheets:
    """The sheets, as expat comes upon their pieces."""

    def __init__(self, file: str, formats: OdsFormats, wanted: frozenset[str] | None) -> None:
        self.sheets: list[ReadSheet] = []
        self.tables = 0
        self.date1904 = False
        self.links: dict[str, None] = {}  # in the order found
        self._file, self._formats, self._wanted = file, formats, wanted
        self._text = OdsText()
        self._muted = 0
        self._repeated = 0
        self._sheet: ReadSheet | None = None
        self._entry: Attributes | None = None
        self._row_repeat, self._row_hidden, self._row_style = 1, False, ""
        self._col, self._kept = 0, list[Kept]()
        mute: dict[str, Callable[[Attributes], object]] = dict.fromkeys(NOT_CELLS, self._mute)
        self.opened = formats.opened | self._text.opened | mute | {
            "table": self._start_table,
            "table-source": self._source,
            "dde-source": self._dde,
            "null-date": self._null_date,
            "table-column": self._column,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
        }  # fmt: skip
        self.closed = formats.closed | self._text.closed | dict.fromkeys(NOT_CELLS, self._unmute) | {
            "table": self._end_table,
            "table-row": self._end_row,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
        }  # fmt: skip

    def hear(self, text: str) -> None:
        """Characters: of a format, or of a cell."""
        self._formats.hear(text)
        self._text.hear(text)

    def _mute(self, _: Attributes) -> None:
        self._muted += 1
        self._text.muted = True

    def _unmute(self) -> None:
        self._muted -= 1
        self._text.muted = self._muted > 0

    def _null_date(self, entry: Attributes) -> None:
        self.date1904 = entry.get(f"{TABLE} date-value", "").startswith("1904")

    def _source(self, entry: Attributes) -> None:
        self.links[entry.get(f"{XLINK} href", "")] = None

    def _dde(self, entry: Attributes) -> None:
        said = (value for key, value in entry.items() if "dde-" in key)
        self.links[f"DDE {'|'.join(said)}"] = None

    def _start_table(self, entry: Attributes) -> None:
        if self._muted or self._sheet is not None or COPY.match(entry.get(f"{TABLE} name", "")):
            self._mute(entry)
            return
        state = "hidden" if entry.get(f"{TABLE} style-name", "") in self._formats.hidden_tables else "visible"
        self.tables += 1
        self._sheet = ReadSheet(entry.get(f"{TABLE} name", ""), state)
        self._merges: list[str] = []
        self._formulas = Formulas()
        self._row, self._next_column = 0, 1
        self._hidden_columns: set[int] = set()
        self._column_styles: dict[int, str] = {}

    def _end_table(self) -> None:
        sheet = self._sheet
        if self._muted or sheet is None:
            self._unmute()
            return
        self._formulas.settle(sheet.cells)
        sheet.merges = tuple(self._merges)
        if self._wanted is None or sheet.name.casefold() in self._wanted:
            self.sheets.append(sheet)
        self._sheet = None

    @property
    def _is_outside(self) -> bool:
        """True where rows and cells are none of a sheet: in a note, or where the file is spoilt."""
        return self._muted > 0 or self._sheet is None

    def _column(self, entry: Attributes) -> None:
        if self._is_outside:
            return
        first = self._next_column
        self._next_column += int(entry.get(f"{TABLE} number-columns-repeated", "1"))
        columns = range(first, min(self._next_column, MAX_COL + 1))
        if entry.get(f"{TABLE} visibility") in HIDDEN:
            self._hidden_columns.update(columns)
        if style := entry.get(f"{TABLE} default-cell-style-name"):
            self._column_styles.update(dict.fromkeys(columns, style))

    def _start_row(self, entry: Attributes) -> None:
        if self._is_outside:
            return
        self._row_repeat = int(entry.get(f"{TABLE} number-rows-repeated", "1"))
        self._row_hidden = entry.get(f"{TABLE} visibility") in HIDDEN
        self._row_style = entry.get(f"{TABLE} default-cell-style-name", "")
        self._col, self._kept = 0, list[Kept]()

    def _start_cell(self, entry: Attributes) -> None:
        if self._is_outside:
            return
        self._entry = entry
        self._text.start()

    def _end_cell(self) -> None:
        if self._is_outside or self._entry is None:
            return
        entry, self._entry = self._entry, None
        first = self._col + 1
        self._col += int(entry.get(f"{TABLE} number-columns-repeated", "1"))
        style = entry.get(f"{TABLE} style-name") or self._row_style or self._column_styles.get(first, "")
        written = entry.get(f"{TABLE} formula")
        formula = None if written is None else read_formula(written)
        if written is not None:
            self.links.update(dict.fromkeys(links_in(written)))
        number_format, reading = read_ods_value(entry, self._text.end(), self._formats.of(style), formula)
        across = int(entry.get(f"{TABLE} number-columns-spanned", "1"))
        down = int(entry.get(f"{TABLE} number-rows-spanned", "1"))
        if reading[0] is not CellType.BLANK or formula is not None or across > 1 or down > 1:
            self._kept.append(Kept(first, self._col, reading, formula, number_format.code, across, down))
            self._note_array(entry, first, formula)

    def _note_array(self, entry: Attributes, col: int, formula: str | None) -> None:
        """An array's formula stands in its first cell only, and is that of all of them."""
        across = int(entry.get(f"{TABLE} number-matrix-columns-spanned", "1"))
        down = int(entry.get(f"{TABLE} number-matrix-rows-spanned", "1"))
        if formula is not None and across * down > 1:
            row = self._row + 1
            block = f"{address(row, col)}:{address(row + down - 1, col + across - 1)}"
            self._formulas.take(row, col, {"t": "array", "ref": block}, formula)

    def _end_row(self) -> None:
        if self._is_outside:
            return
        first = self._row + 1
        self._row += self._row_repeat
        for kept in self._kept:
            self._check(kept)
            for row in range(first, self._row + 1):
                self._put(row, kept)

    def _put(self, row: int, kept: Kept) -> None:
        assert self._sheet is not None  # noqa: S101 - for the type checker
        for col in range(kept.first, kept.last + 1):
            if kept.reading[0] is not CellType.BLANK or kept.formula is not None:
                hidden = self._row_hidden or col in self._hidden_columns
                self._sheet.cells[row, col] = Cell(row, col, *kept.reading, kept.formula, kept.code, hidden)
            if kept.across > 1 or kept.down > 1:
                last = min(row + kept.down - 1, MAX_ROW), min(col + kept.across - 1, MAX_COL)
                self._merges.append(f"{address(row, col)}:{address(*last)}")

    def _check(self, kept: Kept) -> None:
        """Refuses repeats that no person made, and cells that no sheet has room for."""
        name = self._sheet.name if self._sheet else ""
        if self._row > MAX_ROW or kept.last > MAX_COL:
            says = f"Cells are repeated beyond the last cell of a sheet, {address(MAX_ROW, MAX_COL)}."
            raise refuse("SEC006", says, ASK_FOR_FRESH_COPY, file=self._file, sheet=name)
        self._repeated += self._row_repeat * (kept.last - kept.first + 1) - 1
        if self._repeated > MAX_REPEATED:
            says = f"The workbook repeats filled cells {self._repeated:,} times and the limit is {MAX_REPEATED:,}."
            raise refuse("SEC006", says, ASK_FOR_FRESH_COPY, file=self._file, sheet=name)

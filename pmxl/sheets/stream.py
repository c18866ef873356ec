"""The slow path: a sheet through expat, whatever its spelling, prefixes or order, as long as its cells agree."""

from __future__ import annotations

from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.cells import position
from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.formulas import MAX_ROW
from pmxl.sheets.formulas import Formulas
from pmxl.sheets.markup import Attributes
from pmxl.sheets.markup import walk
from pmxl.sheets.number_formats import PLAIN
from pmxl.sheets.sheet_frame import TRUE
from pmxl.sheets.sheet_frame import SheetFrame
from pmxl.sheets.strings import TextCollector
from pmxl.sheets.values import XML_BLANKS
from pmxl.sheets.values import Legend
from pmxl.sheets.values import Reading
from pmxl.sheets.values import read_value

MEND = "Open it in Excel, see which is right, save it and send it again."


def stream_sheet(data: bytes, name: str, state: str, legend: Legend) -> ReadSheet:
    """The sheet; refuses two cells at one place, two values in a cell and a cell that contradicts its row (STR001)."""
    stream = Stream(legend)
    walk(data, legend.file, legend.part, stream.opened, stream.closed, stream.hear)
    cells = dict(sorted(stream.cells.items()))
    hidden = stream.frame.hidden
    for place, cell in cells.items():
        if cell.col in hidden:
            cells[place] = cell._replace(hidden=True)
    stream.formulas.settle(cells)
    return ReadSheet(name, state, cells, tuple(stream.frame.merges))


class Stream:
    """The cells of one sheet, as expat comes upon their pieces."""

    def __init__(self, legend: Legend) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.formulas = Formulas()
        self.frame = SheetFrame()
        self._legend = legend
        self._inline = TextCollector()
        self._heard: list[str] = []
        self._listening = False
        self._row = self._col = 0
        self._row_hidden = False
        self._start_cell({})
        self.opened = (
            self.frame.opened
            | self._inline.opened
            | {
                "row": self._start_row,
                "c": self._start_cell,
                "v": self._listen,
                "f": self._start_formula,
                "is": self._start_inline,
            }
        )
        self.closed = self._inline.closed | {
            "v": self._end_value,
            "f": self._end_formula,
            "is": self._end_inline,
            "c": self._end_cell,
        }

    def hear(self, text: str) -> None:
        """Characters, wherever they stand."""
        if self._listening:
            self._heard.append(text)
        else:
            self._inline.add(text)

    def _start_row(self, entry: Attributes) -> None:
        """A row without a number follows the one before it."""
        number = entry.get("r", str(self._row + 1)).strip(XML_BLANKS)
        if not (number.isascii() and number.isdigit() and 1 <= int(number) <= MAX_ROW):
            says = f"A row is numbered '{show(number)}' and a sheet's rows are 1 to {MAX_ROW:,}."
            raise self._contradiction(says, "", number)
        self._row, self._col = int(number), 0
        self._row_hidden = entry.get("hidden") in TRUE

    def _start_cell(self, entry: Attributes) -> None:
        self._where = entry.get("r", "").strip(XML_BLANKS)
        self._style = entry.get("s", "").strip(XML_BLANKS)
        self._kind = entry.get("t", "")
        self._values: list[str] = []
        self._formula: str | None = None
        self._formula_entry: Attributes = {}
        self._inlines: list[str] = []
        self._col += 1

    def _start_formula(self, entry: Attributes) -> None:
        self._formula_entry = entry
        self._listen(entry)

    def _start_inline(self, entry: Attributes) -> None:
        self._inline.reset(entry)

    def _end_inline(self) -> None:
        self._inlines.append(self._inline.text)

    def _listen(self, _: Attributes) -> None:
        self._listening = True
        self._heard.clear()

    def _end_value(self) -> None:
        self._listening = False
        self._values.append("".join(self._heard))

    def _end_formula(self) -> None:
        self._listening = False
        self._formula = "".join(self._heard)

    def _end_cell(self) -> None:
        """A cell without a reference follows the one before it; a styled blank is left out, wherever it says it is."""
        if self._where:
            try:
                row, self._col = position(self._where)
            except ValueError:
                says = f"A cell of row {self._row} gives its place as '{show(self._where)}', which is none."
                raise self._contradiction(says, "", self._where) from None
        else:
            row = self._row
        stored = self._one_value(row)
        has_text = self._kind in ("str", "inlineStr") and stored is not None
        if not stored and not has_text and self._formula is None:
            return
        where = address(row, self._col)
        self._check_place(row, where, stored or "")
        number_format = self._legend.formats.get(self._style, PLAIN)
        reading: Reading = (CellType.BLANK, None, "")
        if stored or has_text:
            reading = read_value(self._kind, stored or "", number_format, self._legend, row, self._col)
        formula = self._formula
        if formula is not None:
            formula = self.formulas.take(row, self._col, self._formula_entry, formula)
        self.cells[row, self._col] = Cell(row, self._col, *reading, formula, number_format.code, self._row_hidden)

    def _one_value(self, row: int) -> str | None:
        """What the cell stores, None for nothing; a blank beside a value says nothing."""
        values = self._inlines if self._kind == "inlineStr" and self._inlines else self._values
        said = [*dict.fromkeys(value for value in values if value)]
        if len(said) > 1:
            told = [read_value(self._kind, one, PLAIN, self._legend, row, self._col)[2] for one in said]
            says = f"The cell holds two values: '{show(told[0])}' and '{show(told[1])}'."
            raise self._contradiction(says, address(row, self._col), told[1])
        return said[0] if said else values[-1] if values else None

    def _check_place(self, row: int, where: str, stored: str) -> None:
        if row != self._row:
            says = f"The cell says it is {where} and stands in row {self._row}."
            raise self._contradiction(says, where, stored)
        if self._col > MAX_COL:
            raise self._contradiction("The cell lies beyond the last column, XFD.", where, stored)
        earlier = self.cells.get((row, self._col))
        if earlier:
            says = f"The file holds two cells for this place: '{show(earlier.raw)}' and '{show(stored)}'."
            raise self._contradiction(says, where, stored)

    def _contradiction(self, says: str, where: str, found: str) -> Refusal:
        return refuse("STR001", says, MEND, file=self._legend.file, sheet=self._legend.sheet, cell=where, found=found)

"""Hole: a cell of a form that is another in each workbook."""

from __future__ import annotations

import sys

from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.number_formats import PLAIN
from pmxl.sheets.row_scan import NUMBER_END
from pmxl.sheets.row_scan import VALUE
from pmxl.sheets.row_scan import RowScan
from pmxl.sheets.row_scan import is_plain_number
from pmxl.sheets.strings import Odd
from pmxl.sheets.strings import decoded
from pmxl.sheets.strings import unfold
from pmxl.sheets.values import Legend
from pmxl.sheets.values import read_value
from pmxl.sheets.worded import Place

LARGEST = sys.float_info.max
MAKE = tuple.__new__
NUMBER, TEXT = CellType.NUMBER, CellType.TEXT
BY_HEART = 16
"""So many contents are known by heart, such as the words of a list."""

LINKED_FORMULA = b"<f "
"""A formula with attributes, which may be shared with other cells."""


class Hole:
    """A cell from its reference on; until somebody types over it, it begins alike up to its value."""

    def __init__(self, place: Place, where: bytes, until: bytes, *, hidden: bool, strict: bool) -> None:
        """It ends before `until`; `strict` where formulas fill other cells than their own: then none is typed over."""
        self.place, self.until = place, until
        self._where, self._hidden, self._strict = where, hidden, strict
        self._before = VALUE  # with which no content begins
        self._kind, self._number_format = "", PLAIN
        self._look: tuple[str | None, str, bool] = None, "", hidden
        self._by_heart: dict[bytes, Cell | None] = {}

    def cell(self, said: bytes, legend: Legend) -> Cell | None:
        """What stands there, None for a styled blank; raises Odd, ValueError or Refusal for what is unusual."""
        if said.startswith(self._before):
            tail = said[len(self._before) :]
            if self._kind == "n" and is_plain_number(tail):
                value = float(tail[:-8])
                if not -LARGEST <= value <= LARGEST:
                    raise Odd
                return MAKE(Cell, (*self.place, NUMBER, value, tail[:-8].decode(), *self._look))
            if self._kind == "s" and tail[-8:] == NUMBER_END:
                text = legend.strings.get(tail[:-8].decode())
                if text is not None:
                    return MAKE(Cell, (*self.place, TEXT, text, text, *self._look))
        if said in self._by_heart:
            return self._by_heart[said]
        return self._unknown(said, legend)

    def learn(self, said: bytes, cell: Cell | None, legend: Legend) -> None:
        """Know the cell by how it begins, or, where it has no value, by heart."""
        before, value, _ = said.partition(VALUE)
        if not value:
            self._keep(said, cell)
            return
        shape = legend.shorthand.shapes.get(before.decode().partition(">")[0] + ">")
        if shape is not None and cell is not None:
            self._before, self._kind, self._number_format = before + value, shape.kind, shape.number_format
            self._look = cell.formula, shape.code, self._hidden
            self._strict |= LINKED_FORMULA in before

    def _keep(self, said: bytes, cell: Cell | None) -> None:
        if len(self._by_heart) < BY_HEART:
            self._by_heart[said] = cell

    def _unknown(self, said: bytes, legend: Legend) -> Cell | None:
        """What is not known by heart and is no plain number or text."""
        tail = said[len(self._before) :]
        if said.startswith(self._before) and tail[-8:] == NUMBER_END and len(tail) > len(NUMBER_END):
            raw = decoded(tail[:-8])
            if "<" in raw:
                raise Odd
            reading = read_value(self._kind, unfold(raw), self._number_format, legend, *self.place)
            cell = MAKE(Cell, (*self.place, *reading, *self._look))
            if self._kind != "s":
                self._keep(said, cell)
            return cell
        if self._strict or LINKED_FORMULA in said:
            raise Odd
        scan = RowScan(legend, frozenset())
        found = scan.one(self._where + said, self.place[0], hidden=self._hidden)
        if scan.shares_oddly:
            raise Odd
        self.learn(said, found, legend)
        return found

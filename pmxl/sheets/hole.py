"""Hole: a cell of a form that is another in each workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import Place
from pmxl.sheets.number_formats import PLAIN
from pmxl.sheets.row_scan import CELL
from pmxl.sheets.row_scan import NUMBER_END
from pmxl.sheets.row_scan import VALUE
from pmxl.sheets.row_scan import RowScan
from pmxl.sheets.strings import Odd
from pmxl.sheets.strings import decoded
from pmxl.sheets.strings import unfold
from pmxl.sheets.values import Legend
from pmxl.sheets.values import read_value

NUMBER, TEXT = CellType.NUMBER, CellType.TEXT
MAKE = tuple.__new__
BY_HEART = 16
"""So many contents are known by heart, such as the words of a list."""

PLAIN_DIGITS = re.compile(rb"(-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:E-?[0-9]{1,2})?)</v></c>").match
"""The rest of a cell in which nothing but digits stands: a number that is not too large, or that of a shared text."""

OF_DIGITS = ("n", "s")
LINKED_FORMULA = b"<f "
"""A formula with attributes, which may be shared with other cells."""


class Hole:
    """A cell from its reference on; until somebody types over it, it begins alike up to its value."""

    def __init__(self, between: bytes, place: Place, until: bytes, *, hidden: bool, strict: bool) -> None:
        """`between` stands before it and `until` after it, its own reference among the former.

        `strict` where formulas fill other cells than their own: then none is typed over.
        """
        self.place, self.between, self.until = place, between, until
        self.usual = between  # up to its value, as it was the last time
        self.of_digits = False
        self._hidden, self._strict = hidden, strict
        self._before, self._kind, self._number_format = b"", "", PLAIN
        self._look: tuple[int, int, str | None, str, bool] = *place, None, "", hidden
        self._by_heart: dict[bytes, Cell | None] = {}

    def digits(self, raw: bytes, strings: Mapping[str, str]) -> Cell:
        """The cell as usual, with these digits in it."""
        row, col, formula, code, hidden = self._look
        if self._kind == "n":
            return MAKE(Cell, (row, col, NUMBER, float(raw), raw.decode(), formula, code, hidden))
        text = strings.get(raw.decode())
        if text is None:
            raise Odd
        return MAKE(Cell, (row, col, TEXT, text, text, formula, code, hidden))

    def cell(self, said: bytes, legend: Legend) -> Cell | None:
        """What stands there, None for a styled blank; raises Odd, ValueError or Refusal for what is unusual."""
        if said in self._by_heart:
            return self._by_heart[said]
        tail = said[len(self._before) :]
        if self._before and said.startswith(self._before) and tail[-8:] == NUMBER_END and tail != NUMBER_END:
            return self._other_value(said, decoded(tail[:-8]), legend)
        if self._strict or LINKED_FORMULA in said:
            raise Odd
        scan = RowScan(legend, frozenset())
        where = self.between[self.between.rfind(CELL) + len(CELL) :]
        found = scan.one(where + said, self.place[0], hidden=self._hidden)
        if scan.shares_oddly:
            raise Odd
        self.learn(said, found, legend)
        return found

    def learn(self, said: bytes, cell: Cell | None, legend: Legend) -> None:
        """Know the cell by how it begins, or, where it has no value, by heart."""
        before, value, _ = said.partition(VALUE)
        if not value:
            self._keep(said, cell)
            return
        shape = legend.shorthand.shapes.get(before.decode().partition(">")[0] + ">")
        if shape is not None and cell is not None:
            self._before, self._kind, self._number_format = before + value, shape.kind, shape.number_format
            self._look = *self.place, cell.formula, shape.code, self._hidden
            self._strict |= LINKED_FORMULA in before
            self.usual, self.of_digits = self.between + self._before, shape.kind in OF_DIGITS

    def _other_value(self, said: bytes, raw: str, legend: Legend) -> Cell:
        """The cell as usual, with words in it, or with digits that are spelled at more length."""
        if "<" in raw:
            raise Odd
        reading = read_value(self._kind, unfold(raw), self._number_format, legend, *self.place)
        cell = MAKE(Cell, (*self.place, *reading, *self._look[2:]))
        if self._kind not in OF_DIGITS:
            self._keep(said, cell)
        return cell

    def _keep(self, said: bytes, cell: Cell | None) -> None:
        if len(self._by_heart) < BY_HEART:
            self._by_heart[said] = cell

"""Worded: the cells of a sheet that comes again, to be said in the words of another workbook."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress
from itertools import count
from operator import ne

from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import Likeness
from pmxl.sheets.cells import Place
from pmxl.sheets.strings import Odd


class Worded:
    """Cells by their places; those of shared text say the one of the same number in every workbook."""

    def __init__(self, cells: Mapping[Place, Cell], shared: Mapping[Place, str]) -> None:
        """`shared` tells of the cells of shared text the number of it."""
        self._cells = dict(cells)
        self.likeness = Likeness(self._cells)
        self._places = tuple(shared)
        self._numbers = tuple(shared.values())
        self._texts = [cells[place].raw for place in shared]

    def under(self, strings: Mapping[str, str]) -> tuple[dict[Place, Cell], list[Place]]:
        """The cells with the shared texts of a workbook, and where these are others; Odd where one is not there."""
        cells, own = self._cells.copy(), []
        texts = [*map(strings.get, self._numbers)]
        for n in compress(count(), map(ne, texts, self._texts)):  # a few of hundreds
            place, text = self._places[n], texts[n]
            if text is None:
                raise Odd
            row, col, kind, _, _, formula, code, hidden = cells[place]
            cells[place] = Cell(row, col, kind, text, text, formula, code, hidden)
            own.append(place)
        return cells, own

"""Formulas of a sheet: plain, shared by a block of cells, of an array, or of a data table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field

from pmxl.findings import show
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import column_letters
from pmxl.sheets.cells import position
from pmxl.sheets.markup import Attributes

MAX_ROW = 1_048_576
MAX_COL = 16_384
LOST = "#REF!"
"""What stands for a reference shifted off the grid, and for a shared formula whose first cell is gone."""

NOT_A_REFERENCE = r"(?![\w.(!\[])"
TOKEN = re.compile(
    r"\"(?:[^\"]|\"\")*\""  # text
    r"|'(?:[^']|'')*'"  # a quoted sheet name
    r"|\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"  # a column of a table, or another workbook
    rf"|(?P<cell>(\$?)([A-Za-z]{{1,3}})(\$?)([1-9][0-9]{{0,6}}){NOT_A_REFERENCE})"
    rf"|(?P<cols>(\$?)([A-Za-z]{{1,3}}):(\$?)([A-Za-z]{{1,3}}){NOT_A_REFERENCE})"
    rf"|(?P<rows>(\$?)([1-9][0-9]{{0,6}}):(\$?)([1-9][0-9]{{0,6}}){NOT_A_REFERENCE})"
    r"|[\w.\\?]+"  # a name, a function or a number
)
BLOCK = re.compile(r"([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})")
Place = tuple[int, int]
Block = tuple[int, int, int, int]
"""Top, left, bottom, right."""

Piece = tuple[str, str, int]
"""What to write: ("", text, 0) as it is, ("row", "$" or "", n) or ("col", "$" or "", n) shifted unless fixed by $."""


@dataclass(slots=True)
class SharedFormula:
    """A formula written once, at `place`, and meant for every cell of its block with its references shifted."""

    text: str
    place: Place
    pieces: list[Piece] = field(default_factory=list)

    def at(self, row: int, col: int) -> str:
        """The formula as it reads in another cell."""
        if not self.pieces:
            self.pieces = _pieces(self.text)
        down, right = row - self.place[0], col - self.place[1]
        return "".join(_written(piece, down, right) for piece in self.pieces)


def _written(piece: Piece, down: int, right: int) -> str:
    kind, text, number = piece
    if not kind:
        return text
    shifted = number if text else number + (down if kind == "row" else right)
    if not 1 <= shifted <= (MAX_ROW if kind == "row" else MAX_COL):
        return LOST
    return f"{text}{shifted if kind == 'row' else column_letters(shifted)}"


def _pieces(formula: str) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for match in TOKEN.finditer(formula):
        reference = _reference(match)
        if reference:
            pieces += [("", formula[end : match.start()], 0), *reference]
            end = match.end()
    return [*pieces, ("", formula[end:], 0)]


def _reference(match: re.Match[str]) -> list[Piece]:
    kind, groups = match.lastgroup, match.groups()
    if kind == "cell":
        return _on_grid([("col", groups[1], _column(groups[2])), ("row", groups[3], int(groups[4]))])
    if kind == "cols":
        return _on_grid([("col", groups[6], _column(groups[7])), ("", ":", 0), ("col", groups[8], _column(groups[9]))])
    if kind == "rows":
        return _on_grid([("row", groups[11], int(groups[12])), ("", ":", 0), ("row", groups[13], int(groups[14]))])
    return []


def _on_grid(pieces: list[Piece]) -> list[Piece]:
    """A word such as XYZ99 is a name, for no column is called so."""
    return pieces if all(n <= (MAX_ROW if kind == "row" else MAX_COL) for kind, _, n in pieces) else []


def _column(letters: str) -> int:
    return position(f"{letters}1")[1]


def formula_words(formula: str | None, limit: int) -> str:
    """`the formula =SUM(B2:B9)` for a message, `a formula` where nobody knows how it reads."""
    return "a formula" if formula in (None, "", LOST) else f"the formula ={show(formula, limit)}"


class Formulas:
    """The formulas of one sheet as they are come upon, and what can be said only at its end."""

    def __init__(self) -> None:
        self._shared: dict[str, SharedFormula] = {}
        self._early: list[tuple[Place, str]] = []
        self._arrays: list[tuple[Block, str]] = []

    @property
    def fill_cells(self) -> bool:
        """True where one of them may fill other cells than its own."""
        return bool(self._arrays)

    def take(self, row: int, col: int, attributes: Attributes, text: str) -> str:
        """The formula of a cell, from its `f` element."""
        kind = attributes.get("t", "")
        if kind == "shared":
            return self._take_shared(row, col, attributes.get("si", ""), text)
        if kind == "array":
            self._arrays += [(block, text) for block in _blocks(attributes.get("ref", ""))]
        if kind == "dataTable":
            return _data_table(attributes)
        return text

    def _take_shared(self, row: int, col: int, group: str, text: str) -> str:
        if text:
            self._shared[group] = SharedFormula(text, (row, col))
            return text
        if group in self._shared:
            return self._shared[group].at(row, col)
        self._early.append(((row, col), group))
        return LOST

    def settle(self, cells: dict[Place, Cell]) -> None:
        """Completes cells that came before their shared formula, and those an array formula fills."""
        for place, group in self._early:
            if group in self._shared and place in cells:
                cells[place] = cells[place]._replace(formula=self._shared[group].at(*place))
        if self._arrays:
            self._fill_arrays(cells)

    def _fill_arrays(self, cells: dict[Place, Cell]) -> None:
        """One pass down the rows: `filling` says of each column which array last began there, and where that ends."""
        waiting = sorted(self._arrays, reverse=True)
        filling = [(0, "")] * (MAX_COL + 1)
        for place in sorted(cells):
            row, col = place
            while waiting and waiting[-1][0][0] <= row:
                (_, left, bottom, right), text = waiting.pop()
                filling[left : right + 1] = [(bottom, text)] * (right + 1 - left)
            bottom, text = filling[col]
            if row <= bottom and cells[place].formula is None:
                cells[place] = cells[place]._replace(formula=text)


def _blocks(ref: str) -> list[Block]:
    """The block a reference such as B2:D9 means; none where it is a single cell or no reference."""
    match = BLOCK.fullmatch(ref)
    if not match:
        return []
    (top, left), (bottom, right) = position(match[1]), position(match[2])
    return [(top, left, bottom, right)] if right <= MAX_COL else []


def _data_table(attributes: Attributes) -> str:
    """A what-if table as Excel shows it: its row input cell and its column input cell."""
    first, second = attributes.get("r1", ""), attributes.get("r2", "")
    if attributes.get("dt2D") in ("1", "true"):
        return f"TABLE({first},{second})"
    return f"TABLE({first},)" if attributes.get("dtr") in ("1", "true") else f"TABLE(,{first})"

"""Shorthand: what the beginnings of cells mean, known from cells read before under the same styles.

A cell begins alike in every return made from one issued workbook: its place, its style, its formula. Only what follows
differs. So a beginning is taken apart once, and the next time it is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.number_formats import NO_STYLES
from pmxl.sheets.number_formats import NumberFormat
from pmxl.sheets.number_formats import read_styles
from pmxl.sheets.strings import Odd

ROOM = 1 << 24
"""Characters of beginnings that are kept; when there are more, as in a sheet of a million rows, all are forgotten."""

OVERHEAD = 400
"""What keeping a text takes beside its characters, about."""

LONGEST = 4_096
"""A longer beginning is not kept."""


Top = tuple[int, str, bool]
"""The beginning of a row: its number, as it is written, and whether it is hidden."""


class Shape(NamedTuple):
    """What a cell's attributes say of it; a sheet has few shapes and many cells.

    `kind` is the file's type letter: for numbers "n", and "" where its format makes of the number a date.
    """

    kind: str
    code: str
    number_format: NumberFormat


class Head(NamedTuple):
    """What stands in a cell before its value: its place, its shape and its formula."""

    row: int
    col: int
    kind: str
    code: str
    number_format: NumberFormat
    formula: str | None


class Piece(NamedTuple):
    """A cell that reads the same in every workbook; of shared text (`cell` None) the `text_number` is looked up."""

    row: int
    col: int
    text_number: str
    cell: Cell | None
    code: str
    hidden: bool


BLANK = Piece(0, 0, "", None, "", hidden=False)
"""A styled blank."""


def placed(pieces: Iterable[Piece], strings: Mapping[str, str]) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Known cells with their places, shared text looked up in this workbook; Odd where it is not there."""
    make = tuple.__new__
    for row, col, index, cell, code, hidden in pieces:
        if cell is None:
            text = strings.get(index)
            if text is None:
                raise Odd
            cell = make(Cell, (row, col, CellType.TEXT, text, text, None, code, hidden))
        yield (row, col), cell


class Said:
    """Cells and whole rows, of sheets in which the same columns are hidden and days are counted from the same one."""

    def __init__(self, owner: Shorthand) -> None:
        self.pieces: dict[bytes, Piece] = {}
        self.rows: dict[bytes, tuple[Piece, ...]] = {}
        self.seen: set[bytes] = set()
        self._owner = owner

    def keep_number(self, text: bytes, piece: Piece) -> None:
        """Know this cell of a number when it comes for the second time."""
        if text in self.seen:
            self.keep_piece(text, piece)
        elif self._owner.has_room(text):
            self.seen.add(text)

    def keep_piece(self, text: bytes, piece: Piece) -> None:
        """Know this cell from now on."""
        if self._owner.has_room(text):
            self.pieces[text] = piece

    def keep_row(self, text: bytes, pieces: list[bytes]) -> tuple[Piece, ...] | None:
        """Know this row from now on, where each of its cells is known; gives those that hold something."""
        known = [piece for one in pieces if (piece := self.pieces.get(one)) is not BLANK]
        found = tuple(piece for piece in known if piece is not None)
        if len(found) != len(known):
            return None
        if found and self._owner.has_room(text):
            self.rows[text] = found
        return found


class Shorthand:
    """Beginnings of cells, attributes of cells and attributes of rows, under one set of styles."""

    def __init__(self, formats: dict[str, NumberFormat] = NO_STYLES) -> None:
        self.formats = formats
        self.heads: dict[bytes, Head] = {}
        self.shapes: dict[str, Shape] = {}
        self.rows: dict[str, bool] = {}
        self.tops: dict[bytes, Top] = {}
        self._said: dict[tuple[frozenset[int], bool], Said] = {}
        self._held = 0

    def where(self, hidden: frozenset[int], *, date1904: bool) -> Said:
        """What is known of cells in sheets where these columns are hidden, in workbooks of this date system."""
        said = self._said.get((hidden, date1904))
        if said is None:
            said = Said(self)
            if self.has_room(" " * min(len(hidden), LONGEST)):
                self._said[hidden, date1904] = said
        return said

    def keep_head(self, text: bytes, head: Head) -> None:
        """Know this beginning from now on."""
        if self.has_room(text):
            self.heads[text] = head

    def keep_shape(self, attributes: str, shape: Shape) -> None:
        """Know these attributes of a cell from now on."""
        if self.has_room(attributes):
            self.shapes[attributes] = shape

    def keep_row(self, attributes: str, *, hidden: bool) -> None:
        """Know these attributes of a row from now on."""
        if self.has_room(attributes):
            self.rows[attributes] = hidden

    def keep_top(self, text: bytes, top: Top) -> None:
        """Know this beginning of a row from now on."""
        if self.has_room(text):
            self.tops[text] = top

    def has_room(self, text: str | bytes) -> bool:
        """True where a text may be kept; when all is full, everything is forgotten first."""
        if len(text) > LONGEST:
            return False
        self._held += len(text) + OVERHEAD
        if self._held > ROOM:
            self._held = 0
            self.heads.clear()
            self.shapes.clear()
            self.rows.clear()
            self.tops.clear()
            for said in self._said.values():
                said.pieces.clear()
                said.rows.clear()
                said.seen.clear()
            self._said.clear()
        return True


def read_shorthand(data: bytes, file: str, part: str) -> Shorthand:
    """A new shorthand under the styles of a part."""
    return Shorthand(read_styles(data, file, part))

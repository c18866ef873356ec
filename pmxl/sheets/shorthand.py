"""Shorthand: what the beginnings of cells mean, known from cells read before under the same styles.

A cell begins alike in every return made from one issued workbook: its place, its style, its formula. Only what follows
differs. So a beginning is taken apart once, and the next time it is known.
"""

from __future__ import annotations

from typing import NamedTuple

from pmxl.sheets.number_formats import NO_STYLES
from pmxl.sheets.number_formats import NumberFormat
from pmxl.sheets.number_formats import read_styles

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


class Shorthand:
    """Beginnings of cells, attributes of cells and attributes of rows, under one set of styles."""

    def __init__(self, formats: dict[str, NumberFormat] = NO_STYLES) -> None:
        self.formats = formats
        self.heads: dict[bytes, Head] = {}
        self.shapes: dict[str, Shape] = {}
        self.rows: dict[str, bool] = {}
        self.tops: dict[bytes, Top] = {}
        self.blanks: set[bytes] = set()
        self._held = 0

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

    def keep_blank(self, text: bytes) -> None:
        """Know this styled blank from now on."""
        if self.has_room(text):
            self.blanks.add(text)

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
            self.blanks.clear()
        return True


def read_shorthand(data: bytes, file: str, part: str) -> Shorthand:
    """A new shorthand under the styles of a part."""
    return Shorthand(read_styles(data, file, part))

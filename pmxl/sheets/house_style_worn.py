"""Worn: the named cell styles of a house style, as the cells that wear them look now.

A cell counts as it looks, whether the officer changed the named style or the cell itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pmxl.sheets import style
from pmxl.sheets.house_style import HOUSE
from pmxl.sheets.officer_book import OfficerBook

PREFIX = "House "
SHEET = "House style"
NAMES = ("Title", "Subtitle", "Heading", "Table heading", "Text", "Note", "Link", "Chart")
STATUS = tuple(rating.value for rating in style.STATUS if rating.is_colour)


@dataclass(frozen=True, slots=True)
class Worn:
    """How a named style looks in the cell that wears it."""

    sheet: str
    cell: str
    font: str
    text: str
    fill: str
    edge: str


def worn_in(book: OfficerBook) -> Iterator[tuple[str, Worn]]:
    """The first cell that wears each of our named styles."""
    seen = set()
    for sheet in book.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                name = str(cell.style).removeprefix(PREFIX)
                if str(cell.style).startswith(PREFIX) and name not in seen:
                    seen.add(name)
                    yield name, _look(book, sheet.title, cell)


def _look(book: OfficerBook, sheet: str, cell: Any) -> Worn:
    fill = book.colour(cell.fill.fgColor) if cell.fill.patternType == "solid" else None
    edge = book.colour(cell.border.bottom.color) if cell.border.bottom is not None else None
    text = book.colour(cell.font.color)
    font = cell.font.name or HOUSE.font
    return Worn(sheet, cell.coordinate, font, text or "#000000", fill or style.WHITE, edge or style.HAIRLINE)

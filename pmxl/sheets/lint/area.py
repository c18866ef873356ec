"""Areas of cells, such as `B2:D9`: read, and compared for overlaps."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.formulas import MAX_ROW

LAST_ROW, LAST_COL = MAX_ROW, MAX_COL
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCc]|[Rr][0-9]*[Cc][0-9]*")
"""What names of tables and of cells may not look like."""
AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


class Area(NamedTuple):
    """First row and column, last row and column."""

    row: int
    col: int
    to_row: int
    to_col: int

    def meets(self, other: Area) -> bool:
        """True where the two share a cell."""
        return (
            self.row <= other.to_row
            and other.row <= self.to_row
            and self.col <= other.to_col
            and other.col <= self.to_col
        )


@lru_cache(maxsize=LAST_COL)
def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def area_of(text: str | None) -> Area | None:
    """The area that a reference names; None where it names none on a sheet, or names it from its far end."""
    match = AREA.fullmatch(text or "")
    if match is None:
        return None
    row, col = int(match[2]), column_number(match[1])
    area = Area(row, col, int(match[4] or row), column_number(match[3] or match[1]))
    inside = 1 <= area.row <= area.to_row <= LAST_ROW and area.col <= area.to_col <= LAST_COL
    return area if inside else None


def first_overlap(areas: list[Area]) -> tuple[Area, Area] | None:
    """Two areas that share a cell, or None; in order of rows, each looks back only at those not yet ended."""
    going: list[Area] = []
    for area in sorted(areas):
        going = [other for other in going if other.to_row >= area.row]
        for other in going:
            if area.meets(other):
                return other, area
        going.append(area)
    return None

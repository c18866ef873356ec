"""Where a sheet's table stands in the framework workbook: the rows it holds and the rows there is room for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmxl.framework.column import Sheet

HEADING_ROW = 6
FIRST_ROW = HEADING_ROW + 1
FIRST_COL = 2  # column A says of each row how complete it is


@dataclass(frozen=True, slots=True)
class Place:
    """Where one sheet's table stands: its rows and how many there is room for."""

    sheet: Sheet
    rows: tuple[Mapping[str, object], ...]
    room: int

    @property
    def last_row(self) -> int:
        """The last row of the table."""
        return HEADING_ROW + self.room

    def col(self, column: str) -> int:
        """The number of a column."""
        return FIRST_COL + list(self.sheet.by_name).index(column)

    @property
    def last_col(self) -> int:
        """The number of the last column."""
        return FIRST_COL + len(self.sheet.columns) - 1

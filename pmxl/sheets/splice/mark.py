"""Mark: a cell of somebody else's workbook that is pointed at, with what the note on it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmxl.sheets.cells import position

PLACE = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell (or a block such as `I9:J9`) of a sheet, the head and the text of its note, and how grave it is."""

    sheet: str
    cell: str
    head: str
    text: str
    grave: bool = False

    @property
    def is_placed(self) -> bool:
        """True where it names cells that can be coloured."""
        return PLACE.fullmatch(self.cell) is not None

    @property
    def first(self) -> str:
        """The cell that the note hangs on."""
        return self.cell.partition(":")[0].replace("$", "")

    @property
    def position(self) -> tuple[int, int]:
        """Row and column of that cell."""
        return position(self.first)

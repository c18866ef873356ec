"""What a reader hands on: cells that keep their address, in sheets, in a book. Rows and columns count from 1."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import time
from enum import StrEnum
from functools import cache
from typing import Any
from typing import NamedTuple
from typing import TypeVar

from pmxl.findings import Finding

CellValue = float | str | bool | datetime | date | time | None
A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class CellType(StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    TEXT = "text"
    BOOL = "bool"
    DATE = "date"
    ERROR = "error"
    BLANK = "blank"


class BookKind(StrEnum):
    """What sort of file a workbook was, by its contents: the usual ending of its name."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


class Cell(NamedTuple):
    """One cell as it stands in the file.

    `value` is a float, text, bool, datetime, the error's text (`#DIV/0!`), or None for a blank or a formula without a
    saved value; `raw` is the text stored in the file; `formula` is without its `=`, None where there is none.
    """

    row: int
    col: int
    type: CellType
    value: CellValue
    raw: str
    formula: str | None
    number_format: str
    hidden: bool

    @property
    def address(self) -> str:
        """Like `D8`."""
        return address(self.row, self.col)


Place = tuple[int, int]
"""Row and column."""

T = TypeVar("T")
Look = Callable[[str], T]
"""What a function of a module, not one made on the spot, makes of a text; nothing that is true of most."""


class Likeness:
    """The cells that stand in every sheet of a form, and what was found among them."""

    def __init__(self, cells: Mapping[Place, Cell]) -> None:
        self._cells = cells
        self._found: dict[Look[Any], dict[Place, Any]] = {}
        self._made: dict[Callable[[Mapping[Place, Cell]], Any], Any] = {}

    def found(self, look: Look[T]) -> Mapping[Place, T]:
        """As a sheet's; they are looked through once for all sheets of the form."""
        known = self._found.get(look)
        if known is None:
            known = self._found[look] = seen_in(texts_in(self._cells), look)
        return known

    def made(self, make: Callable[[Mapping[Place, Cell]], T]) -> T:
        """What a function of a module makes of all of them; in a sheet's own places something else may stand."""
        if make not in self._made:
            self._made[make] = make(self._cells)
        made: T = self._made[make]
        return made


@dataclass(slots=True)
class ReadSheet:
    """One worksheet: cells that hold something, by (row, col); styled blanks are left out.

    Nobody changes them: a sheet whose `likeness` is known differs from it in its `own` places and in no other.
    """

    name: str
    state: str = "visible"
    cells: dict[Place, Cell] = field(default_factory=dict)
    merges: tuple[str, ...] = ()
    likeness: Likeness | None = field(default=None, init=False, compare=False, repr=False)
    own: Sequence[Place] = field(default=(), init=False, compare=False, repr=False)
    _texts: list[tuple[Place, str]] | None = field(default=None, init=False, compare=False, repr=False)  # its own

    def at(self, where: str) -> Cell | None:
        """The cell at an address such as `D8`, or None where nothing stands."""
        return self.cells.get(position(where))

    def alike(self, likeness: Likeness, own: Sequence[Place]) -> ReadSheet:
        """The sheet, once it is known what it is like."""
        self.likeness, self.own = likeness, own
        return self

    def found(self, look: Look[T]) -> Mapping[Place, T]:
        """What a look makes of each text on the sheet, where it makes anything of it, in the order of the sheet."""
        if self.likeness is None:
            return seen_in(texts_in(self.cells), look)
        if self._texts is None:
            self._texts = texts_in({place: self.cells[place] for place in self.own if place in self.cells})
        shared, own = self.likeness.found(look), seen_in(self._texts, look)
        if not own and shared.keys().isdisjoint(self.own):
            return shared
        gone = {*self.own}
        kept = {place: made for place, made in shared.items() if place not in gone}
        return dict(sorted((kept | own).items()))


def texts_in(cells: Mapping[Place, Cell]) -> list[tuple[Place, str]]:
    """The texts among cells, each with its place."""
    return [(place, cell.value) for place, cell in cells.items() if type(cell.value) is str]


def seen_in(texts: Iterable[tuple[Place, str]], look: Look[T]) -> dict[Place, T]:
    """What a look makes of each text, where it makes anything of it."""
    return {place: made for place, text in texts if (made := look(text))}


@dataclass(slots=True)
class ReadBook:
    """A workbook as read: its file name, the SHA-256 of its bytes, its date system, and its sheets in order.

    `notes` are findings about the file as such, as that it carries links to other workbooks.
    """

    file: str
    sha256: str
    sheets: tuple[ReadSheet, ...]
    date1904: bool = False
    kind: BookKind = BookKind.XLSX
    notes: tuple[Finding, ...] = ()

    @property
    def formats_known(self) -> bool:
        """False where the reader does not tell how a number is shown: 0.95 may stand there as 95 %."""
        return self.kind is not BookKind.XLSB

    @property
    def formulas_known(self) -> bool:
        """False where the reader does not tell a formula from what was typed."""
        return self.kind not in (BookKind.XLSB, BookKind.CSV)

    def sheet(self, name: str) -> ReadSheet | None:
        """The sheet of that name, case aside, or None."""
        return next((s for s in self.sheets if s.name.casefold() == name.casefold()), None)


@cache
def column_letters(col: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, col: int) -> str:
    """Row 8, column 4 is D8."""
    return f"{column_letters(col)}{row}"


def position(where: str) -> tuple[int, int]:
    """D8 (or $D$8) is row 8, column 4; raises ValueError for anything else."""
    match = A1.fullmatch(where)
    if not match:
        raise ValueError(f"{where!r} is not the address of a cell")
    col = 0
    for letter in match[1].upper():
        col = col * 26 + ord(letter) - 64
    return int(match[2]), col

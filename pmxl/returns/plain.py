"""Plain: a row of a return whose cells hold plain numbers, read without asking of each what else it might be.

Nearly every row is one. Whatever is out of the ordinary about a cell of it leaves the row to the entry's own reading,
which says the same of a plain row, only slower.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pmxl.figures import Key
from pmxl.framework.models import Measure
from pmxl.returns.entries import NO_MARK
from pmxl.returns.entries import QUALITY_MARKS
from pmxl.returns.given import Given
from pmxl.returns.given import Numbers
from pmxl.returns.given import plain_given
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import MARKS
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import PROVISIONAL
from pmxl.returns.headings import VALUE
from pmxl.returns.limits import NOT_NUMBERS
from pmxl.returns.numbers import MOST_SENSE
from pmxl.returns.ours import is_ours
from pmxl.returns.own_columns import own_headings
from pmxl.returns.paper import Paper
from pmxl.returns.text_numbers import significant
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import Place
from pmxl.sheets.text import CELL_LIMIT
from pmxl.sheets.text import kept_text
from pmxl.terms import Kind

HEADS = (NUMERATOR, DENOMINATOR, VALUE, COMMENTARY, PROVISIONAL)

PLAIN_KINDS = (BookKind.XLSX, BookKind.XLSM)
"""The files that tell of every cell what it is."""

PERCENT = "%"
PROVISIONAL_SAID = {"Yes": True, "No": False}
NUMBER, TEXT, PERCENTAGE = CellType.NUMBER, CellType.TEXT, Kind.PERCENTAGE
NO_QUALITY = NO_MARK * len(MARKS)

OF_FEW_DIGITS = 1e15
"""A whole number below this has no more digits than Excel keeps."""


class PlainRows:
    """The rows of one paper as they are read where nothing about them is out of the ordinary."""

    def __init__(self, paper: Paper) -> None:
        self._cells = paper.sheet.cells
        self._sheet = paper.sheet.name
        self._columns = tuple(paper.columns.get(heading, 0) for heading in (*HEADS, *MARKS))
        odd = paper.merges.reach_below(paper.head_row) or bool(own_headings(paper))
        self._is_plain = paper.book.kind in PLAIN_KINDS and not odd

    def given(self, key: Key, measure: Measure, row: int, places: Mapping[str, str]) -> Given | None:
        """What the row gives; None where the entry has to look at it."""
        if not self._is_plain or measure.kind in NOT_NUMBERS:
            return None
        above, below, value, words, provisional, *marks = map(self._cells.get, _places(row, self._columns))
        numbers = _numbers(measure, above, below, value)
        said = "" if words is None else _words(words)
        quality = _quality(marks) if any(marks) else ""
        is_provisional = False if provisional is None else PROVISIONAL_SAID.get(provisional.value)  # type: ignore[arg-type]
        if numbers is None or said is None or quality is None or is_provisional is None:
            return None
        return plain_given(numbers, key, measure, self._sheet, places, said, quality, provisional=is_provisional)


@lru_cache(maxsize=4096)
def _places(row: int, columns: tuple[int, ...]) -> tuple[Place, ...]:
    """The places of a row under some headings: the same in return after return."""
    return tuple((row, column) for column in columns)


def _quality(found: list[Cell | None]) -> str | None:
    """The six marks; None where one is not as it comes from its list."""
    marks = ""
    for cell in found:
        mark = NO_MARK if cell is None else cell.raw if isinstance(cell.value, float) else ""
        if mark != NO_MARK and mark not in QUALITY_MARKS:
            return None
        marks += mark
    return "" if marks == NO_QUALITY else marks


def _numbers(measure: Measure, above: Cell | None, below: Cell | None, value: Cell | None) -> Numbers | None:
    """Both parts, the value, or all three; None where anything else stands there."""
    numerator = denominator = typed = None
    if above is not None or below is not None:
        if above is None or below is None or not measure.kind.of_two_parts:
            return None
        numerator, denominator = _number(above), _number(below)
        if numerator is None or not denominator:
            return None
    if value is not None and not is_ours(value):
        typed = _number(value)
        if typed is None or (0 < abs(typed) <= 1 and measure.kind is PERCENTAGE):
            return None
    return None if numerator is None and typed is None else (numerator, denominator, typed)


def _number(cell: Cell) -> float | None:
    """The number of a cell that holds nothing else."""
    value = cell.value
    if cell.type is not NUMBER or cell.formula is not None or type(value) is not float:
        return None
    if PERCENT in cell.number_format:
        return None
    number = value if value.is_integer() and abs(value) < OF_FEW_DIGITS else significant(value)
    return number if abs(number) <= MOST_SENSE else None


def _words(cell: Cell) -> str | None:
    """The commentary, where it is text that a cell can hold."""
    if cell.type is not TEXT or not isinstance(cell.value, str) or 2 * len(cell.value) > CELL_LIMIT:
        return None
    return kept_text(cell.value)

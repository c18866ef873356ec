"""The cells of a sheet: in order, each of a known type, each index leading somewhere, each formula one of ours."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from pmxl.sheets.lint.area import LAST_COL
from pmxl.sheets.lint.area import LAST_ROW
from pmxl.sheets.lint.area import column_number
from pmxl.sheets.lint.formula import formula_faults
from pmxl.sheets.lint.formula import reaches_out
from pmxl.sheets.lint.formula import sheets_named
from pmxl.sheets.lint.formula import tables_named
from pmxl.sheets.lint.package import MAIN
from pmxl.sheets.lint.package import Package
from pmxl.sheets.lint.package import measured
from pmxl.sheets.lint.package import whole

CELL_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
TEXT_LIMIT = 32_767
HIGHEST_ROW = 409.6  # points
ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
TYPES = frozenset({"n", "s", "str", "b", "e", "inlineStr", "d"})
VALUE, FORMULA, INLINE = f"{MAIN}v", f"{MAIN}f", f"{MAIN}is"


@dataclass(slots=True)
class Known:
    """What the whole workbook holds and a cell may refer to; names of sheets and tables in lower case."""

    package: Package
    texts: list[str]
    formats: int
    differential: int
    sheets: frozenset[str]
    tables: frozenset[str]
    formulas: Collection[str] | None = None
    indices: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.indices = frozenset(str(index) for index in range(max(self.formats, 1)))


@dataclass(slots=True)
class Rows:
    """What was seen while the rows went by: the texts of the cells that a table's headings need, and no more."""

    name: str
    known: Known
    wanted: Collection[int] = ()
    texts: dict[tuple[int, int], str | None] = field(default_factory=dict)
    last_row: int = 0

    def row(self, row: Element) -> None:
        """Check one row and its cells."""
        number = whole(row, "r", self.last_row + 1)
        if not self.last_row < number <= LAST_ROW:
            self._fault(f"row {number}", f"the row follows row {self.last_row}")
        if not 0 <= measured(row, "ht") <= HIGHEST_ROW:
            self._fault(f"row {number}", f"the row is {row.get('ht')} points high, and Excel takes {HIGHEST_ROW}")
        self.last_row = max(number, self.last_row)
        own, last = str(number), 0
        for cell in row:
            reference = cell.get("r")
            if reference is None:
                last += 1
            else:
                last = self._place(reference, own, last)
            self._cell(cell, reference or f"row {own}, cell {last}")
            if number in self.wanted:
                self.texts[number, last] = self._text(cell)

    def _fault(self, where: str, fact: str) -> None:
        self.known.package.fault(f"{self.name}!{where}", fact)

    def _place(self, reference: str, row: str, last: int) -> int:
        match = CELL_REFERENCE.fullmatch(reference)
        col = column_number(match[1]) if match else 0
        if match is None or match[2] != row or not last < col <= LAST_COL:
            self._fault(reference, f"the cell stands in row {row} after column {last}")
        return max(col, last)

    def _cell(self, cell: Element, where: str) -> None:
        style, kind = cell.get("s"), cell.get("t", "n")
        if style is not None and style not in self.known.indices:
            self._fault(where, f"the cell asks for format {style} of {self.known.formats}")
        held = cell.find(VALUE)
        value = None if held is None else held.text or ""
        if kind not in TYPES:
            self._fault(where, f"{kind!r} is no type of a cell")
        elif value:
            self._value(where, kind, value)
        if len(cell) > 1 or (held is None and len(cell)):
            formula = cell.find(FORMULA)
            if formula is not None:
                self._formula(where, formula, value, kind)

    def _value(self, where: str, kind: str, value: str) -> None:
        if kind == "n":
            if not NUMBER.fullmatch(value):
                self._fault(where, f"{value[:40]!r} stands in a cell for numbers")
        elif kind == "s":
            if not value.isascii() or not value.isdigit() or int(value) >= len(self.known.texts):
                self._fault(where, f"the cell asks for text {value[:12]} of {len(self.known.texts)}")
        elif kind == "b":
            if value not in ("0", "1"):
                self._fault(where, f"{value[:40]!r} stands in a cell for TRUE or FALSE")
        elif kind == "e":
            if value not in ERRORS:
                self._fault(where, f"{value[:40]!r} is no error that Excel knows")
        elif len(value) > TEXT_LIMIT:
            self._fault(where, f"the text has {len(value):,} characters, and a cell takes {TEXT_LIMIT:,}")

    def _formula(self, where: str, formula: Element, value: str | None, kind: str) -> None:
        text = formula.text or ""
        if not text and formula.get("t") == "shared" and formula.get("si") is not None:
            return  # a follower of a shared formula has no text of its own
        check_formula(self.known, f"{self.name}!{where}", text)
        if self.known.formulas is None:
            return
        if text not in self.known.formulas:
            self.known.package.not_inert(f"{self.name}!{where}", f"the formula {text[:60]!r} is not one of the plan")
        if value is None or (not value and kind not in ("str", "s")):
            self._fault(where, "the formula has no saved value")

    def _text(self, cell: Element) -> str | None:
        kind, value = cell.get("t"), cell.findtext(VALUE)
        if kind == "s" and value is not None and value.isdigit() and int(value) < len(self.known.texts):
            return self.known.texts[int(value)]
        if kind == "str":
            return value
        if kind == "inlineStr":
            inline = cell.find(INLINE)
            return "" if inline is None else "".join(inline.itertext())
        return None


def check_formula(known: Known, place: str, text: str, *, union: bool = False) -> None:
    """A formula anywhere in the workbook: its grammar, the sheets and tables it names, and whether it leads outside."""
    said = read_formula(text, union)
    for fact in said.faults:
        known.package.fault(place, fact)
    if said.reaches_out:
        known.package.not_inert(place, f"the formula {text[:60]!r} leads outside the workbook")
    for sheet in said.sheets:
        if sheet.lower() not in known.sheets:
            known.package.fault(place, f"the formula {text[:60]!r} names the sheet {sheet!r}, which is not there")
    for table in said.tables:
        if table.lower() not in known.tables:
            known.package.fault(place, f"the formula {text[:60]!r} names the table {table!r}, which is not there")


class Formula(NamedTuple):
    """What a formula says: what is wrong with it, whether it leads outside, and the sheets and tables that it names."""

    faults: tuple[str, ...]
    reaches_out: bool
    sheets: tuple[str, ...]
    tables: tuple[str, ...]


@lru_cache(maxsize=4096)
def read_formula(
    text: str,
    union: bool,  # noqa: FBT001 - a key of the cache
) -> Formula:
    """What a formula says, in whatever workbook it stands: the same ones stand in row after row."""
    ends = (end for sheet in sorted(sheets_named(text)) for end in sheet.split(":") if "[" not in end)
    return Formula(
        tuple(formula_faults(text, union=union)), reaches_out(text), tuple(ends), tuple(sorted(tables_named(text)))
    )

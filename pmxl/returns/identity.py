"""Identity: what the very hidden sheet `_pmxl` says a return is, and the fingerprint that proves it is one of ours."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pmxl.returns.digest import digest
from pmxl.returns.digest import written
from pmxl.returns.form import ReturnForm
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import IDENTITY_SHEET
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellValue
from pmxl.sheets.cells import Place
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan

SCHEMA = 1
"""The layout of the return itself; raised when headings or this sheet change."""

KEYS = ("schema", "partner", "period", "revision", "framework", "fingerprint")
PARTNER_AT, FINGERPRINT_AT = (KEYS.index("partner") + 1, 2), (KEYS.index("fingerprint") + 1, 2)
"""Row and column of what they say."""
UPPER = tuple((row, col) for row in range(1, len(KEYS) + 1) for col in (1, 2))
"""Where the keys and what they say stand; rows are told below."""

ROW = "row"
ROW_HEADINGS = (ROW, "ref", "area", "period")


class IssuedRow(NamedTuple):
    """A row as it was issued: its number in the sheet, the measure, the area ("" for none) and the period's label."""

    row: int
    ref: str
    area: str
    period: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose return this is, of which period, and what it asked; texts as they stand in the sheet."""

    schema: str
    partner: str
    period: str
    revision: str
    framework: str
    fingerprint: str
    rows: tuple[IssuedRow, ...]

    @property
    def is_whole(self) -> bool:
        """True when the fingerprint is that of what the sheet says: nothing in it was changed by hand."""
        return self.fingerprint == _digest(
            self.schema,
            self.partner,
            self.period,
            self.revision,
            self.framework,
            self.rows,
        )


def fingerprint(form: ReturnForm) -> str:
    """16 hex digits of what makes this return itself: whose, when, revision, framework version, headings and rows."""
    asked = tuple(IssuedRow(0, row.measure.id, row.area, row.period.label) for row in form.rows)
    return _digest(SCHEMA, form.partner.id, form.period.label, form.revision, form.framework, asked)


def plan_identity(form: ReturnForm, first_row: int) -> SheetPlan:
    """The sheet `_pmxl`; `first_row` is where the rows of the return begin."""
    said = (SCHEMA, form.partner.id, form.period.label, form.revision, form.framework, fingerprint(form))
    rows: list[tuple[object, ...]] = [*zip(KEYS, said, strict=True), (), ROW_HEADINGS]
    rows += [(first_row + n, row.measure.id, row.area, row.period.label) for n, row in enumerate(form.rows)]
    puts = tuple(
        Put(i, j, value if isinstance(value, int) else str(value))
        for i, row in enumerate(rows, 1)
        for j, value in enumerate(row, 1)
        if value != ""
    )
    return SheetPlan(
        name=IDENTITY_SHEET, puts=puts, columns=(Column(1, len(ROW_HEADINGS), 18),), state="very_hidden", protect=True
    )


class Told(NamedTuple):
    """What stands beside each word in the first column of some lines, and the rows listed on them."""

    said: dict[str, str]
    rows: tuple[IssuedRow, ...]


def read_identity(sheet: ReadSheet) -> Identity | None:
    """What the sheet says, or None where it is not such a sheet; a key that is missing is ""."""
    told = _told({place: sheet.cells[place] for place in UPPER if place in sheet.cells})
    if ROW in told.said:
        told = _told(sheet.cells)
    else:
        again = _lower(sheet)
        told = Told(told.said | again.said, again.rows)
    if not {"partner", "period", "fingerprint"} <= told.said.keys():
        return None
    return Identity(**{key: told.said.get(key, "") for key in KEYS}, rows=told.rows)


def _lower(sheet: ReadSheet) -> Told:
    """What is told below the keys; read once where partners are asked for the same."""
    if sheet.likeness is not None and all(row <= len(KEYS) for row, _ in sheet.own):
        return sheet.likeness.made(_below_keys)
    return _below_keys(sheet.cells)


def _below_keys(cells: Mapping[Place, Cell]) -> Told:
    return _told(cells, above=len(KEYS))


def _told(cells: Mapping[Place, Cell], above: int = 0) -> Told:
    """What stands below a row."""
    texts = {place: _text(cell.value) for place, cell in cells.items() if place[0] > above}
    words = {row: text.casefold() for (row, col), text in texts.items() if col == 1}
    said = {word: texts.get((row, 2), "") for row, word in words.items()}
    start = min((row for row, word in words.items() if word == ROW), default=0)
    return Told(said, tuple(_rows(texts, start)) if start else ())


def _rows(texts: Mapping[Place, str], start: int) -> Iterable[IssuedRow]:
    columns = range(1, len(ROW_HEADINGS) + 1)
    for row in sorted({row for row, _ in texts if row > start}):
        number, ref, area, period = (texts.get((row, col), "") for col in columns)
        if number.isdecimal() and ref:
            yield IssuedRow(int(number), ref, area, period)


def _text(value: CellValue) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _digest(
    schema: object,
    partner: str,
    period: str,
    revision: object,
    framework: str,
    rows: tuple[IssuedRow, ...],
) -> str:
    return digest([str(schema), partner, period, str(revision), framework], _asked(rows))


@lru_cache(maxsize=256)
def _asked(rows: tuple[IssuedRow, ...]) -> str:
    """The end of what a fingerprint is taken of; the same of all who are asked the same."""
    return written([HEADINGS, sorted((row.ref, row.area, row.period) for row in rows)])

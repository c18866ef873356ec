"""The tables of framework.xlsx found by their headings and read cell by cell into a draft, with all that is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.framework.column import plain
from pmxl.framework.columns import OPTIONAL
from pmxl.framework.columns import SETTINGS
from pmxl.framework.columns import SHEETS
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import nearest
from pmxl.framework.entries import read_entry
from pmxl.framework.entries.entry import UnreadableEntry
from pmxl.framework.entries.entry import is_blank
from pmxl.framework.entries.entry import words
from pmxl.framework.entries.plain import suggested_id
from pmxl.framework.faults import Fault
from pmxl.framework.setting import SETTING_BY_KEY
from pmxl.framework.setting import SETTING_ROWS
from pmxl.framework.setting import Setting
from pmxl.periods import APRIL
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.cells import position

HEADING_ROWS = 15
"""Headings stand within this many rows from the top; guidance may stand above them."""
EXPECTED = ("targets", "tolerances")
"""Sheets that may be missing, but hardly on purpose."""


class Headings(NamedTuple):
    """Where a table's headings stand: the row, and the column number of each known name."""

    row: int
    places: dict[str, int]
    last: int  # the last column with a heading
    others: dict[str, int]  # headings that are no column of the sheet
    twice: dict[str, int]


def draft_of(book: ReadBook) -> tuple[Draft, list[Finding]]:
    """Every sheet of a framework workbook as a draft, and what could not be read; settings come first."""
    draft = Draft(book.file)
    return draft, read_into(draft, book, SHEETS, OPTIONAL)


def read_into(draft: Draft, book: ReadBook, needed: Sequence[Sheet], optional: Sequence[Sheet]) -> list[Finding]:
    """Reads the sheets of a workbook into a draft and gives what could not be read; optional ones may be left out."""
    known = {plain(sheet.name) for sheet in (*needed, *optional)}
    strangers = [page.name for page in book.sheets if plain(page.name) not in known]
    findings: list[Finding] = []
    for sheet in (*needed, *optional):
        findings += _read_sheet(book, sheet, draft, strangers, optional=sheet in optional)
    return findings


def _read_sheet(
    book: ReadBook, sheet: Sheet, draft: Draft, strangers: Sequence[str], *, optional: bool
) -> Iterator[Finding]:
    page = page_of(book, sheet)
    if page is None:
        yield from _absent(book, sheet, draft, strangers, optional=optional)
        return
    if optional and not page.cells:
        return
    headings = find_headings(page, sheet)
    yield from _check_headings(book.file, page, sheet, headings)
    if headings is None or not all(column.name in headings.places for column in sheet.required):
        draft.unread.add(sheet.name)
    if headings is None:
        return
    lines = draft.lines.setdefault(sheet.name, [])
    for line in _lines(book.file, page, sheet, headings):
        lines.append(line)
        yield from _settle(line, draft) if sheet is SETTINGS else _read_line(line, draft)
    if sheet is SETTINGS:
        yield from _settings_missing(book.file, page, headings, draft)
    elif sheet.needed and not lines:
        draft.unread.add(sheet.name)
        where = address(headings.row + 1, min(headings.places.values()))
        place = {"file": book.file, "sheet": page.name, "cell": where}
        says, ask = f"There is no {sheet.one} yet.", f"Type at least one row in {sheet.name}."
        yield _finding(Fault.EMPTY_SHEET, says, ask, **place)


def page_of(book: ReadBook, sheet: Sheet) -> ReadSheet | None:
    """The sheet of a workbook by its name, case, spaces and underscores aside; None where there is none."""
    return next((page for page in book.sheets if plain(page.name) == plain(sheet.name)), None)


def in_order(findings: Iterable[Finding], sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """Sheets in the order of filling in, then rows, then columns."""
    names = [sheet.name for sheet in sheets]

    def place(finding: Finding) -> tuple[int, int, int]:
        name = finding.sheet.casefold()
        row, col = position(finding.cell) if finding.cell else (0, 0)
        return names.index(name) if name in names else len(names), row, col

    return tuple(sorted(findings, key=place))


def _finding(fault: Fault, says: str, ask: str, **place: str) -> Finding:
    return Finding(fault.code, fault.severity, says, ask, **place)


def _absent(
    book: ReadBook, sheet: Sheet, draft: Draft, strangers: Sequence[str], *, optional: bool
) -> Iterator[Finding]:
    """A sheet that is missing; one with a name much like it is taken for it misspelt."""
    close = nearest(sheet.name, strangers)
    place = {"file": book.file, "sheet": sheet.name}
    if optional:
        if close:
            says = f"The sheet “{close}” is not read; a sheet named {sheet.name} would be."
            yield _finding(Fault.SHEET_ABSENT, says, f"Name it {sheet.name} if that is what it holds.", **place)
    elif close or sheet.needed:
        draft.unread.add(sheet.name)
        says = f"There is no sheet {sheet.name}" + (f"; there is one named “{close}”." if close else ".")
        ask = f"Name it {sheet.name}." if close else f"Add it with the headings {_names(sheet.required)}."
        yield _finding(Fault.NO_SHEET, says, ask, **place)
    elif sheet.name in EXPECTED:
        ask = f"Add it with the headings {_names(sheet.required)} when there are {sheet.name} to set."
        yield _finding(Fault.SHEET_ABSENT, f"There is no sheet {sheet.name}.", ask, **place)


def _names(columns: tuple[Column, ...]) -> str:
    return ", ".join(column.name for column in columns)


def find_headings(page: ReadSheet, sheet: Sheet) -> Headings | None:
    """The row with the most of the sheet's column names, the required ones first of all; None where there is none."""
    rows: dict[int, dict[int, str]] = {}
    for (row, col), cell in page.cells.items():
        if row <= HEADING_ROWS and isinstance(cell.value, str) and cell.value.strip():
            rows.setdefault(row, {})[col] = cell.value
    candidates = [_headings(row, cells, sheet) for row, cells in sorted(rows.items())]
    candidates = [found for found in candidates if found.places]
    if not candidates:
        return None
    required = [column.name for column in sheet.required]
    best = max(candidates, key=lambda found: (sum(name in found.places for name in required), len(found.places)))
    return best if 2 * sum(name in best.places for name in required) >= min(len(required), 3) else None


def _headings(row: int, cells: dict[int, str], sheet: Sheet) -> Headings:
    names = {plain(column.name): column.name for column in sheet.columns}
    places: dict[str, int] = {}
    others: dict[str, int] = {}
    twice: dict[str, int] = {}
    for col, text in sorted(cells.items()):
        name = names.get(plain(text))
        if name is None:
            others[text.strip()] = col
        elif name in places:
            twice[name] = col
        else:
            places[name] = col
    return Headings(row, places, max(cells), others, twice)


def _check_headings(file: str, page: ReadSheet, sheet: Sheet, headings: Headings | None) -> Iterator[Finding]:
    place = {"file": file, "sheet": page.name}
    if headings is None:
        says = f"The headings {_names(sheet.required)} are not in the first {HEADING_ROWS} rows."
        yield _finding(Fault.NO_COLUMN, says, "Put them in one row above the table.", **place, cell="A1")
        return
    others = dict(headings.others)
    for column in sheet.required:
        if column.name not in headings.places:
            close = nearest(column.name, others)
            where = address(headings.row, others.pop(close) if close else headings.last + 1)
            says = f"There is no column {column.name}" + (f"; there is one headed “{show(close)}”." if close else ".")
            ask = f"Head it {column.name}." if close else f"Add it: {_lowered(column.help)}"
            yield _finding(Fault.NO_COLUMN, says, ask, **place, cell=where)
    for name, col in headings.twice.items():
        says = f"The column {name} stands twice; the first is read."
        yield _finding(Fault.COLUMN_TWICE, says, "Keep one of them.", **place, cell=address(headings.row, col))
    for text, col in others.items():
        close = nearest(text, [c.name for c in sheet.columns if c.name not in headings.places])
        ask = f"Head it {close} if that is meant." if close else "Nothing need be done."
        says = f"The column “{show(text)}” is not known and is not read."
        yield _finding(Fault.UNKNOWN_COLUMN, says, ask, **place, cell=address(headings.row, col), found=show(text))


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _lines(file: str, page: ReadSheet, sheet: Sheet, headings: Headings) -> Iterator[Line]:
    """The rows under the headings in which any known column holds something."""
    names = {col: name for name, col in headings.places.items()}
    rows: dict[int, dict[str, Cell]] = {}
    for (row, col), cell in page.cells.items():
        if row > headings.row and col in names and not is_blank(cell):
            rows.setdefault(row, {})[names[col]] = cell
    for row, cells in sorted(rows.items()):
        yield Line(file, sheet, row, headings.places, cells)


def _read_line(line: Line, draft: Draft) -> Iterator[Finding]:
    first_month = draft.setting("year_starts")
    for column in line.sheet.columns:
        cell = line.cells.get(column.name)
        if cell is not None:
            yield from _read_cell(line, column.name, cell, column, first_month)
        elif column.required and column.name in line.places:
            says = f"The {column.name} of {line.name} is blank." if line.name else f"The {column.name} is blank."
            yield line.finding(Fault.BLANK, column.name, says, f"Fill it in: {_lowered(column.help)}")


def _read_cell(line: Line, name: str, cell: Cell, column: Column, first_month: int) -> Iterator[Finding]:
    try:
        line.values[name] = read_entry(cell, column, first_month)
    except UnreadableEntry as wrong:
        if column.holds is Holds.ID:  # what refers to it is not to be reported as well
            line.values[name] = suggested_id(words(cell)) or None
        yield line.finding(wrong.fault, name, wrong.says, wrong.ask, wrong.expected)


def _settle(line: Line, draft: Draft) -> Iterator[Finding]:
    """Take one row of the settings sheet into the draft."""
    key_cell, value_cell = line.cells.get("key"), line.cells.get("value")
    if key_cell is None:
        says = f"The value “{show(words(value_cell)) if value_cell else ''}” has no key."
        yield line.finding(Fault.BLANK, "key", says, "Name the setting, or clear the row.")
        return
    written = words(key_cell)
    setting = next((row for row in SETTING_ROWS if plain(row.key) == plain(written)), None)
    line.values["key"] = setting.key if setting else written
    if any(other.get("key") == line.get("key") for other in draft.of("settings") if other is not line):
        yield line.finding(Fault.SETTING_TWICE, "key", f"The setting {line.get('key')} stands twice.", "Keep one row.")
    elif setting is None:
        draft.extra[written] = words(value_cell) if value_cell else ""
        close = nearest(written, SETTING_BY_KEY)
        says = f"The setting “{show(written)}” is not known; it is kept and not used."
        yield line.finding(
            Fault.UNKNOWN_SETTING, "key", says, f"Type {close} if that is meant." if close else "Nothing need be done."
        )
    elif value_cell is not None:
        yield from _settled(line, value_cell, setting, draft)


def _settled(line: Line, cell: Cell, setting: Setting, draft: Draft) -> Iterator[Finding]:
    yield from _read_cell(line, "value", cell, setting.column, APRIL)
    value: Any = line.get("value")
    if value is None:
        return
    if setting.holds is Holds.MONTHS:
        if len(value) != 1:
            says = f"{setting.key} names {len(value)} months."
            yield line.finding(Fault.BAD_CHOICE, "value", says, "Type one month, such as April.")
            return
        value = value[0]
    draft.settings[setting.key] = value


def _settings_missing(file: str, page: ReadSheet, headings: Headings, draft: Draft) -> Iterator[Finding]:
    """Settings that must be given and are not: reported at their own row where there is one."""
    for setting in SETTING_ROWS:
        if not setting.required or setting.key in draft.settings:
            continue
        line = next((line for line in draft.of("settings") if line.get("key") == setting.key), None)
        says, ask = f"The setting {setting.key} is blank.", f"Fill it in: {_lowered(setting.help)}"
        if line is None:
            where = address(headings.row + 1, min(headings.places.values()))
            ask = f"Add a row {setting.key}: {_lowered(setting.help)}"
            yield _finding(Fault.BLANK, says, ask, file=file, sheet=page.name, cell=where)
        elif line.is_sound("value"):
            yield line.finding(Fault.BLANK, "value", says, ask)

"""A return as a person handles it: issued, opened, typed into by heading and row, saved, and read again."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.form import ReturnForm
from pmxl.returns.history import History
from pmxl.returns.mould import Moulds
from pmxl.returns.prepare import prepare_form
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import read_return
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.read import read_workbook
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import HISTORY
from tests.specimens.small import Q3

HEAD_ROW = 5
SIGNED = ("Head of Insight", date(2023, 1, 20))
Entries = Mapping[str, Mapping[str, object]]
"""What is typed: for each row, by its ref (and area's name after a blank), the content of cells by heading."""


def form_of(
    partner: str, framework: Framework = FRAMEWORK, period: Period = Q3, history: History = HISTORY
) -> ReturnForm:
    """The form of one partner."""
    return prepare_form(framework, framework.partner(partner), period, history)


def issued(path: Path, partner: str, framework: Framework = FRAMEWORK) -> Path:
    """The return of a partner, written to a folder."""
    return write_bytes_beside(path / f"{partner}.xlsx", Moulds().bytes_of(form_of(partner, framework)))


def opened(path: Path) -> Workbook:
    """The workbook as openpyxl opens it."""
    return load_workbook(path)


def heading_columns(sheet: Worksheet) -> dict[str, int]:
    """The column of each heading."""
    return {str(cell.value): int(cell.column) for cell in sheet[HEAD_ROW] if cell.value}


def rows_by_name(sheet: Worksheet) -> dict[str, int]:
    """The row of each figure: `h1`, `c1 North Division`, `c2 2022-23 M08` where more than one period is asked."""
    columns = heading_columns(sheet)
    found: dict[str, int] = {}
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        ref, area = sheet.cell(row, columns["Ref"]).value, sheet.cell(row, columns["Area"]).value
        period = str(sheet.cell(row, columns["Period"]).value).partition("\n")[0]
        for name in (f"{ref}", f"{ref} {area}", f"{ref} {period}"):
            found.setdefault(name, row)
    return found


def fill(book: Workbook, entries: Entries, signed: tuple[object, object] | None = None) -> None:
    """Type into the sheet Return and sign the cover."""
    sheet = book["Return"]
    columns, rows = heading_columns(sheet), rows_by_name(sheet)
    for name, typed in entries.items():
        for heading, content in typed.items():
            sheet.cell(rows[name], columns[heading]).value = content  # type: ignore[assignment]
    if signed:
        for row in book["Cover"].iter_rows():
            for cell in row:
                if cell.value in ("Signed off by", "Date signed off"):
                    answer = signed[0] if cell.value == "Signed off by" else signed[1]
                    book["Cover"].cell(cell.row, cell.column + 1).value = answer  # type: ignore[assignment]


def returned(
    path: Path,
    partner: str,
    entries: Entries,
    *,
    change: Callable[[Workbook], object] = lambda _book: None,
    signed: tuple[object, object] | None = None,
    framework: Framework = FRAMEWORK,
    history: History = HISTORY,
    period: Period | None = Q3,
    known: frozenset[str] | None = None,
) -> ReadReturn:
    """Issue a return, fill it in, change it, save it and read it."""
    file = filled(path, partner, entries, change, signed, framework)
    return read_return(read_workbook(file), framework, known=known, expected_period=period, history=history)


def filled(
    path: Path,
    partner: str,
    entries: Entries,
    change: Callable[[Workbook], object] = lambda _book: None,
    signed: tuple[object, object] | None = SIGNED,
    framework: Framework = FRAMEWORK,
) -> Path:
    """Issue a return, fill it in, change it and save it."""
    file = issued(path, partner, framework)
    book = opened(file)
    fill(book, entries, signed)
    change(book)
    book.save(file)
    return file


def said(found: ReadReturn, code: str) -> Finding:
    """The one finding of a code; fails where there are none or several."""
    matching = [finding for finding in found.findings if finding.code == code]
    assert len(matching) == 1, [str(finding) for finding in found.findings]
    return matching[0]


def codes(found: ReadReturn) -> set[str]:
    """The codes of everything that is more than a Note."""
    return {finding.code for finding in found.findings if finding.severity != "Note"}


COUNCIL: Entries = {
    "h1": {"Numerator": 159, "Denominator": 295, "Commentary": "As planned.", "Accuracy": 4, "Completeness": 3},
    "h2": {"Numerator": 170, "Denominator": 120.5, "Provisional": "Yes"},
    "b1": {"Value": 700},
    "d1": {"Numerator": 2400, "Denominator": 100},
    "o1": {"Numerator": 88, "Denominator": 100},
    "y1": {"Value": "Yes"},
    "k1": {"Value": date(2022, 12, 14)},
    "t1": {"Value": "n/a"},
}
FORCE: Entries = {
    "c1 North Division": {"Value": 98},
    "c1 East Division": {"Value": 104},
    "c2 2022-23 M07": {"Value": 5100},
    "c2 2022-23 M08": {"Value": 5000},
    "c2 2022-23 M09": {"Value": 4900},
}


def values(found: ReadReturn) -> dict[str, float | None]:
    """The value of each figure, by measure, area and month."""
    return {
        " ".join(p for p in (f.measure, f.area, f.period.label if f.period.months == 1 else "") if p): f.value
        for f in found.figures
    }


ALL_FORCE = {
    "c1 north": 98,
    "c1 east": 104,
    "c2 2022-23 M07": 5100,
    "c2 2022-23 M08": 5000,
    "c2 2022-23 M09": 4900,
}

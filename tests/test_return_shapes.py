"""Every shape in which a return comes back: what can be read surely is read, and what cannot is named by its cell."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.returns.read import read_return
from pmxl.sheets.read import read_workbook
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.paper import ALL_FORCE
from tests.specimens.paper import COUNCIL
from tests.specimens.paper import FORCE
from tests.specimens.paper import HEAD_ROW
from tests.specimens.paper import SIGNED
from tests.specimens.paper import codes
from tests.specimens.paper import fill
from tests.specimens.paper import heading_columns
from tests.specimens.paper import issued
from tests.specimens.paper import opened
from tests.specimens.paper import returned
from tests.specimens.paper import said
from tests.specimens.paper import values
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import HISTORY
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE

NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"
DEPOT_DONE = 44909.0
"""14 December 2022 as an Excel serial number."""


def body(book: Workbook) -> Worksheet:
    """The sheet of figures."""
    return book["Return"]


def lines(sheet: Worksheet, first: int = HEAD_ROW + 1) -> list[list[object]]:
    """The contents of the rows from one on."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def laid(sheet: Worksheet, rows: list[list[object]], first: int = HEAD_ROW + 1) -> None:
    """Put contents in place of those of the rows from one on."""
    for n, row in enumerate(rows, first):
        for col, content in enumerate(row, 1):
            sheet.cell(n, col).value = content  # type: ignore[assignment]


def sort_rows(book: Workbook) -> None:
    """Sort by the name of the measure, last first."""
    laid(body(book), sorted(lines(body(book)), key=lambda row: str(row[1]), reverse=True))


def shuffle_rows(book: Workbook) -> None:
    """Put the rows in no order at all."""
    rows = lines(body(book))
    random.Random(4).shuffle(rows)
    laid(body(book), rows)


def spread_rows(book: Workbook) -> None:
    """Leave an empty row below each figure."""
    rows = lines(body(book))
    blank: list[object] = [None] * len(rows[0])
    laid(body(book), [line for row in rows for line in (row, blank)])


def shuffle_columns(book: Workbook) -> None:
    """Put the columns, headings and all, in no order at all."""
    rows = lines(body(book), HEAD_ROW)
    places = list(range(len(rows[0])))
    random.Random(7).shuffle(places)
    laid(body(book), [[row[place] for place in places] for row in rows], HEAD_ROW)


def insert_columns(book: Workbook) -> None:
    """Insert columns of their own at the left and in the middle, one of them with notes."""
    body(book).insert_cols(11)
    body(book).insert_cols(1, 2)
    body(book).cell(HEAD_ROW, 1).value = "Checked by"
    body(book).cell(HEAD_ROW + 1, 1).value = "JB"


def delete_columns(book: Workbook) -> None:
    """Delete the columns that are only told and never read."""
    columns = heading_columns(body(book))
    for heading in ("Rating", "Last figure", "Target", "Unit", "Definition"):
        body(book).delete_cols(columns[heading])


def rename_sheets(book: Workbook) -> None:
    """Give every sheet that can be seen another name."""
    body(book).title = "Our Q3"
    book["Cover"].title = "Front page"


def reorder_sheets(book: Workbook) -> None:
    """Put a sheet of their own first, and the figures before the cover."""
    book.create_sheet("Workings", 0)["A1"] = "Value"
    book.move_sheet("Return", -2)


def merge_labels(book: Workbook) -> None:
    """Merge the labels of two rows that say the same, as Excel does: the lower ones are cleared."""
    for column in ("A", "B", "D"):
        body(book).merge_cells(f"{column}6:{column}7")


def merge_title(book: Workbook) -> None:
    """Merge a remark across the whole table below it."""
    row = body(book).max_row + 2
    body(book).cell(row, 5).value = "All figures from the crime recording system"
    body(book).merge_cells(start_row=row, start_column=5, end_row=row + 3, end_column=20)


SAME = [
    sort_rows,
    shuffle_rows,
    spread_rows,
    shuffle_columns,
    insert_columns,
    delete_columns,
    rename_sheets,
    reorder_sheets,
    merge_labels,
    merge_title,
]


@pytest.mark.parametrize("change", SAME, ids=lambda change: change.__name__)
def test_a_shape_that_can_be_read_surely_is_read(change: Callable[[Workbook], None], tmp_path: Path) -> None:
    """Every figure exactly as typed, wherever it went; the officer is at most told, and nobody is asked."""
    found = returned(tmp_path, POLICE, FORCE, change=change, signed=SIGNED)
    assert values(found) == ALL_FORCE
    assert (found.outcome, codes(found)) == (Outcome.READ, set()), [str(finding) for finding in found.findings]


def test_all_of_it_at_once(tmp_path: Path) -> None:
    """Sorted, spread, columns inserted, sheets renamed, labels elsewhere: still every figure."""

    def change(book: Workbook) -> None:
        for one in (shuffle_rows, spread_rows, merge_title, insert_columns, reorder_sheets, rename_sheets):
            one(book)

    found = returned(tmp_path, POLICE, FORCE, change=change, signed=SIGNED)
    assert values(found) == ALL_FORCE
    assert found.outcome is Outcome.READ


def test_a_label_over_many_columns_labels_no_row(tmp_path: Path) -> None:
    """A title merged over Ref and Measure is not taken for the Ref of the rows below it."""

    def change(book: Workbook) -> None:
        laid(body(book), lines(body(book)), HEAD_ROW + 3)
        for row in (6, 7):
            for col in range(1, body(book).max_column + 1):
                body(book).cell(row, col).value = None
        body(book)["A6"] = "c1"
        body(book).merge_cells("A6:B7")

    found = returned(tmp_path, POLICE, FORCE, change=change, signed=SIGNED)
    assert values(found) == ALL_FORCE


def test_without_its_cover_the_figures_are_read_and_the_sign_off_is_missed(tmp_path: Path) -> None:
    """One Query for the whole sheet; every figure as typed."""
    found = returned(tmp_path, POLICE, FORCE, change=lambda book: book.remove(book["Cover"]), signed=SIGNED)
    assert values(found) == ALL_FORCE
    assert codes(found) == {"STR008"}


def test_a_deleted_row_is_missed_by_name(tmp_path: Path) -> None:
    """It is an Error, not a blank: the row must come back."""
    found = returned(tmp_path, POLICE, FORCE, change=lambda book: body(book).delete_rows(6), signed=SIGNED)
    error = said(found, "STR004")
    assert (error.severity, error.expected) == (Severity.ERROR, "c1")
    assert error.says == "The row for Residential burglary, North Division, 2022-23 Q3 (c1) was not found."
    assert values(found) == {name: value for name, value in ALL_FORCE.items() if name != "c1 north"}


@dataclass(frozen=True)
class Text:
    """What a partner typed as text under Value, and what is read of it."""

    row: str
    typed: str
    value: float | None
    code: str
    severity: Severity = Severity.NOTE
    marker: str = ""

    def __str__(self) -> str:
        return f"{self.row} {self.typed!r}"


TEXTS = [
    Text("b1", "1,234", 1234, "NUM001"),
    Text("b1", "1 234", 1234, "NUM001"),
    Text("b1", f"1{NBSP}234", 1234, "NUM001"),
    Text("b1", f"1{THIN}234", 1234, "NUM001"),
    Text("b1", f"1{NARROW}234", 1234, "NUM001"),
    Text("b1", f"{NBSP}1234{NBSP}", 1234, "NUM001"),
    Text("b1", "£1,234", 1234, "NUM001"),
    Text("b1", "\u22121234", -1234, "NUM001"),
    Text("b1", "£3k", None, "NUM010", Severity.ERROR),
    Text("b1", "3.2m", None, "NUM010", Severity.ERROR),
    Text("b1", "1,23", None, "NUM011", Severity.ERROR),
    Text("b1", "12%", None, "NUM012", Severity.ERROR),
    Text("o1", "88%", 88, "NUM001"),
    Text("o1", "88 %", 88, "NUM001"),
    Text("o1", f"88{NBSP}%", 88, "NUM001"),
    Text("b1", "n/a", None, "", marker="Not applicable"),
    Text("b1", "N/A ", None, "", marker="Not applicable"),
    Text("b1", "-", None, "", marker="No data"),
    Text("b1", "\u2013", None, "", marker="No data"),
    Text("b1", "..", None, "", marker="No data"),
    Text("b1", NBSP, None, "VAL008", Severity.QUERY),
    Text("b1", "TBC", None, "NUM010", Severity.ERROR),
]


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_a_number_typed_as_text(text: Text, tmp_path: Path) -> None:
    """Read with a Note where it is surely a number, kept as a reason where it is a mark, else named by its cell."""
    entries = {**COUNCIL, text.row: {"Value": text.typed}}
    found = returned(tmp_path, NORTHVALE, entries, signed=SIGNED)
    figure = next((one for one in found.figures if one.measure == text.row), None)
    assert (figure.value if figure else None) == text.value
    assert (figure.marker if figure else "") == text.marker
    if text.code:
        row = {"b1": 8, "o1": 10}[text.row]
        where = [f.cell for f in found.findings if f.code == text.code and f.severity is text.severity]
        assert f"K{row}" in where


def test_a_formula_without_a_saved_value_is_named(tmp_path: Path) -> None:
    """As programs write it that never reckon: nothing is guessed, the cell is named, all else is read."""
    entries = {**FORCE, "c1 North Division": {"Value": "=40+58"}}
    found = returned(tmp_path, POLICE, entries, signed=SIGNED)
    error = said(found, "CEL002")
    assert (error.severity, error.cell) == (Severity.ERROR, "K6")
    assert values(found) == {name: value for name, value in ALL_FORCE.items() if name != "c1 north"}


def test_days_counted_from_1904(tmp_path: Path) -> None:
    """A workbook of an older Mac: the milestone and the sign-off are the days that it shows."""

    def change(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    found = returned(tmp_path, NORTHVALE, COUNCIL, change=change, signed=SIGNED)
    assert next(figure.value for figure in found.figures if figure.measure == "k1") == DEPOT_DONE
    assert found.signoff.on == date(2023, 1, 20)


@pytest.mark.parametrize(("typed", "mac"), [(44909, False), (44909 - 1462, True)])
def test_a_day_that_lost_its_format_is_held_as_the_day_it_was(typed: int, mac: bool, tmp_path: Path) -> None:
    """A bare number is counted from the workbook's own day 0, and held."""

    def change(book: Workbook) -> None:
        if mac:
            book.epoch = CALENDAR_MAC_1904
        cell = next(cell for cell in body(book)["K"] if cell.value == typed)
        cell.number_format = "General"

    found = returned(tmp_path, NORTHVALE, {**COUNCIL, "k1": {"Value": typed}}, change=change, signed=SIGNED)
    figure = next(figure for figure in found.figures if figure.measure == "k1")
    assert (figure.value, figure.held) == (DEPOT_DONE, True)
    assert "14 December 2022" in said(found, "NUM016").says


def test_a_column_formatted_to_the_last_row(tmp_path: Path) -> None:
    """A style on every row down to 1,048,576 adds no figure, no finding and hardly any time."""
    file = issued(tmp_path, POLICE)
    book = opened(file)
    fill(book, FORCE, SIGNED)
    book.save(file)
    tall = tmp_path / "tall" / "police.xlsx"
    tall.parent.mkdir()
    styled = "".join(f'<row r="{n}"><c r="K{n}" s="3"/></row>' for n in (*range(200, 20_000), 1_048_576))
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(tall, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                part = part.replace(b"</sheetData>", styled.encode() + b"</sheetData>")
                assert styled.encode() in part
            target.writestr(name, part)
    plain, found = (read_return(read_workbook(one), FRAMEWORK, history=HISTORY) for one in (file, tall))
    assert values(found) == ALL_FORCE
    assert [str(finding) for finding in found.findings] == [str(finding) for finding in plain.findings]

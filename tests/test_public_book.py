"""The public workbook: the government's rules for accessible spreadsheets, checked on the file as written."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.assess.disclosed import Disclosed
from pmxl.assess.disclosed import disclosed
from pmxl.batch.same_figures import differences
from pmxl.reports.public.book import plan_public
from pmxl.reports.public.datum import MEANINGS
from pmxl.reports.public.page import page
from pmxl.reports.public.tables import FIGURE
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.measure import clipped
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook
from tests.specimens.assessment import HOSTILE
from tests.specimens.assessment import specimen

BELOW = 5
TEXT_SHEETS = ("Cover",)
LEAST_SIZE = 12


@pytest.fixture(scope="module")
def found() -> Disclosed:
    """Every measure of the made-up assessment, as the public may see it."""
    made = specimen()
    return disclosed(made, "public", [one.id for one in made.framework.measures], BELOW)


@pytest.fixture(scope="module")
def path(found: Disclosed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook as written."""
    return write_workbook(plan_public(found), tmp_path_factory.mktemp("public") / "public.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    """The workbook as another program reads it."""
    return load_workbook(path)


def sheets(book: Workbook) -> list[Worksheet]:
    """Its sheets with a table."""
    return [sheet for sheet in book.worksheets if sheet.title not in TEXT_SHEETS]


def test_the_sheets_stand_in_the_order_of_the_guidance(book: Workbook) -> None:
    """Cover, contents and notes come first; all are visible, and the file opens on the cover at A1."""
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Measures", "Trends", "Partners", "Areas", "Commentary"]
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert book.active is book["Cover"]
    assert {sheet.sheet_view.selection[0].activeCell for sheet in book.worksheets} <= {"A1"}


def test_no_cell_is_merged_filled_hidden_or_a_formula(book: Workbook) -> None:
    """Nothing carries meaning by colour, nothing is out of sight, and no text works anything out."""
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        assert sheet.freeze_panes is None
        assert not sheet.conditional_formatting
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.fill.fill_type is None, f"{sheet.title}!{cell.coordinate}"
            assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate}"


def test_each_sheet_has_one_named_table_in_column_a_right_below_its_text(book: Workbook) -> None:
    """Title in A1, what is on the sheet in A2, a link back in A3, the table from A4 to the end, no filter buttons."""
    for sheet in sheets(book):
        [table] = sheet.tables.values()
        assert table.displayName == f"{sheet.title}_table"
        assert table.ref.startswith("A4:")
        assert table.autoFilter is None
        assert table.tableStyleInfo is None or table.tableStyleInfo.name is None
        last = table.ref.split(":")[1]
        assert sheet.dimensions == f"A1:{last}"
        assert all(isinstance(sheet.cell(row, 1).value, str) for row in (1, 2, 3))


def test_no_row_and_no_cell_of_a_table_is_blank(book: Workbook) -> None:
    """A blank cell could mean anything: where there is no figure stands a mark, and the notes explain each."""
    explained = {str(row[0].value) for row in book["Notes"].iter_rows(min_row=5)}
    for sheet in sheets(book):
        for row in sheet.iter_rows(min_row=4):
            assert all(cell.value not in (None, "") for cell in row), f"{sheet.title} row {row[0].row}"
            marks = {cell.value for cell in row if isinstance(cell.value, str) and cell.value.startswith("[")}
            assert marks <= explained
    assert set(MEANINGS) <= explained
    assert all(cell.value for [cell] in book["Cover"].iter_rows())


def test_type_is_large_and_figures_stand_right(book: Workbook) -> None:
    """Letters of 12 points or more; numbers right, words left."""
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.font.sz >= LEAST_SIZE
            if isinstance(cell.value, (int, float)):
                assert cell.alignment.horizontal == "right"


def test_it_says_what_it_is_in_which_language_and_holds_no_macros(book: Workbook, path: Path) -> None:
    """Title, author and language are among its properties."""
    assert book.properties.title == f"{specimen().framework.settings.name}: performance, 2022-23 Q3"
    assert book.properties.language == "en-GB"
    assert book.properties.creator == specimen().framework.settings.name
    with zipfile.ZipFile(path) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "externalLink" in name]


def test_the_contents_lead_to_every_sheet_and_back(book: Workbook) -> None:
    """Links are words that say where they lead."""
    contents = book["Contents"]
    links = {str(c.value): c.hyperlink.location for [c, _] in contents.iter_rows(min_row=5) if c.hyperlink}
    assert list(links) == book.sheetnames[2:]
    assert all(place == f"'{name}'!A1" for name, place in links.items())
    assert all(sheet["A3"].hyperlink for sheet in sheets(book))


def test_ratings_are_words_and_units_stand_beside_figures(book: Workbook) -> None:
    """No shapes, no signs: a screen reader says the word."""
    head = [cell.value for cell in book["Measures"][4]]
    ratings = {row[head.index("Rating")].value for row in book["Measures"].iter_rows(min_row=5)}
    assert ratings >= {"Red", "Amber", "Green"}
    assert head.index("Unit") < head.index(FIGURE)
    assert all(row[head.index("Unit")].value for row in book["Measures"].iter_rows(min_row=5))


def test_nothing_is_clipped(found: Disclosed) -> None:
    """The longest name, figure and commentary stand in full."""
    assert clipped(plan_public(found)) == []


def test_what_partners_write_stays_text(book: Workbook) -> None:
    """A commentary and a name that try to be formulas are words."""
    said = [cell for row in book["Commentary"].iter_rows(min_row=5) for cell in row if HOSTILE in str(cell.value)]
    names = {cell.value for row in book["Partners"].iter_rows(min_row=5) for cell in row}
    assert said
    assert {cell.data_type for cell in said} == {"s"}
    assert "=Voluntary Sector Forum" in names


def test_a_draft_says_so_and_what_is_published_says_when(found: Disclosed) -> None:
    """The cover has the status and the day of publication."""

    def cover(shown: Disclosed) -> str:
        [sheet] = [one for one in plan_public(shown).sheets if one.name == "Cover"]
        return "\n".join(str(put.value) for put in sheet.puts)

    done = replace(found, assessment=replace(found.assessment, status="PUBLISHED", published_by="The board"))
    assert "DRAFT" in cover(found)
    assert "DRAFT" not in cover(done)
    assert "3 February 2023 by The board" in cover(done)


def test_figures_carry_no_digits_beyond_those_published(book: Workbook) -> None:
    """46.4147 % would tell that it is 46 of 99 where the parts are hidden."""
    head = [cell.value for cell in book["Measures"][4]]
    found = {row[0].value: row[head.index(FIGURE)].value for row in book["Measures"].iter_rows(min_row=5)}
    assert found["h1"] == 46.4


def test_workbook_page_and_scorecard_carry_the_same_figures(found: Disclosed) -> None:
    """All three are read back and agree in every place; one figure changed in any is found, both places named."""
    ours = read_workbook("public.xlsx", plan_to_bytes(plan_public(found)))
    board = read_workbook("scorecard.xlsx", plan_to_bytes(plan_scorecard(specimen())))
    text = page(found)
    assert differences(found, ours, text, "public.html", board) == []
    [fault, *_] = differences(found, ours, text.replace(">688<", ">689<"), "public.html", board)
    assert f"public.xlsx › Measures!F5: Measures | c1 | {FIGURE} is 688.0 here and is 689 in public.html" in str(fault)
    changed = changed_cell(plan_to_bytes(plan_scorecard(specimen())), "688", "687")
    faults = differences(found, ours, text, "public.html", read_workbook("scorecard.xlsx", changed))
    assert {fault.code for fault in faults} == {"OUT031"}
    assert any({"F5", "Communities"} <= words(str(fault)) for fault in faults)


def words(said: str) -> set[str]:
    """The words of a sentence."""
    return set(re.findall(r"\w+", said))


def changed_cell(data: bytes, old: str, new: str) -> bytes:
    """The workbook with one number changed wherever it stands."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            after.writestr(part, before.read(part).replace(f"<v>{old}</v>".encode(), f"<v>{new}</v>".encode()))
    return out.getvalue()

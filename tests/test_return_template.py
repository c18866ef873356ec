"""The return of a partnership's own: its columns and guidance are in what partners get, and survive the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.cell.rich_text import TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.styles import PatternFill

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.findings import Refusal
from pmxl.returns.headings import HEADINGS
from pmxl.returns.template import NOTHING_ADDED
from pmxl.returns.template_read import read_return_template
from pmxl.sheets.lint import lint_workbook
from tests.test_batch import PERIOD
from tests.test_batch import fill
from tests.threewoods import partnership

SHIPPED = Path(__file__).resolve().parents[1] / "templates" / "return.xlsx"
HEAD, FIRST_OWN = 5, len(HEADINGS) + 1
BAD = '=HYPERLINK("http://x.example","click")'


def edited(path: Path, change: Callable[[Workbook], object]) -> Path:
    """The template as an officer saves it."""
    book = load_workbook(SHIPPED)
    change(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def added(book: Workbook) -> None:
    """Two columns, one with a note and a width, and a sheet of guidance."""
    sheet = book["Return"]
    sheet.cell(HEAD, FIRST_OWN).value = "Team"
    sheet.cell(HEAD, FIRST_OWN).comment = Comment("Which team counted it", "The officer")
    sheet.column_dimensions["U"].width = 22
    sheet.cell(HEAD, FIRST_OWN + 1).value = "Checked by"
    guide = book.create_sheet("How we count")
    guide["A1"].value = "How we count"
    guide["A1"].font = Font(name="Georgia", size=16, bold=True, color="FF5A1E4B")
    guide["A1"].fill = PatternFill("solid", fgColor="FFEEEEEE")
    guide.merge_cells("A1:C1")
    guide["A2"].value = CellRichText("Count ", TextBlock(InlineFont(b=True), "households"), ", not people.")
    guide["A3"].value = "=1+1"
    guide["B3"].value = 12.5
    guide.column_dimensions["A"].width = 40
    guide.row_dimensions[1].height = 30


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Three partners, whose returns have columns and guidance of the partnership's own."""
    made = partnership(tmp_path / "place")
    edited(made.templates.file("return"), added)
    return made


def test_the_template_as_it_comes_adds_nothing() -> None:
    """It can be read, and what is issued with it is what is issued without."""
    assert read_return_template(SHIPPED) == NOTHING_ADDED
    assert lint_workbook(SHIPPED.read_bytes()) == []


def test_what_the_officer_adds_is_in_what_partners_get(folder: Folder) -> None:
    """Columns with width, note and a cell for each row; guidance behind the cover, as it stands, without formulas."""
    (path,) = issue(folder, folder.period(PERIOD), ["ash"])
    assert lint_workbook(path.read_bytes()) == []
    book = load_workbook(path, rich_text=True)
    assert book.sheetnames == ["Cover", "How we count", "Return", "Lists", "_pmxl"]
    sheet, guide = book["Return"], book["How we count"]
    assert [sheet.cell(HEAD, FIRST_OWN + n).value for n in (0, 1, 2)] == ["Team", "Checked by", None]
    note = sheet.cell(HEAD, FIRST_OWN).comment
    assert note
    assert "Which team" in note.text
    assert sheet.column_dimensions["U"].width == pytest.approx(22, abs=1)
    assert not sheet.cell(HEAD + 1, FIRST_OWN).protection.locked
    assert (guide["A1"].font.name, guide["A1"].font.sz, guide["A1"].font.color.rgb) == ("Georgia", 16, "FF5A1E4B")
    assert [str(block) for block in guide.merged_cells.ranges] == ["A1:C1"]
    assert str(guide["A2"].value) == "Count households, not people."
    assert guide["B3"].value == 12.5
    assert guide["A3"].data_type != "f"
    assert guide.row_dimensions[1].height == 30


def test_what_partners_write_there_is_kept_with_the_figure(folder: Folder) -> None:
    """As its note, text whatever it looks like; the figure itself is read as ever, and nothing is found odd."""
    period = folder.period(PERIOD)
    (path,) = issue(folder, period, ["ash"])
    back = fill(path, folder.inbox(period) / "ash.xlsx", 40, 100)
    book = load_workbook(back)
    book["Return"].cell(HEAD + 1, FIRST_OWN).value = "North\nteam"
    book["Return"].cell(HEAD + 1, FIRST_OWN + 1).value = BAD
    book["Return"].cell(HEAD + 1, FIRST_OWN + 1).data_type = "s"
    book["Return"].cell(HEAD, FIRST_OWN + 3).value = "A column of ash's own"
    book["Return"].cell(HEAD + 1, FIRST_OWN + 3).value = 99
    book.save(back)
    (found,) = collect(folder, period=period, queries=False).files
    assert {finding.code for finding in found.findings} == {
        "VAL042",
        "VAL020",
    }  # a Red without words, unlike the others
    assert (found.kept, found.held, found.refused) == (1, 0, 0)
    with folder.ledger() as ledger:
        figure = ledger.recall(held=True).iloc[0]
    assert (figure["numerator"], figure["denominator"]) == (40, 100)
    assert figure["note"] == rf"Team: North\nteam; Checked by: {BAD}"


def test_a_column_moved_or_deleted_by_the_partner(folder: Folder) -> None:
    """It is found by its heading; one that is gone is not missed, for no figure was in it."""
    period = folder.period(PERIOD)
    (path,) = issue(folder, period, ["ash"])
    back = fill(path, folder.inbox(period) / "ash.xlsx", 40, 100)
    book = load_workbook(back)
    sheet = book["Return"]
    sheet.cell(HEAD + 1, FIRST_OWN + 1).value = "A. Officer"
    sheet.delete_cols(FIRST_OWN)
    book.save(back)
    collect(folder, period=period, queries=False)
    with folder.ledger() as ledger:
        assert ledger.recall(held=True).iloc[0]["note"] == "Checked by: A. Officer"


def renamed(book: Workbook) -> None:
    """A heading of ours under another name."""
    book["Return"].cell(HEAD, 11).value = "Figure"


def inserted(book: Workbook) -> None:
    """A column among ours."""
    book["Return"].insert_cols(3)
    book["Return"].cell(HEAD, 3).value = "Team"


def doubled(book: Workbook) -> None:
    """Two columns of one heading."""
    book["Return"].cell(HEAD, FIRST_OWN).value = "Team"
    book["Return"].cell(HEAD, FIRST_OWN + 1).value = "TEAM "


def many(book: Workbook) -> None:
    """More columns than anybody fills in."""
    for n in range(13):
        book["Return"].cell(HEAD, FIRST_OWN + n).value = f"Own {n}"


def lengthened(book: Workbook) -> None:
    """A heading as long as a sentence."""
    book["Return"].cell(HEAD, FIRST_OWN).value = "x" * 61


def filled(book: Workbook) -> None:
    """A sheet of guidance that holds a table of thousands."""
    sheet = book.create_sheet("Everything")
    for n in range(5001):
        sheet.cell(n % 1000 + 1, n // 1000 + 1).value = n


def imitated(book: Workbook) -> None:
    """A worked example under the headings of a return."""
    book.create_sheet("Example").append(list(HEADINGS))


def drawn(book: Workbook) -> None:
    """A chart on a sheet of guidance."""
    book.create_sheet("Charts").add_chart(BarChart(), "B2")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            renamed,
            r"return\.xlsx › Return!K5: The heading Value belongs here, and it says 'Figure'\. Type Value",
        ),
        (inserted, r"Return!C5: The heading Area belongs here, and it says 'Team'\..*right of Provisional"),
        (doubled, r"Return!V5: The heading 'TEAM' stands twice\..*TPL011"),
        (many, r"Return!AG5: There are 13 columns of your own"),
        (imitated, r"Example!A1: Row 1 holds headings of a return.*TPL012"),
        (drawn, r"Charts: The sheet has pictures, shapes or charts.*TPL013"),
        (lengthened, r"Return!U5: The heading has 61 characters, and at most 60 are read\..*TPL011"),
        (filled, r"Everything: The sheet has 5,001 cells, and at most 5,000 go into every return\..*TPL014"),
        (lambda book: book.remove(book["Return"]), r"The sheet 'Return' .* is gone\..*TPL010"),
    ],
)
def test_what_breaks_the_contract_is_named_by_its_cell(
    tmp_path: Path, change: Callable[[Workbook], object], said: str
) -> None:
    """Nothing is issued until it is mended."""
    with pytest.raises(Refusal, match=said):
        read_return_template(edited(tmp_path / "return.xlsx", change))


def test_an_issued_return_can_be_made_the_template(folder: Folder, tmp_path: Path) -> None:
    """Our own sheets in it are left out; the officer's columns and guidance are found again."""
    (path,) = issue(folder, folder.period(PERIOD), ["ash"])
    found = read_return_template(path)
    assert [column.heading for column in found.columns] == ["Team", "Checked by"]
    assert [sheet.name for sheet in found.sheets] == ["How we count"]

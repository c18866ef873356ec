"""The scorecard's pages as a partnership has them: header, footer, logo and headings, and what breaks the template."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.batch.scorecard import scorecard
from pmxl.findings import Refusal
from pmxl.reports.page_template import AS_IT_IS
from pmxl.reports.page_template import PageTemplate
from pmxl.reports.page_template import paged
from pmxl.reports.page_template import read_page_template
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.house_style import Logo
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.measure import clipped
from pmxl.sheets.write import plan_to_bytes
from tests.kinds import plan_of
from tests.specimens.assessment import specimen
from tests.test_batch import PERIOD
from tests.test_house_style import png
from tests.threewoods import partnership

SHIPPED = Path(__file__).resolve().parents[1] / "templates" / "scorecard.xlsx"
LOGO = Logo(png(160, 80), 160, 80)


def edited(path: Path, **answers: str | None) -> Path:
    """The template with answers, by the words of their line (`Header_left`)."""
    book = load_workbook(SHIPPED)
    sheet = book["Scorecard page"]
    for key, answer in answers.items():
        sheet[cell_of(sheet, key.replace("_", " "))].value = answer
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def cell_of(sheet: Worksheet, key: str) -> str:
    """Where the answer of a line stands."""
    cells = [cell for (cell,) in sheet.iter_rows(min_col=2, max_col=2, min_row=4) if cell.value == key]
    return f"C{cells[-1].row}"


def opened(plan: BookPlan) -> Any:
    """The workbook as openpyxl opens it."""
    return load_workbook(io.BytesIO(plan_to_bytes(plan)))


def test_the_template_as_it_comes_changes_nothing() -> None:
    """Read, it is the program's own; a scorecard paged by it is the very same."""
    assert read_page_template(SHIPPED) == AS_IT_IS
    plan = plan_of("scorecard")
    assert paged(plan, AS_IT_IS, specimen()) is plan


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_header_footer_and_headings_are_the_officers(tmp_path: Path) -> None:
    """With what the fields stand for; the headings on every sheet that has them, and on nothing else."""
    template = read_page_template(
        edited(
            tmp_path / "scorecard.xlsx",
            Header_left="{Partnership} & friends",
            Header_right="{sheet}",
            Footer_middle="OFFICIAL",
            Actual="Result",
            Travel="Better or worse?",
        )
    )
    plan = paged(plan_of("scorecard"), template, specimen())
    assert lint_workbook(plan_to_bytes(plan)) == []
    assert clipped(plan) == []
    book = opened(plan)
    sheet = book["Scorecard"]
    assert sheet.oddHeader.left.text == "Thamesmere Partnership && friends"
    assert "&[Tab]" in sheet.oddHeader.right.text or "&A" in sheet.oddHeader.right.text
    assert sheet.oddFooter.center.text == "OFFICIAL"
    for each in (each for each in plan.sheets if each.name != "Method"):  # where Travel is explained, under its name
        heads = [put.value for put in each.puts if put.value in ("Actual", "Travel") and put.style.bottom]
        assert not heads, each.name
    assert "Result" in {put.value for put in plan.sheets[0].puts}


@pytest.mark.parametrize(("where", "pictures"), [("first sheet", 1), ("every sheet", 6), ("none", 0)])
def test_where_the_logo_stands(where: str, pictures: int) -> None:
    """On the first sheet, on every one that has a band and room for it, or nowhere."""
    plan = paged(plan_of("scorecard"), PageTemplate(logo=where), specimen(), LOGO)
    found = sum(len(sheet.pictures) for sheet in plan.sheets)
    assert found == pictures if pictures < 2 else found >= pictures
    assert clipped(plan) == []
    assert lint_workbook(plan_to_bytes(plan)) == []


def test_a_logo_that_is_printed_only() -> None:
    """At the left of the header of every page, and the sheet below it."""
    plan = paged(plan_of("scorecard"), PageTemplate(logo="printed header"), specimen(), LOGO)
    data = plan_to_bytes(plan)
    assert lint_workbook(data) == []
    with ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "&amp;L&amp;G" in sheet
    assert not any(each.pictures for each in plan.sheets)


def test_a_header_never_grows_past_what_excel_takes() -> None:
    """The longest of three texts gives way; ampersands and codes stay whole."""
    page = Page(header=("&" * 200, "middle", "x" * 300), footer_left="&P is not a page here", footer_right="")
    data = plan_to_bytes(BookPlan("T", (SheetPlan("One", (Put(1, 1, "x"),), page=page),)))
    assert lint_workbook(data) == []
    with ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "middle" in sheet
    assert "&amp;&amp;P is not" in sheet


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"Footer_left": "{partner}"}, r"!{Footer left}: Nothing is known to fill in for '{partner}'\..*TPL016"),
        ({"Header_middle": "x" * 130}, r"!{Header middle}: The text has 130 characters, and at most 120"),
        ({"Logo": "top"}, r"!{Logo}: The logo is to stand at 'top'.*TPL016"),
        (
            {"Actual": "What we have counted so far in this year"},
            r"!{Actual}: The heading .* lines in its column.*TPL017",
        ),
        ({"Actual": "Target"}, r"!{Target}: 'Target' would head two columns, Actual and Target\..*TPL017"),
    ],
)
def test_what_breaks_the_contract_is_named_by_its_cell(tmp_path: Path, answers: dict[str, str], said: str) -> None:
    """With what may stand there."""
    path = edited(tmp_path / "scorecard.xlsx", **answers)
    sheet = load_workbook(path)["Scorecard page"]
    for key in ("Footer left", "Header middle", "Logo", "Actual", "Target"):
        said = said.replace(f"{{{key}}}", cell_of(sheet, key))
    with pytest.raises(Refusal, match=said.replace("'{partner}'", r"'\{partner\}'")):
        read_page_template(path)


def test_a_line_or_a_sheet_that_is_gone(tmp_path: Path) -> None:
    """It is named, with where to get it back."""

    def without(change: Callable[[Any], object]) -> Path:
        book = load_workbook(SHIPPED)
        change(book)
        book.save(tmp_path / "scorecard.xlsx")
        return tmp_path / "scorecard.xlsx"

    with pytest.raises(Refusal, match=r"The line 'Footer left' is gone\..*TPL015"):
        read_page_template(without(lambda book: book["Scorecard page"].delete_rows(12)))
    with pytest.raises(Refusal, match=r"The sheet 'Scorecard page' is gone\..*TPL015"):
        read_page_template(without(lambda book: setattr(book["Scorecard page"], "title", "Mine")))


def test_a_scorecard_is_made_by_the_partnership_s_template(tmp_path: Path) -> None:
    """From the folder to the file."""
    folder = partnership(tmp_path / "place")
    edited(folder.templates.file("scorecard"), Header_right="For members only")
    path, _ = scorecard(folder, folder.period(PERIOD))
    header = load_workbook(path)["Scorecard"].oddHeader
    assert header
    assert header.right.text == "For members only"

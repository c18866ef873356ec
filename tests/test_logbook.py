"""The logbook: made with a guided sheet for each log, read back row for row, wrong cells named, nothing lost."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.drawing.image import Image
from openpyxl.workbook import Workbook
from PIL import Image as Picture
from typer.testing import CliRunner

from pmxl.batch.folder import Folder
from pmxl.batch.logbook import logbook
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.improve.logbook.faults import LogFault
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.logs import SHEETS
from pmxl.improve.logbook.make import plan_logbook
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook
from pmxl.terms import Severity
from tests.specimens.framework_file import framework_file
from tests.specimens.logged import ROWS
from tests.specimens.logged import framework
from tests.specimens.logged import logged
from tests.test_judged import sound


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership that has a framework and no logbook yet."""
    framework_file(sound(), tmp_path / "framework.xlsx")
    return Folder(tmp_path)


def test_every_sheet_comes_back_as_it_was_written() -> None:
    """A106, A107, A114, A115, A116, A117, A22, A34: what people write in the logbook is read back cell by cell."""
    found = logged()
    assert not found.findings
    assert found.counts == {sheet: len(rows) for sheet, rows in ROWS.items()}
    assert found.scrutiny[0].reported == date(2026, 6, 1)
    assert found.learning[0].shared_with == ("north", "south")
    assert found.meetings[0].others == ("two tenants", "a councillor")
    assert found.meetings[0].period is not None
    assert found.meetings[0].period.label == "2026-27 Q1"
    assert found.risks[0].score == 20
    assert (found.reviews[0].answer, found.reviews[1].answer) == (True, False)


def test_a_folder_without_a_logbook_has_an_empty_one(folder: Folder) -> None:
    """A106: nobody is made to keep a logbook."""
    assert folder.logbook == Logbook()


WRONG: tuple[tuple[str, str, object, str, str], ...] = (
    ("reviews", "objective", "aim-9", "FRM033", "aim-9"),
    ("reviews", "test", "mood", "FRM012", "mood"),
    ("reviews", "on", "some day", "FRM017", "some day"),
    ("reviews", "answer", "perhaps", "FRM012", "perhaps"),
    ("scrutiny", "objective", None, "IMP053", "no objective is named"),
    ("scrutiny", "reported", date(2026, 3, 1), "IMP051", "before begun"),
    ("scrutiny", "followed_up", date(2026, 5, 1), "IMP051", "before reported"),
    ("learning", "source", None, "FRM010", "source"),
    ("learning", "worked", "so so", "FRM012", "so so"),
    ("learning", "shared_with", "north; est", "FRM033", "est"),
    ("revisions", "why", None, "FRM010", "why"),
    ("meetings", "period", "someday", "FRM015", "someday"),
    ("meetings", "apologies", "north", "IMP060", "present"),
    ("meetings", "next", date(2026, 1, 1), "IMP051", "before on"),
    ("partnership", "question", "mood", "FRM012", "mood"),
    ("overlaps", "other", "north", "IMP055", "both sides"),
    ("alignment", "in_their_plan", "perhaps", "FRM012", "perhaps"),
    ("budgets", "budget", "a lot", "FRM013", "a lot"),
    ("budgets", "measure", None, "IMP050", "Neither"),
    ("budgets", "objective", "aim-2", "IMP058", "serves aim-1"),
    ("budgets", "budget", 0, "IMP059", "budget of 0"),
    ("budgets", "tolerance", 300, "IMP063", "4 times the budget"),
    ("meetings", "on", date(1900, 1, 5), "FRM017", "5 January 1900, too long ago"),
    ("efficiency", "verified", 400, "IMP056", "400 is verified"),
    ("efficiency", "verified_by", None, "IMP057", "nobody is named"),
    ("efficiency", "claimed", -3, "FRM014", "−3"),
    ("risks", "likelihood", 7, "FRM014", "7"),
)


def grown(folder: Folder) -> None:
    """The framework has a partner more."""
    rows = sound()
    rows["partners"] = [*rows["partners"], {"id": "newcomer", "name": "Newcomer"}]
    folder.framework_file.unlink()
    framework_file(rows, folder.framework_file)


def with_picture(book: Workbook) -> None:
    """A picture on a sheet of the logbook."""
    logo = BytesIO()
    Picture.new("RGB", (4, 4)).save(logo, "PNG")
    book["learning"].add_image(Image(logo), "Z1")


@pytest.mark.parametrize(("sheet", "column", "value", "code", "words"), WRONG)
def test_a_wrong_cell_is_named_and_the_other_rows_are_kept(
    sheet: str, column: str, value: object, code: str, words: str
) -> None:
    """A113, A114, A115, A126: each wrong cell of a sheet has one finding with its address; the rest is whole."""
    first, *others = ROWS[sheet]
    found = logged(ROWS | {sheet: [first | {column: value}, *others]})
    (finding,) = found.findings
    columns = [one.name for one in next(one for one in SHEETS if one.name == sheet).columns]
    letters = "BCDEFGHIJKLMNOP"[columns.index(column)]
    assert (finding.code, finding.sheet, finding.cell, finding.file) == (code, sheet, f"{letters}7", "logbook.xlsx")
    assert words in finding.says
    is_query = finding.severity == "Query"
    assert found.left_out == (0 if is_query else 1)
    assert len(found.rows(sheet)) == len(ROWS[sheet]) - found.left_out
    assert sum(found.counts.values()) == sum(map(len, ROWS.values())) - found.left_out


@pytest.mark.parametrize(
    ("question", "answer", "fits"),
    [
        ("type", "Delivery, of homes", True),
        ("type", "both", False),
        ("budgets", "pooled: the fund", True),
        ("type", "Network\nwe meet and share", True),
        ("budgets", "some money", False),
        ("vision", "anything", True),
    ],
)
def test_a_question_with_few_answers_begins_with_one_of_them(question: str, answer: str, fits: bool) -> None:
    """A120, A126: the type of a partnership and the way money is held are words that a rule can go by."""
    found = logged({"partnership": [{"question": question, "answer": answer}]})
    assert [finding.code for finding in found.findings] == ([] if fits else ["IMP054"])


@pytest.mark.parametrize("sheet", ["reviews", "partnership", "alignment", "budgets", "meetings", "overlaps"])
def test_what_is_said_twice_is_kept_once(sheet: str) -> None:
    """A119, A29: of two rows about the same thing the later one is left out, and its row is named."""
    found = logged({sheet: [ROWS[sheet][0], ROWS[sheet][0]]})
    assert [finding.code for finding in found.findings] == [LogFault.TWICE.code]
    assert len(found.rows(sheet)) == 1


def test_headings_may_be_moved_and_sheets_left_out(folder: Folder) -> None:
    """A115: columns are found by their headings; a sheet that is not there is empty."""
    book = load_workbook_of({"learning": ROWS["learning"]}, folder)
    for sheet in SHEETS:
        if sheet.name != "learning":
            del book[sheet.name]
    book["learning"].move_range("B6:M7", rows=4)
    book.save(folder.logbook_file)
    assert folder.logbook.counts["learning"] == 1
    assert not folder.logbook.findings


def load_workbook_of(rows: dict[str, list[dict[str, Any]]], folder: Folder) -> Any:
    """A logbook written into the folder, opened as a person would."""
    write_workbook(plan_logbook(folder.framework, rows), folder.logbook_file)
    return load_workbook(folder.logbook_file)


def test_a_file_that_cannot_be_read_is_told_and_stops_nothing(folder: Folder) -> None:
    """A106: a damaged logbook is a finding, never a fault."""
    folder.logbook_file.write_bytes(b"no workbook at all")
    assert folder.logbook.has_errors
    assert folder.logbook.findings[0].file == "logbook.xlsx"
    assert not sum(folder.logbook.counts.values())


def test_the_logbook_is_made_once_and_never_written_over(folder: Folder) -> None:
    """A106: the first run makes it, the second leaves every byte of it."""
    first = logbook(folder)
    assert first.made
    before = folder.logbook_file.read_bytes()
    second = logbook(folder)
    assert not second.made
    assert not second.added
    assert folder.logbook_file.read_bytes() == before


def test_missing_sheets_are_added_and_what_people_typed_stays(folder: Folder) -> None:
    """A114: a logbook of an earlier version gets the new sheets, with table and rules for typing, and loses nothing."""
    book = load_workbook_of(ROWS, folder)
    del book["scrutiny"]
    del book["risks"]
    book["learning"]["Z40"] = "a note of ours"
    book.create_sheet("our own")["A1"] = "kept"
    book.save(folder.logbook_file)
    done = logbook(folder)
    assert done.added == ("scrutiny", "risks")
    assert done.logbook.counts == {name: len(rows) for name, rows in ROWS.items()} | {"scrutiny": 0, "risks": 0}
    after = load_workbook(folder.logbook_file)
    assert after["learning"]["Z40"].value == "a note of ours"
    assert after["our own"]["A1"].value == "kept"
    assert "scrutiny" in after["scrutiny"].tables
    assert after["scrutiny"].data_validations.dataValidation
    assert after["scrutiny"].freeze_panes == "C7"
    listed = [cell.value for row in after["Start here"].iter_rows() for cell in row]
    assert [listed.count(name) for name in ("scrutiny", "risks", "learning")] == [1, 1, 1]
    assert after["Start here"]["C9"].hyperlink is not None
    assert not lint_workbook(folder.logbook_file.read_bytes())


def test_the_ids_are_renewed_with_the_sheets(folder: Folder) -> None:
    """A114: the framework has grown since: its new ids stand on Ids, and every list reaches as far."""
    book = load_workbook_of(ROWS, folder)
    del book["risks"]
    book.save(folder.logbook_file)
    grown(folder)
    logbook(Folder(folder.path))
    after = load_workbook(folder.logbook_file)
    ids = [cell.value for cell in after["Ids"]["A"]]
    assert "newcomer" in ids
    reach = f"$A${ids.index('newcomer') + 1}"
    for name in ("learning", "risks"):
        rules = [str(one.formula1) for one in after[name].data_validations.dataValidation]
        assert [rule for rule in rules if "$A$6" in rule] == [f"'Ids'!$A$6:{reach}"]


def test_the_ids_are_renewed_when_only_the_framework_has_grown(folder: Folder) -> None:
    """A114: no sheet is missing and the ids are new: they are listed, once, and what people typed stays."""
    book = load_workbook_of(ROWS, folder)
    book["learning"]["Z40"] = "a note of ours"
    book.save(folder.logbook_file)
    grown(folder)
    result = CliRunner().invoke(app, ["logbook", "-C", str(folder.path)])
    assert "The ids to choose from in logbook.xlsx are those of the framework again." in result.output
    after = load_workbook(folder.logbook_file)
    assert "newcomer" in [cell.value for cell in after["Ids"]["A"]]
    assert after["learning"]["Z40"].value == "a note of ours"
    before = folder.logbook_file.read_bytes()
    assert not logbook(Folder(folder.path)).renewed
    assert folder.logbook_file.read_bytes() == before


@pytest.mark.parametrize("why", ["it holds pictures or charts", "something else stands on that sheet"])
def test_ids_that_cannot_be_renewed_are_told(folder: Folder, why: str) -> None:
    """A114: the workbook keeps every byte, and where to take the ids from is said."""
    book = load_workbook_of(ROWS, folder)
    if "pictures" in why:
        with_picture(book)
    else:
        book["Ids"]["Z9"] = "a note of ours"
    book.save(folder.logbook_file)
    before = folder.logbook_file.read_bytes()
    grown(folder)
    done = logbook(Folder(folder.path))
    (told,) = (one for one in done.logbook.findings if one.code == "IMP065")
    assert (told.severity, told.sheet) == (Severity.QUERY, "Ids")
    assert why in told.says
    assert sum(done.logbook.counts.values())
    assert folder.logbook_file.read_bytes() == before


@pytest.mark.parametrize("ending", [".ods", ".XLSM"])
def test_a_logbook_of_another_ending_is_told(folder: Folder, ending: str) -> None:
    """A106: it is not read, so none is made beside it; beside one that is read it is only told."""
    other = folder.path / f"Logbook{ending}"
    other.write_bytes(b"what people typed")
    alone = logbook(folder)
    (told,) = alone.logbook.findings
    assert (told.code, told.severity, told.file) == ("IMP064", Severity.ERROR, other.name)
    assert told.ask == "Save it as logbook.xlsx, or give it another name."
    assert alone.logbook.is_unread
    assert not folder.logbook_file.exists()
    load_workbook_of(ROWS, folder).save(folder.logbook_file)
    both = logbook(folder).logbook
    assert [(one.code, one.severity) for one in both.findings] == [("IMP066", Severity.QUERY)]
    assert not both.is_unread
    other.rename(folder.path / "Logbook of last year.ods")
    assert not Folder(folder.path).logbook.findings


def test_a_sheet_of_another_name_is_told_and_not_added_again(folder: Folder) -> None:
    """A126: its rows do not vanish behind a new blank sheet: it is named, and stands as it was."""
    book = load_workbook_of(ROWS, folder)
    book["budgets"].title = "Budgets 2026-27"
    book["learning"].title = "What we learned"
    book.save(folder.logbook_file)
    before = folder.logbook_file.read_bytes()
    done = logbook(folder)
    assert [(one.code, one.sheet, one.ask) for one in done.logbook.findings] == [
        ("IMP062", "What we learned", "Name it learning."),
        ("IMP062", "Budgets 2026-27", "Name it budgets."),
    ]
    assert not done.added
    assert folder.logbook_file.read_bytes() == before


def test_a_workbook_that_would_lose_something_is_left_alone(folder: Folder) -> None:
    """A114: sheets are not added where a picture would be lost; the file keeps every byte."""
    book = load_workbook_of(ROWS, folder)
    del book["risks"]
    with_picture(book)
    book.save(folder.logbook_file)
    before = folder.logbook_file.read_bytes()
    with pytest.raises(Refusal, match="pictures or charts") as refusal:
        logbook(folder)
    assert refusal.value.finding.code == "IMP061"
    assert folder.logbook_file.read_bytes() == before


def test_the_command_says_what_is_wrong_and_leaves_with_3(folder: Folder) -> None:
    """A113: each wrong cell is a sentence with its place, and a person must act."""
    write_workbook(
        plan_logbook(folder.framework, {"reviews": [ROWS["reviews"][0] | {"test": "mood"}]}), folder.logbook_file
    )
    result = CliRunner().invoke(app, ["logbook", "-C", str(folder.path)])
    assert result.exit_code == 3
    assert "logbook.xlsx › reviews!C7" in result.output
    assert "1 row is left out" in result.output


def test_the_ids_to_choose_from_are_those_of_the_framework() -> None:
    """A113: the drop-down of objectives offers each one of the framework, and the sheet Ids names them."""
    book = load_workbook(BytesIO(plan_to_bytes(plan_logbook(framework()))))
    ids = book["Ids"]
    assert [ids["D6"].value, ids["D7"].value] == ["aim-1", "aim-2"]
    rules = {str(rule.sqref): rule.formula1 for rule in book["reviews"].data_validations.dataValidation}
    assert rules["B7:B26"].replace("'", "") == "Ids!$D$6:$D$7"


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    """A115: what somebody types is never run."""
    data = plan_to_bytes(plan_logbook(framework(), {"learning": [ROWS["learning"][0] | {"why": "=1+1"}]}))
    page = next(page for page in read_workbook("logbook.xlsx", data).sheets if page.name == "learning")
    assert page.cells[7, 4].value == "=1+1"
    assert page.cells[7, 4].formula is None

"""Forms that go round: typed fields, several sheets, spare rows, what is odd named by cell, and nothing lost."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.forms import issue_form
from pmxl.batch.forms import reissued
from pmxl.periods import Period
from pmxl.returns.forms.field import Field
from pmxl.returns.forms.field import typed
from pmxl.returns.forms.form import Form
from pmxl.returns.forms.form import FormRow
from pmxl.returns.forms.form import FormSheet
from pmxl.returns.forms.found import ReadForm
from pmxl.returns.forms.mark import form_mark
from pmxl.returns.forms.read import read_form
from pmxl.returns.forms.sheet import plan_form
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.measure import clipped
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook
from pmxl.terms import Outcome
from tests.specimens.framework_file import framework_file
from tests.test_batch import ROWS

Q3 = Period(24_273, 3)
FIELDS = (
    Field("owner", "Owner", 20),
    Field("by", "By when", 14, "date"),
    Field("moved", "Money moved", 14, "number", least=0, number_format="#,##0"),
    Field("score", "Score", 8, "score", least=1, most=4),
    Field("state", "State", 14, "choice", ("Going well", "Late", "Done")),
)
FIRST = FormSheet(
    "Plan",
    "Action plan",
    ("Fill in the cream cells.",),
    (("Measure", 30.0),),
    FIELDS,
    (FormRow("early", ("=Helped early",)), FormRow("late", ("Helped late",))),
    spare_rows=2,
    noun="action",
)
SECOND = FormSheet(
    "Learned", "What was learned", (), (), (Field("what", "What", 60),), (FormRow("only"),), spare_rows=1
)
FORM = Form("actions", "northvale", Q3, 1, "Threewoods", "test", (FIRST, SECOND), date(2023, 2, 1), "office@x.example")
COLS = {"owner": 3, "by": 4, "moved": 5, "score": 6, "state": 7, "what": 2}
Said = dict[tuple[str, str], object]


def fill(book: Workbook, said: Said, *, by: str = "A. Shah") -> None:
    """Types answers by ref and field, and a name beside Signed off by."""
    for sheet in book.worksheets:
        rows = {str(sheet.cell(n, 1).value): n for n in range(1, sheet.max_row + 1)}
        for (ref, field), value in said.items():
            if ref in rows and (field == "what") == (sheet.cell(rows["Ref"], 2).value == "What"):
                sheet.cell(rows[ref], COLS[field]).value = value  # type: ignore[assignment]
        for n in range(1, 12):
            if sheet.cell(n, 2).value == "Signed off by":
                sheet.cell(n, 3).value = by


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The form as it is sent out."""
    return write_workbook(plan_form(FORM), tmp_path / "form.xlsx")


def read(path: Path, said: Said) -> ReadForm:
    """The form filled in, and read back."""
    book = load_workbook(path)
    fill(book, said)
    book.save(path)
    return back(path)


def back(path: Path) -> ReadForm:
    """A form read."""
    book = read_workbook(path)
    mark = form_mark(book)
    assert mark is not None
    return read_form(book, mark, frozenset({FORM.mark}), 4)


def test_every_type_is_read_as_what_it_is(sent: Path) -> None:
    """A date as 2023-03-31, money in plain digits, a score from its cell as text or number, words as they stand."""
    said: Said = {
        ("early", "owner"): "=B. Cole",
        ("early", "by"): date(2023, 3, 31),
        ("early", "moved"): 12500.5,
        ("early", "score"): 3,
        ("late", "state"): "going WELL",
        ("new-2", "owner"): "New",
        ("new-3", "what"): "Ask first.",
    }
    found = read(sent, said)
    assert (found.kind, found.to, found.period, found.outcome) == ("actions", "northvale", Q3, Outcome.READ)
    assert {(one.ref, one.field, one.text) for one in found.filled} == {
        ("early", "owner", "=B. Cole"),
        ("early", "by", "2023-03-31"),
        ("early", "moved", "12500.5"),
        ("early", "score", "3"),
        ("late", "state", "Going well"),
        ("new-2", "owner", "New"),
        ("new-3", "what", "Ask first."),
    }


@pytest.mark.parametrize(
    ("field", "value", "cell", "code", "kept"),
    [
        ("by", "soon", "D10", "NUM015", False),
        ("by", "n/a", "D10", "RET100", False),
        ("by", "31/3/2023", "D10", "NUM003", True),
        ("moved", "about 90", "E10", "NUM010", False),
        ("moved", -1, "E10", "RET100", False),
        ("moved", "1,200", "E10", "NUM001", True),
        ("score", 5, "F10", "RET100", False),
        ("score", 2.5, "F10", "RET100", False),
        ("score", "", "F10", "", False),
        ("state", "Perhaps", "G10", "RET092", True),
    ],
)
def test_what_is_not_of_its_type_is_named_by_cell(
    sent: Path, field: str, value: object, cell: str, code: str, kept: bool
) -> None:
    """The finding names sheet, cell and words; a date or number that one cannot be sure of is not taken."""
    found = read(sent, {("early", field): value, ("late", "owner"): "B. Cole"})
    assert [(f.code, f.sheet, f.cell) for f in found.findings] == ([(code, "Plan", cell)] if code else [])
    assert found.outcome is (Outcome.FINDINGS if code else Outcome.READ)
    assert bool([one for one in found.filled if one.ref == "early"]) is kept


ODD = [
    True,
    time(9, 30),
    datetime.combine(date(2023, 3, 31), time(9, 30)),
    1e300,
    -0.0,
    "=1+1",
    "#REF!",
    "'",
    "\u200b3",
    "４",
    "x" * 40_000,
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
@pytest.mark.parametrize("value", ODD, ids=lambda value: str(value)[:20])
def test_whatever_stands_in_a_cell_is_taken_or_told(field: Field, value: Any) -> None:
    """No cell stops the reading: it gives a text of its type, or a finding with a request; a date is always a date."""
    kind = CellType.BOOL if value is True else CellType.TEXT if isinstance(value, str) else CellType.DATE
    kind = CellType.NUMBER if isinstance(value, float) else CellType.ERROR if value == "#REF!" else kind
    found = typed(field, Cell(9, 4, kind, value, str(value), None, "General", hidden=False))
    assert found.text or found.code or value == "'"
    assert bool(found.ask) == bool(found.code)
    if found.text and field.holds == "date":
        assert date.fromisoformat(found.text)
    if found.text and field.holds in ("number", "score"):
        assert math.isfinite(float(found.text))
        assert field.fits(float(found.text))


def test_a_score_as_text_is_a_score_and_a_day_in_words_is_a_day() -> None:
    """What a list offers may come back as text; a date typed into a field of words stays as short as it looked."""
    text = Cell(9, 4, CellType.TEXT, "3", "3", None, "General", hidden=False)
    assert (typed(FIELDS[3], text).text, typed(FIELDS[3], text).code) == ("3", "")
    day = Cell(
        9, 4, CellType.DATE, datetime.combine(date(2023, 3, 31), time()), "45016", None, "d mmm yyyy", hidden=False
    )
    assert typed(FIELDS[0], day).text == "2023-03-31"


def test_sheets_may_be_renamed_and_put_in_another_order(sent: Path) -> None:
    """They are known by headings and refs."""
    book = load_workbook(sent)
    fill(book, {("late", "owner"): "B. Cole", ("only", "what"): "Much."})
    book["Plan"].title, book["Learned"].title = "One", "Two"
    book.move_sheet("Two", -1)
    book.save(sent)
    assert {(one.sheet, one.text) for one in back(sent).filled} == {("One", "B. Cole"), ("Two", "Much.")}


def test_a_sheet_or_a_heading_that_is_gone_is_told(sent: Path) -> None:
    """The rest is taken; what stood under a heading typed over would else vanish unseen."""
    book = load_workbook(sent)
    fill(book, {("late", "owner"): "B. Cole", ("late", "state"): "Done"})
    del book["Learned"]
    book["Plan"].cell(9, 7).value = "How it goes"
    book.save(sent)
    found = back(sent)
    assert [(one.code, one.sheet, one.cell, one.part) for one in found.findings] == [
        ("RET102", "Plan", "A9", ""),
        ("RET101", "", "", "Learned"),
    ]
    assert [one.text for one in found.filled] == ["B. Cole"]


def test_of_a_sheet_and_its_copy_the_sheet_is_read(sent: Path) -> None:
    """The one under the name that it was issued with; nothing is missed and nothing taken twice."""
    book = load_workbook(sent)
    fill(book, {("early", "owner"): "B. Cole"})
    copy = book.copy_worksheet(book["Plan"])
    copy.title = "Plan of last week"
    fill(book, {})
    copy.cell(10, COLS["owner"]).value = "Somebody else"
    book.save(sent)
    found = back(sent)
    assert {(one.ref, one.text, one.sheet) for one in found.filled} == {("early", "B. Cole", "Plan")}
    (told,) = (one for one in found.findings if one.code in ("RET101", "RET104"))
    assert (told.code, told.sheet, told.cell) == ("RET104", "Plan of last week", "C10")
    assert told.says == "This sheet is a copy of the sheet Plan, which was read; here early has 'Somebody else'."


def test_a_copy_of_a_sheet_that_says_the_same_is_not_asked_about(sent: Path) -> None:
    """A copy kept for oneself takes nothing from anybody."""
    book = load_workbook(sent)
    fill(book, {("early", "owner"): "B. Cole"})
    book.copy_worksheet(book["Plan"]).title = "For our files"
    book.save(sent)
    found = back(sent)
    assert [one.text for one in found.filled] == ["B. Cole"]
    assert "RET104" not in {one.code for one in found.findings}


def test_a_row_copied_is_told(sent: Path) -> None:
    """Of two rows of one ref the first is taken, and the second named with its words."""
    book = load_workbook(sent)
    fill(book, {("early", "owner"): "B. Cole", ("late", "owner"): "C. Dee"})
    book["Plan"].cell(11, 1).value = "early"
    book.save(sent)
    found = back(sent)
    assert [(one.code, one.cell, one.found) for one in found.findings] == [("RET103", "C11", "C. Dee")]
    assert [one.text for one in found.filled] == ["B. Cole"]


def test_a_choice_of_the_hidden_sheet_typed_over_is_refused(sent: Path) -> None:
    """What is asked is part of the mark: a score that may be 9 after all makes it another form."""
    book = load_workbook(sent)
    hidden = book["_pmxl_form"]
    [cell] = [cell for row in hidden.iter_rows() for cell in row if cell.value == "4" and cell.column == 6]
    cell.value = "9"
    book.save(sent)
    assert back(sent).code == "RET090"


def test_the_form_is_whole(sent: Path) -> None:
    """It passes the lint, holds no formula though a name looks like one, nothing is clipped, only fields are open."""
    plan = plan_form(FORM)
    assert formulas_of(plan) == set()
    assert lint_workbook(plan_to_bytes(plan), set()) == []
    assert plan_form(replace(FORM, whose="Northvale")).sheets[0].page.footer_left == "Northvale · 2022-23 Q3"
    assert clipped(plan) == []
    sheet = load_workbook(sent)["Plan"]
    assert {c.column for row in sheet.iter_rows(min_row=10) for c in row if not c.protection.locked} == {3, 4, 5, 6, 7}


def test_a_reissue_carries_what_was_said(tmp_path: Path) -> None:
    """The next revision has dates as dates and numbers as numbers again, and a new entry as a row of its sheet."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods Partnership")
    folder = Folder(tmp_path)
    form = replace(FORM, kind="register")
    path = issue_form(folder, form, "actions-northvale")
    book = load_workbook(path)
    fill(book, {("early", "by"): date(2023, 3, 31), ("early", "moved"): 9, ("new-3", "what"): "Ask first."})
    inbox = folder.inbox(Q3) / "any name.xlsx"
    book.save(inbox)
    [outcome] = collect(folder, [inbox], queries=False).files
    assert (outcome.outcome, outcome.period) == (Outcome.READ, Q3.label)
    with folder.ledger() as ledger:
        again = reissued(ledger, form)
    assert (again.revision, again.sheets[1].rows[-1].ref) == (2, "new-3")
    sheet = load_workbook(issue_form(folder, again, "actions-northvale"))["Plan"]
    assert sheet.parent is not None
    assert (sheet["D10"].value.date(), sheet["E10"].value) == (date(2023, 3, 31), 9)
    assert [cell.value for cell in sheet["A"]][-2:] == ["new-1", "new-2"]
    learned = load_workbook(folder.issued(Q3) / "actions-northvale-r2.xlsx")["Learned"]
    assert [(row[0].value, row[1].value) for row in learned.iter_rows(min_row=6)] == [
        ("only", None),
        ("new-3", "Ask first."),
        ("new-4", None),
    ]


PERCENT = Field("progress", "Done %", 8, "number", least=0, most=100)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [("50%", "General", "50"), (0.5, "0%", "50"), ("12.5 %", "General", "12.5"), (50.0, "0", "50"), (1.5, "0%", "")],
)
def test_a_percentage_may_be_typed_as_one(value: float | str, number_format: str, text: str) -> None:
    """Under a heading with a percent sign 50% is fifty, however Excel keeps it; 150% is still beyond the bounds."""
    kind = CellType.TEXT if isinstance(value, str) else CellType.NUMBER
    found = typed(PERCENT, Cell(1, 1, kind, value, str(value), None, number_format, hidden=False))
    assert (found.text, found.code) == (text, "" if text else "RET100")


def test_a_form_asks_for_no_mark_and_no_commentary(sent: Path) -> None:
    """Marks and commentary belong to a return: a form asks for the day or number, or for nothing."""
    found = read(sent, {("early", "by"): "soon", ("early", "moved"): "lots", ("late", "moved"): "4 - enough"})
    assert [one.ask for one in found.findings] == [
        "Type the day, such as 27/01/2026, or leave the cell blank.",
        "Type the number alone, or leave the cell blank.",
        "If 4 is meant, type it alone.",
    ]


def test_the_day_of_signing_is_a_day(sent: Path) -> None:
    """What stands beside Date signed off and is no date is named by its cell, and does not vanish."""
    book = load_workbook(sent)
    fill(book, {("early", "owner"): "B. Cole"})
    [(row, col)] = [
        (c.row, c.column) for line in book["Plan"].iter_rows() for c in line if c.value == "Date signed off"
    ]
    book["Plan"].cell(row, col + 1).value = "last week"
    book.save(sent)
    [finding] = back(sent).findings
    assert (finding.code, finding.cell) == ("NUM015", book["Plan"].cell(row, col + 1).coordinate)
    assert "'last week'" in finding.says


def test_findings_stand_in_the_order_of_the_sheets(sent: Path) -> None:
    """Whichever sheet is the fuller one, what is said of the first sheet comes first."""
    book = load_workbook(sent)
    fill(book, {("early", "score"): 9, ("only", "what"): "One", ("new-3", "what"): "Two"})
    book["Learned"]["A6"] = "other"
    book.save(sent)
    assert [one.sheet for one in back(sent).findings] == ["Plan", "Learned"]


def test_a_strange_row_is_told_once(sent: Path) -> None:
    """A row without a ref of the form is one Query, however many of its cells are filled in."""
    book = load_workbook(sent)
    fill(book, {("late", "owner"): "B. Cole"})
    for col, text in ((3, "C. Dee"), (4, "soon"), (7, "Late")):
        book["Plan"].cell(20, col).value = text
    book.save(sent)
    [finding] = back(sent).findings
    assert (finding.code, finding.cell) == ("RET093", "C20")
    assert finding.says == "'C. Dee' and 2 more answers stand in a row that has no Ref. Nothing of that row was taken."


def returned(folder: Folder, path: Path, name: str, said: Said) -> list[tuple[str, str, str]]:
    """The form filled in and collected under a name: code, cell and words of what is said of it."""
    book = load_workbook(path)
    fill(book, said)
    inbox = folder.inbox(Q3) / name
    book.save(inbox)
    [outcome] = collect(folder, [inbox], queries=False).files
    assert (outcome.whose, outcome.form) == ("Ash", "action plan")
    return [(one.code, one.cell, one.says) for one in outcome.findings if one.code.startswith("IMP00")]


def test_two_forms_that_say_different_things_are_told(tmp_path: Path) -> None:
    """A109: of one revision the file read last stands, of two the higher: either way the other is named, and told."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods Partnership")
    folder = Folder(tmp_path)
    form = replace(FORM, to="ash", whose="Ash")
    path = issue_form(folder, form, "actions-ash")
    with folder.ledger() as ledger:
        again = issue_form(folder, reissued(ledger, form), "actions-ash")
    assert returned(folder, path, "a.xlsx", {("early", "owner"): "B. Cole", ("late", "owner"): "B. Cole"}) == []
    [told] = returned(folder, path, "b.xlsx", {("early", "owner"): "C. Dee", ("late", "owner"): "B. Cole"})
    assert told[:2] == ("IMP006", "C10")
    assert told[2].startswith("a.xlsx, of the same revision, says otherwise: 'B. Cole', and here 'C. Dee'.")
    assert returned(folder, again, "c.xlsx", {("early", "owner"): "E. Fry", ("late", "owner"): "B. Cole"}) == []
    [told] = returned(folder, path, "d.xlsx", {("early", "owner"): "G. Hay", ("early", "moved"): 5})
    assert told[:2] == ("IMP005", "C10")
    assert told[2].startswith("This is revision 1. Revision 2 came in c.xlsx and says otherwise: 'E. Fry'")
    assert answers(folder) == {("early", "owner"): "E. Fry", ("late", "owner"): "B. Cole", ("early", "moved"): "5"}


def test_a_blank_takes_nothing_back_and_the_word_withdrawn_does(tmp_path: Path) -> None:
    """What was said stands though its cell was cleared in a later revision, and that is asked about at the cell."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods Partnership")
    folder = Folder(tmp_path)
    form = replace(FORM, to="ash", whose="Ash")
    first = issue_form(folder, form, "actions-ash")
    said: Said = {("early", "owner"): "B. Cole", ("early", "moved"): 5, ("late", "by"): date(2023, 3, 1)}
    assert returned(folder, first, "a.xlsx", said) == []
    with folder.ledger() as ledger:
        again = issue_form(folder, reissued(ledger, form), "actions-ash")
    blank: Said = {("early", "owner"): None, ("early", "moved"): "much", ("late", "by"): None}
    [told] = returned(folder, again, "b.xlsx", blank)
    assert told[:2] == ("IMP007", "C10")
    assert told[2].startswith("'B. Cole', as a.xlsx said, was cleared here, and 1 other cell likewise.")
    assert answers(folder) == {("early", "owner"): "B. Cole", ("early", "moved"): "5", ("late", "by"): "2023-03-01"}
    assert returned(folder, again, "c.xlsx", dict.fromkeys(said, "Withdrawn ")) == []
    assert answers(folder) == {}
    assert len(answers(folder, withdrawn=True)) == 3
    [told] = returned(folder, first, "d.xlsx", {("early", "owner"): "B. Cole", ("early", "moved"): 7})
    assert told[0] == "IMP005"  # a lower revision does not bring back what was taken back
    assert answers(folder) == {}
    with folder.ledger() as ledger:
        assert not any(row.said for sheet in reissued(ledger, form).sheets for row in sheet.rows)


def answers(folder: Folder, *, withdrawn: bool = False) -> dict[tuple[str, str], str]:
    """What stands of the form, by ref and field."""
    with folder.ledger() as ledger:
        given = ledger.form_answers("actions", Q3, withdrawn=withdrawn)
    return {(one.ref, one.field): one.text for one in given}

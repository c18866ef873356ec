"""Annual update forms: pre-filled for each lead link officer, sent out, and read back whatever the file is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pmxl.batch.annual import forms_of
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.form_checks import mark_in
from pmxl.batch.forms import issue_form
from pmxl.batch.status import status
from pmxl.batch.update import chosen
from pmxl.batch.update import file_names
from pmxl.batch.update import with_unit
from pmxl.cli import app
from pmxl.console.outcomes import what_was_kept
from pmxl.console.status import awaited_lines
from pmxl.findings import Refusal
from pmxl.reports.status import awaited
from pmxl.returns.forms.form import Form
from pmxl.returns.forms.found import ReadForm
from pmxl.returns.forms.read import read_form
from pmxl.returns.forms.sheet import plan_form
from pmxl.returns.update_form import UpdateRow
from pmxl.returns.update_form import officers
from pmxl.returns.update_form import update_form
from pmxl.returns.update_mark import mark_of
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.measure import clipped
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook
from pmxl.terms import Outcome
from tests.specimens.framework_file import framework_file
from tests.specimens.years import THIS
from tests.specimens.years import two_years
from tests.test_batch import ROWS

FORM = update_form(
    "Threewoods Partnership",
    "Board",
    THIS,
    "test",
    (
        UpdateRow(
            "early", "Helped early", "Safer streets", "Plan, aim 1", "46 %", "50 %", "Amber", "44, Red", "Q1 Red"
        ),
        UpdateRow("kept", "=Kept promises", "Safer streets"),
    ),
    return_to="office@threewoods.example",
)
HEADS = {"judged": 5, "achieved": 6, "not_achieved": 7, "reasons": 8, "next_step": 9, "next_year": 10, "lessons": 11}


def filled(
    path: Path, answers: dict[tuple[str, str], object], signed: str = "A. Shah", name: str = "back.xlsx"
) -> Path:
    """The form as a person would fill it in, saved under another name; answers by ref and field."""
    book = load_workbook(path)
    sheet = book["Update"]
    rows = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    for (ref, field), text in answers.items():
        sheet.cell(rows[ref], HEADS[field]).value = text  # type: ignore[assignment]
    for row in range(1, rows["Ref"]):
        if sheet.cell(row, 2).value == "Signed off by":
            sheet.cell(row, 3).value = signed or None
        if sheet.cell(row, 2).value == "Date signed off":
            sheet.cell(row, 3).value = date(2023, 5, 20)
    book.save(path.with_name(name))
    return path.with_name(name)


def read(path: Path, known: frozenset[str] | None = frozenset({FORM.mark})) -> ReadForm:
    """The form read back."""
    book = read_workbook(path)
    mark = mark_in(book)
    assert mark is not None
    return read_form(book, mark, known, THIS.first_month)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The form as it is sent out."""
    return write_workbook(plan_form(FORM), tmp_path / "update.xlsx")


def test_an_objective_s_owner_answers_for_its_measures() -> None:
    """The owner of the objective; where it has none, the owner of each measure's performance; nobody where neither."""
    frame = two_years()
    assert list(officers(frame)) == ["A. Shah"]
    bare = tuple(one.model_copy(update={"owner": ""}) for one in frame.objectives)
    owned = tuple(one.model_copy(update={"performance_owner": one.id[0].upper()}) for one in frame.measures[:3])
    assert officers(frame.model_copy(update={"objectives": bare, "measures": owned})) == {
        "M": ["met"],
        "T": ["turned"],
        "N": ["nearly"],
    }
    assert officers(frame.model_copy(update={"objectives": bare})) == {}


def test_an_officer_nobody_knows_is_refused_by_name() -> None:
    """The refusal names those there are; and where there is none, what to fill in."""
    with pytest.raises(Refusal, match=r"Choose from: A\. Shah") as unknown:
        chosen({"A. Shah": ["met"]}, ["C. Dee"])
    with pytest.raises(Refusal, match="column owner") as nobody:
        chosen({}, [])
    assert (unknown.value.finding.code, nobody.value.finding.code) == ("OUT052", "OUT051")
    assert chosen({"A. Shah": ["met"], "B": []}, ["a. shah"]) == {"A. Shah": ["met"]}


def test_every_officer_has_a_file_of_its_own() -> None:
    """Names that come to the same letters, or to none, still make different files."""
    names = file_names(["Chief Officer", "Chief-officer", "Zoë Ådal", "Ελένη"])
    assert list(names.values())[::2] == ["chief-officer", "zoe-adal"]
    assert len(set(names.values())) == 4
    assert all(name.isascii() and 0 < len(name) <= 40 for name in names.values())


def test_the_form_is_whole_and_shows_all_it_holds(sent: Path) -> None:
    """It passes the lint, has no formula though a name looks like one, is not clipped, and only answers are open."""
    plan = plan_form(FORM)
    assert formulas_of(plan) == set()
    assert lint_workbook(plan_to_bytes(plan), set()) == []
    assert clipped(plan) == []
    sheet = load_workbook(sent)["Update"]
    open_ = {c.column for row in sheet.iter_rows(min_row=11) for c in row if not c.protection.locked}
    assert open_ == set(HEADS.values())
    assert "Outcome: 46 %\nTarget: 50 %\nA year before: 44, Red\nQ1 Red" in {c.value for c in sheet["C"]}


def test_answers_come_back_with_their_cells(sent: Path) -> None:
    """Each answer with its measure, field and cell; a word of the list in any case; nothing of what was left empty."""
    said: dict[tuple[str, str], object] = {("early", "judged"): "in PART", ("kept", "lessons"): "  Ask first. "}
    found = read(filled(sent, said))
    assert [(one.ref, one.field, one.text) for one in found.filled] == [
        ("early", "judged", "In part"),
        ("kept", "lessons", "Ask first."),
    ]
    assert [(one.sheet, one.cell) for one in found.filled] == [("Update", "E11"), ("Update", "K12")]
    assert (found.outcome, found.signed_by, found.signed_on) == (Outcome.READ, "A. Shah", date(2023, 5, 20))
    assert (found.to, found.period, found.revision) == ("Board", THIS, 1)


@pytest.mark.parametrize(
    ("answers", "signed", "codes"),
    [
        ({}, "A. Shah", ["RET094"]),
        ({("early", "achieved"): "Much."}, "", ["RET094"]),
        ({("early", "next_step"): "Perhaps"}, "A. Shah", ["RET092"]),
    ],
)
def test_what_is_odd_is_asked_and_nothing_is_lost(
    sent: Path, answers: dict[tuple[str, str], object], signed: str, codes: list[str]
) -> None:
    """An empty form, one without a name, and a word that is none of the list: a Query each, the words kept."""
    found = read(filled(sent, answers, signed))
    assert [finding.code for finding in found.findings] == codes
    assert found.outcome is Outcome.FINDINGS
    assert [one.text for one in found.filled] == list(answers.values())


def test_an_answer_in_a_strange_row_is_told(sent: Path) -> None:
    """A row whose ref was typed over is not guessed at: a Query with its words."""
    path = filled(sent, {("early", "achieved"): "Much."})
    book = load_workbook(path)
    book["Update"]["A11"] = "other"
    book.save(path)
    found = read(path)
    assert [(f.code, f.cell) for f in found.findings] == [("RET093", "F11")]
    assert "'Much.'" in found.findings[0].says


def test_rows_and_columns_may_be_moved(sent: Path) -> None:
    """Rows in another order and a column put in between are found again by ref and heading."""
    path = filled(sent, {("early", "achieved"): "Much.", ("kept", "achieved"): "All."})
    book = load_workbook(path)
    sheet = book["Update"]
    sheet.insert_cols(3)
    top, below = ([cell.value for cell in row] for row in (sheet[11], sheet[12]))
    for col, (one, other) in enumerate(zip(top, below, strict=True), 1):
        sheet.cell(11, col).value, sheet.cell(12, col).value = other, one
    book.save(path)
    assert {(one.ref, one.text) for one in read(path).filled} == {("early", "Much."), ("kept", "All.")}


@pytest.mark.parametrize("known", [frozenset(), frozenset({"0" * 16})])
def test_a_form_that_was_never_issued_is_refused(sent: Path, known: frozenset[str]) -> None:
    """Nothing is kept of a form from another folder."""
    found = read(filled(sent, {("early", "achieved"): "Much."}), known)
    assert (found.outcome, found.code, found.filled) == (Outcome.REFUSED, "RET090", ())


def test_a_form_whose_mark_was_changed_is_refused(sent: Path) -> None:
    """Another officer's name typed into the hidden sheet does not make it that officer's form."""
    path = filled(sent, {("early", "achieved"): "Much."})
    book = load_workbook(path)
    book["_pmxl_form"]["B4"] = "Somebody else"
    book.save(path)
    assert read(path, None).code == "RET090"


def test_a_form_without_its_headings_is_refused(sent: Path) -> None:
    """With the row of headings gone nothing can be told apart, so the form as issued is asked for."""
    path = filled(sent, {("early", "achieved"): "Much."})
    book = load_workbook(path)
    book["Update"].delete_rows(10)
    book.save(path)
    assert read(path).code == "RET091"


def of_before(path: Path, known: bool = True) -> ReadForm:
    """The form as it was laid out before every form had one kind of mark, filled in and read."""
    book = load_workbook(path)
    del book["_pmxl_form"]
    mark = mark_of("1", "Board", "2022-23", "1", "test", ["early", "kept"])
    hidden = book.create_sheet("_pmxl_update")
    said = ("schema", "1"), ("by", "Board"), ("for", "2022-23"), ("revision", 1), ("framework", "test"), ("mark", mark)
    for row in [(f"update {key}", value) for key, value in said] + [(), ("update of",), ("early",), ("kept",)]:
        hidden.append(row)
    book.save(path)
    return read(path, frozenset({mark}) if known else frozenset())


def test_a_form_of_before_is_still_read(sent: Path) -> None:
    """One sent out with the mark of the update forms alone gives its answers; never issued, it is refused."""
    path = filled(sent, {("early", "judged"): "No", ("kept", "lessons"): "Ask first."})
    found = of_before(path)
    assert (found.kind, found.to, found.outcome) == ("update", "Board", Outcome.READ)
    assert [(one.field, one.text, one.cell) for one in found.filled] == [
        ("judged", "No", "E11"),
        ("lessons", "Ask first.", "K12"),
    ]
    assert of_before(filled(sent, {}), known=False).code == "RET090"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership of three partners and one measure, whose objective the Board owns."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods Partnership")
    return Folder(tmp_path)


def small(revision: int) -> Form:
    """A form of one row."""
    row = UpdateRow("early", "Helped early", "Safer")
    return replace(update_form("Threewoods", "Board", THIS, "test", (row,)), revision=revision)


def back(folder: Folder, revision: int, answers: dict[tuple[str, str], object], name: str) -> Any:
    """A form issued, filled in, put into the inbox, and collected."""
    path = issue_form(folder, small(revision), "update-board")
    inbox = folder.inbox(THIS)
    inbox.mkdir(parents=True, exist_ok=True)
    filled(path, answers, name=name).rename(inbox / name)
    return collect(folder, [inbox / name], queries=False).files[0]


def test_a_higher_revision_goes_before_and_blanks_displace_nothing(folder: Folder) -> None:
    """Kept field by field with file and cell; the same bytes are taken once; a later empty field leaves the earlier."""
    first = back(folder, 1, {("early", "achieved"): "Some.", ("early", "lessons"): "Ask early."}, "one.xlsx")
    assert (first.outcome, first.period, first.answered) == (Outcome.READ, "2022-23", 2)
    assert what_was_kept(first) == "2 answers kept"
    assert collect(folder, [folder.inbox(THIS) / "one.xlsx"], queries=False).files[0].outcome is Outcome.SKIPPED
    back(folder, 2, {("early", "achieved"): "=1+1 More."}, "two.xlsx")
    [form] = forms_of(folder, THIS)
    assert (form.officer, form.file) == ("Board", "update-board-r2.xlsx")
    assert {(one.field, one.text, one.file, one.cell) for one in form.answers} == {
        ("achieved", "=1+1 More.", "two.xlsx", "F11"),
        ("lessons", "Ask early.", "one.xlsx", "K11"),
    }


def test_a_file_in_the_way_is_not_written_over(folder: Folder) -> None:
    """A form of that name which the ledger does not know is refused, and stays as it is."""
    path = folder.issued(THIS) / "update-board.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"somebody's")
    with pytest.raises(Refusal) as refused:
        issue_form(folder, small(1), "update-board")
    assert refused.value.finding.code == "OUT053"
    assert path.read_bytes() == b"somebody's"


def test_the_command_writes_the_forms_and_refuses_what_is_no_year(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One form for the Board, pre-filled; a quarter is refused with the year to name."""
    monkeypatch.setattr("pmxl.batch.annual.quarters_of", lambda *_: [])  # the year alone is enough here
    refused = CliRunner().invoke(app, ["annual", "2022-23 Q3", "-C", str(folder.path)])
    assert isinstance(refused.exception, Refusal)
    assert refused.exception.finding.code == "OUT050"
    done = CliRunner().invoke(app, ["annual", "2022-23", "--forms", "-C", str(folder.path)])
    assert done.exit_code == 0, done.output
    sheet = load_workbook(folder.issued(THIS) / "update-board.xlsx")["Update"]
    assert "early" in {cell.value for cell in sheet["A"]}
    assert datetime.now(UTC).date() >= forms_of(folder, THIS)[0].issued_on
    made = CliRunner().invoke(app, ["annual", "2022-23", "--format", "json", "-C", str(folder.path)])
    assert made.exit_code == 0, made.output
    assert "1 of 5 minimum requirements are met." in made.output
    found = load_workbook(folder.annual(THIS))["Minimum requirements"]
    assert "scorecards/2022-23/annual.xlsx" in {cell.value for cell in found["D"]}


@pytest.mark.parametrize(
    ("figure", "unit", "said"),
    [
        ("532", "offences", "532 offences"),
        ("2,454", "£ thousand", "£2,454 thousand"),
        ("365", "£", "£365"),
        ("46", "%", "46 %"),
        ("12", "", "12"),
        ("", "£", ""),
    ],
)
def test_a_figure_stands_with_its_unit_as_people_write_it(figure: str, unit: str, said: str) -> None:
    """A103: the sign of money before the figure, any other unit behind it."""
    assert with_unit(figure, {"unit": unit}) == said


def test_a_form_that_is_not_back_is_awaited(tmp_path: Path) -> None:
    """A103, A72: `pmxl status` of any quarter of the year names whose update form is not back, until it is."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods Partnership")
    folder = Folder(tmp_path)
    path = issue_form(folder, FORM, "update-board")
    found = status(folder, folder.period("2022-23 Q3"))
    assert awaited_lines(found) == ["Not back, annual update for 2022-23: Board."]
    assert "Forms that are not back: Board, annual update for 2022-23." in awaited(found)
    collect(folder, [filled(path, {("early", "achieved"): "Much."})], queries=False)
    assert status(folder, folder.period("2022-23 Q3")).awaited == ()

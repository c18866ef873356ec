"""The indicator library: each measure is sound by our own review, and goes into a framework without losing anything."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl import load_workbook
from typer.testing import CliRunner

from pmxl.batch.folder import Folder
from pmxl.batch.library import add
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.judgement import judge
from pmxl.framework.library import library
from pmxl.framework.library import matching
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.sheets.splice.fill import fill
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.stored import parts_of
from pmxl.terms import Severity
from tests.specimens.framework_file import framework_file
from tests.test_judged import sound

THEMES = {
    *("community safety", "fire", "health", "housing", "voluntary sector", "environment", "economy", "customers"),
    *("staff", "finance"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership with a framework in which an officer has added a sheet of notes and coloured a cell."""
    path = tmp_path / "framework.xlsx"
    framework_file(sound(), path)
    return Folder(tmp_path)


def test_the_library_covers_every_theme_and_warns_of_each_measure() -> None:
    """About forty, ids once, and each says where it misleads."""
    found = library()
    assert len(found) >= 40
    assert len({one.id for one in found}) == len(found)
    assert {one.theme for one in found} == THEMES
    assert all(one.caveats.endswith(".") for one in found)
    stages = {one.chain for one in found}
    assert {"input", "process", "output", "early outcome", "outcome"} == stages


def test_every_measure_is_sound_by_our_own_review() -> None:
    """As rows of a framework none has a fault but its missing target, and each meets the points that it can."""
    rows = sound()
    rows["measures"] = [one.row("aim-1", "all", "Head of service") for one in library()]
    rows["targets"] = []
    framework, findings = read_rows(rows)
    assert framework is not None, [str(finding) for finding in findings]
    assert [str(f) for f in findings if f.severity is not Severity.NOTE and f.sheet == "measures"] == []
    judged = judge(framework)
    wanted = ("relevant", "attributable", "defined", "verifiable")
    short = [
        (score.measure.id, one.criterion.key)
        for score in judged.measures
        for one in score.points
        if one.criterion.key in wanted and one.verdict is not Verdict.MET
    ]
    assert short == []


def test_search_wants_every_word() -> None:
    """In any text, in any case."""
    assert [one.id for one in matching(library(), "HOUSEHOLD temporary")] == ["temporary-homes"]
    assert matching(library(), "unicorn") == ()
    assert len(matching(library(), "")) == len(library())


def test_measures_go_below_the_last_row_and_nothing_else_changes(folder: Folder) -> None:
    """Only the sheet of measures has other bytes; the new rows are read, those that were there are as before."""
    before = folder.framework
    data = folder.framework_file.read_bytes()
    done = add(folder, ["relet-days", "home-fires"], objective="aim-2", owner="Head of homes")
    after, _ = read_framework(folder.framework_file)
    assert after is not None
    assert after.measures[: len(before.measures)] == before.measures
    assert [m.id for m in after.measures[len(before.measures) :]] == ["relet-days", "home-fires"]
    assert after.measure("relet-days").performance_owner == "Head of homes"
    assert after.measure("relet-days").row == before.measures[-1].row + 1
    assert [one.id for one in done.indicators] == ["relet-days", "home-fires"]
    old, new = parts_of(data), parts_of(folder.framework_file.read_bytes())
    assert len([name for name in old if old[name] != new[name]]) == 1
    assert old.keys() == new.keys()


def test_a_plain_workbook_with_sheets_of_its_own_keeps_them(tmp_path: Path) -> None:
    """Columns in another order, a note beside the table and a sheet nobody reads are all still there."""
    path = tmp_path / "framework.xlsx"
    framework_file(sound(), path)
    book = load_workbook(path)
    book.create_sheet("Minutes")["A1"] = "kept"
    book["measures"]["AM3"] = "beside"
    book.save(path)
    add(Folder(tmp_path), ["grant-days"], objective="aim-1")
    again = load_workbook(path)
    assert again["Minutes"]["A1"].value == "kept"
    assert again["measures"]["AM3"].value == "beside"
    framework, _ = read_framework(path)
    assert framework is not None
    assert framework.measure("grant-days").performance_owner == "Chief"


@pytest.mark.parametrize(
    ("ids", "more", "code", "words"),
    [
        (["relet-day"], {"objective": "aim-1"}, "FRM184", "Type relet-days"),
        (["relet-days"], {}, "FRM186", "aim-1, aim-2"),
        (["relet-days"], {"objective": "aim-9"}, "FRM186", "“aim-9” is no objective"),
        (["relet-days"], {"objective": "aim-1", "partners": "nobody"}, "FRM033", "nobody"),
    ],
)
def test_what_cannot_be_put_in_leaves_the_framework_alone(
    folder: Folder, ids: list[str], more: dict[str, str], code: str, words: str
) -> None:
    """A Refusal says what to name, and the file keeps its bytes."""
    data = folder.framework_file.read_bytes()
    with pytest.raises(Refusal) as refused:
        add(folder, ids, **more)
    assert refused.value.finding.code == code
    assert words in str(refused.value)
    assert folder.framework_file.read_bytes() == data


def test_a_measure_is_not_put_in_twice(folder: Folder) -> None:
    """The second time is refused by name."""
    add(folder, ["relet-days"], objective="aim-1")
    with pytest.raises(Refusal, match=r"has relet-days already.*\[FRM185\]"):
        add(Folder(folder.path), ["relet-days"], objective="aim-1")


def test_nobody_to_answer_is_refused(tmp_path: Path) -> None:
    """An objective without an owner asks for one."""
    rows = sound()
    rows["objectives"][0]["owner"] = None
    framework_file(rows, tmp_path / "framework.xlsx")
    with pytest.raises(Refusal, match=r"\[FRM187\]"):
        add(Folder(tmp_path), ["relet-days"], objective="aim-1")


def workbook() -> bytes:
    """A plain workbook with gaps between its cells and rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"], sheet["D2"], sheet["B5"] = "left", "right", "=1+1"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_cells_are_filled_between_before_and_below_what_is_there() -> None:
    """In a row that is there, between two, and below the last; a text like a formula stays text."""
    told: dict[tuple[int, int], str | float] = {(2, 3): "=1+1", (2, 1): 4.5, (3, 2): "<&>", (9, 1): " x "}
    sheet = load_workbook(io.BytesIO(fill(workbook(), "a.xlsx", "Sheet", told))).active
    assert sheet is not None
    assert [sheet.cell(2, col).value for col in range(1, 5)] == [4.5, "left", "=1+1", "right"]
    assert sheet["C2"].data_type == "s"
    assert (sheet["B3"].value, sheet["A9"].value, sheet["B5"].value) == ("<&>", " x ", "=1+1")


def test_a_cell_that_is_not_blank_is_never_written_over() -> None:
    """Nor is a sheet guessed that is not there."""
    with pytest.raises(Unspliceable, match="B2 is not blank"):
        fill(workbook(), "a.xlsx", "Sheet", {(2, 2): "new"})
    with pytest.raises(Unspliceable, match="cannot be found"):
        fill(workbook(), "a.xlsx", "Other", {(2, 2): "new"})
    with pytest.raises(Unspliceable, match="cannot be opened"):
        fill(b"nothing", "a.xlsx", "Sheet", {(2, 2): "new"})


def test_the_command_lists_searches_and_adds(folder: Folder) -> None:
    """A few are told in full; what was added is named with what misleads about it."""
    listed = CliRunner().invoke(app, ["library", "--theme", "fire"])
    assert listed.exit_code == 0
    assert "home-fires" in listed.stdout
    assert "relet-days" not in listed.stdout
    full = CliRunner().invoke(app, ["library", "--find", "let a home again"]).stdout
    assert "Caveats: Homes that stay empty" in full
    done = CliRunner().invoke(app, ["library", "add", "relet-days", "--objective", "aim-1", "-C", str(folder.path)])
    assert done.exit_code == 0, done.output
    assert "Mind: Homes that stay empty" in done.stdout

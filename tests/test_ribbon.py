# ruff: noqa: E501
"""The buttons: one call into the batch each, what it made opened, and what cannot be done said in a message box."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from typing import NoReturn

import pytest
from typer.testing import CliRunner

from pmxl.batch.belonging import belonging
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.cli import app
from pmxl.cli.active import desk_of
from pmxl.cli.options import HERE
from pmxl.excel import udfs
from pmxl.excel.desk import headed
from pmxl.excel.desk import job
from pmxl.excel.desk import live
from pmxl.excel.desk import turn
from pmxl.excel.desk.notice import notice
from pmxl.excel.desk.press import BUTTONS
from pmxl.excel.desk.press import press
from pmxl.excel.desk.shown_figures import as_shown
from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.sheets.cells import address
from tests.doors.desk import FakeExcel
from tests.test_batch import PERIOD
from tests.test_batch import sent
from tests.threewoods import partnership

TABLE: list[list[Any]] = [
    ["Measure", "Outturn Q1", "Target", "Good is", "Tolerance", "Unit"],
    ["Lets", 90, 80, "Higher", 5, "homes"],
    ["Days", 25.4, 25, "lower is better", 5, "days"],
    ["Fires", 12, 10, "down", None, "fires"],
    ["Calls", "n/a", 80, "up", None, ""],
    ["Visits", None, 80, "up", None, ""],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Three partners; returns are issued and two of them are back."""
    folder = partnership(tmp_path_factory.mktemp("woods"))
    issue(folder, folder.period(PERIOD))
    sent(folder, "ash", 40, 100)
    sent(folder, "birch", 50, 100)
    return folder


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody else's long job is in the way."""
    monkeypatch.setattr(turn, "FILE", str(tmp_path_factory.mktemp("turn") / "at-work.txt"))


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> FakeExcel:
    """An Excel with nothing saved; tests say what is in it and what the person answers."""
    return at(monkeypatch, FakeExcel())


def at(monkeypatch: pytest.MonkeyPatch, excel: FakeExcel) -> FakeExcel:
    """Puts an Excel where the buttons look for one."""
    monkeypatch.setattr(live, "attach", lambda *_: excel)
    return excel


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in this process, which is quicker; that they run in their own is tried by freezing."""

    def run(words: list[str], status: Callable[[str], None], title: str) -> job.Done:
        status(f"{title} … 0 s")
        done = CliRunner().invoke(app, words)
        said = [str(f) for f in done.exception.findings] if isinstance(done.exception, Refusal) else []
        record = json.loads(done.stdout) if done.stdout.startswith("{") else None
        return job.Done(done.exit_code, record, tuple(done.stdout.splitlines()), tuple(said))

    monkeypatch.setattr(job, "run", run)


def test_a_register_that_is_open_elsewhere_is_never_shown_as_it_was(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, here: None
) -> None:
    """Excel holds the register that it shows: where a new one cannot take its place, the person is told where it is."""

    def held(*_: object) -> NoReturn:
        raise MachineRefusal(refuse("OUT003", "register.xlsx is open in another program.", "Close it.").finding)

    monkeypatch.setattr("pmxl.batch.status.write_register", held)
    excel = at(monkeypatch, FakeExcel.of(folder.issued(folder.period(PERIOD)) / "ash.xlsx"))
    assert not press("status")
    assert excel.opened == []
    assert excel.told == ["register.xlsx is open in another program. Close it. [OUT003]"]


def test_every_button_is_there() -> None:
    """By the names that the add-in calls."""
    assert set(BUTTONS) == {
        "new_framework", "review", "calendar", "issue", "collect", "status", "open_queries", "scorecard", "exceptions",
        "annual_summary", "public_file", "rate_selection", "explain_cell", "freeze", "library", "doctor", "about",
    }  # fmt: skip


def test_collect_scorecard_and_explain_from_one_workbook_to_the_next(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, here: None
) -> None:
    """From an issued return open in Excel: what came back is taken, the register opened, the scorecard made, a cell told."""
    issued = folder.issued(folder.period(PERIOD)) / "ash.xlsx"
    excel = at(monkeypatch, FakeExcel.of(issued, ...))
    assert press("collect")
    assert excel.told[0].startswith(
        "2 files: 1 read, 1 with findings, 0 refused, 0 passed over. 2 figures kept, 0 held."
    )
    assert "Query: ash.xlsx › Return!M6: " in excel.told[0]
    register = folder.inbox(folder.period(PERIOD)).with_name("register.xlsx")
    assert excel.opened == [(register, "")]
    assert any("Collecting returns … " in said for said in excel.bar)
    assert excel.bar[-1] == ""
    assert press("exceptions")
    scorecard = folder.scorecard(folder.period(PERIOD))
    assert excel.opened[1:] == [(scorecard, "Exceptions")]
    assert not excel.answers

    excel = at(monkeypatch, FakeExcel.of(scorecard))
    name = folder.framework.measures[0].name
    spot = next(
        place for place, value in excel.cells.items() if place[0] == "Scorecard" and str(value).startswith(f"{name}  ")
    )
    excel.select("A1", spot[0])
    excel.area = excel.area._replace(top=spot[1], left=spot[2] + 3) if excel.area else None
    assert press("explain_cell")
    assert excel.told[0].startswith(f"{name}, {PERIOD}: ")
    (sheet, row, col) = next(place for place, value in excel.cells.items() if place[0] == "Partners" and value == "Ash")
    below = min(n for where, n, at in excel.cells if (where, at) == (sheet, col) and n > row)
    excel.select(address(below, col), sheet)
    assert press("explain_cell")
    assert excel.told[-1].startswith(f"{name}, Ash, {PERIOD}: ")
    excel.select("A900", spot[0])
    assert not press("explain_cell")
    assert "No measure of this scorecard is named" in excel.told[-1]


def test_review_and_calendar_open_what_they_made(folder: Folder, monkeypatch: pytest.MonkeyPatch, here: None) -> None:
    """The workbook that judges the framework, and the year's dates."""
    excel = at(monkeypatch, FakeExcel(folder.framework_file, "2025-26"))
    assert press("review")
    assert press("calendar")
    assert [path.name for path, _ in excel.opened] == ["review.xlsx", "calendar-2025-26.xlsx"]
    assert all(path.is_file() for path, _ in excel.opened)


def test_the_year_and_the_public_file_are_commands_of_their_own(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`annual` and `public`, whose records name the files; a year is no longer a scorecard of twelve months."""
    asked: list[list[str]] = []

    def told(words: list[str], *_: Any) -> dict[str, Any]:
        asked.append(words[:2])
        return {"files": [f"{words[0]}.xlsx", f"{words[0]}.html"], "lines": ["3 measures."]}

    monkeypatch.setattr(job, "asked", told)
    excel = at(monkeypatch, FakeExcel(folder.framework_file, "2025-26", PERIOD, "--all"))
    assert press("annual_summary")
    assert press("public_file")
    assert asked == [["annual", "2025-26"], ["public", PERIOD]]
    assert excel.opened == [(Path("annual.xlsx"), ""), (Path("public.xlsx"), "")]
    assert excel.told == ["Beside it lies its web page, public.html.\n\n3 measures."]
    assert not press("annual_summary")
    assert "[ADD044]" in excel.told[-1]


def test_measures_are_found_in_the_library_and_put_into_the_framework(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: None
) -> None:
    """By words; to only look is well too; what the command refuses is said in its own words."""
    folder = partnership(tmp_path)
    excel = at(monkeypatch, FakeExcel(folder.framework_file, "repeat domestic", ""))
    assert press("library")
    found = excel.told[0].partition(": ")[0].splitlines()[-1]
    assert found.startswith("repeat-")
    excel.answers = ["repeat domestic", f"{found};", "safer"]
    assert press("library"), excel.told
    assert "1 put into framework.xlsx." in excel.told[-1]
    assert excel.opened == [(folder.framework_file, "measures")]
    excel.answers = ["repeat domestic", "no-such-measure", "safer"]
    assert not press("library")
    assert "no-such-measure" in excel.told[-1]
    excel.answers = ["repeat domestic", "--help"]
    assert not press("library")
    assert "“--help” begins with a dash" in excel.told[-1]
    excel.answers = [None]
    assert press("library")


def test_a_framework_is_made_and_reviewed_and_never_made_twice(tmp_path: Path, desk: FakeExcel, here: None) -> None:
    """The folder is asked for where the workbook says none; what a command refuses is shown in its own words."""
    desk.answers = ["The Woods!", str(tmp_path), str(tmp_path / "the-woods")]
    assert press("new_framework")
    assert desk.opened == [(tmp_path / "the-woods" / "framework.xlsx", "")]
    assert press("review")
    head, *lines = desk.told[0].split("\n\n")
    assert head == "3 things to look at in the framework."
    assert all(line.startswith("Error: framework.xlsx › ") for line in lines)
    desk.answers = ["the woods", str(tmp_path)]
    assert not press("new_framework")
    assert desk.told[1].endswith("is not overwritten. Choose another folder, or move that one away first. [OUT004]")


def test_a_folder_that_is_none_is_refused_and_cancel_ends_quietly(tmp_path: Path, desk: FakeExcel) -> None:
    """Nobody is told off for changing their mind."""
    desk.answers = [str(tmp_path), None]
    assert not press("status")
    assert f"There is no framework.xlsx in {tmp_path}." in desk.told[0]
    assert press("status")
    assert len(desk.told) == 1


def test_a_fault_of_ours_is_saved_and_no_traceback_is_shown(desk: FakeExcel, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person hears that it is ours, and where the report is."""
    monkeypatch.setattr(desk, "workbook", lambda: 1 / 0)
    assert not press("about")
    assert "Traceback" not in desk.told[0]
    report = Path(desk.told[0].partition("The report is ")[2].partition(". Send")[0])
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    report.unlink()


def test_a_selected_table_is_rated_beside_itself(desk: FakeExcel) -> None:
    """Letter, word and reason; what cannot be read is named; colours are put on letters and words, never alone."""
    desk.put("B3", TABLE)
    desk.answers = [True]
    assert press("rate_selection")
    assert 'Actual: column C, "Outturn Q1"' in desk.questions[0]
    rated = desk.block("H3", 6, 3)
    assert [row[:2] for row in rated] == [
        ["RAG", "Rating"], ["G", "Green"], ["A", "Amber"], ["R", "Red"], ["", ""], ["", ""],
    ]  # fmt: skip
    assert rated[2][2].startswith("25.4 days against a target of 25.0:")
    assert desk.told[0].startswith("3 of 5 rows rated, in H3:J8.")
    assert "Sheet1!C7: This row cannot be rated: its actual is 'n/a'." in desk.told[0]
    assert {(area.told, word) for area, word in desk.colours} >= {("H4:H8", "R"), ("I4:I8", "Red")}


def test_an_error_is_no_empty_cell_and_one_bad_row_of_many_costs_no_call_a_row(
    desk: FakeExcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel hands errors over as nothing; 400 rows with one of them are a few calls and not 400."""
    desk.put("A1", [["Measure", "Actual", "Target"], *([f"m{n}", n, 1000] for n in range(400))])
    del desk.cells["Sheet1", 302, 2]
    desk.typed["Sheet1", 302, 2] = "=1/0"
    calls: list[int] = []
    rag = udfs.PMXL_RAG

    def counted(**given: Any) -> Any:
        calls.append(1)
        return rag(**given)

    monkeypatch.setattr(udfs, "PMXL_RAG", counted)
    desk.answers = [True]
    assert press("rate_selection")
    assert desk.told[0].startswith("399 of 400 rows rated")
    assert "Sheet1!B302: This row cannot be rated: its actual is 'an error'." in desk.told[0]
    assert [row[1] for row in desk.block("D301", 3, 2)] == ["Red", "", "Red"]
    assert len(calls) < 25


def test_nothing_that_stands_there_is_overwritten(desk: FakeExcel) -> None:
    """Not even a formula that shows nothing."""
    desk.put("A1", TABLE)
    desk.typed["Sheet1", 4, 8] = '=IF(B4="","","")'
    before = dict(desk.cells)
    desk.answers = [True]
    assert not press("rate_selection")
    assert "Sheet1!H4: The ratings go to G1:I6, and this cell holds" in desk.told[0]
    assert desk.cells == before


def test_a_guess_that_is_wrong_is_put_right_by_letters(desk: FakeExcel) -> None:
    """The person names the columns; a letter outside the table is refused."""
    desk.put("A1", [["Name", "Now", "Wanted"], ["x", 1, 2]])
    desk.answers = ["b", "C", "", "", ""]
    assert press("rate_selection")
    assert desk.block("D2", 1, 2) == [["R", "Red"]]
    desk.put("A11", [["Name", "Now", "Wanted"], ["x", 1, 2]])
    desk.answers = ["Z"]
    assert not press("rate_selection")
    assert "'Z' is not a column of the selection, which goes from A to C." in desk.told[-1]


def test_a_cell_of_a_rated_table_is_explained(desk: FakeExcel) -> None:
    """What it is, why, and what would turn it."""
    desk.put("A1", TABLE)
    desk.select("D3")
    assert press("explain_cell")
    first, why, flip = desk.told[0].split("\n\n")
    assert first == "Days: Amber."
    assert why.startswith("25.4 days against a target of 25.0:")
    assert flip
    desk.select("Z99")
    assert not press("explain_cell")


@pytest.mark.parametrize(
    ("cells", "formats", "shown"),
    [
        ({"actual": 0.29, "target": 0.3}, {"actual": "0%", "target": "0.0%"}, (29, 30, 1, "percentage", None)),
        ({"actual": 85.25, "target": 86}, {}, (85.25, 86, 2, None, None)),
        ({"actual": 85.25, "target": 86}, {"actual": "#,##0", "target": "0"}, (85.25, 86, 0, None, None)),
        ({"actual": 8, "target": 9, "decimals": 3}, {}, (8, 9, 3, None, None)),
        ({"actual": 80, "target": 90, "tolerance": 0.05}, {"tolerance": "0%"}, (80, 90, 0, None, "percent")),
    ],
)
def test_figures_are_rated_as_they_are_shown(
    cells: dict[str, Any], formats: dict[str, str], shown: tuple[Any, ...]
) -> None:
    """A percentage is a number under a hundred to Excel; decimals are those that readers see."""
    found = as_shown(cells, formats)
    assert tuple(found.get(n) for n in ("actual", "target", "decimals", "kind", "unit")) == shown


def test_headings_are_guessed_by_what_says_most() -> None:
    """`Unit` is what a figure is measured in, not what its tolerance counts in."""
    found = headed.guess(
        ["Measure", "Last year", "Q2 figure", "Actual (Q2)", "Target 2025-26", "Tolerance unit", "Unit"]
    )
    assert found == {"last_year": 1, "actual": 3, "target": 4, "unit": 5, "measured_in": 6}


def test_freeze_saves_first_and_opens_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is frozen is what was saved; an unsaved workbook is refused."""
    import xlsxwriter

    path = tmp_path / "mine.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_formula("A1", "=PMXL_RAG(1,2)", None, "Red")
    excel = at(monkeypatch, FakeExcel(path, True))
    excel.saved = False
    assert press("freeze")
    assert excel.times_saved == 1
    assert excel.opened == [(tmp_path / "mine (frozen).xlsx", "")]
    assert excel.bar[0].startswith("Freezing … ")
    assert excel.bar[-1] == ""
    assert excel.told[0].startswith("Send this copy: mine (frozen).xlsx.")
    excel.path = None
    assert not press("freeze")
    assert "has not been saved" in excel.told[-1]


def test_a_workbook_belongs_where_it_lies_and_to_the_period_that_it_says(folder: Folder, tmp_path: Path) -> None:
    """A return says its period wherever it has gone; anything else goes by its folder; a stranger belongs nowhere."""
    issued = folder.issued(folder.period(PERIOD)) / "ash.xlsx"
    assert belonging(issued).folder == folder.path.resolve()
    astray = tmp_path / "downloads.xlsx"
    astray.write_bytes(issued.read_bytes())
    assert (belonging(astray).folder, belonging(astray).period) == (None, PERIOD)
    assert belonging(folder.scorecard(folder.period("2024-25 Q1"))).period == "2024-25-q1"
    assert belonging(folder.framework_file).period == ""
    astray.write_bytes(b"no workbook")
    assert belonging(astray).period == ""


def test_without_excel_active_is_refused_in_a_sentence(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Off Windows and Mac there is nothing to attach to; where there is, Excel may not be running."""
    monkeypatch.setattr(sys, "platform", "linux")
    for command in ("scorecard", "collect", "status"):
        with pytest.raises(Refusal, match=r"can be reached on Windows and on a Mac only.*\[XLS001\]"):
            CliRunner().invoke(app, [command, "--active"], catch_exceptions=False)
    with pytest.raises(Refusal, match=r"Excel is not running\. .*\[XLS003\]"):
        live.attached(None)


def test_active_takes_folder_and_period_from_the_open_workbook(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was named goes first; a period that nobody says is asked for, and what was made is opened."""
    excel = at(monkeypatch, FakeExcel(folder.scorecard(folder.period(PERIOD)), "2025-26 Q1"))
    found = desk_of(active=True, partnership=HERE, period="")
    assert (found.folder, found.asked_period()) == (folder.path.resolve(), PERIOD)
    assert desk_of(active=True, partnership=HERE, period="2020-21").period == "2020-21"
    named = desk_of(active=True, partnership=folder.path / "..", period="")
    assert (named.folder, named.asked_period()) == (folder.path / "..", "2025-26 Q1")
    named.show(folder.framework_file)
    assert excel.opened == [(folder.framework_file, "")]
    assert CliRunner().invoke(app, ["scorecard"]).exit_code == 2


def test_the_doctor_says_what_is_missing_and_not_what_is_well(desk: FakeExcel, monkeypatch: pytest.MonkeyPatch) -> None:
    """A box shows three lines: they are what an IT desk has to do."""
    wrong = {"code": "ENV036", "severity": "Error", "file": "", "sheet": "", "cell": "", "part": "Add-in",
             "says": "There is none.", "ask": "Run: pmxl addin install."}  # fmt: skip
    checks = [*({"findings": []} for _ in range(9)), {"findings": [wrong]}]
    monkeypatch.setattr(job, "asked", lambda *_: {"checks": checks})
    assert press("doctor")
    checks.pop()
    assert press("doctor")
    assert desk.told == [
        "1 thing to tell an IT desk.\n\nError: Add-in: There is none. Run: pmxl addin install. [ENV036]",
        "Nothing is missing: 9 things were looked at.",
    ]


def test_a_message_box_shows_three_lines_and_says_where_the_rest_is(tmp_path: Path) -> None:
    """A box is cut off where it is too long, so long lines are too; the file has all of it."""
    assert notice(["a", "b"], "head") == "head\n\na\n\nb"
    box = notice(["x" * 2000, "b", "c", "d"], folder=tmp_path)
    assert len(box) < 1024
    assert "1 more is in" in box
    assert "x" * 2000 in (tmp_path / "pmxl-messages.txt").read_text(encoding="utf-8-sig")


def test_code_in_the_folder_where_excel_was_started_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A partner's folder may hold anything, also a file that is called as a part of pmxl is."""
    (tmp_path / "typer.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    done = job.run(["--help"], lambda _: None, "Help")
    assert done.code == 0
    assert "freeze" in "".join(done.printed)

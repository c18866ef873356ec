"""The Excel that is running, by an xlwings App that a test has made: what is asked of it, on Windows and on a Mac."""

from __future__ import annotations

import atexit
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest

from pmxl.excel.desk import dialogs
from pmxl.excel.desk import live
from pmxl.excel.desk.port import Area
from pmxl.excel.spared import spare_excel
from pmxl.findings import Refusal

AREA = Area("Data", 2, 3, 4, 5)


@pytest.fixture(params=["win32", "darwin"])
def app(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An App of either system with a workbook open."""
    monkeypatch.setattr(sys, "platform", request.param)
    app = mock.MagicMock()
    app.books.__len__.return_value = 1
    return app


def book(app: Any, name: str, *, saved: bool = True) -> None:
    """Says under which name the active workbook is saved."""
    app.books.active.api = SimpleNamespace(
        FullName=name,
        Saved=saved,
        full_name=SimpleNamespace(get=lambda: name),
        saved=SimpleNamespace(get=lambda: saved),
    )


def test_the_workbook_is_where_excel_says_and_not_where_a_sheet_of_it_says(app: Any, tmp_path: Path) -> None:
    """xlwings' own `fullname` reads a configuration sheet of the open workbook, which may be anybody's."""
    path = tmp_path / "ash.xlsx"
    path.touch()
    book(app, str(path), saved=False)
    type(app.books.active).fullname = mock.PropertyMock(side_effect=AssertionError("asked the workbook"))
    excel = live.attached(app)
    assert excel.workbook() == str(path)
    assert not excel.is_saved()
    book(app, "Book1")
    assert excel.workbook() == ""
    book(app, "https://example.sharepoint.com/sites/x/ash.xlsx")
    assert excel.workbook() == ""


def test_a_synced_workbook_is_found_on_this_machine() -> None:
    """OneDrive and SharePoint give an address; the copy on the disk is what counts, where there is one."""
    assert live._local("https://x", lambda _: "C:\\synced\\ash.xlsx") == "C:\\synced\\ash.xlsx"
    assert live._local("https://x", lambda _: 1 / 0) == ""  # type: ignore[arg-type,return-value]


def test_cells_are_read_and_written_as_blocks(app: Any) -> None:
    """One cell is a block of one; what is written is text, whatever it begins with."""
    excel, cells = live.attached(app), app.books.active.sheets["Data"].range.return_value
    cells.options.return_value.value = [[1.0]]
    assert excel.values(AREA) == [[1.0]]
    cells.options.assert_called_with(ndim=2)
    for said, formulas in (("=A1", [["=A1"]]), ((("x", None), ("", 3.0)), [["x", ""], ["", "3.0"]]), ("", [[""]])):
        cells.formula = said
        assert excel.formulas(AREA) == formulas
    cells.number_format = "0%"
    assert excel.formats(AREA) == [["0%"] * 3] * 3
    excel.write(AREA, [["=1+1"]])
    assert (cells.number_format, cells.value) == ("@", [["=1+1"]])
    excel.colour(AREA, "Red", "#FBE3E3", "#A11212")
    cells.conditional_formats.add_cell_value.assert_called_with(
        "equal", '="Red"', fill_color="#FBE3E3", font_color="#A11212", font_bold=True
    )


def test_a_chart_that_is_selected_is_no_block_of_cells(app: Any) -> None:
    """Excel says nothing is selected."""
    app.selection = None
    assert live.attached(app).selected() is None


def test_what_was_made_is_opened_at_its_sheet(app: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A sheet that is not there is passed over; a folder is shown."""
    sheets = mock.MagicMock()
    sheets.__iter__.side_effect = lambda: iter([SimpleNamespace(name="Exceptions")])
    app.books.open.return_value.sheets = sheets
    excel = live.attached(app)
    excel.open(tmp_path / "scorecard.xlsx", "Exceptions")
    sheets["Exceptions"].activate.assert_called_once()
    excel.open(tmp_path / "scorecard.xlsx", "None such")
    sheets["Exceptions"].activate.assert_called_once()
    shown: list[Path] = []
    monkeypatch.setattr(dialogs, "show_folder", shown.append)
    excel.open(tmp_path)
    assert shown == [tmp_path]


def test_a_busy_excel_does_not_stop_the_work(app: Any) -> None:
    """The status bar is a courtesy."""
    type(app).status_bar = mock.PropertyMock(side_effect=OSError("busy"))
    live.attached(app).status("Collecting")


def test_questions_on_windows() -> None:
    """Excel's own boxes; False and 0 are their Cancel."""
    app = mock.MagicMock()
    ask = dialogs.ExcelDialogs(app)
    app.api.InputBox.side_effect = [" 2025-26 Q1 ", False]
    assert [ask.line("Which?", ""), ask.line("Which?", "")] == ["2025-26 Q1", None]
    app.api.FileDialog.return_value.Show.side_effect = [-1, 0]
    app.api.FileDialog.return_value.SelectedItems.return_value = "C:\\woods"
    assert [ask.folder("Which?"), ask.folder("Which?")] == [Path("C:\\woods"), None]


def test_questions_on_a_mac_are_never_part_of_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with quotation marks in it stays a name."""
    calls: list[list[str]] = []

    def run(words: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        calls.append(words)
        return subprocess.CompletedProcess(words, len(calls) - 1, "/Users/me/woods/\n", "")

    monkeypatch.setattr(subprocess, "run", run)
    hostile = 'x" & (do shell script "id") & "'
    assert dialogs.MacDialogs().folder(hostile) == Path("/Users/me/woods")
    assert dialogs.MacDialogs().line(hostile, "") is None
    assert all(words[3] == hostile and hostile not in words[2] for words in calls)


def test_an_excel_without_a_workbook_can_still_make_a_new_partnership(app: Any) -> None:
    """Nothing is open and nothing is selected, which is no fault; without Excel it is said."""
    app.books.__len__.return_value = 0
    excel = live.attached(app)
    assert (excel.workbook(), excel.selected()) == ("", None)
    with pytest.raises(Refusal, match=r"Excel is not running\. Open the workbook"):
        live.attached(None)


def test_no_excel_is_stopped_when_python_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """xlwings would stop every Excel without a window; whatever of ours imports it takes that back."""
    windows: Any = ModuleType("xlwings._xlwindows")
    windows.cleanup = lambda: None
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", windows)
    taken: list[Any] = []
    monkeypatch.setattr(atexit, "unregister", taken.append)
    spare_excel()
    assert taken == [windows.cleanup]


def test_of_two_excels_the_one_whose_button_was_pressed_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """The add-in says which window it was; from outside Excel, and on a Mac, nothing is said and nothing is taken."""
    monkeypatch.setattr(sys, "platform", "win32")
    xw = mock.MagicMock()
    assert live.of_window(xw, 4711) is xw.App.return_value
    xw._xlwindows.App.assert_called_once_with(xl=4711)
    assert live.of_window(xw, 0) is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert live.of_window(xw, 4711) is None


def test_what_excel_would_not_do_is_said_and_is_no_fault_of_ours(app: Any, tmp_path: Path) -> None:
    """A workbook that may only be read, a sheet that is protected, an Excel that was closed or has a namesake open."""
    excel = live.attached(app)
    app.books.active.save.side_effect = RuntimeError("Read-only")
    with pytest.raises(Refusal, match=r"The workbook could not be saved\. It said: “Read-only”\. .*\[ADD042\]"):
        excel.save()
    app.books.open.side_effect = ValueError("Cannot open two workbooks named 'a.xlsx'")
    with pytest.raises(Refusal, match=r"a\.xlsx could not be opened in Excel.*of the same name first.*\[ADD041\]"):
        excel.open(tmp_path / "a.xlsx")
    app.books.active.sheets["Data"].range.side_effect = RuntimeError("protected")
    with pytest.raises(Refusal, match=r"Data!C2:E4 could not be written.*protection of the sheet.*\[ADD043\]"):
        excel.write(AREA, [["R"] * 3] * 3)


def test_formats_that_are_alike_are_asked_once_a_column() -> None:
    """A thousand rows are not a thousand calls; a mixed column, of which Excel says nothing, is asked by halves."""
    app = mock.MagicMock()
    app.books.__len__.return_value = 1
    found = {(2, 4): "0%", (2, 2): "0.0", (3, 3): "@", (4, 4): None}
    asked: list[tuple[int, int]] = []

    def block(first: tuple[int, int], last: tuple[int, int]) -> Any:
        asked.append((first[0], last[0]))
        mixed = first[1] == 4 and first[0] != last[0]
        return SimpleNamespace(number_format=None if mixed else found[first[0], last[0]])

    app.books.active.sheets["Data"].range.side_effect = block
    assert live.attached(app).formats(Area("Data", 2, 3, 4, 4)) == [["0%", "0.0"], ["0%", "@"], ["0%", ""]]
    assert asked == [(2, 4), (2, 4), (2, 2), (3, 4), (3, 3), (4, 4)]


def test_who_turns_to_another_workbook_meanwhile_finds_it_as_it_was(app: Any) -> None:
    """The button goes on with the workbook in which it was pressed, also where sheets are named alike."""
    excel, first = live.attached(app), app.books.active
    app.books.active = mock.MagicMock()
    excel.write(AREA, [["R"] * 3] * 3)
    excel.save()
    assert first.sheets["Data"].range.called
    assert first.save.called
    assert not app.books.active.mock_calls

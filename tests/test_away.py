"""Away: a button comes back at once and its work goes on in a process of its own, one long job at a time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from typing import NoReturn

import pytest
from typer.testing import CliRunner

from pmxl.cli import app
from pmxl.excel import away
from pmxl.excel import ribbon
from pmxl.excel.desk import dialogs
from pmxl.excel.desk import job
from pmxl.excel.desk import live
from pmxl.excel.desk import press as pressing
from pmxl.excel.desk import turn
from pmxl.excel.desk.job import Failed
from pmxl.excel.desk.press import press
from pmxl.findings import Refusal
from tests.doors.desk import FakeExcel

PRESSED = ["-c", "--from_xl=1", "--app=C:\\Office\\Microsoft Excel", "--hwnd=4711"]


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where it stands who is at work."""
    monkeypatch.setattr(turn, "FILE", str(tmp_path / "at-work.txt"))
    return tmp_path / "at-work.txt"


def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What boxes of the system's own say."""
    said: list[str] = []
    monkeypatch.setattr(dialogs, "say", said.append)
    return said


def test_a_button_comes_back_while_its_work_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that Excel waits for ends before the one that works, which is told the window and the audience."""
    done, script = tmp_path / "done.txt", tmp_path / "stand-in"
    script.write_text(
        f"#!{sys.executable}\nimport sys, time\ntime.sleep(1)\n"
        f"open({str(done) + '.part'!r}, 'w').write(' '.join(sys.argv[1:]))\n"
        f"import os; os.replace({str(done) + '.part'!r}, {str(done)!r})\n"
    )
    script.chmod(0o755)
    button = (
        f"import sys; sys.executable = {str(script)!r}; sys.argv = {PRESSED!r}\n"
        "import pmxl.excel.ribbon as r; r.scorecard(audience='board')"
    )
    started = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", button], capture_output=True, text=True, check=True, timeout=30)
    assert not done.exists()
    assert (ended.stdout, ended.stderr) == ("", "")
    while not done.exists() and time.monotonic() - started < 20:
        time.sleep(0.05)
    assert done.read_text() == "-P -m pmxl press scorecard --window 4711 --for board"


def test_what_excel_waits_for_loads_nothing_that_takes_time() -> None:
    """Neither pandas nor xlwings, and none of the rooms behind."""
    code = "import sys, pmxl.excel.ribbon; print(*(n for n in sys.modules if n in ('pandas', 'xlwings', 'typer')))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


@pytest.mark.parametrize(
    ("arguments", "window"), [(PRESSED, 4711), (["pmxl", "press"], 0), (["--hwnd=x"], 0), (["--hwnd=²"], 0)]
)
def test_the_window_is_the_one_that_the_add_in_tells(arguments: list[str], window: int) -> None:
    """Anything but a number is no window."""
    assert away.window_of(arguments) == window


def test_where_no_program_may_be_started_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch, at_work: Path) -> None:
    """Excel waits then, and the button still does what it is for."""

    def forbidden(*_: Any, **__: Any) -> NoReturn:
        raise PermissionError(13, "Access is denied")

    excel = FakeExcel()
    monkeypatch.setattr(subprocess, "Popen", forbidden)
    monkeypatch.setattr(live, "attach", lambda *_: excel)
    ribbon.about()
    assert excel.told[0].startswith("pmxl ")


def test_a_second_press_is_told_what_is_going_on(monkeypatch: pytest.MonkeyPatch, at_work: Path) -> None:
    """One long job at a time; what takes a moment is done meanwhile, and afterwards there is room again."""
    excel, second = FakeExcel(), FakeExcel()

    def collects(_: Any) -> None:
        monkeypatch.setattr(live, "attach", lambda *_: second)
        assert not press("issue")
        assert press("about")

    monkeypatch.setitem(pressing.BUTTONS, "collect", pressing.Button(collects, "Collect"))
    monkeypatch.setattr(live, "attach", lambda *_: excel)
    assert press("collect")
    assert second.told[0].startswith("pmxl is still at work (Collect, since ")
    assert second.told[0].endswith("Wait until its answer is there, then press the button again. [ADD040]")
    assert at_work.read_text() == ""
    with turn.taken("Issue"):
        assert at_work.read_text().startswith("Issue, since ")


def test_a_job_that_was_ended_by_force_leaves_room(at_work: Path) -> None:
    """The system lets go of what a process held; what stands in the file is of no account."""
    code = f"from pathlib import Path; from pmxl.excel.desk import turn\nturn.FILE = {str(at_work)!r}\n"
    code += "import os\nwith turn.taken('Collect'):\n    os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert at_work.read_text().startswith("Collect, since ")
    with turn.taken("Issue"):
        assert at_work.read_text().startswith("Issue, since ")


def test_without_excel_it_is_said_where_somebody_sees_it(monkeypatch: pytest.MonkeyPatch, at_work: Path) -> None:
    """From the ribbon nobody reads what is printed, so the system shows a box; a terminal gets its line and code."""
    said = boxes(monkeypatch)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not press("about", window=4711)
    assert "[XLS001]" in said[0]
    with pytest.raises(Refusal, match=r"\[XLS001\]"):
        press("about")
    assert CliRunner().invoke(app, ["press", "about", "--for", "board"]).exit_code == 2
    assert CliRunner().invoke(app, ["press", "nothing"]).exit_code == 2


def test_an_excel_that_breaks_or_was_closed_meanwhile_ends_in_words(
    monkeypatch: pytest.MonkeyPatch, at_work: Path
) -> None:
    """Whatever Windows says when a window is gone: a report is saved, a box is shown, and no traceback is."""
    said = boxes(monkeypatch)

    def gone(*_: Any) -> NoReturn:
        raise RuntimeError("(-2147023174, 'The RPC server is unavailable.')")

    monkeypatch.setattr(live, "attach", gone)
    assert not press("about", window=4711)
    excel = FakeExcel()
    monkeypatch.setattr(excel, "tell", gone)
    monkeypatch.setattr(live, "attach", lambda *_: excel)
    assert not press("collect")
    assert [text.partition("The report is")[0] for text in said] == [
        "pmxl itself failed. What was kept before is whole. "
    ] * 2
    for text in said:
        report = Path(text.partition("The report is ")[2].partition(". Send")[0])
        assert "Traceback" in report.read_text(encoding="utf-8")
        report.unlink()


def test_an_audience_gets_its_own_scorecard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at_work: Path) -> None:
    """What is chosen beside the button reaches the command; its scorecard is opened and not the master."""
    (tmp_path / "framework.xlsx").touch()
    asked: list[list[str]] = []

    def run(words: list[str], *_: Any) -> dict[str, Any]:
        asked.append(words)
        return {"files": ["scorecard-board.xlsx"]}

    monkeypatch.setattr(job, "asked", run)
    excel = FakeExcel(None, tmp_path, "2025-26 Q1")
    monkeypatch.setattr(live, "attach", lambda *_: excel)
    assert press("scorecard", "board")
    assert asked == [["scorecard", "2025-26 Q1", "--for", "board", "--partnership", str(tmp_path)]]
    assert excel.opened == [(Path("scorecard-board.xlsx"), "")]


def test_a_command_that_says_nothing_is_told_so(monkeypatch: pytest.MonkeyPatch, at_work: Path) -> None:
    """A process that was ended from outside leaves no word."""

    def silent(_: Any) -> NoReturn:
        raise Failed([])

    excel = FakeExcel()
    monkeypatch.setitem(pressing.BUTTONS, "collect", pressing.Button(silent, "Collect"))
    monkeypatch.setattr(live, "attach", lambda *_: excel)
    assert not press("collect")
    assert excel.told == [pressing.SILENT]

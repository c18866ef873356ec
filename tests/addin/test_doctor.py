"""The doctor: each thing that can be wrong with a machine, told in a sentence an IT desk can act on."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from typer.testing import CliRunner

from pmxl.cli import app
from pmxl.excel import udfs
from pmxl.excel.addin.stamp import Stamp
from pmxl.excel.doctor import live
from pmxl.excel.doctor import policies
from pmxl.excel.doctor.acceptance import LOOK
from pmxl.excel.doctor.acceptance import ROWS_AT_ONCE
from pmxl.excel.doctor.acceptance import STEPS
from pmxl.excel.doctor.acceptance import accept
from pmxl.excel.doctor.checks import CHECKS
from pmxl.excel.doctor.checks import examine
from pmxl.excel.doctor.machine import Machine
from pmxl.excel.doctor.machine import this_machine
from pmxl.excel.doctor.report import accepted_lines
from pmxl.excel.doctor.report import lines
from pmxl.excel.doctor.report import write_accepted
from pmxl.excel.worksheet import FUNCTIONS
from pmxl.findings import Refusal

ROOT = Path(__file__).resolve().parents[2]
STAMP = Stamp("0.1.0", "0.37.8")
WELL = Machine(
    system="win32",
    python=(3, 12, 4),
    bits=64,
    processor="AMD64",
    executable="C:\\pmxl\\Scripts\\python.exe",
    own_environment=True,
    user_install=False,
    packages={"pmxl": "0.1.0", "xlwings": "0.37.8"},
    missing=(),
    xlwings="0.37.8",
    xlwings_wanted="0.37.8",
    dlls=("xlwings64-0.37.8.dll", "xlwings32-0.37.8.dll"),
    start_folder=Path("XLSTART"),
    addin=Path("XLSTART/pmxl.xlam"),
    addin_stamp=STAMP,
    wanted_stamp=STAMP,
    settings=Path("pmxl.conf"),
    interpreter="C:\\pmxl\\Scripts\\pythonw.exe",
    script=None,
    policies=(),
    folder=Path("valley"),
    may_write=True,
)
NO_CHILDREN = next(one for one in policies.POLICIES if one.name == policies.NO_CHILDREN)
NO_WIN32 = next(one for one in policies.POLICIES if one.name == policies.NO_WIN32)


def test_a_machine_that_is_well_has_nothing_to_do() -> None:
    """Every check says what it found; python.exe and pythonw.exe of one folder are the same Python."""
    told = examine(WELL)
    assert [one.name for one in told] == [check.name for check in CHECKS]
    assert {one.name for one in told if one.state != "well"} == {"Script of the add-in"}  # of a Mac
    assert all(one.says for one in told)


@pytest.mark.parametrize(
    ("wrong", "code", "says"),
    [
        ({"python": (3, 10, 2)}, "ENV030", "Python is 3.10.2"),
        ({"bits": 32}, "ENV031", "32-bit"),
        ({"processor": "ARM64"}, "ENV031", "x64"),
        ({"user_install": True}, "ENV032", "--user"),
        ({"missing": ("rich", "pandas")}, "ENV033", "2 packages are missing: rich, pandas"),
        ({"xlwings": "0.33.0"}, "ENV034", "pip install xlwings==0.37.8"),
        ({"dlls": ()}, "ENV035", "xlwings64"),
        ({"addin": None}, "ENV036", "pmxl addin install"),
        ({"addin_stamp": Stamp("0.0.9", "0.37.8")}, "ENV037", "The add-in is pmxl 0.0.9"),
        ({"addin_stamp": None}, "ENV037", "of an unknown version"),
        ({"interpreter": ""}, "ENV038", "not set down"),
        ({"interpreter": "D:\\other\\python.exe"}, "ENV039", "calls D:\\other\\python.exe"),
        ({"system": "darwin"}, "ENV044", "by which Excel on a Mac starts Python"),
        ({"policies": (NO_CHILDREN,)}, "ENV040", policies.NO_CHILDREN),
        ({"policies": (NO_WIN32,)}, "ENV040", policies.NO_WIN32),
        ({"may_write": False}, "ENV041", "may not write in valley"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(wrong: dict[str, Any], code: str, says: str) -> None:
    """One fact at a time: its code, the figures, and a request."""
    findings = [finding for one in examine(replace(WELL, **wrong)) for finding in one.findings]
    assert [finding.code for finding in findings] == [code]
    assert says in str(findings[0])
    assert findings[0].ask


def test_macros_that_are_off_matter_only_where_no_folder_is_trusted() -> None:
    """Excel trusts its start folder: an IT desk is not sent after a policy that does no harm."""
    off = {one for one in policies.POLICIES if one.name == "VBAWarnings"}
    assert len(off) == 2
    assert policies.among(off | {NO_CHILDREN}) == (NO_CHILDREN,)
    assert set(policies.among(off | {policies.NO_TRUST})) == off | {policies.NO_TRUST}


def test_it_speaks_where_packages_are_missing() -> None:
    """The doctor is for machines that are not well: it needs neither xlwings nor pandas nor a reader of workbooks."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('xlwings', 'pandas', 'numpy', 'openpyxl', 'xlsxwriter'))); "
        "from pathlib import Path; from pmxl.excel.doctor.checks import examine; "
        "from pmxl.excel.doctor.machine import this_machine; print(len(examine(this_machine(Path()))))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.stdout.strip() == str(len(CHECKS)), run.stderr


def test_what_only_excels_machine_has_is_left_out_elsewhere() -> None:
    """On a server that makes scorecards no add-in is asked for."""
    told = examine(replace(WELL, system="linux", addin=None, dlls=(), interpreter="", policies=None))
    assert {one.state for one in told} == {"well", "not here"}
    assert not any(one.findings for one in told)


def test_the_facts_of_this_machine_are_read(tmp_path: Path) -> None:
    """Nothing is guessed: the Python that runs, its packages, the folder that is worked in."""
    found = this_machine(tmp_path)
    assert found.executable == sys.executable
    assert found.packages["xlwings"] == found.xlwings
    assert found.may_write
    assert not this_machine(tmp_path / "none").may_write


def test_the_command_says_it_as_lines_and_as_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person reads lines, a program JSON; what is to be done shows in the exit code."""
    run = CliRunner().invoke(app, ["doctor", "--format", "json"])
    record = json.loads(run.output)
    assert [one["name"] for one in record["checks"]] == [check.name for check in CHECKS]
    assert (run.exit_code == 0) == record["well"]
    monkeypatch.setattr("pmxl.excel.doctor.machine.this_machine", lambda _: replace(WELL, addin=None))
    run = CliRunner().invoke(app, ["doctor"])
    assert run.exit_code == 3
    assert (
        "✗ Add-in: There is no add-in in XLSTART. Run: pmxl addin install, then start Excel again. [ENV036]"
        in run.output
    )
    assert "✓ Python: 3.12.4" in run.output
    assert lines(examine(WELL))[0].startswith("✓ Python")


class FakeExcel:
    """An Excel of a few lines: it knows what the steps' formulas give, by calling the functions themselves."""

    def __init__(self, *, hijacked: bool = False) -> None:
        self.cells: dict[str, list[list[Any]]] = {}
        self.sheet, self.closed, self.hijacked = "", False, hijacked

    def version(self) -> str:
        """What it calls itself."""
        return "16.0 of a test"

    def open_addin(self) -> str:
        """Always the same."""
        return "pmxl.xlam"

    def run(self, macro: str, *given: str) -> Any:
        """The two macros that the steps run."""
        if macro == "PmxlCommandFor":
            return given[0].removeprefix("pmxl_") + "()"
        return "C:\\evil.exe" if self.hijacked and self.sheet == "pmxl.conf" else "C:\\pmxl\\python.exe"

    def new_sheet(self, name: str) -> None:
        """An empty sheet."""
        self.sheet, self.cells = name, {}

    def put(self, cell: str, rows: list[list[Any]]) -> None:
        """Keeps what is written."""
        self.cells[cell] = rows

    def formula(self, cell: str, formula: str) -> None:
        """Works out the formula through the function that it names."""
        self.cells[cell] = answers(formula, self.cells.get("A1", [[None]]))

    def values(self, cells: str) -> list[list[Any]]:
        """The cell asked for, or the spill that starts there."""
        first = cells.split(":")[0]
        if first in self.cells:
            return self.cells[first]
        column, row = first[0], int(first[1:])
        return [self.cells[f"{column}1"][row - 1]]

    def quit(self) -> None:
        """Remembers that it was closed."""
        self.closed = True


def answers(formula: str, column: list[list[Any]]) -> list[list[Any]]:
    """What the formulas of the steps give."""
    from datetime import datetime

    if "RunPython" in formula:
        return [[False]]
    if "ISNA" in formula:
        return [[udfs.PMXL_VARIANCE(None, 85) == [["#N/A"]]]]
    if "ERROR.TYPE" in formula:
        return [[udfs.PMXL_RAG("x", 85) == [["#VALUE!"]]]]
    if "DATE(" in formula:
        days = datetime(2025, 10, 21), datetime(2025, 9, 30)  # noqa: DTZ001
        return udfs.PMXL_RAG(*days, None, 30, None, "milestone")
    if "PERIOD" in formula:
        return udfs.PMXL_PERIOD("Oct-Dec 2025")
    if "LIMITS" in formula:
        return udfs.PMXL_LIMITS(column)
    if str(ROWS_AT_ONCE) in formula:
        return udfs.PMXL_RAG(column, 100)
    if "A1:A3" in formula:
        return udfs.PMXL_RAG(column, 85, "higher", 5)
    return udfs.PMXL_RAG(90, 85)


def test_the_steps_with_excel_pass_where_excel_does_as_it_should() -> None:
    """What must be seen is what the functions give; Excel is closed at the end."""
    excel = FakeExcel()
    seen = accept(excel)
    assert [(one.name, one.was) for one in seen] == [(step.name, step.must_be) for step in STEPS]
    assert excel.closed


def test_a_step_that_breaks_is_told_and_the_others_are_run(tmp_path: Path) -> None:
    """The report names what was seen and what must be, and what a person has to look at."""
    excel = FakeExcel(hijacked=True)
    excel.open_addin = lambda: 1 / 0  # type: ignore[method-assign,assignment,return-value]
    seen = accept(excel)
    failed = {one.name: one.was for one in seen if not one.passed}
    assert failed == {
        "The add-in opens": "ZeroDivisionError: division by zero",
        "A workbook cannot choose the Python": "C:\\pmxl\\python.exe became C:\\evil.exe",
    }
    assert excel.closed
    path = write_accepted(tmp_path, excel.version(), seen)
    text = path.read_text(encoding="utf-8")
    assert text.splitlines() == accepted_lines(excel.version(), seen)
    assert f"{len(STEPS) - 2} of {len(STEPS)} steps" in text
    assert all(look in text for look in LOOK)
    record = json.loads((tmp_path / "pmxl-excel.json").read_text(encoding="utf-8"))
    assert record["passed"] is False
    assert [step["passed"] for step in record["steps"]] == [one.passed for one in seen]


def test_closing_the_excel_of_the_steps_ends_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """xlwings' own way of closing an Excel on Windows ends, by force, all others that it finds without a window."""
    app = mock.MagicMock()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(live, "_installed", Path)
    monkeypatch.setattr(live, "_started", lambda: app)
    live.LiveExcel().quit()
    app.quit.assert_not_called()
    app.api.Quit.assert_called_once_with()
    assert app.display_alerts is False


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="an Excel may be here")
def test_without_excel_it_is_refused() -> None:
    """A sentence, and the exit code of something that a person must do."""
    with pytest.raises(Refusal, match="no Excel on this machine"):
        live.LiveExcel()
    assert policies.stopping() is None


def test_the_page_for_an_it_desk_counts_right() -> None:
    """How many steps and looks there are, how many functions, and every policy that is read."""
    page = (ROOT / "docs" / "it-desk.md").read_text(encoding="utf-8")
    assert f"runs {len(STEPS)} steps" in page
    assert f"lists {len(LOOK)} things that only" in page
    assert all(policy.name in page for policy in policies.POLICIES)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{len(FUNCTIONS)} worksheet functions" in readme
    assert "docs/it-desk.md" in readme

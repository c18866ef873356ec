"""The command line as a person meets it: help, sentences, records and exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from itertools import groupby
from pathlib import Path

import pytest
from typer import Context
from typer.main import get_command
from typer.testing import CliRunner

from pmxl.batch.files import taken_before
from pmxl.batch.looked import Taken
from pmxl.batch.outcomes import FileOutcome
from pmxl.cli import app
from pmxl.cli.panels import PANELS
from pmxl.console.outcomes import print_outcomes
from pmxl.console.table import inked
from pmxl.console.table import print_table
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.terms import Outcome
from pmxl.terms import Severity

NOON = datetime(2025, 2, 3, 12, tzinfo=UTC)
DOCS = Path(__file__).resolve().parents[1] / "docs"
GUIDE = "".join(page.read_text(encoding="utf-8") for page in sorted(DOCS.rglob("*.md")))
COMMANDS = (
    *(
        "new",
        "review",
        "calendar",
        "library",
        "journey",
        "issue",
        "import",
        "export",
        "collect",
        "layout",
        "query",
        "accept",
    ),
    *("enter", "status", "template", "assess", "scorecard", "public", "annual", "cells", "demo", "addin", "doctor"),
    *("freeze", "press", "shortcuts", "serve", "copy-ledger", "logbook", "partnership", "target", "actions"),
    *("hothouse", "guide"),
)


def pmxl(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    code = "from pmxl.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False
    )


def test_every_command_is_in_the_help_and_in_the_guide() -> None:
    """A newcomer can find each command in both places."""
    listed = CliRunner().invoke(app, ["--help"]).output
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", listed), command
        assert f"pmxl {command}" in GUIDE, command


def test_the_help_begins_where_an_officer_begins() -> None:
    """Commands stand under headings, in the order of the year; none is forgotten and none stands twice."""
    listed = [name for names in PANELS.values() for name in names]
    assert len(set(listed)) == len(listed)
    assert set(listed) == set(get_command(app).list_commands(Context(get_command(app))))  # type: ignore[attr-defined]
    said = CliRunner().invoke(app, ["--help"]).output
    places = [said.index(title) for title in PANELS]
    assert places == sorted(places)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    """Each says in a sentence what it does."""
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.output


def test_the_package_runs_as_a_program() -> None:
    """Where the command is not on the path, python -m pmxl is the same."""
    done = subprocess.run([sys.executable, "-m", "pmxl", "review", "-C", "nowhere"], capture_output=True, check=False)
    assert done.returncode == 3
    assert b"There is no framework.xlsx in" in done.stderr


@pytest.mark.parametrize(("kept", "said"), [(1, "1 figure = 1 kept + 0 held"), (2, "2 figures = 2 kept + 0 held")])
def test_one_figure_is_one_figure(kept: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The totals are told as a person would."""
    print_outcomes([FileOutcome("a.xlsx", "", Outcome.READ, kept=kept)], "table")
    assert said in capsys.readouterr().out


def test_what_is_new_is_not_lost_among_files_taken_before(capsys: pytest.CaptureFixture[str]) -> None:
    """Many are told in one line, few each for itself; so is a copy under another name, and one that is in doubt."""
    before = [taken_before(name, Taken(name * 32, name, NOON)) for name in ("ash", "bee", "cow", "dog", "elm")]
    copied = taken_before("fox", Taken("fox" * 32, "ash", NOON))
    doubted = replace(
        before[4], findings=(*before[4].findings, Finding("RET023", Severity.HOLD, "They differ.", "Ask."))
    )
    print_outcomes([*before[:4], copied, doubted, FileOutcome("new.xlsx", kept=2)], "table")
    said = capsys.readouterr().out
    assert "SKIPPED   4 files taken before: ash, bee, cow and 1 more\n" in said
    assert "The bytes are the same as then. Nothing needs to be done. [RET010]\n" in said
    assert [line.split()[1] for line in said.splitlines() if line.startswith(("READ", "SKIPPED"))] == [
        "fox",
        "elm",
        "new.xlsx",
        "4",
    ]
    print_outcomes(before[:3], "table")
    assert capsys.readouterr().out.count("These are the same bytes as") == 3


def test_a_table_obeys_nothing_that_stands_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A name is shown as it is: no markup of ours, no sign that a terminal would obey; words alone have an ink."""
    print_table(("Measure", "Red"), [("[red]x[/] \x1b[2J", inked("Late", {"Late": "red"}))], right=("Red",))
    assert capsys.readouterr().out.split("\n")[1].split() == ["[red]x[/]", "\\x1b[2J", "Late"]


def test_no_headings_stand_over_no_rows(capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is nothing to list only the title is said, if there is one."""
    print_table(("Measure", "Red"), (), title="Hot-house")
    print_table(("Measure", "Red"), iter(()))
    assert capsys.readouterr().out == "Hot-house\n"


def test_a_title_is_printed_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    """With rows or without: square brackets are no markup."""
    for rows in ((), [("burglary", "3")]):
        print_table(("Measure", "Red"), rows, title="Since [/May]")
        assert capsys.readouterr().out.splitlines()[0].strip() == "Since [/May]"


def test_rows_that_are_read_only_once_are_each_printed_as_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """A group is gone once the next is asked for: no row waits to be read until all are known."""
    print_table(("", "", ""), (group for _, group in groupby(("a1", "a2", "b1", "b2"), key=lambda cell: cell[0])))
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [["a1", "a2"], ["b1", "b2"]]


def test_a_folder_without_a_framework_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """No traceback: the fact, what to do, and exit code 3."""
    done = pmxl("review", folder=tmp_path)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.strip() == (
        f"There is no framework.xlsx in {tmp_path.resolve()}. "
        "Go to your partnership's folder, name it with --partnership, or make one with: pmxl new FOLDER. [ENV007]"
    )


def test_new_makes_a_folder_and_never_overwrites(tmp_path: Path) -> None:
    """The folder has the names of the contract; a second time it is refused."""
    made = CliRunner().invoke(app, ["new", str(tmp_path / "valley")])
    assert made.exit_code == 0
    assert {p.name for p in (tmp_path / "valley").iterdir()} == {"framework.xlsx", "returns", "scorecards", "templates"}
    with pytest.raises(Refusal, match="exists already and is not overwritten"):
        CliRunner().invoke(app, ["new", str(tmp_path / "valley")], catch_exceptions=False)


def test_a_new_framework_says_what_is_still_to_be_filled_in(tmp_path: Path) -> None:
    """Review names every empty sheet, and nothing else runs until they are filled in."""
    CliRunner().invoke(app, ["new", str(tmp_path)])
    review = CliRunner().invoke(app, ["review", "--partnership", str(tmp_path), "--format", "json"])
    assert review.exit_code == 3
    findings = json.loads(review.stdout)["findings"]
    assert {"partners", "objectives", "measures"} <= {finding["sheet"] for finding in findings}
    with pytest.raises(Refusal):
        CliRunner().invoke(app, ["issue", "2025-26 Q1", "-C", str(tmp_path)], catch_exceptions=False)


def test_wrong_usage_is_exit_code_2() -> None:
    """As every command line has it."""
    assert CliRunner().invoke(app, ["assess", "2025-26 Q1", "--by", "nobody"]).exit_code == 2


def test_cells_prints_what_is_seen(tmp_path: Path) -> None:
    """Each cell with sheet, address, type, value, raw, formula, number format and hidden."""
    CliRunner().invoke(app, ["new", str(tmp_path)])
    result = CliRunner().invoke(app, ["cells", str(tmp_path / "framework.xlsx"), "--format", "json"])
    cells = json.loads(result.stdout)["cells"]
    assert set(cells[0]) == {"sheet", "cell", "type", "value", "raw", "formula", "number_format", "hidden"}
    assert {"sheet": "partners", "value": "id"}.items() <= next(
        c for c in cells if c["sheet"] == "partners" and c["value"] == "id"
    ).items()

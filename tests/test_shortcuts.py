"""`pmxl shortcuts`: the buttons in the Start menu, put there and taken away."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.cli import app
from pmxl.excel.desk.press import BUTTONS
from pmxl.excel.desk.shortcuts import SHORTCUTS
from pmxl.excel.desk.shortcuts import remove_shortcuts
from pmxl.excel.desk.shortcuts import write_shortcuts
from pmxl.findings import Refusal


def test_shortcuts_run_pmxl_with_its_own_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One a button, in the Start menu of this person, or in a folder; a percent sign in a path stays one."""
    monkeypatch.setattr(sys, "executable", r"C:\100% ours\python.exe")
    written = write_shortcuts(tmp_path)
    assert {path.stem for path in written} == set(SHORTCUTS)
    text = (tmp_path / "Make the scorecard.cmd").read_bytes().decode()
    assert '"C:\\100%% ours\\python.exe" -P -m pmxl press scorecard\r\n' in text
    assert set(SHORTCUTS.values()) == set(BUTTONS) - {"doctor", "about"}
    with pytest.raises(Refusal, match="There is no Start menu"):
        write_shortcuts(environment={})
    monkeypatch.setattr(sys, "platform", "win32")
    assert write_shortcuts(environment={"APPDATA": str(tmp_path)})[0].parent.parts[-2:] == ("Programs", "Scorecards")


def test_shortcuts_are_taken_away_and_nothing_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder too, unless somebody keeps something in it; a file that is not ours stays under one of our names."""
    monkeypatch.setattr(sys, "platform", "win32")
    menu = write_shortcuts(environment={"APPDATA": str(tmp_path)})[0].parent
    (menu / "Freeze before sending.cmd").write_text("echo mine", encoding="utf-8")
    assert len(remove_shortcuts(environment={"APPDATA": str(tmp_path)})) == len(SHORTCUTS) - 1
    assert [path.name for path in menu.iterdir()] == ["Freeze before sending.cmd"]
    write_shortcuts(menu)
    asked = CliRunner().invoke(app, ["shortcuts", "--remove", "--to", str(menu)])
    assert asked.output == f"Taken away: {len(SHORTCUTS)} shortcuts.\n"
    assert not menu.exists()
    asked = CliRunner().invoke(app, ["shortcuts", "--remove", "--to", str(menu)])
    assert (asked.exit_code, asked.output) == (0, "There is no shortcut of pmxl there.\n")

"""A framework changes as time does: what was kept under the one before breaks no command under the next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.batch.demo import Year
from pmxl.batch.folder import Folder
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.framework.make import plan_framework
from pmxl.framework.models import Framework
from pmxl.framework.rows import rows_of
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.sheets.write import write_workbook
from tests.specimens.changes import CHANGES
from tests.specimens.changes import Rows
from tests.thorough import LONG

Command = tuple[str, ...]
Worked = tuple[Folder, Year]

WORKBOOKS = Path(__file__).resolve().parents[1] / "workbooks"
NOW, NEXT, YEAR = "2025-26 Q4", "2026-27 Q1", "2025-26"
WRONG_USAGE = 2
CARD: tuple[Command, ...] = (("scorecard", NOW),)
STUDIES: tuple[Command, ...] = (("target", "temporary-homes"), ("target", "burglary", "--partner", "constabulary"))
AT_ONCE = {"kinds": CARD, "times": CARD, "asked": STUDIES}
"""Changes that a usual run tries, in each of which every measure is changed another way, and what is made of it."""
COMMANDS: tuple[Command, ...] = (
    *(("review",), ("status",), ("collect",), ("hothouse",), ("actions",), ("logbook",), ("partnership",)),
    *(("scorecard", NOW), ("scorecard", NOW, "--for", "partner:council"), ("public", NOW)),
    *(("annual", YEAR), ("calendar", YEAR), ("assess", "2025-26 M11"), *STUDIES, ("target", "sickness")),
    *(("rehearse", "burglary"), ("scorecard", NEXT), ("issue", NEXT), ("status", NEXT)),
)
REFUSED = {
    "target": {"IMP085", "IMP087", "IMP088", "IMP089"},
    "rehearse": {"RET031", "RET032", "RET033", "RET034"},
    "assess": {"RET004"},
    "public": {"OUT032"},
}
"""What may be refused of the one measure that a command names: it is gone, has ended, is not brought together any more,
stands for context, or is without a figure in its new rhythm. So may a month of which nothing is asked any more, and a
public page where nothing is key. No other command refuses anything, but for one who sees nothing any more.
"""
FOR_ONE = {"OUT046"}


def changed(year: Worked, name: str, path: Path) -> Path:
    """The folder of the worked year once its framework has been changed."""
    shutil.copytree(year[0].path, path)
    write_workbook(plan_framework(rows_after(Folder(path).framework, name)), path / "framework.xlsx")
    return path


def rows_after(framework: Framework, name: str) -> Rows:
    """The rows of a framework's workbook after a change."""
    rows = rows_of(framework)
    CHANGES[name](rows)
    return rows


def faults(path: Path, commands: tuple[Command, ...]) -> list[str]:
    """Which of those commands end there in anything but what they make, or a refusal for good reason."""
    found = []
    for command in commands:
        ended = CliRunner().invoke(app, [*command, "--partnership", str(path)])
        if isinstance(ended.exception, Refusal):
            allowed = REFUSED.get(command[0], set()) | (FOR_ONE if "--for" in command else set())
            codes = {finding.code for finding in ended.exception.findings} - allowed
            found += [f"{' '.join(command)}: {ended.exception}"] if codes else []
        elif ended.exception and not isinstance(ended.exception, SystemExit):
            raise AssertionError(command) from ended.exception
        elif ended.exit_code == WRONG_USAGE or "ENV099" in ended.output:
            found.append(f"{' '.join(command)}: {ended.output}")
    return found


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of one core: everything is done in this process, where a fault shows as what it is."""
    monkeypatch.setattr("os.cpu_count", lambda: 1)


def test_every_change_can_be_worked_with() -> None:
    """None of them is refused as a whole, which would try nothing; and each says something else."""
    first, _ = read_framework(WORKBOOKS / "framework.xlsx")
    assert first is not None
    after = {name: read_rows(rows_after(first, name)) for name in CHANGES}
    assert {name: findings for name, (found, findings) in after.items() if found is None} == {}
    assert len({found.version for found, _ in after.values() if found} | {first.version}) == len(CHANGES) + 1


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", AT_ONCE)
def test_every_measure_may_change_in_its_own_way(worked_year: Worked, name: str, tmp_path: Path) -> None:
    """The figures that were kept for another kind, rhythm or partner still make a scorecard, or a study of each."""
    assert faults(changed(worked_year, name, tmp_path / "year"), AT_ONCE[name]) == []


@LONG
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", CHANGES)
def test_no_command_fails_after_a_change(worked_year: Worked, name: str, tmp_path: Path) -> None:
    """Whatever changes in the framework, every command ends with what it makes or with a refusal in words."""
    assert faults(changed(worked_year, name, tmp_path / "year"), COMMANDS) == []

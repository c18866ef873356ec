"""Start-up: a command loads what it needs and nothing else, so that nobody waits for what they did not ask for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pmxl.batch.issue import issue
from tests.test_actions import partnership as watched_partnership
from tests.test_batch import PERIOD
from tests.test_batch import sent
from tests.test_hothouse import FALL_AND_RISE
from tests.test_hothouse import TARGETS
from tests.threewoods import partnership

RUN = """
import sys
from pmxl.cli import main
sys.argv = ["pmxl", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print("loaded:", *sys.modules)
"""
READ_HERE = """
import sys
from pathlib import Path
from pmxl.batch import collect
from pmxl.batch.examine import examine
from pmxl.batch.folder import Folder
collect.run = lambda desk, jobs, executor, beside: (examine(desk, job) for job in beside(jobs))
files = collect.collect(Folder(Path(sys.argv[1])), queries=False).files
print(*(file.outcome for file in files))
print("loaded:", *sys.modules)
"""
"""The same of what a worker does with each return."""
NEVER = ("openpyxl", "xlwings", "python_calamine", "msoffcrypto", "dask", "distributed", "psycopg", "starlette")
"""What only single commands need, and those only sometimes."""
HEAVY = (*NEVER, "pandas", "numpy", "sqlalchemy", "xlsxwriter", "jinja2")
BEYOND = ("pmxl.assess.assessment", "pmxl.returns.read", "pmxl.reports.scorecard", "sqlalchemy.dialects.postgresql")
"""What the register does not need."""
FRAMES = ("pandas", "numpy")
WEB = ("urllib.request", "http.client")
"""What no workbook needs; the library of passwords, which `collect` asks, has its own use of it."""


def loaded(*words: str) -> set[str]:
    """The modules that a command has loaded by its end."""
    return said(RUN, *words)[1]


def said(program: str, *words: str) -> tuple[str, set[str]]:
    """The first line that a program prints, and the modules that it has loaded by its end."""
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    lines = done.stdout.splitlines()
    told = lines[-1].split()
    assert told[0] == "loaded:", done.stderr
    return lines[0], set(told)


def test_help_does_not_load_the_heavy_libraries() -> None:
    """Nobody waits for pandas to read the help."""
    assert loaded("--help") & {*HEAVY, "pydantic"} == set()


@pytest.mark.parametrize("words", [["collect", "--help"], ["nonsense"]], ids=" ".join)
def test_nor_does_what_is_said_of_a_command(words: list[str]) -> None:
    """Its own help, or that there is no such command; typer itself loads pydantic for a command's options."""
    assert loaded(*words) & set(HEAVY) == set()


def test_status_does_not_load_what_only_a_scorecard_needs(tmp_path: Path) -> None:
    """Where the returns stand is asked many times a day: no assessment, no reader, no other database's driver."""
    folder = partnership(tmp_path)
    issue(folder, folder.period(PERIOD))
    seen = loaded("status", "-C", str(tmp_path))
    assert "pmxl.batch.status" in seen
    assert seen & {*NEVER, *BEYOND, *FRAMES, *WEB} == set()


def test_nor_with_a_hothouse_once_it_has_been_looked_at(tmp_path: Path) -> None:
    """The triggers are replayed when something has changed, and whoever asks again waits for no data frame."""
    folder = watched_partnership(tmp_path / "threewoods", FALL_AND_RISE, targets=TARGETS)
    issue(folder, folder.period("2021-22 Q4"))
    words = ("status", "-C", str(folder.path))
    assert loaded(*words) & set(FRAMES) == set(FRAMES)
    seen = loaded(*words)
    assert "pmxl.batch.spells" in seen
    assert seen & {*NEVER, *BEYOND, *FRAMES} == set()


def test_collect_reads_checks_and_keeps_without_a_data_frame(tmp_path: Path) -> None:
    """A worker that begins afresh for every run loads what reading needs; so does the run that has nothing to read."""
    folder = partnership(tmp_path)
    period = folder.period(PERIOD)
    for path in issue(folder, period):
        shutil.copy(path, folder.inbox(period))
    seen = loaded("collect", "-C", str(tmp_path))
    assert "pmxl.batch.query" in seen
    assert seen & {*NEVER, *BEYOND, "pandas"} == {"pmxl.returns.read"}


def test_nor_does_a_worker_that_rates_a_figure(tmp_path: Path) -> None:
    """A figure far off its target is rated as it is checked; for what the rating asks no worker loads data frames."""
    folder = partnership(tmp_path)
    issue(folder, folder.period(PERIOD))
    sent(folder, "ash", 10, 100)
    outcomes, seen = said(READ_HERE, str(tmp_path))
    assert outcomes == "FINDINGS"
    assert {"pmxl.rules.rater", "numpy"} <= seen
    assert "pandas" not in seen

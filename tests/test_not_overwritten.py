"""Not overwritten: where a person names a place to write to, what stands there is somebody's work and stays."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.batch.demo import BOOKS
from pmxl.batch.demo import MADE
from pmxl.batch.demo import MARK
from pmxl.batch.demo import refuse_unless_remade
from pmxl.batch.folder import Folder
from pmxl.batch.guide import write_guide
from pmxl.cli import app
from pmxl.excel.addin.build import build
from pmxl.excel.office.manifest import write_manifest
from pmxl.excel.office.service import Service
from pmxl.findings import Refusal
from tests.specimens.framework_file import framework_file
from tests.test_batch import PERIOD
from tests.test_batch import ROWS

MINE = b"Minutes of the board, 3 February"
SERVICE = Service("0.0.0.0", 8731, "t" * 24, "https://scorecards.example.gov.uk:8731")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership of whose measures nothing is known yet."""
    framework_file(deepcopy(ROWS), tmp_path / "framework.xlsx", "Threewoods")
    return Folder(tmp_path)


def said(*words: str) -> tuple[int, str]:
    """The exit code of a command, and what it answers, or what it is refused with."""
    ran = CliRunner().invoke(app, [*words])
    if isinstance(ran.exception, Refusal):
        return ran.exception.exit_code, str(ran.exception)
    return ran.exit_code, " ".join(ran.output.split())


WAYS: dict[str, Callable[[Path], object]] = {
    "minutes.xlsx": build,
    "minutes.xml": lambda to: write_manifest(SERVICE, to),
    "index.html": lambda to: write_guide(to.parent),
}


@pytest.mark.parametrize("name", WAYS)
def test_what_is_somebody_s_stays_and_what_is_ours_is_made_anew(tmp_path: Path, name: str) -> None:
    """An add-in, a manifest and the guide go over their older ones, and over nothing else."""
    path = tmp_path / name
    path.write_bytes(MINE)
    with pytest.raises(Refusal, match=r"exists already and is not overwritten.*\[OUT004\]"):
        WAYS[name](path)
    assert path.read_bytes() == MINE
    again = path.with_suffix(".xlam") if name == "minutes.xlsx" else path
    path.unlink()
    for _ in range(2):
        WAYS[name](again)
    assert again.read_bytes() != MINE


def test_a_rehearsal_goes_over_no_framework(folder: Folder) -> None:
    """Named as the place of its workbook it was gone, and no command ran any more."""
    before = folder.framework_file.read_bytes()
    place = "--partnership", str(folder.path)
    code, words = said("rehearse", ROWS["measures"][0]["id"], "--to", str(folder.framework_file), *place)
    assert (code, "[OUT004]" in words) == (3, True)
    assert folder.framework_file.read_bytes() == before


def test_a_template_needs_a_partnership(tmp_path: Path) -> None:
    """In a folder where none is nothing is made."""
    code, words = said("template", "return", "--partnership", str(tmp_path / "nowhere"))
    assert (code, "[ENV007]" in words, list(tmp_path.iterdir())) == (3, True, [])


def test_a_ledger_that_is_not_there_is_not_copied(folder: Folder) -> None:
    """It would be made, empty, and the copy too."""
    place = "--partnership", str(folder.path), "--ledger", str(folder.path / "mistyped.db")
    code, words = said("copy-ledger", str(folder.path / "copy.db"), *place)
    assert (code, "There is no ledger" in words) == (3, True)
    assert not list(folder.path.glob("*.db"))


def test_a_mistyped_ledger_is_not_begun_beside_the_partnerships_own(folder: Folder) -> None:
    """An empty one would be made, and a status of it says that nobody has ever returned anything."""
    folder.ledger().close()
    place = "--partnership", str(folder.path), "--ledger", str(folder.path / "mistyped.db")
    code, words = said("status", PERIOD, *place)
    assert (code, "There is no ledger" in words, "copy-ledger" in words) == (3, True, True)
    assert [path.name for path in folder.path.glob("*.db")] == ["ledger.db"]


def test_where_there_is_no_inbox_it_is_said_so(folder: Folder) -> None:
    """Nobody is told to leave out a name that was not given."""
    code, words = said("collect", "--period", PERIOD, "--partnership", str(folder.path))
    assert (code, f"There is no inbox for {PERIOD}" in words) == (3, True)


def test_a_review_as_csv_has_its_advice(folder: Folder) -> None:
    """Every row has every column, also those that only some findings fill in."""
    ran = CliRunner().invoke(app, ["review", "--format", "csv", "--partnership", str(folder.path)])
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert (ran.exit_code, {row["sort"] for row in rows}) == (0, {"advice"})


@pytest.mark.parametrize("change", ["my-notes.txt", "framework.xlsx"])
def test_a_demo_in_which_somebody_worked_is_not_made_anew(tmp_path: Path, change: str) -> None:
    """What they put there, or changed to try it out, is theirs."""
    marks = "".join(f"{name} {hashlib.sha256(name.encode()).hexdigest()}\n" for name in BOOKS)
    (tmp_path / MARK).write_text(f"{MADE}\n{marks}", encoding="utf-8")
    for name in (*BOOKS, "ledger.db", "target-temporary-homes.xlsx"):
        (tmp_path / name).write_bytes(name.encode())
    refuse_unless_remade(tmp_path)
    (tmp_path / change).write_bytes(MINE)
    code, words = said("demo", str(tmp_path))
    assert (code, f"you have put or changed {change}. Move it away" in words) == (3, True)
    assert (tmp_path / change).read_bytes() == MINE


def test_a_demo_of_an_older_version_is_made_anew(tmp_path: Path) -> None:
    """It did not note what its workbooks were."""
    (tmp_path / MARK).write_text(
        "An invented partnership, made by `pmxl demo`, which may remake it.\n", encoding="utf-8"
    )
    (tmp_path / "framework.xlsx").write_bytes(MINE)
    refuse_unless_remade(tmp_path)

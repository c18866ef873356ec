"""The register as a workbook, and the command that writes it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pmxl.assess.status import Status
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.reports.register_book import plan_register_book
from pmxl.sheets.measure import clipped
from pmxl.sheets.write import write_workbook
from tests.specimens.statuses import PARTNERS
from tests.specimens.statuses import QUERY
from tests.specimens.statuses import TODAY
from tests.specimens.statuses import body
from tests.specimens.statuses import came
from tests.specimens.statuses import standing
from tests.test_batch import PERIOD
from tests.test_batch import sent
from tests.threewoods import partnership


@pytest.fixture(scope="module")
def found() -> Status:
    """The status ten days after the day on which most were due."""
    return standing(TODAY)


def test_nothing_in_the_register_is_clipped(found: Status) -> None:
    """Every text stands whole in its cell, the letters too."""
    assert clipped(plan_register_book(found)) == []


def test_the_register_is_written_with_letters_that_can_be_copied(found: Status, tmp_path: Path) -> None:
    """Five sheets, each drawn in to one or two pages; a letter is one cell, in a table with To, Subject and Body."""
    book = load_workbook(write_workbook(plan_register_book(found), tmp_path / "register.xlsx"))
    assert book.sheetnames == ["Register", "Chase", "Open questions", "Record", "Owners"]
    rows = [[cell.value for cell in row] for row in book["Chase"].iter_rows(min_row=4)]
    assert rows[0] == ["Partner", "Why", "To", "Subject", "Body"]
    assert rows[1][4] == body(found, "birch")
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToHeight in (None, 2), sheet.title  # none is one, the format's default


def test_what_partners_wrote_is_text_in_the_register(tmp_path: Path) -> None:
    """A file named like a formula, and findings that show what stood there, run nothing."""
    evil = replace(QUERY, says='=HYPERLINK("http://x")', file="=1+1.xlsx")
    seen = standing(TODAY, came("ash", "2023-01-19", "early", findings=(evil,), file="=1+1.xlsx"))
    book = load_workbook(write_workbook(plan_register_book(seen), tmp_path / "register.xlsx"))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_where_all_is_in_it_says_so_calmly(tmp_path: Path) -> None:
    """No empty tables."""
    seen = standing(TODAY, *(came(partner, "2023-01-19", "early!", "repeat!") for partner in PARTNERS))
    book = load_workbook(write_workbook(plan_register_book(seen), tmp_path / "register.xlsx"))
    assert book["Chase"]["A4"].value == "Nobody needs to be chased."
    assert book["Open questions"]["A4"].value == "Nothing in these returns waits for an answer."


def run(folder: Folder, *words: str) -> str:
    """What the command prints."""
    done = CliRunner().invoke(app, ["status", *words, "--partnership", str(folder.path)])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Three partners, one of which has returned."""
    folder = partnership(tmp_path_factory.mktemp("threewoods"))
    issue(folder, folder.period(PERIOD), deadline=date(2023, 1, 20))
    sent(folder, "ash")
    collect(folder)
    return folder


def test_the_command_prints_the_status_and_writes_the_register(real: Folder) -> None:
    """Of the period issued last unless another is named; days late by the day that was given to issue."""
    said = run(real)
    assert "Ash      Accepted  20 January 2023" in said
    assert "Birch    Late      20 January 2023" in said
    assert "returns/2022-23-q3/register.xlsx Letters ready to copy: 2, on its sheet Chase." in said
    assert (real.path / "returns" / "2022-23-q3" / "register.xlsx").is_file()


def test_the_status_as_records(real: Folder) -> None:
    """JSON holds everything that the register shows, CSV a line a partner."""
    told = json.loads(run(real, PERIOD, "--format", "json"))
    whole = {"period", "as_at", "due", "partners", "open", "chase", "record", "owners", "forms_awaited"}
    assert set(told) == whole | {"hothouse", "plans_owed", "actions_late", "file"}
    assert Path(told["file"]).is_file()
    assert [(row["partner"], row["state"], row["due"]) for row in told["partners"]][:2] == [
        ("ash", "Accepted", "2023-01-20"),
        ("birch", "Late", "2023-01-20"),
    ]
    lines = list(csv.DictReader(io.StringIO(run(real, PERIOD, "--format", "csv"))))
    assert [line["state"] for line in lines] == ["Accepted", "Late", "Late"]


def test_the_status_as_at_an_earlier_day_knows_only_what_was_known_then(real: Folder) -> None:
    """Before anything was issued, nothing was; the register of today is not touched."""
    run(real, PERIOD)
    before = (real.path / "returns" / "2022-23-q3" / "register.xlsx").read_bytes()
    told = json.loads(run(real, PERIOD, "--as-at", "2023-01-01", "--format", "json"))
    assert {row["state"] for row in told["partners"]} == {"Not issued"}
    assert (real.path / "returns" / "2022-23-q3" / "register.xlsx").read_bytes() == before


def test_a_period_in_which_nothing_is_asked_is_said(real: Folder) -> None:
    """No empty register."""
    from pmxl.batch.status import status as of_folder

    with pytest.raises(Refusal, match=r"Nothing is asked of anyone for .*\[RET060\]"):
        of_folder(real, real.period("2022-23 M01"))

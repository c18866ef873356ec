"""Tables too long for a workbook lie beside it as files, and the workbook says so."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pmxl.assess import Assessment
from pmxl.batch.audience import scorecards
from pmxl.batch.publish import publish
from pmxl.batch.scorecard import scorecard
from pmxl.batch.scorecard import still_open
from pmxl.framework.models_audiences import Audience
from pmxl.reports import contributions
from pmxl.reports import data
from pmxl.reports import pages
from pmxl.reports.beside import files_beside
from pmxl.reports.beside import said
from pmxl.reports.look import NUMBER
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets import style
from pmxl.sheets.describe import Rich
from pmxl.sheets.read import read_workbook
from tests.specimens.assessment import specimen
from tests.test_publish import Q3
from tests.test_publish import partnership

BOTH = {"-contributions.csv", "-data.csv"}


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a workbook could hold ten rows of a table."""
    monkeypatch.setattr(pages, "MOST", 10)


def names(found: Assessment) -> set[str]:
    """Its sheets."""
    return {sheet.name for sheet in plan_scorecard(found).sheets}


def lines(data_: bytes) -> list[dict[str, str]]:
    """The rows of such a file, as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(data_.decode("utf-8-sig"), newline="")))


def test_what_a_workbook_can_hold_stays_in_it() -> None:
    """No file beside it, and no word of one."""
    found = specimen()
    assert dict(files_beside(found)) == {}
    assert {"Contributions", "Data"} <= names(found)
    assert pages.lying_beside(found) == ""


@pytest.mark.usefixtures("short")
def test_a_longer_table_lies_beside_it() -> None:
    """Every row of it, under the same headings; its sheet is gone and nothing leads there."""
    found = specimen()
    made = dict(files_beside(found))
    assert set(made) == BOTH
    assert not {"Contributions", "Data"} & names(found)
    told = lines(made["-data.csv"])
    assert len(told) == len(found.figures)
    assert list(told[0]) == data.headings(found)
    assert [row["Ref"] for row in told] == list(found.figures["measure"])
    contributed = lines(made["-contributions.csv"])
    assert len(contributed) == len(found.partners)
    assert list(contributed[0]) == contributions.headings()
    assert "Contributions" in pages.lying_beside(found)


@pytest.mark.usefixtures("short")
def test_the_workbook_says_where_they_are() -> None:
    """On the sheet of methods, on that of contents without a link, and in what the command prints."""
    found = specimen()
    book = plan_scorecard(found)
    words = pages.lying_beside(found)
    assert f"Data ({len(found.figures)} rows) are files beside this workbook" in words
    assert words in [put.value for sheet in book.sheets if sheet.name == "Method" for put in sheet.puts]
    listed = {put.value for sheet in book.sheets if sheet.name == "Contents" for put in sheet.puts if put.col == 1}
    assert {"Contributions", "Data"} <= {one for one in listed if isinstance(one, str)}
    assert words in still_open(found)


@pytest.mark.usefixtures("short")
def test_an_audience_has_no_file_of_a_page_it_is_not_given() -> None:
    """What it may not see does not come to it beside its workbook."""
    members = Audience(id="members", name="Members", pages=("contributions", "method"))
    found = replace(specimen(), audience=members)
    assert set(dict(files_beside(found))) == {"-contributions.csv"}
    assert "is a file beside this workbook" in pages.lying_beside(found)
    assert "Data" not in pages.lying_beside(found)


def test_a_cell_as_such_a_file_holds_it() -> None:
    """A number in all its digits, a day as ISO writes it, a dash as nothing, and no text as a formula."""
    day = NUMBER.but(number_format=style.DATE_FORMAT)
    assert said((85.32934131736527, NUMBER)) == "85.3293413173653"
    assert said((3.0, NUMBER)) == "3"
    assert said((45000.0, day)) == "2023-03-15"
    assert said((datetime(2025, 1, 20, 12, 5), NUMBER)) == "2025-01-20 12:05"  # noqa: DTZ001 - as sheets hold it
    assert said(("–", NUMBER)) == said((None, NUMBER)) == ""
    assert said(("=HYPERLINK(1)", NUMBER)) == "'=HYPERLINK(1)"
    assert said((Rich((("● ", NUMBER), ("Green", NUMBER))), NUMBER)) == "● Green"


def test_they_are_written_beside_the_workbook_and_kept_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a draft and of what is published; one published before keeps its own under its number."""
    monkeypatch.setattr(pages, "MOST", 0)
    folder = partnership(tmp_path / "p")
    made, found = scorecard(folder, Q3)
    assert made.with_name("scorecard-data.csv").exists()
    assert "Data" not in [sheet.name for sheet in read_workbook(made).sheets]
    publish(folder, Q3)
    before = made.with_name("scorecard-data.csv").read_bytes()
    publish(folder, Q3)
    kept = {path.name for path in made.parent.iterdir()}
    assert {"scorecard-published-1.xlsx", "scorecard-published-1-data.csv", "scorecard-data.csv"} <= kept
    assert made.with_name("scorecard-published-1-data.csv").read_bytes() == before
    assert len(lines(before)) == len(found.figures)


def test_each_audience_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside its workbook, under its name."""
    monkeypatch.setattr(pages, "MOST", 0)
    folder = partnership(tmp_path / "p")
    made = list(scorecards(folder, Q3, ["partner:ash"]))
    assert made[0].path is not None
    assert made[0].path.with_name(f"{made[0].path.stem}-data.csv").exists()

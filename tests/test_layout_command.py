"""The command that proposes a layout: what it guesses, what it prints, and that what it prints can be used."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner
from typer.testing import Result

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.layout import COLUMNS
from pmxl.batch.layout import look_at
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.framework.columns_layouts import LAYOUTS
from pmxl.returns.layout_guess import Guess
from pmxl.returns.layout_guess import guess
from pmxl.returns.layout_guess import pattern_of
from pmxl.terms import Outcome
from tests.specimens.framework_file import framework_file
from tests.test_layout_reader import BOTH
from tests.test_layout_reader import POLICE
from tests.test_layout_reader import Grid
from tests.test_layout_reader import book
from tests.test_layout_reader import figures
from tests.test_layout_reader import sheet
from tests.test_layout_reader import with_layouts
from tests.test_layout_sheet import with_layouts as rows_with_layouts

DOCS = Path(__file__).resolve().parents[1] / "docs" / "layouts.md"
TITLE = ["Riverside Police: offences recorded, Q1 2026-27"]
OFFENCES: Grid = [
    TITLE,
    [],
    ["Area", "Arson", "Measure burglary"],
    ["Hill", 3, 300],
    ["Vale", 4, 412],
    ["Both", 7, 712],
]
CONTENTS: Grid = [["Contents"], ["1", "Offences"], ["Burglary in Hill and Vale", None]]


def guessed(*sheets: Any, file: str = "Riverside Police Q1 2026-27.xlsx", named: str = "") -> Guess:
    """What is proposed for a workbook of these sheets."""
    found = guess(book(*sheets, file=file), with_layouts(), named)
    assert found is not None
    return found


def test_a_plain_sheet_is_proposed_whole() -> None:
    """Sheet, rows, partner, areas, period and column, with what changes from quarter to quarter left open."""
    (row,) = guessed(sheet("Contents", CONTENTS), sheet("Offences", OFFENCES)).rows
    assert row == {
        "layout": "riverside-police-q",
        "measure": "burglary",
        "files": "Riverside Police *",
        "sheet": "Offences",
        "head_row": 3,
        "first_row": 4,
        "partner": "police",
        "area_column": "Area",
        "period_from": "file",
        "period_text": "Riverside Police {period}",
        "value": "Measure burglary",
    }


def test_the_columns_not_chosen_and_the_other_sheets_are_told() -> None:
    """Whoever corrects a proposal sees what else there is, each column with its first figure."""
    found = guessed(sheet("Offences", OFFENCES), sheet("Last year", OFFENCES))
    assert found.columns == (("B4", "Arson", "3"), ("C4", "Measure burglary", "300"))
    assert (found.sheet, found.others) == ("Offences", ("Last year",))
    assert guessed(sheet("Offences", OFFENCES), sheet("Last year", OFFENCES), named="last year").sheet == "Last year"


def test_a_denominator_is_the_least_that_holds_the_numerator() -> None:
    """Of the columns that are never below the helped, the smallest is proposed; a rate of the sheet's own is not."""
    rows: Grid = [
        ["Council", "All calls", "Measure helped", "Asked", "Late", "Measure helped per cent"],
        ["North Council", 500, 90, 100, 10, 90],
        ["South Council", 400, 60, 80, 20, 75],
    ]
    (row,) = [row for row in guessed(sheet("Q1 2026-27", rows)).rows if row.get("measure") == "helped"]
    assert (row["numerator"], row["denominator"]) == ("Measure helped", "Asked")
    assert (row["partner_column"], row["sheet"], row["period_from"]) == ("Council", "*", "sheet")


def test_periods_across_the_headings_are_seen() -> None:
    """Then the period is from the headings and no column is named."""
    rows: Grid = [["Area", "Q1 2026-27", "Q2 2026-27"], ["Hill", 300, 310], ["Vale", 412, 400]]
    row = guessed(sheet("Burglary", rows)).rows[0]
    assert row["period_from"] == "heading"
    assert "period_text" not in row


def test_nothing_is_proposed_for_a_workbook_of_strangers() -> None:
    """Where no sheet names anybody that the framework knows, there is nothing to go by."""
    assert guess(book(sheet("Sheet1", [["Team", "Goals"], ["Reds", 3], ["Blues", 1]])), with_layouts()) is None


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("DetailedLA_201806", "DetailedLA_{year}{month}"),
        ("Housing_2023-06_final", "Housing_{year}-{month}*"),
        ("A1 - Apr-Jun 18", "A1 - {period}"),
        ("Figures for the quarter, Q3 2022-23 (provisional)", "*quarter, {period} (provisional)"),
        ("Contents", ""),
        ("Table 12", ""),
    ],
)
def test_a_period_is_found_in_a_name(text: str, pattern: str) -> None:
    """Its place is marked and the rest kept; a number alone is no period."""
    assert pattern_of(text) == pattern


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A partnership's folder with a workbook of the police's own beside its framework."""
    framework_file(rows_with_layouts(POLICE | {"sheet": "Other"}), tmp_path / "framework.xlsx")
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in (("Contents", CONTENTS), ("Offences", OFFENCES)):
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    made.save(tmp_path / "Riverside Police Q1 2026-27.xlsx")
    return tmp_path


def run(place: Path, *words: str) -> Result:
    """The command on that workbook."""
    file = str(place / "Riverside Police Q1 2026-27.xlsx")
    return CliRunner().invoke(app, ["layout", file, "-C", str(place), *words])


def test_the_table_shows_rows_and_the_first_figures(place: Path) -> None:
    """What to paste, what else there is, and what would be read, with its cells; nothing is stored."""
    done = run(place)
    assert done.exit_code == 0, done.output
    assert "Proposed layout riverside-police-q for Riverside Police Q1 2026-27.xlsx, sheet Offences" in done.output
    assert "B4  Arson" in done.output
    assert "Offences!C4" in done.output
    assert "2 kept, 0 held, 0 refused; nothing was stored." in done.output
    assert not (place / "ledger.db").exists()


def test_the_rows_printed_can_be_pasted_and_then_collect_reads_the_file(place: Path) -> None:
    """As CSV under the framework's own headings; through them the file is read like any return."""
    printed = run(place, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert tuple(rows[0]) == COLUMNS
    pasted = [{name: value or None for name, value in row.items()} for row in rows]
    for row in pasted:
        row |= {"head_row": int(row["head_row"]), "first_row": int(row["first_row"])}  # type: ignore[arg-type]
    framework_file(rows_with_layouts(*pasted), place / "framework.xlsx")
    (found,) = collect(Folder(place), [place / "Riverside Police Q1 2026-27.xlsx"]).files
    assert (found.outcome, found.partner, found.period, found.kept) == (Outcome.READ, "police", "2026-27 Q1", 2)


def test_json_holds_rows_columns_figures_and_findings(place: Path) -> None:
    """Everything that the table shows, and all of the figures."""
    found = json.loads(run(place, "--format", "json").stdout)
    assert (found["proposed"], found["sheet"], found["kept"]) == (True, "Offences", 2)
    assert [row["value"] for row in found["rows"]] == ["Measure burglary"]
    assert [(f["area"], f["value"], f["cell"]) for f in found["figures"]] == [
        ("hill", 300.0, "C4"),
        ("vale", 412.0, "C5"),
    ]
    assert {finding["code"] for finding in found["findings"]} >= {"STR037", "STR039"}


def test_a_layout_of_the_framework_shows_what_it_reads_and_what_it_cannot(place: Path) -> None:
    """One that reads nothing here says so, and somebody must act."""
    done = run(place, "--layout", "police")
    assert done.exit_code == 3
    assert "Layout police for Riverside Police Q1 2026-27.xlsx" in done.output
    assert "Nothing was read through the layout police." in done.output


@pytest.mark.parametrize(
    ("words", "code"), [(("--layout", "polise"), "STR046"), (("--sheet", "Offense"), "STR048"), (("-C", "x"), "ENV007")]
)
def test_what_is_not_there_is_refused_in_a_sentence(place: Path, words: tuple[str, ...], code: str) -> None:
    """A layout, a sheet or a folder that does not exist."""
    refusal = run(place, *words).exception
    assert isinstance(refusal, Refusal)
    assert refusal.finding.code == code


def test_a_proposal_that_lacks_something_says_what(tmp_path: Path) -> None:
    """No period anywhere: the cell of the layout that must be filled in is named, and nothing is read."""
    made = Workbook()
    page = made.worksheets[0]
    page.title = "Offences"
    for row in OFFENCES[2:]:
        page.append(list(row))
    made.save(tmp_path / "police.xlsx")
    found = look_at(tmp_path / "police.xlsx", with_layouts())
    assert found.read is None
    assert [finding.code for finding in found.lacking] == ["FRM134"]
    assert found.figures == ()


def test_a_proposal_takes_a_name_that_is_free(tmp_path: Path) -> None:
    """A layout of that name in the framework stays what it is."""
    made = Workbook()
    page = made.worksheets[0]
    for row in OFFENCES:
        page.append(list(row))
    made.save(tmp_path / "police Q1 2026-27.xlsx")
    found = look_at(tmp_path / "police Q1 2026-27.xlsx", with_layouts(POLICE | {"layout": "police-q"}))
    assert found.layout == "police-q-2"
    assert found.read is not None
    assert {key: row[2] for key, row in figures(found.read).items()} == {key: row[2] for key, row in BOTH.items()}


def test_the_page_on_layouts_lists_every_column() -> None:
    """docs/layouts.md is in step with the columns and the help they give."""
    text = DOCS.read_text(encoding="utf-8")
    for column in LAYOUTS.columns:
        assert f"| {column.name}{'*' if column.required else ''} | {column.help} |" in text, column.name

"""The real run: public figures of north-east London all the way from an empty folder to the master scorecard."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from pmxl.cli import app
from pmxl.framework.make import plan_framework
from pmxl.sheets.write import write_workbook
from tests import north_east_london as london
from tests.north_east_london import Observation

pytestmark = pytest.mark.skipif(
    not london.OBSERVATIONS.exists(),
    reason="the public figures of north-east London are kept beside the project (../shared/data), not in it",
)

H1_NUMERATOR, H1_DENOMINATOR = 159 + 244 + 76, 295 + 484 + 253
A1_NUMERATOR, A1_DENOMINATOR = 45839, 81711
BURGLARIES = 688


@dataclass(frozen=True)
class Run:
    """What the run left behind: the folder, the collected files, the register and the assessment, as records."""

    folder: Path
    history: int
    imported: dict[str, Any]
    collected: dict[str, Any]
    table: str
    rows: dict[str, dict[str, Any]]
    by_partner: list[dict[str, Any]]
    scorecard: str
    observed: tuple[Observation, ...]


def command(*words: str, folder: Path, codes: tuple[int, ...] = (0,)) -> str:
    """What a command prints; it must end with one of the exit codes."""
    result = CliRunner().invoke(app, [*words, "--partnership", str(folder)])
    assert result.exit_code in codes, f"pmxl {' '.join(words)} ended with {result.exit_code}: {result.output}"
    return result.stdout


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The whole path by the commands a person would give, once for all tests here."""
    folder = tmp_path_factory.mktemp("north-east-london")
    observed = london.observations()
    write_workbook(plan_framework(london.framework_rows()), folder / "framework.xlsx")
    history = london.write_history(folder / "history.csv", observed)
    command("review", folder=folder)
    imported = json.loads(command("import", str(folder / "history.csv"), "--format", "json", folder=folder))
    command("issue", london.QUARTER, folder=folder)
    quarter = folder / "returns" / "2022-23-q3"
    for partner in london.PARTNERS:
        issued = quarter / "issued" / f"{partner}.xlsx"
        london.fill_return(issued, quarter / "inbox" / f"{partner} Q3.xlsx", partner, observed)
    collected = json.loads(command("collect", "--format", "json", folder=folder))
    table = command("collect", folder=folder)
    pooled = json.loads(command("assess", london.QUARTER, "--format", "json", folder=folder))
    by_partner = json.loads(command("assess", london.QUARTER, "--by", "partner", "--format", "json", folder=folder))
    scorecard = command("scorecard", london.QUARTER, folder=folder)
    return Run(
        folder=folder,
        history=history,
        imported=imported,
        collected=collected,
        table=table,
        rows={row["measure"]: row for row in pooled["rows"]},
        by_partner=by_partner["rows"],
        scorecard=scorecard,
        observed=observed,
    )


def test_history_is_imported_whole(run: Run) -> None:
    """Every published figure before the quarter that is whole is kept; rates without a denominator are left out."""
    without = [one for one in run.observed if not one.is_whole]
    assert {one.measure for one in without} == {"H2"}
    assert run.imported["totals"]["kept"] == run.history
    assert run.imported["totals"]["refused"] == 0


def test_five_returns_are_collected(run: Run) -> None:
    """All five are read, each figure of the quarter is kept, none is held or refused, and the totals reconcile."""
    totals = run.collected["totals"]
    expected = [one for one in run.observed if one.period == london.QUARTER]
    assert totals["files"] == len(london.PARTNERS)
    assert (totals["REFUSED"], totals["SKIPPED"]) == (0, 0)
    assert totals["kept"] == len(expected)
    assert (totals["held"], totals["refused"]) == (0, 0)


def test_collecting_again_takes_nothing_twice(run: Run) -> None:
    """The same bytes are never taken twice: the second collect skips all five and names the reason once."""
    assert f"{len(london.PARTNERS)} files taken before: " in run.table
    assert run.table.count("RET010") == 1


def test_homelessness_is_pooled_by_sums(run: Run) -> None:
    """H1 is the sum of the parts, 46.4 %, and not the mean of the boroughs' three percentages."""
    row = run.rows["h1"]
    assert (row["numerator"], row["denominator"]) == (H1_NUMERATOR, H1_DENOMINATOR)
    assert round(row["value"], 1) == 46.4
    mean = sum(r["value"] for r in run.by_partner if r["measure"] == "h1") / 3
    assert round(mean, 1) == 44.8
    assert row["rating"] == "Red"


def test_four_hours_is_red(run: Run) -> None:
    """A1 is 45839 of 81711, 56.1 %, Red against the national standard of 95 % that still stood in 2022-23."""
    row = run.rows["a1"]
    assert (row["numerator"], row["denominator"]) == (A1_NUMERATOR, A1_DENOMINATOR)
    assert round(row["value"], 1) == 56.1
    assert (row["target"], row["rating"]) == (95, "Red")


def test_burglary_is_amber(run: Run) -> None:
    """C1 adds the three boroughs up to 688 offences: above 640, within its tenth."""
    row = run.rows["c1"]
    assert row["value"] == BURGLARIES
    assert (row["target"], row["rating"]) == (640, "Amber")


@pytest.mark.parametrize("measure", ["h3", "a2"])
def test_context_has_no_colour(run: Run, measure: str) -> None:
    """A measure without a target is shown and not rated."""
    assert run.rows[measure]["rating"] == "No target"
    assert run.rows[measure]["value"] > 0


@pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")
def test_every_figure_of_the_scorecard_says_where_it_came_from(run: Run) -> None:
    """The sheet Data holds every figure of the quarter, each with its file and the cell that holds it there."""
    book = load_workbook(run.folder / "scorecards" / "2022-23-q3" / "scorecard.xlsx")
    rows = table_of(book["Data"])
    own = [row for row in rows if row["period"] == london.QUARTER]
    assert len(own) == len([one for one in run.observed if one.period == london.QUARTER])
    for row in own:
        assert stands_in(run.folder, row), f"{row} does not stand where it says"


def test_the_register_counts_five_of_five(run: Run) -> None:
    """Every partner has returned; the scorecard's first lines and the register say so."""
    assert "5 of 5 partners have returned" in run.scorecard
    assert "Not returned" not in run.table


def table_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """The sheet's table as records, by its headings in lower case."""
    [table] = sheet.tables.values()
    heads, *body = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip([str(head).casefold() for head in heads], row, strict=True)) for row in body]


def stands_in(folder: Path, row: dict[str, Any]) -> bool:
    """True when the cell named holds the figure, or the cells named hold the numerator and denominator that make it."""
    book = load_workbook(folder / "returns" / "2022-23-q3" / "inbox" / str(row["file"]))
    found = book[str(row["sheet"])][str(row["cell"])]
    if row["denominator"] is None:
        return bool(found.value == row["value"])
    return [cell.value for cell in found[0]] == [row["numerator"], row["denominator"]]

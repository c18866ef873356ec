"""Hostile texts in every field that a return can carry: in all that we write they stay words."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.scorecard import scorecard
from pmxl.batch.take import export_figures
from tests.specimens.framework_file import framework_file
from tests.stress.hostile import LEADS
from tests.stress.hostile import hostile
from tests.stress.hostile import live_things
from tests.stress.hostile import texts
from tests.test_batch import ROWS

PERIOD = "2022-23 Q3"
AREAS = ("ford", "hill", "lea", "vale")
MEASURES = ("early", "late", "calls", "visits", "homes")
HEAD_ROW = 5
NAMES = {"ash": "=cmd.xlsx", "birch": "@SUM(1) -1+1.xlsx", "cedar": "cedar.xlsx"}


def wide() -> dict[str, list[dict[str, object]]]:
    """Five counts in four areas, all of them Red."""
    rows: dict[str, list[dict[str, object]]] = {name: [dict(row) for row in table] for name, table in ROWS.items()}
    measure, target = rows["measures"][0], rows["targets"][0]
    plain = {"kind": "count", "unit": "people", "decimals": 0, "multiplier": "", "by_area": "yes"}
    rows["areas"] = [{"id": area, "name": area.title()} for area in AREAS]
    rows["measures"] = [measure | plain | {"id": one, "name": f"Number of {one}"} for one in MEASURES]
    rows["targets"] = [target | {"measure": one, "target": 50_000} for one in MEASURES]
    rows["tolerances"] = []
    return rows


def type_everywhere(issued: Path, to: Path, said: Callable[[], str], *, figures: bool) -> None:
    """Types the texts wherever a partner can: beside the figures, or in their place as well."""
    book = load_workbook(issued)
    sheet: Worksheet = book["Return"]
    heads = {str(cell.value): cell.column for cell in sheet[HEAD_ROW] if cell.value}
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        sheet.cell(row, heads["Value"]).value = row
        for heading in ("Commentary", "Provisional", "Accuracy", *(("Value",) if figures and row % 3 else ())):
            cell = sheet.cell(row, heads[heading])
            cell.value, cell.data_type = said(), "s"
    if figures:
        for column, heading in ((heads["Ref"], "Ref"), (heads["Area"], "Area")):
            cell = sheet.cell(HEAD_ROW + 1 + (heading == "Area"), column)
            cell.value, cell.data_type = said(), "s"
    for cells in book["Cover"].iter_rows():
        for cell in cells:
            if cell.value in ("Signed off by", "Date signed off"):
                beside = book["Cover"].cell(cell.row, int(cell.column) + 1)
                beside.value, beside.data_type = said(), "s"
    book.properties.title = book.properties.creator = said()
    book.create_sheet("=1+1 own sheet")
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)


def played(path: Path, strings: list[str]) -> tuple[Folder, bytes]:
    """A quarter whose returns say these texts, to the scorecard."""
    path.mkdir()
    framework_file(wide(), path / "framework.xlsx", "Threewoods Partnership")
    folder, words = Folder(path), cycle(strings)
    period = folder.period(PERIOD)
    for issued in issue(folder, period):
        name = issued.name if "words 0" in strings else NAMES[issued.stem]
        inbox = folder.inbox(period) / name
        type_everywhere(issued, inbox, lambda: next(words), figures=issued.stem == "birch")
    assert {file.outcome.value for file in collect(folder).files} == {"FINDINGS"}
    return folder, scorecard(folder, period)[0].read_bytes()


def without_sizes(things: set[str]) -> set[str]:
    """The same without the rows of print areas: a longer text makes a longer page."""
    return {re.sub(r"\d+", "#", thing) if thing.startswith("definedName") else thing for thing in things}


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, bytes]:
    """The quarter of the hostile texts."""
    strings = hostile()
    random.Random(4).shuffle(strings)
    return played(tmp_path_factory.mktemp("hostile") / "folder", strings)


def test_no_formula_and_no_link_comes_from_a_partner(quarter: tuple[Folder, bytes], tmp_path: Path) -> None:
    """The scorecard of the hostile texts has the formulas, names and links of the tame one, and not one more."""
    _folder, tame = played(tmp_path / "tame", [f"words {n}" for n in range(len(hostile()))])
    assert without_sizes(live_things(quarter[1])) - without_sizes(live_things(tame)) == set()
    assert not [thing for thing in live_things(quarter[1]) if "127.0.0.1" in thing or "cmd" in thing]


def test_commentary_stays_as_it_was_written(quarter: tuple[Folder, bytes]) -> None:
    """What a partner wrote stands on the scorecard as text, to the letter, a formula's sign included."""
    shown = {text for text in texts(quarter[1]) if "127.0.0.1" in text or "1+1" in text}
    assert len(shown) > 20
    assert any(text.startswith("=") for text in shown)


def test_the_csv_of_figures_holds_no_formula(quarter: tuple[Folder, bytes]) -> None:
    """In the CSV no cell that a partner wrote leads with a sign that a spreadsheet works out."""
    rows = list(csv.DictReader(io.StringIO(export_figures(quarter[0]))))
    assert len(rows) > 40
    written = [row[column] for row in rows for column in ("commentary", "source")]
    assert [text for text in written if text.startswith(LEADS)] == []


def test_what_is_live_is_found() -> None:
    """The search for live things finds a formula, a link and an external relation, so that finding none says much."""
    book = load_workbook(Path(__file__).parents[2] / "workbooks" / "framework.xlsx")
    sheet = book.worksheets[0]
    sheet["A1"] = "=1+1"
    sheet["A2"].hyperlink = "http://127.0.0.1:9/x"
    buffer = io.BytesIO()
    book.save(buffer)
    found = live_things(buffer.getvalue())
    assert "f: 1+1" in found
    assert "external: http://127.0.0.1:9/x" in found

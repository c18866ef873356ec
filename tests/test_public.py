"""pmxl public: what it writes, when it says DRAFT, and that it writes nothing that the scorecard does not say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.batch.folder import Folder
from pmxl.batch.public import assessed
from pmxl.batch.public import for_public
from pmxl.batch.public import public
from pmxl.batch.publish import publish
from pmxl.batch.review import review
from pmxl.batch.scorecard import scorecard
from pmxl.batch.take import import_figures
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.periods import Period
from pmxl.reports.public.tables import FIGURE
from pmxl.reports.public.tables import UNIT
from pmxl.sheets.read import read_workbook
from tests.specimens.framework_file import framework_file
from tests.test_publish import Q3
from tests.test_publish import framework_rows

PERIOD = "2022-23 Q3"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership of two partners with one key measure, one of them with few cases."""
    return partnership(tmp_path / "p")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The same with its scorecard, for tests that change nothing in it."""
    made = partnership(tmp_path_factory.mktemp("standing") / "p")
    scorecard(made, Q3)
    return made


def partnership(path: Path, key: str = "yes", **more: object) -> Folder:
    """Its framework and its figures: 3 of Ash and 88 of Birch."""
    path.mkdir()
    rows = framework_rows(90)
    rows["partners"].append({"id": "birch", "name": "Birch"})
    rows["measures"][0] |= {"partners": "all", "key": key}
    rows["settings"] += [{"key": name, "value": value} for name, value in more.items()]
    framework_file(rows, path / "framework.xlsx")
    folder = Folder(path)
    take(folder, 88)
    return folder


def take(folder: Folder, birch: float) -> None:
    """Three quarters of figures, Birch's latest as given."""
    lines = ["partner,area,measure,period,numerator,denominator,value"]
    for back, values in ((2, (20, 70)), (1, (21, 75)), (0, (3, birch))):
        label = Q3.step(-back).label
        lines += [f"{p},,helped,{label},,,{v:g}" for p, v in zip(("ash", "birch"), values, strict=True)]
    (folder.path / "figures.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    import_figures(folder, folder.path / "figures.csv")


def figure(workbook: Path) -> object:
    """The partnership's figure in the public workbook."""
    sheet = read_workbook(workbook).sheet("Measures")
    assert sheet is not None
    col = next(col for (row, col), cell in sheet.cells.items() if row == 4 and cell.value == FIGURE)
    return sheet.cells[5, col].value


def test_the_command_writes_a_draft_workbook_and_page_beside_the_scorecard(standing: Folder) -> None:
    """Both say DRAFT; it says what it wrote, what it hid below the limit given, and what it compared."""
    done = CliRunner().invoke(app, ["public", PERIOD, "-C", str(standing.path), "--suppress-below", "8"])
    assert done.exit_code == 0, done.output
    said = " ".join(done.output.split())
    assert "1 measure, DRAFT. Numbers of cases below 8 are hidden (suppress_below): 2 figures." in said
    assert "scorecard.xlsx, public.xlsx and public.html carry the same figures." in said
    workbook = standing.public(Q3)
    page = workbook.with_name("public.html")
    assert "<strong>DRAFT</strong>" in page.read_text(encoding="utf-8")
    assert "[c]" in page.read_text(encoding="utf-8")
    assert figure(workbook) == 91
    again = CliRunner().invoke(app, ["public", PERIOD, "-C", str(standing.path), "--format", "json"])
    record = json.loads(again.stdout)
    assert record["files"] == [str(workbook), str(page)]
    assert "1 measure, DRAFT." in record["lines"][0]


def test_figures_that_came_after_the_scorecard_stop_it(folder: Folder) -> None:
    """It names both cells, says what to do, and leaves the older files as they were."""
    scorecard(folder, Q3)
    older = [folder.public(Q3), folder.public(Q3).with_suffix(".html")]
    for path in older:
        path.write_bytes(b"as before")
    take(folder, 80)
    with pytest.raises(Refusal) as stopped:
        public(folder, Q3)
    said = str(stopped.value)
    assert f"public.xlsx › Measures!F5: Measures | helped | {FIGURE} is 83.0 here and is 91.0 in" in said
    assert "scorecard.xlsx › Users!" in said
    assert "[OUT031]" in said
    assert {path.read_bytes() for path in older} == {b"as before"}


def test_once_published_it_shows_what_was_published(folder: Folder) -> None:
    """No draft any more, and to the last byte the same whenever it is made: figures that came later are not in it."""
    publish(folder, Q3, "The board")
    first = public(folder, Q3).workbook.read_bytes()
    take(folder, 80)
    made = public(folder, Q3)
    text = made.page.read_text(encoding="utf-8")
    assert made.workbook.read_bytes() == first
    assert figure(made.workbook) == 91
    assert made.board == folder.scorecard(Q3)
    assert "DRAFT" not in text
    assert "by The board" in text


def test_another_moment_has_files_of_its_own(standing: Folder) -> None:
    """They are named for the day and say that they stood so then."""
    made = public(standing, Q3, datetime.now(UTC))
    assert made.board is None
    assert made.workbook.name.startswith("public-as-at-")
    assert "AS AT" in made.page.read_text(encoding="utf-8")


def test_small_numbers_are_hidden_unless_the_setting_says_otherwise(standing: Folder, tmp_path: Path) -> None:
    """1 to 4 are hidden as a rule; a number given moves that; the framework's setting stands where none is given."""
    found, _ = assessed(standing, Q3, None)
    assert [for_public(found, below).hidden for below in (5, 8, 3, 0)] == [2, 2, 0, 0]
    assert public(partnership(tmp_path / "open", suppress_below=0), Q3).shown.hidden == 0


def test_without_a_measure_for_the_public_it_stops(standing: Folder) -> None:
    """It says which column or sheet to fill in."""
    found, _ = assessed(standing, Q3, None)
    plain = [one.model_copy(update={"key": False}) for one in found.framework.measures]
    found = replace(found, framework=found.framework.model_copy(update={"measures": tuple(plain)}))
    with pytest.raises(Refusal, match=r"framework.xlsx › measures: No measure of 2022-23 Q3 is for the public.*OUT032"):
        for_public(found, 5)


DAY = "2022-12-31"


def changed_kind(path: Path, kind: str, **changes: object) -> Folder:
    """The key measure of one partner as a yes/no or a milestone."""
    rows = framework_rows(100)
    common = {"kind": kind, "key": "yes", "pooling": "none", "polarity": "lower"}
    rows["measures"][0] |= common | changes
    point = {"basis": "point", "period": PERIOD, "target": DAY}
    rows["targets"] = [rows["targets"][0] | point] if kind == "milestone" else []
    rows["tolerances"] = []
    framework_file(rows, path / "framework.xlsx")
    return Folder(path)


def given(folder: Folder, name: str, *figures: tuple[Period, str]) -> None:
    """Figures of Ash from a file of history."""
    lines = [f"ash,helped,{period.label},{value}" for period, value in figures]
    (folder.path / name).write_text("\n".join(("partner,measure,period,value", *lines)) + "\n", encoding="utf-8")
    import_figures(folder, folder.path / name)


def test_a_yes_no_that_became_a_milestone_is_public_without_what_are_no_days(tmp_path: Path) -> None:
    """Its earlier answers are not shown as days of 1900, in no file; a review says that they count nowhere."""
    folder = changed_kind(tmp_path, "yes/no", polarity="higher")
    given(folder, "answers.csv", *((Q3.step(-n), "Yes" if n % 2 else "No") for n in (3, 2, 1)))
    scorecard(folder, Q3.previous)
    publish(folder, Q3.previous)
    assert not [one for one in review(folder).faults if one.code == "FRM194"]
    folder = changed_kind(tmp_path, "milestone")
    given(folder, "day.csv", (Q3, DAY))
    scorecard(folder, Q3)
    made = public(folder, Q3)
    text = made.page.read_text(encoding="utf-8")
    assert "31 Dec 2022" in text
    assert not re.search("1899|1900", text)
    assert "31 Dec 1899" not in str(made.shown.assessment.goalposts["words"].tolist())
    (found,) = [one for one in review(folder).faults if one.code == "FRM194"]
    assert "3 figures of helped in the ledger are no days, as those of a milestone are: its kind was" in str(found)


def test_the_unit_of_a_day_and_of_an_answer_is_no_number(tmp_path: Path) -> None:
    """It is said what stands there."""
    folder = changed_kind(tmp_path, "milestone")
    given(folder, "day.csv", (Q3, DAY))
    assert units(public(folder, Q3).workbook) == {"Measures": {"date"}, "Trends": {"date"}, "Partners": {"date"}}
    (tmp_path / "answer").mkdir()
    other = changed_kind(tmp_path / "answer", "yes/no", polarity="higher", pooling="")
    given(other, "answer.csv", (Q3, "Yes"))
    assert units(public(other, Q3).workbook) == {"Measures": {"%"}, "Trends": {"%"}, "Partners": {"Yes or No"}}


def units(workbook: Path) -> dict[str, set[object]]:
    """What stands under Unit on each sheet that has it."""
    found: dict[str, set[object]] = {}
    for sheet in read_workbook(workbook).sheets:
        col = next((col for (row, col), cell in sheet.cells.items() if row == 4 and cell.value == UNIT), None)
        if col:
            found[sheet.name] = {cell.value for (row, at), cell in sheet.cells.items() if at == col and row > 4}
    return found

"""Answered: a figure given again is told in the words of its kind, wherever it is told."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pmxl.assess.answered import changes
from pmxl.batch.collect import collect
from pmxl.batch.enter import Typed
from pmxl.batch.enter import enter
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.scorecard import assessment
from pmxl.cli import app
from pmxl.ledger import Change
from pmxl.terms import Kind
from tests.specimens.framework_file import framework_file
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.test_batch import PERIOD
from tests.test_batch import ROWS

CASES = [
    (Kind.YES_NO, 1, "Yes"),
    (Kind.YES_NO, 0, "No"),
    (Kind.MILESTONE, 44834, "30 September 2022"),
    (Kind.COUNT, 1, "1"),
]


@pytest.mark.parametrize(("kind", "value", "said"), CASES)
def test_a_figure_given_again_is_told_in_the_words_of_its_kind(kind: Kind, value: float, said: str) -> None:
    """An answer is Yes or No, a milestone its day: nobody has typed 1 or 44,834."""
    now = Change(None, figure("m", "ash", value), "ash.xlsx", "", "", datetime(2023, 1, 9, tzinfo=UTC))
    (row,) = changes(framework(measure("m", kind=kind)), [now]).to_dict("records")
    assert (row["before_words"], row["after_words"], row["after"]) == ("no figure", said, value)


# --- the round trip of a yes/no


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership with two yes/nos, issued twice to ash."""
    rows = deepcopy(ROWS)
    rows["measures"][0] |= {"kind": "yes/no", "unit": "", "decimals": 0, "multiplier": None, "accumulate": "stock"}
    rows["measures"].append(rows["measures"][0] | {"id": "again", "name": "Helped again"})
    rows["tolerances"] = []
    framework_file(rows, tmp_path / "framework.xlsx", "Threewoods")
    found = Folder(tmp_path)
    for _ in range(2):
        issue(found, found.period(PERIOD), ["ash"])
    return found


def answering(folder: Folder, word: str, revision: int) -> Path:
    """Ash's return with that answer, in the inbox."""
    period = folder.period(PERIOD)
    name = "ash.xlsx" if revision == 1 else f"ash-r{revision}.xlsx"
    book = load_workbook(folder.issued(period) / name)
    sheet = book["Return"]
    row = next(cell.row for cells in sheet.iter_rows() for cell in cells if cell.value == "early")
    column = next(cell.column for cells in sheet.iter_rows() for cell in cells if cell.value == "Value")
    sheet.cell(row, column or 0).value = word
    book.save(folder.inbox(period) / name)
    return folder.inbox(period) / name


def printed(*words: str) -> str:
    """What a command prints, its lines joined."""
    return " ".join(CliRunner().invoke(app, words).output.split())


def test_a_changed_answer_is_printed_as_yes_and_no(folder: Folder) -> None:
    """Before and now, and what an import says otherwise than the return."""
    there = ("--partnership", str(folder.path))
    answering(folder, "Yes", 1)
    assert "Change" not in printed("collect", *there)
    answering(folder, "No", 2)
    assert f"early {PERIOD}: Yes before, No now" in printed("collect", *there)
    history = folder.path / "history.csv"
    history.write_text(f"partner,measure,period,value\nash,early,{PERIOD},Yes\n", encoding="utf-8")
    assert f"early for {PERIOD} is Yes here and No in the return ash-r2.xlsx" in printed("import", str(history), *there)


def test_what_an_import_cannot_place_until_somebody_answers_is_held_and_not_refused(folder: Folder) -> None:
    """It is totalled so beside what a return gave otherwise, which is refused."""
    answering(folder, "Yes", 1)
    collect(folder)
    history = folder.path / "history.csv"
    lines = ("partner,measure,period,value", f"ash,early,{PERIOD},No", "birch,early,Q1 2022,Yes")
    history.write_text("\n".join((*lines, f"birch,early,{PERIOD},Yes\n")), encoding="utf-8")
    told = printed("import", str(history), "--partnership", str(folder.path))
    assert "3 figures = 1 kept + 1 held + 1 refused." in told


def test_what_was_entered_where_no_return_came_has_not_changed(folder: Folder) -> None:
    """It was never returned, so it is not changed since; what is entered after a return that lacks it came at last."""
    period = folder.period(PERIOD)
    for measure_id, partner in (("early", "birch"), ("again", "birch"), ("early", "cedar")):
        enter(folder, period, Typed(measure_id, partner, value="Yes"), reason="By telephone", by="A. Officer")
    enter(folder, period, Typed("early", "cedar", value="No"), reason="Misheard", by="A. Officer")
    answering(folder, "x", 1)
    collect(folder)
    enter(folder, period, Typed("early", "ash", value="Yes"), reason="By telephone", by="A. Officer")
    found = assessment(folder, period).changes
    told = found[["partner", "before_words", "after_words"]].to_numpy().tolist()
    assert told == [["cedar", "Yes", "No"], ["ash", "No data", "Yes"]]

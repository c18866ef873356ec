"""Two figures in one: a value that is not what its parts make, of which no reason says which is meant."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pmxl.batch.accept import accept
from pmxl.batch.collect import collect
from pmxl.batch.enter import Typed
from pmxl.batch.enter import enter
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.scorecard import assessment
from pmxl.findings import Refusal
from tests.specimens.framework_file import framework_file
from tests.test_batch import PERIOD
from tests.test_batch import ROWS

WHY = {"reason": "By telephone", "by": "J. Cole"}
PARTS = {"Numerator": 212, "Denominator": 246}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership that has asked ash for one percentage."""
    framework_file(deepcopy(ROWS), tmp_path / "framework.xlsx", "Threewoods")
    found = Folder(tmp_path)
    issue(found, found.period(PERIOD), ["ash"])
    return found


def told(folder: Folder) -> tuple[list[float], list[float]]:
    """What is shown of the partnership and of ash."""
    found = assessment(folder, folder.period(PERIOD))
    ash = found.partners[found.partners["partner"] == "ash"]
    return found.measures["value"].round(1).tolist(), ash["value"].round(1).tolist()


def test_an_entry_says_one_figure(folder: Folder) -> None:
    """A value beside parts that make another is refused; one beside parts that make it is taken."""
    both = Typed("early", "ash", numerator="212", denominator="246", value="80")
    with pytest.raises(Refusal, match=r"212 over 246 makes 86.2 %, and Value says 80.*\[VAL006\]"):
        enter(folder, folder.period(PERIOD), both, **WHY)
    enter(folder, folder.period(PERIOD), Typed("early", "ash", numerator="212", denominator="246", value="86.2"), **WHY)
    assert told(folder)[1] == [86.2]


def test_nobody_accepts_both(folder: Folder) -> None:
    """The partnership would be told the one and the partner the other; entering the one that is meant settles it."""
    period = folder.period(PERIOD)
    book = load_workbook(folder.issued(period) / "ash.xlsx")
    sheet = book["Return"]
    row = next(cell.row for cells in sheet.iter_rows() for cell in cells if cell.value == "early")
    head = {cell.value: cell.column for cells in sheet.iter_rows(max_row=row - 1) for cell in cells}
    for name, value in (PARTS | {"Value": 80}).items():
        sheet.cell(row or 0, head[name] or 0).value = value
    book.save(folder.inbox(period) / "ash.xlsx")
    collect(folder, period=period)
    with pytest.raises(Refusal, match=r"there is two figures in one: .*record the figure with: pmxl enter. \[RET044\]"):
        accept(folder, period, "ash", "early", **WHY)
    assert all(value != value for value in told(folder)[1])  # held, and no figure of either
    enter(folder, period, Typed("early", "ash", numerator="212", denominator="246"), **WHY)
    assert told(folder)[1] == [86.2]


def test_nobody_enters_that_there_is_nothing(folder: Folder) -> None:
    """It was recorded, and what had come before stood all the same."""
    period = folder.period(PERIOD)
    enter(folder, period, Typed("early", "ash", value="58.8"), **WHY)
    with pytest.raises(Refusal, match=r"displaces none that there was.*\[RET047\]"):
        enter(folder, period, Typed("early", "ash", value="x"), **WHY)
    enter(folder, period, Typed("early", "ash", value="n/a"), **WHY)
    assert all(value != value for value in told(folder)[1])

"""Every kind of workbook is as it was when somebody last looked at it, part by part."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice

import pytest

from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating
from tests.golden.make import HERE
from tests.golden.make import rendered
from tests.golden.rendering import look
from tests.golden.rendering import render_sheet
from tests.kinds import KINDS

SHOWN = 60
ASK = "Look at the workbook; where the change is meant, run: make golden"


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_is_as_it_was(kind: str) -> None:
    """A change of layout, words, widths, charts or paper shows as lines taken out and put in."""
    kept = {file.name: file.read_text(encoding="utf-8") for file in (HERE / kind).glob("*.txt")}
    now = rendered(kind)
    for name in sorted(kept.keys() | now.keys()):
        before, after = kept.get(name, "").splitlines(), now.get(name, "").splitlines()
        differences = unified_diff(before, after, f"golden {kind}/{name}", "now", lineterm="", n=1)
        said = "\n".join(islice(differences, SHOWN))
        assert not said, f"{said}\n{ASK}"


def test_no_kind_is_kept_that_is_no_longer_made() -> None:
    """The folders are those of the kinds."""
    assert {folder.name for folder in HERE.iterdir() if folder.is_dir() and folder.name != "__pycache__"} == {*KINDS}


def test_a_rendering_says_where_what_and_how() -> None:
    """A cell by its address, its content and the nearest named style with what differs."""
    plan = SheetPlan("One", (Put(2, 3, "Total", style.TABLE_TEXT.but(bold=True), to_col=4),))
    assert "C2:D2 | 'Total' | TABLE_TEXT bold=True" in render_sheet(plan)
    assert look(style.TITLE_BAND) == "TITLE_BAND"
    assert look(style.status_style(Rating.RED, style.BODY_STRONG.but(size=9))) == "Red status size=9"


def test_a_move_of_one_column_is_a_short_difference() -> None:
    """One line out and one line in, not a whole sheet."""
    before = SheetPlan("One", tuple(Put(row, 1, f"line {row}") for row in range(1, 30)))
    after = SheetPlan("One", (*before.puts[:-1], Put(29, 2, "line 29")))
    changed = [line for line in unified_diff(render_sheet(before), render_sheet(after), n=0) if line[0] in "+-"][2:]
    assert len(changed) == 2

"""Audiences: who sees which measures, what is said of a row that cannot be read, and whose scorecard is whose."""

from __future__ import annotations

import pytest

from pmxl.framework.faults import Fault
from tests.test_review import found_in
from tests.test_review import good


def test_more_measures_than_an_executive_can_attend_to_are_counted() -> None:
    """An executive audience that sees more than the limit is told how many it sees and how many it should."""
    rows = good()
    rows["settings"].append({"key": "executive_limit", "value": 5})
    rows["audiences"] = [{"id": "board", "name": "Executive board", "for": "executive"}]
    found = [finding for finding in found_in(rows) if finding.code == Fault.AUDIENCE_TOO_MUCH.code]
    assert [str(finding) for finding in found] == [
        "framework.xlsx › audiences!E2: Executive board would see 6 measures, and the executive's limit is 5. "
        "Choose the few that matter most, or key. [FRM146]"
    ]


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        ("map", "layout is map, and no objective names a parent: the map would have no arrows."),
        ("golden thread", "layout is thread, and no objective names a plan: the thread would begin nowhere."),
        ("efqm", "layout is efqm, and “Money” is none of the nine criteria: what stands there is put below them."),
    ],
)
def test_a_layout_that_cannot_be_filled_says_what_is_lacking(layout: str, says: str) -> None:
    """The finding names the cell of the layout and what the framework lacks for it."""
    rows = good()
    rows["objectives"][1]["parent"] = None
    rows["perspectives"][1]["name"], rows["perspectives"][1]["id"] = "Money", "money"
    rows["objectives"][1]["perspective"] = "money"
    rows["audiences"][0]["layout"] = layout
    found = [finding for finding in found_in(rows) if finding.code == Fault.LAYOUT_UNFILLED.code]
    assert [(finding.cell, finding.says) for finding in found] == [("D2", says)]

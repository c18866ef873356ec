"""A small partnership: of few measures all stand in full on one sheet, under the headings of their perspectives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmxl.assess import Assessment
from pmxl.reports.places import CONTENTS
from pmxl.reports.places import DATA
from pmxl.reports.places import FEW_MEASURES
from pmxl.reports.places import MEASURES
from pmxl.reports.places import RETURNED
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.cells import address
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.measure import clipped
from pmxl.sheets.shown import shown
from pmxl.terms import Polarity
from tests.specimens.assessment import specimen
from tests.specimens.assessments import only
from tests.test_front import some


def sheet(book: BookPlan, name: str) -> SheetPlan:
    """The sheet of that name."""
    return next(one for one in book.sheets if one.name == name)


def first_column(found: SheetPlan) -> dict[str, str]:
    """What stands in the first column, by cell."""
    return {address(put.row, 1): shown(put.value) for put in found.puts if put.col == 1 and put.value is not None}


def links(found: SheetPlan) -> set[str]:
    """Where the sheet's links to measures in full lead."""
    return {put.value.target for put in found.puts if isinstance(put.value, Link) and MEASURES in put.value.target}


def named(found: Assessment) -> list[str]:
    """The names of its perspectives in order."""
    used = set(found.measures["perspective"])
    return [one.name for one in sorted(found.framework.perspectives, key=lambda one: one.order) if one.id in used]


def test_of_few_measures_all_stand_on_one_sheet_by_perspective() -> None:
    """Every perspective heads its measures, in order, each objective under it; none has a sheet of its own."""
    found = some(7)
    book = plan_scorecard(found)
    assert len(named(found)) > 1
    assert {one.name for one in book.sheets} & set(named(found)) <= {DATA}  # one perspective has that name
    said = list(first_column(sheet(book, MEASURES)).values())
    places = [next(n for n, text in enumerate(said) if text.startswith(name)) for name in named(found)]
    assert places == sorted(places)
    for row in found.measures.to_dict("records"):
        at = next(n for n, text in enumerate(said) if text.startswith(f"{row['name']}\n") or text == row["name"])
        above = [name for name, place in zip(named(found), places, strict=True) if place < at]
        assert above[-1] == found.framework.perspective(row["perspective"]).name
    assert clipped(replace(book, sheets=(sheet(book, MEASURES),))) == []


def test_the_first_sheet_leads_to_the_heading_and_to_the_measure() -> None:
    """The sign beside a perspective leads to its heading on the shared sheet; that of a measure to its row."""
    found = some(7)
    book = plan_scorecard(found)
    texts = first_column(sheet(book, MEASURES))
    reached = {texts[target.rpartition("!")[2]].split("\n")[0].split("   ")[0] for target in links(book.sheets[0])}
    pages = {one.name for one in book.sheets}
    assert reached == {*named(found), *(name for name in found.measures["name"] if name[:31] not in pages)}


@pytest.mark.parametrize(("count", "shared"), [(FEW_MEASURES, True), (FEW_MEASURES + 1, False)])
def test_more_measures_have_a_sheet_for_each_perspective(count: int, shared: bool) -> None:
    """The sheet is shared up to a dozen; beyond, each perspective has its own. The contents name the shared one."""
    found = some(count)
    book = plan_scorecard(found)
    names = {one.name for one in book.sheets}
    assert (MEASURES in names, bool(names & set(named(found)) - {DATA})) == (shared, not shared)
    told = dict(zip(*(column(sheet(book, CONTENTS), n) for n in (1, 2)), strict=True))
    assert told.get(MEASURES) == ("Every measure in full" if shared else None)


def column(found: SheetPlan, col: int) -> list[str]:
    """The texts of a column under its heading."""
    return [shown(put.value) for put in found.puts if put.col == col and put.row > 4]


def test_a_single_perspective_keeps_its_sheet() -> None:
    """One perspective has its own name and question, however few its measures."""
    found = specimen()
    ids = found.measures["measure"][found.measures["perspective"] == found.measures["perspective"].iloc[0]]
    found = only(found, list(ids)[:3])
    names = {one.name for one in plan_scorecard(found).sheets}
    assert MEASURES not in names
    assert set(named(found)) <= names


def test_a_range_is_never_cut_beside_its_figure() -> None:
    """A range is words in a column of figures: the column grows with it."""
    found = some(4)
    measures = found.measures.astype({"low": float, "high": float}).assign(
        polarity=Polarity.RANGE, low=1_234_567.5, high=2_345_678.5
    )
    book = plan_scorecard(replace(found, measures=measures))
    assert any(" to " in shown(put.value) for put in sheet(book, MEASURES).puts)
    assert clipped(replace(book, sheets=(sheet(book, MEASURES),))) == []


def test_what_was_asked_for_is_kept_held_refused_or_missing() -> None:
    """On the sheet Returned a figure that was kept out is refused, and not missing as well."""
    found = specimen()
    register = found.register.assign(asked=12, kept=7, held=1, missing=4, refused=[3, *[0] * (len(found.register) - 1)])
    returned = sheet(plan_scorecard(replace(found, register=register)), RETURNED)
    (table,) = returned.tables
    counts = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
    parts = ("Asked", "Kept", "Held", "Refused", "Missing")
    assert [[row[name] for name in parts] for row in counts[:2]] == [[12, 7, 1, 3, 1], [12, 7, 1, 0, 4]]
    widest = max(put.to_col or put.col for put in returned.puts)
    heads = [put for put in returned.puts if put.value in ("Found", "On", "Came")]  # the last of each list below
    assert {put.to_col or put.col for put in heads} == {widest}

"""What a partner has given already, as it stands in the return that is issued to it anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from datetime import time
from pathlib import Path

import pytest

from pmxl.findings import Finding
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.headings import VALUE
from pmxl.returns.headings import column_of
from pmxl.returns.prefilled import NOTHING
from pmxl.returns.prefilled import Given
from pmxl.returns.prefilled import given_in
from pmxl.returns.prefilled import plan_prefilled
from pmxl.returns.prefilled import relocated
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import CellValue
from pmxl.sheets.describe import Content
from pmxl.sheets.read import read_workbook
from pmxl.terms import Severity
from tests.specimens.paper import COUNCIL
from tests.specimens.paper import HEAD_ROW
from tests.specimens.paper import filled
from tests.specimens.paper import form_of
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.test_layout_reader import book
from tests.test_layout_reader import cell
from tests.test_layout_reader import sheet

FORM = form_of(NORTHVALE)
KEYS = {key.measure: key for key in FORM.keys}
ROW = {key.measure: row for row, key in enumerate(FORM.keys, HEAD_ROW + 1)}


def put_in(given: Given, ref: str, heading: str) -> Content:
    """What stands in a cell of the new return."""
    body = next(one for one in plan_prefilled(FORM, given).sheets if one.name == RETURN_SHEET)
    (put,) = [put for put in body.puts if (put.row, put.col) == (ROW[ref], column_of(heading))]
    return put.value


def typed(ref: str, **cells: Cell) -> Given:
    """What one row gives, by heading."""
    return Given({KEYS[ref]: {heading.capitalize(): one for heading, one in cells.items()}}, {})


def a_cell(value: CellValue, raw: str = "", number_format: str = "General", kind: CellType | None = None) -> Cell:
    """A cell of any type."""
    made = cell(6, 11, value)
    return made._replace(raw=raw or made.raw, number_format=number_format, type=kind or made.type)


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        (a_cell(700.0), 700.0),
        (a_cell("1,234"), 1234.0),
        (a_cell("about 90"), "about 90"),
        (a_cell("12%"), "12%"),
        (a_cell("£700"), "£700"),
        (a_cell(0.539, number_format="0.0%"), "53.9%"),
        (a_cell(datetime(2022, 12, 31)), datetime(2022, 12, 31)),  # noqa: DTZ001 - as in a workbook
        (a_cell(time(6, 30), "0.2708", kind=CellType.DATE), "0.2708"),
        (a_cell(None, kind=CellType.ERROR)._replace(formula="1/0"), None),
        (a_cell("#REF!", kind=CellType.ERROR), None),
    ],
    ids=str,
)
def test_a_value_is_typed_anew_as_it_was_meant(given: Cell, stands: Content) -> None:
    """A number as a number, a percentage with its sign, an hour as it is kept in the file, words as they stand."""
    assert put_in(typed("b1", value=given), "b1", VALUE) == stands


def test_an_error_under_commentary_is_not_carried_over() -> None:
    """It is to be mended anyhow; the new cell is as issued."""
    broken = typed("b1", commentary=a_cell("#NAME?", kind=CellType.ERROR))
    assert put_in(broken, "b1", COMMENTARY) == put_in(NOTHING, "b1", COMMENTARY)


@pytest.mark.parametrize(
    ("above", "below", "value", "is_typed"),
    [
        ("159", "295", "53.9", False),
        ("159", "295", "54.9", True),
        ("159", "295", "53.91", True),
        ("159", "295", "53.90", False),
        ("n/a", "295", "53.9", True),
        ("159", "0", "0", False),
    ],
)
def test_a_value_that_its_parts_make_is_left_to_the_formula(above: str, below: str, value: str, is_typed: bool) -> None:
    """A CSV tells of no formula: what it shows is taken for ours where the parts make it to the decimals shown."""
    row = typed("h1", numerator=a_cell(above), denominator=a_cell(below), value=a_cell(value))
    was_issued = put_in(NOTHING, "h1", VALUE)
    assert (put_in(row, "h1", VALUE) == float(value)) is is_typed
    assert (put_in(row, "h1", VALUE) == was_issued) is not is_typed


def test_a_value_without_its_parts_stays_typed() -> None:
    """Nothing would work it out; and so does a number that no formula left as text."""
    assert put_in(typed("h1", value=a_cell("53.9")), "h1", VALUE) == 53.9
    whole = typed("h1", numerator=a_cell(159.0), denominator=a_cell(295.0), value=a_cell(53.9))
    assert put_in(whole, "h1", VALUE) == 53.9
    assert put_in(whole, "h1", NUMERATOR) == 159.0


def about(ref: str, place: str) -> Finding:
    """Something said of a figure, at a cell of the workbook that came."""
    found = Finding("VAL007", Severity.QUERY, "It moved.", "Confirm it.", sheet="Theirs", cell=place, measure=ref)
    return replace(found, period=FORM.period.label)


def test_a_finding_goes_to_the_cell_that_its_figure_has_now() -> None:
    """By the heading of its column; to the value where that is none, and to no cell where the figure is not asked."""
    given = Given({}, {4: DENOMINATOR})
    row = ROW["h1"]
    places = {place: relocated(about("h1", place), FORM, given) for place in ("D9", "D9:E9", "X9", "")}
    below, value = (f"{'ABCDEFGHIJKLMNOP'[column_of(heading) - 1]}{row}" for heading in (DENOMINATOR, VALUE))
    assert {place: (one.sheet, one.cell) for place, one in places.items()} == {
        "D9": (RETURN_SHEET, below),
        "D9:E9": (RETURN_SHEET, below),
        "X9": (RETURN_SHEET, value),
        "": (RETURN_SHEET, value),
    }
    gone = relocated(about("c1", "D9"), FORM, given)
    assert (gone.sheet, gone.cell, gone.says) == ("", "", "It moved.")


def test_what_a_return_gives_is_found_by_its_rows(tmp_path: Path) -> None:
    """Every cell filled in, by figure; of a return that does not say of when it is, nothing."""
    found = given_in(read_workbook(filled(tmp_path, NORTHVALE, COUNCIL)), FRAMEWORK)
    assert found.cells[KEYS["h1"]][NUMERATOR].value == 159.0
    assert put_in(found, "b1", VALUE) == 700.0
    nameless = book(sheet("Return", [[], list(HEADINGS), ["h1", None, None, "2022-23 Q3"]]))
    assert given_in(nameless, FRAMEWORK).cells == {}

"""The sheet of layouts: optional, read with all that is wrong at its cell, and of no weight where it is absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmxl.framework.columns_layouts import LAYOUTS
from pmxl.framework.faults import Fault
from pmxl.framework.make import plan_framework
from pmxl.framework.rows import rows_of
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.sheets.cells import address
from pmxl.sheets.write import write_workbook
from pmxl.terms import Severity
from tests.test_review import framework_in
from tests.test_review import good

LAYOUT: dict[str, Any] = {
    "layout": "police-kpi",
    "measure": "burglary",
    "sheet": "KPI; KPI - *",
    "head_row": 3,
    "first_row": 5,
    "partner": "police",
    "area_column": "Area",
    "period_from": "sheet",
    "period_text": "KPI - {period}",
    "value": "Offences*",
}


def with_layouts(*rows: dict[str, Any]) -> dict[str, Any]:
    """A framework with nothing wrong in it but what its layouts hold."""
    return {**good(), "layouts": list(rows)}


def test_later_rows_of_a_layout_leave_blank_what_its_first_row_says() -> None:
    """Only the measure and its column are typed again; where the second row differs it keeps its own."""
    second = {"layout": "police-kpi", "measure": "burglary", "measure_label": "Homes", "value": "All", "head_row": 4}
    one, two = framework_in(with_layouts(LAYOUT, second)).layouts
    assert (two.sheet, two.first_row, two.partner, two.period_text) == (
        ("KPI", "KPI - *"),
        5,
        "police",
        one.period_text,
    )
    assert (two.head_row, two.value) == (4, "All")


def test_a_framework_without_layouts_keeps_its_version() -> None:
    """An absent and an empty sheet are the same; layouts make another version."""
    plain = framework_in(good())
    assert framework_in(with_layouts()).version == plain.version
    assert framework_in(with_layouts(LAYOUT)).version != plain.version


@pytest.mark.parametrize(
    ("column", "fault", "changes"),
    [
        ("layout", Fault.BLANK, {"layout": None}),
        ("layout", Fault.BAD_ID, {"layout": "Police KPI"}),
        ("sheet", Fault.LAYOUT_LACKS, {"sheet": None}),
        ("head_row", Fault.LAYOUT_LACKS, {"head_row": None}),
        ("period_from", Fault.LAYOUT_LACKS, {"period_from": None, "period_text": None}),
        ("period_from", Fault.BAD_CHOICE, {"period_from": "moon", "period_text": None}),
        ("first_row", Fault.LAYOUT_HEADINGS, {"first_row": 3}),
        ("measure", Fault.UNKNOWN_REFERENCE, {"measure": "burglry"}),
        ("partner", Fault.UNKNOWN_REFERENCE, {"partner": "polise"}),
        ("value", Fault.LAYOUT_NO_FIGURES, {"value": None}),
        ("denominator", Fault.LAYOUT_NO_FIGURES, {"value": None, "numerator": "Solved"}),
        ("partner", Fault.LAYOUT_NOBODY, {"partner": None, "area_column": None}),
        ("area_column", Fault.LAYOUT_NOBODY, {"area_column": None}),
        ("partner", Fault.LAYOUT_NOBODY, {"measure": "helped", "partner": None}),
        ("period", Fault.LAYOUT_PERIOD, {"period_from": "cell"}),
        ("period", Fault.LAYOUT_PERIOD, {"period_from": "cell", "period": "top left"}),
        ("period", Fault.LAYOUT_PERIOD, {"period_from": "fixed", "period": "soon", "period_text": None}),
        ("period_text", Fault.LAYOUT_TEXT, {"period_text": "KPI - *"}),
        ("period_text", Fault.LAYOUT_TEXT, {"period_text": "KPI*{period}"}),
        ("every", Fault.LAYOUT_ADDS, {"every": "year"}),
        ("missing", Fault.LAYOUT_MARK, {"missing": "..; c = secret"}),
    ],
)
def test_what_is_wrong_with_a_layout_is_told_at_its_cell(column: str, fault: Fault, changes: dict[str, Any]) -> None:
    """One finding, an Error, which names the cell."""
    found, findings = read_rows(with_layouts(LAYOUT | changes))
    cell = address(2, list(LAYOUTS.by_name).index(column) + 1)
    assert [(f.code, f.sheet, f.cell) for f in findings] == [(fault.code, "layouts", cell)], [str(f) for f in findings]
    assert findings[0].severity is Severity.ERROR
    assert found is None


def test_a_measure_stands_once_in_a_layout() -> None:
    """The second row for the same figures is refused."""
    (finding,) = read_rows(with_layouts(LAYOUT, LAYOUT))[1]
    assert (finding.code, finding.cell) == (Fault.LAYOUT_TWICE.code, "B3")
    assert finding.says == "Row 2 of the layout police-kpi is for the same figures already."


def test_levels_are_not_added_up() -> None:
    """Months of a percentage without its parts make no quarter."""
    changes = {"measure": "helped", "partner": None, "partner_column": "Council", "every": "month"}
    (finding,) = read_rows(with_layouts(LAYOUT | changes))[1]
    assert finding.code == Fault.LAYOUT_ADDS.code
    assert "do not add up" in finding.says


def test_the_workbook_holds_layouts_and_reading_it_gives_the_same(tmp_path: Path) -> None:
    """Written and read again it says the same, as do rows made of the framework."""
    rows = with_layouts(LAYOUT, {"layout": "police-kpi", "measure": "burglary", "value": "All", "area": ""})
    whole = framework_in(rows)
    again, _ = read_framework(write_workbook(plan_framework(rows), tmp_path / "framework.xlsx"))
    assert again is not None
    assert again.version == whole.version == framework_in(rows_of(whole)).version

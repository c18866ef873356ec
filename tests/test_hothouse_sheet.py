"""The sheet of agreed ways out of the hot-house and its settings: read with all that is wrong, nothing if absent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmxl.framework.columns_hothouse import HOTHOUSE
from pmxl.framework.faults import Fault
from pmxl.framework.make import plan_framework
from pmxl.framework.models import Framework
from pmxl.framework.rows import rows_of
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.sheets.cells import address
from pmxl.sheets.write import write_workbook
from tests.test_review import good

EXIT = {"measure": "burglary", "exit": "no concern", "n": 3, "agreed_by": "Board", "agreed_on": date(2026, 3, 12)}


def framework(*rows: dict[str, Any]) -> Framework:
    """A framework with these ways out and nothing wrong."""
    found, findings = read_rows({**good(), "hothouse": list(rows)})
    assert found is not None, [str(finding) for finding in findings]
    return found


def test_a_way_out_is_kept_with_who_agreed_it(tmp_path: Path) -> None:
    """A96: written to a workbook and read again it says the same, and a blank n is two."""
    path = write_workbook(plan_framework({**good(), "hothouse": [EXIT]}), tmp_path / "framework.xlsx")
    again, _ = read_framework(path)
    assert again is not None
    (row,) = again.hothouse
    assert (row.measure, row.exit, row.n, row.agreed_by, row.agreed_on) == tuple(EXIT.values())
    assert framework(EXIT | {"n": None}).hothouse[0].n == 2
    assert framework(*rows_of(again)["hothouse"]).version == again.version


def test_a_framework_without_the_sheet_keeps_its_version() -> None:
    """A96: an empty sheet changes nothing of a framework; a row in it does."""
    plain, _ = read_rows(good())
    assert plain is not None
    assert framework().version == plain.version
    assert framework(EXIT).version != plain.version


@pytest.mark.parametrize(
    ("column", "fault", "changes"),
    [
        ("measure", Fault.BLANK, {"measure": None}),
        ("exit", Fault.BLANK, {"exit": None}),
        ("exit", Fault.BAD_CHOICE, {"exit": "when it is better"}),
        ("n", Fault.NO_NUMBER, {"n": "a few"}),
        ("n", Fault.OUT_OF_BOUNDS, {"n": 40}),
        ("measure", Fault.UNKNOWN_REFERENCE, {"measure": "burglry"}),
        ("partner", Fault.UNKNOWN_REFERENCE, {"partner": "nrth"}),
        ("partner", Fault.EXIT_OF_NOBODY, {"partner": "north"}),
        ("agreed_on", Fault.NO_DATE, {"agreed_on": "soon"}),
    ],
)
def test_what_is_wrong_with_a_way_out_is_told_at_its_cell(column: str, fault: Fault, changes: dict[str, Any]) -> None:
    """A96: one finding, which names the cell."""
    _, findings = read_rows({**good(), "hothouse": [EXIT | changes]})
    cell = address(2, list(HOTHOUSE.by_name).index(column) + 1)
    assert [(one.code, one.sheet, one.cell) for one in findings] == [(fault.code, "hothouse", cell)]


def test_a_way_out_stands_once() -> None:
    """A96: the second for the same measure and partner is refused."""
    (finding,) = read_rows({**good(), "hothouse": [EXIT, EXIT]})[1]
    assert (finding.code, finding.cell) == (Fault.EXIT_TWICE.code, "A3")


def test_settings_of_risk_based_reporting() -> None:
    """A94: off and eight periods unless the framework says otherwise."""
    plain = framework().settings
    assert (plain.risk_based_reporting, plain.risk_based_periods) == (False, 8)
    rows = good()
    rows["settings"] = [*rows["settings"], {"key": "risk_based_reporting", "value": "yes"}]
    found, _ = read_rows(rows)
    assert found is not None
    assert found.settings.risk_based_reporting

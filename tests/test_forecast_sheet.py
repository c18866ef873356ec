"""The sheet of managers' own forecasts: optional, read with all that is wrong, and of no weight where it is absent."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pmxl.framework.columns import SHEETS
from pmxl.framework.columns_forecasts import FORECASTS
from pmxl.framework.faults import Fault
from pmxl.framework.make import plan_framework
from pmxl.framework.rows import book_of
from pmxl.framework.rows import rows_of
from pmxl.framework.workbook import read_book
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.write import write_workbook
from pmxl.terms import Severity
from tests.test_review import framework_in
from tests.test_review import good

FORECAST = {
    "measure": "burglary",
    "period": "2026-27",
    "forecast": 1450,
    "reason": "Two new patrols start in July",
    "given_by": "Chief inspector",
    "given_on": date(2026, 7, 10),
}


def with_forecasts(*rows: dict[str, Any]) -> dict[str, Any]:
    """A framework with nothing wrong in it but what its forecasts hold."""
    return {**good(), "forecasts": list(rows)}


def test_a_forecast_is_kept_with_its_reason_and_giver() -> None:
    """What was typed is there to be shown."""
    (row,) = framework_in(with_forecasts(FORECAST)).forecasts
    assert (row.measure, row.period.label, row.partner, row.forecast) == ("burglary", "2026-27", "", 1450)
    assert (row.reason, row.given_by, row.given_on) == (FORECAST["reason"], "Chief inspector", date(2026, 7, 10))


LATER = {
    "read_seconds",
    "read_megabytes",
    "passwords_file",
    "target_times",
    "commentary_limit",
    "quality_asked",
    "checks_off",
    "layout",
    "suppress_below",
    "risk_based_reporting",
    "risk_based_periods",
}
"""Settings that came after frameworks had versions."""


def without_rows(content: Any) -> Any:
    """The content of a framework without where its rows stand, and without what later columns leave blank."""
    if isinstance(content, dict):
        said = {key for key, value in content.items() if value not in (None, "", [])}
        blank = {"green_half_width", "for_", "pages", "order", "asked_every"} - said
        return {key: without_rows(value) for key, value in content.items() if key not in {"row", *blank}}
    return [without_rows(item) for item in content] if isinstance(content, list) else content


def test_a_framework_without_the_sheet_keeps_its_version() -> None:
    """Neither an absent nor an empty sheet changes the version, so that returns issued before are still good."""
    plain = framework_in(good())
    later = {
        "version": True,
        "forecasts": True,
        "layouts": True,
        "tests": True,
        "calendar": True,
        "hothouse": True,
        "settings": LATER,
    }
    content = plain.model_dump(mode="json", exclude=later)  # type: ignore[arg-type]
    canonical = json.dumps(without_rows(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert plain.version == hashlib.sha256(canonical.encode()).hexdigest()[:12]
    assert framework_in(with_forecasts()).version == plain.version
    assert framework_in(with_forecasts(FORECAST)).version != plain.version


@pytest.mark.parametrize(
    ("column", "fault", "changes"),
    [
        ("reason", Fault.BLANK, {"reason": None}),
        ("forecast", Fault.BLANK, {"forecast": None}),
        ("forecast", Fault.NO_NUMBER, {"forecast": "many"}),
        ("period", Fault.FORECAST_NOT_OF_YEAR, {"period": "2026-27 Q3"}),
        ("measure", Fault.UNKNOWN_REFERENCE, {"measure": "burglry"}),
        ("measure", Fault.FORECAST_UNSUITED, {"measure": "opened", "partner": "north"}),
        ("measure", Fault.FORECAST_UNSUITED, {"measure": "signed"}),
        ("partner", Fault.UNKNOWN_REFERENCE, {"partner": "nrth"}),
        ("partner", Fault.FORECAST_OF_NOBODY, {"partner": "north"}),
    ],
)
def test_what_is_wrong_with_a_forecast_is_told_at_its_cell(column: str, fault: Fault, changes: dict[str, Any]) -> None:
    """One finding, an Error, which names the cell: a missing reason at the cell for the reason."""
    found, (finding,) = read_rows(with_forecasts(FORECAST | changes))
    cell = address(2, list(FORECASTS.by_name).index(column) + 1)
    assert (finding.code, finding.sheet, finding.cell) == (fault.code, "forecasts", cell)
    assert finding.severity is Severity.ERROR
    assert found is None


def test_a_forecast_stands_once() -> None:
    """The second for the same measure, year and partner is refused; a partner's own is another one."""
    (finding,) = read_rows(with_forecasts(FORECAST, FORECAST))[1]
    assert (finding.code, finding.cell) == (Fault.FORECAST_TWICE.code, "B3")
    assert finding.says == "Row 2 has a forecast of burglary for 2026-27 already."
    assert len(framework_in(with_forecasts(FORECAST, FORECAST | {"partner": "police"})).forecasts) == 2


def test_a_sheet_of_nearly_that_name_is_noted_and_not_read() -> None:
    """A framework that has a sheet `forecast` for its own use still works, and its owner is told."""
    book = book_of(good())
    own = ReadBook(book.file, book.sha256, (*book.sheets, ReadSheet("forecast")))
    found, (finding,) = read_book(own)
    assert found is not None
    assert (finding.code, finding.severity) == (Fault.SHEET_ABSENT.code, Severity.NOTE)
    assert "“forecast” is not read" in finding.says


def test_the_workbook_has_the_sheet_only_where_there_are_forecasts(tmp_path: Path) -> None:
    """Written and read again it says the same; a workbook without forecasts has no such sheet."""
    rows = with_forecasts(FORECAST)
    path = write_workbook(plan_framework(rows), tmp_path / "framework.xlsx")
    again, findings = read_framework(path)
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    assert again is not None
    assert again.version == framework_in(rows).version
    names = [sheet.name for sheet in SHEETS]
    assert load_workbook(path).sheetnames == ["Start here", *names, "forecasts"]
    assert [sheet.name for sheet in plan_framework(good()).sheets] == ["Start here", *names]


def test_a_framework_put_back_into_rows_keeps_its_forecasts() -> None:
    """Rows made of a framework make the same framework; without forecasts there is no such table."""
    whole = framework_in(with_forecasts(FORECAST))
    assert framework_in(rows_of(whole)).version == whole.version
    assert "forecasts" not in rows_of(framework_in(good()))

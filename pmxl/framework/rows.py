"""A framework as plain rows by sheet: what the workbook is made from, and what a framework says put back into rows."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from typing import Any

from pydantic import BaseModel

from pmxl.days import day_of
from pmxl.framework.column import Sheet
from pmxl.framework.columns import BAND
from pmxl.framework.columns import OPTIONAL
from pmxl.framework.columns import SHEETS
from pmxl.framework.columns import TARGETS
from pmxl.framework.columns import TOLERANCES
from pmxl.framework.columns_measures import MEASURES
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.framework.setting import SETTING_ROWS
from pmxl.periods import MONTHS
from pmxl.periods import Period
from pmxl.readings import read_period
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import CellValue
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.terms import Kind
from pmxl.terms import Pooling

FrameworkRows = Mapping[str, Sequence[Mapping[str, object]]]
"""Rows by sheet: each a mapping from column to text, number, bool, date or None."""


def rows_of(framework: Framework) -> dict[str, list[dict[str, object]]]:
    """The rows of a workbook that says the same as the framework."""
    tables = {sheet.name: [_plain(row, sheet) for row in getattr(framework, sheet.name)] for sheet in SHEETS[1:]}
    tables["measures"] = [_measure(row) for row in framework.measures]
    tables["targets"] = [_target(framework, row) for row in framework.targets]
    tables["tolerances"] = [_tolerance(row) for row in framework.tolerances]
    more = {sheet.name: [_plain(row, sheet) for row in getattr(framework, sheet.name)] for sheet in OPTIONAL}
    return {"settings": _settings(framework), **tables, **{name: rows for name, rows in more.items() if rows}}


def _settings(framework: Framework) -> list[dict[str, object]]:
    values = framework.settings.model_dump()
    values["year_starts"] = MONTHS[framework.settings.year_starts - 1]
    pairs = [(row.key, written(values[row.key])) for row in SETTING_ROWS] + list(framework.settings.extra.items())
    return [{"key": key, "value": value} for key, value in pairs if value not in (None, "")]


def _plain(row: BaseModel, sheet: Sheet) -> dict[str, object]:
    values = {name.rstrip("_"): getattr(row, name) for name in type(row).model_fields}
    return {column.name: written(values[column.name]) for column in sheet.columns if column.name in values}


def written(value: Any) -> object:
    """A value as it stands in a cell: lists joined by semicolons, periods by their labels, yes and no as words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Period):
        return value.label if read_period(value.label, first_month=value.first_month).is_sure else f"FY {value.label}"
    if isinstance(value, tuple):
        return (
            "; ".join(_number(item) if isinstance(item, float | int) else str(written(item)) for item in value) or None
        )
    return None if value == "" else value


def _number(value: float) -> str:
    return f"{value:.15g}"


def _measure(measure: Measure) -> dict[str, object]:
    row = _plain(measure, MEASURES)
    row["pooling"] = measure.pooling.value
    if measure.pooling is Pooling.WEIGHTS:
        row["pooling"] = "weights " + "; ".join(f"{who}={_number(share)}" for who, share in measure.weights.items())
    pairs = [f"{partner}={area}" for partner, area in measure.pairs if area]
    row["by_area"] = "; ".join(pairs) or None
    return row


def _target(framework: Framework, target: Target) -> dict[str, object]:
    row = _plain(target, TARGETS)
    if framework.measure(target.measure).kind is Kind.MILESTONE and target.target is not None:
        row["target"] = day_of(target.target)
    return row


def _tolerance(tolerance: Tolerance) -> dict[str, object]:
    kind, name = tolerance.scope
    row = _plain(tolerance, TOLERANCES)
    row["measure"] = name if kind == "measure" else f"{kind}:{name}"
    band = tolerance.rule == BAND
    row["rule"] = (tolerance.preset or BAND) if band else f"{tolerance.rule} {tolerance.preset}".strip()
    return row


def book_of(rows: FrameworkRows) -> ReadBook:
    """Rows as if they had been read from a workbook: headings in row 1, every column in the order of the contract."""
    sheets = (*SHEETS, *(sheet for sheet in OPTIONAL if sheet.name in rows))
    return ReadBook("framework.xlsx", "", tuple(_page(sheet, rows.get(sheet.name, ())) for sheet in sheets))


def _page(sheet: Sheet, rows: Sequence[Mapping[str, object]]) -> ReadSheet:
    page = ReadSheet(sheet.name)
    places = {column.name: n for n, column in enumerate(sheet.columns, 1)}
    extra = dict.fromkeys(name for row in rows for name in row if name not in places)
    places |= {name: n for n, name in enumerate(extra, len(places) + 1)}
    table = [{name: name for name in places}, *rows]
    for n, row in enumerate(table, 1):
        for name, value in row.items():
            if value is not None:
                page.cells[n, places[name]] = _cell(n, places[name], value)
    return page


def _cell(row: int, col: int, value: object) -> Cell:
    held: CellValue
    if isinstance(value, bool):
        kind, held = CellType.BOOL, value
    elif isinstance(value, int | float):
        kind, held = CellType.NUMBER, float(value)
    elif isinstance(value, date):
        kind = CellType.DATE
        held = value if isinstance(value, datetime) else datetime.combine(value, time())
    else:
        kind, held = CellType.TEXT, str(value)
    return Cell(row, col, kind, held, str(value), None, "General", hidden=False)

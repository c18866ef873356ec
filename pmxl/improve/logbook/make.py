"""The workbook of the logbook, described: a sheet to start from, a guided table a sheet, and the ids to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.framework.column import Sheet
from pmxl.framework.make import table_sheet
from pmxl.framework.make_place import Place
from pmxl.framework.models import Framework
from pmxl.improve.logbook.ids import ids_for
from pmxl.improve.logbook.ids import ids_sheet
from pmxl.improve.logbook.logs import SHEETS
from pmxl.improve.logbook.start import start_sheet
from pmxl.sheets.describe import BookPlan

ROOM, SPARE = 20, 5
"""Rows that a new sheet offers for typing; one that is full already gets a few spare ones."""
LogRows = Mapping[str, Sequence[Mapping[str, object]]]


def plan_logbook(framework: Framework, rows: LogRows | None = None, sheets: Sequence[Sheet] = SHEETS) -> BookPlan:
    """The workbook of these rows by sheet; without any, a new one to fill in. Reading it gives the same rows."""
    held = rows or {}
    places = [place(sheet, held.get(sheet.name, ())) for sheet in sheets]
    name, ids = framework.settings.name, ids_for(framework)
    tables = (table_sheet(one, f"{name}: logbook", guide=True, ids=ids) for one in places)
    return BookPlan(
        title=f"{name}: logbook",
        subject="Reviews, learning, meetings, the partnership register, budgets, savings and risks",
        sheets=(start_sheet(places, name), *tables, ids_sheet(framework)),
    )


def place(sheet: Sheet, rows: Sequence[Mapping[str, object]]) -> Place:
    """Where a sheet's table stands, with room to type."""
    return Place(sheet, tuple(rows), max(ROOM, len(rows) + SPARE))

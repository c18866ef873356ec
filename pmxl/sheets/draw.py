"""One sheet of a plan drawn with XlsxWriter: cells, tables, rules for typing, colours, charts, and how it prints."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from io import BytesIO
from itertools import islice
from typing import Any

from xlsxwriter.image import Image
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pmxl.findings import show
from pmxl.sheets import validations
from pmxl.sheets.cells import address
from pmxl.sheets.charts import add_chart
from pmxl.sheets.describe import Conditional
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Table
from pmxl.sheets.describe import Validation
from pmxl.sheets.drawing import Picture
from pmxl.sheets.drawing import Sparkline
from pmxl.sheets.formats import Formats
from pmxl.sheets.grid import Grid
from pmxl.sheets.paper import set_page
from pmxl.sheets.pen import Pen
from pmxl.sheets.pen import PlanFault
from pmxl.sheets.text import safe_text

HEADING_LIMIT = 255
DOTS_PER_INCH = 96
HIDE_ALL_GRIDLINES = 2
NOTE_WIDTH = 260  # pixels
NOTE_LINE = 16
NOTE_CHARACTERS = 40  # on one line of a note
ALLOWED_UNDER_PROTECTION = {
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
}


def draw_sheet(workbook: Workbook, formats: Formats, plan: SheetPlan) -> None:
    """Add the sheet to the workbook; raises PlanFault, or what XlsxWriter raises, where the plan cannot be written."""
    sheet = workbook.add_worksheet(plan.name)
    pen = Pen(sheet, formats)
    for table in plan.tables:
        _at(_check_table, table)
    _set_out(sheet, formats, plan)
    over = {(put.row, put.col) for put in plan.puts}
    for table in plan.tables:
        _at(_table, sheet, pen, over, table)
    for put in plan.puts:
        _put(sheet, pen, formats, put)
    for rule in plan.validations:
        _at(_validation, sheet, rule)
    for conditional in plan.conditionals:
        _at(_conditional, sheet, formats, conditional)
    for sparkline in plan.sparklines:
        _at(_sparkline, sheet, sparkline)
    for chart in plan.charts:
        _at(add_chart, workbook, sheet, chart)
    for picture in plan.pictures:
        _at(_picture, sheet, picture)
    set_page(sheet, plan.page)


def _at(draw: Callable[..., None], *what: Any) -> None:
    """Draw something that has a place, and name the place where it cannot be drawn."""
    thing = what[-1]
    try:
        draw(*what)
    except PlanFault as fault:
        raise PlanFault(fault.code, fault.says, fault.cell or address(thing.row, thing.col), fault.found) from fault
    except (UserWarning, ValueError) as error:
        says = f"{type(thing).__name__} cannot be drawn: “{show(error, 200).rstrip('.')}”."
        raise PlanFault("OUT012", says, address(thing.row, thing.col)) from error


def _set_out(sheet: Worksheet, formats: Formats, plan: SheetPlan) -> None:
    for column in plan.columns:
        style = formats.cell(column.style) if column.style else None
        sheet.set_column(column.first - 1, column.last - 1, column.width, style, {"hidden": column.hidden})
    for row, height in Grid(plan).heights.items():
        sheet.set_row(row - 1, height)
    if not plan.gridlines:
        sheet.hide_gridlines(HIDE_ALL_GRIDLINES)
    if plan.freeze:
        sheet.freeze_panes(plan.freeze[0] - 1, plan.freeze[1] - 1)
    if plan.tab:
        sheet.set_tab_color(plan.tab)
    if plan.protect:
        sheet.protect("", ALLOWED_UNDER_PROTECTION)
    if plan.state == "hidden":
        sheet.hide()
    elif plan.state == "very_hidden":
        sheet.very_hidden()
    sheet.set_zoom(plan.zoom)
    sheet.set_selection(plan.cursor[0] - 1, plan.cursor[1] - 1, plan.cursor[0] - 1, plan.cursor[1] - 1)


def _put(sheet: Worksheet, pen: Pen, formats: Formats, put: Put) -> None:
    if put.to_row > put.row or put.to_col > put.col:
        to_row, to_col = max(put.row, put.to_row), max(put.col, put.to_col)
        sheet.merge_range(put.row - 1, put.col - 1, to_row - 1, to_col - 1, "", formats.cell(put.style))
    pen.write(put.row, put.col, put.value, put.style)
    if put.note:
        _note(sheet, put)


def _note(sheet: Worksheet, put: Put) -> None:
    text = safe_text(put.note)
    lines = sum(1 + len(line) // NOTE_CHARACTERS for line in text.split("\n"))
    options = {
        "author": "",
        "font_name": "Calibri",
        "font_size": 10,
        "width": NOTE_WIDTH,
        "height": NOTE_LINE * (lines + 1),
    }
    sheet.write_comment(put.row - 1, put.col - 1, text, options)


def _table(sheet: Worksheet, pen: Pen, over: Collection[tuple[int, int]], table: Table) -> None:
    """The table and its cells but for those that others are laid over."""
    headings = [safe_text(str(content)) for _, _, content, _ in islice(table.cells(), len(table.headings))]
    _check_headings(table, headings)
    sheet.add_table(
        table.row - 1,
        table.col - 1,
        table.row - 1 + table.depth,
        table.col - 2 + len(headings),
        {
            "name": table.name,
            "columns": [{"header": heading} for heading in headings],
            "style": table.look,
            "banded_rows": table.banded,
            "autofilter": table.filters,
        },
    )
    for row, col, content, style in table.cells():
        if (row, col) not in over:
            pen.write(row, col, content, style)


def _check_table(table: Table) -> None:
    width = len(table.headings)
    if len(table.styles) != width or any(len(row) != width for row in table.rows):
        says = f"The table {table.name} has {width} headings, and one of its rows or its styles have another number."
        raise PlanFault("OUT012", says)


def _check_headings(table: Table, headings: list[str]) -> None:
    folded = [heading.casefold() for heading in headings]
    for heading in headings:
        if not heading or len(heading) > HEADING_LIMIT or folded.count(heading.casefold()) > 1:
            says = (
                f"The table {table.name} has a heading that is blank, or twice, or beyond {HEADING_LIMIT} characters."
            )
            raise PlanFault("OUT012", says, found=heading)


def _validation(sheet: Worksheet, rule: Validation) -> None:
    sheet.data_validation(rule.row - 1, rule.col - 1, rule.to_row - 1, rule.to_col - 1, validations.options(rule))


def _conditional(sheet: Worksheet, formats: Formats, rule: Conditional) -> None:
    options = {
        "type": "formula",
        "criteria": "=" + rule.formula.removeprefix("="),
        "format": formats.change(rule.style),
    }
    sheet.conditional_format(rule.row - 1, rule.col - 1, rule.to_row - 1, rule.to_col - 1, options)


def _sparkline(sheet: Worksheet, spark: Sparkline) -> None:
    options: dict[str, Any] = {
        "range": spark.source.removeprefix("="),
        "type": "line",
        "series_color": spark.color,
        "last_point": True,
        "last_color": spark.marker,
        "weight": spark.weight,
        "axis": spark.axis,
    }
    if spark.minimum is not None:
        options["min"] = spark.minimum
    if spark.maximum is not None:
        options["max"] = spark.maximum
    sheet.add_sparkline(spark.row - 1, spark.col - 1, options)


def _picture(sheet: Worksheet, picture: Picture) -> None:
    """At its height, whatever its own; it stays where it is when columns are made wider."""
    own = Image(BytesIO(picture.data))
    scale = picture.height * own.y_dpi / DOTS_PER_INCH / own.height
    options = {
        "image_data": BytesIO(picture.data),
        "x_scale": scale,
        "y_scale": scale,
        "x_offset": picture.inset[0],
        "y_offset": picture.inset[1],
        "object_position": 3,
        "description": picture.alt,
    }
    sheet.insert_image(picture.row - 1, picture.col - 1, "picture", options)

"""The guided workbook of a framework, described: a sheet to start from, then one table a sheet, each explained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.framework.columns import OPTIONAL
from pmxl.framework.columns import SETTINGS
from pmxl.framework.columns import SHEETS
from pmxl.framework.columns_measures import MEASURES
from pmxl.framework.defaults import AUDIENCES
from pmxl.framework.defaults import PERSPECTIVES
from pmxl.framework.defaults import settings_rows
from pmxl.framework.make_place import FIRST_COL
from pmxl.framework.make_place import FIRST_ROW
from pmxl.framework.make_place import HEADING_ROW
from pmxl.framework.make_place import Place
from pmxl.framework.make_start import start_sheet
from pmxl.framework.make_typing import Ids
from pmxl.framework.make_typing import ids_of
from pmxl.framework.make_typing import typing_rules
from pmxl.framework.rows import FrameworkRows
from pmxl.framework.rows import written
from pmxl.framework.setting import SETTING_BY_KEY
from pmxl.sheets import describe
from pmxl.sheets import style
from pmxl.sheets.cells import address
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Table
from pmxl.sheets.glyphs import lines_needed

TITLE_ROW, PURPOSE_ROW, NEEDED_ROW, EXAMPLE_ROW = 1, 2, 4, 5
MARGIN_WIDTH = 11.0
FEWEST_COLUMNS = 7  # a title band is at least this wide, whatever the table
ROOM = {"partners": 12, "areas": 12, "perspectives": 6, "objectives": 16, "measures": 40, "targets": 60}
OTHER_ROOM = 20
LEAST_SPARE = 5
"""Rows a new workbook offers for typing; one that is full already gets a few spare ones."""
HEIGHTS = {TITLE_ROW: 34.0, PURPOSE_ROW: 24.0, 3: 6.0, NEEDED_ROW: 16.0, HEADING_ROW: 22.0}
EXAMPLE_LINE, CELL_LINE, PADDING = 14.0, 15.0, 4.0
HELP_WIDTH = 96.0
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WIDE_PAGES = {MEASURES.name: 3, "targets": 2}

REQUIRED_HEAD = style.TABLE_HEAD.but(color=style.WHITE, fill=style.NAVY, wrap=False, indent=1)
OPTIONAL_HEAD = style.TABLE_HEAD.but(bold=False, wrap=False, indent=1)
REQUIRED_WORD = style.SMALL.but(bold=True, color=style.NAVY)
MARGIN = style.SMALL.but(align="right", indent=1)
GRID = dict.fromkeys(("top", "bottom", "left", "right"), style.HAIRLINE)
TEXT = style.INPUT_TEXT.but(number_format="@", valign="vcenter", indent=1, **GRID)
KNOWN_KEY = style.TABLE_TEXT.but(size=11, valign="vcenter", indent=1)
NUMBER = style.INPUT_NUMBER.but(number_format="General", **GRID)
STYLES: Mapping[Holds, Style] = {
    Holds.NUMBER: NUMBER,
    Holds.LEVEL: NUMBER,
    Holds.WHOLE: NUMBER.but(number_format="0"),
    Holds.DATE: style.INPUT_DATE.but(indent=1, **GRID),
    Holds.YES: style.INPUT_CHOICE.but(**GRID),
    Holds.SETTING: style.INPUT_TEXT.but(valign="vcenter", indent=1, **GRID),
}
"""Cells that are not plain text; text is kept as typed, so that 2011-12 stays a year and does not become December."""


def plan_framework(rows: FrameworkRows, *, name: str = "", guide: bool = True) -> BookPlan:
    """The workbook of these rows by sheet; without any, a new one to fill in.

    `name` is the partnership's, where the settings do not say it. Without `guide` the sheet to start from and the
    example rows are left out. Reading what is written gives the same framework.
    """
    sheets = (*SHEETS, *(sheet for sheet in OPTIONAL if sheet.name in rows))
    tables = {sheet.name: rows.get(sheet.name, ()) for sheet in sheets}
    tables[SETTINGS.name] = settings_rows(tables[SETTINGS.name], name, new=not rows)
    if not rows:
        tables["perspectives"], tables["audiences"] = PERSPECTIVES, AUDIENCES
    places = tuple(_place(sheet, tables[sheet.name]) for sheet in sheets)
    called = str(tables[SETTINGS.name][0]["value"] or "")
    title = f"{called}: framework" if called else "Framework"
    tables_written = tuple(table_sheet(place, called, guide=guide) for place in places)
    return BookPlan(
        title=title,
        subject="What the partnership measures, by whom, and against what",
        sheets=(start_sheet(places, called), *tables_written) if guide else tables_written,
    )


def _place(sheet: Sheet, rows: Sequence[Mapping[str, object]]) -> Place:
    held = tuple(rows)
    spare = 1 if sheet is SETTINGS else LEAST_SPARE
    room = 0 if sheet is SETTINGS else ROOM.get(sheet.name, OTHER_ROOM)
    return Place(sheet, held, max(room, len(held) + spare))


def table_sheet(place: Place, called: str, *, guide: bool, ids: Ids = ids_of) -> SheetPlan:
    """One sheet: a title band, what is needed, an example, the table with rows to type in, and how far each row is.

    `ids` says where the ids of other sheets are listed.
    """
    sheet = place.sheet
    return SheetPlan(
        name=sheet.name,
        puts=(*_band(place), *_guidance(place, guide=guide), *_headings(place), *_margin(place), *_help(place)),
        columns=_widths(place),
        heights=_heights(place, guide=guide),
        tables=(_table(place),),
        validations=typing_rules(place, ids),
        page=Page(
            paper="A3" if sheet is MEASURES else "A4",
            wide=pages_across(sheet),
            repeat_rows=(HEADING_ROW, HEADING_ROW),
            repeat_cols=(1, FIRST_COL),  # whose row it is, on every page across
            footer_left=f"{called} · {sheet.name}" if called else sheet.name,
        ),
        freeze=(FIRST_ROW, FIRST_COL + 1),
        cursor=(FIRST_ROW, FIRST_COL),
    )


def pages_across(sheet: Sheet) -> int:
    """How many pages wide a sheet is printed."""
    return WIDE_PAGES.get(sheet.name, sheet.pages)


def _band(place: Place) -> list[Put]:
    """The name of the sheet, and under it what it is for: once, beside the columns that every page across repeats."""
    begins = 1 if pages_across(place.sheet) == 1 else FIRST_COL + 1
    puts = []
    for row, first, text, look in (
        (TITLE_ROW, 1, place.sheet.name.capitalize(), style.TITLE_BAND),
        (PURPOSE_ROW, begins, place.sheet.purpose, style.SUBTITLE_BAND),
    ):
        last = max(place.last_col, FEWEST_COLUMNS)
        puts += [Put(row, col, text if col == first else None, look) for col in range(1, last + 1)]
    return puts


def _guidance(place: Place, *, guide: bool) -> list[Put]:
    puts = []
    for column in place.sheet.columns if place.sheet is not SETTINGS else ():
        word, look = ("required", REQUIRED_WORD) if column.required else ("optional", style.SMALL)
        puts.append(Put(NEEDED_ROW, place.col(column.name), word, _aligned(look, column)))
    if guide:
        puts.append(Put(EXAMPLE_ROW, 1, "for example", MARGIN))
        puts += [
            Put(
                EXAMPLE_ROW,
                place.col(column.name),
                column.example,
                _aligned(style.NOTE_WRAP.but(valign="vcenter"), column),
            )
            for column in place.sheet.columns
            if column.example is not None
        ]
    return puts


def look_of(column: Column) -> Style:
    """How a column's cells look."""
    look = STYLES.get(column.holds, TEXT)
    return look.but(number_format=column.number_format) if column.number_format else look


def _aligned(look: Style, column: Column) -> Style:
    """The same look, standing where the column's own cells stand."""
    cell = look_of(column)
    look = look.but(number_format=column.number_format) if column.number_format else look
    return look.but(align=cell.align, indent=cell.indent)


def _heights(place: Place, *, guide: bool) -> dict[int, float]:
    """Heights of the rows above the table and of those filled in; Excel fits the others to what is typed in them."""
    columns = place.sheet.columns
    examples = max(lines_of(column.example, column.width) for column in columns)
    heights = HEIGHTS | {EXAMPLE_ROW: EXAMPLE_LINE * examples + PADDING if guide else PADDING}
    for n, row in enumerate(place.rows):
        lines = max(lines_of(_content(row.get(column.name), column), column.width) for column in columns)
        heights[FIRST_ROW + n] = CELL_LINE * lines + PADDING
    return heights


def lines_of(value: object, width: float) -> int:
    """How many lines a text takes in a column so many noughts wide."""
    return lines_needed(value, TEXT, width) if isinstance(value, str) else 1


def _headings(place: Place) -> list[Put]:
    return [
        Put(
            HEADING_ROW,
            place.col(column.name),
            column.name,
            _aligned(REQUIRED_HEAD if column.required else OPTIONAL_HEAD, column),
            note=note_of(column),
        )
        for column in place.sheet.columns
    ]


def note_of(column: Column) -> str:
    """What a heading's note says: whether it is required, what is wanted, and the words to choose from."""
    lines = [f"{column.name}: {'required' if column.required else 'optional'}", column.help]
    if column.choices:
        lines.append(f"One of: {', '.join(column.choices)}.")
    return "\n".join(lines)


def _table(place: Place) -> Table:
    columns = place.sheet.columns
    rows = tuple(tuple(_content(row.get(column.name), column) for column in columns) for row in place.rows)
    return Table(
        name=place.sheet.name,
        row=HEADING_ROW,
        col=FIRST_COL,
        headings=tuple(column.name for column in columns),
        rows=rows,
        styles=tuple(look_of(column) for column in columns),
        filters=False,
        spare_rows=place.room - len(rows),
    )


def _content(value: object, column: Column) -> Content:
    """A value as it is written: a day given as ISO text becomes a real date where a date may stand."""
    cell = written(value)
    if column.holds in (Holds.DATE, Holds.LEVEL) and isinstance(cell, str) and ISO_DAY.fullmatch(cell):
        return date.fromisoformat(cell)
    return cell if cell is None or isinstance(cell, str | float | int | date) else str(cell)


def _margin(place: Place) -> list[Put]:
    """Beside each row, how complete it is: nothing typed, so many cells to fill in, or complete."""
    if place.sheet is SETTINGS:
        return []
    puts = []
    for n in range(place.room):
        row = FIRST_ROW + n
        held = place.rows[n] if n < len(place.rows) else {}
        puts.append(Put(row, 1, Formula(_progress(place, row), progress_of(place.sheet, held)), MARGIN))
    return puts


def _progress(place: Place, row: int) -> str:
    whole = f"{address(row, FIRST_COL)}:{address(row, place.last_col)}"
    blanks = "+".join(f'({address(row, place.col(column.name))}="")' for column in place.sheet.required)
    return f'IF(COUNTA({whole})=0,"",IF({blanks}=0,"complete",({blanks})&" to fill in"))'


def progress_of(sheet: Sheet, row: Mapping[str, object]) -> str:
    """The same for a row that is being written."""
    if all(value in (None, "") for value in row.values()):
        return ""
    missing = sum(row.get(column.name) in (None, "") for column in sheet.required)
    return f"{missing} to fill in" if missing else "complete"


def _help(place: Place) -> list[Put]:
    """Beside each setting, what it is for and whether it must be filled in; its key is not there to be changed."""
    if place.sheet is not SETTINGS:
        return []
    puts = []
    for n, row in enumerate(place.rows):
        setting = SETTING_BY_KEY.get(str(row["key"]))
        if setting is not None:
            word, look = ("required", REQUIRED_WORD) if setting.required else ("optional", style.SMALL)
            puts += [
                Put(FIRST_ROW + n, 1, word, look.but(align="right", indent=1)),
                Put(FIRST_ROW + n, FIRST_COL, setting.key, KNOWN_KEY),
                Put(FIRST_ROW + n, place.last_col + 1, setting.help, style.NOTE.but(indent=1)),
            ]
    return puts


def _widths(place: Place) -> tuple[describe.Column, ...]:
    widths = [describe.Column(1, 1, MARGIN_WIDTH)]
    widths += [describe.Column(place.col(c.name), place.col(c.name), c.width) for c in place.sheet.columns]
    if place.sheet is SETTINGS:
        widths.append(describe.Column(place.last_col + 1, place.last_col + 1, HELP_WIDTH))
    return tuple(widths)

"""Columns: the sheets of framework.xlsx and their columns, from the data that the reader works by."""

from __future__ import annotations

from datetime import date

from guide.made.table import table
from pmxl.framework.column import Column
from pmxl.framework.column import Example
from pmxl.framework.column import Sheet
from pmxl.framework.columns import SHEETS
from pmxl.framework.setting import SETTING_ROWS
from pmxl.framework.setting import Setting

HEAD = """# The sheets of framework.xlsx

Everything that is measured and expected stands in one workbook. `pmxl new` makes it, with a note on each heading and a
list where only some words may stand. A heading is found by its name: case, spaces and underscores do not matter. Lists
in a cell are separated by `;`. Columns marked * must be filled in. Columns of your own are left alone.
"""


def columns() -> str:
    """The page columns.md."""
    rows = ((f"`{one.key}`", f"{one.help}{_choices(one)}", _shown(one.usual)) for one in SETTING_ROWS)
    settings = table(("setting", "what it says", "in a new framework"), rows)
    first, *others = SHEETS
    return "\n".join([HEAD, _sheet(first), settings, *(_sheet(sheet) for sheet in others)])


def _sheet(sheet: Sheet) -> str:
    rows = [(f"`{one.name}`{'*' if one.required else ''}", _says(one), _shown(one.example)) for one in sheet.columns]
    may = "" if sheet.needed else " It may be left out."
    return "\n".join(
        [f"## {sheet.name}\n", f"{sheet.purpose}{may}\n", table(("column", "what it says", "example"), rows)]
    )


def _says(column: Column) -> str:
    return f"{column.help}{_choices(column)}"


def _choices(held: Column | Setting) -> str:
    words = ", ".join(f"`{choice}`" for choice in held.choices)
    return f" One of: {words}." if words else ""


def _shown(example: Example) -> str:
    if example is None:
        return ""
    return example.isoformat() if isinstance(example, date) else str(example)

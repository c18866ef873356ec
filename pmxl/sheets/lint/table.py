"""Tables: as wide as their columns, headed as their columns are named, apart from each other and from merged cells."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from pmxl.sheets.lint.area import LIKE_A_CELL
from pmxl.sheets.lint.area import Area
from pmxl.sheets.lint.area import area_of
from pmxl.sheets.lint.package import MAIN
from pmxl.sheets.lint.rows import Rows

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TABLE_NAME = re.compile(r"(?!\d)[\w\\][\w.\\]{0,254}")


def heading_row(table: Element) -> int | None:
    """The row in which a table's headings stand, or None where it shows none."""
    area = area_of(table.get("ref"))
    return None if area is None or table.get("headerRowCount") == "0" else area.row


def check_table(rows: Rows, table: Element, merged: list[Area], others: list[Area]) -> None:
    """Check a table against its sheet's cells; adds its area to `others`."""
    fault = rows.known.package.fault
    name = table.get("displayName", "")
    place = f"{rows.name}, table {name}"
    if not TABLE_NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name):
        fault(place, f"{name!r} is not a name that a table can have")
    area = area_of(table.get("ref"))
    if area is None:
        fault(place, f"the table's area {table.get('ref')!r} is none")
        return
    columns = table.findall(f"{MAIN}tableColumns/{MAIN}tableColumn")
    _check_columns(rows, place, area, columns)
    if heading_row(table) is not None:
        if area.to_row == area.row:
            fault(place, "the table has headings and no row under them")
        _check_headings(rows, place, area, columns)
    for other in merged:
        if area.meets(other):
            fault(place, f"merged cells lie in the table, at row {other.row}")
    if any(area.meets(other) for other in others):
        fault(place, "the table overlaps another one")
    others.append(area)
    filtered = table.find(f"{MAIN}autoFilter")
    if filtered is not None and filtered.get("ref") != table.get("ref") and not table.get("totalsRowCount"):
        fault(place, f"the filter covers {filtered.get('ref')}, and the table {table.get('ref')}")


def _check_columns(rows: Rows, place: str, area: Area, columns: list[Element]) -> None:
    fault = rows.known.package.fault
    width = area.to_col - area.col + 1
    if len(columns) != width:
        fault(place, f"the table is {width} columns wide and has {len(columns)} columns")
    for what in ("name", "id"):
        seen = [column.get(what, "").casefold() for column in columns]
        for twice in sorted({one for one in seen if seen.count(one) > 1}):
            fault(place, f"two columns have the {what} {twice!r}")


def _check_headings(rows: Rows, place: str, area: Area, columns: list[Element]) -> None:
    for i, column in enumerate(columns):
        named = unescaped(column.get("name", ""))
        shown = rows.texts.get((area.row, area.col + i))
        if shown is None or unescaped(shown) != named:
            rows.known.package.fault(place, f"column {i + 1} is called {named!r} and headed {shown!r}")


def unescaped(text: str) -> str:
    """Text with its `_x000A_` escapes taken back to the characters they stand for."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)

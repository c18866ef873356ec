"""Names of SpreadsheetML, and addresses: `K9` as a row and a column, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LETTERS = 26
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
REFERENCE = re.compile(r"((?:'[^']+'|[A-Za-z_]\w*)!)?(\$?[A-Z]{1,3}\$?\d{1,7})(:\$?[A-Z]{1,3}\$?\d{1,7})?(?![\w(])")

Move = Callable[[int], int | None]
"""Where a row or column goes; None where it is deleted."""

for prefix, uri in (("", MAIN), ("r", OFFICE)):
    ET.register_namespace(prefix, uri)


def tag(name: str, uri: str = MAIN) -> str:
    """A name with its namespace, as ElementTree spells it."""
    return f"{{{uri}}}{name}"


def letters(column: int) -> str:
    """The letters of a column, 1 for A."""
    made = ""
    while column:
        column, rest = divmod(column - 1, LETTERS)
        made = chr(65 + rest) + made
    return made


def address(row: int, column: int) -> str:
    """The address of a cell, such as K9."""
    return f"{letters(column)}{row}"


def place(text: str) -> tuple[int, int]:
    """The row and column of an address."""
    matched = ADDRESS.fullmatch(text)
    if not matched:
        raise ValueError(text)
    column = 0
    for letter in matched[1]:
        column = column * LETTERS + ord(letter) - 64
    return int(matched[2]), column


def moved_formula(formula: str, rows: Move, columns: Move, own: str = "") -> str:
    """A formula after rows and columns have moved; `own` is the sheet's name where references must carry it."""
    pieces = formula.split('"')
    for n in range(0, len(pieces), 2):
        pieces[n] = REFERENCE.sub(lambda m: _moved_reference(m, rows, columns, own), pieces[n])
    return '"'.join(pieces)


def moved_area(area: str, rows: Move, columns: Move) -> str:
    """A range such as A1:T1 after rows and columns have moved; "" where it is gone."""
    corners = [_moved(corner, rows, columns) for corner in area.split(":")]
    return "" if None in corners else ":".join(corner for corner in corners if corner)


def _moved_reference(found: re.Match[str], rows: Move, columns: Move, own: str) -> str:
    if (found[1] or "").strip("!'") != own:
        return found[0]
    area = moved_area(found[2] + (found[3] or ""), rows, columns)
    return f"{found[1] or ''}{area}" if area else "#REF!"


def _moved(corner: str, rows: Move, columns: Move) -> str | None:
    row, column = place(corner)
    new_row, new_column = rows(row), columns(column)
    if new_row is None or new_column is None:
        return None
    dollar = "$" if "$" in corner else ""
    return f"{dollar}{letters(new_column)}{dollar}{new_row}"

"""Fill: cells of a sheet given texts and numbers in somebody's own workbook, every other byte of it as it was."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.sheets.cells import address
from pmxl.sheets.cells import position
from pmxl.sheets.escaped import escape
from pmxl.sheets.splice.book import opened
from pmxl.sheets.splice.book import sound
from pmxl.sheets.splice.elements import Element
from pmxl.sheets.splice.elements import elements
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.styles import MAIN

Filling = Mapping[tuple[int, int], str | float]
ROW_DEPTH, CELL_DEPTH = 3, 4


def fill(data: bytes, file: str, sheet: str, filling: Filling) -> bytes:
    """A copy of a workbook with these cells of a sheet filled in; only blank cells may be.

    Looks, formulas, names and all other sheets keep their bytes. Raises Unspliceable where that cannot be done safely.
    """
    parts, places = opened(data, file)
    part = places.get(sheet, "")
    if part not in parts:
        raise Unspliceable(f"its sheet {sheet} cannot be found")
    parts[part] = filled(parts[part], part, filling)
    return sound(parts, data)


def filled(data: bytes, part: str, filling: Filling) -> bytes:
    """The sheet with the cells in it, rows and cells in order."""
    found = elements(data, part, depth=CELL_DEPTH)
    cells = next((element for element in found if element.name == "sheetData" and element.depth == 2), None)
    if cells is None or cells.is_empty:
        raise Unspliceable("the sheet has no rows")
    rows = [e for e in found if e.name == "row" and e.depth == ROW_DEPTH]
    inner = [e for e in found if e.name == "c" and e.depth == CELL_DEPTH]
    if not all(e.attributes.get("r") for e in (*rows, *inner)):
        raise Unspliceable("its rows or cells do not say where they stand")
    edits: list[Edit] = []
    for number in sorted({row for row, _ in filling}):
        mine = {col: value for (row, col), value in filling.items() if row == number}
        row = next((e for e in rows if int(e.attributes["r"]) == number), None)
        if row is None:
            told = f'<row xmlns="{MAIN}" r="{number}">'.encode() + b"".join(
                cell(number, col, mine[col], "") for col in sorted(mine)
            )
            later = next((e.begin for e in rows if int(e.attributes["r"]) > number), cells.close)
            edits.append((later, later, told + b"</row>"))
        else:
            edits += in_row(data, row, [e for e in inner if row.begin < e.begin < row.end], mine)
    return edited(data, edits)


def in_row(data: bytes, row: Element, cells: Sequence[Element], mine: Mapping[int, str | float]) -> list[Edit]:
    """The edits of one row that is there."""
    number = int(row.attributes["r"])
    at = {position(e.attributes["r"])[1]: e for e in cells}
    if row.is_empty:
        tag = data[row.begin : row.inside].rstrip(b"/>").rstrip()
        name = data[row.begin + 1 :].split(None, 1)[0].split(b">", 1)[0]
        told = b"".join(cell(number, col, mine[col], "") for col in sorted(mine))
        return [(row.begin, row.end, tag + b">" + told + b"</" + name + b">")]
    edits: list[Edit] = []
    for col in sorted(mine):
        there = at.get(col)
        if there is None:
            later = next((e.begin for known, e in sorted(at.items()) if known > col), row.close)
            edits.append((later, later, cell(number, col, mine[col], "")))
        elif data[there.inside : there.close].strip():
            raise Unspliceable(f"its cell {there.attributes['r']} is not blank")
        else:
            edits.append((there.begin, there.end, cell(number, col, mine[col], there.attributes.get("s", ""))))
    return edits


def cell(row: int, col: int, value: str | float, look: str) -> bytes:
    """One cell: a number, or a text that is never a formula."""
    looks = f' s="{look}"' if look else ""
    head = f'<c xmlns="{MAIN}" r="{address(row, col)}"{looks}'
    if isinstance(value, str):
        return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'.encode()
    return f"{head}><v>{value:.15g}</v></c>".encode()

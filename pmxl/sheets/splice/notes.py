"""Notes: what is asked of a cell, hung on it beside the notes that are there already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.sheets.splice.elements import Element
from pmxl.sheets.splice.elements import added
from pmxl.sheets.splice.elements import elements
from pmxl.sheets.splice.mark import Mark
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.part import written
from pmxl.sheets.splice.relations import Parts
from pmxl.sheets.splice.relations import relate
from pmxl.sheets.splice.relations import relations
from pmxl.sheets.splice.styles import MAIN
from pmxl.sheets.splice.types import COMMENTS
from pmxl.sheets.splice.types import VML
from pmxl.sheets.splice.types import declare
from pmxl.sheets.splice.types import declare_ending

AUTHOR = "Queries"
EMPTY = f'<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'.encode()
FONT = '<sz val="9"/><color indexed="81"/><rFont val="Calibri"/><family val="2"/>'
DRAWING = b"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>\
</o:shapelayout></xml>"""
SHAPE_TYPE = b"""<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
SHAPE = """<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" \
style="position:absolute;width:240pt;height:110pt;z-index:{id};visibility:hidden" fillcolor="#fdf0d2" \
o:insetmode="auto"><v:fill color2="#fdf0d2"/><v:shadow on="t" color="black" obscured="t"/>\
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>"""
SHAPE_ID = re.compile(rb"_x0000_s(\d{1,9})")
FIRST_SHAPE = 1025
WIDE, HIGH = 4, 5
"""Columns and rows that a note stands over."""
THREADED = "threadedComment"


def annotate(parts: Parts, sheet: str, marks: Sequence[Mark]) -> str:
    """Hangs notes on the cells of a sheet; gives the id of their drawing where the sheet has none yet, else ""."""
    kinds = {one.kind: one.target for one in relations(parts, sheet)}
    cells: dict[str, list[Mark]] = {}
    for mark in marks:
        cells.setdefault(mark.first, []).append(mark)
    comments = kinds.get("comments", "")
    fresh = _write_comments(parts, sheet, comments, cells, threaded=THREADED in kinds)
    if not fresh:
        return ""
    drawing = kinds.get("vmlDrawing", "") if _leads_to_drawing(parts[sheet], sheet) else ""
    if drawing:
        parts[drawing] = _drawn(parts[drawing], fresh)
        return ""
    drawing = unused(parts, "xl/drawings/vmlDrawing", ".vml")
    parts[drawing] = _drawn(DRAWING, fresh)
    declare_ending(parts, "vml", VML)
    return relate(parts, sheet, "vmlDrawing", drawing)


def unused(parts: Parts, stem: str, ending: str) -> str:
    """A name that no part has yet."""
    known = {part.casefold() for part in parts}
    number = 1
    while f"{stem}{number}{ending}".casefold() in known:
        number += 1
    return f"{stem}{number}{ending}"


def _leads_to_drawing(data: bytes, part: str) -> bool:
    return any(element.name == "legacyDrawing" for element in elements(data, part))


def _write_comments(
    parts: Parts, sheet: str, part: str, cells: Mapping[str, Sequence[Mark]], *, threaded: bool
) -> dict[str, Mark]:
    """Writes what the notes say; gives the cells that had none before."""
    if not part:
        part = unused(parts, "xl/comments", ".xml")
        parts[part] = EMPTY
        declare(parts, part, COMMENTS)
        relate(parts, sheet, "comments", part)
    data = parts[part]
    found = elements(data, part, depth=4)
    lists = {element.name: element for element in found if element.depth == 2}
    if not {"authors", "commentList"} <= lists.keys():
        raise Unspliceable("its notes cannot be followed")
    author = sum(element.name == "author" for element in found)
    there = _there(found)
    fresh = {cell: marks[0] for cell, marks in cells.items() if cell not in there}
    edits = added(data, lists["authors"], f'<author xmlns="{MAIN}">{AUTHOR}</author>'.encode())
    edits += added(data, lists["commentList"], b"".join(_comment(cell, author, cells[cell]) for cell in fresh))
    for cell in cells.keys() & there.keys():
        edits += _continued(data, there[cell], cells[cell], threaded=threaded)
    parts[part] = edited(data, edits)
    return fresh


def _there(found: Sequence[Element]) -> dict[str, Element]:
    """The text of the note of each cell that has one."""
    there: dict[str, Element] = {}
    cell = ""
    for element in found:
        if element.name == "comment":
            cell = element.attributes.get("ref", "")
        elif element.name == "text" and cell:
            there[cell] = element
    return there


def _comment(cell: str, author: int, marks: Sequence[Mark]) -> bytes:
    told = _runs(marks)
    return f'<comment xmlns="{MAIN}" ref="{cell}" authorId="{author}"><text>'.encode() + told + b"</text></comment>"


def _continued(data: bytes, text: Element, marks: Sequence[Mark], *, threaded: bool) -> list[Edit]:
    """The edits that add to a note; a thread of comments is left alone, for Excel shows no more than its own copy."""
    said = data[text.begin : text.end]
    if threaded or b"phoneticPr" in said or b"rPh" in said:
        return []
    return added(data, text, _run("\n\n", "") + _runs(marks))


def _runs(marks: Sequence[Mark]) -> bytes:
    told = []
    for n, mark in enumerate(marks):
        told += [_run(("\n\n" if n else "") + mark.head + "\n", "<b/>"), _run(mark.text, "")]
    return b"".join(told)


def _run(text: str, weight: str) -> bytes:
    head = f'<r xmlns="{MAIN}"><rPr>{weight}{FONT}</rPr><t xml:space="preserve">'
    return head.encode() + written(text) + b"</t></r>"


def _drawn(data: bytes, fresh: Mapping[str, Mark]) -> bytes:
    """A drawing with a box for each new note."""
    end = data.rfind(b"</xml>")
    if end < 0:
        raise Unspliceable("the boxes of its notes cannot be followed")
    number = max((int(found) for found in SHAPE_ID.findall(data)), default=FIRST_SHAPE - 1)
    shapes = [b"" if b"_x0000_t202" in data else SHAPE_TYPE]
    for n, mark in enumerate(fresh.values(), number + 1):
        row, col = mark.position
        place = {"row": row - 1, "col": col - 1, "left": col, "right": col + WIDE}
        place |= {"top": max(row - 2, 0), "bottom": max(row - 2, 0) + HIGH}
        shapes.append(SHAPE.format(id=n, **place).encode())
    return data[:end] + b"".join(shapes) + data[end:]

"""Strip: what an earlier splice put into a workbook taken out again, so that a next one finds it as it was."""

from __future__ import annotations

import re
from collections.abc import Collection

from pmxl.sheets.cells import position
from pmxl.sheets.splice.elements import Element
from pmxl.sheets.splice.elements import elements
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.relations import Parts
from pmxl.sheets.splice.relations import forget
from pmxl.sheets.splice.relations import listing
from pmxl.sheets.splice.relations import relations
from pmxl.sheets.splice.sheet import LOCAL
from pmxl.sheets.splice.types import settle_types

FIRST_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
OURS = re.compile(rb"\s*Question \d+ \[[A-Z]{3}\d{3}\]")
"""How every note of ours begins; one that continues a note of theirs stays."""
ALWAYS = re.compile(rb"<(?:\w+:)?formula>TRUE</(?:\w+:)?formula>")
SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>", re.S)


def strip(parts: Parts, book: str, names: Collection[str]) -> None:
    """Takes out the sheets of these names, and every highlight and note that a splice has made."""
    for relation in _unlist(parts, book, names):
        part = next((one.target for one in relations(parts, book) if one.id == relation), "")
        forget(parts, book, {relation})
        parts.pop(part, None)
        parts.pop(listing(part), None)
        settle_types(parts, book, [part])
    for one in relations(parts, book):
        if one.kind == "worksheet" and one.target in parts:
            _uncolour(parts, one.target)
            _unnote(parts, one.target)


def _unlist(parts: Parts, book: str, names: Collection[str]) -> list[str]:
    """Takes sheets out of the list; what is told by the number of a sheet moves up. Gives their relations' ids."""
    data = parts[book]
    found = elements(data, book, depth=3)
    sheets = [element for element in found if element.name == "sheet"]
    lost = [n for n, sheet in enumerate(sheets) if sheet.attributes.get("name", "") in names]
    edits: list[Edit] = [(sheets[n].begin, sheets[n].end, b"") for n in lost]
    for element in found:
        local = element.attributes.get("localSheetId", "")
        if element.name != "definedName" or not local.isdecimal():
            continue
        if int(local) in lost:
            edits.append((element.begin, element.end, b""))
        elif up := sum(n < int(local) for n in lost):
            moved = LOCAL.sub(rb"\g<1>%d" % (int(local) - up), data[element.begin : element.inside])
            edits.append((element.begin, element.inside, moved))
    parts[book] = edited(data, edits)
    return [sheets[n].attributes.get("id", "") for n in lost]


def _uncolour(parts: Parts, part: str) -> None:
    """Takes out the rules that always hold: nobody else has use for one."""
    data = parts[part]
    if not ALWAYS.search(data):
        return
    edits: list[Edit] = []
    block: Element | None = None
    rules: list[Element] = []
    for element in [*elements(data, part, depth=3), None]:
        if element is None or element.depth == 2:
            edits += _cut(data, block, rules)
            block, rules = (element if element and element.name == "conditionalFormatting" else None), []
        elif element.name == "cfRule":
            rules.append(element)
    parts[part] = edited(data, edits)


def _cut(data: bytes, block: Element | None, rules: list[Element]) -> list[Edit]:
    ours = [rule for rule in rules if ALWAYS.search(data, rule.begin, rule.end)]
    if block is None or not ours:
        return []
    if len(ours) == len(rules):
        return [(block.begin, block.end, b"")]
    return [(rule.begin, rule.end, b"") for rule in ours]


def _unnote(parts: Parts, sheet: str) -> None:
    """Takes out the notes of ours, with the boxes that they were drawn in."""
    kinds = {one.kind: one.target for one in relations(parts, sheet)}
    comments, drawing = kinds.get("comments", ""), kinds.get("vmlDrawing", "")
    if comments not in parts:
        return
    data = parts[comments]
    ours = [
        one
        for one in elements(data, comments, depth=3)
        if one.name == "comment" and _is_ours(data[one.begin : one.end])
    ]
    parts[comments] = edited(data, [(one.begin, one.end, b"") for one in ours])
    if drawing in parts:
        spots = {position(one.attributes["ref"]) for one in ours}
        parts[drawing] = SHAPE.sub(lambda box: b"" if _spot(box[0]) in spots else box[0], parts[drawing])


def _is_ours(comment: bytes) -> bool:
    text = FIRST_TEXT.search(comment)
    return text is not None and OURS.match(text[1]) is not None


def _spot(box: bytes) -> tuple[int, int]:
    row, col = (re.search(rb"<x:%s>(\d+)</x:%s>" % (name, name), box) for name in (b"Row", b"Column"))
    return (int(row[1]) + 1, int(col[1]) + 1) if row and col else (0, 0)

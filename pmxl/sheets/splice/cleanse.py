"""Cleanse: what could act by itself or lead outside taken out of a workbook; formulas and saved values stay.

A formula that leads to another workbook keeps its saved value only, as when links are broken in Excel.
"""

from __future__ import annotations

import re

from pmxl.sheets.splice.elements import elements
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.relations import Parts
from pmxl.sheets.splice.relations import forget
from pmxl.sheets.splice.relations import listing
from pmxl.sheets.splice.relations import relations
from pmxl.sheets.splice.relations import source
from pmxl.sheets.splice.types import settle_types

REFUSED = (
    (re.compile(r"_xmlsignatures/", re.I), "it is signed, and a signature does not hold for a copy"),
    (re.compile(r"xl/(macrosheets|dialogsheets)/", re.I), "it has sheets of macros"),
    (re.compile(r"xl/(activeX|ctrlProps)/", re.I), "it has buttons or boxes that run something"),
    (re.compile(r"xl/(embeddings|webextensions)/", re.I), "it has other documents in it"),
    (re.compile(r"xl/(queryTables/|connections\.xml|model/)", re.I), "it draws data from elsewhere"),
)
"""Parts that cannot be taken out without a hole, and how that is told."""
LIVE = re.compile(r"(.*/)?(vbaProject\w*\.bin|vbaData\.xml|calcChain\.xml)|customUI/.*|xl/externalLinks/.*", re.I)
LIVE_KINDS = {"vbaproject", "vbaprojectsignature", "wordvbadata", "externallink", "extensibility", "calcchain"}
SAFE_LINK = re.compile(r"https?://|mailto:", re.I)
OUTSIDE = re.compile(rb"""(?<![\w\]])\[\d+\][^\[\],;()+*/<>=&^"]*!""")
"""A reference into another workbook, such as `[1]Sheet1!A1`; a column of a table is written otherwise."""
FORMULA = re.compile(rb"<(?:\w+:)?f(\s[^>]*)?>([^<]*)</(?:\w+:)?f>")
SHARED = re.compile(rb"""\bt=["'](?!normal)""")
OTHER_FORMULA = re.compile(rb"<(?:\w+:)?(?:f|formula[12]?)(?:\s[^>]*)?>([^<]*)<")
NAME = re.compile(rb"[A-Za-z_\\][\w.\\]*")
MACRO = re.compile(rb"""(\bmacro=)(?:"[^"]*"|'[^']*')""")
LEADS_OUT = "it holds formulas that lead to other workbooks"


def cleanse(parts: Parts, book: str) -> int:
    """Takes out macros and links to other workbooks; gives how many formulas were left with their values alone."""
    for part in parts:
        for pattern, why in REFUSED:
            if pattern.match(part):
                raise Unspliceable(why)
    linked = any(one.kind.casefold().startswith("externallink") for one in relations(parts, book))
    broken = _break_links(parts, book) if linked else 0
    gone = [part for part in parts if LIVE.fullmatch(part)]
    for part in gone:
        parts.pop(part, None)
        parts.pop(listing(part), None)
    _forget_lost(parts)
    settle_types(parts, book, gone)
    if any("vbaproject" in part.casefold() for part in gone):
        for part in [part for part in parts if part.startswith("xl/drawings/") and part.endswith(".xml")]:
            parts[part] = MACRO.sub(rb'\1""', parts[part])
    return broken


def _forget_lost(parts: Parts) -> None:
    """No part leads to one that is gone, and none to the outside but by a plain link."""
    for listed in [part for part in parts if part.endswith(".rels")]:
        part = source(listed)
        lost = set()
        for one in relations(parts, part):
            live = one.kind.casefold() in LIVE_KINDS or LIVE.fullmatch(one.target) is not None
            if live and not (one.external and one.kind == "hyperlink"):
                lost.add(one.id)
            elif one.external and not (one.kind == "hyperlink" and SAFE_LINK.match(one.target)):
                raise Unspliceable("it holds links to files elsewhere")
        forget(parts, part, lost)


def _break_links(parts: Parts, book: str) -> int:
    names = _forget_names(parts, book)
    broken = 0
    for part in [part for part in parts if part.startswith("xl/") and part.endswith(".xml") and part != book]:
        data = parts[part]
        if part.startswith("xl/worksheets/"):
            data, count = _broken(data)
            broken += count
        for formula in OTHER_FORMULA.finditer(data):
            if OUTSIDE.search(formula[1]) or not names.isdisjoint(NAME.findall(formula[1])):
                raise Unspliceable(LEADS_OUT)
        parts[part] = data
    return broken


def _broken(data: bytes) -> tuple[bytes, int]:
    """A sheet whose plain formulas into other workbooks are gone, and how many they were."""
    count = 0

    def cut(found: re.Match[bytes]) -> bytes:
        nonlocal count
        if not OUTSIDE.search(found[2]):
            return found[0]
        if found[1] and SHARED.search(found[1]):
            raise Unspliceable(LEADS_OUT)
        count += 1
        return b""

    return FORMULA.sub(cut, data), count


def _forget_names(parts: Parts, book: str) -> set[bytes]:
    """Takes the list of links, and the names that lead along them, out of the workbook; gives these names."""
    data, names = parts[book], set()
    edits: list[Edit] = []
    for element in elements(data, book, depth=3):
        inside = data[element.inside : element.close]
        if element.name == "externalReferences":
            edits.append((element.begin, element.end, b""))
        elif element.name == "definedName" and OUTSIDE.search(inside):
            names.add(element.attributes.get("name", "").encode())
            edits.append((element.begin, element.end, b""))
    parts[book] = edited(data, edits)
    return names

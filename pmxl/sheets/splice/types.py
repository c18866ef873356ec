"""Types: what kind each part of a workbook is, as the part [Content_Types].xml has it."""

from __future__ import annotations

from collections.abc import Collection

from pmxl.sheets.escaped import quoteattr
from pmxl.sheets.splice.elements import added
from pmxl.sheets.splice.elements import elements
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.relations import Parts
from pmxl.sheets.splice.relations import named

PART = "[Content_Types].xml"
SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "application/vnd.openxmlformats-officedocument."
WORKBOOK = f"{OFFICE}spreadsheetml.sheet.main+xml"
SHEET = f"{OFFICE}spreadsheetml.worksheet+xml"
COMMENTS = f"{OFFICE}spreadsheetml.comments+xml"
VML = f"{OFFICE}vmlDrawing"


def declare(parts: Parts, part: str, kind: str) -> None:
    """Says what kind a new part is."""
    _append(parts, f'<Override xmlns="{SPACE}" PartName={quoteattr("/" + part)} ContentType="{kind}"/>')


def declare_ending(parts: Parts, ending: str, kind: str) -> None:
    """Says what kind parts of an ending are, unless that is said already."""
    data = parts[named(parts, PART)]
    known = {e.attributes.get("Extension", "").casefold() for e in elements(data, PART) if e.name == "Default"}
    if ending not in known:
        _append(parts, f'<Default xmlns="{SPACE}" Extension="{ending}" ContentType="{kind}"/>')


def settle_types(parts: Parts, book: str, gone: Collection[str]) -> None:
    """Makes the workbook a plain one without macros, and says nothing more of parts that are gone."""
    name = named(parts, PART)
    data = parts[name]
    lost = {part.casefold() for part in gone}
    edits: list[Edit] = []
    for element in elements(data, PART):
        said = element.attributes
        part = said.get("PartName", "").lstrip("/").casefold()
        if part in lost or (element.name == "Default" and "vbaProject" in said.get("ContentType", "")):
            edits.append((element.begin, element.end, b""))
        elif part == book.casefold():
            edits += _retyped(data, element.begin, element.inside, said["ContentType"])
    parts[name] = edited(data, edits)


def _retyped(data: bytes, begin: int, end: int, kind: str) -> list[Edit]:
    if kind == WORKBOOK:
        return []
    if not kind.endswith(".main+xml"):
        raise Unspliceable("it is not a plain workbook")
    return [(begin, end, data[begin:end].replace(kind.encode(), WORKBOOK.encode()))]


def _append(parts: Parts, told: str) -> None:
    name = named(parts, PART)
    if name not in parts:
        raise Unspliceable("it does not say what its parts are")
    data = parts[name]
    root = elements(data, name, depth=1)[0]
    parts[name] = edited(data, added(data, root, told.encode()))

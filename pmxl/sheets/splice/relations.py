"""Relations: which part of a workbook leads to which, read and written beside the part that they belong to."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from pmxl.sheets.escaped import quoteattr
from pmxl.sheets.splice.elements import added
from pmxl.sheets.splice.elements import elements
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited

SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NEW = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{SPACE}"></Relationships>'
ID = re.compile(r"rId(\d{1,9})")
Parts = dict[str, bytes]
"""The parts of a workbook by name."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from a part: `kind` is the last word of its type, `target` the part it leads to, or the outside."""

    id: str
    kind: str
    target: str
    external: bool
    begin: int
    end: int


def listing(part: str) -> str:
    """The part that lists where a part leads: `xl/_rels/workbook.xml.rels`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source(listed: str) -> str:
    """The part that a list belongs to."""
    folder, name = posixpath.split(listed)
    return posixpath.normpath(posixpath.join(folder, "..", name.removesuffix(".rels"))).removeprefix("./")


def relations(parts: Parts, part: str) -> list[Relation]:
    """Where a part leads."""
    listed = listing(part)
    if listed not in parts:
        return []
    found = []
    for element in elements(parts[listed], listed):
        if element.depth == 1:
            continue
        said = element.attributes
        external = said.get("TargetMode", "").casefold() == "external"
        target = said.get("Target", "")
        kind = said.get("Type", "").rpartition("/")[2]
        where = target if external else named(parts, resolved(part, target))
        found.append(Relation(said.get("Id", ""), kind, where, external, element.begin, element.end))
    return found


def resolved(part: str, target: str) -> str:
    """The name of the part that a target means, seen from another part."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def named(parts: Parts, name: str) -> str:
    """A part's name as it is written, whatever the case in which it is called."""
    if name in parts:
        return name
    return next((known for known in parts if known.lower() == name.lower()), name)


def relate(parts: Parts, part: str, kind: str, target: str) -> str:
    """Lets a part lead to another, and gives the id by which it does."""
    listed = listing(part)
    data = parts.setdefault(listed, NEW.encode())
    taken = {relation.id for relation in relations(parts, part)}
    numbers = [int(match[1]) for id_ in taken if (match := ID.fullmatch(id_))]
    id_ = f"rId{max(numbers, default=0) + 1}"
    root = elements(data, listed, depth=1)
    if not root:
        raise Unspliceable(f"its part {listed} is empty")
    told = f'<Relationship xmlns="{SPACE}" Id="{id_}" Type="{OFFICE}/{kind}" Target={quoteattr("/" + target)}/>'
    parts[listed] = edited(data, added(data, root[0], told.encode()))
    return id_


def forget(parts: Parts, part: str, lost: set[str]) -> None:
    """Takes away the links of a part with these ids."""
    listed = listing(part)
    cuts = [(one.begin, one.end, b"") for one in relations(parts, part) if one.id in lost]
    if cuts:
        parts[listed] = edited(parts[listed], cuts)

"""Links: which of a workbook's links lead to the add-in, and how they are taken out with all that tells of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from pmxl.sheets.freeze.spots import Spot
from pmxl.sheets.freeze.spots import edited
from pmxl.sheets.freeze.spots import spots

Parts = dict[str, bytes]
"""The parts of a workbook by name."""

TYPES = "[Content_Types].xml"
CALCULATION = "calcChain"


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from a part: the last word of its type, the part it leads to (or the outside), and where it is written."""

    id: str
    kind: str
    target: str
    spot: Spot


@dataclass(slots=True)
class Book:
    """The parts of a workbook, the one that lists its sheets, and the file's name for messages."""

    parts: Parts
    main: str
    file: str

    def relations(self, part: str) -> list[Relation]:
        """Where a part leads."""
        listed = listing(part)
        if listed not in self.parts:
            return []
        return [self._relation(part, spot) for spot in spots(self.parts[listed], self.file, listed, ("Relationship",))]

    def _relation(self, part: str, spot: Spot) -> Relation:
        said = spot.attributes
        target = said.get("Target", "").replace("\\", "/")
        if said.get("TargetMode", "").casefold() != "external":
            joined = target.lstrip("/") if target.startswith("/") else f"{posixpath.dirname(part)}/{target}"
            target = self.named(posixpath.normpath(joined).lstrip("/"))
        return Relation(said.get("Id", ""), said.get("Type", "").rpartition("/")[2], target, spot)

    def named(self, name: str) -> str:
        """A part's name as it is written, whatever the case in which it is called."""
        return next((known for known in self.parts if known.lower() == name.lower()), name)

    def external(self) -> list[Relation]:
        """The links to other workbooks in the order by which formulas count them, from 1."""
        known = {one.id: one for one in self.relations(self.main)}
        listed = spots(self.parts[self.main], self.file, self.main, ("externalReference",))
        return [known[spot.attributes["id"]] for spot in listed if spot.attributes.get("id") in known]

    def forget(self, gone: Collection[Relation]) -> None:
        """Takes parts out that the workbook's main part leads to, with all that tells of them."""
        ids = {one.id for one in gone}
        names = {one.target for one in gone}
        for part in [*names, *map(listing, names)]:
            self.parts.pop(part, None)
        self._cut(listing(self.main), ("Relationship",), lambda spot: spot.attributes.get("Id") in ids)
        lost = {"/" + name.casefold() for name in names}
        self._cut(self.named(TYPES), ("Override",), lambda s: s.attributes.get("PartName", "").casefold() in lost)
        held = spots(self.parts[self.main], self.file, self.main, ("externalReferences", "externalReference"))
        kept = [s for s in held if s.name == "externalReference" and s.attributes.get("id") not in ids]
        name = "externalReference" if kept else "externalReferences"
        self._cut(self.main, (name,), lambda spot: not kept or spot.attributes.get("id") in ids)

    def _cut(self, part: str, names: Collection[str], is_gone: Callable[[Spot], bool]) -> None:
        data = self.parts[part]
        found = spots(data, self.file, part, names)
        self.parts[part] = edited(data, [(spot.begin, spot.end, b"") for spot in found if is_gone(spot)])


def listing(part: str) -> str:
    """The part that lists where a part leads: `xl/_rels/workbook.xml.rels`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def to_addin(book: Book, addin: str) -> tuple[list[Relation], Mapping[int, int]]:
    """The links that lead to a file named as the add-in, and each link's number without them, 0 being theirs."""
    listed = book.external()
    gone = [one for one in listed if any(_is_named(out.target, addin) for out in book.relations(one.target))]
    numbers: dict[int, int] = {}
    for number, one in enumerate(listed, 1):
        numbers[number] = 0 if one in gone else number - sum(v == 0 for v in numbers.values())
    return gone, numbers if gone else {}


def _is_named(target: str, addin: str) -> bool:
    """True for `file:///C:/Users/me/XLSTART/pmxl.xlam` and for `pmxl.xlam`."""
    return unquote(target).replace("\\", "/").rpartition("/")[2].casefold() == addin.casefold()

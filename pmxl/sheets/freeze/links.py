"""Links: which of a workbook's links lead to the add-in, and how they are taken out with all that tells of them."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from pmxl.sheets.splice.elements import Element
from pmxl.sheets.splice.elements import elements_named
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.relations import Parts
from pmxl.sheets.splice.relations import Relation
from pmxl.sheets.splice.relations import forget
from pmxl.sheets.splice.relations import listing
from pmxl.sheets.splice.relations import named
from pmxl.sheets.splice.relations import relations
from pmxl.sheets.splice.types import PART as TYPES_PART

CALCULATION = "calcChain"
LINKS, LINK = "externalReferences", "externalReference"


@dataclass(slots=True)
class Book:
    """The parts of a workbook, the one that lists its sheets, and the file's name for messages."""

    parts: Parts
    main: str
    file: str

    def external(self) -> list[Relation]:
        """The links to other workbooks in the order by which formulas count them, from 1."""
        known = {one.id: one for one in relations(self.parts, self.main)}
        listed = elements_named(self.parts[self.main], self.main, (LINK,))
        return [known[spot.attributes["id"]] for spot in listed if spot.attributes.get("id") in known]

    def forget(self, gone: Collection[Relation]) -> None:
        """Takes parts out that the workbook's main part leads to, with all that tells of them."""
        ids = {one.id for one in gone}
        for one in gone:
            self.parts.pop(one.target, None)
            self.parts.pop(listing(one.target), None)
        forget(self.parts, self.main, ids)
        lost = {"/" + one.target.casefold() for one in gone}
        types = named(self.parts, TYPES_PART)
        self._cut(types, ("Override",), lambda spot: spot.attributes.get("PartName", "").casefold() in lost)
        links = elements_named(self.parts[self.main], self.main, (LINK,))
        if all(spot.attributes.get("id") in ids for spot in links):
            self._cut(self.main, (LINKS,), lambda _: True)
        else:
            self._cut(self.main, (LINK,), lambda spot: spot.attributes.get("id") in ids)

    def _cut(self, part: str, names: Collection[str], is_gone: Callable[[Element], bool]) -> None:
        data = self.parts[part]
        found = elements_named(data, part, names)
        self.parts[part] = edited(data, [spot.gone for spot in found if is_gone(spot)])


def to_addin(book: Book, addin: str) -> tuple[list[Relation], Mapping[int, int]]:
    """The links that lead to a file named as the add-in, and each link's number without them, 0 being theirs."""
    listed = book.external()
    gone = [one for one in listed if any(_is_named(out.target, addin) for out in relations(book.parts, one.target))]
    numbers: dict[int, int] = {}
    for number, one in enumerate(listed, 1):
        numbers[number] = 0 if one in gone else number - sum(v == 0 for v in numbers.values())
    return gone, numbers if gone else {}


def _is_named(target: str, addin: str) -> bool:
    """True for `file:///C:/Users/me/XLSTART/pmxl.xlam` and for `pmxl.xlam`."""
    return unquote(target).replace("\\", "/").rpartition("/")[2].casefold() == addin.casefold()

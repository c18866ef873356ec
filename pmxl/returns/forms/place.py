"""Where the sheets of a form are in a workbook that came back, under whatever names and in whatever order."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass

from pmxl.returns.forms.field import words_of
from pmxl.returns.forms.mark import AskedSheet
from pmxl.returns.headings import REF
from pmxl.returns.names import folded
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet

SEARCHED_ROWS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet of the form as it came back: its row of headings, and the column of each field and of the refs."""

    asked: AskedSheet
    sheet: ReadSheet
    head: int
    columns: dict[str, int]


def places(book: ReadBook, asked: tuple[AskedSheet, ...]) -> dict[str, Place]:
    """Each sheet that is there, by the name under which it was issued.

    Sheets that ask the same are told apart by the refs in their rows, and where these say nothing by their names; one
    whose refs and name are both another's is taken only where the form has no other sheet.
    """
    found: list[tuple[tuple[int, bool, int], Place]] = []
    for one in asked:
        for sheet in book.sheets:
            place = headed(sheet, one)
            if place is None:
                continue
            refs, named = known_refs(place), folded(sheet.name) == folded(one.name)
            if refs or named or len(asked) == 1:
                found.append(((refs, named, len(place.columns)), place))
    taken: dict[str, Place] = {}
    used: set[str] = set()
    for _, place in sorted(found, key=lambda pair: pair[0], reverse=True):
        if place.asked.name not in taken and place.sheet.name not in used:
            taken[place.asked.name] = place
            used.add(place.sheet.name)
    return taken


def copies(book: ReadBook, there: Collection[Place]) -> Iterator[Place]:
    """Sheets that ask the same as one that is read, with rows of it: somebody copied it within the workbook."""
    read = {place.sheet.name for place in there}
    for sheet in (one for one in book.sheets if one.name not in read):
        alike = (headed(sheet, place.asked) for place in there)
        yield from [place for place in alike if place is not None and known_refs(place)][:1]


def headed(sheet: ReadSheet, asked: AskedSheet) -> Place | None:
    """The sheet with its row of headings, where at least half of those asked for stand in one row with the refs."""
    ours = {folded(REF): REF} | {folded(field.heading): field.key for field in asked.fields}
    found: dict[int, dict[str, int]] = {}
    for (row, col), cell in sorted(sheet.cells.items()):
        if row <= SEARCHED_ROWS and isinstance(cell.value, str) and folded(cell.value) in ours:
            found.setdefault(row, {}).setdefault(ours[folded(cell.value)], col)
    best = max(found, key=lambda row: len(found[row]), default=0)
    if not best or REF not in found[best] or 2 * len(found[best]) < len(ours):
        return None
    return Place(asked, sheet, best, found[best])


def known_refs(place: Place) -> int:
    """How many of the rows under the headings are the form's."""
    col, refs = place.columns[REF], {folded(ref) for ref in place.asked.refs}
    below = (row for row, at in place.sheet.cells if at == col and row > place.head)
    return sum(folded(words_of(place.sheet.cells.get((row, col)))) in refs for row in below)

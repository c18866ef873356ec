"""Landmarks: which of the words that we look for stand on which sheet of a book, found in one walk over its cells.

A sheet is then looked into only by those who may find in it what they look for.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from pmxl.returns.headings import ANSWER
from pmxl.returns.headings import ANSWERED_BY
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import QUERY_NUMBER
from pmxl.returns.names import folded
from pmxl.sheets.cells import Place
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet

OURS = frozenset(folded(heading) for heading in HEADINGS)
"""The headings of the sheet of figures."""

ASKED = {folded(heading): heading for heading in (QUERY_NUMBER, ANSWER, ANSWERED_BY)}
"""The headings of a sheet of questions."""

IDENTITY = frozenset(("partner", "period", "fingerprint"))
QUERY = frozenset(("query to", "query mark"))
FORM = frozenset(("form kind", "form mark"))
UPDATE = frozenset(("update by", "update mark"))
"""What stands in the first column of each sort of hidden sheet."""

WORDS = OURS | ASKED.keys() | IDENTITY | QUERY | FORM | UPDATE
LONGEST = 300
"""A longer text is folded each time it comes, as a commentary that comes but once."""

MOST = 1 << 15
"""So many texts are kept in mind."""

_known: dict[str, str] = {}

Places = tuple[tuple[str, Place], ...]
"""Words of ours that stand on a sheet, each alone in a cell, with the place of each."""


class Landmarks:
    """The sheets of one book and which of our words each of them holds."""

    def __init__(self, book: ReadBook) -> None:
        self._found = [(sheet, sheet.found(word_in)) for sheet in book.sheets]
        self._all = {word for _, found in self._found for word in found.values()}

    def with_all(self, words: AbstractSet[str]) -> list[ReadSheet]:
        """The sheets on which each of these words stands somewhere."""
        if not words <= self._all:
            return []  # nearly always
        return [sheet for sheet, found in self._found if words <= {*found.values()}]

    def with_places(self, fewest: int) -> list[tuple[ReadSheet, Places]]:
        """The sheets on which at least so many of our words stand, and where."""
        return [(sheet, as_places(found)) for sheet, found in self._found if len(found) >= fewest]


def words_on(sheet: ReadSheet) -> Places:
    """Those of our words that stand on a sheet, and where."""
    return as_places(sheet.found(word_in))


def as_places(found: Mapping[Place, str]) -> Places:
    """Words by their places, the other way round."""
    return (*zip(found.values(), found.keys(), strict=True),)


def word_in(text: str) -> str:
    """The word of ours that a text is, "" for any other."""
    known = _known.get(text)
    if known is not None:
        return known
    word = folded(text)
    word = word if word in WORDS else ""
    if len(text) <= LONGEST:
        if len(_known) >= MOST:
            _known.clear()
        _known[text] = word
    return word

"""Mould: a workbook written once, of which many copies are made that differ in some texts alone.

Every part that holds no gap is packed once and stands in each copy byte for byte; of the others only what lies close
to a gap is packed anew.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

from pmxl.sheets.describe import BookPlan
from pmxl.sheets.escaped import escape
from pmxl.sheets.mould_part import part_of
from pmxl.sheets.write import sound_bytes
from pmxl.sheets.zip_record import zipped

WORD = r"[^\s\x00-\x1f{}\ud800-\udfff\uf8f1\uf8f2\ufffe\uffff]+"
PLAIN = re.compile(rf"{WORD}(?: {WORD})*")
"""Words with single blanks between them: texts that stand everywhere as they are, but for the signs of the markup."""
CODED = "_x"
"""Begins a character written out in a workbook; a text that holds it must be written with more care."""
LONGEST = 150
"""Characters of a text that no footer cuts."""


def gap(number: int) -> str:
    """What stands in a plan for the text of a number."""
    return f"\uf8f1{number:04d}\uf8f2"


def fits_gap(text: str) -> bool:
    """True for a text that may stand in a gap."""
    return len(text) <= LONGEST and CODED not in text and PLAIN.fullmatch(text) is not None


class Mould:
    """A workbook written once, to be copied with texts in its gaps."""

    def __init__(self, plan: BookPlan, file: str) -> None:
        """Writes the plan, in which gaps stand for what differs; raises what `sound_bytes` does."""
        with zipfile.ZipFile(BytesIO(sound_bytes(plan, file))) as archive:
            self._parts = tuple(part_of(name, archive.read(name)) for name in archive.namelist())

    def copy(self, texts: Sequence[str]) -> bytes:
        """A workbook with these texts in its gaps, in order; each must fit (`fits_gap`)."""
        in_cells = [escape(text).encode() for text in texts]
        in_footers = [text.replace(b"&amp;", b"&amp;&amp;") for text in in_cells]
        return zipped(part.filled(in_footers if part.in_sheet else in_cells) for part in self._parts)

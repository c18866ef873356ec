"""A part of a workbook as bytes, and edits that leave every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pmxl.sheets.escaped import escape
from pmxl.sheets.text import safe_text

LITERAL_ESCAPE = re.compile("_x(?=[0-9A-Fa-f]{4}_)")
Edit = tuple[int, int, bytes]
"""From, to, and what takes the place of the bytes between."""


class Unspliceable(Exception):
    """The workbook cannot be copied safely with something of ours in it; the text says why, for people."""


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits made; insertions at one place come in the order given.

    An edit within another one is left out with it.
    """
    pieces, place = [], 0
    for begin, end, new in sorted(edits, key=lambda edit: (edit[0], edit[0] != edit[1], -edit[1])):
        if begin < place:
            continue
        pieces += [data[place:begin], new]
        place = end
    return b"".join([*pieces, data[place:]])


def written(text: str) -> bytes:
    """Text as a workbook's XML holds it: what it may not hold written out, and nothing taken for an escape."""
    return escape(LITERAL_ESCAPE.sub("_x005F_x", safe_text(text))).encode()

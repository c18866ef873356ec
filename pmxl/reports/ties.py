"""Ties: what leads from sheet to sheet of a scorecard, put right once it is known which sheets there are."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from pmxl.reports import places
from pmxl.reports.band import FRONT
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan

LINK_ROW = 3
"""The row under the band, in which every sheet leads back."""
CONTENTS = Link("‹ Contents", places.reference(places.CONTENTS), "Every sheet of this workbook")
LOOK = style.LINK.but(size=9, align="right", indent=1)
SENT = re.compile(
    rf"(?:(?P<told>changes? to what was agreed or published since [^:]+): see the sheet (?P<moved>{places.GOALPOSTS})"
    rf"|(?P<entered>An officer entered or accepted figures of .+): see the sheet (?P<who>{places.DATA}) for who and why"
    rf"|(?P<first>has the first \d+ partners); the sheet (?P<all>{places.PARTNERS}) prints all of them, over several"
    r" pages)(?=\.)"
)
"""Our own sentences that end with where a sheet says more, and no others: what partners write stays theirs."""


def tied(book: BookPlan) -> BookPlan:
    """The workbook without links to sheets that it does not have, or words that send there, and with a way to its
    contents where it has them.
    """
    has = {sheet.name for sheet in book.sheets}
    names = {places.quoted(name) for name in has}
    sheets = (replace(sheet, puts=tuple(unsent(led(put, names), has) for put in sheet.puts)) for sheet in book.sheets)
    if places.quoted(places.CONTENTS) in names:
        sheets = (with_contents(sheet) for sheet in sheets)
    return replace(book, sheets=tuple(sheets))


def led(put: Put, names: set[str]) -> Put:
    """A cell as it is where it leads to a sheet that is there, or nowhere; else its words alone, and no sign."""
    if not isinstance(put.value, Link) or put.value.target.rpartition("!")[0] in names:
        return put
    words = put.value.text if places.SIGN not in put.value.text else None
    return replace(put, value=words, style=put.style.but(underline=False, color=style.INK))


def unsent(put: Put, has: Collection[str]) -> Put:
    """A cell without the words that send its reader to a sheet that is not there."""
    value: Content = put.value
    if isinstance(value, str):
        value = without_sending(value, has)
    if isinstance(value, Rich):
        value = Rich(tuple((without_sending(text, has), look) for text, look in value.parts))
    return put if value == put.value else replace(put, value=value)


def without_sending(text: str, has: Collection[str]) -> str:
    """`2 changes since May.` for `2 changes since May: see the sheet Goalposts.` where there is no such sheet."""
    return SENT.sub(lambda found: found[0] if found[found.lastgroup or 0] in has else kept(found), text)


def kept(found: re.Match[str]) -> str:
    """What is left of such a sentence."""
    return found["told"] or found["entered"] or found["first"]


def with_contents(sheet: SheetPlan) -> SheetPlan:
    """A sheet behind the first with a link to the contents at the right end of the row that leads back."""
    if sheet.name in (FRONT, places.CONTENTS) or sheet.state != "visible":
        return sheet
    taken = {put.col for put in sheet.puts if put.row == LINK_ROW}
    free = [col for col in range(2, last_col(sheet) + 1) if col not in taken]
    if not free:
        return sheet
    return replace(sheet, puts=(*sheet.puts, Put(LINK_ROW, free[-1], CONTENTS, LOOK)))


def last_col(sheet: SheetPlan) -> int:
    """The last column that is printed."""
    return sheet.page.area[3] if sheet.page.area else 1

"""The hidden sheet `Lists`: the words that drop-downs offer, and the marks that may stand instead of a figure."""

from __future__ import annotations

from pmxl.returns.headings import LISTS_SHEET
from pmxl.sheets import style
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import LOW
from pmxl.terms import MARKERS
from pmxl.terms import WITHDRAWN

YES_NO = ("Yes", "No")
PLAIN_MARKS = ("n/a", "x", "*", "c")
MARKS_TOLD = (
    ("n/a", "Not applicable: the measure does not apply to you"),
    ("x", "Not available: there is no figure this time"),
    ("*", "Suppressed: too small a number to publish"),
    ("c", "Withheld: confidential"),
    ("low", "More than nought, but so little that it rounds to nought"),
    (WITHDRAWN, "Takes back a figure that you sent before"),
)
"""The marks that the cover explains; the other spellings that are read are accepted in silence."""

ALL_MARKS = (*(marker for marker in MARKERS if marker), *LOW, WITHDRAWN)
COLUMNS = (("Yes or no", (*YES_NO, *PLAIN_MARKS)), ("Provisional", YES_NO[:1]), ("Marks", ALL_MARKS))
FIRST_ROW = 2


def list_source(heading: str) -> str:
    """The range of one of the lists, such as `Lists!$A$2:$A$3`."""
    number = [name for name, _ in COLUMNS].index(heading)
    letter = "ABC"[number]
    return f"{LISTS_SHEET}!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + len(COLUMNS[number][1]) - 1}"


def plan_lists() -> SheetPlan:
    """The sheet itself."""
    puts = [Put(1, col, heading, style.TABLE_HEAD) for col, (heading, _) in enumerate(COLUMNS, 1)]
    puts += [
        Put(FIRST_ROW + n, col, word, style.TABLE_TEXT)
        for col, (_, words) in enumerate(COLUMNS, 1)
        for n, word in enumerate(words)
    ]
    return SheetPlan(
        name=LISTS_SHEET, puts=tuple(puts), columns=(Column(1, len(COLUMNS), 16),), state="hidden", protect=True
    )

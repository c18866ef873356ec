"""The sheet Ids: what partners, objectives and measures are called in the logbook, for drop-downs and readers."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable

from pmxl.framework.models import Framework
from pmxl.sheets import style
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import column_letters
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

NAME = "Ids"
LISTED = ("partners", "objectives", "measures")
FIRST_ROW = 6
ID_WIDTH, NAME_WIDTH, GAP_WIDTH = 22.0, 52.0, 3.0
STEP = 3
"""Columns from one list to the next: ids, names, a gap."""
STRONG = style.TABLE_TEXT.but(bold=True, indent=1, valign="vcenter")
WORDS = style.TABLE_TEXT.but(indent=1, wrap=True, valign="vcenter")
SAYS = "The ids that may be typed on the other sheets. When the framework has changed, run: pmxl logbook"


def is_up_to_date(book: ReadBook, framework: Framework) -> bool:
    """True where the sheet lists the framework's ids with their names and no others, or where it is not there."""
    there = next((page for page in book.sheets if page.name == NAME), None)
    if there is None:
        return True
    wanted = {(put.row, put.col): put.value for put in ids_sheet(framework).puts if put.row >= FIRST_ROW}
    ours = {col_of(sheet) + n for sheet in LISTED for n in (0, 1)}
    listed = {at: cell.value for at, cell in there.cells.items() if at[0] >= FIRST_ROW and at[1] in ours}
    return wanted == listed


def names_in(framework: Framework, sheet: str) -> list[tuple[str, str]]:
    """The ids of a sheet of the framework with their names."""
    return [(row.id, row.name) for row in getattr(framework, sheet)]


def ids_for(framework: Framework) -> Callable[[str], str]:
    """Where the ids of a sheet of the framework are listed in the logbook."""

    def formula(sheet: str) -> str:
        letters = column_letters(col_of(sheet))
        last = FIRST_ROW + max(len(names_in(framework, sheet)), 1) - 1
        return f"='{NAME}'!${letters}${FIRST_ROW}:${letters}${last}"

    return formula


def col_of(sheet: str) -> int:
    """The column in which a sheet's ids stand."""
    return 1 + STEP * LISTED.index(sheet)


def ids_sheet(framework: Framework) -> SheetPlan:
    """Three lists side by side."""
    last = STEP * len(LISTED) - 1
    puts = [*band(1, NAME, last, style.TITLE_BAND), *band(2, SAYS, last, style.SUBTITLE_BAND)]
    columns = []
    for sheet in LISTED:
        col = col_of(sheet)
        head = style.TABLE_HEAD.but(indent=1)
        puts += [Put(FIRST_ROW - 1, col, sheet.capitalize(), head), Put(FIRST_ROW - 1, col + 1, "Name", head)]
        for n, (id_, name) in enumerate(names_in(framework, sheet)):
            puts.append(Put(FIRST_ROW + n, col, id_, STRONG))
            puts.append(Put(FIRST_ROW + n, col + 1, name, WORDS))
        widths = ((col, ID_WIDTH), (col + 1, NAME_WIDTH), (col + 2, GAP_WIDTH))
        columns += [Column(at, at, width) for at, width in widths]
    return SheetPlan(
        name=NAME,
        puts=tuple(puts),
        columns=tuple(columns[: STEP * len(LISTED) - 1]),
        heights={1: 34.0, 2: 24.0, 3: 6.0},
        page=Page(footer_left=f"{framework.settings.name} · {NAME}"),
        freeze=(FIRST_ROW, 1),
    )


def band(row: int, text: str, last: int, look: Style) -> Iterable[Put]:
    """A line of the title across the sheet."""
    return (Put(row, 1, text, look), *(Put(row, col, None, look) for col in range(2, last + 1)))

"""Own columns: what the officer's template adds to a return, and what partners wrote there when it comes back.

They are read past: no figure is taken from them. What stands in them is kept with the figure of their row as its note.
The very hidden sheet says which columns they are, so that a return is read by what it was issued with.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace

from pmxl.figures import Key
from pmxl.findings import show
from pmxl.returns.body import FIRST_ROW
from pmxl.returns.body import HEAD_ROW
from pmxl.returns.body_row import TEXT_BOX
from pmxl.returns.headings import COVER_SHEET
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import IDENTITY_SHEET
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.names import folded
from pmxl.returns.paper import Paper
from pmxl.returns.paper import text_of
from pmxl.returns.template import OwnColumn
from pmxl.returns.template import ReturnTemplate
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan

KEY = "own column"
"""Stands in the very hidden sheet before each heading of the officer's."""
KEY_ROWS_BELOW = 2
LONGEST = 500
"""Characters kept of what stands in one of them."""


def with_own_columns(plan: BookPlan, template: ReturnTemplate) -> BookPlan:
    """The return with the officer's columns at its right."""
    if not template.columns:
        return plan
    add = {RETURN_SHEET: _widened, IDENTITY_SHEET: _marked}
    return replace(
        plan,
        sheets=tuple(add[s.name](s, template.columns) if s.name in add else s for s in plan.sheets),
    )


def with_guidance(plan: BookPlan, template: ReturnTemplate) -> BookPlan:
    """The return with the officer's sheets behind its cover."""
    at = 1 + next((n for n, sheet in enumerate(plan.sheets) if sheet.name == COVER_SHEET), -1)
    return replace(plan, sheets=(*plan.sheets[:at], *template.sheets, *plan.sheets[at:]))


def own_words(paper: Paper, row: int) -> str:
    """What a row of a returned workbook says in the officer's columns: `Team: North; Checked: yes`; "" for nothing."""
    said = []
    for col, heading in _columns_of(paper).items():
        text = text_of(paper.sheet.cells.get((row, col)))
        if text:
            said.append(f"{heading}: {show(text, LONGEST)}")
    return "; ".join(said)


def own_in(paper: Paper, places: Mapping[Key, int]) -> dict[Key, dict[str, str]]:
    """What stands beside each figure under headings that are none of ours."""
    ours = {folded(heading) for heading in HEADINGS} | {""}
    taken = set(paper.columns.values())
    others = {col: said for col, said in _heads(paper) if folded(said) not in ours and col not in taken}
    found = {}
    for key, at in places.items():
        said = {heading: text_of(paper.sheet.cells.get((at, col))) for col, heading in others.items()}
        found[key] = {heading: text for heading, text in said.items() if text}
    return {key: said for key, said in found.items() if said}


def _columns_of(paper: Paper) -> dict[int, str]:
    """The officer's columns of a returned workbook, by the headings that it was issued with."""
    issued = own_headings(paper)
    if not issued:
        return {}
    return {col: issued[folded(said)] for col, said in _heads(paper) if folded(said) in issued}


def _heads(paper: Paper) -> list[tuple[int, str]]:
    """The columns of a returned workbook that have a heading, from the left, and what it says."""
    return sorted((col, text_of(cell)) for (at, col), cell in paper.sheet.cells.items() if at == paper.head_row)


def own_headings(paper: Paper) -> dict[str, str]:
    """The headings of the officer's columns that a returned workbook was issued with, as they are looked for."""
    mark = paper.book.sheet(IDENTITY_SHEET)
    if mark is None:
        return {}
    rows = sorted(row for row, col in mark.found(_is_key) if col == 1)
    told = (text_of(mark.cells.get((row, 2))) for row in rows)
    return {folded(heading): heading for heading in told if heading}


def _is_key(text: str) -> bool:
    return text == KEY


def _widened(sheet: SheetPlan, columns: tuple[OwnColumn, ...]) -> SheetPlan:
    """The sheet of figures: headings, a cell to fill in for each row, and the band drawn out over them."""
    first, last = len(HEADINGS) + 1, len(HEADINGS) + len(columns)
    rows = sorted({put.row for put in sheet.puts if put.row >= FIRST_ROW})
    head = style.TABLE_HEAD.but(valign="bottom", indent=1)
    added = [Put(HEAD_ROW, col, own.heading, head, note=own.note) for col, own in enumerate(columns, first)]
    added += [Put(row, col, None, TEXT_BOX) for row in rows for col in range(first, last + 1)]
    drawn = (
        replace(put, to_col=last) if put.row < HEAD_ROW and put.to_col == len(HEADINGS) else put for put in sheet.puts
    )
    area = sheet.page.area and (*sheet.page.area[:3], last)
    return replace(
        sheet,
        puts=(*drawn, *added),
        columns=(*sheet.columns, *(Column(col, col, own.width) for col, own in enumerate(columns, first))),
        page=replace(sheet.page, area=area),
    )


def _marked(sheet: SheetPlan, columns: Iterable[OwnColumn]) -> SheetPlan:
    below = max(put.row for put in sheet.puts) + KEY_ROWS_BELOW
    told = [put for n, own in enumerate(columns) for put in (Put(below + n, 1, KEY), Put(below + n, 2, own.heading))]
    return replace(sheet, puts=(*sheet.puts, *told))

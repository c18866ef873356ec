"""Reading the template of the return: what a partnership adds to it, or every cell named that breaks its contract.

The template is a workbook with a sheet `Return` whose row of headings is ours, and the officer's headings to the right
of them. Every other sheet is guidance and goes into each return behind the cover, as it stands. Our own sheets, copied
from a return, and the sheet `About this template` are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import show
from pmxl.returns.headings import COVER_SHEET
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import IDENTITY_SHEET
from pmxl.returns.headings import LISTS_SHEET
from pmxl.returns.headings import QUERIES_SHEET
from pmxl.returns.headings import QUERY_MARK_SHEET
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.names import folded
from pmxl.returns.paper import head_row
from pmxl.returns.template import ABOUT_SHEET
from pmxl.returns.template import NARROWEST
from pmxl.returns.template import USUAL
from pmxl.returns.template import WIDEST
from pmxl.returns.template import OwnColumn
from pmxl.returns.template import ReturnTemplate
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.cells import column_letters
from pmxl.sheets.officer_book import OfficerBook
from pmxl.sheets.officer_sheet import described
from pmxl.terms import Severity

OURS = (COVER_SHEET, RETURN_SHEET, LISTS_SHEET, IDENTITY_SHEET, QUERIES_SHEET, QUERY_MARK_SHEET, ABOUT_SHEET)
MOST_COLUMNS, LONGEST_HEADING, MOST_CELLS = 12, 60, 5000
Fault = tuple[str, str, str, str, str]
"""Code, sheet, cell, what is found, what is asked."""


def read_return_template(path: Path) -> ReturnTemplate:
    """The template of a partnership; a Refusal that names every cell that breaks its contract (TPL010 to TPL014)."""
    book = OfficerBook(path)
    faults = [*_about_headings(book), *_about_guidance(book)]
    if faults:
        raise Refusal(
            *(
                Finding(code, Severity.ERROR, says, ask, file=book.file, sheet=sheet, cell=cell)
                for code, sheet, cell, says, ask in faults
            )
        )
    sheet = book.read.sheet(RETURN_SHEET)
    columns = tuple(_own_column(book, sheet, col) for col in _own(sheet)) if sheet else ()
    return ReturnTemplate(columns, tuple(described(book, sheet) for sheet in _guidance(book)))


def _guidance(book: OfficerBook) -> list[ReadSheet]:
    ours = {name.casefold() for name in OURS}
    return [sheet for sheet in book.read.sheets if sheet.name.casefold() not in ours]


def _said(sheet: ReadSheet) -> dict[int, str]:
    """What each column of the row of headings says."""
    row = head_row(sheet)
    found = {col: cell.value for (at, col), cell in sheet.cells.items() if at == row and isinstance(cell.value, str)}
    return {col: " ".join(said.split()) for col, said in sorted(found.items()) if said.strip()}


def _own(sheet: ReadSheet) -> list[int]:
    """The columns right of our last heading that have one of the officer's."""
    return [col for col in _said(sheet) if col > len(HEADINGS)]


def _own_column(book: OfficerBook, sheet: ReadSheet, col: int) -> OwnColumn:
    drawn = book.book[sheet.name]
    cell = drawn.cell(head_row(sheet), col)
    size = drawn.column_dimensions.get(column_letters(col))
    width = size.width if size is not None and size.customWidth else USUAL
    note = cell.comment.text if cell.comment else ""
    return OwnColumn(_said(sheet)[col], min(max(width, NARROWEST), WIDEST), note)


def _about_headings(book: OfficerBook) -> Iterator[Fault]:
    sheet = book.read.sheet(RETURN_SHEET)
    if sheet is None or not head_row(sheet):
        says = f"The sheet '{RETURN_SHEET}' with the headings of a return is gone."
        yield "TPL010", RETURN_SHEET, "", says, "Take a fresh template with: pmxl template return."
        return
    row, said = head_row(sheet), _said(sheet)
    for col, heading in enumerate(HEADINGS, 1):
        if folded(said.get(col, "")) != folded(heading):
            instead = f"says '{show(said[col], 40)}'" if col in said else "is blank"
            ask = f"Type {heading} there; columns of your own go to the right of {HEADINGS[-1]}."
            yield "TPL010", sheet.name, address(row, col), f"The heading {heading} belongs here, and it {instead}.", ask
    yield from _about_own(sheet, row, {col: said[col] for col in _own(sheet)})


def _about_own(sheet: ReadSheet, row: int, own: dict[int, str]) -> Iterator[Fault]:
    taken = {folded(heading) for heading in HEADINGS}
    for col, heading in own.items():
        if folded(heading) in taken:
            says = f"The heading '{show(heading, 40)}' stands twice."
            yield "TPL011", sheet.name, address(row, col), says, "Give your column another heading."
        elif len(heading) > LONGEST_HEADING:
            says = f"The heading has {len(heading)} characters, and at most {LONGEST_HEADING} are read."
            yield "TPL011", sheet.name, address(row, col), says, "Shorten it; more can be said in a note on the cell."
        taken.add(folded(heading))
    if len(own) > MOST_COLUMNS:
        says = f"There are {len(own)} columns of your own, and at most {MOST_COLUMNS} are added."
        yield "TPL011", sheet.name, address(row, max(own)), says, "Leave some out."


def _about_guidance(book: OfficerBook) -> Iterator[Fault]:
    for sheet in _guidance(book):
        if row := head_row(sheet):
            says = f"Row {row} holds headings of a return, and this sheet would be taken for the sheet of figures."
            yield "TPL012", sheet.name, address(row, 1), says, "Show examples under other headings, or fewer of them."
        if book.is_drawn_on(sheet.name):
            says = "The sheet has pictures, shapes or charts, which cannot be taken over into returns."
            yield "TPL013", sheet.name, "", says, "Say it in cells, and delete what is drawn on the sheet."
        if len(sheet.cells) > MOST_CELLS:
            says = f"The sheet has {len(sheet.cells):,} cells, and at most {MOST_CELLS:,} go into every return."
            yield "TPL014", sheet.name, "", says, "Shorten it."

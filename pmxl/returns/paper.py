"""Paper: the sheets of a returned workbook found for what they are, whatever they are called and wherever they went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.returns.headings import COVER_SHEET
from pmxl.returns.headings import FIGURES
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import LABELS
from pmxl.returns.headings import PARTNER_LABEL
from pmxl.returns.headings import PERIOD_LABEL
from pmxl.returns.headings import READ
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.headings import REVISION_LABEL
from pmxl.returns.headings import SIGNED_BY_LABEL
from pmxl.returns.headings import SIGNED_ON_LABEL
from pmxl.returns.headings import column_of
from pmxl.returns.identity import Identity
from pmxl.returns.identity import read_identity
from pmxl.returns.names import folded
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.cells import column_letters
from pmxl.sheets.cells import position
from pmxl.terms import Severity

SEARCHED_ROWS = 30
"""How far down the headings are looked for."""

FEWEST_HEADINGS = 6
"""From this many of our headings in one row on, a sheet is taken for the sheet of figures."""

COVER_LABELS = (PARTNER_LABEL, PERIOD_LABEL, REVISION_LABEL, SIGNED_BY_LABEL, SIGNED_ON_LABEL)
SURE_LABELS = (SIGNED_BY_LABEL, SIGNED_ON_LABEL)
"""Labels that stand on no other sheet: by one of them a renamed cover is known."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A returned workbook in its parts: the sheet of figures, its row of headings and the column of each heading."""

    book: ReadBook
    sheet: ReadSheet
    head_row: int
    columns: dict[str, int]
    identity: Identity | None
    cover: ReadSheet | None
    said: dict[str, tuple[str, Cell | None]]  # what the cover says: label -> (address, cell)
    findings: tuple[Finding, ...]

    def at(self, row: int, heading: str) -> Cell | None:
        """The cell of a row under a heading; None where there is none."""
        col = self.columns.get(heading)
        return self.sheet.cells.get((row, col)) if col else None

    def label(self, row: int, heading: str) -> str:
        """What a row's label says; where one cell was merged over several rows, it speaks for each of them."""
        said, col = text_of(self.at(row, heading)), self.columns.get(heading)
        over = next((m for m in self.sheet.merges if _is_under(m, row, col)), "") if not said and col else ""
        return text_of(self.sheet.cells.get(_corners(over)[0])) if over and _is_one_column(over) else said

    def address(self, row: int, heading: str) -> str:
        """Its address; "" where the column is missing."""
        col = self.columns.get(heading)
        return address(row, col) if col else ""

    def buried(self, row: int) -> dict[str, str]:
        """The headings whose cell in a row lies under merged cells, and which: Excel shows only the first of them."""
        return {
            heading: merged
            for merged in self.sheet.merges
            for heading, col in self.columns.items()
            if _is_under(merged, row, col)
        }


def find_paper(book: ReadBook) -> Paper:
    """The parts of a return. Refuses a workbook that is none (STR007), has two of them (STR002) or lacks columns."""
    identity = next((found for sheet in book.sheets if (found := read_identity(sheet))), None)
    sheet, head_row = _sheet_of_figures(book, known=identity is not None)
    columns = _columns(sheet, head_row)
    cover = _cover(book, sheet)
    return Paper(
        book=book,
        sheet=sheet,
        head_row=head_row,
        columns=columns,
        identity=identity,
        cover=cover,
        said=_said(cover) if cover else {},
        findings=(*_about_sheets(sheet, cover), *_about_columns(sheet, head_row, columns)),
    )


def _is_under(merged: str, row: int, col: int) -> bool:
    """True inside a merged range such as `B2:C3`, its first cell aside."""
    (top, left), (bottom, right) = _corners(merged)
    return top <= row <= bottom and left <= col <= right and (row, col) != (top, left)


def _is_one_column(merged: str) -> bool:
    """True where cells were merged downwards only: a title over many columns labels no row."""
    (_, left), (_, right) = _corners(merged)
    return left == right


@lru_cache(maxsize=4096)
def _corners(merged: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, _, last = merged.partition(":")
    return position(first), position(last or first)


def text_of(cell: Cell | None) -> str:
    """What a cell says, trimmed; a whole number without its decimals; "" for a blank."""
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value).strip()


def _sheet_of_figures(book: ReadBook, *, known: bool) -> tuple[ReadSheet, int]:
    found = [(sheet, row) for sheet in book.sheets if (row := _head_row(sheet))]
    if len(found) == 1:
        return found[0]
    if not found:
        if known:
            says = f"The sheet {RETURN_SHEET} is missing: no sheet has its headings."
            ask = "Put the figures into the workbook as it was issued and send it again."
            raise refuse("STR007", says, ask, part=RETURN_SHEET)
        says = "This is not one of our returns: no sheet has the headings Ref, Area, Period and Value."
        raise refuse("STR007", says, "Send the workbook that was issued to you, with your figures in it.")
    sheets = " and ".join(f"'{sheet.name}'" for sheet, _ in found)
    says = f"There are {len(found)} sheets with the headings of a return: {sheets}."
    raise refuse("STR002", says, "Delete the one that is not meant and send the workbook again.", part=found[1][0].name)


def _head_row(sheet: ReadSheet) -> int:
    """The row that holds the most of our headings, or 0."""
    ours = {folded(heading) for heading in HEADINGS}
    counts: dict[int, set[str]] = {}
    for (row, _), cell in sheet.cells.items():
        if row <= SEARCHED_ROWS and isinstance(cell.value, str) and folded(cell.value) in ours:
            counts.setdefault(row, set()).add(folded(cell.value))
    best = max(counts, key=lambda row: (len(counts[row]), -row), default=0)
    return best if best and len(counts[best]) >= FEWEST_HEADINGS else 0


def _columns(sheet: ReadSheet, head_row: int) -> dict[str, int]:
    """The column of each heading. Refuses where a needed one is missing (STR003) or one stands twice (STR013)."""
    found: dict[str, list[int]] = {}
    ours = {folded(heading): heading for heading in HEADINGS}
    for (row, col), cell in sorted(sheet.cells.items()):
        if row == head_row and isinstance(cell.value, str) and folded(cell.value) in ours:
            found.setdefault(ours[folded(cell.value)], []).append(col)
    for heading in READ:
        if len(found.get(heading, [])) > 1:
            cells = " and ".join(address(head_row, col) for col in found[heading])
            says = f"Two columns are headed {heading}: {cells}."
            ask = "Delete the one that is not meant and send the workbook again."
            raise refuse("STR013", says, ask, sheet=sheet.name, cell=address(head_row, found[heading][1]))
    missing = [heading for heading in (*LABELS, *FIGURES) if heading not in found]
    if missing:
        says = f"{_columns_named(missing)} not found among the headings in row {head_row}."
        raise refuse("STR003", says, "Put the figures into the workbook as it was issued.", sheet=sheet.name)
    return {heading: cols[0] for heading, cols in found.items()}


def _columns_named(headings: list[str]) -> str:
    if len(headings) == 1:
        return f"The column {headings[0]} was"
    return f"The columns {', '.join(headings[:-1])} and {headings[-1]} were"


def _cover(book: ReadBook, figures: ReadSheet) -> ReadSheet | None:
    named = book.sheet(COVER_SHEET)
    if named is not None and named is not figures:
        return named
    sure = {folded(label) for label in SURE_LABELS}
    for sheet in book.sheets:
        texts = {folded(cell.value) for cell in sheet.cells.values() if isinstance(cell.value, str)}
        if sheet is not figures and sure <= texts:
            return sheet
    return None


def _said(cover: ReadSheet) -> dict[str, tuple[str, Cell | None]]:
    """What stands to the right of each of the cover's labels."""
    labels = {folded(label): label for label in COVER_LABELS}
    said: dict[str, tuple[str, Cell | None]] = {}
    for (row, col), cell in sorted(cover.cells.items()):
        if isinstance(cell.value, str) and folded(cell.value) in labels:
            said.setdefault(labels[folded(cell.value)], (address(row, col + 1), cover.cells.get((row, col + 1))))
    return said


def _about_sheets(sheet: ReadSheet, cover: ReadSheet | None) -> Iterator[Finding]:
    if folded(sheet.name) != folded(RETURN_SHEET):
        says = f"The sheet of figures is called '{sheet.name}' and was issued as '{RETURN_SHEET}'."
        yield Finding("STR008", Severity.NOTE, says, "It was read by its headings.", sheet=sheet.name)
    if sheet.state != "visible":
        says = f"The sheet of figures, '{sheet.name}', is hidden."
        yield Finding("STR008", Severity.QUERY, says, "Confirm that its figures are meant.", sheet=sheet.name)
    if cover is None:
        says = f"The sheet {COVER_SHEET} was not found, so there is no name and date of sign-off."
        yield Finding("STR008", Severity.QUERY, says, "Say who signed the return off, and when.", part=COVER_SHEET)


def _about_columns(sheet: ReadSheet, head_row: int, columns: dict[str, int]) -> Iterator[Finding]:
    lacking = [heading for heading in READ if heading not in columns]
    if lacking:
        says = f"{_columns_named(lacking)} not found, and nothing was read from there."
        ask = "Keep all columns as issued; figures were read from the rest."
        yield Finding("STR003", Severity.QUERY, says, ask, sheet=sheet.name, cell=address(head_row, 1))
    moved = [h for h, col in columns.items() if h in READ and col != column_of(h)]
    if moved:
        first = min(moved, key=columns.__getitem__)
        expected, found = column_letters(column_of(first)), column_letters(columns[first])
        count = "1 column was" if len(moved) == 1 else f"{len(moved)} columns were"
        says = f"{count} moved: {first} was expected in column {expected} and found in column {found}."
        yield Finding(
            "STR010",
            Severity.NOTE,
            says,
            "They were read by their headings.",
            sheet=sheet.name,
            cell=address(head_row, columns[first]),
            found=found,
            expected=expected,
        )

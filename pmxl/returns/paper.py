"""Paper: the sheets of a returned workbook found for what they are, whatever they are called and wherever they went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.plural import listed
from pmxl.returns.columns import about_columns
from pmxl.returns.columns import find_columns
from pmxl.returns.headings import COVER_SHEET
from pmxl.returns.headings import PARTNER_LABEL
from pmxl.returns.headings import PERIOD_LABEL
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.headings import REVISION_LABEL
from pmxl.returns.headings import SIGNED_BY_LABEL
from pmxl.returns.headings import SIGNED_ON_LABEL
from pmxl.returns.identity import Identity
from pmxl.returns.identity import read_identity
from pmxl.returns.landmarks import IDENTITY
from pmxl.returns.landmarks import OURS
from pmxl.returns.landmarks import Landmarks
from pmxl.returns.landmarks import Places
from pmxl.returns.landmarks import words_on
from pmxl.returns.names import folded
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.merges import MOST
from pmxl.sheets.merges import Merges
from pmxl.terms import Severity

SEARCHED_ROWS = 30
"""How far down the headings are looked for."""

FEWEST_HEADINGS = 6
"""From this many of our headings in one row on, a sheet is taken for the sheet of figures."""

USUAL_MERGES = 200
"""A sheet with more is read for itself."""

NAMED = 3
"""How many odd places are named before they are only counted."""

COVER_LABELS = (PARTNER_LABEL, PERIOD_LABEL, REVISION_LABEL, SIGNED_BY_LABEL, SIGNED_ON_LABEL)
LABELS = {folded(label): label for label in COVER_LABELS}
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
    merges: Merges
    findings: tuple[Finding, ...]

    def at(self, row: int, heading: str) -> Cell | None:
        """The cell of a row under a heading; None where there is none."""
        col = self.columns.get(heading)
        return self.sheet.cells.get((row, col)) if col else None

    def label(self, row: int, heading: str) -> str:
        """What a row's label says; where one cell was merged over several rows, it speaks for each of them."""
        said, col = text_of(self.at(row, heading)), self.columns.get(heading)
        over = self.merges.over(row, col) if not said and col else None
        if over is None or not over.is_one_column or over.top <= self.head_row:
            return said
        return text_of(self.sheet.cells.get((over.top, over.left)))

    def address(self, row: int, heading: str) -> str:
        """Its address; "" where the column is missing."""
        col = self.columns.get(heading)
        return address(row, col) if col else ""

    def buried(self, row: int) -> dict[str, str]:
        """The headings whose cell in a row lies under merged cells, and which: Excel shows only the first of them."""
        over = {heading: self.merges.over(row, col) for heading, col in self.columns.items()}
        return {heading: merge.ref for heading, merge in over.items() if merge}


def find_paper(book: ReadBook, seen: Landmarks | None = None) -> Paper:
    """The parts of a return. Refuses a workbook that is none (STR007), has two of them (STR002) or lacks columns."""
    seen = seen or Landmarks(book)
    identity = next((found for sheet in seen.with_all(IDENTITY) if (found := read_identity(sheet))), None)
    sheet, heads, places = _sheet_of_figures(seen, known=identity is not None)
    columns = find_columns(sheet, heads, places)
    cover = _cover(book, sheet)
    merges = _merges(sheet.merges) if len(sheet.merges) <= USUAL_MERGES else Merges(sheet.merges)
    return Paper(
        book=book,
        sheet=sheet,
        head_row=heads,
        columns=columns,
        identity=identity,
        cover=cover,
        said=_said(cover) if cover else {},
        merges=merges,
        findings=(
            *_about_sheets(sheet, cover),
            *about_columns(sheet, heads, columns),
            *_about_merges(sheet, merges),
        ),
    )


@lru_cache(maxsize=256)
def _merges(refs: tuple[str, ...]) -> Merges:
    """Those of a sheet, which are the same in return after return."""
    return Merges(refs)


def text_of(cell: Cell | None) -> str:
    """What a cell says, trimmed; a whole number without its decimals; "" for a blank."""
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value).strip()


def _sheet_of_figures(seen: Landmarks, *, known: bool) -> tuple[ReadSheet, int, Places]:
    """The one sheet that has our headings, their row, and where our words stand on it."""
    likely = seen.with_places(FEWEST_HEADINGS)
    found = [(sheet, row, places) for sheet, places in likely if (row := _head_row(places))]
    if len(found) == 1:
        return found[0]
    if not found:
        if known:
            says = f"The sheet {RETURN_SHEET} is missing: no sheet has its headings."
            ask = "Put the figures into the workbook as it was issued and send it again."
            raise refuse("STR007", says, ask, part=RETURN_SHEET)
        says = "This is not one of our returns: no sheet has the headings Ref, Area, Period and Value."
        raise refuse("STR007", says, "Send the workbook that was issued to you, with your figures in it.")
    sheets = listed(f"'{sheet.name}'" for sheet, _, _ in found)
    says = f"There are {len(found)} sheets with the headings of a return: {sheets}."
    raise refuse("STR002", says, "Delete the one that is not meant and send the workbook again.", part=found[1][0].name)


def head_row(sheet: ReadSheet) -> int:
    """The row of a sheet that holds the most of our headings, at least six of them; 0 for none."""
    return _head_row(words_on(sheet))


@lru_cache(maxsize=256)
def _head_row(places: Places) -> int:
    counts: dict[int, set[str]] = {}
    for said, (row, _) in places:
        if row <= SEARCHED_ROWS and said in OURS:
            counts.setdefault(row, set()).add(said)
    best = max(counts, key=lambda row: (len(counts[row]), -row), default=0)
    return best if best and len(counts[best]) >= FEWEST_HEADINGS else 0


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
    said: dict[str, tuple[str, Cell | None]] = {}
    for (row, col), label in sorted(cover.found(_label).items()):
        said.setdefault(label, (address(row, col + 1), cover.cells.get((row, col + 1))))
    return said


@lru_cache(maxsize=4096)
def _label(text: str) -> str:
    """The label of the cover that a text is, "" for any other."""
    return LABELS.get(folded(text), "")


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


def _about_merges(sheet: ReadSheet, merges: Merges) -> Iterator[Finding]:
    """A Note where the file merges what is no place on a sheet, and a Query where it merges too much to look at."""
    if merges.beyond:
        says = f"The sheet has {MOST + merges.beyond:,} merged cells, and the first {MOST:,} were looked at."
        ask = "Unmerge them, and see that no figure lies unseen under one."
        yield Finding("STR052", Severity.QUERY, says, ask, sheet=sheet.name)
    if merges.odd:
        named = listed((f"'{show(ref, 40)}'" for ref in merges.odd), most=NAMED)
        says = f"The file merges cells at {named}, which is no place on a sheet."
        yield Finding("STR051", Severity.NOTE, says, "Nothing was taken to be merged there.", sheet=sheet.name)

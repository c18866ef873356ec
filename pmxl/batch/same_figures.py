"""Same figures: the board's scorecard, the public workbook and the page, read back and compared place by place."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime

from pmxl.assess.disclosed import Disclosed
from pmxl.batch.board_figures import Stands
from pmxl.batch.board_figures import board_figures
from pmxl.batch.page_text import places_on
from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.periods import day_in_brief
from pmxl.reports.public import tables as public
from pmxl.reports.public.book import HEAD_ROW
from pmxl.reports.public.datum import CONFIDENTIAL
from pmxl.reports.public.datum import MEANINGS
from pmxl.reports.public.tables import Table
from pmxl.rules.rounding import published
from pmxl.sheets.cells import CellValue
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.style import STATUS
from pmxl.terms import Severity

FAULT = "Nothing was written; report this as a fault of pmxl."
AGAIN = "Nothing was written. Make the scorecard again with: pmxl scorecard PERIOD; then the public file."
SHAPES = "".join({look.shape for look in STATUS.values()})
NEVER_STOOD = "is nowhere"
COMPARED = (public.FIGURE, public.TARGET, public.RATING, public.NUMERATOR, public.DENOMINATOR)
"""What of the page must stand in the workbook too."""


def differences(found: Disclosed, book: ReadBook, page: str, page_name: str, board: ReadBook | None) -> list[Finding]:
    """Where the three do not say the same, both places named; nothing where they do.

    The board's scorecard shows what is hidden from the public, and figures with more digits than are published.
    """
    tables = list(public.tables(found))
    ours = workbook_places(book, tables)
    return [
        *between_files(ours, places_on(page), page_name),
        *(between_audiences(found, ours, board) if board else ()),
    ]


def workbook_places(book: ReadBook, tables: Sequence[Table]) -> dict[str, Stands]:
    """What stands in every place of the public workbook, by its headings and the names of its rows."""
    found: dict[str, Stands] = {}
    for table in tables:
        sheet = book.sheet(table.name)
        if sheet is not None:
            found |= dict(places_in(book.file, sheet, table))
    return found


def places_in(file: str, sheet: ReadSheet, table: Table) -> Iterator[tuple[str, Stands]]:
    """The places of one of its sheets."""
    headings = {str(cell.value): col for (row, col), cell in sheet.cells.items() if row == HEAD_ROW}
    for row in sorted({row for row, _ in sheet.cells if row > HEAD_ROW}):
        keys = [sheet.cells.get((row, headings[key])) for key in table.keys]
        for heading in table.figures:
            cell = sheet.cells.get((row, headings.get(heading, 0)))
            if cell:
                name = public.place(table.name, [str(key.value) if key else "" for key in keys], heading)
                yield name, Stands(cell.value, file, sheet.name, cell.address)


def between_files(ours: Mapping[str, Stands], page: Mapping[str, list[str]], page_name: str) -> Iterator[Finding]:
    """What the public workbook and the page do not say alike."""
    for name, stands in ours.items():
        said = page.get(name, [])
        if not said and stands.value not in public.SAYS_NOTHING:
            yield differs("OUT030", name, stands, NEVER_STOOD, page_name, FAULT)
        for text in said:
            if not reads_as(stands.value, text):
                yield differs("OUT030", name, stands, f"is {show(text)}", f"{page_name} › {name}", FAULT)
    for name in page.keys() - ours.keys():
        if name.rpartition(" | ")[2] in COMPARED:
            says = f"{name} is {show(page[name][0])} on the page and nowhere in the workbook."
            yield Finding("OUT030", Severity.ERROR, says, FAULT, file=page_name, part=name)


def reads_as(value: CellValue, text: str) -> bool:
    """True where a text says what a cell holds."""
    if isinstance(value, (int, float)):
        return number_in(text) == value
    return " ".join(str(value).split()) == text


def number_in(text: str) -> float | None:
    """The number that a text says, None where it says none."""
    try:
        return float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        return None


def between_audiences(found: Disclosed, ours: Mapping[str, Stands], board: ReadBook) -> Iterator[Finding]:
    """What the public workbook and the board's scorecard do not say alike, hidden figures aside."""
    theirs = board_figures(board, found.assessment.framework)
    decimals = {measure.id: measure.decimals for measure in found.assessment.framework.measures}
    for name, stands in ours.items():
        if stands.value == CONFIDENTIAL or not is_on_board(name):
            continue
        places = decimals[name.split(" | ")[1]]
        seen = theirs.get(name, [])
        if not seen and isinstance(stands.value, float):
            yield differs("OUT031", name, stands, NEVER_STOOD, board.file, AGAIN)
        for one in seen:
            if not is_same(stands.value, one.value, places):
                yield differs("OUT031", name, stands, f"is {show(one.value)}", one.where, AGAIN)


def is_on_board(name: str) -> bool:
    """True for what the scorecard shows too: figures, targets and ratings of measures, figures of their parts."""
    table, heading = name.split(" | ")[0], name.rpartition(" | ")[2]
    wanted = {
        public.MEASURES: (public.FIGURE, public.TARGET, public.RATING),
        public.TRENDS: (public.FIGURE, public.TARGET),
    }
    return heading in wanted.get(table, (public.FIGURE,) if table in (public.PARTNERS, public.AREAS) else ())


def is_same(public_value: CellValue, board_value: CellValue, decimals: int) -> bool:
    """True where the board's figure is the public one once it is rounded, or both have none, or say the same word."""
    if isinstance(board_value, datetime):
        return public_value == day_in_brief(board_value)
    if isinstance(board_value, (int, float)):
        rounded = published(float(board_value), decimals).item()
        return isinstance(public_value, (int, float)) and public_value == rounded
    if isinstance(public_value, (int, float)):
        return False
    return str(public_value) in MEANINGS or str(board_value).strip(f"{SHAPES} ") == public_value


def differs(code: str, name: str, stands: Stands, other: str, where: str, ask: str) -> Finding:
    """One difference with both its places."""
    says = f"{name} is {show(stands.value)} here and {other} in {where}."
    return Finding(code, Severity.ERROR, says, ask, file=stands.file, sheet=stands.sheet, cell=stands.cell)

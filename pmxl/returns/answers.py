"""Answers: what a partner typed in the sheet Queries, matched to the questions by the hidden mark beside it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.returns.headings import ANSWER
from pmxl.returns.headings import ANSWERED_BY
from pmxl.returns.headings import QUERY_MARK_SHEET
from pmxl.returns.headings import QUERY_NUMBER
from pmxl.returns.landmarks import ASKED
from pmxl.returns.landmarks import QUERY
from pmxl.returns.landmarks import Landmarks
from pmxl.returns.names import folded
from pmxl.returns.paper import text_of
from pmxl.returns.query import fingerprint
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.text import kept_text
from pmxl.terms import Severity

SEARCHED_ROWS = 60
"""How far down the headings are looked for."""
KEYS = ("schema", "to", "for", "revision", "of", "mark")


@dataclass(frozen=True, slots=True)
class QueryMark:
    """Which query a workbook carries: texts as they stand in its hidden sheet; `asks` has number, finding and code."""

    schema: str
    to: str
    when: str
    revision: int
    of: str
    mark: str
    asks: tuple[tuple[int, str, str], ...]

    @property
    def is_whole(self) -> bool:
        """True when nothing in it was changed by hand."""
        ours = fingerprint(self.schema, self.to, self.when, str(self.revision), self.of, self.asks)
        return self.mark == ours


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer as typed: to which finding (its number in the ledger, its code), what it says, and who says it."""

    finding: str
    code: str
    text: str
    name: str
    sheet: str
    cell: str


def read_mark(book: ReadBook, seen: Landmarks | None = None) -> QueryMark | None:
    """The mark of a query workbook, None where there is none."""
    for sheet in (seen or Landmarks(book)).with_all(QUERY):
        if said := _keys(sheet):
            schema, to, when, revision, of, mark = (said.get(f"query {key}", "") for key in KEYS)
            number = int(revision) if revision.isdecimal() else 0
            return QueryMark(schema, to, when, number, of, mark, tuple(_asks(sheet)))
    return None


def read_replies(
    book: ReadBook, mark: QueryMark | None, seen: Landmarks | None = None
) -> tuple[tuple[Reply, ...], tuple[Finding, ...]]:
    """What was typed as answers; a Query for each that stands where nothing was asked any more."""
    sheets = (seen or Landmarks(book)).with_all(ASKED.keys())
    found = next(((sheet, *heads) for sheet in sheets if (heads := _heads(sheet))), None)
    if found is None:
        return (), ()
    sheet, row, columns = found
    asks = {number: (finding, code) for number, finding, code in mark.asks} if mark and mark.is_whole else {}
    replies: list[Reply] = []
    lost: list[Finding] = []
    for number, text, name, cell in _typed(sheet, row, columns):
        if number in asks:
            replies.append(Reply(*asks[number], text, name, sheet.name, cell))
        else:
            lost.append(_unmatched(sheet, text, cell, known=bool(asks)))
    return tuple(replies), tuple(lost)


def query_sheets(book: ReadBook) -> tuple[str, ...]:
    """The names of the sheets of an earlier query: the questions and their mark."""
    return tuple(sheet.name for sheet in book.sheets if _heads(sheet) or _keys(sheet))


def _keys(sheet: ReadSheet) -> dict[str, str]:
    """What the mark says, by its keys; nothing on any other sheet."""
    said = {folded(_said(sheet, row, 1)): _said(sheet, row, 2) for row, col in sheet.cells if col == 1}
    return said if {"query to", "query mark"} <= said.keys() else {}


def _asks(sheet: ReadSheet) -> Iterator[tuple[int, str, str]]:
    heads = [row for row, col in sheet.cells if col == 1 and folded(_said(sheet, row, 1)) == "question"]
    for row in sorted({row for row, _ in sheet.cells if heads and row > min(heads)}):
        number, finding, code = (_said(sheet, row, col) for col in (1, 2, 3))
        if number.isdecimal():
            yield int(number), finding, code


def _heads(sheet: ReadSheet) -> tuple[int, dict[str, int]] | None:
    """The row of headings and the column of each; None on any other sheet."""
    found = [
        (row, col, ASKED[folded(value)])
        for (row, col), cell in sheet.cells.items()
        if row <= SEARCHED_ROWS and isinstance(value := cell.value, str) and folded(value) in ASKED
    ]
    rows: dict[int, dict[str, int]] = {}
    for row, col, heading in sorted(found):
        rows.setdefault(row, {}).setdefault(heading, col)
    return next(((row, columns) for row, columns in rows.items() if len(columns) == len(ASKED)), None)


def _typed(sheet: ReadSheet, head: int, columns: Mapping[str, int]) -> Iterator[tuple[int, str, str, str]]:
    """Number of the question, answer, name and cell of every answer that was given."""
    for row in sorted({row for row, _ in sheet.cells if row > head}):
        number = _said(sheet, row, columns[QUERY_NUMBER])
        text = kept_text(_said(sheet, row, columns[ANSWER]))
        if text:
            name = kept_text(_said(sheet, row, columns[ANSWERED_BY]))
            yield int(number) if number.isdecimal() else 0, text, name, address(row, columns[ANSWER])


def _said(sheet: ReadSheet, row: int, col: int) -> str:
    return text_of(sheet.cells.get((row, col)))


def _unmatched(sheet: ReadSheet, text: str, cell: str, *, known: bool) -> Finding:
    """An answer that cannot be matched to a question: it is told, so that it is not lost."""
    if known:
        says = f"The answer '{show(text)}' stands in a row whose number is none of the questions."
    else:
        says = f"The answer '{show(text)}' has lost its question: the hidden sheet {QUERY_MARK_SHEET} is not whole."
    ask = "Say which question it answers, or accept the finding for the partner with pmxl accept."
    return Finding("RET040", Severity.QUERY, says, ask, sheet=sheet.name, cell=cell, found=show(text))

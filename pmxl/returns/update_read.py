"""An annual update form read back: recognised by its hidden mark, its rows by their refs, its columns by headings."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.periods import Period
from pmxl.returns.claim import period_named
from pmxl.returns.headings import SIGNED_BY_LABEL
from pmxl.returns.headings import SIGNED_ON_LABEL
from pmxl.returns.names import folded
from pmxl.returns.paper import text_of
from pmxl.returns.update_form import ENTRIES
from pmxl.returns.update_form import Entry
from pmxl.returns.update_form import mark_of
from pmxl.returns.update_sheet import MARK_SHEET
from pmxl.returns.update_sheet import REF
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.text import kept_text
from pmxl.terms import Outcome
from pmxl.terms import Severity

SEARCHED_ROWS = 60
FEWEST_HEADINGS = 4
"""Of our headings in one row, so many show that it is the row of headings."""
KEYS = ("schema", "by", "for", "revision", "framework", "mark")
YEAR = 12
AS_ISSUED = "Send back the form that was issued to you."


@dataclass(frozen=True, slots=True)
class UpdateMark:
    """What the hidden sheet says: texts as they stand there, and the refs asked about."""

    schema: str
    by: str
    when: str
    revision: str
    framework: str
    mark: str
    refs: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """True when nothing in it was changed by hand."""
        return self.mark == mark_of(self.schema, self.by, self.when, self.revision, self.framework, self.refs)


@dataclass(frozen=True, slots=True)
class Filled:
    """One field that was filled in, and where it stands."""

    ref: str
    field: str
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReadUpdate:
    """What came of a form; where it was refused nothing of it is kept."""

    officer: str
    year: Period | None
    revision: int
    filled: tuple[Filled, ...]
    findings: tuple[Finding, ...]
    signed_by: str = ""
    signed_on: date | None = None

    @property
    def outcome(self) -> Outcome:
        """Refused by an Error; with findings where something is to be answered."""
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            return Outcome.REFUSED
        return Outcome.FINDINGS if self.findings else Outcome.READ

    @property
    def code(self) -> str:
        """The code of the first finding, "" where there is none."""
        return self.findings[0].code if self.findings else ""


def update_mark(book: ReadBook) -> UpdateMark | None:
    """The mark of an update form; None for any other workbook."""
    for sheet in book.sheets:
        said = {folded(_text(sheet, row, 1)): (row, _text(sheet, row, 2)) for row, col in sheet.cells if col == 1}
        if not {"update by", "update mark"} <= said.keys():
            continue
        below = said.get("update of", (0, ""))[0]
        refs = [_text(sheet, row, 1) for row, col in sorted(sheet.cells) if col == 1 and below and row > below]
        schema, by, when, revision, framework, mark = (said.get(f"update {key}", (0, ""))[1] for key in KEYS)
        return UpdateMark(schema, by, when, revision, framework, mark, tuple(ref for ref in refs if ref))
    return None


def read_update(book: ReadBook, mark: UpdateMark, known: Collection[str] | None, first_month: int) -> ReadUpdate:
    """What was filled in. `known` are the marks of the forms that were issued (None: not looked at)."""
    year = period_named(mark.when, first_month, YEAR)
    revision = int(mark.revision) if mark.revision.isdecimal() else 0
    found = ReadUpdate(mark.by, year, revision, (), ())
    refused = _objection(mark, year, revision, known)
    place = _sheet(book)
    if refused is None and place is None:
        says = f"No sheet has the headings of an update form: {REF} and {', '.join(e.heading for e in ENTRIES[:2])}."
        refused = _finding("RET091", Severity.ERROR, says, AS_ISSUED)
    if refused is not None or place is None:
        return replace(found, findings=_placed(book, [refused] if refused else []))
    sheet, head, columns = place
    filled, odd = _filled(sheet, head, columns, mark)
    name, on = _signed(sheet, head)
    odd += _about_signing(sheet, name, is_filled=bool(filled))
    return replace(found, filled=tuple(filled), findings=_placed(book, odd), signed_by=name, signed_on=on)


def _objection(mark: UpdateMark, year: Period | None, revision: int, known: Collection[str] | None) -> Finding | None:
    """Why the form cannot be taken."""
    if not mark.is_whole or year is None or not revision:
        says = f"The hidden sheet {MARK_SHEET} was changed: its mark does not fit what it says."
        return _finding("RET090", Severity.ERROR, says, AS_ISSUED, part=MARK_SHEET)
    if known is not None and mark.mark not in known:
        says = f"No update form with the mark {mark.mark} was issued from this folder."
        return _finding("RET090", Severity.ERROR, says, AS_ISSUED, part=MARK_SHEET)
    return None


def _sheet(book: ReadBook) -> tuple[ReadSheet, int, dict[str, int]] | None:
    """The sheet of answers, its row of headings, and the column of each heading."""
    ours = {folded(REF): REF} | {folded(entry.heading): entry.key for entry in ENTRIES}
    for sheet in book.sheets:
        found: dict[int, dict[str, int]] = {}
        for (row, col), cell in sorted(sheet.cells.items()):
            if row <= SEARCHED_ROWS and isinstance(cell.value, str) and folded(cell.value) in ours:
                found.setdefault(row, {}).setdefault(ours[folded(cell.value)], col)
        best = max(found, key=lambda row: len(found[row]), default=0)
        if best and len(found[best]) >= FEWEST_HEADINGS and REF in found[best]:
            return sheet, best, found[best]
    return None


def _filled(
    sheet: ReadSheet, head: int, columns: dict[str, int], mark: UpdateMark
) -> tuple[list[Filled], list[Finding]]:
    """Every field filled in, with a Query for each row that is none of the form's and each word not to choose from."""
    asked = {folded(ref): ref for ref in mark.refs}
    filled: list[Filled] = []
    odd: list[Finding] = []
    for row in sorted({row for row, _ in sheet.cells if row > head}):
        said = _text(sheet, row, columns[REF])
        for entry in ENTRIES:
            col = columns.get(entry.key)
            text = kept_text(_text(sheet, row, col)) if col else ""
            if not text or col is None:
                continue
            if folded(said) not in asked:
                odd.append(_stray(sheet, row, col, said, text))
                continue
            odd += _about_choice(sheet, row, col, entry, text)
            words = _choice(entry, text)
            filled.append(Filled(asked[folded(said)], entry.key, words, sheet.name, address(row, col)))
    return filled, odd


def _choice(entry: Entry, text: str) -> str:
    """The word to choose from as we spell it, or what was typed."""
    return next((word for word in entry.choices if folded(word) == folded(text)), text)


def _about_choice(sheet: ReadSheet, row: int, col: int, entry: Entry, text: str) -> Iterator[Finding]:
    if entry.choices and folded(text) not in {folded(word) for word in entry.choices}:
        says = f"'{show(text)}' is none of the words under {entry.heading}. It was kept as it stands."
        ask = f"Choose {', '.join(entry.choices[:-1])} or {entry.choices[-1]}."
        yield _finding("RET092", Severity.QUERY, says, ask, sheet, address(row, col), found=show(text))


def _stray(sheet: ReadSheet, row: int, col: int, said: str, text: str) -> Finding:
    says = f"'{show(text)}' stands in a row whose {REF} is '{show(said)}', which is none of this form's."
    ask = "Put the answer into the row that it belongs to and send the form again."
    return _finding("RET093", Severity.QUERY, says, ask, sheet, address(row, col), found=show(said))


def _signed(sheet: ReadSheet, head: int) -> tuple[str, date | None]:
    """Who completed the form, and when."""
    said: dict[str, object] = {}
    for (row, col), cell in sorted(sheet.cells.items()):
        for label in (SIGNED_BY_LABEL, SIGNED_ON_LABEL):
            if row < head and isinstance(cell.value, str) and folded(cell.value) == folded(label):
                beside = sheet.cells.get((row, col + 1))
                said[label] = beside.value if beside else None
    on = said.get(SIGNED_ON_LABEL)
    day = on.date() if isinstance(on, datetime) else on if isinstance(on, date) else None
    name = said.get(SIGNED_BY_LABEL)
    return kept_text(str(name)) if name is not None else "", day


def _about_signing(sheet: ReadSheet, name: str, *, is_filled: bool) -> list[Finding]:
    if not is_filled:
        says = "Nothing was filled in."
        return [_finding("RET094", Severity.QUERY, says, "Fill in the cream cells and send the form again.", sheet)]
    if not name:
        says = f"Nobody's name stands beside {SIGNED_BY_LABEL}."
        return [_finding("RET094", Severity.QUERY, says, "Say who completed the form.", sheet)]
    return []


def _placed(book: ReadBook, findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(replace(finding, file=book.file, sha256=book.sha256) for finding in findings)


def _text(sheet: ReadSheet, row: int, col: int | None) -> str:
    """What a cell says; of a formula that was saved without its value, the formula as it was typed."""
    cell = sheet.cells.get((row, col)) if col else None
    said = text_of(cell)
    return said or (f"={cell.formula}" if cell is not None and cell.formula else "")


def _finding(
    code: str,
    severity: Severity,
    says: str,
    ask: str,
    sheet: ReadSheet | None = None,
    cell: str = "",
    *,
    part: str = "",
    found: str = "",
) -> Finding:
    return Finding(code, severity, says, ask, sheet=sheet.name if sheet else "", cell=cell, part=part, found=found)

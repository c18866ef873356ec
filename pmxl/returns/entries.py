"""Entries: the cells of one row read into what the row gives, each by the grammar of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.returns.given import Given
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import FIGURES
from pmxl.returns.headings import MARKS
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import PROVISIONAL
from pmxl.returns.headings import VALUE
from pmxl.returns.limits import is_whole
from pmxl.returns.names import area_named
from pmxl.returns.names import folded
from pmxl.returns.numbers import NO
from pmxl.returns.numbers import YES
from pmxl.returns.numbers import read_number
from pmxl.returns.ours import is_ours
from pmxl.returns.reading import NumberReading
from pmxl.returns.untold import AS_XLSX
from pmxl.returns.untold import blank_in_doubt
from pmxl.returns.untold import in_doubt
from pmxl.returns.untold import is_no_news
from pmxl.returns.untold import may_be_ours
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.formulas import formula_words
from pmxl.sheets.text import CELL_LIMIT
from pmxl.sheets.text import kept_text
from pmxl.sheets.text import utf16_length
from pmxl.terms import Kind
from pmxl.terms import Severity

ELSEWHERE = re.compile(
    r"\[[0-9]+\][^\[\]]*!|\[[^\[\]]+\.(?:xl|ods)[^\[\]]*\]|'(?:file:|[a-z]:|\\\\|https?:)[^']*'[#!]", re.I
)
"""Another workbook's name, or its number, as formulas write it."""

PARTS = (NUMERATOR, DENOMINATOR)
NO_MARK = "-"
QUALITY_MARKS = ("1", "2", "3", "4")
SAYS_YES = (*YES, "x", "p", "provisional")
SAYS_NO = (*NO, "", "final")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row's cells by heading, and where each stands (also where nothing stands)."""

    key: Key
    measure: Measure
    sheet: str
    cells: Mapping[str, Cell]
    places: Mapping[str, str]
    currency: str
    typical: tuple[float, ...] = ()  # earlier figures, oldest first: what a value usually looks like
    aims: tuple[float, ...] = ()  # target, bounds and standard: what it should look like
    note: str = ""
    date1904: bool = False  # whether bare numbers count days from 1904, as on older Macs
    buried: Mapping[str, str] = field(default_factory=dict)  # heading -> the merged cells that hide its cell
    kind: BookKind = BookKind.XLSX  # what sort of file it stood in: not every sort tells formats and formulas
    framework: Framework | None = field(default=None, compare=False, repr=False)  # by which areas are named

    @property
    def name(self) -> str:
        """What the row is of: `Missed bins in North Vale`, or the measure alone where it is not by area."""
        if not self.key.area or self.framework is None:
            return self.measure.name
        return f"{self.measure.name} in {area_named(self.framework, self.key.area)}"

    def finding(self, heading: str, code: str, severity: Severity, says: str, ask: str) -> Finding:
        """A finding about one of its cells."""
        cell = self.cells.get(heading)
        found = show(cell.raw) if cell else ""
        return Finding(code, severity, says, ask, sheet=self.sheet, cell=self.places.get(heading, ""), found=found)


def read_entry(entry: Entry) -> Given:
    """What a row gives. Our own formula gives nothing: its value is worked out from the parts."""
    readings: dict[str, NumberReading] = {}
    findings: list[Finding] = []
    for heading in FIGURES:
        cell = entry.cells.get(heading)
        if cell is None or is_blank(cell) or is_ours(cell):
            continue
        if heading in PARTS and not entry.measure.kind.of_two_parts:
            findings.append(_not_needed(entry, heading))
            continue
        reading = _read(entry, heading, cell)
        if reading.blank or (heading == VALUE and _is_worked_out(entry, cell, readings)):
            continue
        readings[heading] = reading
        findings += _remarks(entry, heading, cell, reading)
    if not readings and entry.kind is BookKind.XLSB:
        findings.append(_doubtful_blank(entry))
    commentary, lost = _commentary(entry)
    quality, odd_marks = _quality(entry)
    provisional, odd_answer = _provisional(entry)
    return Given(
        key=entry.key,
        measure=entry.measure,
        sheet=entry.sheet,
        readings=readings,
        places=entry.places,
        commentary=commentary,
        provisional=provisional,
        quality=quality,
        note=entry.note,
        findings=(*findings, *lost, *odd_marks, *odd_answer),
    )


def is_blank(cell: Cell | None) -> bool:
    """True where nothing stands, not even a formula; spaces of any sort are nothing."""
    if cell is None:
        return True
    if cell.formula is not None:
        return False
    return cell.value is None or (isinstance(cell.value, str) and not folded(cell.value))


def _read(entry: Entry, heading: str, cell: Cell) -> NumberReading:
    part = f"{heading} of {entry.name}"
    typical, aims = (entry.typical, entry.aims) if heading == VALUE else ((), ())
    reading = read_number(
        cell,
        entry.measure.kind,
        part=part,
        typical=typical,
        aims=aims,
        currency=entry.currency,
        date1904=entry.date1904,
        whole=is_whole(entry.measure),
        unit=entry.measure.unit if heading == VALUE else "",
    )
    is_percentage = heading == VALUE and entry.measure.kind is Kind.PERCENTAGE
    told = entry.kind is not BookKind.XLSB or cell.type is not CellType.NUMBER
    return in_doubt(reading, part) if is_percentage and not told else reading


def _is_worked_out(entry: Entry, cell: Cell, readings: Mapping[str, NumberReading]) -> bool:
    """True where a value is, as far as such a file tells, what our formula made of the parts: no figure of its own."""
    if entry.kind not in (BookKind.XLSB, BookKind.CSV) or not entry.measure.kind.of_two_parts:
        return False
    above, below = (readings[part].value if part in readings else None for part in PARTS)
    return bool(below) and above is not None and may_be_ours(cell, above * entry.measure.multiplier / (below or 1))


def _doubtful_blank(entry: Entry) -> Finding:
    says = blank_in_doubt(f"{VALUE} of {entry.name}")
    return entry.finding(VALUE, "CEL021", Severity.HOLD, says, AS_XLSX)


def _remarks(entry: Entry, heading: str, cell: Cell, reading: NumberReading) -> Iterator[Finding]:
    """What the reading had to say, and what the officer should know of where the figure stood."""
    if reading.code and reading.severity is not None and not is_no_news(entry.kind, reading.code):
        yield entry.finding(heading, reading.code, reading.severity, reading.says, reading.ask)
    if cell.formula is not None and cell.value is not None and cell.type is not CellType.ERROR:
        says = f"{heading} of {entry.name} is worked out by {formula_words(cell.formula, 60)}."
        yield entry.finding(heading, "CEL004", Severity.NOTE, says, "Its saved value was read.")
        if ELSEWHERE.search(cell.formula):
            says = f"{heading} of {entry.name} was taken from another workbook, and may have changed there since."
            yield entry.finding(heading, "CEL022", Severity.QUERY, says, "Confirm the figure, or type it.")
    if heading in entry.buried:
        says = f"{heading} of {entry.name} lies unseen under the merged cells {entry.buried[heading]}."
        yield entry.finding(heading, "CEL005", Severity.QUERY, says, "Confirm that it is meant, and unmerge the cells.")


def _not_needed(entry: Entry, heading: str) -> Finding:
    says = f"{entry.measure.name} has no {heading.lower()}, and what stands there was not read."
    return entry.finding(heading, "VAL018", Severity.QUERY, says, "Give the figure under Value, and clear this cell.")


def _commentary(entry: Entry) -> tuple[str, list[Finding]]:
    """What is said beside the figures; a Query where a formula says nothing."""
    cell = entry.cells.get(COMMENTARY)
    if cell is None or (cell.value is None and cell.formula is None):
        return "", []
    if cell.type is not CellType.ERROR and cell.value is not None:
        said = cell.value if isinstance(cell.value, str) else cell.raw
        return kept_text(said), _cut(entry, utf16_length(said))
    if cell.type is CellType.ERROR:
        code, fact = "CEL001", f"shows {show(cell.value or cell.raw)}"
    else:
        code, fact = "CEL002", f"holds {formula_words(cell.formula, 40)} without a saved value"
    says = f"{COMMENTARY} of {entry.name} {fact}, and no commentary was read."
    return "", [entry.finding(COMMENTARY, code, Severity.QUERY, says, "Type the commentary as text.")]


def _cut(entry: Entry, length: int) -> list[Finding]:
    """The Query for a commentary that no cell of ours can hold."""
    if length <= CELL_LIMIT:
        return []
    says = f"{COMMENTARY} of {entry.name} has {length:,} characters, and a cell holds {CELL_LIMIT:,}: "
    says += "the rest was cut off."
    return [entry.finding(COMMENTARY, "CEL030", Severity.QUERY, says, "Say it in fewer words.")]


def _provisional(entry: Entry) -> tuple[bool, list[Finding]]:
    said = _word(entry, PROVISIONAL)
    if said in SAYS_YES or said in SAYS_NO:
        return said in SAYS_YES, []
    says = f"Provisional of {entry.name} says '{show(said)}', and the figure was taken as final."
    return False, [entry.finding(PROVISIONAL, "VAL016", Severity.QUERY, says, "Say Yes, or leave it blank.")]


def _quality(entry: Entry) -> tuple[str, list[Finding]]:
    """The six marks as "443344", "-" where one is not given; "" where none is."""
    marks, odd = [], []
    for heading in MARKS:
        said = _word(entry, heading)
        marks.append(said if said in QUALITY_MARKS else NO_MARK)
        if said and said not in QUALITY_MARKS:
            says = f"{heading} of {entry.name} is marked '{show(said)}', and a mark is 1, 2, 3 or 4."
            odd.append(entry.finding(heading, "VAL015", Severity.QUERY, says, "Give the mark, or leave it blank."))
    quality = "".join(marks)
    return ("" if quality == NO_MARK * len(MARKS) else quality), odd


def _word(entry: Entry, heading: str) -> str:
    """What a drop-down says, in lower case; a whole number without its decimals."""
    cell = entry.cells.get(heading)
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, float):
        return f"{cell.value:.15g}"
    return folded(str(cell.value))

"""Tidy figures: one row a figure, from a CSV file or a sheet, read and checked as a return is."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from pmxl.figures import Figure
from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.framework.monthly import monthly
from pmxl.plural import listed
from pmxl.returns.check import Judged
from pmxl.returns.check import untested_notes
from pmxl.returns.entries import NO_MARK
from pmxl.returns.entries import Entry
from pmxl.returns.given import worst_of
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import MARKS
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import PROVISIONAL
from pmxl.returns.headings import VALUE
from pmxl.returns.history import History
from pmxl.returns.judging import judge_in_order
from pmxl.returns.labels import described
from pmxl.returns.memory import Memory
from pmxl.returns.names import giver_named
from pmxl.returns.names import names_of
from pmxl.returns.read import outcome_of
from pmxl.returns.tidy_labels import Line
from pmxl.returns.tidy_labels import LineReader
from pmxl.returns.tidy_labels import label
from pmxl.returns.tidy_labels import line_finding
from pmxl.sheets.cells import CellType
from pmxl.sheets.text import kept_text
from pmxl.sheets.tidy import Row
from pmxl.sheets.tidy import read_table
from pmxl.sheets.tidy import unguarded
from pmxl.terms import Outcome
from pmxl.terms import Severity

TEXT_NOTES = ("NUM001", "NUM003")
NEEDED = ("measure", "period")
FIGURES = ("numerator", "denominator", "value")
ENTRIES = {
    "numerator": NUMERATOR,
    "denominator": DENOMINATOR,
    "value": VALUE,
    "commentary": COMMENTARY,
    "provisional": PROVISIONAL,
}
SIX_MARKS = re.compile(f"[1-4{NO_MARK}]{{{len(MARKS)}}}")


@dataclass(frozen=True, slots=True)
class ReadTidy:
    """What came of a tidy file: the figures to keep, and the count of rows by what became of them.

    Held are also rows of which it must be answered first what they are of: there is no figure of them yet.
    """

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    held: int
    refused: int
    blank: int
    outcome: Outcome
    code: str

    @property
    def kept(self) -> int:
        """How many figures count at once."""
        return sum(not figure.held for figure in self.figures)

    @property
    def read(self) -> int:
        """How many figures the file gave: kept, held and refused."""
        return self.kept + self.held + self.refused


def read_tidy(
    path: Path,
    framework: Framework,
    history: History,
    denominators: History | None = None,
    numerators: History | None = None,
    table: Callable[[Path], tuple[list[str], list[Row]]] = read_table,
) -> ReadTidy:
    """Reads a tidy table (partner, area, measure, period, numerator, denominator, value, ...) and checks every row.

    `denominators` and `numerators` are the earlier ones beside the earlier figures (None: not looked at), `table`
    reads the rows. Raises Refusal where it is no such table (STR016, and what the reader of tables raises).
    """
    columns, lines = table(path)
    _check_columns(columns, path.name)
    reader = LineReader(framework, names_of(framework))
    keyed, unread = _keyed(reader, lines)
    judged, marked = _judge_every(keyed, framework, history, denominators, Memory(numerators or {}))
    doubled = {key: found for key, found in keyed.items() if len(found) > 1}
    findings = (
        *(finding for faults in unread for finding in faults),
        *(_twice(key, found, framework) for key, found in doubled.items()),
        *(replace(finding, partner=one.row.key.partner) for one in judged for finding in one.findings),
        *marked,
        *untested_notes(judged, ""),
        *reader.extra,
    )
    figures = tuple(one.figure for one in judged if one.figure)
    waiting = sum(worst_of(faults) is Severity.HOLD for faults in unread)
    findings = tuple(replace(finding, file=path.name) for finding in findings)
    outcome, code = outcome_of(findings)
    return ReadTidy(
        figures=figures,
        findings=findings,
        held=sum(figure.held for figure in figures) + waiting,
        refused=len(unread) - waiting + sum(map(len, doubled.values())) + sum(one.is_refused for one in judged),
        blank=sum(one.row.given.is_blank for one in judged),
        outcome=outcome,
        code=code,
    )


def _check_columns(columns: list[str], file: str) -> None:
    missing = [name for name in NEEDED if name not in columns]
    if not missing and any(name in columns for name in FIGURES):
        return
    lacks = ", ".join(missing) or "value (or numerator and denominator)"
    says = f"The table has no column {lacks}; it has {', '.join(columns)}."
    ask = "Name the columns partner, area, measure, period, numerator, denominator and value."
    raise refuse("STR016", says, ask, file=file)


def _keyed(reader: LineReader, lines: Iterable[Line]) -> tuple[dict[Key, list[Line]], list[list[Finding]]]:
    """The lines by what their figures are of, and what is said of each line that does not tell."""
    keyed: dict[Key, list[Line]] = {}
    unread: list[list[Finding]] = []
    for line in lines:
        key = reader.key(line)
        if isinstance(key, Key):
            keyed.setdefault(key, []).append(line)
        else:
            unread.append(key)
    return keyed, unread


def _judge_every(
    keyed: Mapping[Key, list[Line]],
    framework: Framework,
    history: History,
    denominators: History | None,
    memory: Memory,
) -> tuple[list[Judged], list[Finding]]:
    """The verdict on every line; on extra readings as on the return of a month, which asks for the measure by it."""
    extra = [key for key in keyed if key.period.months < framework.measure(key.measure).frequency.months]
    usual = {key: found for key, found in keyed.items() if key not in extra}
    judged, marked = _judge_all(usual, framework, history, denominators, memory)
    if extra:
        by_month = monthly(framework, {key.measure for key in extra})
        more = _judge_all({key: keyed[key] for key in extra}, by_month, history, denominators, memory)
        judged, marked = [*judged, *more[0]], [*marked, *more[1]]
    return judged, marked


def _judge_all(
    keyed: Mapping[Key, list[Line]],
    framework: Framework,
    history: History,
    denominators: History | None,
    memory: Memory,
) -> tuple[list[Judged], list[Finding]]:
    """The verdict on every line that is alone in its place, in the order of the file; and the marks of quality."""
    lines = {key: found[0] for key, found in keyed.items() if len(found) == 1}
    is_text = all(cell.type in (CellType.TEXT, CellType.BLANK) for line in lines.values() for cell in line.values())
    silent = TEXT_NOTES if is_text else ()  # in a CSV every number and date is text, which is not worth a word
    entries = [(_entry(key, line, framework), False) for key, line in lines.items()]
    judged = judge_in_order(entries, framework, history, denominators, imported=True, silent=silent, memory=memory)
    odd: list[Finding] = []
    marked = []
    for one, line in zip(judged, lines.values(), strict=True):
        quality = _quality(one.row.key, line, odd)
        marked.append(replace(one, figure=replace(one.figure, quality=quality)) if one.figure and quality else one)
    return marked, odd


def _quality(key: Key, line: Line, odd: list[Finding]) -> str:
    """The six marks in one word, "" where there are none; a Query where the word is no such thing."""
    said = unguarded(label(line, "quality"))
    if not said or SIX_MARKS.fullmatch(said):
        return said if said.strip(NO_MARK) else ""
    says = f"Quality says '{show(said)}', which is not six marks, and none was kept."
    ask = "Give six marks from 1 to 4 in one word, - where there is none, as in 4433-4."
    finding = line_finding(line, "quality", "VAL015", Severity.QUERY, says, ask)
    period = key.period.label
    odd.append(replace(finding, measure=key.measure, area=key.area, period=period, partner=key.partner))
    return ""


def _entry(key: Key, line: Line, framework: Framework) -> Entry:
    cells = {ENTRIES[name]: cell for name, cell in line.items() if name in ENTRIES}
    said = cells.get(COMMENTARY)
    if said is not None and isinstance(said.value, str):
        cells[COMMENTARY] = said._replace(value=unguarded(said.value))
    anywhere = next(iter(line.values())).address
    return Entry(
        key=key,
        measure=framework.measure(key.measure),
        sheet="",
        cells=cells,
        places={heading: cells[heading].address if heading in cells else anywhere for heading in ENTRIES.values()},
        currency=framework.settings.currency,
        note=kept_text(unguarded(label(line, "source"))),
        framework=framework,
    )


def _twice(key: Key, lines: list[Line], framework: Framework) -> Finding:
    rows = listed(str(line["measure"].row) for line in lines)
    who = giver_named(framework, key.partner)
    says = f"{described(key, framework)} of {who} stands in rows {rows}, and none of them was read."
    return line_finding(lines[1], "measure", "STR005", Severity.ERROR, says, "Delete the row that is not meant.")

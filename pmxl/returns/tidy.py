"""Tidy figures: one row a figure, from a CSV file or a sheet, read and checked as a return is."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from pathlib import Path

from pmxl.figures import Figure
from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.readings import read_period
from pmxl.returns.check import Judged
from pmxl.returns.check import untested_notes
from pmxl.returns.entries import NO_MARK
from pmxl.returns.entries import Entry
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
from pmxl.returns.names import Names
from pmxl.returns.names import folded
from pmxl.returns.names import names_of
from pmxl.returns.names import nearest
from pmxl.returns.paper import text_of
from pmxl.returns.read import outcome_of
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.text import kept_text
from pmxl.sheets.tidy import Row
from pmxl.sheets.tidy import read_table
from pmxl.sheets.tidy import unguarded
from pmxl.terms import Outcome
from pmxl.terms import Severity

PERIOD_CODE = "NUM050"
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
Line = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class ReadTidy:
    """What came of a tidy file: the figures to keep, and the count of rows by what became of them."""

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    kept: int
    held: int
    refused: int
    blank: int
    outcome: Outcome
    code: str

    @property
    def read(self) -> int:
        """How many figures the file gave: kept, held and refused."""
        return self.kept + self.held + self.refused


@dataclass(frozen=True, slots=True)
class _Reader:
    """The framework and its names, by which the labels of a line are read."""

    framework: Framework
    names: Names

    def key(self, line: Line) -> Key | list[Finding]:
        """What a line is of, or everything that cannot be read of it."""
        faults: list[Finding] = []
        id_ = self._look_up(line, "measure", self.names.measures, faults)
        measure = self.framework.measure(id_) if id_ else None
        period = self._period(line, measure, faults)
        partner, area = self._whose(line, measure, faults)
        if faults or measure is None or period is None:
            return faults
        return Key(measure.id, partner, area, period)

    def _whose(self, line: Line, measure: Measure | None, faults: list[Finding]) -> tuple[str, str]:
        """Partner and area; a comparator has no partner, and its name stands under area."""
        member = self._comparator(line)
        if member:
            return "", member
        partner = self._look_up(line, "partner", self.names.partners, faults)
        if measure is None or not measure.by_area:
            return partner, self._look_up(line, "area", self.names.areas, faults) if _text(line, "area") else ""
        return partner, self._look_up(line, "area", self.names.areas, faults)

    def _comparator(self, line: Line) -> str:
        """The member of a comparison group that a line is about, or ""."""
        partner, area = folded(_text(line, "partner")), folded(_text(line, "area"))
        area = self.names.areas.get(area, area)
        for comparator in self.framework.comparators:
            if folded(comparator.member) == area and partner in ("", folded(comparator.group)):
                return comparator.member
        return ""

    def _look_up(self, line: Line, column: str, known: Mapping[str, str], faults: list[Finding]) -> str:
        said = _text(line, column)
        found = known.get(folded(said), "")
        if not found:
            near = nearest(said, known.values()) if said else ""
            hint = f"; the nearest is {near}" if near else ""
            says = f"'{show(said)}' is no {column} of the framework{hint}." if said else f"There is no {column}."
            ask = (
                "Use its id or its name, or add it to the framework."
                if said
                else f"Give the {column}'s id or its name."
            )
            faults.append(_finding(line, column, "VAL022", Severity.ERROR, says, ask))
        return found

    def _period(self, line: Line, measure: Measure | None, faults: list[Finding]) -> Period | None:
        cell = line["period"]
        said = cell.value if isinstance(cell.value, (date, float, str)) and cell.value != "" else None
        if said is None:
            says = "There is no period that can be read."
            faults.append(_finding(line, "period", "VAL022", Severity.ERROR, says, "Give it as in 2022-23 Q3."))
            return None
        months = measure.frequency.months if measure else None
        reading = read_period(said, months=months, first_month=self.framework.settings.year_starts)
        if reading.is_sure and reading.period is not None:
            return reading.period
        severity = Severity.HOLD if reading.is_held else Severity.ERROR
        faults.append(_finding(line, "period", PERIOD_CODE, severity, reading.says, reading.ask))
        return None


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
    reader = _Reader(framework, names_of(framework))
    keyed: dict[Key, list[Line]] = {}
    unread: list[list[Finding]] = []
    for line in lines:
        key = reader.key(line)
        if isinstance(key, Key):
            keyed.setdefault(key, []).append(line)
        else:
            unread.append(key)
    judged, marked = _judge_all(keyed, framework, history, denominators, Memory(numerators or {}))
    doubled = {key: found for key, found in keyed.items() if len(found) > 1}
    findings = (
        *(finding for faults in unread for finding in faults),
        *(_twice(key, found, framework) for key, found in doubled.items()),
        *(finding for one in judged for finding in one.findings),
        *marked,
        *untested_notes(judged, ""),
    )
    figures = tuple(one.figure for one in judged if one.figure)
    held = sum(figure.held for figure in figures)
    findings = tuple(replace(finding, file=path.name) for finding in findings)
    outcome, code = outcome_of(findings)
    return ReadTidy(
        figures=figures,
        findings=findings,
        kept=len(figures) - held,
        held=held,
        refused=len(unread) + sum(map(len, doubled.values())) + sum(one.is_refused for one in judged),
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
        quality = _quality(line, odd)
        marked.append(replace(one, figure=replace(one.figure, quality=quality)) if one.figure and quality else one)
    return marked, odd


def _quality(line: Line, odd: list[Finding]) -> str:
    """The six marks in one word, "" where there are none; a Query where the word is no such thing."""
    said = unguarded(_text(line, "quality"))
    if not said or SIX_MARKS.fullmatch(said):
        return said if said.strip(NO_MARK) else ""
    says = f"Quality says '{show(said)}', which is not six marks, and none was kept."
    ask = "Give six marks from 1 to 4 in one word, - where there is none, as in 4433-4."
    odd.append(_finding(line, "quality", "VAL015", Severity.QUERY, says, ask))
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
        note=kept_text(unguarded(_text(line, "source"))),
    )


def _twice(key: Key, lines: list[Line], framework: Framework) -> Finding:
    rows = " and ".join(str(line["measure"].row) for line in lines)
    who = framework.partner(key.partner).name if key.partner else "the comparators"
    says = f"{described(key, framework)} of {who} stands in rows {rows}, and none of them was read."
    return _finding(lines[1], "measure", "STR005", Severity.ERROR, says, "Delete the row that is not meant.")


def _text(line: Line, column: str) -> str:
    return text_of(line.get(column))


def _finding(line: Line, column: str, code: str, severity: Severity, says: str, ask: str) -> Finding:
    cell = line.get(column) or line["measure"]
    return Finding(code, severity, says, ask, cell=cell.address, found=show(cell.raw))

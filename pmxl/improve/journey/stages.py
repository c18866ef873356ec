"""The stages of the improvement journey: statements to be scored, gates, pitfalls and tips, as journey.csv has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import show
from pmxl.sheets.tidy import Row
from pmxl.sheets.tidy import read_table
from pmxl.shipped import shipped
from pmxl.terms import Severity

FILE = "journey.csv"
LEVELS = ("one", "two", "three", "four")
LEAST, MOST = 1, len(LEVELS)
STAGE, STATEMENT, DONE, PITFALL, TIP, HOW, CULTURE = "stage", "statement", "done", "pitfall", "tip", "how", "culture"
SORTS = (STAGE, STATEMENT, DONE, PITFALL, TIP, HOW, CULTURE)
COLUMNS = ("stage", "sort", "ref", "text")
LONGEST_REF, LONGEST_TEXT = 40, 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: a statement with what each score means, a point of a gate, a pitfall or a tip.

    `about` says of a statement who is best placed to score it, of a stage what it asks.
    """

    stage: str
    sort: str
    ref: str
    text: str
    about: str = ""
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, the question it asks, and its lines by what they are."""

    key: str
    name: str
    question: str
    lines: tuple[Line, ...]

    def of(self, *sorts: str) -> tuple[Line, ...]:
        """Its lines of these sorts, in order."""
        return tuple(line for line in self.lines if line.sort in sorts)

    @property
    def statements(self) -> tuple[Line, ...]:
        """What is scored from 1 to 4."""
        return self.of(STATEMENT)

    @property
    def gate(self) -> tuple[Line, ...]:
        """What is looked at before going on: have the right things been done, and the pitfalls avoided?"""
        return self.of(DONE, PITFALL)


@dataclass(frozen=True, slots=True)
class Journey:
    """The stages, in the order of the file; they may be taken in any."""

    stages: tuple[Stage, ...]

    @property
    def scored(self) -> tuple[Stage, ...]:
        """The stages with statements."""
        return tuple(stage for stage in self.stages if stage.statements)

    @property
    def culture(self) -> tuple[Line, ...]:
        """What people would say of how partners work together."""
        return tuple(line for stage in self.stages for line in stage.of(CULTURE))


def journey_in(folder: Path) -> Journey:
    """The partnership's own journey.csv in its folder templates, or the program's."""
    own = folder / FILE
    return read_journey(own if own.exists() else shipped("templates") / FILE)


def read_journey(path: Path) -> Journey:
    """The stages of a file; a Refusal that names every cell which cannot be used."""
    columns, rows = read_table(path)
    gone = [name for name in COLUMNS if name not in columns]
    if gone:
        says = f"The column {gone[0]} is gone from the journey's statements."
        raise Refusal(Finding("IMP001", Severity.ERROR, says, "Put its heading back.", file=path.name, found=gone[0]))
    findings = [one for row in rows for one in amiss(row)]
    findings += twice(rows)
    lines = [line_of(row) for row in rows]
    stages = staged(lines)
    if not findings and not any(stage.statements for stage in stages):
        says = "There is no statement to be scored."
        findings.append(Finding("IMP002", Severity.ERROR, says, "Add at least one line of the sort statement."))
    if findings:
        raise Refusal(*(Finding(f.code, f.severity, f.says, f.ask, file=path.name, cell=f.cell) for f in findings))
    return Journey(stages)


def said(row: Row, name: str) -> str:
    """What stands in a column, "" where it is not there."""
    return str(row[name].value).strip() if name in row and row[name].value is not None else ""


def line_of(row: Row) -> Line:
    """A row as a line."""
    levels = tuple(said(row, name) for name in LEVELS) if said(row, "sort") == STATEMENT else ()
    stage, sort, ref, text = (said(row, name) for name in COLUMNS)
    return Line(stage, sort, ref, text, said(row, "about"), levels)


def staged(lines: Iterable[Line]) -> tuple[Stage, ...]:
    """The lines under their stages, in the order in which the stages are named."""
    found = list(lines)
    return tuple(
        Stage(head.stage, head.text, head.about, tuple(one for one in found if one.stage == head.stage and one.ref))
        for head in found
        if head.sort == STAGE
    )


def amiss(row: Row) -> Iterable[Finding]:
    """What cannot be used of one row, each named by its cell."""
    sort, ref, text = said(row, "sort"), said(row, "ref"), said(row, "text")
    if sort not in SORTS:
        yield finding(row, "sort", f"'{show(sort)}' is no sort of line.", f"Type one of: {', '.join(SORTS)}.")
        return
    if not text or len(text) > LONGEST_TEXT:
        yield finding(row, "text", f"The text has {len(text)} characters.", f"Give 1 to {LONGEST_TEXT}.")
    if sort != STAGE and not 0 < len(ref) <= LONGEST_REF:
        yield finding(row, "ref", f"The ref has {len(ref)} characters.", f"Give 1 to {LONGEST_REF}, used once.")
    if sort == STATEMENT:
        for name in LEVELS:
            if not said(row, name):
                ask = "Say in a few words what it looks like."
                yield finding(row, name, f"It is not said what a score of {name} means.", ask)


def twice(rows: list[Row]) -> Iterable[Finding]:
    """Refs that stand in two rows, and lines of a stage that is nowhere named."""
    seen: set[str] = set()
    stages = {said(row, "stage") for row in rows if said(row, "sort") == STAGE}
    for row in rows:
        ref, stage = said(row, "ref"), said(row, "stage")
        if ref and ref in seen:
            yield finding(row, "ref", f"{ref} stands in an earlier row too.", "Give each row a ref of its own.")
        if stage not in stages:
            ask = "Add a line of the sort stage for it."
            yield finding(row, "stage", f"No line of the sort stage names '{show(stage)}'.", ask)
        seen.add(ref)


def finding(row: Row, column: str, says: str, ask: str) -> Finding:
    """A fault of one cell; where the column itself is missing, of the row's first."""
    cell = row.get(column) or next(iter(row.values()))
    return Finding("IMP003", Severity.ERROR, says, ask, cell=cell.address, found=show(cell.raw))

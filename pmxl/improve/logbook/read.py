"""logbook.xlsx becomes a Logbook, read by the same machinery as the framework; a wrong row never stops the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.framework.column import Holds
from pmxl.framework.columns import ALL
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.models import Framework
from pmxl.framework.rows import book_of
from pmxl.framework.rows import rows_of
from pmxl.framework.tables import draft_of
from pmxl.framework.tables import in_order
from pmxl.framework.tables import read_into
from pmxl.improve.logbook.checks import check
from pmxl.improve.logbook.faults import LogFault
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.logs import LOGS
from pmxl.improve.logbook.logs import SHEETS
from pmxl.improve.logbook.logs import Log
from pmxl.improve.logbook.renamed import about_renamed
from pmxl.improve.logbook.renamed import renamed
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import column_letters
from pmxl.sheets.read import read_workbook


def read_logbook(path: Path, framework: Framework, data: bytes | None = None) -> Logbook:
    """The logbook of a workbook; empty where there is none, and with what was wrong where it cannot be read."""
    if data is None and not path.is_file():
        return Logbook(findings=tuple(elsewhere(path)))
    try:
        book = read_workbook(path, data)
    except Refusal as refusal:
        return Logbook(findings=refusal.findings)
    found = logbook_of(book, framework)
    return replace(found, findings=(*elsewhere(path), *found.findings))


def elsewhere(path: Path) -> Iterator[Finding]:
    """What is said of a workbook beside the logbook that has its name and another ending: it is not read."""
    endings = {f".{kind}" for kind in BookKind}
    for file in sorted(path.parent.glob("*")) if path.parent.is_dir() else ():
        alike = file.stem.casefold() == path.stem and file.suffix.casefold() in endings
        if alike and file.name != path.name:
            fault = LogFault.BESIDE if path.is_file() else LogFault.ELSEWHERE
            says = f"It is not read, for the logbook is {path.name}."
            ask = f"Save it as {path.name}, or give it another name."
            yield Finding(fault.code, fault.severity, says, ask, file=file.name)


def logbook_of(book: ReadBook, framework: Framework) -> Logbook:
    """The same of a workbook that has been read; ids are those of the framework."""
    draft, _ = draft_of(book_of(rows_of(framework)))
    draft.file = book.file
    moved = list(about_renamed(book))
    told = [one for one in read_into(draft, book, (), SHEETS) if one.sheet not in renamed(book)]
    findings = [*told, *check(draft), *moved]
    left = [line for log in LOGS for line in draft.of(log.sheet.name) if not is_right(draft, line)]
    rows = {log.sheet.name: tuple(rows_in(draft, log)) for log in LOGS}
    columns = {log.sheet.name: columns_of(draft, log) for log in LOGS}
    return Logbook(**rows, findings=in_order(findings, SHEETS), left_out=len(left), columns=columns)


def columns_of(draft: Draft, log: Log) -> dict[str, str]:
    """The letters under which each column of a sheet stands."""
    line = next(iter(draft.of(log.sheet.name)), None)
    return {name: column_letters(col) for name, col in line.places.items()} if line else {}


def is_right(draft: Draft, line: Line) -> bool:
    """False for a row in which something is wrong, and for one of a sheet that lacks a column it needs."""
    return not line.spoilt and line.sheet.name not in draft.unread


def rows_in(draft: Draft, log: Log) -> list[Any]:
    """The rows of a sheet that are right."""
    everybody = draft.ids("partners")
    return [
        log.row(row=line.row, **given(line, everybody)) for line in draft.of(log.sheet.name) if is_right(draft, line)
    ]


def given(line: Line, everybody: tuple[str, ...]) -> dict[str, Any]:
    """The cells of a row that are filled in; `all` stands for every partner."""
    values = {name: value for name, value in line.values.items() if value is not None}
    several = {column.name for column in line.sheet.columns if column.holds is Holds.REFS}
    return {name: everybody if name in several and ALL in value else value for name, value in values.items()}

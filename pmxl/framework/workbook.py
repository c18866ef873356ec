"""framework.xlsx becomes a Framework, or every finding that stops it, in one go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import errors_in
from pmxl.framework.build import framework_of
from pmxl.framework.columns import OPTIONAL
from pmxl.framework.columns import SHEETS
from pmxl.framework.draft import Draft
from pmxl.framework.faults import Fault
from pmxl.framework.models import Framework
from pmxl.framework.review import check
from pmxl.framework.rows import FrameworkRows
from pmxl.framework.rows import book_of
from pmxl.framework.tables import draft_of
from pmxl.framework.tables import find_headings
from pmxl.framework.tables import in_order
from pmxl.framework.tables import page_of
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.read import read_workbook
from pmxl.sheets.resting import collector_resting

Reading = tuple[Framework | None, tuple[Finding, ...]]
"""The framework, None where any finding is an Error, and everything that was found."""


def read_framework(path: Path, data: bytes | None = None) -> Reading:
    """The framework of a workbook and all that was found in it; None where anything is an Error. Raises nothing.

    With `data` the file is not opened; `path` only names it.
    """
    if data is None and not path.is_file():
        fault, says = Fault.NO_FILE, f"There is no {path.name} in {path.parent}."
        ask = "Run `pmxl new` to make one, or name the folder with --partnership."
        return None, (Finding(fault.code, fault.severity, says, ask, file=path.name),)
    try:
        draft, findings = draft_of(read_workbook(path, data))  # and the workbook is let go: it may be a large one
    except Refusal as refusal:
        return None, refusal.findings
    return read_draft(draft, findings)


def read_rows(rows: FrameworkRows) -> Reading:
    """The same of rows by sheet, as if they stood in a workbook."""
    return read_book(book_of(rows))


def read_book(book: ReadBook) -> Reading:
    """The same of a workbook that has been read."""
    return read_draft(*draft_of(book))


def draft_in(path: Path) -> Draft | None:
    """The rows of a framework workbook, right or wrong; None where it cannot be read at all."""
    try:
        draft, _ = draft_of(read_workbook(path))
    except Refusal:
        return None
    tuple(check(draft))  # which marks what cannot be known
    return draft


@collector_resting()  # of thousands of rows none is garbage
def read_draft(draft: Draft, findings: Iterable[Finding]) -> Reading:
    """The same of a draft, with what could not be read of it."""
    found = in_order((*findings, *check(draft)), SHEETS)
    if errors_in(found):
        return None, found
    return framework_of(draft), found


def places_in(path: Path) -> dict[str, dict[str, int]]:
    """Where each column of each sheet stands in a framework workbook, for messages about cells; nothing unreadable."""
    try:
        book = read_workbook(path)
    except Refusal:
        return {}
    found = {}
    for sheet in (*SHEETS, *OPTIONAL):
        page = page_of(book, sheet)
        headings = find_headings(page, sheet) if page else None
        if headings is not None:
            found[sheet.name] = headings.places
    return found

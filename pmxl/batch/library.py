"""Library: measures of the indicator library put into a framework's own workbook, all else in it as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import errors_in
from pmxl.findings import refuse
from pmxl.framework.columns_measures import MEASURES
from pmxl.framework.draft import nearest
from pmxl.framework.library import Indicator
from pmxl.framework.library import library
from pmxl.framework.models import Framework
from pmxl.framework.tables import Headings
from pmxl.framework.tables import find_headings
from pmxl.framework.tables import page_of
from pmxl.framework.workbook import read_book
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.intake import take
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.read import read_workbook
from pmxl.sheets.splice.fill import fill
from pmxl.sheets.splice.part import Unspliceable


@dataclass(frozen=True, slots=True)
class Added:
    """What was put in, where, and what the review says of it now."""

    path: Path
    indicators: tuple[Indicator, ...]
    cells: tuple[str, ...]
    findings: tuple[Finding, ...]


def add(folder: Folder, ids: Sequence[str], *, objective: str = "", partners: str = "all", owner: str = "") -> Added:
    """Puts measures of the library below the last row of the sheet measures; the file is renamed into place.

    A Refusal leaves the framework as it was: unknown ids, measures that are there already, no objective to put them
    under, nobody to answer for them, or a workbook in which nothing can be filled in safely.
    """
    framework = folder.framework
    chosen = found(ids, framework)
    aim = objective_of(framework, objective)
    who = owner or framework.objective(aim).owner
    if not who:
        says = f"Nobody is named to answer for the {'measures' if len(chosen) > 1 else 'measure'}."
        raise refuse("FRM187", says, 'Name the role: --owner "Head of housing".')
    data = take(folder.framework_file)
    book = read_workbook(folder.framework_file, data)
    page, headings = place(book)
    first = 1 + max([headings.row, *(row for row, col in page.cells if col in headings.places.values())])
    rows = [one.row(aim, partners, who) for one in chosen]
    filling = {
        (first + n, headings.places[name]): held(value)
        for n, row in enumerate(rows)
        for name, value in row.items()
        if name in headings.places
    }
    try:
        copy = fill(data, folder.framework_file.name, page.name, filling)
    except Unspliceable as reason:
        says = f"Nothing can be filled into the workbook safely, because {reason}."
        raise refuse("FRM188", says, "Save it as an Excel workbook (.xlsx) and try again.", file=book.file) from None
    findings = checked(framework, folder.framework_file.name, copy)
    write_bytes_beside(folder.framework_file, copy)
    return Added(folder.framework_file, chosen, tuple(f"{page.name}!{first + n}" for n in range(len(rows))), findings)


def held(value: object) -> str | float:
    """A value as a cell holds it."""
    return float(value) if isinstance(value, int | float) else str(value)


def found(ids: Sequence[str], framework: Framework) -> tuple[Indicator, ...]:
    """The measures of these ids, each once."""
    known = {one.id: one for one in library()}
    for id_ in ids:
        if id_ not in known:
            close = nearest(id_, known)
            ask = f"Type {close}, or list all with: pmxl library." if close else "List all with: pmxl library."
            raise refuse("FRM184", f"“{id_}” is not in the library.", ask, found=id_)
    there = [id_ for id_ in dict.fromkeys(ids) if id_ in {measure.id for measure in framework.measures}]
    if there:
        says = f"The framework has {', '.join(there)} already."
        raise refuse("FRM185", says, "Leave that out; nothing was changed.", found=there[0])
    return tuple(known[id_] for id_ in dict.fromkeys(ids))


def objective_of(framework: Framework, objective: str) -> str:
    """The objective that was named, or the only one there is."""
    known = [one.id for one in framework.objectives]
    if objective in known:
        return objective
    if not objective and len(known) == 1:
        return known[0]
    says = f"“{objective}” is no objective of the framework." if objective else "No objective is named."
    raise refuse("FRM186", says, f"Name one with --objective: {', '.join(known)}.", found=objective)


def place(book: ReadBook) -> tuple[ReadSheet, Headings]:
    """The sheet of measures and where its headings stand; it was read before, so both are there."""
    page = page_of(book, MEASURES)
    headings = find_headings(page, MEASURES) if page else None
    if page is None or headings is None:
        raise refuse("FRM188", "The headings of the sheet measures cannot be found.", "Put them back.", file=book.file)
    return page, headings


def checked(before: Framework, name: str, data: bytes) -> tuple[Finding, ...]:
    """What the review says of the new workbook; a Refusal where it has Errors or has lost anything of the old one."""
    after, findings = read_book(read_workbook(name, data))
    if errors := errors_in(findings):
        raise Refusal(*errors)
    kept = after is not None and after.measures[: len(before.measures)] == before.measures
    if after is None or not kept or after.targets != before.targets:
        raise refuse(
            "FRM189", "The rows that were there would not be read as before.", "Nothing was changed.", file=name
        )
    return findings

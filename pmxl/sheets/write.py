"""A described workbook becomes a file: built in memory, linted, then published in one step. The only writer there is.

Text goes out as text whatever it looks like; only a `Formula` of the plan becomes one, always with its saved value.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.workbook import Workbook

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.arrows import draw_arrows
from pmxl.sheets.arrows import hold_place
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.draw import draw_sheet
from pmxl.sheets.formats import Formats
from pmxl.sheets.lint import NOT_INERT
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.pen import PlanFault
from pmxl.sheets.properties import with_language
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.text import safe_text
from pmxl.terms import Severity

CREATED = datetime(2020, 1, 1, tzinfo=UTC)
"""Stands in every workbook whose plan names no time: the same plan gives the same bytes on any day."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def write_workbook(plan: BookPlan, path: Path) -> Path:
    """Write a plan to a file and return its path; nothing is published that Excel would offer to repair.

    Raises Refusal OUT010 (lint), OUT001 (a formula, link or connection not of the plan), OUT011 (a cell that cannot be
    written), OUT012 (a plan that cannot be written), and what `write_bytes_beside` raises.
    """
    return write_bytes_beside(path, sound_bytes(plan, path.name))


def sound_bytes(plan: BookPlan, file: str) -> bytes:
    """The workbook's bytes, linted; `file` is its name in what is refused (OUT010, OUT001, OUT011, OUT012)."""
    data = plan_to_bytes(plan)
    faults = lint_workbook(data, formulas_of(plan))
    if faults:
        raise Refusal(*(_lint_finding(file, fault) for fault in faults))
    return data


def plan_to_bytes(plan: BookPlan) -> bytes:
    """The workbook's bytes; the same plan always gives the same ones. They are not linted here."""
    if not any(sheet.state == "visible" for sheet in plan.sheets):
        raise refuse("OUT012", f"The workbook {plan.title!r} has no visible sheet.", "Report this as a fault of pmxl.")
    buffer = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # XlsxWriter warns and leaves out what it cannot write
        workbook = Workbook(buffer, OPTIONS)
        _describe_book(workbook, plan)
        formats = Formats(workbook)
        for number, sheet in enumerate(plan.sheets):
            _draw(workbook, formats, sheet)
            if sheet.strokes:
                hold_place(workbook.worksheets()[number], number)
        _activate(workbook, plan)
        _define_names(workbook, plan)
        workbook.close()
    data = draw_arrows(buffer.getvalue(), plan)
    return with_language(data, plan.language) if plan.language else data


def formulas_of(plan: BookPlan) -> set[str]:
    """Every formula of a plan, without its `=`: the only ones that may stand in its file."""
    return {formula.text.removeprefix("=") for sheet in plan.sheets for formula in _formulas(sheet)}


def _formulas(sheet: SheetPlan) -> Iterator[Formula]:
    for put in sheet.puts:
        if isinstance(put.value, Formula):
            yield put.value
    for table in sheet.tables:
        for row in table.rows:
            yield from (value for value in row if isinstance(value, Formula))


def _describe_book(workbook: Workbook, plan: BookPlan) -> None:
    created = plan.created or CREATED
    created = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
    workbook.set_properties(
        {
            "title": safe_text(plan.title),
            "subject": safe_text(plan.subject),
            "author": safe_text(plan.author),
            "created": created,
        }
    )


def _draw(workbook: Workbook, formats: Formats, sheet: SheetPlan) -> None:
    try:
        draw_sheet(workbook, formats, sheet)
    except PlanFault as fault:
        raise refuse(
            fault.code,
            fault.says,
            "Report this as a fault of pmxl.",
            sheet=sheet.name,
            cell=fault.cell,
            found=fault.found,
        ) from fault
    except (XlsxWriterException, UserWarning, ValueError, TypeError) as error:
        raise refuse(
            "OUT012",
            f"The sheet cannot be written: “{show(error, 200).rstrip('.')}”.",
            "Report this as a fault of pmxl.",
            sheet=sheet.name,
        ) from error


def _activate(workbook: Workbook, plan: BookPlan) -> None:
    first = next(i for i, sheet in enumerate(plan.sheets) if sheet.state == "visible")
    worksheet = workbook.worksheets()[first]
    worksheet.activate()
    worksheet.set_first_sheet()


def _define_names(workbook: Workbook, plan: BookPlan) -> None:
    for name, target in plan.names.items():
        try:
            workbook.define_name(name, target)
        except UserWarning as error:
            raise refuse(
                "OUT012", f"The name {name!r} cannot be defined: {show(error, 200)}.", "Choose another name.", part=name
            ) from error


def _lint_finding(file: str, fault: str) -> Finding:
    code = "OUT001" if fault.startswith(NOT_INERT) else "OUT010"
    return Finding(
        code, Severity.ERROR, f"{fault}.", "Nothing was published; report this as a fault of pmxl.", file=file
    )

"""Printed: a workbook that was just written, beside it as a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pmxl.assess import Assessment
from pmxl.assess.annual.annual import Annual
from pmxl.assess.status import Status
from pmxl.reports.annual.book import plan_annual
from pmxl.reports.register_book import plan_register_book
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.pdf import LibreOffice
from pmxl.sheets.pdf import Printer
from pmxl.sheets.pdf import print_plan

Shown = Assessment | Annual | Status
HERE: tuple[Printer, ...] = (LibreOffice(),)


def printed(found: Shown, workbook: Path, printers: Iterable[Printer] = HERE) -> Path:
    """The PDF of what a workbook shows (a scorecard, a year, a register), under the workbook's name."""
    path = workbook.with_suffix(".pdf")
    if isinstance(found, Annual):
        return print_plan(plan_annual(found), path, printers)
    if isinstance(found, Status):
        return print_plan(plan_register_book(found), path, printers)
    return print_plan(plan_scorecard(found), path, printers)

"""Partnership: the register of what partners have agreed, worked out from the logbook and written as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.findings import Finding
from pmxl.improve.partnership.alignment import matrix
from pmxl.improve.partnership.alignment import one_sided
from pmxl.improve.partnership.register import Register
from pmxl.improve.partnership.register import register
from pmxl.reports.logbook.register_book import plan_register
from pmxl.sheets.write import write_workbook


@dataclass(frozen=True, slots=True)
class Registered:
    """The workbook, the register, what is to be talked about, and what in the logbook could not be read."""

    path: Path
    register: Register
    gaps: tuple[Finding, ...]
    faults: tuple[Finding, ...]


def partnership(folder: Folder, day: date) -> Registered:
    """Writes partnership.xlsx beside the framework, as the register stands on a day."""
    framework, logbook = folder.framework, folder.logbook
    found = register(framework, logbook, day)
    gaps = (*found.findings, *one_sided(found, logbook))
    plan = plan_register(found, matrix(found, logbook), gaps)
    path = write_workbook(folder.templates.dressed(plan), folder.path / "partnership.xlsx")
    return Registered(path, found, gaps, logbook.findings)

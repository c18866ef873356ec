"""The logbook as it was read: the rows of each sheet that are right, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from pmxl.findings import Finding
from pmxl.improve.logbook.logs import SHEETS
from pmxl.improve.logbook.models import Agreed
from pmxl.improve.logbook.models import Alignment
from pmxl.improve.logbook.models import Audit
from pmxl.improve.logbook.models import Budget
from pmxl.improve.logbook.models import InDepth
from pmxl.improve.logbook.models import Lesson
from pmxl.improve.logbook.models import Meeting
from pmxl.improve.logbook.models import Overlap
from pmxl.improve.logbook.models import Revision
from pmxl.improve.logbook.models import Risk
from pmxl.improve.logbook.models import Said
from pmxl.improve.logbook.models import Saving
from pmxl.terms import Severity

NAME = "logbook.xlsx"


@dataclass(frozen=True, slots=True)
class Logbook:
    """What people have written down, sheet by sheet; empty where nothing was.

    A row in which something is wrong is in none of these, and `findings` names its cell; `left_out` counts such rows.
    `columns` are the letters under which the columns of each sheet stand.
    """

    reviews: tuple[Said, ...] = ()
    scrutiny: tuple[InDepth, ...] = ()
    audits: tuple[Audit, ...] = ()
    learning: tuple[Lesson, ...] = ()
    revisions: tuple[Revision, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    partnership: tuple[Agreed, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    alignment: tuple[Alignment, ...] = ()
    budgets: tuple[Budget, ...] = ()
    efficiency: tuple[Saving, ...] = ()
    risks: tuple[Risk, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: int = 0
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each sheet holds."""
        return {sheet.name: len(self.rows(sheet.name)) for sheet in SHEETS}

    @property
    def has_errors(self) -> bool:
        """True where something was left out that a person must mend."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def is_unread(self) -> bool:
        """True where the workbook as a whole could not be read."""
        return any(finding.severity is Severity.ERROR and not finding.sheet for finding in self.findings)

    def cell(self, sheet: str, column: str, row: int) -> str:
        """The address of a cell of a row; "" of one that was not read from a workbook."""
        letters = self.columns.get(sheet, {}).get(column, "")
        return f"{letters}{row}" if letters else ""

    def rows(self, sheet: str) -> tuple[Any, ...]:
        """The rows of a sheet by its name."""
        found: tuple[Any, ...] = getattr(self, sheet)
        return found

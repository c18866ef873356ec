"""Folder: a partnership's files by the names that CONTRACT fixes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.framework.models import Framework
from pmxl.framework.workbook import read_framework
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.readings import read_period
from pmxl.terms import Severity


@dataclass
class Folder:
    """A partnership folder; `ledger_url` places the ledger elsewhere than in `ledger.db`."""

    path: Path
    ledger_url: str = ""

    @property
    def framework_file(self) -> Path:
        """The framework workbook."""
        return self.path / "framework.xlsx"

    @property
    def raw(self) -> Path:
        """Where the bytes of every file ever read are kept."""
        return self.path / "raw"

    def issued(self, period: Period) -> Path:
        """What we sent for a period."""
        return self.path / "returns" / period.slug / "issued"

    def inbox(self, period: Period) -> Path:
        """What partners sent back for a period."""
        return self.path / "returns" / period.slug / "inbox"

    def scorecard(self, period: Period) -> Path:
        """The master scorecard of a period."""
        return self.path / "scorecards" / period.slug / "scorecard.xlsx"

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything the framework review says."""
        return self._read[1]

    @cached_property
    def framework(self) -> Framework:
        """The framework; a Refusal listing every Error when it has any, for nothing else runs on such a framework."""
        framework, findings = self._read
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if framework is None:
            raise Refusal(*errors)
        return framework

    @cached_property
    def _read(self) -> tuple[Framework | None, tuple[Finding, ...]]:
        if not self.framework_file.exists():
            raise refuse(
                "ENV007",
                f"There is no framework.xlsx in {self.path.resolve()}.",
                "Go to your partnership's folder, name it with --partnership, or make one with: pmxl new FOLDER.",
            )
        return read_framework(self.framework_file)

    def ledger(self) -> Ledger:
        """The ledger, opened; made when first needed."""
        return Ledger.open(self.ledger_url or self.path / "ledger.db")

    def period(self, written: str) -> Period:
        """The period a person named; a Refusal naming both readings when it can be read two ways."""
        reading = read_period(written, months=None, first_month=self.framework.settings.year_starts)
        if reading.period is not None and reading.is_sure:
            return reading.period
        says = reading.problem or f"'{written}' can be read as {' or as '.join(p.label for p in reading.readings)}."
        choices = " or ".join(f'"{p.label}"' for p in reading.readings) or '"2025-26 Q1", "2025-26 M05" or "2025-26"'
        raise refuse("NUM050", says, f"Type {choices}.", found=written)

"""What came of a form that was sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from pmxl.findings import Finding
from pmxl.periods import Period
from pmxl.terms import Outcome
from pmxl.terms import Severity


@dataclass(frozen=True, slots=True)
class Filled:
    """One field that was filled in, and where it stands."""

    ref: str
    field: str
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What came of a form; where it was refused nothing of it is kept.

    `columns` are the letters under which each sheet asks for each field.
    """

    kind: str
    to: str
    period: Period | None
    revision: int
    filled: tuple[Filled, ...]
    findings: tuple[Finding, ...]
    signed_by: str = ""
    signed_on: date | None = None
    columns: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """Refused by an Error; with findings where something is to be answered."""
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            return Outcome.REFUSED
        return Outcome.FINDINGS if self.findings else Outcome.READ

    @property
    def code(self) -> str:
        """The code of the first finding, "" where there is none."""
        return self.findings[0].code if self.findings else ""

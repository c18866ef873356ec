"""What came of a form that was sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from pmxl.findings import Finding
from pmxl.periods import Period
from pmxl.terms import WITHDRAWN
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

    `columns` are the letters under which each sheet asks for each field, `rows` the sheet and row of each ref.
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
    rows: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def stated(self) -> tuple[Filled, ...]:
        """What was filled in, without what was taken back."""
        return tuple(one for one in self.filled if one.text != WITHDRAWN)

    def cell(self, ref: str, field: str) -> str:
        """Where a field of a row stands, filled in or blank; "" where the row or the column is gone."""
        sheet, row = self.rows.get(ref, ("", 0))
        letters = self.columns.get((sheet, field), "")
        return f"{letters}{row}" if letters else ""

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

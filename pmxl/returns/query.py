"""Query: what a partner is asked about a return, as a value, before any sheet is made of it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.findings import Finding
from pmxl.findings import gravest_first
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.periods import Period
from pmxl.plural import listed
from pmxl.returns.digest import digest
from pmxl.returns.names import area_named
from pmxl.sheets.splice import Mark
from pmxl.terms import Severity

SCHEMA = 1
"""The layout of the sheets of a query; raised when they change."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its number on the sheet, the finding behind it, and the figure it is about in words."""

    number: int
    finding: Finding
    figure: str

    @property
    def place(self) -> str:
        """Where it stands, as `Return!K9`, or as much of it as is known."""
        found = self.finding
        return f"{found.sheet}!{found.cell}" if found.sheet and found.cell else found.sheet or found.part

    @property
    def mark(self) -> Mark:
        """What is hung on its cell."""
        found = self.finding
        head = f"Question {self.number} [{found.code}]"
        text = f"{found.says} {found.ask}"
        return Mark(found.sheet, found.cell, head, text, grave=found.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class QueryForm:
    """Everything that is asked about one return.

    `revision` is the one that the answer carries. `of` is the fingerprint of the return that it is asked in, "" where
    it bears none.
    """

    partnership: str
    partner: Partner
    period: Period
    revision: int
    return_to: str
    officer: str
    of: str
    asked: tuple[Asked, ...]
    remark: str = ""

    @property
    def fingerprint(self) -> str:
        """16 hex digits of whose query this is, of which return, and what it asks."""
        asks = [(ask.number, ask.finding.number, ask.finding.code) for ask in self.asked]
        return fingerprint(str(SCHEMA), self.partner.id, self.period.label, str(self.revision), self.of, asks)


def fingerprint(
    schema: str, partner: str, period: str, revision: str, of: str, asks: Sequence[tuple[int, str, str]]
) -> str:
    """What proves that a query is one of ours and as it was written."""
    whole = ["query", schema, partner, period, revision, of, sorted(asks)]
    return digest(whole)


def questions(framework: Framework, findings: Iterable[Finding]) -> tuple[Asked, ...]:
    """The open findings as questions, the gravest first, numbered from 1."""
    found = gravest_first(finding.to_sender for finding in findings if finding.is_open)
    return tuple(Asked(n, finding, figure_of(framework, finding)) for n, finding in enumerate(found, 1))


def figure_of(framework: Framework, finding: Finding) -> str:
    """The figure that a finding is about: `Residential burglary, North Division`; "" where it is about none."""
    measure = next((one.name for one in framework.measures if one.id == finding.measure), finding.measure)
    areas = [area_named(framework, area) for area in finding.areas if area]
    return ", ".join(part for part in (measure, listed(areas)) if part)

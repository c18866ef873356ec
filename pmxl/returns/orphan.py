"""Orphan: a return without its hidden sheet, which is believed only where its rows are those asked of its partner."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.returns.claim import AS_ISSUED
from pmxl.returns.claim import Claim
from pmxl.returns.headings import IDENTITY_SHEET
from pmxl.returns.paper import Paper
from pmxl.returns.rows import Rows
from pmxl.terms import Severity


def other_rows(paper: Paper, claim: Claim, rows: Rows, framework: Framework) -> Iterator[Finding]:
    """The Error that refuses an orphan whose rows are not exactly those that the framework asks of its partner."""
    if paper.identity is not None or claim.period is None or not (rows.gone or rows.others):
        return
    who = framework.partner(claim.partner).name
    there = len(rows.asked) - len(rows.gone)
    says = (
        f"The hidden sheet {IDENTITY_SHEET} is gone, and the rows are not those of {who}: of the {len(rows.asked)} "
        f"figures asked for {claim.period.label} {there} have a row, and {rows.others} rows ask for others."
    )
    yield Finding("STR006", Severity.ERROR, says, AS_ISSUED, sheet=paper.sheet.name)

"""Every check over a whole framework, row against row: a list of small functions, each phrased as what fails."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.checks import audiences
from pmxl.framework.checks import calendar
from pmxl.framework.checks import forecasts
from pmxl.framework.checks import hothouse
from pmxl.framework.checks import layouts
from pmxl.framework.checks import measures
from pmxl.framework.checks import structure
from pmxl.framework.checks import targets
from pmxl.framework.checks import tests
from pmxl.framework.checks import tolerances
from pmxl.framework.draft import Draft
from pmxl.framework.models import Framework
from pmxl.framework.reach import resolve
from pmxl.framework.rows import book_of
from pmxl.framework.rows import rows_of
from pmxl.framework.tables import draft_of

Check = Callable[[Draft], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    *structure.CHECKS,
    resolve,
    *measures.CHECKS,
    *targets.CHECKS,
    *tolerances.CHECKS,
    *forecasts.CHECKS,
    *layouts.CHECKS,
    *audiences.CHECKS,
    *tests.CHECKS,
    *hothouse.CHECKS,
    *calendar.CHECKS,
    *structure.LAST_CHECKS,
)
"""In order: what a later check needs, an earlier one has looked at, and a cell once spoilt is not reported again."""


def check(draft: Draft) -> tuple[Finding, ...]:
    """All that the checks find in a draft."""
    return tuple(finding for run in CHECKS for finding in run(draft))


def review(framework: Framework) -> tuple[Finding, ...]:
    """All that the checks find in a framework, by sheet and column; `read_framework` gives the same with its cells."""
    draft, findings = draft_of(book_of(rows_of(framework)))
    return (*findings, *check(draft))

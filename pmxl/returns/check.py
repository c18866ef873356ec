"""Checking: every check on a row in its order, and what becomes of its figure."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.plural import plural
from pmxl.returns.checking import CHECKS
from pmxl.returns.checking import Check
from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Untested
from pmxl.returns.checking import is_off
from pmxl.returns.checks import absent
from pmxl.returns.checks import aimed
from pmxl.returns.checks import amounts
from pmxl.returns.checks import copied
from pmxl.returns.checks import doubt
from pmxl.returns.checks import movement
from pmxl.returns.checks import parts
from pmxl.returns.checks import redefined
from pmxl.returns.checks import words
from pmxl.returns.given import worst_of
from pmxl.terms import Severity

__all__ = ["CHECKS", "Judged", "judge", "untested_notes"]

MODULES = (parts, amounts, doubt, movement, copied, aimed, absent, redefined, words)
"""Where the checks stand; importing them puts their checks on the list."""

STAGES = tuple(tuple(group) for _, group in groupby(sorted(CHECKS, key=attrgetter("stage")), key=attrgetter("stage")))
"""The checks, stage by stage."""

NAMED = 5
"""How many figures a Note about checks that could not be run names before it only counts."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row after its checks: the figure to keep (None: kept out, or none given), and all that was found."""

    row: Row
    figure: Figure | None
    findings: tuple[Finding, ...]
    untested: tuple[tuple[Check, str], ...]

    @property
    def is_refused(self) -> bool:
        """True where something was given and an Error keeps it out."""
        return self.figure is None and not self.row.given.is_blank


def judge(row: Row, *, imported: bool = False, held: bool = False) -> Judged:
    """Runs the checks on a row: an Error keeps its figure out, a Hold keeps it held, a Query lets it in."""
    findings = list(row.given.findings)
    untested: list[tuple[Check, str]] = []
    off = row.framework.settings.checks_off
    for stage in STAGES:
        if worst_of(tuple(findings)) is not None:
            break
        for check in stage:
            if (imported and not check.of_imports) or (off and is_off(check.code, check.severity, off)):
                continue
            found = check.run(row)
            if found is None:
                continue
            if isinstance(found, Fault):
                findings.append(_finding(row, check, found))
            elif isinstance(found, Untested):
                untested.append((check, found.why))
    worst = worst_of(tuple(findings))
    figure = None
    if worst is not Severity.ERROR and not row.given.is_blank:
        figure = row.given.figure(held=held or worst is Severity.HOLD)
    return Judged(row, figure, tuple(findings), tuple(untested))


def untested_notes(judged: Iterable[Judged], sheet: str) -> Iterator[Finding]:
    """One Note for each check and reason for which it could not be run: what was not tested has not passed."""
    judged = list(judged)
    whose = len({one.row.key.partner for one in judged}) > 1
    failed: dict[tuple[str, str, str], list[str]] = {}
    for one in judged:
        for check, why in one.untested:
            key = one.row.key
            name = " ".join(filter(None, (key.measure, key.partner if whose else "", key.area)))
            failed.setdefault((check.code, check.fails, why), []).append(name)
    for (code, fails, why), names in failed.items():
        named = ", ".join(names[:NAMED]) + (" and others" if len(names) > NAMED else "")
        count = plural(len(names), "figure")
        says = f"'{fails.rstrip('.')}' ({code}) could not be checked for {count} ({named}): {why}."
        yield Finding("VAL020", Severity.NOTE, says, "Look at them by eye.", sheet=sheet)


def _finding(row: Row, check: Check, fault: Fault) -> Finding:
    return Finding(check.code, check.severity, fault.says, fault.ask, sheet=row.given.sheet, cell=fault.cell)

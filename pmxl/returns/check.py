"""Checking: every check on a row in its order, and what becomes of its figure."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.framework.expected import Same
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
from pmxl.returns.checks.silent import NEVER
from pmxl.returns.checks.silent import OF_THE_PAST
from pmxl.returns.checks.silent import OF_WORDS
from pmxl.returns.checks.silent import SILENT
from pmxl.returns.checks.silent import Silence
from pmxl.returns.given import worst_of
from pmxl.terms import Severity

__all__ = ["CHECKS", "Judged", "judge", "untested_notes"]

MODULES = (parts, amounts, doubt, movement, copied, aimed, absent, redefined, words)
"""Where the checks stand; importing them puts their checks on the list."""

STAGES = tuple(tuple(group) for _, group in groupby(sorted(CHECKS, key=attrgetter("stage")), key=attrgetter("stage")))
"""The checks, stage by stage."""

NAMED = 5
"""How many figures a Note about checks that could not be run names before it only counts."""


Heard = tuple[tuple[Check, Silence | None], ...]
"""The checks of a stage, each with its silence."""


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
    plain = _plain(row) if row.given.is_plain else None
    for stage in chosen(plain, row.framework.settings.checks_off, imported):
        if findings and worst_of(tuple(findings)) is not None:
            break
        for check, is_silent in stage:
            if is_silent is not None and is_silent(row):
                continue
            found = check.run(row)
            if isinstance(found, Fault):
                findings.append(_finding(row, check, found))
            elif isinstance(found, Untested):
                untested.append((check, found.why))
    worst = worst_of(tuple(findings))
    figure = None
    if worst is not Severity.ERROR and not row.given.is_blank:
        figure = row.given.figure(held=held or worst is Severity.HOLD)
    return Judged(row, figure, tuple(findings), tuple(untested))


class Plain(NamedTuple):
    """What spares a plain figure checks: its measure, and whether anything came before it or is said beside it."""

    measure: Same
    has_past: bool
    has_words: bool


def _plain(row: Row) -> Plain:
    return Plain(Same(row.given.measure), bool(row.past), row.given.commentary != "")


@lru_cache(maxsize=4096)
def chosen(
    plain: Plain | None,
    off: Collection[str],
    imported: bool,  # noqa: FBT001 - a key of the cache
) -> tuple[Heard, ...]:
    """The checks to be run, stage by stage, each with what tells that it has nothing to say of a figure.

    Of a row that is not plain (None) no check can be spared.
    """
    asked = [[one for one in stage if one.of_imports or not imported] for stage in STAGES]
    asked = [[one for one in stage if not is_off(one.code, one.severity, off)] for stage in asked]
    if plain is None:
        return tuple(tuple((one, None) for one in stage) for stage in asked)
    heard = [[one for one in stage if not _spared(one.code, plain)] for stage in asked]
    return tuple(tuple((one, SILENT.get(one.code)) for one in stage) for stage in heard)


def _spared(code: str, plain: Plain) -> bool:
    """True where a check has nothing to say of any such figure."""
    if (code in OF_THE_PAST and not plain.has_past) or (code in OF_WORDS and not plain.has_words):
        return True
    return code in NEVER and NEVER[code](plain.measure.row)


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

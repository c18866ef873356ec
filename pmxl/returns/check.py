"""Checking: every check on a row in its order, and what becomes of its figure."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

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
from pmxl.returns.checks.before import NOTHING
from pmxl.returns.checks.ground import Ground
from pmxl.returns.checks.silent import NEVER
from pmxl.returns.checks.silent import OF_THE_PAST
from pmxl.returns.checks.silent import OF_WORDS
from pmxl.returns.checks.silent import SILENT
from pmxl.returns.checks.silent import Silence
from pmxl.returns.checks.silent import in_its_place
from pmxl.returns.checks.usual import OF_THE_USUAL
from pmxl.returns.checks.usual import is_usual
from pmxl.returns.given import worst_of
from pmxl.terms import Severity

__all__ = ["CHECKS", "Judged", "judge", "untested_notes"]

MODULES = (parts, amounts, doubt, movement, copied, aimed, absent, redefined, words)
"""Where the checks stand; importing them puts their checks on the list."""

STAGES = tuple(tuple(group) for _, group in groupby(sorted(CHECKS, key=attrgetter("stage")), key=attrgetter("stage")))
"""The checks, stage by stage."""

NAMED = 5
"""How many figures a Note about checks that could not be run names before it only counts."""


Stages = Sequence[Sequence[Check]]
"""Checks, stage by stage."""


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
    stages = asked_of(row, imported=imported)
    if not stages and row.given.is_plain:
        return Judged(row, row.given.figure(held=held), (), ())
    findings = list(row.given.findings)
    untested: list[tuple[Check, str]] = []
    for stage in stages:
        if findings and worst_of(findings) is not None:
            break
        for check in stage:
            found = check.run(row)
            if isinstance(found, Fault):
                findings.append(_finding(row, check, found))
            elif isinstance(found, Untested):
                untested.append((check, found.why))
    worst = worst_of(findings)
    figure = None
    if worst is not Severity.ERROR and not row.given.is_blank:
        figure = row.given.figure(held=held or worst is Severity.HOLD)
    return Judged(row, figure, tuple(findings), tuple(untested))


def asked_of(row: Row, *, imported: bool = False) -> Stages:
    """The checks that may have something to say of a row: of most plain figures none has, which a glance tells."""
    given = row.given
    if not given.is_plain:
        return asked(row.framework.settings.checks_off, imported)
    usual = is_usual(row)
    hearing = heard(row.ground, usual or row.before is not NOTHING, usual, given.commentary != "", imported)
    loud: list[str] = []
    for codes, is_silent in hearing.silences:
        if is_silent(row):
            continue
        if is_silent is in_its_place:
            return hearing.stages  # of what does not belong there nothing else is looked at before that is said
        loud += codes
    if not loud and not hearing.always:
        return ()
    loud += hearing.always
    return [[one for one in stage if one.code in loud] for stage in hearing.stages]


class Hearing(NamedTuple):
    """The checks on a plain figure, what tells that some have nothing to say of it, and those of which nothing does."""

    stages: Stages
    silences: tuple[tuple[tuple[str, ...], Silence], ...]
    always: tuple[str, ...]


@lru_cache(maxsize=64)
def asked(
    off: tuple[str, ...],
    imported: bool,  # noqa: FBT001 - a key of the cache
) -> Stages:
    """The checks that the officer wants asked of a return, or of what is imported."""
    wanted = [[one for one in stage if one.of_imports or not imported] for stage in STAGES]
    return tuple(tuple(one for one in stage if not is_off(one.code, one.severity, off)) for stage in wanted)


@lru_cache(maxsize=4096)
def heard(
    ground: Ground,
    has_past: bool,  # noqa: FBT001 - a key of the cache, as those below
    usual: bool,  # noqa: FBT001
    has_words: bool,  # noqa: FBT001
    imported: bool,  # noqa: FBT001
) -> Hearing:
    """The checks that can have anything to say of a plain figure of a measure, of what came before and of words."""
    spared = frozenset(OF_THE_USUAL if usual else () if has_past else OF_THE_PAST) | frozenset(
        () if has_words else OF_WORDS
    )
    spared |= {code for code, never in NEVER.items() if never(ground.measure)}
    wanted = asked(ground.framework.settings.checks_off, imported)
    stages = tuple(tuple(one for one in stage if one.code not in spared) for stage in wanted)
    codes = {one.code for stage in stages for one in stage}
    silences = tuple((some, is_silent) for some, is_silent in SILENT.items() if not codes.isdisjoint(some))
    return Hearing(stages, silences, tuple(codes.difference(*SILENT)))


def untested_notes(judged: Iterable[Judged], sheet: str) -> Iterator[Finding]:
    """One Note for each check and reason for which it could not be run: what was not tested has not passed."""
    judged = list(judged)
    if not any(one.untested for one in judged):
        return  # nearly always
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

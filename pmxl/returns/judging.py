"""Judging the rows of one file: oldest first, so that each has those before it in its history; then all together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from pmxl.figures import Figure
from pmxl.figures import Key
from pmxl.findings import AND
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.check import Judged
from pmxl.returns.check import judge
from pmxl.returns.checking import Row
from pmxl.returns.checking import is_off
from pmxl.returns.checks import whole as of_the_whole
from pmxl.returns.entries import Entry
from pmxl.returns.entries import read_entry
from pmxl.returns.given import Given
from pmxl.returns.history import Cell
from pmxl.returns.history import Course
from pmxl.returns.history import History
from pmxl.returns.history import earlier
from pmxl.returns.memory import NOTHING
from pmxl.returns.memory import Memory
from pmxl.returns.paper_row import PaperRow
from pmxl.returns.prepare import expected_of
from pmxl.returns.together import WHOLE_CHECKS
from pmxl.returns.together import Spot
from pmxl.returns.together import Whole
from pmxl.returns.together import WholeCheck
from pmxl.terms import Kind
from pmxl.terms import Severity

WHOLE_MODULES = (of_the_whole,)
"""Where the checks of a whole return stand; importing them puts them on the list."""

Line = tuple[Entry | PaperRow, bool]
"""A row, and whether it is held whatever it says."""


def judge_in_order(
    entries: Iterable[Line],
    framework: Framework,
    history: History,
    denominators: History | None = None,
    *,
    imported: bool = False,
    silent: Collection[str] = (),
    memory: Memory = NOTHING,
    issued_under: str = "",
) -> list[Judged]:
    """The verdicts on the rows of a file, in their order there; True beside a row holds its figure whatever it says.

    What is kept of the file counts as earlier for the periods after it. Findings of the codes in `silent` are not told.
    `memory` is what else is known of earlier figures, `issued_under` the framework that a return was issued from.
    """
    lines, past = [*entries], Past(history, denominators, memory)
    often = _often(lines)
    known = Growing(past, often) if often else None
    verdicts = dict[int, Judged]()
    for place, (entry, held) in enumerate(lines) if known is None else _oldest_first(lines):
        if known is not None:
            past = known.of(entry.key)
        given = given_in(entry, framework, past.history)
        if silent and given.findings:
            given = replace(given, findings=tuple(f for f in given.findings if f.code not in silent))
        one = verdicts[place] = _named(judge(Row(given, framework, *past, issued_under), imported=imported, held=held))
        if known is not None and one.figure and not one.figure.held:
            known.add(entry.key, one.figure)
    return [verdicts[place] for place in sorted(verdicts)]


def _often(lines: list[Line]) -> set[Cell]:
    """The series of which there is more than one figure, as of what is asked month by month."""
    seen = Counter([entry.key[:3] for entry, _ in lines])
    return {cell for cell, count in seen.items() if count > 1} if len(seen) < len(lines) else set()


def _oldest_first(entries: list[Line]) -> Iterable[tuple[int, Line]]:
    """The rows with their places, in an order in which no figure comes before an earlier one of its own series."""
    return sorted(enumerate(entries), key=lambda item: _when(item[1][0].key.period))


def given_in(row: Entry | PaperRow, framework: Framework, history: History) -> Given:
    """What a row gives; where its figure may be read two ways, by what came before and by what is aimed at."""
    if isinstance(row, PaperRow):
        if (given := row.given()) is not None:
            return given
        row = row.entry()
    before = tuple(value for _, value in earlier(history, row.key))
    return read_entry(replace(row, typical=before, aims=levels(framework, row.key, history)))


def judge_together(whole: Whole) -> tuple[list[Judged], list[Finding]]:
    """The rows with the figures held that a Hold of the whole is about, and everything that was found."""
    findings: list[Finding] = []
    held: set[Key] = set()
    off = whole.framework.settings.checks_off
    for check in WHOLE_CHECKS:
        if is_off(check.code, check.severity, off):
            continue
        for spot in check.run(whole):
            findings.append(_of_the_whole(check, spot))
            held.update(spot.keys if check.severity is Severity.HOLD else ())
    return [_held(one) if held and one.row.key in held else one for one in whole.rows], findings


def _held(one: Judged) -> Judged:
    return replace(one, figure=replace(one.figure, held=True)) if one.figure else one


def _of_the_whole(check: WholeCheck, spot: Spot) -> Finding:
    """What a check of the whole found, saying of which figures: all of one measure and period."""
    found = Finding(check.code, check.severity, spot.says, spot.ask, sheet=spot.sheet, cell=spot.cell)
    if not spot.keys:
        return found
    first, areas = spot.keys[0], AND.join(key.area for key in spot.keys)
    return replace(found, measure=first.measure, area=areas, period=first.period.label)


def _named(one: Judged) -> Judged:
    """A verdict whose findings say of which figure they are."""
    if not one.findings:
        return one
    key = one.row.key
    named = (replace(finding, measure=key.measure, area=key.area, period=key.period.label) for finding in one.findings)
    return replace(one, findings=tuple(named))


def levels(framework: Framework, key: Key, history: History) -> tuple[float, ...]:
    """What a percentage is aimed at: target, bounds and standard, as far as there are any; other kinds need none."""
    if framework.measure(key.measure).kind is not Kind.PERCENTAGE:
        return ()
    aim = expected_of(framework, key, history)
    return tuple(level for level in (aim.target, aim.low, aim.high, aim.standard) if math.isfinite(level))


class Past(NamedTuple):
    """What is known before a row; `denominators` None: not looked at."""

    history: History
    denominators: History | None
    memory: Memory


class Growing:
    """A past to which the figures of the file at hand are added, of those series of which it has several."""

    def __init__(self, past: Past, often: Iterable[Cell]) -> None:
        self._past = past
        self._added: dict[Cell, list[Figure]] = {cell: [] for cell in often}

    def of(self, key: Key) -> Past:
        """What came before a figure: where the file has none of its series, what was known of all at first."""
        cell: Cell = key[:3]
        added = self._added.get(cell)
        if not added:
            return self._past
        history, wholes, memory = self._past
        below = None if wholes is None else _grown(wholes, cell, [(one.period, one.denominator) for one in added])
        above = _grown(memory.numerators, cell, [(one.period, one.numerator) for one in added])
        values = _grown(history, cell, [(one.period, one.value) for one in added])
        return Past(values, below, replace(memory, numerators=above))

    def add(self, key: Key, figure: Figure) -> None:
        """A figure of the file that was kept."""
        if (added := self._added.get(key[:3])) is not None:
            added.append(figure)


def _grown(history: History, cell: Cell, added: list[tuple[Period, float | None]]) -> History:
    """One series with the numbers that there are added to it, in the place of those of their periods."""
    before, numbers = history.get(cell, ()), [(period, number) for period, number in added if number is not None]
    if (course := _followed(before, numbers)) is not None:
        return {cell: course}
    series = {_when(one[0]): one for one in before}
    series |= {_when(period): (period, number) for period, number in numbers}
    return {cell: [series[when] for when in sorted(series)]} if series else {}


def _followed(before: Sequence[tuple[Period, float]], numbers: list[tuple[Period, float]]) -> Course | None:
    """A series that lies in its columns with the numbers after it; None where they do not all come after it."""
    course = before if isinstance(before, Course) else None
    for period, number in numbers:
        course = None if course is None else course.followed(period, number)
    return course


_when = attrgetter("start", "months", "first_month")
"""What a period is ordered by, in numbers: periods themselves are dear to compare."""

__all__ = ["WHOLE_CHECKS", "Growing", "judge_in_order", "judge_together", "levels"]

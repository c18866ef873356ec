"""Judging the rows of one file: oldest first, so that each has those before it in its history; then all together."""

from __future__ import annotations

import math
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import replace

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


def judge_in_order(
    entries: Iterable[tuple[Entry | PaperRow, bool]],
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
    figures, wholes, aboves = Growing(history), Growing(denominators or {}), Growing(memory.numerators)
    verdicts: dict[int, Judged] = {}
    for place, (entry, held) in sorted(enumerate(entries), key=lambda item: item[1][0].key.period):
        key = entry.key
        past = figures.of(key)
        given = given_in(entry, framework, past)
        if silent and given.findings:
            given = replace(given, findings=tuple(f for f in given.findings if f.code not in silent))
        above = aboves.of(key)
        known = memory if above is NONE and not memory.numerators else replace(memory, numerators=above)
        row = Row(given, framework, past, None if denominators is None else wholes.of(key), known, issued_under)
        one = verdicts[place] = _named(judge(row, imported=imported, held=held))
        if one.figure and not one.figure.held:
            figures.add(key, one.figure.value)
            wholes.add(key, one.figure.denominator)
            aboves.add(key, one.figure.numerator)
    return [verdicts[place] for place in sorted(verdicts)]


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


NONE: History = {}
"""Nothing came before."""


class Growing:
    """A history to which the figures of the file at hand are added."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._added: dict[Cell, dict[Period, float]] = {}

    def of(self, key: Key) -> History:
        """The series that a figure belongs to."""
        cell: Cell = (key.measure, key.partner, key.area)
        known, added = self._history.get(cell), self._added.get(cell)
        if added:
            return {cell: sorted({**dict(known or ()), **added}.items())}
        return {cell: known} if known else NONE

    def add(self, key: Key, value: float | None) -> None:
        """A figure of the file that was kept."""
        if value is not None:
            self._added.setdefault((key.measure, key.partner, key.area), {})[key.period] = value


__all__ = ["WHOLE_CHECKS", "Growing", "judge_in_order", "judge_together", "levels"]

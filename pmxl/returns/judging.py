"""Judging the rows of one file, oldest first, so that each has those before it among its history."""

from __future__ import annotations

import math
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import replace

from pmxl.figures import Key
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.check import Judged
from pmxl.returns.check import judge
from pmxl.returns.checking import Row
from pmxl.returns.entries import Entry
from pmxl.returns.entries import read_entry
from pmxl.returns.history import Cell
from pmxl.returns.history import History
from pmxl.returns.history import earlier
from pmxl.returns.prepare import expected_of
from pmxl.terms import Kind


def judge_in_order(
    entries: Iterable[tuple[Entry, bool]],
    framework: Framework,
    history: History,
    denominators: History | None = None,
    *,
    imported: bool = False,
    silent: Collection[str] = (),
) -> list[Judged]:
    """The verdicts on the rows of a file, in their order there; True beside a row holds its figure whatever it says.

    What is kept of the file counts as earlier for the periods after it. Findings of the codes in `silent` are not told.
    """
    figures, wholes = Growing(history), Growing(denominators or {})
    verdicts: dict[int, Judged] = {}
    for place, (entry, held) in sorted(enumerate(entries), key=lambda item: item[1][0].key.period):
        key = entry.key
        past = figures.of(key)
        before = tuple(value for _, value in earlier(past, key))
        given = read_entry(replace(entry, typical=before, aims=levels(framework, key, past)))
        given = replace(given, findings=tuple(f for f in given.findings if f.code not in silent))
        row = Row(given, framework, past, None if denominators is None else wholes.of(key))
        one = verdicts[place] = _named(judge(row, imported=imported, held=held))
        if one.figure and not one.figure.held:
            figures.add(key, one.figure.value)
            wholes.add(key, one.figure.denominator)
    return [verdicts[place] for place in sorted(verdicts)]


def _named(one: Judged) -> Judged:
    """A verdict whose findings say of which figure they are."""
    key = one.row.key
    named = (replace(finding, measure=key.measure, area=key.area, period=key.period.label) for finding in one.findings)
    return replace(one, findings=tuple(named))


def levels(framework: Framework, key: Key, history: History) -> tuple[float, ...]:
    """What a percentage is aimed at: target, bounds and standard, as far as there are any; other kinds need none."""
    if framework.measure(key.measure).kind is not Kind.PERCENTAGE:
        return ()
    aim = expected_of(framework, key, history)
    return tuple(level for level in (aim.target, aim.low, aim.high, aim.standard) if math.isfinite(level))


class Growing:
    """A history to which the figures of the file at hand are added."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._grown: dict[Cell, dict[Period, float]] = {}

    def of(self, key: Key) -> History:
        """The series that a figure belongs to."""
        cell: Cell = (key.measure, key.partner, key.area)
        return {cell: sorted(self._series(cell).items())}

    def add(self, key: Key, value: float | None) -> None:
        """A figure of the file that was kept."""
        if value is not None:
            self._series((key.measure, key.partner, key.area))[key.period] = value

    def _series(self, cell: Cell) -> dict[Period, float]:
        return self._grown.setdefault(cell, dict(self._history.get(cell, ())))

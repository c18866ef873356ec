"""Adding up: figures found month by month made into those of the measure's own periods."""

from __future__ import annotations

import math
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.periods import period_of
from pmxl.plural import listed
from pmxl.returns.labels import described
from pmxl.returns.layout_found import Found
from pmxl.returns.layout_keys import NAMED
from pmxl.returns.limits import is_whole
from pmxl.returns.names import place_named
from pmxl.returns.numbers import read_number
from pmxl.returns.reading import NumberReading
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.terms import KEEP_OUT
from pmxl.terms import Severity


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure of a measure's own period: its cells, and where it stands in words where it was added up."""

    key: Key
    sheet: str
    cells: dict[str, Cell]
    note: str = ""


@dataclass(slots=True)
class Added:
    """What adding up comes to: figures, findings, and the figures that are refused or wait for the rest."""

    placed: list[Placed]
    findings: list[Finding]
    refused: int = 0


def add_up(found: Iterable[Found], framework: Framework, file: str) -> Added:
    """Each figure in its measure's own period; those of shorter ones summed where all of them are there."""
    added = Added([], [])
    parts: dict[Key, dict[Period, Found]] = {}
    for one in found:
        measure = framework.measure(one.key.measure)
        if one.key.period.months == measure.frequency.months or one.row.every is None:
            added.placed.append(Placed(one.key, one.sheet, one.cells))
        else:
            whole = period_of(one.key.period.first_day, measure.frequency.months, one.key.period.first_month)
            parts.setdefault(one.key._replace(period=whole), {})[one.key.period] = one
    short: dict[str, dict[Period, list[tuple[Key, int]]]] = {}
    for key, by_period in parts.items():
        wanted = key.period.parts(next(iter(by_period)).months)
        if len(by_period) < len(wanted):
            short.setdefault(key.measure, {}).setdefault(key.period, []).append((key, len(by_period)))
        else:
            _add(key, [by_period[period] for period in wanted], framework, file, added)
    for id_, waiting in short.items():
        periods = [key.period for key in parts if key.measure == id_]
        for period, keys in sorted(waiting.items()):
            edge = period in (min(periods), max(periods))
            added.findings.append(_short(framework, id_, period, keys, edge=edge))
    return added


def _add(key: Key, found: list[Found], framework: Framework, file: str, added: Added) -> None:
    """The sum of a figure's parts, or the reason why there is none."""
    measure = framework.measure(key.measure)
    for one in found:
        mark = _mark(one, measure, framework)
        if mark:
            added.placed.append(Placed(key, one.sheet, {mark: one.cells[mark]}, _note(file, [one])))
            return
    sums: dict[str, Cell] = {}
    for heading in found[0].cells:
        cells = [one.cells[heading] for one in found if heading in one.cells]
        readings = [_read(cell, heading, measure, framework) for cell in cells]
        wrong = next((n for n, r in enumerate(readings) if r.severity in KEEP_OUT or r.value is None), None)
        if wrong is not None or len(cells) < len(found):
            added.findings.append(_unreadable(key, found, heading, readings, wrong, framework))
            added.refused += 1
            return
        total = math.fsum(reading.value or 0.0 for reading in readings)
        first, hidden = cells[0], any(cell.hidden for cell in cells)
        sums[heading] = Cell(first.row, first.col, CellType.NUMBER, total, f"{total:.15g}", None, "General", hidden)
    added.placed.append(Placed(key, found[0].sheet, sums, _note(file, found)))


def _mark(one: Found, measure: Measure, framework: Framework) -> str:
    """The heading under which a mark stands instead of a figure, or "": the whole then has none either."""
    marks = (heading for heading, cell in one.cells.items() if _read(cell, heading, measure, framework).marker)
    return next(marks, "")


def _read(cell: Cell, heading: str, measure: Measure, framework: Framework) -> NumberReading:
    part = f"{heading} of {measure.name}"
    currency = framework.settings.currency
    return read_number(cell, measure.kind, part=part, currency=currency, whole=is_whole(measure))


def _note(file: str, found: list[Found]) -> str:
    """Where a sum stands: the cells of each of its parts."""
    return f"{file}: {' + '.join(_columnwise(found))}"


def _columnwise(found: list[Found]) -> Iterator[str]:
    for one in found:
        yield f"{one.sheet}!{one.address}"


def _unreadable(
    key: Key, found: list[Found], heading: str, readings: list[NumberReading], wrong: int | None, framework: Framework
) -> Finding:
    """One of the parts cannot be read, so there is no sum."""
    bad = found[wrong or 0]
    fact = readings[wrong].says if wrong is not None else f"{heading} is missing in one of its periods."
    says = f"{described(key, framework)} was not added up. In {bad.key.period.label}: {fact}"
    ask = readings[wrong].ask if wrong is not None and readings[wrong].ask else "Give the figure of every period."
    cell = bad.cells[heading].address if heading in bad.cells else ""
    return Finding("STR044", Severity.ERROR, says, ask, sheet=bad.sheet, cell=cell)


def _short(framework: Framework, id_: str, period: Period, keys: list[tuple[Key, int]], *, edge: bool) -> Finding:
    """Some of a period's parts are not there; at either end of the sheet that is as it must be."""
    there = listed((f"{place_named(framework, key.partner, key.area)}: {count}" for key, count in keys), most=NAMED)
    what = f"{framework.measure(id_).name} of {period.label}"
    says = f"{what} was not added up, for not all of its periods are there ({there})."
    ask = "It is added up when they are." if edge else "Give the figures of those that are missing."
    return Finding("STR041", Severity.NOTE if edge else Severity.QUERY, says, ask, part=id_)

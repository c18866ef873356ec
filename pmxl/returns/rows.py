"""Rows: every figure asked found by its labels, with a finding for each row that is gone, doubled, moved or strange."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.returns.claim import Claim
from pmxl.returns.claim import period_named
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import FIGURES
from pmxl.returns.headings import IDENTITY_SHEET
from pmxl.returns.headings import REF
from pmxl.returns.headings import VALUE
from pmxl.returns.labels import Keys
from pmxl.returns.labels import Label
from pmxl.returns.labels import as_issued
from pmxl.returns.labels import described
from pmxl.returns.labels import odd_labels
from pmxl.returns.names import Names
from pmxl.returns.names import folded
from pmxl.returns.names import nearest
from pmxl.returns.paper import Paper
from pmxl.returns.paper import text_of
from pmxl.returns.total import Total
from pmxl.returns.total import is_total
from pmxl.returns.total import total_of
from pmxl.terms import Severity

GIVEN = (*FIGURES, COMMENTARY)


@dataclass(frozen=True, slots=True)
class Rows:
    """The row of each figure asked, the keys without one (`gone`) or with two (`twice`), and what was found odd.

    Of the `doubtful` the labels contradict each other: their figures are held. `others` counts the rows of measures of
    the framework that were not asked here. `totals` add up areas; they are compared with them and not kept.
    """

    places: Mapping[Key, int]
    asked: tuple[Key, ...]
    gone: tuple[Key, ...]
    twice: tuple[Key, ...]
    doubtful: frozenset[Key]
    others: int
    totals: tuple[Total, ...]
    findings: tuple[Finding, ...]


def find_rows(paper: Paper, claim: Claim, framework: Framework, names: Names) -> Rows:
    """Where each figure asked stands now; a doubled row is not read, a deleted one is an Error and not a blank."""
    issued, dropped = _asked(paper, claim, framework)
    found: dict[Key, list[int]] = {}
    strange: list[Finding] = []
    doubtful: set[Key] = set()
    totals: list[Total] = []
    others = 0
    by_place, untouched = Keys(issued), as_issued(paper, issued, framework, names)
    for row in sorted({row for row, _ in paper.sheet.cells}):
        if row in untouched:
            found.setdefault(untouched[row], []).append(row)
            continue
        label = Label.read(paper, row)
        key = by_place.named(label, framework, names)
        if row <= paper.head_row:
            strange += [_above(paper, row, key, framework)] if key else []
        elif key is not None:
            found.setdefault(key, []).append(row)
            odd = list(odd_labels(paper, label, key, claim, framework, names))
            if any(one.severity is Severity.HOLD for one in odd):
                doubtful.add(key)
            strange += odd
        elif total := _total(paper, row, label, issued, framework, names):
            totals.append(total)
        elif not label.is_blank or _is_given(paper, row):
            strange.append(_unknown(paper, row, label, issued, framework, names))
            others += label.measure_id(names) is not None
    single = {key: rows[0] for key, rows in found.items() if len(rows) == 1}
    return Rows(
        places=single,
        asked=tuple(issued),
        gone=tuple(key for key in issued if key not in found),
        twice=tuple(key for key, rows in found.items() if len(rows) > 1),
        doubtful=frozenset(doubtful),
        others=others,
        totals=tuple(totals),
        findings=(*dropped, *strange, *_misplaced(paper, issued, found, framework)),
    )


def _misplaced(
    paper: Paper, issued: Mapping[Key, int], found: Mapping[Key, list[int]], framework: Framework
) -> Iterator[Finding]:
    """What is said of the keys that have two rows, none, or another than they were issued on."""
    yield from (_twice(paper, key, rows, framework) for key, rows in found.items() if len(rows) > 1)
    yield from (_gone(paper, key, framework) for key in issued if key not in found)
    single = {key: (issued[key], rows[0]) for key, rows in found.items() if len(rows) == 1}
    yield from _moved(paper, single, framework)


def rows_named(rows: Rows) -> tuple[Finding, ...]:
    """What was found odd about rows, saying of which figure it is where the row was taken for one."""
    keys = {str(row): key for key, row in rows.places.items()}
    named = []
    for finding in rows.findings:
        key = keys.get(finding.cell.lstrip(string.ascii_uppercase))
        if key is not None:
            finding = replace(finding, measure=key.measure, area=key.area, period=key.period.label)
        named.append(finding)
    return tuple(named)


def _asked(paper: Paper, claim: Claim, framework: Framework) -> tuple[dict[Key, int], list[Finding]]:
    """The keys asked with the row each was issued on (0: not known), and a Note for each that the framework lost."""
    if paper.identity is None:
        if claim.period is None:
            return {}, []
        wanted = asked(framework, claim.period, claim.partner)
        return {Key(a.measure.id, a.partner, a.area, a.period): 0 for a in wanted}, []
    measures, areas = {m.id: m for m in framework.measures}, {a.id for a in framework.areas}
    issued: dict[Key, int] = {}
    lost = []
    for row in paper.identity.rows:
        measure = measures.get(row.ref)
        length = measure.frequency.months if measure else None
        period = period_named(row.period, framework.settings.year_starts, length)
        if measure is None or period is None or (row.area and row.area not in areas):
            what = " ".join(part for part in (row.ref, row.area, row.period) if part)
            says = f"The return asks for {what}, which the framework no longer has."
            lost.append(
                Finding("STR014", Severity.NOTE, says, "That row was not read.", part=IDENTITY_SHEET, found=what)
            )
        else:
            issued[Key(measure.id, claim.partner, row.area, period)] = row.row
    return issued, lost


def _is_given(paper: Paper, row: int) -> bool:
    return any(text_of(paper.at(row, heading)) for heading in GIVEN)


def _total(
    paper: Paper, row: int, label: Label, issued: Iterable[Key], framework: Framework, names: Names
) -> Total | None:
    """The total on a row of one, of the period it names or of the only one asked; None where it is no such row."""
    id_ = label.measure_id(names)
    if id_ is None or not is_total(framework.measure(id_), label.area):
        return None
    periods = {key.period: key for key in issued if key.measure == id_}
    named = [period for period, key in periods.items() if label.names_period(key)]
    if not label.period and len(periods) == 1:
        named = list(periods)
    if len(named) != 1:
        return None
    return total_of(framework.measure(id_), named[0], paper.at(row, VALUE), paper.address(row, VALUE))


def _unknown(
    paper: Paper, row: int, label: Label, issued: Iterable[Key], framework: Framework, names: Names
) -> Finding:
    """A row that names nothing asked: what is nearest to it, if anything is."""
    if label.is_blank:
        says = "There is something on a row that has no Ref, Area and Period, and it was not read."
        return _at(paper, row, "STR009", Severity.QUERY, says, "Say which figure it is, or clear the row.")
    near = nearest(label.ref, {key.measure for key in issued}) if folded(label.ref) not in names.measures else ""
    hint = f"; the nearest is {near} ({framework.measure(near).name})" if near else ""
    says = f"'{show(label.said)}' is not a figure that was asked for{hint}, and the row was not read."
    ask = "Put Ref, Area and Period back as issued, or clear the row."
    return _at(paper, row, "STR009", Severity.QUERY, says, ask)


def _above(paper: Paper, row: int, key: Key, framework: Framework) -> Finding:
    says = f"A row for {described(key, framework)} stands above the headings, and it was not read."
    return _at(paper, row, "STR009", Severity.QUERY, says, "Put it below the headings, or clear it if it is a copy.")


def _twice(paper: Paper, key: Key, rows: list[int], framework: Framework) -> Finding:
    cells = " and ".join(paper.address(row, REF) for row in rows)
    says = f"{described(key, framework)} has {len(rows)} rows, {cells}, and none of them was read."
    return _at(paper, rows[1], "STR005", Severity.ERROR, says, "Delete the row that is not meant and send again.")


def _gone(paper: Paper, key: Key, framework: Framework) -> Finding:
    says = f"The row for {described(key, framework)} ({key.measure}) was not found."
    ask = "Put the row back as issued, with its figure, and send again."
    return Finding("STR004", Severity.ERROR, says, ask, sheet=paper.sheet.name, expected=key.measure)


def _moved(paper: Paper, places: Mapping[Key, tuple[int, int]], framework: Framework) -> Iterator[Finding]:
    """A Note for each row that is not where it was issued; one for all where the whole block has shifted."""
    shifts = {key: now - then for key, (then, now) in places.items() if then}
    if not any(shifts.values()):
        return
    common, count = Counter(shifts.values()).most_common(1)[0]
    rest = {key: shift for key, shift in shifts.items() if shift != common}
    if common and count > 1:
        way = "lower" if common > 0 else "higher"
        rows = "row" if abs(common) == 1 else "rows"
        says = f"{count} rows stand {abs(common)} {rows} {way} than issued."
        yield Finding("STR010", Severity.NOTE, says, "They were read by their labels.", sheet=paper.sheet.name)
    elif common:
        rest = {key: shift for key, shift in shifts.items() if shift}
    for key, shift in rest.items():
        then, now = places[key]
        if shift:
            says = f"{described(key, framework)} was expected in row {then} and found in row {now}."
            yield _at(paper, now, "STR010", Severity.NOTE, says, "It was read by its labels.")


def _at(paper: Paper, row: int, code: str, severity: Severity, says: str, ask: str) -> Finding:
    return Finding(code, severity, says, ask, sheet=paper.sheet.name, cell=paper.address(row, REF))

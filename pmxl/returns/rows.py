"""Rows: every figure asked found by its labels, with a finding for each row that is gone, doubled, moved or strange."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from operator import itemgetter

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.returns.claim import Claim
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import FIGURES
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
from pmxl.returns.wanted import Wanted
from pmxl.returns.wanted import wanted_in
from pmxl.terms import Severity

GIVEN = (*FIGURES, COMMENTARY)
ROW, ROW_OF = itemgetter(0), itemgetter(1)
"""Of a place, and of a key with its row."""


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
    wanted = wanted_in(paper, claim, framework)
    issued = wanted.of(claim.partner)
    alike = as_issued(paper, wanted, framework, names)
    untouched = {row: key for key, row in issued.items() if row in alike}
    seen = Touched(paper, claim, framework, names, issued)
    for row in sorted(set(map(ROW, paper.sheet.cells))):
        if row not in untouched:
            seen.look_at(row)
    if seen.named or len(untouched) < len(issued):
        return _strayed(paper, wanted, issued, untouched, seen)
    return Rows(
        places=_from_the_top(issued),
        asked=tuple(issued),
        gone=(),
        twice=(),
        doubtful=frozenset(),
        others=seen.others,
        totals=tuple(seen.totals),
        findings=(*wanted.lost, *seen.strange),
    )


def _from_the_top(issued: dict[Key, int]) -> dict[Key, int]:
    """By their rows, as they nearly always are."""
    rows = [*issued.values()]
    return issued if rows == sorted(rows) else dict(sorted(issued.items(), key=ROW_OF))


def _strayed(
    paper: Paper, wanted: Wanted, issued: Mapping[Key, int], untouched: Mapping[int, Key], seen: Touched
) -> Rows:
    """The rows where one is not as it was issued."""
    found: dict[Key, list[int]] = {}
    for row, key in sorted([*untouched.items(), *seen.named]):
        found.setdefault(key, []).append(row)
    return Rows(
        places={key: rows[0] for key, rows in found.items() if len(rows) == 1},
        asked=tuple(issued),
        gone=tuple(key for key in issued if key not in found),
        twice=tuple(key for key, rows in found.items() if len(rows) > 1),
        doubtful=frozenset(seen.doubtful),
        others=seen.others,
        totals=tuple(seen.totals),
        findings=(*wanted.lost, *seen.strange, *_misplaced(paper, issued, found, seen.framework)),
    )


class Touched:
    """The rows that are not as they were issued: which keys they name (`named`), and what is said of them.

    See Rows for the rest.
    """

    def __init__(
        self, paper: Paper, claim: Claim, framework: Framework, names: Names, issued: Mapping[Key, int]
    ) -> None:
        self.named: list[tuple[int, Key]] = []
        self.strange: list[Finding] = []
        self.doubtful: set[Key] = set()
        self.totals: list[Total] = []
        self.others = 0
        self.framework = framework
        self._paper, self._claim, self._names = paper, claim, names
        self._issued = issued
        self._keys = Keys(issued)

    def look_at(self, row: int) -> None:
        """Takes a row for what its labels say it is."""
        paper, framework, names = self._paper, self.framework, self._names
        label = Label.read(paper, row)
        key = self._keys.named(label, framework, names)
        if row <= paper.head_row:
            self.strange += [_above(paper, row, key, framework)] if key else []
        elif key is not None:
            self._take(row, label, key)
        elif total := _total(paper, row, label, self._issued, framework, names):
            self.totals.append(total)
        elif not label.is_blank or _is_given(paper, row):
            self.strange.append(_unknown(paper, row, label, self._issued, framework, names))
            self.others += label.measure_id(names) is not None

    def _take(self, row: int, label: Label, key: Key) -> None:
        self.named.append((row, key))
        odd = list(odd_labels(self._paper, label, key, self._claim, self.framework, self._names))
        if any(one.severity is Severity.HOLD for one in odd):
            self.doubtful.add(key)
        self.strange += odd


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
    if not rows.findings:
        return ()
    keys = {str(row): key for key, row in rows.places.items()}
    named = []
    for finding in rows.findings:
        key = keys.get(finding.cell.lstrip(string.ascii_uppercase))
        if key is not None:
            finding = replace(finding, measure=key.measure, area=key.area, period=key.period.label)
        named.append(finding)
    return tuple(named)


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

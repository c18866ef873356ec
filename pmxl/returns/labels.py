"""Labels: what the cells at the head of a row say it is, and what is odd about them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.returns.claim import Claim
from pmxl.returns.claim import period_named
from pmxl.returns.headings import AREA
from pmxl.returns.headings import MEASURE
from pmxl.returns.headings import PERIOD
from pmxl.returns.headings import REF
from pmxl.returns.names import Names
from pmxl.returns.names import area_named
from pmxl.returns.names import folded
from pmxl.returns.once import once
from pmxl.returns.paper import Paper
from pmxl.returns.paper import text_of
from pmxl.returns.wanted import Wanted
from pmxl.returns.wanted import WantedRow
from pmxl.sheets.cells import CellValue
from pmxl.terms import Severity

NO_LETTERS = re.compile(r"[\W_]+")
LABELLED = (REF, MEASURE, AREA, PERIOD)


class Label(NamedTuple):
    """What stands in the label cells of a row."""

    row: int
    ref: str
    measure: str
    area: str
    period: str

    @classmethod
    def read(cls, paper: Paper, row: int) -> Label:
        """The labels of a row; cells merged downwards speak for each of their rows."""
        if paper.merges.reach_below(paper.head_row):
            return cls(row, *(paper.label(row, heading) for heading in LABELLED))
        cells, columns = paper.sheet.cells, paper.columns
        return cls(row, *(text_of(cells.get((row, columns.get(heading, 0)))) for heading in LABELLED))

    @property
    def is_blank(self) -> bool:
        """True where none of them says anything."""
        return not (self.ref or self.measure or self.area or self.period)

    @property
    def said(self) -> str:
        """Ref (or the measure's name where it is blank), area and period in one line."""
        return " ".join(part for part in (self.ref or self.measure, self.area, self.period.partition("\n")[0]) if part)

    def measure_id(self, names: Names) -> str | None:
        """The measure named: by Ref, or by its name where Ref says nothing we know."""
        return names.measures.get(folded(self.ref)) or names.measures.get(folded(self.measure))

    def contradicts(self, key: Key, names: Names) -> bool:
        """True where Ref names the key's measure and Measure names another one."""
        by_name = names.measures.get(folded(self.measure), key.measure)
        return names.measures.get(folded(self.ref)) == key.measure and by_name != key.measure

    def is_reworded(self, own: str) -> bool:
        """True where Measure says something else than the framework does; case, blanks and marks do not matter."""
        return bool(self.measure) and self.measure != own and _letters(self.measure) != _letters(own)

    def names_period(self, key: Key) -> bool:
        """True where the period's cell, or its first line, names the key's period."""
        first_line = self.period.partition("\n")[0]
        if first_line == key.period.label or folded(first_line) == folded(key.period.label):
            return True
        named = period_named(first_line, key.period.first_month, key.period.months) if first_line else None
        return named == key.period


class Keys:
    """The keys asked of one partner, by measure and area."""

    def __init__(self, issued: Iterable[Key]) -> None:
        self._issued = issued

    @once
    def _found(self) -> dict[tuple[str, str], list[Key]]:
        """They are looked for only where a row names a measure and is not as it was issued."""
        found: dict[tuple[str, str], list[Key]] = {}
        for key in self._issued:
            found.setdefault((key.measure, key.area), []).append(key)
        return found

    def named(self, label: Label, framework: Framework, names: Names) -> Key | None:
        """The one key asked that the labels name."""
        measure = label.measure_id(names)
        if measure is None:
            return None
        area = names.areas.get(folded(label.area), folded(label.area)) if framework.measure(measure).by_area else ""
        return next((key for key in self._found.get((measure, area), ()) if label.names_period(key)), None)


def as_issued(paper: Paper, wanted: Wanted, framework: Framework, names: Names) -> frozenset[int]:
    """The rows whose labels say, letter by letter, what they were issued with: of these there is nothing to ask.

    Nearly every row is one. It is read by its labels as any other would be, only faster; and where the sheet is like
    that of the return before, and the labels among its own cells are those of that one, nothing is compared at all.
    """
    if paper.merges.reach_below(paper.head_row):
        return frozenset()
    cells, columns = paper.sheet.cells, [paper.columns.get(heading, 0) for heading in LABELLED]
    own = [(place, cells.get(place)) for place in paper.sheet.own if place[1] in columns and place[0] > paper.head_row]
    said = paper.head_row, columns, paper.sheet.likeness, own
    if (known := wanted.labelled) is not None and known[0] == said and paper.sheet.likeness is not None:
        return known[1]
    below = [one for one in wanted.rows if one[-1] > paper.head_row]
    labels = (tuple(cell.value if (cell := cells.get((row, col))) else "" for col in columns) for *_, row in below)
    labelled = zip(below, labels, strict=True)
    alike = frozenset(one[-1] for one, label in labelled if _is_alike(one, label, framework, names))
    wanted.labelled = said, alike
    return alike


def _is_alike(wanted: WantedRow, label: tuple[CellValue, ...], framework: Framework, names: Names) -> bool:
    """True where a row's labels are those it was issued with."""
    id_, wanted_area, wanted_period, _ = wanted
    ref, name, area, period = label
    measure = framework.measure(id_)
    if ref != id_ or name != measure.name or not isinstance(period, str):
        return False
    asked_there = measure.by_area and isinstance(area, str) and names.areas.get(folded(area)) == wanted_area
    if not asked_there and (measure.by_area or wanted_area):
        return False
    is_own_name = names.measures.get(folded(measure.name), id_) == id_
    return period.partition("\n")[0] == wanted_period.label and is_own_name


def described(key: Key, framework: Framework) -> str:
    """A figure in words: `Residential burglary, North Division, 2022-23 Q3`."""
    area = area_named(framework, key.area) if key.area else ""
    return ", ".join(part for part in (framework.measure(key.measure).name, area, key.period.label) if part)


def odd_labels(
    paper: Paper, label: Label, key: Key, claim: Claim, framework: Framework, names: Names
) -> Iterator[Finding]:
    """A Ref that was changed while the measure's name still says which it is, or a name at odds with the Ref."""
    own = framework.measure(key.measure).name
    if label.contradicts(key, names):
        says = f"Ref says {key.measure} ({own}) and Measure says '{show(label.measure)}'."
        ask = f"Say which of the two the figures of this row are; until then they are held as {own}."
        yield _at(paper, label.row, MEASURE, "STR015", Severity.HOLD, says, ask)
    elif names.measures.get(folded(label.ref)) != key.measure:
        ref = f"Ref says '{show(label.ref)}'" if label.ref else "Ref is blank"
        says = f"{ref}; by its measure's name the row was taken for {key.measure}."
        ask = f"Confirm that it is {described(key, framework)}."
        yield _at(paper, label.row, REF, "STR009", Severity.QUERY, says, ask)
    elif label.is_reworded(own):
        yield _reworded(paper, label, key, claim, framework)


def _reworded(paper: Paper, label: Label, key: Key, claim: Claim, framework: Framework) -> Finding:
    """A row used for another measure looks like this; and so does a measure renamed since the return was issued."""
    own = framework.measure(key.measure).name
    says = f"Measure says '{show(label.measure)}', and the framework calls {key.measure} '{own}'."
    if claim.framework in ("", framework.version):
        ask = f"Confirm that the figure of this row is of {own}, or put the row back as issued."
        return _at(paper, label.row, MEASURE, "STR050", Severity.QUERY, says, ask)
    ask = "It was read by its Ref; the framework was changed since the return was issued."
    return _at(paper, label.row, MEASURE, "STR050", Severity.NOTE, says, ask)


def _letters(name: str) -> str:
    return NO_LETTERS.sub("", folded(name))


def _at(paper: Paper, row: int, heading: str, code: str, severity: Severity, says: str, ask: str) -> Finding:
    return Finding(code, severity, says, ask, sheet=paper.sheet.name, cell=paper.address(row, heading))

"""Keys of a partner's own sheet: whose a row of it is, of what measure, and of what period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.asked import is_expected
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models_layouts import LayoutRow
from pmxl.periods import Period
from pmxl.plural import listed
from pmxl.readings import folded
from pmxl.readings import matches
from pmxl.readings import period_in
from pmxl.readings import read_period
from pmxl.readings.period import PeriodReading
from pmxl.returns.layout import stem
from pmxl.returns.names import Names
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadSheet
from pmxl.terms import Severity

NAMED = 5
"""How many names a Note lists before it only counts."""

NO_NAME = "(no name)"


@dataclass(slots=True)
class Strangers:
    """The rows of one sheet that hold figures of somebody, or of something, that the framework does not have."""

    rows: dict[str, set[int]] = field(default_factory=dict)

    def note(self, sheet: str, code: str, what: str) -> Iterator[Finding]:
        """One Note that counts and names them: a row counts once, whatever is looked for in it."""
        if not self.rows:
            return
        named = listed((f"“{show(name, 40)}”" if name != NO_NAME else name for name in self.rows), most=NAMED)
        count = len(set().union(*self.rows.values()))
        rows = "1 row is" if count == 1 else f"{count:,} rows are"
        says = f"{rows} of {what} that the framework does not have, and not read: {named}."
        yield Finding(code, Severity.NOTE, says, "Add an alias where one of them is meant.", sheet=sheet)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom the rows of a layout are of: fixed, or named in the sheet."""

    framework: Framework
    names: Names
    row: LayoutRow

    def pair(self, measure: Measure, partner_said: str, area_said: str, period: Period) -> tuple[str, str] | None:
        """Partner and area of a row ("" and the comparator's name); None where the framework has no such pair."""
        member = self._comparator(measure, area_said or partner_said)
        if member:
            return "", member
        partner = self.row.partner or self.names.partners.get(folded(partner_said), "")
        area = self.row.area or self.names.areas.get(folded(area_said), "") if measure.by_area else ""
        if (self.row.partner_column and not partner) or (measure.by_area and not area):
            return None
        able = [pair for pair in measure.pairs if pair[1] == area and partner in ("", pair[0])]
        alive = [pair for pair in able if is_expected(self.framework, measure, *pair, period)]
        return next(iter(alive or able), None) if len(alive or able) == 1 else None

    def _comparator(self, measure: Measure, said: str) -> str:
        """The member of the measure's comparison group of that name, or ""."""
        name, group = folded(said), measure.comparison_group
        if not name or not group or name in self.names.partners or name in self.names.areas:
            return ""
        found = (c.member for c in self.framework.comparators if c.group == group and folded(c.member) == name)
        return next(found, "")


def measure_said(row: LayoutRow, said: str, framework: Framework, names: Names) -> Measure | None:
    """The measure that a row of the sheet is labelled with; None where it is none, or another than is wanted."""
    if not row.measure:
        id_ = names.measures.get(folded(said))
        return framework.measure(id_) if id_ else None
    measure = framework.measure(row.measure)
    if row.measure_label:
        return measure if matches(row.measure_label, said) else None
    return measure if names.measures.get(folded(said)) == row.measure else None


def months_of(row: LayoutRow, measure: Measure) -> int:
    """The length of the periods that the sheet tells of."""
    return row.every.months if row.every else measure.frequency.months


def read_cell_period(cell: Cell, row: LayoutRow, months: int, first_month: int) -> PeriodReading:
    """The period in a cell: its date as it is, or what stands in its text in the period's place."""
    if isinstance(cell.value, date) and not row.period_text:
        return read_period(cell.value, months=months, first_month=first_month, number_format=cell.number_format)
    return read_text_period(text_of(cell), row, months, first_month)


def read_text_period(text: str, row: LayoutRow, months: int, first_month: int) -> PeriodReading:
    """The period in a text, in its place."""
    said = period_in(row.period_text, text) if row.period_from != "fixed" else text
    if not said:
        problem = f"“{show(text)}” is not of the form {row.period_text}." if text else "No period is given."
        return PeriodReading(problem=problem, ask="Correct period_text in the layout.")
    return read_period(said, months=months, first_month=first_month)


def whole_period(row: LayoutRow, file: str, sheet: ReadSheet, months: int, first_month: int) -> PeriodReading:
    """The period of a whole sheet: fixed, or in the name of file or sheet, or in a cell."""
    if row.period_from == "cell":
        if cell := sheet.at(row.period):
            return read_cell_period(cell, row, months, first_month)
        return read_text_period("", row, months, first_month)
    if row.period_from == "file":
        whole = read_text_period(file, row, months, first_month)
        return whole if whole.is_sure else read_text_period(stem(file), row, months, first_month)
    text = row.period if row.period_from == "fixed" else sheet.name
    return read_text_period(text, row, months, first_month)

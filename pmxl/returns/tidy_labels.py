"""The labels of a line of tidy figures: of which measure, whose, where and of when it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.tolerated import act_triggers
from pmxl.periods import Period
from pmxl.readings import read_period
from pmxl.returns.names import Names
from pmxl.returns.names import folded
from pmxl.returns.names import nearest
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import Cell
from pmxl.terms import Frequency
from pmxl.terms import Severity

PERIOD_CODE = "NUM050"
Line = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class LineReader:
    """The framework and its names, by which the labels of a line are read; `extra` tells of readings by the month."""

    framework: Framework
    names: Names
    extra: list[Finding] = field(default_factory=list)

    def key(self, line: Line) -> Key | list[Finding]:
        """What a line is of, or everything that cannot be read of it."""
        faults: list[Finding] = []
        id_ = self._look_up(line, "measure", self.names.measures, faults)
        measure = self.framework.measure(id_) if id_ else None
        period = self._period(line, measure, faults)
        partner, area = self._whose(line, measure, faults)
        if faults or measure is None or period is None:
            return faults
        return Key(measure.id, partner, area, period)

    def _whose(self, line: Line, measure: Measure | None, faults: list[Finding]) -> tuple[str, str]:
        """Partner and area; a comparator has no partner, and its name stands under area."""
        member = self._comparator(line)
        if member:
            return "", member
        partner = self._look_up(line, "partner", self.names.partners, faults)
        if measure is None or not measure.by_area:
            return partner, self._look_up(line, "area", self.names.areas, faults) if label(line, "area") else ""
        return partner, self._look_up(line, "area", self.names.areas, faults)

    def _comparator(self, line: Line) -> str:
        """The member of a comparison group that a line is about, or ""."""
        partner, area = folded(label(line, "partner")), folded(label(line, "area"))
        area = self.names.areas.get(area, area)
        for comparator in self.framework.comparators:
            if folded(comparator.member) == area and partner in ("", folded(comparator.group)):
                return comparator.member
        return ""

    def _look_up(self, line: Line, column: str, known: Mapping[str, str], faults: list[Finding]) -> str:
        said = label(line, column)
        found = known.get(folded(said), "")
        if not found:
            near = known.get(nearest(said, known), "") if said else ""
            hint = f"; the nearest is {near}" if near else ""
            says = f"'{show(said)}' is no {column} of the framework{hint}." if said else f"There is no {column}."
            ask = (
                "Use its id or its name, or add it to the framework."
                if said
                else f"Give the {column}'s id or its name."
            )
            faults.append(line_finding(line, column, "VAL022", Severity.ERROR, says, ask))
        return found

    def _period(self, line: Line, measure: Measure | None, faults: list[Finding]) -> Period | None:
        cell = line["period"]
        said = cell.value if isinstance(cell.value, (date, float, str)) and cell.value != "" else None
        if said is None:
            says = "There is no period that can be read."
            faults.append(line_finding(line, "period", "VAL022", Severity.ERROR, says, "Give it as in 2022-23 Q3."))
            return None
        months = measure.frequency.months if measure else None
        reading = read_period(said, months=months, first_month=self.framework.settings.year_starts)
        if reading.is_sure and reading.period is not None:
            return reading.period
        if measure is not None and (month := self._extra_month(said, measure)) is not None:
            says = f"{month.label} is a month, kept beside the {measure.frequency.value}'s figure as an extra reading."
            self.extra.append(line_finding(line, "period", "IMP030", Severity.NOTE, says, "Nothing needs to be done."))
            return month
        severity = Severity.HOLD if reading.is_held else Severity.ERROR
        faults.append(line_finding(line, "period", PERIOD_CODE, severity, reading.says, reading.ask))
        return None

    def _extra_month(self, said: date | float | str, measure: Measure) -> Period | None:
        """The month of a longer measure that the hot-house may have asked for by the month, as an export has it."""
        if measure.frequency is Frequency.MONTH or not act_triggers(self.framework, measure):
            return None
        reading = read_period(said, months=1, first_month=self.framework.settings.year_starts)
        return reading.period if reading.is_sure else None


def label(line: Line, column: str) -> str:
    """What stands in a column of a line, as text; "" where there is none."""
    return text_of(line.get(column))


def line_finding(line: Line, column: str, code: str, severity: Severity, says: str, ask: str) -> Finding:
    """A finding about a cell of a line; where it has no such column, about the line."""
    cell = line.get(column) or line["measure"]
    return Finding(code, severity, says, ask, cell=cell.address, found=show(cell.raw))

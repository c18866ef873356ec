"""Found: every figure that a row of a layout finds in a sheet, with the cells it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models_layouts import LayoutRow
from pmxl.periods import Period
from pmxl.readings import folded
from pmxl.readings.period import PeriodReading
from pmxl.returns.entries import is_blank
from pmxl.returns.layout_columns import Columns
from pmxl.returns.layout_columns import columns_of
from pmxl.returns.layout_columns import one_column
from pmxl.returns.layout_grid import Grid
from pmxl.returns.layout_grid import grid_of
from pmxl.returns.layout_keys import NO_NAME
from pmxl.returns.layout_keys import Strangers
from pmxl.returns.layout_keys import Whose
from pmxl.returns.layout_keys import measure_said
from pmxl.returns.layout_keys import months_of
from pmxl.returns.layout_keys import read_cell_period
from pmxl.returns.layout_keys import whole_period
from pmxl.returns.names import Names
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.tidy import unguarded
from pmxl.terms import Rating
from pmxl.terms import Severity


@dataclass(frozen=True, slots=True)
class Found:
    """A figure where it was found: its cells by heading of ours, and the row of the layout by which it was."""

    key: Key
    sheet: str
    cells: dict[str, Cell]
    row: LayoutRow

    @property
    def is_blank(self) -> bool:
        """True where nothing stands in any of its cells."""
        return all(is_blank(cell) for cell in self.cells.values())

    @property
    def address(self) -> str:
        """Its cells, as in `H20 over L20` for parts."""
        return " over ".join(cell.address for cell in self.cells.values())


@dataclass(slots=True)
class Unread:
    """What stood in a sheet and did not become a figure: faults, strangers, and how many figures they cost."""

    faults: list[Finding] = field(default_factory=list)
    nobody: Strangers = field(default_factory=Strangers)
    nothing: Strangers = field(default_factory=Strangers)
    periods: dict[str, tuple[PeriodReading, list[Cell]]] = field(default_factory=dict)
    figures: int = 0

    def findings(self, sheet: str) -> Iterator[Finding]:
        """All of it."""
        yield from self.faults
        for reading, cells in self.periods.values():
            severity = Severity.HOLD if reading.is_held else Severity.ERROR
            count = f" {len(cells)} figures stand there." if len(cells) > 1 else ""
            where = cells[0].address if cells[0].row else ""
            yield Finding("STR036", severity, f"{reading.says}{count}", reading.ask, sheet=sheet, cell=where)
        yield from self.nobody.note(sheet, "STR037", "partners or areas")
        yield from self.nothing.note(sheet, "STR042", "measures")


@dataclass(slots=True)
class Finder:
    """One row of a layout at work on one sheet."""

    file: str
    grid: Grid
    row: LayoutRow
    framework: Framework
    names: Names
    unread: Unread
    _whole: dict[int, PeriodReading] = field(default_factory=dict)

    def find(self) -> Iterator[Found]:
        """The figures, row by row; what cannot be read is put down as unread."""
        row, faults = self.row, self.unread.faults
        before = len(faults)
        keys = {
            name: one_column(self.grid, named, faults)
            for name, named in (
                ("partner", row.partner_column),
                ("area", row.area_column),
                ("measure", row.measure_column),
                ("period", row.period if row.period_from == "column" else ""),
            )
            if named
        }
        columns = columns_of(self.grid, row, self.names, faults)
        if len(faults) > before:
            return
        whose = Whose(self.framework, self.names, row)
        for line in self.grid.rows:
            said = {name: text_of(self.grid.at(line, col)) for name, col in keys.items()}
            for some in columns:
                yield from self._figure(line, some, said, keys, whose)

    def _figure(
        self, line: int, columns: Columns, said: dict[str, str], keys: dict[str, int], whose: Whose
    ) -> Iterator[Found]:
        """The figure of a line in some columns, or none."""
        cells = {h: cell for h, col in columns.places.items() if (cell := self.grid.sheet.cells.get((line, col)))}
        if not cells:
            return
        measure = self._measure(columns, said)
        if measure is None:
            self._stranger(self.unread.nothing, cells, said.get("measure", ""), line)
            return
        period_cell = columns.period or (self.grid.at(line, keys["period"]) if "period" in keys else None)
        reading = self._period(measure, period_cell, whole="period" not in keys and columns.period is None)
        near = reading.period or (reading.readings[0] if reading.readings else None)
        pair = whose.pair(measure, said.get("partner", ""), said.get("area", ""), near or self._any(measure))
        if pair is None:
            self._stranger(self.unread.nobody, cells, said.get("area") or said.get("partner") or "", line)
        elif reading.period is None:
            self._no_period(reading, period_cell, cells)
        else:
            key = Key(measure.id, *pair, reading.period)
            yield Found(key, self.grid.sheet.name, marked(cells, self.row), self.row)

    def _measure(self, columns: Columns, said: dict[str, str]) -> Measure | None:
        if columns.measure:
            return self.framework.measure(columns.measure)
        if self.row.measure_column:
            return measure_said(self.row, said["measure"], self.framework, self.names)
        return self.framework.measure(self.row.measure)

    def _period(self, measure: Measure, cell: Cell | None, *, whole: bool) -> PeriodReading:
        """The period of a figure; that of the whole sheet is read once."""
        months, first_month = months_of(self.row, measure), self.framework.settings.year_starts
        if not whole:
            if cell is None:
                return PeriodReading(problem="No period is given.", ask="Give it in the column of periods.")
            return read_cell_period(cell, self.row, months, first_month)
        if months not in self._whole:
            self._whole[months] = whole_period(self.row, self.file, self.grid.sheet, months, first_month)
        return self._whole[months]

    def _any(self, measure: Measure) -> Period:
        """A period of the right length, where none can be read, by which to see whose the line is."""
        return measure.first_period or Period(0, measure.frequency.months, self.framework.settings.year_starts)

    def _stranger(self, strangers: Strangers, cells: dict[str, Cell], said: str, line: int) -> None:
        """A row of somebody else; rows of a measure that another row of the layout is for are no strangers."""
        other = self.row.measure and strangers is self.unread.nothing
        if not other and any(isinstance(cell.value, float) for cell in cells.values()):
            strangers.rows.setdefault(said or NO_NAME, set()).add(line)

    def _no_period(self, reading: PeriodReading, cell: Cell | None, cells: dict[str, Cell]) -> None:
        if all(is_blank(one) for one in cells.values()):
            return
        self.unread.figures += 1
        where = cell or next(iter(cells.values()))
        self.unread.periods.setdefault(reading.says, (reading, []))[1].append(where)


def find(
    file: str, sheet: ReadSheet, row: LayoutRow, framework: Framework, names: Names, unread: Unread
) -> list[Found]:
    """Every figure that a row of a layout finds in a sheet."""
    return list(Finder(file, grid_of(sheet, row), row, framework, names, unread).find())


def marked(cells: dict[str, Cell], row: LayoutRow) -> dict[str, Cell]:
    """The cells, a mark of the partner's own said in our words.

    Beside a missing part the other is no figure: a count of households stands there whether or not anything came in.
    """
    pairs = (unguarded(said).partition("=") for said in row.missing)
    meanings = {folded(mark): meaning.strip() for mark, _, meaning in pairs}
    said = {
        heading: cell._replace(type=CellType.TEXT, value=meanings[folded(text_of(cell))] or Rating.NO_DATA.value)
        for heading, cell in cells.items()
        if folded(text_of(cell)) in meanings and not is_blank(cell)
    }
    first = next(iter(said), None)
    return {first: said[first]} if first else cells

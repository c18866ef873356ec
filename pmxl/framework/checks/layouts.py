"""Checks of layouts: each says on what sheet, in what rows, whose, of what period, and where its figures stand."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.columns_layouts import CELL
from pmxl.framework.columns_layouts import COLUMN
from pmxl.framework.columns_layouts import FIXED
from pmxl.framework.columns_layouts import HEADING
from pmxl.framework.columns_layouts import OF_THE_WHOLE
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import again
from pmxl.framework.faults import Fault
from pmxl.plural import listed
from pmxl.readings import folded
from pmxl.readings import has_period
from pmxl.readings import read_period
from pmxl.sheets.cells import A1
from pmxl.terms import Accumulate
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Rating

NEEDED = ("sheet", "head_row", "first_row", "period_from")
NEED_PERIOD = {FIXED: "the period", CELL: "the cell, such as A1", COLUMN: "the column's heading, or column B"}
MEANINGS = tuple(r.value for r in (Rating.NO_DATA, Rating.SUPPRESSED, Rating.WITHHELD, Rating.NOT_APPLICABLE))
SAME = (
    *("layout", "measure", "sheet", "files", "measure_label", "measure_column"),
    *("numerator", "value", "area", "partner"),
)


def inherit(draft: Draft) -> Iterator[Finding]:
    """Not a check: what a later row of a layout leaves blank is taken from its first."""
    first: dict[str, Line] = {}
    for line in _lines(draft):
        whole = first.setdefault(line.text("layout"), line)
        for column in OF_THE_WHOLE:
            if line.get(column) is None and column not in line.cells and whole.get(column) is not None:
                line.values[column] = whole.get(column)
    yield from ()


def lacks(draft: Draft) -> Iterator[Finding]:
    """A layout leaves out the sheet, the rows or whence the period."""
    for line in _lines(draft):
        for column in NEEDED:
            if line.get(column) is None and column not in line.cells:
                says = f"The layout {line.text('layout')} has no {column}."
                ask = f"Fill it in, in the first row of the layout: {line.sheet.by_name[column].help}"
                yield line.finding(Fault.LAYOUT_LACKS, column, says, ask)


def headings(draft: Draft) -> Iterator[Finding]:
    """The first row of figures is not below the first row of headings."""
    for line in _lines(draft):
        head, first = line.get("head_row"), line.get("first_row")
        if head is not None and first is not None and first <= head:
            says = f"Headings begin in row {head} and figures in row {first}."
            yield line.finding(Fault.LAYOUT_HEADINGS, "first_row", says, "Type a row of figures below the headings.")


def no_figures(draft: Draft) -> Iterator[Finding]:
    """A row says of neither value nor both parts where they stand, and the headings do not tell either."""
    for line in _lines(draft):
        parts, value = [line.get(name) for name in ("numerator", "denominator")], line.get("value")
        told = line.get("period_from") == HEADING or not (line.get("measure") or line.get("measure_column"))
        if any(parts) and not all(parts):
            lacking = "denominator" if parts[0] else "numerator"
            says = f"A {'numerator' if parts[0] else 'denominator'} is named and no {lacking}."
            yield line.finding(Fault.LAYOUT_NO_FIGURES, lacking, says, f"Type the heading over {lacking}s too.")
        elif not any(parts) and not value and not told:
            says = f"The row for {line.text('measure') or line.text('layout')} names no column of figures."
            ask = "Type the heading under value, or under numerator and denominator."
            yield line.finding(Fault.LAYOUT_NO_FIGURES, "value", says, ask)


def of_nobody(draft: Draft) -> Iterator[Finding]:
    """A layout says neither whose workbook it is nor which column names partners or areas."""
    for line in _lines(draft):
        if not any(line.get(name) for name in ("partner", "partner_column", "area", "area_column")):
            says = f"The layout {line.text('layout')} does not say whose figures they are."
            ask = "Fill in partner, or the heading over names in partner_column or area_column."
            yield line.finding(Fault.LAYOUT_NOBODY, "partner", says, ask)
            continue
        measure = draft.measure_of(line)
        reach = draft.reaches.get(measure.text("id")) if measure else None
        if measure is None or reach is None:
            continue
        if reach.areas and not (line.get("area") or line.get("area_column")):
            says = f"{measure.name} is reported area by area, and the layout does not say of which area."
            ask = "Type the heading over areas' names, or the area."
            yield line.finding(Fault.LAYOUT_NOBODY, "area_column", says, ask)
        elif not reach.areas and not (line.get("partner") or line.get("partner_column")):
            says = f"{measure.name} is not reported by area, and the layout does not say by which partner."
            yield line.finding(Fault.LAYOUT_NOBODY, "partner", says, "Type the partner, or the heading over partners.")


def periods(draft: Draft) -> Iterator[Finding]:
    """The period, its cell or its column is missing or is none; or the text round it does not say where it is."""
    for line in _lines(draft):
        whence, period, text = line.text("period_from"), line.text("period"), line.text("period_text")
        if not period and whence in NEED_PERIOD:
            says = f"The period is {'' if whence == FIXED else 'from a '}{whence}, and period is blank."
            yield line.finding(Fault.LAYOUT_PERIOD, "period", says, f"Type {NEED_PERIOD[whence]}.")
        elif whence == CELL and not A1.fullmatch(period):
            says = f"“{period}” is not the address of a cell."
            yield line.finding(Fault.LAYOUT_PERIOD, "period", says, "Type it like A1.")
        elif whence == FIXED and not (found := read_period(period, first_month=draft.setting("year_starts"))).is_sure:
            yield line.finding(Fault.LAYOUT_PERIOD, "period", found.says, found.ask)
        if text and not has_period(text):
            says = f"“{text}” does not say where the period is, or says it twice."
            ask = "Put {period} in its place, or {year} and {month}."
            yield line.finding(Fault.LAYOUT_TEXT, "period_text", says, ask)
        elif "*{period}" in text.casefold() or "{period}*" in text.casefold():
            says = f"“{text}” does not say where the period begins or ends: * stands right beside it."
            yield line.finding(Fault.LAYOUT_TEXT, "period_text", says, "Put the word or sign beside it between them.")


def adds(draft: Draft) -> Iterator[Finding]:
    """Shorter periods are to be added up, and those of the measure do not add up, or are not longer."""
    for line in _lines(draft):
        measure, every = draft.measure_of(line), line.get("every")
        frequency = measure.get("frequency") if measure else None
        if measure is None or every is None or frequency is None:
            continue
        shorter, longer = Frequency(every).months, Frequency(frequency).months
        if shorter > longer:
            says = f"{measure.name} is reported by the {frequency}, and the layout's periods are longer: a {every}."
            yield line.finding(Fault.LAYOUT_ADDS, "every", says, "Leave it blank, or name a shorter period.")
        elif shorter < longer and not _adds_up(measure, line):
            says = f"The figures of {measure.name} for a {every} do not add up to those of a {frequency}."
            ask = "Name numerator and denominator where it has them, or leave every blank and read another column."
            yield line.finding(Fault.LAYOUT_ADDS, "every", says, ask)


def _adds_up(measure: Line, line: Line) -> bool:
    """True for what is counted through a period, and for parts of it."""
    kind = measure.get("kind")
    if measure.get("accumulate") not in (None, Accumulate.FLOW) or kind in (Kind.YES_NO, Kind.MILESTONE, Kind.MEDIAN):
        return False
    return kind in (Kind.COUNT, Kind.MONEY) or bool(line.get("numerator") and line.get("denominator"))


def twice(draft: Draft) -> Iterator[Finding]:
    """The same measure stands twice in the same place of a layout."""
    for line, first in again(_lines(draft), lambda line: tuple(line.get(column) for column in SAME)):
        if line.is_sound("measure"):
            says = f"Row {first.row} of the layout {line.text('layout')} is for the same figures already."
            yield line.finding(Fault.LAYOUT_TWICE, "measure", says, "Keep one of them.")


def marks(draft: Draft) -> Iterator[Finding]:
    """A mark is given a meaning that is no reason for an absence."""
    for line in draft.of("layouts"):
        for said in line.several("missing") if "missing" in line.cells else ():
            meaning = said.partition("=")[2].strip()
            if meaning and folded(meaning) not in map(folded, MEANINGS):
                says = f"“{meaning}” is no reason for a missing figure."
                ask = f"Type {listed(MEANINGS, 'or')} after the =, or the mark alone for No data."
                yield line.finding(Fault.LAYOUT_MARK, "missing", says, ask)


def _lines(draft: Draft) -> Iterator[Line]:
    """The rows that say to which layout they belong."""
    return (line for line in draft.of("layouts") if line.get("layout"))


CHECKS = (inherit, lacks, headings, no_figures, of_nobody, periods, adds, twice, marks)

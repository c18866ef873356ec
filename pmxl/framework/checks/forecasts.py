"""Checks of managers' own forecasts: each is of a year, of a measure that can be forecast, and stands once."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.draft import partners_of_others
from pmxl.framework.draft import unknown
from pmxl.framework.faults import Fault
from pmxl.terms import Kind

SHEET = "forecasts"
UNSUITED = (Kind.MILESTONE, Kind.YES_NO)
KEY = ("measure", "period", "partner")


def unknown_references(draft: Draft) -> Iterator[Finding]:
    """A forecast names a measure or a partner that is not there."""
    for line in draft.of(SHEET):
        for column, sheet in (("measure", "measures"), ("partner", "partners")):
            if line.get(column):
                yield from unknown(draft, line, column, (line.text(column),), sheet)


def forecasts_twice(draft: Draft) -> Iterator[Finding]:
    """Two forecasts for the same measure, year and partner."""
    first: dict[tuple[object, ...], int] = {}
    for line in draft.of(SHEET):
        key = tuple(line.get(column) for column in KEY)
        if not line.is_sound(*KEY) or None in key[:2]:
            continue
        if key in first:
            says = f"Row {first[key]} has a forecast of {line.text('measure')} for {line.get('period').label} already."
            yield line.finding(Fault.FORECAST_TWICE, "period", says, "Keep the later one.")
        first.setdefault(key, line.row)


def not_of_a_year(draft: Draft) -> Iterator[Finding]:
    """A forecast is of something else than a year of the framework."""
    for line in draft.of(SHEET):
        period = line.get("period")
        if period is not None and not period.is_year:
            says = f"A forecast is of a whole year, and {period.label} is not one."
            yield line.finding(Fault.FORECAST_NOT_OF_YEAR, "period", says, f"Type {period.year.label}.")


def unsuited(draft: Draft) -> Iterator[Finding]:
    """A forecast of a day, or of a yes or no."""
    for line in draft.of(SHEET):
        measure = draft.measure_of(line)
        if measure is not None and measure.get("kind") in UNSUITED:
            says = f"{measure.name} is of the kind {measure.text('kind')}, of which no figure is forecast."
            yield line.finding(Fault.FORECAST_UNSUITED, "measure", says, "Clear the row.")


def of_nobody(draft: Draft) -> Iterator[Finding]:
    """A forecast is for a partner that does not return the measure."""
    yield from partners_of_others(draft, SHEET, Fault.FORECAST_OF_NOBODY)


CHECKS = (unknown_references, forecasts_twice, not_of_a_year, unsuited, of_nobody)

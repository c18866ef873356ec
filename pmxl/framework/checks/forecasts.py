"""Checks of managers' own forecasts: each is of a year, of a measure that can be forecast, and stands once."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.draft import again
from pmxl.framework.draft import key_of
from pmxl.framework.draft import partners_of_others
from pmxl.framework.faults import Fault
from pmxl.terms import Kind

SHEET = "forecasts"
UNSUITED = (Kind.MILESTONE, Kind.YES_NO)
KEY = ("measure", "period", "partner")


def forecasts_twice(draft: Draft) -> Iterator[Finding]:
    """Two forecasts for the same measure, year and partner."""
    for line, first in again(draft.of(SHEET), lambda line: key_of(line, *KEY, needed=2)):
        says = f"Row {first.row} has a forecast of {line.text('measure')} for {line.get('period').label} already."
        yield line.finding(Fault.FORECAST_TWICE, "period", says, "Keep the later one.")


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


CHECKS = (forecasts_twice, not_of_a_year, unsuited, of_nobody)

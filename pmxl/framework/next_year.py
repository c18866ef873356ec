"""Next year: a framework carried into another year, and what has to be decided before it can be used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from pmxl.framework.asked import in_order
from pmxl.framework.columns import BAND
from pmxl.framework.decision import Decision
from pmxl.framework.level import figure
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Partner
from pmxl.framework.models import Span
from pmxl.framework.models import Tolerance
from pmxl.framework.next_targets import due_in
from pmxl.framework.next_targets import first_target
from pmxl.framework.next_targets import lacking_in
from pmxl.framework.next_targets import open_rows
from pmxl.framework.next_targets import target_words
from pmxl.framework.rows import rows_of
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import plural
from pmxl.terms import Pooling

UNITS = {"percent": " %", "points": " points"}
ONE = {**UNITS, "points": " point"}
"""Units of a tolerance as they are said; an amount in the measure's own unit stands alone."""


class NextYear(NamedTuple):
    """The rows of the workbook by sheet, and what has to be decided."""

    rows: dict[str, list[dict[str, object]]]
    decisions: tuple[Decision, ...]


def next_year(framework: Framework, year: Period) -> NextYear:
    """All that the framework says, a row to fill in for each target that the year lacks, and what is to be decided.

    The past is kept, for it is still rated by its own targets. A target to fill in has no level: reading the workbook
    says so of each until it is agreed.
    """
    more = lacking_in(framework, year)
    rows = rows_of(framework.model_copy(update={"targets": (*framework.targets, *more)}))
    return NextYear(rows, tuple(decisions(framework, year)))


def decisions(framework: Framework, year: Period) -> Iterator[Decision]:
    """What has to be decided: measure by measure in the order of the scorecard, then of several at once."""
    for measure in in_order(framework):
        yield from ending(measure, year)
        yield from first_target(framework, measure, year)
        for row in open_rows(framework, measure, year):
            yield Decision(measure.id, measure.name, target_words(framework, measure, row))
        yield from leading(framework, measure, year)
        yield from forecasting(framework, measure, year)
    yield from leaving(framework, year)
    yield from agreed_long_ago(framework, year)


def ending(measure: Measure, year: Period) -> Iterator[Decision]:
    """A measure whose last period lies in the year before, or in the year."""
    last = measure.last_period
    if last and year.last_year.covers(last):
        says = f"Its last period is {last.label}: decide what takes its place, or clear last_period."
        yield Decision(measure.id, measure.name, says)
    elif last and year.covers(last) and last.last_day < year.last_day:
        yield Decision(measure.id, measure.name, f"It ends within the year, in {last.label}.")


def leading(framework: Framework, measure: Measure, year: Period) -> Iterator[Decision]:
    """A measure whose one figure comes from a partner that is no longer there."""
    if measure.pooling is Pooling.LEAD and due_in(measure, year):
        lead = framework.partner(measure.lead)
        if not lead.exists_in(year):
            says = f"{lead.name}, whose figure stands for all, leaves: name another lead."
            yield Decision(measure.id, measure.name, says)


def forecasting(framework: Framework, measure: Measure, year: Period) -> Iterator[Decision]:
    """A measure for which a manager gave a forecast of the year before and none of the year."""
    mine = [row for row in framework.forecasts if row.measure == measure.id and not row.partner]
    before = [row for row in mine if row.period == year.last_year]
    if before and due_in(measure, year) and not any(row.period == year for row in mine):
        by = f" by {before[-1].given_by}" if before[-1].given_by else ""
        said = f"{figure(measure, before[-1].forecast)}{by}"
        says = f"The manager's forecast for {year.last_year.label} was {said}: ask for one for {year.label}."
        yield Decision(measure.id, measure.name, says)


def leaving(framework: Framework, year: Period) -> Iterator[Decision]:
    """Partners and areas that end in the year before or in the year with nobody to take over what they return."""
    for body in (*framework.partners, *framework.areas):
        asked = [m for m in framework.measures if body.id in returning(body, m) and due_in(m, year)]
        near = body.to is not None and (year.last_year.covers(body.to) or year.covers(body.to))
        if near and body.to and asked and not body.successor and body.to.last_day < year.last_day:
            owed = plural(len(asked), "measure")
            says = f"{body.name} leaves after {body.to.label} and nobody takes over its {owed}."
            yield Decision("", body.name, says)


def returning(body: Span, measure: Measure) -> tuple[str, ...]:
    """The partners, or the areas, from which a measure's figures come."""
    return measure.partners if isinstance(body, Partner) else measure.areas


def agreed_long_ago(framework: Framework, year: Period) -> Iterator[Decision]:
    """Tolerances and triggers agreed more than a year before the year begins, those agreed together in one."""
    old = [row for row in framework.tolerances if row.agreed_on and row.agreed_on < year.last_year.first_day]
    old = [row for row in old if is_in_use(framework, row, year)]

    def agreement(row: Tolerance) -> tuple[date, str]:
        return row.agreed_on or date.min, row.agreed_by

    for (day, by), rows in groupby(sorted(old, key=agreement), agreement):
        those = "; ".join(brief(framework, row) for row in rows)
        when = f"Agreed{f' by {by}' if by else ''} on {day_in_words(day)}, more than a year before {year.label} begins"
        yield Decision("", "Tolerances", f"{when}: agree them again, or change them. {those}.")


def is_in_use(framework: Framework, row: Tolerance, year: Period) -> bool:
    """False for the tolerance of a measure that is not reported in the year."""
    kind, name = row.scope
    return kind != "measure" or bool(due_in(framework.measure(name), year))


def brief(framework: Framework, row: Tolerance) -> str:
    """`Residential burglary: 5%`, `priority high: decline 2`, `Days to relet: 3 points`."""
    kind, name = row.scope
    whose = framework.measure(name).name if kind == "measure" else f"{kind} {name}"
    rule = row.preset if row.rule == BAND else f"{row.rule} {row.preset}".strip()
    amount = f"{row.amount:g}{(ONE if row.amount == 1 else UNITS).get(row.unit, '')}" if row.amount is not None else ""
    stem = rule.removesuffix(" %") if amount.endswith("%") else rule
    stem = "" if amount and rule == "points" else stem
    times = str(row.n) if row.n else ""
    return f"{whose}: {' '.join(word for word in (stem, amount, times) if word)}"

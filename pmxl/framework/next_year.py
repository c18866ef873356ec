"""Next year: what must be decided before a framework can serve another year, measure by measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from itertools import groupby

from pmxl.framework.asked import in_order
from pmxl.framework.asked import lives_in
from pmxl.framework.build import EXCEL_DAY_NOUGHT
from pmxl.framework.expected import figure
from pmxl.framework.expected import rows_of
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling

YEAR = 12


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide: on which sheet, of which measure ("" for several), what, and how it stands today."""

    sheet: str
    measure: str
    name: str
    decide: str
    today: str = ""


def decisions(framework: Framework, year: Period) -> list[Decision]:
    """What the year asks for that the framework does not say yet, in the order of the scorecard."""
    found = [one for measure in in_order(framework) for one in of_measure(framework, measure, year)]
    return [*found, *of_bodies(framework, year), *of_tolerances(framework, year), *of_forecasts(framework, year)]


def of_measure(framework: Framework, measure: Measure, year: Period) -> Iterator[Decision]:
    """Its targets, its end, and who leads it."""
    last = measure.last_period
    if last and year.last_year.start <= last.start + last.months - 1 < year.start:
        decide = f"It was reported to {last.label} for the last time. Say what follows it, or that nothing does."
        yield Decision("measures", measure.id, measure.name, decide)
    elif last and year.covers(last) and last.last_day < year.last_day:
        decide = f"It ends with {last.label}. Say what follows it, or that nothing does."
        yield Decision("measures", measure.id, measure.name, decide)
    if not due_in(measure, year):
        return
    yield from of_targets(framework, measure, year)
    if measure.pooling is Pooling.LEAD and not framework.partner(measure.lead).exists_in(year):
        lead = framework.partner(measure.lead).name
        decide = f"Name another partner to lead it: {lead} is not there in {year.label}."
        yield Decision("measures", measure.id, measure.name, decide)


def due_in(measure: Measure, year: Period) -> list[Period]:
    """The periods of the year in which a measure is reported."""
    return [one for one in year.parts(measure.frequency.months) if lives_in(measure, one)]


def of_targets(framework: Framework, measure: Measure, year: Period) -> Iterator[Decision]:
    """The targets that a measure had last year and has not yet, its own and those of single partners and areas."""
    had = False
    for partner, area in units_of(framework, measure, year):
        rows = rows_of(framework, measure.id, partner, area)
        before = [row for row in rows if speaks(row, measure, year.last_year)]
        had = had or bool(rows)
        lacking = [one for one in due_in(measure, year) if not any(covers(row, one) for row in rows)]
        if before and lacking and measure.kind is Kind.MILESTONE:
            decide = (
                "Done, or still owed? Its day has passed or passes before the year. Until it is done it stays owed."
            )
            yield Decision("targets", measure.id, measure.name, decide, said(measure, before))
        elif before and lacking:
            decide = lacking_words(framework, measure, year, lacking, before, (partner, area))
            yield Decision("targets", measure.id, measure.name, decide, said(measure, before))
    if not had and measure.first_period and measure.polarity is not Polarity.NONE:
        yield from first_target(measure, year)


def units_of(framework: Framework, measure: Measure, year: Period) -> list[tuple[str, str]]:
    """The partnership, then the partners and areas with targets of their own that are there in the year."""
    own = dict.fromkeys((row.partner, row.area) for row in framework.targets if row.measure == measure.id)
    return [
        (partner, area)
        for partner, area in dict.fromkeys([("", ""), *own])
        if (not partner or framework.partner(partner).exists_in(year))
        and (not area or framework.area(area).exists_in(year))
    ]


def speaks(row: Target, measure: Measure, year: Period) -> bool:
    """True where a target row speaks of any period of a year in which the measure is reported."""
    return any(covers(row, one) for one in due_in(measure, year))


def covers(row: Target, period: Period) -> bool:
    """True where a row speaks of a period: a point until it is reached, any other row within its own period."""
    return period.last_day <= row.period.last_day if row.basis is Basis.POINT else row.period.covers(period)


def lacking_words(
    framework: Framework,
    measure: Measure,
    year: Period,
    lacking: list[Period],
    before: list[Target],
    unit: tuple[str, str],
) -> str:
    """`Agree a target for 2023-24.`, or which periods lack one, whose it is, and what a point leads to."""
    partner, area = unit
    whose = [framework.partner(partner).name if partner else "", framework.area(area).name if area else ""]
    for_whom = " in ".join(name for name in whose if name)
    when = year.label if lacking == due_in(measure, year) else ", ".join(one.label for one in lacking)
    said_of = f" of {for_whom}" if for_whom else ""
    if before[-1].basis is Basis.POINT:
        return f"The level to be reached by the end of {before[-1].period.label}{said_of} has come due: agree the next."
    return f"Agree a target{said_of} for {when}."


def first_target(measure: Measure, year: Period) -> Iterator[Decision]:
    """The first target of a measure whose baseline year has ended, or the baseline year that begins."""
    first = measure.first_period
    if first and first.year == year.last_year:
        decide = f"{first.year.label} was its first year. Agree its first target, or say that it is only watched."
        yield Decision("targets", measure.id, measure.name, decide)
    elif first and first.year == year:
        decide = f"{year.label} is its first year: without a target it is the baseline. Agree a target if there is one."
        yield Decision("targets", measure.id, measure.name, decide)


def said(measure: Measure, rows: list[Target]) -> str:
    """The levels of target rows as they stand today, with who agreed them."""
    levels = "; ".join(f"{level_of(measure, row)} ({row.basis} {row.period.label})" for row in rows)
    last = rows[-1]
    by = f"; agreed by {last.agreed_by}" if last.agreed_by else ""
    return f"{levels}{by}{f' on {day_in_words(last.agreed_on)}' if by and last.agreed_on else ''}; {last.purpose}"


def level_of(measure: Measure, row: Target) -> str:
    """A row's level in words: a day, a range, a figure, or the standard alone."""
    if measure.kind is Kind.MILESTONE and row.target is not None:
        return day_in_words(date.fromordinal(EXCEL_DAY_NOUGHT.toordinal() + round(row.target)))
    if row.target is not None:
        return figure(measure, row.target)
    if row.low is None and row.high is None:
        return f"a standard of {figure(measure, row.standard)}"
    bounds = (("from", row.low), ("to", row.high))
    return " ".join(f"{word} {figure(measure, bound)}" for word, bound in bounds if bound is not None)


def of_bodies(framework: Framework, year: Period) -> Iterator[Decision]:
    """Partners and areas that end without a successor though measures still count on them."""
    for sheet, bodies in (("partners", framework.partners), ("areas", framework.areas)):
        for body in bodies:
            asked = [m for m in framework.measures if body.id in (m.partners if sheet == "partners" else m.areas)]
            ends = (
                body.to is not None and year.last_year.start <= body.to.start + body.to.months - 1 < year.start + YEAR
            )
            if ends and body.to and asked and not body.successor:
                count = f"{len(asked)} measure{'' if len(asked) == 1 else 's'}"
                decide = f"{body.name} ends with {body.to.label} and has no successor. Say who takes over its {count}."
                yield Decision(sheet, "", body.name, decide)


def of_tolerances(framework: Framework, year: Period) -> Iterator[Decision]:
    """Tolerances agreed more than a year before the year begins, together where they were agreed together."""
    old = [row for row in framework.tolerances if row.agreed_on and row.agreed_on < year.last_year.first_day]
    old = [row for row in old if still_watched(framework, row, year)]

    def agreement(row: Tolerance) -> tuple[date, str]:
        return row.agreed_on or date.min, row.agreed_by

    for (day, by), rows in groupby(sorted(old, key=agreement), agreement):
        mine = list(rows)
        whom = f" by {by}" if by else ""
        what = "1 tolerance was" if len(mine) == 1 else f"{len(mine)} tolerances were"
        decide = (
            f"{what} agreed{whom} on {day_in_words(day)}, more than a year before {year.label}. Agree again or change."
        )
        yield Decision("tolerances", "", "", decide, "; ".join(brief(framework, row) for row in mine))


def still_watched(framework: Framework, row: Tolerance, year: Period) -> bool:
    """False for the tolerance of a measure that is not reported in the year."""
    kind, name = row.scope
    return kind != "measure" or bool(due_in(framework.measure(name), year))


def brief(framework: Framework, row: Tolerance) -> str:
    """`Residential burglary: 5%`, `priority high: decline 2`."""
    kind, name = row.scope
    whose = framework.measure(name).name if kind == "measure" else f"{kind} {name}"
    rule = row.preset if row.rule == "band" and row.preset else f"{row.rule} {row.preset}".strip()
    amount = f" {row.amount:g}" if row.amount is not None else ""
    unit = f" {row.unit}" if amount and row.unit else ""
    return f"{whose}: {rule}{amount}{unit}{f' {row.n}' if row.n else ''}"


def of_forecasts(framework: Framework, year: Period) -> Iterator[Decision]:
    """Managers' own forecasts, which speak of one year only."""
    given = {(row.measure, row.partner) for row in framework.forecasts if row.period.year == year}
    for row in framework.forecasts:
        if row.period.year != year.last_year or (row.measure, row.partner) in given:
            continue
        measure = framework.measure(row.measure)
        if due_in(measure, year):
            decide = (
                f"A manager's forecast was given for {year.last_year.label}. Ask for one for {year.label}, or for none."
            )
            by = f", given by {row.given_by}" if row.given_by else ""
            yield Decision("forecasts", measure.id, measure.name, decide, f"{figure(measure, row.forecast)}{by}")


def targets_to_set(framework: Framework, year: Period) -> list[Target]:
    """Rows for the year's targets that are to be agreed: period, basis, purpose and profile carried, levels left out."""
    found = []
    for measure in in_order(framework):
        for unit in units_of(framework, measure, year) if measure.kind is not Kind.MILESTONE else []:
            rows = rows_of(framework, measure.id, *unit)
            before = [row for row in rows if speaks(row, measure, year.last_year)]
            for row in before:
                then = a_year_on(row, year)
                if due_in(measure, year) and any(then.covers(p) for p in lacking_in(measure, rows, year)):
                    found.append(bare(row, then))
    return list(dict.fromkeys(found))


def lacking_in(measure: Measure, rows: tuple[Target, ...], year: Period) -> list[Period]:
    """The periods of a year that no row speaks of."""
    return [one for one in due_in(measure, year) if not any(covers(row, one) for row in rows)]


def a_year_on(row: Target, year: Period) -> Period:
    """The period of a row in another year; a point's becomes the year itself."""
    if row.basis is Basis.POINT:
        return year
    return replace(row.period, start=row.period.start + YEAR)


def bare(row: Target, period: Period) -> Target:
    """A row for another period without its levels and without who agreed them."""
    levels = dict.fromkeys(("target", "low", "high", "standard", "stretch", "baseline", "baseline_period", "agreed_on"))
    return row.model_copy(update={**levels, "period": period, "agreed_by": "", "reason": "", "row": 0})

"""Next targets: those that a framework has for one year and lacks for the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmxl.days import day_of
from pmxl.framework.asked import lives_in
from pmxl.framework.decision import Decision
from pmxl.framework.expected import rows_of
from pmxl.framework.level import figure
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Polarity

YEAR = 12
LEVELS = ("target", "low", "high", "standard", "stretch", "green_half_width", "baseline", "baseline_period")
AGREEMENT = {"agreed_by": "", "agreed_on": None, "reason": "", "row": 0}


def due_in(measure: Measure, year: Period) -> list[Period]:
    """The periods of a year in which a measure is reported."""
    return [one for one in year.parts(measure.frequency.months) if lives_in(measure, one)]


def open_rows(framework: Framework, measure: Measure, year: Period) -> list[Target]:
    """The rows of the year before for whose place in the year there is none yet, the partnership's first."""
    wanted = due_in(measure, year)
    found = []
    for unit in units_of(framework, measure, year) if wanted else []:
        rows = rows_of(framework, measure.id, *unit)
        lacking = [one for one in wanted if not any(covers(row, one) for row in rows)]
        found += [row for row in rows if is_of(row, year.last_year) and succeeds(row, measure, lacking)]
    return found


def lacking_in(framework: Framework, year: Period) -> list[Target]:
    """A row to fill in for each target that the year before has and the year lacks, measure by measure."""
    open_ = ((measure, row) for measure in framework.measures for row in open_rows(framework, measure, year))
    return [new for measure, row in open_ if (new := to_fill_in(row, measure)) is not None]


def latest_year(framework: Framework) -> Period | None:
    """The latest year of which a target speaks alone; None where there is none but points, which lie years ahead."""
    years = [row.period.year for row in framework.targets if row.basis is not Basis.POINT]
    return max(years, default=None)


def units_of(framework: Framework, measure: Measure, year: Period) -> list[tuple[str, str]]:
    """The partnership, then the partners and areas with targets of their own that are there in the year."""
    own = dict.fromkeys((row.partner, row.area) for row in framework.targets if row.measure == measure.id)
    return [
        (partner, area)
        for partner, area in dict.fromkeys([("", ""), *own])
        if (not partner or framework.partner(partner).exists_in(year))
        and (not area or framework.area(area).exists_in(year))
    ]


def is_of(row: Target, year: Period) -> bool:
    """True where a row speaks of a year alone: one of its periods, the year itself, or a point that lies in it."""
    return year.covers(row.period)


def covers(row: Target, period: Period) -> bool:
    """True where a row speaks of a period: a point until it is reached, any other row within its own period."""
    return period.last_day <= row.period.last_day if row.basis is Basis.POINT else row.period.covers(period)


def succeeds(row: Target, measure: Measure, lacking: list[Period]) -> bool:
    """True where the place of a row a year on lies among the periods that lack a target."""
    if row.basis is Basis.POINT or measure.kind is Kind.MILESTONE:
        return bool(lacking)
    return any(a_year_on(row).covers(one) for one in lacking)


def a_year_on(row: Target) -> Period:
    """The period of a row a year later."""
    return replace(row.period, start=row.period.start + YEAR)


def to_fill_in(row: Target, measure: Measure) -> Target | None:
    """The row a year on, its basis, purpose and profile carried, its levels and agreement left out.

    None of a point or a milestone: when the next is to be reached is itself to be decided.
    """
    if row.basis is Basis.POINT or measure.kind is Kind.MILESTONE:
        return None
    return row.model_copy(update={**dict.fromkeys(LEVELS), **AGREEMENT, "period": a_year_on(row)})


def target_words(framework: Framework, measure: Measure, row: Target) -> str:
    """What is to be agreed in the place of a row, and what it was."""
    level, of = level_of(measure, row), whose(framework, row)
    if measure.kind is Kind.MILESTONE:
        return f"Its day was {level}: it stays owed until it is done. Agree another day if there is to be one."
    if row.basis is Basis.POINT:
        return f"The target{of} of {level} by the end of {row.period.label} has come to its end: agree the next."
    return f"Agree the target{of} for {a_year_on(row).label}; for {row.period.label} it was {level}."


def whose(framework: Framework, row: Target) -> str:
    """` of Ash in North Vale`; nothing where it is the partnership's."""
    partner = f" of {framework.partner(row.partner).name}" if row.partner else ""
    return partner + (f" in {framework.area(row.area).name}" if row.area else "")


def level_of(measure: Measure, row: Target) -> str:
    """A row's level in words: a day, a figure, a range, or the standard alone."""
    if measure.kind is Kind.MILESTONE and row.target is not None:
        return day_in_words(day_of(row.target))
    if row.target is not None:
        return figure(measure, row.target)
    bounds = (("at least", row.low), ("at most", row.high))
    said = " and ".join(f"{word} {figure(measure, bound)}" for word, bound in bounds if bound is not None)
    return said or f"a standard of {figure(measure, row.standard)}"


def first_target(framework: Framework, measure: Measure, year: Period) -> Iterator[Decision]:
    """The first target of a measure whose first year, its baseline, ends as the year begins."""
    first = measure.first_period
    rated = measure.polarity is not Polarity.NONE and any(row.measure == measure.id for row in framework.targets)
    if first and first.year == year.last_year and not rated and measure.polarity is not Polarity.NONE:
        says = f"{first.year.label} was its first year, the baseline: agree its first target."
        yield Decision(measure.id, measure.name, says)

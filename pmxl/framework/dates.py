"""The dates of a year: when returns go out and are due, when targets fall due, and what the sheet calendar adds."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from pmxl.days import day_of
from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.framework.models import Target
from pmxl.framework.models_calendar import Dated
from pmxl.periods import Period
from pmxl.plural import plural
from pmxl.terms import Basis
from pmxl.terms import Kind

MONTHS_OF = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
CYCLES = {1: "Monthly", 3: "Quarterly", 6: "Half-yearly", 12: "Yearly"}
LONG_TERM = "Long-term"
"""What is due in a later year than it was begun, or happens once: the strategic cycle."""
QUARTER, YEAR = 3, 12


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day: its sort, the cycle it belongs to, whom it is for; `key` is the same when its day moves."""

    on: date
    what: str
    sort: str
    cycle: str
    who: str = ""
    key: str = ""


def events(framework: Framework, year: Period) -> tuple[Event, ...]:
    """Everything that falls in a year, in order of days."""
    found = (*returns(framework, year), *planning(framework, year), *aims(framework), *told(framework, year))
    mine = [event for event in found if year.first_day <= event.on <= year.last_day]
    return tuple(sorted(mine, key=lambda event: (event.on, event.what)))


def returns(framework: Framework, year: Period) -> Iterator[Event]:
    """For each round of returns: the day after its period ends, on which they go out, and the day they are due."""
    officer = framework.settings.officer
    months = round_of(framework)
    for period in (*year.step(-1).parts(months), *year.parts(months)):
        figures = asked(framework, period)
        if not figures:
            continue
        partners = len({figure.partner for figure in figures})
        count = plural(partners, "partner")
        what, cycle = f"Returns for {period.label}", CYCLES[months]
        due = framework.settings.usual_due(period)
        out = period.last_day + timedelta(days=1)
        yield Event(out, f"{what} go out", "return", cycle, officer, f"issue-{period.slug}")
        yield Event(due, f"{what} are due", "return", cycle, count, f"due-{period.slug}")


def round_of(framework: Framework) -> int:
    """Months of a round of returns: a quarter, which takes in months and years, unless nothing is asked so often."""
    return max(QUARTER, min((measure.frequency.months for measure in framework.measures), default=QUARTER))


def planning(framework: Framework, year: Period) -> Iterator[Event]:
    """The last day on which the next year's targets and tolerances can be agreed before it begins."""
    upcoming = year.step(1)
    what = f"Targets and tolerances for {upcoming.label} agreed"
    yield Event(year.last_day, what, "plan", CYCLES[YEAR], framework.settings.officer, f"plan-{upcoming.slug}")


def aims(framework: Framework) -> Iterator[Event]:
    """Milestones and targets to be reached by a day."""
    for target in framework.targets:
        measure = framework.measure(target.measure)
        day = due_on(target, measure.kind)
        if day is not None and not target.area:
            whose = f" ({framework.partner(target.partner).name})" if target.partner else ""
            key = f"aim-{target.measure}-{target.partner}-{target.period.slug}"
            yield Event(day, f"{measure.name}{whose}: to be reached", "plan", LONG_TERM, measure.performance_owner, key)


def due_on(target: Target, kind: Kind) -> date | None:
    """The day of a milestone or of a point to be reached; None for what is judged all the year."""
    if kind is Kind.MILESTONE:
        return None if target.target is None else day_of(target.target)
    return target.period.last_day if target.basis is Basis.POINT else None


def told(framework: Framework, year: Period) -> Iterator[Event]:
    """What the sheet calendar says, repeated through the year."""
    for row in framework.calendar:
        months = MONTHS_OF.get(row.repeats, 0)
        cycle = CYCLES.get(months, LONG_TERM)
        for n, day in enumerate(days(row, year.last_day)):
            key = f"row-{row.what}-{n}-{row.repeats}".casefold()
            yield Event(day, row.what, row.sort, cycle, row.who, key)


def days(row: Dated, last: date) -> Iterator[date]:
    """The days of a row up to a last one; the 31st of a shorter month is its last day."""
    months = MONTHS_OF.get(row.repeats, 0)
    at = row.on.year * YEAR + row.on.month - 1
    while True:
        year, month = divmod(at, YEAR)
        day = date(year, month + 1, min(row.on.day, calendar.monthrange(year, month + 1)[1]))
        if day > last:
            return
        yield day
        if not months:
            return
        at += months

"""What a target row means in a period: its share of the year, the way to a point, and the words for it."""

from __future__ import annotations

import math
from datetime import date

from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.periods import Period
from pmxl.rules.spoken import spoken
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Kind
from pmxl.terms import Polarity

NAN = math.nan


def level_in(measure: Measure, row: Target, period: Period, baseline: float) -> tuple[float, float, str]:
    """What a target row means in one period: its share of the year's levels, its target, and how it came about."""
    target, name = number(row.target), named(row.period)
    if row.basis is Basis.YEAR and spreads(measure) and period.months < row.period.months:
        cumulative = measure.accumulate is Accumulate.CUMULATIVE
        share = share_to(row, period) - (0.0 if cumulative else share_to(row, period.previous))
        due = f", the share due by the end of {named(period)}" if cumulative else ""
        return share, target * share, f"{percent(share)} of the year's {figure(measure, row.target)}{due}"
    if row.basis is Basis.POINT and not is_there(measure, row, period) and measure.kind is not Kind.MILESTONE:
        return 1.0, *on_the_way(measure, row, period, baseline)
    if measure.kind is Kind.MILESTONE:
        return 1.0, target, f"the day agreed for {name}"
    words = {Basis.PERIOD: f"the target of {name}", Basis.YEAR: f"the level for all of {name}"}
    return 1.0, target, words.get(row.basis, f"to be reached by the end of {name}")


def percent(share: float) -> str:
    """`25 %`, in as many digits as it needs."""
    return f"{share * 100:.4g} %"


def figure(measure: Measure, value: float | None) -> str:
    """A level in the measure's decimals and unit; a range has no single figure."""
    return "range" if value is None or math.isnan(value) else spoken(value, measure.decimals, measure.unit)


def spreads(measure: Measure) -> bool:
    """True where a year's target is a total to be built up: flows and cumulative figures that add up."""
    adds_up = measure.kind in (Kind.COUNT, Kind.MONEY)
    return adds_up and measure.accumulate in (Accumulate.FLOW, Accumulate.CUMULATIVE)


def share_to(row: Target, period: Period) -> float:
    """The share of a year's target due by the end of a period: its profile added up, flat unless given."""
    elapsed = period.start + period.months - row.period.start
    if elapsed <= 0:
        return 0.0
    if not row.profile:
        return min(elapsed / row.period.months, 1.0)
    step = row.period.months // len(row.profile)
    whole, rest = divmod(elapsed, step)
    part = row.profile[whole] * rest / step if rest and whole < len(row.profile) else 0.0
    return min(math.fsum(row.profile[:whole]) + part, 1.0)


def on_the_way(measure: Measure, row: Target, period: Period, baseline: float) -> tuple[float, str]:
    """The level on the straight line from the baseline to a point target; NaN before it, or without a baseline."""
    start = row.baseline if row.baseline is not None else baseline
    target, goal = number(row.target), f"{figure(measure, row.target)} to be reached by the end of {named(row.period)}"
    since = baseline_period(row, period.months)
    end = since.start + since.months
    elapsed, length = period.start + period.months - end, row.period.start + row.period.months - end
    if elapsed <= 0:
        return NAN, f"no target yet: the way to the {goal} begins after {named(since)}"
    if math.isnan(start):
        return NAN, f"no baseline yet for the {goal}"
    level = start + (target - start) * min(elapsed / length, 1.0)
    return level, f"on the way from {figure(measure, start)} in {named(since)} to the {goal}"


def is_there(measure: Measure, row: Target, period: Period) -> bool:
    """True in the period of a point, and in a longer or a shorter one that ends with it: of a total that adds up that
    is more or less than was meant.
    """
    ends_with_it = period.last_day == row.period.last_day
    adds_up = spreads(measure) and measure.accumulate is Accumulate.FLOW
    return period == row.period or (ends_with_it and not adds_up)


def named(period: Period) -> str:
    """A period as a sentence names it: a month by its name, anything longer by its label."""
    return period.spoken if period.months == 1 else period.label


def baseline_period(row: Target, months: int) -> Period:
    """The period of that length a point target starts from: as given, else the last before the year of the point."""
    given = row.baseline_period
    end = given.start + given.months if given else row.period.year.start
    return Period(end - months, months, row.period.first_month)


def significant(value: float) -> float:
    """A level in the 15 digits that Excel keeps, so that a share of a year shows no noise."""
    return float(format(value, ".15g"))


def number(value: float | None) -> float:
    """None is NaN."""
    return NAN if value is None else value


def answer_in(measure: Measure, row: Target, period: Period) -> tuple[float, str]:
    """The answer that a target row wants of one partner in a period, and its words; NaN before the day of a point.

    There is nothing between no and yes, and so no way to a point that it could be behind on.
    """
    if is_to_come(measure, row, period.last_day):
        answer = "yes" if answer_wanted(measure) else "no"
        return NAN, f"no target yet: the answer is to be {answer} by the end of {named(row.period)}"
    return answer_wanted(measure), "the answer"


def is_to_come(measure: Measure, row: Target, day: date) -> bool:
    """True of an answer wanted by the end of a period whose last day has not come: no other answer is a miss yet."""
    return measure.kind is Kind.YES_NO and row.basis is Basis.POINT and day < row.period.last_day


def answer_wanted(measure: Measure) -> float:
    """What one partner's yes/no should be: yes, or no where lower is better."""
    return 0.0 if measure.polarity is Polarity.LOWER else 1.0

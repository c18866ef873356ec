"""The worksheet functions: each shapes its ranges, calls one rule of the rule book and lays out the answer."""

from __future__ import annotations

from typing import Any

import numpy as np

from pmxl.excel import answers
from pmxl.excel import ranges
from pmxl.excel import tables
from pmxl.excel.answers import Rows
from pmxl.excel.answers import downwards
from pmxl.excel.answers import of_numbers
from pmxl.excel.answers import of_words
from pmxl.excel.fired import fired
from pmxl.excel.pooling import contributions
from pmxl.excel.pooling import pooled
from pmxl.excel.ranges import Given
from pmxl.excel.rating import ruled
from pmxl.excel.reading import reading
from pmxl.excel.reading import which_way
from pmxl.excel.standing import standing
from pmxl.excel.worksheet import worksheet_function
from pmxl.readings import read_period
from pmxl.rules.explain import explain
from pmxl.rules.flip_words import flip_words
from pmxl.rules.forecast import forecast
from pmxl.rules.rating import rate
from pmxl.rules.rating import variance
from pmxl.rules.required import required
from pmxl.rules.travel import travel
from pmxl.terms import Polarity
from pmxl.terms import Quartiles
from pmxl.terms import Rating

QUARTER, APRIL, DECEMBER, YEARS_QUARTERS = 3, 4, 12, 4
LENGTHS = (1, QUARTER, 6, 12)
"""Months that a period may have."""


@worksheet_function
def PMXL_RAG(  # noqa: N802 - named as Excel shows it
    actual: Given,
    target: Given,
    polarity: Given = None,
    tolerance: Given = None,
    unit: Given = None,
    kind: Given = None,
    decimals: Given = None,
    standard: Given = None,
    low: Given = None,
    high: Given = None,
    stretch: Given = None,
    purpose: Given = None,
    edge: Given = None,
    last_year: Given = None,
    half_width: Given = None,
) -> Rows:
    """Green at target or better, Amber within tolerance, Red beyond; a broken standard is Red whatever the target."""
    given = (polarity, tolerance, unit, kind, decimals, standard, low, high, stretch, purpose, edge, last_year)
    return of_words(rate(ranges.numbers(actual), ranges.numbers(target), **ruled(*given, half_width)))


@worksheet_function
def PMXL_VARIANCE(actual: Given, target: Given, decimals: Given = None) -> Rows:  # noqa: N802
    """Actual minus target, both as published, so that the difference is the one a reader of the page would work out."""
    figures = ranges.numbers(actual), ranges.numbers(target), ranges.places(decimals)
    return of_numbers(variance(*figures))


@worksheet_function
def PMXL_WHY(  # noqa: N802
    actual: Given,
    target: Given,
    polarity: Given = None,
    tolerance: Given = None,
    unit: Given = None,
    kind: Given = None,
    decimals: Given = None,
    standard: Given = None,
    low: Given = None,
    high: Given = None,
    stretch: Given = None,
    purpose: Given = None,
    edge: Given = None,
    last_year: Given = None,
    half_width: Given = None,
    measured_in: Given = None,
) -> Rows:
    """Why a figure has its rating, in plain words: how far off its target it is, what the tolerance says, and whether
    rounding decided it.
    """
    given = (polarity, tolerance, unit, kind, decimals, standard, low, high, stretch, purpose, edge, last_year)
    rule = {**ruled(*given, half_width), "measured_in": ranges.texts(measured_in)}
    return of_words(explain(ranges.numbers(actual), ranges.numbers(target), **rule))


@worksheet_function
def PMXL_FLIP(  # noqa: N802
    actual: Given,
    target: Given,
    polarity: Given = None,
    tolerance: Given = None,
    unit: Given = None,
    kind: Given = None,
    decimals: Given = None,
    numerator: Given = None,
    denominator: Given = None,
    standard: Given = None,
    low: Given = None,
    high: Given = None,
    stretch: Given = None,
    purpose: Given = None,
    edge: Given = None,
    last_year: Given = None,
    half_width: Given = None,
    measured_in: Given = None,
) -> Rows:
    """What would turn a rating, in plain words: how many more or fewer turn it Red or make it Green, or at which figure
    it turns.
    """
    given = (polarity, tolerance, unit, kind, decimals, standard, low, high, stretch, purpose, edge, last_year)
    parts = {"numerator": ranges.numbers(numerator), "denominator": ranges.numbers(denominator)}
    rule = {**ruled(*given, half_width), "measured_in": ranges.texts(measured_in), **parts}
    return of_words(flip_words(ranges.numbers(actual), ranges.numbers(target), **rule))


@worksheet_function
def PMXL_TOLERANCE(  # noqa: N802
    history: Given, trigger: Given, polarity: Given = None, target: Given = None, decimals: Given = None
) -> Rows:
    """TRUE where a trigger agreed in planning fires on the latest figure of a history, as decline 2 on two worsening
    moves in a row; #N/A where the latest cell is blank.
    """
    figures, says = ranges.history(history), ranges.text(ranges.one_cell(trigger))
    way, aim = which_way(polarity, len(figures)), ranges.levels(target, len(figures))
    places = ranges.places(ranges.one_cell(decimals))[0, 0]
    fires = fired(says, figures, way, aim, places).astype(object)
    return downwards(np.where(np.isnan(figures[:, -1]), answers.NOT_AVAILABLE, fires)).tolist()  # type: ignore[no-any-return]


@worksheet_function
def PMXL_TRAVEL(  # noqa: N802
    now: Given,
    before: Given,
    polarity: Given = None,
    decimals: Given = None,
    dead_band: Given = None,
    target: Given = None,
    low: Given = None,
    high: Given = None,
) -> Rows:
    """Improving, Steady or Worsening between two figures as published; a move up to the dead-band is Steady."""
    levels = {"target": target, "low": low, "high": high}
    how: dict[str, Any] = {name: ranges.numbers(level) for name, level in levels.items()}
    how |= {"decimals": ranges.places(decimals), "dead_band": ranges.numbers(dead_band, 0)}
    ways = ranges.words(polarity, Polarity.HIGHER, Polarity)
    return of_words(travel(ranges.numbers(now), ranges.numbers(before), ways, **how))


@worksheet_function
def PMXL_SIGNAL(  # noqa: N802
    history: Given, polarity: Given = None, rules: Given = None, screening: Given = None
) -> Rows:
    """Improvement or Concern where the latest figure lies outside its limits, in a trend, twice in three near a limit,
    or in a long run on one side of the average, else Common cause; Too few figures below six, No data where it is
    blank.
    """
    latest = reading(history, polarity, rules, screening).signal[:, -1]
    return of_words(downwards(np.where(latest == "", Rating.NO_DATA, latest)))


@worksheet_function
def PMXL_LIMITS(history: Given, rules: Given = None, screening: Given = None) -> Rows:  # noqa: N802
    """The average and the lower and upper limits within which a process keeps by chance: mean plus and minus 2.66 times
    the mean moving range.
    """
    found = reading(history, None, rules, screening).limits
    return of_numbers(np.stack([level[:, -1] for level in (found.centre, found.lower, found.upper)], axis=-1))


@worksheet_function
def PMXL_FORECAST(history: Given, ahead: Given = None, season: Given = None) -> Rows:  # noqa: N802
    """The figure so many periods after the last cell, the ends of its 80 % range and the method: seasonal naive with
    drift or damped trend, whichever would have been nearer; with fewer than 8 figures the last one.
    """
    periods, year = ranges.whole(ahead, 1), ranges.whole(season, YEARS_QUARTERS)
    found = forecast(ranges.history(history), periods, season=year)
    figures = np.stack([found.forecast, found.low, found.high], axis=-1)
    return answers.side_by_side(of_numbers(figures), of_words(downwards(found.method)))


@worksheet_function
def PMXL_REQUIRED(target: Given, to_date: Given, remaining: Given) -> Rows:  # noqa: N802
    """The required run-rate: what is left of the year's target over the periods that are left."""
    return of_numbers(required(ranges.numbers(target), ranges.numbers(to_date), ranges.numbers(remaining)))


@worksheet_function
def PMXL_RANK(  # noqa: N802
    figures: Given, polarity: Given = None, group: Given = None, decimals: Given = None
) -> Rows:
    """The rank of each figure in its group, 1 being the best; equal figures share the better rank."""
    return standing("rank", figures, polarity, group, decimals, Quartiles.INCLUSIVE)


@worksheet_function
def PMXL_QUARTILE(  # noqa: N802
    figures: Given, polarity: Given = None, group: Given = None, method: Given = None, decimals: Given = None
) -> Rows:
    """The quartile of each figure in its group, 1 being the best; none under 8 members."""
    way = ranges.one_word(method, Quartiles.INCLUSIVE, tuple(Quartiles))
    return standing("quartile", figures, polarity, group, decimals, way)


@worksheet_function
def PMXL_POOL(  # noqa: N802
    numerator: Given, denominator: Given = None, multiplier: Given = None, group: Given = None
) -> Rows:
    """Rates pool as the sum of numerators over the sum of denominators, never as a mean of percentages; without
    denominators counts add up. With groups, a row a group.
    """
    return pooled(numerator, denominator, ranges.one_number(multiplier, 100), group)


@worksheet_function
def PMXL_CONTRIBUTION(  # noqa: N802
    numerator_before: Given,
    numerator_after: Given,
    denominator_before: Given = None,
    denominator_after: Given = None,
    multiplier: Given = None,
    decimals: Given = None,
) -> Rows:
    """Who moved the number: for each partner what its own rate did, what its share of the whole did, and both together;
    they add up to the change.
    """
    sides = (numerator_before, numerator_after, denominator_before, denominator_after)
    return contributions(
        *sides, ranges.one_number(multiplier, 100), int(ranges.places(ranges.one_cell(decimals), 1)[0, 0])
    )


@worksheet_function
def PMXL_PERIOD(written: Given, months: Given = None, year_starts: Given = None) -> Rows:  # noqa: N802
    """The period that someone has written, in one spelling: Oct-Dec 2025 is 2025-26 Q3; #N/A where it can be read two
    ways.
    """
    length, first = ranges.whole(months, QUARTER), ranges.whole(year_starts, APRIL)
    if length not in LENGTHS or first > DECEMBER:
        raise ValueError(f"Periods of {length} months in a year from month {first} are none.")

    def label(cell: Any) -> str:
        found = read_period(cell, months=length, first_month=first).period
        return found.label if found else answers.NOT_AVAILABLE

    return [["" if ranges.is_blank(cell) else label(cell) for cell in row] for row in ranges.grid(written)]


@worksheet_function
def PMXL_FIELD(  # noqa: N802
    measure: Given, heading: Given, table: Given, period: Given = None, partner: Given = None
) -> Rows:
    """What a table of the framework says of each measure under a heading, of the partnership or the partner named;
    #N/A where no row is meant, #VALUE! where several rows differ: say of which period.
    """
    name, when, whose = (ranges.text(ranges.one_cell(one)) for one in (heading, period, partner))
    return tables.field(ranges.texts(measure), name, ranges.grid(table), when, whose)


@worksheet_function
def PMXL_RAG_OF(  # noqa: N802
    measure: Given,
    actual: Given,
    measures: Given,
    targets: Given,
    tolerances: Given = None,
    period: Given = None,
    last_year: Given = None,
    settings: Given = None,
) -> Rows:
    """The rating of each measure by the framework's tables: its polarity, the partnership's target in the period, its
    tolerance. The framework's own sheets need a period; without settings the usual ones hold, and the year starts in
    April.
    """
    ids, figures = ranges.texts(measure), ranges.numbers(actual)
    when = ranges.text(ranges.one_cell(period))
    about, aims, bands, told = (ranges.grid(table) for table in (measures, targets, tolerances, settings))
    rule = tables.rule(ids, about, aims, bands, told, when)
    return of_words(rate(figures, **rule, last_year=ranges.numbers(last_year)))

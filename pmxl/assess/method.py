"""Every rule and setting that changes an answer, in words, for the method sheet."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Iterator
from functools import partial
from typing import Any

from pmxl.assess.agreed_words import agreed
from pmxl.assess.agreed_words import in_band_unit
from pmxl.assess.agreed_words import in_points
from pmxl.assess.agreed_words import tolerance
from pmxl.assess.goalpost_aspects import pooled_by
from pmxl.assess.movement import LAST_YEAR
from pmxl.assess.watch import spelled
from pmxl.docstring import first_paragraph
from pmxl.framework.asked import in_order
from pmxl.framework.asked import own_period
from pmxl.framework.expected import Expected
from pmxl.framework.expected import expected
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.tolerated import band_of
from pmxl.framework.tolerated import triggers_of
from pmxl.periods import MONTHS
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import listed
from pmxl.plural import plural
from pmxl.returns.catalogue import checks
from pmxl.returns.checking import is_off
from pmxl.rules.assurance import assurance
from pmxl.rules.chance import chance
from pmxl.rules.compare import FEWEST
from pmxl.rules.compare import compare
from pmxl.rules.contribution import contribution
from pmxl.rules.explain import explain
from pmxl.rules.flip import flip
from pmxl.rules.forecast import forecast
from pmxl.rules.plausible import plausible
from pmxl.rules.pool import pool
from pmxl.rules.presets import applied_band
from pmxl.rules.quality import quality
from pmxl.rules.rating import rate
from pmxl.rules.real import real
from pmxl.rules.relative import behind
from pmxl.rules.relative import fallen
from pmxl.rules.required import required
from pmxl.rules.rounding import published
from pmxl.rules.rule_sets import rule_set
from pmxl.rules.signal import signal
from pmxl.rules.small_numbers import wilson
from pmxl.rules.spell import missing_for
from pmxl.rules.spell import off_target_for
from pmxl.rules.spoken import agreed_amount
from pmxl.rules.spoken import spoken
from pmxl.rules.tolerance import any_worsening
from pmxl.rules.tolerance import decline
from pmxl.rules.tolerance import decline_percent
from pmxl.rules.tolerance import overrun
from pmxl.rules.tolerance import standard_broken
from pmxl.rules.travel import travel
from pmxl.rules.trend import trend
from pmxl.rules.xmr import limits_of
from pmxl.rules.year_total import year_forecast
from pmxl.terms import Polarity
from pmxl.terms import Purpose

WAYS = {
    Polarity.HIGHER: ", better when higher",
    Polarity.LOWER: ", better when lower",
    Polarity.RANGE: ", best inside its range",
    Polarity.NEAREST: ", best near its target",
    Polarity.NONE: ", for context: neither way is better",
}
"""Which way is better, on a measure's line."""

ON_LAST_YEAR = ", each figure against that of a year before"
"""Beside a trigger that compares so."""

RULES: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("Rounding", published),
    ("Pooling", pool),
    ("Rating", rate),
    ("Travel", travel),
    ("Comparison", compare),
    ("Contribution", contribution),
    ("Missing figures", plausible),
    ("Limits", limits_of),
    ("Signals", signal),
    ("Assurance", assurance),
    ("Is the red real?", real),
    ("Long trend", trend),
    ("Forecast: a level", forecast),
    ("Forecast: the year's total", year_forecast),
    ("Chance of meeting the target", chance),
    ("Required run-rate", required),
    ("Why a rating", explain),
    ("What would turn a rating", flip),
    ("Small numbers", wilson),
    ("Data quality", quality),
    ("Trigger: decline", decline),
    ("Trigger: decline %", decline_percent),
    ("Trigger: overrun", overrun),
    ("Trigger: standard", standard_broken),
    ("Trigger: any", any_worsening),
    ("Trigger: relative, places or quartiles", fallen),
    ("Trigger: relative, median or best quartile", behind),
    ("Trigger: rating", off_target_for),
    ("Trigger: missing", missing_for),
)

SETTLED = (
    (
        "Grey words",
        (
            "Tried in this order: Not applicable, Suppressed, Withheld, Not due, No data, Waiting, Baseline, "
            "No target. They are not colours: counts such as 'x of y on target' leave them out."
        ),
    ),
    (
        "Missing partners",
        (
            "A missing figure is never nought and never left out in silence. A total with partners missing is printed "
            "as 'at least'. A figure with partners missing is rated at the best and the worst that they may plausibly "
            "report: where both give one rating, that is it; else it is Waiting, and those awaited are named. Travel, "
            "triggers, signals and contributions use only the partners and areas present in every period compared."
        ),
    ),
    (
        "Far figures",
        (
            "Where single figures draw the average so far away that the limits hold fewer than half of a series, these "
            "are named, and no signal is given of the others. Signals worked out in a cell go by the limits alone."
        ),
    ),
    (
        "Cumulative measures",
        "Compared only with the same point last year. Triggers use each period's own amount.",
    ),
    (
        "Months and years",
        (
            "A monthly measure is rolled up to the quarter by how it accumulates; one month missing leaves the quarter "
            "incomplete. A yearly measure is carried, marked with its period, until the next."
        ),
    ),
)


def method(framework: Framework, period: Period) -> tuple[tuple[str, str], ...]:
    """Heading and words for each rule and setting in force for a period."""
    settings = framework.settings
    year = period.year
    count = f"{plural(len(framework.measures), 'measure')}, {plural(len(framework.partners), 'partner')}"
    chosen = (
        ("Period", f"{period.label}: {period.spoken}. The year starts in {MONTHS[settings.year_starts - 1]}."),
        ("Year", f"{year.label}, ending on {day_in_words(year.last_day)}."),
        ("Framework", f"Version {framework.version}: {count}."),
        ("Amber edge", f"A figure exactly on the edge of its tolerance is {settings.amber_edge.title()}."),
        ("Default tolerance", default_tolerance(settings.default_band)),
        ("Signals by", signals_by(framework)),
        ("Quartiles by", f"The method called {settings.quartile_method}; none under {FEWEST} members."),
    )
    rules = ((heading, first_paragraph(rule)) for heading, rule in RULES)
    measures = ((m.name, of_measure(framework, m, period)) for m in in_order(framework))
    return (*chosen, *rules, *SETTLED, *measures, *checked(framework))


def checked(framework: Framework) -> Iterator[tuple[str, str]]:
    """A line for each check of what partners send: what becomes of the figure, what it finds, and whether it is off."""
    for code, severity, fails in checks():
        off = " Turned off in the framework." if is_off(code, severity, framework.settings.checks_off) else ""
        yield f"Check {code}", f"{severity}: {fails}{off}"


def of_measure(framework: Framework, measure: Measure, period: Period) -> str:
    """How one measure is built, pooled and judged: its rhythm, target, tolerance and triggers, and who agreed them."""
    found, kind = expected(framework, measure, own_period(measure, period)), measure.kind.value
    say = partial(spoken, decimals=measure.decimals, unit=measure.unit)
    band, dead_band = band_of(framework, measure), agreed_amount(measure.dead_band, in_points(measure))
    watched = (
        f"{spelled(t)}{ON_LAST_YEAR if t.compare == LAST_YEAR else ''} ({t.strength}){agreed(t.agreed_by, t.agreed_on)}"
        for t in triggers_of(framework, measure)
    )
    facts = [
        f"{kind}, by the {measure.frequency}, {measure.accumulate}; pooling: {pooled_by(measure)}",
        f"{plural(measure.decimals, 'decimal', none='no')}{WAYS[measure.polarity]}",
        f"target: {level_told(measure, found)}{agreed(found.agreed_by, found.agreed_on)}",
        f"standard {say(found.standard)}" if not math.isnan(found.standard) else "",
        f"Blue when better by more than {blue(measure, found)}" if not math.isnan(found.stretch) else "",
        tolerance(measure, band, found).rstrip(".") if found.has_target else "",
        f"a move up to {dead_band} is steady" if measure.dead_band else "",
        "seasonal: signals by the change on last year" if measure.seasonal else "",
        f"series begins anew at {listed(brk.label for brk in measure.rebase)}" if measure.rebase else "",
        f"figures come {plural(measure.lag, 'period', none='no')} late" if measure.lag else "",
        *watched,
    ]
    return f"{'; '.join(fact for fact in facts if fact)}."


def blue(measure: Measure, found: Expected) -> str:
    """How much better than target is Blue, in the unit of the tolerance."""
    _, unit = applied_band(found.amount, found.unit, found.modifier)
    return in_band_unit(measure, found.stretch, unit)


def level_told(measure: Measure, found: Expected) -> str:
    """The target with how it came about and, where it is no ordinary one, its purpose.

    Without one, what is known of one to come, else "none".
    """
    if not found.has_target:
        return found.words or "none"
    ends = [spoken(end, measure.decimals, measure.unit) for end in (found.low, found.high) if not math.isnan(end)]
    span = f"{' to '.join(ends)}, " if ends else ""
    stretch = " (a stretch target: never Red)" if found.purpose is Purpose.STRETCH else ""
    near = green_around(measure, found.green_half_width) if found.green_half_width else ""
    return f"{span}{found.words}{near}{stretch}"


def green_around(measure: Measure, half_width: float) -> str:
    """How far off a figure to be near its target may be."""
    return f", {agreed_amount(half_width, in_points(measure))} either side being Green"


def signals_by(framework: Framework) -> str:
    """The rule set that signals go by, whether ranges are screened, and what it takes for a pattern."""
    rules = rule_set(framework.settings.spc_rules)
    screened = "large moves are left out of the limits once" if framework.settings.spc_screening else "no screening"
    return f"{rules.name[:1].upper()}{rules.name[1:]}, {screened}. A signal is {rules.words}."


def default_tolerance(name: str) -> str:
    """What stands where no tolerance was agreed for a measure."""
    if name:
        return f"Where none was agreed for a measure: '{name}'."
    return "Where none was agreed for a measure, there is none: Green at target or better, Red beyond."

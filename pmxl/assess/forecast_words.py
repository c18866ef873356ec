"""Forecast words: the sentences about how a year will end, what it still needs, and what a manager expects of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pmxl.assess.run_rate import RunRate
from pmxl.assess.year import EARLIER
from pmxl.assess.year import OWN
from pmxl.assess.year_ahead import OF_THE_YEAR
from pmxl.assess.year_ahead import Outlook
from pmxl.assess.year_ahead import YearAhead
from pmxl.framework.models_forecasts import Forecast
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import in_words
from pmxl.rules.forecast import Method
from pmxl.rules.presets import counts_near
from pmxl.rules.spoken import sign_of
from pmxl.rules.spoken import spoken
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity

WHOLE = 100.0
MISSING = "No forecast: figures are missing"
TO_COME = "No forecast: figures are still to come"
BARE = "No forecast: {} without the numerator and denominator by which a year adds up."
FEW_NAMED = 2
"""So many needs are named one by one; of more the first and what is left in all."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the sentences about one row's forecast need to know beside its year."""

    forecast: float
    low: float
    high: float
    chance: float
    method: str
    years: int
    to_date: float
    common: int
    of: int
    part: bool
    whole: bool
    bare: float
    absent: str
    due: bool
    waiting: str
    nothing: bool


def length(period: Period) -> str:
    """`quarter`."""
    return Frequency.of(period.months).value


def told(year: YearAhead, value: float) -> str:
    """A figure in its measure's decimals and unit."""
    return spoken(value, year.measure.decimals, year.measure.unit)


def forecast_words(year: YearAhead, said: Said) -> str:
    """How the year will end and how that was worked out; why it cannot be said; "" where nothing is forecast."""
    if year.outlook is Outlook.NONE or said.nothing:
        return ""
    if not said.method:
        return missing(year, said)
    if said.method == Method.ACTUAL:
        return complete(year, said)
    pieces = (
        expected(year, said),
        f"{worked_out(year, said)}.",
        chance_told(said.chance, apart=counts_near(year.found.modifier)),
        whose(said),
    )
    return " ".join(piece for piece in pieces if piece)


def complete(year: YearAhead, said: Said) -> str:
    """What the year came to, or where it ended."""
    ended = "ended at" if year.outlook is Outlook.LEVEL else "is complete:"
    return f"{year.end.year.label} {ended} {told(year, said.forecast)}."


def missing(year: YearAhead, said: Said) -> str:
    """Why there is no forecast."""
    if year.outlook is Outlook.YEARLY and year.ahead and not math.isnan(said.to_date):
        return "No forecast: there is one figure a year, and fewer than eight to learn from."
    if year.outlook is Outlook.TOTAL and not math.isnan(said.to_date):
        return "No forecast: by the agreed profile nothing of the year is due yet."
    if said.waiting:
        return f"{MISSING if said.due else TO_COME}, from {said.waiting}."
    if said.absent:
        return f"No forecast: figures are {said.absent.lower()}."
    if not said.whole or year.outlook not in OF_THE_YEAR:
        return f"{MISSING}."
    if said.bare in (OWN, EARLIER):
        own = f"the figure for {year.shown.label} came"
        return BARE.format(own if said.bare == OWN else "a figure from earlier in the year came")
    return f"{MISSING} from earlier in the year."


def expected(year: YearAhead, said: Said) -> str:
    """`About 1,480 offences in 2022-23 as a whole, likely between 1,400 and 1,560.`"""
    when = f"in {year.end.year.label} as a whole" if year.outlook in OF_THE_YEAR else f"in {year.end.label}"
    figure = f"About {told(year, said.forecast)} {when}"
    if math.isnan(said.low):
        return f"{figure}; there are too few figures to say how far off that may be."
    money = sign_of(year.measure.unit)
    low, high = (spoken(end, year.measure.decimals, money) for end in (said.low, said.high))
    return f"{figure}, likely between {low} and {high}." if low != high else f"{figure}."


def worked_out(year: YearAhead, said: Said) -> str:
    """How the forecast came about, without its full stop."""
    if year.outlook is Outlook.SO_FAR and said.method == Method.LAST:
        return "The rate of the year so far is carried on"
    so_far, one = "the year so far", length(year.shown)
    so_far += "" if math.isnan(said.to_date) else f", {told(year, said.to_date)},"
    rest = f"{so_far} and for the rest of it " if year.outlook is Outlook.YEAR_RATE else ""
    a_year_ago = f"the same {one} last year" if year.season > 1 else "the year before"
    part = WHOLE * said.to_date / said.forecast if said.forecast else math.nan
    share = "a share" if math.isnan(part) else spoken(part, 0, "%")
    ways = {
        Method.PROFILE: f"Forecast from {so_far} which by the agreed profile is {share} of a year",
        Method.SEASON: f"Forecast from {so_far} which as in {in_words(said.years)} earlier years is {share} of a year",
        Method.EVEN: f"Forecast from {so_far} going on at the same pace",
        Method.SEASONAL: f"Forecast from {rest}{a_year_ago} and any clear drift since (seasonal naive)",
        Method.DAMPED: f"Forecast from {rest}the latest {one}s and their trend, which fades (damped trend)",
        Method.LAST: f"Forecast from {rest}the last figure, there being fewer than eight to learn from",
    }
    return ways[Method(said.method)]


def chance_told(chance: float, *, apart: bool = False) -> str:
    """The probability of meeting the target, in whole per cents; no forecast is certain."""
    if math.isnan(chance):
        return ""
    size = round(chance * WHOLE)
    figure = "less than 1 %" if size < 1 else "more than 99 %" if size > 99 else f"about {size} %"
    return f"The chance of meeting the target{' itself' if apart else ''} is {figure}."


def whose(said: Said) -> str:
    """Whose figures a forecast rests on, where not everybody's."""
    return f"It is of the {said.common} of {said.of} present in every period compared." if said.part else ""


def required_words(year: YearAhead, need: RunRate) -> str:
    """What is still needed, and the best there has been."""
    if not need.needs:
        return ""
    lower = year.measure.polarity is Polarity.LOWER
    settled = already(year, need, lower=lower)
    if settled:
        return settled
    bound = "no more than" if lower else "at least"
    return f"Needs {bound} {needs_told(year, need, lower=lower)}{best_told(year, need, lower=lower)}."


def already(year: YearAhead, need: RunRate, *, lower: bool) -> str:
    """What is said where nothing more is needed, or nothing more can help."""
    goal = told(year, year.found.target)
    if need.may_fall:  # what is past its limit may come back, and what is met may be lost
        return ""
    if not lower and (need.left <= 0 or (need.together and need.next <= 0)):
        return f"The year's target of {goal} is met already."
    if lower and need.left < 0:
        return f"The year is past its limit of {goal} already, by {told(year, -need.left)}."
    over = need.next > WHOLE and year.measure.kind is Kind.PERCENTAGE
    if need.together and ((over and not lower) or (lower and need.next < 0)):
        whole = f"{goal} for {year.end.year.label} as a whole"
        return f"{whole} can no longer be reached: {span(year)} would need {told(year, need.next)}."
    if lower and over and need.together:
        return f"{goal} for {year.end.year.label} as a whole is met whatever comes."
    return ""


def needs_told(year: YearAhead, need: RunRate, *, lower: bool) -> str:
    """`368 offences in each of the last two quarters`; of different needs each by its period."""
    asked = [told(year, cautious(value, year.measure.decimals, lower=lower)) for value in need.needs]
    if need.together:
        again = "a year before" if need.as_before else "so far"
        return f"{asked[0]} over {span(year)}, if as many are counted as {again}"
    if math.isnan(need.left):
        return f"{asked[0]} in {year.end.label}"
    if len(set(asked)) == 1:
        return f"{asked[0]} in {'each of ' if year.ahead > 1 else ''}{span(year)}"
    named = [f"{figure} in {period.label}" for figure, period in zip(asked, year.to_come, strict=True)]
    if len(named) <= FEW_NAMED:
        return " and ".join(named)
    return f"{told(year, need.left)} over {span(year)}, of which {named[0]}"


def span(year: YearAhead) -> str:
    """`the last two quarters`; where the measure ends early, `the next two`."""
    one = length(year.shown)
    return f"the last {in_words(year.ahead)} {one}s" if year.ahead > 1 else f"the last {one}"


def cautious(value: float, decimals: int, *, lower: bool) -> float:
    """A need rounded so that meeting it as published meets the target."""
    size = value * 10**decimals
    settled = round(size, 6)
    return float((math.floor(settled) if lower else math.ceil(settled)) / 10**decimals)


def best_told(year: YearAhead, need: RunRate, *, lower: bool) -> str:
    """`; the highest ever is 89.0 % (2021-22 Q3)`."""
    if math.isnan(need.best):
        return ""
    word = "lowest" if lower else "highest"
    figure = told(year, need.best)
    if need.by_year:
        when = f"in the same {length(year.shown)}s together" if year.ahead > 1 else f"in that {length(year.shown)}"
        return f"; the {word} ever {when} is {figure} ({year.shown.year.step(-1 - need.best_back).label})"
    return f"; the {word} ever in one {length(year.shown)} is {figure} ({year.shown.step(-need.best_back).label})"


def manager_words(row: Forecast, year: YearAhead) -> str:
    """`1,450 offences: “Two new patrols start in July.” (Chief inspector, 10 July 2026).`"""
    giver = ", ".join(part for part in (row.given_by, day_in_words(row.given_on) if row.given_on else "") if part)
    return f"{told(year, row.forecast)}: “{row.reason}”{f' ({giver})' if giver else ''}."

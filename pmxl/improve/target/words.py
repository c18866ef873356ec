"""What a study says in sentences: the baseline, the trend, the comparison, the outlook, and what was agreed."""

from __future__ import annotations

import math

from pmxl.assess.agreed_words import agreed
from pmxl.assess.agreed_words import tolerance
from pmxl.assess.trending import decimals
from pmxl.assess.watch import spelled
from pmxl.framework.expected import expected
from pmxl.framework.judged.criterion import NATIONAL
from pmxl.framework.models_tests import Tested
from pmxl.framework.next_targets import level_of
from pmxl.improve.target.proposal import Proposed
from pmxl.improve.target.study import Study
from pmxl.rules.spoken import spoken
from pmxl.rules.trend import NO_TREND
from pmxl.terms import Kind
from pmxl.terms import Strength

MOVING = ("Improving", "Worsening")
FEW = "There are too few figures to tell."


def say(found: Study, value: float, places: int | None = None) -> str:
    """A figure in the measure's decimals, or in more, and its unit; a share of yes answers in per cent."""
    unit = "%" if found.measure.kind is Kind.YES_NO else found.measure.unit
    return "–" if math.isnan(value) else spoken(value, found.measure.decimals if places is None else places, unit)


def baseline(found: Study) -> str:
    """Where it stands, and what one period is on average."""
    if math.isnan(found.now):
        return "There is no figure to start from."
    said = f"{say(found, found.now)} {over(found, 'in all in' if found.line.total else 'on average in')} {found.stood}."
    one, limits = found.measure.frequency.value, found.line.limits
    if limits.figures < 2:
        return said
    return (
        f"{said} The average {one} of the present series is {say(found, limits.mean)}, over {limits.figures} figures."
    )


def over(found: Study, so: str) -> str:
    """`so` between a figure and its periods; where a total goes by fewer than a year's, that it is their pace."""
    return "a year, at the pace of" if found.line.total and not found.line.is_whole_year else so


def course(found: Study) -> str:
    """The trend, and the limits between which chance alone moves the figure."""
    line, one = found.line, found.measure.frequency.value
    word = str(line.trend.word)
    if not word:
        return FEW
    slope = float(line.trend.slope)
    way = "rising" if slope > 0 else "falling"
    pace = say(found, abs(slope), decimals(found.measure, slope))
    said = f"{word}: {way} by {pace} a {one}." if word in MOVING else f"{way.capitalize()} by {pace} a {one}."
    said = f"{NO_TREND}." if word == NO_TREND else said
    return f"{said} {swing(found)}"


def swing(found: Study) -> str:
    """How far chance alone moves the figure."""
    line, one = found.line, found.measure.frequency.value
    if line.seasonal:
        return f"It has seasons: each {one} is best held against the same {one} of other years."
    if math.isnan(line.limits.lower):
        return "There are too few figures for limits."
    trial = " Limits on trial, for there are few figures." if line.limits.trial else ""
    ends = f"{say(found, line.limits.lower)} and {say(found, line.limits.upper)}"
    return f"By chance alone a {one} lies between {ends}.{trial}"


def others(found: Study) -> str:
    """How it compares with its group."""
    told = str(found.row.get("compare_words") or "")
    group = found.measure.comparison_group
    return told or (f"No figures of {group} to compare with." if group else "No comparison group is named.")


def floor(found: Study) -> str:
    """The standard that must not be broken, and whether the measure is set nationally."""
    row, said = found.standing, found.said.get(NATIONAL)
    level = row.standard if row else None
    standard = f"Standard: {say(found, level)}." if level is not None else "No minimum standard is set."
    national = f" {answer(said)}" if said else " Nobody has said whether a national target exists."
    return standard + national


def stands(found: Study) -> str:
    """The target that stands now."""
    row = found.standing
    if row is None:
        return "None yet."
    by = agreed(row.agreed_by, row.agreed_on)
    return f"{level_of(found.measure, row)} for {row.period.label} ({row.basis.value}, {row.purpose.value}){by}."


def outlook(found: Study) -> str:
    """What the year comes to if nothing is done."""
    one = found.outlook
    if math.isnan(float(one.forecast)):
        return FEW
    what = "in all" if found.line.total else f"by its last {found.measure.frequency.value}"
    said = f"{say(found, float(one.forecast))} {what} in {found.year.label}"
    if math.isnan(float(one.low)):
        return f"{said} ({str(one.method).lower()})."
    ends = f"{say(found, float(one.low))} and {say(found, float(one.high))}"
    return f"{said}; four times in five between {ends} ({str(one.method).lower()})."


def owners(found: Study) -> str:
    """Who answers for the performance and for the figure."""
    measure = found.measure
    named = (("The performance", measure.performance_owner), ("the figure", measure.data_owner))
    return f"{'; '.join(f'{what}: {who}' if who else f'{what}: nobody is named' for what, who in named)}."


def response(found: Study) -> str:
    """What was agreed beforehand: the band, what fires, and what then owes action."""
    now = expected(found.framework, found.measure, found.end, found.partner)
    band = tolerance(found.measure, found.band, now) if now.has_target else ""
    acts = [spelled(t) for t in found.triggers if t.strength is Strength.ACT]
    looks = [spelled(t) for t in found.triggers if t.strength is not Strength.ACT]
    said = [band, f"Action is owed on: {', '.join(acts)}." if acts else "No trigger owes action."]
    said += [f"Looked at on: {', '.join(looks)}."] if looks else []
    return " ".join(piece for piece in said if piece)


def answer(said: Tested | None) -> str:
    """What people said, with who and when: `yes: three workshops (Executive board, 12 March 2026).`"""
    if said is None:
        return ""
    by = agreed(said.by, said.on).removeprefix(", agreed by ")
    return f"{said.answer}{f': {said.reason}' if said.reason else ''}{f' ({by})' if by else ''}."


def grounds(found: Study, proposal: Proposed) -> str:
    """Why this level, in a sentence for the framework."""
    parts = [f"From {say(found, found.now)} {over(found, 'in')} {found.stood}"] if found.stood else []
    met = proposal.number("met")
    if met is not None and found.line.present.size:
        parts.append(met_in(round(met), found.line.present.size))
    word = str(found.line.trend.word)
    parts += [f"trend: {word.lower()}"] if word else []
    return "; ".join(parts) + "." if parts else ""


def met_in(met: int, periods: int) -> str:
    """In how many of the last periods a level was met."""
    if periods == 1:
        return f"{'met' if met else 'not met'} in the one period there is"
    return f"met in {met} of the last {periods} periods"


def hurry(found: Study, proposal: Proposed) -> str:
    """How fast it would have to get better, beside how fast it does."""
    pace, times = proposal.number("pace"), proposal.number("times")
    if pace is None:
        return FEW
    if pace * found.measure.polarity.sign <= 0:
        return "No faster: it stands there already."
    if times is None:
        trend = "goes the other way" if str(found.line.trend.word) in MOVING else "leads nowhere that can be told"
        return f"{say(found, abs(pace), decimals(found.measure, pace))} a year, and the trend {trend}."
    return f"{say(found, abs(pace), decimals(found.measure, pace))} a year, {times:.1f} times the trend."

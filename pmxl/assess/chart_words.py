"""Chart words: what a process chart says of its latest figure, in sentences that can be read aloud."""

from __future__ import annotations

import math

import numpy as np

from pmxl.assess.chart_row import ChartRow
from pmxl.plural import listed
from pmxl.rules.patterns import Pattern
from pmxl.rules.xmr import FEWEST
from pmxl.terms import Accumulate
from pmxl.terms import Assurance
from pmxl.terms import Polarity
from pmxl.terms import Signal


def signal_told(row: ChartRow) -> str:
    """The signal in a sentence or two; "" where no chart is drawn."""
    if row.apart or not (~np.isnan(row.series)).any():
        return ""
    if row.away.any() and not np.isnan(row.series[-1]):
        return " ".join(piece for piece in (drawn_away(row), *notes(row)) if piece)
    if not row.signal:
        pair = f" to compare with the same {row.period} last year" if row.seasonal else ""
        return f"No signal: there is no figure for this {row.period}{pair}."
    told = f"{row.signal}: {finding(row)}{on_trial(row)}."
    return " ".join(piece for piece in (told, changed_level(row), *notes(row)) if piece)


def drawn_away(row: ChartRow) -> str:
    """Of which figures the limits tell nothing, and why; of one that draws them away, how far it is from the others."""
    ends = float(row.others.min()), float(row.others.max())
    others = f"the other {len(row.others)} {what(row)}"
    if row.away[-1]:
        way = "above" if row.series[-1] > ends[1] else "below"
        return f"{row.signal}: {row.latest}, far {way} {others}, which run from {row.stretch(*ends)}{on_trial(row)}."
    places = [int(place) + 1 - len(row.away) for place in np.flatnonzero(row.away)]
    few = listed(f"{row.told(float(row.series[back - 1]))} in {row.now.step(back).label}" for back in places)
    does, it = ("draws", "it") if len(places) == 1 else ("draw", "them")
    kept = f"only {row.held} of" if row.held else "none of"
    return (
        f"No signal: {few} {does} the average so far away that the limits of {row.span} hold {kept} {others}. "
        f"Until the framework has the series begin anew after {it}, no change will show."
    )


def changed_level(row: ChartRow) -> str:
    """That no figure lies in the usual range; "" where any does, or there is none."""
    if math.isnan(row.lower) or row.held:
        return ""
    limits = f"the limits of {row.span}"
    return f"None of the {len(row.others)} {what(row)} lies within {limits}: the level has changed along the way."


def finding(row: ChartRow) -> str:
    """What was found, without its full stop."""
    if row.signal == Signal.TOO_FEW:
        return too_few(row)
    patterns = {
        Pattern.OUTSIDE: outside,
        Pattern.TREND: trend,
        Pattern.TWO_OF_THREE: near,
        Pattern.SHIFT: shift,
        Pattern.INNER: close,
        "": ordinary,
    }
    return patterns[row.pattern](row)


def ordinary(row: ChartRow) -> str:
    """Nothing out of the ordinary."""
    if math.isnan(row.lower):
        return f"{row.latest}, nothing out of the ordinary around {row.middle}"
    return f"{row.latest}, within {row.usual}"


def outside(row: ChartRow) -> str:
    """Beyond a limit; where both would be printed alike it is said that it is hardly beyond."""
    where = "below" if row.series[-1] < row.mean else "above"
    limit = row.lower if where == "below" else row.upper
    just = "just " if row.level(limit) == row.level(float(row.series[-1])) else ""
    return f"{row.latest}, {just}{where} {row.usual}"


def trend(row: ChartRow) -> str:
    """Figures each beyond the one before."""
    known = since_gap(row.series)
    moves = np.sign(np.diff(known))
    moves = moves[moves != 0] if row.centre == "median" else moves
    count, way = 1 + last_run(moves == moves[-1]), "higher" if moves[-1] > 0 else "lower"
    if row.seasonal:
        return (
            f"for {count} {row.period}s in a row the change on the same {row.period} last year has been {way} each time"
        )
    return f"{count} figures in a row, each {way} than the one before"


def near(row: ChartRow) -> str:
    """Two of three close to a limit."""
    below = row.series[-1] < row.mean
    limit = row.level(row.shown[0] if below else row.shown[1])
    return f"2 of 3 {what(row)} in a row are close to the {'lower' if below else 'upper'} limit of {limit}"


def what(row: ChartRow) -> str:
    """What is judged, by name."""
    return f"changes on the same {row.period} last year" if row.seasonal else "figures"


def shift(row: ChartRow) -> str:
    """A long run on one side of the middle."""
    sides = np.sign(since_gap(row.series) - row.mean)
    sides = sides[sides != 0] if row.centre == "median" else sides
    return f"{last_run(sides == sides[-1])} figures in a row {'below' if sides[-1] < 0 else 'above'} {row.middle}"


def close(row: ChartRow) -> str:
    """Many figures in the inner third, which is neither better nor worse."""
    return f"many figures in a row very close to {row.middle}, closer than chance explains. Check how they are made"


def too_few(row: ChartRow) -> str:
    """How many figures there are of how many needed."""
    since = " since the series began anew" if row.broken else ""
    if row.figures >= FEWEST:
        return f"{row.figures}{since}, but no two of them in neighbouring {row.period}s"
    return f"{row.figures}{since} of the {FEWEST} needed to tell a real change from chance"


def on_trial(row: ChartRow) -> str:
    """That the limits are on trial, and why."""
    return f" (trial limits: {row.figures} figures)" if row.trial else ""


def notes(row: ChartRow) -> list[str]:
    """Of what figures the chart is, where these are not simply those shown."""
    own = row.measure.accumulate is Accumulate.CUMULATIVE
    some = 0 < row.common < row.whole
    return [
        f"By each {row.period}'s own amount." if own else "",
        f"Counting the {row.common} of {row.whole} {members(row)} present throughout." if some else "",
    ]


def members(row: ChartRow) -> str:
    """What those are called whose figures are put together."""
    if row.by:
        return "areas" if row.by == "partner" else "partners"
    partners = {partner for partner, _ in row.measure.pairs}
    return "partners" if len(partners) == len(row.measure.pairs) else "partners' areas"


def since_gap(series: np.ndarray) -> np.ndarray:
    """The figures after the last gap."""
    gaps = np.flatnonzero(np.isnan(series))
    return series[gaps[-1] + 1 :] if gaps.size else series


def last_run(same: np.ndarray) -> int:
    """How many are true up to the end."""
    return int(np.cumprod(same[::-1]).sum())


def assurance_told(row: ChartRow) -> str:
    """Whether the target will be met as things are; "" where that cannot be said."""
    if not row.assurance:
        return ""
    aim, limits = wanted(row), "trial limits" if row.trial else "limits"
    return f"{row.assurance}: with {limits} of {row.span}, {promise(row, aim)}."


def promise(row: ChartRow, aim: str) -> str:
    """What the limits say of the target, without the full stop."""
    meets = row.assurance == Assurance.PASSING
    if row.assurance == Assurance.HIT_AND_MISS:
        return f"{aim} will be met in some {row.period}s and missed in others, by chance, unless the process changes"
    if has_changed(row):
        way = "worse" if meets else "better"
        would = "would be met" if meets else "would not be met"
        return f"{aim} {would} by the process as it was; the signal says that it has since changed for the {way}"
    return (
        f"{aim} will be met while the process stays as it is"
        if meets
        else f"{aim} will not be met unless the process changes"
    )


def has_changed(row: ChartRow) -> bool:
    """True where a signal speaks against what the limits say of the target."""
    against = {Assurance.PASSING: Signal.CONCERN, Assurance.FAILING: Signal.IMPROVEMENT}
    return against.get(Assurance(row.assurance)) == row.signal


def wanted(row: ChartRow) -> str:
    """The target that the limits are held against."""
    if row.measure.polarity is not Polarity.RANGE:
        return f"a target of {row.told(row.target)}"
    low, high = (None if math.isnan(bound) else row.told(bound) for bound in (row.low, row.high))
    if low and high:
        return f"a target of {low} to {high}"
    return f"a target of at least {low}" if low else f"a target of at most {high}"

"""What is expected of a measure in a period: the target row that applies, its level then, and the band around it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from pmxl.framework.derived import Same
from pmxl.framework.derived import derived
from pmxl.framework.level import NAN
from pmxl.framework.level import answer_in
from pmxl.framework.level import figure
from pmxl.framework.level import is_to_come
from pmxl.framework.level import level_in
from pmxl.framework.level import number
from pmxl.framework.level import percent
from pmxl.framework.level import share_to
from pmxl.framework.level import significant
from pmxl.framework.level import spreads
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.framework.tolerated import band_of
from pmxl.periods import Period
from pmxl.rules.presets import PERCENT
from pmxl.rules.presets import usual_unit
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Edge
from pmxl.terms import Kind
from pmxl.terms import Pooling
from pmxl.terms import Purpose


@dataclass(frozen=True, slots=True)
class Expected:
    """What a figure is rated against. Levels are NaN where there is none; `words` say how the target came about."""

    target: float = NAN
    low: float = NAN
    high: float = NAN
    standard: float = NAN
    stretch: float = NAN
    green_half_width: float = 0.0
    purpose: Purpose = Purpose.MANAGE
    basis: Basis | None = None
    amount: float = NAN
    unit: str = PERCENT
    modifier: str = ""
    edge: str = Edge.AMBER
    agreed_by: str = ""
    agreed_on: date | None = None
    words: str = ""

    @property
    def has_target(self) -> bool:
        """True where there is a level or a range to be rated against."""
        return not (math.isnan(self.target) and math.isnan(self.low) and math.isnan(self.high))


def expected(
    framework: Framework,
    measure: Measure,
    period: Period,
    partner: str = "",
    area: str = "",
    baseline: float = NAN,
) -> Expected:
    """What is expected of a measure in one period, of the partnership or of one partner or area.

    `baseline` is the last figure before the year of a point target, used where its row gives none. Without a target
    row the band still stands and every level is NaN.
    """
    row = target_row(framework, measure, period, partner, area)
    return expected_by(row, framework, measure, period, partner, area, baseline)


def expected_by(
    row: Target | None,
    framework: Framework,
    measure: Measure,
    period: Period,
    partner: str = "",
    area: str = "",
    baseline: float = NAN,
    day: date | None = None,
) -> Expected:
    """What is expected where the target row that speaks is known already; see `expected`.

    `day` is that on which the period is looked at, where it may still be running.
    """
    if row is None:
        return from_parts(framework, measure, period, partner, area) or _band_alone(Same(measure), Same(framework))
    of_one = partner != "" or area != ""
    if day is not None and is_to_come(measure, row, day):
        period = row.period.previous  # as in any period before it
    return _by_row(Same(row), Same(measure), Same(framework), period, baseline, of_one)


@lru_cache(maxsize=4096)
def _band_alone(of: Same, within: Same) -> Expected:
    """A measure's band without any level."""
    measure: Measure = of.row
    framework: Framework = within.row
    band = band_of(framework, measure)
    unit = band.unit or usual_unit(measure.kind)
    return Expected(amount=band.amount, unit=unit, modifier=band.preset, edge=framework.settings.amber_edge)


@lru_cache(maxsize=4096)
def _by_row(
    target: Same,
    of: Same,
    within: Same,
    period: Period,
    baseline: float,
    of_one: bool,  # noqa: FBT001 - a key of the cache
) -> Expected:
    """What one row means in one period, for all whom it speaks for; `of_one` is one partner or area of many."""
    row: Target = target.row
    measure: Measure = of.row
    base = _band_alone(of, within)
    if measure.kind is Kind.YES_NO and of_one:
        wanted, words = answer_in(measure, row, period)
        return replace(base, target=wanted, purpose=row.purpose, basis=row.basis, words=words)
    share, level, words = level_in(measure, row, period, baseline)
    return with_levels(base, row, level, share, words)


def with_levels(base: Expected, row: Target, level: float, share: float, words: str) -> Expected:
    """The band with a target row's levels; a total's range and standard are spread by the same share as its target."""
    return replace(
        base,
        target=significant(level),
        low=significant(number(row.low) * share),
        high=significant(number(row.high) * share),
        standard=significant(number(row.standard) * share),
        stretch=number(row.stretch),
        green_half_width=row.green_half_width or 0.0,
        purpose=row.purpose,
        basis=row.basis,
        agreed_by=row.agreed_by,
        agreed_on=row.agreed_on,
        words=words,
    )


def expected_to_date(
    framework: Framework, measure: Measure, period: Period, partner: str = "", area: str = ""
) -> Expected:
    """What is expected of the year so far: the share of the year's levels due by now, or its periods' levels added up.

    A rate is rated against the year's level; without one, and where the periods have no levels of their own, every
    level is NaN. A cumulative figure is the year to date, so its own levels stand.
    """
    row = target_row(framework, measure, period, partner, area)
    own = expected_by(row, framework, measure, period, partner, area)
    if measure.accumulate is Accumulate.CUMULATIVE or (row is None and measure.frequency.months >= period.months):
        return own
    if not spreads(measure):
        is_yearly = row is not None and row.basis is Basis.YEAR
        return own if is_yearly else replace(own, target=NAN, low=NAN, high=NAN, standard=NAN, words="")
    if row is not None and row.basis is Basis.YEAR:
        share = share_to(row, period)
        said = f"{percent(share)} of the year's {figure(measure, row.target)}"
        return with_levels(own, row, number(row.target) * share, share, said)
    so_far = [p for p in period.year.parts(period.months) if p.start <= period.start]
    levels = [expected(framework, measure, p, partner, area) for p in so_far]
    return added_up(own, levels, f"the targets of {len(levels)} periods added up")


def added_up(base: Expected, levels: list[Expected], words: str) -> Expected:
    """The levels of successive periods of a total, added up; one that a period lacks is none."""
    sums: dict[str, Any] = {
        name: math.fsum(getattr(level, name) for level in levels) for name in ("target", "low", "high", "standard")
    }
    return replace(base, **sums, words=words)


def from_parts(framework: Framework, measure: Measure, period: Period, partner: str, area: str) -> Expected | None:
    """What the targets of a period's months (or quarters) mean for it: totals add up, of levels the last counts."""
    length = measure.frequency.months
    if length >= period.months:
        return None
    parts = [expected(framework, measure, part, partner, area) for part in period.parts(length)]
    if not all(part.has_target for part in parts):
        return None
    if spreads(measure) and measure.accumulate is Accumulate.FLOW:
        return added_up(parts[-1], parts, f"the targets of {len(parts)} shorter periods added up")
    return parts[-1]


def target_row(
    framework: Framework, measure: Measure, period: Period, partner: str = "", area: str = ""
) -> Target | None:
    """The row that speaks of this period, partner and area; the narrower period first, then year, then point.

    A partnership's row speaks for a partner or area only where figures do not add up, or where one pair is the whole.
    """
    rows, known = _rows(framework), _known_rows(framework)
    for whose in voices(framework, measure, partner, area):
        of = whose, Same(measure), period.start, period.months, period.first_month
        if of not in known:
            best = milestone_row if measure.kind is Kind.MILESTONE else best_row
            known[of] = best(rows[whose], period, exact=spreads(measure))
        if (found := known[of]) is not None:
            return found
    return None


def voices(framework: Framework, measure: Measure, partner: str, area: str) -> tuple[tuple[str, str, str], ...]:
    """The measure, partner and area of the target rows that may speak for a partner and area, nearest first."""
    rows = _rows(framework)
    named = ((measure.id, who, where) for who, where in speakers(measure, partner, area))
    return tuple(whose for whose in named if whose in rows)


def heard_by(framework: Framework, measure: Measure, partner: str, area: str) -> tuple[object, ...]:
    """What all have in common of whom the same is expected, but for baselines: whose rows speak, and of one or all."""
    return measure.id, voices(framework, measure, partner, area), partner != "" or area != ""


def speakers(measure: Measure, partner: str, area: str) -> list[tuple[str, str]]:
    """Whose target rows may speak for a partner and area, nearest first; a total never speaks for one of its parts."""
    own = [(partner, area)]
    if partner and area:
        mine = [a for p, a in measure.pairs if p == partner]
        theirs = [p for p, a in measure.pairs if a == area]
        own += [(partner, "")] if speaks_for_parts(measure) or len(mine) == 1 else []
        own += [("", area)] if speaks_for_parts(measure) or len(theirs) == 1 else []
    leads = measure.pooling is Pooling.LEAD and partner == measure.lead
    if (partner or area) and (speaks_for_parts(measure) or leads):
        own.append(("", ""))
    return own


def speaks_for_parts(measure: Measure) -> bool:
    """True where the partnership's target is each partner's too: ratios, weights, shares, or a single pair."""
    return measure.pooling in (Pooling.RATIO, Pooling.WEIGHTS, Pooling.SHARE, Pooling.NONE) or len(measure.pairs) == 1


@derived
def _rows(framework: Framework) -> dict[tuple[str, str, str], tuple[Target, ...]]:
    found: dict[tuple[str, str, str], list[Target]] = {}
    for row in framework.targets:
        found.setdefault((row.measure, row.partner, row.area), []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@derived
def _known_rows(framework: Framework) -> dict[tuple[Any, ...], Target | None]:
    """Which rows speak for whom in which periods, as far as that was asked: the same is asked of thousands."""
    del framework  # known by which it is
    return {}


def rows_of(framework: Framework, measure: str, partner: str, area: str) -> tuple[Target, ...]:
    """The target rows of a measure for one partner and area ("" for the partnership)."""
    return _rows(framework).get((measure, partner, area), ())


def best_row(rows: Iterable[Target], period: Period, *, exact: bool = False) -> Target | None:
    """The row for the period itself, else the one for its year, else the nearest point to come, else none.

    A level set for a longer period holds in each part of it; with `exact` (totals that build up) it does not.
    """
    rows = tuple(rows)
    if not rows:
        return None
    own = [row for row in rows if row.basis is Basis.PERIOD and row.period.covers(period)]
    own = [row for row in own if row.period == period] if exact else own
    if own:
        return min(own, key=lambda row: row.period.months)
    yearly = [row for row in rows if row.basis is Basis.YEAR and row.period.covers(period)]
    if yearly:
        return min(yearly, key=lambda row: row.period.months)
    points = [row for row in rows if row.basis is Basis.POINT and period.last_day <= row.period.last_day]
    return min(points, key=lambda row: row.period.last_day) if points else None


def milestone_row(rows: Iterable[Target], period: Period, *, exact: bool = False) -> Target | None:
    """A milestone's next day to come, or its last: once passed it stays owed until it is done."""
    del exact  # a day is a day
    rows = sorted(rows, key=lambda row: row.period.last_day)
    to_come = [row for row in rows if period.last_day <= row.period.last_day]
    return to_come[0] if to_come else rows[-1] if rows else None

"""The study of a measure before its target is set: where it stands, where it is going, and how others do."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.framework.models_tests import Tested
from pmxl.framework.tolerated import Band
from pmxl.improve.target.past import Line
from pmxl.improve.target.proposal import Proposed
from pmxl.periods import Period
from pmxl.rules.forecast import Forecast
from pmxl.rules.presets import Near
from pmxl.rules.presets import near_of
from pmxl.rules.proposed import Past
from pmxl.terms import Kind
from pmxl.terms import Pooling

YEAR = 12
ADDING = (Pooling.SUM,)


@dataclass(frozen=True, slots=True)
class Share:
    """A partner: where it stands, its part of the whole (NaN where nothing adds up), and its own target."""

    id: str
    name: str
    now: float
    share: float
    own: float


@dataclass(frozen=True)
class Study:
    """Everything known of a measure before its target for `year` is agreed; `partner` is "" for the partnership's.

    `standing` is the target that stands, `row` the assessment of the latest period, `peers` the members of the
    comparison group. `shares` is how the year is spread over its periods, `spread_by` in words. `said` are people's
    answers by criterion.
    """

    framework: Framework
    measure: Measure
    partner: str
    year: Period
    line: Line
    row: Mapping[str, Any]
    peers: pd.DataFrame
    standing: Target | None
    band: Band
    triggers: tuple[Tolerance, ...]
    shares: tuple[float, ...]
    spread_by: str
    outlook: Forecast
    partners: tuple[Share, ...]
    said: Mapping[str, Tested]
    proposals: tuple[Proposed, ...] = ()

    @property
    def can_propose(self) -> bool:
        """True where one level says what is wanted: higher or lower is better."""
        return bool(self.measure.polarity.sign)

    @property
    def has_way(self) -> bool:
        """True where a proposal can be spread through the year: a total, or a level that stands somewhere now."""
        return bool(self.proposals) and (self.line.total or not math.isnan(self.now))

    @property
    def near(self) -> Near:
        """How far off its target a figure counts as met, by the measure's tolerance."""
        return near_of(self.band.amount, self.band.preset, self.framework.settings.amber_edge)

    @property
    def is_share(self) -> bool:
        """True where figures are per cent of a whole: percentages, and the share of yes among several answers."""
        return self.measure.kind in (Kind.PERCENTAGE, Kind.YES_NO)

    @property
    def now(self) -> float:
        """Where the measure stands."""
        return self.line.latest[0]

    @property
    def stood(self) -> str:
        """The periods that `now` is of: `2025-26`, `2025-26 Q3`, or from one to another."""
        periods = self.line.latest[1]
        if not periods:
            return ""
        start, end = periods[0].start, periods[-1].start + periods[-1].months
        whole = Period(start, end - start, self.year.first_month)
        if whole.is_year:
            return whole.label
        return periods[0].label if len(periods) == 1 else f"{periods[0].label} to {periods[-1].label}"

    @property
    def end(self) -> Period:
        """The last period for which there is a place in the line."""
        return self.line.periods[-1]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the target's year."""
        return self.year.parts(self.measure.frequency.months)

    @property
    def ahead(self) -> int:
        """How many periods lie between the latest figure and the end of the target's year."""
        return (self.periods[-1].start - self.end.start) // self.end.months

    @property
    def past(self) -> Past:
        """What a proposal is held against."""
        line = self.line
        due = np.array(self.shares)[line.numbers - 1] if line.total else np.ones(line.present.size)
        times = float(line.season) if line.total else 1.0
        limits = line.limits
        uneven = line.total and len(set(self.shares)) > 1
        return Past(
            figures=line.present,
            due=due,
            each=1.0 / times,
            mean=limits.mean * times,
            lower=math.nan if uneven else limits.lower,
            upper=math.nan if uneven else limits.upper,
            now=self.now,
            years=self.ahead * self.end.months / YEAR,
            trend=float(line.trend.slope) * line.season * times,
            forecast=float(self.outlook.forecast),
            spread=float(self.outlook.spread),
        )

    @property
    def adds_up(self) -> bool:
        """True where partners' figures add up to the whole."""
        return bool(self.partners) and not math.isnan(self.partners[0].share)

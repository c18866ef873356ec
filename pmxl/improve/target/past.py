"""The past of a measure as setting its target sees it: each period's own figure, its limits, trend and season."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmxl.assess.charted import charted
from pmxl.assess.charted import is_seasonal
from pmxl.assess.rehearsal_past import by_back
from pmxl.assess.rehearsal_past import in_whole
from pmxl.assess.rehearsal_past import reading_of
from pmxl.assess.rows import Judged as Rated
from pmxl.assess.rows import judged
from pmxl.assess.runs import BACKS
from pmxl.assess.runs import Runs
from pmxl.assess.runs import runs
from pmxl.assess.scene import Scene
from pmxl.framework.level import spreads
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.rules.forecast import Forecast
from pmxl.rules.forecast import forecast
from pmxl.rules.trend import Trend
from pmxl.rules.trend import trend
from pmxl.rules.xmr import Limits as Judged

WHOLE = 100.0


class Limits(NamedTuple):
    """The process as it runs now: the mean of one figure and its limits, NaN where there are too few figures."""

    mean: float
    lower: float
    upper: float
    trial: bool
    figures: int


@dataclass(frozen=True)
class Line:
    """A unit's figures, oldest first, from the first there is: `figures` are each period's own, NaN where somebody is
    missing, `signals` what the process chart says of each, and `since` where the present series begins.

    `season` periods make a year; `total` is True where a year's target is a total to be built up. `limits` are of one
    figure; of a seasonal measure there are none, for its chart is of the change on last year.
    """

    periods: tuple[Period, ...]
    figures: np.ndarray
    signals: tuple[str, ...]
    since: int
    season: int
    total: bool
    seasonal: bool
    limits: Limits
    trend: Trend

    @property
    def present(self) -> np.ndarray:
        """The figures of the present series, without gaps."""
        mine = self.figures[self.since :]
        return np.asarray(mine[~np.isnan(mine)])

    @property
    def numbers(self) -> np.ndarray:
        """In which period of its year each figure of the present series lies."""
        known = ~np.isnan(self.figures)
        return np.array([p.number for n, p in enumerate(self.periods) if n >= self.since and known[n]], dtype=int)

    @property
    def latest(self) -> tuple[float, tuple[Period, ...]]:
        """Where it stands: of totals the latest whole year's, of levels their average over one; and which periods."""
        for end in range(len(self.figures), self.since + self.season - 1, -1):
            mine = self.figures[end - self.season : end]
            if not np.isnan(mine).any():
                return float(mine.sum() if self.total else mine.mean()), self.periods[end - self.season : end]
        known = np.flatnonzero(~np.isnan(self.figures[self.since :])) + self.since
        if not known.size:
            return math.nan, ()
        mean = float(self.figures[known].mean())
        return (mean * self.season if self.total else mean), tuple(self.periods[n] for n in known)

    @property
    def is_whole_year(self) -> bool:
        """True where `latest` is of one year without a gap, False where it goes by what figures there are."""
        periods = self.latest[1]
        return len(periods) == self.season and periods[-1] == periods[0].step(self.season - 1)

    @property
    def shares(self) -> tuple[float, ...]:
        """The share of a year's total that each of its periods had over whole years; empty with fewer than two."""
        years = self.by_year()
        totals = years.sum(axis=1)
        if len(years) < 2 or not self.total or (years < 0).any() or not totals.sum():
            return ()
        return tuple((years.sum(axis=0) / totals.sum()).tolist())

    @property
    def swings(self) -> np.ndarray:
        """How far each period of the year lies from its average, over whole years; nought with fewer than two."""
        years = self.by_year()
        if len(years) < 2 or not self.seasonal or self.total:
            return np.zeros(self.season)
        return np.asarray((years - years.mean(axis=1, keepdims=True)).mean(axis=0))

    def by_year(self) -> np.ndarray:
        """The whole years of the present series, a row each."""
        at = {period.start: figure for period, figure in zip(self.periods, self.figures, strict=True)}
        first = [n for n, p in enumerate(self.periods) if n >= self.since and p.number == 1]
        rows = [[at.get(self.periods[n].step(k).start, math.nan) for k in range(self.season)] for n in first]
        years = np.array(rows, dtype=float).reshape(-1, self.season)
        return np.asarray(years[~np.isnan(years).any(axis=1)])

    def ahead(self, periods: int, *, percent: bool) -> Forecast:
        """What the year's total, or the level, will be so many periods on if nothing is done."""
        mine = self.figures[self.since :]
        if self.total:
            mine = pd.Series(mine).rolling(self.season).sum().to_numpy()
        known = mine[~np.isnan(mine)]
        lowest = 0.0 if known.size and known.min() >= 0 else math.nan
        highest = WHOLE if percent and known.size and known.max() <= WHOLE else math.nan
        return forecast(mine, periods, season=self.season, lowest=lowest, highest=highest)


def lines_of(scene: Scene, measure: Measure, partners: Sequence[str]) -> dict[str, Line]:
    """The line of each of several partners; of "" alone the partnership's."""
    by = "partner" if any(partners) else ""
    now = judged(scene, by)
    every = runs(scene, now.cells)
    return {partner: line_of(scene, measure, partner, now, every) for partner in partners}


def line_of(scene: Scene, measure: Measure, partner: str, now: Rated, every: Runs) -> Line:
    """The line of the partnership, or of a partner."""
    by, key = "partner" if partner else "", (measure.id, partner)
    figures = in_whole(by_back(scene, now.cells, key, "step_"), BACKS)
    chart = charted(scene, every, now.rows.loc[[key]], by)
    phase = chart.phase.to_numpy(int)[0]
    reading = reading_of(scene, measure, pd.DataFrame([figures]), pd.DataFrame([phase]))
    known = np.flatnonzero(~np.isnan(figures))
    first = int(known[0]) if known.size else len(figures) - 1
    since = max(int(np.flatnonzero(phase == phase[-1])[0]), first) - first
    seasonal = is_seasonal(scene, measure)
    mine = figures[first:]
    season = scene.a_year_back(measure.id)
    return Line(
        periods=tuple(scene.shown(measure.id, back) for back in list(BACKS)[first:]),
        figures=mine,
        signals=tuple(str(word) for word in reading.signal[first:]),
        since=since,
        season=season,
        total=spreads(measure),
        seasonal=seasonal,
        limits=limits_of(reading.limits, mine[since:], seasonal=seasonal),
        trend=trend(mine[since:], measure.polarity.value, season=season if seasonal else 1),
    )


def limits_of(found: Judged, present: np.ndarray, *, seasonal: bool) -> Limits:
    """The limits by which the latest figure is judged; of a seasonal measure the mean alone."""
    centre, lower, upper = (float(column[-1]) for column in (found.centre, found.lower, found.upper))
    known = int((~np.isnan(present)).sum())
    if seasonal or math.isnan(centre):
        mean = float(np.nanmean(present)) if known else math.nan
        return Limits(mean, math.nan, math.nan, trial=False, figures=known)
    return Limits(centre, lower, upper, trial=bool(found.trial[-1]), figures=known)

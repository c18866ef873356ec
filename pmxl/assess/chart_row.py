"""Chart row: one unit's process chart and its figures as a sentence tells them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.rules.pool import PER_CENT
from pmxl.rules.spoken import sign_of
from pmxl.rules.spoken import spoken
from pmxl.rules.xmr import noise_of
from pmxl.terms import Frequency
from pmxl.terms import Kind

SIGNS = ("%", "points")
"""Units short enough to be said every time."""

SMALL = 10
"""An average below it is told with a decimal although its measure has none: 2.4 offences a month."""


@dataclass(frozen=True)
class ChartRow:
    """One row's chart: the measure, the figures judged since the last break (NaN a gap), and what was found.

    `mean`, `lower` and `upper` are on the scale of `series`, which for a seasonal measure is the change on last year;
    `common` members of `whole` are in the figures. `target`, `low`, `high` are those the limits were held against.
    `away` where figures draw the average away from the others, `now` the period of the last one.
    """

    measure: Measure
    months: int
    by: str
    series: np.ndarray
    broken: bool
    signal: str
    pattern: str
    assurance: str
    mean: float
    lower: float
    upper: float
    figures: int
    trial: bool
    centre: str
    seasonal: bool
    apart: bool
    common: int
    whole: int
    target: float
    low: float
    high: float
    away: np.ndarray
    now: Period

    @property
    def period(self) -> str:
        """What a period is called."""
        return Frequency.of(self.months).value

    @property
    def unit(self) -> str:
        """The unit of what is judged."""
        return unit_judged(self.measure, seasonal=self.seasonal)

    @property
    def decimals(self) -> int:
        """The decimals in which averages and limits are told."""
        own = self.measure.decimals
        return own + 1 if not own and abs(self.mean) < SMALL else own

    def told(self, value: float) -> str:
        """A figure with its unit; a change with its sign."""
        return self.signed(value, self.measure.decimals, self.unit)

    def level(self, value: float) -> str:
        """An average or a limit with its unit."""
        return self.signed(value, self.decimals, self.unit)

    @cached_property
    def span(self) -> str:
        """The limits as a stretch, no further than figures of this kind can go: `41.0 to 54.2 %`, `206 to 220`.

        A unit that is a word is left to the figure or target beside it.
        """
        return self.stretch(*self.shown)

    def stretch(self, low: float, high: float) -> str:
        """From one figure to another, as `span` says it."""
        money = sign_of(self.unit)
        unit = self.unit if money or self.unit in SIGNS else ""
        ends = self.signed(low, self.decimals, money), self.signed(high, self.decimals, unit)
        if self.signed(low, self.decimals, unit) == ends[1]:
            return ends[1]
        return " to ".join(ends)

    def signed(self, value: float, decimals: int, unit: str) -> str:
        """A figure; a change with its sign."""
        sign = "+" if self.seasonal and value > 0 else ""
        return sign + spoken(value, decimals, unit)

    @property
    def latest(self) -> str:
        """The latest figure, as a sentence begins with it."""
        figure = self.told(float(self.series[-1]))
        return f"a change of {figure} on the same {self.period} last year" if self.seasonal else figure

    @property
    def middle(self) -> str:
        """The line in the middle."""
        if self.seasonal:
            return f"the {self.centre} change of {self.level(self.mean)} on the same {self.period} last year"
        return f"the {self.centre} of {self.level(self.mean)}"

    @property
    def usual(self) -> str:
        """The stretch between the limits by name."""
        return f"the usual range of {self.span}" if " to " in self.span else f"the usual {self.span}"

    @property
    def others(self) -> np.ndarray:
        """The figures beside those that draw the average away."""
        return np.asarray(self.series[~self.away & ~np.isnan(self.series)])

    @property
    def held(self) -> int:
        """How many of these lie between the limits."""
        noise = noise_of(self.others)
        return int(((self.others >= self.lower - noise) & (self.others <= self.upper + noise)).sum())

    @cached_property
    def shown(self) -> tuple[float, float]:
        """The limits clipped at 0 and 100 where no figure is beyond; for show only."""
        if self.seasonal or np.isnan(self.series).all():
            return self.lower, self.upper
        low, high = within(self.series, self.lower, self.upper, percent=self.unit == "%")
        return float(low), float(high)


def unit_judged(measure: Measure, *, seasonal: bool) -> str:
    """The unit of what is judged: a change between percentages is in points."""
    if measure.kind is Kind.YES_NO or measure.unit.strip() == "%":
        return "points" if seasonal else "%"
    return measure.unit


def within(
    figures: np.ndarray, lower: npt.ArrayLike, upper: npt.ArrayLike, *, percent: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Limits no lower than 0 where no figure is, and of a percentage no higher than 100: for show alone."""
    low = np.asarray(lower) if (figures < 0).any() else np.maximum(lower, 0.0)
    high = np.minimum(upper, PER_CENT) if percent and not (figures > PER_CENT).any() else np.asarray(upper)
    return low, high

"""Ground: what is the same for whoever gives a figure of one measure in one period, found once and not for each."""

from __future__ import annotations

import math
from typing import NamedTuple

from pmxl.framework.asked import all_are_of_all_times
from pmxl.framework.asked import lives_in
from pmxl.framework.asked import pairs_by_partner
from pmxl.framework.expected import Expected
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.returns.once import once
from pmxl.returns.prepare import expected_of_all
from pmxl.returns.rated import Ladders
from pmxl.returns.rated import ladders_of
from pmxl.rules.presets import reads_last_year
from pmxl.rules.steps import Steps
from pmxl.terms import Accumulate

WINDOW = 12
"""How many periods back what is usual is learnt from: three years of quarters, or a year of months."""


class Aim(NamedTuple):
    """What tells that a figure is plainly rated: whether any can be Red, the target, and the steps of its ratings."""

    can_be_red: bool
    target: float
    steps: Steps


def can_be_red(expected: Expected) -> bool:
    """True where there is a target to miss or a standard to break."""
    return expected.has_target or not math.isnan(expected.standard)


class Ground:
    """What every figure of a measure and period is judged on; a ground is itself alone, so that it is quickly known.

    `start`, `previous` and `last_year` are the months in which its period, the one before and that of a year ago begin;
    `opens` is the month in which the series as it runs now begins, 0 where it never broke. `is_alive` where the measure
    is counted in such periods, and in this one; `is_of_all_times` where no partner and no area begins or ends.
    """

    def __init__(self, framework: Framework, measure: Measure, period: Period) -> None:
        self.framework, self.measure, self.period = framework, measure, period
        self.start, self.months, self.first_month = period.start, period.months, period.first_month
        self.previous, self.last_year = period.previous.start, period.last_year.start
        self.is_rolling = period.is_rolling
        self.opens = max((one.start for one in measure.rebase if one.start <= period.start), default=0)
        self.is_cumulative = measure.accumulate is Accumulate.CUMULATIVE
        self.by_year = measure.seasonal or self.is_cumulative
        self.is_alive = period.months == measure.frequency.months and lives_in(measure, period)
        self.definition = measure.definition_version
        self.pairs = pairs_by_partner(framework, measure)
        self.is_of_all_times = all_are_of_all_times(framework)
        settings = framework.settings
        self.is_screened, self.target_times = settings.spc_screening, settings.target_times
        self.commentary_limit = settings.commentary_limit

    @once
    def window(self) -> list[int]:
        """The months in which the periods begin that what is usual is learnt from, oldest first."""
        return list(range(self.start - WINDOW * self.months, self.start, self.months))

    @once
    def expected(self) -> Expected | None:
        """What is expected of every partner alike; None where that depends on whose the figure is."""
        return expected_of_all(self.framework, self.measure.id, self.period)

    @once
    def aim(self) -> Aim | None:
        """What every partner's figure is held against; None where that depends on whose it is."""
        if self.expected is None or self.ladders is None:
            return None
        return Aim(can_be_red(self.expected), self.expected.target, self.ladders.steps)

    @once
    def ladders(self) -> Ladders | None:
        """What every partner's figure is rated by; None where that depends on whose it is."""
        if self.expected is None or reads_last_year(self.expected.modifier):
            return None
        return ladders_of(self.measure, self.expected, None)


def ground_of(framework: Framework, measure: Measure, period: Period) -> Ground:
    """The ground of a measure and period; known by which framework and measure it is, for these are long to compare."""
    which = id(framework), id(measure), period.start, period.months, period.first_month
    found = KNOWN.get(which)
    if found is None:
        if len(KNOWN) >= MOST:
            KNOWN.clear()
        found = KNOWN[which] = Ground(framework, measure, period)  # which holds both: nothing else takes their number
    return found


KNOWN: dict[tuple[int, int, int, int, int], Ground] = {}
MOST = 4096
"""So many are kept: a framework has one for each measure and period that figures are of."""

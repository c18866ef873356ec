"""The year ahead: for every row where it stands in its year, what is expected at the end, what can be forecast."""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import replace
from enum import Enum
from enum import auto

import pandas as pd

from pmxl.assess.rated import Past
from pmxl.assess.rated import baseline
from pmxl.assess.runs import Runs
from pmxl.assess.scene import Scene
from pmxl.assess.scene import who
from pmxl.assess.year import ADDING
from pmxl.framework.asked import lives_in
from pmxl.framework.expected import Expected
from pmxl.framework.expected import heard_by
from pmxl.framework.level import spreads
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.year_end import agreed_shares
from pmxl.framework.year_end import expected_at_year_end
from pmxl.periods import YEAR_MONTHS
from pmxl.periods import Period
from pmxl.rules.profile import profile_share
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Kind


class Outlook(Enum):
    """What there is to forecast: a total, a rate of the year, a level, a yearly figure, the year so far, or nothing."""

    TOTAL = auto()
    YEAR_RATE = auto()
    LEVEL = auto()
    YEARLY = auto()
    SO_FAR = auto()
    NONE = auto()


CARRIED = (Outlook.LEVEL, Outlook.YEARLY)
"""What may be looked on to from an earlier year; of a total nothing has come of the new one."""


OF_THE_YEAR = (Outlook.TOTAL, Outlook.YEAR_RATE)
"""What is forecast from the year to date for the year as a whole."""


@dataclass(frozen=True, slots=True)
class YearAhead:
    """A row's place in its year: `number` of `season` periods, of which those from `first` to `last` are the measure's.

    `shown` is the latest period and `end` the last of the year; `ahead` periods lie between. `found` is what is
    expected at the end, `shares` the agreed share of each period of the year (empty: none agreed).
    """

    measure: Measure
    unit: str
    outlook: Outlook
    shown: Period
    end: Period
    season: int
    number: int
    first: int
    last: int
    found: Expected
    shares: tuple[float, ...]

    @property
    def ahead(self) -> int:
        """How many periods are left, or of a yearly figure carried how many years."""
        return (self.end.start - self.shown.start) // self.shown.months

    @property
    def to_come(self) -> tuple[Period, ...]:
        """The periods left of the year, in order."""
        return tuple(self.shown.step(n) for n in range(1, self.ahead + 1))

    @property
    def is_whole_year(self) -> bool:
        """True where the measure lives through the whole of the year."""
        return (self.first, self.last) == (1, self.season)

    @property
    def even_share(self) -> float:
        """The part of the measure's year that has gone by."""
        return (self.number - self.first + 1) / (self.last - self.first + 1)

    @property
    def agreed_share(self) -> float:
        """The share of the year's total agreed to be due by now; NaN where none is agreed."""
        own = self.shares[self.first - 1 : self.last]
        return profile_share(own, self.number - self.first + 1).item() if math.fsum(own) > 0 else math.nan


def years_ahead(scene: Scene, runs: Runs, rows: pd.DataFrame, by: str) -> list[YearAhead]:
    """The year ahead of every row, in their order; but for a way from its own figure, the same for all alike."""
    past, to_reach = starts(scene, runs), measures_to_reach(scene.framework)
    known: dict[tuple[object, ...], YearAhead] = {}
    found = []
    for measure_id, unit in rows.index.tolist():
        measure = scene.framework.measure(measure_id)
        alike = heard_by(scene.framework, measure, *who(scene, measure, unit, by))
        if alike not in known or measure_id in to_reach:
            known[alike] = year_ahead(scene, past, measure_id, unit, by)
        found.append(replace(known[alike], unit=unit))
    return found


def measures_to_reach(framework: Framework) -> set[str]:
    """The measures with a point to reach: the way there may begin at a figure of one's own."""
    return {row.measure for row in framework.targets if row.basis is Basis.POINT}


def starts(scene: Scene, runs: Runs) -> Past:
    """Figures by measure, unit and how far back, of measures that have a point to reach: their way begins at one."""
    mine = runs.value.index.get_level_values("measure").isin(measures_to_reach(scene.framework))
    whole = (runs.counts["common"] == runs.counts["whole"]).to_numpy()
    return dict(runs.value[mine & whole].stack().items())


def year_ahead(scene: Scene, past: Past, measure_id: str, unit: str, by: str) -> YearAhead:
    """Where one row stands in its year. A level carried from an earlier year looks on to the end of the scorecard's."""
    measure, shown = scene.framework.measure(measure_id), scene.shown(measure_id)
    asked = who(scene, measure, unit, by)
    rated = expected_at_year_end(scene.framework, measure, shown, *asked).basis
    kind = outlook(measure, shown, rated)
    year = scene.period.year if kind in CARRIED else shown.year
    parts = year.parts(shown.months)
    places = [n for n, part in enumerate(parts, 1) if lives_in(measure, part) or part == shown] or [len(parts)]
    end = max(parts[places[-1] - 1], shown)
    start = baseline(scene, past, measure, unit, end, *asked)
    return YearAhead(
        measure=measure,
        unit=unit,
        outlook=kind,
        shown=shown,
        end=end,
        season=len(parts),
        number=shown.number,
        first=places[0],
        last=places[-1],
        found=expected_at_year_end(scene.framework, measure, end, *asked, start),
        shares=agreed_shares(scene.framework, measure, parts, *asked),
    )


def outlook(measure: Measure, shown: Period, rated: Basis | None) -> Outlook:
    """What there is to forecast of a measure, by the basis on which its year is rated."""
    if measure.kind is Kind.MILESTONE or measure.kind is Kind.YES_NO:
        return Outlook.NONE
    if shown.months == YEAR_MONTHS:
        return Outlook.YEARLY
    if spreads(measure):
        apart = measure.accumulate is Accumulate.FLOW and measure.pooling not in ADDING
        return Outlook.NONE if apart else Outlook.TOTAL
    if measure.accumulate is Accumulate.CUMULATIVE:
        return Outlook.SO_FAR
    flow = measure.accumulate is Accumulate.FLOW and measure.kind.of_two_parts and measure.pooling in ADDING
    return Outlook.YEAR_RATE if flow and rated is Basis.YEAR else Outlook.LEVEL

"""The framework as validated, frozen models: what is measured, by whom, against what."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated
from typing import Any
from typing import Literal

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from pmxl.framework.models_audiences import Audience
from pmxl.framework.models_calendar import Dated
from pmxl.framework.models_forecasts import Forecast
from pmxl.framework.models_hothouse import Exit
from pmxl.framework.models_layouts import LayoutRow
from pmxl.framework.models_settings import Settings
from pmxl.framework.models_tests import Tested
from pmxl.framework.row import Id
from pmxl.framework.row import Name
from pmxl.framework.row import Row
from pmxl.periods import Period
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling
from pmxl.terms import Purpose
from pmxl.terms import Strength


class Span(Row):
    """Something that exists from one period to another (None: always)."""

    id: Id
    name: Name
    aliases: tuple[str, ...] = ()
    from_: Period | None = None
    to: Period | None = None
    successor: str = ""

    def exists_in(self, period: Period) -> bool:
        """True when the period touches its life, from the first day of `from` to the last day of `to`."""
        is_always = self.from_ is None and self.to is None
        return is_always or self._exists(period.first_day, period.last_day)

    def exists_on(self, day: date) -> bool:
        """True from the first day of `from` to the last day of `to`."""
        return self._exists(day, day)

    def _exists(self, first: date, last: date) -> bool:
        return not (self.from_ and last < self.from_.first_day) and not (self.to and first > self.to.last_day)


class Partner(Span):
    """A body that returns figures."""

    contact: str = ""
    email: str = ""
    kind: str = ""


class Area(Span):
    """A place that figures are about."""


class Perspective(Row):
    """One side of the balanced scorecard and the question it answers."""

    id: Id
    name: Name
    question: str = ""
    order: float = 0


class Objective(Row):
    """What the partnership means to achieve, under a perspective; `parent` is the objective it serves."""

    id: Id
    name: Name
    perspective: str
    parent: str = ""
    plan: str = ""
    owner: str = ""
    priority: str = ""


class Measure(Row):
    """What is measured.

    `asked_every` is how often it is asked for where that is less often than its frequency: its figures then come
    together. `pairs` are the (partner, area) cells it is returned in, area "" where it is not by area. `dead_band` is
    in the measure's unit. `rebase` and `breaks` name periods at which the series begins anew. `weights` belong to an
    index.
    """

    id: Id
    name: Name
    definition: str
    objective: str
    kind: Kind
    unit: str = ""
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    multiplier: float = 1
    polarity: Polarity
    frequency: Frequency
    accumulate: Accumulate
    pooling: Pooling
    weights: dict[str, float] = Field(default_factory=dict)
    lead: str = ""
    partners: tuple[str, ...]
    areas: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...]
    chain: str = ""
    proxy_for: str = ""
    data_owner: str = ""
    performance_owner: str = ""
    key: bool = False
    audiences: tuple[str, ...] = ()
    first_period: Period | None = None
    last_period: Period | None = None
    lag: Annotated[int, Field(ge=0, le=12)] = 0
    dead_band: float = 0
    seasonal: bool = False
    rebase: tuple[Period, ...] = ()
    definition_version: str = "1"
    source: str = ""
    formula: str = ""
    comparison_group: str = ""
    asked_every: Frequency | None = None

    @property
    def by_area(self) -> bool:
        """True where figures are returned area by area."""
        return bool(self.areas)


class Target(Row):
    """What is expected of a measure in a period, a year or by a point, with its purpose and who agreed it.

    For a milestone `target` is the day as an Excel serial number. `profile` is the share of the year in each of its
    periods, adding up to 1; empty means flat. `baseline` is what a point target starts from (None: the last figure
    before the year of the point). `partner` and `area` make it one partner's or one area's own target; without them it
    is the partnership's, which also rates each partner where figures pool by ratio, weights or share, and only then.
    """

    measure: str
    partner: str = ""  # "" for the partnership as a whole
    area: str = ""
    period: Period
    basis: Basis
    target: float | None = None
    low: float | None = None
    high: float | None = None
    standard: float | None = None
    stretch: float | None = None
    green_half_width: float | None = None
    purpose: Purpose
    profile: tuple[float, ...] = ()
    baseline: float | None = None
    baseline_period: Period | None = None
    agreed_by: str = ""
    agreed_on: date | None = None
    reason: str = ""


class Tolerance(Row):
    """A band or a trigger, for a measure or for all of a priority, perspective or kind.

    `scope` is ("measure", id), ("priority", x), ("perspective", x) or ("kind", x). For the rule "band", `amount` is in
    points or per cent of target by `unit`; None leaves the preset's own. Of a trigger `preset` is its form, such as
    "amber" of a rating.
    """

    scope: tuple[Literal["measure", "priority", "perspective", "kind"], str]
    rule: str
    preset: str = ""
    amount: float | None = None
    unit: Literal["points", "percent", "own", ""] = ""
    n: int | None = None
    compare: Literal["previous", "last-year"] = "previous"
    silent: tuple[int, ...] = ()  # calendar months 1 to 12 in which it does not speak
    strength: Strength = Strength.OBSERVE
    agreed_by: str = ""
    agreed_on: date | None = None


class Comparator(Row):
    """A member of a comparison group."""

    group: str
    member: str


REMEMBERED = ("_by_id", "derived")
"""What a framework keeps beside its rows, for they say it all."""

WITH_IDS = ("partners", "areas", "perspectives", "objectives", "measures")


class Framework(BaseModel):
    """Everything that framework.xlsx says, checked; `version` is a short hash of its content."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))
    settings: Settings
    partners: tuple[Partner, ...]
    areas: tuple[Area, ...] = ()
    perspectives: tuple[Perspective, ...]
    objectives: tuple[Objective, ...]
    measures: tuple[Measure, ...]
    targets: tuple[Target, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    audiences: tuple[Audience, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    layouts: tuple[LayoutRow, ...] = ()
    tests: tuple[Tested, ...] = ()
    calendar: tuple[Dated, ...] = ()
    hothouse: tuple[Exit, ...] = ()
    version: str = ""

    def __hash__(self) -> int:
        return hash(self.version)

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {table: {row.id: row for row in getattr(self, table)} for table in WITH_IDS}

    @cached_property
    def derived(self) -> dict[str, Any]:
        """What was found to follow from it: see pmxl.framework.derived."""
        return {}

    def model_copy(self, **how: Any) -> Framework:
        """A copy, which remembers nothing of the rows that it has no more."""
        copy = super().model_copy(**how)
        for name in REMEMBERED:
            copy.__dict__.pop(name, None)
        return copy

    def __getstate__(self) -> dict[Any, Any]:
        """How it goes to those who read files: what it says, and nothing that follows from that."""
        state = super().__getstate__()
        return state | {"__dict__": {name: said for name, said in state["__dict__"].items() if name not in REMEMBERED}}

    def partner(self, id_: str) -> Partner:
        """The partner of that id; KeyError when there is none."""
        return self._by_id["partners"][id_]  # type: ignore[no-any-return]

    def has_partner(self, id_: str) -> bool:
        """True where there is a partner of that id."""
        return id_ in self._by_id["partners"]

    def area(self, id_: str) -> Area:
        """The area of that id; KeyError when there is none."""
        return self._by_id["areas"][id_]  # type: ignore[no-any-return]

    def perspective(self, id_: str) -> Perspective:
        """The perspective of that id; KeyError when there is none."""
        return self._by_id["perspectives"][id_]  # type: ignore[no-any-return]

    def objective(self, id_: str) -> Objective:
        """The objective of that id; KeyError when there is none."""
        return self._by_id["objectives"][id_]  # type: ignore[no-any-return]

    def measure(self, id_: str) -> Measure:
        """The measure of that id; KeyError when there is none."""
        return self._by_id["measures"][id_]  # type: ignore[no-any-return]

    def perspective_of(self, measure: Measure) -> Perspective:
        """The perspective a measure stands under, through its objective."""
        return self.perspective(self.objective(measure.objective).perspective)

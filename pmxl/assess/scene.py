"""Scene: what every step of an assessment needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from pmxl.framework.asked import arrives_in
from pmxl.framework.asked import pairs_in
from pmxl.framework.expected import target_row
from pmxl.framework.lives import roots
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import YEAR_MONTHS
from pmxl.periods import Period

LEVELS = ("target", "low", "high")
"""What a figure of a range, or one to be near its target, moves towards."""


@dataclass(frozen=True)
class Scene:
    """What every step of an assessment needs: the framework, the period shown, the day, the measures, the grid, and the
    figures of comparators by measure, by how far back they lie, and by name. `redefined` names the breaks in series
    that come of a changed definition. `over_by` is the day by which a period must be over for its figures to be due
    (None: the last of the period shown); it stays where `today` goes back to look at an earlier period.
    """

    framework: Framework
    period: Period
    today: date
    table: pd.DataFrame
    grid: pd.DataFrame
    comparators: Mapping[str, Mapping[int, Mapping[str, float]]] = field(default_factory=dict)
    redefined: Mapping[str, Period] = field(default_factory=dict)
    over_by: date | None = None

    @property
    def first_month(self) -> int:
        """The first month of the framework's year."""
        return self.framework.settings.year_starts

    def is_due(self, measure: Measure, wanted: Period) -> bool:
        """True when a figure comes with the returns of a period that is over, and not later than the one shown."""
        return arrives_in(measure, wanted).last_day <= (self.over_by or self.period.last_day)

    def shown(self, measure: str, back: int = 0) -> Period:
        """The period of a measure that lies `back` before the one shown."""
        start, length = self.start_and_length[measure]
        return Period(start - back * length, length, self.first_month)

    @cached_property
    def start_and_length(self) -> dict[str, tuple[int, int]]:
        """Month index and months of the period shown, by measure."""
        columns = (self.table[name].tolist() for name in ("measure", "start", "length"))
        return {measure: (start, length) for measure, start, length in zip(*columns, strict=True)}

    @cached_property
    def roots(self) -> dict[str, dict[str, str]]:
        """Who answers today for each partner and each area."""
        return {table: roots(self.framework, table) for table in ("partner", "area")}

    @cached_property
    def cells(self) -> dict[str, pd.DataFrame]:
        """The cells of the grid by unit, for each point of view once it has been asked for (pooled.cells_by)."""
        return {}

    @cached_property
    def singles(self) -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
        """The pair of each unit that has no other, by measure and point of view once asked for (only_pairs)."""
        return {}

    def alone(self, *measures: Measure) -> Scene:
        """The scene of these measures and no other."""
        wanted = {measure.id for measure in measures}
        return replace(
            self,
            framework=self.framework.model_copy(update={"measures": measures}),
            table=self.table.loc[[measure.id for measure in measures]],
            grid=self.grid[self.grid["measure"].isin(wanted)],
            comparators={name: group for name, group in self.comparators.items() if name in wanted},
        )

    def a_year_back(self, measure: str) -> int:
        """How many periods of a measure make a year."""
        return YEAR_MONTHS // self.start_and_length[measure][1]


def who(scene: Scene, measure: Measure, unit: str, by: str) -> tuple[str, str]:
    """The partner and area whose target rows speak for a unit: where it is a single cell, that cell's own."""
    shown = scene.shown(measure.id)
    named = {"": ("", ""), "partner": (unit, ""), "area": ("", unit)}[by]
    if not by and target_row(scene.framework, measure, shown):
        return named
    return only_pairs(scene, measure, by).get(unit, named)


def only_pairs(scene: Scene, measure: Measure, by: str) -> dict[str, tuple[str, str]]:
    """The partner and area of each unit that consists of a single cell; all units at once, for there are thousands."""
    known = scene.singles
    if (measure.id, by) not in known:
        place = {"partner": 0, "area": 1}.get(by)
        found: dict[str, list[tuple[str, str]]] = {}
        for pair in pairs_in(scene.framework, measure, scene.shown(measure.id)):
            unit = "" if place is None else scene.roots[by].get(pair[place], pair[place])
            found.setdefault(unit, []).append(pair)
        known[measure.id, by] = {unit: pairs[0] for unit, pairs in found.items() if len(pairs) == 1}
    return known[measure.id, by]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dictionaries."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in frame.to_numpy(object).tolist()]


def text(series: pd.Series[Any], index: pd.Index[Any]) -> pd.Series[Any]:
    """A column of words brought onto an index, "" where it has none."""
    words = series.astype(object).reindex(index)
    return pd.Series(np.where(words.isna(), "", words), index=index, name=series.name, dtype=object)

"""Before: what came before a figure, from one walk along its series."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from pmxl.periods import Period
from pmxl.returns.checks.ground import Ground


class Before(NamedTuple):
    """The figures of a series by the month in which their periods, all of one length, begin.

    `starts` and `values` are of those before the figure at hand and since the last break, oldest first; `least` and
    `most` bound them, and are 0 where there are none.
    """

    figures: Mapping[int, float]
    starts: list[int]
    values: list[float]
    least: float
    most: float

    def compared_with(self, ground: Ground) -> float | None:
        """The last figure, or that of a year ago where only that compares, as checks.series says it."""
        if not ground.by_year:
            return self.values[-1] if self.values else None
        return self.figures.get(ground.last_year) if ground.last_year >= ground.opens else None


def walked(series: Sequence[tuple[Period, float]], ground: Ground) -> Before | None:
    """What came before; None where a period is there twice, or under the name that another sort of year gives it."""
    if not series:
        return NOTHING
    months, first_month = ground.months, ground.first_month
    figures = {one.start: value for one, value in series if one.months == months and one.first_month == first_month}
    if len(figures) < len(series) and len(figures) < sum(one.months == months for one, _ in series):
        return None
    starts, values = list(figures), list(figures.values())
    if starts and not ground.opens <= starts[0] <= starts[-1] < ground.start:  # oldest first
        starts = [one for one in starts if ground.opens <= one < ground.start]
        values = [figures[one] for one in starts]
    return Before(figures, starts, values, min(values), max(values)) if values else NOTHING._replace(figures=figures)


NOTHING = Before({}, [], [], 0.0, 0.0)

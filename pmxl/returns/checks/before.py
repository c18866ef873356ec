"""Before: what came before a figure, found where it lies in the columns of its series."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from pmxl.periods import Period
from pmxl.returns.checks.ground import WINDOW
from pmxl.returns.checks.ground import Ground
from pmxl.returns.history import Course
from pmxl.returns.history import Periods

Figures = Sequence[float]


class Frame(NamedTuple):
    """How the periods of a series lie to the one at hand: the same for all who gave figures of the same periods.

    `starts` are the months in which those before it and since the last break begin, oldest first, and `taken` takes
    their figures; `previous` and `last_year` are the places of the period before and of that of a year ago, None where
    there is none. `is_new` where the period at hand is not among them; `is_unbroken` where of those that tell what is
    usual none is missing.
    """

    starts: list[int]
    taken: Callable[[Figures], Figures]
    previous: int | None
    last_year: int | None
    is_new: bool
    is_unbroken: bool


class Before(NamedTuple):
    """The figures of a series whose periods are all of one length.

    `values` are those before the figure at hand and since the last break, oldest first; `least` and `most` bound them,
    and are 0 where there are none. `previous` and `last_year` are the figures of the period before and of a year ago.
    """

    frame: Frame
    values: Figures
    least: float
    most: float
    previous: float | None
    last_year: float | None

    def compared_with(self, ground: Ground) -> float | None:
        """The last figure, or that of a year ago where only that compares, as checks.series says it."""
        if not ground.by_year:
            return self.values[-1] if self.values else None
        return self.last_year if ground.last_year >= ground.opens else None


def walked(series: Sequence[tuple[Period, float]], ground: Ground) -> Before | None:
    """What came before; None where a period is there twice, or under the name that another sort of year gives it."""
    if not series:
        return NOTHING
    if isinstance(series, Course):
        frame, figures = known_frame(series.periods, ground), series.figures
    else:
        frame, figures = frame_of([one for one, _ in series], ground), tuple(value for _, value in series)
    if frame is None:
        return None
    values = frame.taken(figures) if frame.starts else ()
    least, most = (min(values), max(values)) if values else (0.0, 0.0)
    previous, last_year = frame.previous, frame.last_year
    return Before(
        frame,
        values,
        least,
        most,
        None if previous is None else figures[previous],
        None if last_year is None else figures[last_year],
    )


def frame_of(periods: Sequence[Period], ground: Ground) -> Frame | None:
    """How periods lie to that of a ground; None where one is there twice, or in another sort of year."""
    alike = [(at, one) for at, one in enumerate(periods) if one.months == ground.months]
    places = {one.start: at for at, one in alike if one.first_month == ground.first_month}
    if len(places) < len(alike):
        return None
    kept = {start: at for start, at in places.items() if ground.opens <= start < ground.start}
    starts = list(kept)
    recent = starts[-WINDOW:]
    return Frame(
        starts,
        _taking([*kept.values()]),
        places.get(ground.previous),
        places.get(ground.last_year),
        is_new=ground.start not in places,
        is_unbroken=recent == ground.window[-len(recent) :],
    )


@lru_cache(maxsize=4096)
def known_frame(periods: Periods, ground: Ground) -> Frame | None:
    """The frame of periods that many series have."""
    return frame_of(periods.each, ground)


def _taking(places: list[int]) -> Callable[[Figures], Figures]:
    """What takes the figures in these places: one stretch, as nearly always, or each of them."""
    if not places or places == list(range(places[0], places[-1] + 1)):
        return itemgetter(slice(places[0], places[-1] + 1) if places else slice(0))
    return itemgetter(*places)


NOTHING = Before(Frame([], itemgetter(slice(0)), None, None, is_new=True, is_unbroken=False), (), 0.0, 0.0, None, None)

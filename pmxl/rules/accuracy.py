"""Accuracy: how far forecasts of a series' own past were from what came, each made as if nothing later were known."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.student import student_t

LEAST_SEEN = 4
"""A forecast of the past counts once so many figures, and a whole year of them, had been seen."""

FEWEST_ERRORS = 4
"""With fewer errors nothing is said of how far off a forecast may be."""

CONFIDENCE = 0.8
"""How sure the range around a forecast is to hold what comes, if errors are as they were."""

STANDARD_DEVIATIONS = 1.2815515655446004
"""So many to both sides hold four fifths of a normal distribution."""


def errors(made: Floats, columns: Floats) -> Floats:
    """Forecast less what came, for every period in which it was made, horizon and series; NaN where nothing came.

    `made` is as `seasonal_naive` gives it and `columns` as it takes them.
    """
    came = np.full(made.shape, np.nan)
    for ahead in range(1, made.shape[1] + 1):
        came[: max(len(columns) - ahead, 0), ahead - 1] = columns[ahead:]
    return np.asarray(made - came)


def counted(columns: Floats, season: int) -> Bools:
    """Where enough had been seen for a forecast of the past to count: a row a period, a column a series."""
    return np.asarray(np.cumsum(~np.isnan(columns), axis=0) >= max(LEAST_SEEN, season))


class Spread(NamedTuple):
    """How far off forecasts were, one a series: as a standard deviation, NaN where not known, and `of` how many."""

    deviation: Floats
    of: npt.NDArray[np.int_]


def spread(missed: Floats, ahead: npt.NDArray[np.int_]) -> Spread:
    """The root mean square of the errors at a horizon, widened for how few there are; 1.28 of it is the 80 % range.

    `missed` has a row a period, then a horizon, then a series. With fewer than 4 at the horizon, the one-step errors
    times its square root.
    """
    near = deviation(missed[:, 0])
    at = np.broadcast_to(np.maximum(ahead, 1) - 1, (len(missed), 1, len(ahead)))
    far = deviation(np.take_along_axis(missed, at, axis=1)[:, 0])
    own = far.of >= FEWEST_ERRORS
    return Spread(
        np.where(own, far.deviation, near.deviation * np.sqrt(np.maximum(ahead, 1))), np.where(own, far.of, near.of)
    )


def deviation(missed: Floats, fewest: int = FEWEST_ERRORS) -> Spread:
    """The root mean square of errors down each column, NaN a gap, widened as by Student's t for how few there are."""
    number = np.asarray((~np.isnan(missed)).sum(axis=0))
    square = np.where(np.isnan(missed), 0, missed) ** 2
    root = np.sqrt(square.sum(axis=0) / np.maximum(number, 1))
    widened = student_t(np.maximum(number, 1), CONFIDENCE) / STANDARD_DEVIATIONS
    return Spread(np.where(number >= fewest, root, np.nan) * widened, number)

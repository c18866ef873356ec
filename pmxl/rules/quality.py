"""Data quality: a figure is as good as the poorest of its marks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers

MARKS = (1, 2, 3, 4)
"""From poor to sure."""


class Quality(NamedTuple):
    """The lowest mark, NaN where none was given, and which characteristics have it, of the shape of the marks."""

    lowest: Floats
    poorest: Bools


def quality(marks: npt.ArrayLike) -> Quality:
    """Data quality is the lowest mark, from 1 (poor) to 4 (sure), given for any of six characteristics of a figure.

    Accuracy, validity, reliability, timeliness, relevance and completeness. `marks` has a row a figure and a column a
    characteristic, NaN where none was given; one figure may be a plain list. ValueError for any other mark. Source:
    Audit Commission and CIPFA, Improving information to support decision making (2007).
    """
    given = numbers(marks)
    strange = given[~np.isnan(given) & ~np.isin(given, MARKS)]
    if strange.size:
        raise ValueError(f"marks: {strange[0]:g} is not one of {', '.join(map(str, MARKS))}.")
    lowest = np.fmin.reduce(given, axis=-1, initial=np.nan)
    return Quality(np.asarray(lowest), np.asarray(given == lowest[..., np.newaxis]))

"""Data quality: a figure is as good as the poorest of its marks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.columns import numbers
from pmxl.rules.xmr import NOISE

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


SCALE = (0.0, 0.05, 0.2)
"""The shares fallen short up to which the mark is 4, 3 and 2; beyond the last it is 1."""


def mark_of(short: npt.ArrayLike, of: npt.ArrayLike) -> Floats:
    """The mark that a record earns by how many of a number fell short: 4 for none, 3 for up to one in twenty, 2 for up
    to one in five, 1 for more.

    Columns; NaN where there is nothing to count.
    """
    fallen, whole = numbers(short), numbers(of)
    share = fallen / np.where(whole > 0, whole, np.nan)
    mark = len(SCALE) + 1 - sum((share > level + NOISE).astype(float) for level in SCALE)
    return np.asarray(np.where(np.isnan(share), np.nan, mark))

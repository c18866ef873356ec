"""Gaps: what is missing is never nought and never silently left out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.columns import truths
from pmxl.terms import GREYS
from pmxl.terms import Rating

COVERAGE = ("present", "expected", "words", "share")
"""What `coverage` gives of each group: figures in, figures expected, "3 of 4", share of the last known denominators."""


def coverage(group: npt.ArrayLike, present: npt.ArrayLike, last_known: npt.ArrayLike = np.nan) -> pd.DataFrame:
    """Coverage is the figures present of those expected, and their share of the denominators last known of them all.

    A row a figure expected in, a row a group out, indexed by group in order of first appearance, columns COVERAGE. The
    share is 1 where all are present, and NaN where one of several has never given a denominator.
    """
    frame = pd.DataFrame({"group": group, "present": truths(present)})
    frame["known"] = numbers(last_known)
    frame["inside"] = np.where(frame["present"], frame["known"], 0.0)
    by = frame.groupby("group", sort=False, dropna=False)
    counts = pd.DataFrame({"present": by["present"].sum(), "expected": by.size()})
    counts["words"] = [f"{p} of {e}" for p, e in zip(counts["present"], counts["expected"], strict=True)]
    whole = by["known"].sum(min_count=1).where(by["known"].count() == counts["expected"])
    share = by["inside"].sum() / whole.where(whole != 0)
    counts["share"] = share.mask(counts["present"] == counts["expected"], 1.0)
    return counts


def grey_word(reasons: Mapping[Rating, npt.ArrayLike]) -> Words:
    """The first that holds of Not applicable, Suppressed, Withheld, Not due, No data, Waiting, Baseline and No target.

    `reasons` says of each word where it holds (true or false, or a column of them). "" where none does.
    """
    columns = np.broadcast_arrays(*(truths(reasons.get(grey, np.False_)) for grey in GREYS))
    words = np.full(columns[0].shape, "", dtype=object)
    for grey, holds in reversed(list(zip(GREYS, columns, strict=True))):
        words[holds] = grey
    return words

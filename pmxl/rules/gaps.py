"""Gaps: what is missing is never nought and never silently left out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmxl.rules.columns import Words
from pmxl.rules.columns import numbers
from pmxl.rules.columns import truths
from pmxl.rules.sums import sums
from pmxl.terms import GREYS
from pmxl.terms import Rating

COVERAGE = ("present", "expected", "words", "share")
"""What `coverage` gives of each group: figures in, figures expected, "3 of 4", share of the last known denominators."""


def coverage(group: npt.ArrayLike, present: npt.ArrayLike, last_known: npt.ArrayLike = np.nan) -> pd.DataFrame:
    """Coverage is the figures present of those expected, and their share of the denominators last known of them all.

    A row a figure expected in, a row a group out, indexed by group in order of first appearance, columns COVERAGE. The
    share is 1 where all are present, and NaN where one of several has never given a denominator.
    """
    of, groups = pd.factorize(pd.Series(group), use_na_sentinel=False)
    there, known = np.broadcast_to(truths(present), of.shape), np.broadcast_to(numbers(last_known), of.shape)
    count = len(groups)
    expected, given = np.bincount(of, minlength=count), np.bincount(of[there], minlength=count)
    summed = np.where(np.isnan(known), 0.0, known)
    whole = np.where(np.bincount(of, np.isnan(known), count) > 0, np.nan, sums(summed, of, count))
    inside = sums(summed[there], of[there], count)
    share = np.where(given == expected, 1.0, inside / np.where(whole == 0, np.nan, whole))
    words = [f"{p} of {e}" for p, e in zip(given.tolist(), expected.tolist(), strict=True)]
    counts = {"present": given, "expected": expected, "words": words, "share": share}
    return pd.DataFrame(counts, index=pd.Index(groups, name="group"))


def grey_word(reasons: Mapping[Rating, npt.ArrayLike]) -> Words:
    """The first that holds of Not applicable, Suppressed, Withheld, Not due, No data, Waiting, Baseline and No target.

    `reasons` says of each word where it holds (true or false, or a column of them). "" where none does.
    """
    columns = np.broadcast_arrays(*(truths(reasons.get(grey, np.False_)) for grey in GREYS))
    words = np.full(columns[0].shape, "", dtype=object)
    for grey, holds in reversed(list(zip(GREYS, columns, strict=True))):
        words[holds] = grey
    return words

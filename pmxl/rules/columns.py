"""Columns: what a rule takes, made into arrays at its door."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.terms import Polarity

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Words = npt.NDArray[np.object_]
Counts = npt.NDArray[np.int_]
Positions = npt.NDArray[np.intp]


def numbers(column: npt.ArrayLike) -> Floats:
    """The column as floats, NaN where there is none."""
    if hasattr(column, "to_numpy"):  # a pandas column
        return np.asarray(column.to_numpy(dtype=float, na_value=np.nan))
    return np.asarray(column, dtype=float)


def truths(column: npt.ArrayLike) -> Bools:
    """The column as true and false; a gap is false."""
    from pandas import isna  # here, so that a return is read and checked without it

    given = np.asarray(column, dtype=object)
    return np.asarray(np.where(isna(given), np.False_, given), dtype=bool)


def words(column: npt.ArrayLike, allowed: Collection[str], name: str) -> Words:
    """The column as words, "" where there is none; ValueError names the first word that is not `allowed`."""
    given = np.asarray(column, dtype=object)
    seen = set(given.ravel().tolist())
    gaps = {one for one in seen if not isinstance(one, str)}
    if gaps:
        from pandas import isna  # here, as above

        gaps = {one for one in gaps if isna(one)}
        given = np.where(isna(given), "", given).astype(object)
    for word in sorted(map(str, (seen - gaps) | ({""} if gaps else set()))):
        if word not in allowed:
            raise ValueError(f"{name}: {word!r} is not one of {', '.join(allowed)}.")
    return given


def sign_of(polarity: npt.ArrayLike) -> Floats:
    """Which way is better, as a sign to multiply by: +1 higher, -1 lower, 0 where neither simply is."""
    return direction(words(polarity, tuple(Polarity), "polarity"))


def direction(way: Words) -> Floats:
    """The same of words that are known to be polarities."""
    return np.where(way == Polarity.HIGHER, 1.0, np.where(way == Polarity.LOWER, -1.0, 0.0))


def labels(codes: npt.NDArray[Any], choices: tuple[StrEnum | str, ...]) -> Words:
    """The column of words that a column of positions in `choices` stands for."""
    table = np.empty(len(choices), dtype=object)
    table[:] = choices
    return np.asarray(table[codes], dtype=object)

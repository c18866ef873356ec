"""Grouped: rows of a frame numbered by the group they are in, without what a data frame's own grouping costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache
from typing import Any
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Places = npt.NDArray[np.intp]


class Words(NamedTuple):
    """The different words of a column by their first appearance, its kind, and theirs: True is not 1, though equal."""

    each: tuple[Any, ...]
    dtype: Any
    kinds: frozenset[type]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups in the order in which they first appear: `of` has each row's, `first` each group's first row.

    `codes` numbers the words of each of `keys` by their first appearance, and `words` has them.
    """

    keys: tuple[str, ...]
    of: Places
    first: Places
    codes: tuple[Places, ...]
    words: tuple[Words, ...]

    def __len__(self) -> int:
        return len(self.first)

    @property
    def sizes(self) -> Places:
        """How many rows each group has."""
        return np.bincount(self.of, minlength=len(self))

    @property
    def index(self) -> pd.MultiIndex:
        """The groups by name."""
        levels, codes = [], []
        for number, words in zip(self.codes, self.words, strict=True):
            level, rank = in_order(words)
            levels.append(level)
            codes.append(rank[number[self.first]])
        return pd.MultiIndex(levels, codes, names=self.keys, verify_integrity=False)  # type: ignore[arg-type]

    @property
    def by_key(self) -> Places:
        """The order that keeps together the groups that share the first key, then the second, as they appear."""
        return np.lexsort([number[self.first] for number in reversed(self.codes)])

    def among(self, keys: Sequence[str]) -> Groups:
        """The groups grouped again by some of the keys; its rows are the groups here."""
        mine = [self.keys.index(key) for key in keys]
        codes = tuple(self.codes[n][self.first] for n in mine)
        return numbered(tuple(keys), codes, tuple(self.words[n] for n in mine), len(self))


@lru_cache(maxsize=256)
def in_order(words: Words) -> tuple[pd.Index[Any], Places]:
    """The words as they are ordered, and of each which place it has: an assessment asks for the same over and over."""
    order = sorted(range(len(words.each)), key=words.each.__getitem__)
    rank = np.empty(len(order), dtype=np.intp)
    rank[order] = np.arange(len(order))
    return pd.Index([words.each[place] for place in order], dtype=words.dtype), rank


def words_of(each: list[Any], dtype: Any) -> Words:
    """The words of a column that were found."""
    return Words(tuple(each), dtype, frozenset(map(type, each)))


def grouped(rows: pd.DataFrame, keys: Sequence[str]) -> Groups:
    """The rows by the columns that are `keys`; none of them may have gaps."""
    columns = [rows[key] for key in keys]
    found = [pd.factorize(column.to_numpy()) for column in columns]
    words = tuple(words_of(each.tolist(), column.dtype) for column, (_, each) in zip(columns, found, strict=True))
    return numbered(tuple(keys), tuple(codes for codes, _ in found), words, len(rows))


def numbered(keys: tuple[str, ...], codes: tuple[Places, ...], words: tuple[Words, ...], length: int) -> Groups:
    """Groups of rows whose keys have been numbered."""
    line = np.zeros(length, dtype=np.int64)
    for number, found in zip(codes, words, strict=True):
        line = line * len(found.each) + number
    return replace(of_numbers(line), keys=keys, codes=codes, words=words)


def of_numbers(line: npt.NDArray[np.int64]) -> Groups:
    """Groups of rows that have the same number."""
    of, different = pd.factorize(line)
    first = np.empty(len(different), dtype=np.intp)
    first[of[::-1]] = np.arange(len(line) - 1, -1, -1)
    return Groups((), of, first, (), ())


def places_in(table: pd.DataFrame, rows: pd.DataFrame) -> Places:
    """Where in the table of measures each row's measure stands."""
    return table.index.get_indexer(rows["measure"].to_numpy())  # type: ignore[arg-type]

"""Suppression: small counts are hidden, and no total gives them away."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.suppressed_table import suppress_table
from pmxl.rules.suppression import suppress

NAN = float("nan")


def shown(counts: list[float], **how: float) -> str:
    """The counts with `*` for what is hidden, and the total after `=`."""
    found = suppress(counts, **how)
    told = ["*" if hidden else "." if np.isnan(c) else f"{c:g}" for c, hidden in zip(counts, found.counts, strict=True)]
    return f"{' '.join(told)} = {'*' if found.totals.any() else f'{np.nansum(counts):g}'}"


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([10, 20, 30], "10 20 30 = 60"),
        ([3, 20, 30], "* * 30 = 53"),
        ([5, 20, 30], "5 20 30 = 55"),
        ([3, 2, 30], "* * 30 = 35"),
        ([0, 20, 30], "0 20 30 = 50"),
        ([3, 0, 0], "* 0 0 = *"),
        ([3, NAN, 30], "* . * = 33"),
        ([0, 0, 0], "0 0 0 = 0"),
    ],
)
def test_one_group_with_its_total(counts: list[float], told: str) -> None:
    """One small count takes the smallest other with it; nought is shown; a small total is hidden itself."""
    assert shown(counts) == told


def test_another_number_and_zeros() -> None:
    """The limit is a setting, and so is whether nought is hidden too."""
    assert shown([7, 20, 30], below=8) == "* * 30 = 57"
    assert shown([0, 20, 30], zeros=True).startswith("* *")


def test_groups_are_each_for_themselves() -> None:
    """A small count in one group hides nothing in another."""
    found = suppress([3, 20, 30, 40], ["a", "a", "b", "b"])
    assert found.counts.tolist() == [True, True, False, False]


def test_a_negative_count_is_refused() -> None:
    """It is no count."""
    with pytest.raises(ValueError, match="count: -1 is below nought"):
        suppress([-1, 3])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 15), min_size=1, max_size=5), st.integers(3, 6))
def test_a_total_cannot_undo_it(counts: list[int], below: int) -> None:
    """Every way to fill the hidden places that fits the total: each small count could be at least two things."""
    found = suppress(counts, below=below)
    hidden = np.flatnonzero(found.counts)
    assert all(found.counts[n] for n, count in enumerate(counts) if 0 < count < below)
    if found.totals.any() or not len(hidden):
        return
    rest = sum(counts[n] for n in hidden)
    fits = [way for way in product(range(rest + 1), repeat=len(hidden)) if sum(way) == rest]
    for place, n in enumerate(hidden):
        if 0 < counts[n] < below:
            assert len({way[place] for way in fits if way[place] >= 1}) >= 2


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=2, max_size=2))
def test_two_margins_cannot_undo_it(rows: list[list[int]]) -> None:
    """The same of a table with totals of rows, of columns and of all."""
    table = np.array(rows)
    found = suppress_table(table, below=4)
    small = (table > 0) & (table < 4)
    assert found.counts[small].all()
    places = np.argwhere(found.counts)
    possible: dict[tuple[int, ...], set[int]] = {tuple(place): set() for place in places}
    for way in product(range(int(table.sum()) + 1), repeat=len(places)) if len(places) <= 4 else ():
        filled = table.copy()
        filled[found.counts] = way
        same = (filled.sum(axis=1) == table.sum(axis=1))[~found.row_totals].all()
        same &= (filled.sum(axis=0) == table.sum(axis=0))[~found.column_totals].all()
        same &= bool(found.total) or filled.sum() == table.sum()
        if same:
            for place, count in zip(possible, way, strict=True):
                possible[place].add(count)
    for place, counts in possible.items():
        if small[place] and counts:
            assert len(counts) >= 2, (rows, place, counts)


def test_a_table_by_hand() -> None:
    """A closed path of four counts, each row and each column of it with two."""
    found = suppress_table([[3, 20, 30], [40, 9, 60], [70, 80, 90]])
    assert found.counts.tolist() == [[True, True, False], [True, True, False], [False, False, False]]
    assert not found.row_totals.any()
    assert not found.total

"""Suppression: small counts are hidden, and no total gives them away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.suppressed_table import HiddenTable
from pmxl.rules.suppressed_table import suppress_table
from pmxl.rules.suppression import suppress
from tests.thorough import cases

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
        ([1, 1, 20, 30], "* * * 30 = 52"),
        ([2, 3, 30, 40], "* * 30 40 = 75"),
        ([1, 1, 1, 1, 1], "* * * * * = *"),
        ([1, 1, 1, 1, 1, 0, 0], "* * * * * * * = 5"),
    ],
)
def test_one_group_with_its_total(counts: list[float], told: str) -> None:
    """One small count takes the smallest other with it; nought is shown; a small total is hidden itself.

    Two that add up to 2 can only be ones, so a third goes with them; five that add up to 5 need noughts or the total.
    """
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


Line = tuple[list[int], int]
"""Which of the hidden counts a total that is shown is of, and what is left of it for them."""


def fits(floors: list[int], most: int, lines: list[Line], fixed: dict[int, int], at: int = 0) -> bool:
    """True where the hidden counts from one on can be filled, none under its floor, so that every line adds up."""
    for members, rest in lines:
        least = rest - sum(fixed.get(n, floors[n]) for n in members)
        if least < 0 or (least > 0 and all(n in fixed for n in members)):
            return False
    if at == len(floors):
        return True
    if at in fixed:
        return fits(floors, most, lines, fixed, at + 1)
    return any(fits(floors, most, lines, {**fixed, at: n}, at + 1) for n in range(floors[at], most + 1))


@settings(max_examples=cases(200), deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(3, 6))
def test_a_total_cannot_undo_it(counts: list[int], below: int) -> None:
    """The hidden places can be filled so that any small one is anything, and without a nought where none is hidden."""
    found = suppress(counts, below=below)
    hidden = [counts[n] for n in np.flatnonzero(found.counts)]
    assert found.counts[[0 < count < below for count in counts]].all()
    if not any(0 < count < below for count in counts):
        assert not hidden
    if found.totals.any():
        return
    least = 0 if 0 in hidden else 1
    floors, lines = [least] * len(hidden), [(list(range(len(hidden))), sum(hidden))]
    for place, count in enumerate(hidden):
        for other in range(1, below) if 0 < count < below else ():
            assert fits(floors, sum(hidden), lines, {place: other}), (place, other)


tables = st.tuples(st.integers(1, 3), st.integers(2, 3)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 7), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


@settings(max_examples=cases(120), deadline=None)
@given(tables, st.integers(3, 5))
def test_two_margins_cannot_undo_it(rows: list[list[int]], below: int) -> None:
    """The same of a table with totals of rows, of columns and of all: each small count could be any small count."""
    table = np.array(rows)
    found = suppress_table(table, below=below)
    small = (table > 0) & (table < below)
    assert found.counts[small].all()
    assert small.any() or not found.counts.any()
    places = [(int(row), int(column)) for row, column in np.argwhere(found.counts)]
    floors = [min(rows[row][column], 1) for row, column in places]
    lines = lines_of(table, found, places)
    for n, place in enumerate(places):
        for other in range(1, below) if small[place] else ():
            assert fits(floors, int(table.max()) + below, lines, {n: other}), (place, other)


def lines_of(table: np.ndarray, found: HiddenTable, places: list[tuple[int, int]]) -> list[Line]:
    """What the totals that are shown tell of the hidden counts."""
    margins = [(place, 0) for place in np.flatnonzero(~found.row_totals)]
    margins += [(place, 1) for place in np.flatnonzero(~found.column_totals)]
    groups = [[n for n, at in enumerate(places) if at[axis] == place] for place, axis in margins]
    groups += [] if found.total else [list(range(len(places)))]
    return [(members, sum(int(table[places[n]]) for n in members)) for members in groups]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ([[3, 20, 30], [40, 9, 60], [70, 80, 90]], "* * 30 = 53 / * * 60 = 109 / 70 80 90 = 240 / 113 109 180 = 402"),
        ([[3, 20], [10, 12]], "* * = 23 / * * = 22 / 13 32 = 45"),
        ([[9, 20], [10, 12]], "9 20 = 29 / 10 12 = 22 / 19 32 = 51"),
        ([[1, 0], [0, 20]], "* 0 = * / 0 20 = 20 / * 20 = *"),
        ([[3, NAN, 20], [9, 8, 7]], "* . * = 23 / * 8 * = 24 / 12 8 27 = 47"),
        ([[3, 20, 30]], "* * 30 = 53 / * * 30 = 53"),
    ],
)
def test_tables_by_hand(table: list[list[float]], told: str) -> None:
    """A closed path of four counts, each row and column of it with two; totals only where counts do not do."""
    found, figures = suppress_table(table), np.array(table)
    lines = [*zip(figures, found.counts, figures.sum(1, where=figures > 0), found.row_totals, strict=True)]
    lines += [(figures.sum(0, where=figures > 0), found.column_totals, np.nansum(figures), found.total)]
    assert " / ".join(f"{' '.join(map(cell, *line[:2]))} = {cell(*line[2:])}" for line in lines) == told


def cell(count: float, is_hidden: bool) -> str:
    """A count as it is shown."""
    return "*" if is_hidden else "." if np.isnan(count) else f"{count:g}"


def test_a_table_has_rows_and_columns() -> None:
    """A list is no table."""
    with pytest.raises(ValueError, match="this has 1 dimensions"):
        suppress_table([3, 4])

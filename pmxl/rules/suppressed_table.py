"""Suppression in a table with two margins: no total of a row, of a column or of the whole gives a small count away."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import Bools
from pmxl.rules.columns import Floats
from pmxl.rules.suppression import BELOW
from pmxl.rules.suppression import counts_of
from pmxl.rules.suppression import is_small
from pmxl.rules.suppression import room

Ints = npt.NDArray[np.intp]
Place = tuple[int, int]


class HiddenTable(NamedTuple):
    """What is hidden: counts, by rows and columns; a total a row; a total a column; the total of all."""

    counts: Bools
    row_totals: Bools
    column_totals: Bools
    total: Bools


def suppress_table(counts: npt.ArrayLike, *, below: float = BELOW, zeros: bool = False) -> HiddenTable:
    """In a table with totals of rows and columns, counts below a set number are hidden, and as many more as it takes
    for no total to give any of them away.

    `counts` has two dimensions, one table. Small totals are hidden as small counts are. For all that is shown each
    small count could be any from 1 to `below` - 1, even to a reader who knows that zeros are shown. A larger total or
    a zero is hidden only where no other count helps. NaN is a gap, in no total. One small count is looked at after
    another, so this is for tables that are printed. Source: a count is safe where it lies on a closed path of hidden
    ones that can rise and fall in turn (Cox 1980, Gusfield 1988); each path added is the one that hides least.
    """
    table = with_totals(counts_of(counts))
    small = is_small(table, below, zeros)
    hidden, lost = small.copy(), price(table)
    floor = np.zeros(table.shape) if zeros else np.fmin(table, 1)
    for place in in_order(table, small):
        path = Path(table, floor, np.where(hidden, 0.0, lost))
        value = table[place]
        path.shift(place, +1, max(room(below).item() - value, 1.0))
        if not is_total(place, table.shape):
            path.shift(place, -1, value - floor[place])
        hidden |= path.used
    return HiddenTable(hidden[:-1, :-1], hidden[:-1, -1], hidden[-1, :-1], np.asarray(hidden[-1, -1]))


def with_totals(counts: Floats) -> Floats:
    """The table with a last column of row totals and a last row of column totals; ValueError for another shape."""
    if counts.ndim != 2:
        raise ValueError(f"counts: a table has rows and columns, and this has {counts.ndim} dimensions.")
    rows = np.hstack([counts, _added(counts, 1)])
    return np.vstack([rows, _added(rows, 0)])


def _added(counts: Floats, axis: int) -> Floats:
    """The sums along an axis; nothing but gaps add up to a gap."""
    total = np.nansum(counts, axis=axis, keepdims=True)
    return np.where(np.isnan(counts).all(axis=axis, keepdims=True), np.nan, total)


def is_total(place: Place, shape: tuple[int, ...]) -> bool:
    """True in the last row and in the last column."""
    return place[0] == shape[0] - 1 or place[1] == shape[1] - 1


def price(table: Floats) -> Floats:
    """What hiding each costs: a count its size, a zero more than any count, a total more than any path of counts."""
    whole = np.nan_to_num(table[-1, -1]) + 1
    lost = np.where(table == 0, whole, table)
    totals = np.zeros(table.shape, dtype=bool)
    totals[-1, :] = totals[:, -1] = True
    return np.where(totals, lost + whole * sum(table.shape), lost)


def in_order(table: Floats, small: Bools) -> list[Place]:
    """Where the small counts are, the smallest first."""
    places = np.argwhere(small)
    order = np.argsort(table[small], kind="stable")
    return [(int(row), int(column)) for row, column in places[order]]


class Path:
    """Closed paths through one small count, along which counts rise and fall so that every total still holds.

    Rows and columns are stops, counts and totals the ways between them. A count that rises is a step from its row to
    its column, a total that rises one from its column to its row; what falls is a step back.
    """

    def __init__(self, table: Floats, floor: Floats, cost: Floats) -> None:
        """`floor` is how far each may fall, `cost` what using it costs, 0 where it is hidden already."""
        sign = np.ones(table.shape)
        sign[:-1, -1] = sign[-1, :-1] = -1
        rise, fall = np.where(np.isnan(table), 0.0, np.inf), np.nan_to_num(table - floor)
        self.forth, self.back = np.where(sign > 0, rise, fall), np.where(sign > 0, fall, rise)
        self.sign, self.cost = sign, cost
        self.used = np.zeros(table.shape, dtype=bool)

    def shift(self, place: Place, way: int, amount: float) -> None:
        """Uses what it takes for one count to rise (`way` +1) or fall (-1) by an amount.

        There is always a way: through the totals, which may all be hidden.
        """
        onward = bool(way * self.sign[place] > 0)
        forth, back = self.forth.copy(), self.back.copy()
        forth[place] = back[place] = 0.0
        while amount > 0:
            cost = np.where(self.used, 0.0, self.cost)
            steps = cheapest(forth, back, cost, place) if onward else turned(forth, back, cost, place)
            most = min([amount, *((forth if is_forth else back)[at] for at, is_forth in steps)])
            for at, is_forth in steps:
                forth[at] += -most if is_forth else most
                back[at] += most if is_forth else -most
                self.used[at] = True
            amount -= most


Steps = list[tuple[Place, bool]]
"""Ways gone, each with whether it was gone forth, from its row to its column."""


def turned(forth: Floats, back: Floats, cost: Floats, place: Place) -> Steps:
    """The ways from the row of a place to its column that hide least: those of the table on its side."""
    steps = cheapest(back.T, forth.T, cost.T, (place[1], place[0]))
    return [((at[1], at[0]), not is_forth) for at, is_forth in steps]


def cheapest(forth: Floats, back: Floats, cost: Floats, place: Place) -> Steps:
    """The ways from the column of a place to its row that hide least (Bellman and Ford)."""
    rows, columns = np.full(cost.shape[0], np.inf), np.full(cost.shape[1], np.inf)
    row_before, column_before = np.zeros(columns.size, dtype=np.intp), np.zeros(rows.size, dtype=np.intp)
    along, against = np.where(forth > 0, cost, np.inf), np.where(back > 0, cost, np.inf)
    columns[place[1]] = 0.0
    while nearer(rows, column_before, (columns + against).T):
        nearer(columns, row_before, rows[:, np.newaxis] + along)
    row, steps = place[0], []
    while True:
        column = int(column_before[row])
        steps.append(((row, column), False))
        if column == place[1]:
            return steps
        row = int(row_before[column])
        steps.append(((row, column), True))


def nearer(distance: Floats, before: Ints, reached: Floats) -> bool:
    """Takes shorter ways, a column a stop, into `distance`, and the stop before each; True where there were any."""
    best = reached.argmin(axis=0)
    shortest = reached[best, np.arange(distance.size)]
    shorter = shortest < distance
    distance[shorter], before[shorter] = shortest[shorter], best[shorter]
    return bool(shorter.any())

"""Arrows of a strategy map: each runs in the lanes between the rows and the gutters between the boxes, never across."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.framework.models import Objective
from pmxl.sheets import style
from pmxl.sheets.drawing import Spot
from pmxl.sheets.drawing import Stroke

ROWS = 4
"""Rows of a band: the lane above it and the three rows of its boxes."""
FIRST_BOX, PER_BOX = 3, 3
MIDDLE = 0.5
ASIDE = 0.16
"""Of a box's width: how far from its middle an arrow arrives that comes from its own row."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a box stands: its row of boxes and its slot, both from 0."""

    row: int
    slot: int


class Lanes:
    """The grid of a map: where each row of boxes, lane and gutter lies, and which part of a lane an arrow takes."""

    def __init__(
        self,
        rows: Sequence[Sequence[Objective | None]],
        parents: Mapping[str, str],
        widths: Sequence[float],
        first: int,
    ) -> None:
        self.seats = {one.id: Seat(n, slot) for n, row in enumerate(rows) for slot, one in enumerate(row) if one}
        self.parents = parents
        self.widths = widths
        self.first = first
        self.targets = list(dict.fromkeys(parents.values()))

    def first_row(self, row: int) -> int:
        """The first row of a row of boxes; above it lies its lane."""
        return self.first + ROWS * row + 1

    def lane(self, row: int, target: str, col: int, across: float) -> Spot:
        """A spot in the lane above a row of boxes, at the height kept for arrows to that target."""
        height = (self.targets.index(target) + 1) / (len(self.targets) + 1)
        return Spot(self.first_row(row) - 1, col, across, height)

    def middle(self, slot: int, shift: float = 0.0) -> tuple[int, float]:
        """Column and place across it of the middle of a box, or of a spot beside it by a share of its width."""
        letter, text = self.widths[2], self.widths[3]
        spot = (letter + text) * (MIDDLE + shift)
        col = FIRST_BOX + PER_BOX * slot
        return (col, spot / letter) if spot < letter else (col + 1, (spot - letter) / text)

    def gutter(self, slot: int, target: str) -> tuple[int, float]:
        """Column and place across it of the gutter before a box, where arrows to that target run."""
        share = (self.targets.index(target) + 1) / (len(self.targets) + 1)
        return FIRST_BOX + PER_BOX * slot - 1, share


class Arrows:
    """The arrows of a map."""

    def __init__(self, lanes: Lanes, names: Mapping[str, str]) -> None:
        self.lanes = lanes
        self.names = names

    def strokes(self) -> list[Stroke]:
        """An arrow for each objective that serves another."""
        return [
            Stroke(tuple(self.way(child, parent)), self.words(child, parent), style.MUTED)
            for child, parent in self.lanes.parents.items()
        ]

    def words(self, child: str, parent: str) -> str:
        """What an arrow says to who cannot see it."""
        return f"{self.names[child]} serves: {self.names[parent]}"

    def way(self, child: str, parent: str) -> list[Spot]:
        """The corners of an arrow from its box to the one it serves."""
        start, end = self.lanes.seats[child], self.lanes.seats[parent]
        if start.row == end.row:
            return self.within(start, end, parent)
        return self.up(start, end, parent) if start.row > end.row else self.down(start, end, parent)

    def within(self, start: Seat, end: Seat, parent: str) -> list[Spot]:
        """To a neighbour straight across the gutter; to one further off through the lane above."""
        row = self.lanes.first_row(start.row) + 1
        box = FIRST_BOX + PER_BOX * start.slot
        if end.slot == start.slot - 1:
            return [Spot(row, box, 0, MIDDLE), Spot(row, box - 1, 0, MIDDLE)]
        if end.slot == start.slot + 1:
            return [Spot(row, box + 2, 0, MIDDLE), Spot(row, box + PER_BOX, 0, MIDDLE)]
        side = ASIDE if start.slot > end.slot else -ASIDE
        leaves, arrives = self.lanes.middle(start.slot, -side), self.lanes.middle(end.slot, side)
        return [
            Spot(row - 1, *leaves, 0),
            self.lanes.lane(start.row, parent, *leaves),
            self.lanes.lane(start.row, parent, *arrives),
            Spot(row - 1, *arrives, 0),
        ]

    def up(self, start: Seat, end: Seat, parent: str) -> list[Spot]:
        """Out at the top, along the lane, past the rows between through a gutter, and in from below."""
        leaves, arrives = self.lanes.middle(start.slot), self.lanes.middle(end.slot)
        spots = [Spot(self.lanes.first_row(start.row), *leaves, 0), self.lanes.lane(start.row, parent, *leaves)]
        spots += self.past(start, end, parent, start.row, end.row + 1)
        return [
            *spots,
            self.lanes.lane(end.row + 1, parent, *arrives),
            Spot(self.lanes.first_row(end.row + 1) - 1, *arrives, 0),
        ]

    def down(self, start: Seat, end: Seat, parent: str) -> list[Spot]:
        """The same for one that stands lower: out at the foot and in from above."""
        leaves, arrives = self.lanes.middle(start.slot, ASIDE), self.lanes.middle(end.slot, ASIDE)
        below = start.row + 1
        spots = [Spot(self.lanes.first_row(below) - 1, *leaves, 0), self.lanes.lane(below, parent, *leaves)]
        spots += self.past(start, end, parent, below, end.row)
        return [*spots, self.lanes.lane(end.row, parent, *arrives), Spot(self.lanes.first_row(end.row), *arrives, 0)]

    def past(self, start: Seat, end: Seat, parent: str, lane: int, other: int) -> list[Spot]:
        """The two corners in the gutter where a row lies between the lanes; none where both are the same lane."""
        if lane == other:
            return []
        gutter = self.lanes.gutter(start.slot if end.slot <= start.slot else start.slot + 1, parent)
        return [self.lanes.lane(lane, parent, *gutter), self.lanes.lane(other, parent, *gutter)]

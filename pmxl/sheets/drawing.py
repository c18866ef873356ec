"""What is drawn in cells and over them, described: sparklines, pictures, and arrows from one place to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A native sparkline in a cell, drawn from a range such as `'Trend'!B2:J2`; its last point takes `marker`.

    `axis` draws the thin line at nought where nought lies between `minimum` and `maximum`.
    """

    row: int
    col: int
    source: str
    color: str = "#13304F"
    marker: str = "#13304F"
    weight: float = 1.25
    minimum: float | None = None
    maximum: float | None = None
    axis: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (the bytes of a PNG or JPEG) in the cell (row, col), drawn `height` pixels high; `alt` is its text
    alternative. `inset` are its distances from the left and the top of the cell, in pixels.
    """

    row: int
    col: int
    data: bytes
    height: float
    alt: str
    inset: tuple[int, int] = (0, 0)


class Spot(NamedTuple):
    """A place in a cell: how far across it and down it, from 0 to 1."""

    row: int
    col: int
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """An arrow of straight parts from the first of its points to the last; `alt` says what it leads from and to."""

    points: tuple[Spot, ...]
    alt: str
    color: str
    weight: float = 1.25

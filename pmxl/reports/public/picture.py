"""Picture: the run of a measure as points of a small chart, which the page draws as SVG.

The charts are drawn here because they have two lines and need only what the page needs: real text in its font, a title
and a description for those who do not see it. A charting library would bring megabytes, scripts or letters as outlines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.reports.chart import has_chart
from pmxl.reports.figure import Row
from pmxl.reports.figure import in_words
from pmxl.reports.figure import is_known
from pmxl.sheets.shown import shown
from pmxl.sheets.style import number_format

WIDTH, HEIGHT = 420, 250
LEFT, RIGHT, TOP, BOTTOM = 58, 20, 42, 34
INTERVALS = 4
STEPS = (1, 2, 2.5, 5, 10)
LETTERS = ((1e9, 1e9, "bn"), (1e6, 1e6, "m"), (1e5, 1e3, "k"))
"""From which highest level on levels are told in which size, and the letter of that size."""
NEARLY = 0.85
"""A step so much smaller than wanted is taken all the same: one line more, and less of the chart left blank."""
NEAR_NOUGHT = 0.5
"""An axis begins at nought where the lowest figure is no more than this share of the highest."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Tick:
    """A line across the chart and the figure beside it."""

    y: float
    text: str


@dataclass(frozen=True)
class Picture:
    """A chart ready to be drawn; `actual` and `target` are unbroken stretches of points."""

    title: str
    description: str
    ticks: tuple[Tick, ...]
    actual: tuple[tuple[Point, ...], ...]
    target: tuple[tuple[Point, ...], ...]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def picture(row: Row, run: Sequence[Row]) -> Picture | None:
    """The chart of a measure; None where it has too few figures, or figures that make no line."""
    if not has_chart(row, run):
        return None
    known = [point["value"] for point in run if is_known(point["value"])]
    aims = [point["target"] for point in run if is_known(point["target"])]
    axis = levels(min(known + aims), max(known + aims), 10.0 ** -int(row["decimals"]))
    return Picture(
        title=f"{row['name']}, {run[0]['period']} to {run[-1]['period']}",
        description=description(row, run, axis[0]),
        ticks=tuple(Tick(up(level, axis), short(level, axis)) for level in axis),
        actual=tuple(stretches(run, "value", axis)),
        target=tuple(stretches(run, "target", axis)),
        first=run[0]["period"],
        last=run[-1]["period"],
    )


def levels(low: float, high: float, finest: float = 0.0) -> list[float]:
    """Round levels from below the lowest figure to above the highest, no closer than the finest figure there can be;
    from nought where that is not far.
    """
    if low >= 0 and low <= high * NEAR_NOUGHT:
        low = 0.0
    if low == high:
        low, high = low - abs(low or 1) / 2, high + abs(high or 1) / 2
    rough = (high - low) / INTERVALS
    size = 10 ** math.floor(math.log10(rough))
    step = next(each * size for each in STEPS if each * size >= rough * NEARLY)
    step = max(step, finest)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [n * step for n in range(first, last + 1)]


def short(level: float, axis: Sequence[float]) -> str:
    """A level in as few decimals as tell it from the next; thousands, millions and more by their letter."""
    most = max(abs(axis[0]), abs(axis[-1]))
    for least, size, letter in LETTERS:
        if most >= least:
            return f"{level / size:g}{letter}" if level else "0"
    decimals = max(0, -math.floor(math.log10(axis[1] - axis[0]) + 1e-9) + (1 if (axis[1] - axis[0]) % 1 else 0))
    text = shown(round(level, 9), number_format(min(decimals, 6)))
    return text.rstrip("0").rstrip(".") if "." in text else text


def up(value: float, axis: Sequence[float]) -> float:
    """How far down a level lies, in units of the chart."""
    share = (value - axis[0]) / (axis[-1] - axis[0])
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def stretches(run: Sequence[Row], column: str, axis: Sequence[float]) -> Iterator[tuple[Point, ...]]:
    """The points of a line, parted where a figure is missing: a gap is not drawn over."""
    step = (WIDTH - LEFT - RIGHT) / max(len(run) - 1, 1)
    found: list[Point] = []
    for n, point in enumerate(run):
        if is_known(point[column]):
            found.append((round(LEFT + n * step, 1), up(point[column], axis)))
        elif found:
            yield tuple(found)
            found = []
    if found:
        yield tuple(found)


def description(row: Row, run: Sequence[Row], begins: float) -> str:
    """The chart in words: where the line begins and ends, its highest and lowest, the target, and what is missing."""
    known = [point for point in run if is_known(point["value"])]
    low, high = min(known, key=lambda p: p["value"]), max(known, key=lambda p: p["value"])
    missing = len(run) - len(known)
    gap = f" {missing} of the {len(run)} periods have no figure here." if missing else ""
    target = f" The target now is {in_words(row, row['target'])}." if is_known(row["target"]) else ""
    foot = f" The upright axis begins at {in_words(row, begins)}." if begins else ""
    return (
        f"Line chart. {in_words(row, known[0]['value'])} in {known[0]['period']} and "
        f"{in_words(row, known[-1]['value'])} in {known[-1]['period']}; "
        f"highest {in_words(row, high['value'])} in {high['period']}, "
        f"lowest {in_words(row, low['value'])} in {low['period']}.{target}{gap}{foot}"
    )

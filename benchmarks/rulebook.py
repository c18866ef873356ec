"""The rule book over a million figures, against the ways in which people usually write it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.rounds import medians
from benchmarks.rounds import table
from pmxl.rules.rating import rate
from pmxl.rules.signal import signal
from pmxl.rules.tolerance import decline
from pmxl.rules.travel import travel

FIGURES = 1_000_000
SAMPLE = 20_000
"""Figures that the slow contestants are given; their time is multiplied up to a million, and the table says so."""

ROUNDS = 5
TOLERANCE = 5.0
SHAPES = ((50_000, 20), (2_500, 400))
"""Series and figures of each: many short ones, or fewer long ones."""


@dataclass(frozen=True)
class Figures:
    """Series of figures with their targets and which way is better, a row a series."""

    actual: npt.NDArray[np.float64]
    target: npt.NDArray[np.float64]
    higher: npt.NDArray[np.bool_]
    decimals: int = 1

    @cached_property
    def polarity(self) -> npt.NDArray[np.object_]:
        """Which way is better for each series, in words."""
        return np.where(self.higher, "higher", "lower").astype(object)

    @cached_property
    def polarity_by_row(self) -> npt.NDArray[np.object_]:
        """The same beside each figure."""
        return np.repeat(self.polarity, self.actual.shape[1])

    def first(self, series: int) -> Figures:
        """The first so many series."""
        return Figures(self.actual[:series], self.target[:series], self.higher[:series])


def made_up(series: int, length: int) -> Figures:
    """Figures around their targets, now and then far off."""
    random = np.random.default_rng(7)
    target = random.uniform(40, 90, (series, 1)).round(1)
    actual = target * random.normal(1, 0.06, (series, length))
    return Figures(actual, np.broadcast_to(target, actual.shape), random.random(series) < 0.5)


def report() -> str:
    """The tables of all shapes."""
    return "\n\n".join([rating_report(), *(rules_report(*shape) for shape in SHAPES)])


def rating_report() -> str:
    """A million ratings against numpy's own arithmetic for them and against a loop."""
    of = made_up(FIGURES, 1)
    few = of.first(SAMPLE)
    wrong = int((np.array(["Green", "Amber", "Red"])[bare_rating(of)] != ours(of)).sum())
    seconds = medians(
        {
            "numpy: round, subtract, compare": lambda: bare_rating(of),
            "pmxl: rate": lambda: ours(of),
            f"a loop over rows ({SAMPLE:,} of them)": lambda: [loop_rating(few, row, 0) for row in range(SAMPLE)],
        },
        ROUNDS,
    )
    title = f"Rating {FIGURES:,} figures, polarity by row (binary arithmetic gets {wrong:,} of them wrong)"
    return table(title, multiplied(seconds, {"a loop": FIGURES / SAMPLE}), "numpy: round, subtract, compare")


def rules_report(series: int, length: int) -> str:
    """Every rule of an assessment but the forecast, over so many series, against groupby-apply and a loop."""
    of = made_up(series, length)
    sample = max(SAMPLE // length, 1)
    few, frame = of.first(sample), long_frame(of.first(sample))
    found = [contestant[1:] for contestant in (by_group(frame), by_loop(few), by_columns(few))]
    assert found[0] == found[1] == found[2], found  # ratings differ where binary arithmetic rounds otherwise
    grouped = f"pandas groupby-apply ({sample:,} series)"
    looped = f"a loop over rows ({sample:,} series)"
    seconds = medians(
        {
            "pmxl: rating, travel, decline, signals": lambda: by_columns(of),
            grouped: lambda: by_group(frame),
            looped: lambda: by_loop(few),
        },
        ROUNDS,
    )
    title = f"Rating, travel, decline 2 and signals of {series * length:,} figures in {series:,} series of {length}"
    return table(
        title, multiplied(seconds, {"pandas": series / sample, "a loop": series / sample}), next(iter(seconds))
    )


def multiplied(seconds: dict[str, float], by: dict[str, float]) -> dict[str, float]:
    """The times of those who were given a part of the figures, as if they had been given all."""
    return {name: t * next((n for start, n in by.items() if name.startswith(start)), 1) for name, t in seconds.items()}


class Counts(NamedTuple):
    """What the rules found, so that contestants can be seen to agree."""

    red: int
    worsening: int
    declining: int
    concerns: int


def by_columns(of: Figures) -> Counts:
    """The rules of the house."""
    polarity = of.polarity[:, np.newaxis]
    moves = travel(of.actual[:, 1:], of.actual[:, :-1], polarity, decimals=of.decimals)
    signals = signal(of.actual, of.polarity)
    return Counts(
        red=int((ours(of) == "Red").sum()),
        worsening=int((moves == "Worsening").sum()),
        declining=int(decline(of.actual, 2, of.polarity, decimals=np.full(len(of.actual), of.decimals)).sum()),
        concerns=int((signals == "Concern").sum()),
    )


def ours(of: Figures) -> npt.NDArray[np.object_]:
    """Ratings by the house's rule, a figure a row."""
    how = {"amount": TOLERANCE, "unit": "percent", "decimals": of.decimals}
    return rate(of.actual.ravel(), of.target.ravel(), of.polarity_by_row, **how)


def bare_rating(of: Figures) -> npt.NDArray[np.int_]:
    """What numpy needs for the arithmetic alone: no gaps, no standards, no words, binary rounding."""
    actual, target = np.round(of.actual.ravel(), of.decimals), np.round(of.target.ravel(), of.decimals)
    sign = np.where(np.repeat(of.higher, of.actual.shape[1]), 1.0, -1.0)
    gap = (target - actual) * sign
    return np.select([gap <= 0, gap <= np.abs(target) * (TOLERANCE / 100)], [0, 1], 2)


def loop_rating(of: Figures, row: int, column: int) -> str:
    """One rating in plain Python."""
    actual, target = (
        round(float(of.actual[row, column]), of.decimals),
        round(float(of.target[row, column]), of.decimals),
    )
    gap = (target - actual) * (1 if of.higher[row] else -1)
    return "Green" if gap <= 0 else "Amber" if gap <= abs(target) * TOLERANCE / 100 else "Red"


def long_frame(of: Figures) -> pd.DataFrame:
    """The figures as people keep them: one row a figure."""
    series, length = of.actual.shape
    return pd.DataFrame(
        {
            "series": np.repeat(np.arange(series), length),
            "actual": of.actual.ravel(),
            "target": of.target.ravel(),
            "sign": np.repeat(np.where(of.higher, 1.0, -1.0), length),
        }
    )


def by_group(frame: pd.DataFrame, decimals: int = 1) -> Counts:
    """The same rules, a group at a time: what is usually written with pandas."""
    found = frame.groupby("series")[["actual", "target", "sign"]].apply(lambda group: one_group(group, decimals))
    return Counts(*(int(total) for total in pd.DataFrame(found).sum().tolist()))


def one_group(group: pd.DataFrame, decimals: int) -> pd.Series[int]:
    """The rules of one series in pandas."""
    actual, target, sign = group["actual"].round(decimals), group["target"].round(decimals), group["sign"]
    gap = ((target - actual) * sign).round(decimals)
    moves = (actual.diff() * sign).round(decimals)
    raw = group["actual"]
    ranges = raw.diff().abs()
    spread = ranges[ranges < 3.267 * ranges.mean()].mean()
    off = raw - raw.mean()
    side = np.sign(off)
    outside = off.abs() > 2.66 * spread
    rising = np.sign(raw.diff())
    runs = (rising != rising.shift()).cumsum()
    trend = rising.where(rising.groupby(runs).transform("size") >= 6, 0).fillna(0)
    trend = trend.where(trend != 0, trend.shift(-1).fillna(0))
    shifts = side.groupby((side != side.shift()).cumsum()).transform("size") >= 7
    near = (off.abs() > 2.66 * spread * 2 / 3) & ~outside
    same = (side == side.shift()) & (side.shift() == side.shift(2))
    hit = same & (near.rolling(3).sum() >= 2)
    two = near & (hit | hit.shift(-1, fill_value=False) | hit.shift(-2, fill_value=False))
    way = trend.where(~outside & (trend != 0), side.where(outside | two | shifts, 0)) * sign
    falls = moves < 0
    return pd.Series(
        {
            "red": (gap > (target.abs() * TOLERANCE / 100).round(9)).sum(),
            "worsening": falls.sum(),
            "declining": int(falls.iloc[-2:].all()),
            "concerns": (way < 0).sum(),
        }
    )


def by_loop(of: Figures) -> Counts:
    """The same rules, a figure at a time in plain Python."""
    counts = [one_series(of, row) for row in range(len(of.actual))]
    return Counts(*(sum(column) for column in zip(*counts, strict=True)))


def one_series(of: Figures, row: int) -> Counts:
    """The rules of one series in plain Python."""
    raw, sign = [float(value) for value in of.actual[row]], 1 if of.higher[row] else -1
    shown = [round(value, of.decimals) for value in raw]
    moves = [round((now - before) * sign, of.decimals) for before, now in pairwise(shown)]
    return Counts(
        red=sum(loop_rating(of, row, column) == "Red" for column in range(len(raw))),
        worsening=sum(move < 0 for move in moves),
        declining=int(all(move < 0 for move in moves[-2:])),
        concerns=sum(way * sign < 0 for way in ways(raw)),
    )


def ways(raw: list[float]) -> list[int]:
    """Which way the signal of each figure points, 0 for common cause."""
    mean = sum(raw) / len(raw)
    ranges = [abs(now - before) for before, now in pairwise(raw)]
    allowed = 3.267 * sum(ranges) / len(ranges)
    kept = [size for size in ranges if size < allowed]
    reach = 2.66 * sum(kept) / len(kept)
    side = [(value > mean) - (value < mean) for value in raw]
    near = [reach * 2 / 3 < abs(value - mean) <= reach for value in raw]
    trends, shifts = long_runs([(b > a) - (b < a) for a, b in pairwise(raw)], 6), long_runs(side, 7)
    trend = [(trends[at] if at < len(trends) else 0) or (trends[at - 1] if at else 0) for at in range(len(raw))]
    two = {
        at
        for start in range(len(raw) - 2)
        if side[start] == side[start + 1] == side[start + 2] and sum(near[start : start + 3]) >= 2
        for at in range(start, start + 3)
        if near[at]
    }
    return [
        side[at] if abs(raw[at] - mean) > reach else trend[at] or (side[at] if at in two or shifts[at] else 0)
        for at in range(len(raw))
    ]


def long_runs(sides: list[int], length: int) -> list[int]:
    """Each side that lasts long enough, 0 for the others."""
    found: list[int] = []
    for side, run in groupby(sides):
        size = len(list(run))
        found += [side if size >= length else 0] * size
    return found

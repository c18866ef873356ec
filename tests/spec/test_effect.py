"""Whether an action worked: figures before it against figures after."""

from __future__ import annotations

from math import nan
from typing import Any

import numpy as np
import pytest

from pmxl.rules.effect import effect
from pmxl.rules.effect import weighed
from tests.spec.table import named

EDGES = """
before             | during | after            | way    | word            | why
5 6 5              |        | 7 7              | higher | Too soon        | two figures after are too few
5 6 5              |        | 7 7 --           | higher | Too soon        | a gap is no figure
5 6 5              |        | 7 7 7            | higher | Improved        | three all beyond three before
5 6 5              |        | 7 7 7            | lower  | Worse           | the same the other way round
5 6 5              |        | 6 7 7            | higher | No change shown | one no better than the best before
5 6                |        | 7 7 7            | higher | No change shown | two figures before show nothing
                   |        | 7 7 7            | higher | No change shown | nothing to compare with
5 6 5              | 9 9 9  | 5 6 5            | higher | No change shown | while it ran is neither
5 6 5              | 0      | 7 7 7            | higher | Improved        | nor does a dip while it ran count
5 5 5              |        | 5 5 5            | higher | No change shown | the same all along
.1 .1 .1           |        | .3 .3 .3         | none   | No change shown | neither way is better
5 6 5 6 5 6 5 6    |        | 6 20 6 5         | higher | Improved        | one outside the limits before, most above
5 6 5 6 5 6 5 6    |        | 5 20 5 5         | higher | No change shown | one lone figure outside the limits
5 6 5 6 5 6 5 6    |        | 5 0 20 5 5 5 0 5 | higher | No change shown | the mean is where it was
5 6 5 6 5 6 5 6    |        | 6 6 5 6          | higher | No change shown | within the limits before
5 6 5 6 5 6 5 6    |        | 6 6 6 6 6 6 6    | higher | Improved        | seven in a row above the average
5 6 5 6 5 6 5 6    |        | 6 6 6 6 6 6      | higher | No change shown | six in a row
40 42 41           |        | 60 60 60         | nearest| Improved        | nearer to the target of 60
40 42 41           |        | 80 81 82         | nearest| No change shown | as far off on the other side
58 61 60           |        | 75 76 77         | nearest| Worse           | further from it
40 42 41           |        | 50 60 70         | range  | Improved        | inside the range 50 to 70
55 60 65           |        | 50 52 70         | range  | No change shown | anywhere inside is the same
"""


def figures(text: str) -> list[float]:
    """The figures of a cell, `--` being a gap."""
    return [nan if one == "--" else float(one) for one in text.split()]


LEVELS: dict[str, Any] = {"target": 60.0, "low": 50.0, "high": 70.0}


@pytest.mark.parametrize(("before", "during", "after", "way", "word"), named(EDGES))
def test_edges(before: str, during: str, after: str, way: str, word: str) -> None:
    """A110: too few figures, gaps, the time while it ran, limits, runs and every polarity."""
    parts = [figures(part) for part in (before, during, after)]
    begun, ended = len(parts[0]), len(parts[0]) + len(parts[1]) - 1
    assert effect([*parts[0], *parts[1], *parts[2]], begun, ended, way, **LEVELS).item() == word


def test_all_lines_at_once() -> None:
    """A110: a row an action, each with its own beginning, end and polarity, says what each says alone."""
    rows = [line.values for line in named(EDGES)]
    parts = [[figures(part) for part in row[:3]] for row in rows]
    table = np.full((len(rows), 24), nan)
    begun, ended = np.zeros(len(rows)), np.zeros(len(rows))
    for n, part in enumerate(parts):
        whole = [*part[0], *part[1], *part[2]]
        table[n, : len(whole)] = whole
        begun[n], ended[n] = len(part[0]), len(part[0]) + len(part[1]) - 1
    said = effect(table, begun, ended, [row[3] for row in rows], **LEVELS)
    assert said.tolist() == [row[4] for row in rows]


SUMMER = [20.0, 40.0, 60.0, 30.0]
"""A quarter of every year is as high as another is low."""


def test_seasons_are_held_against_the_same_season() -> None:
    """A110: a fall that comes every winter is not the action's; one below last winter's is."""
    years = [*SUMMER, *(one + 1 for one in SUMMER), *SUMMER]
    usual, fewer = [*SUMMER], [one - 9 for one in SUMMER]
    assert effect([*years, *usual], 12, 11, "lower", year=4).item() == "No change shown"
    assert effect([*years, *fewer], 12, 11, "lower", year=4).item() == "Improved"
    assert effect([*years, *fewer], 12, 11, "higher", year=4).item() == "Worse"
    found = weighed([*years, *fewer[:3]], 12, 11, "lower", year=4)
    assert [found.before, found.after] == pytest.approx([40, 31])
    assert [found.figures_before.item(), found.figures_after.item()] == [3, 3]


def test_a_year_later_is_still_held_against_the_time_before() -> None:
    """A110: in its second year after, a figure is compared with the last year before the action, not with the first."""
    years = [*SUMMER, *(one + 1 for one in SUMMER)]
    after = [*(one - 9 for one in SUMMER), *(one - 9 for one in SUMMER)]
    assert weighed([*years, *after], 8, 7, "lower", year=4).before == pytest.approx(np.mean(years[4:]))


def test_a_change_no_larger_than_the_dead_band_is_none() -> None:
    """A110: means that differ by the dead-band are the same; by a hair more they are not."""
    assert effect([5, 5, 5, 6, 6, 6], 3, 2, dead_band=1).item() == "No change shown"
    assert effect([5, 5, 5, 6.01, 6.01, 6.01], 3, 2, dead_band=1).item() == "Improved"


def test_the_ends_of_a_range_are_taken_as_they_are() -> None:
    """A110: a range of ratios from 0.95 to 1.05 is no range from 1 to 1, and a target of 0.4 is not one of 0."""
    assert effect([0.96, 1.04, 0.97, 1, 1, 1], 3, 2, "range", low=0.95, high=1.05).item() == "No change shown"
    assert effect([0.2, 0.1, 0.2, 0.4, 0.5, 0.4], 3, 2, "nearest", target=0.4).item() == "Improved"


def test_only_the_years_around_are_looked_at() -> None:
    """A110: figures long before, and what came long after, do not speak."""
    old, before, after, late = [99.0] * 4, [5, 6] * 6, [9.0] * 8, [0.0] * 8
    assert effect([*old, *before, *after, *late], 16, 15).item() == "Improved"

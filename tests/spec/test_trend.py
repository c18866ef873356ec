"""The long trend and the present run."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.run import present_run
from pmxl.rules.student import student_t
from pmxl.rules.trend import trend
from tests.spec.table import named

EDGES = """
figures            | polarity | slope | low  | high | word           | why
1 2 3 4 5          | higher   | --    | --   | --   |                | five figures are too few
1 2 3 4 5 --       | higher   | --    | --   | --   |                | a gap is no figure
1 2 3 4 5 6        | higher   | 1     | 1    | 1    | Improving      | a straight line leaves no doubt
1 2 3 4 5 6        | lower    | 1     | 1    | 1    | Worsening      | lower is better
6 5 4 3 2 1        | higher   | -1    | -1   | -1   | Worsening      | falling
1 2 3 4 5 6        | none     | 1     | 1    | 1    | Not comparable | neither way is better
1 2 3 4 5 6        | range    | 1     | 1    | 1    | Not comparable | nor in a range
1 2 -- 4 5 6 7     | higher   | 1     | 1    | 1    | Improving      | a gap keeps its place in time
5 5 5 5 5 5        | higher   | 0     | 0    | 0    | No clear trend | level
.1 .1 .1 .1 .1 .1  | higher   | 0     | 0    | 0    | No clear trend | level but for binary arithmetic
"""


@pytest.mark.parametrize(("figures", "polarity", "slope", "low", "high", "word"), named(EDGES))
def test_edges(figures: str, polarity: str, slope: str, low: str, high: str, word: str) -> None:
    """Too few figures, gaps, straight lines and polarity."""
    found = trend([nan if one == "--" else float(one) for one in figures.split()], polarity)
    want = [nan if one == "--" else float(one) for one in (slope, low, high)]
    np.testing.assert_allclose([found.slope, found.low, found.high], want, rtol=1e-12, atol=1e-12)
    assert found.word.item() == word


def test_a_worked_example() -> None:
    """1, 3, 2, 5, 4, 6, worked out by hand.

    Times -2.5 to 2.5, squares 17.5; products 15.5, slope 0.8857; squared residuals 17.5 - 15.5 x 0.8857 = 3.7714, over
    4 degrees of freedom 0.9429; standard error (0.9429 / 17.5) ** 0.5 = 0.2321; t 2.7764: 0.241 to 1.530.
    """
    found = trend([1, 3, 2, 5, 4, 6])
    assert found.slope == pytest.approx(15.5 / 17.5)
    assert found.low == pytest.approx(0.2413, abs=1e-4)
    assert found.high == pytest.approx(1.5302, abs=1e-4)
    assert found.word.item() == "Improving"
    assert trend([1, 4, 2, 5, 1, 6]).word.item() == "No clear trend"


def test_excels_own_examples() -> None:
    """The slopes behind the examples on Microsoft's pages of LINEST (sales of six months) and TREND (cost of twelve).

    LINEST foretells 11,000 for the ninth month, TREND 146,172 and 150,244 for the thirteenth and the seventeenth.
    """
    sales = [3100, 4500, 4400, 5400, 7500, 8100]
    assert np.mean(sales) + trend(sales).slope * (9 - 3.5) == pytest.approx(11000)
    cost = [133890, 135000, 135790, 137300, 138130, 139100, 139900, 141120, 141890, 143230, 144000, 145290]
    ahead = np.mean(cost) + trend(cost).slope * (np.array([13, 17]) - 6.5)
    assert np.round(ahead).tolist() == [146172, 150244]


def test_many_series_at_once() -> None:
    """A row a series with a polarity of its own."""
    table = np.array([[1, 2, 3, 4, 5, 6], [1, 3, 2, nan, 4, 6], [nan] * 6, [4, 5, 6, 7, 8, 9]])
    polarity = ["higher", "higher", "higher", "lower"]
    found = trend(table, polarity)
    for row, way in enumerate(polarity):
        for many, one in zip(found, trend(table[row], way), strict=True):
            np.testing.assert_array_equal(many[row], one)


@settings(max_examples=40)
@given(st.lists(st.floats(-100, 100), min_size=6, max_size=30))
def test_the_slope_is_numpys(figures: list[float]) -> None:
    """The line is the one that numpy's least squares draws."""
    want = np.polyfit(np.arange(len(figures)), figures, 1)[0]
    assert trend(figures).slope == pytest.approx(want, abs=1e-7)


def test_no_trend_is_seen_in_most_chance() -> None:
    """Of 4,000 series of pure chance about one in twenty shows a trend, as a 95 % interval promises."""
    chance = np.random.default_rng(3).normal(50, 5, (4000, 20))
    assert 0.04 < (trend(chance).word != "No clear trend").mean() < 0.06


PRINTED = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 10: 2.228, 20: 2.086, 30: 2.042, 60: 2.000, 120: 1.980}


def test_students_t_as_printed() -> None:
    """The 95 % column of the table in every textbook, and its 80 % and 99 % ones for ten degrees of freedom."""
    np.testing.assert_allclose(student_t(list(PRINTED), 0.95), list(PRINTED.values()), atol=0.0005)
    assert student_t(10, 0.80) == pytest.approx(1.372, abs=0.0005)
    assert student_t(10, 0.99) == pytest.approx(3.169, abs=0.0005)
    assert student_t(100_000, 0.95) == pytest.approx(1.959964, abs=0.0001)
    assert np.isnan(student_t([0, -1], 0.95)).all()


RUNS = """
figures        | polarity | word           | moves | why
5 4 3 4 5 6    | higher   | Improving      | 3     | counted from the last
5 4 3 4 5 6    | lower    | Worsening      | 3     | lower is better
5 5            | higher   | Steady         | 1     | the same is a run too
5 5 5 6        | higher   | Improving      | 1     | a tie ends a run
3 -- 4 5       | higher   | Improving      | 1     | so does a gap
3 4 5 --       | higher   | Not comparable | 0     | no figure now
5.1 5.2 5.4 6  | higher   | Improving      | 1     | as published
"""


@pytest.mark.parametrize("line", RUNS.strip().splitlines()[1:], ids=lambda line: line.rpartition("|")[2].strip())
def test_the_present_run(line: str) -> None:
    """How many moves in a row, up to the last figure, have said the same word of Travel."""
    figures, polarity, word, moves, _ = (cell.strip() for cell in line.split("|"))
    run = present_run([nan if one == "--" else float(one) for one in figures.split()], polarity)
    assert (run.word.item(), run.moves.item()) == (word, int(moves))


def test_present_runs_of_many_series() -> None:
    """A row a series; decimals and dead-band are one a series."""
    history = np.array([[5.1, 5.2, 5.4, 6.0], [5.1, 5.2, 5.4, 6.0], [9, 8, 7, 6]])
    run = present_run(history, ["higher", "higher", "lower"], decimals=[0, 1, 0], dead_band=[0, 0.1, 0])
    assert run.word.tolist() == ["Improving", "Improving", "Improving"]
    assert run.moves.tolist() == [1, 2, 3]


def test_seasons_are_no_trend() -> None:
    """A measure that peaks every winter is level; one that peaks and climbs has the slope of its climb."""
    winters = np.array([10.0, 10, 10, 30] * 4)
    assert trend(winters, season=4).slope == pytest.approx(0, abs=1e-12)
    assert trend(winters, season=4).word.item() == "No clear trend"
    assert trend(winters).slope > 0.2
    climbing = trend(winters + np.arange(16) * 0.5, season=4)
    assert climbing.slope == pytest.approx(0.5)
    assert climbing.low == pytest.approx(0.5)
    assert climbing.word.item() == "Improving"
    assert trend([1, 2, 3, 4, 5, 6], season=12).word.item() == ""


def test_a_run_against_last_year() -> None:
    """Each period against its own last year."""
    now, then = [12, 11, 30, 9], [10, 12, 20, 8]
    run = present_run(now, last_year=then)
    assert (run.word.item(), run.moves.item()) == ("Improving", 2)

"""Process limits (XmR)."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from math import isnan
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.xmr import LIMIT
from pmxl.rules.xmr import limits_of
from pmxl.rules.xmr import span_of
from tests.thorough import cases

GOLDEN: list[float] = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
JETS: list[float] = [78.4, 80.1, 84.4, 79.1, 80.4, 83.5, 73.8, 83.5, 75.0, 76.8]
JETS += [70.5, 80.3, 82.4, 79.4, 86.4, 90.5, 77.7, 82.5, 79.9, 83.2]
LOANS: list[float] = [
    310,
    288,
    297,
    298,
    307,
    303,
    294,
    297,
    308,
    306,
    294,
    299,
    297,
    299,
    314,
    295,
    293,
    306,
    301,
    304,
]
VERIFYING: list[float] = [
    5045,
    4350,
    4350,
    3975,
    4290,
    4430,
    4485,
    4285,
    3980,
    3925,
    3645,
    3760,
    3300,
    3685,
    3463,
    5200,
]

WORKED = """
figures                 | screening | times       | mean    | lower   | upper   | moving range
NHS plot the dots       | yes       | 2.66        | 1.944   | -0.716  | 4.604   | 1.000
NHS plot the dots       | no        | 2.66        | 1.944   | -3.063  | 6.952   |
NIST e-Handbook 6.3.2.2 | no        | 3 / 1.128   | 50.81   | 45.8159 | 55.8041 | 1.8778
SAS/QC jet engines      | no        | 3 / 1.12838 | 80.39   | 66.2290 | 94.5510 | 5.32632
Montgomery, loan costs  | no        | 3 / 1.128   | 300.5   | 279.78  | 321.22  | 7.79
Wheeler, page 382       | no        | 2.66        | 4135.50 | 3188.72 | 5082.28 | 355.93
"""
SERIES: dict[str, list[float]] = {
    "NHS": GOLDEN,
    "NIST": NIST,
    "SAS/QC": JETS,
    "Montgomery,": LOANS,
    "Wheeler,": VERIFYING,
}


@pytest.mark.parametrize("line", WORKED.strip().splitlines()[1:], ids=lambda line: line.split("|")[0].strip())
def test_published_examples(line: str) -> None:
    """To the last digit printed in: the NHS plot-the-dots vignette; NIST/SEMATECH e-Handbook of Statistical Methods;
    SAS/QC User's Guide, SHEWHART IRCHART; Montgomery, Introduction to Statistical Quality Control, mortgage loans;
    Wheeler, Making Sense of Data, data set to use when verifying software.

    `times` is how many mean moving ranges the source takes: 2.66 is 3 / 1.128 rounded, as Wheeler and the NHS have it.
    """
    name, screening, times, *printed = (cell.strip() for cell in line.split("|"))
    limits = limits_of(SERIES[name.split()[0]], screening=screening == "yes")
    top, _, bottom = times.partition(" / ")
    theirs = float(top) / float(bottom or 1) / LIMIT
    lower, upper = (limits.centre + (limit - limits.centre) * theirs for limit in (limits.lower, limits.upper))
    for mine, text in zip((limits.centre, lower, upper, limits.moving_range), printed, strict=True):
        if text:
            places = len(text.partition(".")[2])
            np.testing.assert_allclose(mine, float(text), rtol=0, atol=0.501 * 10.0**-places)


EDGES = """
figures                  | mean | moving range | why
1 2 1 2 1                | --   | --           | five figures are too few
1 2 1 2 1 2              | 1.5  | 1            | six are enough
1 2 1 -- 2 1             | --   | --           | a gap is no figure
1 2 1 -- 9 8 9           | 5    | 1            | no moving range across a gap: not 8
1 -- 2 -- 1 -- 2 -- 1 -- 2 | -- | --           | six figures, and no two side by side
5 5 5 5 5 5              | 5    | 0            | nothing moves: the limits are the mean
-1 1 -1 1 -1 1           | 0    | 2            | below nought as well
0 0 0 0 0 0 0 9          | 1.125 | 1.2857142857142858 | the jump of 9 stays, for only ranges of 0 would be left
0 1 0 1 0 1 0 3          | 0.75 | 1.2857142857142858 | 3 is 2.3 times the mean: it stays
"""


@pytest.mark.parametrize("line", EDGES.strip().splitlines()[1:], ids=lambda line: line.rpartition("|")[2].strip())
def test_edges(line: str) -> None:
    """Too few figures, gaps, figures that do not move, and what the screening leaves out."""
    figures, mean, moving = ([_number(word) for word in cell.split()] for cell in line.split("|")[:3])
    limits = limits_of(figures)
    np.testing.assert_allclose(limits.centre, mean[0], rtol=1e-12)
    np.testing.assert_allclose(limits.moving_range, moving[0], rtol=1e-12)
    np.testing.assert_allclose(limits.upper - limits.centre, LIMIT * moving[0], rtol=1e-12)


@given(
    st.lists(st.one_of(st.just(nan), st.integers(-3, 3).map(float), st.floats(-1e6, 1e6)), min_size=2, max_size=14),
    st.booleans(),
)
def test_the_span_of_one_history_is_its_limits(figures: list[float], screening: bool) -> None:
    """Worked out without an array it is what the array gives, but for the last place; None where that has none."""
    limits = limits_of(figures, screening=screening)
    whole = [column[-1] for column in (limits.lower, limits.upper, limits.moving_range)]
    span = span_of(figures, screening=screening)
    assert (span is None) == bool(np.isnan(whole[0]))
    if span is not None:
        size = max(abs(one) for one in figures if not isnan(one))
        np.testing.assert_allclose(span, whole, rtol=1e-12, atol=size * 1e-12)


def test_figures_too_large_to_add_up_have_no_span() -> None:
    """A file is not to be lost to one of them."""
    assert span_of([9e307, 8e307, 9e307, 8.5e307] * 3) is None
    assert span_of([inf, -inf, 1, 2, 1, 2, 1, 2]) is None


def _number(word: str) -> float:
    return nan if word == "--" else float(word)


def test_limits_are_on_trial_below_twelve_figures() -> None:
    """From six figures on trial, from twelve no longer; below six there are none to be on trial."""
    assert [bool(limits_of(GOLDEN[:n]).trial[0]) for n in (5, 6, 11, 12)] == [False, True, True, False]
    assert limits_of([1, 2, 1, nan, 2, 1, 2]).figures.tolist() == [6] * 7


def test_each_phase_has_its_own_limits() -> None:
    """A break in the series: no moving range across it, and each side is judged by itself."""
    history, phase = [1, 2, 1, 2, 1, 2, 101, 103, 101, 103, 101, 103], [0] * 6 + [1] * 6
    limits = limits_of(history, phase=phase)
    assert limits.centre.tolist() == [1.5] * 6 + [102] * 6
    assert limits.moving_range.tolist() == [1] * 6 + [2] * 6
    short = limits_of(history, phase=[0] * 8 + [1] * 4)
    assert np.isnan(short.centre[8:]).all()
    assert not np.isnan(short.centre[:8]).any()


def test_many_series_at_once() -> None:
    """A row a series, each by itself; phases may differ from row to row."""
    table, phase = np.array([GOLDEN, GOLDEN[::-1]], dtype=float), np.array([[0] * 18, [0] * 9 + [1] * 9])
    limits = limits_of(table, phase=phase)
    for row in range(2):
        alone = limits_of(table[row], phase=phase[row])
        for mine, theirs in zip(limits, alone, strict=True):
            np.testing.assert_array_equal(mine[row], theirs)


level = st.one_of(st.just(nan), st.integers(-50, 50).map(float))


def by_hand(history: list[float], *, screening: bool) -> tuple[float, float]:
    """Mean and mean moving range in plain Python."""
    figures = [one for one in history if not isnan(one)]
    moves = [abs(b - a) for a, b in pairwise(history) if not isnan(b - a)]
    if len(figures) < 6 or not moves:
        return nan, nan
    mean = sum(moves) / len(moves)
    kept = [move for move in moves if move < 3.267 * mean] if screening and mean > 0 else moves
    return sum(figures) / len(figures), sum(kept) / len(kept)


@settings(max_examples=cases(60))
@given(st.lists(level, min_size=1, max_size=25), st.booleans())
def test_as_worked_out_by_hand(history: list[float], screening: bool) -> None:
    """The columns give what adding up one figure after the other gives."""
    mean, spread = by_hand(history, screening=screening)
    limits = limits_of(history, screening=screening)
    np.testing.assert_allclose(limits.centre, mean, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(limits.lower, mean - LIMIT * spread, rtol=1e-12, atol=1e-9)

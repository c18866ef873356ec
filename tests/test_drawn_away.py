"""Figures that draw an average away: which these are, and that the chart leaves the others alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.assess.drawn_away import as_charted
from pmxl.assess.drawn_away import drawing_away
from pmxl.framework.models_settings import Settings
from pmxl.rules.signal import read
from pmxl.rules.xmr import limits_of

GAP = float("nan")
USUAL = [100, 104, 99, 102, 98, 101, 103, 97, 100, 102, 104, 99]
GOLDEN = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
SETTINGS = Settings(name="Threewoods")
SLOPE = [-190, -190, -180, -140, -100, -53.2, -20, -10, -5, -1, 1, 5, 10, 20, 53.2, 100, 140, 180, 190, 190]
"""Of which limits of their own hold ten, two of these by lying on them."""
STEEPER = [-190, -190, -180, -140, -100, -80, -20, -10, -5, -1, 1, 5, 10, 20, 80, 100, 140, 180, 190, 190]
"""Of which they hold eight."""
TWO_LEVELS = [*(100, 100, 104, 104) * 4, 100]
SPARSE = [100, GAP, 990, GAP, 102, 98]


def places(figures: list[float]) -> list[int]:
    """Where the figures stand that draw the average away."""
    line = np.array(figures, dtype=float)
    return np.flatnonzero(drawing_away(line, np.zeros(line.size, dtype=int), limits_of(line))).tolist()


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        (USUAL, []),
        ([*USUAL, 990, *USUAL], [12]),
        ([*USUAL, -990, *USUAL], [12]),
        ([*USUAL, 990, GAP, 130], [12]),  # the other one beyond a limit draws nothing
        ([*USUAL, 990, 100, 995, *USUAL], [12, 14]),
        ([*USUAL, 990, 995, *USUAL], []),  # two in a row are another level
        ([990, *USUAL], []),  # so is the first
        ([*(one + 400 for one in USUAL[:5]), *USUAL, *USUAL[:3]], []),  # and what a series came down from
        ([*USUAL, 990], [12]),  # the latest is told of as what it is
        (GOLDEN, []),  # the limits hold all but one
        ([*USUAL, *(one + 100 for one in USUAL)], []),  # two levels, neither of them few
        ([*USUAL[:5], 990, *USUAL[:5], 990], [5, 11]),
        ([*USUAL, *(one + 100 for one in USUAL[:5])], []),
        ([float(one) for one in range(40)], []),  # a slope
        ([*USUAL[:4], 990], []),  # too few figures for limits
        ([*(one + 1000.3 for one in SLOPE), 100_000], [20]),  # without it limits hold a half, be it on the line
        ([*(one + 1000.3 for one in STEEPER), 100_000], []),  # less than half
        ([*USUAL[:5], 990], []),  # the others too few for limits
        ([*TWO_LEVELS, 101, 104, 189.4], []),  # half of all within the limits, one of these on the line
        ([*(one + 0.2 for one in (*TWO_LEVELS, 101, 104, 189.4))], []),
        ([*TWO_LEVELS, 100.9, 104, 189.4], [19]),  # one less than half
        ([*SPARSE, *SPARSE[1:], *SPARSE[1:], 101, 99], [2, 7, 12]),  # a quarter of all
        ([*SPARSE, *SPARSE[1:], *SPARSE[1:], 101], []),  # more than a quarter
    ],
)
def test_few_and_far_from_all_others(figures: list[float], found: list[int]) -> None:
    """A few, on one side, without which most others lie within limits of their own."""
    assert places(figures) == found


def test_a_chart_marks_the_far_figure_and_no_other() -> None:
    """Of the figures beside it no mark is drawn, for the limits hold none of them; another series goes on as it was."""
    figures = np.array([[*USUAL, 990, *USUAL], [*USUAL, 130, *USUAL]], dtype=float)
    found, _ = as_charted(figures, "lower", np.zeros((2, 25), dtype=int), SETTINGS)
    assert [(place, str(word)) for place, word in enumerate(found.signal[0]) if word] == [(12, "Concern")]
    assert found.signal[1].tolist() == read(figures[1], "lower").signal.tolist()
    assert found.limits.centre[0, 0] == figures[0].mean()


def test_of_a_series_that_began_anew_only_the_part_is_silent() -> None:
    """A far figure says nothing of figures with limits of their own."""
    figures = np.array([[*USUAL, 990, *USUAL]], dtype=float)
    found, _ = as_charted(figures, "lower", np.array([[0] * 13 + [1] * 12]), SETTINGS)
    assert set(found.signal[0][:12]) == {""}
    assert set(found.signal[0][13:]) == {"Common cause"}


@given(st.lists(st.one_of(st.floats(-1e3, 1e3), st.just(GAP)), min_size=1, max_size=30))
def test_where_nothing_draws_an_average_away_the_rule_alone_speaks(figures: list[float]) -> None:
    """Nothing is left unsaid of any other chart."""
    line = np.array([figures])
    phase = np.zeros(line.shape, dtype=int)
    plain = read(line, "lower", phase=phase)
    found, away = as_charted(line, "lower", phase, SETTINGS)
    assert away.tolist() == drawing_away(line, phase, plain.limits).tolist()
    assert found.signal.tolist() == (np.where(away | ~away.any(), plain.signal, "").tolist())

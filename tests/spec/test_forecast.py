"""Forecasts of levels: which method, what range, and what is done with gaps and short series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmxl.rules.accuracy import deviation
from pmxl.rules.damped_trend import damped_trend
from pmxl.rules.forecast import forecast
from pmxl.rules.seasonal_naive import seasonal_naive
from tests.thorough import cases

GAP = float("nan")
SEASONS = [10, 20, 30, 40]


def one(history: Sequence[float], ahead: int = 1, **how: Any) -> tuple[float, str]:
    """The forecast of one series and how it came about."""
    found = forecast(history, ahead, **how)
    return found.forecast.item(), str(found.method.item())


def test_with_fewer_than_eight_figures_the_last_one_is_the_forecast() -> None:
    """Seven figures: the last stands, however far ahead. The eighth lets the methods be tried; gaps do not count."""
    assert one([1, 2, 3, 4, 5, 6, 7], 3) == (7, "Last value")
    assert one([1, 2, 3, 4, GAP, 5, 6, 7], 1) == (7, "Last value")
    assert one([*SEASONS, *SEASONS], 1) == (10, "Seasonal naive with drift")
    assert one([5], 1) == (5, "Last value")


def test_the_figure_itself_is_no_forecast() -> None:
    """In the last period of the year the actual stands, without a range."""
    found = forecast([*SEASONS, 12], 0)
    assert (found.forecast.item(), found.method.item()) == (12, "Actual")
    assert np.isnan([found.low, found.high, found.spread]).all()


def test_without_figures_nothing_is_said() -> None:
    """No figure, no forecast and no method."""
    found = forecast([GAP, GAP, GAP], 1)
    assert np.isnan(found.forecast)
    assert found.method.item() == ""


def test_seasons_that_repeat_are_forecast_exactly() -> None:
    """Each quarter as a year ago, and as nothing was ever off there is no width."""
    found = forecast([SEASONS * 4] * 4, [1, 2, 3, 4])
    assert found.forecast.tolist() == SEASONS
    assert found.low.tolist() == found.high.tolist() == SEASONS
    assert set(found.method) == {"Seasonal naive with drift"}


def test_a_steady_drift_is_carried_on() -> None:
    """Seasons that rise by 4 a year rise by 4 again."""
    history = [level + 4 * year for year in range(5) for level in (10, 50, 20, 90)]
    assert one(history, 2) == (50 + 4 * 5, "Seasonal naive with drift")


def test_a_drift_that_is_mostly_chance_is_not_carried_on() -> None:
    """Changes on a year before of +9, -8, +7, -8 come to nothing; the figure of last year stands."""
    moves = np.cumsum([0, 9, -8, 7, -8])
    columns = np.array([[level + move] for move in moves for level in (100.0, 300, 200, 400)])
    assert seasonal_naive(columns, 1, 4)[-1].tolist() == [[100.0]]


def test_a_level_that_has_shifted_is_followed_by_the_damped_trend() -> None:
    """Where the seasons say nothing and the level has moved, the level of late is nearer than last year's."""
    figure, method = one([50, 51, 50, 49, 50, 51, 50, 50, 70, 71, 70, 69, 70, 71], 1)
    assert method == "Damped trend"
    assert 69 < figure < 72


def test_a_gap_is_passed_over() -> None:
    """The season's figure before the gap stands, a year older; the level goes on by its trend."""
    history = [*SEASONS * 3, GAP]
    assert one(history, 4) == (10, "Seasonal naive with drift")
    assert damped_trend(np.array([[10.0], [10.0], [GAP], [10.0]]), 1)[-1].item() == 10


def test_figures_before_a_series_begins_do_not_matter() -> None:
    """Leading gaps change nothing: series of different lengths stand side by side."""
    history = [3, 5, 8, 4, 4, 6, 9, 5, 5, 7]
    short, long = forecast(history, 2), forecast([GAP] * 8 + history, 2)
    assert [column.item() for column in short] == [column.item() for column in long]


def test_no_forecast_lies_beyond_what_can_be() -> None:
    """A percentage stays within 0 and 100, and so do the ends of its range."""
    history = [99.0, 90, 99.5, 80, 99, 85, 100, 82, 99, 88, 100, 99]
    found = forecast(history, 1, lowest=0, highest=100)
    assert 0 <= found.low.item() <= found.forecast.item() <= found.high.item() == 100


def test_the_range_rests_on_the_errors_of_the_past() -> None:
    """Four errors of 2 have a deviation of 2, widened by Student's t for four (1.533 for 1.282); three are too few."""
    found = deviation(np.array([[2.0, 2], [-2, 2], [2, -2], [-2, GAP]]))
    assert found.deviation[0] == pytest.approx(2 * 1.5332062740589443 / 1.2815515655446004)
    assert np.isnan(found.deviation[1])
    assert found.of.tolist() == [4, 3]


def test_the_range_holds_four_fifths_of_what_comes() -> None:
    """Over 600 made-up series that scatter around a level, the range holds the next figure as often as it says."""
    figures = np.random.default_rng(3).normal(50, 5, (600, 21))
    found = forecast(figures[:, :-1], 1)
    held = (found.low <= figures[:, -1]) & (figures[:, -1] <= found.high)
    assert 0.76 < held.mean() < 0.84


def test_series_together_say_what_each_says_alone() -> None:
    """A column of series with horizons of their own gives the same as one at a time."""
    figures = np.random.default_rng(5).normal(50, 5, (6, 16))
    figures[2, 5], figures[4, :9] = GAP, GAP
    ahead = [0, 1, 2, 3, 1, 2]
    many = forecast(figures, ahead)
    for row, far in enumerate(ahead):
        alone = forecast(figures[row].tolist(), far)
        assert np.allclose([alone.forecast, alone.low], [many.forecast[row], many.low[row]], equal_nan=True)
        assert alone.method.item() == many.method[row]


finite = st.floats(-1e6, 1e6, allow_nan=False)


@settings(max_examples=cases(60))
@given(arrays(float, st.integers(1, 18), elements=st.one_of(finite, st.just(GAP))), st.integers(0, 5))
def test_a_forecast_lies_within_its_range_and_needs_only_a_figure(history: np.ndarray, ahead: int) -> None:
    """Wherever there is a figure there is a forecast, no lower than the low end and no higher than the high one."""
    found = forecast(history, ahead)
    known = ~np.isnan(history).all() if ahead else not np.isnan(history[-1])
    assert np.isnan(found.forecast) != known
    if not np.isnan(found.low):
        assert found.low <= found.forecast <= found.high


@settings(max_examples=cases(40))
@given(arrays(float, 14, elements=st.floats(0, 1000)), st.floats(-500, 500), st.sampled_from([0.01, 1.0, 60.0]))
def test_another_unit_gives_the_same_forecast(history: np.ndarray, shift: float, scale: float) -> None:
    """Hours forecast as minutes, or counted from another nought, come to the same."""
    found, other = forecast(history, 2), forecast(history * scale + shift, 2)
    if found.method.item() == other.method.item():  # rounding may turn a tie
        assert np.isclose(other.forecast, found.forecast * scale + shift, rtol=1e-6, atol=1e-6 * (scale + 1))

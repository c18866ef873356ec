"""Forecasts of percentages, rates and levels: the year's end in figures and in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmxl.periods import Period
from tests.specimens.forecasts import PERCENT
from tests.specimens.forecasts import Q2
from tests.specimens.forecasts import Q4
from tests.specimens.forecasts import YEAR
from tests.specimens.forecasts import only
from tests.specimens.forecasts import run
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target


def test_a_level_needs_its_target_as_published(tmp_path: Path) -> None:
    """89 % meets a target of 89.4 % that is published as 89 %."""
    share = measure("m1", partners=("ash",), accumulate="stock", **{**PERCENT, "decimals": 0})
    frame = framework(share, targets=(target("m1", YEAR, "year", target=89.4),))
    found = only(tmp_path, frame, run(80, 81, 82, parts=100))
    assert found["required_words"].startswith("Needs at least 89 % in 2022-23 Q4")


def test_a_percentage_is_forecast_for_the_last_quarter(tmp_path: Path) -> None:
    """Where each quarter has its own target, it is the level at the end of the year that is rated."""
    frame = framework(measure("m1", partners=("ash",), **PERCENT), targets=(target("m1", Q4, target=91),))
    levels = (88, 89, 88, 87, 88, 89, 88, 88, 87, 88, 90, 90)
    found = only(tmp_path, frame, run(*levels, parts=100, last=Q2), Q2)
    assert found["forecast_method"] == "Damped trend"
    assert 85 < found["forecast_low"] < found["forecast"] < found["forecast_high"] <= 100
    assert (found["rating_forecast"], found["required"]) == ("Red", 91)
    assert found["forecast_words"].startswith(
        "About 88.4 % in 2022-23 Q4, likely between 86.6 and 90.1. Forecast from the latest"
    )
    assert found["required_words"] == (
        "Needs at least 91.0 % in 2022-23 Q4; the highest ever in one quarter is 90.0 % (2022-23 Q2)."
    )


def test_a_percentage_rated_by_the_year_is_forecast_for_the_year(tmp_path: Path) -> None:
    """What has been counted stands, and each quarter to come is forecast with as many counted as a year before.

    A seasonal last quarter is not mistaken for the year: 60, 60, 60 and 90 of 100, 100, 100 and 200 are 72 %.
    """
    frame = framework(measure("m1", partners=("ash",), **PERCENT), targets=(target("m1", YEAR, "year", target=72),))
    quarters = [(60, 100), (60, 100), (60, 100), (180, 200)] * 4
    figures = [figure("m1", "ash", None, Q3.step(n - 14), parts=parts) for n, parts in enumerate(quarters[:15])]
    found = only(tmp_path, frame, figures)
    assert (found["forecast"], found["rating_forecast"]) == (pytest.approx(72), "Green")
    assert (found["forecast_low"], found["forecast_high"]) == (pytest.approx(72), pytest.approx(72))
    assert found["required"] == pytest.approx(90)
    assert found["forecast_words"] == (
        "About 72.0 % in 2022-23 as a whole. Forecast from the year so far, 60.0 %, and "
        "for the rest of it the same quarter last year and any clear drift since (seasonal naive). "
        "The chance of meeting the target is more than 99 %."
    )
    assert found["required_words"] == (
        "Needs at least 90.0 % over the last quarter, if as many are counted as a year before; "
        "the highest ever in one quarter is 90.0 % (2021-22 Q4)."
    )


def test_a_rate_without_a_year_before_counts_on_as_it_did(tmp_path: Path) -> None:
    """The quarters to come are taken to count as many as those of the year so far, and this is said."""
    frame = framework(measure("m1", partners=("ash",), **PERCENT), targets=(target("m1", YEAR, "year", target=91),))
    found = only(tmp_path, frame, run(90, 90, parts=100, last=Q2), Q2)
    assert found["forecast"] == pytest.approx(90)
    assert found["required_words"].startswith(
        "Needs at least 92.0 % over the last two quarters, if as many are counted"
    )
    assert "counted as so far;" in found["required_words"]


def test_a_level_carried_from_last_year_looks_on_to_this_one(tmp_path: Path) -> None:
    """A half-yearly stock last counted in March is forecast for the end of the year that the scorecard is of."""
    frame = framework(measure("m1", partners=("ash",), accumulate="stock", frequency="half-year"))
    march = Period(Q2.year.start - 6, 6)
    found = only(tmp_path, frame, [figure("m1", "ash", 50, march)], YEAR.parts(3)[0])
    assert found["forecast"] == 50
    assert found["forecast_words"].startswith("About 50 in 2022-23 H2;")


def test_a_stock_needs_its_target_at_the_end(tmp_path: Path) -> None:
    """With fewer than eight figures the last one is carried on, and rated by the level expected at the end."""
    frame = framework(
        measure("m1", partners=("ash",), accumulate="stock", polarity="lower", unit="people"),
        targets=(target("m1", YEAR, "year", target=40),),
    )
    found = only(tmp_path, frame, run(50, 38, 42))
    assert (found["forecast"], found["forecast_method"], found["rating_forecast"]) == (42, "Last value", "Red")
    assert found["required_words"] == (
        "Needs no more than 40 people in 2022-23 Q4; the lowest ever in one quarter is 38 people (2022-23 Q2)."
    )


def test_a_cumulative_rate_stands_as_it_is(tmp_path: Path) -> None:
    """What a percentage of the year so far will be depends on how much is still to be counted."""
    frame = framework(measure("m1", partners=("ash",), accumulate="cumulative", **PERCENT))
    found = only(tmp_path, frame, run(50, 55, 60, parts=100))
    assert (found["forecast"], found["forecast_method"]) == (60, "Last value")


def test_a_point_to_be_reached_is_expected_at_the_end_of_the_year(tmp_path: Path) -> None:
    """The forecast is rated by where the straight line stands at the end of this year, not by its end."""
    goal = target("m1", YEAR.step(1), "point", target=60, baseline=42, baseline_period=Q3.last_year)
    frame = framework(measure("m1", partners=("ash",), accumulate="stock"), targets=(goal,))
    found = only(tmp_path, frame, run(51, 51, 51))
    assert found["rating_forecast"] == "Red", "51 is enough for now, 50, and not for the end of the year, 52"
    assert found["required"] == pytest.approx(52)


COLLECTED = (30.1, 57.9, 85.8, 97.6, 29.9, 57.6, 85.5, 97.4, 30.0, 57.8, 85.9, 97.9, 30.2, 58.1, 86.1)


def test_a_rate_that_builds_up_is_forecast_from_where_it_stood_a_year_ago(tmp_path: Path) -> None:
    """Council tax collected by the third quarter is no forecast of what the year collects."""
    council_tax = measure("m1", partners=("ash",), accumulate="cumulative", **PERCENT)
    frame = framework(council_tax, targets=(target("m1", YEAR, "year", target=97),))
    found = only(tmp_path, frame, run(*COLLECTED, parts=100))
    assert found["forecast_method"] == "Seasonal naive with drift"
    assert found["forecast"] == pytest.approx(98.1, abs=0.2)
    assert found["rating_forecast"] == "Green"

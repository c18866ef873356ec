"""Forecasts in an assessment: the year's end of every kind of measure, in figures and in words."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest

from pmxl.framework.models_forecasts import Forecast
from tests.specimens.forecasts import PERCENT
from tests.specimens.forecasts import Q2
from tests.specimens.forecasts import Q4
from tests.specimens.forecasts import YEAR
from tests.specimens.forecasts import only
from tests.specimens.forecasts import outlook
from tests.specimens.forecasts import run
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target


def test_a_flow_goes_on_at_its_pace(tmp_path: Path) -> None:
    """Three quarters of 30 are 40 a year; three earlier years say how far off that may be."""
    frame = framework(measure("m1", partners=("ash",), unit="homes"), targets=(target("m1", YEAR, "year", target=126),))
    years = (30, 30, 30, 30, 28, 28, 28, 32, 31, 31, 31, 28)
    found = only(tmp_path, frame, run(*years, 30, 30, 30))
    assert (found["forecast"], found["forecast_method"]) == (120, "Year to date, even pace")
    assert found["forecast_low"] < 120 < found["forecast_high"]
    assert (found["required"], found["rating_forecast"]) == (36, "Red")
    assert 0.01 < found["probability"] < 0.2
    assert found["forecast_words"] == (
        "About 120 homes in 2022-23 as a whole, likely between 115 and 125. Forecast from the year so far, 90 homes, "
        "going on at the same pace. The chance of meeting the target is about 7 %."
    )
    assert found["required_words"] == (
        "Needs at least 36 homes in the last quarter; the highest ever in one quarter is 32 homes (2020-21 Q4)."
    )


def test_a_profile_says_what_is_due(tmp_path: Path) -> None:
    """45 by Q2 with a half due is 90; the quarters left differ, and no earlier year is there to compare with."""
    goal = target("m1", YEAR, "year", target=100, profile=(0.25, 0.25, 0.2, 0.3))
    found = only(tmp_path, framework(measure("m1", partners=("ash",)), targets=(goal,)), run(20, 25, last=Q2), Q2)
    assert (found["forecast"], found["forecast_method"]) == (90, "Year to date over profile")
    assert math.isnan(found["forecast_low"])
    assert math.isnan(found["probability"])
    assert found["forecast_words"] == (
        "About 90 in 2022-23 as a whole; there are too few figures to say how far off that may be. "
        "Forecast from the year so far, 45, which by the agreed profile is 50 % of a year."
    )
    assert found["required"] == pytest.approx(22)
    assert found["required_words"] == "Needs at least 22 in 2022-23 Q3 and 33 in 2022-23 Q4."


def test_before_anything_is_due_there_is_no_forecast(tmp_path: Path) -> None:
    """A profile that begins in Q2 says nothing of a year of which only Q1 is known."""
    goal = target("m1", YEAR, "year", target=100, profile=(0, 0.4, 0.3, 0.3))
    first = YEAR.parts(3)[0]
    found = only(tmp_path, framework(measure("m1", partners=("ash",)), targets=(goal,)), run(2, last=first), first)
    assert found["forecast_words"] == "No forecast: by the agreed profile nothing of the year is due yet."


def test_targets_of_its_quarters_are_a_profile(tmp_path: Path) -> None:
    """Targets of 10, 20, 30 and 40 say that six tenths are due by Q3."""
    goals = tuple(target("m1", part, target=10 * n) for n, part in enumerate(YEAR.parts(3), 1))
    found = only(tmp_path, framework(measure("m1", partners=("ash",)), targets=goals), run(12, 18, 24))
    assert (found["forecast"], found["forecast_method"]) == (pytest.approx(90), "Year to date over profile")
    assert (found["rating_forecast"], found["required"]) == ("Red", 46)


def test_a_seasonal_flow_goes_by_its_seasons(tmp_path: Path) -> None:
    """Four fifths of a year come by Q3; what is left is compared with the last quarters of earlier years."""
    frame = framework(
        measure("m1", partners=("ash",), seasonal=True, polarity="lower"),
        targets=(target("m1", YEAR, "year", target=110),),
    )
    found = only(tmp_path, frame, run(*(30, 20, 30, 20) * 3, 33, 22, 33))
    assert (found["forecast"], found["forecast_method"]) == (pytest.approx(110), "Year to date over season")
    assert "which as in three earlier years is 80 % of a year" in found["forecast_words"]
    assert found["rating_forecast"] == "Green"
    assert found["required_words"] == (
        "Needs no more than 22 in the last quarter; the lowest ever in that quarter is 20 (2021-22)."
    )


def test_a_season_that_goes_below_nought_asks_evenly(tmp_path: Path) -> None:
    """By Q2 more than the year had come, for Q4 took some back: no share is known, so what is left is asked evenly."""
    frame = framework(
        measure("m1", partners=("ash",), seasonal=True, polarity="lower"),
        targets=(target("m1", YEAR, "year", target=62),),
    )
    found = only(tmp_path, frame, run(*(58, 5, 2, -6) * 3, 50, last=YEAR.parts(3)[0]), YEAR.parts(3)[0])
    assert found["forecast_method"] == "Year to date over season"
    assert found["required"] == 4
    assert found["required_words"].startswith("Needs no more than 4 in each of the last three quarters;")


def test_a_season_of_two_quarters_to_come_is_compared_with_both_together(tmp_path: Path) -> None:
    """Of different needs the best is that of the same quarters of a year."""
    frame = framework(
        measure("m1", partners=("ash",), seasonal=True), targets=(target("m1", YEAR, "year", target=120),)
    )
    found = only(tmp_path, frame, run(*(30, 20, 30, 20), *(30, 20, 36, 24), *(30, 20, 30, 20), 33, 22, last=Q2), Q2)
    assert found["required_words"].startswith("Needs at least 39 in 2022-23 Q3 and 26 in 2022-23 Q4; the highest ever")
    assert found["required_words"].endswith("in the same quarters together is 60 (2020-21).")


def test_what_is_met_or_past_its_limit_is_said(tmp_path: Path) -> None:
    """Nothing is asked of a year whose target is met, nor of one that is past its limit; the number goes below 0."""
    goals = (target("m1", YEAR, "year", target=80),)
    for polarity, words in (
        ("higher", "The year's target of 80 is met already."),
        ("lower", "The year is past its limit of 80 already, by 10."),
    ):
        folder = tmp_path / polarity
        found = only(
            folder, framework(measure("m1", partners=("ash",), polarity=polarity), targets=goals), run(30, 30, 30)
        )
        assert (found["required"], found["required_words"]) == (-10, words)


@pytest.mark.parametrize(
    ("polarity", "words"),
    [
        ("lower", "Needs no more than £0k in the last quarter; the lowest ever in one quarter is £33k (2022-23 Q2)."),
        ("higher", "The year's target of £100k is met already."),
    ],
)
def test_the_year_is_compared_with_its_target_as_published(tmp_path: Path, polarity: str, words: str) -> None:
    """100.4 and 99.6 are both published as 100: neither past the limit nor short of the target."""
    money = measure("m1", partners=("ash",), kind="money", unit="£k", polarity=polarity)
    frame = framework(money, targets=(target("m1", YEAR, "year", target=100),))
    last = 34.4 if polarity == "lower" else 33.6
    assert only(tmp_path, frame, run(33, 33, last))["required_words"] == words


def test_a_complete_year_is_no_forecast(tmp_path: Path) -> None:
    """In the last quarter the actual stands, without range, chance or need, and is rated."""
    frame = framework(measure("m1", partners=("ash",)), targets=(target("m1", YEAR, "year", target=120),))
    found = only(tmp_path, frame, run(30, 30, 30, 31, last=Q4), Q4)
    assert (found["forecast"], found["forecast_method"], found["rating_forecast"]) == (121, "Actual", "Green")
    assert found["forecast_words"] == "2022-23 is complete: 121."
    assert all(math.isnan(found[name]) for name in ("forecast_low", "forecast_high", "probability", "required"))
    assert found["required_words"] == ""


def test_a_year_that_can_no_longer_be_saved_is_told_so(tmp_path: Path) -> None:
    """More than 100 % cannot be reached."""
    frame = framework(measure("m1", partners=("ash",), **PERCENT), targets=(target("m1", YEAR, "year", target=95),))
    found = only(tmp_path, frame, run(*(60,) * 7, parts=100))
    assert found["required_words"] == (
        "95.0 % for 2022-23 as a whole can no longer be reached: the last quarter would need 200.0 %."
    )


def test_a_yearly_figure_is_its_own_year(tmp_path: Path) -> None:
    """Before it is there nothing is said of the year, unless eight earlier years are there to learn from."""
    yearly = measure("m1", partners=("ash",), frequency="year", accumulate="stock")
    figures = [figure("m1", "ash", 50 + n % 3, YEAR.step(-n)) for n in range(1, 10)]
    few = only(tmp_path, framework(yearly), figures[:3])
    assert few["forecast_words"] == "No forecast: there is one figure a year, and fewer than eight to learn from."
    folder = tmp_path / "many"
    many = only(folder, framework(yearly), figures)
    assert many["forecast"] == pytest.approx(51, abs=1)
    assert many["forecast_words"].startswith("About 5")
    assert " in 2022-23, likely between " in many["forecast_words"]


def test_a_cumulative_total_is_the_year_so_far(tmp_path: Path) -> None:
    """Its latest figure is the year to date, and its quarters' own amounts are the earlier years."""
    frame = framework(
        measure("m1", partners=("ash",), accumulate="cumulative"), targets=(target("m1", YEAR, "year", target=100),)
    )
    found = only(tmp_path, frame, run(*(20, 40, 60, 80) * 3, 25, 50, 75))
    assert (found["forecast"], found["forecast_low"], found["rating_forecast"]) == (100, 100, "Green")
    assert found["required_words"] == (
        "Needs at least 25 in the last quarter; the highest ever in one quarter is 25 (2022-23 Q3)."
    )


def test_a_measure_that_began_in_the_year_is_forecast_for_its_own_part_of_it(tmp_path: Path) -> None:
    """Two of the three quarters in which it lives have brought 20: the year will bring 30."""
    frame = framework(measure("m1", partners=("ash",), first_period=Q2))
    assert only(tmp_path, frame, run(10, 10))["forecast"] == pytest.approx(30)


def test_days_and_answers_are_not_forecast(tmp_path: Path) -> None:
    """A milestone and a yes or no have no forecast and nothing said of one."""
    frame = framework(
        measure("m1", kind="yes/no", pooling="share", accumulate="stock"),
        measure("m2", kind="milestone", pooling="none", partners=("ash",), accumulate="stock"),
    )
    figures = [figure("m1", p, 1) for p in ("ash", "birch", "cedar")] + [figure("m2", "ash", 44900)]
    found = outlook(tmp_path, frame, figures)
    assert found["forecast"].isna().all()
    assert set(found["forecast_words"]) == set(found["required_words"]) == {""}


def test_partners_have_forecasts_of_their_own(tmp_path: Path) -> None:
    """Each from its own figures; without a target of its own there is none to meet."""
    frame = framework(measure("m1"), targets=(target("m1", YEAR, "year", target=300),))
    figures = [*run(10, 10, 10), *run(20, 20, 20, partner="birch")]
    found = outlook(tmp_path, frame, figures, by="partner")
    assert found.loc[("m1", "ash"), "forecast"] == 40
    assert found.loc[("m1", "birch"), ["forecast", "rating_forecast"]].tolist() == [80, "No target"]
    assert found.loc[("m1", "cedar"), "forecast_words"] == "No forecast: figures are missing, from Cedar."


def test_a_managers_forecast_stands_beside_and_never_over(tmp_path: Path) -> None:
    """It is shown with its reason and giver; the forecast worked out, its rating and its chance stay what they were."""
    own = Forecast(
        measure="m1",
        period=YEAR,
        forecast=150,
        reason="Two new teams start in January",
        given_by="Head of service",
        given_on=date(2022, 10, 3),
    )
    goals = (target("m1", YEAR, "year", target=126),)
    frame = framework(measure("m1", partners=("ash",), unit="homes"), targets=goals, forecasts=(own,))
    found = only(tmp_path, frame, run(30, 30, 30))
    assert (found["forecast"], found["rating_forecast"], found["forecast_manager"]) == (120, "Red", 150)
    assert found["forecast_manager_words"] == (
        "150 homes: “Two new teams start in January” (Head of service, 3 October 2022)."
    )
    later = framework(measure("m1", partners=("ash",)), forecasts=(own.model_copy(update={"period": YEAR.step(1)}),))
    folder = tmp_path / "later"
    assert math.isnan(only(folder, later, run(30, 30, 30))["forecast_manager"])


@pytest.mark.parametrize("polarity", ["lower", "higher"])
def test_where_figures_may_be_negative_nothing_is_settled_early(tmp_path: Path, polarity: str) -> None:
    """A saving of 400 agreed as -400 is neither past nor met at -246."""
    money = measure("m1", partners=("ash",), kind="money", unit="£", polarity=polarity)
    frame = framework(money, targets=(target("m1", YEAR, "year", target=-400),))
    bound = "no more than" if polarity == "lower" else "at least"
    assert only(tmp_path, frame, run(-90, -70, -86))["required_words"].startswith(f"Needs {bound} −£154 in")

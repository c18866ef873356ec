"""Forecasts in an assessment: the year's end of every kind of measure, in figures and in words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pmxl.assess import assess
from pmxl.assess.assessment import scene_of
from pmxl.assess.covered import coverage
from pmxl.assess.forecasted import COLUMNS
from pmxl.assess.forecasted import forecasted
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import pooled
from pmxl.assess.pooled import units
from pmxl.assess.rated import shown_kind
from pmxl.assess.runs import runs
from pmxl.assess.scene import Scene
from pmxl.assess.scene import text
from pmxl.assess.year import to_date
from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.framework.models_forecasts import Forecast
from pmxl.ledger import Ledger
from pmxl.periods import Period
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target

Q2, Q4, YEAR = Q3.previous, Q3.step(1), Q3.year
PERCENT: dict[str, Any] = {"kind": "percentage", "pooling": "ratio", "multiplier": 100, "decimals": 1, "unit": "%"}


def outlook(folder: Path, frame: Framework, figures: Iterable[Figure], period: Period = Q3, by: str = "") -> Any:
    """What is forecast, a row a measure and unit."""
    folder.mkdir(exist_ok=True)
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, figures)
        recalled = ledger.recall()
    scene = scene_of(frame, recalled, period, period.last_day)
    cells = units(scene.grid, scene.table, by)
    rows = rows_so_far(scene, cells, by)
    found = forecasted(scene, runs(scene, cells), rows, by)
    assert found.index.equals(rows.index)
    assert list(found) == COLUMNS
    return found


def rows_so_far(scene: Scene, cells: pd.DataFrame, by: str) -> pd.DataFrame:
    """What a forecast needs of the rows that an assessment has made by then."""
    rows = pooled(cells[cells["back"] == 0], UNIT, scene.table)
    rows["waiting"] = text(coverage(scene, cells)["waiting"], rows.index)
    rows[["value_ytd", "bare"]] = to_date(scene, cells)[["value", "bare"]].reindex(rows.index)
    rows["kind"] = [shown_kind(scene.framework.measure(measure), by).value for measure, _ in rows.index]
    return rows.assign(rating="", absent_for="")


def only(folder: Path, frame: Framework, figures: Iterable[Figure], period: Period = Q3) -> Any:
    """The one row of the partnership."""
    return outlook(folder, frame, figures, period).iloc[0]


def run(*values: float, partner: str = "ash", last: Period = Q3, parts: int = 0) -> list[Figure]:
    """A partner's figures for successive quarters up to the last; as parts of so many where they are percentages."""
    return [
        figure("m1", partner, None if parts else value, last.step(n + 1 - len(values)), **_parts(value, parts))
        for n, value in enumerate(values)
    ]


def _parts(value: float, of: int) -> dict[str, Any]:
    return {"parts": (value, of)} if of else {}


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


def test_a_level_needs_its_target_as_published(tmp_path: Path) -> None:
    """89 % meets a target of 89.4 % that is published as 89 %."""
    share = measure("m1", partners=("ash",), accumulate="stock", **{**PERCENT, "decimals": 0})
    frame = framework(share, targets=(target("m1", YEAR, "year", target=89.4),))
    found = only(tmp_path, frame, run(80, 81, 82, parts=100))
    assert found["required_words"].startswith("Needs at least 89 % in 2022-23 Q4")


def test_a_complete_year_is_no_forecast(tmp_path: Path) -> None:
    """In the last quarter the actual stands, without range, chance or need, and is rated."""
    frame = framework(measure("m1", partners=("ash",)), targets=(target("m1", YEAR, "year", target=120),))
    found = only(tmp_path, frame, run(30, 30, 30, 31, last=Q4), Q4)
    assert (found["forecast"], found["forecast_method"], found["rating_forecast"]) == (121, "Actual", "Green")
    assert found["forecast_words"] == "2022-23 is complete: 121."
    assert all(math.isnan(found[name]) for name in ("forecast_low", "forecast_high", "probability", "required"))
    assert found["required_words"] == ""


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
        "for the rest of it the same quarter last year and the drift since (seasonal naive). "
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


def test_a_year_that_can_no_longer_be_saved_is_told_so(tmp_path: Path) -> None:
    """More than 100 % cannot be reached."""
    frame = framework(measure("m1", partners=("ash",), **PERCENT), targets=(target("m1", YEAR, "year", target=95),))
    found = only(tmp_path, frame, run(*(60,) * 7, parts=100))
    assert found["required_words"] == (
        "95.0 % for 2022-23 as a whole can no longer be reached: the last quarter would need 200.0 %."
    )


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


def test_figures_before_a_break_are_left_out(tmp_path: Path) -> None:
    """A series that began anew two quarters ago has too few figures to learn from, however many went before."""
    frame = framework(measure("m1", partners=("ash",), accumulate="stock", rebase=(Q2,)))
    found = only(tmp_path, frame, run(*range(1, 15), 50, 52))
    assert (found["forecast"], found["forecast_method"]) == (52, "Last value")


def test_a_total_with_a_partner_missing_has_no_forecast(tmp_path: Path) -> None:
    """A sum of some is no forecast of all: who is awaited is said."""
    frame = framework(measure("m1"), targets=(target("m1", YEAR, "year", target=300),))
    figures = [*run(10, 10, 10), *run(10, 10, 10, partner="birch"), *run(10, 10, last=Q2, partner="cedar")]
    found = only(tmp_path, frame, figures)
    assert math.isnan(found["forecast"])
    assert (found["rating_forecast"], found["forecast_method"]) == ("", "")
    assert found["forecast_words"] == "No forecast: figures are missing, from Cedar."
    assert (found["required_words"], math.isnan(found["required"])) == ("", True)


def test_a_gap_earlier_in_the_year_leaves_no_forecast_of_it(tmp_path: Path) -> None:
    """Nobody is awaited now, and the year to date is not whole: that is why."""
    frame = framework(measure("m1", partners=("ash",)))
    found = only(tmp_path, frame, [*run(10, last=Q2.previous), *run(10)])
    assert found["forecast_words"] == "No forecast: figures are missing from earlier in the year."


@pytest.mark.parametrize(
    ("bare", "whose"), [(Q3, "the figure for 2022-23 Q3"), (Q2, "a figure from earlier in the year")]
)
def test_a_percentage_without_its_parts_leaves_no_forecast_of_the_year(
    tmp_path: Path, bare: Period, whose: str
) -> None:
    """Nothing is missing from earlier in the year: a figure came, and does not add up with the others."""
    frame = framework(measure("m1", partners=("ash",), **PERCENT), targets=(target("m1", YEAR, "year", target=72),))
    figures = [one for one in run(60, 60, 60, parts=100) if one.period != bare]
    found = only(tmp_path, frame, [*figures, figure("m1", "ash", 60, bare)])
    assert found["forecast_words"] == (
        f"No forecast: {whose} came without the numerator and denominator by which a year adds up."
    )


def test_what_is_not_due_is_still_to_come_and_what_is_withheld_does_not(tmp_path: Path) -> None:
    """A quarter that runs is not missing; nobody waits for what a partner will not give."""
    frame = framework(measure("m1", partners=("ash",)), measure("m2", partners=("ash",)))
    withheld = [figure("m2", "ash", None, marker="Withheld")]
    given = assessed(tmp_path / "given", frame, [*run(10, last=Q2), *withheld])
    assert row(given, "m1")["forecast_words"] == "No forecast: figures are missing, from Ash."
    assert row(given, "m2")["forecast_words"] == "No forecast: figures are withheld."
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, run(10, last=Q2), datetime(2022, 12, 1, tzinfo=UTC))
        running = assess(frame, ledger, Q3, as_at=datetime(2022, 12, 2, tzinfo=UTC))
    assert row(running, "m1")["forecast_words"] == "No forecast: figures are still to come, from Ash."


@pytest.mark.parametrize(("day", "said"), [(30, "figures are still to come"), (31, "figures are missing")])
def test_who_is_early_makes_nobody_else_late(tmp_path: Path, day: int, said: str) -> None:
    """While the quarter runs those who have not returned yet are not missing; from its end they are."""
    frame = framework(measure("m1", partners=("ash", "birch")))
    early = [*run(10, 10), *run(10, partner="birch", last=Q2)]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, early, datetime(2022, 12, 1, tzinfo=UTC))
        found = row(assess(frame, ledger, Q3, as_at=datetime(2022, 12, day, tzinfo=UTC)), "m1")
    assert found["forecast_words"] == f"No forecast: {said}, from Birch."


def test_a_percentage_with_a_partner_missing_says_whose_it_is(tmp_path: Path) -> None:
    """It is forecast from those present in every period compared, and its rating waits."""
    frame = framework(measure("m1", **PERCENT), targets=(target("m1", YEAR, "year", target=50),))
    figures = [figure for p in ("ash", "birch") for figure in run(*(60,) * 9, partner=p, parts=100)]
    found = only(tmp_path, frame, [*figures, *run(*(10,) * 8, partner="cedar", parts=100, last=Q2)])
    assert found["forecast"] == pytest.approx(60)
    assert found["rating_forecast"] == "Waiting"
    assert math.isnan(found["probability"])
    assert found["forecast_words"].endswith("It is of the 2 of 3 present in every period compared.")


def test_a_newcomer_is_in_the_forecast_of_the_whole(tmp_path: Path) -> None:
    """Where all are present now, the forecast is of them all, even if they have few figures together."""
    figures = [figure for p in ("ash", "birch") for figure in run(*(60,) * 14, partner=p)]
    found = only(tmp_path, framework(measure("m1", accumulate="stock")), [*figures, *run(5, 5, 5, partner="cedar")])
    assert (found["forecast"], found["forecast_method"]) == (125, "Last value")


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


def test_a_cumulative_rate_stands_as_it_is(tmp_path: Path) -> None:
    """What a percentage of the year so far will be depends on how much is still to be counted."""
    frame = framework(measure("m1", partners=("ash",), accumulate="cumulative", **PERCENT))
    found = only(tmp_path, frame, run(50, 55, 60, parts=100))
    assert (found["forecast"], found["forecast_method"]) == (60, "Last value")


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


@pytest.mark.parametrize("polarity", ["lower", "higher"])
def test_where_figures_may_be_negative_nothing_is_settled_early(tmp_path: Path, polarity: str) -> None:
    """A saving of 400 agreed as -400 is neither past nor met at -246."""
    money = measure("m1", partners=("ash",), kind="money", unit="£", polarity=polarity)
    frame = framework(money, targets=(target("m1", YEAR, "year", target=-400),))
    bound = "no more than" if polarity == "lower" else "at least"
    assert only(tmp_path, frame, run(-90, -70, -86))["required_words"].startswith(f"Needs {bound} −£154 in")

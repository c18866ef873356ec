"""What charts are drawn from, worked out of figures in a ledger."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import Assessment
from pmxl.figures import Figure
from pmxl.framework.models import Area
from pmxl.framework.models import Comparator
from pmxl.framework.models_forecasts import Forecast
from pmxl.periods import Period
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

RATE: dict[str, Any] = {"kind": "percentage", "unit": "%", "multiplier": 100, "pooling": "ratio", "decimals": 1}
ALONE: dict[str, Any] = {"partners": ("ash",)}


def run(*values: float, partner: str = "ash", last: Period = Q3) -> list[Figure]:
    """A partner's figures up to a quarter; NaN is none."""
    ago = range(len(values) - 1, -1, -1)
    known = [(value, back) for value, back in zip(values, ago, strict=True) if not math.isnan(value)]
    return [figure("m1", partner, value, last.step(-back)) for value, back in known]


def test_a_process_chart_has_centre_limits_and_flags(tmp_path: Path) -> None:
    """Every figure stands with the limits it is judged by; the last, far outside, is a concern."""
    values = [50, 52, 49, 51, 50, 53, 48, 50, 52, 49, 51, 50, 20]
    found = assessed(tmp_path, framework(measure("m1", **ALONE)), run(*values))
    drawn, whole = found.pictures.process, row(found, "m1")
    assert drawn["figure"].tolist() == values
    assert drawn["period"].iloc[-1] == "2022-23 Q3"
    assert drawn["signal"].iloc[-1] == "Concern" == whole["signal"]
    assert set(drawn["signal"].iloc[:-1]) == {"Common cause"}
    assert (drawn["lower"].iloc[-1], drawn["centre"].iloc[-1]) == (whole["process_lower"], whole["process_mean"])


def test_limits_begin_anew_where_the_series_does(tmp_path: Path) -> None:
    """A break gives each side its own phase and its own centre."""
    frame = framework(measure("m1", rebase=(Q3.step(-6),), **ALONE))
    drawn = assessed(
        tmp_path, frame, run(*[50, 52, 49, 51, 50, 53, 48], *[80, 82, 79, 81, 80, 83, 78])
    ).pictures.process
    assert drawn["phase"].tolist() == [0] * 7 + [1] * 7
    assert drawn["centre"].iloc[0] == pytest.approx(50.43, abs=0.01)
    assert drawn["centre"].iloc[-1] == pytest.approx(80.43, abs=0.01)


def test_limits_are_drawn_no_lower_than_nought(tmp_path: Path) -> None:
    """Of counts that never were below 0 the lower limit is drawn at 0."""
    drawn = assessed(tmp_path, framework(measure("m1", **ALONE)), run(1, 5, 0, 6, 1, 5, 0, 6)).pictures.process
    assert drawn["lower"].unique().tolist() == [0]


def test_a_seasonal_measure_is_drawn_as_its_change(tmp_path: Path) -> None:
    """The chart is of the change on last year, and says so."""
    season = [10, 20, 30, 40] * 3
    values = [value + n % 3 for n, value in enumerate(season)]
    drawn = assessed(tmp_path, framework(measure("m1", seasonal=True, **ALONE)), run(*values)).pictures.process
    assert drawn["figure"].tolist() == [values[n] - values[n - 4] for n in range(4, 12)]
    assert set(drawn["of"]) == {"change on the same quarter last year"}


def test_too_few_figures_have_no_process_chart(tmp_path: Path) -> None:
    """Five are too few for limits."""
    assert assessed(tmp_path, framework(measure("m1", **ALONE)), run(1, 2, 3, 4, 5)).pictures.process.empty


def test_a_total_goes_on_from_the_year_so_far_to_its_forecast(tmp_path: Path) -> None:
    """The way begins at what has come and ends at the figure and the range of the forecast."""
    frame = framework(
        measure("m1", **ALONE),
        targets=(target("m1", Q3.year, "year", target=130),),
        forecasts=(Forecast(measure="m1", period=Q3.year, forecast=140, reason="More staff."),),
    )
    values = [29, 30, 31, 33] * 3 + [30, 33, 34]
    found = assessed(tmp_path, frame, run(*values))
    drawn, whole = found.pictures.paths, row(found, "m1")
    assert drawn["value"].tolist()[:3] == [30, 63, 97]
    assert drawn["forecast"].tolist()[2:] == [97, pytest.approx(whole["forecast"])]
    assert drawn["low"].tolist()[2:] == [97, pytest.approx(whole["forecast_low"])]
    assert drawn["high"].iloc[-1] == pytest.approx(whole["forecast_high"])
    assert (drawn["target"].iloc[0], drawn["manager"].iloc[-1]) == (130, 140)
    assert drawn["period"].tolist() == ["2022-23 Q1", "2022-23 Q2", "2022-23 Q3", "2022-23 Q4"]


def test_a_level_has_a_fan_of_its_own_at_every_period(tmp_path: Path) -> None:
    """A stock is forecast for each quarter to come, the range wider the further off it is."""
    frame = framework(measure("m1", accumulate="stock", **ALONE))
    q1 = Q3.step(-2)
    drawn = assessed(tmp_path, frame, run(*[50, 53, 49, 52, 51, 54, 50, 53, 49, 52], last=q1), q1).pictures.paths
    wide = (drawn["high"] - drawn["low"]).tolist()
    assert len(drawn) == 8
    assert wide[4] == 0 < wide[5] <= wide[6] <= wide[7]


def test_a_year_that_is_over_has_no_path(tmp_path: Path) -> None:
    """Nothing is to come after the last quarter."""
    q4 = Q3.step(1)
    assert assessed(tmp_path, framework(measure("m1", **ALONE)), run(*range(1, 9), last=q4), q4).pictures.paths.empty


def test_peers_stand_in_order_with_ours_among_them(tmp_path: Path) -> None:
    """Best first by polarity, ours marked, and the quartiles that the sentence names."""
    group = tuple(Comparator(group="Peers", member=f"Peer {n}") for n in range(1, 9))
    frame = framework(measure("m1", comparison_group="Peers", polarity="lower", **ALONE, **RATE), comparators=group)
    theirs = [figure("m1", "", parts=(10 * n, 100), area=f"Peer {n}") for n in range(1, 9)]
    found = assessed(tmp_path, frame, [figure("m1", "ash", parts=(35, 100)), *theirs])
    drawn, whole = found.pictures.peers, row(found, "m1")
    assert drawn["figure"].tolist() == [10, 20, 30, 35, 40, 50, 60, 70, 80]
    assert drawn.loc[drawn["own"], "rank"].tolist() == [4] == [whole["rank"]]
    assert drawn["median"].iloc[0] == 40 == whole["group_median"]
    assert drawn["lower"].iloc[0] == whole["group_best_quartile"]


def test_steps_lead_from_before_to_now(tmp_path: Path) -> None:
    """Rates and mix each have their step, largest first, and they add up to the change as published."""
    frame = framework(measure("m1", partners=("ash", "birch"), **RATE))
    q2 = Q3.previous
    parts = (("ash", (80, 100), q2), ("ash", (41, 50), Q3), ("birch", (20, 100), q2), ("birch", (33, 150), Q3))
    found = assessed(tmp_path, frame, [figure("m1", who, parts=part, period=when) for who, part, when in parts])
    drawn = found.pictures.steps
    assert drawn["what"].tolist() == ["before", "rate", "rate", "mix", "now"]
    assert (drawn["end"].iloc[0], drawn["end"].iloc[-1]) == (50.0, 37.0)
    assert drawn["start"].tolist()[1:4] == drawn["end"].tolist()[:3]
    assert drawn["better"].tolist() == [0, 1, 1, -1, 0]
    assert drawn["end"].iloc[3] - drawn["start"].iloc[3] == pytest.approx(-15.0)


def test_many_parts_share_a_last_step(tmp_path: Path) -> None:
    """Eight areas: five steps of their own, the others together."""
    ids = [f"a{n}" for n in range(8)]
    areas = tuple(Area(id=one, name=f"Area {one}") for one in ids)
    frame = framework(measure("m1", areas=tuple(ids), **ALONE), areas=areas)
    given = [figure("m1", "ash", 10, Q3.previous, area=one) for one in ids]
    given += [figure("m1", "ash", 10 + n + 1, area=one) for n, one in enumerate(ids)]
    drawn = assessed(tmp_path, frame, given).pictures.steps
    assert drawn["label"].tolist() == ["Before", *(f"Area a{n}" for n in (7, 6, 5, 4, 3)), "The others", "Now"]
    assert drawn["end"].iloc[-1] == 116


def test_an_assessment_asks_its_own_questions(tmp_path: Path) -> None:
    """A standard that is broken raises a question with the sentence of what fired."""
    frame = framework(
        measure("m1", performance_owner="Head of ash", **ALONE),
        targets=(target("m1", target=10, standard=5),),
        tolerances=(tolerance("m1", "standard", agreed_by="the Board"),),
    )
    found: Assessment = assessed(tmp_path, frame, run(3))
    assert [(one.about, one.who) for one in found.questions] == [
        ("Agreed standard", "Head of ash"),
        ("Off target", "Head of ash"),
    ]
    assert "the standard of 5 is broken. Agreed by the Board." in found.questions[0].evidence


def test_what_travel_is_measured_against_has_its_unit(tmp_path: Path) -> None:
    """The figure before stands with its unit, below nought with a minus and not a hyphen."""
    before = {"share": ("%", 60.5), "money": ("£k", -3.0), "time": ("days", 1.0), "bare": ("", -1.0)}
    frame = framework(*(measure(id_, unit=unit, decimals=1, **ALONE) for id_, (unit, _) in before.items()))
    given = [replace(one, measure=id_) for id_, (_, value) in before.items() for one in run(value, 5)]
    found = assessed(tmp_path, frame, given)
    assert {id_: row(found, id_)["travel_words"] for id_ in before} == {
        "share": "was 60.5 % in 2022-23 Q2",
        "money": "was −£3.0k in 2022-23 Q2",
        "time": "was 1.0 days in 2022-23 Q2",
        "bare": "was −1.0 in 2022-23 Q2",
    }

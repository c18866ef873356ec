"""What is asked in the returns of a period, when it is due, and what level a target means then."""

from __future__ import annotations

import math
from datetime import date

import pytest

from pmxl.framework.asked import asked
from pmxl.framework.asked import is_due
from pmxl.framework.asked import own_period
from pmxl.framework.asked import pairs_of
from pmxl.framework.asked import periods_asked
from pmxl.framework.expected import expected
from pmxl.framework.models import Partner
from pmxl.framework.models import Tolerance
from pmxl.framework.tolerated import triggers_of
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.periods import period_of
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

Q4 = Q3.step(1)
H1 = Period(month_index(2022, 4), 6)


@pytest.mark.parametrize(
    ("frequency", "lag", "period", "labels"),
    [
        ("quarter", 0, Q3, ["2022-23 Q3"]),
        ("quarter", 1, Q3, ["2022-23 Q2"]),
        ("month", 0, Q3, ["2022-23 M07", "2022-23 M08", "2022-23 M09"]),
        ("month", 1, Q3, ["2022-23 M06", "2022-23 M07", "2022-23 M08"]),
        ("half-year", 0, Q3, []),
        ("half-year", 0, Q4, ["2022-23 H2"]),
        ("year", 0, Q3, []),
        ("year", 0, Q4, ["2022-23"]),
        ("year", 1, Q4, ["2021-22"]),
    ],
)
def test_what_a_quarters_return_asks(frequency: str, lag: int, period: Period, labels: list[str]) -> None:
    """Every period whose figure arrives within the quarter, its lag allowed for."""
    assert [p.label for p in periods_asked(measure("x", frequency=frequency, lag=lag), period)] == labels


def test_the_pairs_of_one_partner_are_those_of_all_that_are_its_own() -> None:
    """By area or not, in their order, also where they are given by turns; a stranger has none."""
    by_area = measure("a", pairs=(("fire", "north"), ("police", "north"), ("fire", "south")))
    whole = framework(measure("w", pairs=(("fire", ""), ("police", ""))), by_area)
    assert [pairs_of(whole, by_area, who) for who in ("fire", "police", "health")] == [
        tuple(pair for pair in by_area.pairs if pair[0] == who) for who in ("fire", "police", "health")
    ]
    assert [pairs_of(whole, one, "fire") for one in whole.measures[:1]] == [(("fire", ""),)]
    assert pairs_of(whole, measure("unknown"), "fire") == ()


@pytest.mark.parametrize(
    ("frequency", "period", "shown"),
    [
        ("month", Q3, "2022-23 Q3"),
        ("quarter", Q3, "2022-23 Q3"),
        ("half-year", Q3, "2022-23 H1"),
        ("year", Q3, "2021-22"),
    ],
)
def test_what_a_quarters_scorecard_shows(frequency: str, period: Period, shown: str) -> None:
    """The last period of the measure's own rhythm that has ended; months are rolled up."""
    assert own_period(measure("x", frequency=frequency), period).label == shown


def test_a_lagging_figure_is_due_a_period_later() -> None:
    """One quarter's lag: Q2 is due with Q3's returns, Q3 is not."""
    late = measure("x", lag=1)
    assert is_due(late, Q3.previous, Q3)
    assert not is_due(late, Q3, Q3)


def test_who_is_asked_for_which_area_is_looked_up_as_it_stands() -> None:
    """Each partner's pairs, in their order, whether measures share them or not; nothing of a stranger."""
    some = (("ash", "north"), ("birch", ""), ("ash", "south"))
    alike, other = measure("m1").model_copy(update={"pairs": some}), measure("m2")
    measures = (alike, alike.model_copy(update={"id": "m3"}), other)
    frame = framework(*measures)
    for one in measures:
        for partner in ("ash", "birch", "cedar", "nobody"):
            assert pairs_of(frame, one, partner) == tuple(pair for pair in one.pairs if pair[0] == partner)
    assert pairs_of(frame, measure("unknown"), "ash") == ()


def test_only_those_who_exist_are_asked() -> None:
    """A partner that left is asked for nothing, a measure that has not begun is not asked."""
    partners = (Partner(id="ash", name="Ash", to=Q3.previous), Partner(id="birch", name="Birch"))
    frame = framework(
        measure("x", partners=("ash", "birch")), measure("y", partners=("birch",), first_period=Q4), partners=partners
    )
    assert [(a.measure.id, a.partner) for a in asked(frame, Q3)] == [("x", "birch")]


@pytest.mark.parametrize(
    ("changes", "row", "period", "level"),
    [
        ({}, {"basis": "year", "target": 400}, Q3, 100),
        ({}, {"basis": "year", "target": 400, "profile": (0.1, 0.2, 0.3, 0.4)}, Q3, 120),
        ({"accumulate": "cumulative"}, {"basis": "year", "target": 400}, Q3, 300),
        ({"kind": "percentage", "pooling": "ratio"}, {"basis": "year", "target": 80}, Q3, 80),
        ({"accumulate": "stock"}, {"basis": "year", "target": 80}, Q3, 80),
        ({"accumulate": "stock"}, {"basis": "point", "target": 80, "baseline": 40}, Q3, 70),
        ({"accumulate": "stock"}, {"basis": "point", "target": 80}, Q3, math.nan),
        ({}, {"basis": "year", "target": 1200}, Period(month_index(2022, 10), 1), 100),
    ],
)
def test_the_level_a_years_row_means(
    changes: dict[str, object], row: dict[str, object], period: Period, level: float
) -> None:
    """Totals are spread by their profile, levels stand all year, points are approached in a straight line."""
    frame = framework(measure("x", **changes), targets=(target("x", Q3.year, **row),))  # type: ignore[arg-type]
    found = expected(frame, frame.measure("x"), period).target
    assert found == pytest.approx(level, nan_ok=True)


def test_a_quarters_own_row_stands_before_the_years() -> None:
    """The narrower row wins; other quarters keep the year's level."""
    frame = framework(
        measure("x", accumulate="stock"), targets=(target("x", Q3.year, "year", target=10), target("x", Q3, target=12))
    )
    levels = [expected(frame, frame.measure("x"), p).target for p in (Q3.previous, Q3)]
    assert levels == [10, 12]


def test_a_quarters_total_is_no_months_target() -> None:
    """Nothing is divided in silence: a month has no target unless it has its own, or a year to be spread."""
    frame = framework(measure("x", frequency="month"), targets=(target("x", Q3, target=300),))
    assert not expected(frame, frame.measure("x"), Q3.parts(1)[0]).has_target
    assert expected(frame, frame.measure("x"), Q3).target == 300


def test_months_targets_add_up_to_their_quarter() -> None:
    """A flow whose months have targets has their sum in the quarter."""
    months = Q3.parts(1)
    frame = framework(
        measure("x", frequency="month"), targets=tuple(target("x", m, target=10 + n) for n, m in enumerate(months))
    )
    assert expected(frame, frame.measure("x"), Q3).target == 33


def test_a_band_of_the_measure_stands_before_one_of_its_kind() -> None:
    """The narrower scope wins, for bands and for triggers of one rule."""
    frame = framework(
        measure("x"),
        tolerances=(
            Tolerance(scope=("kind", "count"), rule="band", amount=10, unit="percent"),
            tolerance("x", "band", amount=3, unit="points"),
            Tolerance(scope=("priority", "high"), rule="decline", n=3),
            tolerance("x", "decline", n=2),
        ),
    )
    found = expected(frame, frame.measure("x"), Q3)
    assert (found.amount, found.unit) == (3, "points")
    assert [t.n for t in triggers_of(frame, frame.measure("x"))] == [2]


@pytest.mark.parametrize(
    ("period", "label", "slug", "spoken"),
    [
        (Q3, "2022-23 Q3", "2022-23-q3", "October to December 2022"),
        (Period(month_index(2026, 8), 1), "2026-27 M05", "2026-27-m05", "August 2026"),
        (Q3.year, "2022-23", "2022-23", "April 2022 to March 2023"),
        (H1, "2022-23 H1", "2022-23-h1", "April to September 2022"),
        (Period(month_index(2021, 10), 12), "Oct 2021-Sep 2022", "oct-2021-sep-2022", "October 2021 to September 2022"),
        (Period(month_index(2022, 1), 3, 1), "2022 Q1", "2022-q1", "January to March 2022"),
    ],
)
def test_periods_name_themselves(period: Period, label: str, slug: str, spoken: str) -> None:
    """As a label, as a folder, and in words."""
    assert (period.label, period.slug, period.spoken) == (label, slug, spoken)


def test_january_belongs_to_the_year_before() -> None:
    """January to March 2026 is the last quarter of 2025-26."""
    assert period_of(date(2026, 2, 14), 3).label == "2025-26 Q4"


def test_periods_step_and_nest() -> None:
    """Back a period, back a year, and into their parts."""
    assert (Q3.previous.label, Q3.last_year.label, Q3.step(2).label) == ("2022-23 Q2", "2021-22 Q3", "2023-24 Q1")
    assert [p.label for p in Q3.year.parts(6)] == ["2022-23 H1", "2022-23 H2"]
    assert Period(month_index(2021, 10), 12).year.label == "2022-23"

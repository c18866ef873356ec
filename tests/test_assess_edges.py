"""Where an assessment is easily wrong: gaps, breaks, renames, years to date, and what must not be pooled."""

from __future__ import annotations

import math
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import assess
from pmxl.assess.annual.part import part_of_year
from pmxl.assess.assessment import FramesOf
from pmxl.assess.master import of_everybody
from pmxl.figures import Figure
from pmxl.framework.models import Area
from pmxl.framework.models import Partner
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.periods import month_index
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

THREE = ("ash", "birch", "cedar")
RENAMED = (
    Partner(id="ash", name="Ash", to=Q3.previous, successor="elm"),
    Partner(id="elm", name="Elm", from_=Q3),
)
PERCENT: dict[str, Any] = {"kind": "percentage", "pooling": "ratio", "multiplier": 100, "decimals": 1, "unit": "%"}


def run(id_: str, *values: float, partner: str = "ash", ago: int = 0) -> list[Figure]:
    """A partner's figures for successive quarters, the last of them Q3 or so many quarters before."""
    return [figure(id_, partner, value, Q3.step(n + 1 - len(values) - ago)) for n, value in enumerate(values)]


def test_milestones_of_several_partners_stand_for_themselves(tmp_path: Path) -> None:
    """Some done, some not: the partnership has no day of its own and says so; each partner is rated."""
    frame = framework(
        measure("open", kind="milestone", pooling="none"), targets=(target("open", Q3, "point", target=44880),)
    )
    figures = [figure("open", "ash", 44881), figure("open", "birch", marker="not done")]
    found = assessed(tmp_path, frame, figures)
    assert row(found, "open")["rating"] == "Not applicable"
    assert row(found, "open", partner="ash")["why"] == "Done 1 day late, so Red. No tolerance was agreed."
    assert row(found, "open", partner="birch")["rating"] == "Red"


def test_an_exception_of_what_is_not_pooled_is_its_partners(tmp_path: Path) -> None:
    """Where no pooled figure can show it, the partner's own exception stands on the sheet."""
    frame = framework(
        measure("wait", kind="median", pooling="none", polarity="lower"), targets=(target("wait", target=5),)
    )
    found = assessed(tmp_path, frame, [figure("wait", p, 9 if p == "ash" else 4) for p in THREE])
    assert found.exceptions[["measure", "partner", "rating"]].to_numpy().tolist() == [["wait", "ash", "Red"]]


def test_an_overrun_of_a_range_names_its_ends(tmp_path: Path) -> None:
    """Beyond either end of the range, by the published distance."""
    frame = framework(
        measure("spend", kind="money", polarity="range", unit="£", partners=("ash",)),
        targets=(target("spend", low=360, high=440),),
        tolerances=(tolerance("spend", "overrun", amount=5),),
    )
    [sentence] = assessed(tmp_path, frame, [figure("spend", "ash", 500)]).exceptions["sentence"]
    assert sentence == "£500 against a range of £360 to £440: £60 beyond, more than the £5 allowed."


def test_triggers_do_not_test_a_total_with_partners_missing(tmp_path: Path) -> None:
    """490 of 600 with a partner to come breaks nothing yet."""
    frame = framework(
        measure("visits"),
        targets=(target("visits", target=600, standard=500),),
        tolerances=(tolerance("visits", "standard"), tolerance("visits", "overrun", amount=5)),
    )
    found = assessed(tmp_path, frame, [figure("visits", "ash", 300), figure("visits", "birch", 190)])
    assert found.exceptions.empty
    assert math.isnan(row(found, "visits")["variance"])


def test_a_break_in_series_stops_triggers_and_travel(tmp_path: Path) -> None:
    """What travel will not compare no trigger compares; a break within the quarter counts too."""
    breaks = {"x": (Q3,), "y": (Q3.parts(1)[1],), "unbroken": ()}
    frame = framework(
        *(measure(id_, partners=("ash",), rebase=rebase) for id_, rebase in breaks.items()),
        tolerances=tuple(
            tolerance(id_, rule, **settings)
            for id_ in breaks
            for rule, settings in (("decline", {"n": 2}), ("decline %", {"amount": 10}))
        ),
    )
    found = assessed(tmp_path, frame, [one for id_ in breaks for one in run(id_, 100, 90, 50)])
    assert set(found.exceptions["measure"]) == {"unbroken"}
    assert {row(found, id_)["travel_words"] for id_ in ("x", "y")} == {"Not comparable (break in series)"}


def test_a_years_standard_and_range_are_spread_like_its_target(tmp_path: Path) -> None:
    """110 a quarter is above a quarter of the year's standard of 360."""
    frame = framework(
        measure("x", partners=("ash",)), targets=(target("x", Q3.year, "year", target=400, standard=360),)
    )
    found = row(assessed(tmp_path, frame, run("x", 110, 110, 110)), "x")
    assert (found["standard"], found["rating"], found["rating_ytd"]) == (90, "Green", "Green")


def test_the_year_to_date_has_levels_of_its_own(tmp_path: Path) -> None:
    """Three quarters below 100 each are not Red to date because 285 is above one quarter's standard of 120."""
    quarters = Q3.year.parts(3)[:3]
    frame = framework(
        measure("x", polarity="lower", partners=("ash",)),
        targets=tuple(target("x", q, target=100, standard=120) for q in quarters),
    )
    found = row(assessed(tmp_path, frame, run("x", 95, 95, 95)), "x")
    assert (found["value_ytd"], found["target_ytd"], found["rating_ytd"]) == (285, 300, "Green")


def test_the_year_to_date_waits_where_what_is_missing_matters(tmp_path: Path) -> None:
    """One quarter of one partner missing leaves the year so far without a figure; of 270 it may be 267 to 273."""
    goals = {"x": 360, "y": 400, "z": 340}
    frame = framework(
        *(measure(id_) for id_ in goals),
        targets=tuple(target(id_, Q3.year, "year", target=goal) for id_, goal in goals.items()),
    )
    figures = [f for id_ in goals for f in [f for p in THREE for f in run(id_, 30, 30, 30, partner=p)][1:]]
    found = assessed(tmp_path, frame, figures)
    told = [row(found, id_) for id_ in goals]
    assert all(math.isnan(one["value_ytd"]) for one in told)
    ratings = [(one["rating_ytd"], one["rating"]) for one in told]
    assert ratings == [("Waiting", "Green"), ("Red", "Red"), ("Green", "Green")]


def test_a_baseline_is_never_a_part_of_the_partnership(tmp_path: Path) -> None:
    """With one of three in at the baseline the way to the point is not known, in the row and in the series alike."""
    frame = framework(measure("x", accumulate="stock"), targets=(target("x", Q3.year.parts(3)[3], "point", target=80),))
    found = assessed(tmp_path, frame, [*run("x", 10, ago=3), *(figure("x", p, 20) for p in THREE)])
    assert math.isnan(row(found, "x")["target"])
    assert found.series[found.series["partner"] == ""]["target"].isna().all()


def test_a_baseline_is_the_figure_at_the_end_of_its_period(tmp_path: Path) -> None:
    """Named as a year, a month or a quarter, it is the quarter's figure that ends with it."""
    before = Q3.year.previous
    given = {"year": before, "month": before.parts(1)[11], "quarter": before.parts(3)[3]}
    frame = framework(
        *(measure(id_, partners=("ash",), accumulate="stock") for id_ in given),
        targets=tuple(
            target(id_, Q3.year.parts(3)[3], "point", target=80, baseline_period=one) for id_, one in given.items()
        ),
    )
    found = assessed(tmp_path, frame, [one for id_ in given for one in run(id_, 10, 20, 30, 40, 50, 60, 70)])
    assert [row(found, id_)["target"] for id_ in given] == [pytest.approx(70)] * 3


def test_a_month_without_parts_leaves_the_quarters_rate_incomplete(tmp_path: Path) -> None:
    """A rate is pooled by its parts: a month given as a value alone is missing from them."""
    frame = framework(measure("x", frequency="month", **(PERCENT | {"partners": ("ash",)})))
    first, *rest = Q3.parts(1)
    figures = [figure("x", "ash", 90, first), *(figure("x", "ash", period=m, parts=(5, 10)) for m in rest)]
    found = row(assessed(tmp_path, frame, figures), "x")
    assert found["rating"] == "No data"
    assert found["why"] == (
        "Incomplete: 3 of 3 monthly figures are in, 1 of them without the numerator and denominator by which they add "
        "up."
    )


@pytest.mark.parametrize(
    ("today", "rating", "why"),
    [
        (date(2022, 12, 30), "Not due", "Not due yet: 2022-23 Q3 is not over until 31 December 2022."),
        (date(2022, 12, 31), "No data", "Due, and no figure has been taken. Waiting for Ash, Birch and Cedar."),
    ],
)
def test_nothing_is_due_of_a_period_that_is_not_over(tmp_path: Path, today: date, rating: str, why: str) -> None:
    """A scorecard of a running quarter says when it is over, and what it was last; on its last day figures are due."""
    frame = framework(measure("x"), measure("y", frequency="month", partners=("ash",)))
    figures = [figure("y", "ash", 3, Q3.parts(1)[0])]
    at = datetime.combine(today, datetime.min.time(), UTC)
    found = assessed(tmp_path, frame, [], as_at=at)
    assert (row(found, "x")["rating"], row(found, "x")["why"]) == (rating, why)
    with Ledger.open(tmp_path / "other.db") as ledger:
        keep(ledger, figures, datetime(2022, 11, 4, tzinfo=UTC))
        months = row(assess(frame, ledger, Q3, as_at=at), "y")
    so_far = "1 of 3 monthly figures are in."
    assert months["why"] == (f"{why} So far {so_far}" if rating == "Not due" else f"Incomplete: {so_far}")


def test_of_a_figure_without_its_parts_it_is_these_that_are_awaited(tmp_path: Path) -> None:
    """It counts as missing; yet its partner has returned, so what is lacking is said."""
    given = [figure("x", "ash", parts=(5, 10)), figure("x", "birch", 60)]
    found = row(assessed(tmp_path, framework(measure("x", **PERCENT), targets=(target("x", target=50),)), given), "x")
    assert (found["waiting"], found["coverage_partners"]) == ("Birch (numerator and denominator) and Cedar", "1 of 3")
    said = "50.0 % so far: 1 of 3 figures are in. The rating waits for Birch (numerator and denominator) and Cedar."
    assert found["why"] == said


def test_where_all_that_came_lacks_its_parts_nobody_says_that_nothing_came(tmp_path: Path) -> None:
    """One of two sent a percentage alone: it is said that it came, and what it lacks."""
    frame = framework(measure("x", partners=("ash", "birch"), **PERCENT), targets=(target("x", target=50),))
    found = row(assessed(tmp_path, frame, [figure("x", "birch", 60)]), "x")
    assert found["rating"] == "No data"
    assert found["why"] == (
        "No figure can be worked out yet: 1 of 2 came without numerator and denominator. "
        "Waiting for Ash and Birch (numerator and denominator)."
    )


def test_a_figure_that_comes_a_quarter_late_is_due_with_the_quarter_it_comes_with(tmp_path: Path) -> None:
    """The second quarter's is awaited when the third is over, and not before."""
    frame = framework(measure("x", lag=1))
    running = assessed(tmp_path / "running", frame, [], Q3, datetime(2022, 12, 1, tzinfo=UTC))
    assert row(running, "x")["why"] == "Not due yet: 2022-23 Q3 is not over until 31 December 2022."
    over = assessed(tmp_path / "over", frame, [], Q3, datetime(2023, 1, 1, tzinfo=UTC))
    assert row(over, "x")["rating"] == "No data"


def test_a_figure_held_is_told_as_held_though_the_quarter_runs(tmp_path: Path) -> None:
    """It came early, and a question about it is open: that is what is to be done."""
    given = [figure("x", "ash", 3, held=True)]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, given, datetime(2022, 12, 1, tzinfo=UTC))
        found = assess(framework(measure("x", partners=("ash",))), ledger, Q3, as_at=datetime(2022, 12, 2, tzinfo=UTC))
    assert row(found, "x")["why"].startswith("A figure came and is held back")


def test_nought_of_nought_is_an_answer(tmp_path: Path) -> None:
    """It pools as nothing and nobody is awaited for it."""
    frame = framework(measure("x", **PERCENT), targets=(target("x", target=40),))
    figures = [figure("x", p, parts=(5, 10)) for p in THREE[:2]]
    nothing = Figure("x", "cedar", "", Q3, numerator=0, denominator=0)
    found = row(assessed(tmp_path, frame, [*figures, nothing]), "x")
    assert (found["value"], found["rating"], found["waiting"], found["coverage_partners"]) == (
        50,
        "Green",
        "",
        "3 of 3",
    )


def test_not_applicable_leaves_series_and_year_to_date(tmp_path: Path) -> None:
    """A partner to whom it does not apply leaves no gap in the line and none in the year."""
    frame = framework(measure("x", accumulate="cumulative"), targets=(target("x", Q3.year, "year", target=40),))
    figures = [figure("x", p, 10, Q3.step(-n)) for n in range(3) for p in THREE[:2]]
    figures += [figure("x", "cedar", marker="Not applicable", period=Q3.step(-n)) for n in range(3)]
    found = assessed(tmp_path, frame, figures)
    assert found.series[found.series["partner"] == ""]["value"].tolist() == [20, 20, 20]
    assert (row(found, "x")["value_ytd"], row(found, "x", partner="cedar")["rating"]) == (20, "Not applicable")


def test_nobody_waits_for_what_is_suppressed(tmp_path: Path) -> None:
    """A partner that has answered with a star will not answer with a figure: the word is Suppressed."""
    frame = framework(measure("x"), targets=(target("x", target=10),))
    figures = [figure("x", "ash", 5), figure("x", "birch", 5), figure("x", "cedar", marker="Suppressed")]
    found = row(assessed(tmp_path, frame, figures), "x")
    assert (found["rating"], found["waiting"], found["at_least"]) == ("Suppressed", "", True)


def test_a_partner_that_joins_within_the_quarter_gives_its_own_months(tmp_path: Path) -> None:
    """From its first month on it is expected, and complete with those."""
    months = Q3.parts(1)
    partners = (Partner(id="ash", name="Ash"), Partner(id="birch", name="Birch", from_=months[1]))
    frame = framework(measure("x", frequency="month", partners=("ash", "birch")), partners=partners)
    figures = [figure("x", "ash", 5, m) for m in months] + [figure("x", "birch", 5, m) for m in months[1:]]
    found = row(assessed(tmp_path, frame, figures), "x")
    assert (found["value"], found["coverage_partners"]) == (25, "2 of 2")


def test_a_rolling_year_belongs_to_the_year_it_ends_in(tmp_path: Path) -> None:
    """October 2020 to September 2021 is the figure of 2021-22, and never added to another."""
    frame = framework(measure("x", frequency="year", accumulate="rolling", partners=("ash",)))
    rolling = [Period(month_index(2020, 10), 12), Period(month_index(2021, 1), 12)]
    found = row(assessed(tmp_path, frame, [figure("x", "ash", 10 * (n + 1), p) for n, p in enumerate(rolling)]), "x")
    assert (found["value"], found["carried"]) == (20, "2021-22")


def test_a_renamed_lead_keeps_its_past(tmp_path: Path) -> None:
    """The successor's figure is compared with the one it took over from."""
    frame = framework(measure("x", pooling="lead", lead="elm", partners=("ash", "elm")), partners=RENAMED)
    found = row(assessed(tmp_path, frame, [figure("x", "ash", 10, Q3.previous), figure("x", "elm", 12)]), "x")
    assert found["travel_words"] == "was 10 in 2022-23 Q2"


def test_a_cumulative_figure_steps_across_a_rename(tmp_path: Path) -> None:
    """240 after the predecessor's 180 is 60 more."""
    frame = framework(
        measure("x", accumulate="cumulative", partners=("ash", "elm")),
        partners=RENAMED,
        tolerances=(tolerance("x", "decline", n=2),),
    )
    given = [figure("x", "ash", 100, Q3.step(-2)), figure("x", "ash", 180, Q3.previous), figure("x", "elm", 240)]
    assert assessed(tmp_path, frame, given).exceptions["trigger"].tolist() == ["decline 2"]


def test_one_rule_may_watch_both_comparisons(tmp_path: Path) -> None:
    """Against the last period and against last year are two triggers, not one."""
    both = [tolerance("x", "decline %", amount=10, compare=compare) for compare in ("previous", "last-year")]
    frame = framework(measure("x", partners=("ash",)), tolerances=tuple(both))
    [sentence] = assessed(tmp_path, frame, run("x", 50, 90, 95, 100, 80)).exceptions["sentence"]
    assert sentence.startswith("Worse by more than 10 %: 80 against 100 in 2022-23 Q2")


def test_a_target_of_one_partner_in_one_area_rates_that_area(tmp_path: Path) -> None:
    """The return and the scorecard rate it alike."""
    frame = framework(
        measure("x", partners=("ash",), areas=("north", "south")),
        areas=(Area(id="north", name="North"), Area(id="south", name="South")),
        targets=(target("x", target=5, partner="ash", area="north"),),
    )
    found = assessed(tmp_path, frame, [figure("x", "ash", 7, area=a) for a in ("north", "south")])
    assert [row(found, "x", area=a)["rating"] for a in ("north", "south")] == ["Green", "No target"]


def test_a_framework_without_measures_has_an_empty_assessment(tmp_path: Path) -> None:
    """Nothing to say is not a fault."""
    assert assessed(tmp_path, framework(), []).measures.empty


def test_a_year_of_what_does_not_add_up_is_its_last_figure(tmp_path: Path) -> None:
    """A stock, and a total that builds up, stand as at the last quarter; a partner missing earlier is not missing."""
    quarters, frame = (
        Q3.year.parts(3),
        framework(measure("x", accumulate="stock"), measure("y", accumulate="cumulative")),
    )
    given = [
        figure(id_, partner, 10 * (n + 1), quarter)
        for id_ in ("x", "y")
        for partner in THREE
        for n, quarter in enumerate(quarters)
        if (partner, n) != ("cedar", 2)
    ]
    found = assessed(tmp_path / "in", frame, given, Q3.year)
    assert [(row(found, m)["value"], row(found, m)["coverage_partners"]) for m in "xy"] == [(120, "3 of 3")] * 2
    late = assessed(
        tmp_path / "out", frame, [f for f in given if f.period != quarters[3] or f.partner != "ash"], Q3.year
    )
    assert [(row(late, m)["value"], row(late, m)["waiting"]) for m in "xy"] == [(80, "Ash")] * 2


@pytest.mark.parametrize(
    ("markers", "rating", "waiting"),
    [
        (("Suppressed", ""), "Suppressed", ""),
        (("Withheld", "Suppressed"), "Suppressed", ""),
        (("Withheld", "Withheld"), "Withheld", ""),
        (("Suppressed", "Not applicable"), "Suppressed", ""),
        (("Not applicable", "Suppressed"), "Suppressed", ""),
        (("Suppressed", None), "Waiting", "Ash"),
        (("No data", ""), "Waiting", "Ash"),
    ],
)
def test_a_year_with_a_quarter_refused_waits_for_nobody(
    tmp_path: Path, markers: tuple[str | None, ...], rating: str, waiting: str
) -> None:
    """What a partner has suppressed in two of the quarters will never come; what is still missing may."""
    frame = framework(measure("x", polarity="lower"), targets=(target("x", Q3.year, "year", target=200),))
    given = [f for p in THREE for f in run("x", 30, 30, 30, 30, partner=p, ago=-1)]
    given = [one for one in given if one.partner != "ash" or one.period not in (Q3, Q3.previous)]
    for period, marker in zip((Q3.previous, Q3), markers, strict=True):
        if marker is not None:
            given.append(figure("x", "ash", None if marker else 30, period, marker=marker))
    found = row(assessed(tmp_path, frame, given, Q3.year), "x")
    assert (found["value"], found["rating"], found["waiting"]) == (240, rating, waiting)


@pytest.mark.parametrize(
    ("markers", "rating", "waiting"),
    [
        (("Suppressed", "Suppressed", "Not applicable", "Not applicable"), "Suppressed", ""),
        (("Not applicable", "Not applicable", "Suppressed", "Suppressed"), "Suppressed", ""),
        (("Not applicable",) * 4, "Red", ""),
        (("Suppressed", None, None, None), "Waiting", "Ash"),
    ],
)
def test_a_year_without_a_figure_of_a_partner_is_as_its_quarters_were(
    tmp_path: Path, markers: tuple[str | None, ...], rating: str, waiting: str
) -> None:
    """One that was suppressed is not left out for the others that did not apply; where nothing came, it is awaited."""
    frame = framework(measure("x"), targets=(target("x", Q3.year, "year", target=400),))
    given = [f for p in THREE if p != "ash" for f in run("x", 30, 30, 30, 30, partner=p, ago=-1)]
    periods = zip(Q3.year.parts(3), markers, strict=True)
    given += [figure("x", "ash", None, period, marker=marker) for period, marker in periods if marker is not None]
    found = row(assessed(tmp_path, frame, given, Q3.year), "x")
    assert (found["value"], found["rating"], found["waiting"]) == (240, rating, waiting)


def test_a_milestone_of_the_year_is_done_once(tmp_path: Path) -> None:
    """Done in its second quarter and not asked again, it is done in the year."""
    frame = framework(
        measure("open", kind="milestone", pooling="none", partners=("ash",)),
        targets=(target("open", Q3.year, "point", target=44880),),
    )
    found = row(assessed(tmp_path, frame, [figure("open", "ash", 44870, Q3.previous)], Q3.year), "open")
    assert (found["value"], found["rating"]) == (44870, "Green")


def test_a_year_over_with_figures_missing_has_the_rating_they_cannot_change(tmp_path: Path) -> None:
    """One quarter of one partner is missing, and whatever it was the year's limit was kept."""
    frame = framework(measure("x", polarity="lower"), targets=(target("x", Q3.year, "year", target=999),))
    figures = [f for p in THREE for f in run("x", 30, 30, 30, 30, partner=p, ago=-1)]
    found = row(assessed(tmp_path, frame, figures[1:], Q3.step(1)), "x")
    assert (found["rating_ytd"], found["rating_forecast"]) == ("Green", "Green")
    assert found["forecast_words"] == "2022-23 is over with figures missing: Green whatever they are."


def test_levels_of_months_add_up_to_a_quarters(tmp_path: Path) -> None:
    """A range and a standard agreed by the month are held against the quarter three times over."""
    months = Q3.parts(1)
    frame = framework(
        measure("in", frequency="month", polarity="range", partners=("ash",)),
        measure("floor", frequency="month", partners=("ash",)),
        targets=tuple(
            one
            for m in months
            for one in (target("in", m, low=90, high=110), target("floor", m, target=100, standard=80))
        ),
    )
    given = [figure(id_, "ash", value, m) for id_, value in (("in", 100), ("floor", 70)) for m in months]
    found = assessed(tmp_path, frame, given)
    assert (row(found, "in")["low"], row(found, "in")["high"], row(found, "in")["rating"]) == (270, 330, "Green")
    assert (row(found, "floor")["standard"], row(found, "floor")["rating"]) == (240, "Red")


def test_one_who_has_left_is_not_left_out_in_silence(tmp_path: Path) -> None:
    """A partner without a successor counted before and not now: the comparison says of how many it is."""
    partners = (*(Partner(id=p, name=p.title()) for p in THREE[:2]), Partner(id="cedar", name="Cedar", to=Q3.previous))
    given = [figure("x", p, value, Q3.step(-1)) for p, value in zip(THREE, (36, 36, 36), strict=True)]
    given += [figure("x", "ash", 38), figure("x", "birch", 68)]
    found = row(assessed(tmp_path, framework(measure("x"), partners=partners), given), "x")
    assert found["travel_words"] == "106 against 72 in 2022-23 Q2, of the 2 of 3 present in both"


@pytest.mark.parametrize("frames", [None, of_everybody, part_of_year])
def test_where_the_one_that_leads_has_left_nothing_is_expected_of_anybody(
    tmp_path: Path, frames: FramesOf | None
) -> None:
    """A measure whose leading partner is there no more, and no other measure: nobody's figure is the partnership's."""
    partners = (Partner(id="ash", name="Ash", to=Q3.step(-20)), *(Partner(id=p, name=p.title()) for p in THREE[1:]))
    frame = framework(measure("x", pooling="lead", lead="ash"), partners=partners)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("x", "birch", 3)])
        found = assess(frame, ledger, Q3, frames=frames)
    assert (row(found, "x")["rating"], row(found, "x")["coverage_partners"]) == ("Not applicable", "0 of 0")

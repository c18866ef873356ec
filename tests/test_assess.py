"""What an assessment says of figures, present and missing."""

from __future__ import annotations

import math
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess.assessment import assess
from pmxl.figures import Figure
from pmxl.framework.expected import expected
from pmxl.framework.models import Area
from pmxl.framework.models import Partner
from pmxl.framework.models_settings import Settings
from pmxl.ledger import Ledger
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
PERCENT: dict[str, Any] = {"kind": "percentage", "pooling": "ratio", "multiplier": 100, "decimals": 1, "unit": "%"}


def run(id_: str, *values: float, partner: str = "ash") -> list[Figure]:
    """A partner's figures for successive quarters, the last of them Q3."""
    return [figure(id_, partner, value, Q3.step(n + 1 - len(values))) for n, value in enumerate(values)]


def test_percentages_pool_by_their_parts(tmp_path: Path) -> None:
    """The partnership's percentage is the sum of numerators over the sum of denominators, never the mean."""
    frame = framework(measure("early", **PERCENT), targets=(target("early", target=55),))
    parts = {"ash": (159, 295), "birch": (244, 484), "cedar": (76, 253)}
    found = row(assessed(tmp_path, frame, [figure("early", p, parts=x) for p, x in parts.items()]), "early")
    assert found["numerator"], found["denominator"] == (479, 1032)
    assert found["value"] == pytest.approx(479 * 100 / 1032)
    assert (found["rating"], found["variance"], found["coverage_partners"]) == ("Red", -8.6, "3 of 3")


def test_a_total_with_a_partner_missing_waits(tmp_path: Path) -> None:
    """It is 'at least', has no rating of its own, and names who is awaited."""
    frame = framework(measure("crimes", polarity="lower", unit="crimes"), targets=(target("crimes", target=600),))
    found = row(assessed(tmp_path, frame, [figure("crimes", "ash", 200), figure("crimes", "birch", 210)]), "crimes")
    assert (found["value"], found["at_least"], found["rating"]) == (410, True, "Waiting")
    assert (found["waiting"], found["coverage_partners"]) == ("Cedar", "2 of 3")
    assert found["why"] == "At least 410 crimes so far: 2 of 3 figures are in. The rating waits for Cedar."


def test_travel_compares_only_those_present_in_both(tmp_path: Path) -> None:
    """A total that fell because a partner is missing has not fallen."""
    frame = framework(measure("crimes"))
    before = [figure("crimes", p, 100, Q3.previous) for p in THREE]
    found = row(assessed(tmp_path, frame, [*before, *(figure("crimes", p, 100) for p in THREE[:2])]), "crimes")
    assert found["travel"] == "Steady"
    assert found["travel_words"] == "200 against 200 in 2022-23 Q2, of the 2 of 3 present in both"


def test_travel_without_anyone_in_both_is_not_comparable(tmp_path: Path) -> None:
    """When nobody is present in both periods the word says why: there were others, or there was nobody."""
    frame, now = framework(measure("crimes")), [figure("crimes", p, 5) for p in THREE[:2]]
    alone = row(assessed(tmp_path / "alone", frame, now), "crimes")
    assert (alone["travel"], alone["travel_words"]) == ("Not comparable", "Not comparable (no figure to compare with)")
    others = row(assessed(tmp_path / "others", frame, [*now, figure("crimes", "cedar", 5, Q3.previous)]), "crimes")
    assert (others["travel"], others["travel_words"]) == ("Not comparable", "Not comparable (coverage)")


def test_one_of_several_medians_is_not_the_way_of_all(tmp_path: Path) -> None:
    """Where no figure of all is made there is no travel of all: not even where one came and the others are missing."""
    frame = framework(measure("wait", kind="median", pooling="none", polarity="lower"))
    before = [figure("wait", p, 10, Q3.previous) for p in THREE]
    for came in (THREE, THREE[:1]):
        now = [figure("wait", p, 9) for p in came]
        found = row(assessed(tmp_path / str(len(came)), frame, [*before, *now]), "wait")
        said = "Not comparable (figures of this kind are not pooled)"
        assert (found["travel"], found["travel_words"]) == ("Not comparable", said)


def test_cumulative_figures_are_never_compared_within_the_year(tmp_path: Path) -> None:
    """Only the same point last year will do; the year to date is the figure itself."""
    frame = framework(
        measure("raised", accumulate="cumulative", partners=("ash",)),
        targets=(target("raised", Q3.year, "year", target=400),),
    )
    found = row(assessed(tmp_path, frame, [*run("raised", 250, 350, 80, 160, 240)]), "raised")
    assert found["travel_words"] == "Not comparable (cumulative)"
    assert (found["travel_year"], found["travel_year_words"]) == ("Worsening", "was 250 in 2021-22 Q3")
    assert (found["target"], found["value_ytd"], found["rating"]) == (300, 240, "Red")


@pytest.mark.parametrize("frequency", ["quarter", "year"])
def test_a_whole_year_of_cumulative_figures_is_compared_with_the_year_before(tmp_path: Path, frequency: str) -> None:
    """It ends at the same point of the year, as the run beside it says: the two never contradict each other."""
    frame = framework(measure("raised", accumulate="cumulative", partners=("ash",), frequency=frequency))
    years = [Q3.year.step(-n) for n in range(3)]
    ends = years if frequency == "year" else [quarter for year in years for quarter in year.parts(3)]
    totals = [30, 40, 50] if frequency == "year" else [part * n for part in (30, 40, 50) for n in (1, 2, 3, 4)]
    given = [figure("raised", "ash", value, period) for period, value in zip(ends, totals, strict=True)]
    found = row(assessed(tmp_path, frame, given, Q3.year), "raised")
    assert "Each of the last 2 years was worse than the one before." in found["trend_words"]
    assert (found["travel"], found["travel_year"]) == ("Worsening", "Worsening")
    assert found["travel_words"].startswith("was ")


def test_cumulative_declines_use_each_periods_own_amount(tmp_path: Path) -> None:
    """Running totals rise by nature; a decline is in the amounts added, and the sentence says so."""
    frame = framework(
        measure("raised", accumulate="cumulative", partners=("ash",)),
        tolerances=(tolerance("raised", "decline", n=2, strength="act", agreed_by="the Board"),),
    )
    found = assessed(tmp_path, frame, run("raised", 100, 180, 240)).exceptions.iloc[0]
    assert found["trigger"] == "decline 2"
    assert found["sentence"] == (
        "Worsening for 2 periods running: 100, then 80, then 60 (each period's own amount). Agreed by the Board."
    )


def test_decline_2_needs_three_figures_and_a_tie_breaks_it(tmp_path: Path) -> None:
    """Two worsening moves in a row fire; a tie, or too few figures, does not."""
    given = {"worse": (82, 80, 79), "tie": (82, 80, 80), "few": (80, 79), "tie-since": (82, 80, 79, 79)}
    frame = framework(
        *(measure(id_, partners=("ash",)) for id_ in given),
        tolerances=tuple(tolerance(id_, "decline", n=2) for id_ in given),
    )
    found = assessed(tmp_path, frame, [one for id_, figures in given.items() for one in run(id_, *figures)])
    assert found.exceptions["measure"].tolist() == ["worse"]


def test_months_roll_up_and_one_missing_leaves_the_quarter_incomplete(tmp_path: Path) -> None:
    """A flow's months add up; with one missing the quarter has no figure for that partner."""
    frame = framework(measure("calls", frequency="month", partners=("ash", "birch")))
    months = [figure("calls", "ash", 10, m) for m in Q3.parts(1)]
    short = [figure("calls", "birch", 7, m) for m in Q3.parts(1)[:2]]
    found = assessed(tmp_path, frame, [*months, *short])
    assert row(found, "calls", partner="ash")["value"] == 30
    missing = row(found, "calls", partner="birch")
    assert (missing["rating"], missing["why"]) == ("No data", "Incomplete: 2 of 3 monthly figures are in.")


def test_a_stock_counts_its_last_month(tmp_path: Path) -> None:
    """Of a stock the quarter's figure is its last month's."""
    frame = framework(measure("staff", frequency="month", accumulate="stock", partners=("ash",)))
    found = assessed(tmp_path, frame, [figure("staff", "ash", 10 + n, m) for n, m in enumerate(Q3.parts(1))])
    assert row(found, "staff")["value"] == 12


def test_a_yearly_figure_is_carried_with_its_period(tmp_path: Path) -> None:
    """Until the next one comes, the last year's figure stands, marked."""
    frame = framework(measure("survey", frequency="year", partners=("ash",)))
    found = row(assessed(tmp_path, frame, [figure("survey", "ash", 71, Q3.year.previous)]), "survey")
    assert (found["value"], found["carried"]) == (71, "2021-22")


def test_a_lagging_figure_is_carried_until_the_next_is_due(tmp_path: Path) -> None:
    """With a quarter's lag the scorecard of Q3 shows Q2, marked; a figure that came early is shown and rated."""
    frame = framework(measure("late", lag=1, partners=("ash",)), targets=(target("late", Q3.year, "year", target=20),))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    due = figure("late", "ash", 6, Q3.previous)
    found = row(assessed(tmp_path / "a", frame, [due]), "late")
    assert (found["value"], found["carried"], found["rating"]) == (6, "2022-23 Q2", "Green")
    early = row(assessed(tmp_path / "b", frame, [due, figure("late", "ash", 4)]), "late")
    assert (early["value"], early["carried"], early["rating"]) == (4, "", "Red")


def test_a_lagging_measure_that_has_just_begun_is_not_due(tmp_path: Path) -> None:
    """Before its first figure's time it is Not due, not No data."""
    frame = framework(measure("late", lag=1, partners=("ash",), first_period=Q3), targets=(target("late", target=5),))
    found = row(assessed(tmp_path, frame, []), "late")
    assert (found["rating"], found["why"]) == (
        "Not due",
        "Not due yet: the figure for 2022-23 Q3 comes with the returns of 2022-23 Q4.",
    )


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2023, 4, 1), date(2024, 4, 1)])
def test_a_figure_that_comes_a_quarter_late_is_not_due_on_a_scorecard_made_late(tmp_path: Path, day: date) -> None:
    """It comes with the returns of the next quarter: looking back at a quarter from later makes nothing due in it."""
    frame = framework(measure("fires", partners=("ash",), lag=1, first_period=Q3))
    found = assessed(tmp_path, frame, [], Q3, as_at=datetime.combine(day, datetime.min.time(), UTC))
    assert row(found, "fires")["rating"] == "Not due"


def test_yes_or_no_is_pooled_as_the_share_saying_yes(tmp_path: Path) -> None:
    """Two of three is 67 %, and each partner is rated against the answer wanted."""
    frame = framework(measure("plan", kind="yes/no", pooling="share"), targets=(target("plan", target=100),))
    found = assessed(tmp_path, frame, [figure("plan", p, float(p != "cedar")) for p in THREE])
    whole, cedar = row(found, "plan"), row(found, "plan", partner="cedar")
    assert (round(whole["value"], 1), whole["unit"], whole["rating"]) == (66.7, "%", "Red")
    assert (cedar["value"], cedar["target"], cedar["rating"]) == (0, 1, "Red")


@pytest.mark.parametrize("usual", ["", "10%", "points"])
def test_a_yes_or_no_has_no_band(tmp_path: Path, usual: str) -> None:
    """Neither the framework's usual tolerance nor one of its own makes it Amber, as review says."""
    frame = framework(
        measure("plan", kind="yes/no", pooling="share"),
        measure("kept", kind="yes/no", pooling="share"),
        settings=Settings(name="Threewoods", default_band=usual),
        targets=(target("plan", target=70), target("kept", target=70)),
        tolerances=(tolerance("kept", "band", amount=5, unit="points"),),
    )
    found = assessed(tmp_path, frame, [figure(m, p, float(p != "cedar")) for m in ("plan", "kept") for p in THREE])
    for one in ("plan", "kept"):
        assert row(found, one)["rating"] == "Red"
        assert "tolerance" not in row(found, one)["why"].lower()


def test_a_yes_that_is_wanted_by_a_day_is_not_missed_before_it(tmp_path: Path) -> None:
    """Until the period of the point a partner's No is no Red: there is nothing between no and yes to be behind on."""
    frame = framework(
        measure("plan", kind="yes/no", pooling="share"), targets=(target("plan", Q3.step(1), "point", target=100),)
    )
    figures = [figure("plan", p, float(p != "cedar"), period) for p in THREE for period in (Q3, Q3.step(1))]
    for n, (period, aim, rating) in enumerate([(Q3, math.nan, "No target"), (Q3.step(1), 1, "Red")]):
        (tmp_path / str(n)).mkdir()
        cedar = row(assessed(tmp_path / str(n), frame, figures, period), "plan", partner="cedar")
        assert (cedar["target"], cedar["rating"]) == (pytest.approx(aim, nan_ok=True), rating)
    early = expected(frame, frame.measure("plan"), Q3, "cedar")
    assert early.words == "no target yet: the answer is to be yes by the end of 2022-23 Q4"


@pytest.mark.parametrize(
    ("day", "rating", "why"),
    [
        (date(2022, 12, 30), "No target", "No. No target yet: the answer is to be yes by the end of 2022-23 Q3."),
        (date(2022, 12, 31), "Red", "No where Yes is wanted, so Red."),
        (date(2023, 1, 1), "Red", "No where Yes is wanted, so Red."),
    ],
)
def test_a_no_that_came_before_the_day_is_a_miss_from_the_day_on(
    tmp_path: Path, day: date, rating: str, why: str
) -> None:
    """A return that came early says what was true then: nothing is missed before the day, and from it on the No is."""
    aims = tuple(target(one, Q3, "point", target=100) for one in ("plan", "mine"))
    plans = measure("plan", kind="yes/no", pooling="share"), measure("mine", kind="yes/no", partners=("cedar",))
    figures = [figure("plan", p, float(p != "cedar")) for p in THREE] + [figure("mine", "cedar", 0.0)]
    at = datetime.combine(day, datetime.min.time(), UTC)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, figures, datetime(2022, 11, 22, tzinfo=UTC))
        found = assess(framework(*plans, targets=aims), ledger, Q3, as_at=at)
    for one in ("plan", "mine"):
        cedar = row(found, one, partner="cedar")
        assert (cedar["rating"], cedar["why"]) == (rating, why)
        assert row(found, one)["rating"] == rating  # as that of all who say yes
    ash = row(found, "plan", partner="ash")["rating"]
    assert ash == ("Green" if rating == "Red" else "No target")


def test_a_milestone_passed_and_not_done_is_late_by_today(tmp_path: Path) -> None:
    """It counts its days late to the day of the assessment; before its day it is Not due."""
    frame = framework(
        measure("opened", kind="milestone", pooling="none", partners=("ash",)),
        targets=(target("opened", Q3, "point", target=44900),),
    )
    days = [(datetime(2023, 2, 1, tzinfo=UTC), "Red"), (datetime(2023, 1, 21, tzinfo=UTC), "Red")]
    figures = [figure("opened", "ash", marker="not done")]
    for n, (day, rating) in enumerate(days):
        (tmp_path / str(n)).mkdir()
        found = row(assessed(tmp_path / str(n), frame, figures, as_at=day), "opened")
        late = (day.date() - date(2022, 12, 5)).days
        assert (found["rating"], found["why"]) == (
            rating,
            f"Not done yet, {late} days late, so {rating}. No tolerance was agreed.",
        )


def test_a_day_is_told_as_a_day(tmp_path: Path) -> None:
    """A milestone that is only watched, or whose next one is not due, names the day it was done and not its number."""
    frame = framework(
        measure("watched", kind="milestone", pooling="none", partners=("ash",)),
        measure("late", kind="milestone", pooling="none", partners=("ash",), lag=1),
        targets=(target("late", Q3.year, "point", target=45016),),
    )
    found = assessed(tmp_path, frame, [figure("watched", "ash", 44900), figure("late", "ash", 44800, Q3.step(-2))])
    assert row(found, "watched")["why"] == "5 December 2022. Monitored only: no target was set."
    assert "45" not in row(found, "late")["why"]


def test_a_milestone_still_to_come_is_not_due(tmp_path: Path) -> None:
    """Not done before its day is nothing to be coloured."""
    frame = framework(
        measure("opened", kind="milestone", pooling="none", partners=("ash",)),
        targets=(target("opened", Q3.year, "point", target=45016),),
    )
    day = datetime(2023, 2, 1, tzinfo=UTC)
    found = row(assessed(tmp_path, frame, [figure("opened", "ash", marker="not done")], as_at=day), "opened")
    assert (found["rating"], found["waiting"]) == ("Not due", "")


def test_an_index_is_pooled_by_its_weights(tmp_path: Path) -> None:
    """Weights are rescaled to those present."""
    frame = framework(
        measure("index", kind="index", pooling="weights", weights={"ash": 0.5, "birch": 0.3, "cedar": 0.2}, decimals=1)
    )
    given = {"ash": 100.0, "birch": 110.0, "cedar": 90.0}
    found = row(assessed(tmp_path, frame, [figure("index", p, v) for p, v in given.items()]), "index")
    assert found["value"] == pytest.approx(101)


def test_a_lead_partners_figure_stands_for_all(tmp_path: Path) -> None:
    """Nobody else is awaited, and nobody else's figure is mixed in."""
    frame = framework(measure("rate", pooling="lead", lead="birch"))
    found = row(assessed(tmp_path, frame, [figure("rate", "birch", 12), figure("rate", "ash", 99)]), "rate")
    assert (found["value"], found["coverage_partners"]) == (12, "1 of 1")


def test_figures_not_pooled_stand_for_themselves(tmp_path: Path) -> None:
    """Medians are shown partner by partner; the partnership has none and says so."""
    frame = framework(measure("wait", kind="median", pooling="none", polarity="lower"))
    found = assessed(tmp_path, frame, [figure("wait", p, 9) for p in THREE])
    assert row(found, "wait")["rating"] == "Not applicable"
    assert row(found, "wait", partner="ash")["value"] == 9


def test_a_held_figure_is_missing_until_answered(tmp_path: Path) -> None:
    """It stays out of the pool and is counted."""
    frame = framework(measure("crimes"))
    found = row(assessed(tmp_path, frame, [figure("crimes", p, 5, held=p == "ash") for p in THREE]), "crimes")
    assert (found["value"], found["at_least"], found["held"], found["waiting"]) == (10, True, 1, "Ash")


def test_not_applicable_leaves_coverage(tmp_path: Path) -> None:
    """A partner to whom a measure does not apply is not awaited and not counted."""
    frame = framework(measure("crimes"), targets=(target("crimes", target=10),))
    figures = [
        figure("crimes", "ash", 5),
        figure("crimes", "birch", 5),
        figure("crimes", "cedar", marker="Not applicable"),
    ]
    found = row(assessed(tmp_path, frame, figures), "crimes")
    assert (found["rating"], found["coverage_partners"], found["waiting"]) == ("Green", "2 of 2", "")


def test_a_trigger_that_asks_for_action_is_not_also_watched(tmp_path: Path) -> None:
    """Of the same rule agreed twice the stronger is shown once."""
    rules = [tolerance("x", "decline", n=2, strength=strength) for strength in ("observe", "act")]
    frame = framework(measure("x", partners=("ash",)), tolerances=tuple(rules))
    assert assessed(tmp_path, frame, run("x", 3, 2, 1)).exceptions["strength"].tolist() == ["act"]


def test_a_standard_broken_is_red_even_without_a_target(tmp_path: Path) -> None:
    """The floor holds whatever the target says, and breaking it is an exception."""
    frame = framework(
        measure("seen", **(PERCENT | {"partners": ("ash",)})),
        targets=(target("seen", standard=95),),
        tolerances=(tolerance("seen", "standard", strength="act"),),
    )
    found = assessed(tmp_path, frame, [figure("seen", "ash", parts=(949, 1000))])
    assert row(found, "seen")["rating"] == "Red"
    assert found.exceptions["sentence"].tolist() == ["94.9 %: the standard of 95.0 % is broken."]


def test_a_years_target_is_spread_by_its_profile(tmp_path: Path) -> None:
    """Each quarter has its share, and the year to date is rated against the shares added up."""
    frame = framework(
        measure("visits", partners=("ash",)),
        targets=(target("visits", Q3.year, "year", target=1000, profile=(0.3, 0.3, 0.1, 0.3)),),
    )
    found = row(assessed(tmp_path, frame, run("visits", 290, 330, 90)), "visits")
    assert (round(found["target"], 6), found["rating"]) == (100, "Red")
    assert (found["value_ytd"], round(found["target_ytd"], 6), found["rating_ytd"]) == (710, 700, "Green")


def test_a_point_is_approached_in_a_straight_line(tmp_path: Path) -> None:
    """From the last figure before the year to the level at its end."""
    frame = framework(
        measure("share", partners=("ash",), accumulate="stock"),
        targets=(target("share", Q3.year.parts(3)[3], "point", target=80),),
    )
    found = row(assessed(tmp_path, frame, run("share", 40, 45, 55, 71)), "share")
    assert found["target"] == pytest.approx(70)
    assert found["rating"] == "Green"


def test_a_break_in_series_stops_travel(tmp_path: Path) -> None:
    """Figures on two sides of a break are not compared."""
    frame = framework(measure("x", partners=("ash",), rebase=(Q3,)))
    found = row(assessed(tmp_path, frame, run("x", 5, 9)), "x")
    assert found["travel_words"] == "Not comparable (break in series)"


def test_partners_that_merged_are_compared_with_their_successor(tmp_path: Path) -> None:
    """The past of both stands against the present of the one they became; coverage counts who exists."""
    partners = (
        Partner(id="ash", name="Ash", to=Q3.previous, successor="elm"),
        Partner(id="birch", name="Birch", to=Q3.previous, successor="elm"),
        Partner(id="elm", name="Elm", from_=Q3),
    )
    frame = framework(measure("crimes", partners=("ash", "birch", "elm"), polarity="lower"), partners=partners)
    figures = [figure("crimes", "ash", 40, Q3.previous), figure("crimes", "birch", 60, Q3.previous)]
    found = assessed(tmp_path, frame, [*figures, figure("crimes", "elm", 90)])
    whole = row(found, "crimes")
    assert (whole["coverage_partners"], whole["travel"], whole["travel_words"]) == (
        "1 of 1",
        "Improving",
        "was 100 in 2022-23 Q2",
    )
    assert row(found, "crimes", partner="elm")["travel_words"] == "was 100 in 2022-23 Q2"


def test_half_a_merger_is_not_compared(tmp_path: Path) -> None:
    """When only one of the two that merged had returned, their successor has nothing to be compared with."""
    partners = (
        Partner(id="ash", name="Ash", to=Q3.previous, successor="elm"),
        Partner(id="birch", name="Birch", to=Q3.previous, successor="elm"),
        Partner(id="elm", name="Elm", from_=Q3),
    )
    frame = framework(measure("crimes", partners=("ash", "birch", "elm")), partners=partners)
    figures = [figure("crimes", "ash", 40, Q3.previous), figure("crimes", "elm", 90)]
    assert row(assessed(tmp_path, frame, figures), "crimes")["travel_words"] == "Not comparable (coverage)"


def test_areas_have_rows_of_their_own(tmp_path: Path) -> None:
    """A measure by area is pooled over areas for its partner, and over partners for each area."""
    frame = framework(
        measure("crimes", partners=("ash",), areas=("north", "south")),
        areas=(Area(id="north", name="North"), Area(id="south", name="South")),
    )
    figures = [figure("crimes", "ash", 4, area="north"), figure("crimes", "ash", 6, area="south")]
    found = assessed(tmp_path, frame, figures)
    assert row(found, "crimes")["value"] == 10
    assert row(found, "crimes", area="north")["value"] == 4
    assert row(found, "crimes", area="south")["value"] == 6


def test_totals_do_not_rate_their_parts(tmp_path: Path) -> None:
    """The partnership's target for a total is nobody's own; a partner may have one of its own."""
    frame = framework(measure("x"), targets=(target("x", target=30), target("x", target=9, partner="ash")))
    found = assessed(tmp_path, frame, [figure("x", p, 10) for p in THREE])
    assert row(found, "x")["rating"] == "Green"
    assert row(found, "x", partner="ash")["rating"] == "Green"
    assert row(found, "x", partner="birch")["rating"] == "No target"


def test_figures_carry_their_source(tmp_path: Path) -> None:
    """Every figure behind the page names its file, sheet and cell."""
    found = assessed(tmp_path, framework(measure("x")), [figure("x", p, 1) for p in THREE])
    assert set(found.figures["file"]) == {"past.csv"}
    assert set(found.figures["cell"]) == {"K9"}
    assert row(found, "x")["sources"] == 3


def test_series_leave_gaps_as_gaps(tmp_path: Path) -> None:
    """A total with a partner missing is not drawn as a fall."""
    frame = framework(measure("x"))
    figures = [figure("x", p, 1, Q3.step(-n)) for n in range(3) for p in THREE if (p, n) != ("ash", 1)]
    series = assessed(tmp_path, frame, figures).series
    values = series[(series["measure"] == "x") & (series["partner"] == "")]["value"].tolist()
    assert values[0] == 3
    assert math.isnan(values[1])
    assert values[2] == 3

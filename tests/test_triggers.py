"""All ten triggers, from figures in a ledger to the sentence on the exception sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pmxl.assess.assessment import scene_of
from pmxl.assess.assessment import view
from pmxl.assess.sources import figures as sources
from pmxl.figures import Figure
from pmxl.framework.models import Comparator
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.ledger import Ledger
from pmxl.periods import Period
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

AGREED: dict[str, Any] = {"agreed_by": "the Board", "agreed_on": date(2022, 3, 24)}
BY = " Agreed by the Board on 24 March 2022."
YEARS = (target("m", Q3.year, "year", target=400), target("m", Q3.year.step(-1), "year", target=400))
"""A hundred a quarter."""
PEERS = tuple(Comparator(group="Peers", member=f"Peer {n}") for n in range(8))


@dataclass(frozen=True)
class Case:
    """A measure, its figures, what was agreed of it, and how it differs from a count of cases, more being better."""

    figures: list[Figure]
    agreed: tuple[Tolerance, ...]
    targets: tuple[Target, ...] = ()
    changes: dict[str, Any] = field(default_factory=dict)


def case(figures: list[Figure], *agreed: Tolerance, targets: tuple[Target, ...] = (), **changes: Any) -> Case:
    """A case."""
    return Case(figures, agreed, targets, changes)


def run(*values: float | None) -> list[Figure]:
    """One partner's figures up to now, None for a gap."""
    periods = [Q3.step(-n) for n in range(len(values) - 1, -1, -1)]
    return [figure("m", "ash", v, p) for v, p in zip(values, periods, strict=True) if v is not None]


def late(*values: float | None) -> list[Figure]:
    """Figures that come a quarter late: the last of them belongs to the second quarter, which is the one shown."""
    return run(*values, None)


def agreed(rule: str, **settings: Any) -> Tolerance:
    """A trigger agreed by the Board."""
    return tolerance("m", rule, **AGREED, **settings)


def fired(folder: Path, cases: Iterable[Case], period: Period = Q3) -> list[list[str]]:
    """The sentences of the triggers that fired, case by case: what the partnership's exception sheet says of each."""
    given = {f"m{n}": each for n, each in enumerate(cases)}
    ours = {"partners": ("ash",), "unit": "cases"}
    frame = framework(
        *(measure(id_, **{**ours, **each.changes}) for id_, each in given.items()),
        targets=tuple(t.model_copy(update={"measure": id_}) for id_, each in given.items() for t in each.targets),
        tolerances=tuple(
            t.model_copy(update={"scope": ("measure", id_)}) for id_, each in given.items() for t in each.agreed
        ),
        comparators=PEERS,
    )
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, [replace(f, measure=id_) for id_, each in given.items() for f in each.figures])
        recalled = ledger.recall(held=True)
    scene = scene_of(frame, recalled, period, period.last_day)
    _, found = view(scene, "", sources(scene, recalled))
    found = found[found["trigger"] != "Red"]  # what is Red without a trigger is an exception too
    return [[str(said) for said in found.loc[found["measure"] == id_, "sentence"]] for id_ in given]


def test_a_partner_that_said_yes_and_says_no_is_told_in_words(tmp_path: Path) -> None:
    """Nobody types 1 or 0; the share of all who say yes is a percentage."""
    answers = {"kind": "yes/no", "pooling": "share", "accumulate": "stock", "partners": ("ash", "birch")}
    frame = framework(measure("m", **answers), tolerances=(agreed("any"), agreed("decline", n=2, compare="last-year")))
    given = [*run(1, 1, 1, 1, 1, 0), *(replace(one, partner="birch") for one in run(1, 1, 1, 1, 1, 1))]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, given)
        recalled = ledger.recall(held=True)
    scene = scene_of(frame, recalled, Q3, Q3.last_day)
    for by, said in (("partner", "No against Yes"), ("", "50 % against 100 %")):
        _, found = view(scene, by, sources(scene, recalled))
        told = [str(words) for words in found["sentence"]]
        assert any(said in words for words in told), told


def test_any_worsening(tmp_path: Path) -> None:
    """One worse figure is enough, a tie is none; with the seasonal setting it is last year's that counts."""
    seasonal = agreed("any", compare="last-year")
    assert fired(
        tmp_path,
        [
            case(run(10, 9), agreed("any")),
            case(run(9, 9), agreed("any")),
            case(run(10, 3, 3, 3, 9), seasonal),
            case(run(9, 30, 30, 30, 9), seasonal),
        ],
    ) == [
        ["Worse than the period before: 9 cases against 10 cases in 2022-23 Q2." + BY],
        [],
        ["Worse than the same period last year: 9 cases against 10 cases in 2021-22 Q3." + BY],
        [],
    ]


def test_decline_needs_three_figures_and_a_tie_breaks_it(tmp_path: Path) -> None:
    """Two worsening moves; of a cumulative measure by each quarter's own amount; a seasonal one names both years."""
    twice = agreed("decline", n=2)
    assert fired(
        tmp_path,
        [
            case(run(9, 8), twice),
            case(run(9, 8, 8), twice),
            case(run(9, 8, 7), twice),
            case(run(10, 19, 27), twice, accumulate="cumulative"),
            case(run(20, 18, 30, 31, 19, 17), agreed("decline", n=2, compare="last-year")),
        ],
    ) == [
        [],
        [],
        ["Worsening for 2 periods running: 9 cases, then 8 cases, then 7 cases." + BY],
        ["Worsening for 2 periods running: 10 cases, then 9 cases, then 8 cases (each period's own amount)." + BY],
        [
            "Worse than the same period last year, 2 periods running: 19 cases against 20 cases, then 17 cases against "
            "18 cases." + BY
        ],
    ]


def test_both_comparisons_of_a_rule_are_told(tmp_path: Path) -> None:
    """Worse than the period before and worse than last year: neither hides the other."""
    both = [agreed("decline %", amount=10, compare=compare) for compare in ("previous", "last-year")]
    [said] = fired(tmp_path, [case(run(100, 90, 95, 100, 60), *both)])
    facts = "Worse by more than 10 %: 60 cases against 100 cases in"
    assert said == [f"{facts} 2022-23 Q2.{BY}", f"{facts} 2021-22 Q3.{BY}"]


def test_figures_compared_are_of_those_present_throughout(tmp_path: Path) -> None:
    """A partner that missed a period is left out of all of them, and the sentence says so."""
    given = [replace(f, partner=p) for p in ("ash", "birch") for f in run(9, 8, 7)]
    given += [replace(f, partner="cedar") for f in run(9, None, 9)]
    [said] = fired(tmp_path, [case(given, agreed("decline", n=2), partners=("ash", "birch", "cedar"))])
    counting = "counting the 2 of 3 who reported in every period compared"
    assert said == [f"Worsening for 2 periods running: 18 cases, then 16 cases, then 14 cases, {counting}.{BY}"]


def test_red_for_n_periods(tmp_path: Path) -> None:
    """Each period is rated by its own target; two Reds are not three, and without a number one is enough.

    Red for two periods and Amber now are two agreements, and both are kept.
    """
    red, band = agreed("rating", n=3), tolerance("m", "band", amount=10, unit="points")
    assert fired(
        tmp_path,
        [
            case(run(100, 99, 98), red, targets=YEARS),
            case(run(90, 99, 98), red, targets=YEARS),
            case(run(90, None, 98), agreed("rating", n=2), targets=YEARS),
            case(run(80, 95, 80), band, agreed("rating", preset="amber", n=3), targets=YEARS),
            case(run(80, 95), band, agreed("rating", preset="amber"), targets=YEARS),
            case(run(80, 95), band, agreed("rating"), targets=YEARS),
            case(run(80, 80), agreed("rating", n=2), agreed("rating", preset="amber"), targets=YEARS),
        ],
    ) == [
        [],
        ["Red for 3 periods running: 2022-23 Q1, Q2 and Q3." + BY],
        [],
        ["Amber or Red for 3 periods running: 2022-23 Q1, Q2 and Q3." + BY],
        ["Amber in 2022-23 Q3." + BY],
        [],
        ["Red for 2 periods running: 2022-23 Q2 and Q3." + BY, "Red in 2022-23 Q3." + BY],
    ]


def test_missing_for_n_periods(tmp_path: Path) -> None:
    """Nothing returned twice running; a figure in between ends it, and what was never asked is not missing."""
    twice = agreed("missing", n=2)
    assert fired(
        tmp_path,
        [
            case(run(1, None, None), twice),
            case(run(1, 1, None), twice),
            case(run(1, None, None), agreed("missing")),
            case([], twice, first_period=Q3),
        ],
    ) == [
        ["No figure for 2 periods running: 2022-23 Q2 and Q3." + BY],
        [],
        ["No figure for 2022-23 Q3, and it was due." + BY],
        [],
    ]


def test_figures_that_come_late_are_each_counted_once(tmp_path: Path) -> None:
    """With a lag of a quarter one Red is one Red, two are two, and what is missing is missing in its own quarter."""
    red = agreed("rating", n=2)
    assert fired(
        tmp_path,
        [
            case(late(120, 110, 90), red, targets=YEARS, lag=1),
            case(late(120, 90, 90), red, targets=YEARS, lag=1),
            case(late(90, None, 90), red, targets=YEARS, lag=1),
            case(late(120, None, None), agreed("missing", n=2), lag=1),
        ],
    ) == [
        [],
        ["Red for 2 periods running: 2022-23 Q1 and Q2." + BY],
        [],
        ["No figure for 2 periods running: 2022-23 Q1 and Q2." + BY],
    ]


def test_a_figure_that_came_early_is_one_more_period(tmp_path: Path) -> None:
    """The third quarter came before it was due; the second, due by now, is missing and ends the run."""
    three = agreed("rating", n=3)
    assert fired(
        tmp_path,
        [
            case(run(120, 90, 90, 80), three, targets=YEARS, lag=1),
            case(run(90, 90, None, 80), three, targets=YEARS, lag=1),
        ],
    ) == [["Red for 3 periods running: 2022-23 Q1, Q2 and Q3." + BY], []]


def test_periods_of_a_measure_are_its_own(tmp_path: Path) -> None:
    """A yearly figure is carried through the quarters, and two Reds of it are two years; months make quarters."""
    goals = tuple(target("m", Q3.year.step(-n), "year", target=400) for n in (1, 2, 3))
    years = [figure("m", "ash", v, Q3.year.step(-n)) for v, n in ((500, 3), (300, 2), (200, 1))]
    months = [figure("m", "ash", 20, month) for quarter in (Q3.previous, Q3) for month in quarter.parts(1)]
    yearly: dict[str, Any] = {"targets": goals, "frequency": "year", "accumulate": "stock"}
    assert fired(
        tmp_path,
        [
            case(years, agreed("rating", n=2), **yearly),
            case(years, agreed("rating", n=3), **yearly),
            case(months, agreed("rating", n=2), targets=YEARS, frequency="month"),
        ],
    ) == [
        ["Red for 2 periods running: 2020-21 and 2021-22." + BY],
        [],
        ["Red for 2 periods running: 2022-23 Q2 and Q3." + BY],
    ]


def test_the_year_is_named_where_it_changes(tmp_path: Path) -> None:
    """A run across the turn of the year."""
    spring = Q3.year.parts(3)[0]
    given = [figure("m", "ash", 80, spring.step(-n)) for n in range(3)]
    [said] = fired(tmp_path, [case(given, agreed("rating", n=3), targets=YEARS)], spring)
    assert said == ["Red for 3 periods running: 2021-22 Q3, Q4 and 2022-23 Q1." + BY]


def test_a_concern_signal(tmp_path: Path) -> None:
    """The trigger tells what the chart shows."""
    watched, steady = fired(tmp_path, [case(run(*[10, 11] * 5, n), agreed("signal")) for n in (2, 10)])
    assert [said.startswith("A concern signal: 2 cases, below the usual range") for said in watched] == [True]
    assert watched[0].endswith(BY)
    assert steady == []


def test_a_silent_month_silences_the_quarter_it_closes(tmp_path: Path) -> None:
    """December closes the third quarter, November does not."""
    december, november = fired(tmp_path, [case(run(10, 9), agreed("any", silent=(month,))) for month in (12, 11)])
    assert (len(december), len(november)) == (0, 1)


def test_falling_behind_others(tmp_path: Path) -> None:
    """A quartile or so many places lost, or below the median or the best quartile, though one's own figure rose."""
    groups = {Q3.previous: (10, 20, 30, 40, 45, 45, 70, 80), Q3: (10, 20, 30, 50, 55, 60, 70, 80)}
    peers = [figure("m", "", v, p, area=f"Peer {n}") for p, group in groups.items() for n, v in enumerate(group)]
    for_all: dict[str, Any] = {"comparison_group": "Peers"}
    found = fired(
        tmp_path,
        [
            case([*peers, *run(46, 47)], agreed("relative"), **for_all),
            case([*peers, *run(46, 50)], agreed("relative"), **for_all),
            case([*peers, *run(46, 47)], agreed("relative", amount=3), **for_all),
            case([*peers, *run(46, 47)], agreed("relative", amount=4), **for_all),
            case([*peers, *run(46, 47)], agreed("relative", amount=3, compare="last-year"), **for_all),
            case([*peers, *run(46, 47)], agreed("relative", preset="median"), **for_all),
            case([*peers, *run(46, 50)], agreed("relative", preset="median"), **for_all),
            case([*peers, *run(46, 47)], agreed("relative", preset="best quartile"), **for_all),
        ],
    )
    assert [[said.partition(". ")[0] for said in sentences] for sentences in found] == [
        ["Lost 2 quartiles among Peers; it was 3rd of 9 the period before"],
        ["Lost a quartile among Peers; it was 3rd of 9 the period before"],
        ["Lost 3 places among Peers; it was 3rd of 9 the period before"],
        [],
        [],
        ["Behind the median of Peers, 50 cases"],
        [],
        ["Behind the edge of the best quartile of Peers, 60 cases"],
    ]


def test_an_overrun_names_its_side_and_the_amount_as_agreed(tmp_path: Path) -> None:
    """What is allowed is not rounded; a milestone is late by days, one not done up to the period's last day."""
    days: list[dict[str, Any]] = [{"value": 44890}, {"value": 44883}, {"marker": "not done"}]
    settings: dict[str, Any] = {"kind": "milestone", "pooling": "none", "accumulate": "stock", "unit": ""}
    day = (target("m", Q3, "point", target=44880),)
    allowed = agreed("overrun", amount=3)
    low: dict[str, Any] = {"targets": (target("m", target=60),), "polarity": "lower"}
    assert fired(
        tmp_path,
        [
            case(run(80), agreed("overrun", amount=5), targets=(target("m", target=100),)),
            case(run(80), agreed("overrun", amount=5.5), **low),
            case(run(80), agreed("overrun", amount=20), **low),
            *(case([figure("m", "ash", **each)], allowed, targets=day, **settings) for each in days),
        ],
    ) == [
        ["80 cases against 100 cases: 20 cases short, more than the 5 cases allowed." + BY],
        ["80 cases against 60 cases: 20 cases over, more than the 5.5 cases allowed." + BY],
        [],
        ["Done 10 days late, more than the 3 allowed." + BY],
        [],
        ["Not done and 46 days late, more than the 3 allowed." + BY],
    ]


def test_a_forecast_that_misses(tmp_path: Path) -> None:
    """Amber or worse by the end of the year, against what is expected then; the plain rule waits for Red."""
    band = tolerance("m", "band", amount=10, unit="percent")
    goal = (target("m", Q3.year, "year", target=330),)
    given = run(60, 70, 80, 60, 70, 80, 70, 80, 70, 80, 80)
    rules = (agreed("forecast", preset="amber"), agreed("forecast"))
    amber, red, untargeted = fired(
        tmp_path,
        [*(case(given, band, rule, targets=goal) for rule in rules), case(given, band, rules[0])],
    )
    assert [said.startswith("Forecast Amber against 330 cases: about 307 cases in 2022-23") for said in amber] == [True]
    assert amber[0].endswith(BY)
    assert (red, untargeted) == ([], [])


def test_what_owes_action_is_marked_so(tmp_path: Path) -> None:
    """The strength that was agreed stands with the exception; of what fires twice the stronger is shown."""
    both = tuple(
        agreed("any", strength=strength).model_copy(update={"scope": ("kind", "count")})
        for strength in ("observe", "act")
    )
    found = assessed(tmp_path, framework(measure("m", partners=("ash",)), tolerances=both), run(10, 9))
    assert found.exceptions["strength"].tolist() == ["act"]
    assert found.measures["triggers"].tolist() == ["any"]

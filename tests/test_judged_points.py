"""Each point, letter and property judged by the facts that decide it, one changed at a time in a sound framework."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pmxl.framework.dates import events
from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.evidence import NOTHING_KNOWN
from pmxl.framework.judged.evidence import Evidence
from pmxl.framework.judged.evidence import Process
from pmxl.framework.judged.judgement import Judgement
from pmxl.framework.judged.matter import Matter
from pmxl.framework.judged.timetable import judge_timetable
from pmxl.framework.workbook import read_rows
from tests.test_calendar import CLOSE
from tests.test_calendar import REVIEW
from tests.test_calendar import YEAR
from tests.test_calendar import framework
from tests.test_calendar import on
from tests.test_judged import Rows
from tests.test_judged import argued
from tests.test_judged import judged
from tests.test_judged import more
from tests.test_judged import sound

FIRST = "input-1"
MET, PART, NOT_MET, ASK = Verdict.MET, Verdict.PART, Verdict.NOT_MET, Verdict.ASK


def with_first(sheet: str, **cells: object) -> Rows:
    """A sound framework with cells of a sheet's first row changed."""
    rows = sound()
    rows[sheet][0].update(cells)
    return rows


def said(found: tuple[Judged, ...], key: str) -> tuple[Verdict, str]:
    """The verdict on one criterion, and why."""
    [one] = [one for one in found if one.criterion.key == key]
    return one.verdict, one.why


def point(rows: Rows, key: str, evidence: Evidence = NOTHING_KNOWN) -> tuple[Verdict, str]:
    """What is said of one of the eight points of the first measure."""
    return said(judged(rows, evidence).measures[0].points, key)


def of_target(rows: Rows, key: str, evidence: Evidence = NOTHING_KNOWN) -> tuple[Verdict, str]:
    """What is said of one letter, or of one test of being a target, of the first target."""
    score = judged(rows, evidence).targets[0]
    return said((*score.smart, *score.worth), key)


def knowing(**process: Any) -> Evidence:
    """A ledger that knows this of the first measure."""
    return Evidence(is_known=True, processes={FIRST: Process(**process)})


@pytest.mark.parametrize(
    ("cells", "key", "verdict", "why"),
    [
        ({"pooling": "none"}, "attributable", PART, "Partners' figures stay apart, so nobody answers for the whole."),
        ({"lag": 2}, "timely", PART, "A figure comes 6 months after its period."),
        ({"frequency": "year"}, "timely", PART, "It is reported once a year: too seldom to act on within it."),
        (
            {"name": "Offences recorded by police officers", "definition": "Recorded offences by the police officers"},
            "defined",
            MET,
            "Its definition says what is counted.",
        ),
        (
            {"name": "Offences recorded by police officers", "definition": "Police officers: offences recorded by"},
            "defined",
            NOT_MET,
            "The definition says no more than the name.",
        ),
    ],
)
def test_a_point_goes_by_the_measures_own_row(cells: dict[str, Any], key: str, verdict: Verdict, why: str) -> None:
    """What decides is said with it, in a sentence."""
    assert point(with_first("measures", **cells), key) == (verdict, why)


def test_a_figure_of_two_parts_is_verifiable_where_it_is_said_which() -> None:
    """A source is named, and not what is over what: a formula mends it."""
    cells: dict[str, Any] = {"kind": "mean", "name": "Wait", "definition": "Days to an answer", "unit": "days"}
    found = point(with_first("measures", **cells), "verifiable")
    assert found == (PART, "The source is named, and not how the figure is worked out.")
    assert point(with_first("measures", **cells, formula="days / answers"), "verifiable")[0] is MET


def test_a_measure_is_important_by_its_own_mark_or_its_objectives_priority() -> None:
    """Where neither says so, people are asked; a lower priority says that it is not."""
    assert of_target(with_first("objectives", priority=None), "importance") == (
        ASK,
        "Its objective has no priority.",
    )
    found = of_target(with_first("objectives", priority="low"), "importance")
    assert found[0] is NOT_MET


def test_a_target_on_doubtful_figures_is_argued_about() -> None:
    """What is named is to be mended before much is decided by it; without a target nothing hangs on them."""
    doubtful = Evidence(is_known=True, doubtful={FIRST: "poor"})
    [one] = [one for one in judged(sound(), doubtful).advice if one.matter is Matter.DOUBTFUL]
    assert one.says == "input-1 has a target, and the quality of its figures is poor"
    rows = sound()
    rows["targets"] = rows["targets"][1:]
    assert Matter.DOUBTFUL not in {one.matter for one in judged(rows, doubtful).advice}


@pytest.mark.parametrize(
    ("figures", "verdict", "why"),
    [
        (5, MET, "It has 5 figures of its own past."),
        (4, PART, "It has 4 figures, none with the same period last year."),
        (1, NOT_MET, "It has no group to compare with and no past figures."),
    ],
)
def test_without_a_group_the_past_is_compared_with(figures: int, verdict: Verdict, why: str) -> None:
    """Five quarters hold the same one of last year; four do not; where nothing is known people are asked."""
    alone = with_first("measures", comparison_group=None)
    assert point(alone, "comparable", knowing(figures=figures)) == (verdict, why)
    assert point(alone, "comparable")[0] is ASK


@pytest.mark.parametrize(
    ("sheet", "cells", "key", "verdict", "why"),
    [
        ("measures", {"polarity": "none"}, "specific", NOT_MET, "It does not say which way is better."),
        ("measures", {"polarity": "none"}, "influence", NOT_MET, "The measure is for context"),
        ("measures", {"last_period": "2026-27 Q2"}, "time-bound", NOT_MET, "reported to 2026-27 Q2, before the target"),
        ("measures", {"lag": 5}, "time-bound", NOT_MET, "The figure comes 15 months after the day."),
        ("measures", {"audiences": "board"}, "commitment", ASK, "It is shown to: board."),
        ("targets", {"reason": None, "baseline": 120}, "realistic", PART, "A baseline is given and no reason"),
    ],
)
def test_a_target_goes_by_its_row_and_its_measures(
    sheet: str, cells: dict[str, Any], key: str, verdict: Verdict, why: str
) -> None:
    """Each letter says the fact by which it is met or missing."""
    found = of_target(with_first(sheet, **cells), key)
    assert found[0] is verdict
    assert why in found[1]


def test_a_target_that_the_process_reaches_is_achievable() -> None:
    """Figures that meet it now and then, beside who agreed it, are enough; without them it is met in part."""
    assert of_target(sound(), "achievable", knowing(figures=12, can=True))[0] is MET
    assert of_target(sound(), "achievable", knowing(figures=12))[0] is PART


def test_figures_asked_of_a_hundred_partners_each_month_cost_much() -> None:
    """Twelve hundred figures a year are named; a few are for people to judge."""
    rows = with_first("measures", frequency="month")
    rows["partners"] += [{"id": f"p{n}", "name": f"Partner {n}"} for n in range(98)]
    assert of_target(rows, "cost") == (PART, "1,200 figures a year are asked for.")
    rare = with_first("measures", frequency="year", kind="count", partners="north")
    assert of_target(rare, "cost") == (ASK, "1 figure a year is asked for. Is it worth that?")


def whole(found: Judgement, key: str) -> tuple[Verdict, str]:
    """What is said of one property of the whole framework."""
    return said(found.fabric, key)


def test_the_whole_is_judged_by_its_audiences_and_its_stages() -> None:
    """No audience is in part; most measures silent about their stage is in part, with how many."""
    rows = sound()
    rows["audiences"] = []
    assert whole(judged(rows), "appropriate")[0] is PART
    silent = sound()
    for row in silent["measures"][:5]:
        row["chain"] = None
    assert whole(judged(silent), "balanced") == (
        PART,
        "5 of 8 measures do not say where they stand between input and outcome.",
    )


def test_a_perspective_with_hardly_a_measure_is_named() -> None:
    """One of eleven measures is less than a tenth; of five measures nobody would say so."""
    rows = sound()
    more(3)(rows)
    for row in rows["measures"]:
        row["objective"] = "aim-1"
    rows["measures"][0]["objective"] = "aim-2"
    assert "Process has 1 of 11 measures." in [one.says for one in judged(rows).advice]
    few = sound()
    del few["measures"][5:], few["targets"][5:]
    for row in few["measures"]:
        row["chain"] = "output"
    found = {one.matter for one in judged(few).advice}
    assert not found & {Matter.PERSPECTIVES, Matter.KINDS}


@pytest.mark.parametrize(("answer", "word"), [("yes", "national"), ("no", "local")])
def test_measures_that_are_all_national_or_all_local_are_argued_about(answer: str, word: str) -> None:
    """It takes an answer for every measure: with one left open nothing is argued."""
    rows = sound()
    rows["tests"] = [{"measure": row["id"], "criterion": "national", "answer": answer} for row in rows["measures"]]
    says = f"All 8 measures are {word} ones."
    assert says in [one.says for one in judged(rows).advice]
    del rows["tests"][0]
    assert says not in [one.says for one in judged(rows).advice]


def test_seventeen_objectives_are_many() -> None:
    """Sixteen may stand; the seventeenth is named at its row."""
    rows = sound()
    first = rows["objectives"][0]
    rows["objectives"] += [{**first, "id": f"more-{n}", "name": f"More {n}", "parent": "aim-1"} for n in range(14)]
    assert Matter.TOO_MANY.code not in argued(rows)
    rows["objectives"].append({**first, "id": "last", "name": "Last", "parent": "aim-1"})
    [one] = [one for one in judged(rows).advice if one.matter is Matter.TOO_MANY]
    assert (one.says, one.row) == ("There are 17 objectives; 16 are many.", 18)


def test_what_people_have_answered_waits_no_longer() -> None:
    """With an answer to every open criterion nothing is asked of anybody."""
    rows, found = sound(), judged(sound())
    open_ = {(score.measure.id, one.criterion.key) for score in found.measures for one in score.points}
    open_ |= {(score.measure.id, one.criterion.key) for score in found.targets for one in score.worth}
    open_ |= {("", one.criterion.key) for one in found.fabric}
    rows["tests"] = [{"measure": id_ or None, "criterion": key, "answer": "yes"} for id_, key in sorted(open_)]
    assert judged(rows).advice == ()


# The timetable


def test_returns_due_on_a_weekend_are_noted() -> None:
    """25 days after the end of June 2026 is a Saturday; two days later nothing is said of it."""
    late = judge_timetable(events(framework(REVIEW, CLOSE, deadline_days=25), YEAR), YEAR)
    assert "Returns for 2026-27 Q1 are due on Saturday 25 July 2026." in [
        one.says for one in late if one.code == "CAL004"
    ]
    monday = judge_timetable(events(framework(REVIEW, CLOSE, deadline_days=27), YEAR), YEAR)
    assert not [one for one in monday if "2026-27 Q1" in one.says]


def test_the_day_of_a_target_stands_in_the_calendar() -> None:
    """A point is due at the end of its period, a milestone on its day; a level for the year has no day."""
    rows = sound() | {"calendar": [REVIEW | {"repeats": "once"}]}
    rows["targets"][0] |= {"period": "2026-27 Q2", "basis": "point", "partner": "north"}
    rows["measures"][1] |= {
        "kind": "milestone",
        "accumulate": "stock",
        "pooling": "lead",
        "lead": "north",
        "unit": None,
    }
    rows["targets"][1] |= {"period": "2026-27 Q3", "basis": "point", "target": date(2026, 11, 5)}
    rows["measures"][2] |= {"first_period": "2026-27 Q2"}
    found, findings = read_rows(rows)
    assert found is not None, [str(one) for one in findings]
    days = events(found, YEAR)
    assert on(days, "The input 1 (North): to be reached") == [date(2026, 9, 30)]
    assert on(days, "The process 1: to be reached") == [date(2026, 11, 5)]
    assert on(days, "The outcome 1: to be reached") == []
    assert on(days, "Board reviews") == [REVIEW["on"]]


def test_no_returns_go_out_while_nothing_is_asked() -> None:
    """Measures that all begin in the second quarter leave the first without a round."""
    rows = sound()
    for row in rows["measures"]:
        row["first_period"] = "2026-27 Q2"
    found, _ = read_rows(rows)
    assert found is not None
    days = events(found, YEAR)
    assert on(days, "Returns for 2026-27 Q1 go out") == []
    assert on(days, "Returns for 2026-27 Q2 go out") == [date(2026, 10, 1)]

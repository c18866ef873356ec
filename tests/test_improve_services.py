"""Service reviews: the six tests, what answers each, and where a review stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from pmxl.assess import Assessment
from pmxl.framework.models import Measure
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import Budget
from pmxl.improve.logbook.models import InDepth
from pmxl.improve.logbook.models import Said
from pmxl.improve.money.budget import spends
from pmxl.improve.services.figures import is_voice
from pmxl.improve.services.service import ReviewState
from pmxl.improve.services.service import Service
from pmxl.improve.services.service import services
from pmxl.improve.services.test import SIX
from pmxl.improve.services.test import Result
from tests.specimens.assessment import specimen

DAY = date(2023, 1, 20)


def quiet(**changes: str) -> Assessment:
    """The specimen with every measure Green and no exception, but for ratings by measure."""
    found = specimen()
    ratings = [changes.get(one, "Green") for one in found.measures["measure"]]
    plain = {"rating": ratings, "signal": "Common cause", "travel": "Steady"}
    return replace(found, measures=found.measures.assign(**plain), exceptions=found.exceptions[:0])


def level() -> Measure:
    """A measure of the level of a service."""
    found = specimen()
    there = set(found.measures["measure"])
    return next(one for one in found.framework.measures if one.id in there and not is_voice(one))


LEVEL, AIM = level().id, level().objective


NOTHING = Logbook()


def of(found: Assessment, logbook: Logbook = NOTHING, aim: str = AIM, day: date = DAY) -> Service:
    """The service of one objective."""
    every = services(found, logbook, spends(found.framework, logbook, found.period), day)
    return next(one for one in every if one.objective.id == aim)


def results(service: Service) -> list[str]:
    """What each test says, by its number."""
    return [one.result for one in service.tests]


def with_priority(found: Assessment, priority: str) -> Assessment:
    """The same where the objective has another priority."""
    aims = tuple(
        one.model_copy(update={"priority": priority}) if one.id == AIM else one for one in found.framework.objectives
    )
    return replace(found, framework=found.framework.model_copy(update={"objectives": aims}))


def test_where_nothing_is_wrong_no_review_is_needed_and_what_people_must_say_is_asked() -> None:
    """A113: tests 1 and 2 are answered by figures, 3 to 6 wait for people, and none of it is taken for a yes."""
    service = of(quiet())
    assert results(service) == [Result.NOT, Result.NOT, *[Result.NOT_SAID] * 4]
    assert service.state is ReviewState.NOT_NEEDED
    assert service.words == "None that was answered holds; 4 wait for an answer."


def test_a_red_measure_of_a_priority_calls_for_a_review_and_elsewhere_one_alone_does_not() -> None:
    """A113: a problem with level counts “particularly in priority areas”."""
    red = quiet(**{LEVEL: "Red"})
    assert of(with_priority(red, "high")).state is ReviewState.DUE
    assert "is Red" in of(with_priority(red, "high")).tests[0].evidence
    assert of(with_priority(red, "low")).state is ReviewState.NOT_NEEDED


def test_a_trigger_that_asks_for_action_calls_for_a_review_anywhere() -> None:
    """A113: what was agreed to be acted on is a problem of level, whatever the priority."""
    found = with_priority(quiet(), "low")
    row = {"measure": LEVEL, "strength": "act", "sentence": "Worse twice running."}
    fired = replace(found, exceptions=pd.DataFrame([row]))
    assert of(fired).tests[0].result is Result.HOLDS
    assert "Worse twice running" in of(fired).tests[0].evidence
    watched = replace(found, exceptions=pd.DataFrame([row | {"strength": "observe"}]))
    assert of(watched).tests[0].result is Result.NOT


def test_an_overrun_calls_for_a_review_and_spend_as_allowed_does_not() -> None:
    """A113, A84: the cost of a service is looked at beside its level."""
    found = quiet()
    row = Budget(objective=AIM, period=found.period, budget=100, spend=111, tolerance=10)
    over, allowed = Logbook(budgets=(row,)), Logbook(budgets=(row.model_copy(update={"spend": 110}),))
    assert "£11 over" in of(found, over).tests[0].evidence
    assert of(found, over).state is ReviewState.DUE
    assert of(found, allowed).state is ReviewState.NOT_NEEDED


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({"rating": "Red"}, True),
        ({"rating": "Amber", "travel": "Worsening"}, True),
        ({"rating": "Amber", "travel": "Steady"}, False),
        ({"rating": "Green", "signal": "Concern"}, True),
        ({"rating": "Green"}, False),
    ],
)
def test_what_users_say_has_a_test_of_its_own(changes: dict[str, str], holds: bool) -> None:
    """A113, A68: a measure of satisfaction or complaints answers the second test, and not the first."""
    found = quiet()
    frame = found.framework
    voice = frame.measure(LEVEL).model_copy(update={"name": "Tenants satisfied with repairs"})
    measures = tuple(voice if one.id == LEVEL else one for one in frame.measures)
    rows = found.measures.copy()
    for column, value in changes.items():
        rows.loc[rows["measure"] == LEVEL, column] = value
    named = frame.model_copy(update={"measures": measures})
    vars(named).pop("_by_id", None)  # a copy keeps what was looked up before
    found = replace(found, framework=named, measures=rows)
    service = of(with_priority(found, "high"))
    assert service.tests[0].result is Result.NOT
    assert (service.tests[1].result is Result.HOLDS) == holds


def test_names_that_tell_of_users() -> None:
    """A69: satisfaction, confidence and complaints are told by the name of the measure."""
    names = {"Complaints upheld": True, "Residents' confidence": True, "Days to relet": False, "Trust in police": True}
    base = specimen().framework.measures[0]
    assert {name: is_voice(Measure.model_validate(base.model_dump() | {"name": name})) for name in names} == names


@pytest.mark.parametrize("test", SIX, ids=lambda one: one.key)
def test_each_test_can_be_answered_by_people(test: Any) -> None:
    """A113: a yes makes the test hold with its evidence and who said it; a no is no yes."""
    said = Said(objective=AIM, test=test.key, answer=True, evidence="A paper", said_by="Chief", on=date(2023, 1, 5))
    service = of(quiet(), Logbook(reviews=(said,)))
    assert service.tests[test.number - 1].evidence == "A paper (Chief, 5 January 2023)."
    assert service.state is ReviewState.DUE
    no = of(quiet(), Logbook(reviews=(said.model_copy(update={"answer": False}),)))
    assert no.tests[test.number - 1].result is Result.NOT


def test_the_last_answer_stands_and_one_given_later_is_not_known_yet() -> None:
    """A113: a scorecard shows what was known when it was made."""
    first = Said(objective=AIM, test="need", answer=True, on=date(2022, 10, 1))
    later = first.model_copy(update={"answer": False, "on": date(2023, 1, 10)})
    logbook = Logbook(reviews=(later, first))
    assert of(quiet(), logbook, day=date(2023, 1, 9)).state is ReviewState.DUE
    assert of(quiet(), logbook, day=date(2023, 1, 10)).state is ReviewState.NOT_NEEDED


D = date
STANDS: tuple[tuple[str, dict[str, Any], bool, ReviewState], ...] = (
    ("planned", {}, True, ReviewState.PLANNED),
    ("begins later", {"begun": D(2023, 2, 1)}, True, ReviewState.PLANNED),
    ("under way", {"begun": D(2023, 1, 2), "due": D(2023, 1, 20)}, True, ReviewState.UNDER_WAY),
    ("late", {"begun": D(2023, 1, 2), "due": D(2023, 1, 19)}, True, ReviewState.LATE),
    ("reports later", {"begun": D(2023, 1, 2), "reported": D(2023, 1, 21)}, True, ReviewState.UNDER_WAY),
    ("done", {"begun": D(2022, 9, 1), "reported": D(2023, 1, 2)}, True, ReviewState.DONE),
    ("rested", {"begun": D(2021, 9, 1), "reported": D(2022, 1, 2)}, True, ReviewState.DUE),
    ("rested, all well", {"begun": D(2021, 9, 1), "reported": D(2022, 1, 2)}, False, ReviewState.DONE),
    (
        "to follow up",
        {"begun": D(2022, 9, 1), "reported": D(2022, 10, 2), "follow_up": D(2023, 1, 20)},
        False,
        ReviewState.TO_FOLLOW,
    ),
    (
        "not yet to follow up",
        {"begun": D(2022, 9, 1), "reported": D(2022, 10, 2), "follow_up": D(2023, 1, 21)},
        True,
        ReviewState.DONE,
    ),
    (
        "followed up",
        {"begun": D(2022, 3, 1), "reported": D(2022, 4, 2), "followed_up": D(2023, 1, 19)},
        True,
        ReviewState.FOLLOWED,
    ),
)


@pytest.mark.parametrize(("what", "days", "holds", "state"), STANDS, ids=[row[0] for row in STANDS])
def test_where_a_review_stands(what: str, days: dict[str, Any], holds: bool, state: ReviewState) -> None:
    """A113: due, planned, under way, late, done, to be followed up; each on its day and no earlier."""
    review = InDepth(what="Look into it", sort="service review", objective=AIM, **days)
    said = Said(objective=AIM, test="need", answer=holds, on=date(2021, 1, 1))
    assert of(quiet(), Logbook(reviews=(said,), scrutiny=(review,))).state is state, what


def test_other_reviews_in_depth_are_no_service_review() -> None:
    """A114: scrutiny of a measure is logged, and does not stand for the review of the service."""
    review = InDepth(what="Scrutiny", sort="scrutiny", objective=AIM, begun=date(2023, 1, 2))
    assert of(quiet(), Logbook(scrutiny=(review,))).review is None

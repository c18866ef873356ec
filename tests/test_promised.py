"""Promised: the first sheet says what is still to come of what was asked for earlier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmxl.assess import Assessment
from pmxl.batch.scorecard import five_lines
from pmxl.improve.actions.action import DONE
from pmxl.improve.actions.action import OVERDUE
from pmxl.improve.actions.owed import Owed
from pmxl.improve.actions.standing import Followed
from pmxl.improve.improvement import Improvement
from pmxl.reports.improving.actions import owed_rows
from pmxl.reports.improving.line import done_about
from pmxl.reports.improving.promised import promised
from pmxl.reports.summary import lines
from tests.specimens.assessment import specimen
from tests.specimens.improvement import DUTY
from tests.specimens.improvement import WARDS
from tests.specimens.improvement import improvement
from tests.specimens.small import Q3

FURTHER = "A further plan is owed for Cost per victim supported, where what was planned is over."


def showing(*owed: Owed, late: tuple[Followed, ...] = ()) -> Assessment:
    """The specimen with these plans owed and these actions late."""
    return replace(specimen(), improvement=Improvement(owed=owed, actions=late))


def plan(measure: str, *, is_given: bool = False) -> Owed:
    """A plan that is owed for a measure."""
    return Owed(measure, "", "hospital", Q3, "decline 2", "Worsening.", given=(DUTY,) if is_given else ())


def over(measure: str) -> Followed:
    """An action about a measure that was done before the period began."""
    return Followed(replace(WARDS, measure=measure), measure, DONE)


def overdue(name: str) -> Followed:
    """An action about a measure that is late."""
    return Followed(DUTY, name, OVERDUE)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (showing(), ""),
        (showing(plan("m2")), "A plan is still owed for Cost per victim supported."),
        (
            showing(plan("m2"), plan("l1")),
            "Plans are still owed for Cost per victim supported and Staff trained together.",
        ),
        (showing(plan("m2", is_given=True)), ""),
        (showing(plan("h1")), ""),  # of this very period, and told as such
        (showing(late=(overdue("Fires"),)), "1 action is late, on Fires."),
        (
            showing(late=(overdue("Fires"), overdue("Fires"), overdue("Rents"))),
            "3 actions are late, on Fires and Rents.",
        ),
        (showing(late=(overdue(""),)), "1 action is late."),
        (
            showing(plan("m2"), late=(over("m2"),)),
            FURTHER,
        ),
        (
            showing(plan("m2"), plan("l1"), late=(over("m2"),)),
            f"A plan is still owed for Staff trained together. {FURTHER}",
        ),
        (
            showing(plan("m2"), late=(overdue("Fires"),)),
            "A plan is still owed for Cost per victim supported. 1 action is late, on Fires.",
        ),
    ],
)
def test_what_is_still_to_come(found: Assessment, said: str) -> None:
    """Plans that were owed before this period and were not given, and actions that are late."""
    assert promised(found) == said


def test_it_stands_beside_what_owes_action_now() -> None:
    """On the first sheet and in what the command prints; where nobody looked, nothing is said."""
    found = replace(specimen(), improvement=improvement())
    said = promised(found)
    assert said == "1 action is late, on Households helped early."
    assert lines(found)[1].endswith(said)
    assert lines(found)[1] != said
    assert five_lines(found)[2].endswith(f". {said}")
    assert promised(specimen()) == ""
    assert "late" not in five_lines(specimen())[2]


def test_what_is_over_is_told_on_the_card_and_in_the_list() -> None:
    """That a plan was given is not forgotten for its being done."""
    found = showing(plan("m2"), late=(over("m2"),))
    assert done_about(found, ("m2", "", "")).startswith("A further plan is owed by ")
    (row,) = owed_rows(found, found.improvement)
    assert row["what"] == "No further plan has been given. What was planned before is over."

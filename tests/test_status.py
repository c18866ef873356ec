"""Status: where every return stands on a day, and how many figures of it are in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest

from pmxl.assess.status import Status
from pmxl.terms import Outcome
from pmxl.terms import ReturnState
from tests.specimens.statuses import DUE
from tests.specimens.statuses import EVERY_STATE
from tests.specimens.statuses import QUERY
from tests.specimens.statuses import SENT
from tests.specimens.statuses import TODAY
from tests.specimens.statuses import UNREADABLE
from tests.specimens.statuses import came
from tests.specimens.statuses import column
from tests.specimens.statuses import framework
from tests.specimens.statuses import standing


@pytest.fixture(scope="module")
def found() -> Status:
    """The status ten days after the day on which most were due."""
    return standing(TODAY)


def test_each_partner_is_in_exactly_one_state(found: Status) -> None:
    """Not issued, issued, late, returned, queried, accepted, refused."""
    assert column(found, "state") == {
        "ash": ReturnState.ACCEPTED,
        "birch": ReturnState.LATE,
        "cedar": ReturnState.RETURNED,
        "elm": ReturnState.REFUSED,
        "fir": ReturnState.ISSUED,
        "hazel": ReturnState.LATE,
        "oak": ReturnState.QUERIED,
        "yew": ReturnState.NOT_ISSUED,
    }


def test_who_is_asked_for_nothing_is_not_waited_for() -> None:
    """A partner without a measure is neither late nor written to."""
    only = framework().model_copy(
        update={
            "measures": tuple(
                measure.model_copy(update={"pairs": tuple((p, a) for p, a in measure.pairs if p != "birch")})
                for measure in framework().measures
            )
        }
    )
    seen = standing(TODAY, of=only)
    assert column(seen, "state")["birch"] == ReturnState.NOTHING_ASKED
    assert "birch" not in {letter.partner for letter in seen.letters}


def test_days_late_count_to_the_return_or_to_today(found: Status) -> None:
    """By the day that the workbook sent last names: an extension is agreed by reissuing."""
    assert column(found, "days_late") == {
        "ash": 0,
        "birch": 10,
        "cedar": 3,
        "elm": 10,
        "fir": 0,
        "hazel": 10,
        "oak": 0,
        "yew": 0,
    }
    assert (column(found, "due")["fir"], column(found, "due")["ash"]) == (date(2023, 2, 3), DUE)


@pytest.mark.parametrize(("days", "state"), [(-1, "Issued"), (0, "Issued"), (1, "Late")])
def test_a_return_is_late_from_the_day_after_it_was_due(days: int, state: str) -> None:
    """On the day itself it is not."""
    assert column(standing(DUE + timedelta(days=days)), "state")["birch"] == state


def test_a_workbook_of_before_days_were_recorded_is_due_by_the_settings() -> None:
    """The period's last day and the framework's deadline_days."""
    seen = standing(TODAY, sent_out=tuple(replace(one, due=None) for one in SENT))
    assert set(column(seen, "due").values()) == {DUE, None}


def test_figures_reconcile(found: Status) -> None:
    """Expected = kept + held + refused + missing, for every partner."""
    parts = ("kept", "held", "refused", "missing")
    assert [row["expected"] for row in found.partners] == [sum(row[name] for name in parts) for row in found.partners]
    rows = {row["partner"]: row for row in found.partners}
    assert [rows["oak"][name] for name in ("expected", "kept", "held", "refused", "missing")] == [2, 1, 1, 0, 0]
    assert [rows["cedar"][name] for name in ("expected", "kept", "held", "refused", "missing")] == [2, 1, 0, 0, 1]


def test_a_figure_that_was_kept_out_is_refused_and_not_merely_missing() -> None:
    """The partner sent it: it is asked to correct it, not to send it."""
    wrong = came("birch", "2023-01-20", "early", findings=(QUERY,), read=2, refused=1)
    [row] = (each for each in standing(TODAY, wrong).partners if each["partner"] == "birch")
    assert (row["kept"], row["refused"], row["missing"], row["state"]) == (1, 1, 0, "Queried")


def test_a_refused_file_after_an_accepted_one_takes_nothing_back() -> None:
    """The last good file stands."""
    bad = replace(came("ash", "2023-01-25", findings=(UNREADABLE,))[0], outcome=Outcome.REFUSED)
    assert column(standing(TODAY, EVERY_STATE[0], bad), "state")["ash"] == ReturnState.ACCEPTED


def test_two_files_that_disagree_are_a_question() -> None:
    """Neither is accepted, and the letter names both."""
    one = came("ash", "2023-01-19", "early", "repeat", file="one.xlsx")
    other = came("ash", "2023-01-20", "early", file="two.xlsx", sha256="other")
    seen = standing(TODAY, one, other)
    assert column(seen, "state")["ash"] == ReturnState.QUERIED
    assert seen.open[0]["code"] == "RET023"
    assert "one.xlsx" in next(letter.body for letter in seen.letters if letter.partner == "ash")

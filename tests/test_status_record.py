"""The record of the status: who has come on time, late or never, and which owners have never updated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pmxl.assess.punctual import first_days
from pmxl.assess.status import Status
from pmxl.figures import Figure
from pmxl.reports.register_book import plan_register_book
from pmxl.sheets.measure import clipped
from pmxl.sheets.write import write_workbook
from pmxl.terms import Outcome
from tests.specimens.statuses import EVERY_STATE
from tests.specimens.statuses import Q2
from tests.specimens.statuses import Q3
from tests.specimens.statuses import TODAY
from tests.specimens.statuses import came
from tests.specimens.statuses import framework
from tests.specimens.statuses import issued
from tests.specimens.statuses import standing


@pytest.fixture(scope="module")
def found() -> Status:
    """The status ten days after the day on which most were due."""
    return standing(TODAY)


def test_the_record_says_on_time_late_or_never_for_each_period(found: Status) -> None:
    """A return not yet due is awaited; where nothing was sent nothing is said."""
    rows = {row["partner"]: [row["2022-23 Q2"], row["2022-23 Q3"]] for row in found.punctual.rows}
    assert rows == {
        "ash": ["9 days late", "On time"],
        "birch": ["", "Never"],
        "cedar": ["Never", "3 days late"],
        "elm": ["", "Never"],
        "fir": ["", "Awaited"],
        "hazel": ["", "Never"],
        "oak": ["On time", "On time"],
        "yew": ["", ""],
    }
    counts = {r["partner"]: (r["on_time"], r["late"], r["never"]) for r in found.punctual.rows}
    assert (counts["ash"], counts["cedar"], counts["oak"]) == ((1, 1, 0), (0, 1, 1), (2, 0, 0))


def test_who_is_in_without_a_return_is_not_told_to_have_never_come() -> None:
    """All that was asked was entered or imported, of a period that is due or not; of a part the return is missing."""
    history = (replace(came("x", "2023-01-05")[0], kind="import", partner="", period=None, revision=0),)
    figures = [one for partner in ("birch", "fir") for one in came(partner, "2023-01-05", "early", "repeat")[1]]
    part = came("hazel", "2023-01-05", "early")[1]
    seen = standing(TODAY, (*history, [*figures, *part]))
    rows = {row["partner"]: row for row in seen.punctual.rows}
    words = {who: rows[who]["2022-23 Q3"] for who in ("birch", "fir", "hazel", "ash")}
    assert words == {"birch": "In, no return", "fir": "In, no return", "hazel": "Never", "ash": "Never"}
    assert (rows["birch"]["on_time"], rows["birch"]["late"], rows["birch"]["never"]) == (0, 0, 0)
    assert clipped(plan_register_book(seen)) == []


def test_who_is_asked_for_nothing_any_more_is_not_in() -> None:
    """Of a workbook whose measures have gone from its quarter since nothing is in: it has never come."""
    later = tuple(one.model_copy(update={"first_period": Q3}) for one in framework().measures)
    sent_out = (issued("ash", Q2, due=None), issued("birch", Q2, due=None))
    seen = standing(
        TODAY,
        came("ash", "2022-10-18", "early", period=Q2),
        sent_out=sent_out,
        of=framework().model_copy(update={"measures": later}),
    )
    words = {row["partner"]: row["2022-23 Q2"] for row in seen.punctual.rows}
    assert (words["ash"], words["birch"]) == ("On time", "Never")


def test_a_file_that_was_refused_and_sent_again_has_not_come() -> None:
    """Skipped because it was read before, it counts as a return no more than it did when it was refused."""
    one = came("ash", "2023-01-19", "early")[0]
    again = [replace(one, outcome=outcome) for outcome in (Outcome.REFUSED, Outcome.SKIPPED)]
    assert first_days(again) == {}
    assert first_days([*again, one]) == {("ash", one.period): one.received_at.date()}


def test_owners_who_have_never_updated_come_first() -> None:
    """A data owner updates by a figure, a performance owner by a commentary; imported history is nobody's update."""
    history = replace(
        came("x", "2022-12-01", file="history.csv")[0], kind="import", partner="", period=None, revision=0
    )
    past = [Figure("repeat", "ash", "", Q2, numerator=1, denominator=2, commentary="From the archive.")]
    seen = standing(TODAY, (history, past), came("ash", "2023-01-19", "early"))
    rows = {(row["owner"], row["role"]): row for row in seen.owners}
    assert {key: row["never"] for key, row in rows.items()} == {
        ("Analyst", "Data owner"): False,
        ("Clerk", "Data owner"): True,
        ("Director", "Performance owner"): True,
        ("Deputy", "Performance owner"): True,
    }
    assert [row["never"] for row in seen.owners] == [True, True, True, False]
    assert rows["Clerk", "Data owner"]["waiting"] == "Came back"
    assert rows["Analyst", "Data owner"]["last_period"] == "2022-23 Q3"


def test_who_was_never_asked_is_no_owner_who_never_updated(tmp_path: Path) -> None:
    """Before anything is issued nobody is named; then whom a workbook was sent that asks, and what came unasked."""
    unasked = standing(TODAY, came("ash", "2023-01-19")[0], sent_out=())
    assert unasked.owners == []
    book = load_workbook(write_workbook(plan_register_book(unasked), tmp_path / "register.xlsx"))
    assert book["Owners"]["A4"].value == "No workbook was issued that asks for a measure with an owner."
    only = framework().model_copy(
        update={
            "measures": tuple(
                one if one.id == "early" else one.model_copy(update={"partners": ("yew",), "pairs": (("yew", ""),)})
                for one in framework().measures
            )
        }
    )
    to_ash = standing(TODAY, came("ash", "2023-01-19", "early"), of=only)
    assert {row["owner"] for row in to_ash.owners} == {"Analyst", "Director"}
    to_yew = standing(TODAY, came("ash", "2023-01-19", "early"), of=only, sent_out=(issued("yew"),))
    assert {row["owner"]: row["never"] for row in to_yew.owners} == {
        "Clerk": True,
        "Deputy": True,
        "Director": True,
        "Analyst": False,
    }


def test_ten_years_of_history_change_nothing_of_what_is_told() -> None:
    """Of them nothing is read but what returns brought: who answers for a measure updated it however long ago."""
    history = replace(came("x", "2022-12-01")[0], kind="import", partner="", period=None, revision=0)
    past = [Figure("early", "birch", "", Q3.step(-n), numerator=1, denominator=2) for n in range(1, 41)]
    long_ago = came("oak", "2019-10-18", "repeat!", period=Q3.step(-13))
    told, whole = (standing(TODAY, *EVERY_STATE, (history, past), long_ago, every=every) for every in (False, True))
    assert told == whole
    clerk = next(row for row in told.owners if row["owner"] == "Clerk")
    assert (clerk["updated"], clerk["last_period"]) == (1, "2022-23 Q3")
    alone = standing(TODAY, (history, past), long_ago)
    clerk = next(row for row in alone.owners if row["owner"] == "Clerk")
    assert (clerk["never"], clerk["last_period"]) == (False, Q3.step(-13).label)

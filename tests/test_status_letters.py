"""The letters of the status: who is written to on a day, with which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest

from pmxl.assess.awaited_form import AwaitedForm
from pmxl.assess.chase import MOST_NAMED
from pmxl.assess.chase import spoken
from pmxl.assess.status import Known
from pmxl.assess.status import Status
from pmxl.assess.status import status
from pmxl.findings import Finding
from pmxl.ledger import Answer
from pmxl.ledger import Ledger
from pmxl.ledger import Query
from pmxl.reports.register_book import plan_register_book
from pmxl.sheets.measure import clipped
from pmxl.terms import Outcome
from pmxl.terms import ReturnState
from pmxl.terms import Severity
from tests.specimens.statuses import DUE
from tests.specimens.statuses import EVERY_STATE
from tests.specimens.statuses import Q2
from tests.specimens.statuses import Q3
from tests.specimens.statuses import QUERY
from tests.specimens.statuses import SENT
from tests.specimens.statuses import TODAY
from tests.specimens.statuses import body
from tests.specimens.statuses import came
from tests.specimens.statuses import column
from tests.specimens.statuses import framework
from tests.specimens.statuses import issued
from tests.specimens.statuses import on
from tests.specimens.statuses import standing


@pytest.fixture(scope="module")
def found() -> Status:
    """The status ten days after the day on which most were due."""
    return standing(TODAY)


def test_the_letter_to_who_is_late(found: Status) -> None:
    """Kind and exact: what, by when, what is asked, with which workbook, and to where."""
    letter = next(letter for letter in found.letters if letter.partner == "birch")
    assert (letter.to, letter.why) == ("data@birch.example", "10 days late")
    assert letter.subject == "Threewoods Partnership: return for 2022-23 Q3 – 10 days late"
    assert letter.body == (
        "Dear Birch Council,\n\n"
        "The return for 2022-23 Q3 (October to December 2022) was due on 21 January 2023, 10 days ago, and has not "
        "reached us yet.\n\n"
        "It asks for 2 figures: Helped early; Came back.\n\n"
        "Please fill in birch.xlsx, which we sent on 3 January 2023, and send it to returns@threewoods.example. Where "
        "you do not have a figure yet, write x in its place, say why, and send the others.\n\n"
        "If something stands in the way, tell us and we will help. If you have sent it in the meantime, thank you, and "
        "please leave this aside.\n\n"
        "With thanks,\nPerformance officer\nThreewoods Partnership"
    )


def test_the_letter_says_what_came_in_place_of_the_return() -> None:
    """Last quarter's form was sent: that is no silence. Once the right one is in, it is told of no more."""
    says = "The return is for 2022-23 Q2 and the period being collected is 2022-23 Q3."
    wrong = Finding(
        "RET002", Severity.ERROR, says, "Send the return for 2022-23 Q3.", found="2022-23 Q2", expected="2022-23 Q3"
    )
    receipt, _ = came("birch", "2023-01-20", period=Q2, findings=(wrong,), outcome=Outcome.REFUSED)
    late = standing(TODAY, receipt)
    assert column(late, "state")["birch"] == "Late"
    assert body(late, "birch").startswith(
        "Dear Birch Council,\n\n"
        "Thank you for birch return.xlsx of 20 January 2023. We could not use it for 2022-23 Q3, for it is of "
        "2022-23 Q2.\n\n"
        "The return for 2022-23 Q3 (October to December 2022) was due on 21 January 2023, 10 days ago, and has not "
    )
    assert "Please fill in birch.xlsx, which we sent on 3 January 2023" in body(late, "birch")
    namesake = body(standing(TODAY, replace(receipt, file="birch.xlsx")), "birch")
    assert "Thank you for birch.xlsx of 20 January 2023." in namesake
    assert "fill in the workbook for 2022-23 Q3, also named birch.xlsx, which we sent on 3 January 2023" in namesake
    assert "We could not use it" not in body(standing(TODAY, receipt, came("birch", "2023-01-24", "early")), "birch")
    elsewhere = replace(receipt, findings=(replace(wrong, expected="2021-22 Q3"),))
    assert "We could not use it" not in body(standing(TODAY, elsewhere), "birch")


def test_who_is_in_without_a_return_is_not_chased_for_one() -> None:
    """All that is asked was imported or entered: accepted, on time and left alone; of a part the rest is asked for."""
    receipt, figures = came("birch", "2023-01-25", "early", "repeat")
    imported = replace(receipt, kind="import", partner="", period=None)
    found = standing(TODAY, (imported, figures))
    assert (column(found, "state")["birch"], column(found, "days_late")["birch"]) == ("Accepted", 0)
    assert "birch" not in {letter.partner for letter in found.letters}
    part = standing(TODAY, (imported, figures[:1]))
    assert column(part, "state")["birch"] == "Late"
    assert "It asks for 1 figure: Came back." in body(part, "birch")


def test_the_letter_names_the_query_workbook_of_the_return_that_stands() -> None:
    """One that asked about an earlier return is not named."""
    oak = EVERY_STATE[3]
    old, new = (
        Query(
            partner="oak",
            period=Q3,
            revision=2,
            fingerprints=(),
            returned=returned,
            asks=(1,),
            file=file,
            sha256="",
            queried_at=on("2023-01-21"),
        )
        for returned, file in (("another", "oak.xlsx"), (oak[0].sha256, "oak-r2.xlsx"))
    )
    assert "Queries" not in body(standing(TODAY, oak, queries=(old,)), "oak")
    assert (
        "The workbook oak-r2.xlsx, sent with this letter, marks each cell in question and has a sheet Queries. Please "
        "correct the figures there or answer on that sheet, and send it to returns@threewoods.example."
    ) in body(standing(TODAY, oak, queries=(old, new)), "oak")


def test_an_answered_query_is_open_no_more() -> None:
    """What was explained or accepted is asked of nobody again."""
    receipt, figures = EVERY_STATE[3]
    with Ledger.open("sqlite://") as ledger:
        ledger.keep([(receipt, figures)])
        asked = ledger.receipts()[0].findings[0]
        answer = Answer(
            partner="oak",
            period=Q3,
            code=asked.code,
            says=asked.says,
            how="explained",
            text="A new way of counting.",
            by="Ms Oak",
            at=on("2023-01-22"),
        )
        ledger.answer([answer], [figure.key for figure in figures])
        seen = status(framework(), Q3, Known(ledger.receipts(), SENT, ledger.outlines()), TODAY)
    assert (seen.open, column(seen, "state")["oak"]) == ([], ReturnState.ACCEPTED)


def test_the_letter_to_who_sent_a_part(found: Status) -> None:
    """It thanks for the file by its name, and says which figure is missing."""
    said = body(found, "cedar")
    assert said.startswith(
        "Dear Ms Cedar,\n\nThank you for cedar return.xlsx of 24 January 2023, the return for 2022-23"
    )
    assert "One figure is still missing: Came back." in said


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        ("Say which is right: pmxl collect --prefer FILE.", "Say which is right."),
        (
            "Say which question it answers, or accept the finding for the partner with pmxl accept.",
            "Say which question it answers.",
        ),
        (
            "Send the workbook that was issued to you; or propose a layout for this one: pmxl layout FILE.",
            "Send the workbook that was issued to you.",
        ),
        ("Give the figure, or a mark such as n/a or x.", "Give the figure, or a mark such as n/a or x."),
    ],
)
def test_a_partner_is_told_of_no_command_of_ours(ask: str, told: str) -> None:
    """In letters and query workbooks a request ends before what only the officer can do."""
    finding = Finding("RET023", Severity.HOLD, "Two files came.", ask, file="oak.xlsx")
    assert spoken(finding, "oak.xlsx") == f"Two files came. {told} [RET023]"


def test_the_letter_about_a_file_that_could_not_be_taken(found: Status) -> None:
    """It says why, and which workbook to fill in."""
    said = body(found, "elm")
    assert "We could not take it:\n1. It is a template of another year. Use ours. [STR006]" in said
    assert "Please fill in elm.xlsx, which we sent on 3 January 2023" in said


def test_the_letter_with_questions(found: Status) -> None:
    """Each with its cell, its figures and what is asked, under a number."""
    assert (
        "Before we can use all of it, we ask:\n1. Return!D8: Helped early was 44.0 in 2022-23 Q2 and is 61.0 now. "
        "Confirm the figure or correct it. [VAL007]\n"
    ) in body(found, "oak") + "\n"


def test_only_who_owes_something_soon_is_written_to(found: Status) -> None:
    """Not the accepted, not whom we have sent nothing; a reminder in the last week."""
    assert [letter.partner for letter in found.letters] == ["birch", "cedar", "elm", "fir", "hazel", "oak"]
    assert next(letter.why for letter in found.letters if letter.partner == "fir") == "Due in 3 days"
    early = standing(date(2023, 1, 10), came("ash", "2023-01-09", "early", "repeat"))
    assert early.letters == ()


def form(to: str, called: str = "action plan", sent_on: date = date(2023, 1, 3)) -> AwaitedForm:
    """A form that is not back."""
    return AwaitedForm(to, called, f"{to.title()}", Q3, f"form-{to}.xlsx", sent_on)


def test_a_form_that_is_not_back_is_asked_for_in_the_same_letter() -> None:
    """Who is written to about the return is asked for the form beside it, in one letter."""
    letter = next(one for one in standing(TODAY, awaited=(form("birch"),)).letters if one.partner == "birch")
    assert letter.why == "10 days late, action plan not in"
    assert letter.body.count("has not come back yet.") == 1
    assert "The action plan for 2022-23 Q3, form-birch.xlsx, which we sent on 3 January 2023," in letter.body


def test_a_form_alone_is_asked_for_too() -> None:
    """Of a partner whose return is in, and of an officer who is no partner and has no address in the framework."""
    awaited = (form("ash"), form("Head of advice"), form("Head of advice", "annual update"))
    found = standing(TODAY, awaited=awaited)
    ash, officer = (next(one for one in found.letters if one.partner == to) for to in ("ash", "Head of advice"))
    assert (ash.to, ash.why) == ("data@ash.example", "Action plan not in")
    assert ash.subject == "Threewoods Partnership: 2022-23 Q3 – action plan not in"
    assert ash.body == (
        "Dear Ash Council,\n\n"
        "The action plan for 2022-23 Q3, form-ash.xlsx, which we sent on 3 January 2023, has not come back yet.\n\n"
        "Please fill it in as far as you can, and send it to returns@threewoods.example.\n\n"
        "If something stands in the way, tell us and we will help. If you have sent it in the meantime, thank you, and "
        "please leave this aside.\n\n"
        "With thanks,\nPerformance officer\nThreewoods Partnership"
    )
    assert (officer.to, officer.why) == ("", "Action plan and annual update not in")
    assert "Please fill them in" in officer.body
    assert found.awaited == awaited
    assert column(found, "chase")["ash"] == "Action plan not in"


@pytest.mark.parametrize(
    ("sent_on", "day", "chased"),
    [
        (date(2023, 1, 3), DUE - timedelta(days=8), False),
        (date(2023, 1, 3), DUE - timedelta(days=7), True),
        (date(2023, 1, 30), date(2023, 2, 12), False),
        (date(2023, 1, 30), date(2023, 2, 13), True),
    ],
)
def test_a_form_is_chased_from_a_week_before_it_is_due(sent_on: date, day: date, chased: bool) -> None:
    """By the day of the period's returns; of one sent after that, as many days after it was sent."""
    came_back = came("ash", "2023-01-09", "early", "repeat")
    found = standing(day, came_back, sent_out=(issued("ash"),), awaited=(form("ash", sent_on=sent_on),))
    assert bool(found.letters) is chased


@pytest.mark.parametrize(("day", "said"), [(DUE, "Due today"), (DUE - timedelta(days=1), "Due tomorrow")])
def test_the_last_days_have_their_names(day: date, said: str) -> None:
    """Today, tomorrow."""
    assert next(letter.why for letter in standing(day).letters if letter.partner == "birch") == said


def test_a_long_list_of_questions_is_cut_and_counted() -> None:
    """A letter stays short enough to be read, and for its cell."""
    many = tuple(replace(QUERY, cell=f"D{n}", file="ash return.xlsx") for n in range(20))
    said = body(standing(TODAY, came("ash", "2023-01-19", "early", "repeat", findings=many)), "ash")
    assert f"{MOST_NAMED}. Return!D7:" in said
    assert f"{MOST_NAMED + 1}. " not in said
    assert "And 12 more, which we can send you." in said


def test_the_longest_letter_still_stands_whole_in_its_cell() -> None:
    """Questions of many words: fewer are listed, and nothing is clipped at the height that Excel's rows can have."""
    wordy = tuple(replace(QUERY, cell=f"D{n}", says="It was far more than ever before. " * 9) for n in range(20))
    seen = standing(TODAY, came("ash", "2023-01-19", "early", findings=wordy))
    plan = plan_register_book(seen)
    assert clipped(plan) == []
    assert max(plan.sheets[1].heights.values()) <= 409
    assert "And 18 more" in body(seen, "ash")

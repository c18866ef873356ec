"""Status: where every return stands on a day, whom to write to with which words, the record, and the owners."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pmxl.assess.awaited_form import AwaitedForm
from pmxl.assess.chase import MOST_NAMED
from pmxl.assess.chase import spoken
from pmxl.assess.punctual import first_days
from pmxl.assess.status import Known
from pmxl.assess.status import Status
from pmxl.assess.status import status
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.cli import app
from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.framework.models import Framework
from pmxl.framework.workbook import read_framework
from pmxl.ledger import Answer
from pmxl.ledger import Issued
from pmxl.ledger import Ledger
from pmxl.ledger import Query
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.reports.register_book import plan_register_book
from pmxl.sheets.measure import clipped
from pmxl.sheets.write import write_workbook
from pmxl.terms import Outcome
from pmxl.terms import ReturnState
from pmxl.terms import Severity
from tests.specimens.framework_file import framework_file
from tests.test_batch import PERIOD
from tests.test_batch import ROWS
from tests.test_batch import sent
from tests.threewoods import partnership

Q2, Q3 = Period(month_index(2022, 7), 3), Period(month_index(2022, 10), 3)
DUE = date(2023, 1, 21)
SETTINGS = [
    {"key": "name", "value": "Threewoods Partnership"},
    {"key": "deadline_days", "value": 21},
    {"key": "officer", "value": "Performance officer"},
    {"key": "return_to", "value": "returns@threewoods.example"},
]
PARTNERS = ("ash", "birch", "cedar", "elm", "fir", "hazel", "oak", "yew")
QUERY = Finding(
    "VAL007",
    Severity.QUERY,
    "Helped early was 44.0 in 2022-23 Q2 and is 61.0 now.",
    "Confirm the figure or correct it.",
    file="oak return.xlsx",
    sheet="Return",
    cell="D8",
)
UNREADABLE = Finding("STR006", Severity.ERROR, "It is a template of another year.", "Use ours.", file="elm.xlsx")


def on(day: str, hour: int = 10) -> datetime:
    """A moment of a day."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


@cache
def framework() -> Framework:
    """Eight partners, each asked for two figures, one of which has its own owners."""
    late = {"id": "repeat", "name": "Came back", "data_owner": "Clerk", "performance_owner": "Deputy", "key": "no"}
    partners = [{"id": p, "name": f"{p.title()} Council", "email": f"data@{p}.example"} for p in PARTNERS]
    partners[2]["contact"] = "Ms Cedar"
    rows: dict[str, Any] = {
        **ROWS,
        "settings": SETTINGS,
        "partners": partners,
        "measures": [ROWS["measures"][0], ROWS["measures"][0] | late],
        "targets": [*ROWS["targets"], ROWS["targets"][0] | {"measure": "repeat"}],
        "tolerances": [*ROWS["tolerances"], ROWS["tolerances"][0] | {"measure": "repeat"}],
    }
    with TemporaryDirectory() as place:
        framework_file(rows, Path(place) / "framework.xlsx")
        read, findings = read_framework(Path(place) / "framework.xlsx")
    assert read is not None, findings
    return read


def issued(partner: str, period: Period = Q3, revision: int = 1, due: date | None = DUE) -> Issued:
    """A workbook that was sent."""
    return Issued(
        partner=partner,
        period=period,
        revision=revision,
        fingerprint="",
        framework="",
        file=f"{partner}{'' if revision == 1 else f'-r{revision}'}.xlsx",
        issued_at=on("2023-01-03"),
        due=due,
    )


def came(
    partner: str, day: str, *figures: str, period: Period = Q3, findings: tuple[Finding, ...] = (), **more: Any
) -> Any:
    """A return with figures of these measures; `(early)` is held, `early!` has a commentary."""
    given = [
        Figure(
            name.strip("()!"),
            partner,
            "",
            period,
            numerator=40,
            denominator=100,
            held=name.startswith("("),
            commentary="As expected." if name.endswith("!") else "",
        )
        for name in figures
    ]
    held = sum(figure.held for figure in given)
    receipt = Receipt(
        file=f"{partner} return.xlsx",
        sha256=f"{partner}{day}{period}{figures}",
        kind="return",
        outcome=Outcome.FINDINGS if findings else Outcome.READ,
        received_at=on(day),
        partner=partner,
        period=period,
        revision=1,
        findings=findings,
        read=len(given),
        kept=len(given) - held,
        held=held,
    )
    return replace(receipt, **more), given


EVERY_STATE = (
    came("ash", "2023-01-19", "early!", "repeat!"),
    came("cedar", "2023-01-24", "early"),
    replace(came("elm", "2023-01-20", findings=(UNREADABLE,))[0], outcome=Outcome.REFUSED, file="elm.xlsx"),
    came("oak", "2023-01-20", "early", "(repeat)", findings=(QUERY,), file="oak return.xlsx"),
    came("ash", "2022-10-30", "early", "repeat", period=Q2),
    came("oak", "2022-10-18", "early", "repeat", period=Q2),
)
"""Ash accepted, Cedar returned in part and late, Elm refused, Oak queried; Birch, Fir and Hazel were sent one."""
SENT = (
    *(issued(partner) for partner in PARTNERS[:7]),
    *(issued(partner, Q2, due=None) for partner in ("ash", "cedar", "oak")),
    issued("fir", revision=2, due=date(2023, 2, 3)),
)


def standing(
    today: date,
    *entries: Any,
    sent_out: tuple[Issued, ...] = SENT,
    of: Framework | None = None,
    queries: tuple[Query, ...] = (),
    awaited: tuple[AwaitedForm, ...] = (),
) -> Status:
    """The status on a day, by a ledger that took these."""
    with Ledger.open("sqlite://") as ledger:
        ledger.keep([entry if isinstance(entry, tuple) else (entry, ()) for entry in entries or EVERY_STATE])
        known = Known(ledger.receipts(), sent_out, ledger.outlines(), ledger.disputes(), queries, awaited)
    return status(of or framework(), Q3, known, today)


TODAY = date(2023, 1, 31)


@pytest.fixture(scope="module")
def found() -> Status:
    """The status ten days after the day on which most were due."""
    return standing(TODAY)


def column(found: Status, name: str) -> dict[str, Any]:
    """A column by partner."""
    return {row["partner"]: row[name] for row in found.partners}


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


# --- letters


def body(found: Status, partner: str) -> str:
    """The letter to a partner."""
    return next(letter.body for letter in found.letters if letter.partner == partner)


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


# --- the record, and the owners


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


# --- the workbook and the command


def test_nothing_in_the_register_is_clipped(found: Status) -> None:
    """Every text stands whole in its cell, the letters too."""
    assert clipped(plan_register_book(found)) == []


def test_the_register_is_written_with_letters_that_can_be_copied(found: Status, tmp_path: Path) -> None:
    """Five sheets, each drawn in to one or two pages; a letter is one cell, in a table with To, Subject and Body."""
    book = load_workbook(write_workbook(plan_register_book(found), tmp_path / "register.xlsx"))
    assert book.sheetnames == ["Register", "Chase", "Open questions", "Record", "Owners"]
    rows = [[cell.value for cell in row] for row in book["Chase"].iter_rows(min_row=4)]
    assert rows[0] == ["Partner", "Why", "To", "Subject", "Body"]
    assert rows[1][4] == body(found, "birch")
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToHeight in (None, 2), sheet.title  # none is one, the format's default


def test_what_partners_wrote_is_text_in_the_register(tmp_path: Path) -> None:
    """A file named like a formula, and findings that show what stood there, run nothing."""
    evil = replace(QUERY, says='=HYPERLINK("http://x")', file="=1+1.xlsx")
    seen = standing(TODAY, came("ash", "2023-01-19", "early", findings=(evil,), file="=1+1.xlsx"))
    book = load_workbook(write_workbook(plan_register_book(seen), tmp_path / "register.xlsx"))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_where_all_is_in_it_says_so_calmly(tmp_path: Path) -> None:
    """No empty tables."""
    seen = standing(TODAY, *(came(partner, "2023-01-19", "early!", "repeat!") for partner in PARTNERS))
    book = load_workbook(write_workbook(plan_register_book(seen), tmp_path / "register.xlsx"))
    assert book["Chase"]["A4"].value == "Nobody needs to be chased."
    assert book["Open questions"]["A4"].value == "Nothing in these returns waits for an answer."


def run(folder: Folder, *words: str) -> str:
    """What the command prints."""
    done = CliRunner().invoke(app, ["status", *words, "--partnership", str(folder.path)])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Three partners, one of which has returned."""
    folder = partnership(tmp_path_factory.mktemp("threewoods"))
    issue(folder, folder.period(PERIOD), deadline=date(2023, 1, 20))
    sent(folder, "ash")
    collect(folder)
    return folder


def test_the_command_prints_the_status_and_writes_the_register(real: Folder) -> None:
    """Of the period issued last unless another is named; days late by the day that was given to issue."""
    said = run(real)
    assert "Ash      Accepted  20 January 2023" in said
    assert "Birch    Late      20 January 2023" in said
    assert "returns/2022-23-q3/register.xlsx Letters ready to copy: 2, on its sheet Chase." in said
    assert (real.path / "returns" / "2022-23-q3" / "register.xlsx").is_file()


def test_the_status_as_records(real: Folder) -> None:
    """JSON holds everything that the register shows, CSV a line a partner."""
    told = json.loads(run(real, PERIOD, "--format", "json"))
    whole = {"period", "as_at", "due", "partners", "open", "chase", "record", "owners", "forms_awaited"}
    assert set(told) == whole | {"hothouse", "plans_owed", "actions_late", "file"}
    assert Path(told["file"]).is_file()
    assert [(row["partner"], row["state"], row["due"]) for row in told["partners"]][:2] == [
        ("ash", "Accepted", "2023-01-20"),
        ("birch", "Late", "2023-01-20"),
    ]
    lines = list(csv.DictReader(io.StringIO(run(real, PERIOD, "--format", "csv"))))
    assert [line["state"] for line in lines] == ["Accepted", "Late", "Late"]


def test_the_status_as_at_an_earlier_day_knows_only_what_was_known_then(real: Folder) -> None:
    """Before anything was issued, nothing was; the register of today is not touched."""
    run(real, PERIOD)
    before = (real.path / "returns" / "2022-23-q3" / "register.xlsx").read_bytes()
    told = json.loads(run(real, PERIOD, "--as-at", "2023-01-01", "--format", "json"))
    assert {row["state"] for row in told["partners"]} == {"Not issued"}
    assert (real.path / "returns" / "2022-23-q3" / "register.xlsx").read_bytes() == before


def test_a_period_in_which_nothing_is_asked_is_said(real: Folder) -> None:
    """No empty register."""
    from pmxl.batch.status import status as of_folder

    with pytest.raises(Refusal, match=r"Nothing is asked of anyone for .*\[RET060\]"):
        of_folder(real, real.period("2022-23 M01"))

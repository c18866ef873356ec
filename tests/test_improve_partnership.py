"""The partnership register: what each kind of partnership is asked, what is missing, overdue or in conflict."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pmxl.improve.logbook.columns_partnership import PARTNERSHIP
from pmxl.improve.partnership.alignment import matrix
from pmxl.improve.partnership.alignment import one_sided
from pmxl.improve.partnership.question import QUESTIONS
from pmxl.improve.partnership.register import AnswerState
from pmxl.improve.partnership.register import Register
from pmxl.improve.partnership.register import register
from tests.specimens.logged import ROWS
from tests.specimens.logged import framework
from tests.specimens.logged import logged

DAY = date(2026, 7, 1)


def found(*answers: dict[str, Any], **sheets: Any) -> Register:
    """The register of these answers."""
    return register(framework(), logged({"partnership": list(answers), **sheets}), DAY)


def test_the_sheet_and_the_register_know_the_same_questions() -> None:
    """A119-A130: each question of the guides is in the drop-down, once, in its order."""
    (asked,) = (column for column in PARTNERSHIP.columns if column.name == "question")
    assert asked.choices == tuple(dict.fromkeys(one.key for one in QUESTIONS))
    assert {one.row for one in QUESTIONS} == {f"A{n}" for n in range(119, 131)}


def state(register_: Register, key: str, partner: str) -> AnswerState:
    """How a question stands for a partner."""
    question = next(one for one in QUESTIONS if one.key == key)
    return register_.place(question, partner).state


@pytest.mark.parametrize("key", [one.key for one in QUESTIONS])
def test_an_empty_register_names_each_question_that_is_open(key: str) -> None:
    """A119, A121, A122, A123, A124, A125, A126, A127, A128, A129, A130: nothing answered is missing by name."""
    name = next(one.name for one in QUESTIONS if one.key == key)
    says = [finding.says for finding in found().findings if finding.code == "IMP070"]
    assert sum(sentence.startswith(f"{name}: ") for sentence in says) == 1
    assert len(says) == len(QUESTIONS)


def test_a_network_is_asked_little_and_a_partnership_that_delivers_everything() -> None:
    """A120: the questions are proportionate; one that has not said what it is, is spared nothing."""
    network = found({"question": "type", "answer": "network: we meet and share"})
    delivery = found({"question": "type", "answer": "delivery"})
    assert (network.type, delivery.type, found().type) == ("network", "delivery", "delivery")
    assert state(network, "accountability", "north") is AnswerState.NOT_ASKED
    assert state(network, "information", "north") is AnswerState.MISSING
    assert state(delivery, "accountability", "north") is AnswerState.MISSING
    assert len(network.missing) < len(delivery.missing) / 2


def test_an_answer_of_the_partnership_stands_for_all_and_a_partners_own_before_it() -> None:
    """A122, A123: what the partnership has agreed need not be typed again for each partner."""
    register_ = found(
        {"question": "accountability", "answer": "The board"},
        {"partner": "north", "question": "accountability", "answer": "Its cabinet"},
    )
    assert state(register_, "accountability", "north") is AnswerState.ANSWERED
    assert state(register_, "accountability", "south") is AnswerState.FOR_ALL
    assert not [one for one in register_.findings if one.says.startswith("Accountability")]


def test_what_one_partner_lacks_is_named_with_the_partner() -> None:
    """A128: a gap is named by its partners, not only counted."""
    register_ = found({"partner": "north", "question": "sharing", "answer": "By share of the budget"})
    (gap,) = [one for one in register_.findings if one.says.startswith("Sharing")]
    assert gap.says == "Sharing risks and rewards: no answer of South."
    assert "sharing" in gap.ask


@pytest.mark.parametrize(("review", "late"), [(date(2026, 6, 30), True), (DAY, False), (None, False)])
def test_an_answer_is_overdue_after_its_day(review: date | None, late: bool) -> None:
    """A129: on its day it is not late yet; without a day it never is."""
    register_ = found({"question": "ways", "answer": "Ways of working, signed", "review": review})
    assert (state(register_, "ways", "") is AnswerState.OVERDUE) == late
    assert [one.cell for one in register_.findings if one.code == "IMP071"] == ["H7"] * late


def test_a_conflict_that_nobody_handles_is_named() -> None:
    """A124: an overlap is recorded; a conflict needs somebody who deals with it."""
    row = ROWS["overlaps"][0]
    cases = (row, row | {"handled": "The board decides"}, row | {"sort": "overlap"})
    codes = [[one.code for one in found(overlaps=[each]).findings] for each in cases]
    assert [("IMP072" in each) for each in codes] == [True, False, False]
    assert [one.cell for one in found(overlaps=[row]).findings if one.code == "IMP072"] == ["G7"]


def test_a_partner_that_left_is_asked_nothing() -> None:
    """A121: the register is of those who belong on the day."""
    frame = framework(partners=[{"id": "gone", "name": "Gone", "to": "2025-26 Q4"}])
    found = register(frame, logged({}, frame), DAY)
    assert "gone" not in [one.id for one in found.partners]
    assert "gone" not in [one.partner for one in matrix(found, logged({}, frame))]


def test_alignment_is_a_matrix_of_every_partner_by_every_objective() -> None:
    """A29: each pair has its two answers; a high priority that a contributing partner's plan lacks is named."""
    logbook = logged()
    found = register(framework(), logbook, DAY)
    pairs = matrix(found, logbook)
    assert len(pairs) == 4
    said = {(one.objective.id, one.partner): one.row for one in pairs}
    assert said["aim-1", "north"] is not None
    assert said["aim-1", "north"].from_their_plan == "in part"
    assert said["aim-2", "south"] is None
    (named,) = one_sided(found, logbook)
    assert named.code == "IMP073"
    assert named.says.startswith("South returns figures for “Aim 1”")

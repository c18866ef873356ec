"""Learning: lessons carried into the next plan and the annual summary, good practice, revisions and meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

from pmxl.improve.learning import lesson
from pmxl.improve.learning import meeting
from pmxl.periods import Period
from tests.specimens.logged import ROWS
from tests.specimens.logged import framework
from tests.specimens.logged import logged

YEAR = Period(2026 * 12 + 3, 12)
LESSON = ROWS["learning"][0]


def lessons(*changes: dict[str, Any]) -> Any:
    """A logbook with these lessons."""
    return logged({"learning": [LESSON | change for change in changes]})


def test_a_lesson_is_carried_into_what_the_next_plan_must_decide() -> None:
    """A115, A6: what worked, what did not and in what part, how it is known, and what to do about it."""
    found = lessons({}, {"worked": "did not", "next": None, "measure": None, "objective": "aim-2", "why": "Cold."})
    said = [one.says for one in lesson.decisions(framework(), found, YEAR.step(1))]
    assert said == [
        "“Evening visits” worked (Evaluation). Decide: Go on in every district.",
        "“Evening visits” did not work: Cold (Evaluation). Decide what follows from it.",
    ]
    assert [one.name for one in lesson.decisions(framework(), found, YEAR.step(1))][1] == "Aim 2"


def test_old_lessons_are_not_carried_for_ever() -> None:
    """A6: a plan takes up what was learned in the year before it and since."""
    found = lessons({"on": date(2025, 3, 31)}, {"on": date(2025, 4, 1)}, {"on": date(2027, 3, 31)})
    assert [one.on.year for one in lesson.untaken(found, YEAR)] == [2025, 2027]
    assert lesson.untaken(found, YEAR)[0].on == date(2025, 4, 1)


def test_the_years_lessons_go_into_its_annual_summary() -> None:
    """A115: each is told with its source, under the measure it is about."""
    found = lessons({}, {"on": date(2027, 4, 1)})
    (told,) = lesson.logged(framework(), found, YEAR)
    assert (told.measure, told.source) == ("output-1", "The logbook")
    assert told.words == "“Evening visits” worked (Evaluation)."


def test_good_practice_names_those_who_have_not_been_told() -> None:
    """A117: what others could use is shared; who tried it need not be told."""
    cases: tuple[dict[str, Any], ...] = (
        {"shared_with": None},
        {"shared_with": None, "partner": "north"},
        {},
        {"share": "no"},
    )
    found, day = lessons(*cases).learning, date(2026, 12, 1)
    assert [lesson.unshared(framework(), one, day) for one in found] == [("North", "South"), ("South",), (), ()]


def test_a_partner_that_left_is_told_nothing_and_was_at_no_meeting() -> None:
    """A107, A117: practice is shared with who is there; attendance is of the year's partners and of who took part."""
    gone = {"id": "gone", "name": "Gone", "to": "2025-26 Q4"}
    frame = framework(partners=[gone, gone | {"id": "guest", "name": "Guest"}])
    (one,) = lessons({"shared_with": "north"}).learning
    assert lesson.unshared(frame, one, date(2026, 12, 1)) == ("South",)
    assert lesson.unshared(frame, one, date(2026, 3, 31)) == ("South", "Gone", "Guest")
    held = logged({"meetings": [ROWS["meetings"][0] | {"present": "north; guest", "apologies": None}]}, frame).meetings
    assert [one.name for one in meeting.attendance(frame, held, YEAR)] == ["North", "South", "Guest"]


def test_attendance_is_counted_by_partner() -> None:
    """A107: who took part in reviews, and who sent apologies, of the meetings of a year so far."""
    rows = [
        ROWS["meetings"][0],
        {"on": date(2026, 10, 20), "what": "Board", "period": "2026-27 Q2", "present": "all"},
        {"on": date(2027, 4, 20), "what": "Board", "period": "2026-27 Q4", "present": "all"},
        {"on": date(2026, 4, 20), "what": "Board", "period": "2025-26 Q4", "present": "all"},
    ]
    found = logged({"meetings": rows})
    held = meeting.of_year(found, YEAR, date(2026, 12, 1))
    counts = [(one.name, one.present, one.apologies, one.of) for one in meeting.attendance(framework(), held, YEAR)]
    assert counts == [("North", 2, 0, 2), ("South", 1, 1, 2)]
    assert len(meeting.of_year(found, YEAR, date(2027, 4, 20))) == 3


def test_a_review_on_the_calendar_that_no_meeting_was_held_for_is_named() -> None:
    """A106: time for review was scheduled; three weeks after its day it should be in the logbook."""
    dates = [{"what": "Board reviews", "on": date(2026, 4, 30), "repeats": "quarter", "sort": "review"}]
    frame = framework(calendar=dates)
    held = logged({"meetings": [{"on": date(2026, 5, 12), "what": "Board"}]}, frame)
    missed = meeting.not_held(frame, held, YEAR, date(2026, 9, 1))
    assert [one.on for one in missed] == [date(2026, 7, 30)]
    assert not meeting.not_held(frame, held, YEAR, date(2026, 8, 20))

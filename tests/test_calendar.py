"""The calendar of a year: what settings and sheet say stands on its day, in a workbook and as .ics."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from pmxl.batch.calendar import calendar
from pmxl.batch.folder import Folder
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.framework.dates import Event
from pmxl.framework.dates import events
from pmxl.framework.judged.timetable import judge_timetable
from pmxl.framework.models import Framework
from pmxl.framework.rows import rows_of
from pmxl.framework.workbook import read_rows
from pmxl.periods import Period
from pmxl.sheets.read import read_workbook
from tests.specimens.framework_file import framework_file
from tests.test_judged import sound

YEAR = Period(2026 * 12 + 3, 12, 4)
REVIEW = {"what": "Board reviews", "on": date(2026, 4, 30), "repeats": "quarterly", "sort": "review", "who": "Board"}
CLOSE = {"what": "Accounts closed", "on": date(2025, 6, 30), "repeats": "year", "sort": "finance"}


def framework(*dates: dict[str, Any], **settings: object) -> Framework:
    """A sound framework with these dates."""
    rows = sound() | {"calendar": list(dates)}
    rows["settings"] += [{"key": key, "value": value} for key, value in settings.items()]
    found, findings = read_rows(rows)
    assert found is not None, [str(finding) for finding in findings]
    return found


def on(found: tuple[Event, ...], what: str) -> list[date]:
    """The days on which something of that name falls."""
    return [event.on for event in found if event.what == what]


def test_returns_go_out_after_each_quarter_and_are_due_by_the_setting() -> None:
    """Four rounds fall in a year, the first of the quarter before it."""
    found = events(framework(deadline_days=30), YEAR)
    assert [(e.what, e.on) for e in found if e.key.startswith("due-")] == [
        ("Returns for 2025-26 Q4 are due", date(2026, 4, 30)),
        ("Returns for 2026-27 Q1 are due", date(2026, 7, 30)),
        ("Returns for 2026-27 Q2 are due", date(2026, 10, 30)),
        ("Returns for 2026-27 Q3 are due", date(2027, 1, 30)),
    ]
    assert on(found, "Returns for 2026-27 Q1 go out") == [date(2026, 7, 1)]
    assert on(found, "Targets and tolerances for 2027-28 agreed") == [date(2027, 3, 31)]


def test_a_date_that_repeats_comes_again_and_stays_within_its_month() -> None:
    """Every quarter from 30 April; the 31st of a month without one is its last day; a year's comes from before."""
    last = {"what": "Month closed", "on": date(2026, 12, 31), "repeats": "month", "sort": "finance"}
    found = events(framework(REVIEW, CLOSE, last), YEAR)
    assert on(found, "Board reviews") == [date(2026, 4, 30), date(2026, 7, 30), date(2026, 10, 30), date(2027, 1, 30)]
    assert on(found, "Accounts closed") == [date(2026, 6, 30)]
    assert on(found, "Month closed") == [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]


def test_a_calendar_without_finance_or_reviews_is_argued_about() -> None:
    """Each is named; with both, only weekends are left; a review before the returns are due is named with both days."""
    bare = judge_timetable(events(framework(), YEAR), YEAR)
    assert {"CAL001", "CAL002"} <= {note.code for note in bare}
    full = judge_timetable(events(framework(REVIEW, CLOSE), YEAR), YEAR)
    assert {note.code for note in full} <= {"CAL004"}
    early = judge_timetable(events(framework(REVIEW | {"on": date(2026, 4, 10)}, CLOSE), YEAR), YEAR)
    (first, *_) = [note for note in early if note.code == "CAL003"]
    assert "10 April 2026" in first.says
    assert "21 April 2026" in first.says


def test_the_sheet_makes_the_round() -> None:
    """Written and read again it says the same; twice the same day is named at its cell."""
    found = framework(REVIEW, CLOSE)
    again, _ = read_rows(rows_of(found))
    assert again is not None
    assert (again.version, again.calendar) == (found.version, found.calendar)
    _, findings = read_rows(sound() | {"calendar": [REVIEW, REVIEW]})
    assert [(f.code, f.cell) for f in findings if f.severity == "Error"] == [("FRM183", "B3")]
    _, findings = read_rows(sound() | {"calendar": [REVIEW | {"on": "soon", "sort": "party"}]})
    assert {(f.code, f.cell) for f in findings if f.severity == "Error"} == {("FRM017", "B2"), ("FRM012", "D2")}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership whose calendar has a text that a spreadsheet would run, and commas that .ics must escape."""
    rows = rows_of(framework(REVIEW | {"what": "=Board, officers; all"}, CLOSE))
    framework_file(rows, tmp_path / "framework.xlsx")
    return Folder(tmp_path)


def test_the_files_say_the_same_days(folder: Folder) -> None:
    """Workbook and .ics have every date; made again, each date keeps its name, so that a calendar moves it."""
    found = calendar(folder, "2026-27")
    book, ics = found.files
    entries = Calendar.from_ical(ics.read_bytes()).walk("VEVENT")
    assert [(e.decoded("dtstart"), str(e["summary"])) for e in entries] == [(e.on, e.what) for e in found.events]
    cells = {sheet.name: sheet.cells for sheet in read_workbook(book).sheets}
    shown = [str(cell.value) for cell in cells["Dates"].values()]
    assert all(event.what in shown for event in found.events)
    assert not any(cell.formula for sheet in cells.values() for cell in sheet.values())
    names = {str(entry["uid"]) for entry in entries}
    assert len(names) == len(entries)
    again = Calendar.from_ical(calendar(folder, "2026-27").files[1].read_bytes()).walk("VEVENT")
    assert {str(entry["uid"]) for entry in again} == names


def test_a_period_that_is_no_year_is_refused(folder: Folder) -> None:
    """A quarter is named with the year it belongs to."""
    with pytest.raises(Refusal, match=r"2026-27 Q1 is not a whole year. Name one: 2026-27. \[CAL005\]"):
        calendar(folder, "2026-27 Q1")


def test_the_command_lists_and_writes(folder: Folder) -> None:
    """A line each, and both files named."""
    done = CliRunner().invoke(app, ["calendar", "2026-27", "-C", str(folder.path)])
    assert done.exit_code == 0
    assert "Accounts closed" in done.stdout
    assert "calendar-2026-27.ics" in done.stdout

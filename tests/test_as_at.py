"""As at a day or a moment: what was known then, told as such."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from pathlib import Path

import pytest

from pmxl.batch.folder import Folder
from pmxl.batch.moment import in_name
from pmxl.batch.moment import said_in
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import scorecard
from pmxl.batch.status import status
from pmxl.batch.status import write_register
from pmxl.findings import Refusal
from pmxl.periods import day_in_words
from tests.test_publish import Q3
from tests.test_publish import TODAY
from tests.test_publish import partnership
from tests.test_publish import texts


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A small partnership with a year of figures."""
    return partnership(tmp_path / "p")


def test_before_the_first_record_the_first_framework_stands(folder: Folder) -> None:
    """Nothing is known of earlier ones; of the ledger nothing had come yet."""
    found = assessment(folder, Q3, datetime.combine(date(2020, 1, 1), time.max).astimezone())
    assert found.measures.iloc[0]["rating"] == "Not due"
    assert found.status == "AS AT 1 JANUARY 2020"
    assert dict(found.method)["Goalposts"].endswith("1 January 2020 lies before that: the first recorded is used.")


def test_as_at_a_day_made_today(folder: Folder) -> None:
    """The day asked for and the moment of making are two things; two moments of a day are two files."""
    day = TODAY - timedelta(days=1)
    moments = [datetime.combine(day, clock).astimezone() for clock in (time(10, 15), time(10, 15, 30, 5), time.max)]
    assert [in_name(moment) for moment in moments] == [f"{day}-101500", f"{day}-101530-000005", f"{day}"]
    names = [said_in(f"scorecard-as-at-{in_name(moment)}") for moment in moments]
    assert names == [f"{day}T10:15:00", f"{day}T10:15:30.000005", f"{day}"]
    assert said_in("scorecard") == ""
    begun = datetime.now().astimezone()  # the tests may run past midnight
    path, _ = scorecard(folder, Q3, moments[0])
    assert path.name == f"scorecard-as-at-{day}-101500.xlsx"
    said = texts(path)
    assert f"AS AT {day_in_words(day).upper()}, 10:15" in said
    made_on = {begun.day, datetime.now().astimezone().day}
    assert any(text.startswith(f"made on {number} ") for text in said for number in made_on)


def test_the_registers_of_two_moments_of_a_day_are_two_files(folder: Folder) -> None:
    """Named as scorecards are, by the clock of this place: one of the morning is not written over by the evening's."""
    day = TODAY - timedelta(days=1)
    moments = [datetime.combine(day, clock).astimezone(UTC) for clock in (time(10, 15), time.max)]
    files = [write_register(folder, status(folder, Q3, moment), moment).name for moment in moments]
    assert files == [f"register-as-at-{day}-101500.xlsx", f"register-as-at-{day}.xlsx"]


@pytest.mark.parametrize("ahead", [timedelta(minutes=1), timedelta(days=1), timedelta(days=2000)])
def test_as_at_a_moment_to_come_is_refused(folder: Folder, ahead: timedelta) -> None:
    """Nobody knows it; the whole of today is no such moment."""
    now = datetime.now().astimezone()
    with pytest.raises(Refusal, match=r"is still to come, and nobody knows how .* \[RET080\]"):
        scorecard(folder, Q3, now + ahead)
    assert assessment(folder, Q3, datetime.combine(now.date(), time.max).astimezone()).status.startswith("AS AT")

"""Afterwards: each command of the quarter ends with the next one, and what was mistyped is told how to be typed."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.batch.folder import Folder
from pmxl.batch.latest import last_issued
from pmxl.batch.latest import last_shown
from pmxl.batch.latest import to_issue
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.framework.make import plan_framework
from pmxl.periods import period_of
from pmxl.sheets.write import write_workbook
from tests.test_batch import PERIOD
from tests.test_batch import ROWS
from tests.test_batch import sent
from tests.threewoods import partnership


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership of three partners and one measure, in a folder where nobody stands."""
    return partnership(tmp_path / "three woods")


def said(*words: str) -> str:
    """What a command prints, told by its words: the terminal's lines break anywhere."""
    return " ".join(CliRunner().invoke(app, words).output.replace("│", " ").split())


def test_each_command_of_the_quarter_names_the_next(folder: Folder) -> None:
    """From the framework to the published scorecard, as it is typed from outside the partnership's folder."""
    there = f'--partnership "{folder.path}"'
    elsewhere = ("-C", str(folder.path))
    running = period_of(datetime.now(UTC).date(), 3).label
    assert f'pmxl issue "{running}" {there}' in said("review", *elsewhere)
    with folder.ledger() as ledger:
        for last in (last_issued, last_shown):
            with pytest.raises(Refusal, match=f'as in: pmxl issue "{running}"'):
                last(ledger, folder)
    assert f'Then run: pmxl collect --period "{PERIOD}" {there}' in said("issue", PERIOD, *elsewhere)
    assert f'pmxl issue "{folder.period(PERIOD).step(1).label}" {there}' in said("review", *elsewhere)
    sent(folder, "ash")
    collected = said("collect", *elsewhere)
    assert f'pmxl status "{PERIOD}" {there}' in collected
    assert f'pmxl scorecard "{PERIOD}" {there}' in collected
    assert f'Once it is agreed: pmxl publish "{PERIOD}" {there}' in said("scorecard", PERIOD, *elsewhere)
    said("publish", PERIOD, *elsewhere)
    assert "Once it is agreed" not in said("scorecard", PERIOD, *elsewhere)


def test_what_is_issued_after_its_own_day_says_so(folder: Folder) -> None:
    """The day has passed, and what to type for another; nothing of a day to come, and nothing where none was issued."""
    there = ("-C", str(folder.path))
    today = datetime.now(UTC).date()
    later = (today + timedelta(days=21)).isoformat()
    everybody = said("issue", PERIOD, *there)
    assert (
        "The day of return that stands in them, 21 January 2023, has passed: pmxl status calls them late. To give "
        f'another day, issue them again, which raises their revision, as in: pmxl issue "{PERIOD}" --deadline {later} '
    ) in everybody
    assert f'pmxl issue "{PERIOD}" --partner ash --deadline {later} ' in said(
        "issue", PERIOD, "--partner", "ash", *there
    )
    assert "has passed" not in said("issue", PERIOD, "--missing", *there)
    assert "has passed" not in said("issue", PERIOD, "--deadline", later, *there)
    assert "has passed" not in said("issue", PERIOD, "--deadline", today.isoformat(), *there)


def test_a_framework_of_a_year_to_come_is_issued_from_its_first_period(tmp_path: Path) -> None:
    """In the quarter that runs nothing is asked yet; where nothing ever is, the running quarter is as good as any."""
    rows = {**ROWS, "measures": [{**row, "first_period": "2023-24 Q2"} for row in ROWS["measures"]]}
    write_workbook(plan_framework(rows), tmp_path / "framework.xlsx")
    folder = Folder(tmp_path)
    assert to_issue(folder, None, date(2022, 12, 1)).label == "2023-24 Q2"
    assert to_issue(folder, None, date(2018, 12, 1)).label == "2018-19 Q3"


def test_in_the_partnership_s_folder_it_need_not_be_named(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is what is typed there."""
    monkeypatch.chdir(folder.path)
    assert said("issue", PERIOD).endswith(f'Then run: pmxl collect --period "{PERIOD}"')


def test_a_period_named_plainly_is_told_where_it_goes() -> None:
    """`actions` has commands of its own, so a period needs its option; the library's own words are not shown."""
    told = said("actions", PERIOD)
    assert "If a period is meant, name it so:" in told
    assert f'actions --period "{PERIOD}".' in told
    assert "Name the period, as in" in said("scorecard")
    assert "Invalid" not in told + said("scorecard") + said("guide", "nowhere")
    xml = said("status", "--format", "xml")
    assert "--format: 'xml' is not one of 'table', 'csv', 'json'." in xml
    assert "Invalid" not in xml
    assert "--port: it should be a valid integer." in said("serve", "--port", "x")


def test_the_hot_house_takes_a_period_as_the_others_do(folder: Folder) -> None:
    """Named plainly or by the option it is the same."""
    elsewhere = ("-C", str(folder.path))
    said("issue", PERIOD, *elsewhere)
    sent(folder, "ash")
    said("collect", *elsewhere)
    for named in ([PERIOD], ["--period", PERIOD]):
        assert said("hothouse", *named, *elsewhere) == f"Nothing has been in the hot-house up to {PERIOD}."

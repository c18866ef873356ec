"""Publishing: what was shown is frozen, and can be shown again as it stood."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.batch.annual import summary
from pmxl.batch.annual import year_of
from pmxl.batch.aside import set_aside
from pmxl.batch.folder import Folder
from pmxl.batch.public import public
from pmxl.batch.publish import publications
from pmxl.batch.publish import publish
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import scorecard
from pmxl.batch.take import import_figures
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.periods import month_index
from pmxl.periods import period_of
from pmxl.sheets.read import read_workbook
from tests.specimens.framework_file import framework_file
from tests.thorough import LONG

Q3 = Period(month_index(2022, 10), 3)
"""The quarter published."""
TODAY = datetime.now().astimezone().date()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A small partnership with a year of figures."""
    return partnership(tmp_path / "p")


def partnership(path: Path, target: float = 90) -> Folder:
    """A framework of one measure of one partner and its figures."""
    path.mkdir()
    write_framework(path, target)
    write_figures(path, 88)
    found = Folder(path)
    import_figures(found, path / "figures.csv")
    return found


def framework_rows(target: float) -> dict[str, list[dict[str, object]]]:
    """One measure of one partner."""
    measure = {
        "id": "helped",
        "name": "People helped",
        "definition": "Everybody helped in the quarter.",
        "objective": "help",
        "kind": "count",
        "decimals": 0,
        "polarity": "higher",
        "frequency": "quarter",
        "accumulate": "stock",
        "partners": "ash",
        "data_owner": "Analyst",
        "performance_owner": "Manager",
    }
    agreed = {"agreed_by": "The board", "agreed_on": "2022-03-24"}
    goal = {"measure": "helped", "period": "2022-23", "basis": "year", "target": target, "purpose": "manage", **agreed}
    return {
        "settings": [{"key": "name", "value": "Threewoods"}, {"key": "year_starts", "value": 4}],
        "partners": [{"id": "ash", "name": "Ash"}],
        "perspectives": [{"id": "users", "name": "Users", "order": 1}],
        "objectives": [{"id": "help", "name": "People are helped", "perspective": "users", "owner": "Manager"}],
        "measures": [measure],
        "targets": [goal],
        "tolerances": [{"measure": "helped", "rule": "5%", **agreed}],
    }


def write_framework(path: Path, target: float) -> None:
    """The framework with a target for the year."""
    framework_file(framework_rows(target), path / "framework.xlsx")


def write_figures(path: Path, latest: float) -> None:
    """Five quarters of figures, the last as given."""
    lines = ["partner,area,measure,period,numerator,denominator,value"]
    periods = [Q3.step(-n) for n in range(4, -1, -1)]
    values = [85, 86, 87, 88, latest]
    lines += [f"ash,,helped,{p.label},,,{v}" for p, v in zip(periods, values, strict=True)]
    (path / "figures.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def cells(path: Path) -> dict[tuple[str, tuple[int, int]], object]:
    """What every cell of a workbook says, the status and the moment of making aside."""
    book = read_workbook(path)
    aside = ("PUBLISHED", "AS AT", "DRAFT", "made on", "published on")
    return {
        (sheet.name, where): cell.value
        for sheet in book.sheets
        for where, cell in sheet.cells.items()
        if not any(word in str(cell.value) for word in aside)
    }


def texts(path: Path) -> set[str]:
    """Every text of a workbook's first sheet."""
    return {str(cell.value) for cell in read_workbook(path).sheets[0].cells.values()}


def test_published_and_recorded(folder: Folder) -> None:
    """It says PUBLISHED, when and by whom; framework, moment and hash are recorded, the bytes of both files kept.

    A scorecard made afterwards is a DRAFT, written beside it.
    """
    done = publish(folder, Q3, "Partnership manager")
    said = texts(done.path)
    assert "PUBLISHED" in said
    [when] = [text for text in said if "published on" in text]
    assert when.endswith("by Partnership manager")
    [one] = publications(folder, Q3)
    assert one.record == done.record
    assert (one.state, one.record.published_by) == ("as published", "Partnership manager")
    assert (folder.raw / done.record.sha256[:2] / done.record.sha256).read_bytes() == done.path.read_bytes()
    kept = folder.raw / done.record.framework_sha256[:2] / done.record.framework_sha256
    assert kept.read_bytes() == folder.framework_file.read_bytes()
    later, _ = scorecard(folder, Q3)
    assert (done.path.name, later.name) == ("scorecard.xlsx", "scorecard-draft.xlsx")
    assert "DRAFT" in texts(later)
    assert publications(folder, Q3)[0].state == "as published"


def test_the_first_year_has_none_before_it(folder: Folder) -> None:
    """Where the ledger has figures of the year before, and the framework asks for none of it, the year stands alone."""
    rows = framework_rows(90)
    rows["measures"][0]["first_period"] = "2022-23 Q1"
    framework_file(rows, folder.framework_file)
    alone = year_of(Folder(folder.path), Q3.year)
    assert alone.outcomes["verdict_before"].tolist() == [""]


@LONG
def test_a_year_is_published_with_its_summary(folder: Folder) -> None:
    """The annual performance summary says PUBLISHED; one made afterwards is a draft beside it, and one published
    again puts the first aside under its number.
    """
    year = Q3.year.previous
    before, _ = summary(folder, year)
    assert (before.name, "DRAFT" in " ".join(texts(before))) == ("annual.xlsx", True)
    done = publish(folder, year, "Partnership manager")
    path = folder.annual(year)
    assert path in done.others
    said = " ".join(texts(path))
    assert "PUBLISHED" in said
    assert "by Partnership manager" in said
    assert [(one.file, one.state) for one in publications(folder, year)][-1] == ("annual.xlsx", "as published")
    kept = path.read_bytes()
    later, _ = summary(folder, year)
    assert (later.name, path.read_bytes()) == ("annual-draft.xlsx", kept)
    assert "DRAFT" in " ".join(texts(later))
    publish(folder, year, "Partnership manager")
    assert folder.annual(year, "published-1").read_bytes() == kept
    states = [(one.file, one.state) for one in publications(folder, year) if "annual" in one.file]
    assert states == [("annual-published-1.xlsx", "published again since"), ("annual.xlsx", "as published")]


def test_shown_again_as_it_stood(folder: Folder) -> None:
    """After a new target and a restated figure, the moment of publication still gives the same workbook."""
    done = publish(folder, Q3)
    before = cells(done.path)
    write_framework(folder.path, 80)
    write_figures(folder.path, 70)
    changed = Folder(folder.path)
    import_figures(changed, folder.path / "figures.csv")
    now = assessment(changed, Q3)
    assert now.measures.iloc[0][["value", "target"]].tolist() == [70, 80]
    assert now.goalposts["what"].tolist() == ["target", "figure"]
    path, again = scorecard(changed, Q3, done.record.as_at)
    assert (again.measures.iloc[0]["value"], again.measures.iloc[0]["target"]) == (88, 90)
    assert path.name == f"scorecard-as-at-{done.record.as_at.astimezone():%Y-%m-%d-%H%M%S-%f}.xlsx"
    assert cells(path) == before


def test_published_again(folder: Folder) -> None:
    """The one before is put aside under a number, and nothing of it is lost.

    The officer corrects the target and publishes at once: what is shown and recorded is the framework saved last.
    Somebody who works in the published file, or throws it away, is found out.
    """
    first = publish(folder, Q3)
    bytes_ = first.path.read_bytes()
    write_framework(folder.path, 80)
    folder = Folder(folder.path)
    second = publish(folder, Q3)
    assert second.earlier is not None
    assert second.earlier.read_bytes() == bytes_
    assert [one.state for one in publications(folder)] == ["published again since", "as published"]
    assert second.assessment.measures.iloc[0]["target"] == 80
    assert second.record.framework == folder.framework.version != first.record.framework
    with second.path.open("ab") as file:
        file.write(b" ")
    assert [one.state for one in publications(folder)] == ["published again since", "changed"]
    second.path.unlink()
    assert [one.state for one in publications(folder)] == ["published again since", "gone"]


def test_each_publication_is_told_by_the_file_that_holds_it_now(folder: Folder) -> None:
    """One published again since lies under a number; somebody who works in it, or throws it away, is found out."""
    first = publish(folder, Q3)
    publish(folder, Q3)
    third = publish(folder, Q3)
    names = ["scorecard-published-1.xlsx", "scorecard-published-2.xlsx", "scorecard.xlsx"]
    assert [one.file for one in publications(folder)] == names
    aside = first.path.with_name(names[0])
    aside.write_bytes(aside.read_bytes() + b" ")
    first.path.with_name(names[1]).unlink()
    assert [one.state for one in publications(folder)] == ["changed", "gone", "as published"]
    listed = CliRunner().invoke(app, ["publish", "--list", "--partnership", str(folder.path)])
    assert listed.exit_code == 3
    assert all(name in listed.stdout for name in names)
    assert third.record.file == "scorecard.xlsx"


def test_what_was_published_before_is_never_written_over(tmp_path: Path) -> None:
    """After a ledger was brought back from a backup it counts anew, and the next free number is taken."""
    book = tmp_path / "scorecard-board.xlsx"
    book.write_bytes(b"third")
    (tmp_path / "scorecard-board-published-1.xlsx").write_bytes(b"first")
    (tmp_path / "scorecard-board-published-2.xlsx").write_bytes(b"second")
    assert set_aside(book, 0) is None
    assert set_aside(book, 1) == tmp_path / "scorecard-board-published-3.xlsx"
    assert set_aside(book, 1) is None
    assert [file.read_bytes() for file in sorted(tmp_path.iterdir())] == [b"first", b"second", b"third"]


def test_nothing_published_of_one_period_says_what_is(folder: Folder) -> None:
    """And without a period the command asks for one."""
    where = ["--partnership", str(folder.path)]
    none = CliRunner().invoke(app, ["publish", "--list", *where])
    assert (none.exit_code, none.stdout.strip()) == (0, "Nothing has been published yet.")
    publish(folder, Q3)
    other = CliRunner().invoke(app, ["publish", "2022-23 Q2", "--list", *where])
    first, *rest = other.stdout.splitlines()
    assert (other.exit_code, first) == (0, "Nothing has been published for 2022-23 Q2. What is:")
    assert any("2022-23 Q3" in line and "as published" in line for line in rest)
    bare = CliRunner().invoke(app, ["publish", *where])
    assert bare.exit_code == 2
    assert "2022-23 Q3" in bare.stdout
    assert bare.stdout.splitlines()[-1].startswith("To publish a scorecard, name its period")


@pytest.mark.parametrize(
    ("back", "says"),
    [
        (-1, r"begins on .*, so there is nothing to publish of it yet\. Name a period that has begun\. \[RET081\]"),
        (9, r"There is no figure for .* in the ledger, so the scorecard would be blank\. .* \[RET082\]"),
    ],
)
def test_a_period_without_anything_to_show_is_not_published(folder: Folder, back: int, says: str) -> None:
    """One that has not begun, and one that is over and has no figure at all; nothing is written."""
    period = (period_of(TODAY, 3) if back < 0 else Q3).step(-back)
    with pytest.raises(Refusal, match=says):
        publish(folder, period)
    assert publications(folder) == []
    assert not folder.scorecard(period).exists()


def test_a_period_that_is_not_over_can_be_published_and_says_so(folder: Folder) -> None:
    """With the day on which it ends and how much is not due yet."""
    now = period_of(TODAY, 3)
    said = CliRunner().invoke(app, ["publish", now.label, "--partnership", str(folder.path)])
    assert said.exit_code == 0, said.output
    assert f"{now.label} ends on {day_in_words(now.last_day)}; 1 measure is not due yet." in said.stdout


def test_a_framework_is_recorded_each_time_it_changes(folder: Folder) -> None:
    """Once for each change, and back again is a change too."""
    for target in (90, 80, 80, 90):
        write_framework(folder.path, target)
        Folder(folder.path).ledger().close()
    with Folder(folder.path).ledger() as ledger:
        versions = [seen.version for seen in ledger.seen()]
    assert len(versions) == 3
    assert versions[0] == versions[2] != versions[1]


def test_a_framework_whose_bytes_are_gone(folder: Folder) -> None:
    """It is said which one, from when, and what to do."""
    moment = datetime.now(UTC)
    write_framework(folder.path, 80)
    changed = Folder(folder.path)
    changed.ledger().close()
    shutil.rmtree(folder.raw)
    with pytest.raises(Refusal, match=r"is no longer in raw\. Bring back the folder raw from a backup"):
        assessment(changed, Q3, moment)


def test_a_scorecard_of_today_needs_no_earlier_framework(folder: Folder) -> None:
    """Where raw/ is gone, or on another machine, the method sheet says what could not be compared."""
    write_framework(folder.path, 80)
    Folder(folder.path).ledger().close()
    shutil.rmtree(folder.raw)
    found = assessment(Folder(folder.path), Q3)
    assert found.goalposts.empty
    assert "1 earlier framework could not be read again" in dict(found.method)["Goalposts"]


def test_a_ledger_of_the_first_version_is_brought_forward(tmp_path: Path) -> None:
    """A ledger made before there were publications gets the tables for them."""
    Ledger.open(tmp_path / "ledger.db", migrations=()).close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as raw, raw:
        raw.execute("DROP TABLE publications")
        raw.execute("DROP TABLE frameworks")
    raw.close()
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert ledger.publications() == []
        assert ledger.seen() == []


def test_the_command(folder: Folder) -> None:
    """Publish, list, and see again by the words that publish gives."""
    where = ["--partnership", str(folder.path)]
    said = CliRunner().invoke(app, ["publish", "2022-23 Q3", "--by", "Partnership manager", *where])
    assert said.exit_code == 0, said.output
    again = next(line for line in said.stdout.splitlines() if "--as-at" in line)
    moment = again.rpartition("--as-at ")[2].strip()
    shown = CliRunner().invoke(app, ["scorecard", "2022-23 Q3", "--as-at", moment, *where])
    assert shown.exit_code == 0, shown.output
    listed = CliRunner().invoke(app, ["publish", "--list", "--format", "json", *where])
    assert '"state": "as published"' in listed.stdout
    wrong = CliRunner().invoke(app, ["assess", "2022-23 Q3", "--as-at", "last week", *where])
    assert wrong.exit_code == 2


def in_public(folder: Folder) -> str:
    """What the public page of the quarter says."""
    return folder.public(Q3).with_suffix(".html").read_text(encoding="utf-8")


def key(folder: Folder, figure: float = 88) -> Folder:
    """The same with its measure for the public."""
    rows = framework_rows(90)
    rows["measures"][0]["key"] = "yes"
    framework_file(rows, folder.framework_file)
    write_figures(folder.path, figure)
    return Folder(folder.path)


def test_a_public_page_that_lies_there_is_told_of(folder: Folder) -> None:
    """It says DRAFT of what was agreed until it is made again: what was hidden in it by hand only people know."""
    folder = key(folder)
    assert publish(folder, Q3).public == ()
    again = key(partnership(folder.path.with_name("again")))
    page = public(again, Q3).page.read_bytes()
    assert publish(again, Q3, "The board").public == (again.public(Q3), again.public(Q3).with_suffix(".html"))
    assert again.public(Q3).with_suffix(".html").read_bytes() == page
    said = " ".join(CliRunner().invoke(app, ["publish", Q3.label, "-C", str(again.path)]).output.split())
    assert "public.xlsx and public.html were made before this. To make them as published" in said
    assert f'pmxl public "{Q3.label}"' in said
    public(again, Q3)
    assert "DRAFT" not in in_public(again)


def test_what_was_published_is_shown_to_the_public_while_the_framework_has_an_error(folder: Folder) -> None:
    """Next year's framework is being typed: that is no fault of what was agreed of this one."""
    publish(key(folder), Q3)
    shown = public(Folder(folder.path), Q3).page.read_bytes()
    rows = framework_rows(90)
    rows["targets"][0]["measure"] = "helpd"
    framework_file(rows, folder.framework_file)
    after = Folder(folder.path)
    assert public(after, after.period(Q3.label)).page.read_bytes() == shown
    with pytest.raises(Refusal, match="FRM033"):
        publish(after, Q3)

"""What is asked about figures that came in a file of history: it is shown, an officer settles it, and it is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from pmxl.assess import Assessment
from pmxl.assess.answered import ASKED
from pmxl.assess.answered import BESIDE
from pmxl.assess.answered import said_about
from pmxl.assess.imported import state_with
from pmxl.assess.sources import settled
from pmxl.batch.accept import accept
from pmxl.batch.folder import Folder
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import unanswered
from pmxl.batch.status import status
from pmxl.batch.take import import_figures
from pmxl.cli import app
from pmxl.findings import Finding
from pmxl.reports.legend import used_marks
from pmxl.terms import ReturnState
from pmxl.terms import Severity
from tests.specimens.framework_file import framework_file
from tests.test_batch import ROWS
from tests.test_ledger import receipt

HEAD = "partner,measure,period,value\n"
FALLS = "ash,thefts,2022-23 Q1,100\nash,thefts,2022-23 Q2,90\nbirch,thefts,2022-23 Q1,50\nbirch,thefts,2022-23 Q2,80\n"
SAYS = "Thefts was 100 thefts by 2022-23 Q1 and is 90 thefts now, counted from the year's start."
OPEN = Finding("VAL011", Severity.QUERY, SAYS, "Say which is right.")
BY = {"reason": "Ten were recorded twice", "by": "A. Officer"}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Thefts are counted from the start of the year; ash's total fell, birch's did not."""
    rows = deepcopy(ROWS)
    more = {"kind": "count", "unit": "thefts", "decimals": 0, "multiplier": None, "accumulate": "cumulative"}
    rows["measures"][0] |= {"id": "thefts", "name": "Thefts", "polarity": "lower", "partners": "ash; birch", **more}
    rows["targets"][0] |= {"measure": "thefts", "target": 400}
    rows["tolerances"][0] |= {"measure": "thefts", "rule": "10%", "amount": None}
    framework_file(rows, tmp_path / "framework.xlsx", "Threewoods")
    return brought(Folder(tmp_path), "history.csv", FALLS)


def brought(folder: Folder, name: str, lines: str) -> Folder:
    """The folder after a file of history."""
    (folder.path / name).write_text(HEAD + lines, encoding="utf-8")
    import_figures(folder, folder.path / name)
    return folder


def shown(folder: Folder) -> Assessment:
    """The scorecard's figures of the second quarter."""
    return assessment(folder, folder.period("2022-23 Q2"))


def asked(folder: Folder) -> list[tuple[str, str, str]]:
    """What the scorecard lists as open."""
    rows = shown(folder).findings[["partner", "code", "says"]].to_dict("split")["data"]
    assert rows == [[row["partner"], row["code"], row["says"]] for row in opened(folder)]
    return [tuple(row) for row in rows]


def opened(folder: Folder) -> list[dict[str, str]]:
    """The same as the register workbook has it."""
    return list(status(folder, folder.period("2022-23 Q2")).open)


def test_a_total_that_fell_is_a_question_until_somebody_answers(folder: Folder) -> None:
    """It stands among what is open, beside the figure and on the first sheet; then in what words it was settled."""
    assert asked(folder) == [("ash", "VAL011", SAYS)]
    found = shown(folder)
    (words,) = found.measures["settled"]
    assert words == f"Ash: Asked, and not answered yet: {SAYS}"
    assert "An answer is awaited about figures behind Thefts." in list(used_marks(found))
    done = accept(folder, folder.period("2022-23 Q2"), "ash", "thefts", **BY)
    assert [one.code for one in done.closed] == ["VAL011"]
    assert asked(folder) == []
    found = shown(folder)
    (words,) = found.measures["settled"]
    assert words.startswith("Ash: Accepted by A. Officer on ")
    assert words.endswith(": Ten were recorded twice")
    assert not any("awaited" in mark for mark in used_marks(found))


def test_what_is_open_is_said_when_it_is_published(folder: Folder) -> None:
    """Of whom, how many and of which sort; nothing is refused for it, and once it is answered nothing is said."""
    command = ["publish", "2022-23 Q2", "--partnership", str(folder.path)]
    done = CliRunner().invoke(app, command)
    assert (done.exit_code, "  1 Query is still open: Ash (1).\n" in done.output) == (0, True), done.output
    accept(folder, folder.period("2022-23 Q2"), "ash", "thefts", **BY)
    assert "still open" not in CliRunner().invoke(app, command).output
    two = pd.DataFrame([("Query", "ash"), ("Query", "birch"), ("Hold", "birch")], columns=["severity", "partner"])
    (words,) = unanswered(replace(shown(folder), findings=two))
    assert words == "1 Hold and 2 Queries are still open: Ash (1) and Birch (2)."


def test_it_is_no_question_of_another_period_or_partner(folder: Folder) -> None:
    """The first quarter has nothing open, and there is nothing of birch's to accept."""
    assert assessment(folder, folder.period("2022-23 Q1")).findings.empty
    with pytest.raises(Exception, match="No Query or Hold like that is open of birch"):
        accept(folder, folder.period("2022-23 Q2"), "birch", **BY)


def test_it_is_over_once_the_figure_is_another(folder: Folder) -> None:
    """A later file puts the figure right: what was asked about the one before is asked no more."""
    brought(folder, "again.csv", "ash,thefts,2022-23 Q2,120\n")
    assert asked(folder) == []
    assert shown(folder).measures["settled"].tolist() == [""]


def test_what_was_accepted_stays_so_in_a_longer_file(folder: Folder) -> None:
    """The same history with a quarter more asks nothing again."""
    accept(folder, folder.period("2022-23 Q2"), "ash", **BY)
    brought(folder, "longer.csv", f"{FALLS}ash,thefts,2022-23 Q3,130\n")
    assert asked(folder) == []


@pytest.mark.parametrize("named", [True, False])
def test_a_hold_is_released_by_its_own_question(tmp_path: Path, *, named: bool) -> None:
    """0.95 or 95: held until an officer accepts it, and then told once in what words."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods")
    lines = "ash,early,2022-23 Q1,55\nash,early,2022-23 Q2,0.56\n"
    folder = brought(Folder(tmp_path), "history.csv", lines)
    [(partner, code, _)] = asked(folder)
    held = shown(folder).figures
    assert (partner, held["held"].tolist()) == ("ash", [True])
    done = accept(folder, folder.period("2022-23 Q2"), "ash", code=code if named else "", **BY)
    assert [key.partner for key in done.released] == ["ash"]
    (row,) = shown(folder).figures.to_dict("records")
    assert not row["held"]
    assert row["note"].count("Ten were recorded twice") == 1


def test_the_command_says_how_to_settle_it(folder: Folder) -> None:
    """As it is typed; where nothing is asked it says nothing more."""
    (folder.path / "more.csv").write_text(f"{HEAD}birch,thefts,2022-23 Q3,70\n", encoding="utf-8")
    said = CliRunner().invoke(app, ["import", str(folder.path / "more.csv"), "--partnership", str(folder.path)])
    assert 'pmxl accept "2022-23 Q3" birch thefts --reason "why" --by "who"' in " ".join(said.stdout.split())
    (folder.path / "fine.csv").write_text(f"{HEAD}birch,thefts,2022-23 Q4,170\n", encoding="utf-8")
    said = CliRunner().invoke(app, ["import", str(folder.path / "fine.csv"), "--partnership", str(folder.path)])
    assert "pmxl accept" not in said.stdout


def older(folder: Folder) -> None:
    """The ledger as an older version kept it: of an import it did not say of which partner a question is."""
    with closing(sqlite3.connect(folder.ledger_file)) as ledger, ledger:
        ledger.execute("UPDATE findings SET partner = ''")


def test_what_an_older_ledger_holds_is_said_of_nobody(folder: Folder) -> None:
    """Ash's question is not birch's, and nobody can tell any more whose it is."""
    older(folder)
    assert asked(folder) == []
    assert shown(folder).measures["settled"].tolist() == [""]
    assert shown(folder).figures["note"].tolist() == ["", ""]


def test_a_figure_that_an_older_ledger_holds_can_still_be_accepted(tmp_path: Path) -> None:
    """Its Hold has no name, and an officer lets the figure count all the same."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods")
    folder = brought(Folder(tmp_path), "history.csv", "ash,early,2022-23 Q1,55\nash,early,2022-23 Q2,0.56\n")
    older(folder)
    done = accept(folder, folder.period("2022-23 Q2"), "ash", **BY)
    assert ([key.partner for key in done.released], done.closed) == (["ash"], ())
    (row,) = shown(folder).figures.to_dict("records")
    assert (row["held"], row["note"].count("Ten were recorded twice")) == (False, 1)


def test_who_is_asked_is_not_said_to_have_settled_everything(folder: Folder) -> None:
    """The register counts the question, on the scorecard as in the status, and no letter asks the partner for it."""
    register = shown(folder).register.set_index("partner")
    assert (register.loc["ash", "status"], register.loc["ash", "findings"]) == ("Queried", 1)
    assert (register.loc["birch", "status"], register.loc["birch", "findings"]) == ("Accepted", 0)
    found = status(folder, folder.period("2022-23 Q2"))
    assert {row["partner"]: (row["state"], row["open"]) for row in found.partners if row["partner"] != "cedar"} == {
        "ash": ("Queried", 1),
        "birch": ("Accepted", 0),
    }
    assert found.letters == ()


def test_of_very_many_words_what_is_still_asked_comes_first() -> None:
    """Thirteen were accepted and one is open: it is not among those left out."""
    note = "Accepted by A. Officer on Monday: seen."
    said = [{"partner": f"p{n}", "partner_name": f"P{n}", "note": note} for n in range(13)]
    said.append({"partner": "last", "partner_name": "Last", "note": f"{ASKED}{SAYS}"})
    first, *_, more = settled(said, "").split("\n")
    assert (first, more) == (f"Last: {ASKED}{SAYS}", "And 11 more.")


@pytest.mark.parametrize(("code", "words"), [("VAL011", [f"{ASKED}{SAYS}"]), *((code, None) for code in BESIDE)])
def test_what_is_asked_of_words_is_not_asked_of_the_figure(code: str, words: list[str] | None) -> None:
    """A commentary that lacks something makes its figure no less sure."""
    asks = Finding(code, Severity.QUERY, SAYS, "Say why.", measure="thefts", period="2022-23 Q2")
    came = receipt("ash.xlsx", findings=(asks,))
    assert said_about([came]).get((came.sha256, "", "thefts", "", "2022-23 Q2")) == words


@pytest.mark.parametrize("state", list(ReturnState))
def test_what_an_import_leaves_open_keeps_a_return_from_being_settled(state: ReturnState) -> None:
    """One that came, be it with all or with a part of what is asked; of the others it changes nothing."""
    is_settled = state in (ReturnState.ACCEPTED, ReturnState.RETURNED)
    assert state_with(state.value, [OPEN]) == (ReturnState.QUERIED if is_settled else state)
    assert state_with(state.value, []) == state

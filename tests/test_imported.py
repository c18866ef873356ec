"""What is asked about figures that came in a file of history: it is shown, an officer settles it, and it is told."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.assess import Assessment
from pmxl.batch.accept import accept
from pmxl.batch.folder import Folder
from pmxl.batch.scorecard import assessment
from pmxl.batch.status import status
from pmxl.batch.take import import_figures
from pmxl.cli import app
from pmxl.reports.legend import used_marks
from tests.specimens.framework_file import framework_file
from tests.test_batch import ROWS

HEAD = "partner,measure,period,value\n"
FALLS = "ash,thefts,2022-23 Q1,100\nash,thefts,2022-23 Q2,90\nbirch,thefts,2022-23 Q1,50\nbirch,thefts,2022-23 Q2,80\n"
SAYS = "Thefts was 100 thefts by 2022-23 Q1 and is 90 thefts now, counted from the year's start."
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
    (settled,) = found.measures["settled"]
    assert settled == f"Ash: Asked, and not answered yet: {SAYS}"
    assert "An answer is awaited about figures behind Thefts: see Returned." in list(used_marks(found))
    done = accept(folder, folder.period("2022-23 Q2"), "ash", "thefts", **BY)
    assert [one.code for one in done.closed] == ["VAL011"]
    assert asked(folder) == []
    found = shown(folder)
    (settled,) = found.measures["settled"]
    assert settled.startswith("Ash: Accepted by A. Officer on ")
    assert settled.endswith(": Ten were recorded twice")
    assert not any("awaited" in mark for mark in used_marks(found))


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


def test_a_hold_is_released_by_its_own_question(tmp_path: Path) -> None:
    """0.95 or 95: held until an officer accepts it, and then told once in what words."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods")
    lines = "ash,early,2022-23 Q1,55\nash,early,2022-23 Q2,0.56\n"
    folder = brought(Folder(tmp_path), "history.csv", lines)
    [(partner, code, _)] = asked(folder)
    held = shown(folder).figures
    assert (partner, held["held"].tolist()) == ("ash", [True])
    done = accept(folder, folder.period("2022-23 Q2"), "ash", code=code, **BY)
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

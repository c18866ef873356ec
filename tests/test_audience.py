"""Audiences: who sees which measures, what is said of a row that cannot be read, and whose scorecard is whose."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pmxl.assess import Assessment
from pmxl.assess import audiences
from pmxl.assess import for_audience
from pmxl.assess.objective import standings
from pmxl.batch.audience import scorecards
from pmxl.batch.begin import new
from pmxl.batch.folder import Folder
from pmxl.batch.publish import publish
from pmxl.cli import app
from pmxl.cli import shown
from pmxl.excel.desk import live
from pmxl.findings import Refusal
from pmxl.framework.columns_audiences import COLUMN_WORDS
from pmxl.framework.columns_audiences import KINDS
from pmxl.framework.faults import Fault
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective
from pmxl.framework.models import Perspective
from pmxl.framework.models_audiences import Audience
from pmxl.framework.seen import seen
from pmxl.framework.seen import usual_audiences
from pmxl.reports.panel_columns import EVERY
from pmxl.sheets.read import read_workbook
from pmxl.terms import Rating
from tests.doors.desk import FakeExcel
from tests.specimens.framework_file import framework_file
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.test_publish import Q3
from tests.test_publish import framework_rows
from tests.test_publish import partnership
from tests.test_review import found_in
from tests.test_review import good


def test_more_measures_than_an_executive_can_attend_to_are_counted() -> None:
    """An executive audience that sees more than the limit is told how many it sees and how many it should."""
    rows = good()
    rows["settings"].append({"key": "executive_limit", "value": 5})
    rows["audiences"] = [{"id": "board", "name": "Executive board", "for": "executive"}]
    found = [finding for finding in found_in(rows) if finding.code == Fault.AUDIENCE_TOO_MUCH.code]
    [said] = [str(finding) for finding in found]
    assert said == (
        "framework.xlsx › audiences!E2: Executive board would see 6 measures, and the executive's limit is 5. "
        "Choose the few that matter most, or key. [FRM146]"
    )


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        ("map", "layout is map, and no objective names a parent: the map would have no arrows."),
        ("golden thread", "layout is thread, and no objective names a plan: the thread would begin nowhere."),
        ("efqm", "layout is efqm, and “Money” is none of the nine criteria: what stands there is put below them."),
    ],
)
def test_a_layout_that_cannot_be_filled_says_what_is_lacking(layout: str, says: str) -> None:
    """The finding names the cell of the layout and what the framework lacks for it."""
    rows = good()
    rows["objectives"][1]["parent"] = None
    rows["perspectives"][1]["name"], rows["perspectives"][1]["id"] = "Money", "money"
    rows["objectives"][1]["perspective"] = "money"
    rows["audiences"][0]["layout"] = layout
    found = [finding for finding in found_in(rows) if finding.code == Fault.LAYOUT_UNFILLED.code]
    assert [(finding.cell, finding.says) for finding in found] == [("D2", says)]


def board(*measures: Measure, **changes: Any) -> Framework:
    """A framework of two perspectives with owners, of these measures or of three usual ones."""
    given: dict[str, Any] = {
        "perspectives": (Perspective(id="community", name="Community"), Perspective(id="money", name="Money", order=2)),
        "objectives": (
            Objective(id="safer", name="Safer streets", perspective="community", owner="Head of Safety"),
            Objective(id="thrift", name="Every pound counts", perspective="money", parent="safer", plan="Budget"),
        ),
    }
    usual = (
        measure("burglary", key=True),
        measure("visits", audiences=("managers",), performance_owner="Head of Housing"),
        measure("costs", objective="thrift", partners=("ash",), kind="money"),
    )
    return framework(*(measures or usual), **(given | changes))


FIGURES = tuple(
    figure(m, p, v)
    for m, p, v in (
        *(("burglary", "ash", 10.0), ("burglary", "birch", 20.0), ("burglary", "cedar", 30.0)),
        *(("visits", "ash", 1.0), ("visits", "birch", 2.0), ("costs", "ash", 5.0)),
    )
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """The three measures assessed: burglary is Red for Cedar alone."""
    targets = tuple(target("burglary", partner=p, target=t) for p, t in (("ash", 5), ("birch", 5), ("cedar", 90)))
    return assessed(tmp_path_factory.mktemp("board"), board(targets=targets), FIGURES)


@pytest.mark.parametrize(
    ("measures", "sees"),
    [
        ((), ["burglary", "visits", "costs"]),
        (("all",), ["burglary", "visits", "costs"]),
        (("key",), ["burglary"]),
        (("key", "costs"), ["burglary", "costs"]),
        (("perspective:money",), ["costs"]),
        (("objective:safer",), ["burglary", "visits"]),
        (("owner:head of housing",), ["visits"]),
        (("owner:head of safety",), ["burglary", "visits"]),
        (("partner:birch",), ["burglary", "visits"]),
        (("partner: ash",), ["burglary", "visits", "costs"]),
        (("partner:nobody",), []),
        (("kind:money",), ["costs"]),
    ],
)
def test_an_audience_sees_what_it_chooses(found: Assessment, measures: tuple[str, ...], sees: list[str]) -> None:
    """Measures are chosen by id, as key, or by what they belong to; none chosen are all."""
    framework = board(audiences=(Audience(id="managers", name="Managers", measures=measures),))
    assert [m.id for m in seen(framework, framework.audiences[0])] == sees


def test_a_measure_is_seen_by_the_audiences_it_names_alone(found: Assessment) -> None:
    """A measure that names its audiences is kept from every other, its method line with it."""
    shown = for_audience(found, "directors")
    assert list(shown.measures["measure"]) == ["burglary", "costs"]
    assert "Measure visits" not in dict(shown.method)
    assert "Measure visits" in dict(for_audience(found, "managers").method)


def test_nothing_is_worked_out_anew(found: Assessment) -> None:
    """Every row an audience sees is one of the assessment, unchanged."""
    shown = for_audience(found, "executive")
    for name in ("measures", "partners", "series", "figures"):
        whole, part = getattr(found, name), getattr(shown, name)
        expected = whole[whole["measure"] == "burglary"].reset_index(drop=True)
        pd.testing.assert_frame_equal(part, expected)


def test_a_partner_sees_its_own_figures_alone(found: Assessment) -> None:
    """Ash's scorecard has Ash's value as the figure, and nothing of Birch or Cedar anywhere."""
    shown = for_audience(found, "partner:ash")
    assert dict(zip(shown.measures["measure"], shown.measures["value"], strict=True)) == {"burglary": 10, "costs": 5}
    assert set(shown.partners["partner"]) == set(shown.figures["partner"]) == set(shown.register["partner"]) == {"ash"}
    assert set(shown.findings["partner"]) <= {"ash"}
    assert shown.audience is not None
    assert (shown.audience.id, shown.audience.name) == ("partner-ash", "Ash")
    series = shown.series[shown.series["measure"] == "burglary"]
    assert series["value"].iloc[-1] == 10


def test_a_partner_sees_its_own_exceptions_even_where_the_whole_hides_them(found: Assessment) -> None:
    """Cedar falls short of its own target and is told; Ash, who meets its own, is not."""
    assert list(for_audience(found, "partner:cedar").exceptions["measure"]) == ["burglary"]
    assert list(for_audience(found, "partner:ash").exceptions["measure"]) == []


def test_every_audience_is_listed_with_a_scorecard_for_each_partner(found: Assessment) -> None:
    """Without rows of its own a framework has the six usual audiences; each partner stands by itself."""
    partners = ("partner:ash", "partner:birch", "partner:cedar")
    assert audiences(found) == ("executive", "members", "directors", "managers", *partners, "public")
    rows = (Audience(id="board", name="Board", order=2), Audience(id="ash", name="Ash", for_="partner:ash", order=1))
    named = replace(found, framework=board(audiences=rows))
    assert audiences(named) == ("ash", "board")
    assert for_audience(named, "ash").audience is not None
    assert set(for_audience(named, "ash").figures["partner"]) == {"ash"}


@pytest.mark.parametrize("name", ["bord", "partner:oak", "partner", ""])
def test_an_audience_that_is_not_there_is_refused_with_those_that_are(found: Assessment, name: str) -> None:
    """The refusal names every audience that could have been meant."""
    with pytest.raises(Refusal, match=r"members, directors, managers, public, partner:ash.*\[OUT045\]"):
        for_audience(found, name)


def test_an_audience_that_would_see_nothing_is_refused(found: Assessment) -> None:
    """A scorecard without a measure is not written."""
    rows = (Audience(id="board", name="Board", measures=("kind:median",)),)
    with pytest.raises(Refusal, match=r"Board \(board\) would see no measure of 2022-23 Q3\. .*\[OUT046\]"):
        for_audience(replace(found, framework=board(audiences=rows)), "board")


def test_an_objective_stands_as_its_worst_measure_counted_and_never_averaged(found: Assessment) -> None:
    """One Red among Greens is Red, with the counts. An objective without measures has those of what serves it;
    one whose measures are only not shown has none.
    """
    rows = found.measures.assign(rating=["Green", "Red", "No data"])
    whole = standings(replace(found, measures=rows))
    assert (whole["safer"].worst, whole["safer"].counts) == (Rating.RED, {Rating.GREEN: 1, Rating.RED: 1})
    assert (whole["thrift"].worst, whole["thrift"].grey, whole["thrift"].total) == (None, 1, 1)
    part = replace(found, measures=rows[rows["measure"] == "costs"])
    assert set(standings(part)) == {"thrift"}
    only = board(measure("costs", objective="thrift"))
    lent = standings(replace(part, framework=only))
    assert (lent["safer"].borrowed, lent["safer"].grey) == (True, 1)


def test_one_run_makes_every_scorecard_and_says_for_whom_there_is_none(tmp_path: Path) -> None:
    """--all writes the master scorecard and each audience's; one that would see nothing is named and stops nobody."""
    where = ["--partnership", str(partnership(tmp_path / "p").path)]
    ran = CliRunner().invoke(app, ["scorecard", "2022-23 Q3", "--all", *where])
    assert ran.exit_code == 0, ran.output
    made = sorted(path.name for path in (tmp_path / "p/scorecards/2022-23-q3").iterdir())
    names = ["directors", "managers", "partner-ash", "public"]
    assert made == sorted(["scorecard.xlsx", *(f"scorecard-{name}.xlsx" for name in names)])
    assert "None for executive: Executive board (executive) would see no measure of 2022-23 Q3." in ran.output


def test_a_scorecard_for_somebody_says_for_whom_and_never_overwrites_another(tmp_path: Path) -> None:
    """It lies beside the master, as at a day under that day, after publishing as a draft; its title says whose."""
    folder = partnership(tmp_path / "p")
    [first] = scorecards(folder, Q3, ["partner:ash"])
    assert first.path is not None
    assert first.path.name == "scorecard-partner-ash.xlsx"
    said = [str(cell.value) for cell in read_workbook(first.path).sheets[0].cells.values()]
    assert any(text.startswith("Quarterly scorecard for Ash · 2022-23 Q3") for text in said)
    publish(folder, Q3)
    [draft] = scorecards(folder, Q3, ["public"])
    [then] = scorecards(folder, Q3, ["public"], datetime.now(UTC))
    assert draft.path is not None
    assert then.path is not None
    assert draft.path.name == "scorecard-public-draft.xlsx"
    assert then.path.name.startswith("scorecard-public-as-at-")


def test_scorecards_for_audiences_come_as_a_record_with_a_pdf_each_and_from_the_open_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--format json names the files; --pdf prints each audience's own plan; --active takes folder and period."""
    folder = partnership(tmp_path / "p")
    printed: list[tuple[str, str]] = []

    def also(found: Assessment, path: Path, *, asked: bool) -> list[Path]:
        printed.append((found.audience.id if found.audience else "", path.name))
        return [path.with_suffix(".pdf")] if asked else []

    monkeypatch.setattr(shown, "also_pdf", also)
    words = ["scorecard", "2022-23 Q3", "--for", "partner:ash", "--for", "public", "--pdf", "--format", "json"]
    ran = CliRunner().invoke(app, [*words, "--partnership", str(folder.path)])
    record = json.loads(ran.stdout)
    names = [Path(file).name for file in record["files"]]
    assert names == [f"scorecard-{who}.{form}" for who in ("partner-ash", "public") for form in ("xlsx", "pdf")]
    assert printed == [("partner-ash", "scorecard-partner-ash.xlsx"), ("public", "scorecard-public.xlsx")]
    excel = FakeExcel(Path(record["files"][0]))
    monkeypatch.setattr(live, "attach", lambda *_: excel)
    ran = CliRunner().invoke(app, ["scorecard", "--active", "--for", "public", "--format", "json"])
    assert [Path(file).name for file in json.loads(ran.stdout)["files"]] == ["scorecard-public.xlsx"]
    assert [path.name for path, _ in excel.opened] == ["scorecard-public.xlsx"]


def test_an_audience_nobody_knows_is_refused_on_the_command_line(tmp_path: Path) -> None:
    """Nothing is written; --for and --all together are wrong usage."""
    where = ["--partnership", str(partnership(tmp_path / "p").path)]
    ran = CliRunner().invoke(app, ["scorecard", "2022-23 Q3", "--for", "bord", *where])
    assert isinstance(ran.exception, Refusal)
    assert not (tmp_path / "p/scorecards/2022-23-q3").exists()
    assert CliRunner().invoke(app, ["scorecard", "2022-23 Q3", "--for", "public", "--all", *where]).exit_code == 2


def test_a_new_framework_comes_with_the_six_audiences(tmp_path: Path) -> None:
    """The workbook that `new` makes has a row for each kind, which reads back as the usual audiences."""
    new(tmp_path / "valley", "Valley")
    book = load_workbook(tmp_path / "valley/framework.xlsx")["audiences"]
    rows = [[cell.value for cell in row] for row in book.iter_rows(min_row=6)]
    column = rows[0].index("for")
    assert [row[column] for row in rows[1:7]] == list(KINDS)
    assert [one.for_ for one in usual_audiences()] == list(KINDS)


def test_publishing_publishes_every_audiences_scorecard_and_keeps_the_one_before(tmp_path: Path) -> None:
    """What an audience was shown is not lost when it is published again; without rows in the framework none is made."""
    folder = partnership(tmp_path / "p")
    assert publish(folder, Q3).others == ()
    rows = framework_rows(90) | {"audiences": [{"id": "board", "name": "Board"}]}
    framework_file(rows, folder.framework_file)
    for names in (["scorecard-board.xlsx"], ["scorecard-board-published-2.xlsx", "scorecard-board.xlsx"]):
        done = publish(Folder(folder.path), Q3)
        assert [path.name for path in done.others] == ["scorecard-board.xlsx"]
        assert sorted(path.name for path in done.path.parent.glob("*board*")) == names
    said = [str(cell.value) for cell in read_workbook(done.others[0]).sheets[0].cells.values()]
    assert "PUBLISHED" in said


def test_publishing_says_which_audience_has_no_scorecard(tmp_path: Path) -> None:
    """One that sees nothing of the period is named with the reason, and the others' are published all the same."""
    folder = partnership(tmp_path / "p")
    named = [{"id": "board", "name": "Board"}, {"id": "lead", "name": "Lead", "measures": "key"}]
    rows = framework_rows(90) | {"audiences": named}
    framework_file(rows, folder.framework_file)
    ran = CliRunner().invoke(app, ["publish", "2022-23 Q3", "--partnership", str(folder.path)])
    assert ran.exit_code == 0, ran.output
    assert "scorecard-board.xlsx" in ran.output
    assert "None for lead: Lead (lead) would see no measure of 2022-23 Q3." in ran.output


def test_every_column_has_the_word_by_which_it_is_asked_for() -> None:
    """What an audience may name is what a first sheet can show, in the same order."""
    assert tuple(column.word for column in EVERY) == COLUMN_WORDS

"""The improvement journey: sent to each partner, read back with its cells, and put together without averaging away."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.journey import consolidate
from pmxl.batch.journey import issue_journey
from pmxl.batch.journey import write_journey
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.improve.journey.gates import Readiness
from pmxl.improve.journey.journey import together
from pmxl.improve.journey.stages import FILE
from pmxl.improve.journey.stages import journey_in
from pmxl.improve.journey.stages import read_journey
from pmxl.reports.journey.book import plan_journey
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.measure import clipped
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook
from pmxl.shipped import shipped
from pmxl.terms import Outcome
from tests.kinds import plan_of
from tests.specimens.framework_file import framework_file
from tests.specimens.journey import JOURNEY
from tests.specimens.journey import rounds
from tests.specimens.journey import specimen
from tests.specimens.small import EASTMOOR
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.test_batch import ROWS
from workbooks.forms import Answers
from workbooks.forms import type_in

EVIDENCE = "Evidence: what could another partner look up?"


def test_the_five_stages_are_there_in_words() -> None:
    """A131, A132, A133, A136: five stages in order, each with statements for senior, corporate or service managers
    whose four scores are described, a gate of right things and pitfalls, tips and how-to.
    """
    journey = journey_in(Path("nowhere"))
    names = [stage.name for stage in journey.scored]
    assert names == ["Taking stock", "Setting direction", "Getting started", "Making it happen", "Keeping on track"]
    for stage in journey.scored:
        assert len(stage.statements) >= 5
        assert all(len({*line.levels}) == 4 for line in stage.statements)
        assert {line.sort for line in stage.gate} == {"done", "pitfall"}
        assert len(stage.of("tip")) >= 2
        assert len(stage.of("how")) >= 2
    heard = {line.about for stage in journey.scored for line in stage.statements}
    assert heard == {"senior managers", "corporate managers", "service managers"}
    assert len(journey.culture) >= 4


def test_views_stand_side_by_side() -> None:
    """A134: lowest, middle and highest of each stage, with how far apart; who did not score is left out, not nought."""
    stock, track = specimen().stages
    assert stock.view.scores == {NORTHVALE: 3.5, EASTMOOR: 2.0}
    assert (stock.view.low, stock.view.middle, stock.view.high, stock.view.spread) == (2.0, 2.75, 3.5, 1.5)
    assert track.view.scores == {NORTHVALE: 2.0, EASTMOOR: 2.0}
    assert [one.view.is_far_apart for one in stock.statements] == [True, False]
    assert "On one statement partners are two scores apart or more" in specimen().apart
    assert "4 (Northvale Borough Council) against 1 (Eastmoor & Dale Council)" in specimen().apart


def test_change_is_each_partner_against_itself() -> None:
    """A134: only what a partner scored in both rounds counts as moved; a first round says so."""
    stock, track = specimen().stages
    assert stock.statements[0].view.moved == {NORTHVALE: 2, EASTMOOR: -1}
    assert stock.statements[1].view.moved == {NORTHVALE: 0}
    assert track.view.moved == {}
    assert (stock.then_and_now(NORTHVALE), stock.then_and_now(EASTMOOR)) == ((2.5, 3.5), (2.0, 1.0))
    assert track.then_and_now(EASTMOOR) is None
    assert specimen().moved == "Since 2021-22: 1 score up, 1 down, 1 as before."
    first = together(FRAMEWORK, JOURNEY, rounds()[0], None)
    assert "first round" in first.moved
    assert "Change" not in [sheet.name for sheet in plan_journey(first).sheets]


def test_the_radar_shows_the_range_and_the_round_before(tmp_path: Path) -> None:
    """A134: a native radar chart of highest, lowest and middle view, this time and last, and in words too."""
    [chart] = plan_journey(specimen()).sheets[0].charts
    assert [one.name for one in chart.series] == ["Highest view", "Lowest view", "Middle view", "Middle view 2021-22"]
    assert "Taking stock 2.0 to 3.5, middle 2.8" in chart.alt
    book = load_workbook(write_workbook(plan_journey(specimen()), tmp_path / "journey.xlsx"))
    [drawn] = book["Journey"]._charts  # type: ignore[attr-defined]
    assert type(drawn).__name__ == "RadarChart"
    assert len(drawn.series) == 4


def test_who_has_not_answered_is_named() -> None:
    """A134: the police were asked and are silent."""
    found = specimen()
    assert [one.id for one in found.now.silent] == [POLICE]
    assert found.heard == "2 of 3 partners have answered; not yet: Thamesmere Police."


def test_a_gate_is_as_the_partner_sees_it_that_sees_most_amiss() -> None:
    """A132: In part with one keeps a stage open, No closes nothing but says so; words that are none of ours stand."""
    stock, track = specimen().gates
    assert (stock.readiness, track.readiness) == (Readiness.ALMOST, Readiness.NOT_YET)
    assert [point.line.ref for point in stock.open] == ["stock-d1"]
    assert stock.points[1].answers == {NORTHVALE: "Yes", EASTMOOR: "Perhaps"}
    book = plan_journey(specimen())
    shown = {str(put.value) for sheet in book.sheets for table in sheet.tables for put in table.puts()}
    assert "Eastmoor & Dale Council: By June." in shown
    assert any("Eastmoor & Dale Council answered: Perhaps" in text for text in shown)


def test_gap_and_culture_are_shown_in_partners_own_words() -> None:
    """A12, A118: where we are, need to be and how to get there, by partner; a survey with how many were asked."""
    [gap] = specimen().gaps
    assert (gap.partner, gap.stage, gap.where, gap.by) == (
        EASTMOOR,
        "Keeping on track",
        "Nobody looks back.",
        date(2023, 9, 30),
    )
    book = plan_journey(specimen())
    shown = {str(put.value) for sheet in book.sheets for table in sheet.tables for put in table.puts()}
    assert {"Nobody looks back.", "Staff survey, 212 asked."} <= shown


@pytest.mark.parametrize("kind", ["journey", "journey-form", "update-form"])
def test_the_workbook_is_whole(kind: str) -> None:
    """A133: it passes the lint, what partners wrote is text, and nothing is clipped."""
    plan = plan_of(kind)
    assert formulas_of(plan) == set()
    assert lint_workbook(plan_to_bytes(plan), set()) == []
    assert clipped(plan) == []


Change = Callable[[list[list[str]]], None]
FAULTS: list[tuple[Change, str, str]] = [
    (lambda rows: rows[2].__setitem__(1, "question"), "B3", "IMP003"),
    (lambda rows: rows[2].__setitem__(3, ""), "D3", "IMP003"),
    (lambda rows: rows[3].__setitem__(2, "stock-1"), "C4", "IMP003"),
    (lambda rows: rows[2].__setitem__(7, ""), "H3", "IMP003"),
    (lambda rows: rows[2].__setitem__(0, "sock"), "A3", "IMP003"),
    (lambda rows: rows[0].__setitem__(3, "words"), "", "IMP001"),
    (lambda rows: rows.__delitem__(slice(2, None)), "", "IMP002"),
]


@pytest.mark.parametrize(("change", "cell", "code"), FAULTS)
def test_what_is_amiss_in_the_statements_is_named_by_cell(tmp_path: Path, change: Change, cell: str, code: str) -> None:
    """A133: a line of no sort or without words, a ref twice, a score not described, a stage or a column missing."""
    with (shipped("templates") / FILE).open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    change(rows)
    with (tmp_path / FILE).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    with pytest.raises(Refusal) as refused:
        read_journey(tmp_path / FILE)
    assert (refused.value.finding.code, refused.value.finding.cell) == (code, cell)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership of three with statements of its own: two stages, two statements each."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods Partnership")
    (tmp_path / "templates").mkdir()
    with (tmp_path / "templates" / FILE).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("stage", "sort", "ref", "text", "about", "one", "two", "three", "four"))
        for key, name in (("stock", "Taking stock"), ("track", "Keeping on track")):
            writer.writerow((key, "stage", "", name, "Where are we?"))
            writer.writerow((key, "statement", f"{key}-1", f"{name} one", "", "a", "b", "c", "d"))
            writer.writerow((key, "done", f"{key}-d1", "Is it so?"))
    return Folder(tmp_path)


def sent_back(folder: Folder, label: str, partner: str, answers: Answers, revision: str = "") -> str:
    """A partner's form filled in, put into the inbox and collected; what came of it."""
    period = folder.period(label)
    issued = folder.issued(period) / f"journey-{partner}{revision}.xlsx"
    file = folder.inbox(period) / f"from {partner}{revision} {len(answers)}.xlsx"
    type_in(issued, file, answers, "A. Shah", date(2023, 4, 20))
    [outcome] = collect(folder, [file], queries=False).files
    assert outcome.outcome in (Outcome.READ, Outcome.FINDINGS)
    return ", ".join(f"{one.code} {one.sheet}!{one.cell}" for one in outcome.findings)


def test_two_rounds_from_issue_to_workbook(folder: Folder) -> None:
    """A131, A134, A135: any stage may be answered alone and in any order; a reissue keeps what was said; rounds are
    compared; a high score without evidence is asked about by its cell.
    """
    partners = [one.id for one in folder.framework.partners]
    first, second = folder.period("2021-22"), folder.period("2022-23")
    assert len(issue_journey(folder, first)) == len(partners)
    said = sent_back(folder, "2021-22", partners[0], {("track-1", "Score"): 3})
    assert said == "IMP010 Keeping on track!G6"
    issue_journey(folder, second)
    sent_back(folder, "2022-23", partners[0], {("track-1", "Score"): 4, ("track-1", EVIDENCE): "Minutes."})
    assert [path.name for path in issue_journey(folder, second, [partners[0]])] == [f"journey-{partners[0]}-r2.xlsx"]
    sent_back(folder, "2022-23", partners[0], {("stock-1", "Score"): 2, ("stock-d1", "So with you?"): "no"}, "-r2")
    path, found = write_journey(folder, second)
    assert path == folder.path / "scorecards" / "2022-23" / "journey.xlsx"
    assert {one.stage.key: dict(one.view.scores) for one in found.stages} == {
        "stock": {partners[0]: 2.0},
        "track": {partners[0]: 4.0},
    }
    assert found.before is not None
    assert found.stages[1].view.moved == {partners[0]: 1.0}
    assert found.gates[0].readiness is Readiness.NOT_YET
    assert load_workbook(path).sheetnames[:3] == ["Journey", "Statements", "Change"]
    assert consolidate(folder, first).before is None


def test_a_period_nobody_was_asked_about_is_refused(folder: Folder) -> None:
    """A134: the refusal names the rounds that there are, or how to begin."""
    with pytest.raises(Refusal, match='pmxl journey issue "2022-23"') as nothing:
        consolidate(folder, folder.period("2022-23"))
    assert nothing.value.finding.code == "IMP004"
    issue_journey(folder, folder.period("2021-22"))
    with pytest.raises(Refusal, match="Name one of: 2021-22"):
        consolidate(folder, folder.period("2022-23"))


def test_the_command_sends_and_puts_together(folder: Folder) -> None:
    """A131: journey issue PERIOD writes a workbook for each partner named, journey PERIOD the one of all."""
    where = ["-C", str(folder.path)]
    partner = folder.framework.partners[0].id
    sent = CliRunner().invoke(app, ["journey", "issue", "2022-23", "--partner", partner, *where])
    assert sent.exit_code == 0, sent.output
    assert "1 self-assessment for 2022-23" in sent.output
    made = CliRunner().invoke(app, ["journey", "2022-23", "--format", "json", *where])
    assert made.exit_code == 0, made.output
    assert "0 of 1 partners have answered" in made.output
    assert CliRunner().invoke(app, ["journey", "issue", *where]).exit_code == 2
    assert CliRunner().invoke(app, ["journey", "send", "2022-23", *where]).exit_code == 2


def test_the_statements_can_be_fetched_to_be_changed(tmp_path: Path) -> None:
    """A133: pmxl template journey copies journey.csv into the partnership's templates."""
    (tmp_path / "framework.xlsx").touch()
    done = CliRunner().invoke(app, ["template", "journey", "-C", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "templates" / FILE).read_bytes() == (shipped("templates") / FILE).read_bytes()

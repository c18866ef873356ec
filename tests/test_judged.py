"""The framework judged: each shortfall planted alone is argued at its cell, and a sound framework is left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pmxl.batch.folder import Folder
from pmxl.batch.review import review
from pmxl.batch.review import write_review
from pmxl.cli import app
from pmxl.framework.judged.criterion import FABRIC
from pmxl.framework.judged.criterion import POINTS
from pmxl.framework.judged.criterion import SMART
from pmxl.framework.judged.criterion import WORTH
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.criterion import worse
from pmxl.framework.judged.evidence import NOTHING_KNOWN
from pmxl.framework.judged.evidence import Evidence
from pmxl.framework.judged.evidence import Process
from pmxl.framework.judged.judgement import Judgement
from pmxl.framework.judged.judgement import judge
from pmxl.framework.judged.matter import Matter
from pmxl.framework.judged.owners import is_nobody
from pmxl.framework.make import plan_framework
from pmxl.framework.rows import rows_of
from pmxl.framework.workbook import places_in
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.periods import Period
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import write_workbook

Rows = dict[str, list[dict[str, Any]]]
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
STAGES = ("input", "process", "output", "outcome")
PURPOSES = ("manage", "accountability", "manage", "improvement")


def measure(n: int, stage: str) -> dict[str, Any]:
    """A measure to which nothing can be objected."""
    return {
        "id": f"{stage}-{n}",
        "name": f"The {stage} {n}",
        "definition": "Offences recorded in the quarter by the day of recording",
        "objective": f"aim-{n}",
        "kind": "count",
        "unit": "offences",
        "decimals": 0,
        "polarity": "lower",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "all",
        "chain": stage,
        "data_owner": "Analyst",
        "performance_owner": f"Head of service {n}{stage[0]}",
        "source": "Crime recording system",
        "comparison_group": "family",
        "key": "yes" if stage == "outcome" else "no",
    }


def target(measure_id: str, purpose: str) -> dict[str, Any]:
    """A target of the same sort."""
    row = {"measure": measure_id, "period": "2026-27", "basis": "year", "target": 100, "purpose": purpose}
    return row | {"agreed_by": "Board", "agreed_on": date(2026, 3, 12), "reason": "A tenth below last year"}


def sound() -> Rows:
    """A framework that leaves nothing to argue about but what people must answer."""
    measures = [measure(n, stage) for n in (1, 2) for stage in STAGES]
    return {
        "settings": [{"key": "name", "value": "Riverside"}],
        "partners": [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}],
        "perspectives": [{"id": "outcomes", "name": "Outcomes"}, {"id": "process", "name": "Process"}],
        "objectives": [
            {
                "id": f"aim-{n}",
                "name": f"Aim {n}",
                "perspective": p,
                "plan": "Strategy",
                "owner": "Chief",
                "priority": "high",
            }
            for n, p in ((1, "outcomes"), (2, "process"))
        ],
        "measures": measures,
        "targets": [target(m["id"], PURPOSES[k % 4]) for k, m in enumerate(measures)],
        "tolerances": [],
        "comparators": [{"group": "family", "member": "Elsewhere"}],
        "audiences": [{"id": "board", "name": "The board", "measures": "all"}],
    }


def judged(rows: Rows, evidence: Evidence = NOTHING_KNOWN) -> Judgement:
    """What is said of a framework that can be read."""
    framework, findings = read_rows(rows)
    assert framework is not None, [str(finding) for finding in findings]
    return judge(framework, evidence)


def argued(rows: Rows, evidence: Evidence = NOTHING_KNOWN) -> list[str]:
    """The codes of what is argued, but for what waits for people."""
    return [one.matter.code for one in judged(rows, evidence).advice if one.matter is not Matter.UNANSWERED]


def changed(sheet: str, row: int, **cells: object) -> Callable[[Rows], None]:
    """A change of cells of one row."""
    return lambda rows: rows[sheet][row].update(cells)


def all_changed(sheet: str, **cells: object) -> Callable[[Rows], None]:
    """The same change of every row."""

    def change(rows: Rows) -> None:
        for row in rows[sheet]:
            row.update(cells)

    return change


def more(count: int) -> Callable[[Rows], None]:
    """More measures of the first objective."""
    rows = [measure(1, "output") | {"id": f"more-{n}", "performance_owner": f"Head {n}"} for n in range(count)]
    return lambda framework: framework["measures"].extend(rows)


def all_key(rows: Rows) -> None:
    """Ten measures, every one of them key."""
    more(2)(rows)
    all_changed("measures", key="yes")(rows)


def bare_plan(rows: Rows) -> None:
    """An objective of another plan, without a measure."""
    rows["objectives"].append({**rows["objectives"][0], "id": "bare", "plan": "Charter"})


def stretched(rows: Rows) -> None:
    """A second target of the same measure, for another purpose."""
    rows["targets"].append(target("input-1", "stretch") | {"basis": "point", "period": "2026-27 Q4"})


PLANTED: tuple[tuple[str, Callable[[Rows], None], str, str], ...] = (
    ("a target without a reason", changed("targets", 0, reason=None), "FRM150", "R (realistic)"),
    ("a target nobody agreed", changed("targets", 0, agreed_by=None), "FRM150", "A (achievable)"),
    ("a target of no priority", changed("objectives", 0, priority="low"), "FRM151", "Importance"),
    ("a short definition", changed("measures", 0, definition="Offences recorded"), "FRM152", "2 words"),
    ("no source", changed("measures", 0, source=None), "FRM152", "Verifiable"),
    ("figures a year and more late", changed("measures", 0, lag=4), "FRM152", "12 months after"),
    ("nobody owns the performance", changed("measures", 0, performance_owner="t.b.c."), "FRM168", "that is nobody"),
    ("an objective without an owner", changed("objectives", 0, owner=None), "FRM168", "Nobody answers"),
    ("no plan above", changed("objectives", 0, plan=None), "FRM160", "leads to no plan"),
    ("the outcome alone", all_changed("measures", chain="outcome"), "FRM163", "leads to it"),
    ("no outcome", all_changed("measures", chain="output"), "FRM163", "what came of it"),
    ("stages left blank", changed("measures", 0, chain=None), "FRM164", "1 of 8"),
    ("one purpose for all", all_changed("targets", purpose="manage"), "FRM157", "purpose manage"),
    ("one owner for all", all_changed("measures", performance_owner="Chief"), "FRM159", "8 of 8"),
    ("many measures to one objective", more(3), "FRM166", "7 measures"),
    ("one perspective has nearly all", more(5), "FRM155", "9 of 13"),
    ("all are key", all_key, "FRM167", "10 of 10"),
    ("two purposes for a measure", stretched, "FRM165", "“manage” and “stretch”"),
    ("a plan nothing shows", bare_plan, "FRM161", "“Charter”"),
)
FOR_PEOPLE = ("incentives", "reliable")


def test_a_sound_framework_is_left_alone() -> None:
    """Only what people must answer is asked, in one Note."""
    found = judged(sound())
    assert [one.matter for one in found.advice] == [Matter.UNANSWERED]
    points = [one for score in found.measures for one in score.points]
    assert {one.criterion.key for one in points if one.verdict is not Verdict.MET} == set(FOR_PEOPLE)


@pytest.mark.parametrize(("what", "plant", "code", "words"), PLANTED, ids=[row[0] for row in PLANTED])
def test_each_shortfall_is_argued_with_its_facts(
    what: str, plant: Callable[[Rows], None], code: str, words: str
) -> None:
    """What falls short is named by its code, with its figures, and the guide's words stand with it."""
    rows = sound()
    plant(rows)
    mine = [one for one in judged(rows).advice if one.matter.code == code]
    assert mine, what
    assert any(words in one.says for one in mine), [one.says for one in mine]
    assert f"“{mine[0].why.words}”" in str(mine[0].finding({}))


def test_advice_names_the_cell_in_the_workbook(tmp_path: Path) -> None:
    """A target without a reason is shown at its reason's own cell, wherever the columns stand."""
    rows = sound()
    rows["targets"][2]["reason"] = None
    framework, _ = read_rows(rows)
    assert framework is not None
    path = write_workbook(plan_framework(rows_of(framework)), tmp_path / "framework.xlsx")
    again, _ = read_framework(path)
    assert again is not None
    places = places_in(path)
    (one,) = [one for one in judge(again).advice if one.matter is Matter.NOT_SMART]
    sheet = next(sheet for sheet in read_workbook(path).sheets if sheet.name == "targets")
    headings = {str(cell.value): col for (row, col), cell in sheet.cells.items() if row == 6}
    assert places["targets"]["reason"] == headings["reason"]
    column = "".join(ch for ch in one.cell(places) if ch.isalpha())
    assert one.cell(places) == f"{column}{framework.targets[2].row - framework.targets[0].row + again.targets[0].row}"


def test_a_target_out_of_reach_is_told_from_the_ledger() -> None:
    """Where the process never meets a target, the target lacks its A, and that is argued too."""
    process = Process(figures=12, swing=0.2, period=Period(2026 * 12 + 3, 3, 4), out_of_reach="Never met.")
    codes = argued(sound(), Evidence(is_known=True, processes={"input-1": process}))
    assert "FRM169" in codes
    assert "FRM150" in codes


def test_a_tolerance_with_a_past_wants_rehearsing_until_it_is() -> None:
    """Figures kept and no rehearsal: one Note names the measures; a rehearsal ends it."""
    rows = sound()
    rows["tolerances"] = [
        {"measure": "input-1", "rule": "strict", "agreed_by": "Board", "agreed_on": date(2026, 3, 12)}
    ]
    processes = {row["id"]: Process(figures=12) for row in rows["measures"]}
    known = Evidence(is_known=True, processes=processes)
    assert argued(rows, known) == ["FRM170"]
    assert argued(rows, Evidence(is_known=True, processes=processes, rehearsed=frozenset({"input-1"}))) == []


def test_what_people_answer_counts_and_the_worse_stands() -> None:
    """An answer fills what waited; a no makes a met point not met; a yes does not mend a fact."""
    rows = sound()
    rows["measures"][1]["source"] = None
    rows["tests"] = [
        {"measure": "input-1", "criterion": "incentives", "answer": "no", "reason": "Crimes may go unrecorded"},
        {"measure": "input-1", "criterion": "reliable", "answer": "partly"},
        {"measure": "process-1", "criterion": "verifiable", "answer": "yes"},
        {"criterion": "cost-effective", "answer": "yes", "by": "Board"},
    ]
    found = judged(rows)
    points = {(s.measure.id, one.criterion.key): one for s in found.measures for one in s.points}
    assert points["input-1", "incentives"].verdict is Verdict.NOT_MET
    assert points["input-1", "incentives"].why == "Crimes may go unrecorded"
    assert points["input-1", "reliable"].verdict is Verdict.PART
    assert points["process-1", "verifiable"].verdict is Verdict.NOT_MET
    assert found.fabric[-1].verdict is Verdict.MET


def test_the_sheet_tests_can_be_written_and_read_from_a_workbook(tmp_path: Path) -> None:
    """A framework with answers is written as any other, drop-downs and all."""
    rows = sound() | {"tests": [{"measure": "input-1", "criterion": "motivation", "answer": "yes"}]}
    path = write_workbook(plan_framework(rows), tmp_path / "framework.xlsx")
    framework, findings = read_framework(path)
    assert framework is not None, [str(finding) for finding in findings]
    assert framework.tests[0].answer == "yes"


def test_the_sheet_tests_makes_the_round_and_leaves_the_version_alone_when_absent() -> None:
    """Written and read again it says the same; without it a framework has the version it always had."""
    rows = sound()
    plain, _ = read_rows(rows)
    rows["tests"] = [{"measure": "input-1", "criterion": "motivation", "answer": "yes", "on": date(2026, 3, 1)}]
    whole, _ = read_rows(rows)
    assert plain is not None
    assert whole is not None
    again, _ = read_rows(rows_of(whole))
    assert again is not None
    assert (again.version, again.tests[0].answer) == (whole.version, "yes")
    assert plain.version != whole.version


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ({"measure": "nought", "criterion": "motivation", "answer": "yes"}, "FRM033", "A2"),
        ({"criterion": "motivation", "answer": "yes"}, "FRM181", "A2"),
        ({"measure": "input-1", "criterion": "robust", "answer": "yes"}, "FRM182", "A2"),
        ({"measure": "input-1", "criterion": "beauty", "answer": "yes"}, "FRM012", "B2"),
        ({"measure": "input-1", "criterion": "cost", "answer": "perhaps"}, "FRM012", "C2"),
    ],
)
def test_a_wrong_answer_is_named_by_its_cell(row: dict[str, Any], code: str, cell: str) -> None:
    """One finding, at the cell to be mended."""
    framework, findings = read_rows(sound() | {"tests": [row]})
    assert framework is None
    assert [(f.code, f.sheet, f.cell) for f in findings if f.severity == "Error"] == [(code, "tests", cell)]


def test_an_answer_given_twice_is_named() -> None:
    """The second row is at fault."""
    row = {"measure": "input-1", "criterion": "cost", "answer": "yes"}
    _, findings = read_rows(sound() | {"tests": [row, dict(row)]})
    assert [(f.code, f.cell) for f in findings if f.severity == "Error"] == [("FRM180", "B3")]


@pytest.mark.parametrize("name", ["TBC", "t.b.c.", "-", "?", "Vacant post", "All partners", "n/a", "to be confirmed"])
def test_a_name_that_is_nobody_is_known(name: str) -> None:
    """However it is spelled."""
    assert is_nobody(name)


@pytest.mark.parametrize("name", ["Chief executive", "Partnership manager", "Alliance coordinator", "Ms All"])
def test_a_role_is_somebody(name: str) -> None:
    """Words that only begin alike are no phantom."""
    assert not is_nobody(name)


def test_the_worse_of_two_verdicts_stands_and_an_open_one_gives_way() -> None:
    """Met, in part, not met; what waits for people counts for nothing beside what is known."""
    assert worse(Verdict.MET, Verdict.PART) is Verdict.PART
    assert worse(Verdict.NOT_MET, Verdict.MET) is Verdict.NOT_MET
    assert worse(Verdict.ASK, Verdict.MET) is Verdict.MET
    assert worse(Verdict.ASK, Verdict.ASK) is Verdict.ASK


def test_the_thread_can_be_walked_both_ways() -> None:
    """From the plan down to each measure, and from a measure up to its plan; what serves nothing comes last."""
    rows = sound()
    rows["objectives"][1] |= {"parent": "aim-1", "plan": None}
    rows["objectives"].append({"id": "lost", "name": "Lost", "perspective": "process", "owner": "Chief"})
    found = judged(rows)
    assert found.measures[-1].upwards == "Aim 2 › Aim 1 › Strategy"
    kinds = [(knot.depth, knot.kind) for knot in found.tree]
    assert kinds[:2] == [(0, "Plan"), (1, "Objective")]
    assert (2, "Objective") in kinds
    assert [(knot.depth, knot.name) for knot in found.tree][-2:] == [(0, "No plan above"), (1, "Lost")]
    assert sum(kind == "Measure" for _, kind in kinds) == len(rows["measures"])


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the guides are not beside the project")
def test_every_quotation_stands_in_a_guide() -> None:
    """What is put in quotation marks was said there, bold marks and line breaks apart."""
    text = " ".join(" ".join(file.read_text(encoding="utf-8").split()) for file in sorted(SEEDS.glob("*.txt")))
    text = text.replace("*", "").replace("’", "'")
    words = [one.words for one in (*SMART, *WORTH, *POINTS, *FABRIC)] + [matter.quote.words for matter in Matter]
    assert [each for each in words if each.replace("’", "'") not in text] == []


def test_the_workbook_shows_scores_and_leads_to_the_rows_it_speaks_of(tmp_path: Path) -> None:
    """Every sheet is there, a shortfall stands in words, and text of the framework is never a formula."""
    rows = sound()
    rows["targets"][0]["reason"] = None
    rows["measures"][0]["name"] = "=1+1"
    framework, _ = read_rows(rows)
    assert framework is not None
    write_workbook(plan_framework(rows_of(framework)), tmp_path / "framework.xlsx")
    folder = Folder(tmp_path)
    path = write_review(folder, review(folder))
    assert path == tmp_path / "review.xlsx"
    book = read_workbook(tmp_path / "review.xlsx")
    shown = {sheet.name: sheet for sheet in book.sheets}
    assert list(shown)[:7] == [
        *("Review", "Advice", "Measure scores", "Target scores", "Balance", "Golden thread", "To answer")
    ]
    assert not any(cell.formula for sheet in book.sheets[:7] for cell in sheet.cells.values())
    texts = [str(cell.value) for cell in shown["Target scores"].cells.values()]
    assert "◆ Not met" in texts
    assert "=1+1" in texts


def test_review_argues_apart_from_faults_and_ends_as_before(tmp_path: Path) -> None:
    """Advice does not change the exit code; JSON keeps the two apart; an Error ends it with 3 and no advice."""
    rows = sound()
    rows["targets"][0]["reason"] = None
    framework, _ = read_rows(rows)
    assert framework is not None
    write_workbook(plan_framework(rows_of(framework)), tmp_path / "framework.xlsx")
    done = CliRunner().invoke(app, ["review", "-C", str(tmp_path)])
    assert done.exit_code == 0
    assert done.stdout.index("Nothing is wrong") < done.stdout.index("[FRM150]")
    told = CliRunner().invoke(app, ["review", "-C", str(tmp_path), "--format", "json"]).stdout
    assert '"findings": []' in told
    assert '"code": "FRM150"' in told
    listed = CliRunner().invoke(app, ["review", "-C", str(tmp_path), "--format", "csv"]).stdout.splitlines()
    assert listed[0].endswith(",sort")
    assert all(line.endswith(",advice") for line in listed[1:])
    rows["measures"][0]["kind"] = "thing"
    write_workbook(plan_framework(rows), tmp_path / "framework.xlsx")
    done = CliRunner().invoke(app, ["review", "-C", str(tmp_path), "--workbook"])
    assert done.exit_code == 3
    assert "[FRM150]" not in done.stdout
    assert not (tmp_path / "review.xlsx").exists()

"""Actions: owed where a trigger fires, sent round, asked about by cell where they lack something, followed up."""

from __future__ import annotations

import csv
import shutil
from copy import deepcopy
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pmxl.assess import Assessment
from pmxl.batch.actions import issue_plans
from pmxl.batch.actions import looked_at as actions_looked_at
from pmxl.batch.actions import plans_beside
from pmxl.batch.actions import standing
from pmxl.batch.actions import write_plans
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.form_checks import mark_in
from pmxl.batch.form_checks import read_checked
from pmxl.batch.improve import improvement_of
from pmxl.batch.issue import issue
from pmxl.batch.take import import_figures
from pmxl.console.improved import print_actions
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.improve.actions.action import Action
from pmxl.improve.actions.followed import followed
from pmxl.improve.actions.form import action_form
from pmxl.improve.actions.form import measures_of
from pmxl.improve.actions.owed import met_by
from pmxl.improve.actions.register import actions_of
from pmxl.improve.agenda import agenda
from pmxl.improve.improvement import Improvement
from pmxl.reports.improving.line import done_about
from pmxl.reports.scorecard import plan_scorecard
from pmxl.returns.forms.sheet import plan_form
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.read import read_workbook
from pmxl.sheets.shown import shown
from pmxl.sheets.write import plan_to_bytes
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.framework_file import framework_file
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import Q3
from tests.test_batch import ROWS

PERIOD, NEXT = "2022-23 Q3", "2022-23 Q4"
ACTING = {"measure": "early", "rule": "decline", "n": 2, "strength": "act", "agreed_by": "the Board"}
QUARTERS = ("2020-21 Q4", *(f"{year} Q{n}" for year in ("2021-22", "2022-23") for n in (1, 2, 3, 4)))
BEFORE = (60, 61, 60, 62, 61, 58, 54, 50)
"""Helped early in a hundred, quarter by quarter up to the third of 2022-23: three falls at its end."""
HEADINGS = {
    "what": "What will be done",
    "owner": "Owner",
    "begins": "Begins",
    "by_when": "By when",
    "resources": "Resources moved",
    "expected": "Expected effect",
    "progress": "Done %",
    "status": "Status",
    "ended": "Ended on",
    "about": "Measure",
}
ROBUST: dict[str, Any] = {
    "what": "Two more duty officers on Fridays",
    "owner": "Head of advice",
    "begins": date(2023, 1, 9),
    "by_when": date(2023, 3, 31),
    "resources": "£20,000 from grants",
    "expected": "Back to 55 % by the summer",
    "progress": 10,
    "status": "Under way",
}


def partnership(path: Path, figures: tuple[float, ...] = BEFORE, **more: Any) -> Folder:
    """Three partners whose pooled figure falls; a decline asks for action."""
    rows = {**deepcopy(ROWS), **more}
    rows["tolerances"] = [*rows["tolerances"], ACTING]
    path.mkdir(exist_ok=True)
    framework_file(rows, path / "framework.xlsx", "Threewoods Partnership")
    folder = Folder(path)
    given(folder, figures)
    return folder


def given(folder: Folder, figures: tuple[float, ...], first: int = 0) -> None:
    """The figures of quarters imported, the same of every partner."""
    file = folder.path / f"history-{first}.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("partner", "area", "measure", "period", "numerator", "denominator", "value"))
        for quarter, figure in zip(QUARTERS[first:], figures, strict=False):
            for partner in ("ash", "birch", "cedar"):
                writer.writerow((partner, "", "early", quarter, figure, 100, ""))
    import_figures(folder, file)


@pytest.fixture(scope="module")
def fallen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assessment, Path]:
    """The partnership after three falls, and the plan that went out."""
    folder = partnership(tmp_path_factory.mktemp("fallen") / "threewoods")
    when = folder.period(PERIOD)
    found = standing(folder, when)
    (path,) = write_plans(folder, when, found.improvement)
    return found, path


@pytest.fixture
def plan(fallen: tuple[Assessment, Path], tmp_path: Path) -> Path:
    """The plan that went out, in a folder of its own to be played with."""
    home = fallen[1].parents[3]
    shutil.copytree(home, tmp_path / "threewoods")
    return tmp_path / "threewoods" / fallen[1].relative_to(home)


@pytest.fixture
def folder(plan: Path) -> Folder:
    """The partnership of the plan."""
    return Folder(plan.parents[3])


def fill(path: Path, to: Path, said: dict[str, dict[str, Any]], by: str = "Chair") -> Path:
    """A plan filled in by ref (or how it begins) and field, and sent back."""
    book = load_workbook(path)
    for sheet in book.worksheets:
        heads = [row for row in range(1, 20) if sheet.cell(row, 1).value == "Ref"]
        columns = {str(sheet.cell(heads[0], col).value): col for col in range(2, 20)} if heads else {}
        for row in range(heads[0] + 1 if heads else 1, sheet.max_row + 1):
            for ref, fields in said.items():
                if heads and str(sheet.cell(row, 1).value).startswith(ref):
                    for field, value in fields.items():
                        sheet.cell(row, columns[HEADINGS[field]]).value = value
        for row in range(1, 12):
            if sheet.cell(row, 2).value == "Signed off by":
                sheet.cell(row, 3).value = by
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)
    return to


def returned(folder: Folder, path: Path, said: dict[str, dict[str, Any]], period: str = PERIOD) -> tuple[Finding, ...]:
    """A plan filled in, sent back and collected; what was said of it."""
    when = folder.period(period)
    fill(path, folder.inbox(when) / f"back-{path.name}", said)
    (one,) = [file for file in collect(folder, period=when).files if file.outcome is not Outcome.SKIPPED]
    assert one.outcome is not Outcome.REFUSED
    return one.findings


def looked_at(fallen: tuple[Assessment, Path], to: Path, said: dict[str, dict[str, Any]]) -> tuple[Finding, ...]:
    """What is said of a plan filled in so."""
    book = read_workbook(fill(fallen[1], to, said))
    mark = mark_in(book)
    assert mark is not None
    return read_checked(book, mark, None, fallen[0].framework).findings


def planned(folder: Folder) -> list[Action]:
    """The actions that the ledger holds."""
    with folder.ledger() as ledger:
        return actions_of(folder.framework, ledger.form_answers("actions", withdrawn=True))


def test_a_trigger_that_asks_for_action_is_owed_a_plan_by_whoever_answers(fallen: tuple[Assessment, Path]) -> None:
    """A5, A50: the pooled figure fell twice, so its lead link officer owes a plan, and the agenda asks for it."""
    found, path = fallen
    (owed,) = found.improvement.owed
    assert (owed.measure, owed.partner, owed.to, owed.is_met, owed.hot) == ("early", "", "Board", False, True)
    assert "Worsening for 2 periods running" in owed.why
    (item,) = agenda(found.framework, found.improvement)
    assert (item.heading, item.measure, item.who) == ("Plans that are owed", "Helped early", "Board")
    assert done_about(found, ("early", "", "")) == "A plan is owed by Board."
    assert path.name == "actions-board.xlsx"
    assert lint_workbook(path) == []


def test_nothing_is_owed_before_the_trigger_fires(tmp_path: Path) -> None:
    """A5, A100: one fall is not two; no plan goes out, and the scorecard has no sheet of actions."""
    folder = partnership(tmp_path, (60, 61, 44, 62, 61, 62, 61, 62))
    found = standing(folder, folder.period(PERIOD))
    assert found.improvement.owed == ()
    assert write_plans(folder, found.period, found.improvement) == []
    assert set() == {"Actions", "Agenda", "Hot-house"} & {sheet.name for sheet in plan_scorecard(found).sheets}


@pytest.mark.parametrize(
    ("left_out", "cell"), [("owner", "E12"), ("by_when", "G12"), ("resources", "H12"), ("expected", "I12")]
)
def test_a_plan_that_lacks_something_is_asked_about_at_its_cell(
    fallen: tuple[Assessment, Path], tmp_path: Path, left_out: str, cell: str
) -> None:
    """A111: an action without an owner, a day, resources or an effect expected is a Query at that cell."""
    lacking = {field: value for field, value in ROBUST.items() if field != left_out}
    (finding,) = looked_at(fallen, tmp_path / "plan.xlsx", {"early": lacking})
    assert (finding.code, finding.severity, finding.sheet) == ("IMP020", Severity.QUERY, "Action plan")
    assert finding.cell == cell
    more = {"new-1": {**ROBUST, "about": "Helped early"}, "new-2": {**lacking, "about": "Helped early"}}
    (finding,) = looked_at(fallen, tmp_path / "plan.xlsx", {"early": ROBUST, **more})
    assert finding.sheet == "More actions"
    assert finding.cell == chr(ord(cell[0]) - 1) + "8"


@pytest.mark.parametrize(
    ("changes", "code", "cell"),
    [
        ({"status": "Done", "progress": 100}, "IMP022", "L12"),
        ({"ended": date(2023, 1, 1), "status": "Done", "progress": 100}, "IMP024", "L12"),
        ({"what": None}, "IMP021", "D12"),
        ({"by_when": date(2023, 1, 1)}, "IMP027", "G12"),
        ({"status": "Not started"}, "IMP028", "J12"),
        ({"progress": 140}, "RET100", "J12"),
        ({"by_when": "soon"}, "NUM015", "G12"),
        ({"status": "Nearly"}, "RET092", "K12"),
    ],
)
def test_what_contradicts_itself_is_named_by_its_cell(
    fallen: tuple[Assessment, Path], tmp_path: Path, changes: dict[str, Any], code: str, cell: str
) -> None:
    """A111: done without an end, an end or a day before its beginning, no action at all, a status that its percentage
    contradicts, and what is not of its type."""
    found = looked_at(fallen, tmp_path / "plan.xlsx", {"early": ROBUST | changes})
    assert [(one.code, one.cell) for one in found] == [(code, cell)]


@pytest.mark.parametrize(("about", "code"), [(None, "IMP023"), ("Helpd early", "IMP026")])
def test_an_action_that_nobody_asked_for_says_what_it_is_for(
    fallen: tuple[Assessment, Path], tmp_path: Path, about: str | None, code: str
) -> None:
    """A109: one written into a spare row without a measure, or with a word that is none, is asked about."""
    found = looked_at(fallen, tmp_path / "plan.xlsx", {"early": ROBUST, "new-1": {**ROBUST, "about": about}})
    assert code in [one.code for one in found]
    assert {one.sheet for one in found} == {"More actions"}


def test_a_plan_goes_round_and_what_is_running_goes_out_again(folder: Folder, plan: Path) -> None:
    """A109: what is given is kept; the next plan has it prefilled under its own name, and what comes back ends it."""
    assert returned(folder, plan, {"early": ROBUST, "new-1": {**ROBUST, "about": "Helped early", "what": "Why"}}) == ()
    one, other = planned(folder)
    assert (one.measure, one.to, one.owner, one.progress) == ("early", "Board", "Head of advice", 10)
    assert (one.by_when, one.resources, one.lacks) == (date(2023, 3, 31), "£20,000 from grants", ())
    assert one.place.endswith("Action plan!D12")
    assert one.is_overdue(date(2023, 4, 1))
    assert not one.is_overdue(date(2023, 3, 31))
    assert other.measure == "early"
    (again,) = plans_beside(folder, folder.period(NEXT))
    sheet = load_workbook(again)["Action plan"]
    said = [[sheet.cell(row, col).value for col in (1, 4, 10)] for row in (12, 13)]
    assert said == [["early · 2022-23 Q3", ROBUST["what"], 10], ["new-1 · 2022-23 Q3", "Why", 10]]
    ended = {"progress": 100, "status": "Done", "ended": date(2023, 3, 30)}
    returned(folder, again, {"early": ended, "new-1 ·": ended}, NEXT)
    assert [(one.state, one.ended, one.what) for one in planned(folder)] == [
        ("Done", date(2023, 3, 30), ROBUST["what"]),
        ("Done", date(2023, 3, 30), "Why"),
    ]
    assert met_by(planned(folder), ("early", "", ""), folder.period(NEXT))
    assert not met_by(planned(folder), ("early", "", ""), folder.period(NEXT).step(1))


def test_issuing_again_keeps_what_was_said(folder: Folder, plan: Path) -> None:
    """A116: the second revision carries the plan as it stands, and the ledger keeps the first beside it."""
    returned(folder, plan, {"early": ROBUST})
    (again,) = issue_plans(folder, folder.period(PERIOD))
    assert again.name == "actions-board-r2.xlsx"
    assert load_workbook(again)["Action plan"].cell(12, 4).value == ROBUST["what"]
    returned(folder, again, {"early": {"what": "Four more duty officers", "status": "Stopped", "ended": "2023-02-01"}})
    (one,) = planned(folder)
    assert (one.what, one.owner, one.state) == ("Four more duty officers", "Head of advice", "Stopped")
    with folder.ledger() as ledger:
        assert [form.revision for form in ledger.forms("actions")] == [1, 2]


@pytest.mark.parametrize(
    ("after", "effect", "heading"),
    [
        ((64, 66, 65), "Improved", "Actions that worked"),
        ((60, 54, 61), "No change shown", "Actions that have not worked"),
        ((40, 41, 39), "Worse", "Actions that have not worked"),
        ((70, 71), "Too soon", ""),
    ],
)
def test_an_action_is_followed_to_its_effect(
    tmp_path: Path, after: tuple[float, ...], effect: str, heading: str
) -> None:
    """A110: once it has ended the figures after it are held against those before, and the agenda says what came."""
    folder = partnership(tmp_path, (60, 61, 60, 58, 54, 50, *after))
    when = folder.period(QUARTERS[5 + len(after)])
    over = Action(
        ref="early", to="Board", period=when, measure="early", what="Duty officers", begins=date(2022, 4, 1),
        ended=date(2022, 6, 30),
    )  # fmt: skip
    with folder.ledger() as ledger:
        recalled = ledger.recall(held=True)
    (one,) = followed(folder.framework, recalled, when, date(2023, 4, 20), [over])
    assert (one.state, one.effect) == ("Done", effect)
    assert ("The mean of the" in one.words) == (effect != "Too soon")
    items = agenda(folder.framework, Improvement(date(2023, 4, 20), actions=(one,)))
    assert [item.heading for item in items] == ([heading] if heading else [])


def test_the_scorecard_shows_what_is_done(folder: Folder, plan: Path) -> None:
    """A109, A112: sheets of actions, hot-house and agenda, values only; a partner's text is never a formula."""
    returned(folder, plan, {"early": ROBUST | {"what": "'=1+1", "expected": "<b>more</b>"}})
    found = standing(folder, folder.period(PERIOD))
    plans = {sheet.name: sheet for sheet in plan_scorecard(found).sheets}
    said = [shown(put.value) for put in plans["Actions"].puts]
    assert {"Head of advice", "Late: what stands in the way?", "Overdue"} <= set(said)
    assert "0 of 2 periods on the way out" in [shown(put.value) for put in plans["Hot-house"].puts]
    assert "Actions that are late" in [shown(put.value) for put in plans["Agenda"].puts]
    assert found.improvement.not_given == ()
    assert done_about(found, ("early", "", "")).endswith(", by 31 March 2023: overdue, 10 % done.")
    book = read_workbook("scorecard.xlsx", plan_to_bytes(plan_scorecard(found)))
    assert not [
        cell for sheet in book.sheets if sheet.name == "Actions" for cell in sheet.cells.values() if cell.formula
    ]


def test_what_was_changed_in_a_plan_is_shown(folder: Folder, plan: Path) -> None:
    """A116: a day put off and an owner changed stand on the sheet Actions with who said so; progress is no change."""
    returned(folder, plan, {"early": ROBUST})
    (again,) = issue_plans(folder, folder.period(PERIOD))
    later = {"by_when": date(2023, 6, 30), "owner": "Head of housing", "progress": 40}
    returned(folder, again, {"early": later})
    found = standing(folder, folder.period(PERIOD))
    (one,) = found.improvement.actions
    assert [change.words for change in one.changes] == [
        "Owner was “Head of advice” and became “Head of housing” (2022-23 Q3 r2, Chair).",
        "By when was 31 March 2023 and became 30 June 2023 (2022-23 Q3 r2, Chair).",
    ]
    plans = {sheet.name: sheet for sheet in plan_scorecard(found).sheets}
    said = [shown(put.value) for put in plans["Actions"].puts]
    assert "Plans that were changed: what was learned?" in said
    assert "\n".join(change.words for change in one.changes) in said
    before = folder.ledger()
    with before as ledger:
        moment = ledger.form_history("actions")[0].at
    assert standing_as_at(folder, moment) == ()


def standing_as_at(folder: Folder, moment: datetime) -> tuple[object, ...]:
    """The changes of the one action as they were known at a moment."""
    found = improvement_of(folder, standing(folder, folder.period(PERIOD)), moment)
    return found.actions[0].changes


@pytest.mark.parametrize(
    ("period", "shown_period"), [("2022-23 Q3", "2022-23 Q3"), ("2022-23", "2022-23 Q3"), ("2031-32", "")]
)
def test_actions_are_looked_at_by_the_last_period_issued(
    folder: Folder, plan: Path, period: str, shown_period: str
) -> None:
    """A110: of a year it is its last return, for figures a year would tell another effect; of a far one, nothing."""
    assert plan.is_file()
    issue(folder, folder.period(PERIOD))
    if not shown_period:
        with pytest.raises(Refusal, match=r"No figure of 2031-32 is known.*\[IMP029\]"):
            actions_looked_at(folder, folder.period(period))
    else:
        assert actions_looked_at(folder, folder.period(period)).period.label == shown_period


def test_owners_are_named_and_not_by_their_ids(folder: Folder, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A109: an action that names no owner is told under the name of who was asked."""
    returned(folder, plan, {"early": {key: value for key, value in ROBUST.items() if key != "owner"}})
    print_actions(standing(folder, folder.period(PERIOD)), "table")
    assert "Board" in capsys.readouterr().out


def test_nobody_else_is_asked(folder: Folder, fallen: tuple[Assessment, Path]) -> None:
    """A109: a name that is no partner's and no officer's is refused with those there are; one named gets a plan."""
    with pytest.raises(Refusal, match="IMP025"):
        issue_plans(folder, folder.period(PERIOD), ["nobody"])
    (path,) = write_plans(folder, folder.period(PERIOD), fallen[0].improvement, ["ash"])
    assert load_workbook(path).sheetnames[0] == "More actions"


def test_a_plan_issued_again_names_each_action_once(folder: Folder, plan: Path) -> None:
    """A109: one written into a spare row comes back under its ref, and what is brought up to date there stands."""
    returned(folder, plan, {"early": ROBUST, "new-1": {**ROBUST, "about": "Helped early", "what": "Why"}})
    (again,) = issue_plans(folder, folder.period(PERIOD))
    book = load_workbook(again)
    refs = [str(row[0].value) for sheet in book.worksheets for row in sheet.iter_rows(min_row=7) if row[0].value]
    assert [ref for ref in refs if ref.startswith(("early", "new-1"))] == ["early · 2022-23 Q3", "new-1"]
    assert returned(folder, again, {"new-1": {"progress": 70}}) == ()
    assert [(one.what, one.progress) for one in planned(folder)] == [(ROBUST["what"], 10), ("Why", 70)]


def test_what_is_cleared_in_the_next_plan_stands_until_it_is_taken_back(folder: Folder, plan: Path) -> None:
    """A109: a blank is asked about by cell; withdrawn takes a field back, or in its first cell the whole action."""
    returned(folder, plan, {"early": ROBUST, "new-1": {**ROBUST, "about": "Helped early", "what": "Why"}})
    (again,) = plans_beside(folder, folder.period(NEXT))
    (finding,) = returned(folder, again, {"early": {"resources": None}}, NEXT)
    assert (finding.code, finding.cell) == ("IMP007", "H12")
    assert planned(folder)[0].resources == ROBUST["resources"]
    (again,) = issue_plans(folder, folder.period(NEXT))
    taken_back = {"early": {"resources": "withdrawn"}, "new-1": {"what": "withdrawn"}}
    (lacks,) = returned(folder, again, taken_back, NEXT)
    assert (lacks.code, lacks.cell) == ("IMP020", "H12")
    (one,) = planned(folder)
    assert (one.what, one.resources, one.lacks) == (ROBUST["what"], "", ("resources",))
    found = standing(folder, folder.period(NEXT)).improvement
    assert [change.words for change in found.actions[0].changes] == [
        "Resources moved was “£20,000 from grants” and was taken back (2022-23 Q4 r2, Chair)."
    ]


@pytest.mark.parametrize("name", ["Burglary per 1,000 homes", 'Helped "early"'])
def test_a_measure_may_be_called_what_no_drop_down_list_can_hold(name: str) -> None:
    """It is typed into the plan and not chosen; the plan is written all the same."""
    first, *others = FRAMEWORK.measures
    called = FRAMEWORK.model_copy(update={"measures": (first.model_copy(update={"name": name}), *others)})
    plan = plan_form(action_form(called, first.partners[0], Q3, [], []))
    assert lint_workbook(plan_to_bytes(plan), set()) == []
    assert name in measures_of(called, first.partners[0])

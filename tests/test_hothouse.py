"""The hot-house: entered by a trigger, asked for every month, left by the agreed way out; what needs asking less."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pmxl.assess.assessment import scene_of
from pmxl.assess.own_figures import own_figures
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.scorecard import assessment
from pmxl.batch.status import status
from pmxl.batch.take import export_figures
from pmxl.batch.take import import_figures
from pmxl.cli import app
from pmxl.framework.models import Area
from pmxl.framework.models import Partner
from pmxl.framework.monthly import monthly
from pmxl.framework.tolerated import watched
from pmxl.improve.actions.action import Action
from pmxl.improve.actions.form import action_form
from pmxl.improve.actions.owed import owed_of
from pmxl.improve.actions.ref import about
from pmxl.improve.agenda import agenda
from pmxl.improve.hothouse.reading import readings
from pmxl.improve.hothouse.relief import reliefs
from pmxl.improve.hothouse.replay import replayed
from pmxl.improve.hothouse.spell import Spell
from pmxl.improve.improvement import Improvement
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.shipped import shipped
from pmxl.terms import Frequency
from pmxl.terms import Outcome
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance
from tests.test_actions import BEFORE
from tests.test_actions import PERIOD
from tests.test_actions import QUARTERS
from tests.test_actions import partnership
from tests.test_batch import ROWS
from tests.test_batch import fill
from tests.thorough import LONG

FALL_AND_RISE = (60, 61, 60, 58, 54, 55, 56, 57, 58)
"""Below the target of 55 in 2021-22 Q4, and above it from 2022-23 Q1 on."""
MONTH = "2023-01"
DAY = date(2023, 3, 31)
TARGETS = [
    {"measure": "early", "period": year, "basis": "year", "target": 55, "purpose": "manage", "agreed_by": "the Board"}
    for year in ("2020-21", "2021-22", "2022-23")
]


def spells(folder: Folder, label: str) -> list[Spell]:
    """What the hot-house has seen up to a period."""
    period = folder.period(label)
    with folder.ledger() as ledger:
        return replayed(folder.framework, ledger.recall(held=True), period, period.last_day)


def test_it_is_entered_when_a_trigger_fires_and_left_when_its_way_out_has_held(tmp_path: Path) -> None:
    """A96: in after two falls; out in the second period in a row on target with no concern on the chart."""
    folder = partnership(tmp_path, FALL_AND_RISE, targets=TARGETS)
    (first,) = spells(folder, "2021-22 Q4")
    assert (first.measure.id, first.partner, first.entered.label, first.left) == ("early", "", "2021-22 Q3", None)
    assert (first.trigger, first.standing) == ("decline 2", "0 of 2 periods on the way out")
    (half,) = spells(folder, "2022-23 Q1")
    assert half.standing == "1 of 2 periods on the way out"
    (out,) = spells(folder, "2022-23 Q4")
    assert out.left is not None
    assert (out.left.label, out.standing) == ("2022-23 Q2", "Left after 2022-23 Q2")
    assert out.way_out.startswith("Two periods in a row on target with no concern on the process chart (the usual")


def test_the_way_out_is_the_one_agreed(tmp_path: Path) -> None:
    """A96: three periods within tolerance, agreed by the Board, hold for longer than the usual two."""
    exit_ = {"measure": "early", "exit": "within tolerance", "n": 3, "agreed_by": "the Board"}
    folder = partnership(tmp_path, FALL_AND_RISE, targets=TARGETS, hothouse=[exit_])
    (one,) = spells(folder, "2022-23 Q4")
    assert one.left is not None
    assert one.left.label == "2022-23 Q3"  # 2021-22 Q4 is within tolerance, but fired again
    assert one.way_out.endswith("within tolerance with no concern on the process chart (agreed by the Board)")


def test_nothing_was_in_before_anybody_agreed(tmp_path: Path) -> None:
    """A96: a trigger agreed in 2022 has put nothing in of a period that was over by then."""
    folder = partnership(tmp_path, FALL_AND_RISE, targets=TARGETS)
    framework = folder.framework
    rows = [row.model_copy(update={"agreed_on": date(2022, 5, 1)}) for row in framework.tolerances]
    late = framework.model_copy(update={"tolerances": tuple(rows)})
    period = folder.period("2022-23 Q4")
    with folder.ledger() as ledger:
        assert replayed(late, ledger.recall(held=True), period, period.last_day) == []


def test_an_area_with_a_target_of_its_own_is_watched(tmp_path: Path) -> None:
    """A96, A5: its figure falls twice while the whole does not; in goes the area, and who returns it owes a plan."""
    one = measure("m1", name="Thefts", polarity="lower", partners=("ash", "birch"), areas=("north", "south"))
    one = one.model_copy(update={"by_area": True, "pairs": (("ash", "north"), ("birch", "south"))})
    year = Period(month_index(2022, 4), 12)
    aims = (target("m1", year, "year", target=400), target("m1", year, "year", area="north", target=200))
    acting = tolerance("m1", "decline", n=2, strength="act")
    areas = (Area(id="north", name="North Vale"), Area(id="south", name="South Vale"))
    frame = framework(one, targets=aims, tolerances=(acting,), areas=areas)
    rows = {"ash": ("north", (50, 55, 60)), "birch": ("south", (60, 50, 40))}
    figures = [
        figure("m1", who, value, Q3.step(n - 2), area)
        for who, (area, values) in rows.items()
        for n, value in enumerate(values)
    ]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, figures)
        recalled = ledger.recall(held=True)
    (spell,) = replayed(frame, recalled, Q3, Q3.last_day)
    assert (spell.of, spell.partners, spell.trigger) == (("m1", "", "north"), ("ash",), "decline 2")
    (plan,) = owed_of(frame, Q3, [spell], [])
    assert (plan.area, plan.to, plan.is_met) == ("north", "ash", False)
    form = action_form(frame, "ash", Q3.step(1), [plan], [])
    (row,) = form.sheets[0].rows
    assert row.ref == "m1 · in north · 2022-23 Q3"
    assert about(row.ref, frame) == ("m1", "", "north")
    given = Action(ref=row.ref, to="ash", period=Q3.step(1), measure="m1", area="north", what="Lights", by_when=DAY)
    (plan,) = owed_of(frame, Q3, [spell], [given])
    assert plan.is_met
    (item,) = agenda(frame, Improvement(DAY, spells=(spell,), owed=(plan,)))
    assert (item.heading, item.measure, item.whose) == ("In the hot-house", "Thefts", "North Vale")


@pytest.mark.parametrize("heir", ["", "south"])
def test_an_area_that_has_gone_is_passed_over(tmp_path: Path, heir: str) -> None:
    """Its target of its own stands on the sheet still; what was there counts for whoever has taken over, if anybody."""
    one = measure("m1", polarity="lower", partners=("ash", "birch"), areas=("north", "south"))
    aims = (target("m1", target=400), target("m1", area="north", target=200))
    gone = Area(id="north", name="North", to=Q3.previous, successor=heir)
    frame = framework(
        one,
        targets=aims,
        tolerances=(tolerance("m1", "rating", strength="act"),),
        areas=(gone, Area(id="south", name="South")),
    )
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("m1", "birch", 450, Q3, "south"), figure("m1", "ash", 450, Q3, "south")])
        found = replayed(frame, ledger.recall(held=True), Q3, Q3.last_day)
    assert [spell.of for spell in found] == [("m1", "", "")]


def test_a_partner_that_has_left_is_passed_over(tmp_path: Path) -> None:
    """Of a measure whose figures stand for themselves each partner is watched, and those who are there are."""
    partners = (Partner(id="ash", name="Ash", to=Q3.previous), Partner(id="birch", name="Birch"))
    one = measure("m1", kind="median", pooling="none", polarity="lower", partners=("ash", "birch"))
    frame = framework(
        one,
        targets=(target("m1", target=40),),
        tolerances=(tolerance("m1", "rating", strength="act"),),
        partners=partners,
    )
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("m1", "birch", 45), figure("m1", "ash", 45, Q3.previous)])
        found = replayed(frame, ledger.recall(held=True), Q3, Q3.last_day)
    assert [spell.of for spell in found] == [("m1", "birch", "")]


def test_an_area_without_a_target_of_its_own_is_not_watched_apart() -> None:
    """A96: nothing is asked of an area that nobody agreed anything for; nor twice where there is one area alone."""
    one = measure("m1", partners=("ash",), areas=("north", "south"))
    whole = framework(one, targets=(target("m1", target=5),))
    assert list(watched(whole, one)) == [("", "")]
    aimed = framework(one, targets=(target("m1", area="south", target=5),))
    assert list(watched(aimed, one)) == [("", ""), ("area", "south")]
    single = measure("m1", partners=("ash",), areas=("south",))
    assert list(watched(aimed, single)) == [("", "")]


def test_a_period_that_nobody_has_reported_yet_is_looked_at_all_the_same(tmp_path: Path) -> None:
    """Each measure is looked at by itself: that the others of the framework are not in its past is no fault."""
    folder = Folder(tmp_path)
    shutil.copy(shipped("workbooks") / "framework.xlsx", folder.framework_file)
    import_figures(folder, shipped("workbooks") / "history.csv")
    late = folder.period("2025-26 Q1")
    assert not [spell for spell in spells(folder, "2025-26 Q3") if spell.entered >= late]


@pytest.fixture(scope="module")
def hot(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The measure in the hot-house, the quarter's returns issued, and a month's figures come in from one partner."""
    folder = partnership(tmp_path_factory.mktemp("hot") / "threewoods", BEFORE)
    issue(folder, folder.period(PERIOD))
    month = folder.period(MONTH)
    paths = issue(folder, month)
    assert [path.name for path in paths] == ["ash.xlsx", "birch.xlsx", "cedar.xlsx"]
    fill(paths[0], folder.inbox(month) / "ash.xlsx", 17, 40)
    collected = collect(folder, period=month)
    assert [(one.outcome, one.kept, one.held) for one in collected.files] == [(Outcome.FINDINGS, 1, 0)]
    return folder


def test_a_month_asks_only_for_what_is_in_the_hot_house(hot: Folder, tmp_path: Path) -> None:
    """A96: an extra month asks a quarterly measure of those who return it; with nothing in it asks nothing."""
    book = load_workbook(hot.issued(hot.period(MONTH)) / "ash.xlsx")
    said = [str(cell.value) for row in book["Return"].iter_rows() for cell in row if cell.value is not None]
    assert said[0] == "Ash · monthly return"
    assert {"Helped early", "early"} <= set(said)
    well = partnership(tmp_path, (60, 61, 60, 61, 62, 61, 62, 61))
    issue(well, well.period(PERIOD))
    assert issue(well, well.period(MONTH)) == []


def test_a_monthly_figure_stands_beside_the_quarters(hot: Folder) -> None:
    """A96: it is told as a reading of its month, and the quarter's figure and its scorecard do not change."""
    with hot.ledger() as ledger:
        recalled = ledger.recall(held=True)
    (one,) = readings(hot.framework, recalled, hot.period("2022-23 Q4"))
    assert (one.partner, one.period.label, round(one.value, 9)) == ("ash", "2022-23 M10", 42.5)
    assert one.words == "January 2023 42.5 % (Ash)"
    assert readings(hot.framework, recalled, hot.period(PERIOD)) == ()
    found = assessment(hot, hot.period(PERIOD)).measures.iloc[0]
    assert (found["value"], found["coverage_partners"]) == (pytest.approx(50), "3 of 3")
    later = assessment(hot, hot.period("2022-23 Q4")).measures.iloc[0]
    assert later["rating"] in ("No data", "Not due")


def test_status_waits_for_the_month(hot: Folder) -> None:
    """A96: who has sent the month's figures and who has not."""
    found = status(hot, hot.period(MONTH)).partners
    assert {row["partner"]: row["expected"] for row in found} == {"ash": 1, "birch": 1, "cedar": 1}
    assert {row["partner"]: row["missing"] for row in found} == {"ash": 0, "birch": 1, "cedar": 1}


def test_collect_says_who_has_sent_the_month(hot: Folder) -> None:
    """A96: of a month that asks for the hot-house alone it told nobody, for by the framework nothing is asked in it."""
    said = CliRunner().invoke(app, ["collect", "--period", MONTH, "-C", str(hot.path)])
    assert said.exit_code == 0, said.output
    rows = {line.split()[0]: line for line in said.output.splitlines() if line}
    assert "Queried" in rows["Ash"]
    assert "Not returned" in rows["Birch"]


def test_what_is_long_on_target_needs_asking_for_less_often(tmp_path: Path) -> None:
    """A94: eight periods in a row on target are proposed for half-yearly reporting; seven are not."""
    folder = partnership(tmp_path, (60, 62, 61, 63, 62, 64, 63, 65), targets=TARGETS)
    period = folder.period(QUARTERS[7])
    found = assessment(folder, period)
    with folder.ledger() as ledger:
        scene = scene_of(folder.framework, ledger.recall(held=True), period, period.last_day)
    (one,) = reliefs(scene, found, frozenset())
    assert (one.measure.id, one.words) == (
        "early",
        "On target in each of the last 8 periods. Asking every half-year would do.",
    )
    assert reliefs(scene, found, frozenset({"early"})) == []
    settings = folder.framework.settings.model_copy(update={"risk_based_periods": 9})
    stricter = folder.framework.model_copy(update={"settings": settings})
    assert reliefs(replace(scene, framework=stricter), found, frozenset()) == []


def test_a_measure_by_the_month_is_the_same_but_for_its_rhythm(hot: Folder) -> None:
    """A96: a lag stays as long, a year's target stands, one of a quarter alone says nothing of a month."""
    framework = hot.framework
    found = monthly(framework, {"early"})
    assert found.version == framework.version
    assert found.measure("early").frequency is Frequency.MONTH
    assert framework.measure("early").frequency is Frequency.QUARTER
    assert len(found.targets) == 1
    quarter = framework.targets[0].model_copy(update={"period": hot.period(PERIOD)})
    assert monthly(framework.model_copy(update={"targets": (quarter,)}), {"early"}).targets == ()


def test_extra_readings_are_no_figures_of_the_period(hot: Folder) -> None:
    """A96: what is read for a scorecard leaves them out, and the ledger keeps them."""
    with hot.ledger() as ledger:
        recalled = ledger.recall(held=True)
    assert set(recalled["months"]) == {1, 3}
    assert set(own_figures(hot.framework, recalled)["months"]) == {3}


def test_an_export_with_monthly_readings_is_imported_again(hot: Folder, tmp_path: Path) -> None:
    """A96, A75: the extra month of a quarterly measure is a row of the export, and comes back as the reading it was."""
    shutil.copy(hot.framework_file, tmp_path / "framework.xlsx")
    file = tmp_path / "figures.csv"
    file.write_text(export_figures(hot), encoding="utf-8")
    assert "2022-23 M10" in file.read_text(encoding="utf-8")
    again = Folder(tmp_path)
    taken = import_figures(again, file)
    assert [(finding.code, finding.says) for finding in taken.findings if finding.severity in ("Error", "Hold")] == []
    with hot.ledger() as one, again.ledger() as other:
        before, after = (ledger.recall(held=False) for ledger in (one, other))
    columns = ["partner", "measure", "start", "months", "numerator", "denominator"]
    told = [frame[columns].sort_values(columns).to_numpy().tolist() for frame in (before, after)]
    assert told[0] == told[1]
    assert [one.words for one in readings(again.framework, after, again.period("2022-23 Q4"))] == [
        "January 2023 42.5 % (Ash)"
    ]


def rows_of_early(sheet: Any) -> tuple[list[int], dict[str, int]]:
    """The rows of a return that ask for the measure, and the column of each heading."""
    heads = {str(cell.value): cell.column for row in sheet.iter_rows(max_row=30) for cell in row if cell.value}
    return [cell.row for row in sheet.iter_rows() for cell in row if cell.value == "early"], heads


@LONG
def test_what_is_long_on_target_is_asked_for_every_half_year_where_that_was_agreed(tmp_path: Path) -> None:
    """A94: not in its first quarter, where the scorecard shows the last figure; both quarters in its second, and what
    comes back for both is kept as the figure of each.
    """
    rows = [*ROWS["settings"], {"key": "risk_based_reporting", "value": "yes"}]
    rows.append({"key": "risk_based_periods", "value": 5})
    folder = partnership(tmp_path, (60, 62, 61, 63, 62, 64, 63), targets=TARGETS, settings=rows)
    assert issue(folder, folder.period(PERIOD)) == []
    found = assessment(folder, folder.period(PERIOD)).measures.iloc[0]
    assert (found["rating"], found["carried"], found["period"]) == ("Green", "2022-23 Q2", "2022-23 Q2")
    first, *_ = issue(folder, folder.period("2022-23 Q4"))
    sheet = load_workbook(first)["Return"]
    asked = [str(cell.value) for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("2022-23 Q")]
    assert [one.split("\n")[0] for one in asked] == ["2022-23 Q3", "2022-23 Q4"]
    assert [row["expected"] for row in status(folder, folder.period("2022-23 Q4")).partners] == [2, 2, 2]
    back = fill(first, folder.inbox(folder.period("2022-23 Q4")) / "ash.xlsx", 26, 40)
    book = load_workbook(back)
    (upper, lower), heads = rows_of_early(book["Return"])
    for heading, value in (("Numerator", 24), ("Denominator", 40), ("Commentary", "As the team expected.")):
        book["Return"].cell(lower, heads[heading]).value = value
    assert lower > upper
    book.save(back)
    [outcome] = collect(folder, period=folder.period("2022-23 Q4")).files
    assert outcome.kept == 2
    with folder.ledger() as ledger:
        recalled = ledger.recall(held=True)
    mine = recalled[(recalled["partner"] == "ash") & (recalled["start"] >= folder.period(PERIOD).start)]
    assert mine.sort_values("start")["value"].round(6).tolist() == [65, 60]
    assert [row["missing"] for row in status(folder, folder.period("2022-23 Q4")).partners] == [0, 2, 2]

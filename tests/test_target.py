"""Setting a target: what is known before it is set, what each proposal needs, and the rows it would be."""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pmxl.batch.folder import Folder
from pmxl.batch.take import import_figures
from pmxl.batch.target import level_in
from pmxl.batch.target import possible
from pmxl.batch.target import target
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.framework.models import Area
from pmxl.framework.rows import book_of
from pmxl.framework.rows import rows_of
from pmxl.framework.workbook import read_framework
from pmxl.improve.target import ranged
from pmxl.improve.target import words
from pmxl.improve.target.checklist import HEADINGS
from pmxl.improve.target.checklist import checklist
from pmxl.improve.target.letters import letters
from pmxl.improve.target.row import COLUMNS
from pmxl.improve.target.row import cells_of
from pmxl.improve.target.row import target_of
from pmxl.improve.target.studied import suggested
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.reports.target.book import plan_target
from pmxl.sheets.cells import column_letters
from pmxl.sheets.measure import clipped
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import write_workbook
from pmxl.terms import Kind
from tests.specimens.framework_file import framework_file
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target as target_row
from tests.specimens.proposed import UPS_AND_DOWNS
from tests.specimens.proposed import of_rate
from tests.specimens.proposed import of_total
from tests.specimens.proposed import run
from tests.specimens.proposed import studied
from tests.specimens.proposed import total
from tests.test_publish import framework_rows
from tests.test_publish import partnership

WORKED = Path(__file__).resolve().parents[1] / "workbooks"


def test_the_baseline_and_the_trend_come_first() -> None:
    """A42: where it stands is the latest whole year, and chance alone is told from a trend."""
    found = of_total(620)
    assert found.now == sum(UPS_AND_DOWNS[-4:]) * 1.5
    assert words.baseline(found).startswith("597 people in all in 2021-22 Q4 to 2022-23 Q3. The average quarter")
    assert words.course(found).startswith("No clear trend. By chance alone a quarter lies between")


def test_others_and_the_standard_stand_beside_it() -> None:
    """A43: the group's median and quartile, the minimum standard, and whether anybody has named a national target."""
    assert "6th of 10 (Places like ours)" in words.others(of_rate(84))
    assert words.floor(of_total(620)) == "Standard: 400 people. Nobody has said whether a national target exists."
    assert [len(found.peers) for found in (of_rate(84), of_total(620))] == [10, 0]


def test_a_target_out_of_reach_is_called_so() -> None:
    """A46: both limits on its worse side: not capable, and the letter A is not met."""
    found = of_rate(82, 95)
    assert [one.capability for one in found.proposals] == ["Hit and miss", "Failing"]
    assert found.proposals[1].words(seasonal=False).startswith("Not capable: the process as it runs now will not")
    smart = [{one.criterion.name: one for one in each.smart} for each in letters(found)]
    assert smart[0]["Achievable"].why == "Nobody is recorded as having agreed to it."
    assert smart[1]["Achievable"].why.startswith("Not capable")


def test_what_counts_as_met_has_met_its_target() -> None:
    """A46: a figure that is Green within 10 % of its target is one that met it, as the hot-house counts too."""
    strict, near = of_rate(90), of_rate(90, band="travel-modified")
    assert [found.proposals[0].number("met") for found in (strict, near)] == [0, 9]
    texts = [str(cell) for sheet in plan_target(near).sheets for put in sheet.puts for cell in [put.value]]
    assert "Met, or within 10 %, as things are, in how many of 12 periods" in texts


def test_parts_of_a_total_fall_to_partners_as_they_are_able() -> None:
    """A20: each partner's part is its part of the whole, and the parts add up."""
    assert of_total(620).proposals[0].partners == (413, 207)


def test_each_partner_goes_as_far_as_the_whole_must() -> None:
    """A21: a partner ahead of the others stays ahead; the whole comes to its target."""
    found = of_rate(84)
    ash, birch = found.proposals[0].partners
    assert ash - birch == pytest.approx(4)
    assert (ash + birch) / 2 == pytest.approx(84)


def test_milestones_lead_to_the_target() -> None:
    """A28: a total is built up to its end; a level goes straight from where it stands to the last period."""
    flow, level = of_total(600).proposals[0], of_rate(90).proposals[0]
    assert flow.to_date == pytest.approx((150, 300, 450, 600))
    assert flow.path == pytest.approx((150, 150, 150, 150))
    now = of_rate(90).now
    assert level.path == pytest.approx([now + (90 - now) * step / 5 for step in (2, 3, 4, 5)])


def test_a_year_with_seasons_is_spread_as_earlier_years_were() -> None:
    """A90: a quarter that always has twice as many is due twice as much of a proposal."""
    values = [50, 100, 50, 50] * 3
    periods = run("ash", [None, *values, 50, 100, 50])
    found = studied(total(partners=("ash",), seasonal=True), periods[1:], 500)
    assert found.proposals[0].path == pytest.approx((100, 100, 200, 100)) or max(found.shares) == pytest.approx(0.4)
    assert math.isnan(found.past.lower)


def test_what_stands_and_what_comes_of_itself_are_weighed_where_nothing_is_proposed() -> None:
    """A43: as agreed, the group's median and best quartile, the forecast, and as it stands."""
    names = [name for name, _ in suggested(of_rate())]
    assert names == ["The group’s median", "The group’s best quartile", "As forecast without action", "As it stands"]
    assert next(suggested(of_total())) == ("As agreed for 2022-23", 600)


def test_the_checklist_has_six_headings_and_knows_what_people_said() -> None:
    """A41: six headings; A49: who was consulted; A51: whether it is resourced is asked; A44: who answers for it."""
    asked = checklist(of_rate(84))
    assert tuple(dict.fromkeys(one.heading for one in asked)) == HEADINGS
    said = {one.criterion: (one.said, one.known) for one in asked if one.criterion}
    assert said["consulted"] == ("yes: Two workshops (The board).", "")
    assert said["resourced"] == ("", "Nobody has said.")
    assert any("Head of service" in one.known for one in asked)


def test_the_response_agreed_beforehand_is_told() -> None:
    """A50: the tolerance and the triggers that owe action, or that there are none."""
    assert words.response(of_total(620)).endswith("No trigger owes action.")


def test_the_row_to_paste_is_read_back_as_the_target(tmp_path: Path) -> None:
    """A45: pasted under the framework's targets it is the target that was proposed, day and all."""
    folder = partnership(tmp_path / "p")
    _, found = target(folder, "helped", [91, 95])
    rows = rows_of(folder.framework)
    proposed = [target_of(found, one) for one in found.proposals]
    rows["targets"] = [*rows["targets"], dict(zip(COLUMNS, cells_of(proposed[0]), strict=True))]
    framework_file(rows, tmp_path / "again.xlsx")
    again, findings = read_framework(tmp_path / "again.xlsx")
    assert again is not None, findings
    assert again.targets[-1].model_copy(update={"row": 0}) == proposed[0]
    assert proposed[1].target == 95
    assert book_of(rows)


@pytest.mark.parametrize(("of", "levels"), [(of_rate, (84, 95, 81.2)), (of_total, (620, 700))], ids=["level", "total"])
def test_the_workbook_can_be_read(of: Any, levels: tuple[float, ...]) -> None:
    """A42: nothing is clipped, and every sheet is there."""
    plan = plan_target(of(*levels))
    assert clipped(plan) == []
    names = [sheet.name for sheet in plan.sheets]
    assert names[:3] == ["Target", "Through the year", "Partners"]
    assert names[-4:] == ["Checklist", "SMART", "To paste", "Workings"]


def test_the_chart_is_drawn_from_its_figures() -> None:
    """A91: each line of the chart points at the column of that name on Workings, however many figures there are."""
    plan = plan_target(of_total(620, 700))
    [chart] = plan.sheets[0].charts
    drawn = next(table for table in plan.sheets[-1].tables if table.name == "Drawn")
    columns = {heading.strip(): column_letters(drawn.col + n) for n, heading in enumerate(drawn.headings)}
    named = {"Limits": "Lower limit"}
    for series in chart.series:
        heading = named.get(series.name, series.name.partition(",")[0])
        assert series.values == f"'Workings'!{columns[heading]}5:{columns[heading]}{4 + len(drawn.rows)}"


@pytest.mark.parametrize(("times", "tall"), [(1, 1), (3, 1), (4, 0)])
def test_the_workings_do_not_end_in_a_page_of_a_few_rows(times: int, tall: int) -> None:
    """A little more than a page is printed smaller, on one; a third more begins a second."""
    figures = [*run("ash", UPS_AND_DOWNS * times), *run("birch", UPS_AND_DOWNS * times)]
    assert plan_target(studied(total(), figures, 620)).sheets[-1].page.tall == tall


def test_a_range_is_studied_and_not_weighed() -> None:
    """A48: where neither more nor less is better there is no one level; the rest is told all the same."""
    found = studied(framework(measure("m1", polarity="range", partners=("ash",))), run("ash", UPS_AND_DOWNS))
    assert not found.can_propose
    plan = plan_target(found)
    assert [sheet.name for sheet in plan.sheets] == ["Target", "Checklist"]
    assert "Nothing is agreed to hold it against." in [put.value for put in plan.sheets[0].puts]


def test_where_nothing_is_known_nothing_is_weighed(tmp_path: Path) -> None:
    """A partner whose areas are not pooled any more has no figure of its own: the workbook says so, without a chart."""
    places = tuple(Area(id=name, name=name) for name in ("north", "south"))
    frame = framework(measure("m1", pooling="none", partners=("ash",), areas=("north", "south")), areas=places)
    figures = [figure("m1", "ash", 7, Q3.step(-n), area=name) for n in range(4) for name in ("north", "south")]
    found = studied(frame, figures, partner="ash")
    assert found.can_propose
    assert not list(suggested(found))
    write_workbook(plan_target(found), tmp_path / "target.xlsx")
    sheets = plan_target(found).sheets
    assert [sheet.name for sheet in sheets] == ["Target", "Checklist"]
    assert any(str(put.value).startswith("Nothing is agreed and there is no figure") for put in sheets[0].puts)


@pytest.mark.parametrize(("accumulate", "has_way"), [("stock", False), ("flow", True)])
def test_no_way_leads_from_nowhere(tmp_path: Path, accumulate: str, *, has_way: bool) -> None:
    """A measure asked by area since, of which every figure is older: a total is spread, a level has no way to it."""
    places = (Area(id="north", name="North"),)
    changes: dict[str, Any] = {"partners": ("ash",), "areas": ("north",), "accumulate": accumulate}
    frame = total(**changes).model_copy(update={"areas": places})
    found = studied(frame, run("ash", UPS_AND_DOWNS), 620)
    assert math.isnan(found.now)
    write_workbook(plan_target(found), tmp_path / "target.xlsx")
    assert ("Through the year" in [sheet.name for sheet in plan_target(found).sheets]) is has_way
    assert any("“Through the year”" in one.question for one in checklist(found)) is has_way


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((100, 98, 101, 99), "398 people in all in 2021-22 Q4 to 2022-23 Q3."),
        ((101, 99), "400 people a year, at the pace of 2022-23 Q2 to 2022-23 Q3."),
        ((99,), "396 people a year, at the pace of 2022-23 Q3."),
        ((100, 98, None, 101, 99), "398 people a year, at the pace of 2021-22 Q3 to 2022-23 Q3."),
    ],
)
def test_a_pace_is_not_told_as_a_total(values: tuple[float | None, ...], said: str) -> None:
    """Two quarters of 100 are 400 a year, and not 400 in all in two quarters."""
    found = studied(total(partners=("ash",)), run("ash", values), 380)
    assert words.baseline(found).startswith(said)
    assert words.grounds(found, found.proposals[0]).startswith(f"From {said.replace(' in all', '').removesuffix('.')};")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (90, 110, "The range of 90 to 110 was kept to in 12 of 12 periods. Capable:"),
        (99, 110, "The range of 99 to 110 was kept to in 9 of 12 periods. By chance:"),
        (120, 130, "The range of 120 to 130 was kept to in 0 of 12 periods. Not capable:"),
        (None, 99, "The limit of 99 was kept to in 6 of 12 periods. By chance:"),
    ],
)
def test_a_range_is_held_against_what_the_process_does(low: float | None, high: float, said: str) -> None:
    """A48, A46: how often the range that stands was kept to, and whether chance alone keeps to it."""
    goal = target_row("m1", Period(month_index(2022, 4), 12), "year", target=None, low=low, high=high)
    frame = framework(measure("m1", polarity="range", accumulate="stock", partners=("ash",)), targets=(goal,))
    assert ranged.kept(studied(frame, run("ash", UPS_AND_DOWNS))).startswith(said)


def test_a_level_to_be_near_is_held_against_the_figures() -> None:
    """A48: how far the figures lay from it on average and at most; on either side is as bad."""
    goal = target_row("m1", Period(month_index(2022, 4), 12), "year", target=100)
    frame = framework(measure("m1", polarity="nearest", accumulate="stock", partners=("ash",)), targets=(goal,))
    said = ranged.kept(studied(frame, run("ash", UPS_AND_DOWNS)))
    assert said == "It lay 1 from what was due on average, 2 at most, over 12 figures."


def test_no_percentage_is_more_than_a_hundred() -> None:
    """A46: a level that no figure can have is refused, and not weighed as if it could be met."""
    with pytest.raises(Refusal, match=r"The level 101 is more than 100, which Helped in time can never be.*IMP108"):
        possible(of_rate(90), [100.0, 101.0])
    answers = of_rate(90).measure.model_copy(update={"kind": Kind.YES_NO, "unit": ""})
    with pytest.raises(Refusal, match=r"\[IMP108\]"):  # the share of yes is per cent too
        possible(replace(of_rate(90), measure=answers), [150.0])


def test_a_slow_trend_has_decimals_enough() -> None:
    """A42: a trend of a twentieth a quarter is not told as 0.0."""
    found = studied(total(partners=("ash",)), run("ash", [100 + n // 4 for n in range(12)]))
    assert "by 0 " not in words.course(found)


def test_few_figures_say_little_and_break_nothing() -> None:
    """A42: one figure is a start; of it no limits, no trend and no forecast range can be told."""
    found = studied(total(partners=("ash",)), [figure("m1", "ash", 10)], 50)
    assert words.course(found) == words.FEW
    assert found.proposals[0].capability == ""
    assert clipped(plan_target(found)) == []


def test_levels_that_were_typed_into_it_are_not_lost(tmp_path: Path) -> None:
    """Made again, the workbook of before is kept beside it, as often as that is."""
    folder = partnership(tmp_path / "p")
    path, _ = target(folder, "helped", [92])
    for n, name in enumerate(("target-helped (before).xlsx", "target-helped (before 2).xlsx")):
        path.write_bytes(typed := f"typed {n}".encode())
        assert target(folder, "helped", [93])[0] == path
        assert path.with_name(name).read_bytes() == typed
    assert path.read_bytes() != typed


def test_one_partners_target(tmp_path: Path) -> None:
    """A21: a partner's own figures, its own row, its own file."""
    path, found = target(partnership(tmp_path / "p"), "helped", [92], partner="ash")
    assert path.name == "target-helped-ash.xlsx"
    assert target_of(found, found.proposals[0]).partner == "ash"


@pytest.mark.parametrize(
    ("words_given", "code"),
    [
        (("nothing", [1.0]), "IMP085"),
        (("helped", [1.0] * 6), "IMP080"),
        (("helped", [1.0], {"year": "2021-22"}), "IMP084"),
        (("helped", [1.0], {"year": "2023-24 Q1"}), "IMP083"),
        (("helped", [1.0], {"partner": "oak"}), "IMP088"),
        (("helped", [-5.0]), "IMP108"),
    ],
)
def test_what_cannot_be_studied_says_why(tmp_path: Path, words_given: tuple[Any, ...], code: str) -> None:
    """A42: a measure that is none, too many levels, a year that is over, a partner that returns nothing."""
    measure_id, levels, *rest = words_given
    with pytest.raises(Refusal, match=rf"\[{code}\]"):
        target(partnership(tmp_path / "p"), measure_id, levels, **(rest[0] if rest else {}))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "milestone", "pooling": "none", "polarity": "lower"}, "IMP086"),
        ({"polarity": "none"}, "IMP087"),
        ({"polarity": "range"}, "IMP082"),
    ],
)
def test_some_measures_have_no_level_to_weigh(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    """A48: a day, a measure for context, a range: each is told apart."""
    folder = partnership(tmp_path / "p")
    rows = framework_rows(90)
    rows["measures"][0] |= changes
    rows["targets"], rows["tolerances"] = [], []
    framework_file(rows, folder.framework_file)
    with pytest.raises(Refusal, match=rf"\[{code}\]"):
        target(Folder(folder.path), "helped", [1.0])


def test_without_a_figure_there_is_nothing_to_start_from(tmp_path: Path) -> None:
    """A42: the baseline comes before the target."""
    framework_file(framework_rows(90), tmp_path / "framework.xlsx")
    with pytest.raises(Refusal, match=r"\[IMP081\]"):
        target(Folder(tmp_path), "helped", [1.0])


def test_the_worked_year_has_a_target_out_of_reach(tmp_path: Path) -> None:
    """A46: 160 households is a stretch that the process has never come near, and is called not capable."""
    for name in ("framework.xlsx", "history.csv"):
        shutil.copy(WORKED / name, tmp_path / name)
    folder = Folder(tmp_path)
    import_figures(folder, tmp_path / "history.csv")
    _, found = target(folder, "temporary-homes")
    agreed = found.proposals[0]
    assert (agreed.name, agreed.level, agreed.capability) == ("As agreed for 2026-27 Q4", 160, "Failing")
    assert agreed.number("met") == 0


def test_the_command(tmp_path: Path) -> None:
    """A42: a table and the file's name; JSON with what each proposal needs; CSV a line each."""
    folder = partnership(tmp_path / "p")
    given = ["target", "helped", "--propose", "91", "--propose", "95", "-C", str(folder.path)]
    told = CliRunner().invoke(app, given)
    assert told.exit_code == 0, told.output
    assert "target-helped.xlsx" in told.output
    record = json.loads(CliRunner().invoke(app, [*given, "--format", "json"]).output)
    assert (record["year"], record["now"]) == ("2023-24", 87.25)
    assert [one["level"] for one in record["proposals"]] == [91, 95]
    csv = CliRunner().invoke(app, [*given, "--format", "csv"]).output
    assert csv.splitlines()[0].startswith("name,level,change")
    assert len(csv.splitlines()) == 3
    assert read_workbook(folder.path / "target-helped.xlsx").sheets[0].name == "Target"


@pytest.mark.parametrize(("written", "level"), [("85", 85.0), ("1,450", 1450.0), (" 92.5 % ", 92.5), ("-3", -3.0)])
def test_a_level_is_read_as_people_type_it(written: str, level: float) -> None:
    """A42: thousands and a sign for per cent are no hindrance."""
    assert level_in(written) == level


@pytest.mark.parametrize("written", ["banana", "", "nan", "1e999", "eighty", "1,1", "1,23", "12,34.5", "1,2345"])
def test_what_is_no_level_is_refused_in_a_sentence(written: str) -> None:
    """IMP107 says how to write one."""
    with pytest.raises(Refusal, match="Type a number, as in --propose 85"):
        level_in(written)


@pytest.mark.parametrize(("seasonal", "beside"), [(False, "Proposal 1"), (True, "By season")])
def test_a_season_stands_beside_the_periods_where_there_is_one(seasonal: bool, beside: str) -> None:
    """A level without seasons has no column of noughts there: its proposals come first, and come to the same."""
    values = run("ash", [60, 80, 70, 70] * 3 + [60, 80, 70])
    found = studied(total(partners=("ash",), seasonal=seasonal, kind="mean", pooling="ratio"), values, 90)
    (table,) = next(sheet for sheet in plan_target(found).sheets if sheet.name == "Through the year").tables
    assert table.headings[1] == beside
    proposed: list[Any] = [row[table.headings.index("Proposal 1")] for row in table.rows]
    assert [cell.value for cell in proposed] == pytest.approx(found.proposals[0].path)
    seasons = [row[1] for row in table.rows]
    assert seasons == ([-10, 10, 0, 0] if seasonal else proposed)


@pytest.mark.parametrize(
    ("met", "periods", "said"),
    [
        (0, 1, "not met in the one period there is"),
        (1, 1, "met in the one period there is"),
        (1, 4, "met in 1 of the last 4 periods"),
    ],
)
def test_how_often_a_level_was_met_is_said_of_one_period_too(met: int, periods: int, said: str) -> None:
    """The first quarter of a partnership has but one figure to tell of."""
    assert words.met_in(met, periods) == said

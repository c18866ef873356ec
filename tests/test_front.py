"""The first sheet in each of its layouts: all there, nothing clipped, nothing live, and what each layout promises."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from pmxl.assess import Assessment
from pmxl.assess import for_audience
from pmxl.framework.columns_audiences import LAYOUT_NAMES
from pmxl.framework.models import Objective
from pmxl.framework.models import Perspective
from pmxl.framework.models_audiences import Audience
from pmxl.reports import perspective
from pmxl.reports.front import LAYOUTS
from pmxl.reports.front import layout_of
from pmxl.reports.layouts.frame import too_many
from pmxl.reports.paper import HIGH
from pmxl.reports.paper import WIDE
from pmxl.reports.paper import points
from pmxl.reports.places import places
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.measure import clipped
from pmxl.sheets.shown import shown
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from tests.specimens.assessment import HOSTILE
from tests.specimens.assessment import LONG_NAME
from tests.specimens.assessment import specimen
from tests.specimens.assessments import crowded
from tests.specimens.assessments import large
from tests.specimens.assessments import nothing_returned
from tests.specimens.assessments import of_eight_perspectives
from tests.specimens.assessments import only

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
OBJECTIVES = {
    "safe": ("", "Community Safety Plan", "Police superintendent"),
    "housed": ("safe", "", ""),
    "spend": ("safe", "Budget 2022-26", "Chief finance officer"),
    "joint": ("housed", "Budget 2022-26", ""),
    "learn": ("joint", "Budget 2022-26", "Head of people"),
}
"""What each objective of the specimen serves, the plan it is for, and who answers for it."""


def threaded(found: Assessment, name: str = "") -> Assessment:
    """The specimen with every objective but one serving another, the longest names included."""
    objectives = [
        one.model_copy(update=dict(zip(("parent", "plan", "owner"), OBJECTIVES[one.id], strict=True)))
        for one in found.framework.objectives
    ]
    objectives[1] = objectives[1].model_copy(update={"name": name or objectives[1].name})
    framework = found.framework.model_copy(update={"objectives": tuple(objectives)})
    return replace(found, framework=framework)


VARIANTS: dict[str, Callable[[Assessment], Assessment]] = {
    "as it is": threaded,
    "long names": lambda found: threaded(found, (HOSTILE + " " + LONG_NAME)[:200]),
    "eight perspectives": of_eight_perspectives,
    "nothing returned": lambda found: nothing_returned(threaded(found)),
    "one measure": lambda found: only(threaded(found), ["h1"]),
    "forty measures": lambda found: crowded(found, 40),
}


@cache
def made(layout: str, variant: str = "as it is") -> tuple[Assessment, BookPlan]:
    """An assessment and the plan of its scorecard in a layout."""
    whom = Audience(id="board", name="Members of the board", layout=layout, pages=("exceptions", "method"))
    found = replace(VARIANTS[variant](specimen()), audience=whom)
    return found, plan_scorecard(found)


def front(layout: str, variant: str = "as it is") -> SheetPlan:
    """The plan of the first sheet."""
    return made(layout, variant)[1].sheets[0]


def texts(sheet: SheetPlan) -> list[str]:
    """Every text on a sheet, from top to bottom."""
    found = [(put.row, put.col, shown(put.value, put.style.number_format)) for put in sheet.puts]
    return [text for _, _, text in sorted(found) if text]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_no_layout_clips_anything(layout: str, variant: str) -> None:
    """Whatever the layout and the assessment, every cell shows all it holds."""
    assert clipped(made(layout, variant)[1]) == []


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_excel_would_repair_no_layout(layout: str) -> None:
    """Every layout passes the lint with no formula in it, and openpyxl reads it."""
    _, plan = made(layout, "long names")
    data = plan_to_bytes(plan)
    assert formulas_of(plan) == set()
    assert lint_workbook(data, set()) == []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl says that it leaves sparklines out
        book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Scorecard", "Exceptions", "Method", "Trend", "Drawn"]


@pytest.mark.parametrize("layout", [name for name in LAYOUT_NAMES if name not in ("efqm", "map")])
def test_every_layout_names_every_measure(layout: str) -> None:
    """No layout of measures leaves one out."""
    said = " ".join(texts(front(layout)))
    assert [row for row in specimen().measures["name"] if row not in said] == []


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_every_layout_says_for_whom_it_is_and_how_to_read_it(layout: str) -> None:
    """The band names the audience, and the quarter in three lines and the legend stand below."""
    said = texts(front(layout))
    assert any(text.startswith("Quarterly scorecard for Members of the board · 2022-23 Q3") for text in said)
    assert {"This quarter in three lines", "How to read this page", "DRAFT"} <= set(said)


def test_every_layout_has_a_name_in_the_framework() -> None:
    """What the framework can name can be drawn, and the other way round."""
    assert set(LAYOUTS) == set(LAYOUT_NAMES)


def test_a_layout_that_nobody_knows_gives_way_to_that_of_the_framework() -> None:
    """The audience's layout comes first, then the framework's, then what fits."""
    found = specimen()
    settings = found.framework.settings.model_copy(update={"layout": "list"})
    listed = replace(found, framework=found.framework.model_copy(update={"settings": settings}))
    odd, map_ = (Audience(id="board", name="Board", layout=layout) for layout in ("star", "Strategy map"))
    assert [layout_of(one) for one in (found, listed, replace(listed, audience=odd))] == ["", "list", "list"]
    assert layout_of(replace(listed, audience=map_)) == "map"


@pytest.mark.parametrize(("count", "paper"), [(1, "A4"), (3, "A4"), (4, "A4"), (9, "A3"), (23, "A3")])
def test_few_measures_stand_one_under_another_on_one_page(count: int, paper: str) -> None:
    """Where nobody names a layout the page is as small as its measures allow, and its letters as large: nothing is
    clipped, and the smallest letters are no smaller than those of four quadrants.
    """
    found = some(count)
    sheet = plan_scorecard(found).sheets[0]
    assert (sheet.page.paper, sheet.page.tall, sheet.page.landscape) == (paper, 1, True)
    names = set(found.measures["name"])
    assert {name for name in names for text in texts(sheet) if text.startswith(name)} == names
    assert clipped(replace(plan_scorecard(found), sheets=(sheet,))) == []
    if count < len(specimen().measures):
        assert texts(sheet).count("Actual") == 1  # headed once
        assert letters(sheet) >= letters(front("quadrants"))


@pytest.mark.parametrize(("count", "headings", "least"), [(15, 1, 0.9), (17, 1, 0.8), (18, 4, 0.0)])
def test_a_list_on_a3_is_printed_larger_than_quadrants(count: int, headings: int, least: float) -> None:
    """A list that would be longer than that allows gives way to quadrants."""
    sheet = plan_scorecard(some(count)).sheets[0]
    assert (sheet.page.paper, texts(sheet).count("Actual")) == ("A3", headings)
    assert letters(sheet) > max(least, letters(front("quadrants")) if headings == 1 else 0.0)


def test_words_in_a_second_line_do_not_change_the_face_of_the_page() -> None:
    """Names of two lines, or partners that are awaited: this quarter's page has the face of the last, still larger."""
    found = some(15)
    long = found.measures["name"] + ", counted as the partners agreed and set out in the definitions of the plan"
    sheet = plan_scorecard(replace(found, measures=found.measures.assign(name=long))).sheets[0]
    assert texts(sheet).count("Actual") == 1
    assert sum(sheet.heights.values()) > 1.15 * sum(plan_scorecard(found).sheets[0].heights.values())
    assert letters(sheet) > 1.1 * letters(front("quadrants"))


def test_an_audience_that_names_the_quadrants_gets_them() -> None:
    """However few its measures are."""
    whom = Audience(id="board", name="Board", layout="quadrants")
    sheet = plan_scorecard(replace(some(3), audience=whom)).sheets[0]
    assert (sheet.page.paper, texts(sheet).count("Actual")) == ("A3", 3)


def some(count: int) -> Assessment:
    """The specimen with so many of its measures, of every perspective as far as may be."""
    ids = list(specimen().measures["measure"])
    return only(specimen(), ids[:: len(ids) // count][:count])


def letters(sheet: SheetPlan) -> float:
    """How large a letter of one point is printed."""
    paper = sheet.page.paper
    wide = sum(points([column.width for column in sheet.columns]))
    return min(1.0, WIDE[paper] / wide, HIGH[paper] / sum(sheet.heights.values()))


def test_an_audience_chooses_columns_their_order_and_captions() -> None:
    """Only the columns named stand there, in that order, under their captions; one nobody knows is left out."""
    whom = Audience(id="b", name="Board", layout="list", columns=("Rating", "actual=Latest", "mood"), pages=("method",))
    sheet = plan_scorecard(replace(specimen(), audience=whom)).sheets[0]
    row = next(put.row for put in sheet.puts if put.value == "Measure")
    assert [put.value for put in sheet.puts if put.row == row] == ["Measure", "Rating", "Latest", ""]
    assert sheet.sparklines == ()


@pytest.mark.parametrize("layout", ["", *LAYOUT_NAMES])
@pytest.mark.parametrize("count", [7, 16])
def test_no_caption_is_cut_however_many_lines_it_takes(layout: str, count: int) -> None:
    """The row of headings is as high as its longest caption, on the first sheet and on those behind."""
    words = ("actual", "target", "rating", "travel", "signal", "year end")
    columns = tuple(f"{word}=The most recent of all that partners gave us" for word in words)
    whom = Audience(id="b", name="Board", layout=layout, columns=columns)
    assert clipped(plan_scorecard(replace(some(count), audience=whom))) == []


def test_pages_are_parted_by_the_headings_as_they_are_worded() -> None:
    """A perspective's pages are counted with its headings as high as the captions make them in the end."""
    caption = " ".join(["The most recent of all that partners gave us"] * 3)
    found = replace(specimen(), audience=Audience(id="b", name="Board", columns=(f"actual={caption}",)))
    in_the_end = {sheet.name: sheet.heights for sheet in plan_scorecard(found).sheets}
    for full in perspective.sheets(found, places(found)):
        assert full.sheet.heights[perspective.HEAD_ROW] == in_the_end[full.sheet.name][perspective.HEAD_ROW]


def test_captions_reach_every_sheet() -> None:
    """The columns of the sheets behind, the method and the data go by the audience's words, and the method says which
    word stands for which; the same word elsewhere stays.
    """
    whom = Audience(id="b", name="Board", columns=("actual=Latest", "travel=Way it goes"), pages=())
    book = plan_scorecard(replace(specimen(), audience=whom))
    sheets = {sheet.name: sheet for sheet in book.sheets}
    said = {name: {put.value for put in sheet.puts if isinstance(put.value, str)} for name, sheet in sheets.items()}
    assert {"Latest", "Way it goes"} <= said["Exceptions"] | said["Communities and users"]
    assert "Actual" not in said["Communities and users"]
    assert (
        "On other scorecards of this partnership “Latest” is headed Actual and “Way it goes” is headed Travel."
        in (said["Method"])
    )
    legend = [shown(put.value) for put in sheets["Method"].puts if isinstance(put.value, Rich)]
    assert any(text.startswith("Way it goes compares with the period before") for text in legend)
    assert "Latest" in sheets["Data"].tables[0].headings
    assert "Value" not in sheets["Data"].tables[0].headings


def test_closing_words_on_one_side_do_not_pull_the_other_apart() -> None:
    """Each line of the closing words begins right below the one before it, whatever stands beside it."""
    sheet = front("quadrants")
    title = next(put for put in sheet.puts if put.value == "How to read this page")
    lines = [put for put in sheet.puts if put.row > title.row and put.col == title.col]
    assert len(lines) > 2
    assert [put.row for put in lines] == [title.row + 1, *(put.to_row + 1 for put in lines[:-1])]


def test_a_strategy_map_rates_each_objective_by_its_worst_measure() -> None:
    """Each box has the letter and shape of the worst rating and counts the others; nothing is averaged."""
    said = texts(front("map"))
    assert "worst of 3 measures: 3 Amber" in said
    assert "worst of 2 measures: 1 Red, 1 Green" in said
    assert [text for text in said if text in ("A\n▲", "R\n◆", "G\n●")] == ["A\n▲", "R\n◆", "A\n▲", "R\n◆", "G\n●"]
    assert any("ratings are never averaged" in text for text in said)


def connectors(layout: str, variant: str) -> list[ET.Element]:
    """The connectors of a workbook, in the order in which they are drawn."""
    with zipfile.ZipFile(io.BytesIO(plan_to_bytes(made(layout, variant)[1]))) as package:
        drawings = [package.read(name) for name in package.namelist() if re.search(r"drawings/drawing\d", name)]
    return [found for part in drawings for found in ET.fromstring(part).iter(f"{DRAWING}cxnSp")]


def test_a_strategy_map_has_an_arrow_for_each_objective_that_serves_another() -> None:
    """Each arrow ends in one head with words for who cannot see it; its other parts are marked as decoration."""
    found = connectors("map", "as it is")
    words = [one.find(f".//{DRAWING}cNvPr").get("descr") for one in found]  # type: ignore[union-attr]
    assert [word for word in words if word] == [
        "Nobody is without a home serves: People are safe",
        "Every pound counts serves: People are safe",
        "We act as one serves: Nobody is without a home",
        "We learn serves: We act as one",
    ]
    heads = ["tailEnd" in ET.tostring(one, encoding="unicode") for one in found]
    quiet = ["decorative" in ET.tostring(one, encoding="unicode") for one in found]
    assert heads == [bool(word) for word in words] == [not one for one in quiet]
    ids = [one.find(f".//{DRAWING}cNvPr").get("id") for one in found]  # type: ignore[union-attr]
    assert len(set(ids)) == len(ids)


def test_arrows_run_straight_between_boxes_and_never_through_one() -> None:
    """Every part of an arrow is level or upright, and no upright part lies in a box's columns and rows."""
    sheet = front("map")
    boxes = {(put.row, col) for put in sheet.puts if put.style.right and put.col > 2 for col in (put.col - 1, put.col)}
    for stroke in sheet.strokes:
        for a, b in zip(stroke.points, stroke.points[1:], strict=False):
            assert (a.col, a.across) == (b.col, b.across) or (a.row, a.down) == (b.row, b.down)
            if a.col == b.col:
                low, high = sorted((a.row + a.down, b.row + b.down))
                rows = range(math.floor(low), math.ceil(high))
                assert not {(row, a.col) for row in rows} & boxes


def test_a_map_without_arrows_is_still_a_map() -> None:
    """Where no objective serves another there are boxes, and no drawing."""
    assert front("map", "eight perspectives").strokes == ()
    assert connectors("map", "eight perspectives") == []


def test_a_golden_thread_leads_from_plan_to_objective_to_measure_to_owner() -> None:
    """Each plan stands over its objectives, each objective over its measures; a plan nobody named says so."""
    said = texts(front("thread"))
    order = ["Community Safety Plan", "People are safe", "No plan is named", "Nobody is without a home"]
    assert [text for text in said if text in order] == order
    assert said.index("Budget 2022-26") < said.index("Every pound counts") < said.index("We act as one")
    assert "worst of 2 measures: 1 Red, 1 Green\nserves: People are safe" in said
    assert "Head of people" in said


def test_results_stand_under_the_question_that_they_answer() -> None:
    """Outcomes say whether anyone is better off; of the others counts and money say how much, the rest how well."""
    found = threaded(specimen())
    measures = tuple(
        one.model_copy(update={"chain": "outcome" if one.id in ("c1", "h1") else "output"})
        for one in found.framework.measures
    )
    framework = found.framework.model_copy(update={"measures": measures})
    whom = Audience(id="b", name="Board", layout="results", pages=("method",))
    said = texts(plan_scorecard(replace(found, framework=framework, audience=whom)).sheets[0])
    heads = [
        next(n for n, text in enumerate(said) if text.startswith(head)) for head in ("How much", "How well", "Is any")
    ]
    places = [
        next(n for n, text in enumerate(said) if text.startswith(name)) for name in ("Robbery", "Cost per", "Resid")
    ]
    assert heads[0] < places[0] < heads[1] < places[1] < heads[2] < places[2]


def test_efqm_has_nine_criteria_and_loses_no_perspective() -> None:
    """All nine are named, what is measured under none of them stands below, and an empty one says so."""
    found = specimen()
    perspectives = (*found.framework.perspectives[:3], Perspective(id="learning", name="People", order=4))
    framework = found.framework.model_copy(update={"perspectives": perspectives})
    whom = Audience(id="b", name="Board", layout="efqm", pages=("method",))
    said = texts(plan_scorecard(replace(found, framework=framework, audience=whom)).sheets[0])
    for name in ("Leadership", "Strategy", "Customer results", "Key results", "Resources and value"):
        assert any(text.startswith(name) for text in said), name
    assert sum(text.startswith("Nothing is measured here") for text in said) == 6
    assert all(any(text.startswith(name) for text in said) for name in found.measures["name"])


@pytest.mark.parametrize("name", ["executive", "members", "directors", "managers", "partner:redmarsh", "public"])
def test_every_audience_gets_its_own_sheets_and_no_link_leads_nowhere(name: str) -> None:
    """Each of the six has the pages meant for it; every link names a sheet that is there; nothing is clipped."""
    plan = plan_scorecard(for_audience(threaded(specimen()), name))
    names = [sheet.name for sheet in plan.sheets if sheet.state == "visible"]
    links = [put.value.target for sheet in plan.sheets for put in sheet.puts if isinstance(put.value, Link)]
    assert {target.rpartition("!")[0].strip("'").replace("''", "'") for target in links} <= {
        s.name for s in plan.sheets
    }
    assert clipped(plan) == []
    assert [page for page in EXPECTED[name] if page in names] == EXPECTED[name]
    assert not set(names) & set(WITHOUT[name])


EXPECTED = {
    "executive": ["Scorecard", "Exceptions", "Residential burglary", "Method"],
    "members": ["Scorecard", "Exceptions", "Residential burglary", "Method"],
    "directors": ["Scorecard", "Contents", "Working together", "Exceptions", "Partners", "Returned", "Method"],
    "managers": ["Scorecard", "Contents", "Working together", "Partners", "Returned", "Method", "Data"],
    "partner:redmarsh": ["Scorecard", "Exceptions", "Contributions", "Returned", "Method", "Data"],
    "public": ["Scorecard", "Method"],
}
WITHOUT = {
    "executive": ["Data", "Returned", "Partners"],
    "members": ["Data", "Returned", "Partners", "Working together"],
    "directors": ["Data"],
    "managers": [],
    "partner:redmarsh": ["Partners", "Residential burglary"],
    "public": ["Data", "Exceptions", "Returned", "Partners"],
}


def test_a_partners_workbook_names_no_other_partner() -> None:
    """Nothing that another partner returned, said or was asked stands on any sheet of Redmarsh's workbook."""
    found = specimen()
    bare = replace(found, partners=found.partners.assign(waiting="", commentary="", settled=""))
    plan = plan_scorecard(for_audience(bare, "partner:redmarsh"))
    every = " ".join(text for sheet in plan.sheets for text in texts(sheet))
    rows = " ".join(str(cell) for sheet in plan.sheets for table in sheet.tables for row in table.rows for cell in row)
    assert "Redmarsh Borough Council" in every
    for partner in found.framework.partners[1:]:
        assert partner.name not in every + rows, partner.name


def test_an_executive_is_told_when_there_is_too_much_to_attend_to() -> None:
    """Beyond the limit the sheet counts its measures beside it; at the limit it says nothing."""
    found = specimen()
    settings = found.framework.settings.model_copy(update={"executive_limit": 22})
    framework = found.framework.model_copy(update={"settings": settings})
    whom = Audience(id="board", name="Board", for_="executive", pages=("method",))
    many = replace(found, framework=framework, audience=whom)
    said = "23 measures stand here, and 22 are to be the most: choose the few that matter."
    assert said in texts(plan_scorecard(many).sheets[0])
    assert list(too_many(replace(found, audience=whom))) == []


def test_objectives_that_share_a_perspective_take_another_row_when_they_are_many() -> None:
    """Seven objectives of one perspective stand in two rows of boxes, and the perspective is named once."""
    found = specimen()
    more = tuple(Objective(id=f"more{n}", name=f"More {n}", perspective="users", parent="safe") for n in range(5))
    framework = found.framework.model_copy(update={"objectives": (*found.framework.objectives, *more)})
    whole = replace(found, framework=framework)
    settings = framework.settings.model_copy(update={"layout": "map"})
    plan = plan_scorecard(replace(whole, framework=framework.model_copy(update={"settings": settings})))
    said = texts(plan.sheets[0])
    assert [text for text in said if text.startswith("More ")] == [f"More {n}" for n in range(5)]
    assert sum(text.startswith("Communities and users") for text in said) == 1
    assert clipped(plan) == []
    assert "None of its measures stands here" in said


def test_a_scorecard_of_300_measures_and_60_partners_stays_usable() -> None:
    """It has a list of its sheets with a link to each, every sheet leads back to it, and the file stays small.

    Each measure is returned by six of the sixty; with all sixty the workbook has 3 MB.
    """
    found = large(specimen(), 300, 60, 6)
    plan = plan_scorecard(found)
    sheets = [sheet for sheet in plan.sheets if sheet.state == "visible"]
    assert [sheet.name for sheet in sheets[:2]] == ["Scorecard", "Contents"]
    assert len(sheets) > 75
    listed = [put.value.target for put in sheets[1].puts if isinstance(put.value, Link) and put.row > 3]
    assert [target.rpartition("!")[0].strip("'").replace("''", "'") for target in listed] == [
        s.name for s in sheets[2:]
    ]
    for sheet in sheets[2:]:
        led = {put.value.target for put in sheet.puts if isinstance(put.value, Link) and put.row == 3}
        assert {"'Scorecard'!A1", "'Contents'!A1"} <= led, sheet.name
    assert "'Contents'!A1" in {put.value.target for put in sheets[0].puts if isinstance(put.value, Link)}
    data = plan_to_bytes(plan)
    assert len(data) < 2_000_000
    assert lint_workbook(data, set()) == []


def test_a_link_above_the_names_stands_beside_the_others() -> None:
    """With two columns beside them one of three links stands above the names: at their right end, not far away."""
    pages = ("questions", "exceptions", "method")
    whom = Audience(id="b", name="Board", layout="list", columns=("actual", "rating"), pages=pages)
    first = plan_scorecard(replace(specimen(), audience=whom)).sheets[0]
    sides = {put.col: put.style.align for put in first.puts if isinstance(put.value, Link) and put.row == 3}
    assert sides == {1: "right", 2: "left", 3: "left"}


def test_a_small_scorecard_needs_no_contents() -> None:
    """Twelve sheets are seen at a glance in the tabs: there is no list, and no link to one."""
    plan = made("list")[1]
    assert "Contents" not in [sheet.name for sheet in plan.sheets]
    links = [put.value.target for sheet in plan.sheets for put in sheet.puts if isinstance(put.value, Link)]
    assert not any("Contents" in target for target in links)

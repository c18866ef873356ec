"""The page of a measure, the exceptions, the questions and the area profiles: what is drawn, and where it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import pytest

from pmxl.assess import Assessment
from pmxl.framework.models import Area
from pmxl.reports import mark
from pmxl.reports.areas import sheets as area_sheets
from pmxl.reports.band import when
from pmxl.reports.chart import LINES
from pmxl.reports.chart import visible
from pmxl.reports.figure import Row
from pmxl.reports.figure import rows_of
from pmxl.reports.measure.axis import lowest
from pmxl.reports.measure.waterfall import column
from pmxl.reports.paper import page_breaks
from pmxl.reports.paper import page_height
from pmxl.reports.places import places
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets import style
from pmxl.sheets.contrast import GRAPHIC as ENOUGH_FOR_AN_EDGE
from pmxl.sheets.contrast import TEXT as ENOUGH
from pmxl.sheets.contrast import contrast
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.measure import clipped
from pmxl.sheets.shown import shown
from pmxl.terms import Assurance
from pmxl.terms import Signal
from tests.specimens.assessment import HOSTILE
from tests.specimens.assessment import specimen
from tests.specimens.assessments import found_by_many
from tests.specimens.pictures import BREAK
from tests.specimens.pictures import HOSTILE_NAME


@cache
def plan() -> BookPlan:
    """The scorecard of the specimen."""
    return plan_scorecard(specimen())


def sheet(name: str, book: BookPlan | None = None) -> SheetPlan:
    """One of its sheets."""
    return next(found for found in (book or plan()).sheets if found.name == name)


def chart(name: str, opening: str) -> Chart:
    """The chart of a sheet whose text alternative begins so."""
    return next(found for found in sheet(name).charts if found.alt.startswith(opening))


def drawn(series: Any, number: str = "values") -> list[Any]:
    """What a series of a chart draws, read from the hidden sheet."""
    first, last = (int(row) for row in re.findall(r"\$?[A-Z]+\$?(\d+)", getattr(series, number).rpartition("!")[2]))
    letters = re.findall(r"\$?([A-Z]+)\$?\d+", getattr(series, number).rpartition("!")[2])[0]
    (table,) = [one for one in sheet("Drawn").tables if one.row + 1 == first]
    assert len(table.rows) == last - first + 1
    return [row[ord(letters) - ord("A")] for row in table.rows]


def said(found: SheetPlan) -> list[str]:
    """Every text of a sheet."""
    return [shown(put.value) for put in found.puts if put.value is not None]


def test_flagged_points_have_colour_and_shape() -> None:
    """Concern and improvement are told apart by shape as well as in the colours of Making Data Count."""
    found = chart("Households helped early", "Process chart")
    looks = {one.name: (one.color, one.shape) for one in found.series if one.marker}
    assert looks == {
        "Common cause": ("#A6A6A6", "circle"),
        "Improvement": ("#00B0F0", "square"),
        "Concern": ("#E46C0A", "diamond"),
    }
    concern = next(one for one in found.series if one.name == "Concern")
    assert [n for n, value in enumerate(drawn(concern)) if value is not None] == [0, 19]


def test_no_line_joins_limits_across_a_break() -> None:
    """The limits of each phase are lines of their own, and none has a figure in both."""
    found = chart("Households helped early", "Process chart")
    averages = [drawn(one) for one in found.series if one.name.startswith("Average")]
    assert len(averages) == 2
    now, before = averages
    assert [value is not None for value in now] == [n >= BREAK for n in range(20)]
    assert [value is not None for value in before] == [n < BREAK for n in range(20)]
    assert sum(one.in_legend for one in found.series if one.name.startswith("Average")) == 1


def test_a_series_that_began_anew_of_late_keeps_its_old_limits() -> None:
    """Where the figures since a break are too few for limits, those before it are drawn and named so."""
    found = specimen()
    process = found.pictures.process.copy()
    late = (process["measure"] == "h1") & (process["phase"] == 1)
    process.loc[late, ["centre", "lower", "upper"]] = float("nan")
    book = plan_scorecard(replace(found, pictures=found.pictures._replace(process=process)))
    (drawn_,) = [c for c in sheet("Households helped early", book).charts if c.alt.startswith("Process chart")]
    named = [one.name for one in drawn_.series if one.in_legend]
    assert "Average before the series began anew 60.0" in named
    assert "Limits before the series began anew 54.0 to 66.0" in named


def test_the_words_of_a_process_chart_name_what_is_flagged() -> None:
    """Its text alternative tells what an eye would see."""
    alt = chart("Households helped early", "Process chart").alt
    assert "2022-23 Q3 (concern)" in alt
    assert "The limits begin anew 1 time." in alt


def test_the_fan_begins_at_the_last_figure() -> None:
    """Range, forecast, target and the manager's own each have a line or a mark of their own."""
    found = chart("Residential burglary", "Forecast of")
    lines = {one.name: drawn(one) for one in found.series}
    assert lines["Forecast"] == [None, None, 2011, 2698]
    assert lines["Likely range, four years in five"] == [None, None, 2011, 2610]
    assert lines["High"] == [None, None, 2011, 2790]
    assert lines["Target of the year 2,560 offences"] == [2560] * 4
    assert lines["Manager's own forecast"] == [None, None, None, 2650]
    assert found.title == "By 2022-23 Q4 about 2,698 offences, Amber"


def test_the_comparison_marks_ours_and_names_the_group() -> None:
    """Ours is a diamond with its figure, the group and its period stand in the title."""
    found = chart("Residential burglary", "Comparison of")
    assert found.title == "12 of 32, London boroughs, 2022-23 Q2, best first"
    here = next(one for one in found.series if one.name == "Here")
    assert (here.shape, drawn(here)[11], here.labels[11]) == ("diamond", 659, "659")
    assert {one.name for one in found.series} >= {"Median 641 offences", "Lower quartile 588 offences"}
    axis = [name for name in drawn(here, "categories") if name]
    assert len(axis) == 3  # of many only the first, the last and ours are named
    assert axis[1] == "Thamesmere"
    assert HOSTILE_NAME in [row[0] for table in sheet("Drawn").tables for row in table.rows]


def test_a_waterfall_tells_better_from_worse_without_colour() -> None:
    """Worse is hatched; labels carry the sign of every step."""
    found = chart("Households helped early", "What moved")
    worse = next(one for one in found.series if one.name == "For the worse")
    better = next(one for one in found.series if one.name == "For the better")
    assert (worse.hatched, better.hatched) == (True, False)
    labels = next(one.labels for one in found.series if one.labels)
    assert labels == ("47.3", "−1.0", "+0.2", "−0.1", "46.4")
    assert "does not begin at 0" in found.title


@pytest.mark.parametrize(
    ("start", "end", "columns"),
    [
        (10.0, 14.0, (10.0, 4.0, None)),
        (14.0, 10.0, (10.0, 4.0, None)),
        (12.0, -20.0, (0.0, 12.0, -20.0)),
        (-20.0, -2.0, (-2.0, None, -18.0)),
        (0.0, -2.0, (0.0, None, -2.0)),
        (0.0, 5.0, (0.0, 5.0, None)),
    ],
)
def test_a_step_as_columns(start: float, end: float, columns: tuple[float | None, ...]) -> None:
    """A step stands on its foot, and on both sides of nought where it crosses it."""
    found = column({"start": start, "end": end})
    assert tuple(None if value != value else value for value in found) == columns


@pytest.mark.parametrize(
    ("levels", "begins"),
    [([1.0, 100.0], 0.0), ([158.0, 140.0], 120.0), ([60.9, 60.4], 60.1), ([5.0, 5.0], 0.0), ([-3.0, 4.0], None)],
)
def test_where_an_axis_begins(levels: list[float], begins: float | None) -> None:
    """At 0, unless what differs could not be seen; below 0 the program chooses."""
    assert lowest(levels) == begins


@pytest.mark.parametrize(
    ("signal", "polarity", "text"),
    [
        ("Concern", "lower", "◆ H Concern"),
        ("Concern", "higher", "◆ L Concern"),
        ("Improvement", "higher", "■ H Improvement"),
        ("Improvement", "lower", "■ L Improvement"),
        ("Concern", "range", "◆ Concern"),
        ("High", "none", "▲ H High"),
        ("Common cause", "lower", "● Common cause"),
        ("Too few figures", "lower", "too few figures"),
        ("", "lower", "–"),
    ],
)
def test_the_variation_mark(signal: str, polarity: str, text: str) -> None:
    """Shape, letter and word: which side figures run to, and whether that is good."""
    assert mark.variation({"signal": signal, "polarity": polarity})[0] == text


def test_marks_hold_on_a_black_and_white_print() -> None:
    """Words of signals and assurances hold 4.5:1 on white, shapes differ, and a point's dark edge shows on any fill."""
    points = [*style.PROCESS.values(), *style.ASSURANCE.values()]
    assert min(contrast(point.color, style.WHITE) for point in points) >= ENOUGH
    assert min(contrast(style.INK, point.point) for point in points if point.point != "#490092") >= ENOUGH_FOR_AN_EDGE
    told = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.COMMON_CAUSE, Signal.HIGH)
    assert len({style.PROCESS[word].shape for word in told}) == len({style.PROCESS[word].mark for word in told}) == 4
    assert [style.ASSURANCE[word].mark for word in Assurance] == ["P", "F", "?"]


def test_where_a_figure_is_from_names_file_cell_and_signature() -> None:
    """Who signed for it and what was settled stand beside file, sheet and cell."""
    found = said(sheet("Calls answered"))
    assert any(text.startswith("redmarsh.xlsx\nprovisional\nEntered by A. Officer") for text in found)
    assert "Director of Place" in found


def test_every_exception_has_its_chart_beside_its_story() -> None:
    """A chart for each entry that has a run, as high as its sentences, and room to write where action is owed."""
    found = sheet("Exceptions")
    assert len(found.charts) == 3
    texts = said(found)
    assert texts.count("Who will do what by when?") == 2
    assert texts.count("What happened") == 3
    first = found.charts[0]
    assert first.alt.startswith("Chart of Households helped early")
    assert drawn(first.series[0])[-1] == pytest.approx(46.4147)


def test_a_partners_exception_without_a_run_says_so() -> None:
    """An entry of one partner that has no figures before it has a sentence instead of a chart."""
    book = plan_scorecard(found_by_many(specimen()))
    assert said(sheet("Exceptions", book)).count("Too few figures for a chart.") == 1


def test_a_target_of_one_period_is_drawn_as_a_mark() -> None:
    """A line through one point is none, and the key of the chart would name what nobody sees."""
    one: list[Row] = [{"target": None, "last_year": 3.0}, {"target": 5.0, "last_year": None}]
    for look, name in zip((LINES.target, LINES.last_year), ("target", "last_year"), strict=True):
        found = visible(look, one, name)
        assert (found.marker, found.width) == (True, 0)
    two: list[Row] = [{"target": 5.0}, {"target": 5.0}, {"target": None}, {"target": 6.0}]
    found = visible(LINES.target, two, "target")
    assert (found.marker, found.width) == (True, LINES.target.width)  # the last of them stands alone
    assert visible(LINES.target, two[:3], "target") is LINES.target
    assert visible(LINES.target, two[2:3], "target") is LINES.target


def test_the_questions_stand_with_what_raises_them() -> None:
    """Each question is numbered and has its measure, its evidence and who may know; a formula stays text."""
    found = sheet("Questions")
    assert len(specimen().questions) == 5
    assert [put.value for put in found.puts if isinstance(put.value, int)] == [1, 2, 3, 4, 5]
    texts = said(found)
    assert any("Households helped early · real change" in text for text in texts)
    assert "Service director" in " ".join(texts)
    assert not any(put.value == HOSTILE for put in found.puts)


def test_no_question_is_said_calmly() -> None:
    """A calm period has a sentence."""
    book = plan_scorecard(replace(specimen(), questions=()))
    assert any("raises a question by itself" in text for text in said(sheet("Questions", book)))


def with_context(found: Assessment, areas: int, measures: int = 1) -> Assessment:
    """The same with so many areas, each with some measures and a context figure."""
    first = rows_of(found.areas)[0]
    names = {f"area-{n}": f"Area {n} of a partnership that is fond of long names" for n in range(areas)}
    context = {"measure": "l2", "name": "Residents", "polarity": "none", "unit": "people", "value": 126543210.0}
    rows = [
        dict(first) | {"area": area, "measure": ["c1", "c2", "c3"][n % 3]} for area in names for n in range(measures)
    ]
    rows += [dict(first) | context | {"area": area, "rating": "No target", "target": float("nan")} for area in names]
    framework = found.framework.model_copy(update={"areas": tuple(Area(id=i, name=n) for i, n in names.items())})
    return replace(found, framework=framework, areas=pd.DataFrame(rows))


@pytest.mark.parametrize(
    ("areas", "measures", "sheets"), [(2, 1, 1), (2, 8, 2), (4, 8, 4), (5, 8, 1), (60, 2, 1)], ids=str
)
def test_few_areas_have_a_sheet_each(areas: int, measures: int, sheets: int) -> None:
    """A sheet each where they are few and have enough to show, else one with an index; nothing is clipped."""
    found = with_context(specimen(), areas, measures)
    planned = tuple(area_sheets(found, places(found)))
    assert len(planned) == sheets
    assert clipped(BookPlan("Areas", planned)) == []
    links = [put for put in planned[0].puts if getattr(put.value, "tip", "") == "The profile of this area"]
    assert len(links) == (0 if sheets == areas else areas)


def test_context_stands_beside_the_measures_and_is_not_rated() -> None:
    """What is only context has no target and no rating: here, and in the partnership."""
    (found,) = area_sheets(with_context(specimen(), 5), places(with_context(specimen(), 5)))
    texts = said(found)
    assert "Context, for understanding only" in texts
    rows = {put.row for put in found.puts if shown(put.value).startswith("Residents")}
    beside = [shown(put.value) for put in found.puts if put.row in rows]
    assert any(text.startswith("Residential burglary") for text in beside)
    assert not any("No target" in text for text in beside)


def test_a_part_that_would_be_parted_begins_a_page() -> None:
    """Parts stand on a page in one piece, two where both fit, beside what stands again at its head."""
    widths = [100.0] * 2
    page = page_height(widths)
    heights = {1: 0.6 * page, 2: 0.6 * page, 3: 0.3 * page, 4: 0.3 * page}
    assert page_breaks([1, 2, 3, 4], heights, 5, widths) == (2, 4)
    assert page_breaks([1, 2, 3, 4], heights, 5, widths, head=0.2 * page) == (2, 3)


def test_a_period_that_runs_says_so_on_every_sheet() -> None:
    """A scorecard made before the last day is over says until when it runs; afterwards it does not."""
    found = specimen()
    early = replace(found, made_at=found.made_at.replace(year=2022, month=12, day=31))
    assert when(early) == "2022-23 Q3 (October to December 2022, not over until 31 December 2022)"
    assert when(found) == "2022-23 Q3 (October to December 2022)"
    assert any("not over until" in text for text in said(sheet("Exceptions", plan_scorecard(early))))

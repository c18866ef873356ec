"""The master scorecard: everything on it, nothing clipped, nothing live, figures as figures and texts as texts."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import accumulate
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.assess import Assessment
from pmxl.reports import block
from pmxl.reports import coverage
from pmxl.reports import perspective
from pmxl.reports import summary
from pmxl.reports.across import across
from pmxl.reports.across import with_across
from pmxl.reports.chart import message
from pmxl.reports.entry import entries
from pmxl.reports.entry import whose
from pmxl.reports.figure import DASH
from pmxl.reports.figure import actual
from pmxl.reports.figure import aside
from pmxl.reports.figure import figure
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.figure import variance
from pmxl.reports.layouts.quadrants import MOST_ROW
from pmxl.reports.legend import IN_PART_MEANING
from pmxl.reports.look import TEXT
from pmxl.reports.paper import HIGH
from pmxl.reports.paper import page_height
from pmxl.reports.paper import pages_tall
from pmxl.reports.perspective import commentary
from pmxl.reports.places import places
from pmxl.reports.places import shortened
from pmxl.reports.scorecard import plan_scorecard
from pmxl.reports.trigger import all_plainly
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.measure import clipped
from pmxl.sheets.shown import shown
from pmxl.sheets.style import SMALL
from pmxl.sheets.style import STATUS
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from pmxl.terms import Rating
from tests.specimens.assessment import HOSTILE
from tests.specimens.assessment import LONG_NAME
from tests.specimens.assessment import MEASURES
from tests.specimens.assessment import NAN
from tests.specimens.assessment import VERY_LONG
from tests.specimens.assessment import specimen
from tests.specimens.assessments import crowded
from tests.specimens.assessments import cumulative
from tests.specimens.assessments import found_by_many
from tests.specimens.assessments import nothing_returned
from tests.specimens.assessments import of_eight_perspectives
from tests.specimens.assessments import only
from tests.specimens.assessments import without_targets

SHEETS = [
    "Scorecard",
    "Contents",
    *("Communities and users", "Resources and value", "Working together", "Data (2)"),
    *("Questions", "Exceptions"),
    *("Residential burglary", "Households helped early", "Pooled budget variance", "A&E seen in four hours"),
    "Calls answered",
    *("Partners", "Areas", "Area profiles", "Contributions", "Returned", "Method", "Data", "Trend", "Drawn"),
]
VARIANTS: dict[str, Callable[[Assessment], Assessment]] = {
    "as it is": lambda found: found,
    "one perspective": lambda found: only(found, [row.id for row in MEASURES if row.objective == "learn"]),
    "one measure": lambda found: only(found, ["h1"]),
    "nothing returned": nothing_returned,
    "no targets": without_targets,
    "forty measures": lambda found: crowded(found, 40),
    "eight perspectives": of_eight_perspectives,
    "many triggers": found_by_many,
    "cumulative": cumulative,
    "no exceptions": lambda found: replace(found, exceptions=found.exceptions[:0]),
}


@cache
def made(variant: str = "as it is") -> tuple[Assessment, BookPlan, bytes]:
    """An assessment, the plan of its scorecard, and the workbook."""
    found = VARIANTS[variant](specimen())
    plan = plan_scorecard(found)
    return found, plan, plan_to_bytes(plan)


@cache
def book(variant: str = "as it is") -> Workbook:
    """The workbook as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl says that it leaves sparklines out
        return load_workbook(io.BytesIO(made(variant)[2]))


def sheet(name: str, variant: str = "as it is") -> Worksheet:
    """One of its sheets."""
    found = book(variant)[name]
    assert isinstance(found, Worksheet)
    return found


def planned(name: str, variant: str = "as it is") -> SheetPlan:
    """The plan of one of its sheets."""
    return next(plan for plan in made(variant)[1].sheets if plan.name == name)


def parts(pattern: str, variant: str = "as it is") -> dict[str, str]:
    """The parts of the package whose names match."""
    with zipfile.ZipFile(io.BytesIO(made(variant)[2])) as package:
        return {name: package.read(name).decode() for name in package.namelist() if re.search(pattern, name)}


def texts(name: str, variant: str = "as it is") -> list[str]:
    """Every text on a sheet."""
    return [cell.value for row in sheet(name, variant).iter_rows() for cell in row if isinstance(cell.value, str)]


def row_of(name: str, opening: str, variant: str = "as it is") -> list[Any]:
    """The first row of a sheet that has a text beginning so, from that cell on."""
    for row in sheet(name, variant).iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith(opening):
                return list(row[cell.column - 1 :])
    raise AssertionError(f"{opening!r} does not stand on {name}")


def of(measure: str) -> dict[str, Any]:
    """The row of one measure."""
    return dict(next(row for row in rows_of(specimen().measures) if row["measure"] == measure))


@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_is_clipped(variant: str) -> None:
    """Whatever the assessment, every cell of every sheet shows all it holds."""
    assert clipped(made(variant)[1]) == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_excel_would_repair_nothing(variant: str) -> None:
    """Whatever the assessment, the workbook passes the lint, and no formula stands in it."""
    _, plan, data = made(variant)
    assert formulas_of(plan) == set()
    assert lint_workbook(data, formulas_of(plan)) == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_first_sheet_prints_on_one_page(variant: str) -> None:
    """The scorecard is one landscape page, wide and tall: A3, and A4 for few measures."""
    front = sheet("Scorecard", variant)
    assert {front.page_setup.fitToWidth, front.page_setup.fitToHeight} <= {None, 1}  # one page is what no number means
    size = 9 if variant.startswith("one ") else 8
    assert (front.page_setup.orientation, front.page_setup.paperSize) == ("landscape", size)
    assert front.sheet_properties.pageSetUpPr is not None
    assert front.sheet_properties.pageSetUpPr.fitToPage


def test_sheets_stand_in_order_and_give_way_to_fixed_names() -> None:
    """A perspective named Data gives way to the sheet Data, and each key measure has its page."""
    assert book().sheetnames == SHEETS


def test_every_sheet_leads_back_and_prints_its_own_area() -> None:
    """Each sheet behind the first has a link back in A3, a print area, a footer, the cursor at A1 and frozen panes."""
    for found in (sheet(name) for name in SHEETS):
        assert found.print_area, found.title
        assert found.oddFooter is not None
        assert "DRAFT" in (found.oddFooter.left.text or "")
        assert found.sheet_view.selection[-1].activeCell in (None, "A1"), found.title
        assert found.freeze_panes, found.title
        if found.title != "Scorecard":
            assert found["A3"].hyperlink is not None
            assert found["A3"].hyperlink.location == "'Scorecard'!A1"


def test_every_link_leads_somewhere() -> None:
    """Every link of the workbook names a sheet that is there, and a row that the sheet has."""
    links = [(found.title, cell) for found in map(sheet, SHEETS) for row in found.iter_rows() for cell in row]
    targets = {str(cell.hyperlink.location) for _, cell in links if cell.hyperlink}
    assert len(targets) > len(SHEETS)
    for place in targets:
        name, _, spot = place.rpartition("!")
        assert sheet(name.strip("'").replace("''", "'"))[spot].row <= sheet(name.strip("'")).max_row


def test_a_measure_leads_to_its_page_or_to_its_row() -> None:
    """A key measure's sign leads to its own sheet, another's to its row on its perspective's sheet."""
    places = {}
    for name in ("Residential burglary", "Robbery of property"):
        places[name] = next(cell.hyperlink.location for cell in row_of("Scorecard", name) if cell.hyperlink)
    assert places["Residential burglary"] == "'Residential burglary'!A1"
    spot = places["Robbery of property"].rpartition("!")[2]
    assert str(sheet("Communities and users")[spot].value).startswith("Robbery of property")


def test_the_first_sheet_says_who_what_and_when() -> None:
    """Partnership, period, returns and DRAFT stand at its head."""
    said = texts("Scorecard")
    assert said[:2] == ["Thamesmere Partnership", "DRAFT"]
    assert said[2] == (
        "Quarterly scorecard · 2022-23 Q3 (October to December 2022) · 3 of 5 partners returned: "
        "waiting for Queen Eleanor Hospital NHS Trust and =Voluntary Sector Forum"
    )


def test_headline_counts_leave_the_greys_out_and_say_so() -> None:
    """The counts stand over their labels; what has no colour is counted apart."""
    front = sheet("Scorecard")
    counts = {front.cell(5, cell.column).value: cell.value for cell in front[4] if cell.value is not None}
    assert counts == {
        "measures": 23,
        "★ better than target": 1,
        "● on target": 6,
        "▲ within tolerance": 5,
        "◆ off target": 3,
        "○ no colour, not counted": 8,
        "exceptions, 2 to act on": 3,
    }


def test_blue_is_not_spoken_of_where_there_is_none() -> None:
    """Neither the counts nor the legend name Blue where no measure has it."""
    assert not any("★" in text for text in texts("Scorecard", "one perspective"))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (
            "Residential burglary",
            [688, 640, "▲ Amber", "↘ Worsening", None, "Common cause", "▲ Amber", "1 of 1", "›"],
        ),
        ("Households helped early", [46.4147, 55, "◆ Red", "↘ Worsening", None, "Concern", "◆ Red", "2 of 2", "›"]),
        ("External funding", [126543210, 120000000, "★ Blue", "↗ Improving", None, DASH, DASH, "2 of 2", "›"]),
        ("Savings", [DASH, 120, "○ No data", "not comparable", "too few figures"]),
        ("Pooled budget variance", [18, 0, "▲ Amber", "→ Steady", None, "too few figures", "▲ Amber", "2 of 2", "›"]),
        ("Beds in use", [93, "85 to 95", "● Green", "→ Steady", None, DASH, DASH, "1 of 1", "›"]),
        (
            "Calls answered",
            [8214, 12000, "○ Waiting", "not comparable", None, DASH, DASH, "2 of 3 · waiting for Whitlow"],
        ),
        ("Next year's plan agreed", [DASH, 100, "○ Not due", DASH, "too few figures", DASH, DASH, "not due yet", "›"]),
    ],
)
def test_a_measure_on_the_first_sheet(name: str, columns: list[Any]) -> None:
    """Actual, target, rating, travel, sparkline, signal, year end, returned: status in shape and word."""
    cells = row_of("Scorecard", name)[1 : len(columns) + 1]
    assert [cell.value for cell in cells] == columns


def test_figures_carry_their_decimals_and_their_marks() -> None:
    """`≥` marks a sum with partners missing, `p` a provisional figure, room for it elsewhere; dates are dates."""
    formats = {name: row_of("Scorecard", name)[1].number_format for name in ("Households", "Calls", "A&E", "Depot")}
    assert formats == {
        "Households": "#,##0.0_ _p",
        "Calls": '"≥ "#,##0" p"',
        "A&E": '#,##0.0" p"',
        "Depot": "d mmm yyyy_ _p",
    }
    said = str(row_of("Scorecard", "Calls answered")[0].value)
    assert said.replace("\u00a0", " ") == "Calls answered  calls · at least so far"
    assert "≥ at least so far" in " ".join(texts("Scorecard"))


def test_figures_stand_right_under_headings_that_stand_right() -> None:
    """Every heading is aligned with what it heads."""
    heads, first = row_of("Scorecard", "Measure"), row_of("Scorecard", "Residential burglary")
    for head, cell in zip(heads[:9], first[:9], strict=True):
        assert head.alignment.horizontal == cell.alignment.horizontal, head.value
    assert [cell.alignment.horizontal for cell in first[:3]] == ["left", "right", "right"]


def test_every_run_of_figures_has_a_native_sparkline() -> None:
    """A sparkline for each measure with two figures or more: its last nine, its end in the rating's colour."""
    (front,) = parts(r"worksheets/sheet1\.xml$").values()
    groups = re.findall(r"<x14:sparklineGroup .*?</x14:sparklineGroup>", front, re.DOTALL)
    found = specimen()
    measured = found.series.loc[found.series["value"].notna(), "measure"].nunique()
    assert len(groups) == measured > 10
    spots = {re.search(r"<xm:sqref>(.*?)<", group)[1]: group for group in groups}  # type: ignore[index]
    burglary = row_of("Scorecard", "Residential burglary")[5]
    group = spots[burglary.coordinate]
    assert f'rgb="FF{STATUS[Rating.AMBER].color[1:]}"' in group
    assert 'displayXAxis="1"' in group
    first, last = re.search(r"<xm:f>'Trend'!(.*?):(.*?)<", group).groups()  # type: ignore[union-attr]
    drawn = [row[0].value for row in sheet("Trend")[f"{first}:{last}"]]
    assert len(drawn) == 9
    assert drawn[-1] == 688 - 640
    assert None in drawn


def test_where_there_is_no_target_a_sparkline_draws_the_figure() -> None:
    """Without a target there is no straight line, and the value itself is drawn."""
    (front,) = parts(r"worksheets/sheet1\.xml$", "no targets").values()
    assert "x14:sparklineGroup" in front
    assert "displayXAxis" not in front
    rows = [row for row in sheet("Trend", "no targets").iter_rows(min_row=6, values_only=True) if row[3] is not None]
    assert all(row[6] == row[3] for row in rows)


def test_every_key_measure_with_a_history_has_a_chart_with_words_for_it() -> None:
    """Every chart has a text alternative; that of a run has a title that says what it shows."""
    drawings, charts = parts(r"drawings/drawing\d+\.xml$"), parts(r"charts/chart\d+\.xml$")
    described = re.findall(r'descr="([^"]{40,})"', "".join(drawings.values()))
    assert len(described) == len(charts)
    runs = [chart for chart in charts.values() if ">Same period last year<" in chart]
    assert len(runs) == 5
    assert any("Households helped early: 46.4 %, Red, worsening" in chart for chart in runs)
    assert all("prstDash" in chart for chart in runs)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("h1", "Households helped early: 46.4 %, Red, worsening"),
        ("m2", "Cost per victim supported: £412, Green, improving"),
        ("p4", "Calls answered: at least 8,214 calls, Waiting"),
        ("m4", "Savings: no figure, No data"),
        ("p3", "Depot open: 25 Dec 2022, Green"),
    ],
)
def test_the_title_of_a_chart_says_what_it_shows(measure: str, said: str) -> None:
    """Name, figure, rating and travel, as far as they are known."""
    assert message(of(measure)) == said


def test_without_history_there_is_no_chart_and_a_word_why() -> None:
    """A key measure without two figures says so where its chart would stand."""
    assert parts(r"charts/", "nothing returned") == {}
    assert "Too few figures for a chart: it needs two." in texts("Households helped early", "nothing returned")


def test_text_from_a_partner_stays_text() -> None:
    """A name, a commentary or a finding that begins with `=` is a text in every sheet where it stands."""
    places = [
        (found.title, cell.data_type)
        for found in map(sheet, SHEETS)
        for row in found.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and (cell.value.startswith("=") or HOSTILE in cell.value)
    ]
    assert {title for title, _ in places} >= {"Partners", "Returned", "Data", "Exceptions", "Communities and users"}
    assert {kind for _, kind in places} == {"s"}


def test_a_long_commentary_is_told_in_full() -> None:
    """A commentary too long for one row goes on in the rows below, every word of it, on every sheet that tells it."""
    for name in ("Working together", "Exceptions"):
        joined = " ".join(text for text in texts(name) if "great trouble" in text)
        assert joined == VERY_LONG


def test_a_long_name_is_told_in_full() -> None:
    """The longest name wraps on the first sheet, and its row is high enough."""
    assert any(text.startswith(LONG_NAME) for text in texts("Scorecard"))


def test_a_perspective_groups_its_measures_by_objective_with_their_owners() -> None:
    """Objectives head their measures; reasons and comparisons stand in words."""
    said = texts("Communities and users")
    assert said.index("People are safe   Owner: Police superintendent") < said.index("Nobody is without a home")
    cells = [cell.value for cell in row_of("Communities and users", "Residential burglary")]
    assert cells[2:8] == [688, 640, 48, "▲ Amber", 2011, 1920]
    assert "↘ Worsening\nwas 702 in 2022-23 Q2" in cells


def test_columns_that_nothing_fills_are_left_out() -> None:
    """No year to date, no held figures: no columns for them."""
    heads = [cell.value for cell in row_of("Data (2)", "Measure")]
    assert "Year to date" not in heads
    assert "Held, provisional" not in heads
    assert "Held, provisional" in [cell.value for cell in row_of("Working together", "Measure")]


def test_exceptions_put_action_first_and_say_who_agreed() -> None:
    """What owes action stands before what is to be watched, each with its sentence and its agreement."""
    said = texts("Exceptions")
    action, watched = (said.index(text) for text in said if text.startswith(("Action is owed", "To be watched")))
    assert action < watched < said.index(next(text for text in said if text.startswith("Joint plan published")))
    cells = [cell.value for cell in row_of("Exceptions", "Households helped early")]
    assert cells[2:7] == ["Act", "◆ Red", 46.4147, 55, "worse 2 periods running"]
    happened = str(row_of("Exceptions", "What happened")[1].value)
    assert happened.startswith("Worsening for 2 periods running")
    assert happened.count("Agreed by the Board on 4 April 2022.") == 1


def test_all_that_fired_on_a_measure_is_one_entry() -> None:
    """Act wins, sentences and triggers stand below one another, and a shared agreement is named once."""
    found = made("many triggers")[0]
    entry = next(row for row in entries(found) if whose(row) == ("h1", "", ""))
    assert entry["strength"] == "act"
    assert entry["trigger"] == "worse 2 periods running\nstandard broken\nworse by more than 10 %"
    assert entry["sentence"].split("\n") == [
        "Worsening for 2 periods running: 60.5 %, 53.1 %, 46.4 %.",
        "46.4 %: the standard of 50.0 % is broken.",
        "Worse by more than 10 %: 46.4 % against 53.1 %. Agreed by the Board on 4 April 2022.",
    ]


def test_the_title_counts_the_entries_below_it() -> None:
    """As many exceptions as stand on the sheet and as the first sheet counts, a partner's own among them by name."""
    rows = list(sheet("Exceptions", "many triggers").iter_rows(min_row=5, values_only=True))
    asks = [row[2] for row in rows if row[2] in ("Act", "Observe")]
    assert (len(asks), asks.count("Act")) == (4, 3)
    assert "4 exceptions, 3 owing action" in texts("Exceptions", "many triggers")[1]
    assert "exceptions, 3 to act on" in texts("Scorecard", "many triggers")
    whose_ = [str(row[0]).rpartition(" · ")[2] for row in rows if row[2] in ("Act", "Observe")]
    assert whose_ == ["Partnership", "Whitlow Borough Council", "Partnership", "Partnership"]


def test_a_red_without_commentary_says_so() -> None:
    """Silence about a Red is told, on its perspective's sheet and among the exceptions; about a Green it is a dash."""
    assert "No commentary was given." in [cell.value for cell in row_of("Working together", "Joint plan published")]
    assert texts("Exceptions").count("No commentary was given.") == 1
    assert row_of("Communities and users", "Robbery of property")[-1].value == DASH


@pytest.mark.parametrize(
    ("settled", "said"),
    [
        ("Explained by A. Shah on 3 February 2023: the depot was flooded.", False),
        ("Ash: Explained by A. Shah on 3 February 2023: the depot was flooded.", False),
        ("Accepted by J. Cole on 3 February 2023: it is right.", True),  # that is not why it is Red
        ("", True),
    ],
)
def test_whoever_explained_a_red_is_not_said_to_be_silent(settled: str, *, said: bool) -> None:
    """An answer to what was asked about it is a word about it."""
    row = {"rating": "Red", "commentary": "", "settled": settled}
    words = str(commentary(row)[0])
    assert words.startswith("No commentary was given.") is said
    assert words.endswith(settled)


@pytest.mark.parametrize(
    ("trigger", "said"),
    [
        ("decline 1", "worse than the period before"),
        ("decline 2", "worse 2 periods running"),
        ("decline 7.5%", "worse by more than 7.5 %"),
        ("decline 3 points", "worse by more than 3 points"),
        ("overrun 1,000", "more than 1,000 off target"),
        ("overrun 50, standard, standard", "more than 50 off target, standard broken"),
        ("any, signal, relative", "any worsening, concern signal, lost a quartile"),
        ("relative 3, relative best quartile", "lost 3 places or more, behind the best quartile"),
        ("rating 3, rating amber", "Red, 3 periods running, Amber or worse"),
        ("missing 2, missing", "no figure 2 periods running, no figure"),
        ("rating 1, rating amber 1, missing 1", "Red, Amber or worse, no figure"),
        ("forecast, forecast amber", "forecast Red, forecast Amber or worse"),
        ("Red", "off target"),
        ("agreed elsewhere", "agreed elsewhere"),
        ("", ""),
    ],
)
def test_triggers_in_plain_words(trigger: str, said: str) -> None:
    """As one says it, not as a plan writes it; what is not known stands as it is."""
    assert all_plainly(trigger) == said


def test_no_exceptions_is_said_calmly() -> None:
    """Where nothing fired and nothing is Red there is a sentence, and it owns up to what could not be judged."""
    said = " ".join(texts("Exceptions", "no exceptions"))
    assert "Nothing to report this quarter: no agreed trigger fired and no measure is Red." in said
    assert "2 measures could not be judged in full" in said


def test_partners_stand_beside_one_another_with_the_shapes_of_their_ratings() -> None:
    """Figures stay numbers, the shape is in their format; a partner that was not asked has a blank."""
    head = [cell.value for cell in row_of("Partners", "Measure")]
    assert head[:5] == ["Measure", "Unit", "Partnership", "Redmarsh Borough Council", "Whitlow Borough Council"]
    cells = row_of("Partners", "Households helped early")
    assert [cell.value for cell in cells[2:6]] == [46.4147, 46.4147, 47.4147, None]
    assert cells[2].number_format == '"◆ "#,##0.0'
    yes_no = [cell.value for cell in row_of("Partners", "Joint plan published")[2:5]]
    assert yes_no == [50, "◆ No", "◆ Yes"]
    assert [cell.value for cell in row_of("Areas", "Residential burglary")[2:5]] == [688, 688, 689]


def test_tables_are_named_and_hold_every_row() -> None:
    """Data, Trend, Register, Contributions and each page's series are named tables; Data has a row for each figure."""
    tables = {table.name: (title, table.ref) for title in SHEETS for table in sheet(title).tables.values()}
    assert set(tables) >= {"Data", "Trend", "Register", "Contributions", "Series_h1"}
    title, reference = tables["Data"]
    rows = list(sheet(title)[reference])
    assert len(rows) == 1 + len(specimen().figures)
    heads = [cell.value for cell in rows[0]]
    first = {head: cell.value for head, cell in zip(heads, rows[1], strict=True)}
    assert (first["Ref"], first["Value"], first["File"], first["Sheet"], first["Cell"]) == (
        *("c1", 688, "police.xlsx", "Return", "K6"),
    )
    assert first["SHA-256 begins"] == "9f86d081884c"


def test_the_page_of_a_measure_tells_where_each_figure_is_from() -> None:
    """File, sheet, cell and time of every figure behind it; why it is rated so; its parts by partner and by area."""
    said = texts("Residential burglary")
    for text in (
        "Why",
        "Counts",
        "Returned by",
        "By area",
        "Where the figures are from",
        "police.xlsx",
        "Return",
        "K6",
    ):
        assert text in said


def test_the_register_names_states_in_shape_and_word_and_lists_what_is_open() -> None:
    """Each partner's state, and under it every open finding with its place and its request."""
    said = texts("Returned")
    for text in ("● Accepted", "▲ Queried", "▲ Returned", "◆ Refused", "○ Not returned", "Still open: 3 findings"):
        assert text in said
    assert "whitlow-q3-final.xlsx\nReturn!D8" in said
    assert "▲ Hold" in said


def test_every_state_of_a_return_has_its_mark() -> None:
    """An empty return and one that is queried stand in the register in shape and word, unclipped."""
    states = ["Queried", "Returned empty", "Nothing asked", "Returned", "Refused"]
    plan = plan_scorecard(replace(specimen(), register=specimen().register.assign(status=states)))
    register = next(found for found in plan.sheets if found.name == "Returned")
    said = [row[1] for table in register.tables for row in table.rows]
    assert said == ["▲ Queried", "◆ Returned empty", "○ Nothing asked", "▲ Returned", "◆ Refused"]
    assert clipped(plan) == []


def test_the_method_stands_in_full() -> None:
    """Every pair of the method and the meaning of every mark."""
    said = texts("Method")
    for heading, words in specimen().method:
        assert heading in said
        assert words in said
    assert any("● Green at target or better" in text for text in said)


def test_the_workbook_says_what_it_is() -> None:
    """Its title names partnership and period, and its time is that of the assessment."""
    assert book().properties.title == "Thamesmere Partnership: scorecard 2022-23 Q3"
    assert book().properties.created.year == 2023


def test_the_same_assessment_gives_the_same_bytes() -> None:
    """Nothing of the moment of writing stands in the file."""
    assert plan_to_bytes(plan_scorecard(specimen())) == made()[2]


def test_a_perspective_alone_is_parted_over_both_halves() -> None:
    """Forty measures of one perspective stand twenty and twenty, the second half saying that it goes on."""
    front = planned("Scorecard", "forty measures")
    columns = {put.col for put in front.puts if shown(put.value).startswith("External funding")}
    assert len(columns) == 2
    assert "Resources and value   continued" in texts("Scorecard", "forty measures")


COUNT = {"kind": "count", "decimals": 0, "unit": "offences", "polarity": "lower"}


@pytest.mark.parametrize(
    ("row", "content", "text"),
    [
        (COUNT | {"value": 1565.0}, 1565.0, "1,565"),
        (COUNT | {"value": 0.0}, 0.0, "0"),
        (COUNT | {"value": NAN}, DASH, DASH),
        (COUNT | {"value": math.inf}, DASH, DASH),
        (COUNT | {"value": 1.005, "decimals": 2}, 1.005, "1.01"),
        (COUNT | {"value": 1.0, "kind": "yes/no"}, "Yes", "Yes"),
        (COUNT | {"value": 0.0, "kind": "yes/no"}, "No", "No"),
        (COUNT | {"value": 44926.0, "kind": "milestone"}, 44926.0, "00 Mmm 0000"),
    ],
)
def test_a_figure_in_its_own_terms(row: dict[str, Any], content: Any, text: str) -> None:
    """A number in its decimals, a date, Yes or No; a dash where there is none."""
    found, look = figure(row, row["value"])
    assert (found, shown(found, look.number_format)) == (content, text)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "12"),
        ({"provisional": True}, "12 p"),
        ({"at_least": True}, "≥ 12"),
        ({"at_least": True, "provisional": True}, "≥ 12 p"),
        ({"value": NAN, "provisional": True, "at_least": True}, DASH),
    ],
)
def test_an_actual_wears_its_marks(changes: dict[str, Any], text: str) -> None:
    """At least so far, provisional: in the number's format, so that it stays a number."""
    content, look = actual(COUNT | {"value": 12.0, "provisional": False, "at_least": False} | changes)
    assert shown(content, look.number_format) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(85.0, 95.0, "85 to 95"), (85.0, NAN, "from 85"), (NAN, 95.0, "up to 95"), (NAN, NAN, DASH)],
)
def test_a_range_for_a_target(low: float, high: float, text: str) -> None:
    """A bound left open is said."""
    row = COUNT | {"polarity": "range", "low": low, "high": high, "target": NAN}
    assert target(row)[0] == text


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("count", 48.0, "+48"),
        ("count", -48.0, "−48"),
        ("count", 0.0, "0"),
        ("milestone", -6.0, "−6 days"),
        ("milestone", 1.0, "+1 day"),
        ("yes/no", 1.0, DASH),
        ("count", NAN, DASH),
    ],
)
def test_a_variance_always_shows_its_sign(kind: str, value: float, text: str) -> None:
    """Plus, minus or nought; a milestone's in days; an answer has none."""
    content, look = variance(COUNT | {"kind": kind, "variance": value})
    assert shown(content, look.number_format) == text


def test_what_stands_beside_a_name_keeps_together() -> None:
    """Unit, `at least so far` and the period of a carried figure, no line broken within any of them."""
    row = {"unit": "£ thousand", "at_least": True, "carried": "2021-22"}
    assert aside(row) == "£\u00a0thousand · at\u00a0least\u00a0so\u00a0far · of\u00a02021-22"
    assert aside({"unit": "", "at_least": False, "carried": ""}) == ""


@pytest.mark.parametrize(
    ("rating", "partners", "waiting", "said"),
    [
        ("Green", "3 of 3", "", "3 of 3"),
        ("Waiting", "2 of 3", "Whitlow Borough Council", "2 of 3 · waiting for Whitlow"),
        ("Waiting", "2 of 3", "A partner of a longer name", "2 of 3 · A partner of a longer name"),
        ("Waiting", "1 of 4", "A partner whose name is too long, and others like it", "1 of 4 · waiting for 3"),
        ("Not due", "0 of 3", "Whitlow Borough Council", "not due yet"),
        ("Not applicable", "0 of 0", "Whitlow Borough Council", "0 of 0"),
    ],
)
def test_coverage_in_brief(rating: str, partners: str, waiting: str, said: str) -> None:
    """Names as far as they go into two lines, else how many; nobody is awaited where nothing is due."""
    row = {"rating": rating, "coverage_partners": partners, "waiting": waiting}
    assert coverage.brief(specimen().framework, row, SMALL, 16.5) == said


def test_coverage_in_full_gives_the_share_that_is_in() -> None:
    """Who is awaited by name, and how much of the last known size is in."""
    said = coverage.full(specimen().framework, of("p4"))
    assert said == "2 of 3\nwaiting for Whitlow Borough Council\nabout 71 % of the whole is in"


@pytest.mark.parametrize(
    ("measure", "share", "said"),
    [
        ("p4", 0.996, "2 of 3\nwaiting for Whitlow Borough Council"),
        ("p4", 0.004, "2 of 3\nwaiting for Whitlow Borough Council"),
        ("p4", NAN, "2 of 3\nwaiting for Whitlow Borough Council"),
        ("p2", 0.5, "2 of 3\nwaiting for Whitlow Borough Council"),
    ],
)
def test_coverage_does_not_contradict_itself(measure: str, share: float, said: str) -> None:
    """All or none of the whole is not said while somebody is missing, nor a share of a yes or no."""
    row = of("p4") | {"measure": measure, "coverage_share": share}
    assert coverage.full(specimen().framework, row) == said


@pytest.mark.parametrize("last_lines", [0.0, 0.05])
def test_a_few_lines_do_not_begin_a_page(last_lines: float) -> None:
    """What is a little higher than some pages is drawn in to them; what is well over takes another."""
    widths = (100.0, 100.0)
    page = max(page_height(widths), HIGH["A4"])
    assert pages_tall(page * (1 + last_lines), widths) == 1
    assert pages_tall(page * (3 + last_lines), widths) == 3
    assert pages_tall(page * 2.5, widths) == 0


@pytest.mark.parametrize("variant", ["as it is", "no targets", "forty measures"])
def test_headline_counts_stand_at_equal_distances(variant: str) -> None:
    """Whatever the widths of the columns, every count begins as far from the next, to within an indent."""
    front = planned("Scorecard", variant)
    edges = [0.0, *accumulate(column.width * 7 + 5 for column in front.columns)]
    starts = [edges[put.col - 1] + put.style.indent * 9 for put in front.puts if put.row == 4]
    assert len(starts) in (6, 7)
    gaps = [after - before for before, after in pairwise(starts)]
    assert all(abs(gap - sum(gaps) / len(gaps)) <= 9 for gap in gaps)


def test_the_first_sheet_uses_its_page() -> None:
    """With a usual number of measures the rows are as high as the page allows, and not higher than they can bear."""
    front = planned("Scorecard")
    height = sum(front.heights.values())
    page = page_height([column.width for column in front.columns])
    assert 0.95 * page <= height <= 1.01 * page
    assert max(planned("Scorecard", "one measure").heights.values()) <= MOST_ROW


def test_a_travel_compared_in_part_wears_a_mark_that_the_legend_explains() -> None:
    """A star where only those present in both periods are compared; without one the legend keeps silent."""
    found = only(specimen(), ["c1", "c2"])
    words = "688 against 700 in 2022-23 Q2, of the 1 of 2 present in both"
    part = replace(found, measures=found.measures.assign(travel_words=[words, "was 9 in 2022-23 Q2"]))
    said = [shown(put.value) for put in plan_scorecard(part).sheets[0].puts]
    assert "↘ Worsening*" in said
    assert "↗ Improving" in said
    assert any(IN_PART_MEANING in text for text in said)
    assert not any(IN_PART_MEANING in text for text in texts("Scorecard"))


def test_partners_figures_stand_for_one_that_is_not_pooled() -> None:
    """Lowest and highest in words, on the first sheet and on the perspective's; nothing is made of them."""
    found = only(specimen(), ["l3"])
    given_ = replace(found, partners=found.partners.assign(value=[4.5, 3.0]))
    plan = plan_scorecard(given_)
    assert clipped(plan) == []
    for number in (0, 1):
        assert "3.0 to 4.5 across 2" in [put.value for put in plan.sheets[number].puts]
    assert not any("across" in text for text in texts("Scorecard"))
    (row,) = with_across(given_, rows_of(given_.measures))
    assert across(row, rows_of(given_.partners)[:1]) == "4.5 from 1"


def test_target_to_date_is_left_out_where_it_says_nothing() -> None:
    """A column that only repeats the target is not there, nor a target for a year of which nothing is known."""
    assert "Target to date" in texts("Communities and users")
    found = only(specimen(), ["c1", "c2"])
    for changes in ({"target_ytd": found.measures["target"]}, {"value_ytd": NAN, "rating_ytd": ""}):
        plan = plan_scorecard(replace(found, measures=found.measures.assign(**changes)))
        assert "Target to date" not in [put.value for put in plan.sheets[1].puts]


@pytest.mark.parametrize("name", ["Communities and users", "Resources and value", "Working together", "Data (2)"])
def test_the_type_of_a_perspectives_sheet_can_be_read_on_paper(name: str) -> None:
    """On A3, one page wide and not drawn in from below, no word of the listing is smaller than 9 points."""
    found = planned(name)
    wide = sum(column.width * 5.25 + 3.75 for column in found.columns)
    scale = min(1.0, 1133 / wide)
    runs = [run for put in found.puts if put.row > 3 and shown(put.value) for run in runs_of(put)]
    assert min(size for text, size in runs if text.strip()) * scale >= 9


def runs_of(put: Put) -> list[tuple[str, float]]:
    """Texts of a cell with the sizes of their type."""
    if isinstance(put.value, Rich):
        return [(text, look.size) for text, look in put.value.parts]
    return [(shown(put.value), put.style.size)]


def test_headings_stand_on_every_page() -> None:
    """Long listings repeat their headings; the helper rows of sparklines and data stay out of a print."""
    for name in ("Partners", "Areas", "Contributions", "Exceptions", "Communities and users"):
        assert sheet(name).print_title_rows == "$4:$4", name
    assert sheet("Trend").sheet_state == "hidden"
    assert sheet("Data").sheet_state == "visible"
    assert str(sheet("Data").print_area).endswith("$4")
    for name in ("Trend", "Drawn"):  # some programs print hidden sheets too: nothing of these makes a page
        area = str(sheet(name).print_area).rpartition("!")[2].replace("$", "")
        assert sheet(name)[area].value is None, name


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        ("Burglaries of homes", [], "Burglaries of homes"),
        ("Domestic abuse reported again within a year", [], "Domestic abuse reported again"),
        ("Households helped before they lost their home", [], "Households helped"),
        ("What is it for", [], "What is it for"),
        ("Ofthe" * 20, [], "Ofthe" * 20),
    ],
)
def test_a_sheet_is_named_in_whole_words(text: str, taken: list[str], name: str) -> None:
    """A long name is cut between words and does not end in the middle of a thought."""
    assert shortened(text, 31) == name


def test_sheets_of_long_names_alike_are_told_apart() -> None:
    """Two key measures whose names begin alike have sheets of different names, each of whole words."""
    found = only(specimen(), ["c1", "h1"])
    names = ["Domestic abuse reported to police once more", "Domestic abuse reported to police again"]
    alike = replace(found, measures=found.measures.assign(name=names))
    assert list(places(alike).measures.values()) == ["Domestic abuse reported", "Domestic abuse reported (2)"]


def test_a_cumulative_measure_is_drawn_in_columns() -> None:
    """Columns for what grows through the year and begins anew; target and last year are marks without lines."""
    charts = parts(r"charts/chart\d+\.xml$", "cumulative").values()
    runs = [chart for chart in charts if ">Actual so far in the year<" in chart]
    assert len(runs) == 5 + 3  # a page each, and the exceptions
    for chart in runs:
        assert chart.count("<c:barChart>") == chart.count("<c:lineChart>") == 1
        (lines,) = re.findall(r"<c:lineChart>.*?</c:lineChart>", chart, re.DOTALL)
        assert lines.count("</c:tx><c:spPr><a:ln><a:noFill/>") == lines.count("<c:ser>") > 0
        assert 'symbol val="dash"' in lines
        assert "prstDash" not in lines


THREE_LINES = {
    "as it is": """
        Of 15 rated measures, 7 are on target or better and 3 are off target: Households helped early, A&E seen in
        four hours and Joint plan published. On the figure before, 6 improved and 4 worsened.

        2 measures owe action: Households helped early and A&E seen in four hours. Households helped early: worsening
        for 2 periods running: 60.5 %, 53.1 %, 46.4 %.

        Waiting for Queen Eleanor Hospital NHS Trust and =Voluntary Sector Forum: 1 measure is incomplete until then.
        1 more waits for Whitlow Borough Council.
    """,
    "one measure": """
        Of 1 rated measure, none is on target or better and 1 is off target: Households helped early. On the
        figure before, none improved and 1 worsened.

        1 measure owes action, Households helped early: worsening for 2 periods running: 60.5 %, 53.1 %, 46.4 %.

        Waiting for Queen Eleanor Hospital NHS Trust and =Voluntary Sector Forum.
    """,
    "nothing returned": """
        None of the 23 measures can be rated yet.

        No exceptions: no agreed trigger fired and nothing is Red.

        No partner has returned yet: 23 measures are incomplete until then.
    """,
}


@pytest.mark.parametrize("variant", THREE_LINES)
def test_the_quarter_in_three_lines(variant: str) -> None:
    """How the measures stand, what owes action, who is missing: from the frames, in plain words."""
    found = made(variant)[0]
    lines = tuple(" ".join(line.split()) for line in THREE_LINES[variant].strip().split("\n\n"))
    assert summary.lines(found) == lines
    assert set(lines) <= set(texts("Scorecard", variant))


@pytest.mark.parametrize(
    ("waiting", "line"),
    [
        (["Ash", "Ash (North)", ""], "Waiting for Ash: 2 measures are incomplete until then."),
        (["Birch", "", "Birch"], "Waiting for Ash. 2 measures wait for Birch."),
        (["Ashford", "", ""], "Waiting for Ash. 1 measure waits for Ashford."),
        (["Ash Council (North)", "", ""], "Waiting for Ash. 1 measure waits for Ash Council (North)."),
        (
            ["Ash Council", "Ash", ""],
            "Waiting for Ash: 1 measure is incomplete until then. 1 more waits for Ash Council.",
        ),
        (["Ash", "Birch", "Cedar"], "Waiting for Ash: 1 measure is incomplete until then. 2 more wait for others."),
        (["Birch, Cedar and 17 more", "", ""], "Waiting for Ash: 1 measure is incomplete until then."),
    ],
)
def test_nobody_is_blamed_for_what_another_owes(waiting: list[str], line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A measure waits for whom it waits; of a list cut short it is not known, and whoever is late may be in it."""
    found = made("as it is")[0]
    measures = found.measures.head(3).assign(rating="Waiting", waiting=waiting)
    monkeypatch.setattr(summary, "returns", lambda _: (4, 5, ["Ash"]))
    register = found.register.assign(name=["Ash", "Ash Council", "Ashford", "Birch", "Cedar"])
    assert summary.missing(replace(found, measures=measures, register=register)) == line


@pytest.mark.parametrize(
    ("states", "subtitle", "line"),
    [
        (["Accepted"] * 5, "all 5 partners returned", "Every partner has returned."),
        (["Nothing asked"] * 5, "no figures asked", "No partner was asked for a figure."),
        (
            ["Returned"] * 3 + ["Queried", "Returned empty"],
            "4 of 5 partners returned: waiting for =Voluntary Sector Forum",
            "Waiting for =Voluntary Sector Forum.",
        ),
        (["Accepted"] + ["Nothing asked"] * 4, "its partner returned", "Every partner has returned."),
        (
            ["Queried"] * 4 + ["Refused"],
            "4 of 5 partners returned: waiting for =Voluntary Sector Forum",
            "Waiting for =Voluntary Sector Forum.",
        ),
    ],
)
def test_who_has_returned(states: list[str], subtitle: str, line: str) -> None:
    """All, none, some: a refused return is still awaited, and who was asked nothing is not."""
    found = replace(only(specimen(), ["h1"]), register=specimen().register.assign(status=states))
    assert summary.returned(found) == subtitle
    assert summary.missing(found) == line


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (list("ABCDEFG"), "A, B, C, D, E and 2 more"),
    ],
)
def test_names_in_a_row(names: list[str], said: str) -> None:
    """Three by name, the others by number."""
    assert summary.names(names) == said


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=30), max_size=300), st.floats(5, 60))
def test_a_text_in_pieces_loses_no_word(words: list[str], width: float) -> None:
    """However long a text and however narrow its column, its pieces hold every word in order, none too high."""
    text = " ".join(words)
    found = [str(piece) for piece in block.pieces(text, TEXT, width)]
    assert " ".join(found).split() == words
    assert all(block.lines_of(piece, TEXT, width) <= block.MOST_LINES for piece in found)


@pytest.mark.parametrize(("words", "seat"), [("", "vcenter"), ("It was seen late. " * 60, "top")])
def test_rows_of_a_perspective_stand_alike(words: str, seat: str) -> None:
    """In the middle of their rows; all at the head where the commentary of one goes on in the row below."""
    found = specimen()
    first = found.measures["measure"] == found.measures["measure"].iloc[0]
    told = replace(found, measures=found.measures.assign(commentary=found.measures["commentary"].where(~first, words)))
    sheet = next(each for each in plan_scorecard(told).sheets if each.name == "Communities and users")
    body = [put.style.valign for put in sheet.puts if put.row > perspective.HEAD_ROW]
    assert set(body) - {"bottom"} == {seat}


def test_an_assessment_without_a_measure_is_still_a_workbook() -> None:
    """Before anything is measured there is a scorecard that says so, and nothing is clipped."""
    empty = only(specimen(), [])
    plan = plan_scorecard(replace(empty, findings=pd.DataFrame(columns=list(specimen().findings.columns))))
    assert clipped(plan) == []
    assert lint_workbook(plan_to_bytes(plan), set()) == []


@pytest.mark.parametrize("rating", list(Rating))
def test_every_rating_has_its_place_on_the_first_sheet(rating: Rating) -> None:
    """Whatever word a measure has, it stands in its cell as shape and word, and nothing is clipped."""
    alone = only(specimen(), ["h1"])
    plan = plan_scorecard(replace(alone, measures=alone.measures.assign(rating=rating.value)))
    front = plan.sheets[0]
    assert any(shown(put.value).endswith(f" {rating}") and put.style.color for put in front.puts)
    assert clipped(plan) == []

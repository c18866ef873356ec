"""What seldom stands in a sheet of somebody's own: proposed by its letters, read by its place, or told."""

from __future__ import annotations

from pmxl.framework.models_layouts import LayoutRow
from pmxl.returns.layout import columns_named
from pmxl.returns.layout_guess import guess
from pmxl.returns.read import ReadReturn
from pmxl.sheets.cells import CellValue
from pmxl.terms import Outcome
from tests.test_layout_command import guessed
from tests.test_layout_reader import COUNCILS as COUNCILS_SHEET
from tests.test_layout_reader import POLICE as POLICE_SHEET
from tests.test_layout_reader import Grid
from tests.test_layout_reader import book
from tests.test_layout_reader import figures
from tests.test_layout_reader import read
from tests.test_layout_reader import sheet
from tests.test_layout_reader import with_layouts


def test_measures_down_the_side_and_periods_in_a_column_are_proposed() -> None:
    """One row for all measures, which a column names; the months of a quarter are to be added up."""
    months, names = ("April 2026", "May 2026", "June 2026"), ("Measure burglary", "Robbery")
    rows: list[list[CellValue]] = [["Measure", "Month", "Figure"]]
    rows += [[name, month, 100.0] for month in months for name in names]
    (row,) = guessed(sheet("Riverside Police", rows), file="figures.xlsx").rows
    assert (row["measure_column"], row["value"], row["partner"]) == ("Measure", "Figure", "police")
    assert (row["period_from"], row["period"], row["every"]) == ("column", "Month", "month")


def test_a_period_in_a_cell_above_the_figures_is_proposed_and_none_is_fixed() -> None:
    """By the cell and the words around it; where no cell, no name and no heading has one, the layout is to say it."""
    rows: Grid = [["Offences in Q1 2026-27"], [], ["Area", "Measure burglary"], ["Hill", 300], ["Vale", 412]]
    row = guessed(sheet("Police", rows), file="Riverside Police.xlsx").rows[0]
    assert (row["period_from"], row["period"]) == ("cell", "A1")
    row = guessed(sheet("Police", rows[2:]), file="Riverside Police.xlsx").rows[0]
    assert row["period_from"] == "fixed"


def test_of_one_partner_every_sheet_is() -> None:
    """Where the framework has one partner, the proposal names it though the file does not."""
    frame = with_layouts()
    alone = frame.model_copy(update={"partners": tuple(one for one in frame.partners if one.id == "police")})
    found = guess(book(sheet("Q1 2026-27", [["Area", "Measure burglary"], ["Hill", 300], ["Vale", 412]])), alone, "")
    assert found is not None
    assert found.rows[0]["partner"] == "police"


def test_columns_of_one_heading_are_proposed_by_their_letters() -> None:
    """Two columns called alike cannot be told by their heading."""
    rows: Grid = [["Area", "Measure burglary", "Measure burglary"], ["Hill", 300, 310], ["Vale", 412, 400]]
    row = guessed(sheet("Q1 2026-27", rows)).rows[0]
    assert row["value"] in ("column B", "column C")


def told(found: ReadReturn) -> str:
    """All that is said of a workbook from which nothing was read."""
    assert (found.outcome, found.figures) == (Outcome.REFUSED, ())
    return " ".join(one.says for one in found.findings)


def test_a_layout_for_other_files_fits_none_of_these() -> None:
    """It is refused by the name that no layout has."""
    page = sheet("KPI", [["Area", "Burglaries"], ["Hill", 300]])
    assert told(read([POLICE_SHEET | {"files": "force*"}], page))
    assert figures(read([POLICE_SHEET | {"files": "their*"}], page))


def test_the_columns_that_must_be_there_once_are_those_that_the_row_names() -> None:
    """A column of periods among them; where periods are headings, the figures' own columns are many."""
    row = {"layout": "x", "sheet": ("*",), "head_row": 1, "first_row": 2, "partner_column": "Council"}
    named = {"measure": "helped", "value": "Helped"}
    by_column = LayoutRow.model_validate(row | named | {"period_from": "column", "period": "Quarter"})
    assert columns_named(by_column) == ("Council", "Quarter", "Helped")
    assert columns_named(LayoutRow.model_validate(row | named | {"period_from": "heading"})) == ("Council",)
    assert columns_named(LayoutRow.model_validate(row | {"period_from": "fixed"})) == ("Council",)


def test_two_columns_of_one_period_are_told_and_neither_is_read() -> None:
    """The same quarter twice across the headings, or no period at all: each is refused with what was looked for."""
    wide = POLICE_SHEET | {"period_from": "heading", "period": None, "value": None}
    twice = read([wide], sheet("KPI", [["Area", "Q1 2026-27", "Q1 2026-27"], ["Hill", 300, 310]]))
    assert "stands over 2 columns, B1 and C1" in told(twice)
    none = read([wide], sheet("KPI", [["Area", "This quarter"], ["Hill", 300]]))
    assert "No heading in rows 1 to 1 over the figures wanted is a period" in told(none)


def test_a_period_above_the_first_of_its_columns_is_that_of_those_beside_it() -> None:
    """Nobody merged the cells: the quarter stands once, to the left."""
    wide = COUNCILS_SHEET | {"first_row": 3, "period_from": "heading", "period": None}
    rows: Grid = [[None, "Q1 2026-27", None], ["Council", "Helped", "Asked"], ["NC", 90, 100]]
    assert figures(read([wide], sheet("KPI", rows))) == {
        ("helped", "north", "", "2026-27 Q1"): (90.0, 100.0, 90.0, "B3:C3")
    }


def test_a_line_without_a_period_is_told_where_it_has_a_figure() -> None:
    """A figure of no period is kept out and named; an empty line says nothing."""
    column = POLICE_SHEET | {"period_from": "column", "period": "Quarter"}
    rows: Grid = [
        ["Area", "Quarter", "Burglaries"],
        ["Hill", "Q1 2026-27", 300],
        ["Vale", None, 412],
        ["Vale", None, None],
    ]
    found = read([column], sheet("KPI", rows))
    assert [key[2] for key in figures(found)] == ["hill"]
    assert [one.cell for one in found.findings if one.code == "STR036"] == ["C3"]


def test_a_month_marked_as_not_known_marks_its_quarter() -> None:
    """Two months and a mark are no total: the quarter has the mark."""
    months = POLICE_SHEET | {"period_from": "column", "period": "Month", "every": "month", "missing": "n/k"}
    rows: Grid = [["Area", "Month", "Burglaries"], ["Hill", "April 2026", 100], ["Hill", "May 2026", 100]]
    found = read([months], sheet("KPI", [*rows, ["Hill", "June 2026", "n/k"]]))
    [(numerator, denominator, said, _)] = figures(found).values()
    assert (numerator, denominator) == (None, None)
    assert isinstance(said, str)


def test_a_name_merged_over_many_rows_is_that_of_each() -> None:
    """Cells merged elsewhere, and a title left empty, name nobody."""
    rows: Grid = [
        ["Area", "What", "Burglaries", None, None],
        ["Hill", "Burglary", 300],
        [None, "Robbery", 20],
        [None, "Arson", 3],
        ["Vale", "Burglary", 412, "checked", None],
    ]
    layout = POLICE_SHEET | {"measure_column": "What", "measure_label": "Burglary"}
    robbery = {"layout": "police", "measure": "robbery", "measure_label": "Robbery", "value": "Burglaries"}
    found = figures(read([layout, robbery], sheet("KPI", rows, ("A2:A4", "D1:E1", "D5:E5"))))
    assert {(key[0], key[2]): value[2] for key, value in found.items()} == {
        ("burglary", "hill"): 300.0,
        ("robbery", "hill"): 20.0,
        ("burglary", "vale"): 412.0,
    }


def test_a_cell_of_spaces_is_a_figure_not_given() -> None:
    """It is missed by name, as an empty cell is, and counts as none that could not be read."""
    found = read([POLICE_SHEET], sheet("KPI", [["Area", "Burglaries"], ["Hill", 300], ["Vale", "  "]]))
    assert [key[2] for key in figures(found)] == ["hill"]
    assert (found.refused, found.missing) == (0, 1)


def test_a_column_of_measures_names_each_as_the_framework_does() -> None:
    """One row of the layout reads them all; a measure that nobody agreed is counted among the strangers."""
    rows: Grid = [["Area", "What", "Number"], ["Hill", "Measure burglary", 300], ["Hill", "Robbery", 20]]
    layout = POLICE_SHEET | {"measure": None, "measure_column": "What", "value": "Number"}
    found = read([layout], sheet("KPI", [*rows, ["Hill", "Arson", 3]]))
    assert {key[0]: value[2] for key, value in figures(found).items()} == {"burglary": 300.0, "robbery": 20.0}
    assert [one.code for one in found.findings if "“Arson”" in one.says] == ["STR042"]


def test_whose_sheet_it_is_is_left_to_the_officer_where_nothing_says() -> None:
    """Neither file nor sheet nor a column names a partner: the proposal has none."""
    rows: Grid = [["Area", "Measure burglary"], ["Hill", 300], ["Vale", 412]]
    row = guessed(sheet("KPI", rows), file="figures.xlsx").rows[0]
    assert "partner" not in row
    assert "partner_column" not in row
    assert row["area_column"] == "Area"


def test_headings_of_two_rows_are_proposed_from_the_upper_one() -> None:
    """A heading merged over several columns of figures is one of theirs; a title over one of them is none."""
    rows: Grid = [["Title"], [None, "Helped in Q1 2026-27", None], ["Council", "Measure helped", "Asked"]]
    rows = [*rows, ["North Council", 90, 100], ["South Council", 60, 80]]
    row = guessed(sheet("KPI", rows, ("B2:C2",))).rows[0]
    assert (row["head_row"], row["first_row"]) == (2, 4)


def test_a_row_of_a_layout_for_another_file_reads_nothing_of_this_one() -> None:
    """Of two files of one force each is read by its own rows."""
    robbery = {"layout": "police", "measure": "robbery", "files": "robbery*", "value": "Robberies"}
    rows: Grid = [["Area", "Burglaries", "Robberies"], ["Hill", 300, 20]]
    found = read([POLICE_SHEET | {"files": "their*"}, robbery], sheet("KPI", rows))
    assert {key[0]: value[2] for key, value in figures(found).items()} == {"burglary": 300.0}


def test_spaces_on_a_line_without_a_period_are_no_figure() -> None:
    """Nothing stands there, so nothing is missed."""
    column = POLICE_SHEET | {"period_from": "column", "period": "Quarter"}
    rows: Grid = [["Area", "Quarter", "Burglaries"], ["Hill", "Q1 2026-27", 300], ["Vale", None, "  "]]
    found = read([column], sheet("KPI", rows))
    assert [key[2] for key in figures(found)] == ["hill"]
    assert "STR036" not in {one.code for one in found.findings}

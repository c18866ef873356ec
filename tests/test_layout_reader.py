"""Workbooks that are not ours, read through layouts: each shape a few cells, what is read, and what is said."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.returns.history import History
from pmxl.returns.layout import layouts_of
from pmxl.returns.layout_past import Past
from pmxl.returns.layout_reader import is_foreign
from pmxl.returns.layout_reader import read_foreign
from pmxl.returns.layout_reader import read_layout
from pmxl.returns.read import ReadReturn
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import CellValue
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.terms import Outcome
from tests.test_review import a_measure
from tests.test_review import a_target
from tests.test_review import framework_in
from tests.test_review import good

Grid = Sequence[Sequence[CellValue]]
Row = dict[str, Any]

POLICE: Row = {
    "layout": "police",
    "measure": "burglary",
    "sheet": "KPI*",
    "head_row": 1,
    "first_row": 2,
    "partner": "police",
    "area_column": "Area",
    "period_from": "fixed",
    "period": "2026-27 Q1",
    "value": "Burglaries",
}
"""A force's own sheet: a row an area, a column a measure."""

COUNCILS: Row = {
    "layout": "councils",
    "measure": "helped",
    "sheet": "KPI*",
    "head_row": 1,
    "first_row": 2,
    "partner_column": "Council",
    "period_from": "fixed",
    "period": "2026-27 Q1",
    "numerator": "Helped",
    "denominator": "Asked",
}
"""A sheet of several councils: a row a council, two columns a percentage."""

Q1, Q2 = (Period(month_index(2026, 4) + months, 3) for months in (0, 3))


def sheet(name: str, rows: Grid, merges: tuple[str, ...] = ()) -> ReadSheet:
    """A sheet of these rows, from A1."""
    made = ReadSheet(name, merges=merges)
    for r, values in enumerate(rows, 1):
        for c, value in enumerate(values, 1):
            if value is not None:
                made.cells[r, c] = cell(r, c, value)
    return made


def cell(row: int, col: int, value: CellValue) -> Cell:
    """A cell that holds a number, a day or a text."""
    kind = CellType.DATE if isinstance(value, datetime) else CellType.TEXT
    if isinstance(value, (int, float)):
        kind, value = CellType.NUMBER, float(value)
    return Cell(row, col, kind, value, str(value), None, "General", hidden=False)


def book(*sheets: ReadSheet, file: str = "theirs.xlsx") -> ReadBook:
    """A workbook of these sheets."""
    return ReadBook(file, "00", sheets)


def with_layouts(*rows: Row) -> Framework:
    """A sound framework with these layouts, where hills and vales also have a force's robberies."""
    tables = good()
    tables["measures"].append(a_measure("robbery", partners="police", by_area="hill; vale", name="Robbery"))
    tables["targets"].append(a_target("robbery", 100))
    tables["measures"][1]["comparison_group"] = "family"
    return framework_in({**tables, "layouts": list(rows)})


def read(rows: Sequence[Row], *sheets: ReadSheet, file: str = "theirs.xlsx", past: Past | None = None) -> ReadReturn:
    """What is read through the one layout of these rows."""
    made = with_layouts(*rows)
    return read_foreign(book(*sheets, file=file), made, past or Past())


def figures(found: ReadReturn) -> dict[tuple[str, str, str, str], tuple[object, ...]]:
    """Numerator, denominator, value or mark, and cell, by measure, partner, area and period."""
    return {
        (f.measure, f.partner, f.area, f.period.label): (f.numerator, f.denominator, f.marker or f.value, f.cell)
        for f in found.figures
    }


def said(found: ReadReturn, code: str) -> str:
    """The one finding of a code, as it is printed."""
    (one,) = [str(finding) for finding in found.findings if finding.code == code]
    return one


HILL = ("burglary", "police", "hill", "2026-27 Q1")
VALE = ("burglary", "police", "vale", "2026-27 Q1")
TWO_AREAS: Grid = [["Area", "Burglaries"], ["Hill", 300], ["Vale", 412]]
BOTH = {HILL: (None, None, 300.0, "B2"), VALE: (None, None, 412.0, "B3")}

SHAPES: dict[str, tuple[list[Row], list[ReadSheet], Mapping[tuple[str, str, str, str], tuple[object, ...]]]] = {
    "a row an area, the period typed in the framework": ([POLICE], [sheet("KPI", TWO_AREAS)], BOTH),
    "the period from the name of the sheet": (
        [POLICE | {"period_from": "sheet", "period": None, "period_text": "KPI - {period}"}],
        [sheet("Notes", [["No figures here"]]), sheet("KPI - Apr-Jun 26", TWO_AREAS)],
        BOTH,
    ),
    "the period from a cell above": (
        [
            POLICE
            | {
                "head_row": 3,
                "first_row": 4,
                "period_from": "cell",
                "period": "A1",
                "period_text": "Force, {period} (*",
            }
        ],
        [sheet("KPI", [["Force, Q1 2026-27 (draft)"], [], *TWO_AREAS])],
        {HILL: (None, None, 300.0, "B4"), VALE: (None, None, 412.0, "B5")},
    ),
    "the period from a day in a column": (
        [POLICE | {"period_from": "column", "period": "Month"}],
        [
            sheet(
                "KPI",
                [
                    ["Month", "Area", "Burglaries"],
                    [datetime(2026, 4, 1), "Hill", 300],  # noqa: DTZ001 - as in a workbook
                    [datetime(2026, 7, 1), "Hill", 310],  # noqa: DTZ001 - as in a workbook
                ],
            )
        ],
        {HILL: (None, None, 300.0, "C2"), (*HILL[:3], "2026-27 Q2"): (None, None, 310.0, "C3")},
    ),
    "periods across the headings, unpivoted": (
        [POLICE | {"period_from": "heading", "period": None, "value": None}],
        [sheet("KPI", [["Area", "Q1 2026-27", "Q2 2026-27"], ["Hill", 300, 310], ["Vale", 412, None]])],
        {
            HILL: (None, None, 300.0, "B2"),
            (*HILL[:3], "2026-27 Q2"): (None, None, 310.0, "C2"),
            VALE: (None, None, 412.0, "B3"),
        },
    ),
    "periods merged over two columns each": (
        [COUNCILS | {"first_row": 3, "period_from": "heading", "period": None}],
        [
            sheet(
                "KPI",
                [
                    [None, "Q1 2026-27", None, "Q2 2026-27", None],
                    ["Council", "Helped", "Asked", "Helped", "Asked"],
                    ["NC", 90, 100, 95, 120],
                ],
                ("B1:C1", "D1:E1"),
            )
        ],
        {
            ("helped", "north", "", "2026-27 Q1"): (90.0, 100.0, 90.0, "B3:C3"),
            ("helped", "north", "", "2026-27 Q2"): (95.0, 120.0, 95 / 1.2, "D3:E3"),
        },
    ),
    "a measure's label in a column": (
        [
            POLICE | {"measure_column": "What", "measure_label": "Domestic burglar*"},
            {"layout": "police", "measure": "robbery", "value": "Burglaries"},
        ],
        [
            sheet(
                "KPI",
                [
                    ["Area", "What", "Burglaries"],
                    ["Hill", "Domestic burglary ", 300],
                    ["Hill", "ROBBERY", 20],
                    ["Hill", "Arson", 3],
                ],
            )
        ],
        {HILL: (None, None, 300.0, "C2"), ("robbery", "police", "hill", "2026-27 Q1"): (None, None, 20.0, "C3")},
    ),
    "measures across the headings": (
        [POLICE | {"measure": None, "value": None}],
        [sheet("KPI", [["Area", "Robbery", "Measure burglary", "Arson"], ["Hill", 20, 300, 3]])],
        {HILL: (None, None, 300.0, "C2"), ("robbery", "police", "hill", "2026-27 Q1"): (None, None, 20.0, "B2")},
    ),
    "headings of several rows, one of them twice": (
        [COUNCILS | {"first_row": 3, "numerator": "In time / All", "denominator": "Asked / All"}],
        [
            sheet(
                "KPI",
                [
                    ["Council", "Asked", None, "In time", None],
                    [None, "Young", "All", "Young", "All"],
                    ["NC", 9, 100, 8, 90],
                ],
                ("A1:A2", "B1:C1", "D1:E1"),
            )
        ],
        {("helped", "north", "", "2026-27 Q1"): (90.0, 100.0, 90.0, "E3:C3")},
    ),
    "a column by its letters, names merged over rows": (
        [
            POLICE | {"area_column": "column A", "measure_column": "What", "measure_label": "Burglary"},
            {"layout": "police", "measure": "robbery", "measure_label": "Robbery", "value": "Burglaries"},
        ],
        [sheet("KPI", [[None, "What", "Burglaries"], ["Hill", "Burglary", 300], [None, "Robbery", 20]], ("A2:A3",))],
        {HILL: (None, None, 300.0, "C2"), ("robbery", "police", "hill", "2026-27 Q1"): (None, None, 20.0, "C3")},
    ),
    "marks of their own": (
        [POLICE | {"missing": "..; c = Withheld"}],
        [sheet("KPI", [["Area", "Burglaries"], ["Hill", ".."], ["Vale", "C"]])],
        {HILL: (None, None, "No data", "B2"), VALE: (None, None, "Withheld", "B3")},
    ),
    "a comparator among the partners": (
        [COUNCILS],
        [sheet("KPI", [["Council", "Helped", "Asked"], ["North Council", 90, 100], ["Hillshire", 70, 100]])],
        {
            ("helped", "north", "", "2026-27 Q1"): (90.0, 100.0, 90.0, "B2:C2"),
            ("helped", "", "Hillshire", "2026-27 Q1"): (70.0, 100.0, 70.0, "B3:C3"),
        },
    ),
}


@pytest.mark.parametrize(("rows", "sheets", "wanted"), SHAPES.values(), ids=SHAPES)
def test_each_shape_is_read_with_its_cells(
    rows: list[Row], sheets: list[ReadSheet], wanted: Mapping[tuple[str, str, str, str], tuple[object, ...]]
) -> None:
    """The figures, whose and of when they are, and the cells they stand in; nothing more, and nothing lost."""
    found = read(rows, *sheets)
    assert figures(found) == wanted
    assert (found.kept, found.held, found.refused) == (len(wanted), 0, 0)
    assert found.asked == found.kept + found.held + found.refused + found.missing
    assert said(found, "STR039").startswith(f"theirs.xlsx › {found.figures[0].sheet}: It was read through the layout")


def test_months_are_added_up_to_the_quarter() -> None:
    """Three months make a quarter that names all their cells; of two months it waits, which is said."""
    rows: list[list[CellValue]] = [["Month", "Area", "Burglaries"]]
    rows += [[f"{month} 2026", "Hill", n] for month, n in (("April", 100), ("May", 90), ("June", 110), ("July", 95))]
    found = read([POLICE | {"period_from": "column", "period": "Month", "every": "month"}], sheet("KPI", rows))
    assert figures(found) == {HILL: (None, None, 300.0, "C2")}
    assert found.figures[0].note == "theirs.xlsx: KPI!C2 + KPI!C3 + KPI!C4"
    assert "2026-27 Q2 was not added up, for not all of its periods are there (Hill: 1)" in said(found, "STR041")


def test_a_month_that_cannot_be_read_keeps_its_quarter_out() -> None:
    """No sum without it: an Error at its cell, and the figure counts as refused."""
    rows: Grid = [["Month", "Area", "Burglaries"], ["April 2026", "Hill", 100], ["May 2026", "Hill", "about 90"]]
    found = read(
        [POLICE | {"period_from": "column", "period": "Month", "every": "month"}],
        sheet("KPI", [*rows, ["June 2026", "Hill", 110], ["April 2026", "Vale", 1], ["May 2026", "Vale", 2]]),
        sheet("KPI 2", [rows[0], ["June 2026", "Vale", 3]]),
    )
    assert figures(found) == {VALE: (None, None, 6.0, "C5")}
    assert said(found, "STR044").startswith("theirs.xlsx › KPI!C3: Measure burglary, Hill, 2026-27 Q1 was not")
    assert (found.kept, found.refused) == (1, 1)


def test_a_figure_that_stands_twice_is_not_read() -> None:
    """Both cells are named and neither is taken."""
    found = read([POLICE], sheet("KPI", [*TWO_AREAS, ["hill", 301]]))
    assert figures(found) == {VALE: (None, None, 412.0, "B3")}
    assert "of Riverside Police stands in KPI!B2 and KPI!B4, and none of them was read" in said(found, "STR040")
    assert (found.kept, found.refused) == (1, 2)


def test_strangers_are_counted_and_named() -> None:
    """A row of somebody unknown is passed over with a Note, and what was looked for and not found is asked for."""
    found = read([POLICE], sheet("KPI", [["Area", "Burglaries"], ["Hill", 300], ["Dale", 12]]))
    assert "1 row is of partners or areas that the framework does not have, and not read: “Dale”." in said(
        found, "STR037"
    )
    assert "Measure burglary was not found for Vale (2026-27 Q1)." in said(found, "STR038")
    assert (found.kept, found.missing) == (1, 1)


WRONG: dict[str, tuple[list[Row], ReadSheet, str, str]] = {
    "a heading that changed": (
        [POLICE],
        sheet("KPI", [["Area", "Burglary offences"], ["Hill", 300]]),
        "STR033",
        "There is no heading “Burglaries” in rows 1 to 1",
    ),
    "a heading over two columns": (
        [POLICE],
        sheet("KPI", [["Area", "Burglaries", "Burglaries"], ["Hill", 300, 301]]),
        "STR034",
        "The heading “Burglaries” stands over 2 columns, B1 and C1",
    ),
    "no period": (
        [POLICE | {"period_from": "cell", "period": "D1"}],
        sheet("KPI", TWO_AREAS),
        "STR036",
        "No period is given. 2 figures stand there.",
    ),
    "a day that can be two": (
        [POLICE | {"period_from": "sheet", "period": None, "period_text": "KPI {period}"}],
        sheet("KPI Q1 2026", TWO_AREAS),
        "STR036",
        "“q1 2026” may be January to March 2026 (2025-26 Q4) or April to June 2026 (2026-27 Q1).",
    ),
    "no rows": ([POLICE], sheet("KPI", TWO_AREAS[:1]), "STR045", "Nothing was read through the layout police."),
    "another name": (
        [POLICE],
        sheet("Figures", TWO_AREAS),
        "STR030",
        "the layout does not fit it. police: there is no sheet named KPI*.",
    ),
    "another file": (
        [POLICE | {"files": "force_*"}],
        sheet("KPI", TWO_AREAS),
        "STR030",
        "the layout does not fit it. police: its files are named force_*.",
    ),
    "two layouts": (
        [POLICE, POLICE | {"layout": "force", "period": "2026-27 Q2"}],
        sheet("KPI", TWO_AREAS),
        "STR031",
        "2 layouts fit it: police and force.",
    ),
}


@pytest.mark.parametrize(("rows", "page", "code", "words"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_refused_in_a_sentence(rows: list[Row], page: ReadSheet, code: str, words: str) -> None:
    """Nothing is taken, and the finding says what is not as the layout has it."""
    found = read(rows, page)
    assert (found.outcome, found.code, found.figures) == (Outcome.REFUSED, code, ())
    assert words in said(found, code)
    assert said(found, code).startswith("theirs.xlsx")


def test_of_two_layouts_the_one_whose_headings_are_there_is_taken() -> None:
    """Two generations of a sheet under one name need no other difference."""
    found = read([POLICE, POLICE | {"layout": "old", "value": "Break-ins"}], sheet("KPI", TWO_AREAS))
    assert figures(found) == BOTH
    assert "layout police" in said(found, "STR039")


def test_figures_of_another_period_are_refused() -> None:
    """Collecting the second quarter, a sheet of the first is named and left."""
    found = read([POLICE], sheet("KPI", TWO_AREAS), past=Past(period=Q2))
    assert (found.outcome, found.code, found.refused) == (Outcome.REFUSED, "RET002", 2)
    assert "Its figures are for 2026-27 Q1 and the period being collected is 2026-27 Q2." in said(found, "RET002")


def test_the_sheet_of_one_partner_is_its_return() -> None:
    """It counts as that partner's return of the period; a sheet of several is an import."""
    one = read([POLICE], sheet("KPI", TWO_AREAS), past=Past(period=Q1))
    assert (one.partner, one.period, one.revision) == ("police", Q1, 1)
    both: Grid = [["Council", "Helped", "Asked"], ["North", 90, 100], ["South Council", 80, 100]]
    several = read([COUNCILS], sheet("KPI", both), past=Past(period=Q1))
    assert (several.partner, several.period, several.kept) == ("", None, 2)


def test_figures_are_checked_like_any_others() -> None:
    """A numerator above its denominator is kept out at its cell, a percentage past reading is named."""
    found = read(
        [COUNCILS], sheet("KPI", [["Council", "Helped", "Asked"], ["North", 101, 100], ["South Council", "x1", 9]])
    )
    assert figures(found) == {}
    assert said(found, "VAL004").startswith("theirs.xlsx › KPI!B2: ")
    assert said(found, "NUM010").startswith("theirs.xlsx › KPI!B3: ")
    assert (found.kept, found.refused) == (0, 2)


def test_figures_are_checked_together() -> None:
    """Two areas whose figures changed places are both held, though they stand on sheets of their own."""
    months = [Period(month_index(2024, 4) + 3 * n, 3) for n in range(8)]
    past: History = {
        ("burglary", "police", "hill"): [(period, 300.0 + n) for n, period in enumerate(months)],
        ("burglary", "police", "vale"): [(period, 400.0 + n) for n, period in enumerate(months)],
    }
    hill = sheet("KPI Hill", [["Area", "Burglaries"], ["Hill", 404]])
    vale = sheet("KPI Vale", [["Area", "Burglaries"], ["Vale", 303]])
    found = read([POLICE], hill, vale, past=Past(history=past))
    assert (found.kept, found.held) == (0, 2)
    assert said(found, "VAL064").startswith(
        "theirs.xlsx › KPI Hill!B2: Measure burglary is 404 in Hill and 303 in Vale: each is what the other always was."
    )


def test_a_layout_named_is_used_whatever_the_file_is_called() -> None:
    """Only where none is named must file and sheet tell which one it is."""
    made = with_layouts(POLICE | {"sheet": "KPI"})
    (layout,) = layouts_of(made)
    assert figures(read_layout(book(sheet("KPI", TWO_AREAS)), layout, made)) == BOTH


def test_text_that_spells_a_formula_stays_text() -> None:
    """A name from the sheet is shown as it stands and taken for nothing else."""
    found = read([POLICE], sheet("KPI", [*TWO_AREAS, ['=HYPERLINK("http://x")', 1]]))
    assert "“=HYPERLINK(" in said(found, "STR037")
    assert figures(found) == BOTH


def test_a_workbook_of_ours_is_not_foreign() -> None:
    """A sheet with our headings is read as a return of ours, however spoilt; another is not."""
    assert is_foreign(book(sheet("KPI", TWO_AREAS)))
    ours = ["Ref", "Measure", "Area", "Period", "Numerator", "Denominator", "Value", "Commentary"]
    assert not is_foreign(book(sheet("Return", [[], ours, ["h1", "x", None, "Q1 2026-27", 1, 2, None, None]])))

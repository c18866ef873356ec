"""Tidy figures: rows read by names, ids or aliases and checked as a return is; everything odd is named by its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from pmxl.findings import Refusal
from pmxl.framework.models import Framework
from pmxl.framework.models import Tolerance
from pmxl.returns.history import History
from pmxl.returns.tidy import ReadTidy
from pmxl.returns.tidy import read_tidy
from pmxl.terms import Outcome
from pmxl.terms import Severity
from pmxl.terms import Strength
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q2
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import month
from tests.specimens.small import quarter

HEADER = "partner,area,measure,period,numerator,denominator,value,provisional,commentary,source"


def taken(
    folder: Path,
    *lines: str,
    header: str = HEADER,
    history: History | None = None,
    framework: Framework = FRAMEWORK,
) -> ReadTidy:
    """What is read of a CSV file of these lines."""
    path = folder / "history.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return read_tidy(path, framework, history or {})


def serious(found: ReadTidy) -> list[str]:
    """Everything that is more than a Note, as it is printed."""
    return [str(finding) for finding in found.findings if finding.severity is not Severity.NOTE]


def test_exact_figures(tmp_path: Path) -> None:
    """Parts and value as numbers, words as words, each row with its cell and its source."""
    found = taken(
        tmp_path,
        "northvale,,h1,2022-23 Q2,159,295,,yes,As planned.,H-CLIC",
        "police,north,c1,2022-23 Q2,,,102,,,",
    )
    h1, c1 = found.figures
    assert h1.key == ("h1", NORTHVALE, "", Q2)
    assert (h1.numerator, h1.denominator, h1.value) == (159, 295, 159 * 100 / 295)
    assert (h1.provisional, h1.commentary, h1.note, h1.cell) == (True, "As planned.", "H-CLIC", "E2:F2")
    assert (c1.key, c1.value) == (("c1", POLICE, "north", Q2), 102)
    assert (found.kept, found.held, found.refused, found.outcome, found.code) == (2, 0, 0, Outcome.READ, "")
    assert serious(found) == []


def test_names_and_aliases_in_any_order_of_columns(tmp_path: Path) -> None:
    """As people spell them: by name or alias, with and without `&`, and the period in any form."""
    found = taken(
        tmp_path,
        "5100,Jul 2022,EMERGENCY calls  answered,Thamesmere Police,",
        "88,Q2 22/23,Residential burglary,police,North",
        "0.4,2022-23 Q2,h2,Eastmoor and Dale Council,",
        header="Value,Period,Measure,Partner,Area",
    )
    assert [f.key for f in found.figures] == [
        ("c2", POLICE, "", month(2022, 4)),
        ("c1", POLICE, "north", Q2),
        ("h2", "eastmoor", "", Q2),
    ]
    assert found.refused == 0


def test_numbers_as_text_are_no_news_in_a_csv(tmp_path: Path) -> None:
    """There every number is text; what is no number is named all the same."""
    found = taken(tmp_path, 'police,north,c1,2022-23 Q1,,,"1,020",,,', "police,north,c1,2022-23 Q2,,,many,,,")
    assert [f.value for f in found.figures] == [1020]
    assert [f.code for f in found.findings if f.code.startswith("NUM")] == ["NUM010"]
    assert (found.kept, found.refused) == (1, 1)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "northvle,,h1,2022-23 Q2,1,2,,,,",
            (
                "history.csv › A2: 'northvle' is no partner of the framework; the nearest is northvale. "
                "Use its id or its name, or add it to the framework. [VAL022]"
            ),
        ),
        (
            "police,west,c1,2022-23 Q2,,,5,,,",
            (
                "history.csv › B2: 'west' is no area of the framework; the nearest is east. "
                "Use its id or its name, or add it to the framework. [VAL022]"
            ),
        ),
        (
            "police,,c1,2022-23 Q2,,,5,,,",
            "history.csv › B2: There is no area. Give the area's id or its name. [VAL022]",
        ),
        (
            "police,north,Residental burglry,2022-23 Q2,,,5,,,",
            (
                "history.csv › C2: 'Residental burglry' is no measure of the framework; the nearest is c1. "
                "Use its id or its name, or add it to the framework. [VAL022]"
            ),
        ),
        (
            "police,,burglars,2022-23 Q2,,,5,,,",
            (
                "history.csv › C2: 'burglars' is no measure of the framework. "
                "Use its id or its name, or add it to the framework. [VAL022]"
            ),
        ),
        (
            "police,,d1,2022-23 Q2,,,5,,,",
            (
                "history.csv › G2 (police, 2022-23 Q2): Days to relet a home is not asked of Thamesmere Police. "
                "Correct the partner, the area or the measure, or the framework. [VAL021]"
            ),
        ),
        (
            "northvale,,z1,2022-23 Q2,,,5,,,",
            (
                "history.csv › G2 (northvale, 2022-23 Q2): Volunteers is measured from 2023-24 Q1, and this figure is "
                "of 2022-23 Q2. Leave it out, or correct the period. [VAL013]"
            ),
        ),
        (
            "northvale,,h1,2022-23 Q2,300,295,,,,",
            (
                "history.csv › E2 (northvale, 2022-23 Q2): Households helped early, 2022-23 Q2 has a numerator of 300 "
                "above its denominator of 295. Correct the one or the other; they may have changed places. [VAL004]"
            ),
        ),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(line: str, message: str, tmp_path: Path) -> None:
    """By the cell, what stands there, and the nearest that is known; it is counted as refused."""
    found = taken(tmp_path, line)
    assert serious(found) == [message]
    assert (found.figures, found.refused, found.outcome) == ((), 1, Outcome.FINDINGS)


def test_a_period_with_two_readings_is_not_guessed(tmp_path: Path) -> None:
    """A Hold that names both; the row is not taken, and counts as held beside the figures that are."""
    found = taken(tmp_path, "northvale,,h1,Q1 2022,159,295,,,,")
    (finding,) = [f for f in found.findings if f.code == "NUM050"]
    assert (finding.severity, finding.cell, finding.found) == (Severity.HOLD, "D2", "Q1 2022")
    assert (found.figures, found.kept, found.held, found.refused, found.read) == ((), 0, 1, 0, 1)
    wrong = taken(tmp_path, "northvale,,h1,Q1 2022,159,295,,,,", "nobody,,h1,Q1 2022,159,295,,,,")
    assert (wrong.held, wrong.refused) == (1, 1)


def test_a_doubled_row_gives_no_figure(tmp_path: Path) -> None:
    """Both are named, and both are counted."""
    found = taken(tmp_path, "northvale,,h1,2022-23 Q2,159,295,,,,", "Northvale,,h1,Q2 2022-23,160,295,,,,")
    assert serious(found) == [
        (
            "history.csv › C3: Households helped early, 2022-23 Q2 of Northvale Borough Council stands in rows 2 and "
            "3, and none of them was read. Delete the row that is not meant. [STR005]"
        )
    ]
    assert (found.figures, found.refused) == ((), 2)


def test_rows_without_a_figure_are_counted_and_left_out(tmp_path: Path) -> None:
    """A blank is no figure, and old figures are not chased."""
    found = taken(tmp_path, "northvale,,h1,2022-23 Q2,,,,,,", "northvale,,h1,2022-23 Q1,159,295,,,,")
    assert (found.kept, found.blank, found.refused) == (1, 1, 0)
    assert serious(found) == []


def test_the_marks_of_quality_are_six_in_a_word(tmp_path: Path) -> None:
    """As an export writes them; anything else is asked about and not kept."""
    lines = [
        f"northvale,,h1,{Q3.step(-n).label},50,100,{word}" for n, word in enumerate(("4433-4", "------", "443", ""))
    ]
    found = taken(tmp_path, *lines, header="partner,area,measure,period,numerator,denominator,quality")
    assert [f.quality for f in found.figures] == ["4433-4", "", "", ""]
    assert serious(found) == [
        (
            "history.csv › G4 (northvale, 2022-23 Q1): Quality says '443', which is not six marks, and none was kept. "
            "Give six marks from 1 to 4 in one word, - where there is none, as in 4433-4. [VAL015]"
        )
    ]


@pytest.mark.parametrize(
    ("typed", "kept"), [("'=1+1", "=1+1"), ("''=1+1", "'=1+1"), ("'quoted'", "'quoted'"), ("=1+1", "=1+1"), ("-", "-")]
)
def test_one_apostrophe_before_a_formula_is_taken_off(typed: str, kept: str, tmp_path: Path) -> None:
    """An export puts it there; text that begins with an apostrophe of its own keeps that."""
    (figure,) = taken(tmp_path, f"northvale,,h1,2022-23 Q2,50,100,,,{typed},{typed}").figures
    assert (figure.commentary, figure.note) == (kept, kept)


@pytest.mark.parametrize("partner", ["", "neighbours", "Neighbours"])
def test_comparators_have_no_partner(partner: str, tmp_path: Path) -> None:
    """The member stands under area, by its id or its name; the partner is empty or the group."""
    found = taken(
        tmp_path, f"{partner},Peerborough,h1,2022-23 Q2,140,280,,,,", f"{partner},peer-a,h2,2022-23 Q2,,,1.3,,,"
    )
    assert [(f.partner, f.area, f.value) for f in found.figures] == [("", "peer-a", 50), ("", "peer-a", 1.3)]
    assert serious(found) == []


def test_figures_are_checked_against_those_before_them_in_the_file(tmp_path: Path) -> None:
    """Oldest first, wherever they stand."""
    lines = [f"police,north,c1,{quarter(2020, 1).step(n).label},,,{v},,," for n, v in enumerate((100, 101, 100, 300))]
    found = taken(tmp_path, *reversed(lines))
    assert serious(found) == [
        (
            "history.csv › G2 (police, 2020-21 Q4): Residential burglary, North Division, was 100 offences in "
            "2020-21 Q3 and is 300 offences now; that is a move of more than half. "
            "Confirm the figure or correct it. [VAL007]"
        )
    ]
    assert found.kept == 4


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    """Its numbers are numbers, its percentages per cent."""
    path = tmp_path / "history.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("figures")
    sheet.write_row(0, 0, ["Partner", "Area", "Measure", "Period", "Value"])
    sheet.write_row(1, 0, ["northvale", "", "h1", "2022-23 Q3"])
    sheet.write_number(1, 4, 0.534, book.add_format({"num_format": "0.0%"}))
    book.close()
    found = read_tidy(path, FRAMEWORK, {})
    assert [(f.key.period, f.value, f.cell) for f in found.figures] == [(Q3, 53.4, "E2")]


@pytest.mark.parametrize(
    ("header", "lacks"), [("partner,area,measure,value", "period"), ("partner,measure,period", "value (or numerator")]
)
def test_a_table_without_the_needed_columns_is_refused(header: str, lacks: str, tmp_path: Path) -> None:
    """The message says which is missing and which there are."""
    with pytest.raises(Refusal) as refusal:
        taken(tmp_path, "a,b,c,d"[: 2 * header.count(",") + 1], header=header)
    assert refusal.value.finding.code == "STR016"
    assert f"The table has no column {lacks}" in refusal.value.finding.says


def test_a_month_of_a_measure_that_action_is_owed_on_is_an_extra_reading(tmp_path: Path) -> None:
    """It is kept under its month beside the quarter's figure; of a measure that nobody watches it is refused."""
    watched = Tolerance(scope=("measure", "d1"), rule="decline", n=2, strength=Strength.ACT)
    agreed = amended(tolerances=(*FRAMEWORK.tolerances, watched))
    lines = ("northvale,,d1,Nov 2022,240,10,,,,", "northvale,,d1,2022-23 Q3,750,30,,,,")
    found = taken(tmp_path, *lines, framework=agreed)
    assert {one.period: one.value for one in found.figures} == {month(2022, 8): 24.0, Q3: 25.0}
    assert [one.says for one in found.findings if one.code == "IMP030"] == [
        "2022-23 M08 is a month, kept beside the quarter's figure as an extra reading."
    ]
    assert [one.period for one in taken(tmp_path, *lines).figures] == [Q3]
    not_a_period = taken(tmp_path, "northvale,,d1,sometime,240,10,,,,", framework=agreed)
    assert (not_a_period.kept, not_a_period.refused) == (0, 1)

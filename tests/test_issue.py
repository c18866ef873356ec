"""Issuing: the workbook that a partner gets says everything, opens only what it should, and is the same every time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from pmxl.returns.digest import digest
from pmxl.returns.form import ReturnForm
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import MARKS
from pmxl.returns.identity import SCHEMA
from pmxl.returns.identity import fingerprint
from pmxl.returns.identity import read_identity
from pmxl.returns.issue import issued_name
from pmxl.returns.issue import plan_return
from pmxl.returns.shown import unit_shown
from pmxl.sheets.measure import clipped
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import plan_to_bytes
from pmxl.terms import Kind
from tests.specimens.paper import HEAD_ROW
from tests.specimens.paper import form_of
from tests.specimens.paper import heading_columns
from tests.specimens.paper import issued
from tests.specimens.paper import rows_by_name
from tests.specimens.small import EASTMOOR
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q2
from tests.specimens.small import amended
from tests.specimens.small import measure

PARTNERS = (NORTHVALE, EASTMOOR, POLICE)
ALWAYS_OPEN = {"Value", "Commentary", *MARKS, "Provisional"}
PARTS = {"Numerator", "Denominator"}
OF_TWO_PARTS = {"h1", "h2", "d1", "o1"}


@pytest.fixture(scope="module", params=PARTNERS)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The return of each partner, opened."""
    return load_workbook(issued(tmp_path_factory.mktemp("issued"), request.param))


@pytest.fixture(scope="module")
def northvale(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The return of one partner, opened."""
    return load_workbook(issued(tmp_path_factory.mktemp("northvale"), NORTHVALE))


def values_of(book: Workbook, heading: str) -> dict[str, object]:
    """The content of a column by ref."""
    sheet = book["Return"]
    col = heading_columns(sheet)[heading]
    return {name: sheet.cell(row, col).value for name, row in rows_by_name(sheet).items() if " " not in name}


def test_sheets_and_who_sees_them(book: Workbook) -> None:
    """Cover and Return are seen, Lists is hidden, and _pmxl cannot be unhidden by hand."""
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {"Cover": "visible", "Return": "visible", "Lists": "hidden", "_pmxl": "veryHidden"}


def test_headings_are_the_ones_by_which_a_return_is_read(book: Workbook) -> None:
    """In their order, each once."""
    assert [cell.value for cell in book["Return"][HEAD_ROW]] == list(HEADINGS)


def test_only_inputs_are_unlocked(book: Workbook) -> None:
    """Both parts where there are two, the value, commentary, marks and provisional; on the cover the sign-off."""
    sheet = book["Return"]
    columns = {col: heading for heading, col in heading_columns(sheet).items()}
    for row in range(1, sheet.max_row + 1):
        ref = sheet.cell(row, 1).value if row > HEAD_ROW else None
        opened = ALWAYS_OPEN | (PARTS if ref in OF_TWO_PARTS else set()) if ref else set()
        for col, heading in columns.items():
            assert sheet.cell(row, col).protection.locked == (heading not in opened), (row, heading)
    cover = book["Cover"]
    places = [(row, col) for row in range(1, cover.max_row + 1) for col in range(1, cover.max_column + 1)]
    open_places = [(row, col) for row, col in places if not cover.cell(row, col).protection.locked]
    assert [cover.cell(row, col - 1).value for row, col in open_places] == ["Signed off by", "Date signed off"]


def test_sheets_are_guarded_against_slips_without_a_password(book: Workbook) -> None:
    """Nobody needs to ask for a password to widen a column."""
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None


def test_every_figure_asked_has_a_row() -> None:
    """In the order of the scorecard; months of a monthly measure one by one, areas one by one."""
    rows = [(row.measure.id, row.area, row.period.label) for row in form_of(POLICE).rows]
    assert rows == [
        ("c1", "north", "2022-23 Q3"),
        ("c1", "east", "2022-23 Q3"),
        ("c2", "", "2022-23 M07"),
        ("c2", "", "2022-23 M08"),
        ("c2", "", "2022-23 M09"),
    ]


def test_a_long_commentary_is_warned_of_where_the_check_begins_to_ask() -> None:
    """The framework's own limit, in the rule for typing and in its words."""
    (sheet,) = (
        one for one in plan_return(replace(form_of(POLICE), commentary_limit=500)).sheets if one.name == "Return"
    )
    (rule,) = (one for one in sheet.validations if one.kind == "length")
    assert rule.maximum == 500
    assert rule.error == "Commentary of more than 500 characters is hard to show. Keep it anyway?"


def test_targets_as_a_partner_reads_them(northvale: Workbook) -> None:
    """A number, a range, an answer, a day, or that there is none."""
    targets = values_of(northvale, "Target")
    day = targets.pop("k1")
    assert targets == {
        "h1": 55,
        "h2": 1.5,
        "b1": "No target",
        "d1": 25,
        "o1": "85–95",
        "y1": "Yes",
        "t1": "No target",
    }
    assert f"{day:%Y-%m-%d}" == "2022-12-31"


def test_a_target_says_how_it_came_about(northvale: Workbook) -> None:
    """In a note on its cell: the year's level, the floor, and who agreed it."""
    sheet = northvale["Return"]
    col, rows = heading_columns(sheet)["Target"], rows_by_name(sheet)
    notes = {name: sheet.cell(row, col).comment for name, row in rows.items()}
    assert notes["h1"] is not None
    assert notes["h1"].text == "The level for all of 2022-23.\nAgreed by Partnership Board on 4 April 2022."
    assert notes["d1"] is not None
    assert "Standard: never above 40.0 days." in notes["d1"].text
    assert notes["t1"] is None


def test_last_figure_and_its_period(northvale: Workbook) -> None:
    """The figure over the period it belongs to, or that there is none yet."""
    shown = {ref: str(text).split("\n") for ref, text in values_of(northvale, "Last figure").items()}
    assert shown["h1"] == ["53.1", "2022-23 Q2"]
    assert shown["y1"] == ["No", "2022-23 Q2"]
    assert shown["h2"] == ["none yet"]


def test_value_of_two_parts_is_our_formula(northvale: Workbook) -> None:
    """Worked out from the cells beside it; blank until both are in."""
    values = values_of(northvale, "Value")
    assert values["h1"] == '=IF(AND(ISNUMBER(I6),ISNUMBER(J6)),IF(J6=0,"",I6*100/J6),"")'
    assert values["b1"] is None


def test_every_row_has_a_live_rating(book: Workbook) -> None:
    """By native formula, and a colour for each of its words by conditional format."""
    sheet = book["Return"]
    col = heading_columns(sheet)["Rating"]
    assert all(str(sheet.cell(row, col).value).startswith("=IF(") for row in rows_by_name(sheet).values())
    rules = [rule for block in sheet.conditional_formatting for rule in block.rules]
    for word in ("Green", "Amber", "Red", "Blue", "No target", "Check entry"):
        assert any(f'="{word}"' in str(rule.formula) for rule in rules), word


def test_figures_may_be_marks_but_choices_are_choices(book: Workbook) -> None:
    """What is odd in a figure's cell is warned of and let through; a quality mark is one of four."""
    sheet = book["Return"]
    columns = {col: heading for heading, col in heading_columns(sheet).items()}
    styles: dict[str, set[str]] = {}
    for rule in sheet.data_validations.dataValidation:
        for block in rule.sqref.ranges:
            styles.setdefault(columns[block.min_col], set()).add(rule.errorStyle or "stop")
    assert styles["Value"] == {"warning"}
    assert all(styles[mark] == {"stop"} for mark in MARKS)
    assert styles["Provisional"] == {"stop"}


def test_cover_says_what_a_partner_would_ask(northvale: Workbook) -> None:
    """Who, which period in label and words, by when, to whom, and how."""
    cover = northvale["Cover"]
    said = {cover.cell(row, 2).value: cover.cell(row, 3).value for row in range(1, cover.max_row + 1)}
    assert said["Partner"] == "Northvale Borough Council"
    assert said["Period"] == "2022-23 Q3"
    assert said["Covers"] == "October to December 2022"
    assert said["Send it to"] == "scorecard@example.org"
    assert said["Questions to"] == "Performance officer"
    assert f"{said['Return by']:%Y-%m-%d}" == "2023-01-21"
    assert [label for label in said if str(label).startswith("Step")] == [f"Step {n}" for n in range(1, 6)]


def test_it_prints_one_page_wide_with_its_headings_on_every_page(book: Workbook) -> None:
    """A4 landscape; the headings stay in view on the screen too."""
    sheet = book["Return"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    assert sheet.freeze_panes == f"C{HEAD_ROW + 1}"


@pytest.mark.parametrize("partner", PARTNERS)
def test_nothing_is_clipped(partner: str) -> None:
    """Every text stands in its cell, every figure in its column."""
    assert clipped(plan_return(form_of(partner))) == []


def test_identity_is_what_was_issued(tmp_path: Path) -> None:
    """The hidden sheet names partner, period, revision, version and every row with the place where it was issued."""
    form = form_of(POLICE)
    sheet = read_workbook(issued(tmp_path, POLICE)).sheet("_pmxl")
    assert sheet is not None
    identity = read_identity(sheet)
    assert identity is not None
    assert (identity.partner, identity.period, identity.revision) == (POLICE, "2022-23 Q3", "1")
    assert (identity.framework, identity.fingerprint) == (FRAMEWORK.version, fingerprint(form))
    assert identity.is_whole
    assert identity.rows[0] == (6, "c1", "north", "2022-23 Q3")
    assert [row.row for row in identity.rows] == [6, 7, 8, 9, 10]


def changed(form: ReturnForm) -> list[ReturnForm]:
    """The form with one thing changed that makes it another return."""
    other = FRAMEWORK.partner(EASTMOOR)
    return [
        replace(form, partner=other),
        replace(form, period=Q2),
        replace(form, revision=2),
        replace(form, framework="another"),
        replace(form, rows=form.rows[1:]),
    ]


def test_fingerprint_is_of_what_makes_the_return_itself() -> None:
    """The same for the same return, another for any other; deadline and contact do not matter."""
    form = form_of(NORTHVALE)
    assert fingerprint(form) == fingerprint(form_of(NORTHVALE))
    assert fingerprint(form) == fingerprint(replace(form, deadline=date(2030, 1, 1), officer="Somebody else"))
    prints = [fingerprint(form), *map(fingerprint, changed(form))]
    assert len(set(prints)) == len(prints)
    assert all(len(text) == 16 and int(text, 16) >= 0 for text in prints)
    asked = sorted([row.measure.id, row.area, row.period.label] for row in form.rows)
    said = [str(SCHEMA), form.partner.id, form.period.label, str(form.revision), form.framework]
    assert prints[0] == digest([*said, HEADINGS, asked])


def test_the_same_form_gives_the_same_bytes() -> None:
    """So that a return can be made again and compared."""
    assert plan_to_bytes(plan_return(form_of(POLICE))) == plan_to_bytes(plan_return(form_of(POLICE)))


@pytest.mark.parametrize(("revision", "name"), [(1, "police.xlsx"), (2, "police-r2.xlsx"), (11, "police-r11.xlsx")])
def test_names_of_files(revision: int, name: str) -> None:
    """The first issue goes by the partner's id, later ones by their revision too."""
    assert issued_name(FRAMEWORK.partner(POLICE), revision) == name


def test_a_return_that_asks_nothing_is_not_made() -> None:
    """An empty workbook would only be sent back empty."""
    with pytest.raises(ValueError, match="Nothing is asked of Thamesmere Police in 2022-23 Q3"):
        plan_return(replace(form_of(POLICE), rows=()))


def test_text_from_the_framework_is_never_a_formula(tmp_path: Path) -> None:
    """A definition that begins with an equals sign is shown as it is."""
    hostile = '=HYPERLINK("http://127.0.0.1","x")'
    measures = tuple(m.model_copy(update={"definition": hostile}) for m in FRAMEWORK.measures)
    framework = amended(measures=measures)
    sheet = load_workbook(issued(tmp_path, POLICE, framework))["Return"]
    cell = sheet.cell(HEAD_ROW + 1, heading_columns(sheet)["Definition"])
    assert cell.value == hostile


def test_long_refs_are_wrapped_and_not_cut() -> None:
    """An id of forty characters stands whole in its cell."""
    long = measure(
        "a-very-long-ref-of-exactly-forty-letters", "Long", Kind.COUNT, partners=(POLICE,), pairs=((POLICE, ""),)
    )
    plan = plan_return(form_of(POLICE, amended(measures=(long,), targets=())))
    assert len(long.id) == 40
    assert clipped(plan) == []
    sheet = next(sheet for sheet in plan.sheets if sheet.name == "Return")
    ref = next(put for put in sheet.puts if put.value == long.id)
    assert ref.style.wrap
    assert sheet.columns[0].width <= 12


def test_a_yes_or_no_is_asked_as_such() -> None:
    """Its unit in the framework is that of the partnership's share."""
    shared = measure("y1", "Plan published", Kind.YES_NO, unit="% of partners")
    assert unit_shown(shared, "£") == "Yes or No"


def test_long_names_and_addresses_stand_whole_on_the_cover() -> None:
    """They wrap, and their rows are high enough."""
    long = FRAMEWORK.partner(POLICE).model_copy(
        update={
            "name": "The Chief Constable and the Police and Crime Commissioner of Thamesmere and the Estuary",
            "contact": "Head of Performance, Insight and Continuous Improvement (Corporate Development)",
            "email": "a.very.long.mailbox.of.a.department@thamesmere-and-the-estuary.police.example.org",
        }
    )
    plan = plan_return(replace(form_of(POLICE), partner=long, return_to="x" * 90, officer="Officer " * 12))
    assert clipped(plan) == []

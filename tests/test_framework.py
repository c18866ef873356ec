"""framework.xlsx: read wherever its tables stand, understood as people write it, and made so that it reads back."""

from __future__ import annotations

import filecmp
import hashlib
import json
import re
import zipfile
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any

import ironcalc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import ValidationError

from pmxl.findings import Finding
from pmxl.framework.build import LATER
from pmxl.framework.build import LATER_SETTINGS
from pmxl.framework.build import version_of
from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.columns import BY_NAME
from pmxl.framework.columns import OPTIONAL
from pmxl.framework.columns import PRESETS
from pmxl.framework.columns import RULES
from pmxl.framework.columns import SHEETS
from pmxl.framework.columns import VARIANTS
from pmxl.framework.entries.entry import UnreadableEntry
from pmxl.framework.entries.read import read_entry
from pmxl.framework.faults import Fault
from pmxl.framework.make import note_of
from pmxl.framework.make import plan_framework
from pmxl.framework.make import progress_of
from pmxl.framework.make_typing import ids_of
from pmxl.framework.models import Framework
from pmxl.framework.models_settings import READING
from pmxl.framework.models_settings import Settings
from pmxl.framework.rows import book_of
from pmxl.framework.rows import rows_of
from pmxl.framework.setting import SETTING_ROWS
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.rules import presets
from pmxl.rules.rule_sets import RULE_SETS
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import CellValue
from pmxl.sheets.write import write_workbook
from pmxl.shipped import shipped
from pmxl.terms import Accumulate
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling
from pmxl.terms import Severity
from pmxl.terms import Trigger
from tests.specimens.framework_file import framework_file
from tests.test_review import Rows
from tests.test_review import a_measure
from tests.test_review import a_target
from tests.test_review import good
from tests.test_review import save

CONTRACT = Path(__file__).resolve().parents[1].parent / "shared" / "design" / "CONTRACT.md"
APRIL = 4
QUARTER = 3
MESSAGE_LIMIT = 255


def framework_of(rows: Rows) -> Framework:
    """The framework of rows in which nothing is wrong; fails with what is."""
    framework, findings = read_rows(rows)
    assert framework is not None, [str(finding) for finding in findings]
    return framework


def measure_with(**cells: object) -> Rows:
    """A good framework with some cells of its second measure (a percentage of two councils) changed."""
    rows = good()
    rows["measures"][1].update(cells)
    return rows


# Where tables stand


def page_of(book: Workbook, name: str) -> Worksheet:
    """A sheet of an openpyxl workbook."""
    page = book[name]
    assert isinstance(page, Worksheet)
    return page


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A good framework as a plain workbook."""
    return save(good(), tmp_path / "framework.xlsx")


def test_a_plain_workbook_of_another_program_is_read(saved: Path) -> None:
    """Headings in row 1 and no style at all: the framework is the same as that of the rows."""
    framework, findings = read_framework(saved)
    assert findings == ()
    assert framework is not None
    assert framework.version == framework_of(good()).version


def test_tables_are_found_under_guidance_by_headings_spelled_as_people_do(saved: Path) -> None:
    """Up to fourteen rows of words above, columns to the left, odd capitals, spaces and blank rows change nothing."""
    book = load_workbook(saved)
    for page in book.worksheets:
        for cell in page[1]:
            cell.value = f" {str(cell.value).replace('_', ' ').title()} "
        page.insert_rows(3, 2)
        page.insert_rows(1, 14)
        page.insert_cols(1, 2)
        page["A1"] = "How to fill in this sheet: name, id"
        page["D2"] = "required"
        name = page.title
        page.title = "passing"  # openpyxl takes another case for another sheet of the same name
        page.title = name.upper()
    book.save(saved)
    framework, findings = read_framework(saved)
    assert [str(finding) for finding in findings] == []
    assert framework is not None
    assert framework.version == framework_of(good()).version
    assert framework.partners[0].row == 16
    assert framework.partners[1].row == 19


def test_headings_below_the_fifteenth_row_are_not_looked_for(saved: Path) -> None:
    """A table that begins too low is reported, not guessed at."""
    book = load_workbook(saved)
    page_of(book, "partners").insert_rows(1, 15)
    book.save(saved)
    framework, findings = read_framework(saved)
    assert framework is None
    assert [(f.code, f.sheet, f.cell) for f in findings] == [(Fault.NO_COLUMN.code, "partners", "A1")]


def broken(saved: Path, change: Any) -> list[tuple[str, str, str]]:
    """Code, sheet and cell of all that is found after a change to the workbook."""
    book = load_workbook(saved)
    change(book)
    book.save(saved)
    return [(finding.code, finding.sheet, finding.cell) for finding in read_framework(saved)[1]]


def set_cell(sheet: str, where: str, value: object) -> Any:
    """A change that sets one cell."""

    def change(book: Workbook) -> None:
        page_of(book, sheet)[where].value = value

    return change


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda book: book.remove(book["partners"]), [(Fault.NO_SHEET.code, "partners", "")]),
        (lambda book: setattr(book["measures"], "title", "mesures"), [(Fault.NO_SHEET.code, "measures", "")]),
        (lambda book: setattr(book["targets"], "title", "targtes"), [(Fault.NO_SHEET.code, "targets", "")]),
        (lambda book: book.remove(book["tolerances"]), [(Fault.SHEET_ABSENT.code, "tolerances", "")]),
        (lambda book: book.remove(book["comparators"]), []),
        (set_cell("partners", "B1", "nmae"), [(Fault.NO_COLUMN.code, "partners", "B1")]),
        (lambda book: book["objectives"].delete_cols(3), [(Fault.NO_COLUMN.code, "objectives", "G1")]),
        (set_cell("partners", "J1", "colour"), [(Fault.UNKNOWN_COLUMN.code, "partners", "J1")]),
        (set_cell("partners", "J1", "Name"), [(Fault.COLUMN_TWICE.code, "partners", "J1")]),
        (set_cell("targets", "F2", "#REF!"), [(Fault.CELL_ERROR.code, "targets", "F2")]),
        (set_cell("targets", "F2", "=1400+1"), [(Fault.CELL_ERROR.code, "targets", "F2")]),
        (set_cell("layouts", "A1", "anything"), [(Fault.NO_COLUMN.code, "layouts", "A1")]),
    ],
)
def test_what_is_wrong_with_sheets_and_headings_is_told_once(
    saved: Path, change: Any, found: list[tuple[str, str, str]]
) -> None:
    """A sheet or column missing, misspelt, doubled or unknown, and an unusable cell: one finding each, no echo."""
    book = load_workbook(saved)
    book.create_sheet("layouts")
    book.save(saved)
    assert broken(saved, change) == found


def test_a_missing_column_names_the_one_that_looks_like_it(saved: Path) -> None:
    """A misspelt heading is answered with the right one and is not reported as unknown as well."""
    book = load_workbook(saved)
    page_of(book, "partners")["B1"] = "nmae"
    book.save(saved)
    (finding,) = read_framework(saved)[1]
    assert "“nmae”" in finding.says
    assert finding.ask == "Head it name."


def test_no_file_is_a_finding(tmp_path: Path) -> None:
    """A folder without a framework is told how to get one."""
    framework, (finding,) = read_framework(tmp_path / "framework.xlsx")
    assert framework is None
    assert finding.code == Fault.NO_FILE.code
    assert "pmxl new" in finding.ask


def test_what_is_no_workbook_is_a_finding_of_the_reader(tmp_path: Path) -> None:
    """A file that is no workbook gives the reader's own finding and raises nothing."""
    path = tmp_path / "framework.xlsx"
    path.write_text("not a workbook")
    framework, findings = read_framework(path)
    assert framework is None
    assert findings
    assert all(finding.code.startswith("FIL") for finding in findings)


# What cells say


def column(holds: Holds, **changes: Any) -> Column:
    """A column to read a cell under."""
    return Column("thing", holds, "A thing.", **changes)


def a_cell(value: CellValue, number_format: str = "General") -> Cell:
    """A cell that holds a value."""
    kinds = {bool: CellType.BOOL, float: CellType.NUMBER, str: CellType.TEXT}
    return Cell(2, 1, kinds[type(value)], value, str(value), None, number_format, hidden=False)


@pytest.mark.parametrize(
    ("holds", "value", "wanted"),
    [
        (Holds.ID, "north-2", "north-2"),
        (Holds.ID, 101.0, "101"),
        (Holds.REF, " North ", "north"),
        (Holds.REFS, "A; b;a", ("a", "b")),
        (Holds.LIST, "North Council;  N\nNC;", ("North Council", "N", "NC")),
        (Holds.TEXT, 2019.0, "2019"),
        (Holds.NAME, "North\u00a0 Council ", "North Council"),
        (Holds.YES, "Y", True),
        (Holds.YES, False, False),
        (Holds.NUMBER, "1,400.5", 1400.5),
        (Holds.NUMBER, "95 %", 95.0),
        (Holds.NUMBER, "−3", -3.0),
        (Holds.NUMBER, "1e3", 1000.0),
        (Holds.NUMBER, 0.1 + 0.2, 0.3),
        (Holds.WHOLE, 2.0, 2),
        (Holds.LEVEL, "31 March 2027", date(2027, 3, 31)),
        (Holds.LEVEL, "76", 76.0),
        (Holds.PROFILE, "25;25;20;30", (25.0, 25.0, 20.0, 30.0)),
        (Holds.PROFILE, "25%; 75%", (25.0, 75.0)),
        (Holds.PERIOD, "2026-27 Q2", Period(month_index(2026, 7), QUARTER, APRIL)),
        (Holds.PERIODS, "2026-27 Q1; 2026-27 Q2", tuple(Period(month_index(2026, m), 3, APRIL) for m in (4, 7))),
        (Holds.DATE, "12/3/2026", date(2026, 3, 12)),
        (Holds.DATE, "2026-03-12", date(2026, 3, 12)),
        (Holds.MONTHS, "Aug; december, 1", (1, 8, 12)),
        (Holds.SCOPE, "Burglary", ("measure", "burglary")),
        (Holds.SCOPE, "priority: High", ("priority", "high")),
        (Holds.SCOPE, "kind:yes-no", ("kind", "yes/no")),
        (Holds.RULE, "Decline%", "decline %"),
        (Holds.RULE, "5 %", "5%"),
    ],
)
def test_cells_are_understood_as_people_write_them(holds: Holds, value: CellValue, wanted: object) -> None:
    """The value of a cell under a column of each kind."""
    read = read_entry(a_cell(value), column(holds, choices=RULES), APRIL)
    assert read == pytest.approx(wanted) if isinstance(wanted, float) else read == wanted


@pytest.mark.parametrize(("holds", "wanted"), [(Holds.NUMBER, 5.0), (Holds.LEVEL, 5.0), (Holds.RULE, "5%")])
def test_a_cell_shown_as_a_percentage_is_in_percent(holds: Holds, wanted: object) -> None:
    """A cell that shows 5 % holds 0.05 and means 5, or the rule of that name."""
    assert read_entry(a_cell(0.05, "0%"), column(holds, choices=RULES), APRIL) == wanted


@pytest.mark.parametrize(
    ("holds", "value"),
    [
        (Holds.NUMBER, "1,40"),
        (Holds.NUMBER, "nan"),
        (Holds.NUMBER, "inf"),
        (Holds.NUMBER, True),
        (Holds.LEVEL, False),
        (Holds.DATE, "31/2/2026"),
        (Holds.DATE, 46000.0),
        (Holds.MONTHS, "Ma"),
        (Holds.MONTHS, "13"),
        (Holds.PROFILE, "50; -50; 100"),
        (Holds.PERIOD, "Q1 2022"),
        (Holds.ID, "Noth;ing"),
    ],
)
def test_what_cannot_be_read_one_way_is_not_guessed_at(holds: Holds, value: CellValue) -> None:
    """No number is made of a text that is none, and no period or date of one that can be two."""
    with pytest.raises(UnreadableEntry):
        read_entry(a_cell(value), column(holds), APRIL)


CHOICES = [
    ("kind", "Date milestone", Kind.MILESTONE),
    ("kind", "yes-no", Kind.YES_NO),
    ("polarity", "nearest to target", Polarity.NEAREST),
    ("accumulate", "Cumulative", Accumulate.CUMULATIVE),
]


@pytest.mark.parametrize(("name", "typed", "wanted"), CHOICES)
def test_other_spellings_of_a_choice_are_known(name: str, typed: str, wanted: str) -> None:
    """People write `date milestone` and `yes-no`; the framework keeps one word."""
    assert read_entry(a_cell(typed), BY_NAME["measures"].by_name[name], APRIL) == wanted


def test_every_other_spelling_leads_to_a_choice() -> None:
    """No spelling is mapped to a word that is not one of its column's own."""
    for sheet in SHEETS:
        for col in sheet.columns:
            assert set(col.also.values()) <= set(col.choices), col.name


# What rows mean


@pytest.mark.parametrize(
    ("partners", "by_area", "pairs"),
    [
        ("all", None, [("north", ""), ("south", ""), ("police", "")]),
        ("kind:Council", "no", [("north", ""), ("south", "")]),
        ("south; north; south", None, [("south", ""), ("north", "")]),
        ("police; kind:council", None, [("police", ""), ("north", ""), ("south", "")]),
        ("police", "yes", [("police", "hill"), ("police", "vale")]),
        ("kind:council", "hill", [("north", "hill"), ("south", "hill")]),
        ("kind:council", "north=hill; south=vale", [("north", "hill"), ("south", "vale")]),
        (
            "kind:council",
            "north=hill; south=vale; north=vale",
            [("north", "hill"), ("north", "vale"), ("south", "vale")],
        ),
        (
            "all",
            "police=hill; police=vale; vale",
            [("north", "vale"), ("south", "vale"), ("police", "hill"), ("police", "vale")],
        ),
    ],
)
def test_who_returns_what_for_which_area(partners: str, by_area: str | None, pairs: list[tuple[str, str]]) -> None:
    """`partners` and `by_area` together give the pairs; an area alone is for each partner without an = of its own."""
    measure = framework_of(measure_with(partners=partners, by_area=by_area)).measure("helped")
    assert measure.pairs == tuple(pairs)
    assert measure.partners == tuple(dict.fromkeys(partner for partner, _ in pairs))
    assert set(measure.areas) == {area for _, area in pairs} - {""}


def test_measures_asked_of_the_same_share_who_that_is() -> None:
    """A programme of thousands is not held once for each measure; of others it is their own."""
    rows = good()
    rows["measures"] = [a_measure(name) for name in ("one", "two")]
    rows["measures"] += [a_measure("three", partners="north"), a_measure("four", by_area="yes")]
    rows["targets"] = rows["tolerances"] = rows["audiences"] = []
    one, two, three, four = framework_of(rows).measures
    assert one.pairs is two.pairs
    assert one.partners is two.partners
    assert (three.pairs, four.partners) == ((("north", ""),), one.partners)
    assert {area for _, area in four.pairs} == {"hill", "vale"}


@pytest.mark.parametrize(
    ("kind", "pooling"),
    [
        (Kind.COUNT, Pooling.SUM),
        (Kind.MONEY, Pooling.SUM),
        (Kind.PERCENTAGE, Pooling.RATIO),
        (Kind.RATE, Pooling.RATIO),
        (Kind.RATIO, Pooling.RATIO),
        (Kind.MEAN, Pooling.RATIO),
        (Kind.MEDIAN, Pooling.NONE),
        (Kind.YES_NO, Pooling.SHARE),
    ],
)
def test_a_blank_pooling_is_the_usual_one_of_the_kind(kind: Kind, pooling: Pooling) -> None:
    """Counts add up, ratios pool by their parts, medians do not pool, a yes/no pools to the share of partners."""
    rows = measure_with(kind=kind.value)
    rows["targets"][1] |= {"standard": None}
    assert framework_of(rows).measure("helped").pooling is pooling


def test_a_milestone_is_not_pooled_and_its_target_is_a_day_as_excel_counts_it() -> None:
    """31 December 2026 is day 46,387."""
    rows = good()
    rows["measures"][5] |= {"pooling": None, "lead": None}
    framework = framework_of(rows)
    assert framework.measure("opened").pooling is Pooling.NONE
    assert framework.targets[5].target == 46_387


@pytest.mark.parametrize("scale", [1, 100])
def test_weights_and_profiles_may_add_up_to_one_or_to_a_hundred(scale: float) -> None:
    """Both are kept as shares of one, so that either way of typing them is the same framework."""
    rows = good()
    shares = ("north", 0.5), ("south", 0.3), ("police", 0.2)
    rows["measures"][2]["pooling"] = "weights " + "; ".join(f"{who}={share * scale:g}" for who, share in shares)
    rows["targets"][0]["profile"] = "; ".join(f"{share * scale:g}" for share in (0.25, 0.25, 0.2, 0.3))
    framework = framework_of(rows)
    assert framework.measure("satisfaction").weights == pytest.approx(dict(shares))
    assert framework.targets[0].profile == pytest.approx((0.25, 0.25, 0.2, 0.3))
    assert framework.version == framework_of(good()).version


def test_an_index_of_one_partner_needs_no_weights() -> None:
    """With one partner there is nothing to weigh."""
    rows = good()
    rows["measures"][2] |= {"partners": "north", "pooling": None}
    assert framework_of(rows).measure("satisfaction").weights == {"north": 1.0}


@pytest.mark.parametrize(("kind", "multiplier"), [("percentage", 100), ("rate", 1), ("mean", 1)])
def test_a_percentage_is_in_percent_units_unless_said_otherwise(kind: str, multiplier: float) -> None:
    """A blank multiplier is 100 for a percentage and 1 for any other kind."""
    assert framework_of(measure_with(kind=kind)).measure("helped").multiplier == multiplier


@pytest.mark.parametrize(
    ("typed", "rule", "preset"),
    [("band", "band", ""), ("5%", "band", "5%"), ("Travel modified", "band", "travel-modified"), ("any", "any", "")],
)
def test_a_tolerance_by_name_is_a_band(typed: str, rule: str, preset: str) -> None:
    """The name of a preset is a rule as well: a band with that preset."""
    rows = good()
    rows["tolerances"][0]["rule"] = typed
    tolerance = framework_of(rows).tolerances[0]
    assert (tolerance.rule, tolerance.preset, tolerance.scope) == (rule, preset, ("kind", "count"))


@pytest.mark.parametrize(("typed", "month"), [("April", 4), ("jan", 1), (9, 9), (None, 4)])
def test_the_year_starts_where_the_settings_say(typed: object, month: int) -> None:
    """Periods are read by the month in which the year starts, whichever row of the settings says so."""
    rows = good()
    rows["settings"] = [{"key": "Year Starts", "value": typed}, {"key": "name", "value": "Riverside"}]
    rows["targets"] = [a_target("helped", 95, period="FY 2026-27" if month > 1 else "Jan-Dec 2026")]
    framework = framework_of(rows)
    assert framework.settings.year_starts == month
    assert framework.targets[0].period == Period(month_index(2026, month), 12, month)


def test_settings_that_nobody_knows_are_kept() -> None:
    """An unknown setting is noted and stands in `extra`."""
    rows = good()
    rows["settings"].append({"key": "mascot", "value": "otter"})
    assert framework_of(rows).settings.extra == {"mascot": "otter"}


# Version


def test_the_version_is_of_the_content_alone(saved: Path) -> None:
    """Twelve hexadecimal digits that stay when rows move and change when anything that is said changes."""
    version = framework_of(good()).version
    assert re.fullmatch("[0-9a-f]{12}", version)
    book = load_workbook(saved)
    page_of(book, "measures").insert_rows(2, 3)
    page_of(book, "measures")["A1"].value = " ID "
    book.save(saved)
    moved = read_framework(saved)[0]
    assert moved is not None
    assert moved.version == version
    assert framework_of(measure_with(definition="What is counted, and how")).version != version


def written_at_once(framework: Framework) -> str:
    """The version as one JSON of the whole gives it, which holds everything of a large framework a second time."""
    said = without_rows(framework.model_dump(mode="json", exclude={"version"}))
    usual = {name: field.default for name, field in Settings.model_fields.items()}
    settings = said["settings"]
    gone = {*READING, *(name for name in LATER_SETTINGS if getattr(framework.settings, name) == usual[name])}
    said["settings"] = {name: value for name, value in settings.items() if name not in gone}
    said = {name: rows for name, rows in said.items() if rows or name not in {sheet.name for sheet in OPTIONAL}}
    content = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def without_rows(content: Any) -> Any:
    """The same without where rows stand, and without columns that came later and are blank."""
    if isinstance(content, dict):
        left = {name for name, value in content.items() if name in LATER and value in (None, "", [])}
        return {name: without_rows(value) for name, value in content.items() if name not in {"row", *left}}
    return [without_rows(item) for item in content] if isinstance(content, list) else content


@pytest.mark.parametrize(
    "settings", [{}, {"commentary_limit": 500}, {"read_seconds": 9}, {"checks_off": "VAL007"}, {"row": "1"}]
)
def test_the_version_written_row_by_row_is_that_of_the_whole(settings: dict[str, object]) -> None:
    """To the last sign: returns that were issued before must still be good. With one pair of areas, and with many."""
    rows = varied()
    rows["settings"] += [{"key": key, "value": value} for key, value in settings.items()]
    rows["measures"][1] |= {"partners": "all", "by_area": "yes"}
    worked = read_framework(shipped("workbooks") / "framework.xlsx")[0]
    assert worked is not None
    for framework in (framework_of(good()), framework_of(rows), worked):
        assert version_of(framework) == framework.version == written_at_once(framework)


# Back and forth


def test_rows_of_a_framework_read_back_to_the_same_framework() -> None:
    """What a framework says, put into rows, says the same again."""
    framework = framework_of(varied())
    assert framework_of(rows_of(framework)).version == framework.version


def varied() -> Rows:
    """A framework that uses every column of every sheet."""
    rows = good()
    rows["settings"] += [{"key": "Amber Edge", "value": "red"}, {"key": "mascot", "value": "otter"}]
    rows["partners"].append({"id": "old", "name": "Old Council", "from": "FY 2001-02", "to": "2023-24 Q4"})
    rows["partners"][-1] |= {"successor": "north", "contact": "Analyst", "email": "a@old.example"}
    rows["measures"][2]["partners"] = "north; south; police"
    rows["areas"].append({"id": "glen", "name": "Glen", "aliases": "The Glen", "to": "2023-24", "successor": "hill"})
    rows["measures"][0] |= {"unit": "offences", "chain": "outcome", "proxy_for": "safety", "key": "yes", "lag": 1}
    rows["measures"][0] |= {"audiences": "board", "first_period": "2011-12 Q1", "rebase": "2020-21 Q1; 2022-23 Q1"}
    rows["measures"][0] |= {"dead_band": 2.5, "seasonal": "yes", "definition_version": "2", "source": "System"}
    rows["measures"][0] |= {"formula": "A count", "comparison_group": "family", "by_area": "police=hill"}
    rows["targets"][1] |= {"partner": "north", "stretch": 2, "agreed_by": "Board", "agreed_on": "2026-03-01"}
    rows["targets"][2] |= {"basis": "point", "baseline": 61.5, "baseline_period": "2025-26 Q4", "reason": "Because"}
    rows["targets"].append(a_target("burglary", 700, area="hill"))
    rows["tolerances"][1] |= {"compare": "last-year", "strength": "act"}
    rows["audiences"][0] |= {"layout": "plain", "columns": "value; target"}
    return rows


@pytest.mark.parametrize("guide", [True, False])
def test_a_workbook_made_from_rows_reads_back_to_the_same_framework(tmp_path: Path, guide: bool) -> None:
    """Written, linted and read again, the framework is the same one, with guidance or without."""
    path = write_workbook(plan_framework(varied(), guide=guide), tmp_path / "framework.xlsx")
    framework, findings = read_framework(path)
    assert [str(f) for f in findings if f.severity is Severity.ERROR] == []
    assert framework is not None
    assert framework.version == framework_of(varied()).version
    assert load_workbook(path).sheetnames == (["Start here"] if guide else []) + list(BY_NAME)


TEXTS = st.text("abc äß–&'\"<=+@0;", min_size=1, max_size=20).filter(lambda text: text.strip(" ;") != "")


@given(
    name=TEXTS,
    decimals=st.integers(0, 6),
    polarity=st.sampled_from(["higher", "lower", "none"]),
    frequency=st.sampled_from(["month", "quarter", "half-year", "year"]),
    target=st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: float(f"{x:.15g}")),
    starts=st.integers(1, 12),
)
def test_any_framework_survives_its_own_rows(
    name: str, decimals: int, polarity: str, frequency: str, target: float, starts: int
) -> None:
    """Names, numbers, periods and year starts of every sort go into rows and come back the same."""
    rows = good()
    rows["settings"][1]["value"] = starts
    rows["partners"][0] |= {"name": f"Council {name}", "aliases": None}
    rows["measures"].append(a_measure("other", decimals=decimals, polarity=polarity, frequency=frequency))
    rows["targets"] = [a_target("other", target, period="FY 2026-27" if starts > 1 else "Jan-Dec 2026")]
    rows["tolerances"] = []
    framework = framework_of(rows)
    again = framework_of(rows_of(framework))
    assert again.version == framework.version
    assert again.targets[0].target == target


# The guided workbook


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of `pmxl new`."""
    path = tmp_path_factory.mktemp("new") / "framework.xlsx"
    return write_workbook(plan_framework({}, name="Riverside Partnership"), path)


def test_a_new_workbook_says_kindly_what_is_still_to_be_filled_in(new: Path) -> None:
    """The only findings are the sheets that need rows, each with the first cell to type in."""
    framework, findings = read_framework(new)
    assert framework is None
    assert [(f.code, f.sheet, f.cell) for f in findings] == [
        (Fault.EMPTY_SHEET.code, sheet, "B7") for sheet in ("partners", "objectives", "measures")
    ]
    assert str(findings[0]) == (
        "framework.xlsx › partners!B7: There is no partner yet. Type at least one row in partners. [FRM005]"
    )


def test_a_new_workbook_brings_its_name_the_usual_settings_and_four_perspectives(new: Path) -> None:
    """What can be given beforehand is there, under the bare names of the columns."""
    book = load_workbook(new)
    settings = {row[0]: row[1] for row in page_of(book, "settings").iter_rows(7, 30, 2, 3, values_only=True) if row[0]}
    assert settings["name"] == "Riverside Partnership"
    assert list(settings) == [row.key for row in SETTING_ROWS]
    ids = [cell.value for cell in page_of(book, "perspectives")["B"][6:10]]
    assert ids == ["outcomes", "users", "process", "resources"]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_each_sheet_has_a_named_table_with_bare_headings_and_a_note_on_each(new: Path, sheet: Any) -> None:
    """Heading texts are the column names alone; what a column wants is in its note; required is said in words."""
    page = page_of(load_workbook(new), sheet.name)
    (table,) = page.tables.values()
    assert table.name == sheet.name
    headings = page[6][1 : 1 + len(sheet.columns)]
    assert [cell.value for cell in headings] == list(sheet.by_name)
    for cell, col in zip(headings, sheet.columns, strict=True):
        assert cell.comment is not None
        assert cell.comment.text == note_of(col)
        if sheet.name != "settings":
            assert page[f"{cell.coordinate[:-1]}4"].value == ("required" if col.required else "optional")
    assert page.freeze_panes == "C7"
    assert page.page_setup.orientation == "landscape"


def rules_of(page: Worksheet) -> dict[str, Any]:
    """The rule for typing of each column, by its heading."""
    found = {}
    for rule in page.data_validations.dataValidation:
        first = str(rule.sqref).split(":")[0]
        found[str(page.cell(6, page[first].column).value)] = rule
    return found


def test_choices_drop_down_and_ids_are_offered_from_their_own_sheets(new: Path) -> None:
    """A choice is a list of its words; a reference is a list of the ids typed so far on the sheet it refers to."""
    rules = rules_of(page_of(load_workbook(new), "measures"))
    assert rules["kind"].formula1 == '"' + ",".join(kind.value for kind in Kind) + '"'
    assert rules["objective"].formula1 == ids_of("objectives").removeprefix("=")
    assert rules["objective"].errorStyle == "warning"
    assert rules["decimals"].type == "whole"
    assert (rules["decimals"].formula1, rules["decimals"].formula2) == ("0", "6")
    assert "COUNTIF" in rules["id"].formula1


def test_text_cells_keep_what_is_typed(new: Path) -> None:
    """2011-12 typed as a period stays a text, since Excel would make December 2011 of it."""
    page = page_of(load_workbook(new), "targets")
    formats = {str(page.cell(6, col).value): page.cell(7, col).number_format for col in range(2, 10)}
    assert formats["period"] == "@"
    assert formats["measure"] == "@"
    assert formats["target"] == "General"


def test_progress_beside_each_row_is_what_excel_would_work_out(tmp_path: Path) -> None:
    """The saved words in column A and the counts of the first sheet are those that a recalculation gives."""
    rows = good()
    rows["measures"][0] |= {"definition": None, "data_owner": None}
    path = write_workbook(plan_framework(rows), tmp_path / "framework.xlsx")
    kept = load_workbook(path, data_only=True)
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    words = set()
    for n, page in enumerate(kept.worksheets):
        assert isinstance(page, Worksheet)
        for row in range(7, 14):
            col = 5 if n == 0 else 1
            saved = page.cell(row, col).value
            assert model.get_formatted_cell_value(n, row, col) == (saved or ""), (page.title, row)
            words.add(saved)
    assert {"complete", "2 to fill in"} <= words


def test_progress_counts_required_cells_that_are_blank() -> None:
    """Nothing typed says nothing; a row begun says how many cells it lacks."""
    sheet = BY_NAME["perspectives"]
    assert progress_of(sheet, {}) == ""
    assert progress_of(sheet, {"question": "Why?"}) == "2 to fill in"
    assert progress_of(sheet, {"id": "a", "name": "A"}) == "complete"


def test_no_text_of_a_framework_becomes_a_formula(tmp_path: Path) -> None:
    """A name that looks like a formula is written as text."""
    rows = good()
    rows["partners"][0]["name"] = '=HYPERLINK("http://example.com","x")'
    path = write_workbook(plan_framework(rows), tmp_path / "framework.xlsx")
    cell = page_of(load_workbook(path), "partners")["C7"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://example.com","x")')


def test_what_a_sheet_is_for_is_read_whole_on_paper() -> None:
    """A sheet printed on several pages across repeats its first columns on each, and no text runs on out of them."""
    widest = {sheet.page.wide: sheet for sheet in plan_framework({}).sheets if sheet.page.repeat_cols}
    for wide, sheet in widest.items():
        assert sheet.page.repeat_cols
        ((_, column),) = [(put.row, put.col) for put in sheet.puts if put.value == BY_NAME[sheet.name].purpose]
        assert (column > sheet.page.repeat_cols[1]) == (wide > 1)
    assert len(widest) == 3


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    """Making a workbook again changes nothing in it."""
    first = write_workbook(plan_framework(good()), tmp_path / "a.xlsx").read_bytes()
    assert write_workbook(plan_framework(good()), tmp_path / "b.xlsx").read_bytes() == first
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")


def test_what_other_tests_begin_with_is_what_would_be_written(tmp_path: Path) -> None:
    """It is written once and copied: the same bytes each time, and others once the rows or the name are others."""
    rows: dict[str, list[dict[str, Any]]] = {sheet: [dict(row) for row in kept] for sheet, kept in good().items()}
    rows["settings"] = []  # where the partnership's name would stand
    path, long_way = tmp_path / "framework.xlsx", tmp_path / "long_way.xlsx"
    for name in ("", "Riverside", ""):
        framework_file(rows, path, name)
        write_workbook(plan_framework(rows, name=name), long_way)
        assert filecmp.cmp(path, long_way, shallow=False), name
    rows["measures"][0]["name"] = "Renamed"
    framework_file(rows, path)
    write_workbook(plan_framework(rows), long_way)
    assert filecmp.cmp(path, long_way, shallow=False)


# Kept in step


def test_every_example_can_be_read_under_its_own_heading() -> None:
    """The examples shown in the workbook are right ones."""
    for sheet in (*SHEETS[1:], *OPTIONAL):
        row = {col.name: col.example for col in sheet.columns if col.example is not None}
        page = next(page for page in book_of({sheet.name: [row]}).sheets if page.name == sheet.name)
        for n, col in enumerate(sheet.columns, 1):
            cell = page.cells.get((2, n))
            if cell is not None:
                assert read_entry(cell, col, APRIL) is not None, col.name


def test_every_help_sentence_fits_where_excel_shows_it() -> None:
    """Excel shows at most 255 characters beside a cell."""
    texts = chain((c.help for sheet in (*SHEETS, *OPTIONAL) for c in sheet.columns), (row.help for row in SETTING_ROWS))
    for text in texts:
        assert 0 < len(text) <= MESSAGE_LIMIT
        assert text == text.strip()


def test_presets_and_triggers_are_those_of_the_rules() -> None:
    """The words a tolerance's rule may be are the presets and triggers that the rules know."""
    assert set(PRESETS) == set(presets.PRESETS) - {""}
    assert set(RULES) == {"band", *PRESETS, *(trigger.value for trigger in Trigger), *VARIANTS}
    assert {trigger for trigger, _ in VARIANTS.values()} <= set(Trigger)


def test_settings_are_those_of_the_model_and_their_usual_values_its_defaults() -> None:
    """A setting that is offered is one that is kept, and leaving it blank gives what is shown as usual."""
    fields = Settings.model_fields
    assert {row.key for row in SETTING_ROWS} == set(fields) - {"extra"}
    usual = [{"key": row.key, "value": row.usual} for row in SETTING_ROWS if row.usual is not None]
    rows = good()
    rows["settings"] = [{"key": "name", "value": "Riverside"}]
    plain = framework_of(rows)
    rows["settings"] += usual
    assert framework_of(rows).settings == plain.settings


def test_a_setting_offers_the_words_that_its_model_keeps() -> None:
    """What drops down in the settings is what the model takes and the rules know."""
    kept = {name: field.annotation for name, field in Settings.model_fields.items()}
    offered = {row.key: row.choices for row in SETTING_ROWS}
    words = {name: tuple(kind) for name, kind in kept.items() if isinstance(kind, type) and issubclass(kind, StrEnum)}
    assert words == {"amber_edge": offered["amber_edge"], "quartile_method": offered["quartile_method"]}
    taken = [Settings(name="Riverside", spc_rules=name).spc_rules for name in offered["spc_rules"]]
    assert tuple(taken) == tuple(RULE_SETS)
    with pytest.raises(ValidationError, match="'9/9' is not one of making data count"):
        Settings(name="Riverside", spc_rules="9/9")


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not beside this checkout")
def test_the_columns_are_those_of_the_contract() -> None:
    """Every sheet and column of the contract is there, and required exactly where the contract says so."""
    lines = re.findall(r"^\| (\w+) \| (.+) \|$", CONTRACT.read_text(encoding="utf-8"), re.M)
    tables = {name: columns for name, columns in lines if name in BY_NAME}
    assert set(tables) == set(BY_NAME)
    for name, columns in tables.items():
        wanted = [column.strip() for column in re.sub(r"\(.*?\)", "", columns).split(",")]
        sheet = BY_NAME[name]
        for column_ in wanted:
            assert column_.rstrip("*") in sheet.by_name, f"{name}.{column_}"
            assert sheet.by_name[column_.rstrip("*")].required == column_.endswith("*"), f"{name}.{column_}"


def test_findings_are_sent_with_what_stood_in_the_cell() -> None:
    """A finding carries the cell's own text, so that a list of findings can be worked through without the file."""
    rows = good()
    rows["measures"][0]["kind"] = "cuont"
    (finding,) = read_rows(rows)[1]
    assert isinstance(finding, Finding)
    assert finding.found == "cuont"
    assert finding.expected.startswith("count, ")


def test_a_copy_of_a_framework_remembers_none_of_the_rows_it_has_no_more() -> None:
    """A copy with other measures finds those and no others, though the first had been looked through."""
    framework = framework_of(good())
    first = framework.measures[0]
    assert framework.measure(first.id) is first
    copy = framework.model_copy(update={"measures": (first.model_copy(update={"name": "Another"}),)})
    assert copy.measure(first.id).name == "Another"
    with pytest.raises(KeyError):
        framework.model_copy(update={"measures": ()}).measure(first.id)


def test_what_is_filled_in_is_kept_once_for_all_partners_alike() -> None:
    """Thousands of partners need no room for it; each says its own all the same, and a copy of one changes no other."""
    rows = good()
    rows["partners"] = [{"id": id_, "name": id_.title(), "kind": "council"} for id_ in ("north", "south", "police")]
    rows["partners"][2]["contact"] = "Ann"
    one, two, other = framework_of(rows).partners
    assert (one.name, two.name, other.contact) == ("North", "South", "Ann")
    assert one.model_fields_set is two.model_fields_set
    assert other.model_fields_set - one.model_fields_set == {"contact"}
    assert "email" in one.model_copy(update={"email": "a@b.org"}).model_fields_set
    assert "email" not in two.model_fields_set

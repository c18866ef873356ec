"""What is wrong with a framework: each fault planted alone gives one finding at its cell, and twenty give twenty."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from pmxl.findings import Finding
from pmxl.framework.columns import BY_NAME
from pmxl.framework.columns import SHEETS
from pmxl.framework.faults import Fault
from pmxl.framework.models import Framework
from pmxl.framework.review import review
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.sheets.cells import address
from pmxl.terms import Severity

Rows = dict[str, list[dict[str, Any]]]
FILE = "framework.xlsx"
AGREED = {"agreed_by": "Board", "agreed_on": date(2026, 3, 12)}


def a_measure(id_: str, kind: str = "count", **changes: object) -> dict[str, Any]:
    """A measure with every required cell filled in."""
    row = {
        "id": id_,
        "name": f"Measure {id_}",
        "definition": "What is counted",
        "objective": "homes",
        "kind": kind,
        "decimals": 0,
        "polarity": "lower",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "all",
        "data_owner": "Analyst",
        "performance_owner": "Director",
    }
    return row | changes


def a_target(measure: str, target: object, **changes: object) -> dict[str, Any]:
    """A year's target."""
    return {"measure": measure, "period": "2026-27", "basis": "year", "target": target, "purpose": "manage"} | changes


def good() -> Rows:
    """A framework with nothing wrong in it."""
    return {
        "settings": [{"key": "name", "value": "Riverside"}, {"key": "year_starts", "value": "April"}],
        "partners": [
            {"id": "north", "name": "North Council", "aliases": "NC; North", "kind": "council"},
            {"id": "south", "name": "South Council", "kind": "council"},
            {"id": "police", "name": "Riverside Police", "kind": "police"},
        ],
        "areas": [{"id": "hill", "name": "Hill"}, {"id": "vale", "name": "Vale"}],
        "perspectives": [{"id": "outcomes", "name": "Outcomes"}, {"id": "process", "name": "Process"}],
        "objectives": [
            {"id": "homes", "name": "Safer homes", "perspective": "outcomes", "priority": "high"},
            {"id": "prompt", "name": "Prompt help", "perspective": "process", "parent": "homes", "priority": "medium"},
        ],
        "measures": [
            a_measure("burglary", partners="police", by_area="hill; vale"),
            a_measure("helped", "percentage", decimals=1, polarity="higher", partners="kind:council"),
            a_measure("satisfaction", "index", pooling="weights north=50; south=30; police=20", polarity="higher"),
            a_measure("temperature", "mean", polarity="range", accumulate="stock", objective="prompt"),
            a_measure("signed", "yes/no", polarity="higher", objective="prompt"),
            a_measure("opened", "milestone", accumulate="stock", pooling="lead", lead="north"),
        ],
        "targets": [
            a_target("burglary", 1400, profile="25;25;20;30"),
            a_target("helped", 95, standard=80),
            a_target("satisfaction", 70),
            a_target("temperature", None, low=18, high=24),
            a_target("signed", 100),
            a_target("opened", date(2026, 12, 31), period="2026-27 Q3", basis="point"),
        ],
        "tolerances": [
            {"measure": "kind:count", "rule": "band", "amount": 5, "unit": "percent", **AGREED},
            {"measure": "priority:high", "rule": "decline", "n": 2, "silent": "Aug; Dec", **AGREED},
            {"measure": "helped", "rule": "points", **AGREED},
        ],
        "comparators": [{"group": "family", "member": "Hillshire"}],
        "audiences": [{"id": "board", "name": "Executive board", "measures": "key; burglary"}],
    }


def framework_in(rows: dict[str, Any]) -> Framework:
    """The framework of rows without errors."""
    found, findings = read_rows(rows)
    assert found is not None, [str(finding) for finding in findings]
    return found


def place(sheet: str, row: int, column: str) -> str:
    """The address of a cell of the row-th row (from 1) as `read_rows` lays it out: headings in row 1."""
    return address(row + 1, list(BY_NAME[sheet].by_name).index(column) + 1)


def found_in(rows: Rows) -> tuple[Finding, ...]:
    """All that is found in rows."""
    return read_rows(rows)[1]


class Plant:
    """A fault to plant: cells to set in one row (from 1; one past the end adds a row), and the finding to expect."""

    def __init__(self, fault: Fault, sheet: str, row: int, column: str, /, **cells: object) -> None:
        self.fault, self.sheet, self.row, self.column, self.cells = fault, sheet, row, column, cells

    def into(self, rows: Rows) -> None:
        """Plant it."""
        table = rows[self.sheet]
        if self.row > len(table):
            table.append({})
        table[self.row - 1].update(self.cells)

    @property
    def cell(self) -> str:
        """Where it stands."""
        return place(self.sheet, self.row, self.column)

    def __str__(self) -> str:
        return f"{self.fault.name}-{self.sheet}-{self.column}"


PLANTS = [
    Plant(Fault.BLANK, "settings", 1, "value", value=None),
    Plant(Fault.SETTING_TWICE, "settings", 3, "key", key="Name", value="Other"),
    Plant(Fault.UNKNOWN_SETTING, "settings", 3, "key", key="colour", value="blue"),
    Plant(Fault.BAD_CHOICE, "settings", 3, "value", key="amber_edge", value="orange"),
    Plant(Fault.BAD_CHOICE, "settings", 2, "value", value="Aprl"),
    Plant(Fault.OUT_OF_BOUNDS, "settings", 3, "value", key="deadline_days", value=0),
    Plant(Fault.BLANK, "settings", 3, "key", value="lost"),
    Plant(Fault.BLANK, "measures", 1, "data_owner", data_owner=None),
    Plant(Fault.BLANK, "measures", 2, "performance_owner", performance_owner="  "),
    Plant(Fault.BLANK, "partners", 1, "id", id=None),
    Plant(Fault.BAD_ID, "partners", 1, "id", id="North"),
    Plant(Fault.BAD_ID, "measures", 1, "id", id="Burglary (res.)"),
    Plant(Fault.BAD_ID, "areas", 3, "id", id="h" * 41, name="Dale"),
    Plant(Fault.DUPLICATE_ID, "partners", 4, "id", id="south", name="Another South"),
    Plant(Fault.DUPLICATE_ID, "measures", 7, "id", **a_measure("helped", name="Helped again")),
    Plant(Fault.NAME_TWICE, "partners", 3, "aliases", aliases="nc"),
    Plant(Fault.NAME_TWICE, "areas", 2, "name", name="HILL"),
    Plant(Fault.SAME_NAME, "objectives", 2, "name", name="Safer  Homes"),
    Plant(Fault.TOO_LONG, "areas", 2, "name", name="V" * 201),
    Plant(Fault.BAD_CHOICE, "measures", 1, "kind", kind="cuont"),
    Plant(Fault.BAD_CHOICE, "measures", 1, "frequency", frequency="fortnight"),
    Plant(Fault.BAD_CHOICE, "measures", 1, "key", key="maybe"),
    Plant(Fault.BAD_CHOICE, "targets", 1, "purpose", purpose="because"),
    Plant(Fault.NO_NUMBER, "measures", 1, "dead_band", dead_band="about 5"),
    Plant(Fault.NO_NUMBER, "targets", 1, "target", target="n/a"),
    Plant(Fault.NO_NUMBER, "tolerances", 1, "amount", amount=date(2026, 5, 5)),
    Plant(Fault.OUT_OF_BOUNDS, "measures", 1, "decimals", decimals=1.5),
    Plant(Fault.OUT_OF_BOUNDS, "measures", 1, "decimals", decimals=7),
    Plant(Fault.OUT_OF_BOUNDS, "measures", 2, "multiplier", multiplier=0),
    Plant(Fault.OUT_OF_BOUNDS, "tolerances", 1, "amount", amount=-5),
    Plant(Fault.NO_PERIOD, "targets", 1, "period", period="next year"),
    Plant(Fault.TWO_PERIODS, "partners", 1, "from", **{"from": "Q1 2022"}),
    Plant(Fault.NO_PERIOD, "measures", 1, "rebase", rebase="2022-23 Q1; soon"),
    Plant(Fault.NO_DATE, "tolerances", 1, "agreed_on", agreed_on="in March"),
    Plant(Fault.NO_DATE, "targets", 1, "agreed_on", agreed_on="12/31/2025"),
    Plant(Fault.BAD_SCOPE, "tolerances", 2, "measure", measure="prority:high"),
    Plant(Fault.BAD_SCOPE, "tolerances", 1, "measure", measure="kind:monie"),
    Plant(Fault.UNKNOWN_RULE, "tolerances", 2, "rule", rule="declin"),
    Plant(Fault.BAD_CHOICE, "tolerances", 2, "silent", silent="Aug; Movember"),
    Plant(Fault.BAD_PROFILE, "targets", 1, "profile", profile="a quarter each"),
    Plant(Fault.UNKNOWN_REFERENCE, "objectives", 1, "perspective", perspective="outcome"),
    Plant(Fault.UNKNOWN_REFERENCE, "objectives", 1, "parent", parent="thread"),
    Plant(Fault.UNKNOWN_REFERENCE, "partners", 1, "successor", successor="west", to="2025-26"),
    Plant(Fault.UNKNOWN_REFERENCE, "areas", 1, "successor", successor="dale", to="2025-26"),
    Plant(Fault.UNKNOWN_REFERENCE, "measures", 1, "objective", objective="hoems"),
    Plant(Fault.UNKNOWN_REFERENCE, "measures", 2, "partners", partners="north; soth"),
    Plant(Fault.UNKNOWN_REFERENCE, "measures", 1, "by_area", by_area="hill; dale"),
    Plant(Fault.UNKNOWN_REFERENCE, "measures", 1, "audiences", audiences="bord"),
    Plant(Fault.UNKNOWN_REFERENCE, "targets", 7, "measure", **a_target("robbery", 5)),
    Plant(Fault.UNKNOWN_REFERENCE, "targets", 2, "partner", partner="nort"),
    Plant(Fault.UNKNOWN_REFERENCE, "targets", 1, "area", area="dale"),
    Plant(Fault.UNKNOWN_REFERENCE, "tolerances", 3, "measure", measure="helpd"),
    Plant(Fault.UNKNOWN_REFERENCE, "tolerances", 2, "measure", measure="priority:hihg"),
    Plant(Fault.UNKNOWN_REFERENCE, "tolerances", 1, "measure", measure="perspective:money"),
    Plant(Fault.UNKNOWN_REFERENCE, "audiences", 1, "measures", measures="key; burglery"),
    Plant(Fault.AUDIENCE_FOR, "audiences", 1, "for", **{"for": "exectives"}),
    Plant(Fault.UNKNOWN_REFERENCE, "audiences", 1, "for", **{"for": "partner:nort"}),
    Plant(Fault.UNKNOWN_REFERENCE, "audiences", 1, "measures", measures="perspective:outcome"),
    Plant(Fault.AUDIENCE_SCOPE, "audiences", 1, "measures", measures="all; owners:head of housing"),
    Plant(Fault.AUDIENCE_SCOPE, "audiences", 1, "measures", measures="all; owner:nobody in particular"),
    Plant(Fault.AUDIENCE_LAYOUT, "audiences", 1, "layout", layout="quadrant map"),
    Plant(Fault.AUDIENCE_COLUMN, "audiences", 1, "columns", columns="actual; targt=Goal"),
    Plant(Fault.AUDIENCE_PAGE, "audiences", 1, "pages", pages="exceptions; metod"),
    Plant(Fault.AUDIENCE_NOTHING, "audiences", 1, "measures", measures="key"),
    Plant(Fault.AUDIENCE_ID, "audiences", 1, "id", id="draft-board"),
    Plant(Fault.AUDIENCE_ID, "audiences", 1, "id", id="board-draft"),
    Plant(Fault.LAYOUT_UNFILLED, "audiences", 1, "layout", layout="golden thread"),
    Plant(Fault.LAYOUT_UNFILLED, "settings", 3, "value", key="layout", value="results"),
    Plant(Fault.UNKNOWN_GROUP, "measures", 1, "comparison_group", comparison_group="famliy"),
    Plant(Fault.CIRCLE, "objectives", 1, "parent", parent="prompt"),
    Plant(Fault.CIRCLE, "objectives", 1, "parent", parent="homes"),
    Plant(Fault.CIRCLE, "partners", 1, "successor", successor="north", to="2025-26"),
    Plant(Fault.WRONG_ORDER, "partners", 1, "to", **{"from": "2026-27 Q1", "to": "2025-26 Q4"}),
    Plant(Fault.SUCCESSOR_WITHOUT_END, "areas", 1, "successor", successor="vale"),
    Plant(Fault.NO_OBJECTIVE, "perspectives", 3, "id", id="money", name="Money"),
    Plant(Fault.NO_MEASURE, "objectives", 3, "id", id="idle", name="Idle", perspective="process"),
    Plant(Fault.NO_TARGET, "measures", 7, "id", **a_measure("watched")),
    Plant(Fault.TOO_MANY_KEY, "measures", 1, "key", key="yes"),
    Plant(Fault.NO_PARTNERS, "measures", 2, "partners", partners="kind:councils"),
    Plant(Fault.LEAD_NOT_PARTNER, "measures", 2, "lead", lead="police"),
    Plant(Fault.LEAD_NOT_PARTNER, "measures", 6, "lead", lead=None),
    Plant(Fault.PAIR_WITHOUT_PARTNER, "measures", 1, "by_area", by_area="north=hill; police=vale"),
    Plant(Fault.PARTNER_WITHOUT_AREA, "measures", 2, "by_area", by_area="north=hill"),
    Plant(Fault.BAD_POOLING, "measures", 1, "pooling", pooling="summ"),
    Plant(Fault.BAD_POOLING, "measures", 3, "pooling", pooling="weights north=half; south=half"),
    Plant(Fault.POOLING_UNSUITED, "measures", 1, "pooling", pooling="ratio"),
    Plant(Fault.POOLING_UNSUITED, "measures", 2, "pooling", pooling="sum"),
    Plant(Fault.WEIGHTS_SUM, "measures", 3, "pooling", pooling="weights north=50; south=30; police=30"),
    Plant(Fault.WEIGHTS_PARTNERS, "measures", 3, "pooling", pooling="weights north=50; south=30; polise=20"),
    Plant(Fault.WEIGHTS_PARTNERS, "measures", 3, "pooling", pooling="weights north=50; south=50"),
    Plant(Fault.WEIGHTS_PARTNERS, "measures", 3, "pooling", pooling=None),
    Plant(Fault.POLARITY_UNSUITED, "measures", 5, "polarity", polarity="nearest"),
    Plant(Fault.YEARLY_CUMULATIVE, "measures", 3, "accumulate", accumulate="cumulative", frequency="annual"),
    Plant(Fault.MULTIPLIER, "measures", 2, "multiplier", multiplier=1),
    Plant(Fault.MULTIPLIER, "measures", 1, "multiplier", multiplier=1000),
    Plant(Fault.WRONG_ORDER, "measures", 1, "last_period", first_period="2026-27 Q3", last_period="2026-27 Q1"),
    Plant(Fault.TARGET_TWICE, "targets", 7, "period", **a_target("helped", 96)),
    Plant(Fault.NOTHING_EXPECTED, "targets", 3, "target", target=None),
    Plant(Fault.RANGE_WITHOUT_BOUNDS, "targets", 4, "low", low=None, high=None, target=20),
    Plant(Fault.LOW_ABOVE_HIGH, "targets", 4, "low", low=25),
    Plant(Fault.BOUNDS_UNUSED, "targets", 2, "high", high=99),
    Plant(Fault.STANDARD_WRONG_SIDE, "targets", 2, "standard", standard=96),
    Plant(Fault.STANDARD_WRONG_SIDE, "targets", 1, "standard", standard=1000),
    Plant(Fault.STANDARD_UNSUITED, "targets", 4, "standard", standard=30),
    Plant(Fault.STANDARD_UNSUITED, "targets", 5, "standard", standard=50),
    Plant(Fault.PROFILE_SUM, "targets", 1, "profile", profile="25;25;25;30"),
    Plant(Fault.PROFILE_LENGTH, "targets", 1, "profile", profile="0.5;0.5"),
    Plant(Fault.PROFILE_UNUSED, "targets", 2, "profile", profile="25;25;25;25"),
    Plant(Fault.SHARE_OUT_OF_BOUNDS, "targets", 5, "target", target=101),
    Plant(Fault.MILESTONE_NOT_DATE, "targets", 6, "target", target=3),
    Plant(Fault.DATE_NOT_MILESTONE, "targets", 1, "target", target=date(2026, 12, 31)),
    Plant(Fault.BASIS_AND_PERIOD, "targets", 2, "period", period="2026-27 Q3"),
    Plant(Fault.BASIS_AND_PERIOD, "targets", 3, "period", period="2026-27 M05", basis="period"),
    Plant(Fault.TARGET_OF_NOBODY, "targets", 2, "partner", partner="police"),
    Plant(Fault.TARGET_OF_NOBODY, "targets", 2, "area", area="hill"),
    Plant(Fault.WRONG_ORDER, "targets", 1, "baseline_period", baseline_period="2027-28"),
    Plant(Fault.PERCENT_AS_SHARE, "targets", 2, "target", target=0.95, standard=None),
    Plant(Fault.YEAR_AS_PERIOD, "targets", 2, "basis", basis="period"),
    Plant(Fault.STRETCH_UNUSED, "targets", 4, "stretch", stretch=2),
    Plant(Fault.HALF_WIDTH_UNUSED, "targets", 4, "green_half_width", green_half_width=2),
    Plant(Fault.TOLERANCE_TWICE, "tolerances", 4, "rule", measure="helped", rule="strict", **AGREED),
    Plant(Fault.N_MISSING, "tolerances", 2, "n", n=None),
    Plant(Fault.AMOUNT_MISSING, "tolerances", 1, "amount", amount=None),
    Plant(Fault.AMOUNT_MISSING, "tolerances", 4, "amount", measure="kind:money", rule="overrun", **AGREED),
    Plant(Fault.AMOUNT_MISSING, "tolerances", 4, "amount", measure="helped", rule="decline %", **AGREED),
    Plant(Fault.AMOUNT_UNUSED, "tolerances", 1, "amount", rule="strict", amount=2),
    Plant(Fault.AMOUNT_UNUSED, "tolerances", 1, "amount", rule="10%", amount=5),
    Plant(Fault.PERCENT_OF_ZERO, "targets", 1, "target", target=0),
    Plant(Fault.BAND_TOO_NARROW, "tolerances", 1, "amount", amount=0.05),
    Plant(Fault.NOT_AGREED, "tolerances", 3, "agreed_by", agreed_by=None, agreed_on=None),
    Plant(Fault.NOT_AGREED, "tolerances", 3, "agreed_on", agreed_on=None),
    Plant(Fault.BAND_UNSUITED, "tolerances", 4, "rule", measure="signed", rule="band", amount=5, **AGREED),
    Plant(Fault.NOTHING_TO_COMPARE, "tolerances", 4, "rule", measure="helped", rule="relative", **AGREED),
]


def test_a_good_framework_has_no_findings() -> None:
    """A framework with nothing wrong gives no finding, and a framework."""
    framework, findings = read_rows(good())
    assert [str(finding) for finding in findings] == []
    assert framework is not None


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_one_fault_is_one_finding_at_its_own_cell(plant: Plant) -> None:
    """A fault planted alone gives exactly one finding, with its code, its severity, its file, sheet and cell."""
    rows = good()
    if plant.fault is Fault.TOO_MANY_KEY:
        rows["settings"].append({"key": "executive_limit", "value": 1})
        rows["measures"][1]["key"] = "yes"
    plant.into(rows)
    framework, findings = read_rows(rows)
    assert len(findings) == 1, [str(finding) for finding in findings]
    (finding,) = findings
    cell = place("measures", 2, "key") if plant.fault is Fault.TOO_MANY_KEY else plant.cell
    assert (finding.code, finding.file, finding.sheet, finding.cell) == (plant.fault.code, FILE, plant.sheet, cell)
    assert finding.severity is plant.fault.severity
    assert (framework is None) == (finding.severity is Severity.ERROR)


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_messages_are_whole_sentences_that_ask_for_something(plant: Plant) -> None:
    """Each finding is a fact and a request, whole sentences, and never says "invalid"."""
    rows = good()
    plant.into(rows)
    for finding in found_in(rows):
        assert finding.says.endswith(".")
        assert finding.ask.endswith(".")
        assert "invalid" not in str(finding).lower()
        assert ".." not in finding.says


TWENTY = [
    Plant(Fault.DUPLICATE_ID, "partners", 4, "id", id="south", name="Another South"),
    Plant(Fault.UNKNOWN_REFERENCE, "measures", 2, "partners", partners="north; west"),
    Plant(Fault.UNKNOWN_REFERENCE, "targets", 7, "measure", **a_target("robbery", 5)),
    Plant(Fault.UNKNOWN_RULE, "tolerances", 4, "rule", measure="signed", rule="whenever", **AGREED),
    Plant(Fault.WEIGHTS_SUM, "measures", 3, "pooling", pooling="weights north=50; south=30; police=30"),
    Plant(Fault.CIRCLE, "objectives", 1, "parent", parent="prompt"),
    Plant(Fault.BLANK, "measures", 5, "data_owner", data_owner=None),
    Plant(Fault.BLANK, "measures", 6, "performance_owner", performance_owner=None),
    Plant(Fault.NO_PERIOD, "targets", 6, "period", period="before long"),
    Plant(Fault.PERCENT_OF_ZERO, "targets", 1, "target", target=0),
    Plant(Fault.BAD_ID, "areas", 3, "id", id="The Dale", name="Dale"),
    Plant(Fault.BAD_CHOICE, "measures", 4, "polarity", polarity="sideways"),
    Plant(Fault.STANDARD_WRONG_SIDE, "targets", 2, "standard", standard=96),
    Plant(
        Fault.PROFILE_LENGTH, "targets", 8, "profile", **a_target("burglary", 900, period="2027-28", profile="50;50")
    ),
    Plant(Fault.SHARE_OUT_OF_BOUNDS, "targets", 5, "target", target=250),
    Plant(Fault.N_MISSING, "tolerances", 2, "n", n=None),
    Plant(Fault.AMOUNT_MISSING, "tolerances", 5, "amount", measure="kind:money", rule="overrun", **AGREED),
    Plant(Fault.NAME_TWICE, "partners", 3, "aliases", aliases="nc"),
    Plant(Fault.OUT_OF_BOUNDS, "measures", 1, "decimals", decimals=9),
    Plant(Fault.WRONG_ORDER, "areas", 1, "to", **{"from": "2026-27 Q1", "to": "2025-26 Q4"}),
    Plant(Fault.NO_DATE, "tolerances", 3, "agreed_on", agreed_on="last spring"),
    Plant(Fault.NO_NUMBER, "targets", 3, "target", target="many"),
]


def save(rows: Rows, path: Path) -> Path:
    """Rows as a workbook that somebody else's program wrote."""
    book = Workbook()
    for n, sheet in enumerate(SHEETS):
        page = book.active if n == 0 else book.create_sheet()
        assert page is not None
        page.title = sheet.name
        for col, name in enumerate(sheet.by_name, 1):
            page.cell(1, col, name)
            for row, values in enumerate(rows.get(sheet.name, []), 2):
                page.cell(row, col, values.get(name))
    book.save(path)
    return path


def test_twenty_faults_and_more_in_one_workbook_are_all_found_in_one_run(tmp_path: Path) -> None:
    """Every fault of a workbook is found at once, each at its own cell, and no fault is told twice."""
    rows = good()
    for plant in TWENTY:
        plant.into(rows)
    framework, findings = read_framework(save(rows, tmp_path / FILE))
    assert framework is None
    assert sorted((f.code, f.sheet, f.cell) for f in findings) == sorted(
        (plant.fault.code, plant.sheet, plant.cell) for plant in TWENTY
    )


def test_findings_come_in_the_order_in_which_the_workbook_is_read(tmp_path: Path) -> None:
    """Findings are sorted by sheet, then row, then column."""
    rows = good()
    for plant in TWENTY:
        plant.into(rows)
    found = [(list(BY_NAME).index(f.sheet), f.cell) for f in found_in(rows)]
    assert [sheet for sheet, _ in found] == sorted(sheet for sheet, _ in found)


@pytest.mark.parametrize("sheet", ["partners", "perspectives", "objectives", "measures"])
def test_an_empty_sheet_is_one_finding_and_not_one_for_each_reference_to_it(sheet: str) -> None:
    """What refers to a sheet without rows is not reported as well; every finding is of the empty sheets themselves."""
    rows = good()
    rows[sheet] = []
    errors = [finding for finding in found_in(rows) if finding.severity is Severity.ERROR]
    assert [(finding.code, finding.sheet) for finding in errors] == [(Fault.EMPTY_SHEET.code, sheet)]
    assert f"Type at least one row in {sheet}." in errors[0].ask


def test_a_partner_that_is_asked_nothing_is_noted() -> None:
    """A partner that returns no measure is named, as a Note."""
    rows = good()
    for row in rows["measures"]:
        row |= {"partners": "north", "by_area": None, "lead": None, "pooling": "none"}
    found = [(finding.code, finding.cell) for finding in found_in(rows)]
    assert found == [(Fault.ASKED_NOTHING.code, "A3"), (Fault.ASKED_NOTHING.code, "A4")]


def test_suggestions_name_the_nearest_word() -> None:
    """A word nearly right is answered with the right one; an id with the id it could be."""
    cases = [
        (Plant(Fault.BAD_ID, "partners", 1, "id", id="North & Hill"), "type north-hill."),
        (Plant(Fault.UNKNOWN_REFERENCE, "measures", 1, "objective", objective="hoems"), "Type homes"),
        (Plant(Fault.BAD_CHOICE, "measures", 2, "kind", kind="percentge"), "Type percentage"),
        (Plant(Fault.UNKNOWN_RULE, "tolerances", 2, "rule", rule="overun"), "Type overrun"),
        (Plant(Fault.BAD_SCOPE, "tolerances", 2, "measure", measure="prority:high"), "Type priority:high"),
    ]
    for plant, wanted in cases:
        rows = good()
        plant.into(rows)
        assert wanted in found_in(rows)[0].ask


def test_an_amount_that_a_rule_has_itself_is_no_fault() -> None:
    """Ten beside 10%, none or nought beside strict, and any amount beside a rule that uses it say nothing else."""
    for rule, amount in (("10%", 10), ("strict", 0), ("strict", None), ("travel-modified", 5)):
        rows = good()
        Plant(Fault.AMOUNT_UNUSED, "tolerances", 1, "amount", rule=rule, amount=amount).into(rows)
        assert not found_in(rows), rule


def test_what_was_typed_is_said_in_figures_that_people_write() -> None:
    """A million is 1,000,000 and no power of ten, and so many decimals are said as were typed."""
    cases = [
        (
            Plant(Fault.STANDARD_WRONG_SIDE, "targets", 1, "standard", standard=1000000, target=2500000),
            "The standard 1,000,000 lies below the target 2,500,000,",
        ),
        (Plant(Fault.SHARE_OUT_OF_BOUNDS, "targets", 5, "target", target=1000000), "The target is 1,000,000,"),
        (Plant(Fault.OUT_OF_BOUNDS, "measures", 1, "decimals", decimals=1234567), "decimals is 1,234,567."),
        (Plant(Fault.BAND_TOO_NARROW, "tolerances", 1, "amount", amount=0.00005), "is 0.0007 wide"),
    ]
    for plant, wanted in cases:
        rows = good()
        plant.into(rows)
        assert wanted in found_in(rows)[0].says


def test_codes_are_never_used_twice() -> None:
    """Each kind of fault has a code of its own in the FRM family."""
    codes = [fault.code for fault in Fault]
    assert len(set(codes)) == len(codes) == len(Fault.__members__)
    assert all(code.startswith("FRM") and len(code) == 6 for code in codes)


def test_every_fault_is_planted_somewhere() -> None:
    """Every code can be produced: those the table leaves out are planted by name in these tests."""
    elsewhere = {
        Fault.NO_FILE,
        Fault.NO_SHEET,
        Fault.NO_COLUMN,
        Fault.UNKNOWN_COLUMN,
        Fault.EMPTY_SHEET,
        Fault.COLUMN_TWICE,
        Fault.SHEET_ABSENT,
        Fault.CELL_ERROR,
        Fault.ASKED_NOTHING,
        Fault.OUTSIDE_LIFE,
        Fault.TARGET_OF_CONTEXT,
        Fault.AUDIENCE_TOO_MUCH,
        Fault.FORECAST_TWICE,
        Fault.FORECAST_NOT_OF_YEAR,
        Fault.FORECAST_UNSUITED,
        Fault.FORECAST_OF_NOBODY,
        Fault.EXIT_TWICE,
        Fault.EXIT_OF_NOBODY,
        Fault.LAYOUT_LACKS,
        Fault.LAYOUT_HEADINGS,
        Fault.LAYOUT_NO_FIGURES,
        Fault.LAYOUT_NOBODY,
        Fault.LAYOUT_PERIOD,
        Fault.LAYOUT_TEXT,
        Fault.LAYOUT_ADDS,
        Fault.LAYOUT_TWICE,
        Fault.LAYOUT_MARK,
        Fault.TEST_TWICE,
        Fault.TEST_OF_NOTHING,
        Fault.TEST_OF_WHOLE,
        Fault.DATE_TWICE,
        Fault.EXIT_TWICE,
        Fault.EXIT_OF_NOBODY,
    }
    assert {plant.fault for plant in PLANTS} | elsewhere == set(Fault)


@pytest.mark.parametrize(
    ("life", "period", "basis", "fault"),
    [
        ({"first_period": "2027-28 Q1"}, "2026-27", "year", True),
        ({"first_period": "2026-27 Q4"}, "2026-27", "year", False),
        ({"last_period": "2025-26 Q4"}, "2026-27", "year", True),
        ({"last_period": "2025-26 Q4"}, "2026-27 Q4", "point", False),
    ],
)
def test_a_target_outside_the_life_of_its_measure_is_queried(
    life: dict[str, str], period: str, basis: str, fault: bool
) -> None:
    """A target for periods in which nothing is reported is queried; a point still to be reached is not."""
    rows = good()
    rows["measures"][1] |= life
    rows["targets"][1] |= {"period": period, "basis": basis}
    assert [f.code for f in found_in(rows)] == ([Fault.OUTSIDE_LIFE.code] if fault else [])


def test_a_context_measure_with_a_target_is_queried() -> None:
    """Polarity none means no rating, so a target there is queried, and a missing one is not even noted."""
    rows = good()
    rows["measures"][2]["polarity"] = "none"
    assert [f.code for f in found_in(rows)] == [Fault.TARGET_OF_CONTEXT.code]
    del rows["targets"][2]
    assert found_in(rows) == ()


@pytest.mark.parametrize(
    ("tolerance", "target", "fault"),
    [
        ({"rule": "5%"}, 0, True),
        ({"rule": "travel-modified"}, 0, True),
        ({"rule": "band", "amount": 3}, 0, True),
        ({"rule": "band", "amount": 3, "unit": "points"}, 0, False),
        ({"rule": "points"}, 0, False),
        ({"rule": "strict"}, 0, False),
        ({"rule": "5%"}, 20, False),
    ],
)
def test_a_percentage_of_nought_is_no_band(tolerance: dict[str, object], target: float, fault: bool) -> None:
    """A tolerance in percent has no width at a target of 0, typed, by name, or the default of its kind."""
    rows = good()
    rows["targets"][0]["target"] = target
    rows["tolerances"][0] = {"measure": "burglary", **tolerance, **AGREED}
    assert [f.code for f in found_in(rows)] == ([Fault.PERCENT_OF_ZERO.code] if fault else [])


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ({"measure": "burglery"}, "Type burglary, add it to measures, or delete this row."),
        ({"measure": "burglary-at-night"}, "Add it to measures, correct the id, or delete this row."),
        ({"area": "hil"}, "Type hill, add it to areas, or delete this row."),
    ],
)
def test_an_id_that_is_not_known_is_held_to_be_one_that_it_may_be_and_its_row_may_go(
    target: dict[str, str], asked: str
) -> None:
    """A slip of the pen is told what was meant; an id that only shares letters with another is not taken for it."""
    rows = good()
    rows["targets"].append(a_target("burglary", 5) | target)
    assert asked in [one.ask for one in found_in(rows)]


def test_of_a_cell_among_others_its_row_is_not_to_go() -> None:
    """A measure whose objective is not known is still a measure."""
    rows = good()
    rows["measures"][1]["objective"] = "hoems"
    assert [one.ask for one in found_in(rows)] == ["Type homes, or add it to objectives."]


def test_the_default_band_of_the_settings_is_checked_against_a_target_of_nought() -> None:
    """The setting default_band counts where no tolerance speaks of the measure, and the message names it."""
    rows = good()
    rows["settings"].append({"key": "default_band", "value": "10%"})
    rows["tolerances"][0]["measure"] = "kind:money"
    rows["targets"][0]["target"] = 0
    (finding,) = found_in(rows)
    assert finding.code == Fault.PERCENT_OF_ZERO.code
    assert "default_band" in finding.says


def test_review_of_a_framework_finds_what_reading_it_found() -> None:
    """A framework that was built without a workbook is reviewed by the same checks."""
    rows = good()
    rows["perspectives"].append({"id": "money", "name": "Money"})
    rows["tolerances"][2]["agreed_by"] = None
    framework, findings = read_rows(rows)
    assert framework is not None
    again = review(framework)
    assert sorted((f.code, f.sheet) for f in again) == sorted((f.code, f.sheet) for f in findings)
    assert {f.code for f in again} == {Fault.NO_OBJECTIVE.code, Fault.NOT_AGREED.code}


def test_a_malformed_id_hides_no_other_fault() -> None:
    """A reference that cannot be the malformed id is still unknown, and is said so in the same run."""
    rows = good()
    Plant(Fault.BAD_ID, "areas", 3, "id", id="The Dale!", name="Dale").into(rows)
    Plant(Fault.TARGET_OF_NOBODY, "targets", 2, "area", area="quarry").into(rows)
    assert Fault.BAD_ID.code in {finding.code for finding in found_in(rows)}
    assert {place("areas", 3, "id"), place("targets", 2, "area")} <= {finding.cell for finding in found_in(rows)}


@pytest.mark.parametrize(("target", "partner", "asked"), [(1, "", True), (0.9, "", True), (100, "", False)])
def test_the_target_of_a_yes_or_no_is_a_percentage_of_partners(target: float, partner: str, asked: bool) -> None:
    """1 would be Green as soon as one in a hundred says yes; who means all of them is told what to type."""
    rows = good()
    measure = {**rows["measures"][0], "id": "signed", "name": "Signed", "kind": "yes/no"}
    rows["measures"].append({**measure, "accumulate": "stock", "pooling": "share", "unit": "", "multiplier": None})
    agreed = {"agreed_by": "The board", "agreed_on": "2022-03-24"}
    rows["targets"].append({"measure": "signed", "period": "2022-23", "basis": "year", "target": target, **agreed})
    rows["targets"][-1] |= {"purpose": "manage", "partner": partner}
    said = [one.ask for one in found_in(rows) if one.code == "FRM076"]
    assert said == (["Type 100 if all of them are to say yes."] if asked else [])

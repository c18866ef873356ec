"""What few frameworks hold, and none must stumble over: each is read, rolled on or argued about as it should be."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pmxl.framework.asked import is_due
from pmxl.framework.asked import periods_asked
from pmxl.framework.expected import expected
from pmxl.framework.faults import Fault
from pmxl.framework.models import Partner
from pmxl.framework.models_forecasts import Forecast
from pmxl.framework.monthly import monthly
from pmxl.framework.next_year import next_year
from pmxl.framework.workbook import places_in
from pmxl.framework.workbook import read_framework
from pmxl.framework.workbook import read_rows
from pmxl.framework.year_end import agreed_shares
from pmxl.periods import Period
from pmxl.periods import month_index
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.test_judged import sound
from tests.test_layout_sheet import LAYOUT
from tests.test_layout_sheet import with_layouts
from tests.test_review import AGREED
from tests.test_review import Rows
from tests.test_review import a_target
from tests.test_review import good
from tests.test_review import save

LAST = Period(month_index(2022, 4), 12)
YEAR = LAST.step(1)
Q1, Q2, Q3, Q4 = LAST.parts(3)


def told(rows: Rows) -> list[tuple[str, str, str]]:
    """Code, sheet and request of all that is found in rows."""
    return [(one.code, one.sheet, one.says) for one in read_rows(rows)[1]]


def codes(rows: Rows) -> list[str]:
    """The codes of all that is found."""
    return [code for code, _, _ in told(rows)]


def with_row(sheet: str, row: dict[str, Any]) -> Rows:
    """A good framework with one more row."""
    rows = good()
    rows[sheet].append(row)
    return rows


def changed(sheet: str, row: int, **cells: object) -> Rows:
    """A good framework with cells of one row changed."""
    rows = good()
    rows[sheet][row].update(cells)
    return rows


# Faults


def test_a_measure_of_an_unknown_objective_is_one_fault_and_can_still_be_chosen_by_its_owner() -> None:
    """The audience that is chosen by owner finds the measure all the same."""
    rows = changed("measures", 0, objective="hoems")
    rows["audiences"][0]["measures"] = "owner:director"
    assert codes(rows) == [Fault.UNKNOWN_REFERENCE.code]


@pytest.mark.parametrize("between", [", ", " and ", "/", " & "])
def test_ids_joined_otherwise_than_by_a_semicolon_are_all_suggested(between: str) -> None:
    """Not the first of them alone: the others would be lost with it."""
    ids = [row["id"] for row in good()["partners"]][:2]
    (found,) = read_rows(changed("measures", 0, partners=between.join(ids)))[1]
    assert (found.code, found.ask) == (
        Fault.UNKNOWN_REFERENCE.code,
        f"Type {'; '.join(ids)}, or add it to partners.",
    )


def test_a_matrix_of_one_partner_is_argued_about() -> None:
    """Its one column would say nothing; with two partners the layout stands."""
    rows = sound()
    rows["audiences"][0]["layout"] = "matrix"
    assert codes(rows) == []
    del rows["partners"][1]
    assert [(code, says) for code, _, says in told(rows)] == [
        (Fault.LAYOUT_UNFILLED.code, "layout is matrix, and there is one partner: the matrix would have one column.")
    ]


def test_perspectives_that_are_criteria_fill_the_layout_of_the_nine() -> None:
    """Named after them nothing is argued; else those that are none are named."""
    rows = sound()
    rows["audiences"][0]["layout"] = "efqm"
    assert codes(rows) == []
    rows["perspectives"] = [{"id": "outcomes", "name": "Outcomes"}, {"id": "place", "name": "Our place"}]
    rows["objectives"][1]["perspective"] = "place"
    [(code, _, says)] = told(rows)
    assert code == Fault.LAYOUT_UNFILLED.code
    assert "“Our place” is none of the nine criteria" in says


def test_an_objective_that_others_serve_needs_no_measure_of_its_own() -> None:
    """An umbrella is measured by what stands under it; alone it is named."""
    rows = with_row("objectives", {"id": "umbrella", "name": "Umbrella", "perspective": "outcomes"})
    assert codes(rows) == [Fault.NO_MEASURE.code]
    rows["objectives"][0]["parent"] = "umbrella"
    assert codes(rows) == []


def test_a_target_for_a_partner_in_an_area_of_another_is_of_nobody() -> None:
    """Partner and area both return the measure, and not together."""
    rows = changed("measures", 0, partners="north; police", by_area="north=hill; police=vale")
    rows["targets"].append(a_target("burglary", 90, partner="north", area="vale"))
    assert [(code, sheet) for code, sheet, _ in told(rows)] == [(Fault.TARGET_OF_NOBODY.code, "targets")]


def test_the_band_of_a_milestone_is_in_days() -> None:
    """A percentage of a day is no band; an amount alone is so many days."""
    row = {"measure": "opened", "rule": "band", "amount": 5, "unit": "percent", **AGREED}
    assert codes(with_row("tolerances", row)) == [Fault.BAND_UNSUITED.code]
    assert codes(with_row("tolerances", row | {"unit": None})) == []


def test_months_of_a_layout_add_up_for_counts_and_not_for_answers() -> None:
    """A count of three months is the quarter's; three answers are no answer."""
    assert codes(with_layouts(LAYOUT | {"every": "month"})) == []
    answers = LAYOUT | {"measure": "signed", "every": "month", "partner": "north", "area_column": None}
    found = with_layouts(answers)
    assert Fault.LAYOUT_ADDS.code in codes(found)
    assert "The figures of signed for a month do not add up to those of a quarter." in [
        says for _, _, says in told(found)
    ]


def test_an_id_in_capitals_is_told_once_and_not_for_each_that_refers_to_it() -> None:
    """What was meant is known, so the measure that names the partner has no fault."""
    rows = changed("partners", 0, id="North")
    rows["measures"][1]["partners"] = "north; south"
    assert codes(rows) == [Fault.BAD_ID.code]


def test_what_refers_to_an_id_as_it_was_mistyped_has_no_fault_of_its_own() -> None:
    """An id with a sign that none may have is one fault, also where it is used as it stands."""
    rows = changed("partners", 0, id="north!")
    rows["measures"][1]["partners"] = "north!; south"
    rows["measures"][2]["pooling"] = "weights north!=50; south=30; police=20"
    rows["measures"][5]["lead"] = rows["measures"][5]["partners"] = "north!"
    rows["measures"][5]["pooling"] = "lead"
    found = codes(rows)
    assert found[0] == Fault.BAD_ID.code
    assert Fault.UNKNOWN_REFERENCE.code not in found


def test_an_id_that_cannot_be_read_is_not_said_to_stand_twice_too() -> None:
    """`North` beside `north` is one fault, that of its capital."""
    assert codes(with_row("partners", {"id": "North", "name": "Third Council"})) == [Fault.BAD_ID.code]


def test_two_rows_of_a_layout_for_a_measure_nobody_knows_are_each_one_fault() -> None:
    """What is to be corrected is the id; whether they are the same is seen then."""
    rows = with_layouts({**LAYOUT, "measure": "burglry"}, {**LAYOUT, "measure": "burglry"})
    assert set(codes(rows)) == {Fault.UNKNOWN_REFERENCE.code}


def test_a_sheet_that_may_be_left_out_is_asked_for_by_its_name(tmp_path: Path) -> None:
    """One whose name is much like it is not read unseen."""
    path = save(good(), tmp_path / "framework.xlsx")
    book = load_workbook(path)
    book.create_sheet("layuots")
    book.save(path)
    _, found = read_framework(path)
    assert "The sheet “layuots” is not read; a sheet named layouts would be." in [one.says for one in found]


def test_a_day_long_ago_is_not_meant() -> None:
    """A small number shown as a date, or a slip of the keys, is no day on which anything was agreed."""
    rows = changed("tolerances", 0, agreed_on=date(1900, 2, 10))
    assert [(code, says) for code, _, says in told(rows)] == [
        (Fault.NO_DATE.code, "agreed_on is 10 February 1900, too long ago to be meant.")
    ]


def test_every_area_is_asked_for_where_there_is_none() -> None:
    """The cell is named, and where to type the areas."""
    rows = changed("measures", 0, by_area="all")
    rows["areas"] = []
    assert [(code, says) for code, _, says in told(rows)] == [
        (Fault.UNKNOWN_REFERENCE.code, "by_area asks for every area, and there is none.")
    ]


def test_areas_that_cannot_be_read_are_one_fault(tmp_path: Path) -> None:
    """The heading that is missing is named, and not each measure that is asked for by area."""
    path = save(good(), tmp_path / "framework.xlsx")
    book = load_workbook(path)
    book["areas"]["A1"] = "what we call it"
    book.save(path)
    assert [one.code for one in read_framework(path)[1] if one.severity == "Error"] == [Fault.NO_COLUMN.code]


@pytest.mark.parametrize(
    ("settings", "code", "says"),
    [
        ([{"key": "year_starts", "value": "April"}], Fault.BLANK, "The setting name is blank."),
        ([{"key": "name", "value": "V" * 300}], Fault.TOO_LONG, ""),
        (
            [{"key": "name", "value": "Riverside"}, {"key": "year_starts", "value": "April; May"}],
            Fault.BAD_CHOICE,
            "year_starts names 2 months.",
        ),
    ],
)
def test_settings_that_must_be_given_are_told_once(settings: list[dict[str, str]], code: Fault, says: str) -> None:
    """A name that is missing is asked for, one that is wrong is not asked for again, and a year starts in one month."""
    (found,) = told(good() | {"settings": settings})
    assert found[0] == code.code
    assert says in found[2]


def test_yes_as_excel_keeps_it_and_a_period_as_a_day() -> None:
    """TRUE in a cell is yes; a month that Excel has made a date of begins that month."""
    rows = changed("measures", 0, key=True, frequency="month", rebase=date(2026, 5, 1))
    rows["targets"][0]["profile"] = None
    found, findings = read_rows(rows)
    assert found is not None, [str(one) for one in findings]
    assert found.measure("burglary").key
    assert [period.label for period in found.measure("burglary").rebase] == ["2026-27 M02"]
    assert found.area("hill").name == "Hill"


def test_a_workbook_that_cannot_be_read_has_no_places(tmp_path: Path) -> None:
    """Where its columns stand is not known, and nothing is raised."""
    assert places_in(tmp_path / "framework.xlsx") == {}


# What is expected


def test_of_a_level_the_last_month_counts_for_the_quarter() -> None:
    """Monthly targets of a stock: the quarter's is that of its last month, and none where a month has none."""
    months = [target("m1", month, target=90.0 - n) for n, month in enumerate(Q3.parts(1))]
    stock = measure("m1", frequency="month", accumulate="stock", kind="mean", pooling="none")
    assert expected(framework(stock, targets=tuple(months)), stock, Q3).target == 88
    assert not expected(framework(stock, targets=tuple(months[:2])), stock, Q3).has_target


def test_what_is_monthly_already_stays_as_it_is() -> None:
    """The hot-house asks for months; a measure that comes by the month needs nothing changed."""
    by_month, by_quarter = measure("m1", frequency="month"), measure("m2")
    frame = framework(by_month, by_quarter)
    assert monthly(frame, {"m1"}) is frame
    assert [one.frequency for one in monthly(frame, {"m2"}).measures] == ["month", "month"]


def test_a_total_is_spread_as_the_targets_of_its_quarters_say() -> None:
    """Each quarter's share of the year; none where a quarter's target is nought, or where nothing is agreed."""
    count, level = measure("m1"), measure("m1", kind="mean", accumulate="stock", pooling="none")
    rows = tuple(
        target("m1", quarter, target=share) for quarter, share in zip(LAST.parts(3), (10, 20, 30, 40), strict=True)
    )
    assert agreed_shares(framework(count, targets=rows), count, (Q1, Q2, Q3, Q4)) == pytest.approx((0.1, 0.2, 0.3, 0.4))
    nought = (target("m1", Q1, target=0), *rows[1:])
    assert agreed_shares(framework(count, targets=nought), count, (Q1, Q2, Q3, Q4)) == ()
    assert agreed_shares(framework(level, targets=rows), level, (Q1, Q2, Q3, Q4)) == ()
    assert agreed_shares(framework(count), count, (Q1, Q2, Q3, Q4)) == ()


# The next year


@pytest.mark.parametrize(
    ("row", "changes", "said"),
    [
        (
            target("m1", Q3, "point", target=44926.0),
            {"kind": "milestone", "accumulate": "stock", "pooling": "lead", "lead": "ash"},
            "Its day was 31 December 2022: it stays owed until it is done. Agree another day if there is to be one.",
        ),
        (
            target("m1", LAST, "year", low=10.0, high=20.0),
            {"polarity": "range", "accumulate": "stock", "kind": "mean", "pooling": "none"},
            "Agree the target for 2023-24; for 2022-23 it was at least 10 cases and at most 20 cases.",
        ),
        (
            target("m1", LAST, "year", standard=5.0),
            {},
            "Agree the target for 2023-24; for 2022-23 it was a standard of 5 cases.",
        ),
    ],
)
def test_what_was_agreed_is_told_in_its_own_words(row: Any, changes: dict[str, Any], said: str) -> None:
    """A milestone by its day, a range by its ends, a standard as such."""
    frame = framework(measure("m1", partners=("ash",), unit="cases", **changes), targets=(row,))
    assert said in [decision.says for decision in next_year(frame, YEAR).decisions]


def test_a_lead_that_leaves_and_a_forecast_that_ran_out_have_to_be_decided() -> None:
    """Another lead is to be named, and the manager asked again; with both there nothing is said."""
    given = {"measure": "m1", "forecast": 40, "reason": "More staff", "given_by": "A. Officer"}
    one = measure("m1", partners=("ash",), unit="cases", pooling="lead", lead="ash")
    stays, leaves = Partner(id="ash", name="Ash"), Partner(id="ash", name="Ash", to=Q4, successor="birch")
    birch = Partner(id="birch", name="Birch")
    last, following = Forecast(period=LAST, **given), Forecast(period=YEAR, **given)  # type: ignore[arg-type]
    frame = framework(one, partners=(leaves, birch), forecasts=(last,))
    said = [decision.says for decision in next_year(frame, YEAR).decisions]
    assert "Ash, whose figure stands for all, leaves: name another lead." in said
    assert "The manager's forecast for 2022-23 was 40 cases by A. Officer: ask for one for 2023-24." in said
    settled = framework(one, partners=(stays, birch), forecasts=(last, following))
    assert [decision.says for decision in next_year(settled, YEAR).decisions] == []


# What is asked for


def test_a_measure_asked_for_every_half_year_gives_its_quarters_together() -> None:
    """Nothing in the first quarter of a half; in the second both; by the half and the year as ever; due when asked."""
    one = measure("m1", asked_every="half-year")
    assert periods_asked(one, Q1) == ()
    assert periods_asked(one, Q2) == (Q1, Q2)
    assert periods_asked(one, LAST) == (Q1, Q2, Q3, Q4)
    assert not is_due(one, Q1, Q1)
    assert is_due(one, Q1, Q2)
    begun = measure("m1", asked_every="half-year", first_period=Q2)
    assert periods_asked(begun, Q2) == (Q2,)


def test_a_way_out_for_a_partner_that_returns_the_measure_is_sound() -> None:
    """A partner of the measure may have a way out of its own; another may not."""
    row = {"measure": "burglary", "partner": "police", "exit": "no concern", **AGREED}
    assert codes(good() | {"hothouse": [row]}) == []
    assert codes(good() | {"hothouse": [row | {"partner": "north"}]}) == [Fault.EXIT_OF_NOBODY.code]

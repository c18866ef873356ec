"""What stands where a figure belongs: each form of the fault catalogue, and nothing guessed."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.returns.numbers import read_number
from pmxl.returns.reading import NumberReading
from pmxl.returns.text_numbers import meant_by
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import CellValue
from pmxl.sheets.number_formats import to_date
from pmxl.terms import Kind
from pmxl.terms import Severity
from tests.thorough import cases

COUNT, MONEY, PERCENT, RATIO, MEAN = Kind.COUNT, Kind.MONEY, Kind.PERCENTAGE, Kind.RATIO, Kind.MEAN
YES_NO, MILESTONE = Kind.YES_NO, Kind.MILESTONE
NBSP, THIN, NARROW, ZERO_WIDTH, MINUS = "\u00a0", "\u2009", "\u202f", "\u200b", "\u2212"
DAY = datetime(2022, 9, 30, tzinfo=UTC).replace(tzinfo=None)
SERIAL = 44834.0  # 30 September 2022

TYPES = {bool: CellType.BOOL, float: CellType.NUMBER, int: CellType.NUMBER, str: CellType.TEXT}


def cell(value: CellValue, number_format: str = "General", **more: Any) -> Cell:
    """A cell as a reader would give it."""
    kind = CellType.BLANK if value is None else TYPES.get(type(value), CellType.DATE)
    raw = str(SERIAL if kind is CellType.DATE else value)
    return Cell(8, 4, kind, value, raw, None, number_format, False)._replace(**more)


NUMBERS: list[tuple[CellValue, str, Kind, float]] = [
    (12.0, "General", COUNT, 12.0),
    (12, "General", COUNT, 12.0),
    (0.0, "General", COUNT, 0.0),
    (-3.5, "0.0", MONEY, -3.5),
    (95.0, "General", PERCENT, 95.0),
    (0.95, "0%", PERCENT, 95.0),
    (0.07, "0.00%", PERCENT, 7.0),  # not 7.000000000000001
    (1.05, "0%", PERCENT, 105.0),
    (0.0, "0%", PERCENT, 0.0),
    (10.0, "0%", PERCENT, 1000.0),
    (0.5, '0.0"%"', PERCENT, 0.5),  # a quoted sign multiplies nothing
    (0.95, "General", PERCENT, 0.95),  # nothing earlier to doubt it by
    (0.95, "General", RATIO, 0.95),
    (0.1 + 0.2, "General", COUNT, 0.3),  # 15 significant digits, as Excel keeps it
    (1.005, "General", COUNT, 1.005),
    (999999999999999.4, "General", COUNT, 999999999999999.0),
    (1e15, "General", MONEY, 1e15),
]


@pytest.mark.parametrize(("value", "number_format", "kind", "number"), NUMBERS)
def test_a_number_is_read_in_silence(value: CellValue, number_format: str, kind: Kind, number: float) -> None:
    """In the measure's own unit: a percentage is kept as 95, whatever its cell multiplies by."""
    assert read_number(cell(value, number_format), kind) == NumberReading(number)


TEXT_NUMBERS: list[tuple[str, Kind, float]] = [
    ("12", COUNT, 12.0),
    ("1,234", COUNT, 1234.0),
    ("1,234,567.5", COUNT, 1234567.5),
    ("1 234", COUNT, 1234.0),
    (f"1{NBSP}234", COUNT, 1234.0),
    (f"1{THIN}234{NARROW}567", COUNT, 1234567.0),
    (f" {NBSP}12\t\n", COUNT, 12.0),
    (f"12{ZERO_WIDTH}", COUNT, 12.0),
    ("\ufeff12", COUNT, 12.0),
    ("007", COUNT, 7.0),
    (".5", COUNT, 0.5),
    ("1.234", COUNT, 1.234),
    ("+5", COUNT, 5.0),
    ("-5", COUNT, -5.0),
    (f"{MINUS}12", COUNT, -12.0),
    ("12%", PERCENT, 12.0),
    ("12 %", PERCENT, 12.0),
    (f"12{NBSP}%", PERCENT, 12.0),
    ("95.5", PERCENT, 95.5),
    ("£3,000", MONEY, 3000.0),
    ("£ 3 000.50", MONEY, 3000.5),
    ("-£3,000", MONEY, -3000.0),
    (f"£{MINUS}3,000", MONEY, -3000.0),
    ("3000 £", MONEY, 3000.0),
    ("3000", MONEY, 3000.0),
]


@pytest.mark.parametrize(("text", "kind", "number"), TEXT_NUMBERS)
def test_a_number_typed_as_text_is_read_with_a_note(text: str, kind: Kind, number: float) -> None:
    """NUM001: what was text says so, and keeps its number."""
    reading = read_number(cell(text), kind)
    assert (reading.value, reading.coerced, reading.code, reading.severity) == (number, True, "NUM001", Severity.NOTE)


MARKS: list[tuple[str, dict[str, Any]]] = [
    ("*", {"marker": "Suppressed"}),
    ("c", {"marker": "Withheld"}),
    ("[C]", {"marker": "Withheld"}),
    ("x", {"marker": "No data"}),
    ("[x]", {"marker": "No data"}),
    ("..", {"marker": "No data"}),
    ("-", {"marker": "No data"}),
    ("–", {"marker": "No data"}),
    ("z", {"marker": "Not applicable"}),
    (f" N/A{NBSP}", {"marker": "Not applicable"}),
    ("Not applicable", {"marker": "Not applicable"}),
    ("suppressed", {"marker": "Suppressed"}),
    ("low", {"value": 0.0, "low": True}),
    ("[low]", {"value": 0.0, "low": True}),
    ("Withdrawn", {"withdrawn": True}),
    ("", {"marker": "No data", "blank": True}),
    (f" {NBSP}{ZERO_WIDTH} ", {"marker": "No data", "blank": True}),
]


@pytest.mark.parametrize("kind", [COUNT, PERCENT, YES_NO, MILESTONE])
@pytest.mark.parametrize(("text", "gives"), MARKS)
def test_a_mark_is_a_reason_and_no_number(text: str, gives: dict[str, Any], kind: Kind) -> None:
    """In every kind of measure alike, in silence; only `low` is nought."""
    assert read_number(cell(text), kind) == NumberReading(**gives)


@pytest.mark.parametrize("blank", [None, cell(None), cell("", formula='IF(A1="","",A1)')])
def test_a_blank_gives_nothing(blank: Cell | None) -> None:
    """No cell, an empty cell, or a formula that shows nothing: blank, never nought."""
    assert read_number(blank, COUNT) == NumberReading(marker="No data", blank=True)


@pytest.mark.parametrize("text", ["<5", "< 5", "≤5", "<=5", "fewer than 5", "Less than 5"])
def test_a_bound_is_a_suppressed_figure(text: str) -> None:
    """NUM002 keeps the bound."""
    reading = read_number(cell(text), COUNT)
    assert (reading.value, reading.marker, reading.code, reading.severity) == (
        None,
        "Suppressed",
        "NUM002",
        Severity.NOTE,
    )
    assert ("(5 or fewer)" if text[0] == "≤" or "=" in text else "(below 5)") in reading.says


Case = tuple[Cell, Kind, str, str, str]
NUMBER_ASK = "Type the number alone, or one of the marks n/a, x, *, c and low."
YES_NO_ASK = "Choose Yes or No, or type one of the marks n/a, x, *, c and low."
DAY_ASK = "Type the day, such as 27/01/2023, or not done, or one of the marks n/a, x, *, c and low."
ALONE = "If {} is meant, type it alone and put the rest in Commentary."
COMMA = "whose comma can be a decimal point or badly grouped thousands"
ERRORS: list[Case] = [
    (cell("£3k"), MONEY, "NUM010", "says '£3k', which is not a number",
     "Type it as a plain number in the unit of its row: it is 3000 in single units."),
    (cell("3.2m"), COUNT, "NUM010", "says '3.2m', which is not a number",
     "Type it as a plain number in the unit of its row: it is 3200000 in single units."),
    (cell("-1.1 million"), COUNT, "NUM010", "says '-1.1 million', which is not a number",
     "Type it as a plain number in the unit of its row: it is -1100000 in single units."),
    (cell("(5)"), COUNT, "NUM010", "says '(5)', which is not a number", "If it is below nought, type -5."),
    (cell("5-"), COUNT, "NUM010", "says '5-', which is not a number", "If it is below nought, type -5."),
    (cell("nil"), COUNT, "NUM010", "says 'nil', which is not a number", "If there were none, type 0."),
    (cell("£3,000"), COUNT, "NUM010", "says '£3,000', which is not a number", ALONE.format("3,000")),
    (cell("€3,000"), MONEY, "NUM010", "says '€3,000', which is not a number", ALONE.format("3,000")),
    (cell("3 £ 4"), MONEY, "NUM010", "says '3 £ 4', which is not a number", NUMBER_ASK),
    (cell("24 days"), COUNT, "NUM010", "says '24 days', which is not a number", ALONE.format("24")),
    (cell("5*"), COUNT, "NUM010", "says '5*', which is not a number", ALONE.format("5")),
    (cell("–5"), COUNT, "NUM010", "says '–5', which is not a number", ALONE.format("5")),
    (cell("１２"), COUNT, "NUM010", "says '１２', which is not a number",
     "If 12 is meant, type it in the digits 0 to 9."),
    (cell("١٢"), COUNT, "NUM010", "says '١٢', which is not a number", "If 12 is meant, type it in the digits 0 to 9."),
    (cell("TBC"), COUNT, "NUM010", "says 'TBC', which is not a number", NUMBER_ASK),
    (cell("10-12"), COUNT, "NUM010", "says '10-12', which is not a number", NUMBER_ASK),
    (cell("nan"), COUNT, "NUM010", "says 'nan', which is not a number", NUMBER_ASK),
    (cell("-inf"), COUNT, "NUM010", "says '-inf', which is not a number", NUMBER_ASK),
    (cell("1e5"), COUNT, "NUM010", "says '1e5', which is not a number", NUMBER_ASK),
    (cell("1_000"), COUNT, "NUM010", "says '1_000', which is not a number", NUMBER_ASK),
    (cell("0x10"), COUNT, "NUM010", "says '0x10', which is not a number", NUMBER_ASK),
    (cell("=1+1"), COUNT, "NUM010", "says '=1+1', which is not a number", NUMBER_ASK),
    (cell("a\x07b"), COUNT, "NUM010", "says 'a\\x07b', which is not a number", NUMBER_ASK),
    (cell("5,5"), COUNT, "NUM011", f"says '5,5', {COMMA}",
     "Type 5.5 if that is meant."),
    (cell("1,23"), COUNT, "NUM011", f"says '1,23', {COMMA}",
     "Type 1.23 if that is meant."),
    (cell("1.234,5"), COUNT, "NUM011", f"says '1.234,5', {COMMA}",
     "Type 1234.5 if that is meant."),
    (cell("0,123"), COUNT, "NUM011", f"says '0,123', {COMMA}",
     "Type 0.123 if that is meant."),
    (cell("1234,567"), COUNT, "NUM011",
     f"says '1234,567', {COMMA}",
     "Type 1234.567 if that is meant."),
    (cell("12%"), COUNT, "NUM012", "is 12 %, and a percentage does not belong there",
     "Type the number without a percent sign, in a cell that shows none."),
    (cell(0.12, "0%"), MONEY, "NUM012", "is 12 %, and a percentage does not belong there",
     "Type the number without a percent sign, in a cell that shows none."),
    (cell(True), COUNT, "NUM013", "says TRUE, which is not a number", NUMBER_ASK),
    (cell(DAY, "dd/mm/yyyy"), COUNT, "NUM020", "is 44834.0 shown as 30 September 2022: it can be a number or a date",
     "If it is the number, format its cell as a number; if not, type the number."),
    (cell(time(14, 5), "hh:mm"), COUNT, "NUM020", "is 44834.0 shown as time 14:05: it can be a number or a date",
     "If it is the number, format its cell as a number; if not, type the number."),
    (cell(95.0, "0%"), PERCENT, "NUM031", "is 9500 %, its cell showing 95 as a percentage",
     "If 95 % is meant, type 95%."),
    (cell("#DIV/0!", type=CellType.ERROR), COUNT, "CEL001", "shows #DIV/0!", "Mend its formula, or type the figure."),
    (cell(None, formula="SUM(B2:B9)"), COUNT, "CEL002", "holds the formula =SUM(B2:B9) without a saved value",
     "Open the workbook in Excel and save it, or type the figure."),
    (cell(float("nan")), COUNT, "CEL003", "holds nan, which is no number that Excel knows", NUMBER_ASK),
    (cell(1e300), COUNT, "NUM017", "is 1e+300, which is beyond anything that is counted", NUMBER_ASK),
    (cell(-1.1e15), MONEY, "NUM017", "is -1.1e+15, which is beyond anything that is counted", NUMBER_ASK),
    (cell("9" * 20), COUNT, "NUM017", "is 1e+20, which is beyond anything that is counted", NUMBER_ASK),
    (cell("9" * 400), COUNT, "NUM010", f"says '{'9' * 79}…', which is not a number", NUMBER_ASK),
    (cell(float("inf"), "0%"), PERCENT, "CEL003", "holds inf, which is no number that Excel knows", NUMBER_ASK),
    (cell("perhaps"), YES_NO, "NUM014", "says 'perhaps', which is neither Yes nor No", YES_NO_ASK),
    (cell(2.0), YES_NO, "NUM014", "says '2', which is neither Yes nor No", YES_NO_ASK),
    (cell(DAY), YES_NO, "NUM014", "says '30 September 2022', which is neither Yes nor No", YES_NO_ASK),
    (cell("soon"), MILESTONE, "NUM015", "says 'soon', which is not a date", DAY_ASK),
    (cell("31/02/2022"), MILESTONE, "NUM015", "says '31/02/2022', which is not a date", DAY_ASK),
    (cell(12.0), MILESTONE, "NUM015", "says '12', which is not a date", DAY_ASK),
    (cell(False), MILESTONE, "NUM015", "says 'FALSE', which is not a date", DAY_ASK),
    (cell(time(1, 2)), MILESTONE, "NUM015", "says 'time 01:02', which is not a date", DAY_ASK),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "kind", "code", "fact", "ask"), ERRORS, ids=[f"{e[2]}-{e[0].raw}" for e in ERRORS])
def test_what_is_no_figure_is_an_error(given_: Cell, kind: Kind, code: str, fact: str, ask: str) -> None:
    """No value and no mark; the fact with what stood there, and what to type instead."""
    reading = read_number(given_, kind, part="value of Crime")
    assert (reading.value, reading.marker, reading.coerced, reading.withdrawn) == (None, "", False, False)
    assert (reading.code, reading.severity) == (code, Severity.ERROR)
    assert reading.says == f"Value of Crime {fact}."
    assert reading.ask == ask


@pytest.mark.parametrize(
    ("text", "whole", "ask"),
    [
        ("1,23", True, "Type 123 if that is meant."),
        ("0,123", True, "Type 123 if that is meant."),
        (f"{MINUS}1.234,5", True, "Type -12345 if that is meant."),
        ("12,00", True, "Type 12.00 if that is meant."),
        ("1,23", False, "Type 1.23 if that is meant."),
        ("1,2%", True, "Type 1.2% if that is meant."),
    ],
)
def test_what_is_counted_without_decimals_is_offered_none(text: str, whole: bool, ask: str) -> None:
    """1.23 people cannot be meant, and 12.00 can; of a part of a rate nothing is known."""
    reading = read_number(cell(text), COUNT, part="value of Crime", whole=whole)
    assert (reading.code, reading.ask) == ("NUM011", ask)
    assert ("no decimals" in reading.says) == ("." not in ask[:-1])
    part = read_number(cell("1,23"), PERCENT, part="numerator of Crime", whole=whole)
    assert part.ask == "Type 1.23 if that is meant."


DAYS = {serial: to_date(serial, date1904=False) for serial in (1, 60, 109575)}
HOLDS: list[tuple[Cell, Kind, tuple[float, ...], str, float, str]] = [
    (cell(0.95), PERCENT, (80.0, 99.0), "NUM030", 0.95,
     "is 0.95 where the figure ran from 80 to 99 before: it can be 0.95 or 95"),
    (cell("0.95"), PERCENT, (91.0, 80.0, 99.0), "NUM030", 0.95,
     "is 0.95 where the figure ran from 80 to 99 before: it can be 0.95 or 95"),
    (cell(1.0), PERCENT, (80.0,), "NUM030", 1.0, "is 1 where the figure was 80 before: it can be 1 or 100"),
    (cell(0.95, "0%"), RATIO, (), "NUM030", 0.95, "is 95 %: it can be 0.95 or 95"),
    (cell("95%"), MEAN, (), "NUM030", 0.95, "is 95 %: it can be 0.95 or 95"),
    (cell("09/30/2022"), MILESTONE, (), "NUM016", SERIAL,
     "says '09/30/2022', which is a date only with the month first: 30 September 2022"),
    (cell(SERIAL), MILESTONE, (), "NUM016", SERIAL,
     "is the number 44834: it can be a date that lost its format, 30 September 2022"),
    (cell(DAYS[60], raw="60"), MILESTONE, (), "CEL031", 60.0,
     "says '60', which as a day is 28 February 1900, too far from now to be meant"),
    (cell(DAYS[1], raw="1"), MILESTONE, (), "CEL031", 2.0,
     "says '1', which as a day is 1 January 1900, too far from now to be meant"),
    (cell(DAYS[109575], raw="109575"), MILESTONE, (), "CEL031", 109575.0,
     "says '109575', which as a day is 1 January 2200, too far from now to be meant"),
    (cell("01/02/1900"), MILESTONE, (), "CEL031", 33.0,
     "says '01/02/1900', which as a day is 1 February 1900, too far from now to be meant"),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "kind", "typical", "code", "value", "fact"), HOLDS)
def test_what_can_be_read_two_ways_is_held(
    given_: Cell, kind: Kind, typical: tuple[float, ...], code: str, value: float, fact: str
) -> None:
    """The value as it stands, a Hold that names both readings, and a question."""
    reading = read_number(given_, kind, typical=typical)
    assert (reading.value, reading.code, reading.severity) == (value, code, Severity.HOLD)
    assert reading.coerced == (given_.type is CellType.TEXT)
    assert reading.says == f"Value {fact}."
    assert reading.ask.endswith(".")


@pytest.mark.parametrize(
    ("number", "number_format", "typical", "part"),
    [
        (0.95, "General", (), "value"),  # no history
        (0.95, "General", (0.2, 0.8, 99.0), "value"),  # it is usually so low
        (0.95, "General", (1.5, 1.5, 99.0), "value"),  # on the edge
        (0.0, "General", (80.0, 99.0), "value"),  # nought is nought
        (1.01, "General", (80.0, 99.0), "value"),
        (0.95, "General", (80.0, 99.0), "numerator"),
        (0.95, "General", (float("nan"),), "value"),
    ],
)
def test_a_fraction_is_doubted_only_where_the_history_speaks_against_it(
    number: float, number_format: str, typical: tuple[float, ...], part: str
) -> None:
    """The middle one of the earlier figures above 1.5, and a figure above nought and not above 1."""
    assert read_number(cell(number, number_format), PERCENT, part=part, typical=typical) == NumberReading(number)


AIMED: list[tuple[tuple[float, ...], tuple[float, ...], str]] = [
    ((), (85.0,), "is 0.83 where 85 is aimed at: it can be 0.83 or 83"),
    ((), (0.5, 85.0, 95.0), "is 0.83 where 85 is aimed at: it can be 0.83 or 83"),
    ((0.82,), (85.0,), "is 0.83 where the figure was 0.82 before: it can be 0.83 or 83"),
    ((0.82, 81.0, 84.0), (), "is 0.83 where the figure ran from 0.82 to 84 before: it can be 0.83 or 83"),
    ((), (1.5,), ""),
    ((0.7, 0.8, 0.9), (85.0,), ""),
]


@pytest.mark.parametrize(("typical", "aims", "fact"), AIMED)
def test_a_fraction_is_doubted_by_the_target_too(
    typical: tuple[float, ...], aims: tuple[float, ...], fact: str
) -> None:
    """Where there is no history, or one fraction slipped into it; with its sign a small percentage is taken."""
    reading = read_number(cell(0.83), PERCENT, typical=typical, aims=aims)
    assert (reading.value, reading.says) == (0.83, f"Value {fact}." if fact else "")
    assert reading.ask == ("Type 83, or 0.83% if that is meant." if fact else "")
    assert read_number(cell("0.83%"), PERCENT, typical=typical, aims=aims).severity is Severity.NOTE
    assert read_number(cell(0.0083, "0.00%"), PERCENT, typical=typical, aims=aims) == NumberReading(0.83)


@pytest.mark.parametrize("part", ["numerator", "Denominator of H1"])
def test_the_parts_of_a_percentage_are_plain_numbers(part: str) -> None:
    """A percent sign does not belong to them."""
    assert read_number(cell(46.0), PERCENT, part=part) == NumberReading(46.0)
    for percent in (cell(0.46, "0%"), cell("46%")):
        assert read_number(percent, PERCENT, part=part).code == "NUM012"


YES_WORDS: list[CellValue] = ["Yes", " Y ", "TRUE", "1", 1.0, True]
NO_WORDS: list[CellValue] = ["no", "N", "false", "0", 0.0, False]


@pytest.mark.parametrize(("value", "answer"), [(yes, 1) for yes in YES_WORDS] + [(no, 0) for no in NO_WORDS])
def test_yes_and_no_are_one_and_nought(value: CellValue, answer: float) -> None:
    """As text, as a truth value or as a number, in silence."""
    assert read_number(cell(value), YES_NO) == NumberReading(float(answer))


@pytest.mark.parametrize(
    ("value", "serial", "code"),
    [
        (DAY, SERIAL, ""),
        (DAY.replace(hour=17, minute=30), SERIAL, ""),
        (date(2022, 9, 30), SERIAL, ""),
        ("30/09/2022", SERIAL, "NUM003"),
        ("2022-09-30", SERIAL, "NUM003"),
        ("30 Sept 2022", SERIAL, "NUM003"),
        ("03/04/2022", 44654.0, "NUM003"),  # 3 April: day first
    ],
)
def test_a_milestone_is_a_day(value: CellValue, serial: float, code: str) -> None:
    """As the serial number of the 1900 system; a date typed as text is noted."""
    reading = read_number(cell(value), MILESTONE)
    assert (reading.value, reading.code, reading.coerced) == (serial, code, bool(code))


@pytest.mark.parametrize("text", ["not done", "Not  Done ", "not yet"])
def test_a_milestone_may_be_still_to_come(text: str) -> None:
    """`not done` is its own marker."""
    assert read_number(cell(text), MILESTONE) == NumberReading(marker="not done")


def test_another_currency_is_one_where_the_framework_says_so() -> None:
    """The sign of the framework's currency, and no other."""
    assert read_number(cell("€3,000"), MONEY, currency="€").value == 3000.0
    assert read_number(cell("£3,000"), MONEY, currency="€").code == "NUM010"


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["{}", "{:,}", " {} ", "{:+}"]))
@settings(max_examples=cases(100), deadline=None)
def test_any_plain_number_is_read_as_the_same_number(number: Any, form: str) -> None:
    """Typed as text in any well-formed way it is the number that the cell would have held."""
    text = form.format(number)
    assert read_number(cell(text), COUNT).value == read_number(cell(float(number)), COUNT).value
    percent = read_number(cell(f"{number}%"), PERCENT)
    assert percent.value == (float(f"{float(number):.15g}") if abs(number) <= 1000 else None)


@given(
    st.text(max_size=12) | st.text("0123456789,.-+%£ ()kme<", max_size=8) | st.floats() | st.booleans() | st.dates(),
    st.sampled_from(list(Kind)),
    st.sampled_from(["General", "0%", "d-mmm"]),
    st.sampled_from(["value", "numerator"]),
)
@settings(max_examples=cases(400), deadline=None)
def test_anything_at_all_is_a_figure_a_mark_or_a_finding(given_: Any, kind: Kind, fmt: str, part: str) -> None:
    """Never a traceback, never a figure that is not finite, never an Error with a value or a finding half said."""
    reading = read_number(cell(given_, fmt), kind, part=part, typical=(80.0, 99.0))
    gives = [reading.value is not None, bool(reading.marker), reading.withdrawn, reading.severity is Severity.ERROR]
    assert gives.count(True) == 1
    assert reading.value is None or abs(reading.value) < float("inf")
    assert bool(reading.code) == bool(reading.says) == bool(reading.ask) == (reading.severity is not None)


@given(st.text("0123456789,.- kmbn£%()", min_size=1, max_size=10))
@settings(max_examples=cases(200), deadline=None)
def test_what_we_suggest_can_be_typed(text: str) -> None:
    """Following the request gives a number, without another error."""
    reading = read_number(cell(text), COUNT)
    words = reading.ask.removesuffix(".").replace("type it alone", "").split()
    if reading.severity is not Severity.ERROR or reading.code != "NUM010" or not meant_by(text.strip(), "£"):
        return
    numbers = [word.strip(",.") for word in words if any(ch.isdigit() for ch in word)]
    assert numbers
    assert read_number(cell(numbers[0]), COUNT).value is not None


@pytest.mark.parametrize(
    ("typed", "unit", "ask"),
    [
        ("£92k", "£ thousand", "Type 92, for the unit of its row is £ thousand."),
        ("1.5m", "thousands of pounds", "Type 1500, for the unit of its row is thousands of pounds."),
        ("£92k", "£m", "Type 0.092, for the unit of its row is £m."),
        ("£92k", "£000s", "Type 92, for the unit of its row is £000s."),
        ("92k", "m", "Type it as a plain number in the unit of its row: it is 92000 in single units."),
        ("92k", "people", "Type it as a plain number in the unit of its row: it is 92000 in single units."),
        ("92k", "", "Type it as a plain number in the unit of its row: it is 92000 in single units."),
    ],
)
def test_thousands_are_asked_for_in_the_unit_of_the_row(typed: str, unit: str, ask: str) -> None:
    """What is typed as told is what was meant, and not a thousand times as much."""
    assert read_number(cell(typed), MONEY, unit=unit).ask == ask

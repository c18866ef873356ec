"""Periods as people write them: each form of the rule book, each decided edge, and nothing guessed."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.readings import read_day
from pmxl.readings import read_period
from pmxl.readings.pattern import folded
from pmxl.readings.pattern import folded_all
from tests.thorough import cases

NBSP, THIN, EN, APOSTROPHE = "\u00a0", "\u2009", "\u2013", "\u2019"

SURE: list[tuple[str | float | date, int | None, str]] = [
    # the forms of the rule book
    ("2026/27 Q2", 3, "2026-27 Q2"),
    ("2026-27 Q2", 3, "2026-27 Q2"),
    ("2026-27 Q2", None, "2026-27 Q2"),
    ("Q2 2026-27", 3, "2026-27 Q2"),
    ("Q2 26/27", 3, "2026-27 Q2"),
    ("2026-27 M05", 1, "2026-27 M05"),
    ("2026-27 M05", None, "2026-27 M05"),
    ("H1 2026-27", 6, "2026-27 H1"),
    ("2026-27", 12, "2026-27"),
    ("2026-27", None, "2026-27"),
    ("Jul-Sep 2026", 3, "2026-27 Q2"),
    ("July to September 2026", 3, "2026-27 Q2"),
    ("Sep-26", 3, "2026-27 Q2"),
    ("Sep-26", 1, "2026-27 M06"),
    ("30/09/2026", 3, "2026-27 Q2"),
    ("2026-09-30", 3, "2026-27 Q2"),
    ("2018-19;Q1", 3, "2018-19 Q1"),
    ("Oct 2021-Sep 2022", None, "Oct 2021-Sep 2022"),
    ("Oct 2021-Sep 2022", 12, "Oct 2021-Sep 2022"),
    (date(2026, 9, 30), 3, "2026-27 Q2"),
    (datetime(2026, 9, 30, 14, 5, tzinfo=UTC), 3, "2026-27 Q2"),
    # case, spaces, dashes, separators
    (f"  q2{NBSP}2026{EN}27 ", 3, "2026-27 Q2"),
    (f"JULY{THIN}TO SEPT. 2026", 3, "2026-27 Q2"),
    (f"Jul {EN} Sep 2026", 3, "2026-27 Q2"),
    ("Jul until Sep 2026", 3, "2026-27 Q2"),
    (f"Sep {APOSTROPHE}26", 3, "2026-27 Q2"),
    ("2022-23-q3", 3, "2022-23 Q3"),
    ("2022-23_Q3", 3, "2022-23 Q3"),
    ("2026/2027 Q2", 3, "2026-27 Q2"),
    ("FY2026-27 Q2", 3, "2026-27 Q2"),
    ("Quarter 2, 2026-27", 3, "2026-27 Q2"),
    ("Qtr 2 2026/27", 3, "2026-27 Q2"),
    ("Financial year 2026/27", 12, "2026-27"),
    ("Period 5 2026/27", 1, "2026-27 M05"),
    ("2026-27 p12", 1, "2026-27 M12"),
    ("FY 2011-12", None, "2011-12"),
    ("2011-12", 12, "2011-12"),
    ("half-year 2 2026-27", 6, "2026-27 H2"),
    ("26/27", 12, "2026-27"),
    ("99/00", 12, "1999-00"),
    # named months: the period they close
    ("September 2026", 3, "2026-27 Q2"),
    ("2026 Sep", 3, "2026-27 Q2"),
    ("09/2026", 3, "2026-27 Q2"),
    ("9/2026", 3, "2026-27 Q2"),
    ("2026-06", 3, "2026-27 Q1"),
    ("2026-05", 1, "2026-27 M02"),
    ("09/26", 3, "2026-27 Q2"),
    ("Mar-23", 12, "2022-23"),
    ("Sep-26", None, "2026-27 M06"),
    ("Sep-26", 6, "2026-27 H1"),
    ("May 2026", 1, "2026-27 M02"),
    ("September 2026/27", 3, "2026-27 Q2"),
    ("Jan 2026-27", 1, "2026-27 M10"),
    # dates: day first, the period containing them
    ("03/04/2026", 3, "2026-27 Q1"),
    ("01/03/2026", 3, "2025-26 Q4"),
    ("1.3.26", 1, "2025-26 M12"),
    ("30 September 2026", 3, "2026-27 Q2"),
    ("30th Sept 2026", 3, "2026-27 Q2"),
    ("September 30, 2026", 3, "2026-27 Q2"),
    ("12-Aug-26", 3, "2026-27 Q2"),
    ("2026-09-30 00:00:00", 3, "2026-27 Q2"),
    ("2026-09-30T00:00:00", 3, "2026-27 Q2"),
    ("15/08/2026", None, "2026-27 M05"),
    ("31/03/2027", 12, "2026-27"),
    # stretches
    ("Apr-Mar 2026-27", 12, "2026-27"),
    ("Oct-Mar 2026/27", 6, "2026-27 H2"),
    ("Apr 2026 to Mar 2027", 12, "2026-27"),
    ("Oct 26-Mar 27", 6, "2026-27 H2"),
    ("Jan-Mar 27", 3, "2026-27 Q4"),
    ("01/07/2026-30/09/2026", 3, "2026-27 Q2"),
    ("1 July 2026 to 30 September 2026", 3, "2026-27 Q2"),
    ("2026-07-01 to 2026-09-30", 3, "2026-27 Q2"),
    ("Oct 2021-Sep 2022", 3, "2022-23 Q2"),  # rolling: belongs to the period it ends in
    ("quarter ending September 2026", 3, "2026-27 Q2"),
    ("Quarter ended 30/09/2026", 3, "2026-27 Q2"),
    ("year to Sep 2022", 12, "Oct 2021-Sep 2022"),
    ("twelve months to 31 March 2023", 12, "2022-23"),
    # years of two digits
    ("Q1 68/69", 3, "2068-69 Q1"),
    ("Q1 69/70", 3, "1969-70 Q1"),
    ("Sep-68", 1, "2068-69 M06"),
    ("Sep-69", 1, "1969-70 M06"),
]


@pytest.mark.parametrize(("written", "months", "label"), SURE, ids=[f"{w}-{m}" for w, m, _ in SURE])
def test_what_has_one_reading_is_read(written: str | float | date, months: int | None, label: str) -> None:
    """Without doubt and without words."""
    reading = read_period(written, months=months)
    assert reading.period is not None, reading.says
    assert (reading.period.label, reading.is_sure, reading.is_held) == (label, True, False)
    assert (reading.says, reading.readings) == ("", ())


HOLDS: list[tuple[str | float, int | None, list[str], str]] = [
    ("2022", 12, ["Jan 2022-Dec 2022", "2022-23"],
     "“2022” may be January to December 2022 or April 2022 to March 2023 (2022-23)."),
    (2022.0, 12, ["Jan 2022-Dec 2022", "2022-23"],
     "“2022” may be January to December 2022 or April 2022 to March 2023 (2022-23)."),
    ("Q1 2022", 3, ["2021-22 Q4", "2022-23 Q1"],
     "“Q1 2022” may be January to March 2022 (2021-22 Q4) or April to June 2022 (2022-23 Q1)."),
    ("2022 Q1", None, ["2021-22 Q4", "2022-23 Q1"],
     "“2022 Q1” may be January to March 2022 (2021-22 Q4) or April to June 2022 (2022-23 Q1)."),
    ("Q1 22", 3, ["2021-22 Q4", "2022-23 Q1"],
     "“Q1 22” may be January to March 2022 (2021-22 Q4) or April to June 2022 (2022-23 Q1)."),
    ("H1 2026", 6, ["Jan 2026-Jun 2026", "2026-27 H1"],
     "“H1 2026” may be January to June 2026 or April to September 2026 (2026-27 H1)."),
    ("M05 2026", 1, ["2026-27 M02", "2026-27 M05"],
     "“M05 2026” may be May 2026 (2026-27 M02) or August 2026 (2026-27 M05)."),
    ("FY27", 12, ["2026-27", "2027-28"],
     "“FY27” may be April 2026 to March 2027 (2026-27) or April 2027 to March 2028 (2027-28)."),
    ("2011-12", None, ["2011-12", "2011-12 M09"],
     "“2011-12” may be April 2011 to March 2012 (2011-12) or December 2011 (2011-12 M09)."),
    ("2011-12", 3, ["2011-12 Q3"],
     "“2011-12” may be April 2011 to March 2012 (2011-12) or December 2011 (2011-12 M09)."),
    ("11/12", 1, ["2012-13 M08"],
     "“11/12” may be April 2011 to March 2012 (2011-12) or November 2012 (2012-13 M08)."),
    ("Oct-Mar 2026", 6, ["2025-26 H2", "2026-27 H2"],
     "“Oct-Mar 2026” may be October 2025 to March 2026 (2025-26 H2) or October 2026 to March 2027 (2026-27 H2)."),
    ("Aug-26", 3, ["2026-27 Q2"], "“Aug-26” closes no quarter: it lies in 2026-27 Q2."),
    ("2026-05", 3, ["2026-27 Q1"], "“2026-05” closes no quarter: it lies in 2026-27 Q1."),
    ("Sep 2026", 12, ["2026-27"], "“Sep 2026” closes no year: it lies in 2026-27."),
    ("09/30/2026", 3, ["2026-27 Q2"], "“09/30/2026” is a date only with the month first."),
    ("Apr 2025-Mar 2026", 3, ["2025-26 Q4"],
     "“Apr 2025-Mar 2026” is the whole year 2025-26, or a rolling year that belongs to 2025-26 Q4."),
    (44834, 3, ["2022-23 Q2", "2026-27 Q3"],
     "“44834” is a number: as a date it is 30 September 2022, or 1 October 2026 in the 1904 date system."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "months", "labels", "doubt"), HOLDS, ids=[f"{h[0]}-{h[1]}" for h in HOLDS])
def test_what_can_be_read_two_ways_is_held(written: str, months: int | None, labels: list[str], doubt: str) -> None:
    """Never a guess: no period, the readings that are possible, and a sentence that names them."""
    reading = read_period(written, months=months)
    assert (reading.period, reading.problem, reading.is_sure, reading.is_held) == (None, "", False, True)
    assert [period.label for period in reading.readings] == labels
    assert reading.says == doubt
    for choice in reading.ask.removeprefix("Write ").removesuffix(".").split(" or "):
        assert read_period(choice, months=months).is_sure, choice


ERRORS: list[tuple[str | float, int | None, str]] = [
    ("", None, "No period is given."),
    ("   ", 3, "No period is given."),
    ("soon", 3, "“soon” is no period that can be read."),
    ("Q2", 3, "“Q2” is no period that can be read."),
    ("September", 3, "“September” is no period that can be read."),
    ("26 Sep", 3, "“26 Sep” is no period that can be read."),
    ("Smarch 2026", 1, "“Smarch 2026” is no period that can be read."),
    ("３０/09/2026", 3, "“３０/09/2026” is no period that can be read."),
    ("٣٠/09/2026", 3, "“٣٠/09/2026” is no period that can be read."),
    ("Q5 2026-27", 3, "“Q5 2026-27” names quarter 5, and a year has 4."),
    ("Q0 2026-27", 3, "“Q0 2026-27” names quarter 0, and a year has 4."),
    ("2026-27 M13", 1, "“2026-27 M13” names month 13, and a year has 12."),
    ("H3 2026", 6, "“H3 2026” names half-year 3, and a year has 2."),
    ("2026-28 Q1", 3, "“2026-28 Q1” names 2026 and 28, which are not one year and the next."),
    ("2026-28", 12, "“2026-28” names 2026 and 28, which are not one year and the next."),
    ("2026-2028", 12, "“2026-2028” names 2026 and 2028, which are not one year and the next."),
    ("2026-27 M05", 3, "“2026-27 M05” is a month, and a quarter is asked for."),
    ("Q2 2026-27", 1, "“Q2 2026-27” is a quarter, and a month is asked for."),
    ("H1 2026-27", 3, "“H1 2026-27” is a half-year, and a quarter is asked for."),
    ("2026-27", 3, "“2026-27” is a year, and a quarter is asked for."),
    ("2026-27 Q2", 12, "“2026-27 Q2” is a quarter, and a year is asked for."),
    ("Q1 2022", 1, "“Q1 2022” is a quarter, and a month is asked for."),
    ("2022", 3, "“2022” is a year, and a quarter is asked for."),
    ("Jul-Sep 2026", 1, "“Jul-Sep 2026” is a quarter, and a month is asked for."),
    ("Aug-Oct 2026", 3, "“Aug-Oct 2026” is 3 months that are no period of the year."),
    ("Jul-Aug 2026", 3, "“Jul-Aug 2026” is 2 months that are no period of the year."),
    ("Jan-Jun 2026", 6, "“Jan-Jun 2026” is 6 months that are no period of the year."),
    ("Oct 2021-Oct 2022", 12, "“Oct 2021-Oct 2022” is 13 months that are no period of the year."),
    ("Sep 2026-Jul 2026", 3, "“Sep 2026-Jul 2026” ends before it begins."),
    ("02/07/2026-30/09/2026", 3,
     "“02/07/2026-30/09/2026” does not run from the first day of a month to the last day of one."),
    ("07/01/2026-09/30/2026", 3, "“07/01/2026-09/30/2026” has an end that is a date only with the month first."),
    ("quarter ending 29/09/2026", 3,
     "“quarter ending 29/09/2026” ends neither with a month nor on the last day of one."),
    ("quarter ending soon", 3, "“quarter ending soon” ends neither with a month nor on the last day of one."),
    ("31/02/2026", 3, "“31/02/2026” is no period that can be read."),
    ("30/09/1826", 3, "“30/09/1826” is no period that can be read."),
    (7, 3, "“7” is no period that can be read."),
    (2022.5, 12, "“2022.5” is no period that can be read."),
    (float("nan"), 12, "“nan” is no period that can be read."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "months", "problem"), ERRORS, ids=[f"{e[0]}-{e[1]}" for e in ERRORS])
def test_what_is_no_period_here_is_an_error(written: str | float, months: int | None, problem: str) -> None:
    """With a sentence that says why, and an example of what is asked for."""
    reading = read_period(written, months=months)
    assert (reading.period, reading.readings, reading.says) == (None, (), problem)
    example = reading.ask.removeprefix("Write it like ").removesuffix(".")
    assert read_period(example, months=months).is_sure


CALENDAR: list[tuple[str | float, int, str]] = [
    ("2022", 12, "2022"),
    (2022, 12, "2022"),
    ("Q1 2022", 3, "2022 Q1"),
    ("H1 2026", 6, "2026 H1"),
    ("FY2026", 12, "2026"),
    ("2011-12", 1, "2011 M12"),
    ("Sep 2026", 3, "2026 Q3"),
]


@pytest.mark.parametrize(("written", "months", "label"), CALENDAR)
def test_a_year_alone_is_sure_where_the_year_is_the_calendar_year(written: str, months: int, label: str) -> None:
    """There the two readings are one."""
    reading = read_period(written, months=months, first_month=1)
    assert reading.period is not None, reading.says
    assert reading.period.label == label


def test_two_years_are_no_year_where_the_year_is_the_calendar_year() -> None:
    """`2026-27` names none of its years."""
    says = read_period("2026-27 Q1", first_month=1).says
    assert says == "“2026-27 Q1” names two years, and here the year is the calendar year."


FORMATS: list[tuple[date, str, int, list[str]]] = [
    (date(2026, 9, 26), "d-mmm", 3, ["2026-27 Q2"]),  # the day and the month agree
    (date(2025, 9, 26), "d-mmm", 3, ["2025-26 Q2", "2026-27 Q2"]),  # Sep-26 typed a year before
    (date(2025, 9, 26), '[$-809]dd" "mmm;@', 3, ["2025-26 Q2", "2026-27 Q2"]),
    (date(2025, 8, 26), "d-mmm", 3, ["2025-26 Q2", "2026-27 Q2"]),
    (date(2025, 9, 2), "d-mmm", 3, ["2025-26 Q2"]),  # 2002 is long ago
    (date(2025, 9, 26), "d-mmm-yy", 3, ["2025-26 Q2"]),  # the year was seen
    (date(2025, 9, 26), "General", 3, ["2025-26 Q2"]),
    (date(2026, 9, 1), "mmm-yy", 3, ["2026-27 Q2"]),  # a named month, which closes the quarter
    (date(2026, 8, 1), "dd/mm/yyyy", 3, ["2026-27 Q2"]),
]


@pytest.mark.parametrize(("day", "number_format", "months", "labels"), FORMATS)
def test_a_date_that_excel_made_of_a_month_is_held(
    day: date, number_format: str, months: int, labels: list[str]
) -> None:
    """`Sep-26` becomes 26 September of this year; held only where the readings are different periods."""
    reading = read_period(day, months=months, number_format=number_format)
    found = [reading.period] if reading.period else list(reading.readings)
    assert [period.label for period in found] == labels
    assert reading.is_sure == (len(labels) == 1)


def test_the_doubt_about_a_date_says_what_excel_does() -> None:
    """Both readings in words."""
    reading = read_period(date(2025, 9, 26), months=3, number_format="d-mmm")
    typed = "or September 2026 if Sep-26 was typed and Excel made a date of it"
    assert reading.says == f"“26 September 2025” may be that day, {typed}."
    assert reading.ask == "Write 2025-26 Q2 or 2026-27 Q2."


def test_a_date_shown_as_a_month_is_a_named_month() -> None:
    """1 August shown as Aug-26 closes no quarter."""
    reading = read_period(date(2026, 8, 1), months=3, number_format="mmm-yy")
    assert reading.says == "“1 August 2026” closes no quarter: it lies in 2026-27 Q2."


def test_the_example_is_of_the_length_asked_for() -> None:
    """A quarter where any length will do."""
    assert read_period("soon", months=1).ask == "Write it like 2026-27 M02."
    assert read_period("soon").ask == "Write it like 2026-27 Q2."


def test_what_is_shown_of_a_text_is_fit_to_print() -> None:
    """Control characters escaped, and not more than 80 characters."""
    says = read_period("\x07" + "x" * 200).says
    assert "\x07" not in says
    assert len(says) < 120


def period_in(year: int, first_month: int, months: int, place: int) -> Period:
    """A period of that length in the year that begins in that month."""
    return Period(month_index(year, first_month) + place % (12 // months) * months, months, first_month)


PERIODS = st.builds(
    period_in, st.integers(1970, 2066), st.integers(1, 12), st.sampled_from([1, 3, 6, 12]), st.integers(0, 11)
)


def two_ways(period: Period) -> bool:
    """True for the financial years that look like a month, such as 2011-12."""
    return period.months == 12 and period.first_month > 1 and 1 <= (period.first_day.year + 1) % 100 <= 12


@given(PERIODS)
@settings(max_examples=cases(200), deadline=None)
def test_a_label_is_read_back_as_its_period(period: Period) -> None:
    """What we print can be typed: label, folder name and spoken form give the same period."""
    wanted: dict[str, Any] = {"months": period.months, "first_month": period.first_month}
    for written in (period.label, period.slug, period.spoken):
        assert read_period(written, **wanted).period == period, written
    assert (read_period(period.label, first_month=period.first_month).period == period) != two_ways(period)
    assert read_period(period.first_day, **wanted).period == period
    assert read_period(period.last_day.isoformat(), **wanted).period == period


@given(st.integers(month_index(1970, 1), month_index(2067, 1)), st.integers(1, 12))
@settings(max_examples=cases(60), deadline=None)
def test_a_rolling_year_is_read_back(start: int, first_month: int) -> None:
    """Twelve months from anywhere."""
    period = Period(start, 12, first_month)
    reading = read_period(f"{period.first_day.isoformat()} to {period.last_day.isoformat()}", first_month=first_month)
    assert reading.period == period


@given(st.text(max_size=30) | st.floats() | st.dates(), st.sampled_from([None, 1, 3, 6, 12]), st.integers(1, 12))
@settings(max_examples=cases(300), deadline=None)
def test_anything_at_all_ends_in_one_of_three(written: str | float | date, months: int | None, first: int) -> None:
    """Sure, held or an error; never a traceback, never two of them."""
    reading = read_period(written, months=months, first_month=first)
    assert [reading.period is not None, bool(reading.readings), bool(reading.problem)].count(True) == 1
    assert bool(reading.says) == bool(reading.ask) == (not reading.is_sure)


DAYS: list[tuple[str, tuple[date, bool] | None]] = [
    ("03/04/2026", (date(2026, 4, 3), False)),
    ("13/04/2026", (date(2026, 4, 13), False)),
    ("04/13/2026", (date(2026, 4, 13), True)),
    ("2026-04-13", (date(2026, 4, 13), False)),
    ("2026-13-04", None),
    ("29/02/2024", (date(2024, 2, 29), False)),
    ("29/02/2023", None),
    ("1 May 26", (date(2026, 5, 1), False)),
    ("May 2026", None),
    ("1/2-2026", None),
]


@pytest.mark.parametrize(("written", "found"), DAYS)
def test_a_day_is_read_day_first(written: str, found: tuple[date, bool] | None) -> None:
    """The flag marks a date that is one only with its month first."""
    assert read_day(written) == found


@settings(max_examples=cases(300))
@given(st.text(st.characters(max_codepoint=127) | st.sampled_from(" &\t\x1c\x1f\x85\u00a0Aa")))
def test_a_name_is_folded_alike_whichever_letters_stand_beside(text: str) -> None:
    """Plain letters are folded by a shorter way: without a foreign letter behind they are what they are with one."""
    assert folded(f"{text} é").removesuffix("é").strip(" ") == folded(text)


@given(st.lists(st.text(st.sampled_from("ab &\n\t\x1cé\u00a0Z"), max_size=6), max_size=4))
@example([])
@example(["a\nb"])
@example([""])
def test_many_names_are_folded_as_each(texts: list[str]) -> None:
    """At once, whatever blanks and lines stand in one of them."""
    assert folded_all(texts) == [folded(text) for text in texts]

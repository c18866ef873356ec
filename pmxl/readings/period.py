"""Reading a period as people write it: one period, or both readings where there are two, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import NamedTuple

from pmxl.days import DAY_ZERO
from pmxl.days import FIRST_SERIAL
from pmxl.days import LAST_SERIAL
from pmxl.findings import show
from pmxl.periods import APRIL
from pmxl.periods import MONTHS
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.periods import month_index
from pmxl.periods import period_at
from pmxl.readings.written import LENGTHS
from pmxl.readings.written import NOT_READ
from pmxl.readings.written import Form
from pmxl.readings.written import Meaning
from pmxl.readings.written import Written
from pmxl.readings.written import read_written
from pmxl.terms import Frequency

UNSEEN_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^]]*\]|_.|;.*')
DATE_CODES = "dmyhs"
EXAMPLE_YEAR = 2026
RECENT_YEARS = 10
"""How far from its date's own year the day of `26-Sep` can still be taken for a year."""

FIRST_YEAR, LAST_YEAR = 1900, 2099
EPOCHS = (DAY_ZERO, date(1904, 1, 1))
"""Day nought of Excel's two date systems."""


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What a text, number or date says about a period.

    Sure: `period`. A Hold: `readings`, those that are possible, and the `doubt` about them. An Error: `problem`.
    `doubt` and `problem` are sentences of fact, and `ask` is the request that goes with them.
    """

    period: Period | None = None
    readings: tuple[Period, ...] = ()
    problem: str = ""
    doubt: str = ""
    ask: str = ""

    @property
    def is_sure(self) -> bool:
        """True where there is one reading and no doubt."""
        return self.period is not None

    @property
    def is_held(self) -> bool:
        """True where a person must say which reading is meant."""
        return bool(self.readings)

    @property
    def says(self) -> str:
        """The fact, where it is not sure."""
        return self.problem or self.doubt


class _Fit(NamedTuple):
    """What a meaning comes to where a length is asked for: a period, whether it is in doubt, or what is wrong."""

    period: Period | None
    wrong: str = ""
    doubt: str = ""


def read_period(
    written: str | float | date | datetime,
    *,
    months: int | None = None,
    first_month: int = APRIL,
    number_format: str = "",
) -> PeriodReading:
    """The period that someone has written, where periods of `months` are asked for (None: any length).

    Twelve months off the year are a rolling year; where a shorter length is asked for, they are the period they end
    in. `number_format` is that of a date's cell.
    """
    text, found = _written(written, first_month, number_format, yearly=months == LENGTHS["year"])
    if found.problem:
        return _error(text, found.problem, months, first_month)
    fits = [_fit(meaning, months, first_month) for meaning in found.meanings]
    if all(fit.wrong for fit in fits):
        return _error(text, fits[0].wrong, months, first_month)
    possible = tuple(dict.fromkeys(fit.period for fit in fits if fit.period))
    sure = len(possible) == 1 and not any(fit.doubt or fit.wrong for fit in fits)
    if sure and (len(fits) > 1 or not found.doubt):
        return PeriodReading(possible[0])
    doubt = found.doubt or fits[0].doubt or f"may be {_either(found.meanings, first_month)}"
    labels = [_typed(period) for period in possible if period.is_part_of_year or period.is_rolling]
    return PeriodReading(readings=possible, doubt=_sentence(text, doubt), ask=f"Write {' or '.join(labels)}.")


def _written(
    written: str | float | date | datetime, first_month: int, number_format: str, *, yearly: bool
) -> tuple[str, Written]:
    """What was written, as it is shown in messages, and its meanings."""
    if isinstance(written, str):
        return written.strip(), read_written(written, first_month, yearly=yearly)
    if isinstance(written, date):
        day = written.date() if isinstance(written, datetime) else written
        return day_in_words(day), _of_date(day, number_format)
    text = f"{written:.15g}"
    if written in range(FIRST_YEAR, LAST_YEAR + 1):
        return text, read_written(text, first_month, yearly=yearly)
    return text, _of_number(written)


def _of_date(day: date, number_format: str) -> Written:
    """A date's month; Excel turns `Sep-26` into 26 September of this year, and shows both alike as d-mmm."""
    code = UNSEEN_IN_FORMAT.sub("", number_format).lower()
    shown = {letter for letter in DATE_CODES if letter in code}
    index = month_index(day.year, day.month)
    if shown == {"m", "y"} and day.day == 1:
        return Written((Meaning(index, 1, Form.MONTH),))
    itself = Meaning(index, 1, Form.DAY)
    year = day.year // 100 * 100 + day.day
    if shown == {"d", "m"} and "mmm" in code and abs(year - day.year) <= RECENT_YEARS:
        named = Meaning(month_index(year, day.month), 1, Form.MONTH)
        typed = f"{MONTHS[day.month - 1][:3]}-{day.day:02}"
        doubt = f"may be that day, or {MONTHS[day.month - 1]} {year} if {typed} was typed and Excel made a date of it"
        return Written((itself, named), doubt=doubt)
    return Written((itself,))


def _of_number(number: float) -> Written:
    """A bare number can be a date whose format was lost, in either of Excel's date systems."""
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        return Written(problem=NOT_READ)
    days = [epoch + timedelta(days=int(number)) for epoch in EPOCHS]
    meanings = tuple(Meaning(month_index(day.year, day.month), 1, Form.DAY) for day in days)
    one, other = map(day_in_words, days)
    return Written(meanings, doubt=f"is a number: as a date it is {one}, or {other} in the 1904 date system")


def _fit(meaning: Meaning, months: int | None, first_month: int) -> _Fit:
    """The period that a meaning comes to."""
    as_it_is = Period(meaning.start, meaning.months, first_month)
    match meaning.form:
        case Form.DAY:
            return _Fit(period_at(meaning.start, months or 1, first_month))
        case Form.MONTH:
            return _closed_by(meaning.start, months or 1, first_month)
        case Form.NAMED if months in (None, meaning.months):
            return _Fit(as_it_is)
        case Form.RANGE if not (as_it_is.is_part_of_year or as_it_is.is_rolling):
            return _Fit(None, f"is {meaning.months} months that are no period of the year")
        case Form.RANGE if months in (None, meaning.months):
            return _Fit(as_it_is)
        case Form.RANGE if months and meaning.months == LENGTHS["year"]:
            return _twelve_months(as_it_is, months)
    return _Fit(None, f"is a {Frequency.of(meaning.months)}, and a {Frequency.of(months or 1)} is asked for")


def _closed_by(index: int, months: int, first_month: int) -> _Fit:
    """The period that a named month closes; in doubt where it closes none."""
    around = period_at(index, months, first_month)
    if around.start + months - 1 == index:
        return _Fit(around)
    return _Fit(around, doubt=f"closes no {Frequency.of(months)}: it lies in {around.label}")


def _twelve_months(year: Period, months: int) -> _Fit:
    """Twelve months where a shorter length is asked for: a rolling year belongs to the period it ends in."""
    last = _closed_by(year.start + year.months - 1, months, year.first_month)
    if year.is_rolling:
        return last
    doubt = f"is the whole year {year.label}, or a rolling year that belongs to {last.period}"
    return _Fit(last.period, doubt=doubt)


def _either(meanings: Iterable[Meaning], first_month: int) -> str:
    """All that a text can mean, in words."""
    periods = [Period(meaning.start, meaning.months, first_month) for meaning in meanings]
    return " or ".join(f"{p.spoken} ({p.label})" if p.is_part_of_year else p.spoken for p in periods)


def _typed(period: Period) -> str:
    """The label, or what can be typed in place of one that has two readings itself, such as 2011-12."""
    yearly = len(read_written(period.label, period.first_month, yearly=False).meanings) > 1
    return f"FY {period.label}" if yearly else period.label


def _error(text: str, wrong: str, months: int | None, first_month: int) -> PeriodReading:
    """The reading of what is no period here, with an example of what is."""
    length = months or LENGTHS["quarter"]
    example = Period(month_index(EXAMPLE_YEAR, first_month) + length % LENGTHS["year"], length, first_month)
    return PeriodReading(problem=_sentence(text, wrong), ask=f"Write it like {example.label}.")


def _sentence(text: str, said: str) -> str:
    return f"“{show(text)}” {said}." if text else "No period is given."

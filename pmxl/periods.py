"""Period: a stretch of whole months in a year that starts where the framework says; orders, steps back, prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
APRIL = 4
MONTH, YEAR_MONTHS = 1, 12
"""Periods so many months long."""


def month_index(year: int, month: int) -> int:
    """Months since year 0: the integer in which a Period keeps its start."""
    return year * 12 + month - 1


def day_in_words(day: date) -> str:
    """`3 March 2025`, whatever the language of the machine."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_in_brief(day: date) -> str:
    """The same in a narrow place: `3 Mar 2025`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from `start` (a month_index), `months` long, in a year whose first month is `first_month`.

    A financial year is April to March by default. Twelve months that do not begin the year are a rolling year, which
    belongs to the period it ends in. Ordered by start, then length.
    """

    start: int
    months: int
    first_month: int = APRIL

    def __reduce__(self) -> tuple[type[Period], tuple[int, int, int]]:
        """How it is sent from process to process: in half the time that a dataclass takes by itself."""
        return Period, (self.start, self.months, self.first_month)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.start // 12, self.start % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        end = self.start + self.months
        return date(end // 12, end % 12 + 1, 1) - timedelta(days=1)

    @property
    def year(self) -> Period:
        """The (financial) year in which it ends."""
        last = self.start + self.months - 1
        return Period(last - (last - self.first_month + 1) % 12, 12, self.first_month)

    @property
    def is_year(self) -> bool:
        """True for a (financial) year."""
        return self == self.year

    @property
    def is_rolling(self) -> bool:
        """True for twelve months that are not the year itself."""
        return self.months == 12 and not self.is_year

    @property
    def is_part_of_year(self) -> bool:
        """True for a month, quarter or half-year counted from the start of the year, and for the year itself."""
        return self.months in (1, 3, 6, 12) and (self.start - self.year.start) % self.months == 0

    @property
    def number(self) -> int:
        """Its place in the year from 1: 3 for Q3, 5 for M05; 1 for a year."""
        return 1 if self.months == 12 else (self.start - self.year.start) // self.months + 1

    @property
    def label(self) -> str:
        """`2022-23 Q3`, `2026-27 M05`, `2026-27 H1`, `2026-27`; off the year, `Oct 2021-Sep 2022`."""
        return _label(self)

    @property
    def slug(self) -> str:
        """The label fit for a folder: `2022-23-q3`."""
        return self.label.lower().replace(" ", "-")

    @property
    def spoken(self) -> str:
        """`October to December 2022`."""
        first, last = self.first_day, self.last_day
        opening = MONTHS[first.month - 1] + (f" {first.year}" if first.year != last.year else "")
        closing = f"{MONTHS[last.month - 1]} {last.year}"
        return closing if self.months == 1 else f"{opening} to {closing}"

    def step(self, count: int) -> Period:
        """The period `count` lengths later (earlier when negative); a rolling year steps by one month."""
        length = 1 if self.is_rolling else self.months
        return Period(self.start + count * length, self.months, self.first_month)

    @property
    def previous(self) -> Period:
        """The period just before."""
        return self.step(-1)

    @property
    def last_year(self) -> Period:
        """The same period a year earlier."""
        return Period(self.start - 12, self.months, self.first_month)

    def covers(self, other: Period) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.start + other.months <= self.start + self.months

    def parts(self, months: int) -> tuple[Period, ...]:
        """The periods of that length inside it, in order; empty when it is shorter."""
        count = self.months // months
        return tuple(Period(self.start + n * months, months, self.first_month) for n in range(count))

    def __str__(self) -> str:
        return self.label


@lru_cache(maxsize=4096)
def _label(period: Period) -> str:
    if not period.is_part_of_year:
        first, last = period.first_day, period.last_day
        return f"{MONTHS[first.month - 1][:3]} {first.year}-{MONTHS[last.month - 1][:3]} {last.year}"
    opens = period.year.first_day.year
    name = str(opens) if period.first_month == 1 else f"{opens}-{(opens + 1) % 100:02}"
    suffix = {1: f" M{period.number:02}", 3: f" Q{period.number}", 6: f" H{period.number}", 12: ""}
    return name + suffix[period.months]


def period_of(day: date, months: int, first_month: int = APRIL) -> Period:
    """The period of that length that contains the day."""
    return period_at(month_index(day.year, day.month), months, first_month)


def period_at(index: int, months: int, first_month: int = APRIL) -> Period:
    """The period of that length in which a month (a month_index) lies."""
    return Period(index - (index - first_month + 1) % months, months, first_month)

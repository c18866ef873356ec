"""What a text about a period can mean: stretches of months, before it is asked which of them is a period here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from pmxl.periods import YEAR_MONTHS
from pmxl.periods import month_index
from pmxl.readings.words import ANY_YEAR
from pmxl.readings.words import MONTH
from pmxl.readings.words import YEAR
from pmxl.readings.words import index_of
from pmxl.readings.words import month_of
from pmxl.readings.words import read_day
from pmxl.readings.words import tidy
from pmxl.readings.words import year_of
from pmxl.terms import Frequency

UNITS = {"q": Frequency.QUARTER, "h": Frequency.HALF_YEAR, "m": Frequency.MONTH, "p": Frequency.MONTH}
"""What the first letter of a part of a year stands for."""


class Form(StrEnum):
    """How a stretch was named, which decides what may be made of it."""

    DAY = "day"  # stands for the period that contains it
    MONTH = "month"  # stands for the period it closes
    NAMED = "named"  # Q2, M05, H1 or a year: has a length of its own
    RANGE = "range"  # from a month to a month


class Meaning(NamedTuple):
    """Months from a month index, and how they were named."""

    start: int
    months: int
    form: Form


class Written(NamedTuple):
    """The meanings of a text: none with a problem, one, or several (or one) with a doubt.

    `problem` and `doubt` say something of the text, such as `ends before it begins`.
    """

    meanings: tuple[Meaning, ...] = ()
    problem: str = ""
    doubt: str = ""


MONTH_FIRST = "is a date only with the month first"
NOT_READ = "is no period that can be read"
FINANCIAL = f"(?:fy ?|financial year )?(?P<y>{YEAR}|[0-9]{{2}})[-/](?P<z>{YEAR}|[0-9]{{2}})"
ALONE = f"(?P<fy>fy ?|financial year )?(?P<y>{ANY_YEAR})"
UNIT = "(?P<unit>quarter|qtr|q|half(?:[- ]year)?|h|month|m|period|p) ?0?(?P<n>[0-9]{1,2})"
APART = "[ ;:_/-]+"
TO = " ?(?:-|to|until) ?"
LENGTHS = {
    "month": 1,
    "quarter": 3,
    "3 months": 3,
    "three months": 3,
    "half year": 6,
    "half-year": 6,
    "6 months": 6,
    "six months": 6,
    "year": 12,
    "12 months": 12,
    "twelve months": 12,
}
ENDING = re.compile(f"(?P<length>{'|'.join(LENGTHS)}) (?:to|ending|ended|up to) (?P<end>.+)")
MONTH_YEAR = re.compile(f"(?P<m>{MONTH})[ /-]?(?P<y>{ANY_YEAR})", re.ASCII)


def read_written(written: str, first_month: int, *, yearly: bool) -> Written:
    """Everything that a text can mean where the year starts in that month.

    `yearly` says that a year is asked for: then `2011-12` is a year, not December 2011.
    """
    text = tidy(written)
    for pattern, read in GRAMMAR:
        if match := pattern.fullmatch(text):
            found = read(match, first_month)
            if yearly and read is _pair and len(found.meanings) > 1:
                return Written(found.meanings[:1])
            return found
    return _day(text) or _days(text) or _ending(text) or Written(problem=NOT_READ)


def _unit(match: re.Match[str], first_month: int) -> Written:
    """`2026-27 Q2`, `Q2 26/27`, `2026-27 M05`, `H1 2026-27`: a part of a financial year."""
    year = _years(match["y"], match["z"], first_month)
    if isinstance(year, str):
        return Written(problem=year)
    start = _part(match, year)
    return Written((start,)) if isinstance(start, Meaning) else Written(problem=start)


def _unit_alone(match: re.Match[str], first_month: int) -> Written:
    """`Q1 2022`: a part of the calendar year, or of a year that begins (or, after FY, ends) in it."""
    parts = [_part(match, start) for start in _beginnings(match, first_month)]
    meanings = tuple(part for part in parts if isinstance(part, Meaning))
    return Written(meanings) if meanings else Written(problem=str(parts[0]))


def _year_alone(match: re.Match[str], first_month: int) -> Written:
    """`2022`: the calendar year, or a year that begins in it."""
    return Written(tuple(Meaning(start, YEAR_MONTHS, Form.NAMED) for start in _beginnings(match, first_month)))


def _pair(match: re.Match[str], first_month: int) -> Written:
    """`2026-27` is a year, `2026-09` and `09/26` a month; `2011-12` can be either, the year being named first."""
    one, other = match["y"], match["z"]
    year = _years(one, other, first_month)
    meanings = [] if isinstance(year, str) else [Meaning(year, YEAR_MONTHS, Form.NAMED)]
    if not match[0].startswith("f"):
        digits, month = (one, other) if len(one) > 2 else (other, one)
        if len(month) == 2 and 1 <= int(month) <= YEAR_MONTHS:
            meanings.append(Meaning(index_of(digits, month), 1, Form.MONTH))
    return Written(tuple(meanings)) if meanings else Written(problem=str(year))


def _month(match: re.Match[str], first_month: int) -> Written:  # noqa: ARG001 - all readers of the grammar are alike
    """`Sep-26`, `September 2026`, `2026 Sep`, `09/2026`."""
    return Written((Meaning(index_of(match["y"], match["m"]), 1, Form.MONTH),))


def _month_of_year(match: re.Match[str], first_month: int) -> Written:
    """`September 2026-27`: the month of a financial year."""
    year = _years(match["y"], match["z"], first_month)
    if isinstance(year, str):
        return Written(problem=year)
    return Written((Meaning(_within(year, match["m"], first_month), 1, Form.MONTH),))


def _months(match: re.Match[str], first_month: int) -> Written:  # noqa: ARG001
    """`Jul-Sep 2026`, `Oct 2021-Sep 2022`; one year for `Oct-Mar 2026` can be that of either end."""
    first, last = month_of(match["m"]), month_of(match["n"])
    end = year_of(match["z"])
    if match["y"]:
        return _stretch(month_index(year_of(match["y"]), first), month_index(end, last))
    if first <= last:
        return _stretch(month_index(end, first), month_index(end, last))
    before = _stretch(month_index(end - 1, first), month_index(end, last))
    after = _stretch(month_index(end, first), month_index(end + 1, last))
    return Written(before.meanings + after.meanings)


def _months_of_year(match: re.Match[str], first_month: int) -> Written:
    """`Jul-Sep 2026-27`: months of a financial year."""
    year = _years(match["y"], match["z"], first_month)
    if isinstance(year, str):
        return Written(problem=year)
    return _stretch(_within(year, match["m"], first_month), _within(year, match["n"], first_month))


def _years(one: str, other: str, first_month: int) -> int | str:
    """Where the year `2026-27` begins; what is wrong when it is no year here."""
    year = year_of(one)
    if int(other) != (year + 1 if len(other) > 2 else (year + 1) % 100):
        return f"names {one} and {other}, which are not one year and the next"
    if first_month == 1:
        return "names two years, and here the year is the calendar year"
    return month_index(year, first_month)


def _beginnings(match: re.Match[str], first_month: int) -> list[int]:
    """Where a year of one number can begin: in January or in its first month; after FY, a year earlier or in it."""
    year = year_of(match["y"])
    if first_month == 1:
        return [month_index(year, 1)]
    begins = month_index(year, first_month)
    return [begins - YEAR_MONTHS, begins] if match["fy"] else [month_index(year, 1), begins]


def _part(match: re.Match[str], year: int) -> Meaning | str:
    """The quarter, half-year or month of the year that begins there; what is wrong when it has no such part."""
    unit, number = UNITS[match["unit"][0]], int(match["n"])
    months = unit.months
    if not 1 <= number <= YEAR_MONTHS // months:
        return f"names {unit} {number}, and a year has {YEAR_MONTHS // months}"
    return Meaning(year + (number - 1) * months, months, Form.NAMED)


def _within(year: int, month: str, first_month: int) -> int:
    """The month of that name in the year that begins there."""
    return year + (month_of(month) - first_month) % YEAR_MONTHS


def _stretch(first: int, last: int) -> Written:
    """From a month to a month."""
    if last < first:
        return Written(problem="ends before it begins")
    return Written((Meaning(first, last - first + 1, Form.RANGE),))


def _day(text: str) -> Written | None:
    """`30/09/2026`: the month of that day, in doubt when it is a day only with the month first."""
    found = read_day(text)
    if not found:
        return None
    day, month_first = found
    doubt = MONTH_FIRST if month_first else ""
    return Written((Meaning(month_index(day.year, day.month), 1, Form.DAY),), doubt=doubt)


def _days(text: str) -> Written | None:
    """`01/07/2026 to 30/09/2026`: from the first day of a month to the last day of one."""
    for between in (" to ", " until ", " - ", "-"):
        ends = [read_day(piece) for piece in text.split(between)]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            continue
        (first, first_odd), (last, last_odd) = ends[0], ends[1]
        if first_odd or last_odd:
            return Written(problem="has an end that is a date only with the month first")
        if first.day != 1 or not _closes_month(last):
            return Written(problem="does not run from the first day of a month to the last day of one")
        return _stretch(month_index(first.year, first.month), month_index(last.year, last.month))
    return None


def _ending(text: str) -> Written | None:
    """`quarter ending September 2026`, `year to 30 September 2022`."""
    match = ENDING.fullmatch(text)
    if not match:
        return None
    months = LENGTHS[match["length"]]
    if month := MONTH_YEAR.fullmatch(match["end"]):
        last = index_of(month["y"], month["m"])
    elif (found := read_day(match["end"])) and not found[1] and _closes_month(found[0]):
        last = month_index(found[0].year, found[0].month)
    else:
        return Written(problem="ends neither with a month nor on the last day of one")
    return Written((Meaning(last - months + 1, months, Form.RANGE),))


def _closes_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_Reader = Callable[[re.Match[str], int], Written]
GRAMMAR: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_compiled(f"{UNIT}{APART}{FINANCIAL}"), _unit),
    (_compiled(f"{FINANCIAL}(?:{APART})?{UNIT}"), _unit),
    (_compiled(f"{UNIT}{APART}{ALONE}"), _unit_alone),
    (_compiled(f"{ALONE}(?:{APART})?{UNIT}"), _unit_alone),
    (_compiled(f"(?P<fy>fy ?|financial year )(?P<y>{ANY_YEAR})"), _year_alone),
    (_compiled(f"(?P<fy>)(?P<y>{YEAR})"), _year_alone),
    (_compiled(FINANCIAL), _pair),
    (MONTH_YEAR, _month),
    (_compiled(f"(?P<y>{YEAR})[ /-]?(?P<m>{MONTH})"), _month),
    (_compiled(f"(?P<m>0?[1-9]|1[0-2])[-/.](?P<y>{YEAR})"), _month),
    (_compiled(f"(?P<m>{MONTH}) {FINANCIAL}"), _month_of_year),
    (_compiled(f"(?P<m>{MONTH})(?:[ /-]?(?P<y>{ANY_YEAR}))?{TO}(?P<n>{MONTH})[ /-]?(?P<z>{ANY_YEAR})"), _months),
    (_compiled(f"(?P<m>{MONTH}){TO}(?P<n>{MONTH}) {FINANCIAL}"), _months_of_year),
)
"""Each form of writing and its reader; a text fits one at most, or the first of those that differ in nothing."""

"""What a text about a period can mean: stretches of months, before it is asked which of them is a period here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from datetime import timedelta
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from pmxl.periods import month_index
from pmxl.readings.words import ANY_YEAR
from pmxl.readings.words import MONTH
from pmxl.readings.words import YEAR
from pmxl.readings.words import index_of
from pmxl.readings.words import month_of
from pmxl.readings.words import read_day
from pmxl.readings.words import tidy
from pmxl.readings.words import year_of

YEAR_MONTHS = 12
UNIT_MONTHS = {"q": 3, "h": 6, "m": 1, "p": 1}
UNIT_NAMES = {"q": "quarter", "h": "half-year", "m": "month", "p": "month"}


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
    """The meanings of a text: none with a problem, one, or several that are in doubt."""

    meanings: tuple[Meaning, ...] = ()
    problem: str = ""
    doubt: str = ""


FINANCIAL = f"(?:fy ?|financial year )?(?P<y>{YEAR}|[0-9]{{2}})[-/](?P<z>{YEAR}|[0-9]{{2}})"
ALONE = f"(?P<fy>fy ?|financial year )?(?P<y>{ANY_YEAR})"
UNIT = "(?P<unit>quarter|qtr|q|half(?:[- ]year)?|h|month|m|period|p) ?0?(?P<n>[0-9]{1,2})"
BETWEEN = "[ ;:_/-]*"
TO = " ?(?:-|to|until) ?"
LENGTH = "(?P<length>quarter|half[- ]year|year|(?P<count>3|6|12|three|six|twelve) months|month)"
LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "3": 3, "6": 6, "12": 12, "three": 3, "six": 6, "twelve": 12}


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
    return _day(text) or _days(text) or _ending(text) or Written(problem="It is no period that can be read.")


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


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_Reader = Callable[[re.Match[str], int], Written]
GRAMMAR: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_compiled(f"{UNIT}{BETWEEN}{FINANCIAL}"), _unit),
    (_compiled(f"{FINANCIAL}{BETWEEN}{UNIT}"), _unit),
    (_compiled(f"{UNIT}{BETWEEN}{ALONE}"), _unit_alone),
    (_compiled(f"{ALONE}{BETWEEN}{UNIT}"), _unit_alone),
    (_compiled(f"(?P<fy>fy ?|financial year )(?P<y>{ANY_YEAR})|(?P<c>)(?P<x>{YEAR})"), _year_alone),
    (_compiled(FINANCIAL), _pair),
    (_compiled(f"(?P<m>{MONTH})[ /-]?(?P<y>{ANY_YEAR})"), _month),
    (_compiled(f"(?P<y>{YEAR})[ /-]?(?P<m>{MONTH})"), _month),
    (_compiled(f"(?P<m>0?[1-9]|1[0-2])[-/.](?P<y>{YEAR})"), _month),
    (_compiled(f"(?P<m>{MONTH}) {FINANCIAL}"), _month_of_year),
    (_compiled(f"(?P<m>{MONTH})(?:[ /-]?(?P<y>{ANY_YEAR}))?{TO}(?P<n>{MONTH})[ /-]?(?P<z>{ANY_YEAR})"), _months),
    (_compiled(f"(?P<m>{MONTH}){TO}(?P<n>{MONTH}) {FINANCIAL}"), _months_of_year),
)
"""Each form of writing and its reader; a text fits one at most, or the first of those that differ in nothing."""

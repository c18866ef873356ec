"""Words and digits that name years, months and days: tidied, and read one at a time."""

from __future__ import annotations

import re
from datetime import date

from pmxl.periods import MONTHS
from pmxl.periods import month_index

LAST_TWO_DIGIT_YEAR = 68
"""00 to 68 are 2000 to 2068; 69 to 99 are 1969 to 1999."""

DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
APOSTROPHE = re.compile("['\u2018\u2019](?=[0-9])")
POINT_OF_ABBREVIATION = re.compile(r"(?<=[a-z])\.")

MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
YEAR = "(?:19|20)[0-9]{2}"
ANY_YEAR = f"(?:{YEAR}|[0-9]{{2}})"
DIGITS = "[0-9]{1,2}"
MIDNIGHT = "(?:[t ]00:00(?::00)?)?"  # which a date gains on its way through other programs

ISO = re.compile(f"(?P<y>{YEAR})(?P<sep>[-/.])(?P<m>{DIGITS})(?P=sep)(?P<d>{DIGITS}){MIDNIGHT}")
NUMERIC = re.compile(f"(?P<d>{DIGITS})(?P<sep>[-/. ])(?P<m>{DIGITS})(?P=sep)(?P<y>{ANY_YEAR}){MIDNIGHT}")
DAY_MONTH = re.compile(f"(?P<d>{DIGITS})(?:st|nd|rd|th)?[ -]?(?:of )?(?P<m>{MONTH})[ -]?(?P<y>{ANY_YEAR})")
MONTH_DAY = re.compile(f"(?P<m>{MONTH}) (?P<d>{DIGITS})(?:st|nd|rd|th)? (?P<y>{YEAR})")


def tidy(written: str) -> str:
    """Small letters, plain spaces and hyphens, no full stops after letters: `Sept. ’26` is `sept 26`."""
    text = DASHES.sub("-", NO_WIDTH.sub("", written)).casefold()
    text = POINT_OF_ABBREVIATION.sub("", APOSTROPHE.sub("", text))
    return " ".join(text.replace(",", " ").split())


def year_of(digits: str) -> int:
    """The year of four or two digits."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return 2000 + year if year <= LAST_TWO_DIGIT_YEAR else 1900 + year


def month_of(word: str) -> int:
    """The month of a name, an abbreviation or a number, from 1."""
    if word.isdigit():
        return int(word)
    return next(n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word[:3]))


def index_of(year: str, month: str) -> int:
    """The month index of a year and a month as written."""
    return month_index(year_of(year), month_of(month))


def read_day(written: str) -> tuple[date, bool] | None:
    """The day that a text names, day first, and whether it is one only with the month first; None when it is no day."""
    text = tidy(written)
    for pattern in (ISO, NUMERIC, DAY_MONTH, MONTH_DAY):
        if match := pattern.fullmatch(text):
            year, month, day = year_of(match["y"]), month_of(match["m"]), int(match["d"])
            if found := _day(year, month, day):
                return found, False
            other = _day(year, day, month) if pattern is NUMERIC else None
            return (other, True) if other else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

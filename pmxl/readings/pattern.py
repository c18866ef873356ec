"""Pattern: a name or heading with * for any text, and with {period} where a period stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pmxl.periods import MONTHS

BLANKS = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u2060\ufeff]+")
PLACES = {
    "{period}": "(?P<period>.+?)",
    "{year}": "(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})",
    "{month}": "(?P<month>[0-9]{1,2}|[a-z]{3,9})",
    "{quarter}": "(?P<quarter>[1-4])",
    "*": ".*?",
}
"""What stands for something in a pattern, and what may stand there."""

PERIODS = (("{period}",), ("{year}", "{month}"), ("{year}", "{quarter}"), ("{year}",))
"""What may stand for a period: the whole of it, or its parts."""

PIECES = re.compile("|".join(re.escape(place) for place in PLACES))


LINE = "\n"
SHORT = 100
"""Texts of so many characters are names and headings, which come again and again; longer ones are read once."""


def folded(text: str) -> str:
    """A name without regard to case, spaces of any sort, or `&` for `and`."""
    return _folded_name(text) if len(text) <= SHORT else _folded(text)


def folded_all(texts: Sequence[str]) -> list[str]:
    """The same of many at once, in a third of the time: of thousands of partners hardly one is spelled twice."""
    whole = LINE.join(texts)
    if not whole.isascii() or whole.count(LINE) >= len(texts):
        return [*map(_folded, texts)]
    return [" ".join(line.split()) for line in whole.replace("&", " and ").lower().split(LINE)]


@lru_cache(maxsize=1 << 12)
def _folded_name(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():  # a third of the time, and of thousands of partners nearly every name
        return " ".join(text.replace("&", " and ").split()).lower()
    text = unicodedata.normalize("NFKC", text).replace("&", " and ")
    return BLANKS.sub(" ", text).strip().casefold()


def matches(pattern: str, text: str) -> bool:
    """True where the whole text is of that pattern, case and spaces aside."""
    return _compiled(pattern).fullmatch(folded(text)) is not None


def has_period(pattern: str) -> bool:
    """True where a pattern says where the period stands, once."""
    found = sorted(match[0] for match in PIECES.finditer(pattern.casefold()) if match[0] != "*")
    return any(found == sorted(places) for places in PERIODS)


def period_in(pattern: str, text: str) -> str:
    """What stands in a text in the place of the period, as one would write it; "" where the text is of another form.

    Without a pattern it is the whole text.
    """
    if not pattern:
        return text.strip()
    found = _compiled(pattern).fullmatch(folded(text))
    if found is None:
        return ""
    parts = found.groupdict()
    if "period" in parts:
        return str(parts["period"]).strip()
    if "month" in parts:
        return f"{_month(str(parts['month']))} {parts['year']}".strip()
    return f"Q{parts['quarter']} {parts['year']}" if "quarter" in parts else str(parts["year"])


def _month(written: str) -> str:
    """The name of a month given by number; a name, or a number that is none, as it stands."""
    if written.isdecimal() and 1 <= int(written) <= len(MONTHS):
        return MONTHS[int(written) - 1]
    return written


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression over folded text; what is said twice stands for anything the second time."""
    out, last, seen = [], 0, set()
    text = folded(pattern)
    for match in PIECES.finditer(text):
        out.append(re.escape(text[last : match.start()]))
        piece = PLACES[match[0]]
        out.append(".+?" if match[0] in seen else piece)
        if match[0] != "*":
            seen.add(match[0])
        last = match.end()
    return re.compile("".join((*out, re.escape(text[last:]))), re.DOTALL)

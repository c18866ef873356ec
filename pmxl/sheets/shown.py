"""What a cell shows: a value through its number format, as far as our own formats go."""

from __future__ import annotations

import re
from datetime import date
from datetime import datetime
from decimal import Decimal

from pmxl.rules.digits import rounded
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Rich

GENERAL_DIGITS = 10  # figures that General shows in a wide cell before it turns to powers of ten
DIGITS = re.compile(r"[#0,]*[#0](?:\.([0#]+))?")
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*.|\[[^\]]*\]')
DATE_PART = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s", re.IGNORECASE)
DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
PARTS = {
    "yyyy": "%Y", "yy": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m", "m": "%m", "dddd": "%A", "ddd": "%a", "dd": "%d",
    "d": "%d", "hh": "%H", "h": "%H", "ss": "%S", "s": "%S",
}  # fmt: skip


def shown(value: Content, number_format: str = "General") -> str:
    """The text that stands in the cell; the parts of a rich text together, a formula by its saved value."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return shown(value.value, number_format)
    if isinstance(value, Rich):
        return "".join(text for text, _ in value.parts)
    if isinstance(value, Link):
        return value.text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return _date(value, number_format)
    return _number(float(value), number_format)


def is_figure(value: Content) -> bool:
    """True for what Excel replaces by #### where it does not fit, instead of cutting it or letting it run on."""
    if isinstance(value, Formula):
        return is_figure(value.value)
    return isinstance(value, (int, float, date)) and not isinstance(value, bool)


def _date(day: date, number_format: str) -> str:
    """Days and months with a nought before them where the format has none: as wide as any day or wider."""
    if number_format == "General":
        number_format = "d mmm yyyy hh:mm" if isinstance(day, datetime) else "d mmm yyyy"
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001  only shown
    after_hours = False
    pieces: list[str] = []
    end = 0
    for match in DATE_PART.finditer(number_format):
        part = match[0].lower()
        pattern = "%M" if after_hours and part in ("m", "mm") else PARTS[part]
        after_hours = part in ("h", "hh")
        pieces += [number_format[end : match.start()], moment.strftime(pattern)]
        end = match.end()
    return "".join([*pieces, number_format[end:]]).replace("\\", "").replace('"', "")


def _number(number: float, number_format: str) -> str:
    if number_format in ("General", "@"):
        return _general(number)
    sections = number_format.split(";")
    signed = len(sections) > 1 and number < 0
    section = sections[1] if signed else sections[2] if len(sections) > 2 and number == 0 else sections[0]
    bare = LITERAL.sub(_spelled, section)
    digits = DIGITS.search(bare)
    if digits is None:
        return "00 Mmm 0000" if DATE_LETTERS.search(bare) else bare
    places = len(digits[1] or "")
    figure = Decimal(format(number, ".15g")) * (100 if "%" in bare else 1)
    figure = rounded(figure, places)
    text = f"{figure.copy_abs():{',f' if ',' in digits[0] else 'f'}}"
    minus = "-" if figure < 0 and not signed else ""
    return minus + bare[: digits.start()] + text + bare[digits.end() :]


def _spelled(match: re.Match[str]) -> str:
    return match[1] or match[2] or (" " if match[3] else "")


def _general(number: float) -> str:
    """At most ten figures: General rounds to what the cell holds before it gives up."""
    return format(number, f".{GENERAL_DIGITS}g") if number != int(number) or abs(number) >= 1e11 else f"{number:.0f}"

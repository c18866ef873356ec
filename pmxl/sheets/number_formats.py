"""Number formats: which one a style has, whether it shows a date or a percentage, and serial numbers as dates."""

from __future__ import annotations

import re
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import lru_cache
from functools import partial
from typing import NamedTuple

from pmxl.days import DAY_ZERO
from pmxl.sheets.markup import Attributes
from pmxl.sheets.markup import Opened
from pmxl.sheets.markup import walk

GENERAL = "General"
BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Formats that a file names by number alone (ECMA-376 part 1, 18.8.30, as Excel writes them out)."""

ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.I)
UNSEEN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I | re.S)
DATE_CODE = re.compile("[dmyhs]", re.I)

EPOCH_1900 = datetime.combine(DAY_ZERO, time())  # Excel's days have no time zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
DAY_MILLISECONDS = 86_400_000
FALSE_LEAP_DAY = 60
"""Excel's 29 February 1900, which never was: serials before it are one day further from the epoch."""


class NumberFormat(NamedTuple):
    """A format's code and whether a number under it is a date."""

    code: str
    is_date: bool


def number_format_is_percent(fmt: str) -> bool:
    """True where a number of 0.95 is shown as 95 %: a percent sign of the format's first section, not quoted text."""
    return "%" in _first_section(fmt)


def number_format_is_date(fmt: str) -> bool:
    """True where a number is shown as a date or a time of day; elapsed time such as [h]:mm is a number of days."""
    section = _first_section(fmt)
    return bool(DATE_CODE.search(section)) and not ELAPSED.search(section)


@lru_cache(maxsize=4096)
def _first_section(fmt: str) -> str:
    """The section for positive numbers without quoted text, escapes, padding, colours, conditions and locales."""
    return UNSEEN.sub("", fmt).split(";")[0]


def read_styles(data: bytes, file: str, part: str) -> dict[str, NumberFormat]:
    """Number format by style number as cells write it; '' is the style of a cell that names none."""
    custom: dict[int, str] = {}
    ids: list[int] = []
    within = ""  # styles of cells are xf elements, but so are others; conditional formats have formats of their own

    def enter(list_name: str) -> None:
        nonlocal within
        within = list_name

    def style(entry: Attributes) -> None:
        if within == "cellXfs":
            ids.append(int(entry.get("numFmtId", "0")))

    def number_format(entry: Attributes) -> None:
        if within == "numFmts":
            custom[int(entry["numFmtId"])] = entry.get("formatCode", GENERAL)

    lists = ("numFmts", "cellXfs")
    opened: dict[str, Opened] = {name: partial(lambda name, _: enter(name), name) for name in lists}
    opened |= {"xf": style, "numFmt": number_format}
    walk(data, file, part, opened, dict.fromkeys(lists, lambda: enter("")))
    formats = {str(number): _known(code, custom) for number, code in enumerate(ids)}
    formats[""] = formats.get("0", PLAIN)
    return formats


def _known(number: int, custom: dict[int, str]) -> NumberFormat:
    code = custom.get(number) or BUILTIN.get(number, GENERAL)
    return NumberFormat(code, number_format_is_date(code))


PLAIN = NumberFormat(GENERAL, is_date=False)
NO_STYLES = {"": PLAIN, "0": PLAIN}


@lru_cache(maxsize=4096)
def to_date(serial: float, *, date1904: bool) -> datetime | time | None:
    """A serial number as a date, below 1 as a time of day, to the millisecond; None where Excel has no date for it."""
    if serial < 0:
        return None
    day, fraction = divmod(serial, 1)
    rest = timedelta(milliseconds=round(fraction * DAY_MILLISECONDS))
    if day == 0 and rest < timedelta(days=1):
        return (EPOCH_1904 + rest).time()
    if not date1904 and 0 < serial < FALSE_LEAP_DAY:
        day += 1
    try:
        return (EPOCH_1904 if date1904 else EPOCH_1900) + timedelta(days=day) + rest
    except OverflowError:
        return None

"""Number formats: what shows a percentage, what a date, and serial numbers as dates."""

from __future__ import annotations

# ruff: noqa: DTZ001  (a workbook's dates have no time zone)
from datetime import datetime
from datetime import time

import pytest
from openpyxl.styles.numbers import is_date_format
from openpyxl.styles.numbers import is_timedelta_format

from pmxl.sheets.number_formats import BUILTIN
from pmxl.sheets.number_formats import to_date
from pmxl.sheets.read import number_format_is_date
from pmxl.sheets.read import number_format_is_percent

CASES = [  # format, percent, date
    ("General", False, False),
    ("0%", True, False),
    ("0.0%;[Red]-0.0%", True, False),
    ('0.0" %"', False, False),
    (r"0.0\%", False, False),
    ("0_%", False, False),
    ('0;"%"', False, False),
    ("0;0%", False, False),
    ("[Blue]0.00%", True, False),
    ("@", False, False),
    ("0.00000E+00", False, False),
    ("#,##0.00_);-#,##0.00", False, False),
    ("[Red]#,##0;0;0", False, False),
    ("[Red][<-25]General;[Blue][>25]General;General", False, False),
    ('0" days"', False, False),
    (r"0\d", False, False),
    ("0_d", False, False),
    ("0*d", False, False),
    ("[$-809]dd mmmm yyyy", False, True),
    ("[$-F800]dddd, mmmm dd, yyyy", False, True),
    ("[$£-809]#,##0.00", False, False),
    ("mmm-yy", False, True),
    ("D/M/YYYY", False, True),
    ("h:mm AM/PM", False, True),
    ("yyyy;@", False, True),
    ('"year" 0', False, False),
    ("[h]:mm", False, False),
    ("[mm]:ss", False, False),
    ("[SS].0", False, False),
    ("", False, False),
]


@pytest.mark.parametrize(("fmt", "percent", "is_date"), CASES)
def test_what_a_number_is_shown_as(fmt: str, percent: bool, is_date: bool) -> None:
    """By the codes of the first section; quoted, escaped, padded and bracketed text shows nothing."""
    assert number_format_is_percent(fmt) is percent
    assert number_format_is_date(fmt) is is_date


@pytest.mark.parametrize("fmt", [*BUILTIN.values(), *(case[0] for case in CASES if case[0] != "0*d")])
def test_dates_are_openpyxls_but_for_durations(fmt: str) -> None:
    """The witness agrees on every format; elapsed time it calls a date, and a duration is a number of days."""
    assert number_format_is_date(fmt) is (is_date_format(fmt) and not is_timedelta_format(fmt))


@pytest.mark.parametrize(
    ("serial", "date1904", "expected"),
    [
        (0.0, False, time(0)),
        (0.75, False, time(18)),
        (0.9999999999, False, datetime(1900, 1, 1)),
        (1.0, False, datetime(1900, 1, 1)),
        (59.0, False, datetime(1900, 2, 28)),
        (60.0, False, datetime(1900, 2, 28)),
        (61.0, False, datetime(1900, 3, 1)),
        (44926.0, False, datetime(2022, 12, 31)),
        (44926.999999999, False, datetime(2023, 1, 1)),
        (43464.0, True, datetime(2022, 12, 31)),
        (0.5, True, time(12)),
        (2958465.0, False, datetime(9999, 12, 31)),
        (2958466.0, False, None),
        (1e300, False, None),
        (-1.0, False, None),
    ],
)
def test_serial_numbers_as_dates(serial: float, date1904: bool, expected: datetime | time | None) -> None:
    """Both date systems, the leap day that never was, times of day, and what no date is."""
    assert to_date(serial, date1904=date1904) == expected

"""Days as Excel counts them, and how many of a thing there are."""

from __future__ import annotations

from datetime import date
from datetime import datetime

import pytest

from pmxl.days import day_of
from pmxl.days import serial_of
from pmxl.excel.ranges import number
from pmxl.plural import plural


@pytest.mark.parametrize(
    ("serial", "day"),
    [(61, date(1900, 3, 1)), (20_000, date(1954, 10, 3)), (44_953, date(2023, 1, 27)), (73_050, date(2099, 12, 31))],
)
def test_a_day_and_its_number(serial: int, day: date) -> None:
    """As Excel itself shows them, there and back."""
    assert serial_of(day) == serial
    assert day_of(serial) == day


def test_a_time_of_day_belongs_to_its_day() -> None:
    """An afternoon is not the next day; a cell's own number keeps its time."""
    afternoon = datetime(2023, 1, 27, 18)  # noqa: DTZ001 - a cell has no time zone
    assert serial_of(afternoon) == 44_953
    assert day_of(44_953.75) == date(2023, 1, 27)
    assert number(afternoon) == 44_953.75


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 queries are"), (1, "1 query is"), (2, "2 queries are"), (1200, "1200 queries are")]
)
def test_one_is_not_many(count: int, said: str) -> None:
    """Nought and many take the other form."""
    assert plural(count, "query is", "queries are") == said
    assert plural(count, "figure") == f"{count} figure{'' if count == 1 else 's'}"

"""Which numbers may be days of our time, to the day: as what stood there is read, and as what is in the ledger."""

from __future__ import annotations

from datetime import datetime
from datetime import time

import pandas as pd
import pytest

from pmxl.assess.own_figures import is_of_another_kind
from pmxl.days import FIRST_SERIAL
from pmxl.days import LAST_SERIAL
from pmxl.days import day_of
from pmxl.readings import read_period
from pmxl.returns.numbers import read_number
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.terms import Kind

EDGES = [(FIRST_SERIAL - 1, False), (FIRST_SERIAL, True), (LAST_SERIAL, True), (LAST_SERIAL + 1, False)]
"""3 October 1954 and 10 January 2119 are the first and the last."""


@pytest.mark.parametrize(("serial", "can_be"), EDGES)
def test_a_bare_number_where_a_day_belongs_may_have_lost_its_format(serial: int, can_be: bool) -> None:
    """It waits for an answer; any other number is no day."""
    cell = Cell(8, 4, CellType.NUMBER, float(serial), str(serial), None, "General", False)
    reading = read_number(cell, Kind.MILESTONE)
    assert (reading.code, reading.value) == (("NUM016", serial) if can_be else ("NUM015", None))


@pytest.mark.parametrize(("serial", "is_near"), EDGES)
def test_a_day_long_ago_or_far_ahead_is_asked_about(serial: int, is_near: bool) -> None:
    """It is kept as it stands, and held."""
    day = datetime.combine(day_of(serial), time())
    cell = Cell(8, 4, CellType.DATE, day, str(serial), None, "dd/mm/yyyy", False)
    reading = read_number(cell, Kind.MILESTONE)
    assert (reading.code, reading.value) == ("" if is_near else "CEL031", serial)


@pytest.mark.parametrize(("serial", "can_be"), EDGES)
def test_a_bare_number_where_a_period_belongs_may_be_a_date(serial: int, can_be: bool) -> None:
    """Then it is asked which; any other number says nothing of a period."""
    reading = read_period(float(serial), months=3)
    assert (reading.is_held, bool(reading.problem or reading.says)) == (can_be, True)


@pytest.mark.parametrize(("value", "is_day"), EDGES[:2])
def test_what_was_kept_of_a_milestone_is_a_day_or_was_something_else(value: int, is_day: bool) -> None:
    """What an id counted before it was a milestone's is left out of its figures; other measures' figures stay."""
    recalled = pd.DataFrame({"measure": ["done", "count"], "value": [float(value), 1.0]})
    assert is_of_another_kind(recalled, ["done"], []).tolist() == [not is_day, False]

"""A file that brings several figures of one series: each counts as earlier for those after it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.figures import Figure
from pmxl.figures import Key
from pmxl.periods import Period
from pmxl.returns.check import Judged
from pmxl.returns.entries import Entry
from pmxl.returns.headings import VALUE
from pmxl.returns.history import Cell
from pmxl.returns.history import Course
from pmxl.returns.history import History
from pmxl.returns.judging import Growing
from pmxl.returns.judging import Past
from pmxl.returns.judging import judge_in_order
from pmxl.returns.memory import Memory
from pmxl.sheets.cells import Cell as SheetCell
from pmxl.sheets.cells import CellType
from tests.specimens.given import PLACES
from tests.specimens.given import course_of
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import POLICE
from tests.specimens.small import month
from tests.thorough import cases

CELL: Cell = ("c2", POLICE, "")
FIRST = month(2022, 7)


def entry(period: Period, number: float) -> Entry:
    """A row of the month, as it comes to be read."""
    cell = SheetCell(6, 11, CellType.NUMBER, number, f"{number}", None, "General", hidden=False)
    return Entry(Key(*CELL, period), FRAMEWORK.measure(CELL[0]), "Return", {VALUE: cell}, PLACES, "£")


def months_before(values: list[float]) -> list[tuple[Period, float]]:
    """Figures of the months up to the first of the file."""
    return [(FIRST.step(n - len(values)), one) for n, one in enumerate(values)]


def judged(history: History, now: list[tuple[int, float]]) -> list[Judged]:
    """What is said of the months of one file."""
    return judge_in_order([(entry(FIRST.step(n), one), False) for n, one in now], FRAMEWORK, history)


NUMBERS = st.sampled_from((90.0, 97.0, 100.0, 103.0, 110.0, 300.0))


@settings(max_examples=cases(200), deadline=None)
@given(
    st.lists(NUMBERS, min_size=1, max_size=13),
    st.lists(st.tuples(st.integers(-2, 4), NUMBERS), min_size=2, max_size=4, unique_by=lambda one: one[0]),
)
def test_a_past_in_columns_grows_as_one_that_is_typed(before: list[float], now: list[tuple[int, float]]) -> None:
    """Also where a month of the file is one that was given before."""
    series = months_before(before)
    typed, laid_out = (judged({CELL: one}, now) for one in (series, course_of(series)))
    assert [(one.figure, one.findings, one.untested) for one in typed] == [
        (one.figure, one.findings, one.untested) for one in laid_out
    ]


def figure(period: Period, number: float | None) -> Figure:
    """A figure of the file that was kept."""
    return Figure(*CELL, period, value=number)


def test_what_comes_after_all_before_stays_in_columns() -> None:
    """So that it is as quickly looked through as the others."""
    series = course_of(months_before([100.0, 110.0]))
    growing = Growing(Past({CELL: series}, None, Memory()), {CELL})
    growing.add(Key(*CELL, FIRST), figure(FIRST, 105.0))
    grown = growing.of(Key(*CELL, FIRST.step(1))).history[CELL]
    assert isinstance(grown, Course)
    assert list(grown) == [*series, (FIRST, 105.0)]
    growing.add(Key(*CELL, FIRST.step(-1)), figure(FIRST.step(-1), 120.0))
    again = growing.of(Key(*CELL, FIRST.step(1))).history[CELL]
    assert not isinstance(again, Course)
    assert list(again) == [(FIRST.step(-2), 100.0), (FIRST.step(-1), 120.0), (FIRST, 105.0)]


def test_a_series_that_comes_but_once_is_not_kept_track_of() -> None:
    """Nothing after it looks for it."""
    growing = Growing(Past({}, None, Memory()), ())
    growing.add(Key(*CELL, FIRST), figure(FIRST, 105.0))
    assert growing.of(Key(*CELL, FIRST.step(1))).history == {}

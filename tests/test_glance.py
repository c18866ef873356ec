"""What a glance looks at: what came before a figure, and what is the same for all figures of its measure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.periods import Period
from pmxl.returns.check import asked_of
from pmxl.returns.check import judge
from pmxl.returns.checks import ground
from pmxl.returns.checks.before import NOTHING
from pmxl.returns.checks.before import walked
from pmxl.returns.checks.ground import WINDOW
from pmxl.returns.checks.series import compared_with
from pmxl.returns.checks.series import since_the_break
from pmxl.returns.checks.silent import in_its_place
from pmxl.returns.checks.steady import moved_as_usual
from pmxl.returns.history import at
from tests.specimens.given import course_of
from tests.specimens.given import fired
from tests.specimens.given import parts
from tests.specimens.given import past
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.test_silent import EDGES
from tests.test_silent import in_full
from tests.thorough import cases


def test_a_period_that_is_there_twice_is_left_to_the_checks() -> None:
    """Which of the two figures counts, no glance can say."""
    ((cell, told),) = past("h1", (52.0, 54.0)).items()
    assert walked(told, row_of("h1", value(56)).ground) is not None
    assert walked([*told, told[-1]], row_of("h1", value(56)).ground) is None
    twice = row_of("h1", parts(159, 280), history={cell: [*told, told[-1]]})
    assert judge(replace(twice, denominators=twice.history)) == in_full(replace(twice, denominators=twice.history))


def test_of_a_figure_out_of_its_place_nothing_else_is_spared() -> None:
    """Its other checks wait for what is said of that, as of a figure that is not plain."""
    nobodys = row_of("h1", value(56), partner="police")
    asked_before = [one.code for stage in asked_of(nobodys) for one in stage]
    assert {"VAL021", "VAL007", "VAL052"} <= set(asked_before)
    assert [one.code for one in judge(nobodys).findings] == ["VAL021"]


def test_a_framework_is_remembered_only_while_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long run over many frameworks and periods keeps no more grounds than it has room for."""
    monkeypatch.setattr(ground, "KNOWN", {})
    monkeypatch.setattr(ground, "MOST", 2)
    measure = FRAMEWORK.measure("h1")
    first, *_ = [ground.ground_of(FRAMEWORK, measure, Q3.step(-n)) for n in range(3)]
    assert len(ground.KNOWN) == 1
    again = ground.ground_of(FRAMEWORK, measure, Q3)
    assert again is not first
    assert ground.ground_of(FRAMEWORK, measure, Q3) is again


MONTHS_AND_QUARTERS = st.lists(
    st.tuples(st.integers(Q3.start - 40, Q3.start + 4), st.sampled_from((3, 3, 3, 1, 12))), unique=True, max_size=16
)


@settings(max_examples=cases(300), deadline=None)
@given(MONTHS_AND_QUARTERS, st.lists(st.integers(0, 9), max_size=2), st.booleans())
def test_what_came_before_is_what_the_checks_look_at(
    spans: list[tuple[int, int]], breaks: list[int], seasonal: bool
) -> None:
    """Of months, quarters and years in one series, with gaps, breaks and later figures: however it is laid out."""
    series = [(Period(start, months), float(n)) for n, (start, months) in enumerate(sorted(spans))]
    ((cell, _),) = past("h1", ()).items()
    row = row_of("h1", value(56), history={cell: series})
    measure = row.measure.model_copy(update={"seasonal": seasonal, "rebase": tuple(Q3.step(-n) for n in breaks)})
    row = replace(row, given=replace(row.given, measure=measure))
    told = since_the_break(row, row.history)
    before, key = walked(series, row.ground), row.key
    assert before is not None
    assert [*zip(before.frame.starts, before.values, strict=True)] == [(one.start, figure) for one, figure in told]
    assert [before.least, before.most] == ([min(before.values), max(before.values)] if told else [0, 0])
    assert before.previous == at(row.history, key, key.period.previous)
    assert before.last_year == at(row.history, key, key.period.last_year)
    assert before.frame.is_new == (at(row.history, key, key.period) is None)
    compared = compared_with(row, told)
    assert before.compared_with(row.ground) == (compared and compared[1])
    window = [Q3.start - 3 * back for back in range(WINDOW, 0, -1)]
    recent = before.frame.starts[-WINDOW:]
    assert before.frame.is_unbroken == (bool(recent) and recent == window[-len(recent) :])
    in_columns = walked(course_of(series), row.ground)
    assert in_columns is not None
    assert (in_columns[1:], in_columns.frame.starts) == (before[1:], before.frame.starts)
    assert (in_columns is NOTHING) == (not series)


def test_a_series_in_columns_is_the_series() -> None:
    """Looked at from any side; two of the same periods hold these but once."""
    ((_, told),) = past("h1", (52.0, 54.0, 55.0)).items()
    course, other = course_of(told), course_of([(one, 2 * figure) for one, figure in told])
    assert (list(course), len(course), course[-1], course[1:]) == (told, 3, told[-1], told[1:])
    assert course == told != other
    assert course.periods is other.periods


def test_of_a_partner_that_has_gone_its_place_is_asked_about() -> None:
    """Where one partner has an end, the period of a figure is held against the life of whoever gives it."""
    gone = [p.model_copy(update={"to": Q3.step(-4)}) if p.id == NORTHVALE else p for p in FRAMEWORK.partners]
    assert in_its_place(row_of("h1", value(56)))
    assert not in_its_place(row_of("h1", value(56), framework=amended(partners=tuple(gone))))


def test_a_leap_over_a_gap_is_no_move_that_is_usual() -> None:
    """What lies between two figures that do not follow each other makes no other leap usual."""
    ((cell, told),) = past("h1", (50, 50.1, 50, 50.1, 55, 60, 60.1, 60, 60.1)).items()
    row = row_of("h1", value(62), history={cell: [*told[:4], *told[5:]]}, framework=EDGES)
    assert not moved_as_usual(row)
    assert "VAL007" in fired(judge(row))

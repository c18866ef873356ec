"""What is told of a figure in one look: that it is as those before it, of which no check on its past says anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.framework.models import Measure
from pmxl.returns.check import CHECKS
from pmxl.returns.check import asked_of
from pmxl.returns.checking import Row
from pmxl.returns.checks.usual import OF_THE_USUAL
from pmxl.returns.checks.usual import is_usual
from pmxl.terms import Accumulate
from tests.specimens.given import course_of
from tests.specimens.given import parts
from tests.specimens.given import past
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.small import Q3
from tests.thorough import cases

LEVELS = (0.5, 24.0, 56.0, 1_000.0)
STEADY = (54.0, 56.0, 53.0, 57.0, 55.0, 56.5, 54.5, 56.0)
WHOLES = (280.0, 284.0, 279.0, 283.0, 281.0, 280.0, 285.0, 282.0)
RUNS = {one.code: one.run for one in CHECKS}


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A figure near to those of a level before it, or beyond them, with a denominator that may be, too."""
    level, size = draw(st.sampled_from(LEVELS)), draw(st.integers(4, 14))
    shares = st.lists(st.floats(0.94, 1.06), min_size=size, max_size=size)
    before = [round(level * share, 1) for share in draw(shares)]
    now = draw(st.one_of(st.floats(0.9, 1.1).map(lambda share: share * level), st.sampled_from(before)))
    series = course_of(past("h1", before)["h1", NORTH, ""])
    wholes = course_of(past("h1", [round(280 * share) for share in draw(shares)])["h1", NORTH, ""])
    below = draw(st.floats(180, 420).map(round))
    given = parts(now * below / 100, below) if draw(st.booleans()) else value(now)
    row = row_of("h1", given, history={("h1", NORTH, ""): series})
    return replace(row, denominators={("h1", NORTH, ""): wholes} if draw(st.booleans()) else None)


NORTH = row_of("h1", value(1)).given.key.partner


@settings(max_examples=cases(600), deadline=None)
@given(rows())
def test_of_what_is_usual_no_check_on_the_past_has_anything_to_say(row: Row) -> None:
    """Each of them is run in full."""
    if is_usual(row):
        assert {code: RUNS[code](row) for code in OF_THE_USUAL} == dict.fromkeys(OF_THE_USUAL)


def usual_row(**changes: object) -> Row:
    """A figure as those before it, but for a change of its measure."""
    row = row_of("h1", parts(155, 280), history={("h1", NORTH, ""): course_of(past("h1", STEADY)["h1", NORTH, ""])})
    wholes = {("h1", NORTH, ""): course_of(past("h1", WHOLES)["h1", NORTH, ""])}
    measure: Measure = row.measure.model_copy(update=changes)
    return replace(row, given=replace(row.given, measure=measure), denominators=wholes)


def test_a_usual_figure_is_told_and_asked_nothing_of_its_past() -> None:
    """What is left to ask of it has nothing to do with what came before."""
    row = usual_row()
    assert is_usual(row)
    codes = {one.code for stage in asked_of(row) for one in stage}
    assert codes.isdisjoint(OF_THE_USUAL)


@pytest.mark.parametrize(
    "changes", [{"seasonal": True}, {"accumulate": Accumulate.CUMULATIVE}, {"rebase": (Q3.step(-2),)}], ids=str
)
def test_what_is_compared_otherwise_is_left_to_the_checks(changes: dict[str, object]) -> None:
    """Of a season, of a year so far, since a break: one look does not tell."""
    assert not is_usual(usual_row(**changes))


NUMBERS = {
    "the very figure of the last period": value(STEADY[-1]),
    "that of a year ago": value(STEADY[-4]),
    "far above": value(90),
    "far below": value(20),
    "beyond its limits": value(65),
    "a denominator far from the last": parts(78, 141),
}


@pytest.mark.parametrize("figures", NUMBERS.values(), ids=NUMBERS.keys())
def test_what_stands_out_is_left_to_the_checks(figures: dict[str, float | str]) -> None:
    """Each for one reason."""
    row = usual_row()
    other = row_of("h1", figures, history=row.history)
    assert not is_usual(replace(other, denominators=row.denominators))


def test_a_past_with_a_gap_is_left_to_the_checks() -> None:
    """And one of few figures, and one that lies in no columns."""
    series = past("h1", STEADY)["h1", NORTH, ""]
    pasts = ([one for n, one in enumerate(series) if n != 2], series[-5:])
    row = usual_row()
    found = Counter(is_usual(replace(row, history={("h1", NORTH, ""): course_of(some)})) for some in pasts)
    assert found == {False: 2}
    assert not is_usual(replace(row, history={("h1", NORTH, ""): series}))


ON_THE_LIMIT = {
    30.1: (26.8, 24.1, 24.4, 26.3, 24.9, 26.2, 24.1, 23.1, 26.1, 21.8),
    82.1: (106.5, 104.3, 104.4, 99.5, 89.8, 100.3, 93.9, 110.1),
    83.1: (94.7, 99.4, 103.6, 104.5, 93.7, 103.7, 98.8, 110.8),
}


@pytest.mark.parametrize("now", ON_THE_LIMIT)
def test_a_figure_on_its_limit_is_within_it(now: float) -> None:
    """Whichever way the last place of binary arithmetic falls; a hundredth beyond it is beyond it."""
    before = past("d1", ON_THE_LIMIT[now])
    beyond = now + (0.01 if now == max((now, *ON_THE_LIMIT[now])) else -0.01)
    found = [RUNS["VAL007"](row_of("d1", value(one), history=before)) for one in (now, beyond)]
    assert [one is None for one in found] == [True, False]

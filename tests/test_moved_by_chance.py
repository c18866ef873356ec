"""Moved by chance: of few events a move of more than half says nothing, and nobody is asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from pmxl.returns.check import judge
from pmxl.returns.memory import Memory
from pmxl.terms import Kind
from tests.specimens.given import Figures
from tests.specimens.given import fired
from tests.specimens.given import parts
from tests.specimens.given import past
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.small import amended
from tests.specimens.small import measure


def asked(kind: Kind, given: Figures, before: Sequence[tuple[float, float]]) -> set[str]:
    """The codes that ask about a figure after some of which both parts are known; of a count the first."""
    of = measure("m", "Assaults on staff", kind, decimals=0)
    values = [above if kind is Kind.COUNT else above * of.multiplier / below for above, below in before]
    row = row_of("m", given, history=past("m", values), framework=amended(measures=(of,), targets=()))
    above, below = ([one[at] for one in before] for at in (0, 1))
    known = replace(row, denominators=past("m", below), memory=Memory(numerators=past("m", above)))
    return set(fired(judge(known)))


@pytest.mark.parametrize(
    ("then", "now", "is_asked"),
    [
        (1, 3, False),
        (3, 1, False),
        (4, 11, False),
        (4, 12, True),
        (3, 0, False),
        (5, 0, True),
        (30, 46, False),
        (100, 151, True),
    ],
)
def test_a_count_of_few(then: float, now: float, is_asked: bool) -> None:
    """After 4, chance alone makes 11 now and then, and seldom 12."""
    found = asked(Kind.COUNT, value(now), [(then, 1), (then, 1)])
    assert ("VAL007" in found) is is_asked


@pytest.mark.parametrize(
    ("kind", "then", "now", "is_asked"),
    [
        (Kind.RATE, (1, 3400), (3, 3400), False),
        (Kind.RATE, (1, 3400), (8, 3400), True),
        (Kind.RATE, (2, 100), (8, 140), False),
        (Kind.RATE, (2, 100), (8, 1000), True),  # ten times as many live there now: a digit too many?
        (Kind.PERCENTAGE, (2, 8), (2, 40), True),
        (Kind.PERCENTAGE, (1, 4), (1, 1), False),
        (Kind.RATE, (100, 3400), (300, 3400), True),
        (Kind.PERCENTAGE, (3, 4), (1, 4), False),
        (Kind.PERCENTAGE, (19, 20), (9, 20), True),  # 19 and 9 may be chance; that 1 became 11 is none
        (Kind.PERCENTAGE, (300, 400), (100, 400), True),
        (Kind.MEAN, (1, 3), (3, 3), True),  # days are no events
    ],
)
def test_two_parts_of_few(
    kind: Kind,
    then: tuple[float, float],
    now: tuple[float, float],
    is_asked: bool,
) -> None:
    """What was counted, of as many as there were to count; of a percentage both sides of it."""
    assert ("VAL007" in asked(kind, parts(*now), [then, then])) is is_asked


def test_a_value_alone_tells_not_of_how_many_it_is() -> None:
    """It is asked about as ever."""
    assert "VAL007" in asked(Kind.PERCENTAGE, value(25), [(3, 4), (3, 4)])


@pytest.mark.parametrize(("below", "is_asked"), [(7, False), (400, True)])
def test_a_denominator_of_few(below: float, is_asked: bool) -> None:
    """Three launches in one quarter and seven in the next weigh little in any pool."""
    of = measure("m", "Rescues", Kind.PERCENTAGE, partners=("northvale", "police"))
    row = row_of("m", parts(2, below), framework=amended(measures=(of,), targets=()))
    found = judge(replace(row, denominators=past("m", [3, 3] if below == 7 else [100, 100])))
    assert ("VAL033" in fired(found)) is is_asked


@pytest.mark.parametrize(
    ("more", "is_asked"),
    [
        ({}, False),
        ({"unit": "thousand visits"}, True),
        ({"unit": "Hundred beds"}, True),
        ({"unit": "visits (x1000)"}, True),
        ({"unit": "homes, 100s"}, True),
        ({"decimals": 1}, True),
    ],
)
def test_thousands_are_not_few(more: dict[str, Any], is_asked: bool) -> None:
    """4 thousand visits and 9 thousand are not moved by chance."""
    of = measure("m", "Visits", Kind.COUNT, **({"decimals": 0} | more))
    row = row_of("m", value(9), history=past("m", [4, 4]), framework=amended(measures=(of,), targets=()))
    assert ("VAL007" in fired(judge(row))) is is_asked


@pytest.mark.parametrize("kind", [Kind.RATE, Kind.RATIO])
def test_money_and_who_lives_there_do_not_move_by_chance(kind: Kind) -> None:
    """9 and 19 may be million pounds, or thousand people."""
    assert "VAL033" in asked(kind, parts(30, 19), [(18, 9), (18, 9)])
    assert "VAL033" not in asked(Kind.PERCENTAGE, parts(2, 7), [(2, 3), (2, 3)])


def test_limits_beyond_the_whole_are_told_as_the_whole() -> None:
    """A year ago it was 98 %, and it rises by nine a year: nobody is told of 106 %."""
    quarters = [60, 62, 80, 60, 70, 72, 90, 70, 80, 82, 98, 80, 90, 92]
    of = measure("m", "Answered in time", Kind.PERCENTAGE, decimals=0, seasonal=True)
    row = row_of("m", value(40), history=past("m", quarters), framework=amended(measures=(of,), targets=()))
    assert fired(judge(row))["VAL007"].endswith("and is 40 % now; it usually lies near 100.")

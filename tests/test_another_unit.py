"""A figure a thousand times what it can be: held from the first one on, whatever it can be held against."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.periods import Period
from pmxl.returns.check import asked_of
from pmxl.returns.check import judge
from pmxl.returns.checking import Row
from pmxl.returns.checks.doubt import another_unit
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Kind
from tests.specimens.given import fired
from tests.specimens.given import parts
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import measure
from tests.specimens.small import quarter
from tests.thorough import cases

Quarter = tuple[int, int]
SPENT = "Spent, 2022-23 Q3 is"
Past = dict[Quarter, float]
"""Figures by the year's opening and the quarter's number."""

YEARS_OF_TOTALS: Past = {(2021, 1): 240, (2021, 2): 470, (2021, 3): 690, (2021, 4): 930, (2022, 1): 230, (2022, 2): 460}
SEASONS: Past = {(2021, 3): 9_000, (2021, 4): 700, (2022, 1): 400, (2022, 2): 8_000}
POOL: Past = {(2021, 1): 4_000, (2021, 2): 9_000, (2021, 3): 150, (2021, 4): 30, (2022, 1): 5_000, (2022, 2): 8_000}
WILD: Past = {(2021, 2): 900, (2021, 3): 3, (2021, 4): 450, (2022, 1): 12, (2022, 2): 300}


def spent(
    now: float,
    past: Past,
    accumulate: Accumulate,
    *,
    target: float | None = None,
    period: Period = Q3,
    **words: Any,
) -> Row:
    """A figure of what a partner spent, after these."""
    what = measure("m1", "Spent", words.pop("kind", Kind.MONEY), accumulate=accumulate, **words)
    rows = [] if target is None else [aimed(target, period)]
    framework = amended(measures=(what,), targets=tuple(rows), comparators=(), tolerances=())
    history = {("m1", NORTHVALE, ""): [(quarter(*when), float(figure)) for when, figure in past.items()]}
    return row_of("m1", value(now), history=history, framework=framework, period=period)


def aimed(target: float, period: Period) -> Any:
    """The partner's own target for one period."""
    first = FRAMEWORK.targets[0]
    own = {"measure": "m1", "partner": NORTHVALE, "period": period, "basis": Basis.PERIOD, "target": target}
    return first.model_copy(update=own)


def share_of(numerator: float, denominator: float, target: float, past: Past) -> Row:
    """A percentage made of two counts, after these."""
    what = measure("m1", "Spent", Kind.PERCENTAGE, accumulate=Accumulate.FLOW, polarity="lower")
    framework = amended(measures=(what,), targets=(aimed(target, Q3),), comparators=(), tolerances=())
    history = {("m1", NORTHVALE, ""): [(quarter(*when), float(figure)) for when, figure in past.items()]}
    return row_of("m1", parts(numerator, denominator), history=history, framework=framework, period=Q3)


CUMULATIVE, FLOW, STOCK, ROLLING = Accumulate.CUMULATIVE, Accumulate.FLOW, Accumulate.STOCK, Accumulate.ROLLING
SAYS: list[tuple[Row, str]] = [
    # a total so far in the year: what it was before in the year, a year ago, or what it is to be
    (spent(700_000, {(2022, 2): 460}, CUMULATIVE), "700,000, and it was 460 in 2022-23 Q2: it can be that, or 700"),
    (spent(700_000, {(2021, 3): 690}, CUMULATIVE), "700,000, and it was 690 in 2021-22 Q3: it can be that, or 700"),
    (spent(700_000, {}, CUMULATIVE, target=750), "700,000, and its target is 750: it can be that, or 700"),
    (spent(700_000, YEARS_OF_TOTALS, CUMULATIVE), "700,000, and it was 460 in 2022-23 Q2: it can be that, or 700"),
    (spent(700_000, {(2022, 1): 100}, CUMULATIVE), "700,000, and it was 100 in 2022-23 Q1: it can be that, or 700"),
    (
        spent(700_000, {(2021, 3): 690, (2021, 4): 2_900}, CUMULATIVE),
        "700,000, and it was 690 in 2021-22 Q3: it can be that, or 700",
    ),
    (spent(700_000, {(2021, 4): 930}, CUMULATIVE), "700,000, and it was 930 in 2021-22 Q4: it can be that, or 700"),
    (
        spent(7e5, {(2021, 3): 690, (2022, 2): 0}, CUMULATIVE),
        "700,000, and it was 690 in 2021-22 Q3: it can be that, or 700",
    ),
    (spent(0.7, YEARS_OF_TOTALS, CUMULATIVE), "0.7, and it was 460 in 2022-23 Q2: it can be that, or 700"),
    (spent(7e8, YEARS_OF_TOTALS, CUMULATIVE), "700,000,000, and it was 460 in 2022-23 Q2: it can be that, or 700"),
    (spent(70_000, YEARS_OF_TOTALS, CUMULATIVE), "70,000, and it was 460 in 2022-23 Q2: it can be that, or 700"),
    (
        spent(9_000_000, SEASONS, FLOW, seasonal=True),
        "9,000,000, and it was 9,000 in 2021-22 Q3: it can be that, or 9,000",
    ),
    # any other: all that came before, be it one figure
    *(
        (spent(240_000, {(2022, 2): 230}, way), "240,000, and it was 230 in 2022-23 Q2: it can be that, or 240")
        for way in (FLOW, STOCK, ROLLING)
    ),
    (spent(240_000, {}, FLOW, target=250), "240,000, and its target is 250: it can be that, or 240"),
    (
        spent(240_000, {(2021, 1): 90, (2022, 2): 600}, FLOW),
        "240,000, and it was 600 in 2022-23 Q2: it can be that, or 240",
    ),
]
SILENT_OF: list[Row] = [
    spent(690, YEARS_OF_TOTALS, CUMULATIVE, target=700),
    spent(4_300, {(2022, 2): 460}, CUMULATIVE),  # ten times is no other unit where so little is known
    spent(46_000, {(2022, 2): 460}, CUMULATIVE),  # a hundred times one figure is not either
    spent(230, {(2021, 4): 930}, CUMULATIVE, period=quarter(2022, 1)),  # a year begins anew
    spent(700, {(2022, 2): 0.7}, CUMULATIVE, target=900),  # spending that began late, as its target says
    spent(700_000, {(2022, 2): 460}, CUMULATIVE, target=600_000),
    spent(2_900, WILD, FLOW, seasonal=True),  # no more than it moved by itself in other seasons
    spent(900, WILD, FLOW),
    spent(200, POOL, FLOW, seasonal=True),
    spent(4, {(2021, 4): 0, (2022, 1): 0, (2022, 2): 1}, FLOW, kind=Kind.COUNT),
    spent(1_000, {(2021, 4): 0, (2022, 1): 0, (2022, 2): 1}, FLOW, kind=Kind.COUNT),
    spent(500, {(2022, 1): 0, (2022, 2): 0.5}, FLOW),
    spent(500, {(2022, 1): -0.5, (2022, 2): 0.5}, FLOW),
    spent(4_000, {(2022, 2): 4}, FLOW, kind=Kind.COUNT),  # nobody counts four in another unit
    spent(4, {(2022, 2): 4_100}, FLOW, kind=Kind.COUNT),  # a door that closed
    spent(134, {(2022, 1): 4, (2022, 2): 4}, FLOW, kind=Kind.COUNT),
    spent(9, {(2021, 3): 70, (2021, 4): 86, (2022, 1): 56, (2022, 2): 50}, FLOW, kind=Kind.COUNT),
    spent(500, {(2022, 2): 0}, CUMULATIVE),
    spent(700_000, {}, FLOW),
    spent(0.24, {}, FLOW, target=250),  # what has just begun
    share_of(12, 20_000, 60, {}),  # counts are in no other unit
    share_of(3, 500, 55, {(2022, 2): 50}),
    spent(-700_000, {(2022, 2): 460}, FLOW),
]


@pytest.mark.parametrize(("row", "says"), SAYS, ids=[says for _, says in SAYS])
def test_one_thing_to_hold_it_against_is_enough(row: Row, says: str) -> None:
    """The figure is held, and the sentence names what it was held against."""
    judged = judge(row)
    assert fired(judged).get("VAL032") == f"{SPENT} {says} in another unit."
    assert judged.figure is not None
    assert judged.figure.held


@pytest.mark.parametrize("row", SILENT_OF, ids=[f"{row.given.value:g} {n}" for n, row in enumerate(SILENT_OF)])
def test_what_a_figure_may_have_come_to_by_itself_is_not_held(row: Row) -> None:
    """Years that begin anew, late starts, rare events, doors that close, and figures that vary a hundredfold."""
    assert "VAL032" not in fired(judge(row))


STEADY: Past = {(2021, 1): 100, (2021, 2): 100, (2021, 3): 100, (2021, 4): 100, (2022, 1): 100, (2022, 2): 100}
LATE: Past = {(2021, 3): 3, (2021, 4): 290}
EARLIER: Past = {(2021, 3): 3_000, (2022, 2): 30}
EDGES: list[tuple[Row, Row]] = [
    # in the other unit at most three times what it is held against, and at least a third of it
    (spent(300_000, {(2022, 2): 100}, FLOW), spent(300_001, {(2022, 2): 100}, FLOW)),
    (spent(100_000, {(2022, 2): 300}, FLOW), spent(99_999, {(2022, 2): 300}, FLOW)),
    (spent(750_000, {}, FLOW, target=250), spent(750_001, {}, FLOW, target=250)),
    (spent(250_000, {}, FLOW, target=750), spent(249_999, {}, FLOW, target=750)),
    # of a total so far in the year: a third of what it was, up to three times where its pace leads
    (spent(900_000, {(2022, 1): 100}, CUMULATIVE), spent(900_001, {(2022, 1): 100}, CUMULATIVE)),
    (spent(100_000, {(2022, 1): 300}, CUMULATIVE), spent(99_999, {(2022, 1): 300}, CUMULATIVE)),
    # no nearer than ten times to what was seen before, in whatever season
    (spent(2_901, LATE, FLOW, seasonal=True), spent(2_900, LATE, FLOW, seasonal=True)),
    (spent(2.9, EARLIER, FLOW, seasonal=True, decimals=1), spent(3, EARLIER, FLOW, seasonal=True, decimals=1)),
    # ten and more are counted in another unit, and fewer are not
    (spent(10_000, {(2022, 2): 9}, FLOW, kind=Kind.COUNT), spent(9_000, {(2022, 2): 9}, FLOW, kind=Kind.COUNT)),
    # ten times what was steady: at most a quarter beyond it, and where the largest was no more than twice the smallest
    (spent(1_250, STEADY, FLOW), spent(1_251, STEADY, FLOW)),
    (spent(800, STEADY, FLOW), spent(799, STEADY, FLOW)),
    (spent(1_500, STEADY | {(2022, 2): 200}, FLOW), spent(1_500, STEADY | {(2022, 2): 201}, FLOW)),
    # a hundred times two figures, and not one
    (
        spent(46_000, {(2022, 1): 400, (2022, 2): 460}, FLOW),
        spent(46_000, {(2022, 2): 460}, FLOW),
    ),
]
"""The last figure that is held, and the first that is not."""


@pytest.mark.parametrize(("held", "free"), EDGES, ids=[f"{row.given.value:g} {n}" for n, (row, _) in enumerate(EDGES)])
def test_how_far_a_figure_in_another_unit_may_be_from_all_others(held: Row, free: Row) -> None:
    """Up to the edge it is held, and a hair beyond it is not."""
    assert ["VAL032" in fired(judge(row)) for row in (held, free)] == [True, False]


@pytest.mark.parametrize(
    ("row", "is_held"),
    [
        (spent(160.5, STEADY | {(2022, 1): 70, (2022, 2): 0}, FLOW, decimals=1), True),
        (spent(150.5, STEADY | {(2022, 1): 70, (2022, 2): 0}, FLOW, decimals=1), True),
        (spent(150, STEADY | {(2022, 1): 70, (2022, 2): 0}, FLOW, decimals=1), False),  # no more than half beyond
        (spent(200, STEADY, FLOW), False),  # less what came before there would be nothing
        (spent(300, STEADY, FLOW), True),
        (spent(200, {when: figure for when, figure in STEADY.items() if when != (2022, 1)}, FLOW), False),
    ],
)
def test_a_total_of_the_year_so_far_is_far_and_all_before_it_is_known(row: Row, is_held: bool) -> None:
    """Half beyond the largest ever is not far yet; where a figure of the year is missing nothing can be taken off."""
    assert ("VAL036" in fired(judge(row))) is is_held


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A figure far from little that came before it, or from a target alone."""
    quarters = draw(st.lists(st.integers(-8, -1), unique=True, max_size=6))
    size = draw(st.sampled_from((0.5, 4.0, 30.0, 460.0, 7_000.0)))
    figures = [size * draw(st.sampled_from((0.0, 0.3, 0.9, 1.0, 1.1, 2.0, 20.0, -1.0, 1.0))) for _ in quarters]
    past = [(Q3.step(back), figure) for back, figure in zip(sorted(quarters), figures, strict=True)]
    times = st.sampled_from((1.0, 2.0, 9.0, 11.0, 100.0, 350.0, 1_000.0, 2_900.0, 1e6, 1e-3, 1e-2, 1e-6, 0.09))
    target = draw(st.sampled_from((None, size, size * 2, size * 1_000)))
    words: dict[str, Any] = {"seasonal": draw(st.booleans()), "kind": draw(st.sampled_from((Kind.MONEY, Kind.COUNT)))}
    row = spent(size * draw(times), {}, draw(st.sampled_from(Accumulate)), target=target, decimals=1, **words)
    return replace(row, history={("m1", NORTHVALE, ""): past} if past else {})


@settings(max_examples=cases(1_500), deadline=None)
@given(rows())
def test_a_glance_leaves_out_no_figure_that_would_be_held(row: Row) -> None:
    """What the check would hold is asked for, whatever little came before."""
    if another_unit(replace(row)) is not None:
        assert "VAL032" in {check.code for stage in asked_of(row) for check in stage}

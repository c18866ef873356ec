"""Signals: the word for every figure of a history."""

from __future__ import annotations

import inspect
from math import isnan
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.assurance import assurance
from pmxl.rules.patterns import Pattern
from pmxl.rules.real import real
from pmxl.rules.signal import read
from pmxl.rules.signal import signal
from pmxl.rules.trend import trend
from pmxl.rules.xmr import limits_of
from pmxl.terms import Signal
from tests.spec.table import named
from tests.thorough import cases

LETTERS = {
    "": "-",
    Signal.TOO_FEW: "?",
    Signal.COMMON_CAUSE: ".",
    Signal.IMPROVEMENT: "I",
    Signal.CONCERN: "C",
    Signal.HIGH: "H",
    Signal.LOW: "L",
}

TABLE = """
figures                               | polarity | words                                 | why
1 2 1 2 1                             | higher   | ? ? ? ? ?                             | five figures are too few
1 2 1 2 9 --                          | higher   | ? ? ? ? ? -                           | and a gap is no sixth
1 2 1 2 1 2                           | higher   | . . . . . .                           | six are enough
1 6 1 6 1 6 1 6 1 6 28                | higher   | . . . . . . . . . . I                 | limits on trial do signal
1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1  | higher   | . . . . I . . . . . . . . . . . . .   | above the upper limit
1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1  | lower    | . . . . C . . . . . . . . . . . . .   | lower is better
1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1  | none     | . . . . H . . . . . . . . . . . . .   | neither
9 8 9 8 0 9 8 9 8 9 8 9 8 9 8 9 8 9   | none     | . . . . L . . . . . . . . . . . . .   | neither, below
9 8 9 8 0 9 8 9 8 9 8 9 8 9 8 9 8 9   | range    | . . . . L . . . . . . . . . . . . .   | a range: no side is better
9 8 9 8 0 9 8 9 8 9 8 9 8 9 8 9 8 9   | nearest  | . . . . L . . . . . . . . . . . . .   | nor of a target to be near
5 5 5 5 5 5                           | higher   | . . . . . .                           | nothing moves
.1 .1 .1 .1 .1 .1 .1                  | higher   | . . . . . . .                         | nor does binary arithmetic
5 5 5 5 5 5 5 5 5 5 6                 | higher   | C C C C C C C C C C I                 | limits that are the mean
1 7 1 7 1 7 1 2 3 4 5 6 7             | higher   | . . . . . . I I I I I I I             | a trend speaks by direction
1 7 1 7 1 7 1 2 3 4 5 6 7             | lower    | . . . . . . C C C C C C C             | rising, lower is better
1 7 1 7 1 7 1 2 3 4 5 6 7             | none     | . . . . . . H H H H H H H             | rising counts as High
7 1 7 1 7 1 7 6 5 4 3 2 1             | higher   | . . . . . . C C C C C C C             | falling
1 2 3 4 5 6 7                         | higher   | C I I I I I I                         | outside comes before a trend
1 7 1 7 1 7 1 2 3 4 5 6 7 6 5 4 3 2 1 | higher   | . . . . . . I I I I I I C C C C C C C | a turn goes with the later
2 3 2 3 2 3 5 6 5 6 5 6 5 2 3 2 3 2   | higher   | . . . . . . I I I I I I I . . . . .   | seven above the mean
"""


@pytest.mark.parametrize(("figures", "polarity", "said"), named(TABLE))
def test_the_word_for_every_figure(figures: str, polarity: str, said: str) -> None:
    """I improvement, C concern, H high, L low, . common cause, ? too few figures, - no figure."""
    history = [nan if word == "--" else float(word) for word in figures.split()]
    assert [LETTERS[word] for word in signal(history, polarity)] == said.split()


def test_which_pattern_it_was() -> None:
    """With the word comes the pattern, and the limits by which the figure was judged."""
    found = read([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    assert found.pattern[4] == Pattern.OUTSIDE
    assert set(found.pattern[:4]) == {""}
    assert found.limits.upper[4] == pytest.approx(4.604, abs=0.0005)


def test_screening_is_a_setting() -> None:
    """Unscreened, as the NHS Excel tool has it, one wild figure widens the limits for all."""
    history = [*[1, 2] * 5, 6, *[1, 2] * 5]
    assert signal(history)[10] == "Improvement"
    assert signal([*[1, 2] * 2, 5, *[1, 2] * 2], screening=False)[4] == "Common cause"


def test_a_break_in_the_series_is_no_signal() -> None:
    """What lies before a break is judged by itself; no pattern goes across it."""
    history = [1, 2, 1, 2, 1, 2, 101, 102, 101, 102, 101, 102]
    assert set(signal(history, phase=[0] * 6 + [1] * 6)) == {"Common cause"}
    assert signal(history, phase=[0] * 9 + [1] * 3).tolist()[9:] == ["Too few figures"] * 3
    rising = [1, 7, 1, 7, 1, 7, 1, 2, 3, 4, 5, 6, 7, 1, 7, 1, 7]
    assert signal(rising).tolist().count("Improvement") == 7
    assert set(signal(rising, phase=[0] * 10 + [1] * 7)) == {"Common cause"}


def test_other_rule_sets() -> None:
    """Seven on one side are a shift to one set and not to another; a run chart goes by the median."""
    history = [2, 3, 2, 3, 2, 3, 5, 6, 5, 6, 5, 6, 5, 2, 3, 2, 3, 2]
    assert Pattern.SHIFT in set(read(history).pattern)
    assert Pattern.SHIFT not in set(read(history, rules="8/6 control chart").pattern)
    assert read(history, rules="6/5 run chart").pattern.tolist().count(Pattern.SHIFT) == 7
    wild = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2]
    assert signal(wild)[4] == "Improvement"
    assert signal(wild, rules="6/5 run chart")[4] == "Common cause"
    limits = read(wild, rules="6/5 run chart").limits
    assert set(limits.centre) == {2}
    assert np.isnan(limits.upper).all()
    assert signal([1, 2, 3, 4, 5], rules="6/5 run chart").tolist() == ["Too few figures"] * 5


def test_close_to_the_mean_is_neither_better_nor_worse() -> None:
    """Fifteen figures in the inner third are noted by the 8/6 set, as a question about the limits."""
    found = read([*[0, 9] * 6, *[4.4, 4.6] * 9], rules="8/6 control chart", screening=False)
    assert set(found.pattern[12:]) == {Pattern.INNER}
    assert set(found.signal[12:]) == {"Common cause"}


def test_many_series_at_once() -> None:
    """A row a series with a polarity of its own; phases may differ from row to row."""
    table = np.array([[1, 2, 1, 2, 9, 1, 2, 1], [1, 2, 1, 2, 9, 1, 2, 1], [1, 2, 3, 4, 5, 6, 7, nan]], dtype=float)
    polarity, phase = ["higher", "lower", "higher"], [[0] * 8, [0] * 8, [0] * 4 + [1] * 4]
    found = signal(table, polarity, phase=phase)
    for row in range(3):
        assert found[row].tolist() == signal(table[row], polarity[row], phase=phase[row]).tolist()
    assert signal(np.empty((0, 8)), "higher").shape == (0, 8)


def test_an_unknown_word_is_named() -> None:
    """A misspelt polarity or rule set is not passed over."""
    with pytest.raises(ValueError, match="'up' is not one of higher"):
        signal([1, 2, 3], "up")
    with pytest.raises(ValueError, match="'7/5' is not one of"):
        signal([1, 2, 3], rules="7/5")


@pytest.mark.parametrize("rule", [signal, limits_of, assurance, real, trend])
def test_its_sentence_fits_the_function_wizard(rule: object) -> None:
    """The first paragraph of a docstring is read in three places, one of which holds 255 characters."""
    first = " ".join((inspect.getdoc(rule) or "").split("\n\n")[0].split())
    assert 40 < len(first) <= 255
    assert first.endswith(".")


def one_by_one(history: list[float]) -> list[str]:
    """The Making Data Count rules in plain Python, figure by figure, higher being better."""
    limits = limits_of(history)
    mean, reach = limits.centre[0], limits.upper[0] - limits.centre[0]
    if isnan(mean):
        return ["" if isnan(one) else Signal.TOO_FEW for one in history]
    side = [0 if isnan(one) or abs(one - mean) < 1e-9 else 1 if one > mean else -1 for one in history]
    outside = [abs(one - mean) > reach + 1e-9 for one in history]
    near = [abs(one - mean) > reach * 2 / 3 + 1e-9 and not out for one, out in zip(history, outside, strict=True)]
    said = ["" if isnan(one) else str(Signal.COMMON_CAUSE) for one in history]
    last = len(history)
    ways = [*side]
    for n in range(last - 6):
        if abs(sum(side[n : n + 7])) == 7:
            said[n : n + 7] = ["side"] * 7
    for n in range(last - 2):
        if abs(sum(side[n : n + 3])) == 3 and sum(near[n : n + 3]) >= 2:
            for at in range(n, n + 3):
                said[at] = "near" if near[at] else said[at]
    for n in range(last - 6):
        moves = {np.sign(history[at + 1] - history[at]) for at in range(n, n + 6)}
        if moves in ({1}, {-1}):
            said[n : n + 7] = ["trend"] * 7
            ways[n : n + 7] = [int(moves.pop())] * 7
    said = ["out" if out else word for word, out in zip(said, outside, strict=True)]
    ways = [own if out else way for way, own, out in zip(ways, side, outside, strict=True)]
    special = {"side", "near", "trend", "out"}
    better = [Signal.IMPROVEMENT if way > 0 else Signal.CONCERN for way in ways]
    return [str(word) if old in special else old for old, word in zip(said, better, strict=True)]


level = st.one_of(st.just(nan), st.integers(-9, 9).map(float), st.integers(0, 3).map(float))


@settings(max_examples=cases(100))
@given(st.lists(level, min_size=1, max_size=40), st.sampled_from([0.0, 0.7, 5.0]))
def test_as_found_figure_by_figure(history: list[float], slope: float) -> None:
    """The columns say what going through the figures one after the other says."""
    climbing = [one + slope * place for place, one in enumerate(history)]
    assert signal(climbing).tolist() == one_by_one(climbing)


OPPOSITE = {"Improvement": "Concern", "Concern": "Improvement"}


@settings(max_examples=cases(40))
@given(st.lists(level, min_size=1, max_size=30), st.sampled_from(["making data count", "8/6", "6/5"]))
def test_turned_round_it_says_the_opposite(history: list[float], rules: str) -> None:
    """What is an improvement where higher is better is a concern where lower is; so is the same upside down."""
    said = signal(history, "higher", rules=rules).tolist()
    assert signal(history, "lower", rules=rules).tolist() == [OPPOSITE.get(word, word) for word in said]
    assert signal([-one for one in history], "lower", rules=rules).tolist() == said

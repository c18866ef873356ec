"""Patterns on a process chart whose mean is 0, whose limits are 2.66 and whose outer third begins at 1.773."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from pmxl.rules.patterns import Pattern
from pmxl.rules.patterns import in_runs
from pmxl.rules.patterns import passing_over
from pmxl.rules.patterns import patterns
from pmxl.rules.patterns import two_of_three
from pmxl.rules.rule_sets import RULE_SETS
from pmxl.rules.rule_sets import rule_set
from pmxl.rules.xmr import Limits
from tests.spec.table import rows_of

LETTERS = dict(zip(("", *Pattern), ".ot2si", strict=True))

CHART = """
rules             | figures                                | flagged             | why
making data count | 2.66 1                                 | . .                 | on the limit is not outside
making data count | 2.661 1                                | o .                 | a hair beyond
making data count | -2.661 1                               | o .                 | below
making data count | 1 1 1 1 1 1 -1                         | . . . . . . .       | six on one side
making data count | 1 1 1 1 1 1 1 -1                       | s s s s s s s .     | seven: all of them flagged
making data count | 1 1 1 0 1 1 1 1 -1                     | . . . . . . . . .   | a figure on the mean breaks the run
making data count | 1 1 1 -- 1 1 1 1                       | . . . . . . . .     | a gap breaks it
making data count | 1 1 1 1 2.8 1 1                        | s s s s o s s       | outside comes first
making data count | -1.5 -1 -.5 0 .5 1                     | . . . . . .         | six figures, five moves
making data count | -1.5 -1 -.5 0 .5 1 1.5                 | t t t t t t t       | seven figures, six moves
making data count | -1.5 -1 -.5 0 0 .5 1 1.5               | . . . . . . . .     | a tie breaks the trend
making data count | -1.5 -1 -.5 -- 0 .5 1 1.5              | . . . . . . . .     | a gap breaks it
making data count | 1.5 1 .5 0 -.5 -1 -1.5                 | t t t t t t t       | falling
making data count | .2 .4 .6 .8 1 1.2 1.4                  | t t t t t t t       | a trend comes before one side
making data count | 2 0.5 2                                | 2 . 2               | only the two near the limit
making data count | 2 2 -1                                 | . . .               | the third on the other side
making data count | 2 0 2                                  | . . .               | the third on the mean
making data count | 2 2                                    | . .                 | two of two
making data count | 2 -- 2 1                               | . . . .             | a gap between
making data count | 2 1 1 2                                | . . . .             | two of four
making data count | 1.77 1 2                               | . . .               | hardly near enough
making data count | 2 2.8 1                                | . o .               | one outside is not one of the two
making data count | 2 2.8 2                                | 2 o 2               | two near it, one outside
making data count | -2 -1 -2                               | 2 . 2               | below
8/6 control chart | 1 1 1 1 1 1 1 -1                       | . . . . . . . .     | seven on one side
8/6 control chart | 1 1 1 1 1 1 1 1 -1                     | s s s s s s s s .   | eight
8/6 control chart | -1 -.5 0 .5 1                          | . . . . .           | five figures
8/6 control chart | -1 -.5 0 .5 1 1.5                      | t t t t t t         | six figures, five moves
8/6 control chart | 2 0.5 2                                | 2 . 2               | two of three
"""


def _lines(table: str) -> list[object]:
    return [pytest.param(*row[:-1], id=f"{row[0]}: {row[-1]}") for row in rows_of(table)]


def _figures(text: str) -> np.ndarray:
    return np.array([nan if word == "--" else float(word) for word in text.split()])


@pytest.mark.parametrize(("rules", "figures", "flagged"), _lines(CHART))
def test_on_a_chart_with_mean_0_and_limits_at_2_66(rules: str, figures: str, flagged: str) -> None:
    """o outside, t trend, 2 two of three, s one side, i inner third; the first that holds, in that order."""
    history = _figures(figures)
    found, _ = patterns(history, chart(history, 0, 2.66), rule_set(rules))
    assert [_letter(code) for code in found] == flagged.split()


def chart(history: np.ndarray, centre: float, reach: float) -> Limits:
    """A chart of those limits; without any where `reach` is NaN."""
    middle, lower, upper, move = (
        np.full(history.shape, level) for level in (centre, centre - reach, centre + reach, reach / 2.66)
    )
    return Limits(middle, lower, upper, move, np.full(history.shape, 20))


def _letter(code: int) -> str:
    return str(LETTERS[("", *Pattern)[code]])


@pytest.mark.parametrize(("count", "found"), [(14, set()), (15, {Pattern.INNER})])
def test_fifteen_close_to_the_mean(count: int, found: set[str]) -> None:
    """The 8/6 set notes fifteen figures in a row in the inner third, to whichever side; the usual set does not."""
    history = np.array([*([0.5, -0.5] * 8)[:count], 0.89])
    level = chart(history, 0, 2.66)
    first, _ = patterns(history, level, rule_set("8/6"))
    assert {("", *Pattern)[code] for code in first} - {""} == found
    assert not first[-1]
    assert not patterns(history, level, rule_set("making data count"))[0].any()


RUN_CHART = """
rules         | figures                | flagged           | why
6/5 run chart | 1 1 1 1 1 -1           | . . . . . .       | five on one side of the median
6/5 run chart | 1 1 1 1 1 1 -1         | s s s s s s .     | six
6/5 run chart | 1 1 0 1 1 1 1 -1       | s s . s s s s .   | one on the median neither makes nor breaks it
6/5 run chart | 1 1 1 0 1 1 -1         | . . . . . . .     | nor does it count
6/5 run chart | 1 1 1 -- 1 1 1 -1      | . . . . . . . .   | a gap does break it
6/5 run chart | -1 -.5 .5 1            | . . . .           | four rising
6/5 run chart | -1 -.5 .5 1 2          | t t t t t         | five
6/5 run chart | -1 -.5 .5 .5 1 2       | t t t t t t       | a figure repeated neither makes nor breaks it
6/5 run chart | -1 -.5 .5 .5 1         | . . . . .         | nor does it count
6/5 run chart | 99 -1                  | . .               | there are no limits to be outside of
"""


@pytest.mark.parametrize(("rules", "figures", "flagged"), _lines(RUN_CHART))
def test_on_a_run_chart_with_median_0(rules: str, figures: str, flagged: str) -> None:
    """Perla, Provost and Murray (2011): six on a side, five going one way, figures on the median passed over."""
    history = _figures(figures)
    found, _ = patterns(history, chart(history, 0, nan), rule_set(rules))
    assert [_letter(code) for code in found] == flagged.split()


def test_a_turning_point_takes_the_later_direction() -> None:
    """Of two trends that share a figure, it belongs to the one that begins there."""
    history = np.array([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], dtype=float)
    _, going = patterns(history, chart(history, 4, 99), RULE_SETS["making data count"])
    assert going.tolist() == [1] * 6 + [-1] * 7


def test_runs_stay_in_their_row() -> None:
    """A run does not go on from the end of one series into the next."""
    assert in_runs(np.array([[-1, 1, 1], [1, 1, -1]], dtype=np.int8), 3).tolist() == [[False] * 3] * 2
    assert in_runs(np.array([[1, 1, 1], [1, 1, -1]], dtype=np.int8), 3).tolist() == [[True] * 3, [False] * 3]
    two = np.array([[1, 0], [0, 1]], dtype=np.int8)
    assert passing_over(two, np.zeros((2, 2), dtype=bool)).tolist() == [[1, 1], [0, 1]]


def test_short_histories_have_no_two_of_three() -> None:
    """Two figures are not three."""
    assert two_of_three(np.array([True, True]), np.array([1, 1], dtype=np.int8)).tolist() == [False, False]


@pytest.mark.parametrize("asked", ["making data count", "Making Data Count", "8/6 control chart", "8/6", " 6/5 "])
def test_rule_sets_go_by_name(asked: str) -> None:
    """In any case, and by their figures alone."""
    assert rule_set(asked).name.startswith(asked.strip().lower())


@pytest.mark.parametrize("asked", ["", "7/5", "making", "NHS"])
def test_an_unknown_rule_set_is_refused(asked: str) -> None:
    """The refusal names those there are."""
    with pytest.raises(ValueError, match="making data count, 8/6 control chart, 6/5 run chart"):
        rule_set(asked)


def test_rule_sets_can_be_read_aloud() -> None:
    """The method sheet says what is looked for."""
    assert rule_set("making data count").words == (
        "a figure outside the limits; 7 figures in a row each above, or each below, the one before; "
        "2 of 3 figures near the same limit; 7 figures in a row on one side of the average"
    )
    assert "median" in rule_set("6/5").words
    assert "limit" not in rule_set("6/5").words

"""Gaps: coverage and grey words."""

from __future__ import annotations

from itertools import pairwise
from math import isnan
from math import nan

from pmxl.rules.gaps import coverage
from pmxl.rules.gaps import grey_word
from pmxl.terms import GREYS
from pmxl.terms import Rating


def test_coverage_is_of_partners_and_of_denominators() -> None:
    """Three of four partners may be less than half of the cases."""
    covered = coverage(list("aaaab"), [True, True, True, False, True], [100, 100, 100, 400, nan])
    assert covered["words"].tolist() == ["3 of 4", "1 of 1"]
    assert covered["share"].tolist() == [300 / 700, 1]
    assert (covered["present"].tolist(), covered["expected"].tolist()) == ([3, 1], [4, 1])


def test_a_share_that_cannot_be_known_is_not_given() -> None:
    """One that never gave a denominator could be any part of the whole."""
    assert isnan(coverage(["a", "a"], [True, False], [100, nan])["share"].item())
    assert isnan(coverage(["a", "a"], [True, False], [0, 0])["share"].item())
    assert coverage(["a", "a"], [False, False], [100, 100])["share"].item() == 0
    assert coverage(["a", "a"], [False, False], [100, 100])["words"].item() == "0 of 2"


def test_grey_words_are_tried_in_order() -> None:
    """The first that holds is the word; none holds, no word."""
    everything = {grey: [True, False] for grey in GREYS}
    assert grey_word(everything).tolist() == [Rating.NOT_APPLICABLE, ""]
    assert grey_word({Rating.NO_TARGET: True, Rating.NO_DATA: [True, False, nan]}).tolist() == [
        Rating.NO_DATA,
        Rating.NO_TARGET,
        Rating.NO_TARGET,
    ]
    for first, second in pairwise(GREYS):
        assert grey_word({second: True, first: True}).item() == first

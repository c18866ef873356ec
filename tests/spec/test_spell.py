"""Triggers on ratings: Red (or Amber) for N periods, and nothing returned for N periods."""

from __future__ import annotations

import numpy as np
import pytest

from pmxl.rules.spell import missing_for
from pmxl.rules.spell import off_target
from pmxl.rules.spell import off_target_for
from tests.spec.table import rows_of

WORDS = {
    "R": "Red",
    "A": "Amber",
    "G": "Green",
    "B": "Blue",
    "n": "Not due",
    "-": "No data",
    "w": "Waiting",
    "*": "Suppressed",
    ".": "",
}

OFF = """
ratings | level | n || fires
--------+-------+---++-------
R       | Red   | 1 || fires
A       | Red   | 1 || silent
A       | Amber | 1 || fires
R       | Amber | 1 || fires
G R R   | Red   | 2 || fires
R R G   | Red   | 2 || silent
R A R   | Red   | 2 || silent
R A R   | Amber | 3 || fires
R n R   | Red   | 2 || fires
R R n   | Red   | 2 || fires
R - R   | Red   | 2 || silent
R w R   | Red   | 2 || silent
R . R   | Red   | 2 || silent
n n n   | Red   | 1 || silent
R R     | Red   | 3 || silent
"""

MISSING = """
ratings | n || fires
--------+---++-------
-       | 1 || fires
G       | 1 || silent
- -     | 2 || fires
- n -   | 2 || fires
- * -   | 2 || silent
- w     | 1 || silent
- - G   | 2 || silent
"""


def said(letters: str) -> list[str]:
    """`R A G` as ratings."""
    return [WORDS[letter] for letter in letters.split()]


@pytest.mark.parametrize(("ratings", "level", "n", "fires"), rows_of(OFF))
def test_off_target_for_n_periods(ratings: str, level: str, n: str, fires: str) -> None:
    """Not due is passed over, any other grey ends the run, and Amber means Amber or worse."""
    assert off_target_for(said(ratings), int(n), level).item() is (fires == "fires")


@pytest.mark.parametrize(("ratings", "n", "fires"), rows_of(MISSING))
def test_missing_for_n_periods(ratings: str, n: str, fires: str) -> None:
    """Only No data counts as missing."""
    assert missing_for(said(ratings), int(n)).item() is (fires == "fires")


def test_many_series_at_once_each_with_its_own_agreement() -> None:
    """A row a series; levels and numbers are columns."""
    ratings = np.array([said("R R"), said("A A"), said("A R"), said("R G")], dtype=object)
    fires = off_target_for(ratings, [2, 2, 1, 2], ["Red", "Amber", "Red", "Red"])
    assert fires.tolist() == [True, True, True, False]


def test_off_target_itself() -> None:
    """Greys and better colours are not off target."""
    assert off_target(said("R A G B n ."), "Amber").tolist() == [True, True, False, False, False, False]
    with pytest.raises(ValueError, match="level: 'Green' is not one of Red, Amber"):
        off_target("Red", "Green")

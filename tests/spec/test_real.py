"""Is the red real?"""

from __future__ import annotations

from itertools import product

import pytest

from pmxl.rules.real import GRID
from pmxl.rules.real import real
from pmxl.rules.real import real_words
from pmxl.terms import COLOURS
from pmxl.terms import GREYS
from pmxl.terms import Assurance
from pmxl.terms import Signal
from tests.spec.conftest import Spec


def test_the_word_for_each_cell_of_the_grid(spec: Spec) -> None:
    """Every rating by every signal, and by assurance where that makes a difference."""
    spec(
        real,
        """
        rating | signal          | assurance    || asks for
        -------+-----------------+--------------++--------------------
        Red    | Concern         | Failing      || Act now
        Red    | Concern         | Hit and miss || Act now
        Red    | Concern         | Passing      || Act now
        Red    | Concern         |              || Act now
        Red    | Improvement     | Failing      || Keep going
        Red    | Improvement     | Hit and miss || Keep going
        Red    | Improvement     | Passing      || Keep going
        Red    | Improvement     |              || Keep going
        Red    | High            | Hit and miss || Look now
        Red    | Low             | Failing      || Look now
        Red    | Common cause    | Failing      || Change the process
        Red    | Common cause    | Hit and miss || Change the process
        Red    | Common cause    |              || Change the process
        Red    | Common cause    | Passing      || Check the target
        Red    | Too few figures |              || Too early to say
        Amber  | Concern         | Failing      || Look now
        Amber  | Concern         | Passing      || Look now
        Amber  | Improvement     | Failing      || Keep going
        Amber  | Improvement     | Passing      || Keep going
        Amber  | High            | Hit and miss || Look now
        Amber  | Low             | Hit and miss || Look now
        Amber  | Common cause    | Failing      || Target out of reach
        Amber  | Common cause    | Hit and miss || Keep watching
        Amber  | Common cause    |              || Keep watching
        Amber  | Common cause    | Passing      || Check the target
        Amber  | Too few figures |              || Too early to say
        Green  | Concern         | Failing      || Look now
        Green  | Concern         | Passing      || Look now
        Green  | Improvement     | Failing      || Keep going
        Green  | Improvement     | Hit and miss || Learn from it
        Green  | Improvement     | Passing      || Learn from it
        Green  | High            | Passing      || Look now
        Green  | Low             | Passing      || Look now
        Green  | Common cause    | Failing      || Target out of reach
        Green  | Common cause    | Hit and miss || Keep watching
        Green  | Common cause    |              || Keep watching
        Green  | Common cause    | Passing      || Leave alone
        Green  | Too few figures |              || Too early to say
        Blue   | Concern         | Passing      || Look now
        Blue   | Common cause    | Passing      || Leave alone
        Red    |                 | Failing      ||
        """,
    )


@pytest.mark.parametrize("rating", GREYS)
def test_a_grey_word_asks_for_nothing(rating: str) -> None:
    """Without a colour there is no red to be real."""
    every = [real(rating, signal, assurance).item() for signal, assurance in product(Signal, ("", *Assurance))]
    assert set(every) == {""}


def test_every_cell_has_one_word_and_one_sentence() -> None:
    """No colour, signal and assurance is left without a word, and none has two."""
    lines = [line for cell in GRID for line in product(cell.ratings, cell.signals, cell.assurances)]
    assert sorted(lines) == sorted(product(COLOURS, Signal, ("", *Assurance)))
    for rating, signal, assurance in lines:
        assert real(rating, signal, assurance).item()
        assert real_words(rating, signal, assurance).item().endswith(".")


def test_red_by_common_cause_is_no_story() -> None:
    """The sentence says what to do and what not to."""
    told = real_words("Red", "Common cause", ["Failing", "Hit and miss", ""])
    assert all(sentence.startswith("Nothing out of the ordinary happened: ") for sentence in told)
    assert all(
        sentence.endswith(" Change the process: a story about this one figure explains nothing.") for sentence in told
    )
    assert "the process cannot meet its target" in told[0]
    assert "meets its target in some periods and misses it in others" in told[1]


def test_a_word_that_is_none_is_named() -> None:
    """A misspelt rating is not passed over."""
    with pytest.raises(ValueError, match="'Grene' is not one of"):
        real("Grene", "Concern")

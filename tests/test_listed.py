"""Words as a sentence lists them."""

from __future__ import annotations

import pytest

from pmxl.plural import listed

TABLE = [
    ((), "and", None, ""),
    (("Ash",), "and", None, "Ash"),
    (("Ash", "Birch"), "or", None, "Ash or Birch"),
    (("Ash", "Birch", "Cedar"), "and", None, "Ash, Birch and Cedar"),
    (("Ash", "Birch", "Cedar"), "and", 3, "Ash, Birch and Cedar"),
    (("Ash", "Birch", "Cedar", "Elm"), "and", 2, "Ash, Birch and 2 more"),
]


@pytest.mark.parametrize(("words", "last", "most", "said"), TABLE)
def test_words_are_listed(words: tuple[str, ...], last: str, most: int | None, said: str) -> None:
    """A comma between words, one word before the last, and how many more there are where they are too many."""
    assert listed(iter(words), last, most=most) == said

"""Answered: a figure given again is told in the words of its kind."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime

import pytest

from pmxl.assess.answered import changes
from pmxl.ledger import Change
from pmxl.terms import Kind
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure

CASES = [
    (Kind.YES_NO, 1, "Yes"),
    (Kind.YES_NO, 0, "No"),
    (Kind.MILESTONE, 44834, "30 September 2022"),
    (Kind.COUNT, 1, "1"),
]


@pytest.mark.parametrize(("kind", "value", "said"), CASES)
def test_a_figure_given_again_is_told_in_the_words_of_its_kind(kind: Kind, value: float, said: str) -> None:
    """An answer is Yes or No, a milestone its day: nobody has typed 1 or 44,834."""
    now = Change(None, figure("m", "ash", value), "ash.xlsx", "", "", datetime(2023, 1, 9, tzinfo=UTC))
    (row,) = changes(framework(measure("m", kind=kind)), [now]).to_dict("records")
    assert (row["before_words"], row["after_words"], row["after"]) == ("no figure", said, value)

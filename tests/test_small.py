"""Small numbers, from figures in a ledger."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target

RATE: dict[str, Any] = {"kind": "percentage", "unit": "%", "multiplier": 100, "pooling": "ratio", "partners": ("ash",)}


@pytest.mark.parametrize(
    ("parts", "low", "said"),
    [
        ((3, 4), 30.1, "3 of 4: by chance alone it could be anything from 30.1 to 95.4 %, so the colour says little."),
        ((0, 40), 0.0, ""),
        ((300, 400), 70.5, ""),
    ],
)
def test_a_percentage_of_few_cases(tmp_path: Path, parts: tuple[int, int], low: float, said: str) -> None:
    """The interval always; words where the cases are few and another rating is as likely."""
    given = figure("m1", "ash", parts=parts)
    frame = framework(measure("m1", **RATE), targets=(target("m1", target=80),))
    found = row(assessed(tmp_path, frame, [given]), "m1")
    assert round(found["interval_low"], 1) == pytest.approx(low, nan_ok=True)
    assert found["interval_words"] == said


def test_a_rate_of_a_thousand_is_no_share(tmp_path: Path) -> None:
    """What is counted is no part of what it is counted against."""
    frame = framework(measure("m1", **{**RATE, "kind": "rate", "multiplier": 1000}))
    found = row(assessed(tmp_path, frame, [figure("m1", "ash", 750, numerator=3, denominator=4)]), "m1")
    assert math.isnan(found["interval_low"])


def test_answers_of_partners_are_not_the_work_of_chance(tmp_path: Path) -> None:
    """Two of three partners saying yes is no sample; a figure with a partner missing has bounds and no interval."""
    answers = measure("m1", kind="yes/no", pooling="share", accumulate="stock")
    frame = framework(answers, targets=(target("m1", target=80),))
    given = [figure("m1", partner, answer) for partner, answer in (("ash", 1), ("birch", 1), ("cedar", 0))]
    found = row(assessed(tmp_path / "whole", frame, given), "m1")
    assert (math.isnan(found["interval_low"]), found["interval_words"]) == (True, "")
    rate = measure("m1", **{**RATE, "partners": ("ash", "birch")})
    found = row(assessed(tmp_path / "part", framework(rate), [figure("m1", "ash", parts=(3, 4))]), "m1")
    assert math.isnan(found["interval_low"])

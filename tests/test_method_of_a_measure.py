"""What the sheet Method says of one measure."""

from __future__ import annotations

from typing import Literal

import pytest

from pmxl.assess.method import of_measure
from pmxl.framework.models import Tolerance
from pmxl.terms import Kind
from pmxl.terms import Strength
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import measure


@pytest.mark.parametrize(
    ("compare", "said"),
    [
        ("previous", "seasonal: signals by the change on last year; decline 2 (act)"),
        ("last-year", "signals by the change on last year; decline 2, each figure against that of a year before (act)"),
    ],
)
def test_a_trigger_says_what_it_compares_with(compare: Literal["previous", "last-year"], said: str) -> None:
    """The seasons of a measure are those of its signals; a trigger goes by what was agreed for it."""
    of = measure("m", "Burglaries", Kind.COUNT, decimals=0, seasonal=True)
    trigger = Tolerance(scope=("measure", "m"), rule="decline", n=2, compare=compare, strength=Strength.ACT)
    assert said in of_measure(amended(measures=(of,), targets=(), tolerances=(trigger,)), of, Q3)

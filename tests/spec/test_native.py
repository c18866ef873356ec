"""Which calls have a native formula: none that would say something else of any cell."""

from __future__ import annotations

import pytest

from pmxl.rules.native import native


@pytest.mark.parametrize(
    ("tolerance", "unit"),
    [
        ("5", '"share"'),  # no unit of a tolerance
        ("-5", '"points"'),  # less than none
        ("1.123456789", '"points"'),  # more digits than decimal and binary arithmetic agree on
        ("B7", '"points"'),  # not known until it is calculated
        ("5", "C7"),
    ],
)
def test_a_tolerance_that_is_not_plainly_written_has_no_native_form(tolerance: str, unit: str) -> None:
    """Only a tolerance written out, in points or per cent, can be put into Excel's own words."""
    assert native("RAG", ["A2", "B2", "", "5", '"points"']) is not None
    assert native("RAG", ["A2", "B2", "", tolerance, unit]) is None

"""Told: what an earlier return said already, and was asked about then if it was to be."""

from __future__ import annotations

from pmxl.returns.checking import Row
from pmxl.returns.history import earlier
from pmxl.terms import Kind


def is_told_again(row: Row) -> bool:
    """True for a milestone done on the very day that the last return gave: it stands filled in from then on."""
    before = earlier(row.history, row.key)
    return row.measure.kind is Kind.MILESTONE and bool(before) and before[-1][1] == row.given.value

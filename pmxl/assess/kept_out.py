"""Kept out: how many of the figures that are missing came in the returns that stand, and were refused."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from pmxl.framework.asked import Asked
from pmxl.ledger import Receipt
from pmxl.terms import Severity


def kept_out(missing: Iterable[Asked], returns: Sequence[Receipt]) -> int:
    """How many of a partner's missing figures its returns gave and had refused.

    Those that an Error names are told figure by figure: one that has come since another way makes no other refused.
    Of what was refused without a word of which figures it was, as with a row that stood there twice, only the number
    is known.
    """
    if not any(one.refused for one in returns):
        return 0  # as nearly always: of thousands nothing need be put down
    left = {(one.measure.id, one.area, one.period.label) for one in missing}
    told = nameless = 0
    for receipt in returns:
        named = named_in(receipt)
        told += min(len(left & named), receipt.refused)
        nameless += max(receipt.refused - len(named), 0)
        left -= named
    return told + min(nameless, len(left))


def named_in(receipt: Receipt) -> set[tuple[str, str, str]]:
    """Measure, area and period of each figure that an Error of a return names."""
    return {
        (finding.measure, area, finding.period)
        for finding in receipt.findings
        if finding.severity is Severity.ERROR and finding.measure
        for area in finding.areas
    }

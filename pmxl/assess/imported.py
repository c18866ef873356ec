"""Imported: what is open about figures that came in a file of history and not in their partner's return."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pmxl.findings import Finding
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.terms import ReturnState


class Came(NamedTuple):
    """A figure that stands: whose and what it is of, and when its file was received."""

    partner: str
    measure: str
    area: str
    start: int
    months: int
    at: datetime


Open = Mapping[str, Sequence[Finding]]
"""What waits for an answer, by partner."""


def open_imports(period: Period, receipts: Iterable[Receipt], standing: Iterable[Came]) -> Open:
    """What is open in imports about figures of a period, or of one within it, that stand as they came there."""
    asked = {receipt.received_at: open_in(receipt) for receipt in receipts if receipt.kind == "import"}
    asked = {at: found for at, found in asked.items() if found}
    if not asked:
        return {}
    stands = set()
    for one in standing:
        if one.at not in asked:  # of millions of figures nearly all came otherwise
            continue
        of = Period(one.start, one.months, period.first_month)
        if period.covers(of):
            stands.add((one.at, one.partner, one.measure, one.area, of.label))
    by_partner: defaultdict[str, list[Finding]] = defaultdict(list)
    for at, found in asked.items():
        for finding in found:
            about = ((at, finding.partner, finding.measure, area, finding.period) for area in finding.areas)
            if any(one in stands for one in about):
                by_partner[finding.partner].append(finding)
    return by_partner


def open_in(receipt: Receipt) -> list[Finding]:
    """What is open in a file of several partners about their figures, whether they count or are held."""
    return [finding for finding in receipt.findings if finding.is_open and finding.partner]


def state_with(state: str, asked: Sequence[Finding]) -> str:
    """The state of a return where something is open about figures that an import brought beside it."""
    settled = (ReturnState.ACCEPTED.value, ReturnState.RETURNED.value)
    return ReturnState.QUERIED.value if asked and state in settled else state

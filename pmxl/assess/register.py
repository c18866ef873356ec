"""Who has returned and who has not, and what is still open in what they sent."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.terms import Outcome

REGISTER_COLUMNS = [
    *("partner", "name", "contact", "status", "revision", "file", "received_at", "asked", "kept", "held", "missing"),
    *("findings", "signed_by", "signed_on"),
]
FINDING_COLUMNS = ["code", "severity", "file", "sheet", "cell", "found", "expected", "says", "ask", "partner"]


def register(framework: Framework, period: Period, receipts: Iterable[Receipt], recalled: pd.DataFrame) -> pd.DataFrame:
    """One row a partner that exists in the period: its status, the return that stands, and what is missing.

    Asked is kept, held and missing: what the ledger holds now, whatever file it came in.

    `recalled` are the ledger's figures, held ones too.
    """
    latest = standing(period, receipts)
    rows = []
    for partner in framework.partners:
        if not partner.exists_in(period):
            continue
        wanted = asked(framework, period, partner.id)
        keys = {(a.measure.id, a.area, a.period.start, a.period.months) for a in wanted}
        mine = recalled[recalled["partner"] == partner.id]
        held = mine["held"].astype(bool)
        standing_now, waiting = (keys & keys_of(mine[part]) for part in (~held, held))
        receipt = latest.get(partner.id)
        rows.append(
            {
                "partner": partner.id,
                "name": partner.name,
                "contact": partner.contact,
                "status": status(receipt, len(wanted), len(standing_now), len(waiting - standing_now)),
                "revision": receipt.revision if receipt else 0,
                "file": receipt.file if receipt else "",
                "received_at": receipt.received_at if receipt else None,
                "asked": len(wanted),
                "kept": len(standing_now),
                "held": len(waiting - standing_now),
                "missing": len(keys - standing_now - waiting),
                "findings": len([f for f in receipt.findings if f.is_open]) if receipt else 0,
                "signed_by": receipt.signed_by if receipt else "",
                "signed_on": receipt.signed_on if receipt else None,
            }
        )
    return pd.DataFrame(rows, columns=REGISTER_COLUMNS)


def standing(period: Period, receipts: Iterable[Receipt]) -> dict[str, Receipt]:
    """The return that stands for each partner: the highest revision that gave figures, else the latest of all."""
    found: dict[str, Receipt] = {}
    for receipt in receipts:
        if receipt.kind != "return" or receipt.period != period or not receipt.partner:
            continue
        if receipt.outcome is Outcome.SKIPPED:
            continue
        now = found.get(receipt.partner)
        if now is None or rank(receipt) >= rank(now):
            found[receipt.partner] = receipt
    return found


def rank(receipt: Receipt) -> tuple[bool, int, float]:
    """One that gave figures before one that gave none, then the higher revision, then the later arrival."""
    return bool(receipt.kept or receipt.held), receipt.revision, receipt.received_at.timestamp()


def keys_of(figures: pd.DataFrame) -> set[tuple[str, str, int, int]]:
    """What the figures are of: measure, area, start and months."""
    return set(zip(*(figures[name].tolist() for name in ("measure", "area", "start", "months")), strict=True))


def status(receipt: Receipt | None, asked_of: int, kept: int, held: int) -> str:
    """Where a partner's return stands, in words."""
    if not asked_of:
        return "Nothing asked"
    if receipt is None:
        return "Not returned"
    if receipt.outcome is Outcome.REFUSED:
        return "Refused"
    if not kept:
        return "Returned, figures held" if held else "Returned empty"
    return "Returned with queries" if any(f.is_open for f in receipt.findings) else "Returned"


def finding_frame(period: Period, receipts: Iterable[Receipt]) -> pd.DataFrame:
    """Every finding of the returns that stand for a period, Notes left out."""
    rows = [
        {**finding.as_record(), "partner": partner}
        for partner, receipt in standing(period, receipts).items()
        for finding in receipt.findings
        if finding.is_open
    ]
    return pd.DataFrame(rows, columns=FINDING_COLUMNS)

"""Latest: the period that a command is about where nobody names one."""

from __future__ import annotations

from pmxl.batch.folder import Folder
from pmxl.findings import refuse
from pmxl.ledger import Ledger
from pmxl.periods import Period


def last_issued(ledger: Ledger, folder: Folder) -> Period:
    """The period for which returns were issued last."""
    issued = ledger.issued_periods()
    if not issued:
        raise refuse(
            "ENV008",
            f"No returns have been issued from {folder.path}, so there is no inbox to collect.",
            'Issue a period first, as in: pmxl issue "2022-23 Q3".',
        )
    return max(issued, key=issued.__getitem__)


def last_shown(ledger: Ledger, folder: Folder) -> Period:
    """The period issued last of which there is a scorecard: not an extra month, which asks only for the hot-house."""
    issued = ledger.issued_periods()
    if not issued:
        says = f"No returns have been issued from {folder.path}, so there is no period to look at."
        raise refuse("ENV008", says, 'Name one with --period, or issue one first, as in: pmxl issue "2022-23 Q3".')
    longer = [period for period in issued if period.months > 1]
    return max(longer, key=issued.__getitem__) if longer else last_issued(ledger, folder)

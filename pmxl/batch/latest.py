"""Latest: the period that a command is about where nobody names one."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime

from pmxl.batch.folder import Folder
from pmxl.findings import refuse
from pmxl.framework.asked import asked
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.periods import period_of
from pmxl.terms import Frequency

LOOKED_AHEAD = 12
"""In so many quarters it is looked for the first that asks anything: a framework may be of the year after next."""


def last_issued(ledger: Ledger, folder: Folder) -> Period:
    """The period for which returns were issued last."""
    issued = ledger.issued_periods()
    if not issued:
        raise refuse(
            "ENV008",
            f"No returns have been issued from {folder.path}, so there is no inbox to collect.",
            f'Issue a period first, as in: pmxl issue "{to_issue(folder, ledger).label}".',
        )
    return max(issued, key=issued.__getitem__)


def to_issue(folder: Folder, ledger: Ledger | None, today: date | None = None) -> Period:
    """The quarter to be issued next: after the last that was, else the one that runs, or the first that asks anything.

    `ledger` is None where there is none yet.
    """
    framework, quarter = folder.framework, Frequency.QUARTER.months
    issued = [period for period in (ledger.issued_periods() if ledger else ()) if period.months == quarter]
    day = today or datetime.now(UTC).date()
    begin = max(issued).step(1) if issued else period_of(day, quarter, framework.settings.year_starts)
    return next((one for one in (begin.step(n) for n in range(LOOKED_AHEAD)) if asked(framework, one)), begin)


def last_shown(ledger: Ledger, folder: Folder) -> Period:
    """The period issued last of which there is a scorecard: not an extra month, which asks only for the hot-house."""
    issued = ledger.issued_periods()
    if not issued:
        says = f"No returns have been issued from {folder.path}, so there is no period to look at."
        issue = f'pmxl issue "{to_issue(folder, ledger).label}"'
        raise refuse("ENV008", says, f"Name one with --period, or issue one first, as in: {issue}.")
    longer = [period for period in issued if period.months > 1]
    return max(longer, key=issued.__getitem__) if longer else last_issued(ledger, folder)

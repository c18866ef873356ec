"""Quality: the data quality of every measure as at a period, from the ledger, the framework and the logbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from datetime import datetime

import pandas as pd

from pmxl.assess import Assessment
from pmxl.assess.grid import shown_in
from pmxl.assess.sources import figures
from pmxl.batch.folder import Folder
from pmxl.improve.quality.graded import frame_of
from pmxl.improve.quality.graded import graded
from pmxl.improve.quality.kept import BACK
from pmxl.improve.quality.kept import record_of
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import MONTH

DOUBTFUL = 2
"""The mark from which down figures are doubtful."""


def with_quality(
    folder: Folder,
    ledger: Ledger,
    found: Assessment,
    recalled: pd.DataFrame,
    receipts: Sequence[Receipt],
    as_at: datetime | None,
    today: date,
) -> Assessment:
    """The assessment with the data quality of its measures, as ledger and logbook knew it at that moment.

    `recalled` are the figures that the ledger recalls of it, with those held; `receipts` what became of every file.
    """
    issued = [one for one in ledger.issued() if as_at is None or one.issued_at <= as_at]
    periods = [found.period.step(-n) for n in range(BACK)]
    changes = [one for period in periods for one in ledger.changes(period) if as_at is None or one.at <= as_at]
    record = record_of(found.framework, found.period, recalled, receipts, issued, changes, today)
    every = graded(found.framework, record, found.figures, folder.logbook.audits, today)
    return replace(found, qualities=frame_of(every))


def doubtful(folder: Folder, ledger: Ledger, recalled: pd.DataFrame, today: date) -> dict[str, str]:
    """The measures whose figures are doubtful or poor after the last returns, each with its grade and why."""
    framework = folder.framework
    issued, receipts = ledger.issued(), ledger.receipts()
    returned = {one.period for one in receipts if one.partner and one.kept and one.period}
    longer = [one.period for one in issued if one.period.months > MONTH and one.period in returned]
    if not longer:
        return {}
    period = max(longer, key=lambda one: one.last_day)
    changes = [one for n in range(BACK) for one in ledger.changes(period.step(-n))]
    record = record_of(framework, period, recalled, receipts, issued, changes, today)
    shown = figures(shown_in(framework, recalled, period), recalled)
    every = graded(framework, record, shown, folder.logbook.audits, today)
    return {one.measure: one.words for one in every if one.lowest <= DOUBTFUL}

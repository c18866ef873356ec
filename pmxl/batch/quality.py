"""Quality: the data quality of every measure as at a period, from the ledger, the framework and the logbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import datetime

from pmxl.assess import Assessment
from pmxl.batch.folder import Folder
from pmxl.improve.quality.graded import frame_of
from pmxl.improve.quality.graded import graded
from pmxl.improve.quality.kept import BACK
from pmxl.improve.quality.kept import record_of
from pmxl.ledger import Ledger


def with_quality(folder: Folder, ledger: Ledger, found: Assessment, as_at: datetime | None, today: date) -> Assessment:
    """The assessment with the data quality of its measures, as ledger and logbook knew it at that moment."""
    receipts = ledger.receipts(as_at=as_at)
    issued = [one for one in ledger.issued() if as_at is None or one.issued_at <= as_at]
    periods = [found.period.step(-n) for n in range(BACK)]
    changes = [one for period in periods for one in ledger.changes(period) if as_at is None or one.at <= as_at]
    recalled = ledger.recall(as_at, held=True)
    record = record_of(found.framework, found.period, recalled, receipts, issued, changes, today)
    every = graded(found.framework, record, found.figures, folder.logbook.audits, today)
    return replace(found, qualities=frame_of(every))

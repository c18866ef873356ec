"""Status: where the returns of a period stand, now or as at a day, and the register workbook that shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

from pmxl.assess.status import Known
from pmxl.assess.status import Status
from pmxl.assess.status import status as standing_of
from pmxl.assess.status import told_of
from pmxl.batch.awaited import awaited_forms
from pmxl.batch.folder import Folder
from pmxl.batch.latest import last_issued
from pmxl.batch.moment import in_name
from pmxl.batch.month import asking
from pmxl.findings import refuse
from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.framework.tolerated import is_followed
from pmxl.periods import Period
from pmxl.reports.register_book import plan_register_book
from pmxl.sheets.resting import collector_resting
from pmxl.sheets.write import write_workbook


@collector_resting()  # of thousands of partners nothing is garbage
def status(folder: Folder, period: Period | None = None, as_at: datetime | None = None) -> Status:
    """Where the returns of a period stand, of the last issued unless named; as at a moment, as it was known then.

    Days are counted in UTC, whatever the clock of the machine is set to: the same ledger gives the same days late.
    """
    framework = folder.framework_at(as_at) if as_at else folder.framework
    now = as_at or datetime.now(UTC)
    with folder.ledger() as ledger:
        period = period or last_issued(ledger, folder)
        framework = framework if as_at else asking(folder, ledger, period)
        if not asked(framework, period):
            says = f"Nothing is asked of anyone for {period.label}, so there is no return to wait for."
            raise refuse("RET060", says, "Name a period in which measures are returned, such as a quarter.")
        issued = [one for one in ledger.issued() if one.issued_at <= now]
        known = Known(
            receipts=ledger.receipts(as_at=as_at),
            issued=issued,
            outlines=ledger.outlines(as_at, told_of(framework, period, issued)),
            brought=ledger.brought(as_at),
            queries=[one for one in ledger.queries(period) if one.queried_at <= now],
            disputes=() if as_at else ledger.disputes(),
            awaited=awaited_forms(framework, ledger, period, now),
        )
    found = standing_of(framework, period, known, now.astimezone(UTC).date())
    return replace(found, improvement=watched_in(folder, framework, period, as_at))


def watched_in(folder: Folder, framework: Framework, period: Period, as_at: datetime | None) -> Any:
    """What is being done about the period's figures; None where nothing was agreed and no plan ever came."""
    with folder.ledger() as ledger:
        if not is_followed(framework) and not ledger.form_answers("actions"):
            return None
    from pmxl.batch.watched import watched  # here, so that a partnership without it asks without what follows it

    return watched(folder, period, as_at)


@collector_resting()  # as above
def write_register(folder: Folder, found: Status, as_at: datetime | None = None) -> Path:
    """Writes the register workbook of the period; one as at a day stands beside it."""
    name = f"register-as-at-{in_name(as_at)}.xlsx" if as_at else "register.xlsx"
    path = folder.inbox(found.period).with_name(name)
    return write_workbook(folder.templates.dressed(plan_register_book(found)), path)

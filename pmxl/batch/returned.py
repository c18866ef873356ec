"""Returned: who has returned for a period and who has not, told without an assessment of what they gave."""

from __future__ import annotations

from typing import Any

from pmxl.assess.register import registered
from pmxl.assess.status import settled_and_held
from pmxl.batch.folder import Folder
from pmxl.batch.month import asking
from pmxl.framework.asked import asked_by_partner
from pmxl.periods import Period


def returned(folder: Folder, period: Period) -> list[dict[str, Any]]:
    """The rows of the register of a period, a partner each; none where nothing is asked of anyone."""
    with folder.ledger() as ledger:
        framework = asking(folder, ledger, period)
        wanted = asked_by_partner(framework, period)
        starts = {one.period.start for theirs in wanted.values() for one in theirs}
        if not starts:
            return []
        there = settled_and_held(ledger.outlines(starts=starts))
        return registered(framework, period, ledger.receipts(touching=period), **there, wanted=wanted)

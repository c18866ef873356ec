"""Updated: annual update forms that came back, as the ledger keeps them."""

from __future__ import annotations

from datetime import datetime

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.ledger import Receipt
from pmxl.ledger import UpdateAnswer
from pmxl.returns.update_read import ReadUpdate
from pmxl.terms import Outcome


def update_receipt(job: Job, found: ReadUpdate, now: datetime, version: str) -> Receipt:
    """The receipt of a form: it has a year and a revision, and no figures."""
    return Receipt(
        file=job.file,
        sha256=job.sha256,
        kind="update",
        outcome=found.outcome,
        code=found.code,
        received_at=now,
        framework=version,
        period=found.year,
        revision=found.revision,
        findings=found.findings,
        signed_by=found.signed_by,
        signed_on=found.signed_on,
    )


def answers_kept(examined: Examined) -> int | None:
    """How many answers of an update form were kept; None of a return, which has figures instead."""
    if examined.update is None:
        return None
    return 0 if examined.update.outcome is Outcome.REFUSED else len(examined.update.filled)


def answers_of(job: Job, found: ReadUpdate, now: datetime) -> list[UpdateAnswer]:
    """What was filled in, each field with the cell it stood in; nothing of a form that was refused."""
    if found.outcome is Outcome.REFUSED or found.year is None:
        return []
    return [
        UpdateAnswer(
            officer=found.officer,
            period=found.year,
            revision=found.revision,
            ref=one.ref,
            field=one.field,
            text=one.text,
            by=found.signed_by,
            file=job.file,
            sha256=job.sha256,
            sheet=one.sheet,
            cell=one.cell,
            at=now,
        )
        for one in found.filled
    ]

"""The register: what became of each file, with its findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Row
from sqlalchemy import func
from sqlalchemy import select

from pmxl.findings import Finding
from pmxl.ledger.records import Receipt
from pmxl.ledger.tables import findings
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import receipts
from pmxl.ledger.tables import stamp
from pmxl.periods import Period
from pmxl.terms import Outcome
from pmxl.terms import Severity


def recall_receipts(connection: Connection, period: Period | None, as_at: datetime | None) -> list[Receipt]:
    """The last word on each file, in the order in which they came; see Ledger.receipts."""
    c = receipts.c
    last = select(func.max(c.id)).group_by(c.sha256)
    if as_at is not None:
        last = last.where(c.kept_at <= stamp(as_at))
    question = select(receipts).where(c.id.in_(last)).order_by(c.id)
    if period is not None:
        question = question.where(c.start == period.start, c.months == period.months)
    return _receipts(connection, connection.execute(question).all())


def known(connection: Connection, sha256s: Collection[str]) -> dict[str, Receipt]:
    """The receipts of the files among these whose figures were taken."""
    question = select(receipts.c.id, receipts.c.sha256).where(receipts.c.taken)
    wanted = set(sha256s)
    ids = [id_ for id_, sha256 in connection.execute(question) if sha256 in wanted]
    rows = [row for id_ in ids for row in connection.execute(select(receipts).where(receipts.c.id == id_))]
    return {receipt.sha256: receipt for receipt in _receipts(connection, rows)}


def _receipts(connection: Connection, rows: Sequence[Row[Any]]) -> list[Receipt]:
    """Rows of receipts as receipts, each with its findings."""
    told: defaultdict[int, list[Finding]] = defaultdict(list)
    wanted = {row.id for row in rows}
    for f in connection.execute(select(findings).order_by(findings.c.id)) if wanted else ():
        if f.receipt in wanted:
            severity = Severity(f.severity)
            told[f.receipt].append(
                Finding(f.code, severity, f.says, f.ask, f.file, f.sheet, f.cell, f.part, f.found, f.expected, f.sha256)
            )
    return [_receipt(row, tuple(told[row.id])) for row in rows]


def _receipt(row: Row[Any], told: tuple[Finding, ...]) -> Receipt:
    return Receipt(
        file=row.file,
        sha256=row.sha256,
        kind=row.kind,
        outcome=Outcome(row.outcome),
        code=row.code,
        partner=row.partner,
        period=None if row.start is None else Period(row.start, row.months, row.first_month),
        revision=row.revision,
        received_at=moment(row.received_at),
        framework=row.framework,
        signed_by=row.signed_by,
        signed_on=date.fromisoformat(row.signed_on) if row.signed_on else None,
        findings=told,
        read=row.read,
        kept=row.kept,
        held=row.held,
        refused=row.refused,
    )

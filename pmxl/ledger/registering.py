"""The register: what became of each file, with its findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Row
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import select

from pmxl.findings import Finding
from pmxl.ledger.answering import closings
from pmxl.ledger.filing import filed_with_others
from pmxl.ledger.filing import stated_preferences
from pmxl.ledger.records import OF_ANOTHER_PERIOD
from pmxl.ledger.records import Dispute
from pmxl.ledger.records import Outranked
from pmxl.ledger.records import Question
from pmxl.ledger.records import Reach
from pmxl.ledger.records import Receipt
from pmxl.ledger.records import question_of
from pmxl.ledger.spans import is_of
from pmxl.ledger.spans import touches
from pmxl.ledger.standing import Line
from pmxl.ledger.standing import taking_part
from pmxl.ledger.tables import add_column
from pmxl.ledger.tables import among
from pmxl.ledger.tables import findings
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import receipts
from pmxl.ledger.tables import stamp
from pmxl.periods import Period
from pmxl.terms import Outcome
from pmxl.terms import Severity

SEVERITIES = {one.value: one for one in Severity}
OUTCOMES = {one.value: one for one in Outcome}
_moment, _period = lru_cache(maxsize=4096)(moment), lru_cache(maxsize=256)(Period)
"""Of hundreds of thousands of files many came at one moment, and nearly all for one of a few periods."""


def add_partner(connection: Connection) -> None:
    """Takes a ledger of the seventh version on: the findings of an import did not say of whose figure they are."""
    add_column(connection, findings, "partner", "TEXT DEFAULT '' NOT NULL")


def recall_receipts(
    connection: Connection,
    period: Period | None,
    as_at: datetime | None,
    partners: Collection[str] | None = None,
    *,
    touching: Period | None = None,
) -> list[Receipt]:
    """The last word on each file, in the order in which they came; see Ledger.receipts."""
    c = receipts.c
    last = select(func.max(c.id)).group_by(c.sha256)
    if as_at is not None:
        last = last.where(c.kept_at <= stamp(as_at))
    question = select(receipts).where(c.id.in_(last), is_of(receipts, period)).order_by(c.id)
    if partners is not None:
        question = question.where(among(c.partner, sorted(partners)))
    if touching is not None:
        question = question.where(touches(receipts, touching))
    return _receipts(connection, connection.execute(question).all(), as_at)


def receipts_of(connection: Connection, sha256s: Sequence[str]) -> dict[str, Receipt]:
    """The last word on each of these files."""
    c = receipts.c
    last = select(func.max(c.id)).group_by(c.sha256)
    found: list[Receipt] = []
    for some in in_lots(sha256s):
        question = select(receipts).where(c.id.in_(last.where(c.sha256.in_(some))))
        found += _receipts(connection, connection.execute(question).all())
    return {receipt.sha256: receipt for receipt in found}


def rivals(connection: Connection, partners: Collection[str]) -> list[Receipt]:
    """The last word on each file of a period of one of these partners of which several came, in order, no findings."""
    c = receipts.c
    last = select(func.max(c.id)).group_by(c.sha256)
    span = (c.partner, c.start, c.months)
    rows: list[Row[Any]] = []
    for some in in_lots(sorted(partners)):
        lines = select(*span).where(among(c.partner, some)).group_by(*span).having(func.count() > 1).subquery()
        same = and_(lines.c.partner == c.partner, lines.c.start == c.start, lines.c.months == c.months)
        rows += connection.execute(select(receipts).join(lines, same))
    told = {
        id_
        for some in in_lots(sorted({row.sha256 for row in rows}))
        for id_ in connection.scalars(last.where(among(c.sha256, some)))
    }
    return [_receipt(row, ()) for row in sorted(rows, key=attrgetter("id")) if row.id in told]


def known(connection: Connection, sha256s: Collection[str]) -> dict[str, Receipt]:
    """The receipts of the files among these whose figures were taken."""
    question = select(receipts).where(receipts.c.taken)
    rows = [
        row
        for some in in_lots(sorted(sha256s))
        for row in connection.execute(question.where(among(receipts.c.sha256, some)))
    ]
    return {receipt.sha256: receipt for receipt in _receipts(connection, rows)}


def taken(connection: Connection, sha256s: Collection[str]) -> dict[str, tuple[str, datetime]]:
    """Name and moment of the files among these whose figures were taken."""
    c = receipts.c
    question = select(c.sha256, c.file, c.received_at).where(c.taken)
    return {
        sha256: (file, moment(received_at))
        for some in in_lots(sorted(sha256s))
        for sha256, file, received_at in connection.execute(question.where(among(c.sha256, some)))
    }


def outranked(connection: Connection, sha256s: Collection[str]) -> dict[str, Outranked]:
    """The returns among these that were read and gave no figure, and of which a higher revision was read too."""
    c, higher = receipts.c, receipts.alias()
    h = higher.c
    same_line = and_(h.partner == c.partner, h.start == c.start, h.months == c.months, h.kind == c.kind)
    above = and_(same_line, h.revision > c.revision, h.outcome != Outcome.REFUSED.value)
    asked = select(c.sha256, c.file, c.received_at, c.revision, h.file.label("other"), h.revision.label("stands"))
    mine = (c.kind == "return", c.partner != "", ~c.taken, c.code != OF_ANOTHER_PERIOD)
    question = asked.join(higher, above).where(*mine).order_by(h.revision)
    return {
        row.sha256: Outranked(row.file, moment(row.received_at), row.revision, row.other, row.stands)
        for some in in_lots(sorted(sha256s))
        for row in connection.execute(question.where(among(c.sha256, some)))
    }


def hashes_among(connection: Connection, sha256s: Collection[str]) -> set[str]:
    """Those among these that are the hash of a file that was ever read."""
    c = receipts.c.sha256
    lots = in_lots(sorted(sha256s))
    return {sha256 for some in lots for sha256 in connection.scalars(select(c).where(among(c, some)))}


def reach(connection: Connection) -> Reach | None:
    """The last receipt there is; None where there is none."""
    row = connection.execute(_reaching().order_by(receipts.c.id.desc()).limit(1)).one_or_none()
    return Reach(*row) if row else None


def holds(connection: Connection, reached: Reach) -> bool:
    """True where that receipt is there: receipts are only ever added, so all that came before it are there too."""
    row = connection.execute(_reaching().where(receipts.c.id == reached.id)).one_or_none()
    return row is not None and Reach(*row) == reached


def _reaching() -> Select[Any]:
    return select(receipts.c.id, receipts.c.sha256, receipts.c.kept_at)


def disputes(connection: Connection) -> list[Dispute]:
    """The files of one partner, period and revision that disagree and wait for the officer's choice."""
    filed = filed_with_others(connection)
    part = taking_part(filed.values(), stated_preferences(connection))
    lines: defaultdict[Line | None, list[int]] = defaultdict(list)
    for id_ in sorted(id_ for id_, disputed in part.items() if disputed):
        lines[filed[id_].line].append(id_)
    found = []
    for ids in lines.values():
        rows = connection.execute(select(receipts).where(receipts.c.id.in_(ids)).order_by(receipts.c.id)).all()
        found.append(Dispute(tuple(_receipts(connection, rows))))
    return found


def _receipts(connection: Connection, rows: Sequence[Row[Any]], as_at: datetime | None = None) -> list[Receipt]:
    """Rows of receipts as receipts, each with its findings, and how each of these was closed."""
    closed = closings(connection, None if as_at is None else stamp(as_at))
    lines = {row.id: closed.get((row.partner, row.start, row.months), {}) for row in rows} if closed else {}
    theirs: defaultdict[str, dict[Question, str]] = defaultdict(dict)  # for a file that is of several partners
    for (partner, _, _), said in closed.items():
        theirs[partner].update(said)
    told: defaultdict[int, list[Finding]] = defaultdict(list)
    question = select(findings).order_by(findings.c.id)
    for some in in_lots([row[0] for row in rows]):
        asked = connection.execute(question.where(among(findings.c.receipt, some)))
        for id_, receipt, code, severity, says, ask, *where in asked:
            finding = Finding(code, SEVERITIES[severity], says, ask, *where, number=str(id_))  # type: ignore[misc]
            if closed:
                answered = theirs[finding.partner] if finding.partner else lines[receipt]
                if words := answered.get(question_of(finding), ""):
                    finding = replace(finding, closed=words)
            told[receipt].append(finding)
    return [_receipt(row, told[row[0]]) for row in rows]


def _receipt(row: Sequence[Any], told: Sequence[Finding]) -> Receipt:
    """One row of the table, its columns told apart by their order: to ask each by its name takes as long again."""
    _, file, sha256, kind, outcome, code, partner, *rest = row
    start, months, first_month, revision, received_at, _, framework, signed_by, signed_on, *counts = rest
    read, kept, held, refused, _, _ = counts
    return Receipt(
        file=file,
        sha256=sha256,
        kind=kind,
        outcome=OUTCOMES[outcome],
        code=code,
        partner=partner,
        period=None if start is None else _period(start, months, first_month),
        revision=revision,
        received_at=_moment(received_at),
        framework=framework,
        signed_by=signed_by,
        signed_on=date.fromisoformat(signed_on) if signed_on else None,
        findings=tuple(told),
        read=read,
        kept=kept,
        held=held,
        refused=refused,
    )

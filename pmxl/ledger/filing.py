"""Filing: which files gave figures, what each of them answers, and which of them the officer prefers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy.schema import CreateIndex

from pmxl.ledger.records import Receipt
from pmxl.ledger.standing import Filed
from pmxl.ledger.standing import Line
from pmxl.ledger.standing import Preference
from pmxl.ledger.tables import TAKEN_ONCE
from pmxl.ledger.tables import among
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import preferences
from pmxl.ledger.tables import receipts
from pmxl.ledger.tables import receipts_of


def change_indexes(connection: Connection) -> None:
    """Takes a ledger of the sixth version on: it looked through all files for those of a line, and had two by hash."""
    connection.execute(CreateIndex(receipts_of, if_not_exists=True))
    for twin in ("receipts_taken", "ix_receipts_sha256"):
        connection.execute(text(f"DROP INDEX IF EXISTS {twin}"))
    connection.execute(TAKEN_ONCE)


def line_of(receipt: Receipt) -> Line | None:
    """What a return answers alone; None for an import or an entry."""
    if receipt.kind != "return" or receipt.period is None:
        return None
    return receipt.partner, receipt.period.start, receipt.period.months, receipt.revision


def filed_with_others(connection: Connection) -> dict[int, Filed]:
    """The returns whose figures were taken that are not alone in what they answer, as their digests tell."""
    return _by_number(connection, _filed().where(receipts.c.kind == "return", receipts.c.digest != ""))


def filed_in(connection: Connection, lines: Collection[Line]) -> dict[int, Filed]:
    """The returns whose figures were taken that answer one of these."""
    found: dict[int, Filed] = {}
    starts = {start for _, start, _, _ in lines}
    question = _filed().where(receipts.c.kind == "return", receipts.c.start.in_(starts))
    for some in in_lots(sorted({partner for partner, *_ in lines})):
        found |= _by_number(connection, question.where(among(receipts.c.partner, some)))
    return {id_: file for id_, file in found.items() if file.line in lines}


def in_their_lines(connection: Connection, files: Collection[int]) -> dict[int, Filed]:
    """These files and, for each that is a return, all that answer the same."""
    found: dict[int, Filed] = {}
    for some in in_lots(sorted(files)):
        found |= _by_number(connection, _filed().where(among(receipts.c.id, some)))
    return found | filed_in(connection, {file.line for file in found.values() if file.line})


def _filed() -> Select[Any]:
    c = receipts.c
    return select(c.id, c.revision, c.kind, c.partner, c.start, c.months, c.digest).where(c.taken)


def _by_number(connection: Connection, question: Select[Any]) -> dict[int, Filed]:
    return {
        id_: Filed(id_, revision, (partner, start, months, revision) if kind == "return" else None, digest)
        for id_, revision, kind, partner, start, months, digest in connection.execute(question)
    }


def stated_preferences(connection: Connection) -> list[Preference]:
    """What the officer has preferred, in that order."""
    rows = connection.execute(select(preferences.c.receipt, preferences.c.seen).order_by(preferences.c.id))
    return [Preference(receipt, seen) for receipt, seen in rows]

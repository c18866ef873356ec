"""Keeping what came in: receipts with their findings, and their figures. A batch is one moment."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from sqlalchemy import Connection
from sqlalchemy import func
from sqlalchemy import select

from pmxl.figures import Figure
from pmxl.findings import refuse
from pmxl.ledger.arriving import Arrivals
from pmxl.ledger.arriving import Filing
from pmxl.ledger.arriving import Row
from pmxl.ledger.arriving import arriving
from pmxl.ledger.digests import filed_beside
from pmxl.ledger.filing import filed_in
from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.naming import numbers
from pmxl.ledger.records import Receipt
from pmxl.ledger.settling import settle
from pmxl.ledger.tables import among
from pmxl.ledger.tables import answers
from pmxl.ledger.tables import columns_of
from pmxl.ledger.tables import findings
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import preferences
from pmxl.ledger.tables import receipts
from pmxl.ledger.tables import stamp
from pmxl.sheets.resting import collector_resting
from pmxl.terms import Outcome

Batch = list[tuple[Receipt, Sequence[Figure]]]

TAKING = (Outcome.READ, Outcome.FINDINGS)
"""The outcomes of a file whose figures are taken."""

GIVE_FIGURES = ("return", "import", "entry")

NAMED = tuple(attrgetter(name) for name in ("measure", "partner", "area"))

RECEIPT_COLUMNS = tuple(column.name for column in receipts.columns)
FINDING_COLUMNS = columns_of(findings)


@collector_resting()  # rows to be written are no garbage, and looking for some takes a seventh of the time
def keep(connection: Connection, batch: Iterable[tuple[Receipt, Sequence[Figure]]]) -> list[Receipt]:
    """Keep receipts and figures; a file whose figures were taken before is left out. Gives the receipts kept."""
    fresh = _unknown(connection, list(batch))
    if not fresh:
        return []
    now = max(clock(connection), *(stamp(receipt.received_at) for receipt, _ in fresh))
    new = list(enumerate(fresh, next_id(connection)))
    arrivals = arriving(new, numbers(connection, _words(fresh)), now)
    filed = filed_beside(connection, new)
    rows = [_receipt_row(id_, *entry, now, filed[id_].digest if id_ in filed else "") for id_, entry in new]
    insert_rows(connection, receipts, RECEIPT_COLUMNS, rows)
    insert_rows(connection, findings, FINDING_COLUMNS, [row for entry in new for row in _finding_rows(entry)])
    settle(connection, filed, arrivals, now)
    return [receipt for receipt, _ in fresh]


def prefer(connection: Connection, sha256: str, at: datetime) -> None:
    """Let this file of its line stand; see Ledger.prefer."""
    c = receipts.c
    question = select(c.id, c.kind, c.partner, c.start, c.months, c.revision).where(c.taken, c.sha256 == sha256)
    row = connection.execute(question).one_or_none()
    if row is None or row.kind != "return":
        says = f"No return with the hash {sha256[:12]}… has given figures."
        raise refuse("RET022", says, "Name one of the files in dispute.", found=sha256)
    now = max(clock(connection), stamp(at))
    insert_rows(connection, preferences, ("receipt", "seen", "preferred_at"), [(row.id, next_id(connection) - 1, now)])
    line = row.partner, row.start, row.months, row.revision
    settle(connection, filed_in(connection, {line}), Arrivals(), now)


def clock(connection: Connection) -> int:
    """The last moment the ledger has known: no later entry may be earlier, whatever the machine's clock says."""
    kept = connection.execute(select(receipts.c.kept_at).order_by(receipts.c.id.desc()).limit(1)).scalar()
    preferred = connection.execute(select(func.max(preferences.c.preferred_at))).scalar()
    answered = connection.execute(select(func.max(answers.c.answered_at))).scalar()
    return max(kept or 0, preferred or 0, answered or 0)


def next_id(connection: Connection) -> int:
    """The number of the next receipt: files are counted as they come."""
    last: int | None = connection.execute(select(func.max(receipts.c.id))).scalar()
    return (last or 0) + 1


def _unknown(connection: Connection, batch: Batch) -> Batch:
    """The files not taken before, each once; a file that gave no figures may come again."""
    taken: set[str] = set()
    for some in in_lots(sorted({receipt.sha256 for receipt, _ in batch})):
        question = select(receipts.c.sha256).where(receipts.c.taken, among(receipts.c.sha256, some))
        taken.update(connection.execute(question).scalars())
    fresh: Batch = []
    for receipt, given in batch:
        if given and receipt.outcome not in TAKING:
            raise ValueError(f"{receipt.file} is {receipt.outcome}, yet gives {len(given)} figures")
        if given and receipt.kind == "return" and (receipt.period is None or receipt.revision < 1):
            raise ValueError(f"the return {receipt.file} has no period or no revision")
        if receipt.sha256 not in taken:
            fresh.append((receipt, given))
        if given or gives_words(receipt):
            taken.add(receipt.sha256)
    return fresh


def gives_words(receipt: Receipt) -> bool:
    """True for a form that was taken: it gives no figures, and is not to be taken twice either."""
    return receipt.kind not in GIVE_FIGURES and receipt.outcome in TAKING


def _receipt_row(id_: int, receipt: Receipt, given: Sequence[Figure], now: int, digest: str) -> Row:
    period = receipt.period
    return (
        id_,
        receipt.file,
        receipt.sha256,
        receipt.kind,
        str(receipt.outcome),
        receipt.code,
        receipt.partner,
        period.start if period else None,
        period.months if period else None,
        period.first_month if period else None,
        receipt.revision,
        stamp(receipt.received_at),
        now,
        receipt.framework,
        receipt.signed_by,
        receipt.signed_on.isoformat() if receipt.signed_on else "",
        receipt.read,
        receipt.kept,
        receipt.held,
        receipt.refused,
        bool(given) or gives_words(receipt),
        digest,
    )


def _finding_rows(entry: Filing) -> list[Row]:
    id_, (receipt, _) = entry
    return [(id_, *(str(getattr(f, name)) for name in FINDING_COLUMNS[1:])) for f in receipt.findings]


def _words(batch: Batch) -> set[str]:
    """The ids of all measures, partners and areas in it."""
    words: set[str] = set()
    for _, given in batch:
        for named in NAMED:
            words.update(map(named, given))
    return words

"""What was said to findings: kept for ever, and the figures that it releases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable

from sqlalchemy import Connection
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import true
from sqlalchemy import update

from pmxl.figures import Key
from pmxl.ledger.arriving import Arrivals
from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.naming import known_numbers
from pmxl.ledger.records import Answer
from pmxl.ledger.records import Question
from pmxl.ledger.settling import COPIED
from pmxl.ledger.settling import settle
from pmxl.ledger.spans import is_of
from pmxl.ledger.spans import period_of
from pmxl.ledger.spans import written
from pmxl.ledger.tables import add_column
from pmxl.ledger.tables import among
from pmxl.ledger.tables import answers
from pmxl.ledger.tables import columns_of
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import findings
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import metadata
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import queries
from pmxl.ledger.tables import stamp
from pmxl.periods import Period

COLUMNS = columns_of(answers)
CLOSING = ("explained", "accepted", "entered")
Line = tuple[str, int, int]
"""Partner, start and months."""


def add_tables(connection: Connection) -> None:
    """Takes a ledger of the third version on: it kept no answers, and findings did not say of which figure."""
    metadata.create_all(connection, tables=[answers, queries])
    for column in ("measure", "area", "period"):
        add_column(connection, findings, column, "TEXT DEFAULT '' NOT NULL")


def record_answers(connection: Connection, given: Iterable[Answer]) -> None:
    """Keep what was said; the same said in the same file is kept once."""
    new, c = list(given), answers.c
    known: set[tuple[object, ...]] = set()
    question = select(*(c[name] for name in COLUMNS[:-1]))
    for some in in_lots(sorted({one.sha256 for one in new})):
        known.update(map(tuple, connection.execute(question.where(among(c.sha256, some)))))
    rows = []
    for one in new:
        said = (one.how, one.text, one.by, one.file, one.sha256)
        row = (one.finding, one.partner, *written(one.period), *one.question, *said)
        if not one.sha256 or row not in known:
            rows.append((*row, stamp(one.at)))
        known.add(row)
    insert_rows(connection, answers, COLUMNS, rows)


def recall_answers(connection: Connection, period: Period | None) -> list[Answer]:
    """What was said, of one period or of all, in the order in which it was."""
    question = select(answers).where(is_of(answers, period)).order_by(answers.c.id)
    return [
        Answer(
            partner=row.partner,
            period=period_of(row),
            code=row.code,
            says=row.says,
            how=row.how,
            text=row.text,
            by=row.answered_by,
            at=moment(row.answered_at),
            measure=row.measure,
            area=row.area,
            of=row.period,
            finding=row.finding,
            file=row.file,
            sha256=row.sha256,
        )
        for row in connection.execute(question)
    ]


def closings(connection: Connection, as_at: int | None) -> dict[Line, dict[Question, str]]:
    """The questions that are closed, by partner and period, each with the words that closed it."""
    found: defaultdict[Line, dict[Question, str]] = defaultdict(dict)
    for one in recall_answers(connection, None):
        if one.how in CLOSING and (as_at is None or stamp(one.at) <= as_at):
            found[one.partner, one.period.start, one.period.months][one.question] = one.words
    return found


def release(connection: Connection, keys: Collection[Key], note: str, now: int) -> None:
    """The figures held under these keys count from now on; a note, where there is one, goes with them."""
    known = known_numbers(connection, {word for key in keys for word in (key.measure, key.partner, key.area)})
    c = figures.c
    touched = set()
    for key in keys:
        if not {key.measure, key.partner, key.area} <= known.keys():
            continue
        ours = (known[key.measure], known[key.partner], known[key.area], key.period.start, key.period.months)
        of = (c.measure, c.partner, c.area, c.start, c.months)
        same = [column == number for column, number in zip(of, ours, strict=True)]
        held = connection.execute(select(c.id, c.note).where(*same, c.held == true(), c.closed_at.is_(None))).all()
        for row in held:
            _free(connection, row.id, "; ".join(part for part in (row.note, note) if part), now)
            touched.add(ours)
    settle(connection, {}, Arrivals(), now, touched)


def _free(connection: Connection, row: int, note: str, now: int) -> None:
    """The row closes, and the same figure opens as one that is not held."""
    c = figures.c
    kept = [name for name in COPIED if name not in ("held", "note")]
    connection.execute(update(figures).where(c.id == row).values(closed_at=now))
    told = select(*(c[name] for name in kept), c.disputed).where(c.id == row)
    copied = connection.execute(told).one()._asdict()
    connection.execute(insert(figures).values(**copied, held=False, note=note, opened_at=now, closed_at=None))

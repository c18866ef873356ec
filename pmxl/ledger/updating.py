"""Annual update forms: which were sent out, and what came back in them, kept for ever."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection
from sqlalchemy import select

from pmxl.findings import refuse
from pmxl.ledger.records import UpdateAnswer
from pmxl.ledger.records import UpdateForm
from pmxl.ledger.tables import insert_rows
from pmxl.ledger.tables import metadata
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import stamp
from pmxl.ledger.update_tables import update_answers
from pmxl.ledger.update_tables import update_forms
from pmxl.periods import Period

FORM_COLUMNS = tuple(column.name for column in update_forms.columns if column.name != "id")
ANSWER_COLUMNS = tuple(column.name for column in update_answers.columns if column.name != "id")


def add_tables(connection: Connection) -> None:
    """Takes a ledger of the fourth version on: it knew no annual update forms."""
    metadata.create_all(connection, tables=[update_forms, update_answers])


def record_forms(connection: Connection, sent: Iterable[UpdateForm]) -> None:
    """Record forms sent out, each revision once; see Ledger.issue_updates."""
    c = update_forms.c
    before = {tuple(row) for row in connection.execute(select(c.officer, c.start, c.months, c.revision))}
    rows = []
    for one in sent:
        line = (one.officer, one.period.start, one.period.months, one.revision)
        if line in before:
            says = f"Revision {one.revision} of the update form of {one.officer} for {one.period} was issued before."
            raise refuse("RET021", says, "Run it again: the next revision will be taken.", file=one.file)
        before.add(line)
        when = (one.period.start, one.period.months, one.period.first_month)
        rows.append((one.officer, *when, one.revision, one.mark, one.framework, one.file, stamp(one.issued_at)))
    insert_rows(connection, update_forms, FORM_COLUMNS, rows)


def recall_forms(connection: Connection, period: Period | None) -> list[UpdateForm]:
    """The forms sent out for a year, or for all, in the order in which they were."""
    question = select(update_forms).order_by(update_forms.c.id)
    if period is not None:
        question = question.where(update_forms.c.start == period.start, update_forms.c.months == period.months)
    return [
        UpdateForm(
            officer=row.officer,
            period=Period(row.start, row.months, row.first_month),
            revision=row.revision,
            mark=row.mark,
            framework=row.framework,
            file=row.file,
            issued_at=moment(row.issued_at),
        )
        for row in connection.execute(question)
    ]


def record_update_answers(connection: Connection, given: Iterable[UpdateAnswer]) -> None:
    """Keep what was filled in."""
    rows = []
    for one in given:
        when = (one.period.start, one.period.months, one.period.first_month)
        said = (one.ref, one.field, one.text, one.by, one.file, one.sha256, one.sheet, one.cell, stamp(one.at))
        rows.append((one.officer, *when, one.revision, *said))
    insert_rows(connection, update_answers, ANSWER_COLUMNS, rows)


def recall_update_answers(connection: Connection, period: Period) -> list[UpdateAnswer]:
    """What stands of a year's forms: of each field the highest revision, and of that the latest file."""
    c = update_answers.c
    question = select(update_answers).where(c.start == period.start, c.months == period.months)
    found: dict[tuple[str, str, str], UpdateAnswer] = {}
    for row in connection.execute(question.order_by(c.revision, c.id)):
        found[row.officer, row.ref, row.field] = UpdateAnswer(
            officer=row.officer,
            period=Period(row.start, row.months, row.first_month),
            revision=row.revision,
            ref=row.ref,
            field=row.field,
            text=row.text,
            by=row.answered_by,
            file=row.file,
            sha256=row.sha256,
            sheet=row.sheet,
            cell=row.cell,
            at=moment(row.answered_at),
        )
    return list(found.values())

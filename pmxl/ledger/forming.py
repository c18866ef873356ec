"""Forms that go round: which were sent out, and what came back in them, kept for ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy import select

from pmxl.findings import refuse
from pmxl.ledger.form_tables import form_answers
from pmxl.ledger.form_tables import forms
from pmxl.ledger.records import FormAnswer
from pmxl.ledger.records import FormSent
from pmxl.ledger.tables import insert_rows
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import stamp
from pmxl.periods import Period

FORM_COLUMNS = tuple(column.name for column in forms.columns if column.name != "id")
ANSWER_COLUMNS = tuple(column.name for column in form_answers.columns if column.name != "id")


def record_forms(connection: Connection, sent: Iterable[FormSent]) -> None:
    """Record forms sent out, each revision once; see Ledger.issue_forms."""
    c = forms.c
    question = select(c.kind, c.recipient, c.start, c.months, c.revision)
    before = {tuple(row) for row in connection.execute(question)}
    rows = []
    for one in sent:
        line = (one.kind, one.to, one.period.start, one.period.months, one.revision)
        if line in before:
            says = f"Revision {one.revision} of the form '{one.kind}' of {one.to} for {one.period} was issued before."
            raise refuse("RET021", says, "Run it again: the next revision will be taken.", file=one.file)
        before.add(line)
        when = (one.period.start, one.period.months, one.period.first_month)
        rows.append((one.kind, one.to, *when, one.revision, one.mark, one.framework, one.file, stamp(one.issued_at)))
    insert_rows(connection, forms, FORM_COLUMNS, rows)


def recall_forms(connection: Connection, kind: str | None, period: Period | None) -> list[FormSent]:
    """The forms sent out, of one kind and period or of all, in the order in which they were."""
    c = forms.c
    question = select(forms).order_by(c.id)
    if kind is not None:
        question = question.where(c.kind == kind)
    if period is not None:
        question = question.where(c.start == period.start, c.months == period.months)
    return [
        FormSent(
            kind=row.kind,
            to=row.recipient,
            period=Period(row.start, row.months, row.first_month),
            revision=row.revision,
            mark=row.mark,
            framework=row.framework,
            file=row.file,
            issued_at=moment(row.issued_at),
        )
        for row in connection.execute(question)
    ]


def record_form_answers(connection: Connection, given: Iterable[FormAnswer]) -> None:
    """Keep what was filled in."""
    rows = []
    for one in given:
        when = (one.period.start, one.period.months, one.period.first_month)
        said = (one.ref, one.field, one.text, one.by, one.file, one.sha256, one.sheet, one.cell, stamp(one.at))
        rows.append((one.kind, one.to, *when, one.revision, *said))
    insert_rows(connection, form_answers, ANSWER_COLUMNS, rows)


def recall_form_answers(
    connection: Connection, kind: str, period: Period | None, as_at: datetime | None = None
) -> list[FormAnswer]:
    """What stands of a kind's forms: of each field of a period the highest revision, and of that the latest file.

    As at a moment it is what stood then, though it was said otherwise since.
    """
    found: dict[tuple[object, ...], FormAnswer] = {}
    for one in recall_every_answer(connection, kind, period):
        if as_at is not None and one.at > as_at:
            continue
        found[one.to, one.period, one.ref, one.field] = one
    return list(found.values())


def recall_every_answer(connection: Connection, kind: str, period: Period | None) -> list[FormAnswer]:
    """All that was ever said in a kind's forms, by period and revision, and in each as it came."""
    c = form_answers.c
    question = select(form_answers).where(c.kind == kind)
    if period is not None:
        question = question.where(c.start == period.start, c.months == period.months)
    return [
        FormAnswer(
            kind=row.kind,
            to=row.recipient,
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
        for row in connection.execute(question.order_by(c.start, c.months, c.revision, c.id))
    ]

"""Forms that go round: which were sent out, and what came back in them, kept for ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy import select

from pmxl.findings import refuse
from pmxl.ledger.form_tables import form_answers
from pmxl.ledger.form_tables import forms
from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.records import FormAnswer
from pmxl.ledger.records import FormSent
from pmxl.ledger.spans import is_of
from pmxl.ledger.spans import period_of
from pmxl.ledger.spans import written
from pmxl.ledger.tables import columns_of
from pmxl.ledger.tables import moment
from pmxl.ledger.tables import stamp
from pmxl.periods import Period
from pmxl.terms import WITHDRAWN

FORM_COLUMNS = columns_of(forms)
ANSWER_COLUMNS = columns_of(form_answers)


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
        told = (one.revision, one.mark, one.framework, one.file, stamp(one.issued_at))
        rows.append((one.kind, one.to, *written(one.period), *told))
    insert_rows(connection, forms, FORM_COLUMNS, rows)


def recall_forms(connection: Connection, kind: str | None, period: Period | None) -> list[FormSent]:
    """The forms sent out, of one kind and period or of all, in the order in which they were."""
    c = forms.c
    question = select(forms).where(is_of(forms, period)).order_by(c.id)
    if kind is not None:
        question = question.where(c.kind == kind)
    return [
        FormSent(
            kind=row.kind,
            to=row.recipient,
            period=period_of(row),
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
        said = (one.ref, one.field, one.text, one.by, one.file, one.sha256, one.sheet, one.cell, stamp(one.at))
        rows.append((one.kind, one.to, *written(one.period), one.revision, *said))
    insert_rows(connection, form_answers, ANSWER_COLUMNS, rows)


def recall_form_answers(
    connection: Connection, kind: str, period: Period | None, as_at: datetime | None = None, *, withdrawn: bool = False
) -> list[FormAnswer]:
    """What stands of a kind's forms: of each field of a period the highest revision, and of that the latest file.

    As at a moment it is what stood then, though it was said otherwise since. What was taken back does not stand; with
    `withdrawn` it is handed over too, as that word.
    """
    found: dict[tuple[object, ...], FormAnswer] = {}
    for one in recall_every_answer(connection, kind, period):
        if as_at is not None and one.at > as_at:
            continue
        found[one.to, one.period, one.ref, one.field] = one
    return [one for one in found.values() if withdrawn or one.text != WITHDRAWN]


def recall_every_answer(connection: Connection, kind: str, period: Period | None) -> list[FormAnswer]:
    """All that was ever said in a kind's forms, by period and revision, and in each as it came."""
    c = form_answers.c
    question = select(form_answers).where(c.kind == kind, is_of(form_answers, period))
    return [
        FormAnswer(
            kind=row.kind,
            to=row.recipient,
            period=period_of(row),
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

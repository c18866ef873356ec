"""Forms: workbooks that go round, issued beside those issued before, and what came back in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path

from pmxl.batch.examine import Job
from pmxl.batch.folder import Folder
from pmxl.findings import refuse
from pmxl.ledger import FormAnswer
from pmxl.ledger import FormSent
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.returns.forms.form import NEW
from pmxl.returns.forms.form import Form
from pmxl.returns.forms.form import FormRow
from pmxl.returns.forms.form import FormSheet
from pmxl.returns.forms.found import ReadForm
from pmxl.returns.forms.sheet import plan_form
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook
from pmxl.terms import Outcome

Said = dict[str, dict[str, str]]
"""What was said before: ref -> field -> text."""


def issue_form(folder: Folder, form: Form, filename: str) -> Path:
    """Writes one form beside those issued before, and records its mark; `filename` is without revision and ending.

    A file of that name that the ledger does not know is taken up when it is this very form; any other is refused
    (OUT053). The period's inbox is made, so that there is a place for what comes back.
    """
    ending = f"-r{form.revision}" if form.revision > 1 else ""
    path = folder.issued(form.period) / f"{filename}{ending}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    folder.inbox(form.period).mkdir(parents=True, exist_ok=True)
    plan = folder.templates.dressed(plan_form(form))
    if not path.exists():
        write_workbook(plan, path)
    elif path.read_bytes() != plan_to_bytes(plan):
        says = f"{path} exists, though the ledger knows of no revision {form.revision} of this form."
        raise refuse("OUT053", says, "Move that file away, or restore the ledger that belongs to it.")
    record = FormSent(
        kind=form.kind,
        to=form.to,
        period=form.period,
        revision=form.revision,
        mark=form.mark,
        framework=form.framework,
        file=path.name,
        issued_at=datetime.now(UTC),
    )
    with folder.ledger() as ledger:
        ledger.issue_forms([record])
    return path


def reissued(ledger: Ledger, form: Form) -> Form:
    """The form with its next revision and with all that stands of what was said in it before.

    An entry written into a spare row comes back as a row, under the ref that it had, on the sheet that it stood on.
    """
    sent = [one.revision for one in ledger.forms(form.kind, form.period) if one.to == form.to]
    said: Said = {}
    where: dict[str, str] = {}
    for one in ledger.form_answers(form.kind, form.period):
        if one.to == form.to:
            said.setdefault(one.ref, {})[one.field] = one.text
            where[one.ref] = one.sheet
    sheets = tuple(with_said(form, sheet, said, where) for sheet in form.sheets)
    return replace(form, revision=1 + max(sent, default=0), sheets=sheets)


def with_said(form: Form, sheet: FormSheet, said: Said, where: dict[str, str]) -> FormSheet:
    """A sheet with what was said in its rows, and with the rows that were written into its spare ones."""
    known = {row.ref for one in form.sheets for row in one.rows}
    written = [ref for ref in said if ref.startswith(NEW) and ref not in known]
    added = [FormRow(ref) for ref in written if home(form, where[ref]) == sheet.name]
    rows = tuple(replace(row, said={**row.said, **said.get(row.ref, {})}) for row in (*sheet.rows, *added))
    return replace(sheet, rows=rows)


def home(form: Form, name: str) -> str:
    """The sheet on which an entry stands that was written on the sheet of that name; one renamed: the first."""
    names = [one.name for one in form.sheets if one.spare_rows]
    return name if name in names else next(iter(names), "")


def form_receipt(job: Job, found: ReadForm, now: datetime, version: str) -> Receipt:
    """The receipt of a form: it has a period and a revision, and no figures."""
    return Receipt(
        file=job.file,
        sha256=job.sha256,
        kind=found.kind,
        outcome=found.outcome,
        code=found.code,
        received_at=now,
        framework=version,
        period=found.period,
        revision=found.revision,
        findings=found.findings,
        signed_by=found.signed_by,
        signed_on=found.signed_on,
    )


def answers_of(job: Job, found: ReadForm, now: datetime) -> list[FormAnswer]:
    """What was filled in, each field with the cell it stood in; nothing of a form that was refused."""
    if found.outcome is Outcome.REFUSED or found.period is None:
        return []
    return [
        FormAnswer(
            kind=found.kind,
            to=found.to,
            period=found.period,
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

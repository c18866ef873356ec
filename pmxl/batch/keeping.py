"""Keeping: what was read goes into the ledger, and everything that came becomes an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from functools import cached_property

from pmxl.batch.answered import answers_in
from pmxl.batch.answered import released
from pmxl.batch.clashes import without_clashes
from pmxl.batch.displaced import displaced
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.folder import Folder
from pmxl.batch.forms import answers_kept
from pmxl.batch.forms import answers_of
from pmxl.batch.forms import form_receipt
from pmxl.batch.inbox import skipped
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.parked import Parked
from pmxl.batch.sealed import Whose
from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.ledger import Answer
from pmxl.ledger import FormAnswer
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.returns.forms.form import CALLED
from pmxl.returns.names import partner_named
from pmxl.terms import Outcome
from pmxl.terms import Severity

LOT = 250
"""So many files are kept in one transaction."""


def settle(folder: Folder, ledger: Ledger, done: Parked) -> list[FileOutcome]:
    """Keeps what was accepted and turns everything into outcomes, in the order of the files.

    It is kept lot by lot, so that what is kept need not stay in memory: a return whole or not at all, all at one moment
    of the ledger's time. What a run that is stopped has not kept, the next one takes.
    """
    now = datetime.now(UTC)
    read, asked = imports_first(done.read), Asked(ledger)
    for first in range(0, len(read), LOT):
        some = {job: one for job in read[first : first + LOT] if isinstance(one := done[job], Examined)}
        kept = keep(ledger, list(some.values()), folder.framework, now, asked)
        for job, one in some.items():
            done[job] = came_of(one, kept, folder.framework)
    return [faulty(folder, one) if isinstance(one, Examined) else one for one in done.values()]


def imports_first(whose: Mapping[Job, Whose]) -> list[Job]:
    """What was read, in order; of several lots an import goes first: it is held against returns that came before."""
    return list(whose) if len(whose) <= LOT else sorted(whose, key=lambda job: whose[job].partner != "")


def came_of(one: Examined, kept: dict[str, Receipt], framework: Framework) -> FileOutcome:
    """The outcome of a file that was to be kept."""
    if one.job.sha256 in kept:
        return with_whose(outcome_of(kept[one.job.sha256], answers_kept(one)), one, framework)
    # another run took the same bytes between our look and our keeping
    return skipped(one.job.file, one.job.sha256, "RET010", "Another run has just taken these bytes.")


class Asked:
    """What was asked and accepted before this run, recalled once and only where something asks for it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @cached_property
    def accepted(self) -> list[Answer]:
        """The answers by which an officer let a figure count."""
        return [answer for answer in self._ledger.answers() if answer.how == "accepted"]

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Every finding by its number."""
        return {found.number: found for receipt in self._ledger.receipts() for found in receipt.findings}


def keep(
    ledger: Ledger, read: Sequence[Examined], framework: Framework, now: datetime, asked: Asked
) -> dict[str, Receipt]:
    """Keeps what was read, with what was answered in it, in one transaction; gives the receipts kept by their hash."""
    batch: list[tuple[Receipt, Sequence[Figure]]] = []
    said: list[Answer] = []
    forms: list[FormAnswer] = []
    for examined in displaced(ledger, read, now):
        if examined.form is not None:
            batch.append((form_receipt(examined.job, examined.form, now, framework.version), ()))
            forms += answers_of(examined.job, examined.form, now)
            continue
        if examined.found is not None:
            found = released(examined.found, asked.accepted)
            if found is not examined.found:
                examined = replace(examined, found=found)
            if found.replies:
                said += answers_in(examined, asked.findings, framework, now)
        batch.append(without_clashes(ledger, framework, *receipt_of(examined, now, framework.version)))
    came = ledger.keep(batch, said, forms)
    told = ledger.receipts_of([receipt.sha256 for receipt in came if receipt.findings])  # now they have their numbers
    return {receipt.sha256: receipt for receipt in came} | told


def receipt_of(examined: Examined, now: datetime, version: str) -> tuple[Receipt, Sequence[Figure]]:
    """The ledger's receipt for a file, with the figures to keep; of a refused one everything read is refused."""
    job, found = examined.job, examined.found
    if found is None:
        return receipt_of_refused(examined, now, version), ()
    refused = found.outcome is Outcome.REFUSED
    receipt = Receipt(
        file=job.file,
        sha256=job.sha256,
        kind="return" if refused or found.partner else "import",
        outcome=found.outcome,
        received_at=now,
        framework=version,
        code=found.code,
        partner=found.partner,
        period=found.period,
        revision=found.revision,
        findings=found.findings,
        signed_by=found.signoff.name,
        signed_on=found.signoff.on,
        read=found.read,
        kept=0 if refused else found.kept,
        held=0 if refused else found.held,
        refused=found.read if refused else found.refused,
    )
    return receipt, () if refused else found.figures


def receipt_of_refused(examined: Examined, now: datetime, version: str) -> Receipt:
    """The receipt for a file that could not be read as a return."""
    return Receipt(
        file=examined.job.file,
        sha256=examined.job.sha256,
        kind="return",
        outcome=Outcome.REFUSED,
        received_at=now,
        framework=version,
        findings=examined.refused,
        code=examined.refused[0].code if examined.refused else "",
    )


def outcome_of(receipt: Receipt, answered: int | None = None) -> FileOutcome:
    """A receipt as the outcome that is printed; `answered` counts the answers kept of a form."""
    return FileOutcome(
        file=receipt.file,
        sha256=receipt.sha256,
        outcome=receipt.outcome,
        code=receipt.code,
        partner=receipt.partner,
        period=receipt.period.label if receipt.period else "",
        revision=receipt.revision,
        kept=receipt.kept,
        held=receipt.held,
        refused=receipt.refused,
        answered=answered,
        findings=receipt.findings,
    )


def with_whose(outcome: FileOutcome, examined: Examined, framework: Framework) -> FileOutcome:
    """The outcome of a form with its kind and the name of who was asked to fill it in."""
    form = examined.form
    if form is None:
        return outcome
    return replace(outcome, form=CALLED.get(form.kind, form.kind), whose=partner_named(framework, form.to))


def faulty(folder: Folder, examined: Examined) -> FileOutcome:
    """The outcome of a file on which pmxl itself failed: the report is saved, the file is not taken."""
    report = folder.path / "faults" / f"{examined.job.sha256[:12]}.txt"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(examined.fault, encoding="utf-8")
    says = "pmxl itself failed on this file; nothing of it was taken."
    ask = f"Send {report} to whoever looks after pmxl."
    finding = Finding("ENV099", Severity.ERROR, says, ask, file=examined.job.file, sha256=examined.job.sha256)
    return FileOutcome(
        examined.job.file, examined.job.sha256, Outcome.REFUSED, "ENV099", findings=(finding,), fault=str(report)
    )

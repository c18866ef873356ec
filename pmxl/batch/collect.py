"""Collect: reads what partners sent back, keeps what is accepted, and says what became of every file."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from functools import cache
from pathlib import Path

from pmxl.batch.answered import answers_in
from pmxl.batch.answered import released
from pmxl.batch.answered import with_answers
from pmxl.batch.clashes import without_clashes
from pmxl.batch.displaced import displaced
from pmxl.batch.disputes import by_line
from pmxl.batch.disputes import disputed
from pmxl.batch.disputes import outranked
from pmxl.batch.disputes import overruled
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.examine import desk_of
from pmxl.batch.folder import Folder
from pmxl.batch.forms import answers_kept
from pmxl.batch.forms import answers_of
from pmxl.batch.forms import form_receipt
from pmxl.batch.inbox import elsewhere
from pmxl.batch.inbox import files_in
from pmxl.batch.inbox import hash_of
from pmxl.batch.inbox import preferred_file
from pmxl.batch.inbox import sift
from pmxl.batch.inbox import skipped
from pmxl.batch.latest import last_issued
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.passwords import Ask
from pmxl.batch.passwords import passwords_of
from pmxl.batch.passwords import tried_again
from pmxl.batch.pasts import Pasts
from pmxl.batch.query import Queried
from pmxl.batch.query import ask_back
from pmxl.batch.readers import run
from pmxl.batch.twins import twinned
from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.ledger import Answer
from pmxl.ledger import FormAnswer
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.returns.forms.form import CALLED
from pmxl.terms import Outcome
from pmxl.terms import Severity

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Collected:
    """The outcomes of a run, in the order of the files' names, and the period it was for (None: any)."""

    files: tuple[FileOutcome, ...]
    period: Period | None
    inbox: Path | None = None
    elsewhere: tuple[tuple[Period, int], ...] = ()  # other inboxes with files that were never taken, and how many
    preferred: str = ""
    queried: tuple[Queried, ...] = ()
    trouble: tuple[Finding, ...] = ()  # why the query workbooks could not be written


def collect(
    folder: Folder,
    paths: Sequence[Path] = (),
    *,
    period: Period | None = None,
    executor: Executor | None = None,
    prefer: Path | None = None,
    queries: bool = True,
    progress: Progress = lambda _done, _of, _name: None,
    ask: Ask | None = None,
) -> Collected:
    """Reads returns, checks them, and keeps accepted figures with their provenance; each file has exactly one outcome.

    Without `paths` it takes the inbox of `period`, or of the period issued last. `prefer` settles two different files
    of one revision. The same bytes are never taken twice. All that is accepted is kept in one transaction. Then, unless
    `queries` is False, partners with something open are asked back: see pmxl.batch.query.
    `ask` is called for the password of a locked file that no other source has.
    """
    framework, inbox = folder.framework, None
    with folder.ledger() as ledger:
        if not paths:
            period = period or last_issued(ledger, folder)
            inbox = folder.inbox(period)
            paths = [inbox]
        files = [found for path in paths for found in files_in(path)]
        if prefer is not None:
            prefer = preferred_file(prefer, inbox, folder.raw)
        passwords = passwords_of(folder)
        jobs, done = sift(folder, ledger, files, passwords.of)
        desk = cache(lambda: desk_of(folder, ledger, period))  # where every file is known it is not needed
        pasts = cache(lambda: Pasts(folder, ledger, period))
        examine = lambda some, beside: run(desk(), some, executor, beside)  # noqa: E731 - it closes over this run
        read = lambda some: pasts().examined(some, examine)  # noqa: E731
        examined = examined_all(jobs, read, progress)
        examined |= {one.job: one for one in tried_again([*examined.values()], passwords, read, ask)}
        done.update(examined)
        done = twinned(done, ledger, framework)
        outcomes = settle(folder, ledger, done)
        if prefer is not None:
            ledger.prefer(hash_of(prefer), datetime.now(UTC))
        disputes = ledger.disputes()
        lines = by_line(ledger.receipts()) if any(outcome.partner for outcome in outcomes) else {}
        stands = cache(ledger.recall)
        outcomes = [outranked(disputed(outcome, disputes), lines) for outcome in outcomes]
        outcomes = [overruled(outcome, lines, stands, framework) for outcome in outcomes]
        others = elsewhere(folder, ledger, period) if inbox else ()
        outcomes = with_answers(outcomes, ledger, periods_of(folder, period, outcomes))
    opened = {one.job.sha256: one.job.passwords for one in done.values() if isinstance(one, Examined)}
    queried, trouble = ask_back(folder, periods_of(folder, period, outcomes), opened) if queries else ([], ())
    preferred = prefer.name if prefer else ""
    return Collected(tuple(outcomes), period, inbox, others, preferred, tuple(queried), trouble)


def examined_all(
    jobs: list[Job], read: Callable[[list[Job]], Iterator[Examined]], progress: Progress
) -> dict[Job, Examined]:
    """Every file that is to be read, with what came of it."""
    found: dict[Job, Examined] = {}
    for count, examined in enumerate(read(jobs) if jobs else (), start=1):
        found[examined.job] = examined
        progress(count, len(jobs), examined.job.file)
    return found


def periods_of(folder: Folder, period: Period | None, outcomes: Sequence[FileOutcome]) -> list[Period]:
    """The periods that a run was about: the one collected, or those of its files."""
    labels = sorted({outcome.period for outcome in outcomes if outcome.period})
    return [period] if period else [folder.period(label) for label in labels]


def settle(folder: Folder, ledger: Ledger, done: dict[Job, Examined | FileOutcome]) -> list[FileOutcome]:
    """Keeps what was accepted in one transaction and turns everything into outcomes, in the order of the files."""
    now = datetime.now(UTC)
    read = [examined for examined in done.values() if isinstance(examined, Examined) and not examined.fault]
    kept = keep(ledger, read, folder.framework, now) if read else {}
    outcomes = []
    for job, examined in done.items():
        if isinstance(examined, FileOutcome):
            outcomes.append(examined)
        elif examined.fault:
            outcomes.append(faulty(folder, examined))
        elif job.sha256 in kept:
            outcomes.append(
                with_whose(outcome_of(kept[job.sha256], answers_kept(examined)), examined, folder.framework)
            )
        else:  # another run took the same bytes between our look and our keeping
            outcomes.append(skipped(job.file, job.sha256, "RET010", "Another run has just taken these bytes."))
    return outcomes


def keep(ledger: Ledger, read: Sequence[Examined], framework: Framework, now: datetime) -> dict[str, Receipt]:
    """Keeps what was read, with what was answered in it, as one moment; gives the receipts kept by their hash."""
    accepted = [answer for answer in ledger.answers() if answer.how == "accepted"]
    answered = any(one.found is not None and one.found.replies for one in read)
    asked = {f.number: f for receipt in (ledger.receipts() if answered else ()) for f in receipt.findings}
    batch: list[tuple[Receipt, Sequence[Figure]]] = []
    said: list[Answer] = []
    forms: list[FormAnswer] = []
    for examined in displaced(ledger, read, now):
        if examined.form is not None:
            batch.append((form_receipt(examined.job, examined.form, now, framework.version), ()))
            forms += answers_of(examined.job, examined.form, now)
            continue
        if examined.found is not None:
            examined = replace(examined, found=released(examined.found, accepted))
            said += answers_in(examined, asked, framework, now)
        batch.append(without_clashes(ledger, *receipt_of(examined, now, framework.version)))
    came = {receipt.sha256 for receipt in ledger.keep(batch, said, forms)}
    return {receipt.sha256: receipt for receipt in ledger.receipts() if receipt.sha256 in came}


def receipt_of(examined: Examined, now: datetime, version: str) -> tuple[Receipt, Sequence[Figure]]:
    """The ledger's receipt for a file, with the figures to keep; of a refused one everything read is refused."""
    job, found = examined.job, examined.found
    refused = found is None or found.outcome is Outcome.REFUSED
    receipt = Receipt(
        file=job.file,
        sha256=job.sha256,
        kind="return",
        outcome=Outcome.REFUSED,
        received_at=now,
        framework=version,
        findings=examined.refused,
        code=examined.refused[0].code if examined.refused else "",
    )
    if found is None:
        return receipt, ()
    receipt = replace(
        receipt,
        kind="return" if refused or found.partner else "import",
        outcome=found.outcome,
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
    name = next((one.name for one in framework.partners if one.id == form.to), form.to)
    return replace(outcome, form=CALLED.get(form.kind, form.kind), whose=name)


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


__all__ = ["Collected", "collect"]

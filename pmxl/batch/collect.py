"""Collect: reads what partners sent back, keeps what is accepted, and says what became of every file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import Executor
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path

from pmxl.batch.examine import Desk
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.examine import desk_of
from pmxl.batch.examine import examine
from pmxl.batch.examine import examine_here
from pmxl.batch.examine import sit_down
from pmxl.batch.folder import Folder
from pmxl.batch.outcomes import FileOutcome
from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.ledger import Dispute
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.ledger import keep_raw
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.sheets.intake import take
from pmxl.terms import Outcome
from pmxl.terms import Severity

MANY = 24
"""From this many files on, they are read in several processes."""

NOT_RETURNS = {"thumbs.db", "desktop.ini", ".ds_store"}
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Collected:
    """The outcomes of a run, in the order of the files' names, and the period it was for (None: any)."""

    files: tuple[FileOutcome, ...]
    period: Period | None
    inbox: Path | None = None
    elsewhere: tuple[tuple[Period, int], ...] = ()  # other inboxes with files that were never taken, and how many
    preferred: str = ""


def collect(
    folder: Folder,
    paths: Sequence[Path] = (),
    *,
    period: Period | None = None,
    executor: Executor | None = None,
    prefer: Path | None = None,
    progress: Progress = lambda _done, _of, _name: None,
) -> Collected:
    """Reads returns, checks them, and keeps accepted figures with their provenance; each file has exactly one outcome.

    Without `paths` it takes the inbox of `period`, or of the period issued last. `prefer` settles two different files
    of one revision. The same bytes are never taken twice. All that is accepted is kept in one transaction.
    """
    framework, inbox = folder.framework, None
    with folder.ledger() as ledger:
        if not paths:
            period = period or last_issued(ledger, folder)
            inbox = folder.inbox(period)
            paths = [inbox]
        files = [found for path in paths for found in files_in(path)]
        desk = desk_of(framework, ledger, period)
        if prefer is not None:
            prefer = preferred_file(prefer, inbox)
        jobs, done = sift(folder, ledger, files)
        for count, examined in enumerate(run(desk, jobs, executor), start=1):
            done[examined.job] = examined
            progress(count, len(jobs), examined.job.file)
        outcomes = settle(folder, ledger, done, framework.version)
        if prefer is not None:
            ledger.prefer(hash_of(prefer), datetime.now(UTC))
        outcomes = [disputed(outcome, ledger.disputes()) for outcome in outcomes]
        others = elsewhere(folder, ledger, period) if inbox else ()
    return Collected(tuple(outcomes), period, inbox, others, prefer.name if prefer else "")


def preferred_file(named: Path, inbox: Path | None) -> Path:
    """The file a person prefers, by its path or by its name in the inbox."""
    places = [named, *([inbox / named.name] if inbox else [])]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise refuse("ENV009", f"There is no file {named}.", "Name it as it stands in the inbox, in quotation marks.")
    return found


def elsewhere(folder: Folder, ledger: Ledger, period: Period | None) -> tuple[tuple[Period, int], ...]:
    """The other periods issued whose inboxes hold files that were never taken, and how many."""
    found = []
    for other in sorted({issued.period for issued in ledger.issued()} - {period}):
        inbox = folder.inbox(other)
        files = [path for path in files_in(inbox) if not is_working_file(path)] if inbox.is_dir() else []
        hashes = [hash_of(path) for path in files]
        seen = {receipt.sha256 for receipt in ledger.receipts()} if hashes else set()
        if fresh := sum(sha not in seen for sha in hashes):
            found.append((other, fresh))
    return tuple(found)


def is_working_file(path: Path) -> bool:
    """True for the files that Excel and the operating system leave about."""
    return path.name.startswith("~$") or path.name.casefold() in NOT_RETURNS


def last_issued(ledger: Ledger, folder: Folder) -> Period:
    """The period for which returns were issued last."""
    issued = ledger.issued()
    if not issued:
        raise refuse(
            "ENV008",
            f"No returns have been issued from {folder.path}, so there is no inbox to collect.",
            'Issue a period first, as in: pmxl issue "2022-23 Q3".',
        )
    return max(issued, key=lambda i: i.issued_at).period


def files_in(path: Path) -> list[Path]:
    """The file itself, or everything in a folder by name (not what stands in folders within it)."""
    if path.is_dir():
        return sorted(path.iterdir())
    if not path.exists():
        raise refuse("ENV009", f"There is no file or folder {path}.", "Check the name, or leave it out for the inbox.")
    return [path]


def passed_over(path: Path) -> FileOutcome | None:
    """The outcome of what is not a file to be read: working files, folders, links that lead elsewhere, devices."""
    if is_working_file(path):
        return skipped(path.name, "", "ENV001", "It is not a return but a working file.")
    if path.is_symlink():
        says, ask = "It is a link to another place, and links are not followed.", "Put the file itself there."
        finding = Finding("SEC020", Severity.ERROR, says, ask, file=path.name)
        return FileOutcome(path.name, "", Outcome.REFUSED, "SEC020", findings=(finding,))
    if path.is_dir():
        return skipped(path.name, "", "ENV001", "It is a folder; what stands in it is not read.")
    if not path.is_file():
        return skipped(path.name, "", "ENV001", "It is not a file.")
    return None


def hash_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sift(folder: Folder, ledger: Ledger, files: Iterable[Path]) -> tuple[list[Job], dict[Job, Examined | FileOutcome]]:
    """The files to examine, and in their places the ones that are none: lock files and bytes already taken."""
    jobs: list[Job] = []
    done: dict[Job, Examined | FileOutcome] = {}
    seen: dict[str, str] = {}
    for path in files:
        if (over := passed_over(path)) is not None:
            done[Job(path.name, "", path)] = over
            continue
        try:
            data = take(path)
        except Refusal as refusal:
            done[Job(path.name, "", path)] = refused_unread(path, refusal)
            continue
        sha = hashlib.sha256(data).hexdigest()
        before = ledger.known([sha]).get(sha)
        same = seen.get(sha) or (before.file if before else "")
        job = Job(path.name, sha, keep_raw(folder.raw, data, sha))
        if same:
            when = f"taken on {day_in_words(before.received_at)}" if before else "which is in this run too"
            said = f"These are the same bytes as {same}, {when}."
            done[job if job not in done else Job(path.name, sha, path)] = skipped(path.name, sha, "RET010", said)
            continue
        seen[sha] = path.name
        done[job] = FileOutcome(path.name)
        jobs.append(job)
    return jobs, done


def refused_unread(path: Path, refusal: Refusal) -> FileOutcome:
    """The outcome of a file that the machine would not open, or that is too large to be looked at."""
    findings = tuple(replace(finding, file=path.name) for finding in refusal.findings)
    return FileOutcome(path.name, "", Outcome.REFUSED, findings[0].code, findings=findings)


def skipped(file: str, sha: str, code: str, says: str) -> FileOutcome:
    """The outcome of a file that was passed over, and why."""
    note = Finding(code, Severity.NOTE, says, "Nothing needs to be done.", file=file, sha256=sha)
    return FileOutcome(file, sha, Outcome.SKIPPED, code, findings=(note,))


def run(desk: Desk, jobs: list[Job], executor: Executor | None) -> Iterator[Examined]:
    """Examines the files: here when they are few, else in worker processes, or in the executor given."""
    if executor is not None:
        yield from executor.map(examine, [desk] * len(jobs), jobs)
        return
    workers = os.cpu_count() or 1
    if len(jobs) < MANY or workers < 2:
        yield from (examine(desk, job) for job in jobs)
        return
    yield from in_processes(desk, jobs, workers)


def in_processes(desk: Desk, jobs: list[Job], workers: int) -> Iterator[Examined]:
    """Examines the files in worker processes; where one dies, those not done are examined one by one.

    A file that kills the worker that has it alone is refused by name, and costs itself only.
    """
    left = dict.fromkeys(jobs)
    try:
        with ProcessPoolExecutor(workers, initializer=sit_down, initargs=(desk,)) as pool:
            for examined in pool.map(examine_here, jobs, chunksize=8):
                del left[examined.job]
                yield examined
    except BrokenProcessPool:
        yield from (alone(desk, job) for job in left)


def alone(desk: Desk, job: Job) -> Examined:
    """Examines one file in a process of its own."""
    try:
        with ProcessPoolExecutor(1, initializer=sit_down, initargs=(desk,)) as pool:
            return pool.submit(examine_here, job).result()
    except BrokenProcessPool:
        says = "Reading this file stopped the reader; nothing of it was taken."
        ask = "Open it in Excel, save it as a new workbook (.xlsx), and send it again."
        return Examined(job, refused=(Finding("FIL020", Severity.ERROR, says, ask, file=job.file, sha256=job.sha256),))


def settle(folder: Folder, ledger: Ledger, done: dict[Job, Examined | FileOutcome], version: str) -> list[FileOutcome]:
    """Keeps what was accepted in one transaction and turns everything into outcomes, in the order of the files."""
    now = datetime.now(UTC)
    batch = {job: receipt_of(e, now, version) for job, e in done.items() if isinstance(e, Examined) and not e.fault}
    kept = {receipt.sha256: receipt for receipt in ledger.keep(list(batch.values()))} if batch else {}
    outcomes = []
    for job, examined in done.items():
        if isinstance(examined, FileOutcome):
            outcomes.append(examined)
        elif examined.fault:
            outcomes.append(faulty(folder, examined))
        elif job.sha256 in kept:
            outcomes.append(outcome_of(kept[job.sha256]))
        else:  # another run took the same bytes between our look and our keeping
            outcomes.append(skipped(job.file, job.sha256, "RET010", "Another run has just taken these bytes."))
    return outcomes


def disputed(outcome: FileOutcome, disputes: Iterable[Dispute]) -> FileOutcome:
    """A file whose revision came in different files: all its figures are held, and it says with which it disagrees."""
    for dispute in disputes:
        if outcome.sha256 in {receipt.sha256 for receipt in dispute.receipts}:
            hold = replace(dispute.finding, says=told_dispute(dispute), ask=ask_dispute(dispute), file=outcome.file)
            held = outcome.kept + outcome.held
            ends = outcome.outcome if outcome.outcome is Outcome.SKIPPED else Outcome.FINDINGS
            found = (*outcome.findings, hold)
            return replace(outcome, outcome=ends, code=hold.code, kept=0, held=held, findings=found)
    return outcome


def told_dispute(dispute: Dispute) -> str:
    """Which files disagree."""
    last = dispute.receipts[-1]
    names = " and ".join(receipt.file for receipt in dispute.receipts)
    return (
        f"Revision {last.revision} of {last.partner} came in different files, {names}, and the figures of all are held."
    )


def ask_dispute(dispute: Dispute) -> str:
    """The command that settles it."""
    last = dispute.receipts[-1]
    period = f' --period "{last.period}"' if last.period else ""
    return f'Say which is right: pmxl collect{period} --prefer "{last.file}", or the other.'


def receipt_of(examined: Examined, now: datetime, version: str) -> tuple[Receipt, Sequence[Figure]]:
    """The ledger's receipt for a file, with the figures to keep."""
    job, found = examined.job, examined.found
    if found is None or found.outcome is Outcome.REFUSED:
        findings = examined.refused or (found.findings if found else ())
        code = findings[0].code if findings else ""
        return (
            Receipt(
                file=job.file,
                sha256=job.sha256,
                kind="return",
                outcome=Outcome.REFUSED,
                code=found.code if found and found.code else code,
                partner=found.partner if found else "",
                period=found.period if found else None,
                revision=found.revision if found else 0,
                received_at=now,
                framework=version,
                findings=findings,
                read=found.read if found else 0,
                refused=found.read if found else 0,
            ),
            (),
        )
    return (
        Receipt(
            file=job.file,
            sha256=job.sha256,
            kind="return",
            outcome=found.outcome,
            code=found.code,
            partner=found.partner,
            period=found.period,
            revision=found.revision,
            received_at=now,
            framework=version,
            signed_by=found.signoff.name,
            signed_on=found.signoff.on,
            findings=found.findings,
            read=found.read,
            kept=found.kept,
            held=found.held,
            refused=found.refused,
        ),
        found.figures,
    )


def outcome_of(receipt: Receipt) -> FileOutcome:
    """A receipt as the outcome that is printed."""
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
        findings=receipt.findings,
    )


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

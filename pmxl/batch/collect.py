"""Collect: reads what partners sent back, keeps what is accepted, and says what became of every file."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from functools import cache
from pathlib import Path

from pmxl.batch.answered import with_answers
from pmxl.batch.astray import say_astray
from pmxl.batch.disputes import by_line
from pmxl.batch.disputes import disputed
from pmxl.batch.disputes import outranked
from pmxl.batch.disputes import overruled
from pmxl.batch.elsewhere import elsewhere
from pmxl.batch.examine import Job
from pmxl.batch.examine import desk_of
from pmxl.batch.files import Files
from pmxl.batch.folder import Folder
from pmxl.batch.inbox import hash_of
from pmxl.batch.inbox import preferred_file
from pmxl.batch.keeping import settle
from pmxl.batch.latest import last_issued
from pmxl.batch.listing import listed
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.parked import Parked
from pmxl.batch.passwords import Ask
from pmxl.batch.passwords import Passwords
from pmxl.batch.passwords import passwords_of
from pmxl.batch.passwords import tried_again
from pmxl.batch.pasts import Pasts
from pmxl.batch.query import Queried
from pmxl.batch.query import ask_back
from pmxl.batch.readers import run
from pmxl.batch.righted import righted
from pmxl.batch.sealed import Came
from pmxl.batch.sift import Sifted
from pmxl.batch.sift import sift
from pmxl.batch.twins import twinned
from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.ledger import Ledger
from pmxl.periods import Period

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Collected:
    """The outcomes of a run, in the order of the files' names, and the period it was for (None: any)."""

    files: Sequence[FileOutcome]
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
    of one revision. The same bytes are never taken twice. What is accepted is kept in lots, each in one transaction.
    Then, unless `queries` is False, partners with something open are asked back: see pmxl.batch.query.
    `ask` is called for the password of a locked file that no other source has.
    """
    inbox = None
    with folder.ledger() as ledger, Parked() as done:
        if not paths:
            inbox = inbox_of(folder, period := period or last_issued(ledger, folder))
            paths = [inbox]
        listings = [listed(path) for path in paths]
        if prefer is not None:
            prefer = preferred_file(prefer, inbox, folder.raw)
        passwords = passwords_of(folder)
        sifted = sift(folder, ledger, listings, passwords.of, done)
        if sifted.jobs:  # where every file is known neither desk nor past is needed
            examine_all(sifted, reading(folder, ledger, period, executor), passwords, progress, ask)
        twinned(done, ledger, folder.framework)
        outcomes = settle(folder, ledger, done)
        sifted.note(folder, ledger)
        if prefer is not None:
            ledger.prefer(hash_of(prefer), datetime.now(UTC))
        files = said_of(folder, ledger, period, sifted, outcomes)
        others = elsewhere(folder, ledger, period) if inbox else ()
    queried, trouble = ask_back(folder, periods_of(folder, period, outcomes), done.passwords) if queries else ([], ())
    return Collected(files, period, inbox, others, prefer.name if prefer else "", tuple(queried), trouble)


def inbox_of(folder: Folder, period: Period) -> Path:
    """The inbox of a period; refused where there is none (ENV009)."""
    inbox = folder.inbox(period)
    if not inbox.exists():
        says = f"There is no inbox for {period.label}: no folder {inbox}."
        raise refuse("ENV009", says, "Name another period, or issue its returns: then the folder is there.")
    return inbox


def said_of(
    folder: Folder, ledger: Ledger, period: Period | None, sifted: Sifted, outcomes: list[FileOutcome]
) -> Files:
    """What is told of every file, now that it is settled what stands: also of one that was taken before."""
    disputes = ledger.disputes()
    rivals = ledger.rivals({outcome.partner for outcome in outcomes if outcome.partner})
    lines, stands = by_line(rivals), cache(ledger.recall)
    outcomes = [outranked(disputed(outcome, disputes), lines) for outcome in outcomes]
    outcomes = [overruled(outcome, lines, stands, folder.framework) for outcome in outcomes]
    outcomes = righted(outcomes, ledger, folder)
    outcomes = with_answers(outcomes, ledger, folder.framework, periods_of(folder, period, outcomes), rivals)
    files = Files(sifted.lines, sifted.noted, outcomes)
    for place in files.taken_among({receipt.sha256 for dispute in disputes for receipt in dispute.receipts}):
        files.say(place, disputed(files[place], disputes))
    if period:
        say_astray(files, ledger, folder.framework, period)
    return files


Read = Callable[[list[Job]], Iterator[Came]]


def reading(folder: Folder, ledger: Ledger, period: Period | None, executor: Executor | None) -> Read:
    """Examines files at one desk, each against the past of its own partner."""
    desk, pasts = desk_of(folder, ledger, period), Pasts(folder, ledger, period)
    return lambda jobs: pasts.examined(jobs, lambda some, beside: run(desk, some, executor, beside))


def examine_all(sifted: Sifted, read: Read, passwords: Passwords, progress: Progress, ask: Ask | None) -> None:
    """Puts what came of it in the place of every file that is to be read; what stays locked is tried again."""
    refused = []
    for count, examined in enumerate(read(sifted.jobs), start=1):
        sifted.done[examined.job] = examined
        if examined.refused:
            refused.append(examined)
        progress(count, len(sifted.jobs), examined.job.file)
    for examined in tried_again(refused, passwords, read, ask):
        sifted.done[examined.job] = examined


def periods_of(folder: Folder, period: Period | None, outcomes: Sequence[FileOutcome]) -> list[Period]:
    """The periods that a run was about: the one collected, or those of its files."""
    labels = sorted({outcome.period for outcome in outcomes if outcome.period})
    return [period] if period else [folder.period(label) for label in labels]


__all__ = ["Collected", "collect"]

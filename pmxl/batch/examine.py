"""Examine: one returned file read and checked on its own, in this process or a worker's."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from pmxl.batch.form_checks import mark_in
from pmxl.batch.form_checks import read_checked
from pmxl.batch.known import UNKNOWN
from pmxl.batch.known import Known
from pmxl.batch.known import Recalled
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.claim import Sent
from pmxl.returns.forms.found import ReadForm
from pmxl.returns.landmarks import Landmarks
from pmxl.returns.layout_past import Past
from pmxl.returns.layout_reader import is_foreign
from pmxl.returns.layout_reader import read_foreign
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import read_return
from pmxl.sent import sent_by_place
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.read import read_workbook
from pmxl.sheets.resting import collector_resting
from pmxl.terms import Severity

if TYPE_CHECKING:
    from pmxl.batch.folder import Folder
    from pmxl.ledger import Ledger

SAVE_ANEW = "Open it in Excel, save it as a new workbook (.xlsx), and send it again."


@sent_by_place
@dataclass(frozen=True, slots=True)
class Job:
    """One file to examine: its name as the partner gave it, its hash, where its bytes are, and its folder.

    `passwords` are tried where it is locked; they are never printed, and two jobs are the same whatever they are.
    `known` is what it is checked against; that and `copy` are put in as it is sent to who reads it.
    """

    file: str
    sha256: str
    copy: str = field(default="", compare=False)
    passwords: tuple[str, ...] = field(default=(), repr=False, compare=False)
    known: Known = field(default=UNKNOWN, repr=False, compare=False)
    place: str = ""

    @property
    def done(self) -> Job:
        """The same without what it was checked against: so it goes back to who asked."""
        return Job(self.file, self.sha256, self.copy, self.passwords, UNKNOWN, self.place)


@dataclass(frozen=True)
class Desk:
    """What every file is examined against; sent once to each worker."""

    framework: Framework
    fingerprints: frozenset[str]
    period: Period | None
    issued: frozenset[Sent] | None = None
    forms: frozenset[str] | None = None  # the marks of the forms that were issued
    published: frozenset[Period] = frozenset()  # the periods of which a scorecard was published


def desk_of(folder: Folder, ledger: Ledger, period: Period | None) -> Desk:
    """The desk as the ledger stands: what was issued; what was accepted goes with each file."""
    sent, asked = ledger.marks_sent(), ledger.queries()
    marks = {mark for one in asked for mark in one.fingerprints}
    return Desk(
        framework=folder.framework,
        fingerprints=frozenset(mark for mark, _ in sent) | marks,
        period=period,
        issued=frozenset({which for _, which in sent} | {(one.partner, one.period, one.revision) for one in asked}),
        forms=frozenset(one.mark for one in ledger.forms()),
        published=frozenset(one.period for one in ledger.publications()),
    )


@sent_by_place
@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one file: a return, a form, a refusal, or a fault of our own with its report."""

    job: Job
    found: ReadReturn | None = None
    form: ReadForm | None = None
    refused: tuple[Finding, ...] = ()
    fault: str = field(default="", repr=False)


def examine(desk: Desk, job: Job, data: bytes | None = None) -> Examined:
    """Reads and checks one file, or its bytes where they came without it; it answers for this file alone."""
    with collector_resting():
        return _examined(desk, job.done, job.known, data)


def _examined(desk: Desk, job: Job, known: Known, data: bytes | None) -> Examined:
    try:
        book = read_workbook(job.copy, data=data, name=job.file, passwords=job.passwords)
        seen = Landmarks(book)
        if mark := mark_in(book, seen):
            return Examined(job, form=read_checked(book, mark, desk.forms, desk.framework))
        past = known.recalled(desk.framework, desk.published)
        if desk.framework.layouts and is_foreign(book):
            return Examined(job, found=_through_layout(desk, past, book))
        found = read_return(
            book,
            desk.framework,
            known=desk.fingerprints,
            expected_period=desk.period,
            issued=desk.issued,
            history=past.history,
            denominators=past.denominators,
            memory=past.memory,
            seen=seen,
        )
        return Examined(job, found=found)
    except Refusal as refusal:
        named = tuple(replace(f, file=job.file, sha256=job.sha256) for f in refusal.findings)
        return Examined(job, refused=named)
    except MemoryError:
        return too_large(job, desk.framework.settings.read_megabytes)
    except Exception:  # a fault of ours must cost this file only; it is reported, never hidden
        return Examined(job, fault=traceback.format_exc())
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as stopped:  # native readers raise what is no Exception (pyo3's PanicException)
        return stopped_by(job, stopped)


def _through_layout(desk: Desk, known: Recalled, book: ReadBook) -> ReadReturn:
    """A workbook that is none of our returns, read by where the framework says that its figures stand."""
    return read_foreign(book, desk.framework, Past(*known, desk.period, desk.issued, desk.fingerprints))


def too_large(job: Job, megabytes: int) -> Examined:
    """The outcome of a file that needs more memory than one may have."""
    says = f"Reading this file needs more than {megabytes:,} MB of memory, so it was stopped; nothing of it was taken."
    ask = "Ask for a copy with only the sheets that are needed, or raise read_megabytes in the framework's settings."
    return refused(job, "FIL022", says, ask)


def stopped_by(job: Job, stopped: BaseException) -> Examined:
    """The outcome of a file that the reader's own code gave up on."""
    says = "The reader gave up in the middle of this file; nothing of it was taken."
    return refused(job, "FIL023", says, SAVE_ANEW, show(stopped))


def refused(job: Job, code: str, says: str, ask: str, found: str = "") -> Examined:
    """A file of which nothing was taken."""
    finding = Finding(code, Severity.ERROR, says, ask, file=job.file, sha256=job.sha256, found=found)
    return Examined(job, refused=(finding,))

"""Review: the framework judged by the guides, with what the ledger and past rehearsals say, and the workbook of it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path

from pmxl.assess.evidence import evidence_of
from pmxl.assess.own_figures import own_figures
from pmxl.assess.unclaimed import asked_back
from pmxl.assess.unclaimed import begun_otherwise
from pmxl.assess.unclaimed import of_other_kinds
from pmxl.assess.unclaimed import unclaimed
from pmxl.assess.unclaimed import unclaimed_in
from pmxl.batch.folder import Folder
from pmxl.batch.latest import to_issue
from pmxl.batch.quality import doubtful
from pmxl.findings import Finding
from pmxl.findings import errors_in
from pmxl.framework.judged.evidence import NOTHING_KNOWN
from pmxl.framework.judged.evidence import Evidence
from pmxl.framework.judged.judgement import Judgement
from pmxl.framework.judged.judgement import judge
from pmxl.framework.judged.matter import Places
from pmxl.framework.models import Framework
from pmxl.framework.workbook import draft_in
from pmxl.framework.workbook import places_in
from pmxl.periods import Period
from pmxl.reports.review import plan_review
from pmxl.sheets.write import write_workbook


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review found: faults, which may stop the work, and the judgement, which only argues; where cells stand."""

    faults: tuple[Finding, ...]
    framework: Framework | None = None
    judgement: Judgement | None = None
    places: Places | None = None

    @property
    def advice(self) -> tuple[Finding, ...]:
        """What is argued, each with its cell; nothing while there are faults that stop the work."""
        if self.judgement is None:
            return ()
        return tuple(one.finding(self.places or {}, "framework.xlsx") for one in self.judgement.advice)


def review(folder: Folder) -> Reviewed:
    """Everything that is wrong with a framework, and where it can be read, how it stands by the guides."""
    faults = folder.findings
    if errors_in(faults):
        gone = typed_anew(folder)
        return Reviewed((*asked_back(faults, gone), *gone))
    known, lost = evidence(folder)
    judgement = judge(folder.framework, known)
    return Reviewed((*faults, *lost), folder.framework, judgement, places_in(folder.framework_file))


def evidence(folder: Folder) -> tuple[Evidence, tuple[Finding, ...]]:
    """What the ledger says, and what in it the framework no longer fits; nothing where there is none: none is made."""
    if not has_ledger(folder):
        return NOTHING_KNOWN, ()
    with folder.ledger() as ledger:
        every = ledger.recall(held=True)
        recalled = own_figures(folder.framework, every)
        issued = ledger.issued_periods()
        graded = doubtful(folder, ledger, recalled, datetime.now(UTC).date())
    known = replace(evidence_of(folder.framework, recalled, rehearsed(folder)), doubtful=graded)
    lost = (*unclaimed(folder.framework, every), *of_other_kinds(folder.framework, every))
    return known, (*lost, *begun_otherwise(folder.framework, issued))


def typed_anew(folder: Folder) -> tuple[Finding, ...]:
    """The ids under which the ledger has figures, and that a framework with Errors has on no row."""
    draft = draft_in(folder.framework_file)
    if draft is None or not has_ledger(folder):
        return ()
    with folder.ledger() as ledger:
        return unclaimed_in(draft, ledger.recall(held=True))


def has_ledger(folder: Folder) -> bool:
    """True where there is a ledger: none is made to be looked into."""
    return bool(folder.ledger_url) or folder.ledger_file.exists()


def next_issued(folder: Folder) -> Period:
    """The period whose returns go out next; no ledger is made to learn it."""
    if not has_ledger(folder):
        return to_issue(folder, None)
    with folder.ledger() as ledger:
        return to_issue(folder, ledger)


def rehearsed(folder: Folder) -> frozenset[str]:
    """The measures of which there is a rehearsal."""
    names = [file.stem for file in folder.rehearsals.glob("*.xlsx")]
    partners = [partner.id for partner in folder.framework.partners]
    return frozenset(
        measure.id
        for measure in folder.framework.measures
        if measure.id in names or any(f"{measure.id}-{partner}" in names for partner in partners)
    )


def write_review(folder: Folder, found: Reviewed, to: Path | None = None) -> Path | None:
    """Writes the review's workbook beside the framework; nothing where faults stop the work."""
    if found.judgement is None or found.framework is None:
        return None
    plan = plan_review(found.framework, found.judgement, found.places or {})
    return write_workbook(plan, to or folder.path / "review.xlsx")

"""Righted: a form of another period in whose place the right one has come, so that nobody need act on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pmxl.assess.register import of_the_period
from pmxl.batch.folder import Folder
from pmxl.batch.outcomes import FileOutcome
from pmxl.findings import Finding
from pmxl.ledger import OF_ANOTHER_PERIOD
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.terms import Outcome
from pmxl.terms import Severity

Back = dict[tuple[str, str], Receipt]
"""The return that stands of each partner and period, by its label; of those that are asked about."""


def righted(outcomes: Sequence[FileOutcome], ledger: Ledger, folder: Folder) -> list[FileOutcome]:
    """The outcomes, with such a form passed over and told instead of refused: its bytes are kept, as of every file."""
    senders: defaultdict[str, set[str]] = defaultdict(set)
    for one in filter(is_astray, outcomes):
        for label in {one.period, wanted_for(one)} if one.partner else ():
            senders[label].add(one.partner)
    back: Back = {}
    for label, partners in senders.items():
        period = folder.period(label)
        came = of_the_period(period, ledger.receipts(period, partners=partners))
        back |= {(who, label): one for who, one in came.items() if one.outcome is not Outcome.REFUSED}
    return [passed_over(one, back) if is_astray(one) else one for one in outcomes]


def is_astray(outcome: FileOutcome) -> bool:
    """True of a form refused because it is of another period than was collected."""
    is_refused = outcome.outcome is Outcome.REFUSED and outcome.code == OF_ANOTHER_PERIOD
    return is_refused and wanted_for(outcome) != outcome.period  # of its own period is one whose cover names another


def wanted_for(outcome: FileOutcome) -> str:
    """The period for which such a form was sent, by its label."""
    return why_of(outcome).expected


def why_of(outcome: FileOutcome) -> Finding:
    """What says that it is of another period."""
    return next(one for one in outcome.findings if one.code == OF_ANOTHER_PERIOD)


def passed_over(outcome: FileOutcome, back: Back) -> FileOutcome:
    """The outcome of such a form once the right one is in, and its own period's of no earlier revision: one that is
    awaited for its own period, or was issued anew for it, stays refused until somebody has seen to it.
    """
    right, own = (back.get((outcome.partner, label)) for label in (wanted_for(outcome), outcome.period))
    if right is None or own is None or own.revision < outcome.revision:
        return outcome
    says = f"{why_of(outcome).says} The right one has come: {right.file}."
    ask = f"If it corrects {own.file}, put it into the inbox of {outcome.period} and collect that."
    note = Finding(OF_ANOTHER_PERIOD, Severity.NOTE, says, ask, file=outcome.file, sha256=outcome.sha256)
    return replace(outcome, outcome=Outcome.SKIPPED, findings=(note,))

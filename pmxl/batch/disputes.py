"""Disputes: different files of one revision, all held until a person says which is right; and outranked revisions."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from pmxl.batch.outcomes import FileOutcome
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.ledger import Dispute
from pmxl.ledger import Receipt
from pmxl.returns.query import figure_of
from pmxl.terms import Outcome
from pmxl.terms import Severity

if TYPE_CHECKING:
    import pandas as pd


def disputed(outcome: FileOutcome, disputes: Iterable[Dispute]) -> FileOutcome:
    """A file whose revision came in different files: all its figures are held, and it says with which it disagrees."""
    for dispute in disputes:
        if _is_among(outcome, dispute.receipts):
            hold = replace(dispute.finding, file=outcome.file)
            held = outcome.kept + outcome.held
            ends = outcome.outcome if outcome.outcome is Outcome.SKIPPED else Outcome.FINDINGS
            found = (*outcome.findings, hold)
            return replace(outcome, outcome=ends, code=hold.code, kept=0, held=held, findings=found)
    return outcome


def _is_among(outcome: FileOutcome, receipts: Iterable[Receipt]) -> bool:
    """True for one of the files, and for one just read that says the same as one of them: the first stands for both."""
    return any(
        outcome.sha256 == receipt.sha256 or (outcome.partner == receipt.partner and _is_in_line(outcome, receipt))
        for receipt in receipts
    )


def _is_in_line(outcome: FileOutcome, receipt: Receipt) -> bool:
    """True for a return of the same period and revision."""
    same = outcome.revision == receipt.revision and outcome.period == str(receipt.period)
    return same and bool(outcome.revision) and not outcome.form


Lines = dict[tuple[str, str], list[Receipt]]
"""The receipts of a partner and a period by its label, in the order in which they came."""


def by_line(receipts: Iterable[Receipt]) -> Lines:
    """The receipts in their lines, so that a file need not be held against all others."""
    lines: Lines = {}
    for receipt in receipts:
        lines.setdefault((receipt.partner, str(receipt.period)), []).append(receipt)
    return lines


def outranked(outcome: FileOutcome, lines: Lines) -> FileOutcome:
    """A file whose revision came after a higher one: its figures go into the history and do not stand."""
    if outcome.outcome in (Outcome.SKIPPED, Outcome.REFUSED) or not outcome.revision:
        return outcome
    rivals = [
        receipt
        for receipt in lines.get((outcome.partner, outcome.period), ())
        if receipt.kind == "return" and receipt.outcome is not Outcome.REFUSED and receipt.revision > outcome.revision
    ]
    if not rivals:
        return outcome
    stands = max(rivals, key=lambda receipt: receipt.revision)
    says = f"Revision {stands.revision} ({stands.file}) has come too. Each figure that could be taken from it stands, "
    says += f"not that of this revision {outcome.revision}."
    ask = "Nothing needs to be done, unless the partner meant this one: then reissue."
    note = Finding("RET008", Severity.NOTE, says, ask, file=outcome.file, sha256=outcome.sha256)
    return replace(outcome, findings=(*outcome.findings, note))


def overruled(
    outcome: FileOutcome, lines: Lines, recalled: Callable[[], pd.DataFrame], framework: Framework
) -> FileOutcome:
    """A file of a revision that an officer's entry stands above: which figures it gives, if any, do not stand."""
    if outcome.outcome in (Outcome.SKIPPED, Outcome.REFUSED) or not outcome.revision:
        return outcome
    entries = {
        receipt.sha256: receipt
        for receipt in lines.get((outcome.partner, outcome.period), ())
        if receipt.kind == "entry" and receipt.revision > outcome.revision
    }
    if not entries:
        return outcome
    stand = recalled()[recalled()["sha256"].isin(entries)]
    notes = [_entered(row, entries[row["sha256"]], framework, outcome) for row in stand.to_dict("records")]
    return replace(outcome, findings=(*outcome.findings, *notes))


def _entered(row: Mapping[Hashable, Any], entry: Receipt, framework: Framework, outcome: FileOutcome) -> Finding:
    """The figure that an officer entered stands whatever this file says of it."""
    about = {"file": outcome.file, "sha256": outcome.sha256, "measure": row["measure"], "area": row["area"]}
    ask = "Nothing needs to be done, unless the partner's own is right: then record it with pmxl enter."
    note = Finding("RET024", Severity.NOTE, "", ask, **about)
    name, who = figure_of(framework, note), entry.signed_by
    says = f"The figure of {name} is the one entered by {who}, and it stands above one in this file."
    return replace(note, says=says)

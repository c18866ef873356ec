"""What became of each file, and the totals that reconcile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pmxl.findings import Finding
from pmxl.ledger import Answer
from pmxl.ledger import Change
from pmxl.terms import Kind
from pmxl.terms import Outcome


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file's end: exactly one outcome, the counts of its figures, and everything found in it."""

    file: str
    sha256: str = ""
    outcome: Outcome = Outcome.READ
    code: str = ""
    partner: str = ""
    period: str = ""
    revision: int = 0
    kept: int = 0
    held: int = 0
    refused: int = 0
    answered: int | None = None  # of a form that goes round, which has no figures: the answers kept
    form: str = ""  # what a form that goes round is called
    whose: str = ""  # the name of who was asked to fill it in
    findings: tuple[Finding, ...] = ()
    answers: tuple[Answer, ...] = ()
    changes: tuple[Change, ...] = ()
    kinds: tuple[tuple[str, Kind], ...] = ()  # of the measures that changed
    fault: str = ""  # a fault of pmxl's own: where its report was saved
    again: bool = False  # it was taken before, under this very name: nobody copied it

    def as_record(self) -> dict[str, Any]:
        """The record that `--format json` prints."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "outcome": self.outcome.value,
            "code": self.code,
            "partner": self.partner,
            "period": self.period,
            "revision": self.revision,
            "kept": self.kept,
            "held": self.held,
            "refused": self.refused,
            "answered": self.answered,
            "form": self.form,
            "whose": self.whose,
            "findings": [finding.as_record() for finding in self.findings],
            "answers": [answer_record(answer) for answer in self.answers],
            "changes": [change_record(change) for change in self.changes],
        }


def answer_record(answer: Answer) -> dict[str, str]:
    """What was said to a finding, as a flat record."""
    about = {"code": answer.code, "measure": answer.measure, "area": answer.area, "period": answer.of}
    said = {"says": answer.says, "how": answer.how, "text": answer.text, "by": answer.by}
    return about | said | {"at": answer.at.isoformat(timespec="seconds")}


def change_record(change: Change) -> dict[str, Any]:
    """A figure given again, as a flat record: before and after with their parts."""
    after = change.after
    record: dict[str, Any] = {"measure": after.measure, "area": after.area, "period": after.period.label}
    record |= {"sheet": after.sheet, "cell": after.cell, "by": change.by}
    for when, figure in (("before", change.before), ("after", after)):
        for part in ("numerator", "denominator", "value", "marker"):
            record[f"{when}_{part}"] = getattr(figure, part) if figure else ("" if part == "marker" else None)
    return record


def totals(outcomes: Iterable[FileOutcome]) -> dict[str, int]:
    """Files, each outcome, and figures: read = kept + held + refused."""
    files = list(outcomes)
    counted = Counter(file.outcome for file in files)
    figures = {name: sum(getattr(file, name) for file in files) for name in ("kept", "held", "refused")}
    return {
        "files": len(files),
        **{outcome.value: counted[outcome] for outcome in Outcome},
        "figures": sum(figures.values()),
        **figures,
    }

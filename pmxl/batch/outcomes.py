"""What became of each file, and the totals that reconcile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pmxl.findings import Finding
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
    findings: tuple[Finding, ...] = ()
    fault: str = ""  # a fault of pmxl's own: where its report was saved

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
            "findings": [finding.as_record() for finding in self.findings],
        }


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

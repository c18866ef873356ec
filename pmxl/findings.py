"""What is wrong with a return is a value (Finding); what stops the work is raised (Refusal)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from pmxl.sent import sent_by_place
from pmxl.terms import Severity

AND = "; "
"""What stands between the areas of a finding that is about several."""
COMMAND = re.compile(r"(?:; or [^;]*|[:,][^:;,]*)\bpmxl\b.*$")
"""The end of a request that names a command of ours, from the mark before it."""


@sent_by_place
@dataclass(frozen=True, slots=True)
class Finding:
    """A place, a fact with its figures, and a request.

    `says` and `ask` are whole sentences with their full stops. `found` is what stood there (80 characters at most).
    `measure`, `area` and `period` name the figure it is about, where it is about one; of several areas, each of them
    with "; " between. `partner` is whose figure it is where the file does not say, for it is of several partners. The
    ledger adds its number, and `closed`: in what words it was answered, "" while it is open.
    """

    code: str
    severity: Severity
    says: str
    ask: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    part: str = ""
    found: str = ""
    expected: str = ""
    sha256: str = ""
    measure: str = ""
    area: str = ""
    period: str = ""
    partner: str = ""
    closed: str = ""
    number: str = field(default="", compare=False)

    @property
    def is_open(self) -> bool:
        """True while somebody is still to act: no Note, and not answered."""
        return self.severity is not Severity.NOTE and not self.closed

    @property
    def to_sender(self) -> Finding:
        """The same as a partner is told it: without the command of ours that an officer would run."""
        return replace(self, ask=COMMAND.sub(".", self.ask))

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of the figures it is about; one "" where the figure is of no area."""
        return tuple(self.area.split(AND))

    def is_about(self, measure: str, area: str, period: str) -> bool:
        """True where this figure is the one it is about, or among them."""
        return (self.measure, self.period) == (measure, period) and area in self.areas

    @property
    def place(self) -> str:
        """`file › Sheet!Cell`, or as much of it as is known."""
        spot = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell or self.part
        return " › ".join(piece for piece in (self.file, spot) if piece)

    def __str__(self) -> str:
        whose = f" ({self.partner}, {self.period})" if self.partner and self.period else ""  # in a file of several
        place = f"{self.place}{whose}: " if self.place else ""
        return f"{place}{self.says} {self.ask} [{self.code}]"

    def as_record(self) -> dict[str, str]:
        """The finding as one flat record, the words of CONTRACT for keys; `partner` only in a file of several."""
        return {key: str(value) for key, value in asdict(self).items() if key != "partner" or value}


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, Holds, Queries, Notes; those of one severity in the order in which they come."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


class Refusal(Exception):
    """Something was refused and a person must act; carries the finding that says what. Exit code 3."""

    exit_code = 3

    def __init__(self, finding: Finding, *others: Finding) -> None:
        self.finding = finding
        self.findings = (finding, *others)
        super().__init__("\n".join(str(f) for f in self.findings))


class MachineRefusal(Refusal):
    """The machine would not: disk, lock, permissions. Exit code 4."""

    exit_code = 4


def refuse(
    code: str, says: str, ask: str, *, file: str = "", sheet: str = "", cell: str = "", part: str = "", found: str = ""
) -> Refusal:
    """A Refusal made from one Error finding, ready to be raised."""
    return Refusal(
        Finding(code, Severity.ERROR, says, ask, file=file, sheet=sheet, cell=cell, part=part, found=show(found))
    )


def machine_refuses(
    code: str, says: str, ask: str, *, file: str = "", part: str = "", found: str = ""
) -> MachineRefusal:
    """The same of what the machine would not do."""
    return MachineRefusal(Finding(code, Severity.ERROR, says, ask, file=file, part=part, found=show(found)))


def errors_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those among them that stop the work."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def show(value: object, limit: int = 80) -> str:
    """What stood in a cell, fit to print: any blank a space, control characters escaped, `limit` characters at most."""
    plain = "".join(" " if unicodedata.category(ch) == "Zs" else ch for ch in str(value))
    text = "".join(ch if ch.isprintable() else ch.encode("unicode_escape").decode() for ch in plain)
    return text if len(text) <= limit else text[: limit - 1] + "…"

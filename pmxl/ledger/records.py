"""What the ledger records beside figures: what became of a file that came in, and of a workbook that went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import Literal
from typing import NamedTuple

from pmxl.figures import Figure
from pmxl.figures import value_in_words
from pmxl.findings import Finding
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import listed
from pmxl.terms import Kind
from pmxl.terms import Outcome
from pmxl.terms import Severity

TOLD_APART = 8
"""So many digits of its hash tell a file from another of the same name."""
OF_ANOTHER_PERIOD = "RET002"
"""The code of a form that came for another period than its own: of that period there may be a later revision, and the
figures in it are still nowhere."""
How = Literal["explained", "accepted", "entered", "noted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one file: who sent it, for which period and revision, and how many figures it gave.

    Its kind is `return`, `import`, `entry`, or that of a form that goes round, which gives no figures.
    A return has a partner, a period and a revision from 1. An import has no period and revision 0; an import given a
    revision is a restatement, which supersedes the returns of lower revisions; so is an entry, the figure that an
    officer gave in a partner's place. `received_at` carries its time zone.
    Control total: read = kept + held + refused.
    """

    file: str
    sha256: str
    kind: str
    outcome: Outcome
    received_at: datetime
    code: str = ""
    partner: str = ""
    period: Period | None = None
    revision: int = 0
    framework: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    findings: tuple[Finding, ...] = ()
    read: int = 0
    kept: int = 0
    held: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """One return workbook sent out: to whom, for which period, which revision, its template's fingerprint, when due."""

    partner: str
    period: Period
    revision: int
    fingerprint: str
    framework: str
    file: str
    issued_at: datetime
    due: date | None = None


Question = tuple[str, str, str, str, str]
"""Code, measure, area, period and words of a finding: what stays the same from one revision to the next."""


def question_of(finding: Finding) -> Question:
    """What a finding asks."""
    return finding.code, finding.measure, finding.area, finding.period, finding.says


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said to a finding of a return: by whom, when, in which words, and whether it closes it.

    "explained" by the partner closes a Query; "accepted" by an officer closes a Query or a Hold, and a figure "entered"
    in the partner's place closes all; what is "noted" is kept and closes nothing. The question is told by code, figure
    and words: with other figures it is another question.
    """

    partner: str
    period: Period
    code: str
    says: str
    how: How
    text: str
    by: str
    at: datetime
    measure: str = ""
    area: str = ""
    of: str = ""
    finding: int = 0
    file: str = ""
    sha256: str = ""

    @property
    def question(self) -> Question:
        """What it answers."""
        return self.code, self.measure, self.area, self.of, self.says

    @property
    def words(self) -> str:
        """`Explained by A. Smith on 3 February 2026: two homes were counted twice before`."""
        return f"{self.how.capitalize()} by {self.by} on {day_in_words(self.at)}: {' '.join(self.text.split())}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query workbook: to whom, about which return, which revision it carries, and the findings it asks about.

    `fingerprints` are those of its own mark and, where it is no copy, of the return that it was written into.
    """

    partner: str
    period: Period
    revision: int
    fingerprints: tuple[str, ...]
    returned: str
    asks: tuple[int, ...]
    file: str
    sha256: str
    queried_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSent:
    """One form sent out: of which kind, to whom (`to`), for which period and revision, with which mark."""

    kind: str
    to: str
    period: Period
    revision: int
    mark: str
    framework: str
    file: str
    issued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswer:
    """One field of a form as it was filled in: about what (`ref`), by whom, and where it stands."""

    kind: str
    to: str
    period: Period
    revision: int
    ref: str
    field: str
    text: str
    by: str
    file: str
    sha256: str
    sheet: str
    cell: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that a partner (or an officer in its place) gave anew: before (None: none), after, where and by whom."""

    before: Figure | None
    after: Figure
    file: str
    sha256: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """A framework that the program ran with from a moment on; its bytes are kept under their hash."""

    version: str
    sha256: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """A scorecard that was published: the framework and the moment of the ledger it shows, and the file's hash."""

    period: Period
    framework: str
    framework_sha256: str
    as_at: datetime
    file: str
    sha256: str
    published_at: datetime
    published_by: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A figure of an import for something that a return has already given otherwise: `stands` is the return's."""

    figure: Figure
    stands: Figure
    file: str
    revision: int

    def finding(self, kind: Kind | None = None) -> Finding:
        """The Error that keeps the import's figure out, in the words of its kind; the caller adds the file."""
        key, (here, there) = self.figure.key, (_told(one, kind) for one in (self.figure, self.stands))
        of = " for ".join(name for name in (key.measure, key.area, key.period.label) if name)
        return Finding(
            "RET020",
            Severity.ERROR,
            f"{of} is {here} here and {there} in the return {self.file} (revision {self.revision}).",
            "Leave the row out, or reissue the return so that the partner can correct it.",
            sheet=self.figure.sheet,
            cell=self.figure.cell,
            found=here,
            expected=there,
        )


@dataclass(frozen=True, slots=True)
class Dispute:
    """The files of one partner, period and revision that do not say the same; all their figures are held."""

    receipts: tuple[Receipt, ...]

    @property
    def finding(self) -> Finding:
        """The Hold, placed at the file that came last, with the command that settles it."""
        last = self.receipts[-1]
        files = listed(self.called(receipt) for receipt in self.receipts)
        says = f"Revision {last.revision} of {last.partner} came in different files, {files}, and the figures of all"
        period = f' --period "{last.period}"' if last.period else ""
        named = last.sha256[:TOLD_APART] if self.is_one_of_several(last) else f'"{last.file}"'
        ask = f"Say which is right: pmxl collect{period} --prefer {named}, or the other."
        return Finding("RET023", Severity.HOLD, f"{says} are held.", ask, file=last.file, sha256=last.sha256)

    def called(self, receipt: Receipt) -> str:
        """The name of a file; of one that shares it who signed it, when it came, and how its hash begins, too."""
        if not self.is_one_of_several(receipt):
            return receipt.file
        signed = f"signed by {receipt.signed_by}, " if receipt.signed_by else ""
        came = day_in_words(receipt.received_at)
        return f"{receipt.file} ({signed}collected on {came}, {receipt.sha256[:TOLD_APART]})"

    def is_one_of_several(self, receipt: Receipt) -> bool:
        """True of a file that bears the name of another: in another folder, or put in its place since."""
        return sum(one.file == receipt.file for one in self.receipts) > 1


def _told(figure: Figure, kind: Kind | None) -> str:
    """A figure in a few words: `46 over 99`, `46.4`, `Yes`, or its marker."""
    if figure.numerator is not None and figure.denominator is not None:
        return f"{figure.numerator:,.15g} over {figure.denominator:,.15g}"
    given = figure.value if figure.value is not None else figure.numerator
    return value_in_words(given, kind) if given is not None else figure.marker or "without a figure"


class Outranked(NamedTuple):
    """A return that was read without a figure to keep: its name then, when, its revision, and the file above it."""

    file: str
    at: datetime
    revision: int
    other: str
    stands: int


class Reach(NamedTuple):
    """The last receipt of a ledger at a moment: its number, the hash of its file, and when it was kept."""

    id: int
    sha256: str
    kept_at: int

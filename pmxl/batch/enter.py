"""Enter: an officer records a figure in a partner's place, with reason and name, until the partner gives its own."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

from pmxl.assess.register import of_the_period
from pmxl.batch.accept import TWO_FIGURES
from pmxl.batch.accept import answer_to
from pmxl.batch.accept import known_measure
from pmxl.batch.accept import signed
from pmxl.batch.folder import Folder
from pmxl.batch.issue import chosen_partners
from pmxl.batch.past import parts_of
from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.framework.asked import asked
from pmxl.ledger import Answer
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.ledger import keep_raw
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.returns.tidy import read_tidy
from pmxl.sheets.tidy import guarded
from pmxl.terms import KEEP_OUT
from pmxl.terms import Outcome
from pmxl.terms import Rating
from pmxl.terms import Severity

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

COLUMNS = ("partner", "area", "measure", "period", "numerator", "denominator", "value", "source")


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure as an officer types it; "" for what is not given."""

    measure: str
    partner: str
    area: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """A figure recorded in a partner's place, and what the checks say of it."""

    figure: Figure
    findings: tuple[Finding, ...]


def enter(folder: Folder, period: Period, typed: Typed, *, reason: str, by: str) -> Entered:
    """Records a figure in a partner's place. It stands above what the partner has given, and below what it gives next.

    It is read and checked as an import is. Errors are refused; what the checks only ask about is answered by the
    reason. Refused too without a reason and a name (RET045), and where neither value nor both parts are given, or the
    word that there is none (RET047).
    """
    reason, by = signed(reason, by)
    known_measure(folder, typed.measure)
    chosen_partners(folder.framework, period, [typed.partner])
    if not typed.value and not (typed.numerator and typed.denominator):
        raise refuse("RET047", "There is no figure.", "Give --value, or both --numerator and --denominator.")
    now = datetime.now(UTC)
    note = f"Entered by {by} on {day_in_words(now)}: {reason}"
    data = table(typed, period, f"{note} ({now.isoformat()})")
    sha256 = hashlib.sha256(data).hexdigest()
    kept = keep_raw(folder.raw, data, sha256)
    with folder.ledger() as ledger:
        recalled = ledger.recall(held=True)
        figure, findings = read_one(folder, recalled, kept, note)
        whole = returned_in(folder, ledger, figure)
        receipt = Receipt(
            file=f"Entered by {by}",
            sha256=sha256,
            kind="entry",
            outcome=Outcome.READ,
            received_at=now,
            partner=typed.partner,
            period=whole,
            revision=1 + highest(ledger, recalled, figure, whole),
            framework=folder.framework.version,
            signed_by=by,
            signed_on=now.date(),
            read=1,
            kept=1,
        )
        ledger.keep([(receipt, [figure])], closed_by(ledger, receipt, figure, reason))
    return Entered(figure, tuple(f for f in findings if f.severity is not Severity.NOTE))


def read_one(folder: Folder, recalled: pd.DataFrame, kept: Path, note: str) -> tuple[Figure, tuple[Finding, ...]]:
    """The figure of a table of one row as it will stand, and what the checks say of it; a Refusal by its Errors, and
    where its value is not what its parts make: no reason answers which is meant.
    """
    read = read_tidy(kept, folder.framework, *parts_of(folder.framework, recalled[~recalled["held"]]))
    findings = tuple(replace(f, file="", sheet="", cell="", sha256="") for f in read.findings)
    if not read.figures:
        raise Refusal(*(f for f in findings if f.severity in KEEP_OUT))
    if read.figures[0].marker == Rating.NO_DATA:
        says = "That says that there is no figure, and it displaces none that there was."
        raise refuse("RET047", says, 'Give the figure, or why there is none, as in "Suppressed" or "n/a".')
    if two := [f for f in findings if f.code == TWO_FIGURES]:
        raise Refusal(*two)
    return replace(read.figures[0], held=False, note=note, sheet="", cell=""), findings


def table(typed: Typed, period: Period, source: str) -> bytes:
    """The figure as a tidy table of one row: what is kept of it in raw/, and read as any import is."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    whose = (typed.partner, typed.area, typed.measure, period.label)
    writer.writerow([*whose, typed.numerator, typed.denominator, typed.value, guarded(source)])
    return out.getvalue().encode()


def highest(ledger: Ledger, recalled: pd.DataFrame, figure: Figure, whole: Period) -> int:
    """The highest revision of what the partner has given so far: of this figure, and of its return."""
    key = (figure.measure, figure.partner, figure.area, figure.period.start, figure.period.months)
    columns = (recalled[name].tolist() for name in ("measure", "partner", "area", "start", "months", "revision"))
    given = [row[-1] for row in zip(*columns, strict=True) if row[:-1] == key]
    came = [one.revision for one in ledger.receipts(whole) if one.partner == figure.partner and one.kind == "return"]
    return max((*given, *came), default=0)


def returned_in(folder: Folder, ledger: Ledger, figure: Figure) -> Period:
    """The period of the return that asks for a figure: a month is returned with its quarter."""
    what = (figure.measure, figure.area, figure.period)
    for period in sorted({one.period for one in ledger.issued(figure.partner)}):
        if what in {(a.measure.id, a.area, a.period) for a in asked(folder.framework, period, figure.partner)}:
            return period
    return figure.period


def closed_by(ledger: Ledger, receipt: Receipt, figure: Figure, reason: str) -> list[Answer]:
    """What was open about the figure in the partner's return: the one entered settles it."""
    about = (figure.measure, figure.area, figure.period.label)
    period = receipt.period or figure.period
    stands = of_the_period(period, ledger.receipts(period)).get(figure.partner)
    found = [f for f in stands.findings if f.is_open and f.is_about(*about)] if stands else []
    answers = (answer_to(finding, figure.partner, period, reason, receipt.signed_by) for finding in found)
    return [replace(one, how="entered", file=receipt.file, sha256=receipt.sha256) for one in answers]

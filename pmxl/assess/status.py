"""Status: where every partner's return stands on a day, what is missing in it, and who is to be asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any
from typing import NamedTuple

import pandas as pd

from pmxl.assess.chase import Letter
from pmxl.assess.chase import Sent
from pmxl.assess.chase import letter
from pmxl.assess.owners import owners
from pmxl.assess.punctual import first_days
from pmxl.assess.punctual import punctuality
from pmxl.assess.punctual import usual_due
from pmxl.assess.register import keys_of
from pmxl.assess.register import of_the_period
from pmxl.assess.register import register
from pmxl.findings import Finding
from pmxl.framework.asked import Asked
from pmxl.framework.asked import asked
from pmxl.framework.models import Framework
from pmxl.ledger import Dispute
from pmxl.ledger import Issued
from pmxl.ledger import Query
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.terms import Outcome
from pmxl.terms import ReturnState

STATUS_COLUMNS = [
    *("partner", "name", "state", "due", "days_late", "issued_on", "sent", "revision", "file", "received_at", "query"),
    *("expected", "kept", "held", "refused", "missing", "open", "contact", "email", "signed_by", "signed_on", "chase"),
]
OPEN_COLUMNS = ["partner", "name", *("severity", "code", "file", "sheet", "cell", "part", "found", "says", "ask")]
BACK = (ReturnState.RETURNED, ReturnState.QUERIED, ReturnState.ACCEPTED)
"""The states of a return that has come and could be read."""
AWAITED = (ReturnState.ISSUED, ReturnState.LATE, ReturnState.REFUSED)


@dataclass(frozen=True)
class Known:
    """What the ledger knows on the day: files that came, workbooks that went out, figures that stand, disputes."""

    receipts: Sequence[Receipt]
    issued: Sequence[Issued]
    recalled: pd.DataFrame = field(repr=False)  # held figures too
    disputes: Sequence[Dispute] = ()
    queries: Sequence[Query] = ()


@dataclass(frozen=True, slots=True)
class AwaitedForm:
    """A form that went out and is not back: what it is called, whose it is, for when, its file, and when it went."""

    called: str
    whose: str
    period: Period
    file: str
    issued_on: date


@dataclass(frozen=True)
class Status:
    """The returns of a period as they stand on a day.

    `partners` has a row a partner (STATUS_COLUMNS), `open` one for each finding that waits for an answer
    (OPEN_COLUMNS), `punctual` one a partner with its record over time, `owners` one for each who answers for measures.
    `awaited` are the forms that are not back, and `improvement` is what is being done
    (pmxl.improve.improvement, which stands above), None where nobody looked.
    """

    framework: Framework
    period: Period
    today: date
    due: date
    partners: pd.DataFrame
    open: pd.DataFrame
    punctual: pd.DataFrame
    owners: pd.DataFrame
    letters: tuple[Letter, ...]
    improvement: Any = None
    awaited: tuple[AwaitedForm, ...] = ()


def status(framework: Framework, period: Period, known: Known, today: date) -> Status:
    """Where every return of a period stands on a day; pure: the same knowledge and day give the same status."""
    rows, letters = [], []
    stands, first = of_the_period(period, known.receipts), first_days(known.receipts)
    answers = open_findings(period, stands, known.disputes)
    table = register(framework, period, known.receipts, known.recalled)
    for each in table.to_dict("records"):
        row = {str(name): value for name, value in each.items()}
        told = answers.get(row["partner"], ())
        came = Came(stands.get(row["partner"]), first.get((row["partner"], period)))
        found = standing_row(framework, period, known, row, came, told, today)
        written = letter(framework, period, found, told, missing(framework, period, row["partner"], known), today)
        if written:
            letters.append(written)
        rows.append(found | {"chase": written.why if written else ""})
    return Status(
        framework=framework,
        period=period,
        today=today,
        due=usual_due(framework, period),
        partners=pd.DataFrame(rows, columns=STATUS_COLUMNS),
        open=open_frame(framework, answers),
        punctual=punctuality(framework, period, known.receipts, known.issued, today),
        owners=owners(framework, period, known.issued, known.recalled),
        letters=tuple(letters),
    )


class Came(NamedTuple):
    """What came from one partner: the return that stands, and the day on which one that could be read first came."""

    receipt: Receipt | None
    first: date | None


def standing_row(
    framework: Framework, period: Period, known: Known, row: Sent, came: Came, told: Sequence[Finding], today: date
) -> dict[str, Any]:
    """One partner: its state, and the counts, where expected = kept + held + refused + missing.

    Refused are figures that came in the return that stands and were kept out, as far as none stands in their place.
    """
    sent = last_sent(known.issued, row["partner"], period)
    due = (sent.due if sent else None) or usual_due(framework, period)
    receipt, first = came
    kept_out = min(receipt.refused, row["missing"]) if receipt else 0
    state = state_of(row, receipt, sent, told, due, today)
    until = first if state in BACK and first else today
    is_counted = state not in (ReturnState.NOTHING_ASKED, ReturnState.NOT_ISSUED)
    return {
        **{name: row[name] for name in ("partner", "name", "contact", "file", "received_at", "kept", "held")},
        **{name: row[name] for name in ("signed_by", "signed_on")},
        "open": len(told),
        "email": framework.partner(row["partner"]).email,
        "state": state.value,
        "due": due if is_counted else None,
        "days_late": max((until - due).days, 0) if is_counted else 0,
        "issued_on": sent.issued_at.date() if sent else None,
        "sent": sent.file if sent else "",
        "revision": sent.revision if sent else 0,
        "query": query_of(known, receipt) if told else "",
        "expected": row["asked"],
        "refused": kept_out,
        "missing": row["missing"] - kept_out,
    }


def state_of(
    row: Sent, receipt: Receipt | None, sent: Issued | None, told: Sequence[Finding], due: date, today: date
) -> ReturnState:
    """The state in which a return is; a return that came counts though none was issued by this ledger."""
    if not row["asked"]:
        return ReturnState.NOTHING_ASKED
    if receipt is None:
        if sent is None:
            return ReturnState.NOT_ISSUED
        return ReturnState.LATE if today > due else ReturnState.ISSUED
    if receipt.outcome is Outcome.REFUSED:
        return ReturnState.REFUSED
    if told:
        return ReturnState.QUERIED
    return ReturnState.RETURNED if row["missing"] else ReturnState.ACCEPTED


def last_sent(issued: Iterable[Issued], partner: str, period: Period) -> Issued | None:
    """The workbook that was sent last; its day is the one that counts, for an extension is agreed by reissuing."""
    mine = [one for one in issued if one.partner == partner and one.period == period]
    return max(mine, key=lambda one: one.revision, default=None)


def query_of(known: Known, receipt: Receipt | None) -> str:
    """The query workbook that asks about a return; "" where none was written."""
    about = [one.file for one in known.queries if receipt and one.returned == receipt.sha256]
    return about[-1] if about else ""


def open_findings(
    period: Period, stands: Mapping[str, Receipt], disputes: Iterable[Dispute]
) -> dict[str, tuple[Finding, ...]]:
    """What waits for an answer in each partner's return that stands, two files that disagree included."""
    found = {
        partner: tuple(finding for finding in receipt.findings if finding.is_open)
        for partner, receipt in stands.items()
    }
    for dispute in disputes:
        last = dispute.receipts[-1]
        if last.period == period:
            found[last.partner] = (dispute.finding, *found.get(last.partner, ()))
    return found


def open_frame(framework: Framework, answers: dict[str, tuple[Finding, ...]]) -> pd.DataFrame:
    """The open findings as a table, in the framework's order of partners."""
    rows = [
        finding.as_record() | {"partner": partner.id, "name": partner.name}
        for partner in framework.partners
        for finding in answers.get(partner.id, ())
    ]
    return pd.DataFrame(rows, columns=OPEN_COLUMNS)


def missing(framework: Framework, period: Period, partner: str, known: Known) -> tuple[Asked, ...]:
    """The figures asked of a partner for which the ledger holds nothing, be it accepted or held."""
    there = keys_of(known.recalled[known.recalled["partner"] == partner])
    wanted = asked(framework, period, partner)
    return tuple(a for a in wanted if (a.measure.id, a.area, a.period.start, a.period.months) not in there)
